import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Manifest } from '../../../../src/domain/manifest.js';
import type { JsonObject } from '../../../stand-ins/kubernetes/json.js';
import { aConfigMap, aNamespace, aSecret } from '../../../stand-ins/kubernetes/worlds/builders.js';
import { build } from '../../../stand-ins/kubernetes/worlds/object-builder.js';
import { counted, issueNames, RestoreScene } from './restore-scene.js';

let scene: RestoreScene;
let manifest: Manifest;

beforeEach(async () => {
  scene = await RestoreScene.start({
    world: (store) => {
      build(store, aNamespace('shop', { team: 'shop' }));
      store.create('configmaps', {
        metadata: { namespace: 'shop', name: 'settings' },
        data: { level: 'info' },
      });
      store.create('configmaps', { metadata: { namespace: 'shop', name: 'same' }, data: { a: 'b' } });
      store.create('secrets', { metadata: { namespace: 'shop', name: 'key' }, data: { key: 'b2xk' } });
    },
  });
  manifest = await scene.backUp('shop');
  const { store } = scene.cluster;
  store.patch('configmaps', 'settings', {
    namespace: 'shop',
    patch: { data: { level: 'debug', extra: 'x' } },
  });
  store.patch('secrets', 'key', { namespace: 'shop', patch: { data: { key: 'bmV3LXNlY3JldA==' } } });
});
afterEach(() => scene.stop());

const settings = () => scene.object('configmaps', 'settings', 'shop') as unknown as JsonObject;

describe('an object that is there and differs', () => {
  it('stays as it is by default, and the issue names the fields', async () => {
    const before = scene.cluster.store.dump();
    const outcome = await scene.restore(manifest);
    expect(counted(outcome)).toEqual({ UNCHANGED: 2, KEPT: 2 });
    expect(outcome.issues).toEqual([
      {
        code: 'CONFLICT_KEPT',
        object: { resource: 'configmaps', namespace: 'shop', name: 'settings' },
        message: 'Another object of this name is there and was kept; it differs in data.extra, data.level.',
      },
      {
        code: 'CONFLICT_KEPT',
        object: { resource: 'secrets', namespace: 'shop', name: 'key' },
        message: 'Another object of this name is there and was kept; it differs in data.key.',
      },
    ]);
    expect(scene.cluster.store.dump()).toEqual(before);
  });

  it('is updated by server-side apply, and what the backup does not mention is told', async () => {
    const outcome = await scene.restore(manifest, { existing: 'UPDATE' });
    expect(counted(outcome)).toEqual({ UNCHANGED: 2, UPDATED: 2 });
    expect(settings().data).toEqual({ level: 'info', extra: 'x' });
    expect(issueNames(outcome)).toEqual(['CONFLICT_KEPT configmaps shop/settings']);
    expect(outcome.issues[0]?.message).toContain('still differs in data.extra');
    const before = scene.cluster.store.dump();
    expect(counted(await scene.restore(manifest, { existing: 'UPDATE' }))).toEqual({ UNCHANGED: 3, KEPT: 1 });
    expect(scene.cluster.store.dump()).toEqual(before);
  });

  it('is deleted with its uid as a precondition and made again', async () => {
    const { uid } = settings().metadata as JsonObject;
    const outcome = await scene.restore(manifest, { existing: 'REPLACE' });
    expect(issueNames(outcome)).toEqual([]);
    expect(counted(outcome)).toEqual({ UNCHANGED: 2, REPLACED: 2 });
    expect(settings().data).toEqual({ level: 'info' });
    expect((settings().metadata as JsonObject).uid).not.toBe(uid);
  });

  it('is not deleted when the cluster would not take the other one', async () => {
    scene.cluster.store.create('validatingwebhookconfigurations', {
      metadata: { name: 'guard' },
      webhooks: [
        {
          name: 'guard.example.com',
          rules: [{ apiGroups: [''], resources: ['configmaps'], operations: ['CREATE'] }],
        },
      ],
    });
    scene.cluster.store.answerWebhook('guard.example.com', { deny: 'no more of these' });
    const before = scene.cluster.store.getText('configmaps', 'settings', 'shop');
    const outcome = await scene.restore(manifest, { existing: 'REPLACE' });
    expect(issueNames(outcome)).toContain('WEBHOOK_REFUSED configmaps shop/settings');
    expect(scene.cluster.store.getText('configmaps', 'settings', 'shop')).toBe(before);
  });

  it('is waited for while somebody else deletes it, and made again', async () => {
    const { store } = scene.cluster;
    store.patch('configmaps', 'settings', {
      namespace: 'shop',
      patch: { metadata: { finalizers: ['a.b/c'] } },
    });
    store.delete('configmaps', 'settings', 'shop');
    scene.cluster.faults.add({
      match: /configmaps[/]settings$/,
      method: 'GET',
      after: 2,
      times: 1,
      do: () => {
        store.patch('configmaps', 'settings', { namespace: 'shop', patch: { metadata: { finalizers: [] } } });
      },
    });
    const outcome = await scene.restore(manifest);
    expect(counted(outcome)).toMatchObject({ CREATED: 1 });
    expect(settings().data).toEqual({ level: 'info' });
  });
});

describe('what the whole cluster shares', () => {
  it('is made where it is missing, and never changed unless it is named', async () => {
    const { store } = scene.cluster;
    store.create('storageclasses.storage.k8s.io', {
      metadata: { name: 'fast' },
      provisioner: 'a.example.com',
    });
    store.create('persistentvolumeclaims', {
      metadata: { namespace: 'shop', name: 'data' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'fast',
        resources: { requests: { storage: '1Gi' } },
      },
    });
    manifest = await scene.backUp('shop');
    store.delete('storageclasses.storage.k8s.io', 'fast');
    store.create('storageclasses.storage.k8s.io', {
      metadata: { name: 'fast' },
      provisioner: 'b.example.com',
    });
    const outcome = await scene.restore(manifest, { existing: 'REPLACE' });
    expect(issueNames(outcome)).toEqual(['CONFLICT_KEPT storageclasses.storage.k8s.io /fast']);
    expect(store.get('storageclasses.storage.k8s.io', 'fast')).toMatchObject({
      provisioner: 'b.example.com',
    });
    const objects = [{ resource: 'storageclasses.storage.k8s.io', namespace: '', name: 'fast' }];
    const named = await scene.restore(manifest, { existing: 'REPLACE', scope: { objects } });
    expect(counted(named)).toEqual({ REPLACED: 1 });
    expect(store.get('storageclasses.storage.k8s.io', 'fast')).toMatchObject({
      provisioner: 'a.example.com',
    });
  });

  it('is left out when it is not asked for', async () => {
    const { store } = scene.cluster;
    store.create('storageclasses.storage.k8s.io', {
      metadata: { name: 'fast' },
      provisioner: 'a.example.com',
    });
    store.create('persistentvolumeclaims', {
      metadata: { namespace: 'shop', name: 'data' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'fast',
        resources: { requests: { storage: '1Gi' } },
      },
    });
    manifest = await scene.backUp('shop');
    store.delete('storageclasses.storage.k8s.io', 'fast');
    await scene.restore(manifest, { scope: { clusterScoped: false } });
    expect(store.get('storageclasses.storage.k8s.io', 'fast')).toBeUndefined();
  });
});

describe('a preview', () => {
  it('names each conflict with its fields, and changes nothing', async () => {
    const { store } = scene.cluster;
    const before = store.dump();
    for (const existing of ['KEEP', 'UPDATE', 'REPLACE'] as const) {
      const preview = await scene.preview(manifest, { existing });
      const outcome = { KEEP: 'KEPT', UPDATE: 'UPDATED', REPLACE: 'REPLACED' }[existing];
      expect(preview.counts).toMatchObject({ UNCHANGED: 2, [outcome]: 2, FAILED: 0, CREATED: 0 });
      expect(preview.conflicts.map((each) => [each.object.name, each.outcome])).toEqual([
        ['settings', outcome],
        ['key', outcome],
      ]);
      expect(preview.conflicts[0]?.message).toMatch(/data\.extra/);
      expect(preview.conflictsTotal).toBe(2);
      expect(JSON.stringify(preview)).not.toMatch(/b2xk|bmV3LXNl|info|debug/);
      expect(store.dump()).toEqual(before);
    }
    expect(
      scene.cluster.requests.count((each) => each.method !== 'GET' && each.query.get('dryRun') !== 'All'),
    ).toBe(0);
  });

  it('of a namespace that is not there tries its objects elsewhere, and counts what it could not ask about', async () => {
    const { store } = scene.cluster;
    store.create('services', {
      metadata: { namespace: 'shop', name: 'web' },
      spec: { ports: [{ port: 80 }] },
    });
    manifest = await scene.backUp('shop');
    store.deleteNamespace('shop', { instantly: true });
    scene.cluster.faults.add({
      match: /default[/]services/,
      do: {
        status: 422,
        body: { kind: 'Status', code: 422, reason: 'Invalid', message: 'spec.ports: Required value' },
      },
    });
    scene.cluster.faults.add({
      match: /default[/]secrets/,
      do: {
        status: 403,
        body: { kind: 'Status', code: 403, reason: 'Forbidden', message: 'no secrets here' },
      },
    });
    const before = store.dump();
    const preview = await scene.preview(manifest);
    expect(preview.newNamespaces).toEqual(['shop']);
    expect(preview.counts).toMatchObject({ CREATED: 4, FAILED: 1 });
    expect(preview.unchecked).toBe(1);
    expect(preview.conflicts).toMatchObject([
      { object: { resource: 'services', name: 'web' }, outcome: 'FAILED', code: 'REFUSED' },
    ]);
    expect(store.dump()).toEqual(before);
  });

  it('counts custom resources whose definition a restore would make as unchecked', async () => {
    const other = await RestoreScene.start();
    try {
      const { aCustomResourceDefinition } = await import(
        '../../../stand-ins/kubernetes/worlds/custom-resources.js'
      );
      const { WIDGETS } = await import('./every-kind.js');
      build(scene.cluster.store, aCustomResourceDefinition(WIDGETS));
      scene.cluster.store.create('widgets.shop.example.com', {
        metadata: { namespace: 'shop', name: 'gear' },
        spec: {},
      });
      manifest = await scene.backUp('shop');
      const before = other.cluster.store.dump();
      const preview = await other.engine().preview(scene.run(manifest));
      expect(preview.unchecked).toBe(1);
      expect(preview.counts).toMatchObject({ CREATED: 6, FAILED: 0 });
      expect(other.cluster.store.dump()).toEqual(before);
    } finally {
      await other.stop();
    }
  });
});

describe('a Secret that the cluster refuses', () => {
  it('is told without what the cluster said about it', async () => {
    build(scene.cluster.store, aSecret('shop', 'bad'), aConfigMap('shop', 'bad'));
    manifest = await scene.backUp('shop');
    scene.cluster.store.delete('secrets', 'bad', 'shop');
    scene.cluster.store.delete('configmaps', 'bad', 'shop');
    const said = {
      kind: 'Status',
      code: 422,
      reason: 'Invalid',
      message: 'data: Invalid value: "aHVudGVyMg=="',
    };
    scene.cluster.faults.add({
      match: /(?:secrets|configmaps)[?]/,
      method: 'POST',
      do: { status: 422, body: said },
    });
    const { issues } = await scene.restore(manifest, {
      scope: {
        filter: { includeResources: ['secrets', 'configmaps'], excludeResources: [], labelSelector: null },
      },
    });
    expect(
      issues.find(({ object }) => object?.resource === 'secrets' && object.name === 'bad')?.message,
    ).toBe('The cluster refused it (HTTP 422, Invalid).');
    expect(
      issues.find(({ object }) => object?.resource === 'configmaps' && object.name === 'bad')?.message,
    ).toContain('data: Invalid value');
  });
});
