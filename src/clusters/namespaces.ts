/** What namespaces a cluster has, by their metadata alone. */
import { ClusterCallFailed } from '../domain/cluster-call.js';
import { InvalidInput } from '../domain/errors/request-errors.js';
import { isNamespaceName } from '../domain/names.js';
import { type ClusterApi, METADATA_ONLY, type ObservedNamespace } from '../domain/ports/cluster-gateway.js';
import { AnsweredStatus } from './api-status.js';
import { isJsonMap, type JsonMap, jsonMap, unexpected } from './json-shape.js';

const PATH = '/api/v1/namespaces';
const CALL = `GET ${PATH}`;
const PAGE = 500;

/** Pages of 500; a list that expires on the way (410) is begun again once. @throws ClusterCallFailed */
export async function listNamespaces(
  api: ClusterApi,
  signal?: AbortSignal,
  labelSelector?: string,
): Promise<ObservedNamespace[]> {
  try {
    return await listOnce(api, signal, labelSelector);
  } catch (error) {
    if (!(error instanceof ClusterCallFailed) || error.kind !== 'EXPIRED') throw error;
    return await listOnce(api, signal, labelSelector);
  }
}

/**
 * Undefined only when a Kubernetes API says that this very namespace does not exist: a proxy's 404 says nothing.
 * @throws ClusterCallFailed; InvalidInput for what is no DNS label
 */
export async function readNamespace(
  api: ClusterApi,
  name: string,
  signal?: AbortSignal,
): Promise<ObservedNamespace | undefined> {
  if (!isNamespaceName(name)) throw new InvalidInput([{ path: 'namespace', message: 'is no DNS label' }]);
  const call = `${CALL}/${name}`;
  try {
    const body = jsonMap(await api.get(`${PATH}/${name}`, signal ? { signal } : {}), call);
    const namespace = body.kind === 'Namespace' ? observed(body, call) : undefined;
    if (namespace?.name === name) return namespace;
    throw unexpected(call, 'the answer is not the namespace that was asked for');
  } catch (error) {
    if (!(error instanceof ClusterCallFailed) || error.kind !== 'NOT_FOUND') throw error;
    if (saysItIsGone(error, name)) return undefined;
    const message = `${call}: something answered 404 that does not speak of the namespace.`;
    throw new ClusterCallFailed(message, { kind: 'MALFORMED', call, status: 404 }, { cause: error });
  }
}

function saysItIsGone(error: ClusterCallFailed, name: string): boolean {
  const { cause } = error;
  if (!(cause instanceof AnsweredStatus)) return false;
  return cause.reason === 'NotFound' && cause.subject.kind === 'namespaces' && cause.subject.name === name;
}

async function listOnce(
  api: ClusterApi,
  signal: AbortSignal | undefined,
  labelSelector: string | undefined,
): Promise<ObservedNamespace[]> {
  const selected = labelSelector === undefined ? '' : `&labelSelector=${encodeURIComponent(labelSelector)}`;
  const found: ObservedNamespace[] = [];
  const seen = new Set<string>();
  let token = '';
  do {
    seen.add(token);
    const from = token === '' ? '' : `&continue=${encodeURIComponent(token)}`;
    const query = `limit=${PAGE}${selected}${from}`;
    const body = await api.get(`${PATH}?${query}`, { accept: METADATA_ONLY, ...(signal && { signal }) });
    const page = jsonMap(body, CALL);
    found.push(...itemsOf(page));
    token = continueToken(page);
    if (token !== '' && seen.has(token)) throw unexpected(CALL, 'the list goes round in a circle');
  } while (token !== '');
  return found;
}

function itemsOf(page: JsonMap): ObservedNamespace[] {
  // An empty list of the API server is `null` in some versions.
  const items = page.items ?? [];
  if (!Array.isArray(items) || typeof page.kind !== 'string' || !page.kind.endsWith('List')) {
    throw unexpected(CALL, 'the answer is no list');
  }
  return items.map((item) => observed(item, CALL));
}

function continueToken(page: JsonMap): string {
  const token = isJsonMap(page.metadata) ? page.metadata.continue : undefined;
  return typeof token === 'string' ? token : '';
}

function observed(item: unknown, call: string): ObservedNamespace {
  const metadata = isJsonMap(item) ? item.metadata : undefined;
  if (!isJsonMap(metadata)) throw unexpected(call, 'a namespace has no metadata');
  const { name, uid, labels, creationTimestamp, deletionTimestamp } = metadata;
  const createdAt = new Date(typeof creationTimestamp === 'string' ? creationTimestamp : Number.NaN);
  if (typeof name !== 'string' || typeof uid !== 'string' || Number.isNaN(createdAt.getTime())) {
    throw unexpected(call, 'a namespace has no name, uid or date');
  }
  return {
    name,
    uid,
    terminating: deletionTimestamp !== undefined && deletionTimestamp !== null,
    labels: labelsOf(labels),
    createdAt,
  };
}

function labelsOf(labels: unknown): Readonly<Record<string, string>> {
  if (!isJsonMap(labels)) return {};
  return Object.fromEntries(
    Object.entries(labels).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
