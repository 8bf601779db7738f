import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Manifest } from '../../../../src/domain/manifest.js';
import { type JsonObject, objectAt, textAt } from '../../../stand-ins/kubernetes/json.js';
import { arrangeEveryKind, everyKind } from './every-kind.js';
import { counted, issueNames, RestoreScene } from './restore-scene.js';

let scene: RestoreScene;
let manifest: Manifest;
const KINDS = everyKind('shop');
/** The objects, and their Namespace. */
const ALL = KINDS.length + 1;

beforeEach(async () => {
  scene = await RestoreScene.start({ world: (store) => arrangeEveryKind(store) });
  await scene.cluster.store.settled();
  manifest = await scene.backUp('shop');
});
afterEach(() => scene.stop());

const nameOf = (object: object | string): string =>
  ((typeof object === 'string' ? JSON.parse(object) : object) as { metadata: { name: string } }).metadata
    .name;

const uidIn = (object: JsonObject | undefined) => textAt(objectAt(object, 'metadata'), 'uid');

describe('a restore into an empty namespace', () => {
  it('brings every kind back, and notes nothing', async () => {
    const { store } = scene.cluster;
    const before = new Map(
      KINDS.map(([resource, object]) => [
        `${resource} ${nameOf(object)}`,
        store.get(resource, nameOf(object), 'shop'),
      ]),
    );
    store.deleteNamespace('shop', { instantly: true });
    const outcome = await scene.restore(manifest);
    expect(issueNames(outcome)).toEqual([]);
    // The StorageClass and the definition never went.
    expect(counted(outcome)).toEqual({ CREATED: ALL, UNCHANGED: 2 });
    for (const [resource, object] of KINDS) {
      const name = nameOf(object);
      const now = store.get(resource, name, 'shop');
      expect(now, `${resource} ${name}`).toBeDefined();
      expect(uidIn(now)).not.toBe(uidIn(before.get(`${resource} ${name}`)));
    }
    expect(objectAt(objectAt(store.get('namespaces', 'shop'), 'metadata'), 'labels')).toMatchObject({
      team: 'shop',
    });
  });

  it('leaves out what was true only of the old objects', async () => {
    scene.cluster.store.deleteNamespace('shop', { instantly: true });
    await scene.restore(manifest);
    const pod = scene.object('pods', 'console', 'shop') as unknown as { spec: Record<string, unknown> };
    for (const key of ['nodeName', 'priority', 'ephemeralContainers', 'volumes'])
      expect(pod.spec).not.toHaveProperty(key);
    expect(pod.spec.containers).toEqual([expect.not.objectContaining({ volumeMounts: expect.anything() })]);
    const claim = scene.object('persistentvolumeclaims', 'data', 'shop') as unknown as JsonObject;
    expect(claim.spec).not.toHaveProperty('volumeName');
    expect(claim.metadata).not.toHaveProperty('annotations');
    const key = scene.object('secrets', 'robot-key', 'shop') as unknown as JsonObject;
    expect(key).not.toHaveProperty('data');
    expect(key.metadata).toMatchObject({ annotations: { 'kubernetes.io/service-account.name': 'robot' } });
    const account = scene.object('serviceaccounts', 'robot', 'shop') as unknown as JsonObject;
    expect(account).not.toHaveProperty('secrets');
    expect(account.imagePullSecrets).toEqual([{ name: 'registry' }]);
    expect(scene.object('deployments.apps', 'web', 'shop').metadata).not.toHaveProperty('annotations');
    const peers = scene.object('services', 'web-peers', 'shop') as unknown as { spec: JsonObject };
    expect(peers.spec.clusterIP).toBe('None');
  });

  it('keeps integers beyond 2^53, `__proto__` keys, unknown fields and the `from` of NetworkPolicies', async () => {
    const { store } = scene.cluster;
    store.deleteNamespace('shop', { instantly: true });
    await scene.restore(manifest);
    const widget = store.getText('widgets.shop.example.com', 'gear', 'shop') ?? '';
    expect(widget).toContain('"serial":9223372036854775807');
    expect(widget).toContain('"__proto__":{"polluted":true}');
    expect(widget).toContain('"constructor":"x"');
    expect(widget).toContain('{"unknown":[{"n":9007199254740993}]}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(store.getText('networkpolicies.networking.k8s.io', 'only-shop', 'shop')).toContain(
      '"from":[{"namespaceSelector"',
    );
    expect(store.get('roles.rbac.authorization.k8s.io', 'Reader:Config', 'shop')).toBeDefined();
  });

  it('changes nothing when it is run a second time', async () => {
    const { store } = scene.cluster;
    store.deleteNamespace('shop', { instantly: true });
    await scene.restore(manifest);
    const before = store.dump();
    const again = await scene.restore(manifest, {}, { attempt: 2 });
    expect(issueNames(again)).toEqual([]);
    expect(counted(again)).toEqual({ UNCHANGED: ALL + 2 });
    expect(store.dump()).toEqual(before);
    for (const existing of ['UPDATE', 'REPLACE'] as const) {
      expect(counted(await scene.restore(manifest, { existing }))).toEqual({ UNCHANGED: ALL + 2 });
      expect(store.dump()).toEqual(before);
    }
  });

  it('finds what was never deleted UNCHANGED', async () => {
    const before = scene.cluster.store.dump();
    const outcome = await scene.restore(manifest);
    expect(issueNames(outcome)).toEqual([]);
    expect(counted(outcome)).toEqual({ UNCHANGED: ALL + 2 });
    expect(scene.cluster.store.dump()).toEqual(before);
  });

  it('brings it into a cluster that has never seen it, definitions and classes first', async () => {
    const other = await RestoreScene.start({ definitionDelayMs: 40 });
    try {
      const run = scene.run(manifest);
      const outcome = await other.engine().restore(run, () => {});
      expect(issueNames(outcome)).toEqual([]);
      expect(counted(outcome)).toEqual({ CREATED: ALL + 2 });
      const written = other.writes();
      expect(written[0]).toBe('POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions');
      expect(written[1]).toBe('POST /api/v1/namespaces');
      expect(written[2]).toBe('POST /apis/storage.k8s.io/v1/storageclasses');
    } finally {
      await other.stop();
    }
  });
});

describe('a restore of status', () => {
  it('is written back for kinds that ask for it, and dropped for others', async () => {
    const { store } = scene.cluster;
    store.deleteNamespace('shop', { instantly: true });
    await scene.restore(manifest);
    expect(store.get('widgets.shop.example.com', 'gear', 'shop')).not.toHaveProperty('status');
    store.deleteNamespace('shop', { instantly: true });
    const outcome = await scene.restore(manifest, { restoreStatus: ['widgets.shop.example.com'] });
    expect(issueNames(outcome)).toEqual([]);
    expect(store.get('widgets.shop.example.com', 'gear', 'shop')).toMatchObject({
      status: { phase: 'Built' },
    });
  });
});
