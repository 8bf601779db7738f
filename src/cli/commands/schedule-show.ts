import {
  type BackupScheduleFieldsFragment,
  BackupScheduleOverviewDocument,
  type BackupScheduleOverviewQuery,
  type CycleFieldsFragment,
} from '../../client/generated/graphql.js';
import { scheduleId } from '../find-by-name.js';
import { counted, labels, list, someNames, time, zonedTime } from '../output/format.js';
import { operationsSection } from '../output/operations.js';
import { facts, section, table } from '../output/table.js';
import type { Session } from '../session.js';
import { filterWords } from './filter-options.js';
import { heldTable } from './held-table.js';
import { found } from './results.js';
import { retentionWords } from './retention-options.js';
import { selectionWords } from './schedule-words.js';

type Schedule = BackupScheduleFieldsFragment;
type Overview = NonNullable<BackupScheduleOverviewQuery['backupSchedule']>;

const CYCLES = 5;

/** Everything about one schedule. */
export async function showSchedule(session: Session, reference: string): Promise<undefined> {
  const id = await scheduleId(session, reference);
  const answer = await session.ask(BackupScheduleOverviewDocument, { id, cycles: CYCLES });
  const { cycles: page, ...schedule } = found(answer.backupSchedule);
  const cycles = page.edges.map(({ node }) => node);
  session.show({ ...schedule, cycles }, () =>
    [
      describeSchedule(schedule),
      section('Alerts', alerts(schedule)),
      section('Last cycles', cycleTable(cycles)),
      section('Backups kept longer', heldTable(schedule.heldBackups)),
      operationsSection(schedule.allowedOperations),
    ]
      .filter((part) => part !== '')
      .join('\n'),
  );
}

export function describeSchedule(schedule: Schedule): string {
  const { openCycle, upcoming, timeZone, retention, createdSingle, barrenCycles } = schedule;
  const reason = schedule.stateReason === null ? '' : ` (${schedule.stateReason})`;
  const single = createdSingle ? ' (created for one namespace: it cannot grow)' : '';
  const [next, ...later] = upcoming.map((moment) => zonedTime(moment, timeZone));
  return facts([
    ['name', schedule.name],
    ['id', schedule.id],
    ['state', `${schedule.state}${reason} since ${time(schedule.stateChangedAt)}`],
    ['cluster', schedule.cluster?.name ?? 'not known any more'],
    ['location', schedule.location?.name ?? 'not known any more'],
    ['namespaces', `${selectionWords(schedule.selection)}${single}`],
    ['missing', someNames(schedule.missingNamespaces)],
    ['when', schedule.timing.description],
    ['time zone', timeZone],
    ['next due', next ?? 'not by itself'],
    ...later.map((moment) => ['', moment] as const),
    ['late by at most', `${schedule.graceMinutes} min; skipped after that`],
    ['keeps', retentionWords(retention)],
    ['reads back', verifyWords(schedule)],
    ['under way', openCycle === null ? '-' : `${openCycle.trigger}, since ${time(openCycle.startedAt)}`],
    ...(barrenCycles > 0
      ? [['in vain', `${barrenCycles} due times in a row left no good backup`] as const]
      : []),
    ['released', someNames(schedule.releasedNamespaces)],
    [
      'alerts go to',
      schedule.alertRecipients.length === 0 ? 'the default ones' : list(schedule.alertRecipients),
    ],
    ['keeps of them', filterWords(schedule.filter)],
    ['rules', rules(schedule)],
    ['volumes', volumeWords(schedule.volumeSettings)],
    ['labels', labels(schedule.labels)],
    ['owner', schedule.owner?.name ?? '-'],
    ['created', time(schedule.createdAt)],
    ['version', `${schedule.version}, of its namespaces ${schedule.selectionVersion}`],
  ]);
}

function rules({ preRule, postRule }: Schedule): string {
  const named = [
    ...(preRule === null ? [] : [`${preRule.name} before`]),
    ...(postRule === null ? [] : [`${postRule.name} after`]),
  ];
  return named.length === 0 ? '-' : `${named.join(', ')} the volumes`;
}

function verifyWords({ verifyEveryDays: days }: Schedule): string {
  if (days === null) return 'as the installation says';
  return days === 0 ? 'never by itself' : `each good backup every ${counted(days, 'day')}`;
}

function volumeWords({ mode, acceptSkipped, snapshotClasses }: Schedule['volumeSettings']): string {
  if (mode === 'NONE') return 'no snapshots';
  const named = snapshotClasses.map(({ driver, snapshotClass }) => `${driver}=${snapshotClass}`);
  return [
    'snapshots',
    ...(named.length === 0 ? [] : [`with ${named.join(', ')}`]),
    ...(acceptSkipped ? ['those that can have none are accepted'] : []),
  ].join('; ');
}

function alerts(schedule: Pick<Overview, 'alerts'>): string {
  if (schedule.alerts.length === 0) return '';
  return table(
    ['KIND', 'TIMES', 'SINCE', 'SEEN TO BY', 'WHAT', 'ID'],
    schedule.alerts.map((each) => [
      each.kind,
      String(each.count),
      time(each.openedAt),
      each.acknowledgedBy ?? '-',
      each.message,
      each.id,
    ]),
  );
}

function cycleTable(cycles: readonly CycleFieldsFragment[]): string {
  if (cycles.length === 0) return '';
  return table(
    ['DUE', 'BEGAN', 'BY', 'OUTCOME', 'BACKUP', 'WHY'],
    cycles.map(({ plannedAt, startedAt, trigger, outcome, backup, reasons }) => [
      plannedAt === null ? '-' : time(plannedAt),
      time(startedAt),
      trigger,
      backup === null ? outcome : `${outcome}, ${backup.state}`,
      backup?.name ?? '-',
      [
        ...reasons.map(({ code, meaning }) => `${code}: ${meaning}`),
        ...missing('missing', backup?.missingNamespaces),
        ...missing('lost', backup?.lostNamespaces),
      ].join('; '),
    ]),
  );
}

function missing(word: string, names: readonly string[] = []): readonly string[] {
  return names.length === 0 ? [] : [`${word}: ${someNames(names, 5)}`];
}
