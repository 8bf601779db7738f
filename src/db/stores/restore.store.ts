import type { EntityManager, Repository } from 'typeorm';
import type { Sight } from '../../domain/access.js';
import type { Lease } from '../../domain/backup.js';
import type { NewEvent } from '../../domain/event.js';
import type { RestoreSort } from '../../domain/listing.js';
import type { LeaseAnswer } from '../../domain/ports/leased-store.js';
import type {
  RestoreEnd,
  RestoreFilter,
  RestoreStanding,
  RestoreStore,
} from '../../domain/ports/restore-store.js';
import type { Page, PageRequest, SortedRequest } from '../../domain/ports/stores.js';
import type { Restore, RestoreIssue } from '../../domain/restore.js';
import { type RestoreState, STATE_MATRIX } from '../../domain/state-matrix.js';
import { RestoreEntity } from '../entities/restore.entity.js';
import { storableJson } from '../storable-text.js';
import { type Told, telling, tellingOf, tellingParameters } from './event-log.js';
import { type LeasedTable, Leases, leaseHeld, leaseParameters, unclaimed } from './lease.js';
import { conditionsOfList, endingLater } from './list-conditions.js';
import { RESTORE_KEYS } from './list-sorts.js';
import { countByState, insertRow } from './resource-rows.js';
import {
  countRestoreIssues,
  pageOfRestoreIssues,
  RESTORE_ISSUE_COLUMNS,
  restoreIssueArrays,
  restoreIssueSource,
} from './restore-issues.js';
import { Conditions, RowReader } from './row-reader.js';
import { affectedRows, isUuid, knownId } from './sql.js';
import { visibleIn } from './visible.js';

const STATES = Object.keys(STATE_MATRIX.Restore.states) as readonly RestoreState[];
const READER = new RowReader(RestoreEntity);
const LEASED: LeasedTable = { table: 'restore', subjectType: 'Restore', claimed: 'RESTORE_CLAIMED' };

/** 5 fields of the end, 6 arrays of issues; the guard's parameters follow. */
const FIRST_GUARD = 12;

export class PostgresRestoreStore implements RestoreStore {
  private readonly rows: Repository<Restore>;
  private readonly leases: Leases<Restore>;

  constructor(
    private readonly manager: EntityManager,
    private readonly told: Told,
  ) {
    this.rows = manager.getRepository(RestoreEntity);
    this.leases = new Leases(manager, READER, LEASED, told);
  }

  insert(restore: Restore): Promise<void> {
    return insertRow(this.manager, RestoreEntity, restore);
  }

  find(id: string): Promise<Restore | undefined> {
    return READER.find(this.manager, id);
  }

  findMany(ids: readonly string[]): Promise<readonly Restore[]> {
    return READER.findMany(this.manager, ids);
  }

  page(request: SortedRequest<RestoreSort>, filter: RestoreFilter = {}): Promise<Page<Restore>> {
    return READER.page(
      this.manager,
      RESTORE_KEYS,
      endingLater(conditionsOf(filter), filter, request),
      request,
    );
  }

  count(filter: RestoreFilter = {}): Promise<number> {
    return READER.count(this.manager, conditionsOf(filter));
  }

  countByState(seenBy?: Sight): Promise<ReadonlyMap<RestoreState, number>> {
    return countByState(this.rows, STATES, visibleIn('restore', seenBy));
  }

  async countOfBackups(backupIds: readonly string[], seenBy?: Sight): Promise<ReadonlyMap<string, number>> {
    const { where, values } = new Conditions()
      .add('backup_id = ANY(?::uuid[])', backupIds.filter(isUuid))
      .addVisible(visibleIn('restore', seenBy));
    const rows = await this.manager.query<{ id: string; count: number }[]>(
      `SELECT backup_id AS id, count(*)::integer AS count FROM restore ${where} GROUP BY backup_id`,
      [...values],
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  issuesOf(restoreId: string, request: PageRequest): Promise<Page<RestoreIssue>> {
    return pageOfRestoreIssues(this.manager, restoreId, request);
  }

  countIssues(restoreId: string): Promise<number> {
    return countRestoreIssues(this.manager, restoreId);
  }

  runningOf(backupId: string): Promise<Restore | undefined> {
    return this.oldestRunning('backup_id = $1', [knownId(backupId)]);
  }

  async rivalOf(clusterId: string, namespaces: readonly string[]): Promise<Restore | undefined> {
    await this.manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('restore/' || $1, 0))`, [
      clusterId,
    ]);
    return this.oldestRunning('cluster_id = $1 AND target_namespaces && $2::text[]', [
      knownId(clusterId),
      namespaces,
    ]);
  }

  private async oldestRunning(
    condition: string,
    parameters: readonly unknown[],
  ): Promise<Restore | undefined> {
    const [row] = await this.manager.query<{ id: string }[]>(
      `SELECT id FROM restore WHERE state = 'IN_PROGRESS' AND ${condition} ORDER BY created_at, id LIMIT 1`,
      [...parameters],
    );
    return row && this.find(row.id);
  }

  claimable(limit: number): Promise<readonly string[]> {
    return this.leases.claimable(limit);
  }

  claim(id: string, owner: string, ttlMs: number): Promise<Restore | undefined> {
    return this.leases.claim({ among: id, owner, ttlMs });
  }

  waiting(limit: number): Promise<readonly string[]> {
    return this.leases.waiting(limit);
  }

  claimFirst(ids: readonly string[], owner: string, ttlMs: number): Promise<Restore | undefined> {
    return this.leases.claim({ among: ids, owner, ttlMs });
  }

  renew(lease: Lease, ttlMs: number): Promise<LeaseAnswer> {
    return this.leases.renew(lease, ttlMs);
  }

  release(lease: Lease, how = { uncounted: false }): Promise<void> {
    return this.leases.release(lease, how);
  }

  requestCancel(id: string, at: Date): Promise<boolean> {
    return this.leases.requestCancel(id, at);
  }

  recordStanding(lease: Lease, standing: RestoreStanding, event: NewEvent): Promise<boolean> {
    return telling(this.told, this.stand(lease, standing, event));
  }

  private async stand(
    lease: Lease,
    { stage, counts, total }: RestoreStanding,
    event: NewEvent,
  ): Promise<boolean> {
    const rows = await this.manager.query<unknown[]>(
      `WITH held AS (
         UPDATE restore SET stage = $4, counts = $5, total = $6 WHERE ${leaseHeld(1)} RETURNING id
       ), ${tellingOf('held', 7)}`,
      [...leaseParameters(lease), stage, storableJson(counts), total, ...tellingParameters(event)],
    );
    return rows.length === 1;
  }

  finish(lease: Lease, end: RestoreEnd): Promise<boolean> {
    return this.end(end, leaseHeld(FIRST_GUARD), leaseParameters(lease));
  }

  async finishUnclaimed(restoreId: string, end: RestoreEnd): Promise<boolean> {
    return isUuid(restoreId) && this.end(end, unclaimed(FIRST_GUARD), [restoreId]);
  }

  /** Ends the lease with the run. A clock of a worker that goes behind the database's does not end a run before it began. */
  private async end(end: RestoreEnd, guard: string, parameters: readonly unknown[]): Promise<boolean> {
    const { state, reason, at, counts, total, issues } = end;
    const rows = await this.manager.query<unknown[]>(
      `WITH done AS (
         UPDATE restore SET state = $1, state_reason = $2, state_changed_at = $3,
           finished_at = greatest($3, started_at), counts = $4, total = $5, lease_owner = NULL, lease_until = NULL
         WHERE ${guard} RETURNING id
       ), found AS (
         INSERT INTO restore_issue (${RESTORE_ISSUE_COLUMNS})
         SELECT done.id, source.* FROM done, ${restoreIssueSource(6)}
       ) SELECT id FROM done`,
      [state, reason, at, storableJson(counts), total, ...restoreIssueArrays(issues), ...parameters],
    );
    return rows.length === 1;
  }

  async remove(id: string): Promise<boolean> {
    const statement = `DELETE FROM restore WHERE id = $1 AND state <> 'IN_PROGRESS'`;
    return isUuid(id) && (await affectedRows(this.manager, statement, [id])) === 1;
  }
}

function conditionsOf(filter: RestoreFilter): Conditions {
  const { backupId, clusterId } = filter;
  const conditions = conditionsOfList(filter).addVisible(visibleIn('restore', filter.seenBy));
  if (backupId !== undefined) conditions.add('backup_id = ?', knownId(backupId));
  if (clusterId !== undefined) conditions.add('cluster_id = ?', knownId(clusterId));
  return conditions;
}
