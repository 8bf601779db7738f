/** Every code that Holdfast means: one class per code, beside this file. Nothing here knows GraphQL or HTTP. */

export type ErrorCode = keyof typeof ERROR_CATALOG;

export interface ErrorMeaning {
  /** Of an answer that is this error and nothing else, before anything ran. A field of an operation that fails comes with 200. */
  readonly httpStatus: number;
  /** Whether the same request may succeed later without anybody changing it; the error itself may know better. */
  readonly retryable: boolean;
  readonly meaning: string;
  readonly advice: string;
}

/** code → what it means → what to do about it. docs/errors.md and the API are made from it. */
export const ERROR_CATALOG = {
  BAD_USER_INPUT: {
    httpStatus: 400,
    retryable: false,
    meaning: 'One or more fields of the input are not what they must be.',
    advice: 'Correct every field that `details.fields` names; nothing was changed.',
  },
  UNAUTHENTICATED: {
    httpStatus: 401,
    retryable: false,
    meaning: 'The request carries no token, or one that is unknown, expired or revoked.',
    advice:
      'Send `Authorization: Bearer <token>`. `holdfast token reset` on the server makes a new admin token.',
  },
  FORBIDDEN: {
    httpStatus: 403,
    retryable: false,
    meaning: 'The caller is known but has no right to do this.',
    advice: 'Ask one of those whom the message names; `details.operation` is the right that is missing.',
  },
  NOT_FOUND: {
    httpStatus: 404,
    retryable: false,
    meaning: 'Nothing with this id exists, or the caller may not see it.',
    advice: 'List the resource to find the right id.',
  },
  ALREADY_EXISTS: {
    httpStatus: 409,
    retryable: false,
    meaning: 'The name or place is taken.',
    advice: 'Choose another one, or change the existing one that `details` names.',
  },
  OPERATION_NOT_ALLOWED: {
    httpStatus: 409,
    retryable: false,
    meaning: 'The state of the resource forbids the operation.',
    advice:
      '`details.reason` says why, `details.allowedOperations` what may be asked instead; some states pass by themselves.',
  },
  MODE_NOT_SUPPORTED: {
    httpStatus: 422,
    retryable: false,
    meaning: 'The operation does not exist in the operation mode of this cluster.',
    advice: 'Use a cluster in one of `details.supportedModes`.',
  },
  OPERATION_IN_PROGRESS: {
    httpStatus: 409,
    retryable: true,
    meaning: 'The same thing is already under way.',
    advice: 'Wait for `details.holderId` to end. A backup, a restore and a verification can be cancelled.',
  },
  CONFLICT: {
    httpStatus: 409,
    retryable: true,
    meaning: 'Somebody changed the resource since you read it.',
    advice: 'Read it again, compare with `details.actual`, and repeat the change on what you see.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    httpStatus: 422,
    retryable: false,
    meaning: 'The idempotency key was used for another operation or with another input.',
    advice: 'Make a new key for each thing that you ask for; send the old one again only with the old input.',
  },
  ANSWER_LOST: {
    httpStatus: 409,
    retryable: false,
    meaning:
      'What was asked for with this idempotency key was done, at least in part, but its answer was not kept: the server died or failed in the middle.',
    advice:
      'Read the resource to see what was done. Ask again with a new key only when it was not what you want.',
  },
  HAS_DEPENDENTS: {
    httpStatus: 409,
    retryable: false,
    meaning: 'Other resources need this one.',
    advice: 'Remove what `details.dependents` names first.',
  },
  OBJECT_LOCKED: {
    httpStatus: 423,
    retryable: false,
    meaning: 'The backup location does not let the backup be deleted yet (object lock).',
    advice: 'Wait until `details.lockedUntil`; retention removes it then by itself.',
  },
  LAST_COPY: {
    httpStatus: 409,
    retryable: false,
    meaning: 'The backup holds the only intact copy of namespaces or of virtual machines.',
    advice:
      'Look at `details.namespaces` and `details.virtualMachines`; ask again with `confirmLastCopy: true` to give them up.',
  },
  RATE_LIMITED: {
    httpStatus: 429,
    retryable: true,
    meaning: 'The caller has tried this too often in a short time.',
    advice: 'Wait `details.retryAfterSeconds`, then try again.',
  },
  TIMED_OUT: {
    httpStatus: 504,
    retryable: false,
    meaning: 'It took longer than one request may.',
    advice:
      'A query was cancelled: ask for less, or page by page. A mutation goes on: look whether it took effect before you ask again.',
  },
  STREAM_POSITION_GONE: {
    httpStatus: 410,
    retryable: false,
    meaning: 'The events after the position that was given are kept no longer.',
    advice: 'Subscribe again without `after`: the stream begins with how things are now.',
  },
  SCHEDULE_NOT_EDITABLE: {
    httpStatus: 409,
    retryable: false,
    meaning: 'The namespaces of this schedule are not edited by list.',
    advice:
      'See `details.reason` and `details.advice`: create a schedule of the kind you need, or change its selector.',
  },
  SCHEDULE_WOULD_BE_EMPTY: {
    httpStatus: 409,
    retryable: false,
    meaning: 'Excluding this would leave the schedule without a namespace.',
    advice: 'Suspend or delete the schedule instead, or leave one namespace on it.',
  },
  NAMESPACE_NOT_FOUND: {
    httpStatus: 404,
    retryable: false,
    meaning: 'The cluster has no namespace of this name.',
    advice: 'Check `details.namespaces` against the namespaces of the cluster; create them first.',
  },
  NOTHING_TO_REVERT: {
    httpStatus: 409,
    retryable: false,
    meaning: 'There is no exclude or add that could still be taken back.',
    advice: 'Look at the history of the schedule; exclude or add the namespaces again instead.',
  },
  NOTHING_TO_SNOOZE: {
    httpStatus: 409,
    retryable: false,
    meaning: 'The schedule has no open alert.',
    advice: 'Nothing pings about it now; an alert can be snoozed when it is open.',
  },
  CLUSTER_UNAVAILABLE: {
    httpStatus: 503,
    retryable: true,
    meaning: 'The cluster could not be reached or refused its credential.',
    advice:
      'See the state and reason of the cluster; check its kubeconfig and token, then validate it again.',
  },
  BACKUP_LOCATION_INVALID: {
    httpStatus: 503,
    retryable: true,
    meaning: 'The backup location failed its validation.',
    advice: 'See the reason on the location, mend it, then validate it again.',
  },
  NO_ELIGIBLE_CLUSTER: {
    httpStatus: 503,
    retryable: true,
    meaning: 'No active cluster with a valid connection to the backup location can do it.',
    advice:
      'See `details.connections`; mend one and validate it, or connect another cluster. A backup whose data nobody can reach any more can be deleted by force.',
  },
  BACKUP_VANISHED: {
    httpStatus: 410,
    retryable: false,
    meaning: 'A sync did not find the data of the backup in its location any more.',
    advice:
      'Take another backup. When its data is back in the bucket, sync the location: the mark goes. The record can be deleted.',
  },
  MADE_ELSEWHERE: {
    httpStatus: 409,
    retryable: false,
    meaning: 'Somebody else made the backup: Holdfast shows and restores it, and deletes nothing of it.',
    advice:
      'Delete it where it was made, then sync the location: it is marked as vanished, and its record can be deleted.',
  },
  BACKUP_LOCKED: {
    httpStatus: 423,
    retryable: false,
    meaning: 'The backup is encrypted and cannot be opened, or something in it is not what was written.',
    advice:
      'See `details.reason`. NO_KEY, WRONG_KEY: configure the key it was made with, as an old key too. TAMPERED: do not restore from it; use another backup.',
  },
  DEPENDENCY_FAILURE: {
    httpStatus: 503,
    retryable: true,
    meaning: 'Something that Holdfast depends on (Kubernetes, storage, the database) failed.',
    advice: 'Try again; if it stays, look at `details.dependency`.',
  },
  INTERNAL_SERVER_ERROR: {
    httpStatus: 500,
    retryable: false,
    meaning: 'A fault of Holdfast itself.',
    advice: 'Quote `errorId` to the operator: the log holds the cause under the same id.',
  },
} as const satisfies Record<string, ErrorMeaning>;
