import type { Command } from 'commander';
import {
  type BackupFieldsFragment,
  type BackupRowFragment,
  type BackupSortField,
  type BackupState,
  BackupsDocument,
  CancelBackupDocument,
  CreateBackupDocument,
  EditBackupDocument,
  PlanBackupDocument,
} from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand, commandGroup } from '../client-command.js';
import { editedLabels, type LabelEdits } from '../edited-labels.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { backupId, clusterId, locationId, scheduleId } from '../find-by-name.js';
import { type CliListOptions, labelledListFilter, withLabelledListOptions } from '../list-options.js';
import { bytes, count, time } from '../output/format.js';
import { table } from '../output/table.js';
import { firstOf } from '../pages.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import {
  BACKUP_SORTS,
  BACKUP_STATES,
  type LabelPair,
  labelOption,
  namesOption,
  textOption,
  textsOption,
  wordsOption,
} from '../words.js';
import { addDeleteCommand } from './backup-delete.js';
import { addBackupObjectCommands } from './backup-objects.js';
import { backupNamed, describeBackup, showBackup } from './backup-show.js';
import { addVerifyCommand } from './backup-verify.js';
import { watchBackup } from './backup-watch.js';
import { type FilterOptions, filterGiven, withFilter } from './filter-options.js';
import { describeResources, planResources } from './plan-resources.js';
import { describePlan } from './plan-words.js';
import { sayWhenCut } from './results.js';
import { type RuleOptions, rulesIn, withRules } from './rule-options.js';
import { type VolumeOptions, volumeSettings, withVolumes } from './volume-options.js';

export function addBackupCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'backup', { description: 'backups', io });
  addMakingCommands(group, io);
  addReadingCommands(group, io);
  addBackupObjectCommands(group, io);
  addChangingCommands(group, io);
}

function addMakingCommands(group: Command, io: CliIo): void {
  const namespaces = '--namespaces <names>';
  const create = withFilter(withRules(clientCommand(group, 'create', 'begin a backup')))
    .requiredOption('--cluster <cluster>', 'of which cluster, by name or id')
    .requiredOption('--location <location>', 'into which backup location, by name or id')
    .requiredOption(namespaces, 'namespaces, with commas between; may be repeated', namesOption)
    .option('--name <name>', 'name (else made of the cluster and the time)')
    .option('--label <key=value>', 'a label; may be repeated', labelOption)
    .option('--watch', 'stay until it has ended');
  withVolumes(create).action((options: CreateOptions) =>
    runCommand(io, options, (session) => begin(session, options)),
  );
  withFilter(clientCommand(group, 'plan', 'what a backup would include and miss if it began now'))
    .option('--resources', 'also what would be kept of them, and which rule leaves the rest out')
    .requiredOption('--cluster <cluster>', 'of which cluster, by name or id')
    .requiredOption(namespaces, 'namespaces, with commas between; may be repeated', namesOption)
    .action((options: PlanOptions) => runCommand(io, options, (session) => plan(session, options)));
}

function addReadingCommands(group: Command, io: CliIo): void {
  const list = clientCommand(group, 'list', 'the backups, newest first when not sorted otherwise')
    .option('--state <states>', `only these: ${BACKUP_STATES.join(', ')}`, wordsOption(BACKUP_STATES))
    .option('--cluster <cluster>', 'only of this cluster, by name or id')
    .option('--location <location>', 'only in this location, by name or id')
    .option('--schedule <schedule>', 'only those of this schedule, by name or id')
    .option('--namespace <name>', 'only those that hold this namespace', textOption(63))
    .option(
      '--missing <name>',
      'only those that lack this namespace though it was asked for',
      textOption(63),
    );
  withLabelledListOptions(list, BACKUP_SORTS).action((options: ListOptions) =>
    runCommand(io, options, (session) => showList(session, options)),
  );
  clientCommand(group, 'show <backup>', 'one backup and what it holds, by name or id').action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, (session) => showBackup(session, reference)),
  );
  clientCommand(group, 'watch <backup>', 'follow a backup until it has ended').action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, async (session) => watchBackup(session, await backupId(session, reference))),
  );
  addVerifyCommand(group, io);
}

function addChangingCommands(group: Command, io: CliIo): void {
  clientCommand(group, 'cancel <backup>', 'ask a running backup to stop: it ends in Failure').action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, (session) => cancel(session, reference)),
  );
  clientCommand(group, 'edit <backup>', 'change name or labels')
    .option('--name <name>', 'new name')
    .option('--label <key=value>', 'set a label; may be repeated', labelOption)
    .option('--remove-label <key>', 'take a label away; may be repeated', textsOption)
    .action((reference: string, options: EditOptions) =>
      runCommand(io, options, (session) => edit(session, reference, options)),
    );
  addDeleteCommand(group, io);
}

interface PlanOptions extends ClientOptions, FilterOptions {
  readonly resources?: boolean;
  readonly cluster: string;
  readonly namespaces: readonly string[];
}

interface CreateOptions extends PlanOptions, RuleOptions, VolumeOptions {
  readonly location: string;
  readonly name?: string;
  readonly label?: readonly LabelPair[];
  readonly watch?: boolean;
}

interface ListOptions extends ClientOptions, CliListOptions<BackupSortField> {
  readonly state?: readonly BackupState[];
  readonly cluster?: string;
  readonly location?: string;
  readonly schedule?: string;
  readonly namespace?: string;
  readonly missing?: string;
}

interface EditOptions extends ClientOptions, LabelEdits {
  readonly name?: string;
}

async function begin(session: Session, options: CreateOptions): Promise<ExitCode> {
  const input = {
    clusterId: await clusterId(session, options.cluster),
    locationId: await locationId(session, options.location),
    namespaces: options.namespaces,
    name: options.name ?? null,
    labels: options.label ?? null,
    ...(await rulesIn(session, options)),
    volumes: volumeSettings(options, true),
    ...filterGiven(options),
  };
  const { backup } = (await session.ask(CreateBackupDocument, { input })).createBackup;
  if (options.watch !== true) {
    session.show(
      backup,
      () => `Backup "${backup.name}" has begun: "holdfast backup watch ${backup.name}" follows it.`,
    );
    return EXIT.done;
  }
  session.say(`Backup "${backup.name}" has begun.`);
  return watchBackup(session, backup.id);
}

async function plan(session: Session, options: PlanOptions): Promise<undefined> {
  const { cluster, namespaces, resources = false } = options;
  const filter = filterGiven(options);
  const input = { clusterId: await clusterId(session, cluster), namespaces, ...filter };
  if (resources || 'filter' in filter) {
    const planned = await planResources(session, input);
    session.show(planned, () => `${describePlan(planned)}\n${describeResources(planned.resources)}`);
    return;
  }
  const { planBackup } = await session.ask(PlanBackupDocument, { input });
  session.show(planBackup, () => describePlan(planBackup));
}

async function showList(session: Session, options: ListOptions): Promise<undefined> {
  const filter = {
    ...(await labelledListFilter(session, options)),
    states: options.state ?? null,
    includesNamespace: options.namespace ?? null,
    missesNamespace: options.missing ?? null,
    clusterId: options.cluster === undefined ? null : await clusterId(session, options.cluster),
    locationId: options.location === undefined ? null : await locationId(session, options.location),
    scheduleId: options.schedule === undefined ? null : await scheduleId(session, options.schedule),
  };
  const sort = options.sort ?? null;
  const { nodes, total } = await firstOf(
    options.limit,
    async (first, after) => (await session.ask(BackupsDocument, { first, after, filter, sort })).backups,
  );
  session.show(nodes, () =>
    table(
      ['NAME', 'STATE', 'CLUSTER', 'LOCATION', 'NAMESPACES', 'OBJECTS', 'STORED', 'CREATED', 'REASON'],
      nodes.map((each) => [
        each.name,
        each.state !== 'IN_PROGRESS' || each.stage === null ? each.state : `${each.state} (${each.stage})`,
        each.cluster?.name ?? '-',
        each.location?.name ?? '-',
        namespaceCount(each),
        count(each.objects),
        bytes(each.storedBytes),
        time(each.createdAt),
        reasonOf(each),
      ]),
    ),
  );
  sayWhenCut(session, nodes.length, total);
}

function reasonOf({ deletion, vanishedAt, stateReason }: BackupRowFragment): string {
  const gone = vanishedAt === null ? null : 'VANISHED';
  return deletion?.lastError ?? [stateReason, gone].filter((each) => each !== null).join(', ');
}

function namespaceCount(
  backup: Pick<BackupFieldsFragment, 'includedNamespaces' | 'missingNamespaces' | 'lostNamespaces'>,
): string {
  const { includedNamespaces, missingNamespaces, lostNamespaces } = backup;
  const counts: string[] = [String(includedNamespaces.length)];
  if (missingNamespaces.length > 0) counts.push(`${missingNamespaces.length} missing`);
  if (lostNamespaces.length > 0) counts.push(`${lostNamespaces.length} lost`);
  return counts.join(', ');
}

async function cancel(session: Session, reference: string): Promise<undefined> {
  const input = { id: await backupId(session, reference) };
  const { backup } = (await session.ask(CancelBackupDocument, { input })).cancelBackup;
  session.show(
    backup,
    () =>
      `Backup "${backup.name}" ${backup.state === 'IN_PROGRESS' ? 'will stop at its next step' : `is ${backup.state}`}.`,
  );
}

async function edit(session: Session, reference: string, options: EditOptions): Promise<undefined> {
  const { id, version: expectedVersion, labels } = await backupNamed(session, reference);
  const input = {
    id,
    expectedVersion,
    name: options.name ?? null,
    labels: editedLabels(labels, options) ?? null,
  };
  const { backup } = (await session.ask(EditBackupDocument, { input })).editBackup;
  session.show(backup, () => describeBackup(backup));
}
