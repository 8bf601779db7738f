import type { Command } from 'commander';
import {
  CreateUserDocument,
  EditUserDocument,
  type OwnedKind,
  ReassignOwnershipDocument,
  type Role,
  UserDocument,
  type UserFieldsFragment,
  type UserQuery,
  type UserState,
  UsersDocument,
} from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand, commandGroup } from '../client-command.js';
import { userId } from '../find-by-name.js';
import { withNamePart } from '../list-options.js';
import { list, time } from '../output/format.js';
import { operationsSection } from '../output/operations.js';
import { facts, section, table } from '../output/table.js';
import { firstOf } from '../pages.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import {
  GIVEN_USER_STATES,
  numberOption,
  ROLES,
  textOption,
  USER_STATES,
  wordOption,
  wordsOf,
} from '../words.js';
import { linkTable, tokenTable } from './people-tables.js';
import { found, sayWhenCut, shown } from './results.js';

const MAX_NAME = 80;

export function addUserCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'user', { description: 'people and their roles', io });
  const role = ['--role <role>', `one of ${ROLES.join(', ')}`, wordOption(ROLES)] as const;

  clientCommand(group, 'create <name>', 'make a person known; "token create" makes them a token next')
    .requiredOption(...role)
    .option('--email <address>', 'e-mail address')
    .action((name: string, options: CreateOptions) =>
      runCommand(io, options, (session) => create(session, name, options)),
    );
  withNamePart(clientCommand(group, 'list', 'the people, newest first'))
    .option('--role <role>', `only ${ROLES.join(', ')}`, wordOption(ROLES))
    .option('--state <state>', `only ${USER_STATES.join(', ')}`, wordOption(USER_STATES))
    .option('--limit <number>', 'how many at most', numberOption(10_000), 50)
    .action((options: ListOptions) => runCommand(io, options, (session) => showList(session, options)));
  clientCommand(group, 'show <user>', 'one person with tokens and Slack links, by name or id').action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, async (session) => {
        const user = await userNamed(session, reference);
        session.show(user, () => shown(describe(user), operationsSection(user.allowedOperations)));
        return undefined;
      }),
  );
  clientCommand(group, 'reassign <user>', 'hand what somebody owns to another, as when they have left')
    .requiredOption('--to <user>', 'who owns it from now on, by name or id')
    .option('--kind <kind>', `only this kind: one of ${OWNED_KINDS.join(', ')}; may be repeated`, ownedKinds)
    .option('--yes', 'do not ask')
    .action((reference: string, options: ReassignOptions) =>
      runCommand(io, options, (session) => reassign(session, reference, options)),
    );
  clientCommand(group, 'deactivate <user>', 'the same as edit --state inactive: what they own stays theirs')
    .option('--yes', 'do not ask')
    .action((reference: string, options: ClientOptions & { readonly yes?: boolean }) =>
      runCommand(io, options, (session) => deactivate(session, reference, options)),
    );
  clientCommand(group, 'edit <user>', 'change name, address, role or state')
    .option('--name <name>', 'new name', textOption(MAX_NAME))
    .option('--email <address>', 'new e-mail address; "" takes it away')
    .option(...role)
    .option(
      '--state <state>',
      'INACTIVE: can sign in no more, every token is revoked; ACTIVE: can again',
      wordOption(GIVEN_USER_STATES),
    )
    .action((reference: string, options: EditOptions) =>
      runCommand(io, options, (session) => edit(session, reference, options)),
    );
}

const OWNED_KINDS = wordsOf<OwnedKind>({
  Cluster: true,
  BackupLocation: true,
  BackupSchedule: true,
  Backup: true,
  Restore: true,
  ExecRule: true,
  AlertRoute: true,
  ClusterDiscovery: true,
});
const oneKind = wordOption(OWNED_KINDS);
const ownedKinds = (text: string, before: readonly OwnedKind[] = []) => [...before, oneKind(text)];

interface ReassignOptions extends ClientOptions {
  readonly to: string;
  readonly kind?: readonly OwnedKind[];
  readonly yes?: boolean;
}

interface CreateOptions extends ClientOptions {
  readonly role: Role;
  readonly email?: string;
}

interface ListOptions extends ClientOptions {
  readonly nameContains?: string;
  readonly role?: Role;
  readonly state?: UserState;
  readonly limit: number;
}

interface EditOptions extends ClientOptions {
  readonly name?: string;
  readonly email?: string;
  readonly role?: Role;
  readonly state?: UserState;
}

async function create(session: Session, name: string, { role, email }: CreateOptions): Promise<undefined> {
  const input = { name, role, email: email ?? null };
  const { user } = (await session.ask(CreateUserDocument, { input })).createUser;
  session.show(
    user,
    () =>
      `Created "${user.name}", ${user.role}. Next: holdfast token create <what for> --user "${user.name}"`,
  );
}

async function showList(session: Session, options: ListOptions): Promise<undefined> {
  const { limit, nameContains = null, role, state } = options;
  const roles = role === undefined ? null : [role];
  const states = state === undefined ? null : [state];
  const filter = { kind: 'PERSON', nameContains, roles, states } as const;
  const { nodes, total } = await firstOf(
    limit,
    async (first, after) => (await session.ask(UsersDocument, { first, after, ...filter })).users,
  );
  session.show(nodes, () =>
    table(
      ['NAME', 'ROLE', 'STATE', 'E-MAIL', 'SLACK', 'SINCE'],
      nodes.map((each) => [
        each.name,
        each.role,
        stateOf(each),
        each.email ?? '-',
        list(each.slackLinks.map(({ slackUserName, teamName }) => `${slackUserName} (${teamName})`)),
        time(each.stateChangedAt),
      ]),
    ),
  );
  sayWhenCut(session, nodes.length, total);
}

export async function userNamed(
  session: Session,
  reference: string,
): Promise<NonNullable<UserQuery['user']>> {
  return found((await session.ask(UserDocument, { id: await userId(session, reference) })).user);
}

async function edit(session: Session, reference: string, options: EditOptions): Promise<undefined> {
  const { id, version: expectedVersion } = await userNamed(session, reference);
  const { name = null, email = null, role = null, state = null } = options;
  const input = { id, expectedVersion, name, email, role, state };
  const { user } = (await session.ask(EditUserDocument, { input })).editUser;
  session.show(user, () => describe(user));
}

async function reassign(session: Session, reference: string, options: ReassignOptions): Promise<undefined> {
  const { to, kind } = options;
  const from = await userNamed(session, reference);
  const heir = await userNamed(session, to);
  const asked = from.owned.filter((each) => kind === undefined || kind.includes(each.kind));
  await session.confirm(`Hand ${counted(asked)} of ${from.name} to ${heir.name}?`, options);
  const input = { fromUserId: from.id, toUserId: heir.id, ...(kind !== undefined && { kinds: [...kind] }) };
  const { reassignOwnership } = await session.ask(ReassignOwnershipDocument, { input });
  const { moved } = reassignOwnership;
  session.show(reassignOwnership, () => `${counted(moved)} of ${from.name}: now of ${heir.name}.`);
}

function counted(owned: readonly { readonly kind: OwnedKind; readonly count: number }[]): string {
  return owned.length === 0 ? 'nothing' : owned.map(({ kind, count }) => `${kind} ${count}`).join(', ');
}

async function deactivate(
  session: Session,
  reference: string,
  options: { readonly yes?: boolean },
): Promise<undefined> {
  const { id, name, version: expectedVersion } = await userNamed(session, reference);
  await session.confirm(`Deactivate ${name} and revoke every token of theirs?`, options);
  const input = { id, expectedVersion, state: 'INACTIVE' as const };
  const { user } = (await session.ask(EditUserDocument, { input })).editUser;
  session.show(user, () => describe(user));
}

/** With the reason where it is not ACTIVE. */
export function stateOf({ state, stateReason }: Pick<UserFieldsFragment, 'state' | 'stateReason'>): string {
  return stateReason === null ? state : `${state} (${stateReason})`;
}

export function describe(user: UserFieldsFragment): string {
  return [
    facts([
      ['name', user.name],
      ['id', user.id],
      ['role', user.role],
      ['state', `${stateOf(user)} since ${time(user.stateChangedAt)}`],
      ['from', user.provider ?? 'here'],
      ['e-mail', user.email ?? '-'],
      ['owns', counted(user.owned)],
      ['groups', list(user.groups.map(({ name }) => name))],
      ['known since', time(user.createdAt)],
      ['version', String(user.version)],
    ]),
    section('Tokens', tokenTable(user.accessTokens)),
    section('Slack', linkTable(user.slackLinks)),
  ].join('\n\n');
}
