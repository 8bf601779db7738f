import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, join, relative } from 'node:path';

/** Makes the links that are missing; a folder that cannot be written stays as it is and fails its trial later. */
export function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    try {
      // The list names its files from the package's root; a copy of the folder has another name.
      symlinkSync(basename(source), join(native, relative('native', target)));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (!['EEXIST', 'EACCES', 'EROFS', 'EPERM'].includes(code ?? '')) throw error;
    }
  }
}
