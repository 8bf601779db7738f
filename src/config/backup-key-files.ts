/** Key files of backups: 32 random bytes, raw or in base64, for few eyes only. */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ConfigFault } from './config-error.js';
import { othersMayRead } from './guarded-file.js';
import { VARIABLES, type Values } from './variables.js';

const KEY_BYTES = 32;
/** More than any key file has: what is larger is not read. */
const MAX_BYTES = 1024;

export interface BackupKeyFiles {
  readonly current: Buffer | undefined;
  readonly old: readonly Buffer[];
}

type Paths = Pick<Partial<Values>, 'backupKeyFile' | 'oldBackupKeyFiles'>;

/** Faults that `backupKeyFaults` would tell are left out. */
export function readBackupKeys(
  { backupKeyFile, oldBackupKeyFiles = [] }: Paths,
  cwd: string,
): BackupKeyFiles {
  const key = (path: string) => {
    const found = readKey(resolve(cwd, path));
    return typeof found === 'string' ? undefined : found;
  };
  return {
    current: backupKeyFile === undefined ? undefined : key(backupKeyFile),
    old: oldBackupKeyFiles.map(key).filter((each) => each !== undefined),
  };
}

export function backupKeyFaults(values: Partial<Values>, cwd: string): ConfigFault[] {
  const { backupKeyFile, oldBackupKeyFiles = [], backupPassphrase, oldBackupPassphrases } = values;
  const places = [
    ...(backupKeyFile === undefined ? [] : [{ variable: VARIABLES.backupKeyFile, path: backupKeyFile }]),
    ...oldBackupKeyFiles.map((path) => ({ variable: VARIABLES.oldBackupKeyFiles, path })),
  ];
  const faults: ConfigFault[] = places.flatMap(({ variable, path }) => {
    const found = readKey(resolve(cwd, path));
    if (typeof found !== 'string') return [];
    const problem = `names ${JSON.stringify(path)}, ${found}`;
    return [{ variable: variable.name, problem, example: `${variable.name}=${variable.example}` }];
  });
  const twice = (variable: { readonly name: string }, of: { readonly name: string }) => ({
    variable: variable.name,
    problem: `names the key of ${of.name} too: leave it out`,
    example: null,
  });
  const { current, old } = readBackupKeys(values, cwd);
  if (current !== undefined && old.some((each) => each.equals(current)))
    faults.push(twice(VARIABLES.oldBackupKeyFiles, VARIABLES.backupKeyFile));
  if (backupPassphrase !== undefined && oldBackupPassphrases?.includes(backupPassphrase))
    faults.push(twice(VARIABLES.oldBackupPassphrases, VARIABLES.backupPassphrase));
  return faults;
}

/** The key, or what is wrong, to follow the name of the file. */
function readKey(path: string): Buffer | string {
  try {
    const { size } = statSync(path);
    const open = othersMayRead(path);
    if (open !== null) return open;
    if (size > MAX_BYTES) return `which has ${size} bytes and is no key: ${MAKE_ONE}`;
    const bytes = readFileSync(path);
    if (bytes.length === KEY_BYTES) return bytes;
    const text = bytes.toString('latin1').trim();
    const decoded = Buffer.from(text, 'base64');
    if (decoded.length === KEY_BYTES && decoded.toString('base64') === text) return decoded;
    return `which holds neither ${KEY_BYTES} bytes nor their base64: ${MAKE_ONE}`;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    const missing = code === 'ENOENT' ? `: put the file back, or ${MAKE_ONE}` : '';
    return `which cannot be read (${code})${missing}`;
  }
}

const MAKE_ONE = 'make one with "holdfast backup-key create"';
