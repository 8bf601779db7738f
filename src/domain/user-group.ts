/** People together, so that things can be shared with all of them at once. Made here, or read from the identity provider. */
import { type FieldFault, InvalidInput } from './errors/request-errors.js';
import { shownNameFaults } from './identity.js';

export interface UserGroup {
  readonly id: string;
  /** Unique among the groups made here. One of the provider has the provider's path: `/ops/night`. */
  readonly name: string;
  /** Issuer URL of the provider that it belongs to; null: made here. Who its members are is then the provider's to say. */
  readonly provider: string | null;
  /** The provider's own id of it; null when it was made here. */
  readonly externalId: string | null;
  readonly version: number;
  readonly createdAt: Date;
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

/** @throws InvalidInput: what the provider says is changed there */
export function assertMadeHere({ name, provider }: UserGroup): void {
  if (provider === null) return;
  throw new InvalidInput([
    { path: 'id', message: `${name} is a group of the identity provider: change it there` },
  ]);
}
