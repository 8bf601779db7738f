import { mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  FilesystemLocations,
  type FilesystemLocationsOptions,
} from '../../src/locations/filesystem-locations.js';

export const LOCATION = { id: '0190aaaa-0000-7000-8000-000000000001', name: 'main' } as const;

export interface TempLocation {
  readonly parent: string;
  readonly location: { readonly id: string; readonly name: string; readonly path: string };
  locations(options?: Partial<FilesystemLocationsOptions>): FilesystemLocations;
  dispose(): Promise<void>;
}

/** A parent folder of its own with one location in it, not yet initialised. */
export async function tempLocation(): Promise<TempLocation> {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'holdfast-location-')));
  const parent = join(base, 'parent');
  await mkdir(parent);
  return {
    parent,
    location: { ...LOCATION, path: join(parent, 'main') },
    locations: (options = {}) => new FilesystemLocations({ parents: [parent], ...options }),
    dispose: () => rm(base, { recursive: true, force: true }),
  };
}

/** Every file and folder below `folder`, hidden ones too; folders end in `/`. */
export async function everythingIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .map(
      (entry) =>
        `${join(entry.parentPath, entry.name).slice(folder.length + 1)}${entry.isDirectory() ? '/' : ''}`,
    )
    .sort();
}
