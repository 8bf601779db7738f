/** `schedule history`: who changed what, when; of a list of namespaces which names, and how many there were and are. */
import {
  BackupScheduleHistoryDocument,
  type ScheduleEditFieldsFragment,
} from '../../client/generated/graphql.js';
import { scheduleId } from '../find-by-name.js';
import { count, counted, someNames, time } from '../output/format.js';
import { excerpt } from '../output/plain.js';
import { table } from '../output/table.js';
import { someOf } from '../pages.js';
import type { Session } from '../session.js';
import { found, sayWhenMore } from './results.js';
import { editWords } from './schedule-words.js';

/** How an edit changed a list of namespaces. */
interface SelectionChange {
  /** How many were named; null: it made the schedule. */
  readonly before: number | null;
  readonly after: number;
  readonly excluded: readonly string[];
  readonly added: readonly string[];
}

/** As the API tells the edits; with --json each has its `selectionChange` beside what the API says. */
export async function showHistory(session: Session, reference: string, limit: number): Promise<undefined> {
  const id = await scheduleId(session, reference);
  const { nodes, more } = await someOf(limit, async (first, after) => {
    const { backupSchedule } = await session.ask(BackupScheduleHistoryDocument, { id, first, after });
    return found(backupSchedule).history;
  });
  const edits = nodes.map((edit) => ({ ...edit, selectionChange: selectionChange(edit) }));
  session.show(edits, () =>
    table(
      ['WHEN', 'WHO', 'WHAT', 'BEFORE AND AFTER'],
      edits.map((edit) => [time(edit.at), edit.actor.name, what(edit), changes(edit)]),
    ),
  );
  sayWhenMore(session, nodes.length, more);
}

/** Null for an edit that moved no names of a list. */
function selectionChange({ kind, changes: fields }: ScheduleEditFieldsFragment): SelectionChange | null {
  const change = fields.find(({ field }) => field === 'selection');
  const [before, after] = [namesOf(change?.before), namesOf(change?.after)];
  if (after === undefined) return null;
  if (kind === 'CREATE') return { before: null, after: after.length, excluded: [], added: [] };
  if (before === undefined) return null;
  const [had, has] = [new Set(before), new Set(after)];
  return {
    before: before.length,
    after: after.length,
    excluded: before.filter((name) => !has.has(name)),
    added: after.filter((name) => !had.has(name)),
  };
}

/** Undefined for what is no list of names: a label selector, or all namespaces. */
function namesOf(selection: unknown): readonly string[] | undefined {
  if (typeof selection !== 'object' || selection === null || !('names' in selection)) return undefined;
  const { names } = selection;
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : undefined;
}

function what(edit: ScheduleEditFieldsFragment): string {
  const taken = edit.revertedAt === null ? '' : ` (taken back at ${time(edit.revertedAt)})`;
  return `${editWords(edit)}${taken}`;
}

/** `3 -> 2 namespaces`; of other fields their values; a new schedule by itself. */
function changes(
  edit: ScheduleEditFieldsFragment & { readonly selectionChange: SelectionChange | null },
): string {
  const { kind, changes: fields, selectionChange: moved } = edit;
  const told = moved === null ? [] : [sizes(moved, kind)];
  if (kind !== 'EDIT') return told.join('');
  const others = fields.filter(({ field }) => moved === null || field !== 'selection');
  return [
    ...told,
    ...others.map(({ field, before, after }) => `${field}: ${short(before)} -> ${short(after)}`),
  ].join('; ');
}

/** What an exclude or an add moved it says itself; taking one back does not say which way. */
function sizes(
  { before, after, excluded, added }: SelectionChange,
  kind: ScheduleEditFieldsFragment['kind'],
): string {
  const size = `${before === null ? '' : `${count(before)} -> `}${counted(after, 'namespace')}`;
  if (kind === 'EXCLUDE' || kind === 'ADD') return size;
  const names = [
    ...(excluded.length > 0 ? [`without ${someNames(excluded, 10)}`] : []),
    ...(added.length > 0 ? [`with ${someNames(added, 10)}`] : []),
  ];
  return [size, ...names].join(', ');
}

function short(value: unknown): string {
  return excerpt(JSON.stringify(value) ?? '-', 120);
}
