/** What Velero left in a location: listed, and taken over. */
import type { Command } from 'commander';
import { ImportVeleroBackupDocument, VeleroBackupsDocument } from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand, commandGroup } from '../client-command.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { clusterId, locationId } from '../find-by-name.js';
import { count, list, time } from '../output/format.js';
import { section, table } from '../output/table.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { watchBackup } from './backup-watch.js';

export function addVeleroCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'velero', {
    description: 'backups that Velero left in a location',
    io,
  });
  clientCommand(group, 'list <location>', 'what Velero left there, newest first').action(
    (location: string, options: ClientOptions) =>
      runCommand(io, options, (session) => showList(session, location)),
  );
  clientCommand(group, 'import <location> <name>', "take one over; nothing of Velero's is changed")
    .requiredOption('--cluster <cluster>', 'of which cluster it is, by name or id')
    .option('--to <location>', 'where it goes, by name or id; the same location when not given')
    .option('--name <name>', 'name (else "velero-" and its name there)')
    .option('--watch', 'stay until it has ended')
    .action((location: string, name: string, options: ImportOptions) =>
      runCommand(io, options, (session) => importOne(session, { location, veleroName: name, options })),
    );
}

interface ImportOptions extends ClientOptions {
  readonly cluster: string;
  readonly to?: string;
  readonly name?: string;
  readonly watch?: boolean;
}

async function showList(session: Session, location: string): Promise<undefined> {
  const { veleroBackups } = await session.ask(VeleroBackupsDocument, {
    locationId: await locationId(session, location),
  });
  const { backups, unreadable } = veleroBackups;
  session.show(veleroBackups, () =>
    [
      table(
        ['NAME', 'PHASE', 'BEGAN', 'OBJECTS', 'NAMESPACES', 'IMPORT'],
        backups.map((each) => [
          each.name,
          each.phase,
          each.startedAt === null ? '-' : time(each.startedAt),
          count(each.items),
          each.includedNamespaces.length === 0 ? '*' : list(each.includedNamespaces),
          each.importable ? 'possible' : 'no contents',
        ]),
      ),
      section(
        'Cannot be read',
        unreadable.length === 0
          ? ''
          : table(
              ['NAME', 'WHY'],
              unreadable.map(({ name, message }) => [name, message]),
            ),
      ),
    ]
      .filter((part) => part !== '')
      .join('\n'),
  );
}

async function importOne(
  session: Session,
  of: { readonly location: string; readonly veleroName: string; readonly options: ImportOptions },
): Promise<ExitCode> {
  const { cluster, to, name, watch } = of.options;
  const input = {
    locationId: await locationId(session, of.location),
    veleroName: of.veleroName,
    clusterId: await clusterId(session, cluster),
    targetLocationId: to === undefined ? null : await locationId(session, to),
    name: name ?? null,
  };
  const { backup } = (await session.ask(ImportVeleroBackupDocument, { input })).importVeleroBackup;
  const begun = `"${of.veleroName}" is being imported as backup "${backup.name}"`;
  if (watch !== true) {
    session.show(backup, () => `${begun}: "holdfast backup watch ${backup.name}" follows it.`);
    return EXIT.done;
  }
  session.say(`${begun}.`);
  return watchBackup(session, backup.id);
}
