/** Who does something. Every resource has an owner and every event an actor. */

/** The roles there are until the API issue widens them. */
export const ROLES = ['SUPER_ADMIN'] as const;
export type Role = (typeof ROLES)[number];

export interface User {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: Date;
}

export interface AccessToken {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  /** SHA-256 of the token, hex. The token itself is shown once and never stored. */
  readonly hash: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** A person with a token, or a part of Holdfast itself (a prober, a worker). */
export type Actor =
  | { readonly kind: 'USER'; readonly userId: string; readonly name: string; readonly role: Role }
  | { readonly kind: 'SYSTEM'; readonly name: string };

export function systemActor(name: string): Actor {
  return { kind: 'SYSTEM', name };
}
