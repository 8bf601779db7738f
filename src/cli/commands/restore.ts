import type { Command } from 'commander';
import {
  CancelRestoreDocument,
  CreateRestoreDocument,
  DeleteRestoreDocument,
  PreviewRestoreDocument,
  type PreviewRestoreQuery,
  type RestoreSortField,
  type RestoreState,
  RestoresDocument,
} from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand, commandGroup } from '../client-command.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { backupId, clusterId, restoreId } from '../find-by-name.js';
import { type CliListOptions, listFilter, withListOptions } from '../list-options.js';
import { count, list, someNames, time } from '../output/format.js';
import { facts, section, table } from '../output/table.js';
import { firstOf } from '../pages.js';
import { type RestoreCliOptions, restoreInput, withRestoreOptions } from '../restore-options.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { numberOption, RESTORE_SORTS, RESTORE_STATES, wordsOption } from '../words.js';
import { issueTable, objectName, outcomes, restoreNamed, showRestore } from './restore-show.js';
import { watchRestore } from './restore-watch.js';
import { sayWhenCut } from './results.js';

const CONFLICTS_SHOWN = 50;

export function addRestoreCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'restore', { description: 'restores', io });
  addMakingCommands(group, io);
  addReadingCommands(group, io);
  clientCommand(group, 'cancel <restore>', 'ask a running restore to stop: what it made stays').action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, (session) => cancel(session, reference)),
  );
  clientCommand(group, 'delete <restore>', 'delete the record of a restore that has ended')
    .option('--yes', 'do not ask')
    .action((reference: string, options: ClientOptions & { yes?: boolean }) =>
      runCommand(io, options, (session) => remove(session, reference, options)),
    );
}

function addMakingCommands(group: Command, io: CliIo): void {
  withRestoreOptions(
    clientCommand(group, 'create <backup>', 'bring back what a backup holds, by its name or id'),
  )
    .option('--name <name>', 'name of the restore (else made of that of the backup)')
    .option('--yes', 'do not ask before anything is replaced')
    .option('--accept-damaged', 'bring back what can be read of a backup that is known to be damaged')
    .option('--watch', 'stay until it has ended')
    .action((backup: string, options: CreateOptions) =>
      runCommand(io, options, (session) => create(session, backup, options)),
    );
  withRestoreOptions(
    clientCommand(group, 'preview <backup>', 'what a restore would do now, by dry runs: changes nothing'),
  ).action((backup: string, options: RestoreCliOptions) =>
    runCommand(io, options, (session) => preview(session, backup, options)),
  );
}

function addReadingCommands(group: Command, io: CliIo): void {
  const command = clientCommand(group, 'list', 'the restores, newest first when not sorted otherwise')
    .option('--state <states>', `only these: ${RESTORE_STATES.join(', ')}`, wordsOption(RESTORE_STATES))
    .option('--backup <backup>', 'only of this backup, by name or id')
    .option('--cluster <cluster>', 'only into this cluster, by name or id');
  withListOptions(command, RESTORE_SORTS).action((options: ListOptions) =>
    runCommand(io, options, (session) => showList(session, options)),
  );
  clientCommand(group, 'show <restore>', 'one restore and what did not come back, by name or id')
    .option('--limit <number>', 'how many issues at most', numberOption(2_000), 200)
    .action((reference: string, options: ClientOptions & { limit: number }) =>
      runCommand(io, options, (session) => showRestore(session, reference, options)),
    );
  clientCommand(group, 'watch <restore>', 'follow a restore until it has ended').action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, async (session) => watchRestore(session, await restoreId(session, reference))),
  );
}

interface CreateOptions extends RestoreCliOptions {
  readonly name?: string;
  readonly yes?: boolean;
  readonly acceptDamaged?: boolean;
  readonly watch?: boolean;
}

interface ListOptions extends ClientOptions, CliListOptions<RestoreSortField> {
  readonly state?: readonly RestoreState[];
  readonly backup?: string;
  readonly cluster?: string;
}

async function create(session: Session, backup: string, options: CreateOptions): Promise<ExitCode> {
  const replaces = options.existing === 'REPLACE';
  if (replaces) {
    const question = `Delete every object that is there and differs from backup "${backup}", and make it anew?`;
    await session.confirm(question, options);
  }
  const input = {
    ...(await restoreInput(session, backup, options)),
    name: options.name ?? null,
    confirm: replaces ? true : null,
    acceptDamaged: options.acceptDamaged ?? null,
  };
  const { restore } = (await session.ask(CreateRestoreDocument, { input })).createRestore;
  if (options.watch !== true) {
    session.show(
      restore,
      () => `Restore "${restore.name}" has begun: "holdfast restore watch ${restore.name}" follows it.`,
    );
    return EXIT.done;
  }
  session.say(`Restore "${restore.name}" has begun.`);
  return watchRestore(session, restore.id);
}

async function preview(session: Session, backup: string, options: RestoreCliOptions): Promise<undefined> {
  const input = await restoreInput(session, backup, options);
  const { previewRestore: would } = await session.ask(PreviewRestoreDocument, { input });
  const shown = would.conflicts.slice(0, CONFLICTS_SHOWN);
  const cut =
    would.conflictsTotal > shown.length
      ? `\n(the first ${shown.length} of ${count(would.conflictsTotal)}; --json has up to 1,000)`
      : '';
  const rows = shown.map(({ object, target, outcome, code, message }) => [
    outcome,
    objectName(object),
    target.namespace === '' ? target.name : `${target.namespace}/${target.name}`,
    code ?? '',
    message,
  ]);
  session.show(would, () =>
    [
      facts([
        ['would be', outcomes(would.counts)],
        ['new namespaces', someNames(would.newNamespaces)],
        ...notTried(would.unchecked),
      ]),
      section(
        'Conflicts',
        rows.length === 0 ? '' : table(['OUTCOME', 'OBJECT', 'GOES TO', 'CODE', 'WHY'], rows) + cut,
      ),
      section('Issues', issueTable(would.issues.filter((each) => !standsIn(shown, each)))),
    ]
      .filter((part) => part !== '')
      .join('\n'),
  );
}

type Preview = PreviewRestoreQuery['previewRestore'];

/** A conflict is told once, in its own table. */
function standsIn(conflicts: Preview['conflicts'], { code, object }: Preview['issues'][number]): boolean {
  return conflicts.some((each) => each.code === code && objectName(each.object) === objectName(object));
}

function notTried(unchecked: number): readonly (readonly [string, string])[] {
  if (unchecked === 0) return [];
  return [['not tried', `${count(unchecked)} of those created: their namespace or kind is not there yet`]];
}

async function showList(session: Session, options: ListOptions): Promise<undefined> {
  const sort = options.sort ?? null;
  const filter = {
    ...(await listFilter(session, options)),
    states: options.state ?? null,
    backupId: options.backup === undefined ? null : await backupId(session, options.backup),
    clusterId: options.cluster === undefined ? null : await clusterId(session, options.cluster),
  };
  const { nodes, total } = await firstOf(
    options.limit,
    async (first, after) => (await session.ask(RestoresDocument, { first, after, filter, sort })).restores,
  );
  session.show(nodes, () =>
    table(
      ['NAME', 'STATE', 'BACKUP', 'INTO', 'NAMESPACES', 'OBJECTS', 'CREATED', 'REASON'],
      nodes.map(({ progress, ...each }) => [
        each.name,
        each.state !== 'IN_PROGRESS' || each.stage === null ? each.state : `${each.state} (${each.stage})`,
        each.backupName,
        each.clusterName,
        list(each.targetNamespaces.slice(0, 3)) + (each.targetNamespaces.length > 3 ? ', …' : ''),
        progress.total === null
          ? count(progress.done)
          : `${count(progress.done)} of ${count(progress.total)}`,
        time(each.createdAt),
        each.stateReason ?? '',
      ]),
    ),
  );
  sayWhenCut(session, nodes.length, total);
}

async function cancel(session: Session, reference: string): Promise<undefined> {
  const input = { id: await restoreId(session, reference) };
  const { restore } = (await session.ask(CancelRestoreDocument, { input })).cancelRestore;
  const how =
    restore.state === 'IN_PROGRESS'
      ? 'will stop at its next step; what it made stays'
      : `is ${restore.state}`;
  session.show(restore, () => `Restore "${restore.name}" ${how}.`);
}

async function remove(
  session: Session,
  reference: string,
  options: { readonly yes?: boolean },
): Promise<undefined> {
  const { id, name } = await restoreNamed(session, reference);
  await session.confirm(`Delete the record of restore "${name}"? What it brought back stays.`, options);
  const { deleteRestore } = await session.ask(DeleteRestoreDocument, { input: { id } });
  session.show(deleteRestore, () => `The record of restore "${name}" is gone.`);
}
