import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFailed, vi } from 'vitest';
import { ClustersDocument } from '../../src/client/generated/graphql.js';
import { Fleet } from '../support/fleet.js';

let fleet: Fleet;
beforeEach(async () => {
  fleet = await Fleet.prepare();
});
afterEach(() => fleet.stop());

/** The process that is PostgreSQL; undefined when there is none. */
async function postmaster(): Promise<number | undefined> {
  const file = join(fleet.dataDir, 'postgres', 'cluster', 'postmaster.pid');
  try {
    const pid = Number.parseInt(await readFile(file, 'utf8'), 10);
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}

// A start of the built-in PostgreSQL and of the product takes a busy machine half a minute, and there are several in a test.
const patience = { timeout: 240_000 };

describe('one process with both roles on the built-in PostgreSQL', patience, () => {
  it('that is killed and started again has everything, and finishes the backup that was under way', async () => {
    const first = await fleet.start('start');
    await fleet.setUp();
    const held = fleet.holdIn('RESOURCES');
    const id = await fleet.request('shop', 'blog');
    await held.reached;
    const token = await readFile(fleet.tokenFile, 'utf8');
    first.kill('SIGKILL');
    await first.ended;
    expect(await postmaster()).toBeDefined();
    held.release();
    const second = await fleet.start('start');
    expect(await readFile(fleet.tokenFile, 'utf8')).toBe(token);
    expect(await fleet.ended(id)).toMatchObject({ state: 'SUCCESS', attempt: 2 });
    expect(await fleet.isIntact(id)).toBe(true);
    const { clusters } = await fleet.ask(ClustersDocument, { first: 10 });
    expect(clusters.edges.map(({ node }) => [node.name, node.state])).toEqual([['prod', 'ACTIVE']]);

    second.kill('SIGTERM');
    expect(await second.ended).toEqual({ code: 0, signal: null });
    expect(second.log.at(-1)?.msg).toBe('Holdfast has stopped.');
    expect(await postmaster()).toBeUndefined();
    // PostgreSQL was the last: nothing that was still to be written failed.
    expect(second.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('that is given a key which its credentials were not encrypted with does not start, and says which is missing', async () => {
    const first = await fleet.start('start');
    await fleet.setUp();
    first.kill('SIGTERM');
    await first.ended;
    const refused = await fleet.begin('start', {
      HOLDFAST_SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
    });
    expect(await refused.ended).toEqual({ code: 1, signal: null });
    expect(refused.log.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(refused.log.at(-1)?.msg).toMatch(
      /encrypted with key .*, which is not among the given ones: put the right/,
    );
    expect(await postmaster()).toBeUndefined();
  });
});

describe('an API and a worker on one data folder', patience, () => {
  it('are two processes: the worker attaches, and a second API is refused in one line', async () => {
    const api = await fleet.start('api');
    const worker = await fleet.start('worker');
    await worker.logged(/^Attached to the PostgreSQL of another Holdfast/);
    await fleet.setUp();
    const second = await fleet.begin('api');
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.log).toHaveLength(1);
    expect(second.log[0]).toMatchObject({ level: 'error' });
    expect(second.log[0]?.msg).toContain(fleet.dataDir);
    expect(await fleet.ended(await fleet.request('shop'))).toMatchObject({ state: 'SUCCESS', attempt: 1 });

    worker.kill('SIGTERM');
    expect(await worker.ended).toEqual({ code: 0, signal: null });
    expect(await postmaster()).toBeDefined();
    api.kill('SIGTERM');
    expect(await api.ended).toEqual({ code: 0, signal: null });
    expect(await postmaster()).toBeUndefined();
  });

  it('survive that PostgreSQL is killed in the middle of a backup, and the backup ends well', async () => {
    onTestFailed(() => void process.stderr.write(fleet.processes.written));
    const api = await fleet.start('api');
    await fleet.start('worker');
    await fleet.setUp();
    const held = fleet.holdIn('RESOURCES');
    const id = await fleet.request('shop', 'blog');
    await held.reached;
    const killed = await postmaster();
    if (killed === undefined) throw new Error('PostgreSQL does not run.');
    process.kill(killed, 'SIGKILL');
    held.release();
    await api.logged(/^PostgreSQL has ended unexpectedly; starting it again/);
    await vi.waitFor(async () => expect((await fleet.backup(id)).state).toBe('SUCCESS'), {
      timeout: 120_000,
      interval: 100,
    });
    expect(await postmaster()).not.toBe(killed);
    expect(await fleet.isIntact(id)).toBe(true);
    expect(await fleet.ended(await fleet.request('blog'))).toMatchObject({ state: 'SUCCESS' });
  });
});
