import type { Command } from 'commander';
import {
  AcknowledgeAlertDocument,
  AlertDocument,
  type AlertFieldsFragment,
  type AlertFilterInput,
  type AlertKind,
  type AlertSortField,
  AlertsDocument,
} from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand, commandGroup } from '../client-command.js';
import { clusterId, scheduleId } from '../find-by-name.js';
import { type CliSort, momentOption, type Since, sinceOption, sortOption } from '../list-options.js';
import { someNames, time } from '../output/format.js';
import { facts, table } from '../output/table.js';
import { firstOf } from '../pages.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { ALERT_KINDS, ALERT_SORTS, numberOption, wordsOption } from '../words.js';
import { addSnoozeCommands } from './alert-snooze.js';
import { acknowledgement, stateOf, subjectOf } from './alert-words.js';
import { watchAlerts } from './alerts-watch.js';
import { alertId } from './find-alert.js';
import { found, sayWhenCut } from './results.js';
import { sentences } from './schedule-words.js';

const BY = "by id, the beginning of one, or its schedule's name";

export function addAlertCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'alerts', {
    description: 'what goes wrong until somebody mends it',
    io,
  });
  const schedule = ['--schedule <schedule>', 'only of this schedule, by name or id'] as const;

  clientCommand(group, 'list', 'the open alerts, newest first; what "alerts" alone means', {
    isDefault: true,
  })
    .option('--all', 'those that are closed too')
    .option('--kind <kinds>', `only these: ${ALERT_KINDS.join(', ')}`, wordsOption(ALERT_KINDS))
    .option(...schedule)
    .option('--cluster <cluster>', 'only about this cluster or a schedule of it, by name or id')
    .option('--acknowledged', 'only those that somebody sees to')
    .option('--unseen', 'only those that nobody sees to and that are not snoozed')
    .option('--snoozed', 'only those that are snoozed now')
    .option('--since <time>', 'opened then or later: last-week, 36h, 7d, 2026-11-01', sinceOption)
    .option('--until <time>', 'opened before: a date, or a moment like 2026-11-01T08:00Z', momentOption)
    .option(
      '--sort <field>',
      `by ${ALERT_SORTS.join(', ')}; the other way round with :asc or :desc`,
      sortOption(ALERT_SORTS),
    )
    .option('--limit <number>', 'how many at most', numberOption(10_000), 50)
    .action((options: ListOptions) => runCommand(io, options, (session) => showList(session, options)));
  clientCommand(group, 'show <alert>', `one alert, ${BY}`).action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, async (session) => {
        const alert = await alertOf(session, reference);
        session.show(alert, () => describe(alert));
        return undefined;
      }),
  );
  clientCommand(group, 'ack <alert>', `say that you see to it, ${BY}; it stays open until it is over`).action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, (session) => acknowledge(session, reference)),
  );
  addSnoozeCommands(group, io);
  clientCommand(group, 'watch', 'one line for every change, until you end it')
    .option(...schedule)
    .action((options: ClientOptions & { readonly schedule?: string }) =>
      runCommand(io, options, (session) => watchAlerts(session, options.schedule)),
    );
}

interface ListOptions extends ClientOptions {
  readonly all?: boolean;
  readonly kind?: readonly AlertKind[];
  readonly schedule?: string;
  readonly cluster?: string;
  readonly acknowledged?: boolean;
  readonly unseen?: boolean;
  readonly snoozed?: boolean;
  readonly since?: Since;
  readonly until?: string;
  readonly sort?: CliSort<AlertSortField>;
  readonly limit: number;
}

async function showList(session: Session, options: ListOptions): Promise<undefined> {
  const { schedule, cluster, acknowledged, unseen, snoozed, since, until } = options;
  const filter = {
    open: options.all === true ? null : true,
    kinds: options.kind ?? null,
    scheduleId: schedule === undefined ? null : await scheduleId(session, schedule),
    clusterId: cluster === undefined ? null : await clusterId(session, cluster),
    acknowledged: acknowledged ?? (unseen === true ? false : null),
    snoozed: snoozed ?? (unseen === true ? false : null),
    ...openedSince(since),
    openedBefore: until ?? null,
  };
  const sort = options.sort ?? null;
  const { nodes, total } = await firstOf(
    options.limit,
    async (first, after) => (await session.ask(AlertsDocument, { first, after, filter, sort })).alerts,
  );
  session.show(nodes, () =>
    table(
      ['ID', 'KIND', 'ABOUT', 'TIMES', 'SINCE', 'STATE', 'WHAT'],
      nodes.map((alert) => [
        alert.id,
        alert.kind,
        subjectOf(alert),
        String(alert.count),
        time(alert.openedAt),
        stateOf(alert),
        alert.message,
      ]),
    ),
  );
  sayWhenCut(session, nodes.length, total);
}

function openedSince(since: Since | undefined): Pick<AlertFilterInput, 'openedFrom' | 'openedWithin'> {
  if (since === undefined) return {};
  return 'createdWithin' in since ? { openedWithin: since.createdWithin } : { openedFrom: since.createdFrom };
}

async function alertOf(session: Session, reference: string): Promise<AlertFieldsFragment> {
  const id = await alertId(session, reference);
  return found((await session.ask(AlertDocument, { id })).alert);
}

async function acknowledge(session: Session, reference: string): Promise<undefined> {
  const before = await alertOf(session, reference);
  const { id } = before;
  const { alert } = (await session.ask(AcknowledgeAlertDocument, { input: { id } })).acknowledgeAlert;
  session.show(alert, () => {
    const about = `Alert ${alert.kind} about ${subjectOf(alert)}`;
    if (alert.acknowledgedAt === null)
      return sentences(`${about} is ${stateOf(alert)}. Nothing was changed.`);
    if (before.acknowledgedAt === alert.acknowledgedAt) {
      return sentences(`${about} is acknowledged already: ${acknowledgement(alert)}. Nothing was changed.`);
    }
    return sentences(
      `${about} is acknowledged: ${acknowledgement(alert)}. It closes by itself when it is over.`,
    );
  });
}

function describe(alert: AlertFieldsFragment): string {
  const { schedule, backup, namespaces } = alert;
  return facts([
    ['id', alert.id],
    ['kind', alert.kind],
    ['about', subjectOf(alert)],
    ['state', stateOf(alert)],
    ['what', alert.message],
    ['means', alert.meaning],
    ['namespaces', someNames(namespaces)],
    ['times', String(alert.count)],
    ['since', time(alert.openedAt)],
    ['last time', time(alert.lastSeenAt)],
    ['changed', time(alert.changedAt)],
    ['schedule', schedule?.name ?? '-'],
    ['backup', backup === null ? '-' : `${backup.name} (${backup.state})`],
    ...(canExclude(alert)
      ? [['mend it', `holdfast schedule exclude ${schedule?.name} --missing`] as const]
      : []),
  ]);
}

function canExclude({ kind, schedule, isOpen }: AlertFieldsFragment): boolean {
  return kind === 'MISSING_NAMESPACES' && schedule !== null && isOpen;
}
