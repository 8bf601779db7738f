import { dirname, join } from 'node:path';
import { syncFolder } from './atomic-write.js';
import { type FileOperations, FOLDER_MODE } from './file-operations.js';
import { FileFault, isFault, isMissing } from './guarded-files.js';
import { locationFailure } from './storage-fault.js';

/** The folder of a location as it was when its marker was read. */
export interface LocationRoot {
  /** Free of symbolic links. */
  readonly path: string;
  readonly dev: bigint;
  readonly ino: bigint;
}

/**
 * The folder is still the one whose marker was read: an unmounted share must not go on in the folder below its mount
 * point. @throws StorageFailed FOLDER_MISSING, MARKER_MISSING
 */
export async function verifyRoot(files: FileOperations, root: LocationRoot): Promise<void> {
  let facts: { readonly dev: bigint; readonly ino: bigint };
  try {
    facts = await files.lstat(root.path);
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw locationFailure('FOLDER_MISSING', `The folder ${root.path} is gone.`, { cause: error });
  }
  if (facts.dev === root.dev && facts.ino === root.ino) return;
  throw locationFailure(
    'MARKER_MISSING',
    `${root.path} is another folder than when it was opened: its share was unmounted or mounted anew, or the folder was replaced.`,
  );
}

/** The folder of a key prefix. @throws FileFault ELOOP when a symbolic link leads to it, ENOENT when it is not there */
export async function folderBelow(
  files: FileOperations,
  root: LocationRoot,
  prefix: string,
): Promise<string> {
  const path = join(root.path, prefix, '.');
  const real = await files.realpath(path);
  if (real !== path) throw new FileFault('realpath', path, 'ELOOP');
  return path;
}

/** The folder of a key prefix, made where it is not there; no symbolic link is followed. */
export async function makeFolderBelow(
  files: FileOperations,
  root: LocationRoot,
  prefix: string,
): Promise<string> {
  let path = root.path;
  for (const part of prefix.split('/').filter(Boolean)) {
    path = join(path, part);
    await makeFolder(files, path);
  }
  return path;
}

/** True when it was made. @throws FileFault ENOTDIR or ELOOP when something else has that name */
export async function makeFolder(files: FileOperations, path: string): Promise<boolean> {
  try {
    await files.mkdir(path, FOLDER_MODE);
    return true;
  } catch (error) {
    // A read-only or full disk may say so before it says that the folder is there.
    if (!isFault(error, 'EEXIST', 'EROFS', 'EACCES', 'EPERM', 'ENOSPC')) throw error;
    const facts = await files.lstat(path).catch(() => null);
    if (facts?.isDirectory()) return false;
    if (facts?.isSymbolicLink()) throw new FileFault('mkdir', path, 'ELOOP');
    throw facts === null ? error : new FileFault('mkdir', path, 'ENOTDIR');
  }
}

/** Flushes a folder and those above it up to the root, all at once: each may just have got a new name. */
export async function syncUpToRoot(files: FileOperations, root: LocationRoot, folder: string): Promise<void> {
  const folders = [folder];
  for (let path = folder; path !== root.path; path = dirname(path)) folders.push(dirname(path));
  const synced = await Promise.allSettled(folders.map((path) => syncFolder(files, path)));
  for (const each of synced) if (each.status === 'rejected') throw each.reason;
}

/** Removes a folder and those above it while they are empty; never the root. */
export async function pruneUpToRoot(
  files: FileOperations,
  root: LocationRoot,
  folder: string,
): Promise<void> {
  for (let path = folder; path !== root.path; path = dirname(path)) {
    try {
      await files.rmdir(path);
    } catch (error) {
      if (isFault(error, 'ENOTEMPTY', 'EEXIST')) return;
      if (!isMissing(error)) throw error;
    }
  }
}
