/** The first administrator's token, kept in a file that only the person who runs Holdfast can read. */
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TokenKeeper } from '../services/identity-service.js';

export function adminTokenFile(dataDir: string): string {
  return join(dataDir, 'admin-token');
}

/** Writes the token to a file of mode 0600 in a folder of mode 0700, whole or not at all. */
export function tokenKeeper(file: string): TokenKeeper {
  return {
    async keep(token) {
      const temporary = `${file}.${process.pid}.tmp`;
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await rm(temporary, { force: true });
      await writeFile(temporary, `${token}\n`, { mode: 0o600, flag: 'wx' });
      await chmod(temporary, 0o600);
      await rename(temporary, file);
      return true;
    },
    takeBack: () => rm(file, { force: true }),
  };
}
