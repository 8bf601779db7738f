/** Where Portworx runs: it knows its own namespace by a Service. Source: facts 1.10. */
import { ClusterCallFailed } from '../domain/cluster-call.js';
import { PORTWORX_SERVICE } from '../domain/namespace-selection.js';
import { type ClusterApi, METADATA_ONLY } from '../domain/ports/cluster-gateway.js';
import { isJsonMap, jsonMap, unexpected } from './json-shape.js';

const PATH = '/api/v1/services';
const CALL = `GET ${PATH}`;
const QUERY = new URLSearchParams({ fieldSelector: `metadata.name=${PORTWORX_SERVICE}` });

/** None where the credential may not list Services: backups need no such right. @throws ClusterCallFailed */
export async function portworxNamespaces(
  api: ClusterApi,
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  try {
    const body = await api.get(`${PATH}?${QUERY}`, { accept: METADATA_ONLY, ...(signal && { signal }) });
    // An empty list of the API server is `null` in some versions.
    const items = jsonMap(body, CALL).items ?? [];
    if (!Array.isArray(items)) throw unexpected(CALL, 'the answer is no list');
    return new Set(items.map(namespaceOf));
  } catch (error) {
    if (error instanceof ClusterCallFailed && error.kind === 'FORBIDDEN') return new Set();
    throw error;
  }
}

function namespaceOf(item: unknown): string {
  const metadata = isJsonMap(item) ? item.metadata : undefined;
  if (!isJsonMap(metadata) || typeof metadata.namespace !== 'string')
    throw unexpected(CALL, 'a Service has no namespace');
  return metadata.namespace;
}
