/** On the stores of PostgreSQL: what a run does is this test's. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { LeaseLost } from '../../src/cycle/lease.js';
import { type Lightened, type RunKind, runAllWaiting } from '../../src/cycle/leased-run.js';
import type { Backup } from '../../src/domain/backup.js';
import { createStoredWorld, type StoredWorld } from '../db/stored-world.js';
import { silentLog as log } from '../support/silent-log.js';

let world: StoredWorld;
beforeAll(async () => {
  world = await createStoredWorld();
});
afterAll(() => world.drop());
beforeEach(() => world.database.query('DELETE FROM backup'));

const LEASE_MS = 60_000;
const never = new AbortController().signal;

/** Runs that get light and end when the test says so, in the order in which they were taken up. */
class Runs {
  readonly begun: string[] = [];
  readonly #lightens: Lightened[] = [];
  readonly #ends: PromiseWithResolvers<void>[] = [];

  readonly kind: RunKind<Backup> = {
    what: 'backup',
    leases: world.stores.backups,
    run: async (backup, _keeper, lightened) => {
      const end = Promise.withResolvers<void>();
      this.#lightens.push(lightened);
      this.#ends.push(end);
      this.begun.push(backup.id);
      await end.promise;
    },
  };

  lighten(which: number, how?: 'ELSEWHERE'): void {
    this.#lightens[which]?.(how);
  }

  end(which: number, error?: Error): void {
    if (error === undefined) this.#ends[which]?.resolve();
    else this.#ends[which]?.reject(error);
  }

  async untilBegun(count: number): Promise<void> {
    await vi.waitFor(() => expect(this.begun).toHaveLength(count));
  }
}

function begin(runs: Runs, mayTake: () => boolean = () => true, first?: string): Promise<void> {
  const settings = {
    worker: 'worker',
    leaseMs: LEASE_MS,
    maxAttempts: 3,
    progressMs: 1_000,
    guestWaitMs: 0,
    version: 'test',
  };
  return runAllWaiting(runs.kind, { work: world.work, log, settings }, never, mayTake, first);
}

/** How many wait still: a claim that was made in between would show. */
const waiting = async () => (await world.stores.backups.claimable(99)).length;

describe('a worker that takes up what waits', () => {
  it('takes each once, oldest first, and passes over what others take out of the line it looked at', async () => {
    const ids: string[] = [];
    for (let day = 1; day <= 3; day += 1)
      ids.push((await world.addBackup({ createdAt: new Date(Date.UTC(2026, 0, day)) })).id);
    const runs = new Runs();
    const all = begin(runs);
    await runs.untilBegun(1);
    await world.stores.backups.claim(ids[1] ?? '', 'another', LEASE_MS);
    runs.end(0);
    await runs.untilBegun(2);
    const late = await world.addBackup();
    runs.end(1);
    await runs.untilBegun(3);
    runs.end(2);
    await all;
    expect(runs.begun).toEqual([ids[0], ids[2], late.id]);
  });

  it('begins the next beside one that only writes down how it ended, and not before', async () => {
    for (let n = 0; n < 2; n += 1) await world.addBackup();
    const runs = new Runs();
    const all = begin(runs);
    await runs.untilBegun(1);
    expect(await waiting()).toBe(1);
    runs.lighten(0);
    await runs.untilBegun(2);
    runs.end(1);
    runs.end(0);
    await all;
  });

  it('does not come back before all of them have ended', async () => {
    await world.addBackup();
    const runs = new Runs();
    const over = vi.fn();
    const all = begin(runs).then(over);
    await runs.untilBegun(1);
    runs.lighten(0);
    await world.stores.backups.claimable(1);
    expect(over).not.toHaveBeenCalled();
    runs.end(0);
    await all;
  });

  it('lets no more than four of them write at once', async () => {
    for (let n = 0; n < 6; n += 1) await world.addBackup();
    const runs = new Runs();
    const all = begin(runs);
    for (let n = 0; n < 4; n += 1) {
      await runs.untilBegun(n + 1);
      runs.lighten(n);
    }
    expect(await waiting()).toBe(2);
    expect(runs.begun).toHaveLength(4);
    runs.end(2);
    await runs.untilBegun(5);
    for (let n = 0; n < 5; n += 1) runs.end(n);
    await runs.untilBegun(6);
    runs.end(5);
    await all;
  });

  it('takes up the next ones beside those that others work on, however many', async () => {
    for (let n = 0; n < 7; n += 1) await world.addBackup();
    const runs = new Runs();
    const all = begin(runs);
    for (let n = 0; n < 7; n += 1) {
      await runs.untilBegun(n + 1);
      if (n < 6) runs.lighten(n, 'ELSEWHERE');
    }
    for (let n = 0; n < 7; n += 1) runs.end(n);
    await all;
  });

  it('does not leave to itself what begins to wait while it only waits for others', async () => {
    await world.addBackup();
    const runs = new Runs();
    const all = begin(runs);
    await runs.untilBegun(1);
    runs.lighten(0, 'ELSEWHERE');
    const late = await world.addBackup();
    await vi.waitFor(() => expect(runs.begun[1]).toBe(late.id), 15_000);
    runs.end(0);
    runs.end(1);
    await all;
  });

  it('takes up what it was rung for before what has waited longer', async () => {
    await world.addBackup();
    const rung = await world.addBackup();
    const runs = new Runs();
    const all = begin(runs, () => true, rung.id);
    await runs.untilBegun(1);
    expect(runs.begun[0]).toBe(rung.id);
    runs.end(0);
    await runs.untilBegun(2);
    runs.end(1);
    await all;
  });

  it('leaves to others what it has lost, and goes on with the rest', async () => {
    const { id } = await world.addBackup({ createdAt: new Date(Date.UTC(2026, 0, 1)) });
    const runs = new Runs();
    const all = begin(runs);
    await runs.untilBegun(1);
    await world.database.query(`UPDATE backup SET lease_until = now() - interval '1 second'`);
    const late = await world.addBackup();
    runs.end(0, new LeaseLost('the lease was not renewed in time', false));
    await runs.untilBegun(2);
    runs.end(1);
    await all;
    expect(runs.begun).toEqual([id, late.id]);
    expect(await world.stores.backups.claim(id, 'another', LEASE_MS)).toMatchObject({ attempt: 2 });
  });

  it('takes up no more after an unforeseen error, which it throws when the others have ended', async () => {
    for (let n = 0; n < 3; n += 1) await world.addBackup();
    const runs = new Runs();
    const fault = new TypeError('a fault of ours');
    const thrown = vi.fn();
    const all = begin(runs).catch(thrown);
    await runs.untilBegun(1);
    runs.lighten(0);
    await runs.untilBegun(2);
    runs.end(1, fault);
    await world.stores.backups.claimable(1);
    expect(thrown).not.toHaveBeenCalled();
    runs.end(0);
    await all;
    expect(thrown).toHaveBeenCalledWith(fault);
    expect(runs.begun).toHaveLength(2);
    expect(await waiting()).toBe(1);
  });

  it('takes up no more when it is to stop', async () => {
    for (let n = 0; n < 2; n += 1) await world.addBackup();
    const runs = new Runs();
    let stopping = false;
    const all = begin(runs, () => !stopping);
    await runs.untilBegun(1);
    stopping = true;
    runs.end(0);
    await all;
    expect(await waiting()).toBe(1);
  });
});
