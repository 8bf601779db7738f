import type { BackupUpdatedSubscription } from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { bytes, clock, counted } from './format.js';
import { plain } from './plain.js';

type Update = BackupUpdatedSubscription['backupUpdated'];

export interface ProgressView {
  show(update: Update): void;
  note(message: string): void;
  close(): void;
}

const CLEAR_LINE = '\r\u001b[K';
const DEFAULT_COLUMNS = 80;

/** On a terminal one line that is written anew, else one line for each thing that happens. */
export function progressView({ stderr, isTTY }: Pick<CliIo, 'stderr' | 'isTTY'>): ProgressView {
  if (!isTTY) {
    let last = '';
    return {
      show: (update) => {
        const next = line(update);
        if (next !== last) stderr.write(`${next}\n`);
        last = next;
      },
      note: (message) => void stderr.write(`${plain(message)}\n`),
      close: () => undefined,
    };
  }
  return {
    // One that is longer than the terminal is wide would leave its first half behind.
    show: (update) =>
      void stderr.write(CLEAR_LINE + line(update).slice(0, (stderr.columns ?? DEFAULT_COLUMNS) - 1)),
    note: (message) => void stderr.write(`${CLEAR_LINE}${plain(message)}\n`),
    close: () => void stderr.write(CLEAR_LINE),
  };
}

/** `12:00:03Z  RESOURCES  1,204 objects, 3.1 MiB`; an event without numbers shows those of the backup now. */
function line({ at, type, state, stage, objects, bytes: read, backup }: Update): string {
  const ended = state !== null && state !== 'IN_PROGRESS';
  const where = ended ? state : (stage ?? backup?.stage ?? backup?.state ?? '');
  const happened = type === null || type in ORDINARY ? '' : type;
  const numbers = `${counted(objects ?? backup?.objects ?? 0, 'object')}, ${bytes(read ?? backup?.bytes ?? 0)}`;
  return [clock(at), where, happened, numbers].filter((part) => part !== '').join('  ');
}

/** What the stage and the numbers say already. */
const ORDINARY: Readonly<Record<string, true>> = {
  BACKUP_PROGRESSED: true,
  BACKUP_STAGE_ENTERED: true,
  BACKUP_FINISHED: true,
};
