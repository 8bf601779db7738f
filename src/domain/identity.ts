/** Who does something. Every resource has an owner and every event an actor. */
import type { FieldFault } from './errors/request-errors.js';

/** What a person may do, by the table in rights.ts. */
export const ROLES = ['SUPER_ADMIN', 'INFRA_ADMIN', 'APP_ADMIN', 'APP_USER', 'AUDITOR'] as const;
export type Role = (typeof ROLES)[number];

/**
 * Words of the state matrix. INACTIVE is known but disabled, cannot sign in, and keeps what is owned. UNKNOWN is somebody of the identity
 * provider whom it has no more, or whom it could not be asked about; what is owned stays theirs.
 */
export const USER_STATES = ['ACTIVE', 'INACTIVE', 'UNKNOWN'] as const;
export type UserState = (typeof USER_STATES)[number];

/** Why a user is in a state that is not ACTIVE. */
export const USER_REASONS = {
  DEACTIVATED: { state: 'INACTIVE', meaning: 'deactivated here by an administrator' },
  DISABLED: { state: 'INACTIVE', meaning: 'disabled in the identity provider' },
  DELETED: { state: 'UNKNOWN', meaning: 'deleted from the identity provider' },
  NOT_RESOLVED: {
    state: 'UNKNOWN',
    meaning: 'the identity provider could not be asked about them for an hour',
  },
} as const satisfies Record<string, { state: UserState; meaning: string }>;
export type UserReason = keyof typeof USER_REASONS;

/** PERSON signs in or has tokens of their own. SERVICE_ACCOUNT is a program: tokens that super admins make, and no sign-in. */
export const USER_KINDS = ['PERSON', 'SERVICE_ACCOUNT'] as const;
export type UserKind = (typeof USER_KINDS)[number];

export interface User {
  readonly id: string;
  readonly kind: UserKind;
  /** Unique among those who were made here; somebody of the provider is called as there. */
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
  readonly state: UserState;
  /** Null while ACTIVE. */
  readonly stateReason: UserReason | null;
  readonly stateChangedAt: Date;
  /** When the provider was last heard about them, by a token or its directory; null for who was made here. */
  readonly stateCheckedAt: Date | null;
  /** Issuer whose user it is, and its id there; null for who was made here. */
  readonly provider: string | null;
  readonly subject: string | null;
  /** When the newest token that was seen was issued: an older one changes nothing. Null: none was seen. */
  readonly signedInAt: Date | null;
  readonly version: number;
  readonly createdAt: Date;
}

/** Who could not be asked about may go on with what is valid otherwise; who is deleted or disabled may not. */
export function maySignIn({ state, stateReason }: Pick<User, 'state' | 'stateReason'>): boolean {
  return state === 'ACTIVE' || stateReason === 'NOT_RESOLVED';
}

/** What is the same of everybody who is made here. */
export function madeHere(createdAt: Date) {
  return {
    state: 'ACTIVE',
    stateReason: null,
    stateChangedAt: createdAt,
    stateCheckedAt: null,
    provider: null,
    subject: null,
    signedInAt: null,
    version: 1,
    createdAt,
  } as const satisfies Partial<User>;
}

/** FULL: all that its user may do. READ_ONLY: no mutation. OPERATIONS: the root fields that it names, and who asks and answers. */
export const TOKEN_ACCESS = ['FULL', 'READ_ONLY', 'OPERATIONS'] as const;
export type TokenAccess = (typeof TOKEN_ACCESS)[number];

export interface AccessToken {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  /** SHA-256 of the token, hex. The token itself is shown once and never stored. */
  readonly hash: string;
  readonly access: TokenAccess;
  /** Root fields; empty but for OPERATIONS. */
  readonly operations: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** A token of a program of ours (the Slack bot): it acts as itself, never as a person. */
export interface ServiceToken {
  readonly id: string;
  readonly service: ServiceName;
  /** SHA-256 of the token, hex. */
  readonly hash: string;
  readonly createdAt: Date;
  /** Null: for a program that runs elsewhere, until it is replaced. Else renewed while its process lives. */
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

export const SERVICES = ['slack-bot'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** The door that a person came through when it was not their own token: a click, a modal or a command in Slack. */
export interface SlackVia {
  readonly door: 'SLACK';
  readonly interactionId: string;
  readonly teamId: string;
  readonly slackUserId: string;
  readonly slackUserName: string;
  readonly channelId: string | null;
  readonly messageTs: string | null;
  /** What was done there: `exclude`, `/backup status`. */
  readonly action: string;
}

/** Root fields that a token is good for; a personal token is good for all that its person may do. */
export type Scope = ReadonlySet<string>;

/** A person; a program of ours with a token of its own; or a part of Holdfast itself (a prober, a worker). */
export type Actor = UserActor | ServiceActor | SystemActor;

export interface UserActor {
  readonly kind: 'USER';
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
  /** Ids of the groups that the person is in now; empty for who is in none. */
  readonly groups: readonly string[];
  readonly via?: SlackVia;
  readonly scope?: Scope;
  /** The token is good for no mutation. */
  readonly readOnly?: true;
  /** When the token that was sent ends; absent: it has no end. */
  readonly expiresAt?: Date;
  /** The access token of ours that was sent, by what is known of it. */
  readonly token?: Pick<AccessToken, 'id' | 'name'>;
}

export interface ServiceActor {
  readonly kind: 'SERVICE';
  readonly name: ServiceName;
  readonly scope: Scope;
}

export interface SystemActor {
  readonly kind: 'SYSTEM';
  readonly name: string;
}

/** What is written down of who did something. */
export type RecordedActor =
  | Omit<UserActor, 'scope' | 'groups' | 'readOnly' | 'expiresAt' | 'token'>
  | Omit<ServiceActor, 'scope'>
  | SystemActor;

export const ACTOR_KINDS = ['USER', 'SERVICE', 'SYSTEM'] as const satisfies readonly Actor['kind'][];

/** What the identity provider is called where it changes something here. */
export const PROVIDER_NAME = 'identity-provider';

export function systemActor(name: string): Actor {
  return { kind: 'SYSTEM', name };
}

/** What is written down of who did something: everything but what the token was good for and who else was with them. */
export function recordOf(actor: Actor): RecordedActor {
  const {
    scope: _scope,
    groups: _groups,
    readOnly: _readOnly,
    expiresAt: _end,
    token: _token,
    ...record
  } = actor as UserActor;
  return record;
}

const MAX_NAME = 80;
const MAX_EMAIL = 254;
/** Letters, marks, digits, punctuation, symbols and single spaces: nothing that a terminal or Slack would not show. */
const SHOWN = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]+(?: [\p{L}\p{M}\p{N}\p{P}\p{S}]+)*$/u;
const EMAIL = /^[^\s@<>"(),:;\\]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;

/** What people call themselves and their tokens: 1 to 80 characters of one line. */
export function shownNameFaults(path: string, name: string): FieldFault[] {
  if (name.length <= MAX_NAME && SHOWN.test(name)) return [];
  return [{ path, message: `must be 1 to ${MAX_NAME} visible characters on one line, with single spaces` }];
}

export function emailFaults(path: string, email: string): FieldFault[] {
  if (email.length <= MAX_EMAIL && EMAIL.test(email)) return [];
  return [{ path, message: 'is no e-mail address' }];
}
