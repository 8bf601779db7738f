import { DependencyFailure } from '../../../domain/errors/dependency-errors.js';
import { StorageFailed } from '../../../domain/storage-failure.js';
import type { BackupFiles, ReadFrame } from '../backup-files.js';
import type { FrameEntry } from '../frame-index.js';

/** `damage`: one sentence on why the frame cannot be read. */
export type FrameReading = ReadFrame | { readonly entry: FrameEntry; readonly damage: string };

/** Every wanted frame in turn. One that is damaged is told and passed: the others come back all the same. @throws StorageFailed when not even one could be read */
export async function* readFrames(
  files: BackupFiles,
  wanted: readonly FrameEntry[],
  signal: AbortSignal,
): AsyncGenerator<FrameReading, void, void> {
  let next = 0;
  while (next < wanted.length) {
    const began = next;
    try {
      for await (const frame of files.frames(wanted.slice(next), signal)) {
        next++;
        yield frame;
      }
      return;
    } catch (error) {
      signal.throwIfAborted();
      const mayBeTheConnection = error instanceof StorageFailed || error instanceof DependencyFailure;
      // Between two frames objects are made, and a store does not keep a connection for ever: the rest is asked for anew.
      if (mayBeTheConnection && next > began) continue;
      const entry = wanted[next++];
      if (!(error instanceof DependencyFailure) || entry === undefined) throw error;
      yield { entry, damage: error.message };
    }
  }
}

const NEWLINE = 0x0a;

export function* linesOf(ndjson: Buffer): Generator<Buffer, void, void> {
  for (let start = 0; start < ndjson.length; ) {
    const newline = ndjson.indexOf(NEWLINE, start);
    const end = newline < 0 ? ndjson.length : newline;
    if (end > start) yield ndjson.subarray(start, end);
    start = end + 1;
  }
}
