/** People together, so that things can be shared with all of them at once. Made here, or read from the identity provider. */
import { type FieldFault, InvalidInput } from './errors/request-errors.js';
import { shownNameFaults } from './identity.js';
import type { StateOf } from './state-matrix.js';

export interface UserGroup {
  readonly id: string;
  /** Unique among the groups made here. One of the provider has the provider's path: `/ops/night`. */
  readonly name: string;
  /** Issuer URL of the provider that it belongs to; null: made here. Who its members are is then the provider's to say. */
  readonly provider: string | null;
  /** The provider's own id of it; null when it was made here. */
  readonly externalId: string | null;
  /** Of the matrix's row "Users and user groups"; one that was made here is ACTIVE. */
  readonly state: UserGroupState;
  /** Null while ACTIVE. */
  readonly stateReason: UserGroupReason | null;
  readonly stateChangedAt: Date;
  /** When the provider was last heard about it; null for one that was made here, and for one of which it has not been. */
  readonly stateCheckedAt: Date | null;
  readonly version: number;
  readonly createdAt: Date;
}

export const USER_GROUP_STATES = ['ACTIVE', 'UNKNOWN'] as const satisfies readonly StateOf<'User'>[];
export type UserGroupState = (typeof USER_GROUP_STATES)[number];

export const USER_GROUP_REASONS = {
  DELETED: 'deleted from the identity provider',
  NOT_RESOLVED: 'the identity provider could not be asked about it for an hour',
} as const;
export type UserGroupReason = keyof typeof USER_GROUP_REASONS;

/** As it stands when it is made here, or met for the first time. */
export function newlyKnown(
  at: Date,
): Pick<UserGroup, 'state' | 'stateReason' | 'stateChangedAt' | 'stateCheckedAt'> {
  return { state: 'ACTIVE', stateReason: null, stateChangedAt: at, stateCheckedAt: null };
}

/** What its provider does not answer about changes nothing for so long. */
export const DIRECTORY_PATIENCE_MS = 60 * 60_000;
/** A list is read page by page while groups come and go, and may miss one that is there: so many rounds must have passed. */
const MISSED_TWICE = 1.5;

/** What one round of looking heard. */
export interface GroupHearing {
  /** Undefined: the provider could not be asked. */
  readonly isThere: boolean | undefined;
  readonly now: Date;
  /** How often it is asked. */
  readonly everyMs: number;
}

/** @returns null: ACTIVE */
export function groupReasonAfter(
  { stateReason, stateCheckedAt, createdAt }: UserGroup,
  { isThere, now, everyMs }: GroupHearing,
): UserGroupReason | null {
  if (isThere) return null;
  const unheardMs = now.getTime() - (stateCheckedAt ?? createdAt).getTime();
  if (isThere === false) return unheardMs > MISSED_TWICE * everyMs ? 'DELETED' : stateReason;
  return stateReason === null && unheardMs > DIRECTORY_PATIENCE_MS ? 'NOT_RESOLVED' : stateReason;
}

/** What is asked of the members of a group in one edit. */
export interface MemberChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

export const MAX_MEMBERS_PER_EDIT = 500;

export function groupNameFaults(path: string, name: string): FieldFault[] {
  if (!name.startsWith('/')) return shownNameFaults(path, name);
  return [{ path, message: 'begins with "/", as the groups of an identity provider do: choose another' }];
}

/** Nobody can come and go at once; an edit has a size that one transaction bears. */
export function memberFaults({ add, remove }: MemberChange): FieldFault[] {
  const gone = new Set(remove);
  const both = add.filter((id) => gone.has(id)).length;
  const many = [
    { path: 'addMemberIds', ids: add },
    { path: 'removeMemberIds', ids: remove },
  ].filter(({ ids }) => ids.length > MAX_MEMBERS_PER_EDIT);
  return [
    ...(both === 0 ? [] : [{ path: 'removeMemberIds', message: 'names somebody who is to be added too' }]),
    ...many.map(({ path }) => ({ path, message: `are too many: ${MAX_MEMBERS_PER_EDIT} at most` })),
  ];
}

/** What is left of a group that its provider has no more can be cleared away here. @throws InvalidInput as `assertMadeHere` */
export function assertRemovable(group: UserGroup): void {
  if (!isRemovable(group)) assertMadeHere(group);
}

export function isRemovable({ provider, stateReason }: UserGroup): boolean {
  return provider === null || stateReason === 'DELETED';
}

/** @throws InvalidInput: what the provider says is changed there */
export function assertMadeHere({ name, provider }: UserGroup): void {
  if (provider === null) return;
  throw new InvalidInput([
    { path: 'id', message: `${name} is a group of the identity provider: change it there` },
  ]);
}
