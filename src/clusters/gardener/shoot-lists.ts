/** Lists of a garden, page by page: all of it or none of it. */
import { ClusterCallFailed } from '../../domain/cluster-call.js';
import type { ClusterApi } from '../../domain/ports/cluster-gateway.js';
import type { ObservedShoot } from '../../domain/shoot.js';
import { isJsonMap, type JsonMap, jsonMap, unexpected } from '../json-shape.js';
import { observedShoot } from './shoot-answer.js';

export const GARDEN_API = '/apis/core.gardener.cloud/v1beta1';
/** Whole shoots, of some ten KiB each: metadata alone says nothing of hibernation. */
const PAGE = 250;

export interface ListOptions {
  readonly labelSelector: string | null;
  readonly signal: AbortSignal;
}

/** @param namespace undefined: of the whole garden. @throws ClusterCallFailed */
export async function listShoots(
  api: ClusterApi,
  namespace: string | undefined,
  options: ListOptions,
): Promise<readonly ObservedShoot[]> {
  const path = namespace === undefined ? `${GARDEN_API}/shoots` : `${shootsPath(namespace)}`;
  const items = await listAll(api, path, options);
  return items.map((item) => observedShoot(item, `GET ${path}`));
}

export function shootsPath(namespace: string): string {
  return `${GARDEN_API}/namespaces/${encodeURIComponent(namespace)}/shoots`;
}

/** Namespaces of the projects that the credential may list. @throws ClusterCallFailed */
export async function listProjectNamespaces(
  api: ClusterApi,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const projects = await listAll(api, `${GARDEN_API}/projects`, { labelSelector: null, signal });
  const namespaces = projects.map(namespaceOfProject).filter((each) => each !== undefined);
  return [...new Set(namespaces)].sort();
}

/** Undefined: the project has none yet. */
export function namespaceOfProject(project: unknown): string | undefined {
  const spec = isJsonMap(project) ? project.spec : undefined;
  const namespace = isJsonMap(spec) ? spec.namespace : undefined;
  return typeof namespace === 'string' && namespace !== '' ? namespace : undefined;
}

/** A list that expires on the way (410) is begun again once. */
async function listAll(api: ClusterApi, path: string, options: ListOptions): Promise<readonly unknown[]> {
  try {
    return await listOnce(api, path, options);
  } catch (error) {
    if (!(error instanceof ClusterCallFailed) || error.kind !== 'EXPIRED') throw error;
    return await listOnce(api, path, options);
  }
}

async function listOnce(
  api: ClusterApi,
  path: string,
  { labelSelector, signal }: ListOptions,
): Promise<readonly unknown[]> {
  const call = `GET ${path}`;
  const selected = labelSelector === null ? '' : `&labelSelector=${encodeURIComponent(labelSelector)}`;
  const found: unknown[] = [];
  const seen = new Set<string>();
  let token = '';
  do {
    seen.add(token);
    const from = token === '' ? '' : `&continue=${encodeURIComponent(token)}`;
    const page = jsonMap(await api.get(`${path}?limit=${PAGE}${selected}${from}`, { signal }), call);
    found.push(...itemsOf(page, call));
    token = continueToken(page);
    if (token !== '' && seen.has(token)) throw unexpected(call, 'the list goes round in a circle');
  } while (token !== '');
  return found;
}

function itemsOf(page: JsonMap, call: string): readonly unknown[] {
  // An empty list of an API server is `null` in some versions.
  const items = page.items ?? [];
  if (Array.isArray(items) && typeof page.kind === 'string' && page.kind.endsWith('List')) return items;
  throw unexpected(call, 'the answer is no list');
}

function continueToken(page: JsonMap): string {
  const token = isJsonMap(page.metadata) ? page.metadata.continue : undefined;
  return typeof token === 'string' ? token : '';
}
