import { type Command, Option } from 'commander';
import {
  CreateAccessTokenDocument,
  RevokeAccessTokenDocument,
  type TokenAccess,
  UserDocument,
} from '../../client/generated/graphql.js';
import { CliError } from '../cli-error.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand, commandGroup } from '../client-command.js';
import { ownId, userId } from '../find-by-name.js';
import { time } from '../output/format.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { textsOption } from '../words.js';
import { tokenTable } from './people-tables.js';
import { found } from './results.js';

/** The server's `token reset` stands in the same group: src/main.ts adds it. */
export function addTokenCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'token', { description: 'access tokens', io });
  const user = ['--user <user>', 'whose, by name or id; your own when not given'] as const;

  clientCommand(group, 'create <for>', 'make a token and show it, once; say what it is for')
    .option(...user)
    .option('--read-only', 'good for queries and subscriptions, and no mutation')
    .addOption(
      new Option('--operation <field>', 'good for this root field of the API alone; may be repeated')
        .argParser(textsOption)
        .conflicts('readOnly'),
    )
    .option('--expires <when>', 'when it ends: 90d, 12h, or a date such as 2027-01-31; never when not given')
    .action((name: string, options: CreateOptions) =>
      runCommand(io, options, (session) => create(session, name, options)),
    );
  clientCommand(group, 'list', 'the tokens of a person, newest first; never the tokens themselves')
    .option(...user)
    .action((options: OfUser) => runCommand(io, options, (session) => showList(session, options)));
  clientCommand(group, 'revoke <id>', 'end a token; "token list" shows the ids').action(
    (id: string, options: ClientOptions) => runCommand(io, options, (session) => revoke(session, id)),
  );
}

interface OfUser extends ClientOptions {
  readonly user?: string;
}

interface CreateOptions extends OfUser {
  readonly expires?: string;
  readonly readOnly?: boolean;
  readonly operation?: readonly string[];
}

async function create(session: Session, name: string, options: CreateOptions): Promise<undefined> {
  const expiresAt = options.expires === undefined ? null : momentOf(options.expires);
  const input = { userId: await idOf(session, options), name, expiresAt, ...limitsOf(options) };
  const { token, accessToken } = (await session.ask(CreateAccessTokenDocument, { input })).createAccessToken;
  session.show({ token, accessToken }, () => token);
  const end = accessToken.expiresAt === null ? 'It has no end' : `It ends ${time(accessToken.expiresAt)}`;
  session.say(
    `This token is not shown again. ${end}; "holdfast token revoke ${accessToken.id}" ends it at once.`,
  );
}

async function showList(session: Session, options: OfUser): Promise<undefined> {
  const user = found((await session.ask(UserDocument, { id: await idOf(session, options) })).user);
  session.show(user.accessTokens, () => tokenTable(user.accessTokens));
}

async function revoke(session: Session, id: string): Promise<undefined> {
  const { accessToken } = (await session.ask(RevokeAccessTokenDocument, { input: { id } })).revokeAccessToken;
  session.show(
    accessToken,
    () => `Token "${accessToken.name}" is revoked since ${time(accessToken.revokedAt)}.`,
  );
}

export function limitsOf({ readOnly, operation = [] }: Pick<CreateOptions, 'readOnly' | 'operation'>): {
  readonly access: TokenAccess;
  readonly operations: string[];
} {
  const access = operation.length > 0 ? 'OPERATIONS' : readOnly ? 'READ_ONLY' : 'FULL';
  return { access, operations: [...operation] };
}

function idOf(session: Session, { user }: OfUser): Promise<string> {
  return user === undefined ? ownId(session) : userId(session, user);
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `90d` from now, or a date or time as ISO 8601 writes it. @throws CliError */
export function momentOf(text: string): string {
  const [, number, unit = ''] = /^(\d{1,5})([hdw])$/.exec(text) ?? [];
  const length = UNITS[unit];
  if (number !== undefined && length !== undefined) {
    return new Date(Date.now() + Number(number) * length).toISOString();
  }
  const date = /^\d{4}-\d{2}-\d{2}/.test(text) ? new Date(text) : new Date(Number.NaN);
  if (Number.isNaN(date.getTime())) {
    throw new CliError('--expires is no time', 'write 12h, 90d, 4w, or a date such as 2027-01-31');
  }
  return date.toISOString();
}
