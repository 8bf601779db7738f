import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Manifest } from '../../../../src/domain/manifest.js';
import type { JsonObject } from '../../../stand-ins/kubernetes/json.js';
import { aConfigMap, aNamespace } from '../../../stand-ins/kubernetes/worlds/builders.js';
import { aCustomResourceDefinition } from '../../../stand-ins/kubernetes/worlds/custom-resources.js';
import { build } from '../../../stand-ins/kubernetes/worlds/object-builder.js';
import { RESOURCES_KEY } from '../engine-run.js';
import { arrangeEveryKind, everyKind, WIDGETS } from './every-kind.js';
import { counted, issueNames, RestoreScene } from './restore-scene.js';

let scene: RestoreScene;
let manifest: Manifest;

async function startWith(...names: readonly string[]): Promise<void> {
  scene = await RestoreScene.start({
    world: (store) => build(store, aNamespace('shop'), ...names.map((name) => aConfigMap('shop', name))),
  });
  manifest = await scene.backUp('shop');
}
const wipe = () => scene.cluster.store.deleteNamespace('shop', { instantly: true });
const configMaps = () =>
  scene.cluster.store.list('configmaps', 'shop').map(({ metadata }) => (metadata as JsonObject).name);

afterEach(() => scene.stop());

describe('a restore whose answers get lost', () => {
  it('looks whether the write was done, and goes on', async () => {
    scene = await RestoreScene.start({ world: (store) => arrangeEveryKind(store) });
    await scene.cluster.store.settled();
    manifest = await scene.backUp('shop');
    wipe();
    const { faults, store } = scene.cluster;
    // Done, and the answer lost.
    faults.add({ match: /configmaps[?]/, method: 'POST', times: 1, do: 'reset-mid-body' });
    faults.add({ match: /services[?]/, method: 'POST', times: 2, do: 'truncate' });
    faults.add({ match: /secrets[?]/, method: 'POST', times: 1, do: 'reset-before-headers' });
    faults.add({ match: /namespaces[?]/, method: 'POST', times: 1, do: 'reset-mid-body' });
    // Put off, or not done.
    faults.add({ match: /deployments[?]/, method: 'POST', times: 1, do: { status: 429, retryAfter: 0 } });
    faults.add({ match: /jobs[?]/, method: 'POST', times: 1, do: { status: 503 } });
    faults.add({ match: /widgets[?]/, method: 'POST', times: 1, do: { status: 500 } });
    const outcome = await scene.restore(manifest);
    expect(issueNames(outcome)).toEqual([]);
    expect(counted(outcome)).toEqual({ CREATED: everyKind('shop').length + 1, UNCHANGED: 2 });
    expect(store.list('services', 'shop')).toHaveLength(3);
  });

  it('ends as a whole when the cluster is gone, and may run again from the top', async () => {
    await startWith('a', 'b', 'c');
    wipe();
    const fault = scene.cluster.faults.add({ match: /configmaps[/]?/, after: 1, do: 'reset-before-headers' });
    await expect(scene.restore(manifest)).rejects.toMatchObject({ kind: 'CONNECTION' });
    fault.remove();
    const outcome = await scene.restore(manifest, {}, { attempt: 2 });
    expect(issueNames(outcome)).toEqual([]);
    expect(configMaps()).toEqual(['a', 'b', 'c', 'kube-root-ca.crt']);
  });

  it('ends as a whole when the credential is refused on the way', async () => {
    await startWith('a');
    wipe();
    scene.cluster.faults.add({ match: /configmaps/, do: 'expired-token' });
    await expect(scene.restore(manifest)).rejects.toMatchObject({ kind: 'UNAUTHORIZED' });
  });
});

describe('an object that the cluster refuses', () => {
  it('for a quota is told with the quota, and the others come back', async () => {
    await startWith('a', 'b', 'c');
    wipe();
    const { store } = scene.cluster;
    store.createNamespace('shop');
    store.create('resourcequotas', {
      metadata: { namespace: 'shop', name: 'tight' },
      spec: { hard: { configmaps: '3' } },
    });
    const outcome = await scene.restore(manifest);
    expect(counted(outcome)).toEqual({ CREATED: 2, UNCHANGED: 1, FAILED: 1 });
    expect(outcome.issues).toMatchObject([
      { code: 'QUOTA_EXCEEDED', message: expect.stringContaining('The quota tight does not leave room') },
    ]);
  });

  it('by a webhook, or for one that is away, is told with its name', async () => {
    await startWith('a');
    wipe();
    const { store } = scene.cluster;
    const rules = [{ apiGroups: [''], resources: ['configmaps'], operations: ['CREATE'] }];
    store.createNamespace('shop');
    store.create('validatingwebhookconfigurations', {
      metadata: { name: 'x' },
      webhooks: [{ name: 'away.example.com', rules }],
    });
    const away = await scene.restore(manifest);
    expect(away.issues).toMatchObject([
      {
        code: 'WEBHOOK_REFUSED',
        message: expect.stringMatching(/^The admission webhook away\.example\.com did not answer/),
      },
    ]);
    store.answerWebhook('away.example.com', { deny: 'images must be signed' });
    const denied = await scene.restore(manifest);
    expect(denied.issues).toMatchObject([
      { code: 'WEBHOOK_REFUSED', message: expect.stringContaining('images must be signed') },
    ]);
    expect(configMaps()).toEqual(['kube-root-ca.crt']);
    const preview = await scene.preview(manifest);
    expect(preview.conflicts).toMatchObject([
      { object: { name: 'a' }, outcome: 'FAILED', code: 'WEBHOOK_REFUSED' },
    ]);
  });

  it('for want of rights is FORBIDDEN, and nothing else is', async () => {
    await startWith('a', 'b');
    wipe();
    scene.cluster.store.createNamespace('shop');
    build(scene.cluster.store, aConfigMap('shop', 'b'));
    scene.cluster.addToken('reader', {
      user: 'reader',
      rules: [
        { verbs: ['get', 'list'], apiGroups: ['*'], resources: ['*'] },
        { verbs: ['get'], nonResourceURLs: ['*'] },
      ],
    });
    await scene.actAs('reader');
    const outcome = await scene.restore(manifest);
    expect(issueNames(outcome)).toEqual(['FORBIDDEN configmaps shop/a']);
    await scene.actAs(scene.cluster.adminToken);
    scene.cluster.faults.add({
      match: /configmaps[?]/,
      do: {
        status: 403,
        body: {
          kind: 'Status',
          code: 403,
          reason: 'Forbidden',
          message: 'violates PodSecurity "restricted"',
        },
      },
    });
    expect(issueNames(await scene.restore(manifest))).toEqual(['REFUSED configmaps shop/a']);
  });

  it('because its kind is not served is told by kind and version', async () => {
    await startWith('a');
    build(scene.cluster.store, aCustomResourceDefinition(WIDGETS));
    scene.cluster.store.create('widgets.shop.example.com', {
      metadata: { namespace: 'shop', name: 'gear' },
      spec: {},
    });
    manifest = await scene.backUp('shop');
    scene.cluster.store.delete('customresourcedefinitions', 'widgets.shop.example.com');
    await scene.cluster.store.settled();
    const outcome = await scene.restore(manifest, { scope: { clusterScoped: false } });
    expect(outcome.issues).toEqual([
      {
        code: 'KIND_NOT_SERVED',
        object: { resource: 'widgets.shop.example.com', namespace: 'shop', name: 'gear' },
        message: 'The cluster does not serve widgets of shop.example.com/v1.',
      },
    ]);
  });

  it('leaves NOTHING_RESTORED behind when there was no other', async () => {
    await startWith('a');
    scene.cluster.store.delete('configmaps', 'a', 'shop');
    scene.cluster.faults.add({ match: /configmaps[?]/, method: 'POST', do: { status: 400, body: 'no' } });
    const objects = [{ resource: 'configmaps', namespace: 'shop', name: 'a' }];
    const outcome = await scene.restore(manifest, { scope: { objects } });
    expect(issueNames(outcome)).toEqual(['REFUSED configmaps shop/a', 'NOTHING_RESTORED']);
  });

  it('with a field that it does not know is made without it, and the field is named', async () => {
    await startWith('a');
    wipe();
    const strange = aConfigMap('shop', 'strange').with({ newField: 'SENTINEL' });
    scene.cluster.store.createNamespace('shop');
    build(scene.cluster.store, strange.withFinalizers('example.com/unknown', 'kubernetes.io/pvc-protection'));
    manifest = await scene.backUp('shop');
    wipe();
    const outcome = await scene.restore(manifest);
    expect(outcome.issues).toEqual([
      expect.objectContaining({
        code: 'FINALIZER_DROPPED',
        message: 'The finalizer example.com/unknown was left out.',
      }),
      expect.objectContaining({
        code: 'FIELD_DROPPED',
        message: 'The cluster left it out: unknown field "newField".',
      }),
    ]);
    expect(scene.object('configmaps', 'strange', 'shop').metadata.finalizers).toEqual([
      'kubernetes.io/pvc-protection',
    ]);
  });
});

describe('a target namespace that is being deleted', () => {
  beforeEach(async () => {
    await startWith('a');
    scene.cluster.store.patch('configmaps', 'a', {
      namespace: 'shop',
      patch: { metadata: { finalizers: ['example.com/hold'] } },
    });
    scene.cluster.store.deleteNamespace('shop');
    await scene.cluster.store.settled();
  });

  it('is waited for within a bound, and then told with what holds it', async () => {
    const outcome = await scene.restore(manifest);
    expect(issueNames(outcome)).toEqual([
      'NAMESPACE_TERMINATING namespaces /shop',
      'NAMESPACE_TERMINATING configmaps shop/a',
      'NOTHING_RESTORED',
    ]);
    expect(outcome.issues[0]?.message).toMatch(
      /^The namespace shop is being deleted, and it did not go within .*example\.com[/]hold in 1 resource instances$/,
    );
  });

  it('is made again as soon as it is gone', async () => {
    const { store, faults } = scene.cluster;
    faults.add({
      match: /namespaces[/]shop$/,
      after: 1,
      times: 1,
      do: () => store.deleteNamespace('shop', { instantly: true }),
    });
    const outcome = await scene.restore(manifest);
    expect(issueNames(outcome)).toEqual([]);
    expect(counted(outcome)).toEqual({ CREATED: 2 });
  });

  it('is told by a preview at once', async () => {
    const preview = await scene.preview(manifest);
    expect(preview.counts.FAILED).toBe(2);
    expect(preview.conflicts[1]).toMatchObject({
      code: 'NAMESPACE_TERMINATING',
      target: { namespace: 'shop', name: 'a' },
    });
  });
});

describe('what passes by itself', () => {
  it.each([
    [409, 'Conflict', 'Operation cannot be fulfilled on resourcequotas "q": the object has been modified'],
    [403, 'Forbidden', 'pods "a" is forbidden: error looking up service account shop/default: not found'],
  ])('is waited for: %d %s', async (code, reason, message) => {
    await startWith('a');
    wipe();
    scene.cluster.faults.add({
      match: /configmaps[?]/,
      method: 'POST',
      times: 3,
      do: { status: code, body: { kind: 'Status', code, reason, message } },
    });
    const outcome = await scene.restore(manifest);
    expect(issueNames(outcome)).toEqual([]);
    expect(counted(outcome)).toEqual({ CREATED: 2 });
  });

  it('is an API that does not answer: only its own kinds fail', async () => {
    await startWith('a');
    build(scene.cluster.store, aCustomResourceDefinition(WIDGETS));
    scene.cluster.store.create('widgets.shop.example.com', {
      metadata: { namespace: 'shop', name: 'gear' },
      spec: {},
    });
    manifest = await scene.backUp('shop');
    wipe();
    const fault = scene.cluster.faults.add({
      match: /^[/]apis[/]shop\.example\.com[/]v1$/,
      do: { status: 503 },
    });
    const outcome = await scene.restore(manifest);
    expect(outcome.issues).toMatchObject([
      {
        code: 'KIND_NOT_SERVED',
        object: { name: 'gear' },
        message: 'The API shop.example.com/v1 does not answer.',
      },
    ]);
    fault.remove();
    expect(counted(await scene.restore(manifest))).toMatchObject({ CREATED: 1 });
  });
});

describe('a restore that is cancelled', () => {
  it('stops between two objects: those under way are finished, no other is begun', async () => {
    const names = Array.from({ length: 60 }, (_, each) => `settings-${each}`);
    await startWith(...names);
    wipe();
    const abort = new AbortController();
    scene.cluster.faults.add({
      match: /configmaps[?]/,
      method: 'POST',
      after: 10,
      times: 1,
      do: () => abort.abort(new Error('cancelled by jane')),
    });
    await expect(scene.restore(manifest, {}, { signal: abort.signal })).rejects.toThrow('cancelled by jane');
    const made = configMaps().length - 1;
    expect(made).toBeGreaterThanOrEqual(11);
    expect(made).toBeLessThan(30);
    expect(scene.cluster.requests.count(({ status }) => status === 0)).toBe(0);
    expect(counted(await scene.restore(manifest))).toEqual({ CREATED: 60 - made, UNCHANGED: made + 1 });
  });
});

describe('a backup that is damaged', () => {
  it('gives back what can be read, and counts the rest as failed', async () => {
    scene = await RestoreScene.start({
      world: (store) =>
        build(store, aConfigMap('shop', 'a'), aConfigMap('blog', 'b'), aConfigMap('wiki', 'c')),
    });
    manifest = await scene.backUp('blog', 'shop', 'wiki');
    const { decodeIndex } = await import('../../../../src/engines/direct/frame-index.js');
    const index = await decodeIndex(await scene.store.read(manifest.files?.index.key ?? ''));
    const hurt = index.frames.find(
      ({ resource, namespace }) => resource === 'configmaps' && namespace === 'shop',
    );
    scene.store.corrupt(RESOURCES_KEY, (bytes) => {
      bytes.fill(0, (hurt?.offset ?? 0) + 8, (hurt?.offset ?? 0) + 16);
      return bytes;
    });
    for (const name of ['shop', 'blog', 'wiki'])
      scene.cluster.store.deleteNamespace(name, { instantly: true });
    const outcome = await scene.restore(manifest);
    expect(counted(outcome)).toEqual({ CREATED: 5, FAILED: 1 });
    expect(outcome.issues).toMatchObject([{ code: 'OBJECT_DAMAGED', object: null }]);
    expect(outcome.issues[0]?.message).toContain('configmaps of shop');
  });
});

describe('large objects', () => {
  it('of 1.5 MB come back', async () => {
    await startWith();
    const text = 'x'.repeat(1_500_000);
    build(
      scene.cluster.store,
      aConfigMap('shop', 'large', { text }),
      aConfigMap('shop', 'larger', { text: `${text}y` }),
    );
    manifest = await scene.backUp('shop');
    wipe();
    expect(issueNames(await scene.restore(manifest))).toEqual([]);
    expect(
      (scene.object('configmaps', 'larger', 'shop') as unknown as { data: JsonObject }).data.text,
    ).toHaveLength(1_500_001);
  });
});

describe('progress', () => {
  it('counts up to all objects of the scope', async () => {
    await startWith('a', 'b');
    wipe();
    const report = vi.fn();
    await scene.engine().restore(scene.run(manifest), report);
    expect(report.mock.lastCall).toMatchObject([{ stage: 'RESOURCES', total: 3, counts: { CREATED: 3 } }]);
  });
});
