import { jsonLines, type ProgressView, progressView } from '../output/progress-view.js';
import type { Session } from '../session.js';

/** A stream of what happens to one thing that runs. */
export interface Watched<Update> {
  /** `note` tells of a connection that was lost. */
  updates(note: (message: string) => void): AsyncIterable<Update>;
  line(update: Update): string;
  /** An event that says nothing of a state is not the end. */
  isEnd(update: Update): boolean;
}

/** Follows it over lost connections. With --json every update is one line of JSON on stdout. @returns whether its end was seen */
export async function watchToEnd<Update>(
  { io, json }: Pick<Session, 'io' | 'json'>,
  { updates, line, isEnd }: Watched<Update>,
): Promise<boolean> {
  const view: ProgressView<Update> = json ? jsonLines(io) : progressView(io, line);
  try {
    for await (const update of updates(view.note)) {
      view.show(update);
      if (isEnd(update)) return true;
    }
    return false;
  } finally {
    view.close();
  }
}
