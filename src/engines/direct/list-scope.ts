import type { ClusterApi } from '../../domain/ports/cluster-gateway.js';
import { failureOfOneKind } from './failure-rules.js';
import { parseListPage } from './list-page.js';
import { MARKS_OF_INTEREST } from './skip-rules.js';

/** From this share of the cluster's namespaces on, one filtered list over all of them is the smaller load (facts 2.7). */
const CLUSTER_WIDE_SHARE = 0.2;

export function isWorthOneList(namespaces: number, ofAll: number): boolean {
  return namespaces / ofAll > CLUSTER_WIDE_SHARE;
}

/** How many namespaces the cluster has, from the count beside the first one; Infinity (no cluster-wide lists) when it does not tell. */
export async function countNamespaces(api: ClusterApi, signal: AbortSignal): Promise<number> {
  const path = '/api/v1/namespaces';
  try {
    const page = parseListPage(await api.get(`${path}?limit=1`, { signal }), path, MARKS_OF_INTEREST);
    if (page.continueToken === '') return Math.max(1, page.items.length);
    return page.remainingItemCount === null
      ? Number.POSITIVE_INFINITY
      : page.items.length + page.remainingItemCount;
  } catch (error) {
    failureOfOneKind(error, signal);
    return Number.POSITIVE_INFINITY;
  }
}
