/** A federated backup whose worker dies, that is cancelled, or whose cluster cannot be told: what was begun comes to its end. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Product } from '../../src/compose.js';
import { runBackup } from '../../src/cycle/run-backup.js';
import { storkNames } from '../../src/engines/stork/stork-kinds.js';
import { build } from '../stand-ins/kubernetes/worlds/object-builder.js';
import { aBoundClaim } from '../stand-ins/kubernetes/worlds/storage.js';
import { BACKUPS } from '../stand-ins/stork/stork-kinds.js';
import { BUCKET, FederatedInstallation, type FederatedOptions } from '../support/federated-installation.js';

const never = new AbortController().signal;
const NAMESPACES = ['shop', 'blog', 'docs'];

let harbour: FederatedInstallation;

async function start(options: FederatedOptions = {}): Promise<void> {
  harbour = await FederatedInstallation.start({ namespaces: NAMESPACES, ...options });
  build(harbour.store, ...aBoundClaim('shop', 'data'), ...aBoundClaim('shop', 'logs'));
}
beforeEach(() => start());
afterEach(() => harbour.stop());

function instructions(): readonly string[] {
  return harbour.store.list(BACKUPS).map((each) => String((each.metadata as { name?: unknown }).name));
}

async function leaseRunsOut(backupId: string): Promise<void> {
  await vi.waitFor(async () => {
    const { backups } = harbour.holdfast.product.world.work.stores;
    expect(await backups.claimable(10)).toContain(backupId);
  }, 10_000);
}

/** The database hears of this worker no more, nor it of the database: what a killed process looks like from outside. */
function kill({ world }: Product): void {
  world.work.stores.backups.renew = () => new Promise(() => {});
  world.work.transaction = () => new Promise(() => {});
}

describe('a worker that is killed', () => {
  it('while Stork works is taken over: the other one finds the instruction and follows it to its end', async () => {
    await harbour.stop();
    await start({ leaseMs: 1_000 });
    const hold = harbour.stork.faults.holdBefore('Applications');
    const { id } = await harbour.request('shop', 'blog');
    const dying = harbour.holdfast.anotherWorker();
    void runBackup(id, dying.world, never);
    await hold.reached;
    const uid = harbour.instructionOf(id)?.metadata;
    kill(dying);
    await leaseRunsOut(id);
    harbour.store.deleteNamespace('docs', { instantly: true });
    const taken = harbour.holdfast.run(id, harbour.holdfast.anotherWorker());
    hold.release();
    expect(await taken).toMatchObject({
      state: 'SUCCESS',
      included: ['blog', 'shop'],
      backup: { attempt: 2 },
    });
    expect(harbour.instructionOf(id)?.metadata).toMatchObject({ uid: (uid as { uid: string }).uid });
    expect(instructions()).toHaveLength(1);
  });

  it('before its record is taken over: what Stork finished meanwhile counts, though a namespace is gone since', async () => {
    await harbour.stop();
    await start({ leaseMs: 1_000 });
    const hold = harbour.stork.faults.holdBefore('Applications');
    const { id } = await harbour.request('shop', 'blog');
    const dying = harbour.holdfast.anotherWorker();
    void runBackup(id, dying.world, never);
    await hold.reached;
    kill(dying);
    hold.release();
    await vi.waitFor(() =>
      expect(harbour.instructionOf(id)?.status).toMatchObject({ stage: 'Final', status: 'Successful' }),
    );
    harbour.store.deleteNamespace('blog', { instantly: true });
    await leaseRunsOut(id);
    expect(await harbour.holdfast.run(id, harbour.holdfast.anotherWorker())).toMatchObject({
      state: 'SUCCESS',
      included: ['blog', 'shop'],
    });
  });
});

describe('a cancelled backup', () => {
  it('is taken back on the cluster, and leaves nothing in the bucket', async () => {
    const hold = harbour.stork.faults.holdBefore('Applications');
    const { id } = await harbour.request('shop');
    const run = harbour.holdfast.run(id);
    await hold.reached;
    await harbour.holdfast.product.services.backups.cancel(id, harbour.holdfast.actor);
    expect(await run).toMatchObject({ state: 'FAILURE', reason: 'CANCELLED' });
    hold.release();
    await vi.waitFor(() => expect(instructions()).toEqual([]));
    expect(harbour.stork.buckets.keys(BUCKET)).toEqual([]);
  });
});

describe('a backup that failed while its cluster could not be told', () => {
  const takeBack = () => harbour.holdfast.product.handlers['take-back']({}, never);
  const isDue = () => harbour.holdfast.database.query('UPDATE left_instruction SET next_try_at = now()');
  const leftBehind = () => harbour.holdfast.database.query('SELECT resource, tries FROM left_instruction');
  /** Stork clears away on its own time. */
  const takenBack = () =>
    vi.waitFor(async () => {
      await isDue();
      await takeBack();
      expect([instructions(), await leftBehind()]).toEqual([[], []]);
    }, 20_000);

  it('is taken back by the housekeeping, and what is somebody else’s stays', async () => {
    const { faults } = harbour.holdfast.kubernetes;
    harbour.stork.faults.failStage('Applications', 'the bucket is gone');
    const deaf = faults.add({ match: /applicationbackups/, method: 'PATCH', do: { status: 500 } });
    const theirs = { name: 'theirs', namespace: 'kube-system' };
    harbour.store.create(BACKUPS, {
      metadata: theirs,
      spec: { namespaces: ['docs'], backupLocation: 'theirs' },
    });
    const { backup } = await harbour.backUp('shop');
    expect(instructions()).toEqual([storkNames.backup(backup.id), 'theirs']);
    deaf.remove();
    await harbour.holdfast.product.handlers.housekeeping({}, never);
    await vi.waitFor(() => expect(instructions()).toEqual(['theirs']));
  });

  it('is taken back as soon as the cluster answers again, without a look through what it has', async () => {
    const { faults } = harbour.holdfast.kubernetes;
    harbour.stork.faults.failStage('Applications', 'the bucket is gone');
    const deaf = faults.add({ match: /applicationbackups/, method: 'PATCH', do: { status: 500 } });
    await harbour.backUp('shop');
    const state = (word: string) =>
      harbour.holdfast.database.query(
        `UPDATE cluster SET state = '${word}' WHERE id = '${harbour.cluster.id}'`,
      );
    await state('NOT_AVAILABLE');
    let lists = 0;
    faults.add({
      match: /applicationbackups\?/,
      do: () => {
        lists += 1;
      },
    });
    await isDue();
    await takeBack();
    expect([instructions().length, await leftBehind()]).toEqual([1, [{ resource: 'Backup', tries: 0 }]]);
    await state('ACTIVE');
    await takeBack();
    expect([instructions().length, await leftBehind()]).toEqual([1, [{ resource: 'Backup', tries: 1 }]]);
    deaf.remove();
    await takenBack();
    expect(lists).toBe(0);
  });

  it('is left to the others by a worker that dies before it has told the cluster', async () => {
    harbour.stork.faults.failStage('Applications', 'the bucket is gone');
    const dying = harbour.holdfast.anotherWorker();
    const { promise: dead, resolve: die } = Promise.withResolvers<void>();
    harbour.holdfast.kubernetes.faults.add({
      match: /applicationbackups/,
      method: 'PATCH',
      times: 1,
      do: () => {
        die();
        return new Promise<never>(() => {});
      },
    });
    const { id } = await harbour.request('shop');
    void runBackup(id, dying.world, never);
    await dead;
    await takenBack();
    await dying.close();
  });

  it('is kept where its record was deleted and a sync has found what the cluster had made of it', async () => {
    const { backup } = await harbour.backUp('shop');
    // As a run leaves it whose cluster fell silent before its end; the record that says so is the one of the sync by now.
    const { leftInstructions } = harbour.holdfast.product.world.work.stores;
    await leftInstructions.leave(
      { resource: 'Backup', subjectId: backup.id, clusterId: harbour.cluster.id },
      0,
    );
    await takeBack();
    expect(await leftBehind()).toEqual([]);
    expect(instructions()).toEqual([storkNames.backup(backup.id)]);
    expect(harbour.stork.buckets.keys(BUCKET)).toContain(backup.manifestKey);
  });

  it('leaves nothing to be told where there was nothing to tell, or the cluster was told and is done with it', async () => {
    expect((await harbour.backUp('nowhere')).state).toBe('FAILURE');
    expect(await leftBehind()).toEqual([]);
    harbour.stork.faults.failStage('Applications', 'the bucket is gone');
    expect((await harbour.backUp('shop')).state).toBe('FAILURE');
    await takenBack();
  });

  it('is asked after as long as Stork has not cleared it away', async () => {
    harbour.stork.faults.keepsFinalizers = true;
    harbour.stork.faults.failStage('Applications', 'the bucket is gone');
    const { backup } = await harbour.backUp('shop');
    for (const tries of [1, 2]) {
      await isDue();
      await takeBack();
      expect(await leftBehind()).toEqual([{ resource: 'Backup', tries }]);
    }
    await takeBack();
    expect([instructions(), await leftBehind()]).toEqual([
      [storkNames.backup(backup.id)],
      [{ resource: 'Backup', tries: 2 }],
    ]);
    harbour.stork.faults.keepsFinalizers = false;
    const patch = { metadata: { annotations: { looked: 'again' } } };
    const { adminNamespace: namespace } = harbour.stork;
    harbour.store.patch(BACKUPS, storkNames.backup(backup.id), { namespace, patch });
    await takenBack();
  });

  it('leaves alone what runs and what went well', async () => {
    const { backup } = await harbour.backUp('blog');
    const hold = harbour.stork.faults.holdBefore('Applications');
    const { id } = await harbour.request('shop');
    const run = harbour.holdfast.run(id);
    await hold.reached;
    await harbour.holdfast.product.handlers.housekeeping({}, never);
    hold.release();
    expect(await run).toMatchObject({ state: 'SUCCESS' });
    expect(instructions().toSorted()).toEqual(
      [storkNames.backup(backup.id), storkNames.backup(id)].toSorted(),
    );
  });
});
