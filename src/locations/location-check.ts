import { randomBytes } from 'node:crypto';
import { removeIfThere, syncFolder, tempPath, writeTemp } from './atomic-write.js';
import type { FileOperations } from './file-operations.js';
import { FileFault } from './guarded-files.js';
import { readFile } from './read-file.js';
import { locationFailure } from './storage-fault.js';

const PROBE_BYTES = 4_096;

/** List, write, read back, compare, delete. @throws FileFault, StorageFailed READ_BACK_DIFFERS */
export async function exerciseFolder(
  files: FileOperations,
  { folder, cleanUpWith }: { folder: string; cleanUpWith: FileOperations },
): Promise<void> {
  await files.readdir(folder);
  const probe = tempPath(folder);
  const bytes = randomBytes(PROBE_BYTES);
  try {
    await writeTemp(files, probe, once(bytes));
    const chunks: Uint8Array[] = [];
    for await (const chunk of readFile(files, probe)) chunks.push(chunk);
    if (!Buffer.concat(chunks).equals(bytes)) {
      const sentence = `What was written to ${folder} is not what was read back.`;
      throw locationFailure('READ_BACK_DIFFERS', sentence);
    }
    await files.unlink(probe);
    await syncFolder(files, folder);
  } catch (error) {
    await removeIfThere(cleanUpWith, probe).catch(() => {});
    throw error;
  }
}

/** Null where the file system does not say. */
export async function freeBytes(files: FileOperations, folder: string): Promise<bigint | null> {
  try {
    return await files.freeBytes(folder);
  } catch (error) {
    if (error instanceof FileFault && error.errno !== 'TIMEOUT') return null;
    throw error;
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}
