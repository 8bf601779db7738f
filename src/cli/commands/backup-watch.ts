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
import { bytes, counted, list } from '../output/format.js';
import { type ProgressView, progressView } from '../output/progress-view.js';
import type { Session } from '../session.js';
import { found } from './results.js';

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
  const { io, json } = session;
  const view = json ? jsonLines(session) : progressView(io);
  let ended = false;
  try {
    for await (const { backupUpdated } of updates(session, id, view)) {
      view.show(backupUpdated);
      ended = isEnd(backupUpdated);
      if (ended) break;
    }
  } finally {
    view.close();
  }
  return finish(session, id, ended);
}

function updates({ connection }: Session, id: string, view: ProgressView) {
  return subscribe(BackupUpdatedDocument, { id, after: null }, connection, {
    cursorOf: ({ backupUpdated }) => backupUpdated.eventId,
    onLost: (reason) => view.note(`The connection was lost (${reason}); trying again. The backup goes on.`),
  });
}

/** An event that says nothing of a state is not the end. */
function isEnd({ state }: Update): boolean {
  return state !== null && state !== 'IN_PROGRESS';
}

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

/** For programs: what the API sends, line by line; the connection's troubles on stderr. */
function jsonLines({ io }: Session): ProgressView {
  return {
    show: (update) => void io.stdout.write(`${JSON.stringify(update)}\n`),
    note: (message) => void io.stderr.write(`${message}\n`),
    close: () => undefined,
  };
}
