/** The same key and input give the same answer, once (ADR 0027). */
import { createHash, randomUUID } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { canonicalJson } from '../cycle/canonical-json.js';
import { AnswerLost, IdempotencyKeyReused } from '../domain/errors/request-errors.js';
import { OperationInProgress } from '../domain/errors/resource-errors.js';
import {
  CLAIM_LEASE_MS,
  idempotencyKeyFaults,
  KEY_KEPT_MS,
  type KeyedRequest,
  keyHolder,
} from '../domain/idempotency.js';
import type { Actor } from '../domain/identity.js';
import type { HeldKey, KeyClaim } from '../domain/ports/idempotency-store.js';
import type { Log } from '../domain/ports/log.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import { refuse } from './faults.js';

/** Answers are names, states and counts. One that is larger is not kept. */
const MAX_ANSWER_BYTES = 1024 * 1024;
const CLAIM_TRIES = 3;

export interface IdempotencyPorts {
  readonly work: UnitOfWork;
  readonly log: Log;
  /** How long a process may be silent before it is taken for dead, in milliseconds. */
  readonly leaseMs?: number;
}

export interface Answered<T> {
  readonly answer: T;
  /** Whether it is the answer of an earlier request. */
  readonly repeated: boolean;
}

export class IdempotencyService {
  constructor(private readonly ports: IdempotencyPorts) {}

  /**
   * Does `work` once for each key of the actor. Refused work that changed nothing leaves the key free: it is judged afresh.
   * @throws InvalidInput, IdempotencyKeyReused, OperationInProgress, AnswerLost; what `work` throws
   */
  async once<T>(request: KeyedRequest, actor: Actor, work: () => Promise<T>): Promise<Answered<T>> {
    refuse(idempotencyKeyFaults('idempotencyKey', request.key));
    const claim = this.#claimOf(request, actor);
    const held = await this.#claim(claim);
    if (held !== 'claimed') return { answer: (await this.#answerOf(held, claim)) as T, repeated: true };
    const beat = setInterval(() => this.#renew(claim), claim.leaseMs / 3);
    try {
      const answer = await this.ports.work.fenced(async ({ idempotency }) => {
        if (!(await idempotency.markChanged(claim.id))) throw underWay(claim.id, new Date());
      }, work);
      await this.#keep(claim, answer);
      return { answer, repeated: false };
    } catch (error) {
      await this.#quietly('released', () => this.ports.work.stores.idempotency.release(claim.id));
      throw error;
    } finally {
      clearInterval(beat);
    }
  }

  #claimOf({ key, operation, input, repeatable }: KeyedRequest, actor: Actor): KeyClaim {
    const holder = keyHolder(actor);
    const inputHash = createHash('sha256')
      .update(JSON.stringify([holder, key, operation]))
      .update(canonicalJson(asSent(input)))
      .digest('hex');
    const leaseMs = this.ports.leaseMs ?? CLAIM_LEASE_MS;
    return { id: randomUUID(), holder, key, operation, inputHash, repeatable, leaseMs, keptMs: KEY_KEPT_MS };
  }

  async #claim(claim: KeyClaim): Promise<'claimed' | HeldKey> {
    for (let left = CLAIM_TRIES; left > 0; left -= 1) {
      const outcome = await this.ports.work.stores.idempotency.claim(claim);
      if (outcome !== 'vanished') return outcome;
    }
    throw underWay(claim.id, new Date());
  }

  async #answerOf(held: HeldKey, { inputHash }: KeyClaim): Promise<unknown> {
    if (held.inputHash !== inputHash) throw new IdempotencyKeyReused(held.operation, held.since);
    if (held.state === 'RUNNING') throw underWay(held.id, held.since);
    const kept =
      held.state === 'ANSWERED' ? await this.ports.work.stores.idempotency.answerOf(held.id) : undefined;
    if (kept === undefined) throw new AnswerLost(held.operation, held.since);
    return deserialize(kept);
  }

  /** What cannot be kept now is lost to whoever repeats the request; who asked first has it. */
  async #keep({ id, operation }: KeyClaim, answer: unknown): Promise<void> {
    const { idempotency } = this.ports.work.stores;
    await this.#quietly('kept', async () => {
      const bytes = serialize(answer);
      if (bytes.length <= MAX_ANSWER_BYTES) return idempotency.keepAnswer(id, bytes);
      this.ports.log.warn(
        { operation, bytes: bytes.length },
        'an answer is too large to be kept for its key',
      );
      await idempotency.release(id);
    });
  }

  #renew({ id, leaseMs }: KeyClaim): void {
    void this.#quietly('renewed', async () => {
      await this.ports.work.stores.idempotency.renew(id, leaseMs);
    });
  }

  async #quietly(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (err) {
      this.ports.log.error({ err }, `what belongs to an idempotency key could not be ${what}`);
    }
  }
}

/** Times as text: canonical JSON knows no others. */
function asSent(input: unknown): unknown {
  return JSON.parse(JSON.stringify(input ?? null));
}

function underWay(holderId: string, since: Date): OperationInProgress {
  return new OperationInProgress('The request with this idempotency key is under way.', {
    holderId,
    since: since.toISOString(),
  });
}
