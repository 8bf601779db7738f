/** The audit trail: who asked for which change through which door, and what came of it. Append-only; never a secret. */
import { DomainError } from './errors.js';
import type { ACTOR_KINDS, Actor, SlackVia } from './identity.js';

/** API: the person's own token. SLACK: something that they did there. */
export const AUDIT_DOORS = ['API', 'SLACK'] as const;
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
  /** The root field that was asked. */
  readonly operation: string;
  /** What it was asked of, or what it made. */
  readonly subjectId: string | null;
  readonly outcome: AuditOutcome;
  /** Code of the error, or outcome of the interaction. */
  readonly code: string | null;
  readonly message: string | null;
  readonly interactionId: string | null;
  readonly slack: AuditSlack | null;
}

export type AuditNote = Pick<AuditEntry, 'operation' | 'outcome'> &
  Partial<Pick<AuditEntry, 'subjectId' | 'code' | 'message' | 'slack' | 'door' | 'interactionId'>>;

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
  return {
    id,
    at,
    door: note.door ?? (slack === null ? 'API' : 'SLACK'),
    actorKind: actor.kind,
    actorName: actor.name,
    userId: actor.kind === 'USER' ? actor.userId : null,
    operation: note.operation,
    subjectId: note.subjectId ?? null,
    outcome: note.outcome,
    code: note.code ?? null,
    message: note.message ?? null,
    interactionId: note.interactionId ?? via?.interactionId ?? null,
    slack,
  };
}

function slackOf({ door: _door, interactionId: _id, ...slack }: SlackVia): AuditSlack {
  return slack;
}
