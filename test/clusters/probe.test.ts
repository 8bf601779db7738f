import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KubernetesClusterGateway } from '../../src/clusters/cluster-gateway.js';
import type { ClusterTimeouts } from '../../src/clusters/cluster-timeouts.js';
import type { ClusterProbe } from '../../src/domain/cluster.js';
import {
  type KubernetesStandIn,
  startKubernetesStandIn,
} from '../stand-ins/kubernetes/kubernetes-stand-in.js';
import { LogLines, QUICK } from './api-client-builder.js';
import { jwt } from './kubeconfig-builder.js';
import { MemoryVault } from './memory-vault.js';

const NAMESPACES = { apiGroups: [''], resources: ['namespaces'] };
const EVERYTHING = { verbs: ['get', 'list'], apiGroups: ['*'], resources: ['*'] };
const READ_NAMESPACES = { verbs: ['get', 'list'], ...NAMESPACES };

let cluster: KubernetesStandIn;
let vault: MemoryVault;
let gateways: KubernetesClusterGateway[];
let log: LogLines;

beforeEach(async () => {
  cluster = await startKubernetesStandIn();
  vault = new MemoryVault();
  gateways = [];
  log = new LogLines();
});
afterEach(async () => {
  await Promise.all(gateways.map((gateway) => gateway.close()));
  await cluster.stop();
});

async function gatewayWith(
  kubeconfig: string,
  timeouts: Partial<ClusterTimeouts> = {},
): Promise<KubernetesClusterGateway> {
  await vault.put({ type: 'Cluster', id: 'c1' }, kubeconfig);
  const clock = { now: () => new Date() };
  const gateway = new KubernetesClusterGateway({ vault, clock, log, timeouts: { ...QUICK, ...timeouts } });
  gateways.push(gateway);
  return gateway;
}

async function probe(
  kubeconfig = cluster.kubeconfig(),
  timeouts?: Partial<ClusterTimeouts>,
): Promise<ClusterProbe> {
  return (await gatewayWith(kubeconfig, timeouts)).probe('c1');
}

async function probeAs(
  token: string,
  rules: Parameters<KubernetesStandIn['addToken']>[1]['rules'] = [],
): Promise<ClusterProbe> {
  cluster.addToken(token, { user: 'system:serviceaccount:backup:holdfast', rules });
  return probe(cluster.kubeconfig({ token }));
}

describe('a probe of a cluster that works', () => {
  it('tells its version, who it is, and that nothing is lacking', async () => {
    const identity = cluster.store.get('namespaces', 'kube-system');
    expect(await probe()).toEqual({
      ok: true,
      kubernetesVersion: expect.stringMatching(/^v1\./),
      clusterUid: (identity!.metadata as { uid: string }).uid,
      missingRights: [],
    });
  });

  it('works with a client certificate alone', async () => {
    expect(await probe(cluster.kubeconfig({ clientCertificate: 'admin' }))).toMatchObject({ ok: true });
  });

  it('outlives one connection that died while idle', async () => {
    cluster.faults.add({ match: /^\/version/, times: 1, do: 'reset-before-headers' });
    expect(await probe()).toMatchObject({ ok: true });
  });

  it('is answered also while long lists hold every connection but the next', async () => {
    const gateway = await gatewayWith(cluster.kubeconfig());
    cluster.faults.add({ match: /^\/api\/v1\/pods/, do: { latencyMs: 20 } });
    const api = await gateway.api('c1');
    let listed = 0;
    const lists = Array.from({ length: 60 }, async () => {
      await api.get('/api/v1/pods?limit=500');
      listed += 1;
    });
    expect(await gateway.probe('c1')).toMatchObject({ ok: true });
    expect(listed).toBeLessThan(60);
    await Promise.all(lists);
  });
});

const SNAPSHOTS = [
  { verb: 'create', resource: 'volumesnapshots.snapshot.storage.k8s.io' },
  { verb: 'delete', resource: 'volumesnapshots.snapshot.storage.k8s.io' },
  { verb: 'patch', resource: 'volumesnapshotcontents.snapshot.storage.k8s.io' },
  { verb: 'delete', resource: 'volumesnapshotcontents.snapshot.storage.k8s.io' },
];

describe('a probe of what the credential may do', () => {
  it('finds that a curated role is enough, and tells what is wanted beside it', async () => {
    expect(await probeAs('curated', [READ_NAMESPACES])).toMatchObject({
      ok: true,
      missingRights: [{ verb: 'get', resource: '*.*' }, { verb: 'list', resource: '*.*' }, ...SNAPSHOTS],
    });
    expect(await probeAs('full', [EVERYTHING])).toMatchObject({ ok: true, missingRights: SNAPSHOTS });
  });

  it('names the rights that backups cannot do without', async () => {
    expect(await probeAs('no-list', [{ verbs: ['get'], apiGroups: ['*'], resources: ['*'] }])).toEqual({
      ok: false,
      reason: 'MISSING_RIGHTS',
      message: expect.stringMatching(/list namespaces, list \*\.\*.*holdfast cluster rbac/),
      missingRights: [
        { verb: 'list', resource: 'namespaces' },
        { verb: 'list', resource: '*.*' },
        ...SNAPSHOTS,
      ],
    });
  });

  it('takes rights in single namespaces for not enough: a deleted one would answer 403', async () => {
    const inShop = { ...EVERYTHING, namespaces: ['default', 'kube-system'] };
    expect(await probeAs('namespaced', [inShop])).toMatchObject({ ok: false, reason: 'MISSING_RIGHTS' });
  });

  it('names each lacking right once when nothing is allowed', async () => {
    expect(await probeAs('nobody')).toMatchObject({
      reason: 'MISSING_RIGHTS',
      missingRights: [
        { verb: 'get', resource: 'namespaces' },
        { verb: 'list', resource: 'namespaces' },
        { verb: 'get', resource: '*.*' },
        { verb: 'list', resource: '*.*' },
        ...SNAPSHOTS,
      ],
    });
  });

  it('says so when the cluster does not even let it ask', async () => {
    const body = { kind: 'Status', status: 'Failure', reason: 'Forbidden', message: 'no', code: 403 };
    cluster.faults.add({ match: /selfsubjectaccessreviews/, do: { status: 403, body } });
    expect(await probe()).toMatchObject({
      reason: 'MISSING_RIGHTS',
      missingRights: [{ verb: 'create', resource: 'selfsubjectaccessreviews.authorization.k8s.io' }],
    });
  });
});

describe('a probe that fails', () => {
  it('is CREDENTIAL_REFUSED for a token that the cluster does not know', async () => {
    expect(await probe(cluster.kubeconfig({ token: 'SENTINEL-unknown' }))).toMatchObject({
      ok: false,
      reason: 'CREDENTIAL_REFUSED',
      missingRights: [],
    });
  });

  it('is CREDENTIAL_EXPIRED when the refused credential says itself that it has ended', async () => {
    const token = jwt({ exp: 1_700_000_000 });
    expect(await probe(cluster.kubeconfig({ token }))).toMatchObject({
      reason: 'CREDENTIAL_EXPIRED',
      message: 'The credential expired at 2023-11-14T22:13:20.000Z; give a new kubeconfig.',
    });
  });

  it.each(['foreign-ca', 'expired'] as const)('is TLS_MISMATCH when the certificate is %s', async (kind) => {
    const gateway = await gatewayWith(cluster.kubeconfig());
    expect(await gateway.probe('c1')).toMatchObject({ ok: true });
    await cluster.swapCertificate(kind);
    expect(await gateway.probe('c1')).toMatchObject({ ok: false, reason: 'TLS_MISMATCH' });
    await cluster.swapCertificate('original');
    expect(await gateway.probe('c1')).toMatchObject({ ok: true });
  });

  it.each([
    ['503', 'SERVER_ERROR', { status: 503 }],
    ['500', 'SERVER_ERROR', { status: 500 }],
    ['429', 'SERVER_ERROR', { status: 429, retryAfter: 0 }],
    ['a reset', 'CONNECTION_REFUSED', 'reset-before-headers'],
    ['a reset in the body', 'CONNECTION_REFUSED', 'reset-mid-body'],
    ['a cut-off body', 'UNEXPECTED_ANSWER', 'truncate'],
    ['a page of a proxy', 'UNEXPECTED_ANSWER', { status: 200, body: '<html>sign in</html>' }],
    ['JSON that is no Kubernetes', 'UNEXPECTED_ANSWER', { status: 200, body: { hello: 'there' } }],
    ['a list in place of the version', 'UNEXPECTED_ANSWER', { status: 404, body: { kind: 'Other' } }],
  ] as const)('by %s of one call is told as %s', async (_what, reason, fault) => {
    cluster.faults.add({ match: /^\/version/, do: fault });
    expect(await probe()).toMatchObject({ ok: false, reason, missingRights: [] });
  });

  it('is TIMEOUT when the cluster is slow, and its calls are ended', async () => {
    cluster.faults.add({ match: /^\/version/, do: { latencyMs: 60_000 } });
    expect(await probe(undefined, { probe: 150 })).toEqual({
      ok: false,
      reason: 'TIMEOUT',
      message: 'The cluster did not answer all questions within 0.15 s.',
      missingRights: [],
    });
  });

  it('is CONNECTION_REFUSED when nobody listens', async () => {
    const kubeconfig = cluster.kubeconfig();
    await cluster.stop();
    expect(await probe(kubeconfig)).toMatchObject({ ok: false, reason: 'CONNECTION_REFUSED' });
  });

  it('is BAD_KUBECONFIG without a kubeconfig, or with one that cannot be used', async () => {
    expect(await (await gatewayWith('')).probe('unknown')).toMatchObject({ reason: 'BAD_KUBECONFIG' });
    expect(await probe('users: []')).toMatchObject({ ok: false, reason: 'BAD_KUBECONFIG' });
  });

  it('never names the credential', async () => {
    cluster.faults.add({ match: /./, do: { status: 503, body: `Bearer ${cluster.adminToken}` } });
    expect(JSON.stringify(await probe())).not.toContain(cluster.adminToken);
    expect(log.lines.join()).not.toContain(cluster.adminToken);
  });
});

describe('a probe that is not wanted any more', () => {
  it('ends with the reason of its caller', async () => {
    cluster.faults.add({ match: /./, do: { latencyMs: 60_000 } });
    const gateway = await gatewayWith(cluster.kubeconfig());
    const abort = new AbortController();
    const reason = new Error('shutdown');
    const ended = expect(gateway.probe('c1', abort.signal)).rejects.toBe(reason);
    await expect.poll(() => cluster.requests.count()).toBeGreaterThan(0);
    abort.abort(reason);
    await ended;
  });
});
