import type { Actor } from '../domain/identity.js';

/** The person behind a token; undefined when it is unknown, expired or revoked. */
export type Authenticate = (token: string) => Promise<Actor | undefined>;

/** The token of an `Authorization` header, or of the same field of `connection_init`. */
export function bearerToken(header: unknown): string | undefined {
  if (typeof header !== 'string') return undefined;
  return /^Bearer +(\S{1,512})$/i.exec(header)?.[1];
}
