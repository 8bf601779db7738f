/** The key in a file of the data folder: 32 bytes, for its owner only. */
import { randomBytes } from 'node:crypto';
import { link, open, readFile, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KEY_BYTES } from './key-ring.js';

export type KeyFile =
  | { readonly kind: 'KEY'; readonly key: Buffer }
  | { readonly kind: 'ABSENT' }
  | { readonly kind: 'FAULT'; readonly message: string };

export async function readKeyFile(path: string): Promise<KeyFile> {
  try {
    const { mode } = await stat(path);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      return fault(`${path} may be read by others (mode ${(mode & 0o777).toString(8)}): chmod 600 it`);
    }
    const key = await readFile(path);
    if (key.length === KEY_BYTES) return { kind: 'KEY', key };
    return fault(`${path} holds ${key.length} bytes instead of ${KEY_BYTES}: put the right file back`);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { kind: 'ABSENT' };
    return fault(`${path} cannot be read (${codeOf(error) ?? 'unknown error'})`);
  }
}

/** Writes a new key that survives a crash. Whoever else made one at the same moment wins: theirs is used. */
export async function createKeyFile(path: string): Promise<KeyFile> {
  const temporary = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const key = randomBytes(KEY_BYTES);
  try {
    await writeSynced(temporary, key);
    await link(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') {
      return fault(`${path} cannot be written (${codeOf(error) ?? 'unknown error'})`);
    }
  } finally {
    key.fill(0);
    await unlink(temporary).catch(() => undefined);
  }
  return readKeyFile(path);
}

async function writeSynced(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function fault(message: string): KeyFile {
  return { kind: 'FAULT', message };
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
