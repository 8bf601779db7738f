/** The objects of one kind in one namespace of a backup. */
import type { BackupFiles } from '../backup-files.js';
import { unreadable } from '../backup-files.js';
import type { FrameEntry } from '../frame-index.js';
import { isObject, type JsonObject } from '../json-object.js';
import { parseExact } from './exact-json.js';

export interface ObjectLine {
  readonly name: string;
  readonly text: string;
  readonly object: JsonObject;
}

const NEWLINE = 0x0a;

/** @throws StorageFailed, DependencyFailure for a line that is no object */
export async function* objectLines(
  files: BackupFiles,
  frames: readonly FrameEntry[],
  signal?: AbortSignal,
): AsyncGenerator<ObjectLine, void, void> {
  for await (const { entry, ndjson } of files.frames(frames, signal)) {
    for (let start = 0; start < ndjson.length; ) {
      const newline = ndjson.indexOf(NEWLINE, start);
      const end = newline < 0 ? ndjson.length : newline;
      yield lineOf(ndjson.toString('utf8', start, end), entry);
      start = end + 1;
    }
  }
}

function lineOf(text: string, { resource, namespace }: FrameEntry): ObjectLine {
  let object: unknown;
  try {
    object = parseExact(text);
  } catch {
    // Told below: the parser's own message quotes the object.
  }
  const metadata = isObject(object) ? object.metadata : undefined;
  if (!isObject(object) || !isObject(metadata) || typeof metadata.name !== 'string') {
    throw unreadable(`${resource} in ${namespace || 'the cluster'} holds something that is no object.`);
  }
  return { name: metadata.name, text, object };
}
