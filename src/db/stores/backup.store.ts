import { Any, type EntityManager, type Repository } from 'typeorm';
import type { Sight } from '../../domain/access.js';
import type { Backup, BackupNamespace, CyclePlan, Lease } from '../../domain/backup.js';
import type { BackupVolume } from '../../domain/backup-volume.js';
import type { Issue } from '../../domain/issue.js';
import type { BackupSort } from '../../domain/listing.js';
import type { NamespaceProgress } from '../../domain/ports/backup-engine.js';
import type {
  BackupEnd,
  BackupFilter,
  BackupRows,
  BackupStore,
  LastCopy,
  NamedAround,
  StageEntry,
} from '../../domain/ports/backup-store.js';
import type { LeaseAnswer } from '../../domain/ports/leased-store.js';
import type { Page, SortedRequest } from '../../domain/ports/stores.js';
import type { RetainedBackup } from '../../domain/retention.js';
import { transition } from '../../domain/state-machine.js';
import { type BackupState, STATE_MATRIX } from '../../domain/state-matrix.js';
import { BackupEntity } from '../entities/backup.entity.js';
import {
  countOfSchedules,
  insertIssues,
  insertNamespaces,
  insertNamespacesOfAll,
  issuesOf,
  lastGoodOf,
  namesAround,
  namespacesOf,
  retainedOf,
  underWayOn,
} from './backup-rows.js';
import { enterStage, finishLeased, finishUnclaimed, recordPlan, recordProgress } from './backup-run.js';
import { insertVolumes, recordVolumes, volumesOf } from './backup-volumes.js';
import { type Told, telling } from './event-log.js';
import { type LeasedTable, Leases } from './lease.js';
import { conditionsOfList, endingLater } from './list-conditions.js';
import { BACKUP_KEYS } from './list-sorts.js';
import { countByState, editRow, insertRow, lockRow, removeRow } from './resource-rows.js';
import { type Conditions, RowReader } from './row-reader.js';
import { affectedRows, isUuid, knownId, together } from './sql.js';
import { visibleIn } from './visible.js';

const STATES = Object.keys(STATE_MATRIX.Backup.states) as readonly BackupState[];

const READER = new RowReader(BackupEntity);

const LEASED: LeasedTable = { table: 'backup', subjectType: 'Backup', claimed: 'BACKUP_CLAIMED' };

export class PostgresBackupStore implements BackupStore {
  private readonly rows: Repository<Backup>;
  private readonly leases: Leases<Backup>;

  constructor(
    private readonly manager: EntityManager,
    private readonly told: Told,
  ) {
    this.rows = manager.getRepository(BackupEntity);
    this.leases = new Leases(manager, READER, LEASED, told);
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
    return READER.find(this.manager, id);
  }

  lock(id: string): Promise<Backup | undefined> {
    return lockRow(this.rows, id);
  }

  findMany(ids: readonly string[]): Promise<readonly Backup[]> {
    return READER.findMany(this.manager, ids);
  }

  page(request: SortedRequest<BackupSort>, filter: BackupFilter = {}): Promise<Page<Backup>> {
    return READER.page(
      this.manager,
      BACKUP_KEYS,
      endingLater(conditionsOf(filter), filter, request),
      request,
    );
  }

  count(filter: BackupFilter = {}): Promise<number> {
    return READER.count(this.manager, conditionsOf(filter));
  }

  countByState(seenBy?: Sight): Promise<ReadonlyMap<BackupState, number>> {
    return countByState(this.rows, STATES, visibleIn('backup', seenBy));
  }

  namesAround(ids: NamedAround): Promise<ReadonlyMap<string, string>> {
    return namesAround(this.manager, ids);
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

  countOfSchedules(scheduleIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return countOfSchedules(this.manager, scheduleIds);
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
    return this.leases.claimable(limit);
  }

  claim(id: string, owner: string, ttlMs: number): Promise<Backup | undefined> {
    return this.leases.claim({ among: id, owner, ttlMs });
  }

  waiting(limit: number): Promise<readonly string[]> {
    return this.leases.waiting(limit);
  }

  claimFirst(ids: readonly string[], owner: string, ttlMs: number): Promise<Backup | undefined> {
    return this.leases.claim({ among: ids, owner, ttlMs });
  }

  renew(lease: Lease, ttlMs: number): Promise<LeaseAnswer> {
    return this.leases.renew(lease, ttlMs);
  }

  release(lease: Lease, how = { uncounted: false }): Promise<void> {
    return this.leases.release(lease, how);
  }

  enterStage(lease: Lease, entry: StageEntry): Promise<LeaseAnswer> {
    return telling(this.told, enterStage(this.manager, lease, entry));
  }

  recordPlan(lease: Lease, plan: CyclePlan, entry?: StageEntry): Promise<LeaseAnswer> {
    const recorded = recordPlan(this.manager, lease, plan, entry);
    return entry === undefined ? recorded : telling(this.told, recorded);
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

  requestCancel(backupId: string, at: Date): Promise<boolean> {
    return this.leases.requestCancel(backupId, at);
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

  async encrypted({
    first,
    after,
  }: {
    readonly first: number;
    readonly after: string | null;
  }): Promise<readonly Backup[]> {
    const rows = await this.manager.query<{ id: string }[]>(
      `SELECT id FROM backup WHERE encryption_key_ids IS NOT NULL AND state <> 'DELETING'
         AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $1`,
      [first, after],
    );
    const backups = await this.findMany(rows.map(({ id }) => id));
    return backups.toSorted((left, right) => (left.id < right.id ? -1 : 1));
  }

  async recordEncryptionKeys(id: string, keyIds: readonly string[]): Promise<void> {
    await this.rows.update({ id }, { encryptionKeyIds: [...keyIds] });
  }

  async recordLock(id: string, lockedUntil: Date | null): Promise<void> {
    await this.rows.update({ id }, { lockedUntil });
  }

  /** @throws RangeError when the state matrix forbids the move */
  async move(id: string, from: BackupState, to: BackupState, at: Date): Promise<boolean> {
    transition('Backup', from, to);
    let moved = false;
    // The lock first: a restore that is beginning at this moment is seen by the statement after it.
    await together(this.manager, async (manager) => {
      if (to === 'DELETING') await lockRow(manager.getRepository(BackupEntity), id);
      const moving = await affectedRows(
        manager,
        `UPDATE backup SET state = $3, state_changed_at = $4${to === 'DELETING' ? DELETION_BEGINS : ''} WHERE id = $1 AND state = $2 AND ($3 <> 'DELETING'
           OR NOT EXISTS (SELECT FROM restore WHERE backup_id = backup.id AND state = 'IN_PROGRESS'))`,
        [knownId(id), from, to, at],
      );
      moved = moving === 1;
    });
    return moved;
  }

  remove(id: string): Promise<void> {
    return removeRow(this.rows, id);
  }
}

/** Due for deletion at once. */
const DELETION_BEGINS = ', deletion_started_at = $4, deletion_next_try_at = clock_timestamp()';

function conditionsOf(filter: BackupFilter): Conditions {
  const { clusterId, locationId, scheduleId, underWayOn: busy, includesNamespace, missesNamespace } = filter;
  const conditions = conditionsOfList(filter).addVisible(visibleIn('backup', filter.seenBy));
  if (clusterId !== undefined) conditions.add('cluster_id = ?', knownId(clusterId));
  if (locationId !== undefined) conditions.add('location_id = ?', knownId(locationId));
  if (scheduleId !== undefined) conditions.add('schedule_id = ?', knownId(scheduleId));
  if (busy !== undefined) conditions.add(`? = ${underWayOn('backup')}`, knownId(busy));
  if (includesNamespace !== undefined) conditions.add(hasNamespace(`= 'INCLUDED'`), includesNamespace);
  if (missesNamespace !== undefined) conditions.add(hasNamespace(`IN ('MISSING', 'LOST')`), missesNamespace);
  return conditions;
}

/** The fates are written out so that the partial indexes serve. */
function hasNamespace(fate: string): string {
  return `EXISTS (SELECT FROM backup_namespace AS held WHERE held.backup_id = backup.id AND held.name = ? AND held.fate ${fate})`;
}
