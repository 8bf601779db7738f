import type { Command } from 'commander';
import {
  AcknowledgeAlertDocument,
  AlertDocument,
  type AlertFieldsFragment,
  type AlertKind,
  AlertsDocument,
} from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand, commandGroup } from '../client-command.js';
import { scheduleId } from '../find-by-name.js';
import { someNames, time } from '../output/format.js';
import { facts, table } from '../output/table.js';
import { firstOf } from '../pages.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { ALERT_KINDS, numberOption, wordsOption } from '../words.js';
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
  readonly limit: number;
}

async function showList(session: Session, options: ListOptions): Promise<undefined> {
  const filter = {
    open: options.all === true ? null : true,
    kinds: options.kind ?? null,
    scheduleId: options.schedule === undefined ? null : await scheduleId(session, options.schedule),
  };
  const { nodes, total } = await firstOf(
    options.limit,
    async (first, after) => (await session.ask(AlertsDocument, { first, after, ...filter })).alerts,
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
