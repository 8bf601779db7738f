/** The first administrator's token, kept in a file that only the person who runs Holdfast can read. */
import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TokenKeeper, TokenReplacer } from '../services/identity-service.js';

export function adminTokenFile(dataDir: string): string {
  return join(dataDir, 'admin-token');
}

/** Writes the token to a file of mode 0600 in a folder of mode 0700, whole or not at all. */
export function tokenKeeper(file: string): Required<TokenKeeper> & TokenReplacer {
  return {
    async keep(token) {
      const temporary = await written(file, token);
      try {
        // A link, unlike a rename, never replaces what another process keeps.
        await link(temporary, file);
        return true;
      } catch (error) {
        if (isCode(error, 'EEXIST')) return false;
        throw error;
      } finally {
        await rm(temporary, { force: true });
      }
    },
    async replace(token) {
      await rename(await written(file, token), file);
    },
    async takeBack(token) {
      if ((await contents(file))?.trim() === token) await rm(file, { force: true });
    },
    async kept() {
      return (await contents(file))?.trim();
    },
  };
}

/** @returns the name of a file beside the wanted one that holds the token */
async function written(file: string, token: string): Promise<string> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(temporary, `${token}\n`, { mode: 0o600, flag: 'wx' });
  await chmod(temporary, 0o600);
  return temporary;
}

async function contents(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
