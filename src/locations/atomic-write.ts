import { createHash, randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  CREATE_FLAGS,
  FILE_MODE,
  type FileFacts,
  type FileOperations,
  type OpenFile,
  READ_FLAGS,
} from './file-operations.js';
import { FileFault, isFault, isMissing } from './guarded-files.js';

/** Half-written files. A key never begins with a dot, so none of them is ever an object. */
export const TEMP_PREFIX = '.tmp-';
/** A claim is held for a rename; after this its holder is dead. */
const CLAIM_STALE_MS = 10 * 60_000;
const CLAIM_ATTEMPTS = 100;
const CLAIM_PAUSE_MS = 20;

export interface TempFile {
  readonly path: string;
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
  readonly facts: FileFacts;
}

/**
 * Writes `body` to a new hidden file in `folder`: flushed, closed and of the right size when it returns. The caller
 * removes it, also when this throws: hence the path comes from `tempPath`.
 */
export async function writeTemp(
  files: FileOperations,
  path: string,
  body: AsyncIterable<Uint8Array>,
): Promise<TempFile> {
  const hash = createHash('sha256');
  const file = await files.open(path, CREATE_FLAGS, FILE_MODE);
  let size = 0;
  let facts: FileFacts;
  try {
    for await (const chunk of body) {
      await writeAll(file, chunk, path);
      hash.update(chunk);
      size += chunk.length;
    }
    await file.sync();
    facts = await file.stat();
  } catch (error) {
    await file.close().catch(() => {});
    throw error;
  }
  // NFS reports a failed write as late as here.
  await file.close();
  if (facts.size !== BigInt(size)) {
    throw new FileFault('write', path, 'EIO', { cause: `${facts.size} bytes are there instead of ${size}` });
  }
  return { path, size, sha256: hash.digest('hex'), facts };
}

export function tempPath(folder: string): string {
  return join(folder, `${TEMP_PREFIX}${randomBytes(12).toString('hex')}`);
}

async function writeAll(file: OpenFile, bytes: Uint8Array, path: string): Promise<void> {
  for (let offset = 0; offset < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, offset, bytes.length - offset);
    if (bytesWritten === 0) throw new FileFault('write', path, 'EIO', { cause: 'nothing was written' });
    offset += bytesWritten;
  }
}

/**
 * Gives a written file its name, which nobody else has: a hard link fails when the name is taken, a rename would
 * overwrite. @throws FileFault EEXIST when the name is taken
 */
export async function giveName(files: FileOperations, temp: TempFile, path: string): Promise<void> {
  try {
    await files.link(temp.path, path);
  } catch (error) {
    // A server may have done it and its answer been lost; the repeated call then finds our own file.
    if (isFault(error, 'EEXIST') && (await isSameFile(files, temp, path))) {
      await removeIfThere(files, temp.path);
      return;
    }
    if (isFault(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'))
      return renameClaimed(files, temp, path);
    throw error;
  }
  // Another device: the share went away and this is the folder below its mount point. (Inodes are not compared here:
  // some FUSE mounts make up another one for every name.)
  const facts = await lookAt(files, path);
  if (facts?.dev !== temp.facts.dev || facts.size !== temp.facts.size)
    throw new FileFault('link', path, 'EIO');
  await removeIfThere(files, temp.path);
}

/**
 * For file systems without hard links (some CIFS, FAT and FUSE mounts): whoever creates the claim file alone may rename,
 * and only when the name is free. A crash leaves a hidden claim, never an object that is empty or half.
 */
async function renameClaimed(files: FileOperations, temp: TempFile, path: string): Promise<void> {
  const name = createHash('sha256').update(basename(path)).digest('hex').slice(0, 32);
  const claim = join(dirname(path), `${TEMP_PREFIX}claim-${name}`);
  await takeClaim(files, claim);
  try {
    if ((await lookAt(files, path)) !== null) throw new FileFault('rename', path, 'EEXIST');
    await files.rename(temp.path, path);
  } finally {
    await removeIfThere(files, claim);
  }
}

async function takeClaim(files: FileOperations, claim: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const held = await lookAt(files, claim);
    if (held !== null && Date.now() - Number(held.mtimeMs) > CLAIM_STALE_MS)
      await removeIfThere(files, claim);
    try {
      const file = await files.open(claim, CREATE_FLAGS, FILE_MODE);
      return await file.close();
    } catch (error) {
      if (!isFault(error, 'EEXIST')) throw error;
      if (attempt >= CLAIM_ATTEMPTS) throw new FileFault('rename', claim, 'EBUSY', { cause: error });
      await setTimeout(CLAIM_PAUSE_MS);
    }
  }
}

export async function isSameFile(files: FileOperations, temp: TempFile, path: string): Promise<boolean> {
  const facts = await lookAt(files, path);
  return facts !== null && facts.dev === temp.facts.dev && facts.ino === temp.facts.ino;
}

/** Facts of what has that name, or null. */
export async function lookAt(files: FileOperations, path: string): Promise<FileFacts | null> {
  try {
    return await files.lstat(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** True when something was removed. */
export async function removeIfThere(files: FileOperations, path: string): Promise<boolean> {
  try {
    await files.unlink(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Makes new, renamed and removed names in a folder durable. */
export async function syncFolder(files: FileOperations, path: string): Promise<void> {
  const folder = await files.open(path, READ_FLAGS);
  try {
    await folder.sync();
  } catch (error) {
    // CIFS and some FUSE mounts cannot flush a folder: there the names are as durable as their server makes them.
    if (!isFault(error, 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EBADF')) throw error;
  } finally {
    await folder.close().catch(() => {});
  }
}
