import { Any, type EntityManager, type Repository } from 'typeorm';
import type { Lease } from '../../domain/backup.js';
import type { VerificationRequest, VerificationStore } from '../../domain/ports/keeping-stores.js';
import type { LeaseAnswer } from '../../domain/ports/leased-store.js';
import type { BackupVerification, VerificationEnd, VerificationProgress } from '../../domain/verification.js';
import { BackupVerificationEntity } from '../entities/backup-verification.entity.js';
import { storableJson, storableText } from '../storable-text.js';
import { answerOf, FREE, WAITING } from './lease.js';
import { affectedRows, isUuid, knownId } from './sql.js';
import { verificationsDue } from './verifications-due.js';

/** The row while the lease is held; its parameters are the first three. */
const HELD = `backup_id = $1 AND lease_owner = $2 AND attempt = $3 AND state = 'IN_PROGRESS'
  AND lease_until > clock_timestamp()`;
const HELD_BY_IT = `held.backup_id = $1 AND held.lease_owner = $2 AND held.attempt = $3
  AND held.state = 'IN_PROGRESS' AND held.lease_until > clock_timestamp()`;
const AFTER = (parameter: string) => `clock_timestamp() + ${parameter} * interval '1 millisecond'`;

export class PostgresVerificationStore implements VerificationStore {
  private readonly rows: Repository<BackupVerification>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(BackupVerificationEntity);
  }

  async findMany(backupIds: readonly string[]): Promise<ReadonlyMap<string, BackupVerification>> {
    const known = backupIds.filter(isUuid);
    if (known.length === 0) return new Map();
    const rows = await this.rows.findBy({ id: Any(known) });
    return new Map(rows.map((row) => [row.id, row]));
  }

  async request(backupId: string, { trigger, tryRestore, at }: VerificationRequest): Promise<boolean> {
    if (!isUuid(backupId)) return false;
    const begun = await this.wrote(
      `INSERT INTO backup_verification AS last
         (backup_id, state, trigger, requested_at, try_restore, attempt, handed_back, frames, objects, bytes, damages)
       SELECT id, 'IN_PROGRESS', $2, $3, $4, 0, 0, 0, 0, 0, '{}' FROM backup
       WHERE id = $1 AND state IN ('SUCCESS', 'PARTIAL_SUCCESS')
       ON CONFLICT (backup_id) DO UPDATE SET state = 'IN_PROGRESS', trigger = excluded.trigger,
         requested_at = excluded.requested_at, try_restore = excluded.try_restore, attempt = 0, handed_back = 0, lease_owner = NULL, lease_until = NULL,
         cancel_requested_at = NULL, frames = 0, objects = 0, bytes = 0, damages = '{}', error = NULL,
         started_at = NULL, ended_at = NULL
       WHERE last.state <> 'IN_PROGRESS' RETURNING backup_id`,
      [backupId, trigger, at, tryRestore],
    );
    if (!begun && tryRestore) {
      await this.wrote(
        `UPDATE backup_verification SET try_restore = true
         WHERE backup_id = $1 AND state = 'IN_PROGRESS' RETURNING backup_id`,
        [backupId],
      );
    }
    return begun;
  }

  async requestCancel(backupId: string, at: Date): Promise<boolean> {
    return this.wrote(
      `UPDATE backup_verification SET cancel_requested_at = $2
       WHERE backup_id = $1 AND state = 'IN_PROGRESS' AND cancel_requested_at IS NULL RETURNING backup_id`,
      [knownId(backupId), at],
    );
  }

  claimable(limit: number): Promise<readonly string[]> {
    return this.oldest(FREE, limit);
  }

  waiting(limit: number): Promise<readonly string[]> {
    return this.oldest(WAITING, limit);
  }

  private async oldest(which: string, limit: number): Promise<readonly string[]> {
    const rows = await this.manager.query<{ id: string }[]>(
      `SELECT backup_id AS id FROM backup_verification WHERE ${which} ORDER BY requested_at, backup_id LIMIT $1`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  claim(backupId: string, owner: string, ttlMs: number): Promise<BackupVerification | undefined> {
    return this.claimed('backup_id = $3', [owner, ttlMs, knownId(backupId)]);
  }

  claimFirst(ids: readonly string[], owner: string, ttlMs: number): Promise<BackupVerification | undefined> {
    const first = `backup_id = ANY($3::uuid[]) AND ${WAITING} ORDER BY requested_at, backup_id LIMIT 1`;
    return this.claimed(
      `backup_id = (SELECT backup_id FROM backup_verification WHERE ${first} FOR NO KEY UPDATE SKIP LOCKED)`,
      [owner, ttlMs, ids],
    );
  }

  private async claimed(
    which: string,
    parameters: readonly unknown[],
  ): Promise<BackupVerification | undefined> {
    const [rows] = await this.manager.query<[{ id: string; attempt: number }[], number]>(
      `UPDATE backup_verification SET lease_owner = $1, lease_until = ${AFTER('$2')}, attempt = attempt + 1,
         started_at = coalesce(started_at, clock_timestamp()), frames = 0, objects = 0, bytes = 0
       WHERE ${which} AND ${FREE} RETURNING backup_id AS id, attempt`,
      [...parameters],
    );
    const [claim] = rows;
    const row = claim && (await this.rows.findOneBy({ id: claim.id }));
    // A lease so short that another took it before we looked is not ours.
    return row && row.leaseOwner === parameters[0] && row.attempt === claim.attempt ? row : undefined;
  }

  async renew(lease: Lease, ttlMs: number): Promise<LeaseAnswer> {
    const [rows] = await this.manager.query<[{ cancel: boolean }[], number]>(
      `UPDATE backup_verification SET lease_until = ${AFTER('$4')} WHERE ${HELD}
       RETURNING cancel_requested_at IS NOT NULL AS cancel`,
      [...parametersOf(lease), ttlMs],
    );
    return answerOf(rows);
  }

  async release(lease: Lease, { uncounted } = { uncounted: false }): Promise<void> {
    await affectedRows(
      this.manager,
      `UPDATE backup_verification SET lease_owner = NULL, lease_until = NULL, handed_back = handed_back + $4
       WHERE backup_id = $1 AND lease_owner = $2 AND attempt = $3 AND state = 'IN_PROGRESS'`,
      [...parametersOf(lease), uncounted ? 1 : 0],
    );
  }

  recordProgress(lease: Lease, { frames, objects, bytes }: VerificationProgress): Promise<boolean> {
    return this.wrote(
      `UPDATE backup_verification SET frames = $4, objects = $5, bytes = $6 WHERE ${HELD} RETURNING backup_id`,
      [...parametersOf(lease), frames, objects, bytes],
    );
  }

  async finish(
    lease: Lease,
    { state, damages, error, trial, at, frames, objects, bytes }: VerificationEnd,
  ): Promise<VerificationEnd['state'] | undefined> {
    const [rows] = await this.manager.query<[{ state: VerificationEnd['state'] }[], number]>(
      `WITH noted AS (
         UPDATE backup SET verified_at = CASE WHEN $10 IN ('INTACT', 'DAMAGED') THEN $4 ELSE verified_at END,
           verification = CASE WHEN $10 IN ('INTACT', 'DAMAGED') THEN $10 ELSE verification END
         FROM backup_verification AS held
         WHERE backup.id = held.backup_id AND backup.state IN ('SUCCESS', 'PARTIAL_SUCCESS') AND ${HELD_BY_IT}
         RETURNING backup.id
       ) UPDATE backup_verification SET lease_owner = NULL, lease_until = NULL, ended_at = $4::timestamptz, frames = $5,
           objects = $6, bytes = $7, damages = $8, error = $9,
           trial = coalesce($11::jsonb, trial), state = CASE WHEN EXISTS (SELECT FROM noted) THEN $10 ELSE 'CANCELLED' END
         WHERE ${HELD} RETURNING state`,
      [
        ...parametersOf(lease),
        at,
        frames,
        objects,
        bytes,
        damages.map(storableText),
        error === null ? null : storableText(error),
        state,
        trial === null ? null : storableJson(trial),
      ],
    );
    return rows[0]?.state;
  }

  dueBySchedule(when: Parameters<VerificationStore['dueBySchedule']>[0]): Promise<readonly string[]> {
    return verificationsDue(this.manager, when);
  }

  async isAnyDamaged({
    scheduleId,
    locationId,
  }: Parameters<VerificationStore['isAnyDamaged']>[0]): Promise<boolean> {
    const rows = await this.manager.query<unknown[]>(
      `SELECT FROM backup WHERE verification = 'DAMAGED' AND state IN ('SUCCESS', 'PARTIAL_SUCCESS')
         AND schedule_id IS NOT DISTINCT FROM $2 AND ($2::uuid IS NOT NULL OR location_id = $1) LIMIT 1`,
      [locationId, scheduleId],
    );
    return rows.length > 0;
  }

  /** A statement that names what it wrote: one row, or none where its guard refused. */
  private async wrote(statement: string, parameters: readonly unknown[]): Promise<boolean> {
    const answer = await this.manager.query<unknown[]>(statement, [...parameters]);
    // INSERT answers with rows, UPDATE with rows and their number.
    const rows = Array.isArray(answer[0]) ? answer[0] : answer;
    return rows.length > 0;
  }
}

function parametersOf({ id, owner, attempt }: Lease): readonly unknown[] {
  return [knownId(id), owner, attempt];
}
