/** Tokens: a prefix that says whose they are, and 32 random bytes. Only their SHA-256 is ever kept. */
import { createHash, randomBytes } from 'node:crypto';

/** `hf_` a person's own · `hfs_` a program of ours · `hfi_` one thing that a person did in Slack. */
export const TOKEN_PREFIXES = { PERSON: 'hf_', SERVICE: 'hfs_', INTERACTION: 'hfi_' } as const;
export type TokenKind = keyof typeof TOKEN_PREFIXES;

/** Easy to find for secret scanners, impossible to guess. */
const TOKEN = /^(hf_|hfs_|hfi_)[A-Za-z0-9_-]{43}$/;

export function newToken(kind: TokenKind): string {
  return `${TOKEN_PREFIXES[kind]}${randomBytes(32).toString('base64url')}`;
}

/** Undefined: no token of ours. */
export function tokenKind(token: string): TokenKind | undefined {
  const prefix = TOKEN.exec(token)?.[1];
  return (Object.keys(TOKEN_PREFIXES) as TokenKind[]).find((kind) => TOKEN_PREFIXES[kind] === prefix);
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
