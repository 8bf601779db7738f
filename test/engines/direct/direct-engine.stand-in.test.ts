import { zstdDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KubernetesClusterGateway } from '../../../src/clusters/cluster-gateway.js';
import type { CapturedResources, EngineRun } from '../../../src/domain/ports/backup-engine.js';
import type { ObjectStore } from '../../../src/domain/ports/object-store.js';
import { DirectEngine } from '../../../src/engines/direct/direct-engine.js';
import { decodeIndex } from '../../../src/engines/direct/frame-index.js';
import { QUICK } from '../../clusters/api-client-builder.js';
import { MemoryVault } from '../../clusters/memory-vault.js';
import {
  type KubernetesStandIn,
  startKubernetesStandIn,
} from '../../stand-ins/kubernetes/kubernetes-stand-in.js';
import { demoWorld } from '../../stand-ins/kubernetes/worlds/demo.js';
import { silentLog } from '../../support/silent-log.js';
import { type TempLocation, tempLocation } from '../../support/temp-location.js';
import { engineRun, INDEX_KEY, manifestOf, RESOURCES_KEY } from './engine-run.js';

let cluster: KubernetesStandIn;
let vault: MemoryVault;
let gateway: KubernetesClusterGateway;
let folder: TempLocation;
let store: ObjectStore;
let engine: DirectEngine;
let run: EngineRun;

beforeEach(async () => {
  cluster = await startKubernetesStandIn({ world: demoWorld });
  run = engineRun(['shop', 'blog'], await openStore());
  vault = new MemoryVault();
  await vault.put({ type: 'Cluster', id: run.clusterId }, cluster.kubeconfig());
  const clock = { now: () => new Date() };
  gateway = new KubernetesClusterGateway({ vault, clock, log: silentLog, timeouts: QUICK });
  engine = new DirectEngine({ clusters: gateway, clock, log: silentLog });
});
afterEach(async () => {
  await gateway.close();
  await cluster.stop();
  await folder.dispose();
});

async function openStore(): Promise<ObjectStore> {
  folder = await tempLocation();
  const locations = folder.locations();
  await locations.initialise(folder.location);
  store = await locations.open(folder.location);
  return store;
}

const captureAll = () => engine.captureResources(run, () => {});

async function linesOf(captured: CapturedResources): Promise<Map<string, string>> {
  const { frames } = await decodeIndex(await store.read(INDEX_KEY));
  const file = await store.read(RESOURCES_KEY);
  expect(file.length).toBe(captured.files.resources.size);
  const lines = frames.flatMap(({ resource, namespace, offset, length }) =>
    zstdDecompressSync(file.subarray(offset, offset + length))
      .toString('utf8')
      .split('\n')
      .filter(Boolean)
      .map((line): [string, string] => {
        const { metadata } = JSON.parse(line) as { metadata: { name: string } };
        return [`${resource} ${namespace}/${metadata.name}`, line];
      }),
  );
  return new Map(lines);
}

const issuesOf = ({ issues }: CapturedResources) =>
  issues.map(({ code, subject }) => `${code} ${subject.name}`);

describe('the built-in engine over a Kubernetes API and a folder', () => {
  it('backs two namespaces up, and reads every object back', async () => {
    const captured = await captureAll();
    const lines = await linesOf(captured);
    const names = [...lines.keys()];
    expect(issuesOf(captured)).toEqual(['API_GROUP_BROKEN metrics.k8s.io/v1beta1']);
    expect(names).toEqual(
      expect.arrayContaining([
        'deployments.apps shop/web',
        'statefulsets.apps blog/postgres',
        'secrets shop/database',
        'coupons.shop.example.com shop/spring',
        'namespaces /shop',
        'storageclasses.storage.k8s.io /standard',
        'customresourcedefinitions.apiextensions.k8s.io /coupons.shop.example.com',
        'clusterroles.rbac.authorization.k8s.io /node-reader',
      ]),
    );
    expect(names.filter((name) => name.startsWith('persistentvolumes '))).toHaveLength(3);
    expect(names.filter((name) => / (?!shop|blog)[^/]+[/]/.test(name))).toEqual([]);
    expect(names.filter((name) => /^(pods|replicasets|events|endpointslices|leases)/.test(name))).toEqual([]);
    expect(names.filter((name) => /kube-root-ca|serviceaccounts .*[/]default$/.test(name))).toEqual([]);

    const found = await engine.verify(store, { manifest: manifestOf(captured), key: null });
    expect(found).toMatchObject({ intact: true, objects: captured.totals.objects, damages: [] });
    expect(lines.size).toBe(captured.totals.objects);
  });

  it('keeps integers beyond 2^53 as the server wrote them', async () => {
    const lines = await linesOf(await captureAll());
    const coupon = lines.get('coupons.shop.example.com shop/spring');
    expect(coupon).toContain('"serial":9007199254740993');
    expect(coupon).toContain('"limit":9223372036854775807');
    expect(lines.get('deployments.apps shop/web')).toMatch(
      /^\{"apiVersion":"apps[/]v1","kind":"Deployment",/,
    );
  });

  it('gives the same backup with rights in the namespaces only, short of what lies outside them', async () => {
    const whole = await linesOf(await captureAll());
    cluster.addToken('scoped', {
      user: 'backup',
      rules: [
        { verbs: ['get', 'list'], apiGroups: ['*'], resources: ['*'], namespaces: ['shop', 'blog'] },
        { verbs: ['get'], nonResourceURLs: ['*'] },
      ],
    });
    await vault.put({ type: 'Cluster', id: run.clusterId }, cluster.kubeconfig({ token: 'scoped' }));
    await gateway.forget(run.clusterId);
    await store.deleteAll('backups/');
    const captured = await captureAll();
    const scoped = await linesOf(captured);
    expect(issuesOf(captured)).toContain('CLOSURE_UNREADABLE clusterrolebindings.rbac.authorization.k8s.io');
    expect(issuesOf(captured).filter((each) => each.startsWith('KIND_UNREADABLE'))).toEqual([]);
    const within = (lines: Map<string, string>) => [...lines.keys()].filter((name) => !name.includes(' /'));
    expect(within(scoped)).toEqual(within(whole));
  });

  it('names the kind that is forbidden and keeps the rest', async () => {
    cluster.faults.add({
      match: /[/]secrets[?]/,
      do: {
        status: 403,
        body: {
          kind: 'Status',
          status: 'Failure',
          reason: 'Forbidden',
          code: 403,
          message: 'secrets is forbidden',
        },
      },
    });
    const captured = await captureAll();
    expect(issuesOf(captured)).toContain('KIND_UNREADABLE secrets');
    expect([...(await linesOf(captured)).keys()]).toContain('configmaps shop/web');
  });

  it('comes through throttling, resets and cut-off answers unharmed', async () => {
    const calm = await linesOf(await captureAll());
    await store.deleteAll('backups/');
    cluster.faults.add({ match: /configmaps/, times: 1, do: { status: 429, retryAfter: 0 } });
    cluster.faults.add({ match: /secrets/, times: 1, do: 'reset-mid-body' });
    cluster.faults.add({ match: /deployments/, times: 1, do: 'truncate' });
    cluster.faults.add({ match: /services/, times: 1, do: { status: 503 } });
    const captured = await captureAll();
    expect(issuesOf(captured)).toEqual(['API_GROUP_BROKEN metrics.k8s.io/v1beta1']);
    expect([...(await linesOf(captured)).keys()]).toEqual([...calm.keys()]);
  });

  it('begins an expired list again, and goes on inconsistently after that', async () => {
    for (let each = 0; each < 1_200; each++) {
      cluster.store.create('configmaps', {
        metadata: { namespace: 'shop', name: `many-${String(each).padStart(4, '0')}` },
      });
    }
    cluster.faults.add({ match: /configmaps[?].*continue=/, times: 2, do: 'gone-410' });
    const captured = await captureAll();
    expect(issuesOf(captured)).toContain('LIST_INCONSISTENT configmaps');
    const names = [...(await linesOf(captured)).keys()];
    expect(names.filter((name) => name.includes('configmaps shop/many-'))).toHaveLength(1_200);
    expect(await engine.verify(store, { manifest: manifestOf(captured), key: null })).toMatchObject({
      intact: true,
    });
  });

  it('fails as a whole when the token expires on the way, and leaves no file', async () => {
    cluster.faults.add({ match: /configmaps/, do: 'expired-token' });
    await expect(captureAll()).rejects.toMatchObject({ kind: 'UNAUTHORIZED' });
    expect(await store.exists(RESOURCES_KEY)).toBe(false);
  });

  it('stops in the middle of a slow answer when it is aborted', async () => {
    const abort = new AbortController();
    cluster.faults.add({ match: /configmaps/, do: () => abort.abort(new Error('lease lost')) });
    cluster.faults.add({ match: /configmaps/, do: { dripMs: 60_000 } });
    await expect(engine.captureResources({ ...run, signal: abort.signal }, () => {})).rejects.toThrow(
      'lease lost',
    );
    expect(await store.exists(RESOURCES_KEY)).toBe(false);
  });
});
