/** The rows of a backup that somebody asks for by hand. Pure but for its ids. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Backup, BackupNamespace } from '../domain/backup.js';
import type { Cluster } from '../domain/cluster.js';
import type { Cycle } from '../domain/cycle.js';
import { distinctNames } from '../domain/names.js';
import type { BackupRequest } from './backup-service.js';

export interface NewBackupRows {
  readonly backup: Backup;
  readonly namespaces: readonly BackupNamespace[];
  readonly cycle: Cycle;
}

export function newBackup(
  request: BackupRequest,
  cluster: Cluster,
  ownerId: string,
  at: Date,
): NewBackupRows {
  const requested = distinctNames(request.namespaces);
  const cycle: Cycle = {
    id: randomUUID(),
    scheduleId: null,
    plannedAt: null,
    outcome: 'OPEN',
    reasons: [],
    startedAt: at,
    endedAt: null,
  };
  const backup: Backup = {
    id: randomUUID(),
    name: request.name ?? nameAt(cluster.name, at),
    ownerId,
    clusterId: cluster.id,
    locationId: request.locationId,
    cycleId: cycle.id,
    engine: 'DIRECT',
    mode: cluster.mode,
    labels: request.labels ?? {},
    state: 'IN_PROGRESS',
    stateReason: null,
    stateChangedAt: at,
    stage: null,
    attempt: 0,
    leaseOwner: null,
    leaseUntil: null,
    cancelRequestedAt: null,
    requestedNamespaces: requested,
    objects: 0,
    bytes: 0,
    storedBytes: 0,
    manifestKey: null,
    verifiedAt: null,
    verification: null,
    version: 1,
    createdAt: at,
    startedAt: null,
    finishedAt: null,
  };
  const namespaces = requested.map(
    (name): BackupNamespace => ({ name, fate: 'REQUESTED', uid: null, reason: null, objects: 0, bytes: 0 }),
  );
  return { backup, namespaces, cycle };
}

/** `<cluster>-20261120-093000-4f2a`: sorts by time, and two in one second differ. */
function nameAt(clusterName: string, at: Date): string {
  const stamp = at.toISOString().replaceAll(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${clusterName.slice(0, 100)}-${stamp}-${randomBytes(2).toString('hex')}`;
}
