/** What may be done about an alert: a button for what is allowed, a sentence for what is not. No button is dead. */
import type { ActionsBlock, Button, StaticSelect } from '@slack/types';
import { actions, button, confirmation, option, plain } from '../blocks.js';
import { type Alert, type Operation, type Route, refusalOf, type Schedule } from '../data.js';
import { count, counted } from '../numbers.js';
import { ACTIONS, alertBlockId, alertValue, SNOOZES } from '../references.js';
import { plainWords, prose, sentence } from '../text.js';
import { namesLeft, onlyNameLeft } from './alert-names.js';
import { isAheadOfCycle, isOfSchedule, subjectOf } from './alert-words.js';

type Piece = Button | StaticSelect;

/** The row of buttons; undefined when nothing can be done here. */
export function alertButtons(alert: Alert, { detail, buttons }: Route): ActionsBlock | undefined {
  if (!buttons || alert.standing === 'CLOSED') return undefined;
  const pieces: readonly Piece[] = [
    ...exclude(alert, detail),
    ...undo(alert),
    ...add(alert),
    ...acknowledge(alert),
    ...snooze(alert),
    ...showNames(alert, detail),
  ];
  return pieces.length === 0 ? undefined : actions(pieces, alertBlockId(alert.id, turnOf(alert)));
}

/** Why something that the alert would call for is not offered. */
export function refusedSentences({ kind, schedule, standing }: Alert): readonly string[] {
  if (schedule === null || standing === 'CLOSED' || standing === 'WAITING_FOR_NEXT_CYCLE') return [];
  if (kind !== 'MISSING_NAMESPACES' && kind !== 'ONLY_NAMESPACE_GONE') return [];
  const wanted = [
    ['Exclude from Schedule', 'excludeNamespaces'],
    ['Add namespaces', 'addNamespaces'],
  ] as const;
  const lines = new Map<string, string[]>();
  for (const [label, operation] of wanted) {
    const why = whyNot(schedule, operation);
    if (why !== undefined) lines.set(why, [...(lines.get(why) ?? []), label]);
  }
  return [...lines].map(([why, labels]) => `*${labels.join(' and ')}:* not possible. ${why}`);
}

/** Reason and advice as one paragraph of mrkdwn; undefined when it is allowed. */
export function whyNot(schedule: Schedule, operation: Operation['operation']): string | undefined {
  const refusal = refusalOf(schedule, operation);
  if (refusal === undefined) return undefined;
  const { reason, advice } = refusal;
  return [reason, advice ?? '']
    .filter((part) => part !== '')
    .map((part) => sentence(prose(part, 200)))
    .join(' ');
}

function exclude(alert: Alert, detail: Route['detail']): readonly Piece[] {
  const { schedule, id, kind } = alert;
  const left = namesLeft(alert);
  if (kind !== 'MISSING_NAMESPACES' || schedule === null || left === 0) return [];
  if (refusalOf(schedule, 'excludeNamespaces') !== undefined) return [];
  const value = alertValue(id, schedule.selectionVersion);
  const spoken = `Exclude ${counted(left, 'missing namespace')} from schedule ${schedule.name}`;
  const only = detail === 'FULL' ? onlyNameLeft(alert) : undefined;
  if (only === undefined) {
    const label = `Exclude ${counted(left, 'namespace')}…`;
    return [button({ action: ACTIONS.excludeChoose, label, value, style: 'primary', spoken })];
  }
  const confirm = confirmation({
    title: 'Exclude from Schedule',
    text: `${plainWords(only, 63)} is left out of schedule ${plainWords(schedule.name, 80)} ${effect(schedule)}. Existing backups stay.`,
    yes: 'Exclude 1 namespace',
    style: 'primary',
  });
  return [
    button({
      action: ACTIONS.excludeOne,
      label: 'Exclude from Schedule',
      value,
      style: 'primary',
      spoken,
      confirm,
    }),
  ];
}

/** No token for a date works in a plain text: the message shows when the next cycle is. */
function effect({ state }: Schedule): string {
  return state === 'SUSPENDED' ? 'from the next cycle, once it is resumed' : 'from the next cycle';
}

/** The last exclude or add can be taken back until a cycle begins (design 7); the API knows for certain. */
function undo(alert: Alert): readonly Piece[] {
  const { edits, schedule, id } = alert;
  const [last] = edits;
  if (!isOfSchedule(alert) || last === undefined || schedule === null || last.revertedAt !== null) return [];
  if (last.kind !== 'EXCLUDE' && last.kind !== 'ADD') return [];
  if (!isAheadOfCycle(alert, last)) return [];
  const spoken = `Undo: take back the last change of schedule ${schedule.name}`;
  return [
    button({ action: ACTIONS.undo, label: 'Undo', value: alertValue(id, schedule.selectionVersion), spoken }),
  ];
}

function add({ schedule, id, kind }: Alert): readonly Piece[] {
  if (schedule === null || (kind !== 'MISSING_NAMESPACES' && kind !== 'ONLY_NAMESPACE_GONE')) return [];
  if (refusalOf(schedule, 'addNamespaces') !== undefined) return [];
  const spoken = `Add namespaces to schedule ${schedule.name}`;
  const value = alertValue(id, schedule.selectionVersion);
  return [button({ action: ACTIONS.addChoose, label: 'Add namespaces…', value, spoken })];
}

function acknowledge(alert: Alert): readonly Piece[] {
  if (alert.acknowledgedAt !== null || alert.standing === 'WAITING_FOR_NEXT_CYCLE') return [];
  const { what, name } = subjectOf(alert);
  const spoken = `Acknowledge the alert about ${what} ${name}`;
  return [button({ action: ACTIONS.acknowledge, label: 'Acknowledge', value: alertValue(alert.id), spoken })];
}

function snooze(alert: Alert): readonly Piece[] {
  const { schedule, standing, id } = alert;
  if (schedule === null || !isOfSchedule(alert) || standing === 'WAITING_FOR_NEXT_CYCLE') return [];
  if (standing === 'SNOOZED') {
    const spoken = `End the snooze of schedule ${schedule.name}`;
    return [button({ action: ACTIONS.unsnooze, label: 'End snooze', value: alertValue(id), spoken })];
  }
  return [
    {
      type: 'static_select',
      action_id: ACTIONS.snooze,
      placeholder: plain('Snooze…', 150),
      options: [
        option('Snooze for 1 day', SNOOZES.day),
        option('Snooze for 7 days', SNOOZES.week),
        option('Snooze until it changes', SNOOZES.untilChange),
      ],
    },
  ];
}

function showNames({ namespaceCount, names, id }: Alert, detail: Route['detail']): readonly Piece[] {
  if (namespaceCount === 0 || (detail === 'FULL' && names.length >= namespaceCount)) return [];
  const label = `Show all ${count(namespaceCount)} names`;
  return [
    button({
      action: ACTIONS.showNames,
      label,
      value: alertValue(id),
      spoken: `${label} of missing namespaces`,
    }),
  ];
}

/** Changes whenever the alert does: a client forgets what was chosen in a menu that no longer stands there. */
function turnOf({ changedAt, snooze, edits, standing, acknowledgedAt }: Alert): string {
  const moments = [changedAt, snooze?.at, edits[0]?.at, edits[0]?.revertedAt, acknowledgedAt];
  const newest = Math.max(...moments.map((at) => (at == null ? 0 : Date.parse(at) || 0)));
  return `${standing.toLowerCase()}-${newest.toString(36)}`;
}
