/**
 * What a backup says of itself to whoever finds it without our database: an annotation of its instruction, which lies in the bucket with
 * it and which copies keep. Stork is told of the namespaces that exist alone, so nothing else knows of those that were missing.
 * What was requested is what its spec names and what is missing, together. Source: facts 2.3, 10.11.
 */
import { z } from 'zod';
import type { MissingNamespace } from '../../domain/backup.js';
import { isNamespaceName } from '../../domain/names.js';
import type { InstructedRun } from '../../domain/ports/instructed-engine.js';

/** JSON, see `shape`. */
export const BACKUP_RECORD = 'holdfast.io/record';

/** Characters of all the names: the annotations of an object have 256 KiB together. */
const MOST_NAMED = 64 * 1_024;

/** Names of the field's own length, and nothing that no database keeps. */
const word = z
  .string()
  .max(253)
  .refine((text) => !text.includes('\0') && text.isWellFormed());
const absent = z.object({
  name: z.string().refine(isNamespaceName),
  reason: z.enum(['not found', 'Terminating']),
});
const shape = z.object({
  version: z.literal(1),
  name: word,
  schedule: z.object({ id: word, name: word }).nullable(),
  missing: z.array(absent).max(10_000),
  /** Missing ones that were too many to be named. */
  missingMore: z.int().nonnegative(),
});
export type BackupRecord = z.infer<typeof shape>;

export function recordOf({ backup, schedule, missing }: InstructedRun): string {
  const named: MissingNamespace[] = [];
  let length = 0;
  for (const each of missing) {
    length += JSON.stringify(each).length;
    if (length > MOST_NAMED) break;
    named.push(each);
  }
  const record: BackupRecord = {
    version: 1,
    name: backup.name,
    schedule,
    missing: named,
    missingMore: missing.length - named.length,
  };
  return JSON.stringify(record);
}

/** Undefined: there is none, or none that could be read. Whoever writes the bucket may have written it: it is believed of names alone. */
export function readRecord(text: string | undefined): BackupRecord | undefined {
  if (text === undefined) return undefined;
  try {
    return shape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
