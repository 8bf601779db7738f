/** The audit trail: who asked for which change through which door, and what came of it. Append-only; never a secret. */
import { DomainError } from './errors/domain-error.js';
import type { EventType, NewEvent } from './event.js';
import type { ACTOR_KINDS, Actor, SlackVia } from './identity.js';

/** API: the person's own token. COMMAND_LINE: the same, by a client that says it is ours, or a command on the server itself. SLACK: done there. JOB: Holdfast by itself. */
export const AUDIT_DOORS = ['API', 'COMMAND_LINE', 'SLACK', 'JOB'] as const;
export type AuditDoor = (typeof AUDIT_DOORS)[number];

/** UNCHANGED: it was so already. REFUSED: by a rule, a right or a state. FAILED: by a fault, of ours or of what we depend on. */
export const AUDIT_OUTCOMES = ['APPLIED', 'UNCHANGED', 'REFUSED', 'FAILED'] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

export type AuditSlack = Omit<SlackVia, 'door' | 'interactionId'>;

export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly door: AuditDoor;
  readonly actorKind: (typeof ACTOR_KINDS)[number];
  /** The name that they had then. */
  readonly actorName: string;
  readonly userId: string | null;
  /** The root field that was asked; of a job the one that a person would have asked; `signIn` of who was not let in. */
  readonly operation: string;
  /** `Cluster`, `BackupSchedule`. */
  readonly subjectType: string | null;
  /** What it was asked of, or what it made. */
  readonly subjectId: string | null;
  /** The name that it had then. */
  readonly subjectName: string | null;
  /** What was there before and what after, of the fields that were changed alone; null where there was nothing. */
  readonly before: AuditFields | null;
  readonly after: AuditFields | null;
  readonly outcome: AuditOutcome;
  /** Code of the error, or outcome of the interaction. */
  readonly code: string | null;
  readonly message: string | null;
  readonly interactionId: string | null;
  readonly slack: AuditSlack | null;
  /** The token that was sent: never the token itself. Null where it was none of ours. */
  readonly tokenId: string | null;
  readonly tokenName: string | null;
  /** Where the request came from; behind a proxy what the proxy says. */
  readonly remoteAddress: string | null;
  /** What the client calls itself. Anybody can call themselves anything. */
  readonly clientName: string | null;
}

export type AuditFields = Readonly<Record<string, unknown>>;

/** Where a request came from. */
export type AuditOrigin = Pick<AuditEntry, 'remoteAddress' | 'clientName'>;

export type AuditNote = Pick<AuditEntry, 'operation' | 'outcome'> & Partial<Omit<AuditEntry, 'id' | 'at'>>;

/** What our command line calls itself. */
export const COMMAND_LINE_CLIENT = 'holdfast-cli';
/** Who asks without being known. */
const NOBODY: Actor = { kind: 'SYSTEM', name: 'nobody' };

/** Somebody came with a token that is not good. */
export function refusedSignIn(
  id: string,
  at: Date,
  origin: AuditOrigin,
  code: string,
  message: string,
): AuditEntry {
  return auditEntry(id, at, NOBODY, {
    ...{ operation: 'signIn', outcome: 'REFUSED', door: doorOf(origin.clientName), code },
    ...{ message: message.slice(0, MAX_MESSAGE), ...origin },
  });
}

const MAX_MESSAGE = 500;
/** What is down, not what was asked, stopped it. */
const FAULTS: ReadonlySet<string> = new Set(['DEPENDENCY_FAILURE', 'INTERNAL_SERVER_ERROR']);

/** What an error means for the trail: our own sentences are kept, foreign ones may quote anything and are not. */
export function outcomeOfError(error: unknown): Pick<AuditEntry, 'outcome' | 'code' | 'message'> {
  if (!(error instanceof DomainError)) {
    return { outcome: 'FAILED', code: 'INTERNAL_SERVER_ERROR', message: null };
  }
  const outcome = FAULTS.has(error.code) ? 'FAILED' : 'REFUSED';
  return { outcome, code: error.code, message: error.message.slice(0, MAX_MESSAGE) };
}

export function auditEntry(id: string, at: Date, actor: Actor, note: AuditNote): AuditEntry {
  const via = actor.kind === 'USER' ? actor.via : undefined;
  const slack = note.slack ?? (via === undefined ? null : slackOf(via));
  const { clientName = null } = note;
  return {
    subjectType: null,
    subjectId: null,
    subjectName: null,
    before: null,
    after: null,
    code: null,
    message: null,
    tokenId: (actor.kind === 'USER' && actor.token?.id) || null,
    tokenName: (actor.kind === 'USER' && actor.token?.name) || null,
    remoteAddress: null,
    actorKind: actor.kind,
    actorName: actor.name,
    userId: actor.kind === 'USER' ? actor.userId : null,
    ...note,
    id,
    at,
    clientName,
    door: note.door ?? (slack === null ? doorOf(clientName) : 'SLACK'),
    interactionId: note.interactionId ?? via?.interactionId ?? null,
    slack,
  };
}

function doorOf(clientName: string | null): AuditDoor {
  return clientName?.startsWith(COMMAND_LINE_CLIENT) === true ? 'COMMAND_LINE' : 'API';
}

function slackOf({ door: _door, interactionId: _id, ...slack }: SlackVia): AuditSlack {
  return slack;
}

/** What Holdfast does by itself to what people own: event → the operation that a person would have asked. The rest is routine. */
const JOB_OPERATIONS: Partial<Record<EventType, string>> = {
  BACKUP_DELETING: 'deleteBackup',
  BACKUP_DELETED: 'deleteBackup',
  BACKUP_FOUND: 'rescanBackupLocation',
  CLUSTER_DELETED: 'deleteCluster',
  CLUSTER_EDITED: 'editCluster',
  CLUSTER_MANAGED: 'runClusterDiscovery',
  CLUSTER_REGISTERED: 'registerCluster',
  CLUSTER_UNMANAGED: 'runClusterDiscovery',
  DISCOVERY_DELETED: 'deleteClusterDiscovery',
  LOCATION_DELETED: 'deleteBackupLocation',
  LOCATION_EDITED: 'editBackupLocation',
  ROUTE_CREATED: 'createAlertRoute',
  ROUTE_DELETED: 'deleteAlertRoute',
  ROUTE_EDITED: 'editAlertRoute',
  SCHEDULE_DELETED: 'deleteBackupSchedule',
  SCHEDULE_EDITED: 'editBackupSchedule',
  TOKEN_CREATED: 'createAccessToken',
  TOKEN_REVOKED: 'revokeAccessToken',
  USER_CREATED: 'createUser',
  USER_EDITED: 'editUser',
};

/** The entry of an event that nobody asked for; undefined for what a person did, and for routine. */
export function entryOfJob(id: string, at: Date, event: NewEvent): AuditEntry | undefined {
  const operation = JOB_OPERATIONS[event.type];
  if (event.actor.kind !== 'SYSTEM' || operation === undefined) return undefined;
  const { subjectType, subjectId, data } = event;
  return auditEntry(id, at, event.actor, {
    ...{ operation, outcome: 'APPLIED', door: 'JOB', subjectType, subjectId },
    subjectName: typeof data.name === 'string' ? data.name : null,
    before: fieldsIn(data.before),
    after: fieldsIn(data.after),
  });
}

function fieldsIn(value: unknown): AuditFields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as AuditFields) : null;
}
