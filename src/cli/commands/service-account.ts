import { type Command, Option } from 'commander';
import {
  CreateAccessTokenDocument,
  CreateUserDocument,
  EditUserDocument,
  type Role,
  type UserState,
  UsersDocument,
} from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand, commandGroup } from '../client-command.js';
import { userId } from '../find-by-name.js';
import { time } from '../output/format.js';
import { table } from '../output/table.js';
import { firstOf } from '../pages.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { GIVEN_USER_STATES, numberOption, ROLES, textOption, textsOption, wordOption } from '../words.js';
import { sayWhenCut } from './results.js';
import { limitsOf, momentOf } from './token.js';
import { describe, stateOf, userNamed } from './user.js';

const MAX_NAME = 80;

/** Programs that ask the API: users without a sign-in, with tokens that a super admin makes. */
export function addServiceAccountCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'service-account', { description: 'programs that ask the API', io });
  const role = ['--role <role>', `one of ${ROLES.join(', ')}`, wordOption(ROLES)] as const;

  clientCommand(group, 'create <name>', 'make one; "service-account token" makes it a token next')
    .requiredOption(...role)
    .action((name: string, options: ClientOptions & { readonly role: Role }) =>
      runCommand(io, options, (session) => create(session, name, options.role)),
    );
  clientCommand(group, 'list', 'the service accounts, newest first')
    .option('--limit <number>', 'how many at most', numberOption(10_000), 50)
    .action((options: ClientOptions & { readonly limit: number }) =>
      runCommand(io, options, (session) => showList(session, options.limit)),
    );
  clientCommand(group, 'show <account>', 'one with its tokens, by name or id').action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, async (session) => {
        const account = await userNamed(session, reference);
        session.show(account, () => describe(account));
        return undefined;
      }),
  );
  clientCommand(group, 'edit <account>', 'change name, role or state')
    .option('--name <name>', 'new name', textOption(MAX_NAME))
    .option(...role)
    .option('--state <state>', 'INACTIVE: every token is revoked', wordOption(GIVEN_USER_STATES))
    .action((reference: string, options: EditOptions) =>
      runCommand(io, options, (session) => edit(session, reference, options)),
    );
  clientCommand(group, 'token <account> <for>', 'make it a token and show it, once; say what it is for')
    .option('--read-only', 'good for queries and subscriptions, and no mutation')
    .addOption(
      new Option('--operation <field>', 'good for this root field of the API alone; may be repeated')
        .argParser(textsOption)
        .conflicts('readOnly'),
    )
    .option('--expires <when>', 'when it ends: 90d, 12h, or a date; never when not given')
    .action((reference: string, name: string, options: TokenOptions) =>
      runCommand(io, options, (session) => makeToken(session, { reference, name, options })),
    );
}

interface EditOptions extends ClientOptions {
  readonly name?: string;
  readonly role?: Role;
  readonly state?: UserState;
}

interface TokenOptions extends ClientOptions {
  readonly readOnly?: boolean;
  readonly operation?: readonly string[];
  readonly expires?: string;
}

async function create(session: Session, name: string, role: Role): Promise<undefined> {
  const input = { name, role, kind: 'SERVICE_ACCOUNT' as const };
  const { user } = (await session.ask(CreateUserDocument, { input })).createUser;
  session.show(
    user,
    () => `Created "${name}", ${user.role}. Next: holdfast service-account token "${name}" <what for>`,
  );
}

async function showList(session: Session, limit: number): Promise<undefined> {
  const kind = 'SERVICE_ACCOUNT' as const;
  const { nodes, total } = await firstOf(
    limit,
    async (first, after) => (await session.ask(UsersDocument, { first, after, kind })).users,
  );
  session.show(nodes, () =>
    table(
      ['NAME', 'ROLE', 'STATE', 'SINCE'],
      nodes.map((each) => [each.name, each.role, stateOf(each), time(each.createdAt)]),
    ),
  );
  sayWhenCut(session, nodes.length, total);
}

async function edit(session: Session, reference: string, options: EditOptions): Promise<undefined> {
  const { id, version: expectedVersion } = await userNamed(session, reference);
  const { name = null, role = null, state = null } = options;
  const input = { id, expectedVersion, name, role, state };
  const { user } = (await session.ask(EditUserDocument, { input })).editUser;
  session.show(user, () => describe(user));
}

async function makeToken(
  session: Session,
  {
    reference,
    name,
    options,
  }: { readonly reference: string; readonly name: string; readonly options: TokenOptions },
): Promise<undefined> {
  const expiresAt = options.expires === undefined ? null : momentOf(options.expires);
  const input = { userId: await userId(session, reference), name, expiresAt, ...limitsOf(options) };
  const { token, accessToken } = (await session.ask(CreateAccessTokenDocument, { input })).createAccessToken;
  session.show({ token, accessToken }, () => token);
  session.say(`This token is not shown again; "holdfast token revoke ${accessToken.id}" ends it at once.`);
}
