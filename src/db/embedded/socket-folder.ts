import { createHash } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canEnter, type ServerUser } from './server-user.js';

/** The whole address of a unix socket has 107 bytes on Linux and 103 on macOS. */
const LONGEST_ADDRESS = 103;
const SOCKET_NAME = '/.s.PGSQL.5432.lock';

/**
 * A folder for the socket that only the server user (and root) can enter: in the data folder where its name is short
 * enough and the user can reach it, else in a folder of its own for temporary files.
 */
export function socketFolder(dataDir: string, user: ServerUser | undefined): string {
  const inside = join(dataDir, 'socket');
  if (fits(inside) && makePrivate(inside, user) && canEnter(user, inside)) return inside;
  const id = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 12);
  for (const parent of new Set([tmpdir(), '/tmp'])) {
    const folder = join(parent, `holdfast-pg-${id}`);
    if (fits(folder) && makePrivate(folder, user) && canEnter(user, folder)) return folder;
  }
  // Somebody else holds the name: one that nobody can foresee.
  const folder = mkdtempSync('/tmp/holdfast-pg-');
  if (user) chownSync(folder, user.uid, user.gid);
  return folder;
}

/** Leaves nothing behind among the temporary files; a folder that still holds a socket stays. */
export function removeSocketFolder(folder: string, dataDir: string): void {
  if (folder.startsWith(dataDir)) return;
  try {
    rmdirSync(folder);
  } catch {
    // In use by another, or gone: neither is ours to mend.
  }
}

const fits = (folder: string): boolean => Buffer.byteLength(folder + SOCKET_NAME) <= LONGEST_ADDRESS;

/** Whether the folder is there now, private, and the server user's. */
function makePrivate(folder: string, user: ServerUser | undefined): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
    if (user) chownSync(folder, user.uid, user.gid);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
  }
  const found = lstatSync(folder);
  const uid = user?.uid ?? process.getuid?.();
  if (found.isDirectory() && found.uid === 0 && process.getuid?.() === 0 && user) {
    chownSync(folder, user.uid, user.gid);
    return (found.mode & 0o077) === 0;
  }
  return found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0;
}
