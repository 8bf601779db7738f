import type { Connection } from '../client/connection.js';
import { execute } from '../client/execute.js';
import type { TypedDocumentString } from '../client/generated/graphql.js';
import { connectionFrom } from './cli-environment.js';
import { CliError } from './cli-error.js';
import type { CliIo } from './cli-io.js';
import { type ErrorReport, reportOf } from './error-report.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { plain } from './output/plain.js';

/** The options that every client command has. */
export interface ClientOptions {
  readonly url?: string;
  readonly token?: string;
  readonly json?: boolean;
  readonly idempotencyKey?: string;
}

/** One run of one client command. */
export interface Session {
  readonly io: CliIo;
  readonly json: boolean;
  readonly connection: Connection;
  ask<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
  ): Promise<Result>;
  /** A message for the person, on stderr; nothing with --json. */
  say(message: string): void;
  /** The result, on stdout: one JSON document, or text for people. */
  show(result: unknown, text: () => string): void;
  /** Asks before something is done that cannot be taken back. @throws CliError when the answer is not yes */
  confirm(question: string, options: { readonly yes?: boolean }): Promise<void>;
}

/** Runs a command to its exit code: whatever it throws becomes one line on stderr, and with --json a document on stdout. */
export async function runCommand(
  io: CliIo,
  options: ClientOptions,
  work: (session: Session) => Promise<ExitCode | undefined>,
): Promise<void> {
  let secret: string | undefined;
  try {
    const connection = { ...connectionFrom(options, io), ...keysOf(options), client: 'holdfast-cli' };
    secret = connection.token;
    const guarded = guard(io, secret);
    io.setExitCode((await work(sessionOver(guarded, connection, options.json === true))) ?? EXIT.done);
  } catch (error) {
    const guarded = guard(io, secret ?? options.token);
    const report = reportOf(error, { withToken: secret !== undefined });
    tell(guarded, report, options.json === true);
    if (report.exitCode === EXIT.fault && io.env.HOLDFAST_DEBUG && error instanceof Error) {
      guarded.stderr.write(`${error.stack}\n`);
    }
    io.setExitCode(report.exitCode);
  }
}

/** A command may make several changes, always in the same order: each has a key of its own. */
function keysOf({ idempotencyKey }: ClientOptions): Pick<Connection, 'newKey'> {
  if (idempotencyKey === undefined) return {};
  let changes = 0;
  return {
    newKey() {
      changes += 1;
      return changes === 1 ? idempotencyKey : `${idempotencyKey}.${changes}`;
    },
  };
}

function tell(io: CliIo, { line, error }: ErrorReport, json: boolean): void {
  if (json) io.stdout.write(`${JSON.stringify({ error })}\n`);
  io.stderr.write(`${plain(line)}\n`);
}

function sessionOver(io: CliIo, connection: Connection, json: boolean): Session {
  return {
    io,
    json,
    connection,
    ask: (document, variables) => execute(document, variables, connection),
    say(message) {
      if (!json) io.stderr.write(`${plain(message)}\n`);
    },
    show(result, text) {
      io.stdout.write(`${json ? JSON.stringify(result, null, 2) : text()}\n`);
    },
    async confirm(question, { yes = false }) {
      if (yes) return;
      const answer = await io.confirm(question);
      if (answer === true) return;
      throw answer === false
        ? new CliError('Nothing was done', 'the answer was no', { exitCode: EXIT.declined })
        : new CliError('This needs a yes and nobody can be asked here', 'give --yes', {
            exitCode: EXIT.declined,
          });
    },
  };
}

/** The token stands in no output, not even when a server repeats it. */
function guard(io: CliIo, token: string | undefined): CliIo {
  if (token === undefined) return io;
  const without = (output: CliIo['stdout']): CliIo['stdout'] => ({
    get columns() {
      return output.columns;
    },
    write: (text) => output.write(text.replaceAll(token, '[token]')),
  });
  return { ...io, stdout: without(io.stdout), stderr: without(io.stderr) };
}
