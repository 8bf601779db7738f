import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../src/domain/identity.js';
import type { ImportRequest } from '../../src/services/velero-imports.js';
import {
  type BucketOptions,
  configMap,
  namespaceOf,
  thing,
  type VeleroThing,
} from '../engines/velero/velero-bucket.js';
import { aKeyFile } from '../factories/backup-cipher.js';
import { restoreOptions } from '../factories/restores.js';
import { type BackupReport, Installation, type InstallationOptions } from '../support/installation.js';
import { leaveVeleroBackup } from '../support/velero-folder.js';

let holdfast: Installation;

async function start(options: InstallationOptions = {}): Promise<void> {
  holdfast = await Installation.start({ namespaces: ['blog'], ...options });
}
beforeEach(() => start());
afterEach(() => holdfast.stop());

const velero = (name: string, things: readonly VeleroThing[], options?: BucketOptions) =>
  leaveVeleroBackup(holdfast.location.path, name, things, options);

const SHOP = [
  namespaceOf('shop'),
  configMap('shop', 'settings', { data: { colour: 'red' } }),
  thing(
    'secrets',
    ['v1', 'Secret'],
    { name: 'key', namespace: 'shop' },
    { data: { password: 'aHVudGVyMg==' } },
  ),
];

async function take(change: Partial<ImportRequest> = {}): Promise<BackupReport> {
  const { cluster, location, product, actor } = holdfast;
  const request = { locationId: location.id, veleroName: 'weekly', clusterId: cluster.id, ...change };
  const { id } = await product.services.veleroImports.import(request, actor);
  return holdfast.run(id);
}

describe('a backup that Velero left', () => {
  it('is taken over as a backup like any other: looked into, read back, found again by a rescan', async () => {
    await velero('weekly', SHOP);
    const report = await take();
    expect(report).toMatchObject({ state: 'SUCCESS', included: ['shop'], missing: [], issues: [] });
    const { backup } = report;
    expect(backup).toMatchObject({ name: 'velero-weekly', objects: 3 });
    expect(backup.importedFrom).toEqual({ locationId: holdfast.location.id, name: 'weekly' });
    expect(await holdfast.isRestorable(backup.id)).toBe(true);
    const { browsing, rescan } = holdfast.product.services;
    const object = { resource: 'configmaps', namespace: 'shop', name: 'settings' };
    expect(JSON.parse((await browsing.object(backup.id, object, systemActor('test'))).json)).toMatchObject({
      data: { colour: 'red' },
    });
    expect(await rescan.run(holdfast.location.id, holdfast.actor)).toMatchObject({ found: [], damaged: [] });
  });

  it('comes back into the cluster under another name', async () => {
    await velero('weekly', SHOP);
    const { backup } = await take();
    const { restores } = holdfast.product.services;
    const { id } = await restores.create(
      { backupId: backup.id, options: restoreOptions({ namespaceMapping: { shop: 'shop-again' } }) },
      holdfast.actor,
    );
    await holdfast.product.handlers['run-restore']({ restoreId: id }, new AbortController().signal);
    expect(await restores.get(id, systemActor('test'))).toMatchObject({ state: 'SUCCESS' });
    expect(holdfast.kubernetes.store.get('configmaps', 'settings', 'shop-again')).toMatchObject({
      data: { colour: 'red' },
    });
  });

  it('is a Partial Success when Velero could not back everything up, or keeps volumes in its own form', async () => {
    const volumes = [
      { pvcNamespace: 'shop', pvcName: 'data', pvName: 'pv', backupMethod: 'PodVolumeBackup' },
    ];
    await velero('weekly', SHOP, {
      phase: 'PartiallyFailed',
      errors: 2,
      includedNamespaces: ['shop', 'gone'],
      volumes,
    });
    const report = await take();
    expect(report).toMatchObject({ state: 'PARTIAL_SUCCESS', included: ['shop'], missing: ['gone'] });
    expect(report.issues.map((each) => each.split(' ')[0]).sort()).toEqual([
      'IMPORTED_INCOMPLETE',
      'NAMESPACE_MISSING',
      'VOLUME_SKIPPED',
    ]);
  });

  it('needs no cluster that answers', async () => {
    await velero('weekly', SHOP);
    await holdfast.kubernetes.stop();
    expect(await take()).toMatchObject({ state: 'SUCCESS' });
  });

  it('is encrypted when a key is configured', async () => {
    await holdfast.stop();
    await start({
      backupKeys: { keyFile: aKeyFile(), oldKeyFiles: [], oldPassphrases: [] },
    });
    await velero('weekly', SHOP);
    const { backup } = await take();
    expect(backup.encryptionKeyIds).toHaveLength(1);
    expect(await holdfast.isRestorable(backup.id)).toBe(true);
  });

  it('that is damaged ends in Failure, and leaves nothing but what Velero had', async () => {
    await velero('weekly', SHOP);
    const contents = join(holdfast.location.path, 'backups/weekly/weekly.tar.gz');
    await writeFile(contents, 'no tar at all');
    const report = await take();
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'IMPORT_FAILED' });
    expect(report.messages.join()).toContain('damaged or cut off');
    const store = await holdfast.product.world.locations.open(holdfast.location);
    const keys = [];
    for await (const { key } of store.list('backups/')) keys.push(key);
    expect(keys.sort()).toEqual(['backups/weekly/velero-backup.json', 'backups/weekly/weekly.tar.gz']);
  });
});

describe('an import is refused', () => {
  it.each([
    ['a name that Velero does not have', { veleroName: 'none' }, 'NOT_FOUND'],
    ['a name that leads elsewhere', { veleroName: '../weekly' }, 'BAD_USER_INPUT'],
    ['a backup that failed', { veleroName: 'failed' }, 'BAD_USER_INPUT'],
  ])('%s', async (_what, change, code) => {
    await velero('failed', SHOP, { phase: 'Failed' });
    await expect(take(change)).rejects.toMatchObject({ code });
  });

  it('a name that another backup has', async () => {
    await velero('weekly', SHOP);
    await take();
    await expect(take()).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
  });
});

it('the list tells the newest first, and names what cannot be read', async () => {
  await velero('weekly', SHOP);
  await velero('failed', SHOP, { phase: 'Failed' });
  const broken = join(holdfast.location.path, 'backups/broken');
  await mkdir(broken);
  await writeFile(join(broken, 'velero-backup.json'), '{');
  const { backups, unreadable } = await holdfast.product.services.veleroImports.list(
    holdfast.location.id,
    systemActor('test'),
  );
  expect(backups.map(({ name, phase }) => [name, phase]).sort()).toEqual([
    ['failed', 'Failed'],
    ['weekly', 'Completed'],
  ]);
  expect(unreadable.map(({ name }) => name)).toEqual(['broken']);
});
