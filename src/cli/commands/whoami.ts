import type { Command } from 'commander';
import { ViewerDocument } from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { answerUsage, clientCommand } from '../client-command.js';
import { list } from '../output/format.js';
import { facts } from '../output/table.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';

export function addWhoamiCommand(program: Command, io: CliIo): void {
  const command = clientCommand(program, 'whoami', 'who asks, and which Holdfast answers');
  answerUsage(command, io).action((options: ClientOptions) => runCommand(io, options, whoami));
}

async function whoami(session: Session): Promise<undefined> {
  const { viewer, server } = await session.ask(ViewerDocument, {});
  const { url } = session.connection;
  session.show({ ...viewer, server: { url, ...server } }, () =>
    facts([
      ['name', viewer.name],
      ['role', viewer.role ?? '-'],
      ['groups', list(viewer.groups.map(({ name }) => name))],
      ['server', `${url}, version ${server.version}`],
      ...server.notices.map(({ message }) => ['note', message] as const),
    ]),
  );
}
