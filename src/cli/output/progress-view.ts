import type { CliIo } from '../cli-io.js';
import { plain } from './plain.js';

/** Where the updates of something that runs are shown. */
export interface ProgressView<Update> {
  show(update: Update): void;
  note(message: string): void;
  close(): void;
}

const CLEAR_LINE = '\r\u001b[K';
const DEFAULT_COLUMNS = 80;

/** On a terminal one line that is written anew, else one line for each thing that happens. */
export function progressView<Update>(
  { stderr, isTTY }: Pick<CliIo, 'stderr' | 'isTTY'>,
  line: (update: Update) => string,
): ProgressView<Update> {
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

/** For programs: what the API sends, line by line; the connection's troubles on stderr. */
export function jsonLines<Update>({
  stdout,
  stderr,
}: Pick<CliIo, 'stdout' | 'stderr'>): ProgressView<Update> {
  return {
    show: (update) => void stdout.write(`${JSON.stringify(update)}\n`),
    note: (message) => void stderr.write(`${message}\n`),
    close: () => undefined,
  };
}
