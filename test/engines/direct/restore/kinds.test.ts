import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Manifest } from '../../../../src/domain/manifest.js';
import type {
  ClaimContent,
  ClaimToFill,
  VolumeSource,
} from '../../../../src/engines/direct/restore/volume-source.js';
import { type JsonObject, objectAt, textAt } from '../../../stand-ins/kubernetes/json.js';
import { aConfigMap, aNamespace, aSecret } from '../../../stand-ins/kubernetes/worlds/builders.js';
import {
  aCustomResource,
  aCustomResourceDefinition,
} from '../../../stand-ins/kubernetes/worlds/custom-resources.js';
import { build } from '../../../stand-ins/kubernetes/worlds/object-builder.js';
import { aBoundClaim, aStorageClass } from '../../../stand-ins/kubernetes/worlds/storage.js';
import { WIDGETS } from './every-kind.js';
import { counted, issueNames, RestoreScene } from './restore-scene.js';

let scene: RestoreScene;
let content: ClaimContent;
let asked: ClaimToFill[];
const volumes: VolumeSource = {
  open: async () => async (claim) => {
    asked.push(claim);
    return content;
  },
};

beforeEach(async () => {
  content = { from: 'EMPTY', reason: null };
  asked = [];
  scene = await RestoreScene.start({ volumes, world: (store) => build(store, aNamespace('shop')) });
});
afterEach(() => scene.stop());

const wipe = () => scene.cluster.store.deleteNamespace('shop', { instantly: true });
const uidOf = (resource: string, name: string) => scene.object(resource, name, 'shop').metadata.uid;

describe('owner references', () => {
  it('point at the restored owner, also when it comes after what it owns', async () => {
    const { store } = scene.cluster;
    const gear = aCustomResource(WIDGETS, { namespace: 'shop', name: 'gear', spec: {} });
    build(store, aCustomResourceDefinition(WIDGETS), gear, aSecret('shop', 'gear-tls').ownedBy(gear));
    const manifest = await scene.backUp('shop');
    wipe();
    const outcome = await scene.restore(manifest);
    expect(issueNames(outcome)).toEqual([]);
    const { ownerReferences } = scene.object('secrets', 'gear-tls', 'shop').metadata;
    expect(ownerReferences).toEqual([
      expect.objectContaining({
        kind: 'Widget',
        name: 'gear',
        uid: uidOf('widgets.shop.example.com', 'gear'),
      }),
    ]);
    const before = store.dump();
    expect(counted(await scene.restore(manifest))).toMatchObject({ UNCHANGED: 4 });
    expect(store.dump()).toEqual(before);
  });

  it('to what is not restored are left out: the garbage collector deletes nothing', async () => {
    const { store } = scene.cluster;
    const gear = aCustomResource(WIDGETS, { namespace: 'shop', name: 'gear', spec: {} });
    build(store, aCustomResourceDefinition(WIDGETS), gear, aSecret('shop', 'gear-tls').ownedBy(gear));
    const manifest = await scene.backUp('shop');
    wipe();
    const filter = { includeResources: ['secrets'], excludeResources: [], labelSelector: null };
    await scene.restore(manifest, { scope: { filter } });
    await store.settled();
    expect(scene.object('secrets', 'gear-tls', 'shop').metadata).not.toHaveProperty('ownerReferences');
  });
});

describe('Services', () => {
  const ports = () =>
    (scene.object('services', 'web', 'shop') as unknown as { spec: { ports: JsonObject[] } }).spec.ports;
  const service = {
    metadata: { namespace: 'shop', name: 'web' },
    spec: { type: 'NodePort', loadBalancerIP: '192.0.2.1', ports: [{ port: 80 }, { port: 443 }] },
  };

  it('get node ports anew, but for those that somebody asked for', async () => {
    const { store } = scene.cluster;
    const applied = { spec: { ports: [{ port: 443, nodePort: 32_443 }] } };
    store.create('services', {
      ...service,
      metadata: {
        ...service.metadata,
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(applied) },
      },
      spec: { ...service.spec, ports: [{ port: 80 }, { port: 443, nodePort: 32_443 }] },
    });
    const given = ports()[0]?.nodePort;
    const manifest = await scene.backUp('shop');
    wipe();
    await scene.restore(manifest);
    expect(ports()[0]?.nodePort).not.toBe(given);
    expect(ports()[1]?.nodePort).toBe(32_443);
    expect(counted(await scene.restore(manifest))).toEqual({ UNCHANGED: 2 });
    expect(
      (scene.object('services', 'web', 'shop') as unknown as { spec: JsonObject }).spec.loadBalancerIP,
    ).toBe('192.0.2.1');
  });

  it('get those of their creator by managedFields, and all of them when asked to preserve', async () => {
    const { store } = scene.cluster;
    const key = 'k:{"port":80,"protocol":"TCP"}';
    store.create('services', {
      ...service,
      metadata: {
        ...service.metadata,
        managedFields: [
          {
            manager: 'helm',
            operation: 'Update',
            apiVersion: 'v1',
            fieldsType: 'FieldsV1',
            fieldsV1: { 'f:spec': { 'f:ports': { [key]: { '.': {}, 'f:port': {}, 'f:nodePort': {} } } } },
          },
        ],
      },
      spec: { ...service.spec, ports: [{ port: 80, nodePort: 32_080 }, { port: 443 }] },
    });
    const before = ports().map(({ nodePort }) => nodePort);
    const manifest = await scene.backUp('shop');
    wipe();
    await scene.restore(manifest);
    expect(ports()[0]?.nodePort).toBe(32_080);
    expect(ports()[1]?.nodePort).not.toBe(before[1]);
    wipe();
    await scene.restore(manifest, { preserveNodePorts: true });
    expect(ports().map(({ nodePort }) => nodePort)).toEqual(before);
  });

  it('leave the address of a load balancer behind when they go elsewhere', async () => {
    scene.cluster.store.create('services', service);
    const manifest = await scene.backUp('shop');
    await scene.restore(manifest, { namespaceMapping: { shop: 'copy' } });
    expect(
      (scene.object('services', 'web', 'copy') as unknown as { spec: JsonObject }).spec,
    ).not.toHaveProperty('loadBalancerIP');
  });
});

describe('what has ended', () => {
  it('is skipped: Pods and Jobs that are done, mirrors of files, cut snapshots', async () => {
    const { store } = scene.cluster;
    const pod = { spec: { containers: [{ name: 'main', image: 'a:1' }] } };
    const named = (name: string, more = {}) => ({ metadata: { namespace: 'shop', name, ...more } });
    store.create('pods', { ...named('done'), ...pod, status: { phase: 'Succeeded' } });
    store.create('pods', {
      ...named('mirror', { annotations: { 'kubernetes.io/config.mirror': 'x' } }),
      ...pod,
      status: { phase: 'Running' },
    });
    store.create('jobs.batch', {
      ...named('done'),
      spec: { template: pod },
      status: { conditions: [{ type: 'Complete', status: 'True' }] },
    });
    const manifest = await scene.backUp('shop');
    wipe();
    const outcome = await scene.restore(manifest);
    expect(issueNames(outcome)).toEqual([]);
    expect(counted(outcome)).toEqual({ CREATED: 1, SKIPPED: 3 });
    const preview = await scene.preview(manifest);
    expect(preview.conflicts.map(({ outcome: each }) => each)).toEqual(['SKIPPED', 'SKIPPED', 'SKIPPED']);
  });
});

describe('the account `default`', () => {
  it('gets what people had given it, though every namespace comes with one', async () => {
    const { store } = scene.cluster;
    store.patch('serviceaccounts', 'default', {
      namespace: 'shop',
      patch: { imagePullSecrets: [{ name: 'registry' }] },
    });
    const manifest = await scene.backUp('shop');
    wipe();
    const outcome = await scene.restore(manifest);
    expect(issueNames(outcome)).toEqual([]);
    expect(counted(outcome)).toEqual({ CREATED: 2 });
    expect(scene.object('serviceaccounts', 'default', 'shop')).toMatchObject({
      imagePullSecrets: [{ name: 'registry' }],
    });
  });
});

describe('claims', () => {
  let manifest: Manifest;
  const claim = () =>
    scene.object('persistentvolumeclaims', 'data', 'shop') as unknown as {
      metadata: JsonObject;
      spec: JsonObject;
    };
  const SNAPSHOT: ClaimContent = {
    from: 'SNAPSHOT',
    dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'holdfast-data' },
    restoreSize: '21474836480',
  };

  beforeEach(async () => {
    build(scene.cluster.store, aStorageClass(), ...aBoundClaim('shop', 'data'));
    manifest = await scene.backUp('shop');
  });

  it('are filled from their snapshots, at the size that these need', async () => {
    content = SNAPSHOT;
    wipe();
    const outcome = await scene.restore(manifest, { volumes: true });
    expect(issueNames(outcome)).toEqual([]);
    expect(asked).toEqual([
      { namespace: 'shop', name: 'data', targetNamespace: 'shop', storageClass: 'standard' },
    ]);
    expect(claim().spec).toMatchObject({
      dataSource: { kind: 'VolumeSnapshot', name: 'holdfast-data' },
      resources: { requests: { storage: '21474836480' } },
    });
    expect(claim().spec).not.toHaveProperty('volumeName');
    const before = scene.cluster.store.dump();
    for (const existing of ['KEEP', 'UPDATE', 'REPLACE'] as const)
      await scene.restore(manifest, { volumes: true, existing });
    expect(scene.cluster.store.dump()).toEqual(before);
  });

  it('are not asked for, and made empty, when volumes are not wanted', async () => {
    content = SNAPSHOT;
    wipe();
    const outcome = await scene.restore(manifest);
    expect(asked).toEqual([]);
    expect(claim().spec).not.toHaveProperty('dataSource');
    // The volume went with its claim: its policy is Delete.
    expect(counted(outcome)).toMatchObject({ CREATED: 2, SKIPPED: 1 });
  });

  it('are not made when their data cannot be brought back', async () => {
    content = { from: 'UNAVAILABLE', reason: 'The snapshot is gone.' };
    wipe();
    const outcome = await scene.restore(manifest, { volumes: true });
    expect(outcome.issues).toEqual([
      {
        code: 'VOLUME_NOT_RESTORED',
        object: { resource: 'persistentvolumeclaims', namespace: 'shop', name: 'data' },
        message: 'The snapshot is gone.',
      },
    ]);
    expect(scene.cluster.store.list('persistentvolumeclaims', 'shop')).toEqual([]);
  });

  it('are made empty with a word when there never was a snapshot', async () => {
    content = { from: 'EMPTY', reason: 'It had no snapshot.' };
    wipe();
    const outcome = await scene.restore(manifest, { volumes: true });
    expect(issueNames(outcome)).toEqual(['VOLUME_NOT_RESTORED persistentvolumeclaims shop/data']);
    expect(claim().metadata.name).toBe('data');
  });

  it('with data are never replaced by empty ones, and what a snapshot replaces is retained', async () => {
    const { store } = scene.cluster;
    const volume = store.list('persistentvolumes')[0];
    store.patch('persistentvolumeclaims', 'data', {
      namespace: 'shop',
      patch: { metadata: { labels: { by: 'somebody' } } },
    });
    const kept = await scene.restore(manifest, { volumes: true, existing: 'REPLACE' });
    expect(issueNames(kept)).toEqual(['CONFLICT_KEPT persistentvolumeclaims shop/data']);
    expect(kept.issues[0]?.message).toContain('A claim is not replaced by an empty one.');
    const { uid } = claim().metadata;
    content = SNAPSHOT;
    const replaced = await scene.restore(manifest, { volumes: true, existing: 'REPLACE' });
    expect(counted(replaced)).toMatchObject({ REPLACED: 1 });
    expect(claim().metadata.uid).not.toBe(uid);
    const name = textAt(objectAt(volume, 'metadata'), 'name') ?? '';
    expect(scene.object('persistentvolumes', name)).toMatchObject({
      spec: { persistentVolumeReclaimPolicy: 'Retain' },
    });
  });
});

describe('volumes with the policy Retain', () => {
  it('come back and wait for the claim of the same name', async () => {
    const { store } = scene.cluster;
    const [claim, volume] = aBoundClaim('shop', 'archive');
    build(
      store,
      aStorageClass(),
      claim!,
      volume!.withSpec({ persistentVolumeReclaimPolicy: 'Retain' }),
      aConfigMap('shop', 'x'),
    );
    const manifest = await scene.backUp('shop');
    wipe();
    const name = volume!.identity.name;
    store.patch('persistentvolumes', name, { patch: { metadata: { finalizers: null } } });
    if (store.get('persistentvolumes', name) !== undefined) store.delete('persistentvolumes', name);
    await store.settled();
    const outcome = await scene.restore(manifest);
    expect(issueNames(outcome)).toEqual([]);
    const { spec } = scene.object('persistentvolumes', name) as unknown as { spec: { claimRef: JsonObject } };
    expect(spec.claimRef).toEqual({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      namespace: 'shop',
      name: 'archive',
    });
  });

  it('that outlived their claim are freed for the claim of the same name, and for no other', async () => {
    const { store } = scene.cluster;
    const [claim, volume] = aBoundClaim('shop', 'archive');
    const retained = volume!.withSpec({ persistentVolumeReclaimPolicy: 'Retain' });
    build(store, aStorageClass(), claim!, retained);
    const manifest = await scene.backUp('shop');
    wipe();
    const name = volume!.identity.name;
    build(store, retained.with({ status: { phase: 'Released' } }));
    await scene.restore(manifest, { namespaceMapping: { shop: 'copy' } });
    expect(scene.object('persistentvolumes', name)).toMatchObject({
      spec: { claimRef: { uid: expect.any(String) } },
    });
    const before = store.dump();
    await scene.preview(manifest);
    expect(store.dump()).toEqual(before);
    expect(issueNames(await scene.restore(manifest))).toEqual([]);
    const { spec } = scene.object('persistentvolumes', name) as unknown as { spec: JsonObject };
    expect(spec.claimRef).toEqual({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      namespace: 'shop',
      name: 'archive',
    });
    expect(spec.persistentVolumeReclaimPolicy).toBe('Retain');
  });
});
