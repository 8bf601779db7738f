/** A worker's right to write on what it runs (design 5): owner + attempt, on database time. Backups and restores alike. */
import type { EntityManager } from 'typeorm';
import type { Lease } from '../../domain/backup.js';
import type { EventSubject, EventType } from '../../domain/event.js';
import { systemActor } from '../../domain/identity.js';
import type { LeaseAnswer } from '../../domain/ports/leased-store.js';
import { fixed } from '../fixed-statements.js';
import { storableJson } from '../storable-text.js';
import { type Told, telling } from './event-log.js';
import type { RowReader } from './row-reader.js';
import { affectedRows, isUuid } from './sql.js';

/** A table of runs, and the words of the event that tells of a claim. */
export interface LeasedTable {
  readonly table: 'backup' | 'restore';
  readonly subjectType: EventSubject;
  readonly claimed: EventType;
}

/**
 * True for the row of a run while the lease is held; the parameters follow on `firstParameter`.
 * `clock_timestamp()` and not `now()`: a transaction may have begun long before the lease ran out.
 */
export function leaseHeld(firstParameter: number): string {
  const [id, owner, attempt] = [0, 1, 2].map((offset) => `$${firstParameter + offset}`);
  return `id = ${id} AND lease_owner = ${owner} AND attempt = ${attempt}
    AND lease_until > clock_timestamp() AND state = 'IN_PROGRESS'`;
}

export function leaseParameters(lease: Lease): readonly unknown[] {
  return [lease.id, lease.owner, lease.attempt];
}

/** True for the row of a run that no worker has taken up yet. */
export function unclaimed(parameter: number): string {
  return `id = $${parameter} AND state = 'IN_PROGRESS' AND attempt = 0 AND lease_owner IS NULL`;
}

/** True for the row of a run that a worker may take up. */
export const FREE = `state = 'IN_PROGRESS' AND (lease_until IS NULL OR lease_until <= clock_timestamp())`;

/**
 * The oldest that no worker has begun yet, or whose worker died. What was given back because the database was away is
 * left to the sweep, so that it is not taken up again at once.
 */
export const WAITING = `${FREE} AND (attempt = handed_back OR lease_until IS NOT NULL)`;

export interface Claim {
  /** Of which the first that waits is taken; one single id is waited for when somebody else holds its row. */
  readonly among: string | readonly string[];
  readonly owner: string;
  readonly ttlMs: number;
}

/** Of a guarded statement that gives back whether somebody asked for the end. */
export function answerOf([row]: readonly { readonly cancel: boolean }[]): LeaseAnswer {
  if (row === undefined) return 'lost';
  return row.cancel ? 'cancel' : 'held';
}

export class Leases<T extends { readonly id: string }> {
  constructor(
    private readonly manager: EntityManager,
    private readonly reader: RowReader<T>,
    private readonly of: LeasedTable,
    private readonly told: Told,
  ) {}

  async claimable(limit: number): Promise<readonly string[]> {
    const rows = await this.manager.query<{ id: string }[]>(
      `SELECT id FROM ${this.of.table} WHERE ${FREE} ORDER BY created_at, id LIMIT $1`,
      [limit],
    );
    return rows.map((row) => row.id);
  }

  async waiting(limit: number): Promise<readonly string[]> {
    const rows = await this.manager.query<{ id: string }[]>(
      fixed(`SELECT id FROM ${this.of.table} WHERE ${WAITING} ORDER BY created_at, id LIMIT $1`),
      [limit],
    );
    return rows.map((row) => row.id);
  }

  /**
   * The new attempt begins before its first stage, told in the same statement. Undefined when another holds the lease, the
   * run has ended, or none of many waits. The row is locked first: a lease reckoned before a wait for whoever holds the row
   * would have run out when it is given. Of many the ones that others are just taking are left out.
   */
  claim(claim: Claim): Promise<T | undefined> {
    return telling(this.told, this.take(claim));
  }

  private async take({ among, owner, ttlMs }: Claim): Promise<T | undefined> {
    const one = typeof among === 'string';
    if (one && !isUuid(among)) return undefined;
    const { table, subjectType, claimed } = this.of;
    const free = one
      ? `id = $4 AND ${FREE} FOR NO KEY UPDATE`
      : `id = ANY($4::uuid[]) AND ${WAITING} ORDER BY array_position($4::uuid[], id) LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`;
    const [row] = await this.reader.read(
      this.manager,
      (columns) =>
        fixed(`WITH free AS (SELECT id FROM ${table} WHERE ${free}), claimed AS (
         UPDATE ${table} SET lease_owner = $1, attempt = attempt + 1, stage = NULL,
           lease_until = clock_timestamp() + $2 * interval '1 millisecond',
           started_at = coalesce(started_at, clock_timestamp())
         FROM free WHERE ${table}.id = free.id RETURNING ${table}.*
       ), appended AS (
         INSERT INTO event (type, subject_type, subject_id, actor, data)
         SELECT '${claimed}', '${subjectType}', id, $3::jsonb,
           jsonb_build_object('state', 'IN_PROGRESS', 'stage', NULL, 'attempt', attempt) FROM claimed
       ) SELECT ${columns} FROM claimed`),
      [owner, ttlMs, storableJson(systemActor(owner)), among],
    );
    return row;
  }

  async renew(lease: Lease, ttlMs: number): Promise<LeaseAnswer> {
    const [rows] = await this.manager.query<[{ cancel: boolean }[], number]>(
      fixed(`UPDATE ${this.of.table} SET lease_until = clock_timestamp() + $4 * interval '1 millisecond'
       WHERE ${leaseHeld(1)} RETURNING cancel_requested_at IS NOT NULL AS cancel`),
      [...leaseParameters(lease), ttlMs],
    );
    return answerOf(rows);
  }

  /**
   * Also when it has run out already: as long as nobody else took it, it is ours to give back. `uncounted`: an attempt that
   * its worker's stop ended is none that failed; its number stays used, for data and guards go by it.
   */
  async release(lease: Lease, { uncounted }: { readonly uncounted: boolean }): Promise<void> {
    await affectedRows(
      this.manager,
      `UPDATE ${this.of.table} SET lease_owner = NULL, lease_until = NULL, handed_back = handed_back + $4
       WHERE id = $1 AND lease_owner = $2 AND attempt = $3 AND state = 'IN_PROGRESS'`,
      [...leaseParameters(lease), uncounted ? 1 : 0],
    );
  }

  /** False when the run has ended or somebody asked before: whoever gets true has the event to tell. */
  async requestCancel(id: string, at: Date): Promise<boolean> {
    if (!isUuid(id)) return false;
    const asked = await affectedRows(
      this.manager,
      `UPDATE ${this.of.table} SET cancel_requested_at = $2
       WHERE id = $1 AND state = 'IN_PROGRESS' AND cancel_requested_at IS NULL`,
      [id, at],
    );
    return asked === 1;
  }
}
