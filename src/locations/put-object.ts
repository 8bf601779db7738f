import { dirname, join } from 'node:path';
import type { StoredFile } from '../domain/manifest.js';
import {
  giveName,
  isSameFile,
  lookAt,
  removeIfThere,
  type TempFile,
  tempPath,
  writeTemp,
} from './atomic-write.js';
import type { FileOperations } from './file-operations.js';
import { FileFault, isFault } from './guarded-files.js';
import {
  type LocationRoot,
  makeFolderBelow,
  pruneUpToRoot,
  syncUpToRoot,
  verifyRoot,
} from './location-root.js';

export interface NewObject {
  readonly root: LocationRoot;
  readonly key: string;
  readonly body: AsyncIterable<Uint8Array>;
  /** Operations that go on after an abort, for a short time. */
  readonly cleanUpWith: FileOperations;
}

/** Writes one object whole or not at all: temp file, flush, name, flush of the folders. @throws FileFault EEXIST when the key is taken */
export async function putObject(files: FileOperations, object: NewObject): Promise<StoredFile> {
  const { root, key } = object;
  const path = join(root.path, key);
  // Only to save the work: the name itself is what decides.
  if ((await lookAt(files, path)) !== null) throw new FileFault('link', path, 'EEXIST');
  const temp = tempPath(dirname(path));
  let written: TempFile | null = null;
  try {
    written = await writeBelow(files, temp, object);
    await verifyRoot(files, root);
    await giveName(files, written, path);
    await syncUpToRoot(files, root, dirname(path));
    return { key, size: written.size, sha256: written.sha256 };
  } catch (error) {
    await cleanUp({ ...object, temp, written });
    throw error;
  }
}

async function writeBelow(
  files: FileOperations,
  temp: string,
  { root, key, body }: NewObject,
): Promise<TempFile> {
  for (let attempt = 1; ; attempt += 1) {
    await makeFolderBelow(files, root, dirname(`/${key}`));
    try {
      return await writeTemp(files, temp, body);
    } catch (error) {
      // A deletion may remove the empty folder before our file is in it.
      if (attempt >= 3 || !isFault(error, 'ENOENT') || error.operation !== 'open') throw error;
      await verifyRoot(files, root);
    }
  }
}

async function cleanUp(
  failed: NewObject & { readonly temp: string; readonly written: TempFile | null },
): Promise<void> {
  const { root, key, cleanUpWith: files, temp, written } = failed;
  const path = join(root.path, key);
  try {
    // The name may be ours already, or another writer's.
    if (written !== null && (await isSameFile(files, written, path))) await removeIfThere(files, path);
    await removeIfThere(files, temp);
    await pruneUpToRoot(files, root, dirname(path));
  } catch {
    // The put's own failure is the one to tell. What stays is hidden, and swept a day later.
  }
}
