/** `holdfast backup-key create`: works without a configuration, for it may already name the file that is to be made. */
import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';

const KEY_BYTES = 32;

/** Never overwrites: what an existing key encrypted would be lost. */
export async function createBackupKey(path: string, { json }: { readonly json: boolean }): Promise<void> {
  const file = resolve(path);
  try {
    await writeNewKey(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    process.stderr.write(`${refusal(file, code)}\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(json ? `${JSON.stringify({ file })}\n` : `Made a key for backups in ${file}.\n`);
  process.stderr.write(
    [
      `Set HOLDFAST_BACKUP_KEY_FILE=${file} for the API and every worker.`,
      'WHO LOSES THIS FILE LOSES EVERY BACKUP THAT IS ENCRYPTED WITH IT: there is no other way to open them.',
      'Put a copy where neither the cluster nor the backups are.\n',
    ].join('\n'),
  );
}

async function writeNewKey(path: string): Promise<void> {
  const key = randomBytes(KEY_BYTES);
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(`${key.toString('base64')}\n`);
    await file.sync();
  } finally {
    key.fill(0);
    await file.close();
  }
}

function refusal(file: string, code: string): string {
  return code === 'EEXIST'
    ? `${file} exists already and is not overwritten: backups may need it. Choose another name.`
    : `${file} cannot be written (${code}): choose a folder that is there and may be written to.`;
}
