import type { EntityManager, Repository } from 'typeorm';
import type { Lease } from '../../domain/backup.js';
import {
  type ClusterDiscovery,
  type ClusterDiscoveryState,
  type DiscoveryEnd,
  NO_COUNTS,
} from '../../domain/cluster-discovery.js';
import type { ClusterDiscoveryStore, DiscoveryFilter } from '../../domain/ports/discovery-stores.js';
import type { LeaseAnswer } from '../../domain/ports/leased-store.js';
import type { Page, PageRequest } from '../../domain/ports/stores.js';
import { STATE_MATRIX } from '../../domain/state-matrix.js';
import { ClusterDiscoveryEntity } from '../entities/cluster-discovery.entity.js';
import { storableJson, storableText } from '../storable-text.js';
import { pageOf } from './page.js';
import { countByState, editRow, findRow, findRows, insertRow, lockRow, updateRow } from './resource-rows.js';
import { RowReader } from './row-reader.js';
import { affectedRows, isUuid } from './sql.js';

const STATES = Object.keys(STATE_MATRIX.ClusterDiscovery.states) as readonly ClusterDiscoveryState[];
const READER = new RowReader(ClusterDiscoveryEntity);

/** A run and a deletion are work alike: whoever holds the lease does it. */
const AT_WORK = `state IN ('IN_PROGRESS', 'DELETING')`;
const FREE = `${AT_WORK} AND (lease_until IS NULL OR lease_until <= clock_timestamp())`;
/** What was given back because the database was away is left to the sweep. */
const WAITING = `${FREE} AND (attempt = handed_back OR lease_until IS NOT NULL)`;
/** The parameters are the first three. `clock_timestamp()`: a transaction may have begun long before the lease ran out. */
const HELD = `id = $1 AND lease_owner = $2 AND attempt = $3 AND lease_until > clock_timestamp() AND ${AT_WORK}`;
const UNCLAIMED = { attempt: 0, handedBack: 0, leaseOwner: null, leaseUntil: null } as const;

export class PostgresClusterDiscoveryStore implements ClusterDiscoveryStore {
  private readonly rows: Repository<ClusterDiscovery>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(ClusterDiscoveryEntity);
  }

  insert(discovery: ClusterDiscovery): Promise<void> {
    return insertRow(this.manager, ClusterDiscoveryEntity, discovery);
  }

  find(id: string): Promise<ClusterDiscovery | undefined> {
    return findRow(this.rows, id);
  }

  lock(id: string): Promise<ClusterDiscovery | undefined> {
    return lockRow(this.rows, id);
  }

  findMany(ids: readonly string[]): Promise<readonly ClusterDiscovery[]> {
    return findRows(this.rows, ids);
  }

  page(request: PageRequest, { states }: DiscoveryFilter = {}): Promise<Page<ClusterDiscovery>> {
    const query = this.rows.createQueryBuilder('discovery');
    if (states !== undefined) query.andWhere('discovery.state = ANY(:states)', { states });
    return pageOf(query, request);
  }

  async count({ states }: DiscoveryFilter = {}): Promise<number> {
    const query = this.rows.createQueryBuilder('discovery');
    if (states !== undefined) query.andWhere('discovery.state = ANY(:states)', { states });
    return query.getCount();
  }

  countByState(): Promise<ReadonlyMap<ClusterDiscoveryState, number>> {
    return countByState(this.rows, STATES);
  }

  edit(id: string, expectedVersion: number, change: Partial<ClusterDiscovery>): Promise<boolean> {
    return editRow(this.rows, { id, expectedVersion, change });
  }

  begin(id: string, { kind, message, at }: Parameters<ClusterDiscoveryStore['begin']>[1]): Promise<void> {
    return updateRow(this.rows, id, {
      ...UNCLAIMED,
      state: 'IN_PROGRESS',
      stateReason: kind === 'REFRESH' ? 'REFRESHING' : 'RUNNING',
      stateMessage: message,
      stateChangedAt: at,
      run: kind,
      requestedAt: at,
      startedAt: null,
      endedAt: null,
      nextDueAt: null,
      processed: 0,
      total: null,
      counts: NO_COUNTS,
      problems: [],
    });
  }

  beginDeletion(id: string, message: string, at: Date): Promise<void> {
    return updateRow(this.rows, id, {
      ...UNCLAIMED,
      state: 'DELETING',
      stateReason: 'BEING_DELETED',
      stateMessage: message,
      stateChangedAt: at,
      requestedAt: at,
      nextDueAt: null,
    });
  }

  async due(now: Date, limit: number): Promise<readonly string[]> {
    const rows = await this.manager.query<{ id: string }[]>(
      `SELECT id FROM cluster_discovery WHERE state IN ('SUCCESS', 'FAILED') AND next_due_at <= $1
       ORDER BY next_due_at, id LIMIT $2`,
      [now, limit],
    );
    return rows.map(({ id }) => id);
  }

  claimable(limit: number): Promise<readonly string[]> {
    return this.#oldest(FREE, limit);
  }

  waiting(limit: number): Promise<readonly string[]> {
    return this.#oldest(WAITING, limit);
  }

  async #oldest(which: string, limit: number): Promise<readonly string[]> {
    const rows = await this.manager.query<{ id: string }[]>(
      `SELECT id FROM cluster_discovery WHERE ${which} ORDER BY requested_at, id LIMIT $1`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  async claim(id: string, owner: string, ttlMs: number): Promise<ClusterDiscovery | undefined> {
    return isUuid(id) ? this.#take(`id = $3 AND ${FREE} FOR NO KEY UPDATE`, [owner, ttlMs, id]) : undefined;
  }

  claimFirst(ids: readonly string[], owner: string, ttlMs: number): Promise<ClusterDiscovery | undefined> {
    const first = `id = ANY($3::uuid[]) AND ${WAITING} ORDER BY requested_at, id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`;
    return this.#take(first, [owner, ttlMs, ids.filter(isUuid)]);
  }

  /** Locked first: a lease reckoned before a wait for whoever holds the row would have run out when it is given. */
  async #take(which: string, values: readonly unknown[]): Promise<ClusterDiscovery | undefined> {
    const [row] = await READER.read(
      this.manager,
      (columns) => `WITH free AS (SELECT id FROM cluster_discovery WHERE ${which}), claimed AS (
          UPDATE cluster_discovery SET lease_owner = $1, attempt = attempt + 1,
            lease_until = clock_timestamp() + $2 * interval '1 millisecond',
            started_at = coalesce(started_at, clock_timestamp())
          FROM free WHERE cluster_discovery.id = free.id RETURNING cluster_discovery.*
        ) SELECT ${columns} FROM claimed`,
      values,
    );
    return row;
  }

  async renew(lease: Lease, ttlMs: number): Promise<LeaseAnswer> {
    const renewed = await affectedRows(
      this.manager,
      `UPDATE cluster_discovery SET lease_until = clock_timestamp() + $4 * interval '1 millisecond' WHERE ${HELD}`,
      [...parametersOf(lease), ttlMs],
    );
    return renewed === 1 ? 'held' : 'lost';
  }

  async release(lease: Lease, { uncounted } = { uncounted: false }): Promise<void> {
    await affectedRows(
      this.manager,
      `UPDATE cluster_discovery SET lease_owner = NULL, lease_until = NULL, handed_back = handed_back + $4
       WHERE id = $1 AND lease_owner = $2 AND attempt = $3 AND ${AT_WORK}`,
      [...parametersOf(lease), uncounted ? 1 : 0],
    );
  }

  /** A run is short, and what it has done stands: nobody needs to stop one. */
  async requestCancel(): Promise<boolean> {
    return false;
  }

  async recordProgress(
    lease: Lease,
    { processed, total }: { readonly processed: number; readonly total: number },
  ): Promise<boolean> {
    const statement = `UPDATE cluster_discovery SET processed = $4, total = $5 WHERE ${HELD}`;
    return (await affectedRows(this.manager, statement, [...parametersOf(lease), processed, total])) === 1;
  }

  async finish(lease: Lease, end: DiscoveryEnd): Promise<boolean> {
    const { state, reason, message, counts, problems, nextDueAt, at } = end;
    const ended = await affectedRows(
      this.manager,
      `UPDATE cluster_discovery SET state = $4, state_reason = $5, state_message = $6, state_changed_at = $7,
         ended_at = $7, counts = $8, problems = $9, next_due_at = $10, lease_owner = NULL, lease_until = NULL,
         last_succeeded_at = CASE WHEN $4 = 'SUCCESS' AND run = 'DISCOVER' THEN $7 ELSE last_succeeded_at END
       WHERE ${HELD} AND state = 'IN_PROGRESS'`,
      [
        ...parametersOf(lease),
        state,
        reason,
        storableText(message),
        at,
        storableJson(counts),
        storableJson(problems),
        nextDueAt,
      ],
    );
    return ended === 1;
  }

  async assertHeld(lease: Lease): Promise<boolean> {
    const rows = await this.manager.query<unknown[]>(
      `SELECT FROM cluster_discovery WHERE ${HELD} FOR NO KEY UPDATE`,
      [...parametersOf(lease)],
    );
    return rows.length === 1;
  }

  async remove(lease: Lease): Promise<boolean> {
    const statement = `DELETE FROM cluster_discovery WHERE ${HELD} AND state = 'DELETING'`;
    return (await affectedRows(this.manager, statement, parametersOf(lease))) === 1;
  }
}

function parametersOf({ id, owner, attempt }: Lease): readonly unknown[] {
  return [id, owner, attempt];
}
