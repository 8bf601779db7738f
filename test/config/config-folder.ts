import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { ConfigError } from '../../src/config/config-error.js';
import type { Environment } from '../../src/config/gather.js';
import { describeConfig, loadConfig } from '../../src/config.js';

export const KEY = Buffer.alloc(32, 1).toString('base64');
export const OLD_KEY = Buffer.alloc(32, 2).toString('base64');

/** A folder of its own for each test of a file, and the configuration that is loaded in it. To be called at the top of the file. */
export function configFolder() {
  let cwd = '';
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'holdfast-config-'));
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));
  const load = (env: Environment = {}) => loadConfig(env, cwd);
  return {
    folder: () => cwd,
    load,
    file: (name: string, text: string) => {
      writeFileSync(join(cwd, name), text);
      return join(cwd, name);
    },
    faultsOf(env: Environment): ConfigError {
      try {
        load(env);
      } catch (error) {
        if (error instanceof ConfigError) return error;
        throw error;
      }
      throw new Error('the configuration has no fault');
    },
    rowOf: (env: Environment, name: string) => describeConfig(load(env)).find((row) => row.variable === name),
  };
}
