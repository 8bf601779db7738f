/** The facts of an alert side by side, and its lines of small print. For mrkdwn. */
import type { Alert, Route } from '../data.js';
import { editWords } from '../edit-words.js';
import { someNames } from '../names.js';
import { count, counted, moment } from '../numbers.js';
import { fromWhen, nextCycle, stateWords } from '../schedule-words.js';
import { code, ending, prose, sentence } from '../text.js';
import { missingWords, namesLeft } from './alert-names.js';
import { clusterOf, isAheadOfCycle, isOfSchedule } from './alert-words.js';

type Fact = readonly [label: string, value: string];

export function factsOf(alert: Alert): readonly Fact[] {
  const { location, backup, schedule, lastSeenAt } = alert;
  const cluster = clusterOf(alert);
  const pairs: Fact[] = [];
  if (cluster !== null) pairs.push(['Cluster', code(cluster.name)]);
  if (['LOCATION_BAD', 'SYNC_FAILED'].includes(alert.kind) && location !== null)
    pairs.push(['Backup location', code(location.name)]);
  if (schedule !== null && isOfSchedule(alert)) pairs.push(['Schedule', stateWords(schedule)]);
  // Of an alert that is over, the cycle that ended it came later.
  const isOver = alert.standing === 'CLOSED';
  if (backup !== null) pairs.push([isOver ? 'Last seen in' : 'Last backup', code(backup.name, 100)]);
  pairs.push([isOver ? 'Last seen' : 'Last cycle', moment(lastSeenAt)]);
  if (schedule !== null && isOfSchedule(alert) && alert.isOpen)
    pairs.push(['Next cycle', nextCycle(schedule)]);
  if (alert.namespaceCount > 0) pairs.push(['Namespaces', sentence(missingWords(alert))]);
  return pairs;
}

/** How often it was seen, and of when the message is. */
export function repeatLine({ count: times, openedAt }: Alert, asOf: string): string {
  return `Seen in ${counted(times, 'cycle')} since ${moment(openedAt)} · State as of ${moment(asOf)}`;
}

/** Who did what, and from when it counts; newest first. */
export function footerLines(alert: Alert, route: Pick<Route, 'detail'>): readonly string[] {
  return [
    ...snoozeLine(alert),
    ...alert.edits.slice(0, 3).map((edit) => editLine(edit, alert, route)),
    ...seenToLine(alert),
    ...closedLine(alert),
  ];
}

function snoozeLine({ snooze, standing }: Alert): readonly string[] {
  if (snooze === null || standing !== 'SNOOZED') return [];
  const until = snooze.until === null ? 'until it changes' : `until ${moment(snooze.until)}`;
  return [`Snoozed by ${prose(snooze.by, 60)} ${until}. Backups and e-mail go on.`];
}

function seenToLine({ acknowledgedAt, acknowledgedBy, standing }: Alert): readonly string[] {
  if (acknowledgedAt === null || standing === 'CLOSED') return [];
  return [`Acknowledged by ${prose(acknowledgedBy ?? 'somebody', 60)}, ${moment(acknowledgedAt)}.`];
}

function closedLine({ closedAt, closedReason }: Alert): readonly string[] {
  if (closedAt === null) return [];
  return [`Closed ${moment(closedAt)}${closedReason === null ? '.' : `: ${ending(prose(closedReason))}`}`];
}

function editLine(edit: Alert['edits'][number], alert: Alert, { detail }: Pick<Route, 'detail'>): string {
  const { kind, namespaces, at, actor, revertedAt } = edit;
  const names =
    detail === 'FULL'
      ? someNames(namespaces, namespaces.length, { most: 5, characters: 600 })
      : counted(namespaces.length, 'namespace');
  const what = `${prose(actor.name, 60)} ${editWords(kind, names)}, ${moment(at)}`;
  if (revertedAt !== null) return `${what}; taken back ${moment(revertedAt)}.`;
  const { schedule, standing } = alert;
  return standing === 'CLOSED' || schedule === null || !isAheadOfCycle(alert, edit)
    ? `${what}.`
    : `${what}; it counts ${fromWhen(schedule)}.`;
}

/** What a person should know before clicking; none when the alert is over. */
export function warningLines(alert: Alert): readonly string[] {
  const { kind, schedule, standing } = alert;
  const listed = schedule?.selection.names?.length ?? 0;
  if (kind !== 'MISSING_NAMESPACES' || standing === 'CLOSED' || schedule === null || listed === 0) return [];
  if (standing === 'WAITING_FOR_NEXT_CYCLE') {
    return listed === 1
      ? ['One namespace is left on the schedule: if it is deleted, no more backups are made.']
      : [];
  }
  const remaining = listed - namesLeft(alert);
  if (remaining === 1)
    return [
      'Excluding all of them leaves one namespace on the schedule: if that is deleted, no more backups are made.',
    ];
  if (remaining <= 0)
    return [
      `All ${count(listed)} namespaces of the schedule are missing: they cannot all be excluded. Suspend or delete the schedule instead.`,
    ];
  return [];
}
