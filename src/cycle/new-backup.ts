/** The rows of a backup, asked for by hand or by a schedule's cycle. Pure but for its ids. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Backup, BackupNamespace } from '../domain/backup.js';
import type { BackupSchedule } from '../domain/backup-schedule.js';
import { SNAPSHOT_VOLUMES, type VolumeSettings } from '../domain/backup-volume.js';
import type { Cluster } from '../domain/cluster.js';
import type { Cycle } from '../domain/cycle.js';
import { NOT_DELETED } from '../domain/deletion.js';
import type { Labels } from '../domain/names.js';
import { type NamespaceSelection, normalSelection } from '../domain/namespace-selection.js';
import { MADE_IN_MODE } from '../domain/operation-mode.js';
import type { ResourceFilter } from '../domain/resource-filter.js';
import type { OperationMode } from '../domain/state-matrix.js';
import { newRun } from './new-run.js';

export interface NewBackupRows {
  readonly backup: Backup;
  readonly namespaces: readonly BackupNamespace[];
}

export interface HandmadeBackup {
  readonly name?: string;
  readonly locationId: string;
  readonly selection: NamespaceSelection;
  readonly labels?: Labels;
  readonly preRuleId?: string;
  readonly postRuleId?: string;
  readonly filter?: ResourceFilter | null;
  readonly volumes?: Partial<VolumeSettings>;
}

/** A backup by hand and the cycle that it is: one without a due time. */
export function handmadeBackup(
  request: HandmadeBackup,
  cluster: Cluster,
  ownerId: string,
  at: Date,
): NewBackupRows & { readonly cycle: Cycle } {
  const selection = normalSelection(request.selection);
  const cycle: Cycle = {
    ...aCycle('MANUAL', at),
    scheduleId: null,
    plannedAt: null,
    selection,
    selectionVersion: 0,
  };
  const rows = rowsOf({
    name: request.name ?? nameAt(cluster.name, at),
    ownerId,
    clusterId: cluster.id,
    locationId: request.locationId,
    labels: request.labels ?? {},
    mode: cluster.mode,
    volumeSettings: { ...SNAPSHOT_VOLUMES, ...request.volumes },
    cycle,
    at,
    preRuleId: request.preRuleId ?? null,
    postRuleId: request.postRuleId ?? null,
    filter: request.filter ?? null,
  });
  return { ...rows, cycle };
}

/** The backup that a cycle of a schedule asks for: what was selected when it became due, where the schedule says now. */
export function backupOfCycle(
  cycle: Cycle,
  schedule: BackupSchedule,
  mode: OperationMode,
  at: Date,
): NewBackupRows {
  const { name, ownerId, clusterId, locationId, labels } = schedule;
  const { preRuleId, postRuleId, filter, volumeSettings } = schedule;
  return rowsOf({
    name: nameAt(name, cycle.plannedAt ?? at),
    ownerId,
    clusterId,
    locationId,
    labels,
    mode,
    volumeSettings,
    cycle,
    at,
    preRuleId,
    postRuleId,
    filter,
  });
}

/** An open cycle that begins now. */
export function aCycle(
  trigger: Cycle['trigger'],
  at: Date,
): Omit<Cycle, 'scheduleId' | 'plannedAt' | 'selection' | 'selectionVersion'> {
  return { id: randomUUID(), trigger, outcome: 'OPEN', reasons: [], startedAt: at, endedAt: null };
}

function rowsOf(of: {
  readonly name: string;
  readonly ownerId: string;
  readonly clusterId: string;
  readonly locationId: string;
  readonly labels: Labels;
  readonly mode: OperationMode;
  readonly volumeSettings: VolumeSettings;
  readonly cycle: Cycle;
  readonly at: Date;
  readonly preRuleId: string | null;
  readonly postRuleId: string | null;
  readonly filter: ResourceFilter | null;
}): NewBackupRows {
  const { cycle, at, ...given } = of;
  const { selection, scheduleId } = cycle;
  const requestedNamespaces = selection.kind === 'NAMED' ? selection.names : [];
  const backup: Backup = {
    ...given,
    id: randomUUID(),
    cycleId: cycle.id,
    scheduleId,
    selection,
    ...MADE_IN_MODE[of.mode],
    listedBySync: false,
    vanishedAt: null,
    ...newRun(at),
    requestedNamespaces,
    objects: 0,
    bytes: 0,
    storedBytes: 0,
    manifestKey: null,
    encryptionKeyIds: null,
    importedFrom: null,
    verifiedAt: null,
    verification: null,
    lockedUntil: null,
    ...NOT_DELETED,
    version: 1,
    createdAt: at,
    startedAt: null,
    finishedAt: null,
  };
  const namespaces = requestedNamespaces.map(
    (name): BackupNamespace => ({ name, fate: 'REQUESTED', uid: null, reason: null, objects: 0, bytes: 0 }),
  );
  return { backup, namespaces };
}

/** `<name>-20261120-093000-4f2a`: sorts by time, and two in one second differ. */
function nameAt(name: string, at: Date): string {
  const stamp = at.toISOString().replaceAll(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${name.slice(0, 100)}-${stamp}-${randomBytes(2).toString('hex')}`;
}
