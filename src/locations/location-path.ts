import { basename, dirname, isAbsolute, join, normalize, relative, sep } from 'node:path';
import { lookAt } from './atomic-write.js';
import type { FileOperations } from './file-operations.js';
import { isMissing } from './guarded-files.js';
import { hasMarker } from './location-marker.js';

const MAX_PATH_LENGTH = 1_024;

/** Faults that the text alone shows, as sentences. */
export function pathTextFaults(path: string): string[] {
  if (path === '') return ['Name a folder.'];
  if (path.length > MAX_PATH_LENGTH) return [`The path is longer than ${MAX_PATH_LENGTH} characters.`];
  if ([...path].some((character) => character < ' ' || character === '\x7f'))
    return ['The path contains a control character.'];
  if (!isAbsolute(path))
    return [`${JSON.stringify(path)} is not absolute: begin it with ${JSON.stringify(sep)}.`];
  const plain = plainPath(path);
  return plain === path
    ? []
    : [`${JSON.stringify(path)} is not in its plain form: write ${JSON.stringify(plain)}.`];
}

/** Faults that the disk shows: outside the parents, a parent itself, a file, inside another location. */
export async function pathPlaceFaults(
  files: FileOperations,
  { path, parents }: { path: string; parents: readonly string[] },
): Promise<string[]> {
  const place = await canonicalPath(files, path);
  const roots = await Promise.all(parents.map((parent) => canonicalPath(files, parent)));
  if (roots.some((root) => root === place || isBelow(root, place))) {
    return [`${path} is or contains a configured parent folder: name a folder of its own below the parent.`];
  }
  const root = roots.find((each) => isBelow(place, each));
  if (root === undefined) return [outsideParents(path, place, parents)];
  for (let each = place; isBelow(each, root); each = dirname(each)) {
    const facts = await lookAt(files, each);
    if (facts !== null && !facts.isDirectory()) return [`${each} is there and is not a folder.`];
    if (each !== place && (await hasMarker(files, each))) {
      return [`${path} lies inside the folder of another location, ${each}.`];
    }
  }
  return [];
}

export function outsideParents(path: string, place: string, parents: readonly string[]): string {
  const where = place === path ? path : `${path} (in truth ${place})`;
  return `${where} does not lie below a configured parent folder: ${parents.join(', ')}.`;
}

/** The path free of symbolic links; what does not exist yet is taken as it stands below its deepest existing ancestor. */
export async function canonicalPath(files: FileOperations, path: string): Promise<string> {
  try {
    return await files.realpath(path);
  } catch (error) {
    if (!isMissing(error) || dirname(path) === path) throw error;
    // A link to nowhere is missing for realpath and would still be followed by a later mkdir.
    if ((await lookAt(files, path)) !== null) throw error;
    return join(await canonicalPath(files, dirname(path)), basename(path));
  }
}

export function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function plainPath(path: string): string {
  const plain = normalize(path);
  return plain.length > 1 && plain.endsWith(sep) ? plain.slice(0, -1) : plain;
}
