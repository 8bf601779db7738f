import type { Command } from 'commander';
import {
  BackupKeysDocument,
  RewrapBackupsDocument,
  type RewrapBackupsInput,
  type RewrapBackupsMutation,
} from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand, commandGroup } from '../client-command.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { counted } from '../output/format.js';
import { section, table } from '../output/table.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';

/** How many backups one request looks at: each is a few small files. */
const BATCH = 100;

export function addBackupKeyCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'backup-key', { description: 'the keys of encrypted backups', io });
  clientCommand(
    group,
    'list',
    'which keys the server encrypts backups with, and which it only opens with',
  ).action((options: ClientOptions) => runCommand(io, options, list));
  clientCommand(
    group,
    'rewrap',
    'after a change of keys: wrap every encrypted backup by the present ones and no others',
  ).action((options: ClientOptions) => runCommand(io, options, rewrap));
}

async function list(session: Session): Promise<undefined> {
  const { encryption } = (await session.ask(BackupKeysDocument, {})).server;
  session.show(encryption, () =>
    encryption.state === 'NONE' && encryption.keys.length === 0
      ? 'No key is configured: backups are stored IN THE CLEAR, with all Secrets.'
      : table(
          ['KEY', 'KIND', 'USE'],
          encryption.keys.map(({ keyId, kind, current }) => [
            keyId,
            kind,
            current ? 'encrypts new backups' : 'opens older ones',
          ]),
        ),
  );
}

type Refused = RewrapBackupsMutation['rewrapBackups']['refused'][number];

/** Safe to break off and to begin again: what is done stays done. */
async function rewrap(session: Session): Promise<ExitCode> {
  const all = { rewrapped: 0, unchanged: 0, refused: [] as Refused[] };
  let after: string | null = null;
  for (;;) {
    const input: RewrapBackupsInput = { first: BATCH, after };
    const { rewrapBackups }: RewrapBackupsMutation = await session.ask(RewrapBackupsDocument, { input });
    all.rewrapped += rewrapBackups.rewrapped;
    all.unchanged += rewrapBackups.unchanged;
    all.refused.push(...rewrapBackups.refused);
    after = rewrapBackups.next;
    if (after === null) break;
    session.say(`${counted(all.rewrapped + all.unchanged + all.refused.length, 'backup')} looked at.`);
  }
  session.show(all, () =>
    [
      `${counted(all.rewrapped, 'backup')} wrapped anew; ${all.unchanged} had the present keys already; ${all.refused.length} refused.`,
      all.refused.length === 0
        ? '\nOld keys are not needed any more, as far as backups that Holdfast knows are concerned.'
        : section(
            'Refused: keep the keys that open these',
            table(
              ['BACKUP', 'WHY'],
              all.refused.map(({ backup, message }) => [backup.name, message]),
            ),
          ),
    ].join(''),
  );
  return all.refused.length > 0 ? EXIT.failure : EXIT.done;
}
