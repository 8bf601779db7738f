import type { Actor } from '../domain/identity.js';

/**
 * The person behind a token; undefined when it is unknown, expired or revoked.
 * @throws InvalidToken with a reason, Forbidden, DependencyFailure when it cannot be told now
 */
export type Authenticate = (token: string) => Promise<Actor | undefined>;

/** A token of a provider carries roles and groups; Node.js refuses headers beyond 16 KiB. */
const MOST_CHARACTERS = 16_384;

/** The token of an `Authorization` header, or of the same field of `connection_init`. */
export function bearerToken(header: unknown): string | undefined {
  if (typeof header !== 'string') return undefined;
  const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
  return token === undefined || token.length > MOST_CHARACTERS ? undefined : token;
}
