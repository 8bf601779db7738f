/** A worker's right to write on a backup (design 5): owner + attempt, on database time. */
import type { EntityManager } from 'typeorm';
import type { Lease } from '../../domain/backup.js';
import { affectedRows, isUuid } from './sql.js';

/**
 * True for the row of a backup while the lease is held; the parameters follow on `firstParameter`.
 * `clock_timestamp()` and not `now()`: a transaction may have begun long before the lease ran out.
 */
export function leaseHeld(firstParameter: number): string {
  const [id, owner, attempt] = [0, 1, 2].map((offset) => `$${firstParameter + offset}`);
  return `id = ${id} AND lease_owner = ${owner} AND attempt = ${attempt}
    AND lease_until > clock_timestamp() AND state = 'IN_PROGRESS'`;
}

export function leaseParameters(lease: Lease): readonly unknown[] {
  return [lease.backupId, lease.owner, lease.attempt];
}

const FREE = `state = 'IN_PROGRESS' AND (lease_until IS NULL OR lease_until <= clock_timestamp())`;

export async function claimableBackups(manager: EntityManager, limit: number): Promise<readonly string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `SELECT id FROM backup WHERE ${FREE} ORDER BY created_at, id LIMIT $1`,
    [limit],
  );
  return rows.map((row) => row.id);
}

export interface Claim {
  readonly backupId: string;
  readonly owner: string;
  readonly ttlMs: number;
}

/**
 * The new attempt begins before its first stage. Undefined when another holds the lease or the run has ended. The row is
 * locked first: a lease reckoned before a wait for whoever holds the row would have run out when it is given.
 */
export async function claimBackup(
  manager: EntityManager,
  { backupId, owner, ttlMs }: Claim,
): Promise<Lease | undefined> {
  if (!isUuid(backupId)) return undefined;
  const [rows] = await manager.query<[{ attempt: number }[], number]>(
    `WITH free AS (SELECT id FROM backup WHERE id = $1 AND ${FREE} FOR NO KEY UPDATE)
     UPDATE backup SET lease_owner = $2, attempt = attempt + 1, stage = NULL,
       lease_until = clock_timestamp() + $3 * interval '1 millisecond',
       started_at = coalesce(started_at, clock_timestamp())
     FROM free WHERE backup.id = free.id RETURNING attempt`,
    [backupId, owner, ttlMs],
  );
  const [row] = rows;
  return row && { backupId, owner, attempt: row.attempt };
}

export async function renewLease(
  manager: EntityManager,
  lease: Lease,
  ttlMs: number,
): Promise<'held' | 'lost' | 'cancel'> {
  const [rows] = await manager.query<[{ cancel: boolean }[], number]>(
    `UPDATE backup SET lease_until = clock_timestamp() + $4 * interval '1 millisecond'
     WHERE ${leaseHeld(1)} RETURNING cancel_requested_at IS NOT NULL AS cancel`,
    [...leaseParameters(lease), ttlMs],
  );
  const [row] = rows;
  if (row === undefined) return 'lost';
  return row.cancel ? 'cancel' : 'held';
}

/** Also when it has run out already: as long as nobody else took it, it is ours to give back. */
export async function releaseLease(manager: EntityManager, lease: Lease): Promise<void> {
  await affectedRows(
    manager,
    `UPDATE backup SET lease_owner = NULL, lease_until = NULL
     WHERE id = $1 AND lease_owner = $2 AND attempt = $3 AND state = 'IN_PROGRESS'`,
    leaseParameters(lease),
  );
}
