/**
 * Every error that Holdfast means: one class per code, typed details, and a catalogue with meaning and advice.
 * Nothing here knows GraphQL or HTTP; adapters translate foreign errors into these at once and keep `cause`.
 */

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
    advice: 'Wait for `details.holderId` to end, or cancel it.',
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
    meaning: 'The backup holds the only intact copy of namespaces.',
    advice: 'Look at `details.namespaces`; ask again with `confirmLastCopy: true` to give them up.',
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

/** Codes of GraphQL itself and of what serves it: an operation that cannot be run at all. The same to every service that speaks GraphQL. */
export const PROTOCOL_ERRORS = {
  BAD_REQUEST: {
    httpStatus: 400,
    retryable: false,
    meaning: 'The request is no GraphQL request: its body, its size or its way is not what it must be.',
    advice: 'See the message; POST JSON with `query` and `variables` to /graphql.',
  },
  GRAPHQL_PARSE_FAILED: {
    httpStatus: 400,
    retryable: false,
    meaning: 'The document is not GraphQL.',
    advice: 'Look at `locations`.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    httpStatus: 400,
    retryable: false,
    meaning: 'The document asks for what the schema does not have, or for more than one request may ask.',
    advice: 'Compare it with the schema of this version; split what is too large.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    httpStatus: 400,
    retryable: false,
    meaning: 'The document has several operations and none was named, or the named one is not there.',
    advice: 'Send `operationName`.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    httpStatus: 200,
    retryable: true,
    meaning: 'The server does not know the query of this hash.',
    advice: 'Send the query along with its hash once.',
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    httpStatus: 200,
    retryable: false,
    meaning: 'The server keeps no queries.',
    advice: 'Send the query itself.',
  },
} as const satisfies Record<string, ErrorMeaning>;
export type ProtocolCode = keyof typeof PROTOCOL_ERRORS;

/** Every code that an answer can have. */
export const ALL_ERRORS = { ...ERROR_CATALOG, ...PROTOCOL_ERRORS };
export type AnyErrorCode = ErrorCode | ProtocolCode;

export type ErrorDetails = Readonly<Record<string, unknown>>;

export abstract class DomainError<D extends ErrorDetails = ErrorDetails> extends Error {
  abstract readonly code: ErrorCode;
  /** Whether the same request may succeed later without anybody changing it. As in the catalogue, unless it knows better. */
  get retryable(): boolean {
    return ERROR_CATALOG[this.code].retryable;
  }

  constructor(
    message: string,
    readonly details: D,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** What of an error may be told and kept: foreign ones may quote what nobody should read, so only our own sentences are repeated. */
export function ownWords(
  error: unknown,
  otherwise = 'A fault of Holdfast itself; the log has the cause.',
): string {
  return error instanceof DomainError ? error.message : otherwise;
}

export interface FieldFault {
  /** Dotted path in the input: `namespaces.3`. */
  readonly path: string;
  readonly message: string;
}

export class InvalidInput extends DomainError<{ fields: readonly FieldFault[] }> {
  readonly code = 'BAD_USER_INPUT';
  constructor(fields: readonly FieldFault[]) {
    super(fields.map((field) => `${field.path}: ${field.message}`).join('; '), { fields });
  }
}

export class Unauthenticated extends DomainError {
  readonly code = 'UNAUTHENTICATED';
  constructor(message = 'A valid access token is needed.') {
    super(message, {});
  }
}

/** A token was sent, and this is why it is not taken: a sentence without anything of the token. */
export class InvalidToken extends Unauthenticated {
  constructor(reason: string) {
    super(`The access token is not valid. ${reason}`);
  }
}

export class Forbidden extends DomainError<{ operation: string }> {
  readonly code = 'FORBIDDEN';
  constructor(message: string, operation: string) {
    super(message, { operation });
  }
}

/** A person reaches only to those namespaces of a cluster that a share of it names (S20). */
export class NamespacesNotGranted extends DomainError<{
  operation: string;
  clusterId: string;
  namespaces: readonly string[];
}> {
  readonly code = 'FORBIDDEN';
  /** @param namespaces all that are refused; `*`: every namespace there is and will be */
  constructor(operation: string, clusterId: string, namespaces: readonly string[]) {
    const named = namespaces.slice(0, 10).join(', ');
    const more = namespaces.length > 10 ? ` and ${namespaces.length - 10} more` : '';
    const every = namespaces[0] === '*';
    super(
      `${every ? 'Not every namespace of this cluster is' : `Of this cluster these namespaces are not`} shared with you for that${every ? '' : `: ${named}${more}`}. ` +
        'Nothing was changed. Ask a super admin, an infra admin or the owner of the cluster for a share of it that names them.',
      { operation, clusterId, namespaces },
    );
  }
}

export class NotFound extends DomainError<{ resource: string; id: string }> {
  readonly code = 'NOT_FOUND';
  constructor(resource: string, id: string) {
    super(`There is no ${resource} ${JSON.stringify(id)}.`, { resource, id });
  }
}

export class AlreadyExists extends DomainError<{ resource: string; field: string; value: string }> {
  readonly code = 'ALREADY_EXISTS';
  constructor(resource: string, field: string, value: string) {
    super(`A ${resource} with ${field} ${JSON.stringify(value)} exists already.`, { resource, field, value });
  }
}

/** A Slack user acts for one person alone: who takes them over must first be let go by the other. */
export class AlreadyLinked extends DomainError<{ resource: string; field: string; value: string }> {
  readonly code = 'ALREADY_EXISTS';
  constructor({
    slackUserId,
    slackUserName,
  }: { readonly slackUserId: string; readonly slackUserName: string }) {
    super(
      `The Slack user ${slackUserName} is linked to another Holdfast user. Remove that link first: in Slack with "/backup unlink", ` +
        'as that user with "holdfast slack unlink", or ask a super admin.',
      { resource: 'SlackLink', field: 'slackUserId', value: slackUserId },
    );
  }
}

export class TooManyAttempts extends DomainError<{ retryAfterSeconds: number }> {
  readonly code = 'RATE_LIMITED';
}

export class TimedOut extends DomainError<{ afterSeconds: number; cancelled: boolean }> {
  readonly code = 'TIMED_OUT';
  /** @param cancelled that it was a query: nothing of it goes on */
  constructor(afterMs: number, cancelled: boolean) {
    const afterSeconds = afterMs / 1_000;
    const advice = cancelled
      ? 'It was cancelled: ask for less, or page by page.'
      : 'It goes on: look whether it took effect before you ask again.';
    super(`This took longer than ${afterSeconds} seconds. ${advice}`, { afterSeconds, cancelled });
  }

  override get retryable(): boolean {
    return this.details.cancelled;
  }
}

/** Going on from there would miss what has been cleared since. */
export class StreamPositionGone extends DomainError {
  readonly code = 'STREAM_POSITION_GONE';
  constructor() {
    super('The events after this position are kept no longer: subscribe again without `after`.', {});
  }
}

export class OperationNotAllowed extends DomainError<{
  resource: string;
  id: string;
  state: string;
  operation: string;
  /** One sentence, as `allowedOperations` of the thing says it. */
  reason: string;
  allowedOperations: readonly string[];
}> {
  readonly code = 'OPERATION_NOT_ALLOWED';
  constructor(details: OperationNotAllowed['details']) {
    const allowed = details.allowedOperations.length > 0 ? details.allowedOperations.join(', ') : 'nothing';
    super(
      `${details.resource} ${details.id} is ${details.state}: ${details.operation} is not allowed (allowed: ${allowed}).`,
      details,
    );
  }
}

export class ModeNotSupported extends DomainError<{ mode: string; supportedModes: readonly string[] }> {
  readonly code = 'MODE_NOT_SUPPORTED';
}

export class OperationInProgress extends DomainError<{ holderId: string; since: string }> {
  readonly code = 'OPERATION_IN_PROGRESS';
}

export class IdempotencyKeyReused extends DomainError<{ operation: string; since: string }> {
  readonly code = 'IDEMPOTENCY_KEY_REUSED';
  constructor(operation: string, since: Date) {
    super(`This idempotency key belongs to another request since ${since.toISOString()}.`, {
      operation,
      since: since.toISOString(),
    });
  }
}

export class AnswerLost extends DomainError<{ operation: string; since: string }> {
  readonly code = 'ANSWER_LOST';
  constructor(operation: string, since: Date) {
    super(
      `${operation} with this idempotency key began at ${since.toISOString()} and changed something; its answer was not kept.`,
      { operation, since: since.toISOString() },
    );
  }
}

export class VersionConflict extends DomainError<{
  resource: string;
  id: string;
  expected: number;
  actual: number;
  /** Who made the change that was not seen, and when (ISO 8601), where that is known. */
  by?: string;
  at?: string;
}> {
  readonly code = 'CONFLICT';
  constructor(details: VersionConflict['details']) {
    const who = details.by === undefined ? '' : ` by ${details.by}`;
    super(
      `${details.resource} ${details.id} was changed meanwhile${who}: version ${details.actual} instead of ${details.expected}.`,
      details,
    );
  }
}

export class HasDependents extends DomainError<{
  resource: string;
  id: string;
  dependents: readonly { resource: string; id: string; name: string }[];
  total: number;
}> {
  readonly code = 'HAS_DEPENDENTS';
  constructor(details: HasDependents['details']) {
    const names = details.dependents.map((each) => `${each.resource} ${each.name}`).join(', ');
    const more = details.total - details.dependents.length;
    super(
      `${details.resource} ${details.id} is needed by ${names}${more > 0 ? ` and ${more} more` : ''}.`,
      details,
    );
  }
}

export class ClusterUnavailable extends DomainError<{ clusterId: string; state: string; reason: string }> {
  readonly code = 'CLUSTER_UNAVAILABLE';
}

export class BackupLocationInvalid extends DomainError<{ locationId: string; reason: string }> {
  readonly code = 'BACKUP_LOCATION_INVALID';
}

export class NoEligibleCluster extends DomainError<{
  locationId: string;
  connections: readonly { connection: string; reason: string; message: string }[];
}> {
  readonly code = 'NO_ELIGIBLE_CLUSTER';
  constructor(locationId: string, connections: NoEligibleCluster['details']['connections']) {
    const told = connections.map(({ connection, message }) => `${connection}: ${message}`).join('; ');
    const none = connections.length === 0 ? 'no cluster is connected to it' : told;
    super(`No active cluster reaches the backup location (${none}).`, { locationId, connections });
  }
}

export class DependencyFailure extends DomainError<{ dependency: string }> {
  readonly code = 'DEPENDENCY_FAILURE';
}

/** Object lock: nobody can delete it before, by whatever means. */
export class ObjectLocked extends DomainError<{ backupId: string; lockedUntil: string }> {
  readonly code = 'OBJECT_LOCKED';
  constructor(backupId: string, name: string, lockedUntil: Date) {
    const until = lockedUntil.toISOString();
    super(`${name} is locked in its location and cannot be deleted before ${until}.`, {
      backupId,
      lockedUntil: until,
    });
  }
}

const NAMES_SHOWN = 20;

/** `details.namespaces` has them all. */
export class LastCopyUnconfirmed extends DomainError<{ backupId: string; namespaces: readonly string[] }> {
  readonly code = 'LAST_COPY';
  constructor(backupId: string, name: string, namespaces: readonly string[]) {
    const more = namespaces.length > NAMES_SHOWN ? ` and ${namespaces.length - NAMES_SHOWN} more` : '';
    super(
      `${name} holds the only intact copy of ${namespaces.slice(0, NAMES_SHOWN).join(', ')}${more}: deleting it needs confirmation.`,
      { backupId, namespaces },
    );
  }
}

/** Why a schedule's namespaces are not edited by list, and what to do instead. */
export const NOT_EDITABLE_REASONS = {
  LABELS: {
    meaning: 'it takes the namespaces that match a label selector',
    advice: 'label the namespaces, or edit the selector',
  },
  ALL: {
    meaning: 'it takes all namespaces including future ones',
    advice: 'nothing needs to be added; to leave some out create a schedule with a named list',
  },
  VIRTUAL_MACHINES: {
    meaning: 'it takes virtual machines',
    advice: 'edit its virtual machines',
  },
  CREATED_SINGLE: {
    meaning: 'it was created for one single namespace',
    advice: 'create a new schedule that names all the namespaces, then delete this one',
  },
} as const;

export class ScheduleNotEditable extends DomainError<{ scheduleId: string; reason: string; advice: string }> {
  readonly code = 'SCHEDULE_NOT_EDITABLE';
  constructor(scheduleId: string, reason: keyof typeof NOT_EDITABLE_REASONS, name: string) {
    const { meaning, advice } = NOT_EDITABLE_REASONS[reason];
    super(`The namespaces of ${name} cannot be edited by list: ${meaning}. Instead, ${advice}.`, {
      scheduleId,
      reason,
      advice,
    });
  }
}

export class ScheduleWouldBeEmpty extends DomainError<{ scheduleId: string }> {
  readonly code = 'SCHEDULE_WOULD_BE_EMPTY';
  constructor(scheduleId: string, name: string) {
    super(`${name} would be left without a namespace: suspend or delete it instead.`, { scheduleId });
  }
}

export class NamespaceNotFound extends DomainError<{ clusterId: string; namespaces: readonly string[] }> {
  readonly code = 'NAMESPACE_NOT_FOUND';
  constructor(clusterId: string, namespaces: readonly string[]) {
    super(
      `The cluster has no namespace ${namespaces.slice(0, 20).join(', ')}${namespaces.length > 20 ? ` and ${namespaces.length - 20} more` : ''}.`,
      {
        clusterId,
        namespaces,
      },
    );
  }
}

export class NothingToSnooze extends DomainError<{ scheduleId: string }> {
  readonly code = 'NOTHING_TO_SNOOZE';
  constructor(scheduleId: string, name: string) {
    super(`${name} has no open alert that could be snoozed.`, { scheduleId });
  }
}

export class NothingToRevert extends DomainError<{ scheduleId: string; reason: string }> {
  readonly code = 'NOTHING_TO_REVERT';
  constructor(scheduleId: string, reason: string) {
    super(`Nothing can be taken back: ${reason}.`, { scheduleId, reason });
  }
}
