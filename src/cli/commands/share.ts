import { type Command, Option } from 'commander';
import {
  CreateShareDocument,
  DeleteShareDocument,
  EditShareDocument,
  type ShareAccess,
  type SharedResource,
  type ShareFieldsFragment,
  SharesDocument,
} from '../../client/generated/graphql.js';
import { CliError } from '../cli-error.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand, commandGroup } from '../client-command.js';
import { backupId, clusterId, isUuid, scheduleId } from '../find-by-name.js';
import { time } from '../output/format.js';
import { table } from '../output/table.js';
import { allOf, PAGE_SIZE } from '../pages.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { textsOption } from '../words.js';

const ACCESS = ['view', 'restore', 'full'];
const WITH_USER =
  'with whom, by name, e-mail address or id; also somebody of the identity provider who was never here';
const WITH_GROUP = 'with whom, by name or id';

export function addShareCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'share', {
    description: 'who else reaches a cluster, a schedule or a backup',
    io,
  });
  const access = () => new Option('--access <access>', 'how far they reach').choices(ACCESS);

  onThing(clientCommand(group, 'add', 'share a thing with a person or a group'))
    .option('--user <user>', WITH_USER)
    .option('--group <group>', WITH_GROUP)
    .addOption(access().default('view'))
    .option('--namespace <pattern>', 'of a cluster: which namespaces; may be repeated', textsOption)
    .action((options: AddOptions) => runCommand(io, options, (session) => add(session, options)));
  onThing(clientCommand(group, 'list', 'with whom a thing is shared')).action((options: ThingOptions) =>
    runCommand(io, options, (session) => showList(session, options)),
  );
  onThing(clientCommand(group, 'edit <share>', 'change how far somebody reaches, by the id of the share'))
    .addOption(access())
    .option('--namespace <pattern>', 'of a cluster: which namespaces from now on', textsOption)
    .action((id: string, options: EditOptions) =>
      runCommand(io, options, (session) => edit(session, id, options)),
    );
  clientCommand(group, 'remove <share>', 'take a share back, by its id; what was made under it stays').action(
    (id: string, options: ClientOptions) => runCommand(io, options, (session) => remove(session, id)),
  );
}

function onThing(command: Command): Command {
  return command
    .option('--cluster <cluster>', 'a cluster, by name or id')
    .option('--schedule <schedule>', 'a schedule with all its backups')
    .option('--backup <backup>', 'one backup');
}

interface ThingOptions extends ClientOptions {
  readonly cluster?: string;
  readonly schedule?: string;
  readonly backup?: string;
}

interface AddOptions extends ThingOptions {
  readonly user?: string;
  readonly group?: string;
  readonly access: string;
  readonly namespace?: readonly string[];
}

interface EditOptions extends ThingOptions {
  readonly access?: string;
  readonly namespace?: readonly string[];
}

/** @throws CliError where none or more than one is named */
async function thingOf(
  session: Session,
  { cluster, schedule, backup }: ThingOptions,
): Promise<{ readonly resource: SharedResource; readonly id: string }> {
  const named = [cluster, schedule, backup].filter((each) => each !== undefined);
  if (named.length !== 1)
    throw new CliError('which thing?', 'name one of --cluster, --schedule and --backup');
  if (cluster !== undefined) return { resource: 'Cluster', id: await clusterId(session, cluster) };
  if (schedule !== undefined) return { resource: 'BackupSchedule', id: await scheduleId(session, schedule) };
  return { resource: 'Backup', id: await backupId(session, backup ?? '') };
}

async function add(session: Session, options: AddOptions): Promise<undefined> {
  const { user, group, access, namespace } = options;
  if ((user === undefined) === (group === undefined))
    throw new CliError('with whom?', 'name one of --user and --group');
  const input = {
    ...(await thingOf(session, options)),
    ...(user !== undefined && (isUuid(user) ? { userId: user } : { user })),
    ...(group !== undefined && (isUuid(group) ? { groupId: group } : { group })),
    access: accessOf(access),
    ...(namespace && { namespaces: [...namespace] }),
  };
  const { share } = (await session.ask(CreateShareDocument, { input })).createShare;
  session.show(share, () => `Shared with ${grantee(share)}: ${reach(share)}.`);
}

async function showList(session: Session, options: ThingOptions): Promise<undefined> {
  const nodes = await sharesOf(session, options);
  session.show(nodes, () =>
    table(
      ['ID', 'WITH', 'ACCESS', 'NAMESPACES', 'SINCE', 'BY'],
      nodes.map((each) => [
        each.id,
        grantee(each),
        each.access.toLowerCase(),
        each.namespaces.join(' '),
        time(each.createdAt),
        each.sharedBy?.name ?? '',
      ]),
    ),
  );
}

async function sharesOf(session: Session, options: ThingOptions): Promise<readonly ShareFieldsFragment[]> {
  const { resource, id } = await thingOf(session, options);
  return allOf(async (after) => {
    const { shares } = await session.ask(SharesDocument, { resource, id, first: PAGE_SIZE, after });
    return shares;
  });
}

/** The version that it has now is read first: two who edit at once are told apart. */
async function edit(session: Session, id: string, options: EditOptions): Promise<undefined> {
  const { access, namespace } = options;
  const before = (await sharesOf(session, options)).find((each) => each.id === id.toLowerCase());
  if (before === undefined) throw new CliError(`no share ${id} of it`, 'see "share list"');
  const input = {
    id,
    expectedVersion: before.version,
    ...(access !== undefined && { access: accessOf(access) }),
    ...(namespace && { namespaces: [...namespace] }),
  };
  const { share } = (await session.ask(EditShareDocument, { input })).editShare;
  session.show(share, () => `Shared with ${grantee(share)}: ${reach(share)}.`);
}

async function remove(session: Session, id: string): Promise<undefined> {
  const { deleteShare } = await session.ask(DeleteShareDocument, { input: { id } });
  session.show(deleteShare, () => 'Taken back.');
}

function accessOf(word: string): ShareAccess {
  return word.toUpperCase() as ShareAccess;
}

function grantee({ user, group }: ShareFieldsFragment): string {
  if (group) return `group ${group.name}`;
  return user?.name ?? 'somebody who is gone';
}

function reach({ access, namespaces }: ShareFieldsFragment): string {
  const word = access.toLowerCase();
  return namespaces.length === 0 ? word : `${word}, namespaces ${namespaces.join(', ')}`;
}
