import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import {
  BackupVerificationDocument,
  type BackupVerificationFieldsFragment,
  CancelBackupVerificationDocument,
  VerifyBackupDocument,
} from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand } from '../client-command.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { backupId } from '../find-by-name.js';
import { bytes, counted } from '../output/format.js';
import { table } from '../output/table.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { found } from './results.js';
import { trialWords } from './trial-words.js';

type Verification = BackupVerificationFieldsFragment;
type Trial = NonNullable<Verification['trial']>;

const POLL_MS = 500;

interface VerifyOptions extends ClientOptions {
  readonly cancel?: boolean;
  readonly tryRestore?: boolean;
  readonly wait: boolean;
}

export function addVerifyCommand(group: Command, io: CliIo): void {
  clientCommand(group, 'verify <backup>', 'read it back whole: every frame, every digest, every object')
    .option('--try-restore', 'also restore all of it by dry runs of its cluster; nothing is written there')
    .option('--no-wait', 'ask for it and do not wait for its end')
    .option('--cancel', 'stop the reading back that is under way')
    .action((reference: string, options: VerifyOptions) =>
      runCommand(io, options, (session) =>
        options.cancel === true ? cancel(session, reference) : verify(session, reference, options),
      ),
    );
}

async function verify(
  session: Session,
  reference: string,
  { wait, tryRestore = false }: VerifyOptions,
): Promise<ExitCode> {
  const input = { id: await backupId(session, reference), ...(tryRestore && { tryRestore }) };
  const { backup, verification: asked } = (await session.ask(VerifyBackupDocument, { input })).verifyBackup;
  if (!wait) {
    session.show(
      { backup, verification: asked },
      () =>
        `Backup "${backup.name}" is being read back: "holdfast backup show ${backup.name}" says how it goes.`,
    );
    return EXIT.done;
  }
  const verification = await ended(session, backup, asked);
  const tried = tryRestore ? trialOf(verification) : null;
  session.show({ backup, verification }, () =>
    [verdict(backup.name, verification), tried && trialWords(tried)].filter(Boolean).join('\n'),
  );
  const good = verification.state === 'INTACT' && (!tryRestore || tried?.restorable === 'YES');
  return good ? EXIT.done : EXIT.failure;
}

/** That of this reading back; an earlier one says nothing of today. */
function trialOf({ trial, startedAt }: Verification): Trial | null {
  return trial !== null && startedAt !== null && Date.parse(trial.at) >= Date.parse(startedAt) ? trial : null;
}

/** Looks again and again: what it shows stands in the database, so that a lost connection loses nothing. */
async function ended(
  session: Session,
  { id, storedBytes }: { readonly id: string; readonly storedBytes: number },
  asked: Verification,
): Promise<Verification> {
  let last = asked;
  let told = '';
  while (last.state === 'IN_PROGRESS') {
    const line = `${bytes(last.bytes)} of about ${bytes(storedBytes)}, ${counted(last.objects, 'object')} read back`;
    if (last.startedAt !== null && line !== told) session.say(line);
    told = line;
    await delay(POLL_MS);
    const backup = found((await session.ask(BackupVerificationDocument, { id })).backup);
    last = found(backup.lastVerification);
  }
  return last;
}

function verdict(name: string, { state, frames, objects, damages, error }: Verification): string {
  switch (state) {
    case 'INTACT':
      return `Backup "${name}" is intact: ${counted(frames, 'frame')}, ${counted(objects, 'object')} read back.`;
    case 'DAMAGED':
      return [
        `Backup "${name}" is DAMAGED:`,
        table(
          ['DAMAGE'],
          damages.map((damage) => [damage]),
        ),
      ].join('\n');
    case 'CANCELLED':
      return `The reading back of backup "${name}" was cancelled: nothing was found out.`;
    default:
      return `Backup "${name}" could not be read back: ${error ?? state}`;
  }
}

async function cancel(session: Session, reference: string): Promise<undefined> {
  const input = { id: await backupId(session, reference) };
  const answer = (await session.ask(CancelBackupVerificationDocument, { input })).cancelBackupVerification;
  const { backup, verification } = answer;
  session.show(answer, () =>
    verification.state === 'IN_PROGRESS'
      ? `The reading back of backup "${backup.name}" will stop at its next step.`
      : `No reading back of backup "${backup.name}" is under way: the last one ended ${verification.state}.`,
  );
}
