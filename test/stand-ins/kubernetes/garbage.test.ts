import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type KubernetesStandIn, startKubernetesStandIn } from './kubernetes-stand-in.js';
import { TestClient } from './test-client.js';
import { aDeployment } from './worlds/workloads.js';

describe('what owners and controllers do', () => {
  let standIn: KubernetesStandIn;
  let client: TestClient;
  beforeEach(async () => {
    standIn = await startKubernetesStandIn();
    client = new TestClient(standIn);
    aDeployment('shop', 'web').withReplicas(2).into(standIn.store);
  });
  afterEach(async () => {
    await client.close();
    await standIn.stop();
  });

  const path = '/apis/apps/v1/namespaces/shop/deployments/web';
  const deleteWith = (propagationPolicy: string) =>
    client.send(path, {
      method: 'DELETE',
      body: { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy },
    });

  it('in the background: the owner at once, what it owned soon after', async () => {
    expect((await deleteWith('Background')).status).toBe(200);
    expect(standIn.store.count('deployments')).toBe(0);
    await standIn.store.settled();
    expect(standIn.store.count('replicasets')).toBe(0);
    expect(standIn.store.count('pods')).toBe(0);
  });

  it('in the foreground: the owner waits for what it owned', async () => {
    const marked = await deleteWith('Foreground');
    expect(marked.json()).toMatchObject({ metadata: { finalizers: ['foregroundDeletion'] } });
    await standIn.store.settled();
    expect(standIn.store.count('deployments')).toBe(0);
    expect(standIn.store.count('pods')).toBe(0);
  });

  it('orphaned: what it owned stays and has no owner any more', async () => {
    await deleteWith('Orphan');
    await standIn.store.settled();
    expect(standIn.store.count('deployments')).toBe(0);
    expect(standIn.store.count('pods')).toBe(2);
    const [replicaSet] = standIn.store.list('replicasets');
    expect(replicaSet?.metadata).not.toHaveProperty('ownerReferences');
  });

  it('an object with an owner that nobody knows is accepted and soon gone', async () => {
    const made = await client.send('/api/v1/namespaces/shop/configmaps', {
      method: 'POST',
      body: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {
          name: 'stale',
          ownerReferences: [
            { apiVersion: 'v1', kind: 'Pod', name: 'gone', uid: '11111111-1111-1111-1111-111111111111' },
          ],
        },
      },
    });
    expect(made.status).toBe(201);
    await standIn.store.settled();
    expect(standIn.store.get('configmaps', 'stale', 'shop')).toBeUndefined();
  });

  it('a new claim gets bound and a new Deployment becomes available', async () => {
    standIn.store.create('persistentvolumeclaims', {
      metadata: { name: 'data', namespace: 'shop' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    });
    standIn.store.create('deployments', {
      metadata: { name: 'api', namespace: 'shop' },
      spec: {
        replicas: 3,
        selector: { matchLabels: { a: 'b' } },
        template: { metadata: { labels: { a: 'b' } } },
      },
    });
    await standIn.store.settled();
    expect(standIn.store.get('persistentvolumeclaims', 'data', 'shop')).toMatchObject({
      status: { phase: 'Bound' },
    });
    expect(standIn.store.get('deployments', 'api', 'shop')).toMatchObject({
      status: { availableReplicas: 3 },
    });
  });

  it('what may not change once it is there is refused: a cluster IP, a selector', async () => {
    const merge = { 'content-type': 'application/merge-patch+json' };
    const service = standIn.store.create('services', {
      metadata: { name: 'web', namespace: 'shop' },
      spec: { ports: [{ port: 80 }] },
    });
    const { clusterIP } = service.spec as { clusterIP: string };
    const moved = await client.send('/api/v1/namespaces/shop/services/web', {
      method: 'PATCH',
      headers: merge,
      body: { spec: { clusterIP: '10.96.99.99' } },
    });
    expect(moved.status).toBe(422);
    const taken = await client.send('/api/v1/namespaces/shop/services', {
      method: 'POST',
      body: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'other' },
        spec: { clusterIP, ports: [{ port: 80 }] },
      },
    });
    expect(taken.status).toBe(422);
    const selected = await client.send(path, {
      method: 'PATCH',
      headers: merge,
      body: { spec: { selector: { matchLabels: { app: 'other' } } } },
    });
    expect(selected.status).toBe(422);
  });
});
