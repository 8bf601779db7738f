/** Which pods there are, as far as somebody must know who runs commands in them. */
import { ClusterCallFailed } from '../domain/cluster-call.js';
import type { ClusterApi, ObservedPod, PodsWanted } from '../domain/ports/cluster-gateway.js';
import { isJsonMap, type JsonMap, jsonMap, unexpected } from './json-shape.js';

const PAGE = 500;
/** More namespaces than this are looked for in one list over the cluster, where that is allowed. */
const MAX_SINGLE_LISTS = 10;

/** By namespace, then by name. @throws ClusterCallFailed */
export async function listPods(
  api: ClusterApi,
  wanted: PodsWanted,
  signal?: AbortSignal,
): Promise<readonly ObservedPod[]> {
  const found = 'name' in wanted ? await named(api, wanted, signal) : await selected(api, wanted, signal);
  return found.toSorted((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name));
}

async function named(
  api: ClusterApi,
  { namespaces, name }: Extract<PodsWanted, { name: string }>,
  signal: AbortSignal | undefined,
): Promise<readonly ObservedPod[]> {
  const found: ObservedPod[] = [];
  for (const namespace of namespaces) {
    const path = `${pathOf(namespace)}/${encodeURIComponent(name)}`;
    try {
      found.push(
        observed(jsonMap(await api.get(path, signal ? { signal } : {}), `GET ${path}`), `GET ${path}`),
      );
    } catch (error) {
      if (!(error instanceof ClusterCallFailed) || error.kind !== 'NOT_FOUND') throw error;
    }
  }
  return found;
}

async function selected(
  api: ClusterApi,
  { namespaces, selector }: Extract<PodsWanted, { selector: string }>,
  signal: AbortSignal | undefined,
): Promise<readonly ObservedPod[]> {
  if (namespaces.length > MAX_SINGLE_LISTS) {
    const asked = new Set(namespaces);
    try {
      const all = await list(api, { path: '/api/v1/pods', selector, signal });
      return all.filter(({ namespace }) => asked.has(namespace));
    } catch (error) {
      if (!(error instanceof ClusterCallFailed) || error.kind !== 'FORBIDDEN') throw error;
    }
  }
  const found: ObservedPod[] = [];
  for (const namespace of namespaces) {
    found.push(...(await list(api, { path: pathOf(namespace), selector, signal })));
  }
  return found;
}

interface PodList {
  readonly path: string;
  readonly selector: string;
  readonly signal: AbortSignal | undefined;
}

async function list(api: ClusterApi, { path, selector, signal }: PodList): Promise<readonly ObservedPod[]> {
  const call = `GET ${path}`;
  const found: ObservedPod[] = [];
  let token = '';
  do {
    const query = new URLSearchParams({ limit: String(PAGE), labelSelector: selector });
    if (token !== '') query.set('continue', token);
    const page = jsonMap(await api.get(`${path}?${query}`, signal ? { signal } : {}), call);
    const items = page.items ?? [];
    if (!Array.isArray(items)) throw unexpected(call, 'the answer is no list');
    found.push(...items.map((item) => observed(item, call)));
    const following = isJsonMap(page.metadata) ? page.metadata.continue : undefined;
    if (following === token && token !== '') throw unexpected(call, 'the list goes round in a circle');
    token = typeof following === 'string' ? following : '';
  } while (token !== '');
  return found;
}

function observed(item: unknown, call: string): ObservedPod {
  const { metadata, spec, status } = isJsonMap(item) ? item : ({} as JsonMap);
  const { name, namespace } = isJsonMap(metadata) ? metadata : ({} as JsonMap);
  if (typeof name !== 'string' || typeof namespace !== 'string')
    throw unexpected(call, 'a pod has no name or namespace');
  const containers = isJsonMap(spec) && Array.isArray(spec.containers) ? spec.containers : [];
  return {
    name,
    namespace,
    running: isJsonMap(status) && status.phase === 'Running',
    containers: containers.flatMap((each) =>
      isJsonMap(each) && typeof each.name === 'string' ? [each.name] : [],
    ),
  };
}

function pathOf(namespace: string): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
