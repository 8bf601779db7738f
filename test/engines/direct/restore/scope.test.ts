import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InvalidInput } from '../../../../src/domain/errors/request-errors.js';
import type { Manifest } from '../../../../src/domain/manifest.js';
import { EVERY_RESOURCE } from '../../../../src/domain/resource-filter.js';
import type { MemoryObjectStore } from '../../../fakes/memory-object-store.js';
import type { JsonObject } from '../../../stand-ins/kubernetes/json.js';
import {
  aClusterRole,
  aConfigMap,
  aNamespace,
  aRoleBinding,
  aServiceAccount,
} from '../../../stand-ins/kubernetes/worlds/builders.js';
import { build } from '../../../stand-ins/kubernetes/worlds/object-builder.js';
import { arrangeEveryKind, everyKind } from './every-kind.js';
import { counted, issueNames, RestoreScene } from './restore-scene.js';

let scene: RestoreScene;
afterEach(() => scene.stop());

const names = (resource: string, namespace: string) =>
  scene.cluster.store.list(resource, namespace).map(({ metadata }) => (metadata as JsonObject).name);

describe('a restore under another name', () => {
  let manifest: Manifest;
  beforeEach(async () => {
    scene = await RestoreScene.start({ world: (store) => arrangeEveryKind(store) });
    const { store } = scene.cluster;
    build(store, aClusterRole('node-reader'));
    store.create('clusterrolebindings.rbac.authorization.k8s.io', {
      metadata: { name: 'shop-nodes' },
      subjects: [
        { kind: 'ServiceAccount', name: 'robot', namespace: 'shop' },
        { kind: 'Group', name: 'system:serviceaccounts:shop', apiGroup: 'rbac.authorization.k8s.io' },
        { kind: 'ServiceAccount', name: 'stranger', namespace: 'elsewhere' },
        { kind: 'User', name: 'jane', apiGroup: 'rbac.authorization.k8s.io' },
      ],
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'node-reader' },
    });
    store.create('validatingwebhookconfigurations', {
      metadata: { name: 'shop-guard' },
      webhooks: [
        {
          name: 'guard.shop.example.com',
          clientConfig: { service: { namespace: 'shop', name: 'web' } },
          namespaceSelector: {
            matchExpressions: [
              { key: 'kubernetes.io/metadata.name', operator: 'In', values: ['shop', 'blog'] },
            ],
          },
          rules: [{ apiGroups: ['none.example.com'], resources: ['none'], operations: ['CREATE'] }],
        },
      ],
    });
    store.patch('configmaps', 'settings', {
      namespace: 'shop',
      patch: {
        metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}', mine: 'x' } },
      },
    });
    manifest = await scene.backUp('shop');
  });

  it('brings every object into the other namespace, beside the original', async () => {
    const outcome = await scene.restore(manifest, { namespaceMapping: { shop: 'shop-copy' } });
    for (const [resource] of everyKind('shop')) {
      expect(names(resource, 'shop-copy'), resource).toEqual(names(resource, 'shop'));
    }
    // The binding and the webhook of the original are there already and stay: they speak of the old name.
    expect(issueNames(outcome)).toEqual([
      'CONFLICT_KEPT clusterrolebindings.rbac.authorization.k8s.io /shop-nodes',
      'CONFLICT_KEPT validatingwebhookconfigurations.admissionregistration.k8s.io /shop-guard',
    ]);
    expect(
      scene.object('rolebindings.rbac.authorization.k8s.io', 'Reader:Config', 'shop-copy'),
    ).toMatchObject({
      subjects: [{ kind: 'ServiceAccount', name: 'robot', namespace: 'shop-copy' }],
    });
    const policy = scene.cluster.store.getText('networkpolicies.networking.k8s.io', 'only-shop', 'shop-copy');
    expect(policy).toContain('{"kubernetes.io/metadata.name":"shop-copy"}');
    expect(scene.object('configmaps', 'settings', 'shop-copy').metadata.annotations).toEqual({ mine: 'x' });
    expect(scene.object('namespaces', 'shop-copy').metadata.labels).toEqual({
      team: 'shop',
      'kubernetes.io/metadata.name': 'shop-copy',
    });
    const again = await scene.restore(manifest, { namespaceMapping: { shop: 'shop-copy' } });
    expect(counted(again).CREATED).toBeUndefined();
  });

  it('renames namespaces in bindings and webhooks of the cluster, and leaves out what belongs to others', async () => {
    const other = await RestoreScene.start();
    try {
      const run = scene.run(manifest, { namespaceMapping: { shop: 'shop-copy' } });
      expect(issueNames(await other.engine().restore(run, () => {}))).toEqual([]);
      expect(other.object('clusterrolebindings.rbac.authorization.k8s.io', 'shop-nodes')).toMatchObject({
        subjects: [
          { kind: 'ServiceAccount', name: 'robot', namespace: 'shop-copy' },
          { kind: 'Group', name: 'system:serviceaccounts:shop-copy' },
        ],
      });
      expect(other.object('validatingwebhookconfigurations', 'shop-guard')).toMatchObject({
        webhooks: [
          {
            clientConfig: { service: { namespace: 'shop-copy' } },
            namespaceSelector: { matchExpressions: [{ values: ['shop-copy', 'blog'] }] },
          },
        ],
      });
    } finally {
      await other.stop();
    }
  });

  it('maps storage classes in claims and claim templates, and does not make the old one', async () => {
    scene.cluster.store.deleteNamespace('shop', { instantly: true });
    scene.cluster.store.delete('storageclasses.storage.k8s.io', 'standard');
    await scene.restore(manifest, { storageClassMapping: { standard: 'fast' } });
    expect(scene.object('persistentvolumeclaims', 'data', 'shop')).toMatchObject({
      spec: { storageClassName: 'fast' },
    });
    expect(scene.object('statefulsets.apps', 'db', 'shop')).toMatchObject({
      spec: { volumeClaimTemplates: [{ spec: { storageClassName: 'fast' } }] },
    });
    expect(scene.cluster.store.get('storageclasses.storage.k8s.io', 'standard')).toBeUndefined();
  });

  it('of a single object makes this one and its namespace', async () => {
    scene.cluster.store.deleteNamespace('shop', { instantly: true });
    scene.cluster.store.delete('clusterrolebindings.rbac.authorization.k8s.io', 'shop-nodes');
    const objects = [
      { resource: 'configmaps', namespace: 'shop', name: 'settings' },
      { resource: 'clusterrolebindings.rbac.authorization.k8s.io', namespace: '', name: 'shop-nodes' },
      { resource: 'configmaps', namespace: 'shop', name: 'never-was' },
    ];
    const outcome = await scene.restore(manifest, { scope: { objects } });
    expect(issueNames(outcome)).toEqual(['OBJECT_DAMAGED configmaps shop/never-was']);
    expect(counted(outcome)).toEqual({ CREATED: 3, FAILED: 1 });
    expect(names('configmaps', 'shop')).toEqual(['kube-root-ca.crt', 'settings']);
    expect(names('secrets', 'shop')).toEqual([]);
    expect(scene.object('namespaces', 'shop').metadata.labels).toMatchObject({ team: 'shop' });
  });

  it('of some kinds makes these alone, with what they use of the cluster', async () => {
    scene.cluster.store.deleteNamespace('shop', { instantly: true });
    scene.cluster.store.delete('storageclasses.storage.k8s.io', 'standard');
    scene.cluster.store.delete('clusterrolebindings.rbac.authorization.k8s.io', 'shop-nodes');
    const filter = {
      ...EVERY_RESOURCE,
      includeResources: ['persistentvolumeclaims', 'deployments'],
      excludeResources: ['clusterrolebindings.rbac.authorization.k8s.io'],
    };
    const outcome = await scene.restore(manifest, { scope: { filter } });
    expect(issueNames(outcome)).toEqual([]);
    expect(names('deployments.apps', 'shop')).toEqual(['web']);
    expect(names('persistentvolumeclaims', 'shop')).toEqual(['data']);
    expect(names('statefulsets.apps', 'shop')).toEqual([]);
    expect(scene.cluster.store.get('storageclasses.storage.k8s.io', 'standard')).toBeDefined();
    expect(
      scene.cluster.store.get('clusterrolebindings.rbac.authorization.k8s.io', 'shop-nodes'),
    ).toBeUndefined();
  });

  it.each([
    [
      { namespaceMapping: { billing: 'x' } },
      'namespaceMapping.billing: the backup does not hold the namespace "billing"',
    ],
    [{ namespaceMapping: { gone: 'x' } }, 'it lists the namespace "gone" as MISSING (not found)'],
    [{ scope: { namespaces: ['shop', 'gone'] } }, 'scope.namespaces.1: the backup is partial'],
    [{ namespaceMapping: { shop: 'Bad_Name' } }, 'is no DNS label'],
    [{ scope: { namespaces: [] } }, 'name at least one namespace'],
    [
      { scope: { objects: [{ resource: 'pods', namespace: 'billing', name: 'x' }] } },
      'scope.objects.0.namespace',
    ],
  ])('refuses %j: %s', async (asked, sentence) => {
    const partial: Manifest = {
      ...manifest,
      namespaces: [
        ...manifest.namespaces,
        { name: 'gone', fate: 'MISSING', uid: null, reason: 'not found', objects: 0, bytes: 0 },
      ],
    };
    const before = scene.cluster.store.dump();
    const refusal = await scene.restore(partial, asked).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(InvalidInput);
    expect(String(refusal)).toContain(sentence);
    await expect(scene.preview(partial, asked)).rejects.toBeInstanceOf(InvalidInput);
    expect(scene.cluster.store.dump()).toEqual(before);
  });
});

describe('a restore of one namespace of several', () => {
  it('takes along only what that one uses of the cluster', async () => {
    scene = await RestoreScene.start();
    const { store } = scene.cluster;
    for (const name of ['shop', 'blog']) {
      build(store, aNamespace(name), aServiceAccount(name, 'robot'), aClusterRole(`${name}-role`));
      build(store, aRoleBinding(name, `${name}-role`, { serviceAccount: 'robot', kind: 'ClusterRole' }));
      store.create('storageclasses.storage.k8s.io', {
        metadata: { name: `${name}-class` },
        provisioner: 'x',
      });
      store.create('persistentvolumeclaims', {
        metadata: { namespace: name, name: 'data', labels: { part: 'storage' } },
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: `${name}-class`,
          resources: { requests: { storage: '1Gi' } },
        },
      });
    }
    const manifest = await scene.backUp('shop', 'blog');
    const other = await RestoreScene.start();
    try {
      const run = scene.run(manifest, { scope: { namespaces: ['blog'] } });
      expect(issueNames(await other.engine().restore(run, () => {}))).toEqual([]);
      expect(other.writes().filter((line) => !/namespaces[/]/.test(line))).toEqual([
        'POST /api/v1/namespaces',
        'POST /apis/storage.k8s.io/v1/storageclasses',
        'POST /apis/rbac.authorization.k8s.io/v1/clusterroles',
      ]);
      expect(other.cluster.store.get('storageclasses.storage.k8s.io', 'blog-class')).toBeDefined();
      expect(other.cluster.store.hasNamespace('shop')).toBe(false);

      const filter = { ...EVERY_RESOURCE, labelSelector: 'part in (storage),!none' };
      other.cluster.requests.clear();
      const labelled = scene.run(manifest, { scope: { namespaces: ['shop'], filter } });
      const outcome = await other.engine().restore(labelled, () => {});
      expect(counted(outcome)).toEqual({ CREATED: 3 });
      expect(other.writes()).toEqual([
        'POST /apis/storage.k8s.io/v1/storageclasses',
        'POST /api/v1/namespaces',
        'POST /api/v1/namespaces/shop/persistentvolumeclaims',
      ]);
    } finally {
      await other.stop();
    }
  });

  it('reads less than a tenth of a large backup', async () => {
    scene = await RestoreScene.start();
    const { store } = scene.cluster;
    const filling = 'abcdefghij'.repeat(40);
    for (let each = 0; each < 40; each++) {
      for (let object = 0; object < 50; object++) {
        build(
          store,
          aConfigMap(`team-${each}`, `settings-${object}`, {
            text: `${each} ${object} ${Math.random()} ${filling}`,
          }),
        );
      }
    }
    const manifest = await scene.backUp(...Array.from({ length: 40 }, (_, each) => `team-${each}`));
    const read = countReads(scene.store);
    const outcome = await scene.restore(manifest, { scope: { namespaces: ['team-7'] } });
    expect(counted(outcome)).toEqual({ UNCHANGED: 51 });
    const { size } = manifest.files?.resources ?? { size: 0 };
    expect(read.bytes).toBeGreaterThan(0);
    expect(read.bytes).toBeLessThan(size / 10);
  });
});

function countReads(store: MemoryObjectStore): { readonly bytes: number } {
  const counter = { bytes: 0 };
  const get = store.get.bind(store);
  store.get = async function* (key, options) {
    for await (const chunk of get(key, options)) {
      counter.bytes += chunk.length;
      yield chunk;
    }
  };
  return counter;
}
