import type { EntityManager, Repository } from 'typeorm';
import type { Lease } from '../../domain/backup.js';
import type { BackupSync, BackupSyncState, SyncCounts } from '../../domain/backup-sync.js';
import { OperationInProgress } from '../../domain/errors/resource-errors.js';
import type { BackupSyncStore, SyncEnd, SyncFilter } from '../../domain/ports/federation-stores.js';
import type { Page, PageRequest } from '../../domain/ports/stores.js';
import { STATE_MATRIX } from '../../domain/state-matrix.js';
import { BackupSyncEntity } from '../entities/backup-sync.entity.js';
import { storableJson, storableText } from '../storable-text.js';
import { CREATED_KEYS } from './list-sorts.js';
import { countByState } from './resource-rows.js';
import { Conditions, RowReader } from './row-reader.js';
import { affectedRows, isUuid, knownId } from './sql.js';

const STATES = Object.keys(STATE_MATRIX.BackupSync.states) as readonly BackupSyncState[];
const READER = new RowReader(BackupSyncEntity);
const OPEN = `state IN ('PENDING', 'IN_PROGRESS')`;
const FREE = `${OPEN} AND (lease_until IS NULL OR lease_until <= clock_timestamp())`;
/** The row while the lease is held; its parameters are the first three. */
const HELD = `id = $1 AND lease_owner = $2 AND attempt = $3 AND state = 'IN_PROGRESS'
  AND lease_until > clock_timestamp()`;
const AFTER = (parameter: string) => `clock_timestamp() + ${parameter} * interval '1 millisecond'`;

export class PostgresBackupSyncStore implements BackupSyncStore {
  private readonly rows: Repository<BackupSync>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(BackupSyncEntity);
  }

  /** The partial unique index decides between two that come at once; an ended transaction would not do. */
  async insert(sync: BackupSync): Promise<void> {
    const inserted = await this.manager.query<unknown[]>(
      `INSERT INTO backup_sync (id, location_id, bucket_key, requested_by, state, state_message, state_changed_at, counts,
         attempt, handed_back, created_at)
       VALUES ($1, $2, $3, $4, 'PENDING', $5, $6, $7::jsonb, 0, 0, $6)
       ON CONFLICT (bucket_key) WHERE ${OPEN} DO NOTHING RETURNING id`,
      [
        sync.id,
        sync.locationId,
        sync.bucketKey,
        sync.requestedBy,
        sync.stateMessage,
        sync.createdAt,
        storableJson(sync.counts),
      ],
    );
    if (inserted.length === 1) return;
    throw await this.#underWay(sync);
  }

  async #underWay({ id, bucketKey, createdAt }: BackupSync): Promise<OperationInProgress> {
    const holder = await this.openOf(bucketKey);
    const since = (holder?.createdAt ?? createdAt).toISOString();
    const [location] = await this.manager.query<{ name: string }[]>(
      'SELECT name FROM backup_location WHERE id = $1::uuid',
      [knownId(holder?.locationId ?? '')],
    );
    const through = location === undefined ? '' : `, asked for at the backup location ${location.name},`;
    return new OperationInProgress(
      `A sync of the same bucket${through} has not ended since ${since}: wait for it to end, for a sync cannot be cancelled.`,
      { holderId: holder?.id ?? id, since },
    );
  }

  async forget(locationId: string): Promise<readonly BackupSync[]> {
    const id = knownId(locationId);
    // One that is being asked for is there first, and among these.
    await this.manager.query('SELECT FROM backup_location WHERE id = $1::uuid FOR UPDATE', [id]);
    const gone = await READER.read(
      this.manager,
      (columns) => `SELECT ${columns} FROM backup_sync WHERE location_id = $1::uuid ORDER BY created_at, id`,
      [id],
    );
    await this.manager.query('DELETE FROM backup_sync WHERE location_id = $1::uuid', [id]);
    return gone;
  }

  async forgetEnded(before: Date, most: number): Promise<readonly BackupSync[]> {
    const old = await READER.read(
      this.manager,
      (columns) => `SELECT ${columns} FROM backup_sync WHERE finished_at < $1 AND EXISTS (
          SELECT FROM backup_sync AS later WHERE later.location_id = backup_sync.location_id AND later.state = backup_sync.state
            AND (later.created_at, later.id) > (backup_sync.created_at, backup_sync.id))
        ORDER BY created_at, id LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [before, most],
    );
    await this.manager.query('DELETE FROM backup_sync WHERE id = ANY($1::uuid[])', [old.map(({ id }) => id)]);
    return old;
  }

  find(id: string): Promise<BackupSync | undefined> {
    return READER.find(this.manager, id);
  }

  async openOf(bucketKey: string): Promise<BackupSync | undefined> {
    return (await this.openIn([bucketKey])).get(bucketKey);
  }

  async openIn(bucketKeys: readonly string[]): Promise<ReadonlyMap<string, BackupSync>> {
    if (bucketKeys.length === 0) return new Map();
    const { where, values } = new Conditions().add(`bucket_key = ANY(?::text[]) AND ${OPEN}`, bucketKeys);
    const open = await READER.read(
      this.manager,
      (columns) => `SELECT ${columns} FROM backup_sync ${where}`,
      values,
    );
    return new Map(open.map((each) => [each.bucketKey, each]));
  }

  async lastOf(locationIds: readonly string[]): Promise<ReadonlyMap<string, BackupSync>> {
    const known = locationIds.filter(isUuid);
    if (known.length === 0) return new Map();
    const rows = await READER.read(
      this.manager,
      (columns) => `SELECT DISTINCT ON (location_id) ${columns} FROM backup_sync
        WHERE location_id = ANY($1::uuid[]) ORDER BY location_id, created_at DESC, id DESC`,
      [known],
    );
    return new Map(rows.map((row) => [row.locationId, row]));
  }

  page(request: PageRequest, filter: SyncFilter = {}): Promise<Page<BackupSync>> {
    return READER.page(this.manager, CREATED_KEYS, conditionsOf(filter), request);
  }

  count(filter: SyncFilter = {}): Promise<number> {
    return READER.count(this.manager, conditionsOf(filter));
  }

  countByState(): Promise<ReadonlyMap<BackupSyncState, number>> {
    return countByState(this.rows, STATES);
  }

  async claimable(limit: number): Promise<readonly string[]> {
    const rows = await this.manager.query<{ id: string }[]>(
      `SELECT id FROM backup_sync WHERE ${FREE} ORDER BY created_at, id LIMIT $1`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  async claim(id: string, owner: string, ttlMs: number): Promise<BackupSync | undefined> {
    return isUuid(id) ? this.#claimed('id = $3', [owner, ttlMs, id]) : undefined;
  }

  async #claimed(which: string, parameters: readonly unknown[]): Promise<BackupSync | undefined> {
    const [rows] = await this.manager.query<[{ id: string; attempt: number }[], number]>(
      `UPDATE backup_sync SET lease_owner = $1, lease_until = ${AFTER('$2')}, attempt = attempt + 1,
         state_changed_at = CASE state WHEN 'PENDING' THEN clock_timestamp() ELSE state_changed_at END,
         state_message = 'a cluster is asked what lies in the bucket',
         state = 'IN_PROGRESS', started_at = coalesce(started_at, clock_timestamp())
       WHERE ${which} AND ${FREE} RETURNING id, attempt`,
      [...parameters],
    );
    const [claim] = rows;
    const row = claim && (await this.find(claim.id));
    // A lease so short that another took it before we looked is not ours.
    return row && row.leaseOwner === parameters[0] && row.attempt === claim.attempt ? row : undefined;
  }

  renew(lease: Lease, ttlMs: number): Promise<boolean> {
    return this.#write(`lease_until = ${AFTER('$4')}`, lease, ttlMs);
  }

  async release(lease: Lease, { uncounted }: { readonly uncounted: boolean }): Promise<void> {
    await affectedRows(
      this.manager,
      `UPDATE backup_sync SET lease_owner = NULL, lease_until = NULL, handed_back = handed_back + $4
       WHERE id = $1 AND lease_owner = $2 AND attempt = $3 AND state = 'IN_PROGRESS'`,
      [...parametersOf(lease), uncounted ? 1 : 0],
    );
  }

  recordCluster(lease: Lease, clusterId: string): Promise<boolean> {
    return this.#write('cluster_id = $4::uuid', lease, knownId(clusterId));
  }

  recordProgress(lease: Lease, counts: SyncCounts): Promise<boolean> {
    return this.#write('counts = $4::jsonb', lease, storableJson(counts));
  }

  async finish(lease: Lease, { state, reason, message, counts, at }: SyncEnd): Promise<boolean> {
    const ended = await affectedRows(
      this.manager,
      `UPDATE backup_sync SET state = $4, state_reason = $5, state_message = $6, counts = $7::jsonb,
         state_changed_at = greatest($8::timestamptz, state_changed_at), finished_at = greatest($8::timestamptz, started_at), lease_owner = NULL, lease_until = NULL WHERE ${HELD}`,
      [...parametersOf(lease), state, reason, storableText(message), storableJson(counts), at],
    );
    return ended === 1;
  }

  knownIn(locationIds: readonly string[]): ReturnType<BackupSyncStore['knownIn']> {
    return this.manager.query(
      `SELECT id, name, state, location_id AS "locationId", cluster_id AS "clusterId", manifest_key AS "manifestKey",
         vanished_at AS "vanishedAt", finished_at AS "finishedAt" FROM backup
       WHERE location_id = ANY($1::uuid[]) AND layout = 'STORK' AND manifest_key IS NOT NULL
         AND state IN ('SUCCESS', 'PARTIAL_SUCCESS', 'DELETING') ORDER BY created_at, id`,
      [locationIds.filter(isUuid)],
    );
  }

  async markVanished(backupId: string, at: Date | null): Promise<boolean> {
    const marked = await affectedRows(
      this.manager,
      `UPDATE backup SET vanished_at = $2 WHERE id = $1 AND state IN ('SUCCESS', 'PARTIAL_SUCCESS', 'DELETING')
         AND (vanished_at IS NULL) <> ($2::timestamptz IS NULL)`,
      [knownId(backupId), at],
    );
    return marked === 1;
  }

  async #write(change: string, lease: Lease, value: unknown): Promise<boolean> {
    const written = await affectedRows(this.manager, `UPDATE backup_sync SET ${change} WHERE ${HELD}`, [
      ...parametersOf(lease),
      value,
    ]);
    return written === 1;
  }
}

function parametersOf({ id, owner, attempt }: Lease): readonly unknown[] {
  return [knownId(id), owner, attempt];
}

function conditionsOf({ locationId, states }: SyncFilter): Conditions {
  const conditions = new Conditions();
  if (locationId !== undefined) conditions.add('location_id = ?', knownId(locationId));
  if (states) conditions.add('state = ANY(?)', states);
  return conditions;
}
