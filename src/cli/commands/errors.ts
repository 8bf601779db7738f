import type { Command } from 'commander';
import { ErrorCatalogDocument, type ErrorCatalogQuery } from '../../client/generated/graphql.js';
import { similarNames } from '../../client/similar-names.js';
import { CliError } from '../cli-error.js';
import type { CliIo } from '../cli-io.js';
import { answerUsage, clientCommand } from '../client-command.js';
import { table } from '../output/table.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';

type Entry = ErrorCatalogQuery['errorCatalog'][number];

export function addErrorsCommand(program: Command, io: CliIo): void {
  const command = clientCommand(
    program,
    'errors',
    'what each error code means and what to do about it',
  ).argument('[code]', 'only this one');
  answerUsage(command, io).action((code: string | undefined, options: ClientOptions) =>
    runCommand(io, options, (session) => showErrors(session, code)),
  );
}

async function showErrors(session: Session, code: string | undefined): Promise<undefined> {
  const { errorCatalog } = await session.ask(ErrorCatalogDocument, {});
  if (code === undefined) {
    session.show(errorCatalog, () => table(['CODE', 'RETRY', 'HTTP', 'MEANING'], errorCatalog.map(row)));
    return;
  }
  const entry = errorCatalog.find((each) => each.code === code.toUpperCase());
  if (entry === undefined) throw unknownCode(code, errorCatalog);
  session.show(entry, () =>
    [
      `${entry.code}: ${entry.meaning}`,
      entry.advice,
      `Worth another try as it is: ${entry.retryable ? 'yes' : 'no'}.`,
    ].join('\n'),
  );
}

function row({ code, retryable, httpStatus, meaning }: Entry): string[] {
  return [code, retryable ? 'yes' : 'no', String(httpStatus), meaning];
}

function unknownCode(code: string, known: readonly Entry[]): CliError {
  const similar = similarNames(
    code,
    known.map((each) => each.code),
  );
  const meant = similar.length === 0 ? '' : `did you mean ${similar.join(' or ')}? `;
  return new CliError(
    `There is no error code ${JSON.stringify(code.slice(0, 80))}`,
    `${meant}"holdfast errors" shows all`,
  );
}
