import { join } from 'node:path';
import { giveName, lookAt, removeIfThere, syncFolder, tempPath, writeTemp } from './atomic-write.js';
import type { FileOperations } from './file-operations.js';
import { isMissing } from './guarded-files.js';
import {
  foreignMarker,
  type LocationMarker,
  MARKER_FILE,
  MARKER_MAX_BYTES,
  markerText,
  parseMarker,
} from './marker-text.js';
import { readFile } from './read-file.js';
import { locationFailure } from './storage-fault.js';

/** The marker of a folder, or null when it has none. @throws StorageFailed MARKER_FOREIGN when it is none of ours */
export async function readMarker(files: FileOperations, folder: string): Promise<LocationMarker | null> {
  const path = join(folder, MARKER_FILE);
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of readFile(files, path, { length: MARKER_MAX_BYTES })) chunks.push(chunk);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  return parseMarker(Buffer.concat(chunks), path);
}

/** @throws StorageFailed MARKER_MISSING, MARKER_FOREIGN */
export async function verifyMarker(files: FileOperations, folder: string, locationId: string): Promise<void> {
  const marker = await readMarker(files, folder);
  if (marker === null) {
    const sentence = `${folder} is there, but its marker file ${MARKER_FILE} is not: a share may be unmounted.`;
    throw locationFailure('MARKER_MISSING', sentence);
  }
  if (marker.locationId !== locationId) throw foreignMarker(folder, marker);
}

/** @throws FileFault EEXIST when another process has put one there meanwhile */
export async function writeMarker(
  files: FileOperations,
  folder: string,
  marker: Pick<LocationMarker, 'locationId' | 'name' | 'createdAt'>,
): Promise<void> {
  const temp = tempPath(folder);
  try {
    const written = await writeTemp(files, temp, once(markerText(marker)));
    await giveName(files, written, join(folder, MARKER_FILE));
    await syncFolder(files, folder);
  } catch (error) {
    await removeIfThere(files, temp).catch(() => {});
    throw error;
  }
}

export async function removeMarker(files: FileOperations, folder: string): Promise<void> {
  if (await removeIfThere(files, join(folder, MARKER_FILE))) await syncFolder(files, folder);
}

export async function hasMarker(files: FileOperations, folder: string): Promise<boolean> {
  return (await lookAt(files, join(folder, MARKER_FILE))) !== null;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}
