import type { Command } from 'commander';
import { ApiRefusal } from '../../client/api-refusal.js';
import { DeleteBackupDocument, ForceDeleteBackupDocument } from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand } from '../client-command.js';
import { list } from '../output/format.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { backupNamed } from './backup-show.js';

interface DeleteOptions extends ClientOptions {
  readonly yes?: boolean;
  readonly force?: boolean;
}

export function addDeleteCommand(group: Command, io: CliIo): void {
  clientCommand(group, 'delete <backup>', 'delete it with its data in the location')
    .option('--yes', 'do not ask, also not when it is the last copy of namespaces or virtual machines')
    .option(
      '--force',
      'where no cluster reaches its location: delete the record alone, and leave the data there',
    )
    .action((reference: string, options: DeleteOptions) =>
      runCommand(io, options, (session) =>
        options.force ? removeRecord(session, reference, options) : remove(session, reference, options),
      ),
    );
}

async function remove(session: Session, reference: string, options: DeleteOptions): Promise<undefined> {
  const { id, name, location } = await backupNamed(session, reference);
  const where = location === null ? '' : ` in location "${location.name}"`;
  await session.confirm(`Delete backup "${name}" with its data${where}?`, options);
  const ask = async (confirmLastCopy: boolean) =>
    (await session.ask(DeleteBackupDocument, { input: { id, confirmLastCopy } })).deleteBackup.backup;
  try {
    told(session, await ask(false), name);
  } catch (error) {
    const copies = lastCopies(error);
    if (copies.length === 0) throw error;
    session.say(`Backup "${name}" holds the only intact copy of: ${list(copies)}`);
    await session.confirm('Give up these last copies?', options);
    told(session, await ask(true), name);
  }
}

/** The yes is the acknowledgement. */
async function removeRecord(session: Session, reference: string, options: DeleteOptions): Promise<undefined> {
  const { id, name, location } = await backupNamed(session, reference);
  const where = location === null ? 'its location' : `location "${location.name}"`;
  session.say(`The data of backup "${name}" stays in ${where}, and nothing here will know of it any more.`);
  await session.confirm(`Delete the record of backup "${name}" alone?`, options);
  const input = { id, acknowledgeOrphanedData: true };
  const { forceDeleteBackup: gone } = await session.ask(ForceDeleteBackupDocument, { input });
  session.show(gone, () => `The record of backup "${name}" is gone. Its data stays in ${gone.orphanedPath}.`);
}

function told(session: Session, backup: object, name: string): void {
  session.show(backup, () => `Backup "${name}" is being deleted.`);
}

/** The namespaces and virtual machines (`shop/db`) that a refusal names; none for any other error. */
function lastCopies(error: unknown): readonly string[] {
  if (!(error instanceof ApiRefusal) || error.code !== 'LAST_COPY') return [];
  const { namespaces, virtualMachines } = error.details;
  return [namespaces, virtualMachines]
    .flatMap((names: unknown): readonly unknown[] => (Array.isArray(names) ? names : []))
    .filter((each) => typeof each === 'string');
}
