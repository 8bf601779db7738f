/** A restore from claim to record, with a real database, cluster and folder; the engine does what each test says. */

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Product } from '../../src/compose.js';
import { runRestore, runWaitingRestores } from '../../src/cycle/restore/run-restore.js';
import type { Backup } from '../../src/domain/backup.js';
import { ClusterCallFailed } from '../../src/domain/cluster-call.js';
import { DependencyFailure } from '../../src/domain/errors/dependency-errors.js';
import { systemActor } from '../../src/domain/identity.js';
import { backupKeys } from '../../src/domain/manifest.js';
import type { Restore } from '../../src/domain/restore.js';
import { restoreCounts, restoreOptions } from '../factories/restores.js';
import { ScriptedRestoreEngine, untilAborted } from '../fakes/scripted-restore-engine.js';
import { Installation } from '../support/installation.js';
import { QueueBell } from '../support/queue-bell.js';

/** Long enough for a machine that does ten other things; tests that need it to end wait for that. */
const LEASE_MS = 3_000;
let holdfast: Installation;
let engine: ScriptedRestoreEngine;
let backup: Backup;
beforeEach(async () => {
  engine = new ScriptedRestoreEngine();
  holdfast = await Installation.start({
    namespaces: ['shop', 'blog'],
    leaseMs: LEASE_MS,
    maxAttempts: 2,
    restoreEngine: engine,
  });
  backup = (await holdfast.backUp('shop', 'blog')).backup;
});
afterEach(() => holdfast.stop());

const never = new AbortController().signal;
const restores = () => holdfast.product.world.work.stores.restores;

function request(options = restoreOptions()): Promise<Restore> {
  return holdfast.product.services.restores.create({ backupId: backup.id, options }, holdfast.actor);
}

async function ended({ id }: Pick<Restore, 'id'>) {
  const { services } = holdfast.product;
  const { state, stateReason, attempt, counts, total } = await services.restores.get(id, systemActor('test'));
  const { items } = await services.restores.issuesOf(id, { first: 100, after: null });
  const issues = items.map(({ item }) => `${item.code} ${item.object?.name ?? ''}`.trim());
  return { state, stateReason, attempt, counts, total, issues };
}

async function run(product = holdfast.product) {
  const restore = await request();
  await runRestore(restore.id, product.world, never);
  return ended(restore);
}

const eventsOf = async (id: string) => {
  const events = await holdfast.database.query(
    `SELECT type, coalesce(data ->> 'stage', data ->> 'to') AS at FROM event WHERE subject_id = '${id}' ORDER BY id`,
  );
  return events.map(({ type, at }) => `${type} ${at ?? ''}`.trim());
};

async function leaseRunsOut(id: string): Promise<void> {
  await vi.waitFor(async () => expect(await restores().claimable(10)).toContain(id), 20_000);
}

/** The database no longer hears of this worker's lease: what a frozen or cut-off process looks like from outside. */
function cutOff(product: Product): void {
  product.world.work.stores.restores.renew = () => new Promise(() => {});
}

describe('a restore that goes well', () => {
  it('hands the frozen options and the manifest to the engine, and is a Success', async () => {
    const restore = await request(restoreOptions({ namespaceMapping: { shop: 'shop-copy' } }));
    engine.script = async (_run, report) => {
      report({ stage: 'RESOURCES', total: 4, counts: restoreCounts({ CREATED: 1 }) });
      report({ stage: 'RESOURCES', total: 4, counts: restoreCounts({ CREATED: 4 }) });
      return { counts: restoreCounts({ CREATED: 4 }), issues: [] };
    };
    expect(await runRestore(restore.id, holdfast.product.world, never)).toBe('finished');
    expect(engine.runs).toHaveLength(1);
    expect(engine.runs[0]).toMatchObject({
      restoreId: restore.id,
      attempt: 1,
      clusterId: holdfast.cluster.id,
      manifest: { backup: { id: backup.id } },
      options: { namespaceMapping: { shop: 'shop-copy' } },
    });
    expect(await ended(restore)).toEqual({
      state: 'SUCCESS',
      stateReason: null,
      attempt: 1,
      counts: restoreCounts({ CREATED: 4 }),
      total: 4,
      issues: [],
    });
    const events = await eventsOf(restore.id);
    expect(events.filter((each) => !each.startsWith('RESTORE_PROGRESSED'))).toEqual([
      'RESTORE_REQUESTED',
      'RESTORE_CLAIMED',
      'RESTORE_STAGE_ENTERED PLAN',
      'RESTORE_STAGE_ENTERED RESOURCES',
      'RESTORE_STAGE_ENTERED FINISH',
      'RESTORE_FINISHED SUCCESS',
    ]);
  });

  it('is not run again', async () => {
    const restore = await request();
    await runRestore(restore.id, holdfast.product.world, never);
    expect(await runRestore(restore.id, holdfast.anotherWorker().world, never)).toBe('not-ours');
    expect(engine.runs).toHaveLength(1);
  });

  it('keeps the issues of the engine in their order', async () => {
    const object = { resource: 'configmaps', namespace: 'shop', name: 'settings' };
    engine.script = async () => ({
      counts: restoreCounts({ CREATED: 1, KEPT: 1, FAILED: 1 }),
      issues: [
        { code: 'CONFLICT_KEPT', object, message: 'differs in "data"\0' },
        { code: 'QUOTA_EXCEEDED', object: { ...object, name: 'web' }, message: 'no room' },
      ],
    });
    expect(await run()).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      stateReason: 'CONFLICT_KEPT',
      issues: ['CONFLICT_KEPT settings', 'QUOTA_EXCEEDED web'],
    });
  });
});

describe('a restore that cannot begin', () => {
  it('fails for a cluster that refuses its credential, before anything is written', async () => {
    holdfast.kubernetes.faults.add({ match: /.*/, do: 'expired-token' });
    expect(await run()).toMatchObject({ state: 'FAILURE', stateReason: 'CLUSTER_UNAVAILABLE' });
    expect(engine.runs).toEqual([]);
  });

  it('fails for a location that is away', async () => {
    await rm(holdfast.location.path, { recursive: true });
    expect(await run()).toMatchObject({ state: 'FAILURE', stateReason: 'LOCATION_INVALID' });
    expect(engine.runs).toEqual([]);
  });

  it('fails for a backup that is gone from its location', async () => {
    await rm(join(holdfast.location.path, backupKeys.manifest(backup.id)));
    expect(await run()).toMatchObject({ state: 'FAILURE', stateReason: 'BACKUP_UNREADABLE' });
    expect(engine.runs).toEqual([]);
  });

  it('names cluster and location where both are bad', async () => {
    const restore = await request();
    await rm(holdfast.location.path, { recursive: true });
    holdfast.kubernetes.faults.add({ match: /.*/, do: 'expired-token' });
    await runRestore(restore.id, holdfast.product.world, never);
    expect((await ended(restore)).issues).toEqual(['CLUSTER_UNAVAILABLE', 'LOCATION_INVALID']);
  });
});

describe('an engine that ends early', () => {
  const failing = (error: Error) => {
    engine.script = async (_run, report) => {
      report({ stage: 'RESOURCES', total: 9, counts: restoreCounts({ CREATED: 2 }) });
      throw error;
    };
  };

  it.each([
    [
      new ClusterCallFailed('the API is away', { kind: 'CONNECTION', call: 'POST /x' }),
      'CLUSTER_UNAVAILABLE',
    ],
    [new DependencyFailure('frame 3 is damaged', { dependency: 'backup' }), 'BACKUP_UNREADABLE'],
    [new TypeError('secret-in-a-fault'), 'INTERNAL_ERROR'],
  ])('by %s is a Failure that says how far it came', async (error, code) => {
    failing(error);
    const end = await run();
    expect(end).toMatchObject({ state: 'FAILURE', stateReason: code, total: 9 });
    expect(end.counts).toEqual(restoreCounts({ CREATED: 2 }));
    const issues = await holdfast.database.query('SELECT message FROM restore_issue');
    expect(JSON.stringify(issues)).not.toContain('secret-in-a-fault');
  });

  it('for our own database gives the restore back, and another attempt makes it', async () => {
    failing(new DependencyFailure('gone', { dependency: 'PostgreSQL' }));
    const restore = await request();
    expect(await runRestore(restore.id, holdfast.product.world, never)).toBe('given-back');
    expect((await ended(restore)).state).toBe('IN_PROGRESS');
    engine.script = async () => ({ counts: restoreCounts({ UNCHANGED: 2, CREATED: 7 }), issues: [] });
    await runRestore(restore.id, holdfast.anotherWorker().world, never);
    expect(await ended(restore)).toMatchObject({ state: 'SUCCESS', attempt: 2 });
  });
});

describe('cancelling', () => {
  const cancel = (id: string) => holdfast.product.services.restores.cancel(id, holdfast.actor);

  it('ends a restore at once that no worker has taken up', async () => {
    const { id } = await request();
    expect(await cancel(id)).toMatchObject({ state: 'FAILURE', stateReason: 'CANCELLED' });
    expect(await runRestore(id, holdfast.product.world, never)).toBe('not-ours');
    expect(engine.runs).toEqual([]);
    expect(await eventsOf(id)).toEqual([
      'RESTORE_REQUESTED',
      'RESTORE_CANCEL_REQUESTED',
      'RESTORE_FINISHED FAILURE',
    ]);
  });

  it('stops one that runs with its next renewal, and tells what was made', async () => {
    engine.script = async (run, report) => {
      report({ stage: 'RESOURCES', total: 9, counts: restoreCounts({ CREATED: 2 }) });
      return untilAborted(run);
    };
    const restore = await request();
    const running = runRestore(restore.id, holdfast.product.world, never);
    await vi.waitFor(() => expect(engine.runs).toHaveLength(1), 5_000);
    expect((await cancel(restore.id)).cancelRequestedAt).toBeInstanceOf(Date);
    expect(await running).toBe('finished');
    expect(await ended(restore)).toMatchObject({
      state: 'FAILURE',
      stateReason: 'CANCELLED',
      issues: ['CANCELLED'],
      counts: restoreCounts({ CREATED: 2 }),
    });
  });

  it('is heeded by the worker that takes over from a dead one: it brings nothing back', async () => {
    const restore = await request();
    await restores().claim(restore.id, 'dead', 1);
    await cancel(restore.id);
    await leaseRunsOut(restore.id);
    expect(await runRestore(restore.id, holdfast.product.world, never)).toBe('finished');
    expect(engine.runs).toEqual([]);
    expect(await ended(restore)).toMatchObject({ state: 'FAILURE', stateReason: 'CANCELLED' });
  });
});

describe('workers that come and go', () => {
  it('that take up one restore at the same moment: one runs it', async () => {
    const { id } = await request();
    const others = [holdfast.anotherWorker(), holdfast.anotherWorker()];
    const results = await Promise.all(others.map(({ world }) => runRestore(id, world, never)));
    expect(results.sort()).toEqual(['finished', 'not-ours']);
    expect(engine.runs).toHaveLength(1);
  });

  it('a worker that freezes past its lease is taken over; woken up it writes nothing', async () => {
    const { promise: awake, resolve: wake } = Promise.withResolvers<void>();
    const thaw = { counts: restoreCounts({ FAILED: 1 }), issues: [] };
    engine.script = async () => awake.then(() => thaw);
    const restore = await request();
    const frozen = holdfast.anotherWorker();
    cutOff(frozen);
    const first = runRestore(restore.id, frozen.world, never);
    await vi.waitFor(() => expect(engine.runs).toHaveLength(1), 5_000);
    await leaseRunsOut(restore.id);
    engine.script = async () => ({ counts: restoreCounts({ UNCHANGED: 1, CREATED: 2 }), issues: [] });
    expect(await runRestore(restore.id, holdfast.anotherWorker().world, never)).toBe('finished');
    wake();
    expect(await first).toBe('not-ours');
    expect(await ended(restore)).toMatchObject({
      state: 'SUCCESS',
      attempt: 2,
      counts: restoreCounts({ UNCHANGED: 1, CREATED: 2 }),
    });
  });

  it('a worker that is asked to stop gives it back, and that is no attempt that failed', async () => {
    engine.script = untilAborted;
    const { id } = await request();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const stopping = new AbortController();
      const running = runRestore(id, holdfast.anotherWorker().world, stopping.signal);
      await vi.waitFor(() => expect(engine.runs).toHaveLength(attempt), 5_000);
      stopping.abort();
      expect(await running).toBe('given-back');
    }
    engine.script = async () => ({ counts: restoreCounts({ CREATED: 3 }), issues: [] });
    await runWaitingRestores(holdfast.anotherWorker().world, never, () => true);
    expect(await ended({ id })).toMatchObject({ state: 'SUCCESS', attempt: 4 });
  });

  it('a restore whose workers all die is a Failure after so many attempts, and keeps its counts', async () => {
    const restore = await request();
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const claimed = await restores().claim(restore.id, `dead-${attempt}`, 1);
      expect(claimed?.attempt).toBe(attempt);
      await leaseRunsOut(restore.id);
    }
    await runRestore(restore.id, holdfast.product.world, never);
    expect(await ended(restore)).toMatchObject({
      state: 'FAILURE',
      stateReason: 'ATTEMPTS_EXHAUSTED',
      attempt: 3,
    });
    expect(engine.runs).toEqual([]);
  });

  it('a restore whose ring was lost is found by the sweep', async () => {
    const restore = await request();
    const bell = new QueueBell();
    const { handlers } = holdfast.anotherWorker({ bell });
    await handlers.sweep({}, never);
    await bell.settle(handlers);
    expect(await ended(restore)).toMatchObject({ state: 'SUCCESS', attempt: 1 });
  });
});
