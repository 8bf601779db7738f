/** The rows of a backup that a cluster listed and Holdfast does not know. Pure but for its ids. */
import { createHash, randomUUID } from 'node:crypto';
import { decide } from '../cycle/decide.js';
import { aCycle } from '../cycle/new-backup.js';
import { newRun } from '../cycle/new-run.js';
import { volumeIssues } from '../cycle/volume-issues.js';
import type { Backup, BackupNamespace } from '../domain/backup.js';
import type { BackupLocation } from '../domain/backup-location.js';
import { type BackupVolume, SNAPSHOT_VOLUMES } from '../domain/backup-volume.js';
import type { Cluster } from '../domain/cluster.js';
import type { Cycle } from '../domain/cycle.js';
import { NOT_DELETED } from '../domain/deletion.js';
import { effectOf, type Issue, issue } from '../domain/issue.js';
import { labelFaults } from '../domain/names.js';
import { MADE_IN_MODE } from '../domain/operation-mode.js';
import type { ListedBackup } from '../domain/ports/federated-locations.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const LONGEST_NAME = 120;

export interface ListedRows {
  readonly cycle: Cycle;
  readonly backup: Backup;
  readonly namespaces: readonly BackupNamespace[];
  readonly issues: readonly Issue[];
  readonly volumes: readonly BackupVolume[];
}

/** On a label of a listed backup: the schedule that it was made for, which need not be known here. */
export const LISTED_SCHEDULE = 'holdfast.io/schedule';

/** @param of `madeOn`: the cluster that it is shown on */
export function rowsOfListed(
  listed: ListedBackup,
  of: {
    readonly madeOn: Cluster;
    readonly location: BackupLocation;
    readonly ownerId: string;
  },
): ListedRows {
  const { manifestKey, createdAt, finishedAt, namespaces, missing, volumes, backupId } = listed;
  const id = backupId !== null && UUID.test(backupId) ? backupId : randomUUID();
  const issues = issuesOf(listed, id);
  const { state, reason } = endOf(listed, issues);
  const requested = [...namespaces, ...missing.map(({ name }) => name)];
  const selection = { kind: 'NAMED', names: requested } as const;
  const cycle: Cycle = {
    ...aCycle('MANUAL', createdAt),
    scheduleId: null,
    plannedAt: null,
    selection,
    selectionVersion: 0,
    outcome: 'BACKED_UP',
    endedAt: finishedAt,
    reasons: reason === null ? [] : [reason],
  };
  const backup: Backup = {
    ...newRun(createdAt),
    id,
    name: nameOf(listed),
    ownerId: of.ownerId,
    clusterId: of.madeOn.id,
    locationId: of.location.id,
    cycleId: cycle.id,
    scheduleId: null,
    selection,
    mode: 'FEDERATED',
    ...MADE_IN_MODE.FEDERATED,
    listedBySync: true,
    vanishedAt: null,
    labels: labelsOf(listed),
    state,
    stateReason: reason,
    stateChangedAt: finishedAt,
    attempt: 1,
    requestedNamespaces: requested,
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
  return { cycle, backup, namespaces: fatesOf(listed), issues, volumes };
}

/** By the mark of the cluster that made it, where Holdfast knows that one; else the one that listed it. */
export function shownOn(
  { clusterUid }: Pick<ListedBackup, 'clusterUid'>,
  { through, clusters }: { readonly through: Cluster; readonly clusters: readonly Cluster[] },
): Cluster {
  if (clusterUid === null || through.clusterUid === clusterUid) return through;
  return clusters.find((each) => each.mode === 'FEDERATED' && each.clusterUid === clusterUid) ?? through;
}

/** It lies there whole: what would have failed a run is no failure of it. */
function endOf(
  { state }: ListedBackup,
  issues: readonly Issue[],
): { readonly state: Backup['state']; readonly reason: string | null } {
  const { state: verdict, reason } = decide(issues);
  return { state: verdict === 'SUCCESS' ? state : verdict, reason };
}

function issuesOf(
  { state, missing, missingMore, volumes, reason }: ListedBackup,
  id: string,
): readonly Issue[] {
  const gone = missing.map((each) =>
    issue(
      'NAMESPACE_MISSING',
      { kind: 'NAMESPACE', name: each.name },
      `${each.name} was ${each.reason} when the backup began.`,
    ),
  );
  const more = issue(
    'NAMESPACE_MISSING',
    { kind: 'NAMESPACE', name: `${missingMore} more` },
    `${missingMore} more namespaces were not there when the backup began.`,
  );
  const found = [...gone, ...(missingMore > 0 ? [more] : []), ...volumeIssues(volumes, SNAPSHOT_VOLUMES)];
  const partial = found.filter((each) => effectOf(each) === 'PARTIAL_SUCCESS');
  if (state === 'SUCCESS' || partial.length > 0) return partial;
  const why = reason === null ? 'it does not say why' : reason.replace(/\.$/, '');
  return [
    issue(
      'STORK_INCOMPLETE',
      { kind: 'BACKUP', name: id },
      `Stork ended the backup as a partial success: ${why}.`,
    ),
  ];
}

function fatesOf({ namespaces, missing, byNamespace }: ListedBackup): readonly BackupNamespace[] {
  const absent = { uid: null, objects: 0, bytes: 0 } as const;
  return [
    ...namespaces.map((name): BackupNamespace => {
      const { objects = 0, bytes = 0 } = byNamespace.get(name) ?? {};
      return { name, fate: 'INCLUDED', uid: null, reason: null, objects, bytes };
    }),
    ...missing.map(({ name, reason }): BackupNamespace => ({ ...absent, name, fate: 'MISSING', reason })),
  ];
}

function labelsOf({ scheduleName }: ListedBackup): Backup['labels'] {
  const labels = scheduleName === null ? {} : { [LISTED_SCHEDULE]: scheduleName };
  return labelFaults('labels', labels).length === 0 ? labels : {};
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
