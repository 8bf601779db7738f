import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type KubernetesStandIn, startKubernetesStandIn } from './kubernetes-stand-in.js';
import { TestClient } from './test-client.js';
import { aConfigMap } from './worlds/builders.js';
import { aDeployment, aStatefulSet } from './worlds/workloads.js';

interface NamespaceBody {
  readonly metadata: { readonly uid: string };
  readonly status: {
    readonly phase: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly message: string;
    }[];
  };
}

describe('the life of a namespace', () => {
  let standIn: KubernetesStandIn;
  let client: TestClient;
  beforeEach(async () => {
    standIn = await startKubernetesStandIn();
    client = new TestClient(standIn);
  });
  afterEach(async () => {
    await client.close();
    await standIn.stop();
  });

  const read = async (name: string) => {
    const answer = await client.send(`/api/v1/namespaces/${name}`);
    return { status: answer.status, body: answer.json() as unknown as NamespaceBody };
  };
  const uidOf = async (name: string) => (await read(name)).body.metadata.uid;

  it('a new namespace comes with the CA of the cluster and a ServiceAccount', async () => {
    await client.send('/api/v1/namespaces', {
      method: 'POST',
      body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'new' } },
    });
    expect(standIn.store.get('configmaps', 'kube-root-ca.crt', 'new')).toMatchObject({
      data: { 'ca.crt': standIn.caPem },
    });
    expect(standIn.store.get('serviceaccounts', 'default', 'new')).toBeDefined();
  });

  it('a deleted namespace is Terminating first and then gone with everything in it', async () => {
    aDeployment('shop', 'web').withReplicas(2).into(standIn.store);
    aStatefulSet('shop', 'db').withVolume('1Gi').into(standIn.store);
    const answer = await client.send('/api/v1/namespaces/shop', { method: 'DELETE' });
    expect(answer.json()).toMatchObject({ status: { phase: 'Terminating' } });
    await standIn.store.settled();
    expect((await read('shop')).status).toBe(404);
    for (const resource of ['pods', 'deployments', 'persistentvolumeclaims', 'configmaps']) {
      expect(standIn.store.list(resource, 'shop')).toEqual([]);
    }
  });

  it('content with a finalizer keeps its namespace Terminating, which says why and takes nothing new', async () => {
    aConfigMap('shop', 'held').withFinalizers('example.io/hold').into(standIn.store);
    await client.send('/api/v1/namespaces/shop', { method: 'DELETE' });
    await standIn.store.settled();
    const { body } = await read('shop');
    expect(body.status.conditions?.find(({ type }) => type === 'NamespaceFinalizersRemaining')).toMatchObject(
      {
        status: 'True',
        message: expect.stringContaining('example.io/hold in 1 resource instances') as string,
      },
    );
    const late = await client.send('/api/v1/namespaces/shop/configmaps', {
      method: 'POST',
      body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'late' } },
    });
    expect(late.status).toBe(403);
    expect(late.text).toContain('NamespaceTerminating');
    standIn.store.patch('configmaps', 'held', {
      namespace: 'shop',
      patch: { metadata: { finalizers: null } },
    });
    await standIn.store.settled();
    expect((await read('shop')).status).toBe(404);
  });

  it('a namespace can be held Terminating and let go', async () => {
    standIn.store.createNamespace('stuck');
    standIn.store.terminateNamespace('stuck');
    await standIn.store.settled();
    expect((await read('stuck')).body.status.phase).toBe('Terminating');
    standIn.store.releaseNamespace('stuck');
    expect((await read('stuck')).status).toBe(404);
  });

  it('a namespace can be gone at once, finalizers or not', async () => {
    aConfigMap('shop', 'held').withFinalizers('example.io/hold').into(standIn.store);
    standIn.store.deleteNamespace('shop', { instantly: true });
    expect((await read('shop')).status).toBe(404);
    expect(standIn.store.list('configmaps', 'shop')).toEqual([]);
  });

  it('a namespace that is made again has the old name, another UID and none of the old content', async () => {
    standIn.store.createNamespace('shop', { team: 'a' });
    aConfigMap('shop', 'old').into(standIn.store);
    const before = await uidOf('shop');
    standIn.store.recreateNamespace('shop');
    expect(await uidOf('shop')).not.toBe(before);
    expect(standIn.store.get('configmaps', 'old', 'shop')).toBeUndefined();
    expect(standIn.store.get('namespaces', 'shop')).toMatchObject({ metadata: { labels: { team: 'a' } } });
  });

  it('with slow controllers a deleted namespace is seen Terminating', async () => {
    const slow = await startKubernetesStandIn({ controllerDelayMs: 60_000 });
    slow.store.createNamespace('shop');
    slow.store.deleteNamespace('shop');
    expect(slow.store.get('namespaces', 'shop')).toMatchObject({ status: { phase: 'Terminating' } });
    await slow.stop();
  });
});
