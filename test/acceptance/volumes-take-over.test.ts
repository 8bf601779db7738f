import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Product } from '../../src/compose.js';
import { runBackup } from '../../src/cycle/run-backup.js';
import { type CsiInstallation, startWithSnapshots } from '../support/csi-installation.js';

const never = new AbortController().signal;

let csi: CsiInstallation;
beforeEach(async () => {
  csi = await startWithSnapshots({ namespaces: ['shop'], leaseMs: 1_500, maxAttempts: 2 });
});
afterEach(() => csi.holdfast.stop());

/** The database no longer hears of this worker, nor it of the database: what a killed process looks like from outside. */
function killAt(product: Product, match: RegExp, method: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  csi.holdfast.kubernetes.faults.add({
    match,
    method,
    times: 1,
    do: async () => {
      product.world.work.stores.backups.renew = () => new Promise(() => {});
      product.world.work.transaction = () => new Promise(() => {});
      resolve();
      await new Promise(() => {});
    },
  });
  return promise;
}

async function leaseRunsOut(backupId: string): Promise<void> {
  await vi.waitFor(async () => {
    expect(await csi.holdfast.product.world.work.stores.backups.claimable(10)).toContain(backupId);
  }, 10_000);
}

describe('a worker that dies between the cut and its record', () => {
  it('is taken over: its snapshots go, and those of the second attempt stay', async () => {
    csi.claim('shop/data');
    const { holdfast } = csi;
    const { id } = await holdfast.request('shop');
    const dying = holdfast.anotherWorker();
    const dead = killAt(dying, /volumesnapshotcontents\//, 'PATCH');
    void runBackup(id, dying.world, never);
    await dead;
    expect(csi.left()).toEqual([1, 1, 1]);
    await leaseRunsOut(id);
    const report = await holdfast.run(id, holdfast.anotherWorker());
    expect(report).toMatchObject({ state: 'SUCCESS', backup: { attempt: 2 } });
    const volumes = await holdfast.product.services.backups.volumesOf([id]);
    const [volume] = volumes.get(id) ?? [];
    expect([...csi.storage.snapshots.keys()]).toEqual([volume?.handle]);
    expect(csi.left()).toEqual([1, 1, 1]);
  });

  it('leaves nothing when no attempt comes to its end', async () => {
    csi.claim('shop/data');
    const { holdfast } = csi;
    const { id } = await holdfast.request('shop');
    for (const _attempt of [1, 2]) {
      const dying = holdfast.anotherWorker();
      const dead = killAt(dying, /volumesnapshotcontents\//, 'PATCH');
      void runBackup(id, dying.world, never);
      await dead;
      await leaseRunsOut(id);
    }
    expect(csi.left()[0]).toBe(2);
    expect(await holdfast.run(id, holdfast.anotherWorker())).toMatchObject({
      state: 'FAILURE',
      reason: 'ATTEMPTS_EXHAUSTED',
    });
    await vi.waitFor(() => expect(csi.left()).toEqual([0, 0, 0]), 10_000);
  });
});
