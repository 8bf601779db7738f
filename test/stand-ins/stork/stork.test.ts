import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fillNamespace } from '../../support/installation.js';
import { type KubernetesStandIn, startKubernetesStandIn } from '../kubernetes/kubernetes-stand-in.js';
import { build } from '../kubernetes/worlds/object-builder.js';
import { aBoundClaim } from '../kubernetes/worlds/storage.js';
import { BACKUPS, LOCATIONS, RESTORES, RULES } from './stork-kinds.js';
import { installStork, type StorkOptions, type StorkStandIn } from './stork-stand-in.js';

const HERE = 'kube-system';
let cluster: KubernetesStandIn;
let stork: StorkStandIn;

async function start(options: StorkOptions = {}): Promise<void> {
  cluster = await startKubernetesStandIn({
    world: (store) => {
      for (const name of ['shop', 'blog']) fillNamespace(store, name);
      build(store, ...aBoundClaim('shop', 'data'), ...aBoundClaim('shop', 'logs'));
      stork = installStork(store, options);
      stork.buckets.make('team-backups');
      store.create(LOCATIONS, {
        metadata: { name: 'team', namespace: HERE },
        location: { type: 's3', path: 'team-backups' },
      });
    },
  });
  await cluster.store.settled();
}
beforeEach(() => start());
afterEach(() => cluster.stop());

function ask(name: string, namespaces: readonly string[], spec: object = {}, namespace = HERE): void {
  const csiSnapshotClassMap = { 'csi.example.com': 'default' };
  const whole = { namespaces, backupLocation: 'team', reclaimPolicy: 'Retain', csiSnapshotClassMap, ...spec };
  cluster.store.create(BACKUPS, { metadata: { name, namespace }, spec: whole });
}

function statusOf(name: string, resource = BACKUPS): Record<string, unknown> {
  return (cluster.store.get(resource, name, HERE)?.status ?? {}) as Record<string, unknown>;
}

async function backUp(...of: Parameters<typeof ask>): Promise<Record<string, unknown>> {
  ask(...of);
  await cluster.store.settled();
  return statusOf(of[0]);
}

describe('a backup', () => {
  it('ends with metadata.json, which says how it went', async () => {
    const status = await backUp('one', ['shop', 'blog']);
    expect(status).toMatchObject({ stage: 'Final', status: 'Successful', failedVolCount: 0 });
    const keys = stork.buckets.keys('team-backups');
    expect(keys.map((key) => key.split('/').at(-1)).sort()).toEqual([
      'crds.json',
      'metadata.json',
      'namespaces.json',
      'resources.json',
    ]);
    expect(keys[0]).toMatch(new RegExp(`^${status.backupPath}/`));
  });

  it('with some volumes failed is partial, with all of them failed it fails and leaves nothing', async () => {
    stork.faults.failVolume('shop/data', 'snapshot failed');
    expect(await backUp('some', ['shop'])).toMatchObject({ status: 'PartialSuccess', failedVolCount: 1 });
    stork.faults.failVolume('shop/logs', 'snapshot failed');
    expect(await backUp('all', ['shop'])).toMatchObject({
      status: 'Failed',
      reason: 'Volume backups failed',
    });
    expect(stork.buckets.keys('team-backups').filter((key) => key.includes('/all/'))).toEqual([]);
  });

  it('of a driver that the map gives no snapshot class fails its volumes', async () => {
    expect(await backUp('unmapped', ['shop'], { csiSnapshotClassMap: {} })).toMatchObject({
      status: 'Failed',
      reason: 'Volume backups failed',
    });
  });

  it('runs its rules around the volumes', async () => {
    cluster.store.create('pods', {
      metadata: { name: 'web-0', namespace: 'shop', labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'x' }] },
      status: { phase: 'Running' },
    });
    for (const name of ['pre', 'post'])
      cluster.store.create(RULES, {
        metadata: { name, namespace: HERE },
        rules: [{ podSelector: { app: 'web' }, actions: [{ type: 'command', value: `sync ${name}` }] }],
      });
    const rules = { preExecRule: 'pre', postExecRule: 'post' };
    expect(await backUp('ruled', ['shop'], rules)).toMatchObject({ status: 'Successful' });
    expect(stork.commands).toEqual(['pre shop/web-0: sync pre', 'post shop/web-0: sync post']);
  });

  it('outside the admin namespace hangs when it lists another namespace', async () => {
    ask('elsewhere', ['shop'], {}, 'blog');
    await cluster.store.settled();
    expect(cluster.store.get(BACKUPS, 'elsewhere', 'blog')?.status).toBeUndefined();
  });

  it('stands still where it is held, and goes on', async () => {
    const hold = stork.faults.holdBefore('Applications');
    ask('held', ['shop']);
    await hold.reached;
    expect(statusOf('held')).toMatchObject({ stage: 'Applications', status: 'InProgress' });
    hold.release();
    await cluster.store.settled();
    expect(statusOf('held')).toMatchObject({ status: 'Successful' });
  });
});

describe('a namespace that is missing at the beginning', () => {
  it('fails the backup before 25.5', async () => {
    await cluster.stop();
    await start({ version: '24.3.2' });
    const status = await backUp('old', ['shop', 'gone']);
    expect(status).toMatchObject({ stage: 'Final', status: 'Failed' });
    expect(status.reason).toContain('"gone" not found');
  });

  it('makes it partial from 25.5 on', async () => {
    await cluster.stop();
    await start({ version: '25.5.0' });
    expect(await backUp('new', ['shop', 'gone'])).toMatchObject({
      status: 'PartialSuccess',
      missingNamespaces: ['gone'],
      failedVolCount: 0,
    });
    expect(cluster.store.get(BACKUPS, 'new', HERE)?.spec).toMatchObject({ namespaces: ['shop'] });
  });
});

describe('a deletion', () => {
  it('keeps the data with Retain, and takes it with Delete', async () => {
    await backUp('kept', ['blog']);
    cluster.store.delete(BACKUPS, 'kept', HERE);
    await cluster.store.settled();
    expect(stork.buckets.keys('team-backups')).toHaveLength(4);
    await backUp('gone', ['blog'], { reclaimPolicy: 'Delete' });
    cluster.store.delete(BACKUPS, 'gone', HERE);
    await cluster.store.settled();
    expect(cluster.store.get(BACKUPS, 'gone', HERE)).toBeUndefined();
    expect(stork.buckets.keys('team-backups')).toHaveLength(4);
  });
});

describe('a restore', () => {
  it('brings a namespace back under another name, and keeps what is there', async () => {
    await backUp('one', ['blog']);
    const restore = async (name: string) => {
      const namespaceMapping = { blog: 'copy' };
      const spec = { backupName: 'one', backupLocation: 'team', namespaceMapping, replacePolicy: 'Retain' };
      cluster.store.create(RESTORES, { metadata: { name, namespace: HERE }, spec });
      await cluster.store.settled();
      return statusOf(name, RESTORES);
    };
    expect(await restore('first')).toMatchObject({ status: 'Successful' });
    expect(cluster.store.get('configmaps', 'settings', 'copy')).toMatchObject({
      data: { greeting: 'hello from blog' },
    });
    expect(await restore('second')).toMatchObject({ status: 'PartialSuccess' });
  });
});

describe('a location', () => {
  it('is valid or not by what the cluster itself may', async () => {
    const status = () => cluster.store.get(LOCATIONS, 'team', HERE)?.status;
    expect(status()).toMatchObject({ status: 'Valid' });
    stork.faults.refuseLocation('team', 'AccessDenied');
    const annotations = { 'holdfast.io/asked': 'now' };
    cluster.store.patch(LOCATIONS, 'team', { namespace: HERE, patch: { metadata: { annotations } } });
    await cluster.store.settled();
    expect(status()).toMatchObject({ status: 'Invalid', reason: 'AccessDenied' });
  });

  it('that is synced shows another cluster what lies in the bucket, and cannot destroy it', async () => {
    await backUp('one', ['blog'], { reclaimPolicy: 'Delete' });
    const other = await startKubernetesStandIn({
      world: (store) => {
        installStork(store, { buckets: stork.buckets });
        store.create(LOCATIONS, {
          metadata: { name: 'team', namespace: HERE },
          location: { type: 's3', path: 'team-backups', sync: true },
        });
      },
    });
    try {
      await other.store.settled();
      const [copy] = other.store.list(BACKUPS, HERE);
      expect(copy).toMatchObject({ spec: { reclaimPolicy: 'Retain' }, status: { status: 'Successful' } });
      expect(other.store.list(BACKUPS, HERE)).toHaveLength(1);
    } finally {
      await other.stop();
    }
  });
});
