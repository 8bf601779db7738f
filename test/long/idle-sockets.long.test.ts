/** 5,000 sockets of another process that say nothing: bounded, refused beyond, and nobody who stands is concerned. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/graphql/limits.js';
import { aBackup } from '../graphql/builders.js';
import { type Running, startApi, TOKEN } from '../graphql/running-api.js';
import { next } from '../graphql/updates.js';

const SOCKETS = 5_000;
const MEBIBYTE = 1024 * 1024;
/** Of the server, for all that it lets in: 2,000 sockets of some tens of KiB. */
const MOST_MEMORY = 200 * MEBIBYTE;
const OPENER = fileURLToPath(new URL('./idle-sockets.mjs', import.meta.url));

interface Counted {
  /** Sockets that stand now. */
  readonly open: number;
  /** That were let in with their token. */
  readonly ready: number;
  /** HTTP status of the upgrade → how many. */
  readonly refused: Readonly<Record<string, number>>;
  /** Close code → how many. */
  readonly closed: Readonly<Record<string, number>>;
}

let api: Running;
const openers: ChildProcess[] = [];
afterEach(async () => {
  for (const each of openers.splice(0)) {
    each.kill('SIGKILL');
    await once(each, 'exit');
  }
  await api.stop();
});

async function openFromElsewhere(token?: string): Promise<() => Promise<Counted>> {
  const address = `${api.url.replace('http', 'ws')}/graphql`;
  const args = [address, String(SOCKETS), ...(token === undefined ? [] : [token])];
  const opener = fork(OPENER, args, { execArgv: [] });
  openers.push(opener);
  await once(opener, 'message');
  return async () => {
    const answered = once(opener, 'message');
    opener.send('count');
    const [counted] = await answered;
    return counted as Counted;
  };
}

/** Follows the backups, and is told of one that changes. */
async function aGoodClient() {
  const updates = api.subscribe('subscription { backupUpdated(after: "000000") { type } }');
  const first = updates.next();
  await expect.poll(() => api.feed.open).toBe(1);
  return async () => {
    api.feed.append({ type: 'BACKUP_EDITED', subjectType: 'Backup', subjectId: aBackup().id, data: {} });
    expect(await first).toMatchObject({ value: { data: { backupUpdated: { type: 'BACKUP_EDITED' } } } });
    api.feed.append({ type: 'BACKUP_VERIFIED', subjectType: 'Backup', subjectId: aBackup().id, data: {} });
    expect(await next(updates)).toEqual({ type: 'BACKUP_VERIFIED' });
    expect((await api.query('{ viewer { name } }')).body.data).toEqual({ viewer: { name: 'ada' } });
  };
}

it('that never sign in: 500 stand for five seconds, the others are refused at once, and who stands goes on', async () => {
  api = await startApi();
  const stillServed = await aGoodClient();
  const before = process.memoryUsage().rss;
  const count = await openFromElsewhere();
  const { open, refused, closed } = await count();
  const admitted = open + (closed[4408] ?? 0);
  expect(admitted + (refused[503] ?? 0)).toBe(SOCKETS);
  expect(open).toBeLessThanOrEqual(DEFAULT_LIMITS.socketsUnsigned);
  expect(refused[503]).toBeGreaterThan(0);
  expect(process.memoryUsage().rss - before).toBeLessThan(MOST_MEMORY);
  await stillServed();
  await expect.poll(async () => (await count()).open, { timeout: 30_000 }).toBe(0);
  expect(Object.keys((await count()).closed)).toEqual(['4408']);
});

it('that sign in: as many stand as a process takes, however patient they are', async () => {
  api = await startApi({ limits: { socketsPerIdentity: SOCKETS + 1 } });
  const stillServed = await aGoodClient();
  const before = process.memoryUsage().rss;
  const count = await openFromElsewhere(TOKEN);
  const { open, ready, refused } = await count();
  // One of them is the good client's.
  expect([open, ready]).toEqual([DEFAULT_LIMITS.sockets - 1, DEFAULT_LIMITS.sockets - 1]);
  expect(refused).toEqual({ 503: SOCKETS - open });
  expect(process.memoryUsage().rss - before).toBeLessThan(MOST_MEMORY);
  await stillServed();
});

it('of one identity: no more than it may have, and the others are told so', async () => {
  api = await startApi();
  const count = await openFromElsewhere(TOKEN);
  await expect
    .poll(async () => (await count()).open, { timeout: 30_000 })
    .toBe(DEFAULT_LIMITS.socketsPerIdentity);
  expect((await count()).closed).toEqual({ 4430: SOCKETS - DEFAULT_LIMITS.socketsPerIdentity });
});
