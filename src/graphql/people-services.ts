/** What the API asks of the services of people: see services.ts. */
import type { AuditEntry, AuditFields, AuditNote, AuditOrigin } from '../domain/audit.js';
import type { AuditSubject } from '../domain/audit-fields.js';
import type { AuditFilter } from '../domain/audit-filter.js';
import type { AccessToken, Actor, Role, TokenAccess, User, UserKind, UserState } from '../domain/identity.js';
import type { InteractionKind, InteractionOutcome, SlackStanding } from '../domain/interaction.js';
import type { OwnedCount, OwnedKind } from '../domain/ownership.js';
import type { UserFilter, UserGroupFilter } from '../domain/ports/people-stores.js';
import type { Page, PageRequest } from '../domain/ports/stores.js';
import type { SlackIdentity, SlackLink, SlackLinkCode } from '../domain/slack-link.js';
import type { UserGroup } from '../domain/user-group.js';

export interface UserOperations {
  create(
    request: {
      readonly name: string;
      readonly email?: string;
      readonly role: Role;
      readonly kind?: UserKind;
    },
    actor: Actor,
  ): Promise<User>;
  edit(
    id: string,
    change: {
      readonly expectedVersion: number;
      readonly name?: string;
      readonly email?: string;
      readonly role?: Role;
      readonly state?: UserState;
    },
    actor: Actor,
  ): Promise<User>;
  get(id: string, actor: Actor): Promise<User>;
  page(request: PageRequest, actor: Actor, filter?: UserFilter): Promise<Page<User>>;
  count(filter?: UserFilter): Promise<number>;
}

export interface UserGroupOperations {
  create(
    request: { readonly name: string; readonly memberIds?: readonly string[] },
    actor: Actor,
  ): Promise<UserGroup>;
  edit(
    id: string,
    change: {
      readonly expectedVersion: number;
      readonly name?: string;
      readonly addMemberIds?: readonly string[];
      readonly removeMemberIds?: readonly string[];
    },
    actor: Actor,
  ): Promise<UserGroup>;
  remove(id: string, actor: Actor): Promise<void>;
  get(id: string, actor: Actor): Promise<UserGroup>;
  getMany(ids: readonly string[]): Promise<readonly UserGroup[]>;
  page(request: PageRequest, actor: Actor, filter?: UserGroupFilter): Promise<Page<UserGroup>>;
  count(filter?: UserGroupFilter): Promise<number>;
  members(id: string, request: PageRequest, actor: Actor): Promise<Page<User>>;
  countMembers(ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Of those users whom the caller may look at; the others are missing. */
  ofUsers(ids: readonly string[], actor: Actor): Promise<ReadonlyMap<string, readonly UserGroup[]>>;
}

export interface OwnershipOperations {
  /** Undefined: not for this caller. */
  ownedBy(userId: string, actor: Actor): Promise<readonly OwnedCount[] | undefined>;
  reassign(
    request: {
      readonly fromUserId: string;
      readonly toUserId: string;
      readonly kinds?: readonly OwnedKind[];
    },
    actor: Actor,
  ): Promise<readonly OwnedCount[]>;
}

export interface AccessTokenOperations {
  create(
    request: {
      readonly userId: string;
      readonly name: string;
      readonly expiresAt?: Date;
      readonly access?: TokenAccess;
      readonly operations?: readonly string[];
    },
    actor: Actor,
  ): Promise<{ readonly token: string; readonly accessToken: AccessToken }>;
  revoke(id: string, actor: Actor): Promise<AccessToken>;
  /** Of those users whom the caller may look at; the others are missing. */
  ofUsers(ids: readonly string[], actor: Actor): Promise<ReadonlyMap<string, readonly AccessToken[]>>;
}

export interface SlackLinkOperations {
  begin(who: SlackIdentity, actor: Actor): Promise<{ readonly code: string; readonly expiresAt: Date }>;
  request(code: string, actor: Actor): Promise<SlackLinkCode>;
  confirm(code: string, actor: Actor): Promise<SlackLink>;
  remove(id: string, actor: Actor): Promise<void>;
  /** Of those users whom the caller may look at; the others are missing. */
  ofUsers(ids: readonly string[], actor: Actor): Promise<ReadonlyMap<string, readonly SlackLink[]>>;
}

export interface InteractionOperations {
  begin(
    request: {
      readonly key: string;
      readonly kind: InteractionKind;
      readonly action: string;
      readonly teamId: string;
      readonly slackUserId: string;
      readonly slackUserName: string;
      readonly standing: SlackStanding;
      readonly channelId?: string;
      readonly messageTs?: string;
      readonly operations: readonly string[];
    },
    actor: Actor,
  ): Promise<{
    readonly outcome: InteractionOutcome;
    readonly interactionId: string | null;
    readonly token: string | null;
    readonly expiresAt: Date | null;
    readonly user: User | null;
  }>;
}

/** A resource at one moment, as far as it may stand in the trail. */
export interface AuditLook {
  readonly name: string | null;
  readonly fields: AuditFields;
}

export interface AuditOperations {
  record(actor: Actor, note: AuditNote): Promise<void>;
  refusedSignIn(origin: AuditOrigin, code: string, message: string): Promise<void>;
  look(subject: AuditSubject, id: string): Promise<AuditLook | undefined>;
  page(request: PageRequest, filter: AuditFilter, actor: Actor): Promise<Page<AuditEntry>>;
  count(filter: AuditFilter): Promise<number>;
  export(filter: AuditFilter, actor: Actor): AsyncIterable<readonly AuditEntry[]>;
}
