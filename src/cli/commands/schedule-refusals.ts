/** Refusals about one schedule: the API says why, the command line what to type next and what changed meanwhile. */
import { ApiRefusal } from '../../client/api-refusal.js';
import {
  BackupScheduleCyclesDocument,
  BackupScheduleDocument,
  type BackupScheduleFieldsFragment,
  BackupScheduleHistoryDocument,
  type ScheduleEditFieldsFragment,
} from '../../client/generated/graphql.js';
import { scheduleId } from '../find-by-name.js';
import type { Session } from '../session.js';
import { found } from './results.js';
import { doneBy } from './schedule-words.js';

type Schedule = BackupScheduleFieldsFragment;

const EDITS_LOOKED_AT = 20;

/** @throws CliError, ApiRefusal, ConnectionFailed */
export async function scheduleNamed(session: Session, reference: string): Promise<Schedule> {
  const id = await scheduleId(session, reference);
  return found((await session.ask(BackupScheduleDocument, { id })).backupSchedule);
}

/** Asks something of a schedule that was read before; a refusal becomes one that fits. @throws ApiRefusal and what else the asking throws */
export async function askOf<T>(session: Session, schedule: Schedule, asking: () => Promise<T>): Promise<T> {
  try {
    return await asking();
  } catch (error) {
    throw error instanceof ApiRefusal ? await reworded(error, session, schedule) : error;
  }
}

async function reworded(refusal: ApiRefusal, session: Session, schedule: Schedule): Promise<ApiRefusal> {
  try {
    if (refusal.code === 'CONFLICT') return await conflict(refusal, session, schedule);
    if (refusal.code === 'OPERATION_IN_PROGRESS') return await inProgress(refusal, session, schedule);
  } catch (error) {
    // The refusal is what matters; that more about it could not be learnt does not replace it.
    if (!(error instanceof Error)) throw error;
    return refusal;
  }
  const advice = adviceOn(refusal, schedule);
  return advice === undefined ? refusal : again(refusal, { advice });
}

async function conflict(refusal: ApiRefusal, session: Session, seen: Schedule): Promise<ApiRefusal> {
  const { id, name, updatedAt } = seen;
  const { backupSchedule } = await session.ask(BackupScheduleHistoryDocument, {
    id,
    first: EDITS_LOOKED_AT,
    after: null,
  });
  const meanwhile = found(backupSchedule)
    .history.edges.map(({ node }) => node)
    .filter(({ at }) => Date.parse(at) > Date.parse(updatedAt))
    .reverse();
  if (meanwhile.length === 0) return refusal;
  return again(refusal, {
    message: `Schedule "${name}" was changed meanwhile: ${meanwhile.map(doneBy).join('; ')}`,
    advice: `nothing else was changed: "holdfast schedule show ${name}" shows how it stands; give the command again if it is still wanted`,
    details: { ...refusal.details, meanwhile },
  });
}

async function inProgress(refusal: ApiRefusal, session: Session, { id }: Schedule): Promise<ApiRefusal> {
  const { backupSchedule } = await session.ask(BackupScheduleCyclesDocument, { id, first: 1, after: null });
  const [newest] = found(backupSchedule).cycles.edges;
  const backup = newest?.node.outcome === 'OPEN' ? newest.node.backup : null;
  if (backup == null) return refusal;
  const advice = `"holdfast backup watch ${backup.name}" follows it to its end, "holdfast backup cancel ${backup.name}" ends it`;
  return again(refusal, { advice });
}

function adviceOn({ code, details }: ApiRefusal, { name, cluster }: Schedule): string | undefined {
  switch (code) {
    case 'SCHEDULE_NOT_EDITABLE':
      return NOT_EDITABLE[String(details.reason)]?.(name);
    case 'SCHEDULE_WOULD_BE_EMPTY':
      return `"holdfast schedule suspend ${name}" pauses it, "holdfast schedule delete ${name}" removes it`;
    case 'NAMESPACE_NOT_FOUND':
      return `create them first; "holdfast cluster namespaces ${cluster?.name ?? '<cluster>'}" shows which there are`;
    case 'NOTHING_TO_REVERT':
      return `"holdfast schedule history ${name}" shows its edits`;
    case 'HAS_DEPENDENTS':
      return `--keep-backups keeps them without a schedule; "holdfast backup list --schedule ${name}" shows them all`;
    default:
      return undefined;
  }
}

const NOT_EDITABLE: Readonly<Record<string, (name: string) => string>> = {
  LABELS: (name) => `"holdfast schedule edit ${name} --selector ..." changes its selector`,
  ALL: () => '"holdfast schedule create --help" says how',
  CREATED_SINGLE: (name) =>
    `"holdfast schedule create" makes the new one, "holdfast schedule delete ${name} --keep-backups" removes this one`,
};

function again(
  refusal: ApiRefusal,
  {
    message = refusal.message,
    advice = refusal.advice,
    details = refusal.details,
  }: Partial<Pick<ApiRefusal, 'message' | 'advice' | 'details'>>,
): ApiRefusal {
  const { code, retryable, errorId } = refusal;
  return new ApiRefusal({ message, extensions: { code, details, retryable, errorId } }, advice);
}

/** The newest edit of its history that does what is asked. Null: none is known. */
export async function lastEdit(
  session: Session,
  id: string,
  does: (edit: ScheduleEditFieldsFragment) => boolean,
): Promise<ScheduleEditFieldsFragment | null> {
  const variables = { id, first: EDITS_LOOKED_AT, after: null };
  const { backupSchedule } = await session.ask(BackupScheduleHistoryDocument, variables);
  return (backupSchedule?.history.edges ?? []).map(({ node }) => node).find(does) ?? null;
}
