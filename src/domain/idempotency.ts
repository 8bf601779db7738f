/** Idempotency keys: what a client sends along so that a request which it repeats is done once. Pure. */
import type { FieldFault } from './errors/request-errors.js';
import type { Actor } from './identity.js';

/** After this a key may be used for something else. */
export const KEY_KEPT_MS = 24 * 60 * 60_000;
/** Without a sign of life for so long the process that had the request is taken for dead. */
export const CLAIM_LEASE_MS = 60_000;

const MAX_KEY = 255;
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

export function idempotencyKeyFaults(path: string, key: string): FieldFault[] {
  if (key.length <= MAX_KEY && VISIBLE_ASCII.test(key)) return [];
  return [{ path, message: `must be 1 to ${MAX_KEY} visible ASCII characters, without spaces` }];
}

/** Whose key it is: two people may use the same one, and a person has one set of keys whatever token or door they come with. */
export function keyHolder(actor: Actor): string {
  return actor.kind === 'USER' ? `USER ${actor.userId}` : `${actor.kind} ${actor.name}`;
}

/** A request that carries a key. */
export interface KeyedRequest {
  readonly key: string;
  /** The root field. */
  readonly operation: string;
  /** What it was asked with, without the key. */
  readonly input: unknown;
  /** Whether it does no harm to go through it again where it stopped half-way. */
  readonly repeatable: boolean;
}
