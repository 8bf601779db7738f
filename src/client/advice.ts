import type { MeantCode } from './meant-code.js';

/** What a caller can do about each refusal. The API's own catalogue (`errorCatalog`) says more; this needs no further call. */
const ADVICE: Readonly<Record<MeantCode, string>> = {
  BAD_USER_INPUT: 'correct what is named; nothing was changed',
  UNAUTHENTICATED: 'send a valid token; "holdfast token reset" on the server makes a new one',
  FORBIDDEN: 'ask an administrator, or use a token with the right to do it',
  NOT_FOUND: 'list them to find the right one',
  ALREADY_EXISTS: 'choose another name, or change the one that exists',
  OPERATION_NOT_ALLOWED: 'look at its state; some states pass by themselves',
  MODE_NOT_SUPPORTED: 'use a cluster in another mode',
  OPERATION_IN_PROGRESS: 'wait for it to end; a backup, a restore or a verification can be cancelled',
  CONFLICT: 'read it again and repeat the change on what you see',
  STREAM_POSITION_GONE: 'begin the stream anew',
  IDEMPOTENCY_KEY_REUSED: 'make a new key for each thing that you ask for',
  ANSWER_LOST: 'read the resource to see what was done before you ask again',
  HAS_DEPENDENTS: 'remove those first',
  OBJECT_LOCKED: 'wait until then: nobody can delete it before',
  LAST_COPY: 'confirm it if these copies may go, or make a new backup first',
  RATE_LIMITED: 'wait as long as it says, then try again',
  TIMED_OUT: 'ask for less; after a change, look first whether it took effect',
  SCHEDULE_NOT_EDITABLE: 'create a schedule of the kind you need, or edit its selector',
  SCHEDULE_WOULD_BE_EMPTY: 'suspend or delete the schedule instead, or leave one namespace on it',
  NAMESPACE_NOT_FOUND: 'compare with the namespaces of the cluster; create them first',
  NOTHING_TO_REVERT: 'look at the history of the schedule; exclude or add instead',
  NOTHING_TO_SNOOZE: 'nothing pings about it now; snooze an alert when it is open',
  CLUSTER_UNAVAILABLE: 'see the state of the cluster, mend its access, and validate it again',
  NO_ELIGIBLE_CLUSTER:
    'see the connections of the location, mend one and validate it, or connect another cluster',
  BACKUP_LOCATION_INVALID: 'see the state of the location, mend it, and validate it again',
  BACKUP_VANISHED: 'take another backup; when its data is back, sync the location',
  MADE_ELSEWHERE: 'delete it where it was made, then sync the location and delete the record',
  BACKUP_LOCKED:
    'give the server the key that it was encrypted with, as an old key too; one that was tampered with is not to be restored from',
  DEPENDENCY_FAILURE: 'try again; if it stays, look into the log of the server',
  INTERNAL_SERVER_ERROR: 'quote the error id to the operator: the log has the cause under it',
};

const PROTOCOL = 'the server may be of another version than this client';

/** For a code that this client does not know, the likely reason. */
export function adviceFor(code: string): string {
  return Object.hasOwn(ADVICE, code) ? ADVICE[code as MeantCode] : PROTOCOL;
}
