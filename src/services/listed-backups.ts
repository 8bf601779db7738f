/** The rows of a backup that a cluster listed and Holdfast does not know. Pure but for its ids. */
import { createHash, randomUUID } from 'node:crypto';
import { aCycle } from '../cycle/new-backup.js';
import { newRun } from '../cycle/new-run.js';
import type { Backup, BackupNamespace } from '../domain/backup.js';
import type { BackupLocation } from '../domain/backup-location.js';
import { SNAPSHOT_VOLUMES } from '../domain/backup-volume.js';
import type { Cluster } from '../domain/cluster.js';
import type { Cycle } from '../domain/cycle.js';
import { NOT_DELETED } from '../domain/deletion.js';
import { MADE_IN_MODE } from '../domain/operation-mode.js';
import type { ListedBackup } from '../domain/ports/federated-locations.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const LONGEST_NAME = 120;

export interface ListedRows {
  readonly cycle: Cycle;
  readonly backup: Backup;
  readonly namespaces: readonly BackupNamespace[];
}

/** @param of `through`: the cluster that listed it, which it is shown on: Stork does not say which cluster made it */
export function rowsOfListed(
  listed: ListedBackup,
  of: {
    readonly through: Cluster;
    readonly location: BackupLocation;
    readonly ownerId: string;
  },
): ListedRows {
  const { manifestKey, createdAt, finishedAt, state, namespaces, backupId } = listed;
  const selection = { kind: 'NAMED', names: namespaces } as const;
  const cycle: Cycle = {
    ...aCycle('MANUAL', createdAt),
    scheduleId: null,
    plannedAt: null,
    selection,
    selectionVersion: 0,
    outcome: 'BACKED_UP',
    endedAt: finishedAt,
  };
  const id = backupId !== null && UUID.test(backupId) ? backupId : randomUUID();
  const backup: Backup = {
    ...newRun(createdAt),
    id,
    name: nameOf(listed),
    ownerId: of.ownerId,
    clusterId: of.through.id,
    locationId: of.location.id,
    cycleId: cycle.id,
    scheduleId: null,
    selection,
    mode: 'FEDERATED',
    ...MADE_IN_MODE.FEDERATED,
    listedBySync: true,
    vanishedAt: null,
    labels: {},
    state,
    stateReason: null,
    stateChangedAt: finishedAt,
    attempt: 1,
    requestedNamespaces: namespaces,
    objects: listed.objects,
    bytes: listed.bytes,
    storedBytes: 0,
    manifestKey,
    encryptionKeyIds: null,
    importedFrom: null,
    verifiedAt: null,
    verification: null,
    lockedUntil: null,
    ...NOT_DELETED,
    version: 1,
    createdAt,
    startedAt: createdAt,
    finishedAt,
    preRuleId: null,
    postRuleId: null,
    filter: null,
    volumeSettings: SNAPSHOT_VOLUMES,
  };
  const fates = namespaces.map(
    (name): BackupNamespace => ({ name, fate: 'INCLUDED', uid: null, reason: null, objects: 0, bytes: 0 }),
  );
  return { cycle, backup, namespaces: fates };
}

/** Names are unique here, and the buckets of others know nothing of ours: where it lies makes it one of its own. */
function nameOf({ name, manifestKey }: ListedBackup): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]/g, '-')
    .replaceAll(/^[^a-z0-9]+/g, '')
    .slice(0, LONGEST_NAME);
  const mark = createHash('sha256').update(manifestKey).digest('hex').slice(0, 8);
  return `${plain || 'backup'}-${mark}`;
}
