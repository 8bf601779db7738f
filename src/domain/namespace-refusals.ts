/** Why the namespaces of a schedule cannot be edited by list, with the reasons that the mutations would give (design 7). */
import type { BackupSchedule } from './backup-schedule.js';
import { ERROR_CATALOG } from './errors/error-catalog.js';
import { NOT_EDITABLE_REASONS } from './errors/schedule-errors.js';
import type { Refusal, Refusals } from './refusal.js';

type Edited = Pick<BackupSchedule, 'selection' | 'createdSingle'>;

const NO_SCHEDULE: Refusal = {
  code: 'NOT_FOUND',
  reason: 'It belongs to no schedule that its namespaces could be excluded from.',
  advice: null,
};
const NOTHING_TO_EXCLUDE: Refusal = {
  code: 'BAD_USER_INPUT',
  reason: 'None of the namespaces that it lists as missing is on the schedule.',
  advice: null,
};

export function refusalsOfSchedule({ selection, createdSingle }: Edited): Refusals {
  if (selection.kind !== 'NAMED') {
    const refusal = notEditable(selection.kind);
    return { excludeNamespaces: refusal, addNamespaces: refusal };
  }
  const { advice } = ERROR_CATALOG.SCHEDULE_WOULD_BE_EMPTY;
  const code = 'SCHEDULE_WOULD_BE_EMPTY';
  if (createdSingle) {
    const refusal = notEditable('CREATED_SINGLE');
    return { excludeNamespaces: { ...refusal, code, advice }, addNamespaces: refusal };
  }
  if (selection.names.length > 1) return {};
  return { excludeNamespaces: { code, reason: 'It has only one namespace left.', advice } };
}

/** "Exclude from Schedule" on a backup: what it found missing and its schedule still names. */
export function refusalsOfBackup(schedule: Edited | undefined, missing: readonly string[]): Refusals {
  if (schedule === undefined) return { excludeNamespaces: NO_SCHEDULE };
  const { excludeNamespaces } = refusalsOfSchedule(schedule);
  if (excludeNamespaces !== undefined) return { excludeNamespaces };
  const listed = schedule.selection.kind === 'NAMED' ? schedule.selection.names : [];
  return missing.some((name) => listed.includes(name)) ? {} : { excludeNamespaces: NOTHING_TO_EXCLUDE };
}

function notEditable(why: keyof typeof NOT_EDITABLE_REASONS): Refusal {
  const { meaning, advice } = NOT_EDITABLE_REASONS[why];
  return {
    code: 'SCHEDULE_NOT_EDITABLE',
    reason: `Its namespaces cannot be edited by list: ${meaning}.`,
    advice: sentence(advice),
  };
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
