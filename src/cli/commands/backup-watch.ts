import {
  BackupDocument,
  type BackupRowFragment,
  type BackupState,
  BackupUpdatedDocument,
  type BackupUpdatedSubscription,
} from '../../client/generated/graphql.js';
import { subscribe } from '../../client/subscribe.js';
import { CliError } from '../cli-error.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { bytes, clock, counted, list } from '../output/format.js';
import type { Session } from '../session.js';
import { found } from './results.js';
import { watchToEnd } from './watch-to-end.js';

type Update = BackupUpdatedSubscription['backupUpdated'];

const EXIT_CODES: Readonly<Record<BackupState, ExitCode>> = {
  SUCCESS: EXIT.done,
  PARTIAL_SUCCESS: EXIT.partialSuccess,
  FAILURE: EXIT.failure,
  DELETING: EXIT.failure,
  IN_PROGRESS: EXIT.fault,
};

/** Follows a backup to its end, over lost connections. With --json every update is one line of JSON on stdout. */
export async function watchBackup(session: Session, id: string): Promise<ExitCode> {
  const ended = await watchToEnd<Update>(session, {
    updates: (note) => updates(session, id, note),
    line,
    isEnd,
  });
  return finish(session, id, ended);
}

async function* updates({ connection }: Session, id: string, note: (message: string) => void) {
  const stream = subscribe(BackupUpdatedDocument, { id, after: null }, connection, {
    cursorOf: ({ backupUpdated }) => backupUpdated.eventId,
    onLost: (reason) => note(`The connection was lost (${reason}); trying again. The backup goes on.`),
  });
  for await (const { backupUpdated } of stream) yield backupUpdated;
}

function isEnd({ state }: Update): boolean {
  return state !== null && state !== 'IN_PROGRESS';
}

/** `12:00:03Z  RESOURCES  1,204 objects, 3.1 MiB`; an event without numbers shows those of the backup now. */
function line({ at, type, state, stage, objects, bytes: read, message, backup }: Update): string {
  const ended = state !== null && state !== 'IN_PROGRESS';
  const where = ended ? state : (stage ?? backup?.stage ?? backup?.state ?? '');
  const happened = type === null || type in ORDINARY ? '' : type;
  if (message !== null) return [clock(at), where, message].join('  ');
  const numbers = `${counted(objects ?? backup?.objects ?? 0, 'object')}, ${bytes(read ?? backup?.bytes ?? 0)}`;
  return [clock(at), where, happened, numbers].filter((part) => part !== '').join('  ');
}

/** What the stage and the numbers say already. */
const ORDINARY: Readonly<Record<string, true>> = {
  BACKUP_PROGRESSED: true,
  BACKUP_STAGE_ENTERED: true,
  BACKUP_FINISHED: true,
};

async function finish(session: Session, id: string, ended: boolean): Promise<ExitCode> {
  const backup = found((await session.ask(BackupDocument, { id })).backup);
  if (!ended && backup.state === 'IN_PROGRESS') {
    throw new CliError(
      `The server ended the stream while backup "${backup.name}" was running`,
      `follow it again with "holdfast backup watch ${backup.name}"`,
      { exitCode: EXIT.unreachable },
    );
  }
  if (!session.json) session.show(backup, () => verdict(backup));
  return EXIT_CODES[backup.state];
}

/** What became of it, in one sentence. */
export function verdict(backup: BackupRowFragment): string {
  const { name, includedNamespaces, missingNamespaces, objects, storedBytes } = backup;
  const held = `${counted(includedNamespaces.length, 'namespace')}, ${counted(objects, 'object')}, ${bytes(storedBytes)} stored`;
  const more = `"holdfast backup show ${name}" says more`;
  const why = backup.stateReason === null ? '' : ` (${backup.stateReason})`;
  switch (backup.state) {
    case 'SUCCESS':
      return `Backup "${name}" is a Success: ${held}.`;
    case 'PARTIAL_SUCCESS': {
      const missing = missingNamespaces.length > 0 ? `; missing: ${list(missingNamespaces)}` : why;
      return `Backup "${name}" is a Partial Success: ${held}${missing}. ${more}.`;
    }
    case 'FAILURE': {
      const { lostNamespaces } = backup;
      const lost = lostNamespaces.length > 0 ? `; lost while it ran: ${list(lostNamespaces)}` : '';
      return `Backup "${name}" is a Failure${why}${lost}. ${more}.`;
    }
    case 'DELETING':
      return `Backup "${name}" is being deleted.`;
    case 'IN_PROGRESS':
      return `Backup "${name}" is running.`;
  }
}
