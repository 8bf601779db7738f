import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { acquireOwnerLock } from '../../../src/db/embedded/owner-lock.js';
import { identityOf } from '../../../src/db/embedded/process-identity.js';
import { builtProduct } from '../../support/built-product.js';
import { compiledProgram } from '../../support/compiled-program.js';
import { silentLog } from '../../support/silent-log.js';

let dataDir: string;

beforeAll(() => builtProduct());
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'holdfast-lock-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const acquire = (elsewherePatienceMs = 300) =>
  acquireOwnerLock({ dataDir, log: silentLog, elsewherePatienceMs });

const claim = (): Record<string, unknown> => {
  const [name = ''] = readdirSync(dataDir).filter((each) => each.startsWith('owner.'));
  return JSON.parse(readFileSync(join(dataDir, name), 'utf8')) as Record<string, unknown>;
};

/** Leaves a folder whose last owner was what `change` says. */
async function leaveClaim(change: Record<string, unknown>): Promise<string> {
  (await acquire()).release();
  const file = join(dataDir, 'owner.1');
  writeFileSync(file, JSON.stringify({ ...claim(), released: false, ...change }));
  return file;
}

it('a folder has one owner, whose number the refusal names', async () => {
  await acquire();
  await expect(acquire()).rejects.toMatchObject({
    fault: 'FOLDER_IN_USE',
    message: expect.stringContaining(`process ${process.pid} `),
  });
});

it('a released lock is free, and one file is all that stays', async () => {
  (await acquire()).release();
  (await acquire()).release();
  const lock = await acquire();
  expect(readdirSync(dataDir)).toEqual(['owner.3']);
  lock.release();
});

it('the lock of a living process is held and that of a dead one is free', async () => {
  const other = spawn('sleep', ['60'], { stdio: 'ignore' });
  const exit = once(other, 'exit');
  onTestFinished(() => void other.kill('SIGKILL'));
  await leaveClaim({ ...identityOf(other.pid ?? 0) });
  await expect(acquire()).rejects.toThrow(`process ${other.pid} `);
  other.kill('SIGKILL');
  await exit;
  await acquire();
});

it('a process that got the number of a dead owner is no owner', async () => {
  await leaveClaim({ pid: process.ppid, startedAt: 'long ago' });
  await acquire();
});

it('a claim that a crash of the machine cut off is void', async () => {
  writeFileSync(join(dataDir, 'owner.7'), '{"pid": 1');
  await acquire();
  expect(readdirSync(dataDir)).toEqual(['owner.8']);
});

it('an owner in another container holds its folder while it touches its claim', async () => {
  const file = await leaveClaim({ processSpace: 'another container', pid: 1 });
  const heartbeat = setInterval(() => utimesSync(file, new Date(), new Date()), 20);
  onTestFinished(() => clearInterval(heartbeat));
  await expect(acquire(10_000)).rejects.toMatchObject({ fault: 'FOLDER_IN_USE' });
});

it('an owner in another container that no longer touches its claim is dead', async () => {
  await leaveClaim({ processSpace: 'another container', pid: process.pid });
  await acquire();
});

it('of several that find a dead owner at the same moment exactly one gets each folder', async () => {
  const folders = Array.from({ length: 40 }, (_, n) => join(dataDir, String(n)));
  const dead = readFileSync(await leaveClaim({ startedAt: 'long ago' }));
  for (const folder of folders) {
    mkdirSync(folder);
    writeFileSync(join(folder, 'owner.5'), dead);
  }
  const script = fileURLToPath(new URL('./owner-lock-racer.ts', import.meta.url));
  const [program, ...args] = await compiledProgram(script);
  const racers = Array.from({ length: 4 }, () =>
    spawn(program, [...args, dataDir, String(folders.length)], { stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  const outputs = racers.map((racer) => text(racer.stdout));
  // The last one that is ready opens the gate; each holds what it got until all are through.
  const count = (word: string) => readdirSync(dataDir).filter((name) => name.startsWith(word)).length;
  await expect.poll(() => count('ready'), { timeout: 20_000 }).toBe(racers.length);
  writeFileSync(join(dataDir, 'gate'), String(Date.now() + 50));
  await expect.poll(() => count('done'), { timeout: 20_000 }).toBe(racers.length);
  for (const racer of racers) racer.stdin.end();
  const won = (await Promise.all(outputs)).flatMap((output) =>
    output.split('\n').filter(Boolean).map(Number),
  );
  expect(won.toSorted((a, b) => a - b)).toEqual(folders.map((_, n) => n));
});
