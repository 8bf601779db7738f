import { beforeEach, describe, expect, it } from 'vitest';
import { DependencyFailure } from '../../../src/domain/errors/dependency-errors.js';
import { backupKeys } from '../../../src/domain/manifest.js';
import type { ImportedBackup } from '../../../src/domain/ports/backup-importer.js';
import { StorageFailed } from '../../../src/domain/storage-failure.js';
import { BackupFiles } from '../../../src/engines/direct/backup-files.js';
import { VeleroImporter } from '../../../src/engines/velero/velero-importer.js';
import { MemoryObjectStore } from '../../fakes/memory-object-store.js';
import { engineOver, manifestOf } from '../direct/engine-run.js';
import { FakeCluster } from '../direct/fake-cluster.js';
import { addVeleroBackup, configMap, namespaceOf, thing, type VeleroThing } from './velero-bucket.js';

const BACKUP_ID = '0f3c5a3e-6c1e-4a53-9d7c-8a1f6b0d2e11';
let bucket: MemoryObjectStore;
let target: MemoryObjectStore;

beforeEach(() => {
  bucket = new MemoryObjectStore();
  target = new MemoryObjectStore();
});

function convert(name = 'weekly', signal = new AbortController().signal): Promise<ImportedBackup> {
  const run = { backupId: BACKUP_ID, attempt: 1, store: target, source: bucket, name, signal, key: null };
  return new VeleroImporter().convert(run, () => {});
}

const opened = (imported: ImportedBackup) => ({ manifest: manifestOf(imported), key: null });

async function lines(imported: ImportedBackup): Promise<string[]> {
  const files = await BackupFiles.open(target, opened(imported));
  const found: string[] = [];
  for await (const { ndjson } of files.frames(files.index.frames)) {
    found.push(
      ...ndjson
        .toString('utf8')
        .split('\n')
        .filter((line) => line !== ''),
    );
  }
  return found;
}

async function names(imported: ImportedBackup): Promise<string[]> {
  const objects = (await lines(imported)).map((line) => JSON.parse(line) as VeleroThing);
  return objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`).sort();
}

const deployment = thing('deployments.apps', ['apps/v1', 'Deployment'], { name: 'web', namespace: 'shop' });
const ownedBy = (kind: string, name: string) => ({
  ownerReferences: [{ apiVersion: 'apps/v1', kind, name, uid: 'u', controller: true }],
});

describe('an import from Velero', () => {
  it('holds each object once, in our own layout, and reads back intact', async () => {
    await addVeleroBackup(bucket, 'weekly', [
      namespaceOf('shop'),
      configMap('shop', 'settings'),
      configMap('shop', 'colours'),
      deployment,
    ]);
    const imported = await convert();
    expect(await names(imported)).toEqual([
      'ConfigMap shop/colours',
      'ConfigMap shop/settings',
      'Deployment shop/web',
      'Namespace /shop',
    ]);
    expect(imported.totals.objects).toBe(4);
    expect(imported.resources.map(({ resource, objects }) => [resource, objects])).toEqual([
      ['configmaps', 2],
      ['deployments.apps', 1],
      ['namespaces', 1],
    ]);
    const verification = await engineOver(new FakeCluster()).verify(target, opened(imported));
    expect(verification).toMatchObject({ intact: true, objects: 4 });
    expect(target.keys()).toEqual([backupKeys.index(BACKUP_ID, 1), backupKeys.resources(BACKUP_ID, 1)]);
  });

  it('keeps the bytes of an object: integers beyond 2^53 and odd keys too', async () => {
    const odd =
      '{"apiVersion":"shop.example.com/v1","kind":"Widget","metadata":{"name":"w","namespace":"shop"},"spec":{"big":9223372036854775807,"__proto__":{"a":1}}}';
    await addVeleroBackup(
      bucket,
      'weekly',
      [
        thing('widgets.shop.example.com', ['shop.example.com/v1', 'Widget'], {
          name: 'w',
          namespace: 'shop',
        }),
      ],
      { rawText: { w: odd } },
    );
    expect(await lines(await convert())).toEqual([odd]);
  });

  it('leaves out what a backup of our own would leave out', async () => {
    const endpoints = (name: string) => thing('endpoints', ['v1', 'Endpoints'], { name, namespace: 'shop' });
    await addVeleroBackup(bucket, 'weekly', [
      thing('pods', ['v1', 'Pod'], { name: 'web-1', namespace: 'shop', ...ownedBy('ReplicaSet', 'web') }),
      thing('pods', ['v1', 'Pod'], { name: 'alone', namespace: 'shop' }),
      thing('replicasets.apps', ['apps/v1', 'ReplicaSet'], {
        name: 'web',
        namespace: 'shop',
        ...ownedBy('Deployment', 'web'),
      }),
      deployment,
      thing('events', ['v1', 'Event'], { name: 'e', namespace: 'shop' }),
      endpoints('web'),
      endpoints('outside'),
      thing(
        'services',
        ['v1', 'Service'],
        { name: 'web', namespace: 'shop' },
        { spec: { selector: { app: 'web' } } },
      ),
      thing('nodes', ['v1', 'Node'], { name: 'node-1' }),
      thing('backups.velero.io', ['velero.io/v1', 'Backup'], { name: 'b', namespace: 'velero' }),
    ]);
    expect(await names(await convert())).toEqual([
      'Deployment shop/web',
      'Endpoints shop/outside',
      'Pod shop/alone',
      'Service shop/web',
    ]);
  });

  it('tells the namespaces that it holds, and those that were asked for and are not there', async () => {
    const things = [namespaceOf('shop'), configMap('shop', 'a'), configMap('blog', 'b')];
    await addVeleroBackup(bucket, 'weekly', things, {
      includedNamespaces: ['shop', 'blog', 'gone', 'team-*'],
    });
    const { namespaces, issues } = await convert();
    expect(namespaces.map(({ name, fate, uid }) => [name, fate, uid])).toEqual([
      ['blog', 'INCLUDED', null],
      ['gone', 'MISSING', null],
      ['shop', 'INCLUDED', 'uid-shop'],
    ]);
    expect(issues.map(({ code, subject }) => [code, subject.name])).toEqual([['NAMESPACE_MISSING', 'gone']]);
  });

  it('says so when Velero itself could not back everything up', async () => {
    await addVeleroBackup(bucket, 'weekly', [configMap('shop', 'a')], {
      phase: 'PartiallyFailed',
      errors: 3,
    });
    expect((await convert()).issues).toMatchObject([
      { code: 'IMPORTED_INCOMPLETE', message: expect.stringContaining('3 errors') },
    ]);
  });

  it('takes over CSI snapshots that are in the storage, with their exact size, and says why others are not', async () => {
    const csi = { snapshotHandle: 'snap-1', driver: 'ebs.csi.aws.com', vscName: 'content-1' };
    const base = { pvcNamespace: 'shop', pvName: 'pv', result: 'succeeded' };
    await addVeleroBackup(bucket, 'weekly', [configMap('shop', 'a')], {
      volumes: [
        {
          ...base,
          pvcName: 'csi',
          backupMethod: 'CSISnapshot',
          csiSnapshotInfo: { ...csi, size: 1073741824 },
        },
        {
          ...base,
          pvcName: 'moved',
          backupMethod: 'CSISnapshot',
          snapshotDataMoved: true,
          csiSnapshotInfo: csi,
        },
        { ...base, pvcName: 'files', backupMethod: 'PodVolumeBackup' },
        { ...base, pvcName: 'left-out', skipped: true, skippedReason: 'opted out' },
      ],
    });
    const { volumes } = await convert();
    expect(
      volumes.map(({ claim, state, handle, restoreSize, message }) => [
        claim,
        state,
        handle,
        restoreSize,
        message,
      ]),
    ).toEqual([
      ['csi', 'READY', 'snap-1', '1073741824', null],
      ['moved', 'SKIPPED', null, null, 'Velero moved its data into a repository of its own'],
      ['files', 'SKIPPED', null, null, 'Velero holds its data as PodVolumeBackup'],
      ['left-out', 'SKIPPED', null, null, 'Velero left it out: opted out'],
    ]);
  });
});

describe('contents that are damaged', () => {
  const key = 'backups/weekly/weekly.tar.gz';

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 20)],
    ['no gzip', () => Buffer.from('hello')],
  ])('are refused: %s', async (_how, damage) => {
    await addVeleroBackup(bucket, 'weekly', [configMap('shop', 'a')]);
    bucket.corrupt(key, damage);
    await expect(convert()).rejects.toThrow(/Velero backup "weekly" cannot be read: .*damaged or cut off/);
    expect(target.keys()).toEqual([]);
  });

  it.each([
    ['text', 'not json', 'is no JSON object'],
    [
      'another name',
      '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"b","namespace":"shop"}}',
      'not the object',
    ],
    [
      'another namespace',
      '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"x"}}',
      'not the object',
    ],
    [
      'another group',
      '{"apiVersion":"apps/v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"shop"}}',
      'not the object',
    ],
  ])('are refused: an object of %s, whose text is not repeated', async (_how, text, told) => {
    await addVeleroBackup(bucket, 'weekly', [configMap('shop', 'a')], { rawText: { a: text } });
    const failure = await convert().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DependencyFailure);
    expect(String(failure)).toContain(told);
    expect(String(failure)).not.toContain('not json');
  });

  it('that are not there are a fault of the storage', async () => {
    await addVeleroBackup(bucket, 'weekly', [configMap('shop', 'a')]);
    await bucket.delete(key);
    await expect(convert()).rejects.toBeInstanceOf(StorageFailed);
  });

  it('end at once when the run is cancelled', async () => {
    await addVeleroBackup(bucket, 'weekly', [configMap('shop', 'a')]);
    const stop = new AbortController();
    bucket.onCall = ({ operation }) => {
      if (operation === 'get') stop.abort(new Error('cancelled'));
    };
    await expect(convert('weekly', stop.signal)).rejects.toThrow('cancelled');
  });
});

describe('the list of a bucket', () => {
  const list = async () => {
    const found = [];
    for await (const each of new VeleroImporter().list(bucket)) found.push(each);
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  };

  it('tells what each backup is', async () => {
    await addVeleroBackup(bucket, 'weekly', [configMap('shop', 'a')], { includedNamespaces: ['shop'] });
    expect(await list()).toEqual([
      {
        name: 'weekly',
        phase: 'Completed',
        startedAt: new Date('2026-11-20T01:00:00Z'),
        finishedAt: new Date('2026-11-20T01:02:00Z'),
        includedNamespaces: ['shop'],
        errors: 0,
        warnings: 0,
        items: 1,
        kubernetesVersion: 'v1.33.2',
        schedule: 'nightly',
      },
    ]);
  });

  it('passes over folders without a record, and names those whose record is damaged', async () => {
    await addVeleroBackup(bucket, 'weekly', [configMap('shop', 'a')]);
    await bucket.put('backups/failed/failed-logs.gz', Buffer.from('x'));
    await bucket.put('backups/broken/velero-backup.json', Buffer.from('{"kind":"Backup"'));
    await bucket.put('backups/other/velero-backup.json', Buffer.from('{"kind":"Pod","apiVersion":"v1"}'));
    expect((await list()).map((each) => [each.name, 'message' in each])).toEqual([
      ['broken', true],
      ['other', true],
      ['weekly', false],
    ]);
  });
});
