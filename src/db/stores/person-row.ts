/** A user beside what signed them in, read in one statement: every request of the API begins with it. */
import type { User } from '../../domain/identity.js';

type Moment = 'createdAt' | 'stateChangedAt' | 'stateCheckedAt' | 'signedInAt';
export type PersonJson = Omit<User, Moment> & Readonly<Record<Moment, string | null>>;

const COLUMNS: Readonly<Record<keyof User, string>> = {
  id: 'id',
  kind: 'kind',
  name: 'name',
  email: 'email',
  role: 'role',
  state: 'state',
  stateReason: 'state_reason',
  stateChangedAt: 'state_changed_at',
  stateCheckedAt: 'state_checked_at',
  provider: 'provider',
  subject: 'subject',
  signedInAt: 'signed_in_at',
  version: 'version',
  createdAt: 'created_at',
};

/** `app_user` as `person`: the user as JSON, and the ids of their groups in a stable order. */
export const PERSON_COLUMNS = `json_build_object(${Object.entries(COLUMNS)
  .map(([property, column]) => `'${property}', person.${column}`)
  .join(', ')}) AS "user",
  ARRAY(SELECT group_id FROM group_member WHERE user_id = person.id ORDER BY group_id)::text[] AS "groups"`;

/** The same as `maySignIn` of the domain. */
export const MAY_SIGN_IN = `(person.state = 'ACTIVE' OR person.state_reason = 'NOT_RESOLVED')`;

export function personOf(json: PersonJson): User {
  return {
    ...json,
    createdAt: new Date(json.createdAt ?? 0),
    stateChangedAt: new Date(json.stateChangedAt ?? 0),
    stateCheckedAt: momentOf(json.stateCheckedAt),
    signedInAt: momentOf(json.signedInAt),
  };
}

function momentOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
