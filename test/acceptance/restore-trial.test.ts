import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupKeys } from '../../src/domain/manifest.js';
import type { BackupVerification } from '../../src/domain/verification.js';
import { Installation } from '../support/installation.js';

let holdfast: Installation;
let backupId: string;
beforeEach(async () => {
  holdfast = await Installation.start({ namespaces: ['shop', 'blog'], leaseMs: 60_000 });
  ({
    backup: { id: backupId },
  } = await holdfast.backUp('shop', 'blog'));
});
afterEach(() => holdfast.stop());

const verifications = () => holdfast.product.services.verifications;
const run = () => verifications().run(backupId, new AbortController().signal, () => false);

async function tried(): Promise<BackupVerification> {
  await verifications().request(backupId, holdfast.actor, { tryRestore: true });
  await run();
  const last = (await verifications().of([backupId])).get(backupId);
  if (last === undefined) throw new Error('the backup was never verified');
  return last;
}

const namespaces = () =>
  holdfast.kubernetes.store
    .list('namespaces')
    .map(({ metadata }) => (metadata as { readonly name: string }).name);

describe('a verification that also tries a restore', () => {
  it('says that the backup can be restored, and writes nothing', async () => {
    const before = namespaces();
    const { state, trial } = await tried();
    expect(state).toBe('INTACT');
    expect(trial).toMatchObject({
      restorable: 'YES',
      clusterName: holdfast.cluster.name,
      unchecked: 0,
      refused: 0,
      reasons: [],
    });
    expect(trial?.objects).toBeGreaterThanOrEqual(8);
    expect(trial?.at).toBeInstanceOf(Date);
    expect(namespaces()).toEqual(before);
  });

  it('also of a backup whose namespace is gone from the cluster', async () => {
    holdfast.kubernetes.store.deleteNamespace('shop', { instantly: true });
    expect((await tried()).trial).toMatchObject({ restorable: 'YES', refused: 0 });
    expect(namespaces()).not.toContain('shop');
  });

  it('names each object that the cluster would refuse', async () => {
    holdfast.kubernetes.faults.add({
      match: /\/services\?/,
      method: 'POST',
      do: {
        status: 422,
        body: {
          kind: 'Status',
          apiVersion: 'v1',
          status: 'Failure',
          reason: 'Invalid',
          code: 422,
          message: 'Service "web" is invalid: spec.ports: Required value',
        },
      },
    });
    const { state, trial } = await tried();
    expect(state).toBe('INTACT');
    expect(trial).toMatchObject({ restorable: 'PARTLY', refused: 2 });
    expect(trial?.reasons).toEqual([
      expect.stringContaining('services blog/web'),
      expect.stringContaining('services shop/web'),
    ]);
  });

  it('says that it could not be tried where the credential may not write', async () => {
    holdfast.kubernetes.faults.add({
      match: /dryRun=All/,
      do: {
        status: 403,
        body: {
          kind: 'Status',
          apiVersion: 'v1',
          status: 'Failure',
          reason: 'Forbidden',
          code: 403,
          message:
            'namespaces is forbidden: User "holdfast" cannot create resource "namespaces" in API group "" at the cluster scope',
        },
      },
    });
    const { state, trial } = await tried();
    expect(state).toBe('INTACT');
    expect(trial?.restorable).toBe('NOT_TRIED');
    expect(trial?.reasons[0]).toContain('rights');
  });

  it('says that it could not be tried while the cluster is away; what was read back stands', async () => {
    holdfast.kubernetes.faults.add({ match: /.*/, do: 'expired-token' });
    const { state, trial } = await tried();
    expect(state).toBe('INTACT');
    expect(trial).toMatchObject({ restorable: 'NOT_TRIED', objects: 0 });
    expect(trial?.reasons).toHaveLength(1);
  });

  it('tries nothing with a backup that is damaged, and keeps what an earlier one found, with its time', async () => {
    const first = await tried();
    await truncate(join(holdfast.location.path, backupKeys.resources(backupId, 1)), 10);
    const { state, trial } = await tried();
    expect(state).toBe('DAMAGED');
    expect(trial).toEqual(first.trial);
  });

  it('is the one under way when it is asked for while that reads', async () => {
    await verifications().request(backupId, holdfast.actor);
    expect((await tried()).trial).toMatchObject({ restorable: 'YES' });
  });

  it('is not made when nobody asks for it', async () => {
    expect(await holdfast.verify(backupId)).toMatchObject({
      state: 'INTACT',
      tryRestore: false,
      trial: null,
    });
  });
});
