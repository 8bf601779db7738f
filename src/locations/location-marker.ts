import { join } from 'node:path';
import { giveName, lookAt, removeIfThere, syncFolder, tempPath, writeTemp } from './atomic-write.js';
import type { FileOperations } from './file-operations.js';
import { isMissing } from './guarded-files.js';
import { readFile } from './read-file.js';
import { locationFailure } from './storage-fault.js';

/** Says whose folder this is. An unmounted share has none, and another share another. */
export const MARKER_FILE = '.holdfast-location.json';
const FORMAT = 'holdfast-location';
const VERSION = 1;
const MAX_BYTES = 16 * 1024;

export interface LocationMarker {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly locationId: string;
  readonly name: string;
  readonly createdAt: string;
}

/** The marker of a folder, or null when it has none. @throws StorageFailed MARKER_FOREIGN when it is none of ours */
export async function readMarker(files: FileOperations, folder: string): Promise<LocationMarker | null> {
  const path = join(folder, MARKER_FILE);
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of readFile(files, path, { length: MAX_BYTES })) chunks.push(chunk);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  const marker = parseMarker(Buffer.concat(chunks).toString('utf8'));
  if (marker !== null) return marker;
  throw locationFailure(
    'MARKER_FOREIGN',
    `${path} is no marker that this version of Holdfast understands: it is damaged, or a newer version made it.`,
  );
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

export function foreignMarker(folder: string, marker: LocationMarker): Error {
  return locationFailure(
    'MARKER_FOREIGN',
    `${folder} belongs to another backup location: its marker file ${MARKER_FILE} names ${JSON.stringify(marker.name)} (${marker.locationId}, made ${marker.createdAt}).`,
  );
}

/** @throws FileFault EEXIST when another process has put one there meanwhile */
export async function writeMarker(
  files: FileOperations,
  folder: string,
  marker: Pick<LocationMarker, 'locationId' | 'name' | 'createdAt'>,
): Promise<void> {
  const text = `${JSON.stringify({ format: FORMAT, version: VERSION, ...marker }, null, 2)}\n`;
  const temp = tempPath(folder);
  try {
    const written = await writeTemp(files, temp, once(Buffer.from(text)));
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

function parseMarker(text: string): LocationMarker | null {
  try {
    const value: unknown = JSON.parse(text);
    return isMarker(value) ? value : null;
  } catch {
    return null;
  }
}

function isMarker(value: unknown): value is LocationMarker {
  if (typeof value !== 'object' || value === null) return false;
  const fields: Partial<Record<keyof LocationMarker, unknown>> = value;
  const texts = [fields.locationId, fields.name, fields.createdAt];
  return (
    fields.format === FORMAT && fields.version === VERSION && texts.every((each) => typeof each === 'string')
  );
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}
