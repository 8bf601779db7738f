import type { Command } from 'commander';
import {
  BackupSchedulePreviewDocument,
  type BackupScheduleRowFragment,
  type BackupScheduleSortField,
  type BackupScheduleState,
  BackupSchedulesDocument,
} from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand } from '../client-command.js';
import { clusterId, locationId, scheduleId } from '../find-by-name.js';
import { type CliListOptions, labelledListFilter, withLabelledListOptions } from '../list-options.js';
import { list, someNames, time } from '../output/format.js';
import { excerpt } from '../output/plain.js';
import { facts, table } from '../output/table.js';
import { firstOf } from '../pages.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { numberOption, SCHEDULE_SORTS, SCHEDULE_STATES, textOption, wordsOption } from '../words.js';
import { machineRows, planRows, withoutKubeVirt } from './plan-words.js';
import { found, sayWhenCut } from './results.js';
import { showHistory } from './schedule-history.js';
import { showSchedule } from './schedule-show.js';

export function addScheduleReadingCommands(group: Command, io: CliIo): void {
  const list = clientCommand(group, 'list', 'the schedules, newest first when not sorted otherwise')
    .option('--state <states>', `only these: ${SCHEDULE_STATES.join(', ')}`, wordsOption(SCHEDULE_STATES))
    .option('--cluster <cluster>', 'only of this cluster, by name or id')
    .option('--location <location>', 'only into this location, by name or id')
    .option('--namespace <name>', 'only those with this namespace on their list', textOption(63))
    .option('--missing', 'only those whose last cycle missed a namespace');
  withLabelledListOptions(list, SCHEDULE_SORTS).action((options: ListOptions) =>
    runCommand(io, options, (session) => showList(session, options)),
  );
  clientCommand(
    group,
    'show <schedule>',
    'one schedule: what, when, its last cycles, what is missing, its alerts, by name or id',
  ).action((reference: string, options: ClientOptions) =>
    runCommand(io, options, (session) => showSchedule(session, reference)),
  );
  clientCommand(
    group,
    'preview <schedule>',
    'what its next cycle would include and miss if it began now',
  ).action((reference: string, options: ClientOptions) =>
    runCommand(io, options, (session) => preview(session, reference)),
  );
  clientCommand(group, 'history <schedule>', 'who changed what, when, newest first')
    .option('--limit <number>', 'how many at most', numberOption(10_000), 50)
    .action((reference: string, options: ClientOptions & { readonly limit: number }) =>
      runCommand(io, options, (session) => showHistory(session, reference, options.limit)),
    );
}

interface ListOptions extends ClientOptions, CliListOptions<BackupScheduleSortField> {
  readonly state?: readonly BackupScheduleState[];
  readonly cluster?: string;
  readonly location?: string;
  readonly namespace?: string;
  readonly missing?: true;
}

async function showList(session: Session, options: ListOptions): Promise<undefined> {
  const filter = {
    ...(await labelledListFilter(session, options)),
    states: options.state ?? null,
    clusterId: options.cluster === undefined ? null : await clusterId(session, options.cluster),
    locationId: options.location === undefined ? null : await locationId(session, options.location),
    includesNamespace: options.namespace ?? null,
    hasMissing: options.missing ?? null,
  };
  const sort = options.sort ?? null;
  const { nodes, total } = await firstOf(options.limit, async (first, after) => {
    const { backupSchedules } = await session.ask(BackupSchedulesDocument, { first, after, filter, sort });
    return backupSchedules;
  });
  session.show(nodes, () =>
    table(
      ['NAME', 'STATE', 'CLUSTER', 'LOCATION', 'NAMESPACES', 'WHEN', 'NEXT DUE', 'ALERTS', 'MISSING'],
      nodes.map(row),
    ),
  );
  sayWhenCut(session, nodes.length, total);
}

function row(schedule: BackupScheduleRowFragment): readonly string[] {
  const { nextDueAt, openCycle } = schedule;
  const next = nextDueAt === null ? '-' : time(nextDueAt);
  return [
    schedule.name,
    schedule.state,
    schedule.cluster?.name ?? '-',
    schedule.location?.name ?? '-',
    selected(schedule.selection),
    schedule.timing.description,
    openCycle === null ? next : `${next}, one is under way`,
    list(schedule.alerts.map(({ kind, count }) => (count === 1 ? kind : `${kind} x${count}`))),
    someNames(schedule.missingNamespaces, 3),
  ];
}

function selected({ kind, names, selector }: BackupScheduleRowFragment['selection']): string {
  if (kind === 'NAMED') return String((names ?? []).length);
  if (kind === 'VIRTUAL_MACHINES') return 'VMs';
  return kind === 'ALL' ? 'all' : excerpt(selector ?? '', 40);
}

async function preview(session: Session, reference: string): Promise<undefined> {
  const id = await scheduleId(session, reference);
  const { name, preview } = found((await session.ask(BackupSchedulePreviewDocument, { id })).backupSchedule);
  const next = found(preview);
  session.show(next, () => {
    const rows = [['schedule', name] as const, ['due', dueAt(next)] as const];
    return next.virtualMachines === null
      ? facts([...rows, ...planRows(next, 'not on it')])
      : withoutKubeVirt(next.virtualMachines, facts([...rows, ...machineRows(next)]));
  });
}

function dueAt({ at }: { readonly at: string | null }): string {
  return at === null ? 'not by itself' : time(at);
}
