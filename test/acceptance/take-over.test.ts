import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Product } from '../../src/compose.js';
import { LeaseKeeper } from '../../src/cycle/lease.js';
import { runBackup } from '../../src/cycle/run-backup.js';
import { DependencyFailure } from '../../src/domain/errors/dependency-errors.js';
import { backupKeys } from '../../src/domain/manifest.js';
import { Installation } from '../support/installation.js';

const LEASE_MS = 600;
let holdfast: Installation;
beforeEach(async () => {
  holdfast = await Installation.start({ namespaces: ['shop', 'blog'], leaseMs: LEASE_MS, maxAttempts: 2 });
});
afterEach(() => holdfast.stop());

const never = new AbortController().signal;

/** A worker that stands still when the cluster is asked for something, until `wake`: as after SIGSTOP, its lease runs out. */
function freezeAt(match: RegExp) {
  const { promise: asleep, resolve: fallAsleep } = Promise.withResolvers<void>();
  const { promise: awake, resolve: wake } = Promise.withResolvers<void>();
  holdfast.kubernetes.faults.add({
    match,
    times: 1,
    do: async () => {
      fallAsleep();
      await awake;
    },
  });
  return { asleep, wake };
}

/** The database no longer hears of this worker's lease: what a frozen or cut-off process looks like from outside. */
function cutOff(product: Product): void {
  product.world.work.stores.backups.renew = () => new Promise(() => {});
}

function parts({ world: { clusters } }: Product) {
  return { clusters, namespaces: clusters.namespaces.bind(clusters) };
}

async function cutAllConnections(): Promise<void> {
  await holdfast.database.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
}

async function leaseRunsOut(backupId: string): Promise<void> {
  await vi.waitFor(async () => {
    expect(await holdfast.product.world.work.stores.backups.claimable(10)).toContain(backupId);
  }, 10_000);
}

describe('two workers', () => {
  it('that take up one backup at the same moment: one runs it, the other does nothing', async () => {
    const { id } = await holdfast.request('shop');
    const others = [holdfast.anotherWorker(), holdfast.anotherWorker()];
    const results = await Promise.all(others.map(({ world }) => runBackup(id, world, never)));
    expect(results.sort()).toEqual(['finished', 'not-ours']);
    expect((await holdfast.report(id)).backup.attempt).toBe(1);
  });

  it('a backup that has ended is not run again', async () => {
    const { backup } = await holdfast.backUp('shop');
    expect(await runBackup(backup.id, holdfast.anotherWorker().world, never)).toBe('not-ours');
  });
});

describe.each([
  ['PLAN', /^\/api\/v1\/namespaces\?/],
  ['VOLUMES', /persistentvolumeclaims/],
  ['RESOURCES', /\/deployments/],
])('a worker that freezes in %s past its lease', (_stage, match) => {
  it('is taken over; woken up it writes nothing', async () => {
    const { id } = await holdfast.request('shop');
    const frozen = holdfast.anotherWorker();
    const { asleep, wake } = freezeAt(match);
    const first = runBackup(id, frozen.world, never);
    await asleep;
    cutOff(frozen);
    await leaseRunsOut(id);
    const taken = await holdfast.run(id, holdfast.anotherWorker());
    expect(taken).toMatchObject({ state: 'SUCCESS', backup: { attempt: 2 } });
    wake();
    expect(await first).toBe('not-ours');
    expect(await holdfast.report(id)).toEqual(taken);
    expect(await holdfast.isRestorable(id)).toBe(true);
  });
});

describe('a worker that dies between manifest and record', () => {
  it('leaves a backup that the next one adopts as it is', async () => {
    const { id } = await holdfast.request('shop', 'gone');
    const dying = holdfast.anotherWorker();
    const backups = dying.world.work;
    const transaction = backups.transaction.bind(backups);
    // From the manifest on nothing of this worker reaches the database: as with kill -9 at that line.
    dying.world.work.transaction = async (work) => {
      const store = await holdfast.product.world.locations.open(holdfast.location);
      if (await store.exists(backupKeys.manifest(id))) return new Promise(() => {});
      return transaction(work);
    };
    void runBackup(id, dying.world, never);
    const store = await holdfast.product.world.locations.open(holdfast.location);
    await vi.waitFor(async () => expect(await store.exists(backupKeys.manifest(id))).toBe(true), 10_000);
    cutOff(dying);
    await leaseRunsOut(id);
    const adopted = await holdfast.run(id, holdfast.anotherWorker());
    expect(adopted).toMatchObject({ state: 'PARTIAL_SUCCESS', missing: ['gone'], included: ['shop'] });
    expect(adopted.backup.attempt).toBe(2);
    expect(await holdfast.isRestorable(id)).toBe(true);
    expect(await store.exists(backupKeys.resources(id, 1))).toBe(true);
  });
});

describe('a worker that is asked to stop', () => {
  it('gives the backup back, and another runs it at once', async () => {
    const { id } = await holdfast.request('shop');
    const { asleep, wake } = freezeAt(/\/deployments/);
    const stopping = new AbortController();
    const first = runBackup(id, holdfast.anotherWorker().world, stopping.signal);
    await asleep;
    stopping.abort();
    wake();
    expect(await first).toBe('given-back');
    expect(await holdfast.product.world.work.stores.backups.claimable(10)).toContain(id);
    expect(await holdfast.run(id, holdfast.anotherWorker())).toMatchObject({ state: 'SUCCESS' });
  });
});

describe('a backup whose workers all stop before its end', () => {
  it('is a Success when one may go on: a worker that was told to stop is no attempt that failed', async () => {
    const { id } = await holdfast.request('shop');
    for (const _attempt of [1, 2, 3]) {
      const stopping = new AbortController();
      const { asleep, wake } = freezeAt(/\/deployments/);
      const run = runBackup(id, holdfast.anotherWorker().world, stopping.signal);
      await asleep;
      stopping.abort();
      wake();
      expect(await run).toBe('given-back');
    }
    expect(await holdfast.run(id)).toMatchObject({ state: 'SUCCESS', backup: { attempt: 4, handedBack: 3 } });
  });
});

describe('a backup whose workers all die before its end', () => {
  it('is a FAILURE after so many attempts, and leaves no data', async () => {
    const { id } = await holdfast.request('shop');
    for (const _attempt of [1, 2]) {
      const dying = holdfast.anotherWorker();
      const { asleep, wake } = freezeAt(/\/deployments/);
      const run = runBackup(id, dying.world, never);
      await asleep;
      cutOff(dying);
      await leaseRunsOut(id);
      wake();
      expect(await run).toBe('not-ours');
    }
    const report = await holdfast.run(id);
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'ATTEMPTS_EXHAUSTED', backup: { attempt: 3 } });
    const store = await holdfast.product.world.locations.open(holdfast.location);
    const keys: string[] = [];
    for await (const { key } of store.list(backupKeys.folder(id))) keys.push(key);
    expect(keys).toEqual([backupKeys.manifest(id)]);
  });
});

describe('a cancelled backup', () => {
  it('that no worker has taken up ends at once', async () => {
    const { id } = await holdfast.request('shop');
    expect(await holdfast.product.services.backups.cancel(id, holdfast.actor)).toMatchObject({
      state: 'FAILURE',
      stateReason: 'CANCELLED',
    });
    expect(await runBackup(id, holdfast.product.world, never)).toBe('not-ours');
  });

  it('that is running stops with its next renewal and keeps nothing', async () => {
    // Long enough that a busy machine does not lose it: then the backup would be another worker's to end.
    await holdfast.stop();
    holdfast = await Installation.start({ namespaces: ['shop', 'blog'], leaseMs: 4_000 });
    const { id } = await holdfast.request('shop');
    const { asleep, wake } = freezeAt(/\/deployments/);
    const run = holdfast.run(id);
    await asleep;
    expect(await holdfast.product.services.backups.cancel(id, holdfast.actor)).toMatchObject({
      state: 'IN_PROGRESS',
    });
    const report = await run;
    wake();
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'CANCELLED' });
    const store = await holdfast.product.world.locations.open(holdfast.location);
    expect(await store.exists(backupKeys.resources(id, 1))).toBe(false);
  });
});

describe('PostgreSQL that goes away in the middle', () => {
  it('is waited for: every connection is cut while resources are read, and the backup still ends well', async () => {
    holdfast.kubernetes.faults.add({
      match: /\/deployments/,
      times: 1,
      do: async () => {
        await holdfast.database.query(
          'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
        );
      },
    });
    expect(await holdfast.backUp('shop')).toMatchObject({ state: 'SUCCESS', backup: { attempt: 1 } });
  });
});

describe('a renewal that never answers', () => {
  it('ends the hold when the time that the database promised is over', async () => {
    const { id } = await holdfast.request('shop');
    const cut = holdfast.anotherWorker();
    cutOff(cut);
    const { asleep, wake } = freezeAt(/\/deployments/);
    const run = runBackup(id, cut.world, never);
    await asleep;
    expect(await run).toBe('not-ours');
    wake();
  });

  it('is given up for another, which keeps the lease', async () => {
    const patient = await Installation.start({ namespaces: ['shop'], leaseMs: 3_000 });
    try {
      const { backups } = patient.product.world.work.stores;
      const renew = backups.renew.bind(backups);
      const { promise: renewed, resolve: isRenewed } = Promise.withResolvers<void>();
      let asked = 0;
      backups.renew = async (...values) => {
        asked += 1;
        if (asked === 1) return new Promise(() => {});
        const answer = await renew(...values);
        isRenewed();
        return answer;
      };
      patient.kubernetes.faults.add({ match: /\/deployments/, times: 1, do: () => renewed });
      expect(await patient.backUp('shop')).toMatchObject({ state: 'SUCCESS', backup: { attempt: 1 } });
    } finally {
      await patient.stop();
    }
  });
});

describe('a worker that runs many backups', () => {
  it('leaves nothing of them on the signal that stops it', async () => {
    const stopping = new AbortController();
    for (const _run of [1, 2, 3])
      await runBackup((await holdfast.request('shop')).id, holdfast.product.world, stopping.signal);
    for (let attempt = 1; attempt <= 50; attempt += 1) {
      const lease = { id: 'b', owner: 'w', attempt };
      const { world } = holdfast.product;
      const kept = { ...world, leases: world.work.stores.backups };
      using _keeper = new LeaseKeeper(lease, kept, performance.now(), stopping.signal);
    }
    expect(getEventListeners(stopping.signal, 'abort')).toEqual([]);
  });
});

describe('the vault that cannot be read for a moment', () => {
  it('does not fail the look after the resources: every connection is cut right before it', async () => {
    const { id } = await holdfast.request('shop');
    const { namespaces, ...rest } = parts(holdfast.product);
    let looks = 0;
    rest.clusters.namespaces = async (...values) => {
      looks += 1;
      if (looks < 3) return namespaces(...values);
      const looking = namespaces(...values);
      await cutAllConnections();
      return looking;
    };
    expect(await holdfast.run(id)).toMatchObject({ state: 'SUCCESS', issues: [] });
    expect(looks).toBeGreaterThanOrEqual(3);
  });

  it('gives the backup back when there is no client yet, and the next attempt makes it', async () => {
    const { id } = await holdfast.request('shop');
    const { clusters } = parts(holdfast.product);
    const away = new DependencyFailure('PostgreSQL is away.', { dependency: 'PostgreSQL' });
    const probe = clusters.probe.bind(clusters);
    clusters.probe = () => Promise.reject(away);
    expect(await runBackup(id, holdfast.product.world, never)).toBe('given-back');
    clusters.probe = probe;
    expect(await holdfast.run(id)).toMatchObject({ state: 'SUCCESS', issues: [], backup: { attempt: 2 } });
  });

  it('is not one whose secret cannot be decrypted: such a backup ends, and is not tried for ever', async () => {
    const { id } = await holdfast.request('shop');
    await holdfast.database.query("UPDATE credential SET key_id = 'another'");
    expect(await holdfast.run(id, holdfast.anotherWorker())).toMatchObject({ state: 'FAILURE' });
  });

  it('does not fail a backup that is under way', async () => {
    holdfast.kubernetes.faults.add({
      match: /persistentvolumeclaims/,
      times: 1,
      do: async () => {
        await holdfast.database.query('ALTER TABLE credential RENAME TO credential_away');
        await holdfast.database.query(
          'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
        );
        await holdfast.database.query('ALTER TABLE credential_away RENAME TO credential');
      },
    });
    expect(await holdfast.backUp('shop')).toMatchObject({ state: 'SUCCESS', backup: { attempt: 1 } });
  });
});
