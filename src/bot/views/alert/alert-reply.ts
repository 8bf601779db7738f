/** A line in the thread of an alert: what changed, by whom, from when. The message above it shows how things stand. */
import { type Message, section } from '../blocks.js';
import type { Alert, Change, Route } from '../data.js';
import { someNames } from '../names.js';
import { counted, moment } from '../numbers.js';
import { fromWhen } from '../schedule-words.js';
import { ending, prose, sentence } from '../text.js';
import { missingWords } from './alert-names.js';
import { fitting } from './alert-sentence.js';
import { stateWord, subjectOf } from './alert-words.js';

type Detail = Pick<Route, 'detail'>;

export function alertReply(alert: Alert, change: Change, route: Detail): Message {
  const told = replyWords(alert, change, route);
  return { text: replySentence(alert, change), blocks: [section(told)] };
}

/** A reply that the whole channel sees: it is still open. */
export function alertReminder(alert: Alert): Message {
  const { name } = subjectOf(alert);
  const still = `Still open since ${moment(alert.openedAt)}: *${stateWord(alert)}* of ${prose(name, 100)}, seen in ${counted(alert.count, 'cycle')}.`;
  const names = alert.namespaceCount === 0 ? '' : ` ${sentence(missingWords(alert))}`;
  const text = fitting((most) => {
    const subject = subjectOf(alert);
    return `Reminder, still open: ${stateWord(alert)}, ${subject.what} ${prose(subject.name, most)}.`;
  });
  return { text, blocks: [section(`${still}${names}`)] };
}

function replyWords(alert: Alert, change: Change, { detail }: Detail): string {
  const by = prose(change.by ?? 'Holdfast', 60);
  const added = namesOf(change.added, change.addedCount, detail);
  const removed = namesOf(change.removed, change.removedCount, detail);
  const counts = alert.schedule === null ? '' : `; it counts ${fromWhen(alert.schedule)}`;
  switch (change.kind) {
    case 'OPENED':
      return `Opened ${moment(change.at)}.${change.addedCount > 0 ? ` Missing: ${added}.` : ''}`;
    case 'CHANGED':
      return changedWords(change, added, removed);
    case 'EXCLUDED':
      return `${by} excluded ${added}${counts}. Existing backups stay.`;
    case 'ADDED':
      return `${by} added ${added}${counts}.`;
    case 'REVERTED':
      return `${by} took back the last change (${removed})${counts}.`;
    case 'ACKNOWLEDGED':
      return `${by} acknowledged it.`;
    case 'SNOOZED':
      return `${by} snoozed it ${until(alert)}.`;
    case 'UNSNOOZED':
      return change.by === null ? 'The snooze is over.' : `${by} ended the snooze.`;
    case 'REMINDED':
      return `It is still open since ${moment(alert.openedAt)}.`;
    case 'CLOSED':
      return `Closed${change.reason === null ? '.' : `: ${ending(prose(change.reason, 200))}`}`;
  }
}

function changedWords({ addedCount, removedCount, reason }: Change, added: string, removed: string): string {
  const parts = [
    ...(addedCount > 0 ? [`Newly missing: ${added}.`] : []),
    ...(removedCount > 0 ? [`No longer missing: ${removed}.`] : []),
    ...(reason === null || reason === '' ? [] : [sentence(prose(reason, 200))]),
  ];
  return parts.length === 0 ? 'Its cause has changed.' : parts.join(' ');
}

function until({ snooze }: Alert): string {
  if (snooze === null) return 'for a while';
  return snooze.until === null ? 'until it changes' : `until ${moment(snooze.until)}`;
}

function namesOf(names: readonly string[], total: number, detail: Route['detail']): string {
  if (detail === 'COUNTS') return counted(total, 'namespace');
  return someNames(names, total, { most: 10, characters: 1_000 });
}

/** Without names and times: short enough to be said. */
function replySentence(alert: Alert, change: Change): string {
  return fitting((most) => {
    const { what, name } = subjectOf(alert);
    const by = prose(change.by ?? 'Holdfast', Math.min(60, most));
    return `Alert of ${what} ${prose(name, most)}: ${SHORT[change.kind](by, change)}.`;
  });
}

const SHORT: Readonly<Record<Change['kind'], (by: string, change: Change) => string>> = {
  OPENED: () => 'opened',
  CHANGED: (_, { addedCount, removedCount }) =>
    `changed, ${counted(addedCount, 'namespace')} newly missing, ${counted(removedCount, 'namespace')} no longer missing`,
  EXCLUDED: (by, { addedCount }) => `${by} excluded ${counted(addedCount, 'namespace')}`,
  ADDED: (by, { addedCount }) => `${by} added ${counted(addedCount, 'namespace')}`,
  REVERTED: (by) => `${by} took back the last change`,
  ACKNOWLEDGED: (by) => `${by} acknowledged it`,
  SNOOZED: (by) => `${by} snoozed it`,
  UNSNOOZED: (by, change) => (change.by === null ? 'the snooze is over' : `${by} ended the snooze`),
  REMINDED: () => 'it is still open',
  CLOSED: () => 'closed',
};
