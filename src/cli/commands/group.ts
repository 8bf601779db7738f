import type { Command } from 'commander';
import {
  CreateUserGroupDocument,
  DeleteUserGroupDocument,
  EditUserGroupDocument,
  UserGroupDocument,
  type UserGroupFieldsFragment,
  UserGroupMembersDocument,
  type UserGroupQuery,
  UserGroupsDocument,
  type UserState,
} from '../../client/generated/graphql.js';
import { CliError } from '../cli-error.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand, commandGroup } from '../client-command.js';
import { userGroupId, userIds } from '../find-by-name.js';
import { withNamePart } from '../list-options.js';
import { time } from '../output/format.js';
import { operationsSection } from '../output/operations.js';
import { facts, section, table } from '../output/table.js';
import { allOf, firstOf, PAGE_SIZE } from '../pages.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { GROUP_STATES, numberOption, textOption, textsOption, wordOption } from '../words.js';
import { found, sayWhenCut, shown } from './results.js';
import { stateOf } from './user.js';

const MAX_NAME = 80;

export function addGroupCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'group', { description: 'people together, to share things with', io });
  const member = '<user>' as const;

  clientCommand(group, 'create <name>', 'make a group')
    .option(`--member ${member}`, 'who is in it, by name or id; may be repeated', textsOption)
    .action((name: string, options: CreateOptions) =>
      runCommand(io, options, (session) => create(session, name, options)),
    );
  withNamePart(clientCommand(group, 'list', 'the groups, newest first'))
    .option('--state <state>', 'only ACTIVE or UNKNOWN', wordOption(GROUP_STATES))
    .option('--limit <number>', 'how many at most', numberOption(10_000), 50)
    .action((options: ListOptions) => runCommand(io, options, (session) => showList(session, options)));
  clientCommand(group, 'show <group>', 'one group and who is in it, by name or id').action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, (session) => show(session, reference)),
  );
  clientCommand(group, 'edit <group>', 'change the name, or who is in it')
    .option('--name <name>', 'new name', textOption(MAX_NAME))
    .option(`--add ${member}`, 'who comes in, by name or id; may be repeated', textsOption)
    .option(`--remove ${member}`, 'who goes out; may be repeated', textsOption)
    .action((reference: string, options: EditOptions) =>
      runCommand(io, options, (session) => edit(session, reference, options)),
    );
  clientCommand(group, 'delete <group>', 'delete a group; what was shared with it is not any more')
    .option('--yes', 'do not ask')
    .action((reference: string, options: ClientOptions & { readonly yes?: boolean }) =>
      runCommand(io, options, (session) => remove(session, reference, options)),
    );
}

interface CreateOptions extends ClientOptions {
  readonly member?: readonly string[];
}

interface ListOptions extends ClientOptions {
  readonly state?: UserState;
  readonly nameContains?: string;
  readonly limit: number;
}

interface EditOptions extends ClientOptions {
  readonly name?: string;
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
}

async function create(session: Session, name: string, { member = [] }: CreateOptions): Promise<undefined> {
  const input = { name, memberIds: await userIds(session, member) };
  const { userGroup } = (await session.ask(CreateUserGroupDocument, { input })).createUserGroup;
  session.show(userGroup, () => `Created group "${name}", ${membersOf(userGroup)}.`);
}

async function showList(session: Session, { limit, nameContains, state }: ListOptions): Promise<undefined> {
  const filter = { nameContains: nameContains ?? null, states: state === undefined ? null : [state] };
  const { nodes, total } = await firstOf(
    limit,
    async (first, after) => (await session.ask(UserGroupsDocument, { first, after, ...filter })).userGroups,
  );
  session.show(nodes, () =>
    table(
      ['NAME', 'STATE', 'MEMBERS', 'FROM', 'SINCE'],
      nodes.map((each) => [
        each.name,
        stateOf(each),
        String(each.members.totalCount),
        each.provider ?? 'here',
        time(each.createdAt),
      ]),
    ),
  );
  sayWhenCut(session, nodes.length, total);
}

async function show(session: Session, reference: string): Promise<undefined> {
  const group = await groupNamed(session, reference);
  const members = await allOf(async (after) => {
    const variables = { id: group.id, first: PAGE_SIZE, after };
    return found((await session.ask(UserGroupMembersDocument, variables)).userGroup).members;
  });
  const rows = members.map(({ name, role, state }) => [name, role, state]);
  session.show({ ...group, members }, () =>
    shown(
      describe(group),
      section('Members', table(['NAME', 'ROLE', 'STATE'], rows)),
      operationsSection(group.allowedOperations),
    ),
  );
}

async function edit(session: Session, reference: string, options: EditOptions): Promise<undefined> {
  const { name, add = [], remove: gone = [] } = options;
  if (name === undefined && add.length + gone.length === 0) {
    throw new CliError('Bad usage: there is nothing to change', 'give --name, --add or --remove');
  }
  const { id, version: expectedVersion } = await groupNamed(session, reference);
  const input = {
    id,
    expectedVersion,
    name: name ?? null,
    addMemberIds: await userIds(session, add),
    removeMemberIds: await userIds(session, gone),
  };
  const { userGroup } = (await session.ask(EditUserGroupDocument, { input })).editUserGroup;
  session.show(userGroup, () => describe(userGroup));
}

async function remove(
  session: Session,
  reference: string,
  options: { readonly yes?: boolean },
): Promise<undefined> {
  const group = await groupNamed(session, reference);
  await session.confirm(`Delete group "${group.name}", ${membersOf(group)}?`, options);
  const { deleteUserGroup } = await session.ask(DeleteUserGroupDocument, { input: { id: group.id } });
  session.show(deleteUserGroup, () => `Deleted group "${group.name}".`);
}

type Named = NonNullable<UserGroupQuery['userGroup']>;

async function groupNamed(session: Session, reference: string): Promise<Named> {
  const id = await userGroupId(session, reference);
  return found((await session.ask(UserGroupDocument, { id })).userGroup);
}

function membersOf({ members: { totalCount } }: UserGroupFieldsFragment): string {
  return totalCount === 1 ? '1 member' : `${totalCount} members`;
}

function describe(group: UserGroupFieldsFragment): string {
  return facts([
    ['name', group.name],
    ['id', group.id],
    ['from', group.provider ?? 'here'],
    ['state', `${stateOf(group)} since ${time(group.stateChangedAt)}`],
    ['members', String(group.members.totalCount)],
    ['since', time(group.createdAt)],
    ['version', String(group.version)],
  ]);
}
