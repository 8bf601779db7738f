import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiBackup, apiPage, apiUpdate, uuid } from '../support/api-things.js';
import { builtProduct, PROJECT } from '../support/built-product.js';
import { CODE_CACHE } from '../support/compiled-program.js';
import { type StandInApi, startStandInApi } from '../support/stand-in-api.js';

/** Far more than a pipe holds. */
const EVENTS = 3_000;

let main: string;
let api: StandInApi;

beforeAll(async () => {
  main = await builtProduct();
  api = await startStandInApi({
    backup: () => apiBackup({ state: 'FAILURE', stateReason: 'CANCELLED' }),
    backups: () => apiPage([apiBackup()]),
    backupUpdated: async function* () {
      for (let event = 1; event < EVENTS; event += 1) yield apiUpdate({ eventId: String(event) });
      yield apiUpdate({ eventId: String(EVENTS), type: 'BACKUP_FINISHED', state: 'FAILURE' });
    },
  });
});
afterAll(() => api.close());

function environment(): Record<string, string> {
  return {
    HOLDFAST_URL: api.url,
    HOLDFAST_TOKEN: api.token,
    PATH: process.env.PATH ?? '',
    ...CODE_CACHE,
  };
}

function holdfast(args: readonly string[]) {
  const options = { cwd: PROJECT, env: environment(), extendEnv: false, reject: false } as const;
  return execa(process.execPath, [main, ...args], options);
}

describe('the command as a process', () => {
  it('prints its result and ends with 0', async () => {
    const { stdout, stderr, exitCode } = await holdfast(['backup', 'list', '--json']);
    expect(JSON.parse(stdout)).toMatchObject([{ name: 'nightly' }]);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });

  it('ends with the exit code of what it watched', async () => {
    const { stdout, exitCode } = await holdfast(['backup', 'watch', uuid(3)]);
    expect(stdout).toBe(
      'Backup "nightly" is a Failure (CANCELLED). "holdfast backup show nightly" says more.',
    );
    expect(exitCode).toBe(4);
  });

  it('ends with 2 when it is used wrongly, and asks nobody when there is no terminal', async () => {
    expect((await holdfast(['backup', 'lisst'])).exitCode).toBe(2);
    expect((await holdfast(['backup', 'delete', uuid(3)])).exitCode).toBe(6);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const child = spawn(process.execPath, [main, 'backup', 'watch', uuid(3), '--json'], {
      cwd: PROJECT,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const complaints: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = await once(child, 'close');
    expect(Buffer.concat(complaints).toString()).toBe('');
    expect(code).toBe(0);
  });
});
