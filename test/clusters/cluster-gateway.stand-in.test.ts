import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KubernetesClusterGateway } from '../../src/clusters/cluster-gateway.js';
import { rbacManifest } from '../../src/clusters/rbac-manifest.js';
import {
  type KubernetesStandIn,
  startKubernetesStandIn,
} from '../stand-ins/kubernetes/kubernetes-stand-in.js';
import { aService } from '../stand-ins/kubernetes/worlds/builders.js';
import { build } from '../stand-ins/kubernetes/worlds/object-builder.js';
import { failureOf, LogLines, QUICK } from './api-client-builder.js';
import { MemoryVault } from './memory-vault.js';

const run = promisify(execFile);
const kubectl = await run('kubectl', ['version', '--client']).then(
  () => true,
  () => false,
);
if (!kubectl) process.emitWarning('kubectl is not on this machine: the RBAC manifest is not applied with it');

let cluster: KubernetesStandIn;
let gateway: KubernetesClusterGateway;

beforeEach(async () => {
  cluster = await startKubernetesStandIn();
  const vault = new MemoryVault();
  await vault.put({ type: 'Cluster', id: 'c1' }, cluster.kubeconfig());
  gateway = new KubernetesClusterGateway({
    vault,
    clock: { now: () => new Date() },
    log: new LogLines(),
    timeouts: QUICK,
  });
});
afterEach(async () => {
  await gateway.close();
  await cluster.stop();
});

describe('the namespaces of Portworx', () => {
  it('are those that hold its Service, found by one list of Services of that name', async () => {
    for (const name of ['disks', 'shop']) cluster.store.createNamespace(name);
    build(cluster.store, aService('disks', 'portworx-service'), aService('shop', 'web'));
    expect(await gateway.systemNamespaces('c1')).toEqual(new Set(['disks']));
    expect(cluster.requests.count(/^GET .*\/services/)).toBe(1);
    cluster.store.delete('services', 'portworx-service', 'disks');
    expect(await gateway.systemNamespaces('c1')).toEqual(new Set());
  });

  it('are none where Services may not be listed, and unknown where the cluster does not say', async () => {
    cluster.faults.add({ match: /\/services\?/, times: 1, do: { status: 403 } });
    expect(await gateway.systemNamespaces('c1')).toEqual(new Set());
    cluster.faults.add({ match: /\/services\?/, times: 1, do: 'expired-token' });
    expect(await failureOf(gateway.systemNamespaces('c1'))).toMatchObject({ kind: 'UNAUTHORIZED' });
  });
});

describe('the namespaces of a Kubernetes API', () => {
  it('are all read, over several pages, with their labels', async () => {
    for (let index = 0; index < 1_200; index += 1) cluster.store.createNamespace(`team-${index}`);
    const names = (await gateway.namespaces('c1')).map((each) => each.name);
    expect(names).toHaveLength(1_204);
    expect(new Set(names).size).toBe(1_204);
    expect(cluster.requests.count(/^GET \/api\/v1\/namespaces\?limit=500/)).toBe(3);
  });

  it('are read again when their list expires, once', async () => {
    for (let index = 0; index < 600; index += 1) cluster.store.createNamespace(`team-${index}`);
    cluster.faults.add({ match: /namespaces\?.*continue=/, times: 1, do: 'gone-410' });
    expect(await gateway.namespaces('c1')).toHaveLength(604);
    cluster.faults.add({ match: /namespaces\?.*continue=/, times: 2, do: 'gone-410' });
    expect(await failureOf(gateway.namespaces('c1'))).toMatchObject({
      kind: 'EXPIRED',
      details: { continueToken: expect.any(String) },
    });
  });

  it('tell one that is there, one that is gone, one that terminates, and one that came back as another', async () => {
    cluster.store.createNamespace('shop');
    const first = await gateway.namespace('c1', 'shop');
    expect(first).toMatchObject({ name: 'shop', terminating: false });
    expect(await gateway.namespace('c1', 'billing')).toBeUndefined();
    cluster.store.terminateNamespace('shop');
    expect(await gateway.namespace('c1', 'shop')).toEqual({ ...first, terminating: true });
    expect((await gateway.namespaces('c1')).find((each) => each.name === 'shop')?.terminating).toBe(true);
    cluster.store.recreateNamespace('shop');
    expect((await gateway.namespace('c1', 'shop'))?.uid).not.toBe(first?.uid);
  });

  it.each([
    ['429 with Retry-After', { status: 429, retryAfter: 0 }],
    ['503', { status: 503 }],
    ['a reset before the headers', 'reset-before-headers'],
    ['a reset in the body', 'reset-mid-body'],
    ['a slow drip', { dripMs: 5 }],
  ] as const)('are read through %s', async (_what, fault) => {
    cluster.faults.add({ match: /namespaces/, times: 2, do: fault });
    expect(await gateway.namespaces('c1')).toHaveLength(4);
  });
});

describe.skipIf(!kubectl)('the manifest of the rights', () => {
  it('is applied by kubectl, and a token of its ServiceAccount passes the probe', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'holdfast-rbac-'));
    try {
      const config = join(folder, 'kubeconfig');
      const manifest = join(folder, 'rbac.yaml');
      await writeFile(config, cluster.kubeconfig(), { mode: 0o600 });
      await writeFile(manifest, rbacManifest({ namespace: 'backup-access', name: 'holdfast' }));
      await run('kubectl', ['--kubeconfig', config, 'apply', '--validate=false', '-f', manifest]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const user = 'system:serviceaccount:backup-access:holdfast';
    cluster.addToken('of-the-account', { user });
    const vault = new MemoryVault();
    await vault.put({ type: 'Cluster', id: 'c2' }, cluster.kubeconfig({ token: 'of-the-account' }));
    const other = new KubernetesClusterGateway({
      vault,
      clock: { now: () => new Date() },
      log: new LogLines(),
    });
    expect(await other.probe('c2')).toMatchObject({ ok: true, missingRights: [] });
    await other.close();
  });
});
