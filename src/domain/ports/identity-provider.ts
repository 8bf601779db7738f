/** What Holdfast needs of an identity provider: who is behind a token, and whom it knows. */

/** What a verified access token says. */
export interface ProviderIdentity {
  /** Together with `subject` who it is: names and addresses change, and may be given to another. */
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly email: string | null;
  /** As the provider calls them. */
  readonly roles: readonly string[];
  /** Paths; null: the token does not say. */
  readonly groups: readonly string[] | null;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

export interface TokenVerifier {
  /**
   * @throws InvalidToken with the reason, and nothing of the token in it
   * @throws DependencyFailure when it cannot be told now: the provider does not answer
   */
  verify(token: string): Promise<ProviderIdentity>;
}

export interface DirectoryUser {
  readonly subject: string;
  readonly name: string;
  readonly email: string | null;
  readonly enabled: boolean;
}

export interface DirectoryGroup {
  /** The provider's own id. */
  readonly id: string;
  /** From the root: `/ops/night`. */
  readonly path: string;
}

/** The provider's own list of people. Every method throws DependencyFailure when it is not answered, or not allowed to ask. */
export interface IdentityDirectory {
  readonly issuer: string;
  /** Page by page, until there are no more. */
  users(signal: AbortSignal): AsyncIterable<DirectoryUser>;
  /** Undefined: the provider has nobody of this id. That is known, not guessed. */
  user(subject: string, signal: AbortSignal): Promise<DirectoryUser | undefined>;
  /** Who is called exactly so, or has exactly this address, in any case. */
  called(nameOrEmail: string, signal: AbortSignal): Promise<readonly DirectoryUser[]>;
  /** All of them, those in groups too. */
  groups(signal: AbortSignal): AsyncIterable<DirectoryGroup>;
  /** Subjects of who is in it. */
  members(groupId: string, signal: AbortSignal): AsyncIterable<string>;
}
