import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { builtProduct, PROJECT } from '../support/built-product.js';
import { CODE_CACHE } from '../support/compiled-program.js';

let main: string;
let folder: string;
beforeAll(async () => {
  main = await builtProduct();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function create(file: string) {
  return spawnSync(process.execPath, [main, 'backup-key', 'create', file], {
    cwd: PROJECT,
    encoding: 'utf8',
    // Whoever follows the configuration's advice names the file before it is there.
    env: { ...process.env, ...CODE_CACHE, HOLDFAST_BACKUP_KEY_FILE: file },
  });
}

it('makes a key that the configuration takes, for its owner only, tells what its loss means, and overwrites none', () => {
  const file = join(folder, 'backup.key');
  const made = create(file);
  expect(made.status).toBe(0);
  expect(made.stderr).toMatch(/WHO LOSES THIS FILE LOSES EVERY BACKUP/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const text = readFileSync(file, 'utf8');
  expect(made.stdout + made.stderr).not.toContain(text.trim());
  expect(loadConfig({ HOLDFAST_BACKUP_KEY_FILE: file }, folder).backupKeys.keyFile).toHaveLength(32);
  const again = create(file);
  expect(again.status).toBe(1);
  expect(again.stderr).toMatch(/exists already and is not overwritten/);
  expect(readFileSync(file, 'utf8')).toBe(text);
  expect(create(join(folder, 'nowhere', 'x')).stderr).toMatch(/cannot be written \(ENOENT\)/);
});
