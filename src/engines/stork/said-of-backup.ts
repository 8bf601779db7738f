/**
 * What an ApplicationBackup says, in Holdfast's words. THE place where stages, ends, volumes and reasons of Stork are translated. Pure.
 * Source: facts 1.1, 1.2, 1.10, 3.
 */
import type { Stage } from '../../domain/backup.js';
import type { BackupVolume, VolumeCopy, VolumeReason, VolumeState } from '../../domain/backup-volume.js';
import { countAt, type JsonObject, objectAt, objectsAt, spokenAt, textAt } from './json.js';
import { missingNamespacesIn } from './unverified.js';

type StorkStage = Extract<Stage, 'PRE_EXEC' | 'VOLUMES' | 'POST_EXEC' | 'RESOURCES'>;

/** Their stage → ours; null: the stage before goes on. A stage that is not here is of a later Stork: null, too. */
export const STAGE_OF: Readonly<Record<string, StorkStage | null>> = {
  '': null,
  ImportResource: null,
  PreExecRule: 'PRE_EXEC',
  Volumes: 'VOLUMES',
  PostExecRule: 'POST_EXEC',
  Applications: 'RESOURCES',
  Final: null,
};

/** Their status at Final → how it ended. A status that is not here is no end that could be trusted: FAILED. */
export const END_OF: Readonly<Record<string, BackupEnding>> = {
  Successful: 'WHOLE',
  PartialSuccess: 'PARTIAL',
  Failed: 'FAILED',
};
export type BackupEnding = 'WHOLE' | 'PARTIAL' | 'FAILED';

/** Status of a volume → ours. Unknown: PENDING while the backup runs. */
export const VOLUME_STATE_OF: Readonly<Record<string, VolumeState>> = {
  '': 'PENDING',
  Pending: 'PENDING',
  InProgress: 'PENDING',
  Successful: 'READY',
  Failed: 'FAILED',
};

/** Where a driver leaves the data (facts 3.1). Unknown drivers: in the storage of the cluster, which promises least. */
export const COPY_OF: Readonly<Record<string, VolumeCopy>> = {
  csi: 'IN_CLUSTER',
  linstor: 'IN_CLUSTER',
  kdmp: 'OFF_SITE',
  pxd: 'OFF_SITE',
};

/** Words in the reason of a failed volume → ours; the first that matches. */
export const VOLUME_REASON_OF: readonly (readonly [RegExp, VolumeReason])[] = [
  [/time(d)? ?out/i, 'TIMEOUT'],
  [/no (default )?(volume ?)?snapshot ?class|snapshotclass .*not found/i, 'NO_SNAPSHOT_CLASS'],
  [/forbidden|not allowed/i, 'NOT_ALLOWED'],
];

export interface SaidOfBackup {
  /** null: as before. */
  readonly stage: StorkStage | null;
  /** null: it is not over. */
  readonly ended: BackupEnding | null;
  readonly reason: string | null;
  readonly volumes: readonly BackupVolume[];
  /** Namespaces that Stork did not find when it began. */
  readonly missing: readonly string[];
  readonly byNamespace: ReadonlyMap<string, { readonly objects: number; readonly bytes: number }>;
  readonly objects: number;
  /** Of the volumes, together; what is stored of them. Stork does not count the bytes of objects. */
  readonly bytes: number;
  readonly storedBytes: number;
  /** Folder in the bucket; null while there is none. */
  readonly path: string | null;
  /** Two that differ: something has moved. */
  readonly standing: string;
}

export function saidOfBackup(backup: JsonObject): SaidOfBackup {
  const status = objectAt(backup, 'status');
  const theirs = textAt(status, 'stage') ?? '';
  const over = theirs === 'Final';
  const volumes = objectsAt(status, 'volumes');
  return {
    stage: STAGE_OF[theirs] ?? null,
    ended: over ? (END_OF[textAt(status, 'status') ?? ''] ?? 'FAILED') : null,
    reason: spokenAt(status, 'reason'),
    volumes: volumes.map((each) => volumeOf(each, over)).sort(byName),
    missing: missingNamespacesIn(status),
    byNamespace: countedByNamespace(status),
    objects: countAt(status, 'resourceCount') || objectsAt(status, 'resources').length,
    bytes: countAt(status, 'totalSize') || sum(volumes, 'totalSize'),
    storedBytes: sum(volumes, 'actualSize'),
    path: textAt(status, 'backupPath'),
    standing: JSON.stringify(status),
  };
}

function volumeOf(volume: JsonObject, over: boolean): BackupVolume {
  const said = VOLUME_STATE_OF[textAt(volume, 'status') ?? ''] ?? 'PENDING';
  // Nothing comes after the end.
  const state = over && said === 'PENDING' ? 'FAILED' : said;
  const message = spokenAt(volume, 'reason');
  const driver = textAt(volume, 'driverName');
  const ready = state === 'READY';
  const size = countAt(volume, 'totalSize');
  return {
    namespace: textAt(volume, 'namespace') ?? '',
    claim: textAt(volume, 'persistentVolumeClaim') ?? '',
    volume: textAt(volume, 'volume'),
    driver: textAt(volume, 'provisioner') ?? driver,
    storageClass: textAt(volume, 'storageClass'),
    snapshotClass: null,
    state,
    reason: state === 'FAILED' ? reasonIn(message ?? '') : null,
    message: state === 'FAILED' ? message : null,
    copy: ready ? (COPY_OF[driver ?? ''] ?? 'IN_CLUSTER') : null,
    // Stork sees to its snapshots itself: none of them is ours to sweep.
    snapshot: null,
    content: null,
    handle: textAt(volume, 'backupID'),
    restoreSize: size > 0 ? String(size) : null,
    cutAt: null,
    readyAt: null,
  };
}

function reasonIn(message: string): VolumeReason {
  return VOLUME_REASON_OF.find(([words]) => words.test(message))?.[1] ?? 'STORK_ERROR';
}

/** Empty where the list is too long for the CR (facts 1.1, largeResourceEnabled). */
function countedByNamespace(status: JsonObject): SaidOfBackup['byNamespace'] {
  const counts = new Map<string, { objects: number; bytes: number }>();
  for (const each of objectsAt(status, 'resources')) {
    const namespace = textAt(each, 'namespace') ?? '';
    const { objects } = counts.get(namespace) ?? { objects: 0 };
    counts.set(namespace, { objects: objects + 1, bytes: 0 });
  }
  return counts;
}

function sum(volumes: readonly JsonObject[], field: string): number {
  return volumes.reduce((total, each) => total + countAt(each, field), 0);
}

function byName(left: BackupVolume, right: BackupVolume): number {
  const [a, b] = [left, right].map(({ namespace, claim }) => `${namespace}/${claim}`) as [string, string];
  return a < b ? -1 : a > b ? 1 : 0;
}
