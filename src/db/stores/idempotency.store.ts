import type { EntityManager } from 'typeorm';
import { DependencyFailure } from '../../domain/errors/dependency-errors.js';
import type { HeldKey, IdempotencyStore, KeyClaim } from '../../domain/ports/idempotency-store.js';
import type { KeyRing } from '../vault/key-ring.js';
import { type SecretPlace, seal, unseal } from '../vault/seal.js';
import { affectedRows } from './sql.js';

const until = (parameter: string) => `now() + ${parameter}::integer * interval '1 millisecond'`;
const before = (parameter: string) => `now() - ${parameter}::integer * interval '1 millisecond'`;

/** One statement: of two who come at once the second waits for the first's row, and sees it. */
const CLAIM = `INSERT INTO idempotency_key AS held (id, holder, key, operation, input_hash, created_at, lease_until)
  VALUES ($1, $2, $3, $4, $5, now(), ${until('$6')})
  ON CONFLICT ON CONSTRAINT idempotency_key_holder_key_key DO UPDATE SET
    id = excluded.id, operation = excluded.operation, input_hash = excluded.input_hash, created_at = excluded.created_at,
    lease_until = excluded.lease_until, changed_at = NULL, answered_at = NULL,
    answer = NULL, answer_nonce = NULL, answer_key_id = NULL
  WHERE held.lease_until < now() AND (
    held.created_at < ${before('$7')}
    OR (held.input_hash = excluded.input_hash AND held.answered_at IS NULL AND (held.changed_at IS NULL OR $8))
  )
  RETURNING id`;

const HELD = `SELECT id, operation, input_hash AS "inputHash", created_at AS since,
    CASE WHEN answered_at IS NOT NULL THEN 'ANSWERED' WHEN lease_until >= now() THEN 'RUNNING' ELSE 'STOPPED' END AS state
  FROM idempotency_key WHERE holder = $1 AND key = $2`;

export class PostgresIdempotencyStore implements IdempotencyStore {
  constructor(
    private readonly manager: EntityManager,
    private readonly ring: KeyRing,
  ) {}

  async claim(claim: KeyClaim): Promise<'claimed' | HeldKey | 'vanished'> {
    const { id, holder, key, operation, inputHash, leaseMs, keptMs, repeatable } = claim;
    const claimed = await this.manager.query<unknown[]>(CLAIM, [
      id,
      holder,
      key,
      operation,
      inputHash,
      leaseMs,
      keptMs,
      repeatable,
    ]);
    if (claimed.length > 0) return 'claimed';
    const [held] = await this.manager.query<HeldKey[]>(HELD, [holder, key]);
    return held ?? 'vanished';
  }

  async renew(id: string, leaseMs: number): Promise<boolean> {
    const renewing = `UPDATE idempotency_key SET lease_until = ${until('$2')} WHERE id = $1 AND answered_at IS NULL`;
    return (await affectedRows(this.manager, renewing, [id, leaseMs])) === 1;
  }

  async markChanged(id: string): Promise<boolean> {
    const marking = `UPDATE idempotency_key SET changed_at = coalesce(changed_at, now()) WHERE id = $1`;
    return (await affectedRows(this.manager, marking, [id])) === 1;
  }

  async keepAnswer(id: string, answer: Uint8Array): Promise<void> {
    const { ciphertext, nonce, keyId } = seal(this.ring, placeOf(id), Buffer.from(answer));
    await this.manager.query(
      `UPDATE idempotency_key SET answered_at = now(), lease_until = now(), answer = $2, answer_nonce = $3, answer_key_id = $4
       WHERE id = $1`,
      [id, ciphertext, nonce, keyId],
    );
  }

  async answerOf(id: string): Promise<Uint8Array | undefined> {
    const [row] = await this.manager.query<{ ciphertext: Buffer | null; nonce: Buffer; keyId: string }[]>(
      `SELECT answer AS ciphertext, answer_nonce AS nonce, answer_key_id AS "keyId" FROM idempotency_key WHERE id = $1`,
      [id],
    );
    if (row?.ciphertext == null) return undefined;
    try {
      return unseal(this.ring, placeOf(id), { ...row, ciphertext: row.ciphertext });
    } catch (error) {
      // The keys were changed since: rekeying takes credentials along, and no answers of a day.
      if (error instanceof DependencyFailure) return undefined;
      throw error;
    }
  }

  async release(id: string): Promise<void> {
    await this.manager.query(
      `WITH freed AS (DELETE FROM idempotency_key WHERE id = $1 AND changed_at IS NULL)
       UPDATE idempotency_key SET lease_until = now() WHERE id = $1 AND changed_at IS NOT NULL AND answered_at IS NULL`,
      [id],
    );
  }

  forget(keptMs: number): Promise<number> {
    const forgetting = `DELETE FROM idempotency_key WHERE created_at < ${before('$1')} AND lease_until < now()`;
    return affectedRows(this.manager, forgetting, [keptMs]);
  }
}

/** An answer opens only for the try that made it. */
function placeOf(id: string): SecretPlace {
  return { type: 'IdempotentAnswer', id, version: 1 };
}
