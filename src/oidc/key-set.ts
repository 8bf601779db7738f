/**
 * The provider's signing keys: read when they are needed, renewed every ten minutes, and at once for a key that nobody has seen. While
 * the provider is away the keys that were read go on counting.
 */
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWSHeaderParameters } from 'jose';
import { z } from 'zod';
import { InvalidToken } from '../domain/errors/access-errors.js';
import type { Clock } from '../domain/ports/clock.js';
import { discover } from './discovery.js';
import { failure, jsonOf, type ProviderHttp } from './provider-http.js';

type LocalKeySet = ReturnType<typeof createLocalJWKSet>;
type SigningKey = Awaited<ReturnType<LocalKeySet>>;

const RENEW_AFTER_MS = 10 * 60_000;
/** How long a key that was just made may be refused, and how often strange keys make us ask. */
const COOLDOWN_MS = 5_000;
const keys = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });

export interface KeySetParts {
  readonly issuer: string;
  readonly http: ProviderHttp;
  readonly clock: Clock;
}

export class KeySet {
  #keys: LocalKeySet | undefined;
  #readAt = Number.NEGATIVE_INFINITY;
  #triedAt = Number.NEGATIVE_INFINITY;
  #failed: unknown;
  #reading: Promise<void> | undefined;

  constructor(private readonly parts: KeySetParts) {}

  /** @throws InvalidToken for a key that the provider does not publish, DependencyFailure when that cannot be told */
  async keyFor(header: JWSHeaderParameters): Promise<SigningKey> {
    if (this.#keys === undefined) await this.#read();
    else if (this.#age(this.#readAt) > RENEW_AFTER_MS) await this.#readQuietly();
    const known = await this.#find(header);
    if (known !== undefined) return known;
    await this.#readQuietly();
    const fresh = await this.#find(header);
    if (fresh !== undefined) return fresh;
    if (this.#failed !== undefined) throw this.#failed;
    throw new InvalidToken('It is signed with a key that the identity provider does not publish.');
  }

  async #find(header: JWSHeaderParameters): Promise<SigningKey | undefined> {
    try {
      return await this.#keys?.(header);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) return undefined;
      throw new InvalidToken('The identity provider has no single key for it.');
    }
  }

  /** Keeps what is there when nothing new can be had. */
  async #readQuietly(): Promise<void> {
    if (this.#reading === undefined && this.#age(this.#triedAt) < COOLDOWN_MS) return;
    await this.#read().catch(() => undefined);
  }

  /** One reading at a time, however many ask. */
  #read(): Promise<void> {
    this.#reading ??= this.#fetch().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #fetch(): Promise<void> {
    // Who is away is not asked by each request anew.
    if (this.#failed !== undefined && this.#age(this.#triedAt) < COOLDOWN_MS) throw this.#failed;
    const { http, issuer } = this.parts;
    try {
      const { jwksUri } = await discover(http, issuer);
      const answer = await http.ask(jwksUri);
      if (answer.status !== 200) throw failure(`its keys were answered with ${answer.status}`);
      const read = keys.safeParse(jsonOf(answer));
      if (!read.success) throw failure('its keys are not what they should be');
      this.#keys = createLocalJWKSet(read.data as JSONWebKeySet);
      this.#readAt = this.#now();
      this.#failed = undefined;
    } catch (error) {
      this.#failed = error;
      throw error;
    } finally {
      this.#triedAt = this.#now();
    }
  }

  #age(since: number): number {
    return this.#now() - since;
  }

  #now(): number {
    return this.parts.clock.now().getTime();
  }
}
