import type { CliIo } from '../cli-io.js';
import { plain } from '../output/plain.js';

/** What a person who watches is told on stderr about the stream itself. */
export function notes({ stderr }: Pick<CliIo, 'stderr'>) {
  return {
    onLost: (reason: string) =>
      void stderr.write(`${plain(`The connection was lost (${reason}); trying again.`)}\n`),
    onRestarted: () =>
      void stderr.write('What happened meanwhile is kept no longer; beginning with how things are now.\n'),
  };
}
