import { Any, type EntityManager, IsNull, type Repository } from 'typeorm';
import type { Backup, BackupNamespace, CyclePlan, Lease, Stage } from '../../domain/backup.js';
import type { BackupVolume } from '../../domain/backup-volume.js';
import type { NewEvent } from '../../domain/event.js';
import type { Issue } from '../../domain/issue.js';
import type { NamespaceProgress } from '../../domain/ports/backup-engine.js';
import type {
  BackupEnd,
  BackupFilter,
  BackupRows,
  BackupStore,
  LastCopy,
  Page,
  PageRequest,
} from '../../domain/ports/stores.js';
import type { RetainedBackup } from '../../domain/retention.js';
import { transition } from '../../domain/state-machine.js';
import { type BackupState, STATE_MATRIX } from '../../domain/state-matrix.js';
import { BackupEntity } from '../entities/backup.entity.js';
import { type Claim, claimableBackups, claimBackup, releaseLease, renewLease } from './backup-lease.js';
import {
  insertIssues,
  insertNamespaces,
  insertNamespacesOfAll,
  issuesOf,
  lastGoodOf,
  namespacesOf,
  retainedOf,
} from './backup-rows.js';
import { enterStage, finishLeased, finishUnclaimed, recordPlan, recordProgress } from './backup-run.js';
import { insertVolumes, recordVolumes, volumesOf } from './backup-volumes.js';
import { countByState, editRow, findRow, insertRow, removeRow } from './resource-rows.js';
import { Conditions, RowReader } from './row-reader.js';
import { isUuid, knownId, together } from './sql.js';

const STATES = Object.keys(STATE_MATRIX.Backup.states) as readonly BackupState[];

const READER = new RowReader(BackupEntity);

export class PostgresBackupStore implements BackupStore {
  private readonly rows: Repository<Backup>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(BackupEntity);
  }

  insertAll(rows: readonly BackupRows[]): Promise<void> {
    if (rows.length === 0) return Promise.resolve();
    return together(this.manager, async (manager) => {
      const backups = rows.map(({ backup }) => backup);
      await insertRow(manager, BackupEntity, ...backups);
      await insertNamespacesOfAll(manager, rows);
    });
  }

  insert(
    backup: Backup,
    namespaces: readonly BackupNamespace[],
    issues: readonly Issue[] = [],
    volumes: readonly BackupVolume[] = [],
  ): Promise<void> {
    return together(this.manager, async (manager) => {
      await insertRow(manager, BackupEntity, backup);
      await insertNamespaces(manager, backup.id, namespaces);
      await insertIssues(manager, backup.id, issues);
      await insertVolumes(manager, backup.id, volumes);
    });
  }

  find(id: string): Promise<Backup | undefined> {
    return findRow(this.rows, id);
  }

  findMany(ids: readonly string[]): Promise<readonly Backup[]> {
    return READER.findMany(this.manager, ids);
  }

  page(request: PageRequest, filter: BackupFilter = {}): Promise<Page<Backup>> {
    return READER.page(this.manager, conditionsOf(filter), request);
  }

  count(filter: BackupFilter = {}): Promise<number> {
    return READER.count(this.manager, conditionsOf(filter));
  }

  countByState(): Promise<ReadonlyMap<BackupState, number>> {
    return countByState(this.rows, STATES);
  }

  namespacesOf(backupIds: readonly string[]): Promise<ReadonlyMap<string, readonly BackupNamespace[]>> {
    return namespacesOf(this.manager, backupIds);
  }

  issuesOf(backupIds: readonly string[]): Promise<ReadonlyMap<string, readonly Issue[]>> {
    return issuesOf(this.manager, backupIds);
  }

  volumesOf(backupIds: readonly string[]): Promise<ReadonlyMap<string, readonly BackupVolume[]>> {
    return volumesOf(this.manager, backupIds);
  }

  retainedOf(scheduleId: string): Promise<readonly RetainedBackup[]> {
    return retainedOf(this.manager, scheduleId);
  }

  lastGoodOf(scheduleId: string, names: readonly string[]): Promise<ReadonlyMap<string, LastCopy>> {
    return lastGoodOf(this.manager, scheduleId, names);
  }

  async ofCycles(cycleIds: readonly string[]): Promise<ReadonlyMap<string, Backup>> {
    const known = cycleIds.filter(isUuid);
    if (known.length === 0) return new Map();
    const backups = await this.rows.findBy({ cycleId: Any(known) });
    return new Map(backups.map((backup) => [backup.cycleId, backup]));
  }

  async idsInLocation(locationId: string): Promise<ReadonlySet<string>> {
    if (!isUuid(locationId)) return new Set();
    const rows = await this.manager.query<{ id: string }[]>('SELECT id FROM backup WHERE location_id = $1', [
      locationId,
    ]);
    return new Set(rows.map((row) => row.id));
  }

  claimable(limit: number): Promise<readonly string[]> {
    return claimableBackups(this.manager, limit);
  }

  claim(backupId: string, owner: string, ttlMs: number): Promise<Backup | undefined> {
    return this.claimed({ backupId, owner, ttlMs });
  }

  claimNext(owner: string, ttlMs: number): Promise<Backup | undefined> {
    return this.claimed({ backupId: undefined, owner, ttlMs });
  }

  private async claimed(claim: Claim): Promise<Backup | undefined> {
    const lease = await claimBackup(this.manager, claim);
    const backup = lease && (await this.find(lease.backupId));
    // A lease so short that another took it before we looked is not ours.
    return backup?.leaseOwner === claim.owner && backup.attempt === lease?.attempt ? backup : undefined;
  }

  renew(lease: Lease, ttlMs: number): Promise<'held' | 'lost' | 'cancel'> {
    return renewLease(this.manager, lease, ttlMs);
  }

  release(lease: Lease, how = { uncounted: false }): Promise<void> {
    return releaseLease(this.manager, lease, how);
  }

  enterStage(lease: Lease, stage: Stage, event: NewEvent): Promise<boolean> {
    return enterStage(this.manager, lease, stage, event);
  }

  recordPlan(lease: Lease, plan: CyclePlan): Promise<boolean> {
    return recordPlan(this.manager, lease, plan);
  }

  recordProgress(lease: Lease, byNamespace: ReadonlyMap<string, NamespaceProgress>): Promise<boolean> {
    return recordProgress(this.manager, lease, byNamespace);
  }

  recordVolumes(lease: Lease, volumes: readonly BackupVolume[]): Promise<boolean> {
    return recordVolumes(this.manager, lease, volumes);
  }

  finish(lease: Lease, end: BackupEnd): Promise<boolean> {
    return finishLeased(this.manager, lease, end);
  }

  /** False when the run has ended or somebody asked before: whoever gets true has the event to tell. */
  async requestCancel(backupId: string, at: Date): Promise<boolean> {
    if (!isUuid(backupId)) return false;
    const { affected } = await this.rows.update(
      { id: backupId, state: 'IN_PROGRESS', cancelRequestedAt: IsNull() },
      { cancelRequestedAt: at },
    );
    return affected === 1;
  }

  async finishUnclaimed(backupId: string, end: BackupEnd): Promise<boolean> {
    return isUuid(backupId) && finishUnclaimed(this.manager, backupId, end);
  }

  edit(
    id: string,
    expectedVersion: number,
    change: Pick<Partial<Backup>, 'name' | 'labels'>,
  ): Promise<boolean> {
    return editRow(this.rows, { id, expectedVersion, change });
  }

  async recordVerification(id: string, at: Date, verification: 'INTACT' | 'DAMAGED'): Promise<void> {
    await this.rows.update({ id }, { verifiedAt: at, verification });
  }

  /** @throws RangeError when the state matrix forbids the move */
  async move(id: string, from: BackupState, to: BackupState, at: Date): Promise<boolean> {
    transition('Backup', from, to);
    const { affected } = await this.rows.update({ id, state: from }, { state: to, stateChangedAt: at });
    return affected === 1;
  }

  remove(id: string): Promise<void> {
    return removeRow(this.rows, id);
  }
}

function conditionsOf(filter: BackupFilter): Conditions {
  const { states, clusterId, locationId, scheduleId, nameContains, createdFrom, createdBefore } = filter;
  const conditions = new Conditions();
  if (states) conditions.add('state = ANY(?)', states);
  if (createdFrom) conditions.add('created_at >= ?', createdFrom);
  if (createdBefore) conditions.add('created_at < ?', createdBefore);
  if (clusterId !== undefined) conditions.add('cluster_id = ?', knownId(clusterId));
  if (locationId !== undefined) conditions.add('location_id = ?', knownId(locationId));
  if (scheduleId !== undefined) conditions.add('schedule_id = ?', knownId(scheduleId));
  // Names are lower case, so what is looked for may be written either way.
  if (nameContains !== undefined) conditions.add('strpos(name, ?) > 0', nameContains.toLowerCase());
  return conditions;
}
