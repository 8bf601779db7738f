/** What a sync says of a backup whose record is lost: as much as the record did, as far as the bucket has it. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BackupSync } from '../../src/domain/backup-sync.js';
import { BACKUP_RECORD } from '../../src/engines/stork/backup-record.js';
import { HOLDFAST, MANAGED_BY, STORK_MARKS } from '../../src/engines/stork/stork-kinds.js';
import { build } from '../stand-ins/kubernetes/worlds/object-builder.js';
import { aBoundClaim } from '../stand-ins/kubernetes/worlds/storage.js';
import { BUCKET, FederatedInstallation } from '../support/federated-installation.js';
import type { BackupReport } from '../support/installation.js';
import { leaveInBucket } from '../support/left-in-bucket.js';
import { QueueBell } from '../support/queue-bell.js';

let bell: QueueBell;
let harbour: FederatedInstallation;
beforeEach(async () => {
  bell = new QueueBell();
  harbour = await FederatedInstallation.start({
    bell,
    namespaces: ['shop', 'blog'],
    storkLocationTimes: { verdictMs: 5_000, againMs: 100, pollMs: 10, settleMs: 60, listMs: 20_000 },
  });
  build(harbour.store, ...aBoundClaim('shop', 'data'), ...aBoundClaim('shop', 'logs'));
});
afterEach(() => harbour.stop());

async function sync(): Promise<BackupSync> {
  const { product, actor } = harbour.holdfast;
  const { id } = await product.services.syncs.request(harbour.location.id, actor);
  await bell.settle(product.handlers);
  return product.services.syncs.get(id);
}

const lose = (backupId: string) => harbour.holdfast.product.world.work.stores.backups.remove(backupId);

async function listed(): Promise<BackupReport> {
  const { product, actor } = harbour.holdfast;
  const page = await product.services.backups.page({ first: 50, after: null }, {}, actor);
  const found = page.items.find(({ item }) => item.listedBySync);
  return harbour.holdfast.report(found?.item.id ?? '');
}

/** What the record of a backup says that its bucket says, too. */
function saidBy({ backup, included, missing, ...rest }: BackupReport) {
  const { state, reason, issues, messages } = rest;
  const names = [included, missing].map((each) => each.toSorted());
  return { id: backup.id, state, reason, names, issues: issues.toSorted(), messages: messages.toSorted() };
}

it('a partial backup is listed as partial: what was missing and what failed, each with its reason, on its cluster', async () => {
  harbour.stork.faults.failVolume('shop/data', 'snapshot timeout out after 30m0s');
  harbour.store.deleteNamespace('blog', { instantly: true });
  const before = await harbour.backUp('shop', 'blog');
  expect(before).toMatchObject({ state: 'PARTIAL_SUCCESS', missing: ['blog'] });
  const volumesOf = async () =>
    (await harbour.holdfast.product.services.backups.volumesOf([before.backup.id])).get(before.backup.id);
  const volumes = await volumesOf();
  await lose(before.backup.id);
  expect(await sync()).toMatchObject({ state: 'COMPLETED', counts: { listed: 1, added: 1 } });
  const after = await listed();
  expect(saidBy(after)).toEqual(saidBy(before));
  expect(await volumesOf()).toEqual(volumes);
  expect(after.backup).toMatchObject({ clusterId: harbour.cluster.id });
  expect(after.backup.name).toContain(before.backup.name);
});

it('a backup that only lacked a namespace, which Stork calls successful, is listed as partial', async () => {
  harbour.store.deleteNamespace('blog', { instantly: true });
  const before = await harbour.backUp('shop', 'blog');
  await lose(before.backup.id);
  await sync();
  expect(saidBy(await listed())).toEqual(saidBy(before));
});

it('a whole backup is listed as a success', async () => {
  const before = await harbour.backUp('shop');
  await lose(before.backup.id);
  await sync();
  expect(saidBy(await listed())).toEqual(saidBy(before));
});

/** Rewrites what lies in the bucket. */
function rewrite(folder: string, change: (metadata: Record<string, object>) => object): void {
  const bucket = harbour.stork.buckets.make(BUCKET);
  const key = `${folder}/metadata.json`;
  bucket.set(key, JSON.stringify(change(JSON.parse(bucket.get(key) ?? '{}'))));
}

it('a backup of somebody else that Stork calls partial for a reason of its own is listed with that reason', async () => {
  const folder = leaveInBucket(harbour.stork, harbour.location.id, 'theirs');
  rewrite(folder, (each) => ({
    ...each,
    status: { ...each.status, status: 'PartialSuccess', reason: 'a webhook was not collected' },
  }));
  await sync();
  expect(await listed()).toMatchObject({
    state: 'PARTIAL_SUCCESS',
    reason: 'STORK_INCOMPLETE',
    messages: ['Stork ended the backup as a partial success: a webhook was not collected.'],
  });
});

it.each([
  [true, 'that made it, where Holdfast knows that one'],
  [false, 'that listed it, where Holdfast does not know the one that made it'],
])('a backup is shown on the cluster (%j: %s)', async (known) => {
  const { product, actor, database } = harbour.holdfast;
  const kubeconfig = harbour.holdfast.kubernetes.kubeconfig();
  const quay = await product.services.clusters.register(
    { name: 'quay', mode: 'FEDERATED', kubeconfig },
    actor,
  );
  const uid = randomUUID();
  if (known) await database.query(`UPDATE cluster SET cluster_uid = '${uid}' WHERE id = '${quay.id}'`);
  const folder = leaveInBucket(harbour.stork, harbour.location.id, 'holdfast-elsewhere');
  rewrite(folder, (each) => ({
    ...each,
    metadata: {
      ...each.metadata,
      labels: { [MANAGED_BY]: HOLDFAST, [STORK_MARKS.cluster]: uid, [STORK_MARKS.backup]: randomUUID() },
    },
  }));
  await sync();
  expect((await listed()).backup.clusterId).toBe(known ? quay.id : harbour.cluster.id);
});

it('a record that somebody forged, with one namespace twice, keeps no sync from its end', async () => {
  const folder = leaveInBucket(harbour.stork, harbour.location.id, 'forged');
  const docs = { name: 'docs', reason: 'not found' };
  const record = { version: 1, name: 'forged', schedule: null, missing: [docs, docs], missingMore: 0 };
  rewrite(folder, (each) => ({
    ...each,
    metadata: {
      ...each.metadata,
      labels: { [MANAGED_BY]: HOLDFAST },
      annotations: { [BACKUP_RECORD]: JSON.stringify(record) },
    },
  }));
  leaveInBucket(harbour.stork, harbour.location.id, 'theirs');
  expect(await sync()).toMatchObject({ state: 'COMPLETED', counts: { listed: 2, added: 2 } });
});
