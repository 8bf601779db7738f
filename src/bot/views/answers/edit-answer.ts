/** What came of a change of namespaces: done, or already so and by whom. */
import type { SlackAddMutation, SlackExcludeMutation } from '../../../client/generated/graphql.js';
import type { Message } from '../blocks.js';
import type { Schedule } from '../data.js';
import { someNames } from '../names.js';
import { counted, moment } from '../numbers.js';
import { fromWhen } from '../schedule-words.js';
import { code, prose } from '../text.js';
import { answer } from './answer.js';

export type Edited =
  | SlackExcludeMutation['excludeNamespacesFromSchedule']
  | SlackAddMutation['addNamespacesToSchedule'];

export type EditKind = 'EXCLUDE' | 'ADD' | 'REVERT';

/** `backupSchedule`: a revert answers with other fields of it than an exclude does. */
export interface EditOutcome {
  readonly changed: boolean;
  readonly namespaces: readonly string[];
  readonly by: { readonly at: string; readonly actor: { readonly name: string } } | null;
  readonly backupSchedule: Pick<Schedule, 'name' | 'state' | 'nextDueAt'>;
}

export function editAnswer(kind: EditKind, outcome: EditOutcome): Message {
  return answer(editWordsOf(kind, outcome), shortWords(kind, outcome));
}

const DONE = { EXCLUDE: 'Excluded', ADD: 'Added', REVERT: 'Taken back' } as const;
/** The same as a paragraph of mrkdwn, for a modal. */
export function editWordsOf(
  kind: EditKind,
  { changed, namespaces, by, backupSchedule }: EditOutcome,
): string {
  const names = someNames(namespaces, namespaces.length, { most: 10, characters: 1_200 });
  if (!changed) {
    const who = by === null ? '' : ` ${prose(by.actor.name, 60)} did it, ${moment(by.at)}.`;
    if (kind === 'REVERT')
      return `Nothing was changed: schedule ${code(backupSchedule.name)} is as it was before already.${who}`;
    const verb = namespaces.length === 1 ? 'is' : 'are';
    return `Nothing was changed: ${names} ${verb} ${kind === 'ADD' ? 'on' : 'off'} schedule ${code(backupSchedule.name)} already.${who}`;
  }
  const stay = kind === 'EXCLUDE' ? ' Existing backups stay.' : '';
  return `${DONE[kind]}: ${names}, schedule ${code(backupSchedule.name)}. It counts ${fromWhen(backupSchedule)}.${stay}`;
}

function shortWords(kind: EditKind, { changed, namespaces, backupSchedule }: EditOutcome): string {
  const what = `${counted(namespaces.length, 'namespace')}, schedule ${prose(backupSchedule.name, 60)}`;
  if (!changed) return `Nothing was changed, it is so already: ${what}.`;
  const when = backupSchedule.state === 'SUSPENDED' ? 'once the schedule is resumed' : 'from the next cycle';
  return `${DONE[kind]}: ${what}, ${when}.`;
}
