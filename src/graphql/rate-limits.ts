/**
 * How much one caller may ask in a minute: whoever is signed in by the cost of what they ask, whoever is not by address. Counted in this
 * process alone (ADR 0028): several processes behind one address allow as many times as much.
 */
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyAttempts } from '../domain/errors/request-errors.js';
import type { Actor } from '../domain/identity.js';

const WINDOW_SECONDS = 60;
/** What one more point pays for. */
export const COST_PER_POINT = 1_000;
const KNOWN_TOKENS = 10_000;

export interface RateSettings {
  /** Points of one person or service in a minute: one for each request, one more for each 1,000 of its cost. 0: no limit. */
  readonly pointsPerMinute: number;
  /** Requests without a good token from one address in a minute. 0: no limit. */
  readonly refusalsPerMinute: number;
}

export class RateLimits {
  readonly #callers: RateLimiterMemory | undefined;
  readonly #strangers: RateLimiterMemory | undefined;
  /** Digests of tokens that were good: who shares an address with one who guesses is not shut out with them. */
  readonly #known = new Set<string>();

  constructor({ pointsPerMinute, refusalsPerMinute }: RateSettings) {
    this.#callers = limiter(pointsPerMinute);
    this.#strangers = limiter(refusalsPerMinute);
  }

  /** Pays for one request, before it is read. @throws TooManyAttempts */
  ask(actor: Actor | undefined): Promise<void> {
    return this.#take(actor, 1);
  }

  /** Pays for what the operation may cost, before it runs. @throws TooManyAttempts */
  spend(actor: Actor | undefined, cost: number): Promise<void> {
    return this.#take(actor, Math.floor(cost / COST_PER_POINT));
  }

  /** All tokens of a person pay from one budget. */
  async #take(actor: Actor | undefined, points: number): Promise<void> {
    if (this.#callers === undefined || actor === undefined || actor.kind === 'SYSTEM' || points === 0) return;
    try {
      await this.#callers.consume(keyOf(actor), points);
    } catch (refusal) {
      throw refusal instanceof RateLimiterRes ? tooMany('You ask', refusal) : refusal;
    }
  }

  /** Before a token is looked up. @throws TooManyAttempts for an address that sent too many that were none */
  async admit(address: string, token: string | undefined): Promise<void> {
    if (this.#strangers === undefined) return;
    if (token !== undefined && this.#known.has(digest(token))) return;
    const spent = await this.#strangers.get(networkOf(address));
    if (spent !== null && spent.consumedPoints > this.#strangers.points)
      throw tooMany('This address asks', spent);
  }

  /** After a token was looked up. */
  async signedIn(address: string, token: string | undefined, isGood: boolean): Promise<void> {
    const key = token === undefined ? undefined : digest(token);
    if (isGood && key !== undefined) {
      this.#remember(key);
      return;
    }
    if (key !== undefined) this.#known.delete(key);
    await this.#strangers?.penalty(networkOf(address), 1);
  }

  #remember(key: string): void {
    this.#known.delete(key);
    this.#known.add(key);
    const [oldest] = this.#known;
    if (this.#known.size > KNOWN_TOKENS && oldest !== undefined) this.#known.delete(oldest);
  }
}

function limiter(points: number): RateLimiterMemory | undefined {
  return points === 0 ? undefined : new RateLimiterMemory({ points, duration: WINDOW_SECONDS });
}

function tooMany(who: string, { msBeforeNext }: RateLimiterRes): TooManyAttempts {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1_000));
  const message = `${who} more than is allowed in a minute: try again in ${seconds} second${seconds === 1 ? '' : 's'}.`;
  return new TooManyAttempts(message, { retryAfterSeconds: seconds });
}

function keyOf(actor: Exclude<Actor, { readonly kind: 'SYSTEM' }>): string {
  return actor.kind === 'USER' ? `user ${actor.userId}` : `service ${actor.name}`;
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}

const GROUPS_OF_A_NETWORK = 4;

/** An IPv6 address stands for its /64: one machine has all of it. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after]
    .slice(0, GROUPS_OF_A_NETWORK)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':');
}
