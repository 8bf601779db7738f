import { join } from 'node:path';
import { isKeyPart } from '../domain/object-key.js';
import { lookAt, removeIfThere, TEMP_PREFIX } from './atomic-write.js';
import type { FileFacts, FileOperations, FolderEntry } from './file-operations.js';
import { isFault, isMissing } from './guarded-files.js';
import type { LocationRoot } from './location-root.js';

export interface FoundFile {
  /** Below the location. */
  readonly key: string;
  readonly path: string;
  readonly facts: FileFacts;
}

/**
 * The files below a folder whose names `wanted` takes, at every depth. Symbolic links and names that no key can have are
 * passed over; what disappears meanwhile is no fault.
 */
export async function* walkFiles(
  files: FileOperations,
  { root, prefix, wanted }: { root: LocationRoot; prefix: string; wanted: (name: string) => boolean },
): AsyncGenerator<FoundFile, void> {
  for (const entry of await entriesOf(files, join(root.path, prefix))) {
    const key = `${prefix}${entry.name}`;
    if (entry.isDirectory() && isKeyPart(entry.name)) {
      yield* walkFiles(files, { root, prefix: `${key}/`, wanted });
    } else if (entry.isFile() && wanted(entry.name)) {
      const path = join(root.path, key);
      const facts = await lookAt(files, path);
      if (facts?.isFile()) yield { key, path, facts };
    }
  }
}

/** Removes all that is in a folder, hidden and half-written files too, and then the folder. */
export async function removeTree(files: FileOperations, path: string): Promise<void> {
  for (const entry of await entriesOf(files, path)) await removeEntry(files, path, entry);
  try {
    await files.rmdir(path);
  } catch (error) {
    // Somebody wrote into it meanwhile: what came after the deletion stays.
    if (!isMissing(error) && !isFault(error, 'ENOTEMPTY', 'EEXIST')) throw error;
  }
}

/** Removes what is ours in the root: not the marker, nor what the file system or a person put there. */
export async function emptyRoot(files: FileOperations, root: LocationRoot): Promise<void> {
  for (const entry of await files.readdir(root.path)) {
    if (isKeyPart(entry.name) || entry.name.startsWith(TEMP_PREFIX))
      await removeEntry(files, root.path, entry);
  }
}

async function removeEntry(files: FileOperations, folder: string, entry: FolderEntry): Promise<void> {
  const path = join(folder, entry.name);
  if (entry.isDirectory()) await removeTree(files, path);
  else await removeIfThere(files, path);
}

/** What is in a folder; nothing when it is not there. */
export async function entriesOf(files: FileOperations, path: string): Promise<readonly FolderEntry[]> {
  try {
    return await files.readdir(path);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
