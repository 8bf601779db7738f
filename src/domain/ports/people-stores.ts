/** What is kept of people and of those who act for them: users, tokens, Slack links, clicks, and the audit trail. */
import type { AuditEntry } from '../audit.js';
import type { AuditFilter } from '../audit-filter.js';
import type { AccessToken, Role, ServiceName, ServiceToken, User, UserKind, UserState } from '../identity.js';
import type { Interaction } from '../interaction.js';
import type { OwnedCount, OwnedKind } from '../ownership.js';
import type { SlackLink, SlackLinkCode } from '../slack-link.js';
import type { UserGroup, UserGroupState } from '../user-group.js';
import type { Page, PageRequest } from './stores.js';

export interface UserFilter {
  /** Members of this group. */
  readonly groupId?: string;
  readonly kind?: UserKind;
  /** Name or e-mail address contains it, in any case. */
  readonly nameContains?: string;
  readonly roles?: readonly Role[];
  readonly states?: readonly UserState[];
}

export interface UserGroupFilter {
  /** In any case. */
  readonly nameContains?: string;
  readonly states?: readonly UserGroupState[];
}

export interface UserStore {
  insert(user: User): Promise<void>;
  find(id: string): Promise<User | undefined>;
  findMany(ids: readonly string[]): Promise<readonly User[]>;
  page(request: PageRequest, filter?: UserFilter): Promise<Page<User>>;
  /** Whose name or e-mail address it is, in any case: three at most. */
  called(nameOrEmail: string): Promise<readonly User[]>;
  count(filter?: UserFilter): Promise<number>;
  /** Of the provider, with the ids of their groups, whatever their state. */
  findOfProvider(
    provider: string,
    subject: string,
  ): Promise<{ readonly user: User; readonly groups: readonly string[] } | undefined>;
  /** Locks the row until the transaction ends. */
  lock(id: string): Promise<User | undefined>;
  /** Every user of the provider, a page at a time, in a stable order. */
  ofProvider(provider: string, after: string | null, first: number): Promise<readonly User[]>;
  /** Writes what the provider says of them, without raising `version`: nobody edits these. */
  follow(id: string, change: ProviderChange): Promise<void>;
  /** The oldest person made here who is a super admin and ACTIVE: there is always one. */
  firstSuperAdmin(): Promise<User | undefined>;
  /** Locks every ACTIVE super admin who was made here until the transaction ends, so that two cannot each be the last but one. */
  lockSuperAdmins(): Promise<readonly User[]>;
  edit(
    id: string,
    expectedVersion: number,
    change: Partial<Pick<User, 'name' | 'email' | 'role' | 'state' | 'stateReason' | 'stateChangedAt'>>,
  ): Promise<boolean>;
  countByState(): Promise<ReadonlyMap<UserState, number>>;
}

export type ProviderChange = Partial<
  Pick<
    User,
    'name' | 'email' | 'role' | 'state' | 'stateReason' | 'stateChangedAt' | 'stateCheckedAt' | 'signedInAt'
  >
>;

export interface UserGroupStore {
  insert(group: UserGroup): Promise<void>;
  find(id: string): Promise<UserGroup | undefined>;
  findMany(ids: readonly string[]): Promise<readonly UserGroup[]>;
  page(request: PageRequest, filter?: UserGroupFilter): Promise<Page<UserGroup>>;
  /** Those of this name: three at most. */
  called(name: string): Promise<readonly UserGroup[]>;
  count(filter?: UserGroupFilter): Promise<number>;
  edit(id: string, expectedVersion: number, change: Partial<Pick<UserGroup, 'name'>>): Promise<boolean>;
  remove(id: string): Promise<void>;
  /** Who is in it already stays. @throws NotFound for an id of nobody */
  addMembers(id: string, userIds: readonly string[]): Promise<void>;
  removeMembers(id: string, userIds: readonly string[]): Promise<void>;
  /** How many are in each; a group of nobody is left out. */
  countMembers(ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Ids of the groups that the person is in, in a stable order. */
  idsOf(userId: string): Promise<readonly string[]>;
  /** Makes those that are not known yet. @returns path → id, of those that were asked for */
  ensureOfProvider(
    provider: string,
    paths: readonly string[],
    createdAt: Date,
  ): Promise<ReadonlyMap<string, string>>;
  /** Puts the person into these groups of the provider, and out of its others. @returns whether anything changed */
  setOfProvider(provider: string, userId: string, groupIds: readonly string[]): Promise<boolean>;
  /** All of them, in the order in which everybody locks them; until the transaction ends. */
  lockOfProvider(provider: string): Promise<readonly UserGroup[]>;
  /** The provider was heard about them. */
  markHeard(ids: readonly string[], at: Date): Promise<void>;
  follow(id: string, state: Pick<UserGroup, 'state' | 'stateReason' | 'stateChangedAt'>): Promise<void>;
  countByState(): Promise<ReadonlyMap<UserGroupState, number>>;
  /** By name. */
  ofUsers(userIds: readonly string[]): Promise<ReadonlyMap<string, readonly UserGroup[]>>;
}

export interface OwnershipStore {
  /** Kinds of which there is any. */
  countOf(userId: string): Promise<readonly OwnedCount[]>;
  /** @returns how many have another owner now */
  reassign(kind: OwnedKind, fromUserId: string, toUserId: string): Promise<number>;
}

export interface AccessTokenStore {
  insert(token: AccessToken): Promise<void>;
  find(id: string): Promise<AccessToken | undefined>;
  /** The newest of each user, at most a hundred each, also those that are no longer valid. */
  ofUsers(userIds: readonly string[]): Promise<ReadonlyMap<string, readonly AccessToken[]>>;
  /** How many of the user are neither revoked nor expired. */
  countLive(userId: string, at: Date): Promise<number>;
  /** False when it was revoked already. */
  revoke(id: string, at: Date): Promise<boolean>;
  /** The token and its user, when the token is neither revoked nor expired and the user is ACTIVE. Notes when it was used (at most once a minute). */
  findLive(
    hash: string,
    at: Date,
  ): Promise<
    | {
        readonly token: AccessToken;
        readonly user: User;
        /** Ids of the groups that the user is in. */
        readonly groups: readonly string[];
      }
    | undefined
  >;
  revokeAll(userId: string, at: Date): Promise<number>;
}

export interface ServiceTokenStore {
  insert(token: ServiceToken): Promise<void>;
  findLive(hash: string, at: Date): Promise<ServiceToken | undefined>;
  /** Prolongs it, also when it has run out meanwhile (the database was away). False when it was revoked. */
  prolong(id: string, expiresAt: Date): Promise<boolean>;
  revoke(id: string, at: Date): Promise<void>;
  /** Those without an end, which programs elsewhere hold. @returns how many */
  revokeLasting(service: ServiceName, at: Date): Promise<number>;
  /** Forgets those that ran out or were revoked before. @returns how many */
  forget(before: Date): Promise<number>;
}

export interface SlackLinkStore {
  insert(link: SlackLink): Promise<void>;
  find(id: string): Promise<SlackLink | undefined>;
  ofSlackUser(teamId: string, slackUserId: string): Promise<SlackLink | undefined>;
  /** Oldest first. */
  ofUsers(userIds: readonly string[]): Promise<ReadonlyMap<string, readonly SlackLink[]>>;
  /** False when it was gone already. */
  remove(id: string): Promise<boolean>;
  /** Whether anybody of this workspace is linked, and of any. */
  teamIsKnown(teamId: string): Promise<{ readonly team: boolean; readonly any: boolean }>;
  /** Takes the place of the code that the same Slack user was given before. */
  putCode(code: SlackLinkCode): Promise<void>;
  findCode(hash: string, at: Date): Promise<SlackLinkCode | undefined>;
  /** Takes the code out: of two who try at once, one gets it. */
  takeCode(hash: string, at: Date): Promise<SlackLinkCode | undefined>;
  noteTry(userId: string, at: Date): Promise<void>;
  countTries(userId: string, since: Date): Promise<number>;
  /** Forgets codes that ran out and tries from before. @returns how many */
  forget(before: Date): Promise<number>;
}

export interface InteractionStore {
  /** False when there is one with this key already. */
  insert(interaction: Interaction): Promise<boolean>;
  /** With its person, when the token lives and the person is ACTIVE. */
  findLive(
    hash: string,
    at: Date,
  ): Promise<
    { readonly interaction: Interaction; readonly user: User; readonly groups: readonly string[] } | undefined
  >;
  /** Takes back the tokens that were given for what this Slack user did. */
  takeBackTokens(teamId: string, slackUserId: string): Promise<void>;
  /** @returns how many */
  forget(before: Date): Promise<number>;
}

/** Append-only: the database refuses any change of it. */
export interface AuditStore {
  append(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  page(request: PageRequest, filter?: AuditFilter): Promise<Page<AuditEntry>>;
  count(filter?: AuditFilter): Promise<number>;
  /** Oldest first, those after `last`. */
  forwards(
    filter: AuditFilter,
    last: Pick<AuditEntry, 'at' | 'id'> | undefined,
    most: number,
  ): Promise<readonly AuditEntry[]>;
  /** The one way in which entries go: from before `before`, and never what is younger than 30 days. @returns how many, `most` at most */
  forget(before: Date, most: number): Promise<number>;
}
