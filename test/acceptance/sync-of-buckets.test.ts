/** What a sync finds in a bucket where Holdfast's own backups lie beside those of others. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runRestore } from '../../src/cycle/restore/run-restore.js';
import type { Backup } from '../../src/domain/backup.js';
import type { BackupSync } from '../../src/domain/backup-sync.js';
import { LISTED_UNTIL, storkNames } from '../../src/engines/stork/stork-kinds.js';
import { restoreOptions } from '../factories/restores.js';
import { BACKUPS, LOCATIONS } from '../stand-ins/stork/stork-kinds.js';
import { BUCKET, FederatedInstallation } from '../support/federated-installation.js';
import { leaveInBucket } from '../support/left-in-bucket.js';
import { QueueBell } from '../support/queue-bell.js';

const never = new AbortController().signal;
const TIMES = { verdictMs: 5_000, againMs: 100, pollMs: 10, settleMs: 60, listMs: 20_000 };
let bell: QueueBell;
let harbour: FederatedInstallation;

beforeEach(async () => {
  bell = new QueueBell();
  harbour = await FederatedInstallation.start({
    bell,
    namespaces: ['shop', 'blog'],
    storkLocationTimes: TIMES,
  });
});
afterEach(() => harbour.stop());

/** As somebody else had it made by the same Stork, into the same bucket. */
async function foreignBackup(name: string, namespaces: readonly string[]): Promise<void> {
  const { store, stork, location } = harbour;
  store.create(BACKUPS, {
    metadata: { name, namespace: stork.adminNamespace },
    spec: { namespaces, backupLocation: storkNames.location(location.id), reclaimPolicy: 'Retain' },
  });
  await vi.waitFor(() => expect(statusOf(name).status).toBe('Successful'), { timeout: 30_000 });
}

function statusOf(name: string): Record<string, unknown> {
  const found = harbour.store.get(BACKUPS, name, harbour.stork.adminNamespace);
  return (found?.status ?? {}) as Record<string, unknown>;
}

async function request(): Promise<BackupSync> {
  const { holdfast, location } = harbour;
  return holdfast.product.services.syncs.request(location.id, holdfast.actor);
}

async function sync(): Promise<BackupSync> {
  const { id } = await request();
  await bell.settle(harbour.holdfast.product.handlers);
  return harbour.holdfast.product.services.syncs.get(id);
}

async function backups(): Promise<readonly Backup[]> {
  const { holdfast } = harbour;
  const { items } = await holdfast.product.services.backups.page(
    { first: 50, after: null },
    {},
    holdfast.actor,
  );
  return items.map(({ item }) => item);
}

const toldLocation = () =>
  harbour.store.get(LOCATIONS, storkNames.location(harbour.location.id), harbour.stork.adminNamespace) as
    | { location: { sync?: boolean } }
    | undefined;

describe("a backup of Holdfast's own", () => {
  it('that lies there is known, and is not marked as gone', async () => {
    const { backup } = await harbour.backUp('shop');
    await foreignBackup('theirs', ['blog']);
    expect(await sync()).toMatchObject({
      state: 'COMPLETED',
      counts: { listed: 2, added: 1, vanished: 0, returned: 0 },
    });
    expect((await backups()).find(({ id }) => id === backup.id)).toMatchObject({
      listedBySync: false,
      vanishedAt: null,
    });
  });

  it('that does not lie there any more is marked, and unmarked when it does again', async () => {
    const { backup } = await harbour.backUp('shop');
    await foreignBackup('theirs', ['blog']);
    const told = harbour.instructionOf(backup.id);
    if (told === undefined) throw new Error('there is no instruction');
    harbour.store.delete(BACKUPS, storkNames.backup(backup.id), harbour.stork.adminNamespace);
    const folder = backup.manifestKey?.replace(/\/metadata\.json$/, '') ?? '';
    const kept = harbour.stork.buckets.keys(BUCKET).filter((key) => key.startsWith(folder));
    const texts = new Map(kept.map((key) => [key, harbour.stork.buckets.find(BUCKET)?.get(key) ?? '']));
    expect(texts.size).toBeGreaterThan(0);
    harbour.stork.buckets.deleteBelow(BUCKET, folder);
    expect(await sync()).toMatchObject({ counts: { vanished: 1 } });
    for (const [key, text] of texts) harbour.stork.buckets.make(BUCKET).set(key, text);
    expect(await sync()).toMatchObject({ counts: { vanished: 0, returned: 1 } });
  });
});

it('a backup that is deleted while the bucket is listed is not found again', async () => {
  const { backup } = await harbour.backUp('shop');
  await foreignBackup('theirs', ['blog']);
  const { kubernetes, product } = harbour.holdfast;
  kubernetes.faults.add({
    match: /applicationbackups\?/,
    times: 1,
    do: () => product.world.work.stores.backups.remove(backup.id),
  });
  expect(await sync()).toMatchObject({ state: 'COMPLETED', counts: { listed: 2, added: 1 } });
  expect(await backups()).toMatchObject([{ name: expect.stringMatching(/^theirs/) }]);
});

describe('a backup that is marked as gone', () => {
  it('is no copy: who deletes the one before it is told that it is the last', async () => {
    const { backup: older } = await harbour.backUp('shop');
    const { backup: newer } = await harbour.backUp('shop');
    harbour.store.delete(BACKUPS, storkNames.backup(newer.id), harbour.stork.adminNamespace);
    harbour.stork.buckets.deleteBelow(BUCKET, newer.manifestKey?.replace(/\/metadata\.json$/, '') ?? '');
    expect(await sync()).toMatchObject({ counts: { vanished: 1 } });
    const { holdfast } = harbour;
    const asked = holdfast.product.services.backups.remove(
      older.id,
      { confirmLastCopy: false },
      holdfast.actor,
    );
    await expect(asked).rejects.toMatchObject({ code: 'LAST_COPY' });
  });
});

describe('a backup of somebody else', () => {
  it('is restored by the cluster that knows it, and is left as it is', async () => {
    await foreignBackup('theirs', ['blog']);
    await sync();
    const { holdfast, store, stork } = harbour;
    const found = (await backups()).find(({ listedBySync }) => listedBySync);
    const before = store.get(BACKUPS, 'theirs', stork.adminNamespace);
    const options = restoreOptions({ namespaceMapping: { blog: 'copy' } });
    const { restores } = holdfast.product.services;
    const { id } = await restores.create({ backupId: found?.id ?? '', options }, holdfast.actor);
    await runRestore(id, holdfast.product.world, never);
    expect(await restores.get(id, holdfast.actor)).toMatchObject({ state: 'SUCCESS' });
    expect(store.get('configmaps', 'settings', 'copy')).toMatchObject({
      data: { greeting: 'hello from blog' },
    });
    expect(store.get(BACKUPS, 'theirs', stork.adminNamespace)).toEqual(before);
  });

  it('with a BackupLocation of their own on the same bucket is listed, and one of another bucket is not', async () => {
    const { store, stork } = harbour;
    stork.buckets.make('their-backups');
    const locate = (name: string, path: string, s3Config: object) =>
      store.create(LOCATIONS, {
        metadata: { name, namespace: stork.adminNamespace },
        location: { type: 's3', path, s3Config },
      });
    locate('theirs', BUCKET, { endpoint: 'STORE.example:443' });
    locate('other-bucket', 'their-backups', { endpoint: 'store.example' });
    locate('other-store', BUCKET, { endpoint: 'elsewhere.example' });
    for (const backupLocation of ['theirs', 'other-bucket', 'other-store']) {
      store.create(BACKUPS, {
        metadata: { name: `in-${backupLocation}`, namespace: stork.adminNamespace },
        spec: { namespaces: ['blog'], backupLocation, reclaimPolicy: 'Retain' },
      });
      await vi.waitFor(() => expect(statusOf(`in-${backupLocation}`).status).toBe('Successful'), {
        timeout: 30_000,
      });
    }
    const { counts } = await sync();
    const found = await backups();
    expect(found.map(({ name }) => name.replace(/-[0-9a-f]{8}$/, ''))).toContain('in-theirs');
    expect(found.map(({ name }) => name).join()).not.toContain('in-other-bucket');
    expect(counts).toMatchObject({ listed: found.length });
    // Their BackupLocation goes: where their backup lies nobody can say, and so it has not vanished.
    await harbour.backUp('shop');
    store.delete(LOCATIONS, 'theirs', stork.adminNamespace);
    expect(await sync()).toMatchObject({ state: 'COMPLETED', counts: { vanished: 0 } });
  });

  it('that stood in the cluster before proves nothing of the bucket, and the sync says so', async () => {
    await foreignBackup('theirs', ['blog']);
    harbour.stork.buckets.deleteBelow(BUCKET, '');
    expect((await sync()).stateMessage).toBe(
      '1 listed, 1 new, 0 gone, 1 of the listed stood in the cluster before, which says nothing of the bucket',
    );
    harbour.store.delete(BACKUPS, 'theirs', harbour.stork.adminNamespace);
    expect(await sync()).toMatchObject({
      stateMessage: 'nothing is listed, though 1 is known: no backup was marked for that',
      counts: { vanished: 0 },
    });
  });

  it('whose counts are no counts is unreadable: the others are listed, and none is marked as gone', async () => {
    const { backup } = await harbour.backUp('shop');
    await foreignBackup('good', ['blog']);
    await foreignBackup('odd', ['blog']);
    const { store, stork } = harbour;
    store.patch(BACKUPS, 'odd', {
      namespace: stork.adminNamespace,
      patch: { status: { ...statusOf('odd'), resourceCount: 1.5 } },
    });
    store.delete(BACKUPS, storkNames.backup(backup.id), stork.adminNamespace);
    stork.buckets.deleteBelow(BUCKET, backup.manifestKey?.replace(/\/metadata\.json$/, '') ?? '');
    expect(await sync()).toMatchObject({
      state: 'COMPLETED',
      counts: { listed: 1, added: 1, unreadable: 1, vanished: 0 },
    });
  });
});

describe('a Stork that stands still, with its Deployment there and VALID as its last word,', () => {
  beforeEach(async () => {
    await harbour.stop();
    harbour = await FederatedInstallation.start({
      bell,
      namespaces: ['shop', 'blog'],
      storkLocationTimes: { ...TIMES, signMs: 4_000 },
    });
  });

  it.each([
    ['and of which generation', false],
    ['alone', true],
  ])('and says when it looked %s, lists nothing: the sync fails, the next is good', async (_, alone) => {
    harbour.stork.faults.saysNoGeneration = alone;
    await harbour.backUp('shop');
    const folder = leaveInBucket(harbour.stork, harbour.location.id, 'elsewhere');
    expect(await sync()).toMatchObject({ state: 'COMPLETED', counts: { listed: 2, added: 1 } });
    const { store, stork } = harbour;
    const copy = store
      .list(BACKUPS)
      .find((each) => (each.status as { backupPath?: string }).backupPath === folder);
    stork.pause();
    store.delete(
      BACKUPS,
      String((copy?.metadata as { name?: string } | undefined)?.name),
      stork.adminNamespace,
    );
    expect(await sync()).toMatchObject({
      state: 'FAILED',
      stateReason: 'LISTING_FAILED',
      counts: { vanished: 0 },
    });
    expect((await backups()).map(({ vanishedAt }) => vanishedAt)).toEqual([null, null]);
    stork.resume();
    expect(await sync()).toMatchObject({ state: 'COMPLETED', counts: { listed: 2, added: 0, vanished: 0 } });
  });
});

describe('while a cluster lists', () => {
  /** From the moment when the cluster was told to list until it is to be looked at for the first time. */
  async function whileListing(work: () => Promise<void>): Promise<BackupSync> {
    const held = harbour.holdfast.kubernetes.faults.add({
      match: /applicationbackups\?/,
      do: { latencyMs: 1_500 },
    });
    const { id } = await request();
    const running = bell.settle(harbour.holdfast.product.handlers);
    await vi.waitFor(() => expect(toldLocation()?.location.sync).toBe(true), { timeout: 30_000 });
    await work();
    held.remove();
    await running;
    return harbour.holdfast.product.services.syncs.get(id);
  }

  it('the look at its connection leaves the listing on, and its end turns it off', async () => {
    await foreignBackup('theirs', ['blog']);
    const ended = await whileListing(async () => {
      await harbour.holdfast.product.handlers['probe-locations']({}, never);
      expect(toldLocation()?.location.sync).toBe(true);
    });
    expect(ended).toMatchObject({ state: 'COMPLETED', counts: { listed: 1 } });
    expect(toldLocation()?.location.sync).toBe(false);
  });

  it('somebody who turns the listing off makes it fail, and nothing is marked as gone', async () => {
    await harbour.backUp('shop');
    const { store, stork, location } = harbour;
    const ended = await whileListing(async () => {
      store.patch(LOCATIONS, storkNames.location(location.id), {
        namespace: stork.adminNamespace,
        patch: { location: { sync: false } },
      });
    });
    expect(ended).toMatchObject({ state: 'FAILED', stateReason: 'LISTING_FAILED' });
    expect((await backups()).every(({ vanishedAt }) => vanishedAt === null)).toBe(true);
  });

  it('a Stork that stood still when the sync began and goes on in time comes to its end', async () => {
    leaveInBucket(harbour.stork, harbour.location.id, 'elsewhere');
    harbour.stork.pause();
    const { id } = await request();
    const running = bell.settle(harbour.holdfast.product.handlers);
    await vi.waitFor(() => expect(toldLocation()?.location.sync).toBe(true), { timeout: 30_000 });
    harbour.stork.resume();
    await running;
    expect(await harbour.holdfast.product.services.syncs.get(id)).toMatchObject({
      state: 'COMPLETED',
      counts: { added: 1 },
    });
  });

  it('a listing that was left on is turned off by a later look', async () => {
    const { store, stork, location } = harbour;
    const patch = (until: Date) =>
      store.patch(LOCATIONS, storkNames.location(location.id), {
        namespace: stork.adminNamespace,
        patch: {
          location: { sync: true },
          metadata: { annotations: { [LISTED_UNTIL]: until.toISOString() } },
        },
      });
    const look = () => harbour.holdfast.product.handlers['probe-locations']({}, never);
    patch(new Date(Date.now() + 60_000));
    await look();
    expect(toldLocation()?.location.sync).toBe(true);
    patch(new Date(Date.now() - 1_000));
    await look();
    expect(toldLocation()?.location.sync).toBe(false);
  });
});
