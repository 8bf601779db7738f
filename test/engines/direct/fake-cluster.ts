import { ClusterCallFailed, type ClusterCallFailureKind } from '../../../src/domain/cluster-call.js';
import type { ClusterApi, ClusterGetOptions } from '../../../src/domain/ports/cluster-gateway.js';

export interface FakeKind {
  readonly resource: string;
  readonly groupVersion: string;
  readonly kind: string;
  readonly namespaced?: boolean;
  readonly verbs?: readonly string[];
  /** List items carry apiVersion and kind, and the list's metadata comes after its items. */
  readonly custom?: boolean;
}

export interface FakeCall {
  readonly path: string;
  readonly limit: number;
  /** '' on a first page. */
  readonly token: string;
  /** How many calls of this path came before. */
  readonly nth: number;
}

const VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];
const core = (resource: string, kind: string): FakeKind => ({ resource, groupVersion: 'v1', kind });
const clusterScoped = (resource: string, groupVersion: string, kind: string): FakeKind => ({
  resource,
  groupVersion,
  kind,
  namespaced: false,
});

export const KINDS = {
  namespaces: clusterScoped('namespaces', 'v1', 'Namespace'),
  persistentvolumes: clusterScoped('persistentvolumes', 'v1', 'PersistentVolume'),
  storageclasses: clusterScoped('storageclasses', 'storage.k8s.io/v1', 'StorageClass'),
  priorityclasses: clusterScoped('priorityclasses', 'scheduling.k8s.io/v1', 'PriorityClass'),
  ingressclasses: clusterScoped('ingressclasses', 'networking.k8s.io/v1', 'IngressClass'),
  snapshotclasses: clusterScoped(
    'volumesnapshotclasses',
    'snapshot.storage.k8s.io/v1',
    'VolumeSnapshotClass',
  ),
  crds: clusterScoped('customresourcedefinitions', 'apiextensions.k8s.io/v1', 'CustomResourceDefinition'),
  clusterroles: clusterScoped('clusterroles', 'rbac.authorization.k8s.io/v1', 'ClusterRole'),
  clusterrolebindings: clusterScoped(
    'clusterrolebindings',
    'rbac.authorization.k8s.io/v1',
    'ClusterRoleBinding',
  ),
  webhooks: clusterScoped(
    'validatingwebhookconfigurations',
    'admissionregistration.k8s.io/v1',
    'ValidatingWebhookConfiguration',
  ),
  configmaps: core('configmaps', 'ConfigMap'),
  secrets: core('secrets', 'Secret'),
  services: core('services', 'Service'),
  endpoints: core('endpoints', 'Endpoints'),
  pods: core('pods', 'Pod'),
  events: core('events', 'Event'),
  claims: core('persistentvolumeclaims', 'PersistentVolumeClaim'),
  serviceaccounts: core('serviceaccounts', 'ServiceAccount'),
  resourcequotas: core('resourcequotas', 'ResourceQuota'),
  deployments: { resource: 'deployments', groupVersion: 'apps/v1', kind: 'Deployment' },
  replicasets: { resource: 'replicasets', groupVersion: 'apps/v1', kind: 'ReplicaSet' },
  controllerrevisions: {
    resource: 'controllerrevisions',
    groupVersion: 'apps/v1',
    kind: 'ControllerRevision',
  },
  leases: { resource: 'leases', groupVersion: 'coordination.k8s.io/v1', kind: 'Lease' },
  endpointslices: { resource: 'endpointslices', groupVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' },
  ingresses: { resource: 'ingresses', groupVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
  rolebindings: {
    resource: 'rolebindings',
    groupVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
  },
  widgets: { resource: 'widgets', groupVersion: 'shop.example.com/v1', kind: 'Widget', custom: true },
} as const satisfies Record<string, FakeKind>;

/** A Kubernetes API in memory behind the port: discovery, lists with pages and tokens, single objects. */
export class FakeCluster implements ClusterApi {
  readonly calls: FakeCall[] = [];
  discovery: 'aggregated' | 'legacy' = 'aggregated';
  /** Versions of groups whose API does not answer: `metrics.k8s.io/v1beta1`. */
  broken: string[] = [];
  /** The server puts white space between tokens, as it does for browsers. */
  pretty = false;
  /** Sees every call before it is answered: throw to fail it, return bytes to answer in the server's place. */
  onGet: (call: FakeCall, options: ClusterGetOptions) => Buffer | undefined | Promise<Buffer | undefined> =
    () => undefined;
  readonly #kinds: FakeKind[] = [];
  /** Path of the kind's list over the cluster → items in order. */
  readonly #items = new Map<string, { namespace: string; name: string; json: string }[]>();

  constructor(kinds: readonly FakeKind[] = Object.values(KINDS)) {
    for (const kind of kinds) this.serve(kind);
    this.namespace('kube-system');
  }

  serve(kind: FakeKind): this {
    this.#kinds.push(kind);
    this.#items.set(listPath(kind), []);
    return this;
  }

  namespace(...names: string[]): this {
    for (const name of names) this.add(KINDS.namespaces, { metadata: { name, uid: `uid-${name}` } });
    return this;
  }

  /** A namespaced object when the kind is. `rest` overrides and adds fields. */
  object(kind: FakeKind, namespace: string, name: string, rest: Record<string, unknown> = {}): this {
    const { metadata, ...fields } = rest as { metadata?: object };
    const scope = kind.namespaced === false ? {} : { namespace };
    return this.add(kind, { metadata: { name, ...scope, ...metadata }, ...fields });
  }

  add(kind: FakeKind, object: { metadata: { name: string; namespace?: string; uid?: string } }): this {
    const head = kind.custom ? { apiVersion: kind.groupVersion, kind: kind.kind } : {};
    return this.raw(kind, {
      namespace: object.metadata.namespace ?? '',
      name: object.metadata.name,
      json: JSON.stringify({ ...head, ...object }, null, this.pretty ? 2 : 0),
    });
  }

  /** An item as the server would send it, byte for byte. */
  raw(kind: FakeKind, item: { namespace: string; name: string; json: string }): this {
    this.#items.get(listPath(kind))?.push(item);
    return this;
  }

  async get(path: string, options: ClusterGetOptions = {}): Promise<Buffer> {
    options.signal?.throwIfAborted();
    const url = new URL(path, 'https://cluster');
    const call: FakeCall = {
      path: url.pathname,
      limit: Number(url.searchParams.get('limit') ?? 0),
      token: url.searchParams.get('continue') ?? '',
      nth: this.calls.filter((each) => each.path === url.pathname).length,
    };
    this.calls.push(call);
    // A real answer comes later than the call: nothing may rely on it being at hand.
    await new Promise((resolve) => setImmediate(resolve));
    options.signal?.throwIfAborted();
    const answer =
      (await this.onGet(call, options)) ??
      Buffer.from(this.#discover(call.path, options) ?? this.#list(call) ?? this.#single(call.path));
    if (answer.length > (options.maxBytes ?? Number.POSITIVE_INFINITY)) throw failure('MALFORMED', path);
    return answer;
  }

  async send(): Promise<never> {
    throw new Error('nothing is written to the cluster that is backed up');
  }

  async post(): Promise<Buffer> {
    throw failure('REFUSED', 'POST');
  }

  watch(): AsyncIterable<string> {
    throw new Error('nobody watches here');
  }

  async exec(): Promise<never> {
    throw new Error('an engine runs no commands');
  }

  /** Paths asked for, each once, in the order of the first call. */
  paths(): string[] {
    return [...new Set(this.calls.map(({ path }) => path))];
  }

  #discover(path: string, { accept = '' }: ClusterGetOptions): string | undefined {
    if (accept.includes('APIGroupDiscoveryList') && this.discovery === 'aggregated') {
      if (path === '/api') return this.#aggregated((group) => group === '');
      if (path === '/apis') return this.#aggregated((group) => group !== '');
    }
    if (path === '/api') return JSON.stringify({ kind: 'APIVersions', versions: ['v1'] });
    if (path === '/apis') return this.#legacyGroups();
    const groupVersion = path.replace(/^[/]apis?[/]/, '');
    if (this.broken.includes(groupVersion)) throw failure('SERVER_ERROR', path, { status: 503 });
    const kinds = this.#kinds.filter((kind) => kind.groupVersion === groupVersion);
    return kinds.length === 0 ? undefined : this.#legacyResources(groupVersion, kinds);
  }

  #aggregated(wanted: (group: string) => boolean): string {
    const groups = new Map<string, object[]>();
    for (const groupVersion of new Set([...this.#kinds.map((kind) => kind.groupVersion), ...this.broken])) {
      const { group, version } = parts(groupVersion);
      const resources = this.#kinds.filter((kind) => kind.groupVersion === groupVersion);
      const broken = this.broken.includes(groupVersion);
      const entry = broken
        ? { version, freshness: 'Stale' }
        : { version, freshness: 'Current', resources: resources.map((kind) => discovered(kind, group)) };
      groups.set(group, [...(groups.get(group) ?? []), entry]);
    }
    const items = [...groups].filter(([group]) => wanted(group));
    return JSON.stringify({
      kind: 'APIGroupDiscoveryList',
      apiVersion: 'apidiscovery.k8s.io/v2',
      items: items.map(([name, versions]) => ({ metadata: name === '' ? {} : { name }, versions })),
    });
  }

  #legacyGroups(): string {
    const names = new Set([...this.#kinds.map((kind) => kind.groupVersion), ...this.broken]);
    const groups = Map.groupBy(
      [...names].filter((name) => name.includes('/')),
      (name) => parts(name).group,
    );
    return JSON.stringify({
      kind: 'APIGroupList',
      groups: [...groups].map(([name, groupVersions]) => ({
        name,
        versions: groupVersions.map((groupVersion) => ({
          groupVersion,
          version: parts(groupVersion).version,
        })),
        preferredVersion: { version: parts(groupVersions[0] ?? '').version },
      })),
    });
  }

  #legacyResources(groupVersion: string, kinds: readonly FakeKind[]): string {
    const resources = kinds.flatMap(({ resource, kind, namespaced = true, verbs = VERBS }) => [
      { name: resource, kind, namespaced, verbs },
      { name: `${resource}/status`, kind, namespaced, verbs: ['get'] },
    ]);
    return JSON.stringify({ kind: 'APIResourceList', groupVersion, resources });
  }

  #list({ path, limit, token }: FakeCall): string | undefined {
    const within = /^(.*)[/]namespaces[/]([^/]+)[/]([^/]+)$/.exec(path);
    const all = this.#items.get(within ? `${within[1]}/${within[3]}` : path);
    const kind = this.#kinds.find((each) => listPath(each) === (within ? `${within[1]}/${within[3]}` : path));
    if (all === undefined || kind === undefined) return undefined;
    const items = within
      ? all.filter(({ namespace }) => namespace === decodeURIComponent(within[2] ?? ''))
      : all;
    const from = Number(token.split('@')[0] || 0);
    const page = items.slice(from, limit === 0 ? undefined : from + limit);
    const left = items.length - from - page.length;
    const metadata = {
      resourceVersion: '4711',
      ...(left > 0 ? { continue: `${from + page.length}@4711`, remainingItemCount: left } : {}),
    };
    const space = this.pretty ? '\n  ' : '';
    const body = `${space}"items":[${page.map(({ json }) => json).join(`,${space}`)}${space}]`;
    const head = `"kind":"${kind.kind}List","apiVersion":"${kind.groupVersion}"`;
    return kind.custom
      ? `{${body},${head},"metadata":${JSON.stringify(metadata)}}\n`
      : `{${head},"metadata":${JSON.stringify(metadata)},${body}}\n`;
  }

  #single(path: string): string {
    const at = path.lastIndexOf('/');
    const kind = this.#kinds.find((each) => listPath(each) === path.slice(0, at));
    const name = decodeURIComponent(path.slice(at + 1));
    const item = this.#items.get(path.slice(0, at))?.find((each) => each.name === name);
    if (kind === undefined || item === undefined) throw failure('NOT_FOUND', path, { status: 404 });
    const head = kind.custom ? '' : `"kind":"${kind.kind}","apiVersion":"${kind.groupVersion}",`;
    return `{${head}${item.json.slice(1)}`;
  }
}

export function failure(
  kind: ClusterCallFailureKind,
  path = '/api/v1/pods',
  more: { status?: number; continueToken?: string } = {},
): ClusterCallFailed {
  return new ClusterCallFailed(`the fake cluster says ${kind}`, { kind, call: `GET ${path}`, ...more });
}

export function listPath({ groupVersion, resource }: FakeKind, namespace?: string): string {
  const base = groupVersion.includes('/') ? `/apis/${groupVersion}` : `/api/${groupVersion}`;
  return namespace === undefined ? `${base}/${resource}` : `${base}/namespaces/${namespace}/${resource}`;
}

function parts(groupVersion: string): { group: string; version: string } {
  const [first = '', second] = groupVersion.split('/');
  return second === undefined ? { group: '', version: first } : { group: first, version: second };
}

function discovered({ resource, kind, namespaced = true, verbs = VERBS }: FakeKind, group: string): object {
  return {
    resource,
    responseKind: { group, kind },
    scope: namespaced ? 'Namespaced' : 'Cluster',
    verbs,
    subresources: [{ subresource: 'status', verbs: ['get', 'patch'] }],
  };
}
