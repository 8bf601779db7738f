import { randomBytes } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { linkLibraries } from './link-libraries.js';
import { canEnter, type ServerUser } from './server-user.js';

/**
 * Copies the folder of the programs to `<place>/<name>`, readable for everyone and writable for us alone; a copy that
 * is there already is used again. Answers the folder.
 * @throws Error when the place cannot be written, cannot be entered by `user`, or can be changed by others.
 */
export async function copyPrograms(options: {
  readonly from: string;
  readonly place: string;
  readonly name: string;
  readonly user: ServerUser | undefined;
}): Promise<string> {
  const { from, place, name, user } = options;
  await mkdir(place, { recursive: true, mode: 0o755 });
  if (!canEnter(user, place)) throw new Error(`the user ${user?.uid} cannot enter this folder`);
  // Who may change the place may put other programs there than those that we have looked at.
  await requireSafe(place, user);
  const target = join(place, name);
  if (await isSafeCopy(target, user)) return target;
  const draft = `${target}.${randomBytes(6).toString('hex')}`;
  try {
    await cp(from, draft, { recursive: true, filter: async (path) => await isNeeded(path) });
    await makeReadable(draft);
    linkLibraries(draft);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another process was first: its copy is as good as ours.
    if (!(await isSafeCopy(target, user))) throw error;
  }
  return target;
}

async function isSafeCopy(folder: string, user: ServerUser | undefined): Promise<boolean> {
  if ((await lstat(folder).catch(() => undefined)) === undefined) return false;
  await requireSafe(folder, user);
  return true;
}

/** A public folder such as /tmp may hold a folder of that name that somebody else has put there to be run by us. */
async function requireSafe(folder: string, user: ServerUser | undefined): Promise<void> {
  const found = await lstat(folder);
  const trusted = found.uid === process.getuid?.() || found.uid === user?.uid;
  if (!found.isDirectory() || !trusted || (found.mode & 0o022) !== 0)
    throw new Error(`${folder} belongs to somebody else or can be changed by others`);
}

/** Neither the static libraries nor links (made anew): a third less. */
async function isNeeded(path: string): Promise<boolean> {
  if (path.endsWith('.a')) return false;
  return !(await lstat(path)).isSymbolicLink();
}

/** An npm that ran with a strict umask has left files that only it can read. */
async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await makeReadable(path);
    else await chmod(path, ((await lstat(path)).mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}
