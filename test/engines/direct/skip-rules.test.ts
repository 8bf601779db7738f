import { describe, expect, it } from 'vitest';
import { KIND_RULES, OBJECT_RULES } from '../../../src/engines/direct/skip-rules.js';
import { capture } from './engine-run.js';
import { FakeCluster, type FakeKind, failure, KINDS } from './fake-cluster.js';

const owner = (kind: string, apiVersion: string, controller = true) => ({
  ownerReferences: [{ apiVersion, kind, name: 'owner', uid: 'u', controller }],
});

interface Case {
  readonly rule: string;
  readonly kind: FakeKind;
  readonly name?: string;
  readonly skipped: Record<string, unknown>;
  /** The same but for one thing: it is kept. */
  readonly kept: Record<string, unknown> & { name?: string };
}

const TOKEN = 'kubernetes.io/service-account-token';
const account = (name: string) => ({ annotations: { 'kubernetes.io/service-account.name': name } });

const CASES: readonly Case[] = [
  {
    rule: 'EXCLUDED_BY_LABEL',
    kind: KINDS.configmaps,
    skipped: { metadata: { labels: { 'velero.io/exclude-from-backup': 'true' } } },
    kept: { metadata: { labels: { 'velero.io/exclude-from-backup': 'false' } } },
  },
  {
    rule: 'EXCLUDED_BY_LABEL',
    kind: KINDS.widgets,
    skipped: { metadata: { labels: { 'holdfast.io/exclude': 'true' } } },
    kept: { metadata: { labels: { 'other.io/exclude': 'true' } } },
  },
  {
    rule: 'EXCLUDED_BY_ANNOTATION',
    kind: KINDS.secrets,
    skipped: { metadata: { annotations: { 'stork.libopenstorage.org/skip-resource': 'true' } } },
    kept: { metadata: { labels: { 'stork.libopenstorage.org/skip-resource': 'true' } } },
  },
  {
    rule: 'EXCLUDED_BY_ANNOTATION',
    kind: KINDS.claims,
    skipped: { metadata: { annotations: { 'holdfast.io/exclude': 'true' } } },
    kept: { data: { annotations: { 'holdfast.io/exclude': 'true' } } },
  },
  {
    rule: 'BEING_DELETED',
    kind: KINDS.configmaps,
    skipped: { metadata: { deletionTimestamp: '2026-11-20T09:50:37Z' } },
    kept: { metadata: { deletionTimestamp: null } },
  },
  {
    rule: 'OWNED_BY_CONTROLLER',
    kind: KINDS.replicasets,
    skipped: { metadata: owner('Deployment', 'apps/v1') },
    kept: { metadata: owner('Deployment', 'apps/v1', false) },
  },
  {
    rule: 'OWNED_BY_CONTROLLER',
    kind: KINDS.deployments,
    skipped: { metadata: owner('Widget', 'shop.example.com/v1alpha1') },
    kept: { metadata: owner('Widget', 'strange.example.com/v1') },
  },
  {
    rule: 'OWNED_BY_CONTROLLER',
    kind: KINDS.pods,
    skipped: { metadata: owner('ReplicaSet', 'apps/v1') },
    kept: { metadata: owner('Node', 'v1') },
  },
  {
    rule: 'COMPUTED_ENDPOINTS',
    kind: KINDS.endpoints,
    skipped: { metadata: owner('Whatever', 'v9', false) },
    kept: {},
  },
  {
    rule: 'COMPUTED_ENDPOINTS',
    kind: KINDS.endpoints,
    name: 'selecting',
    skipped: {},
    kept: { name: 'selectorless' },
  },
  {
    rule: 'CLUSTER_CA',
    kind: KINDS.configmaps,
    name: 'kube-root-ca.crt',
    skipped: {},
    kept: { name: 'my-ca.crt' },
  },
  { rule: 'CLUSTER_CA', kind: KINDS.configmaps, name: 'openshift-service-ca.crt', skipped: {}, kept: {} },
  {
    rule: 'DEFAULT_SERVICE_ACCOUNT',
    kind: KINDS.serviceaccounts,
    name: 'default',
    skipped: {},
    kept: { name: 'robot' },
  },
  {
    rule: 'DEFAULT_SERVICE_ACCOUNT',
    kind: KINDS.serviceaccounts,
    name: 'default',
    skipped: {
      secrets: [{ name: 'default-token-abcde' }],
      imagePullSecrets: [{ name: 'default-dockercfg-x2y4z' }],
    },
    kept: { imagePullSecrets: [{ name: 'registry' }], name: 'default' },
  },
  {
    rule: 'DEFAULT_SERVICE_ACCOUNT',
    kind: KINDS.serviceaccounts,
    name: 'default',
    skipped: {},
    kept: { automountServiceAccountToken: false, name: 'default' },
  },
  {
    rule: 'DEFAULT_SERVICE_ACCOUNT',
    kind: KINDS.serviceaccounts,
    name: 'default',
    skipped: {},
    kept: { metadata: { annotations: { 'eks.amazonaws.com/role-arn': 'x' } }, name: 'default' },
  },
  {
    rule: 'AUTOMATIC_TOKEN',
    kind: KINDS.secrets,
    name: 'robot-token-x7k2p',
    skipped: { type: TOKEN, metadata: account('robot') },
    kept: { type: TOKEN, metadata: account('robot'), name: 'robot-token' },
  },
  {
    rule: 'AUTOMATIC_TOKEN',
    kind: KINDS.secrets,
    name: 'default-token-x7k2p',
    skipped: { type: TOKEN, metadata: account('default') },
    kept: { type: 'Opaque', metadata: account('default'), name: 'default-token-x7k2p' },
  },
  {
    rule: 'AUTOMATIC_TOKEN',
    kind: KINDS.secrets,
    name: 'builder-dockercfg-x7k2p',
    skipped: { type: 'kubernetes.io/dockercfg' },
    kept: { type: 'kubernetes.io/dockercfg', name: 'registry' },
  },
  {
    rule: 'GKE_QUOTA',
    kind: KINDS.resourcequotas,
    name: 'gke-resource-quotas',
    skipped: {},
    kept: { name: 'team-quota' },
  },
];

function world(): FakeCluster {
  return new FakeCluster()
    .namespace('skipping', 'keeping')
    .object(KINDS.services, 'skipping', 'selecting', { spec: { selector: { app: 'web' } } })
    .object(KINDS.services, 'keeping', 'selectorless', { spec: { ports: [] } });
}

describe('what a backup leaves out', () => {
  it.each(CASES)('$rule: $kind.resource $name', async ({ kind, name = 'thing', skipped, kept }) => {
    const { name: keptName = 'thing', ...keptFields } = kept;
    const cluster = world()
      .object(kind, 'skipping', name, skipped)
      .object(kind, 'keeping', keptName, keptFields);
    const { objects } = await capture(cluster, ['skipping', 'keeping']);
    const found = objects
      .filter(({ line }) => line.includes(`"kind":"${kind.kind}"`))
      .map(({ namespace, name: each }) => `${namespace}/${each}`);
    expect(found).toEqual([`keeping/${keptName}`]);
  });

  it('tries every rule of the table', () => {
    expect(new Set(CASES.map(({ rule }) => rule))).toEqual(new Set(OBJECT_RULES.map(({ id }) => id)));
  });

  it('gives a reason for every rule, as a sentence', () => {
    for (const { id, reason } of [...KIND_RULES, ...OBJECT_RULES])
      expect(reason, id).toMatch(/^[A-Z].{20,}[.]$/);
  });

  it.each([
    KINDS.events,
    { resource: 'events', groupVersion: 'events.k8s.io/v1', kind: 'Event' },
    KINDS.leases,
    KINDS.endpointslices,
    KINDS.controllerrevisions,
    { resource: 'csistoragecapacities', groupVersion: 'storage.k8s.io/v1', kind: 'CSIStorageCapacity' },
    { resource: 'pods', groupVersion: 'metrics.k8s.io/v1beta1', kind: 'PodMetrics' },
    { resource: 'bindings', groupVersion: 'v1', kind: 'Binding', verbs: ['create'] },
    { resource: 'readonlies', groupVersion: 'shop.example.com/v1', kind: 'ReadOnly', verbs: ['list', 'get'] },
  ])('does not even list $groupVersion $resource', async (kind: FakeKind) => {
    const cluster = new FakeCluster([KINDS.namespaces, KINDS.configmaps, kind])
      .namespace('shop')
      .object(kind, 'shop', 'thing');
    const { names } = await capture(cluster, ['shop']);
    expect(names).toEqual(['namespaces /shop']);
    expect(cluster.paths().filter((path) => path.includes(kind.resource))).toEqual([]);
  });

  it.each([KINDS.claims, KINDS.secrets, KINDS.configmaps])(
    'keeps $resource though a controller in the backup owns them',
    async (kind) => {
      const cluster = world().object(kind, 'keeping', 'made', {
        metadata: owner('Widget', 'shop.example.com/v1'),
      });
      const { names } = await capture(cluster, ['keeping']);
      expect(names).toContain(`${kind.resource} keeping/made`);
    },
  );

  it('keeps the dependents of owners that nobody may read, once each', async () => {
    const cluster = world()
      .object(KINDS.deployments, 'keeping', 'web')
      .object(KINDS.replicasets, 'keeping', 'web-1', { metadata: owner('Deployment', 'apps/v1') })
      .object(KINDS.replicasets, 'keeping', 'bare')
      .object(KINDS.replicasets, 'keeping', 'opted-out', {
        metadata: { ...owner('Deployment', 'apps/v1'), labels: { 'holdfast.io/exclude': 'true' } },
      })
      .object(KINDS.pods, 'keeping', 'web-1-a', { metadata: owner('ReplicaSet', 'apps/v1') });
    cluster.onGet = ({ path }) => {
      if (path.endsWith('/deployments')) throw failure('FORBIDDEN', path, { status: 403 });
      return undefined;
    };
    const { names, codes, captured } = await capture(cluster, ['keeping']);
    expect(names.filter((name) => name.includes('replicasets'))).toEqual([
      'replicasets.apps keeping/bare',
      'replicasets.apps keeping/web-1',
    ]);
    expect(names.filter((name) => name.startsWith('pods'))).toEqual([]);
    expect(codes()).toEqual(['KIND_UNREADABLE deployments.apps']);
    expect(captured.resources.find(({ resource }) => resource === 'replicasets.apps')?.objects).toBe(2);
  });

  it('reads dependents again only where the owners could not be read', async () => {
    const cluster = world();
    for (const namespace of ['keeping', 'skipping']) {
      cluster.object(KINDS.replicasets, namespace, 'web-1', { metadata: owner('Deployment', 'apps/v1') });
    }
    cluster.onGet = ({ path }) => {
      if (path === '/apis/apps/v1/deployments' || path.includes('keeping/deployments')) {
        throw failure('FORBIDDEN', path, { status: 403 });
      }
      return undefined;
    };
    const { names } = await capture(cluster, ['keeping', 'skipping']);
    expect(names.filter((name) => name.includes('replicasets'))).toEqual(['replicasets.apps keeping/web-1']);
  });
});
