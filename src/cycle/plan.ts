/** PLAN: which of the requested namespaces exist now, with their UIDs. Frozen for the whole run. */
import pLimit from 'p-limit';
import type { CyclePlan, MissingNamespace, PlannedNamespace } from '../domain/backup.js';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import {
  isOptedOutNamespace,
  isSystemNamespace,
  type NamespaceSelection,
} from '../domain/namespace-selection.js';
import type { ClusterGateway, ObservedNamespace } from '../domain/ports/cluster-gateway.js';

/** Each look asks the database for the credential too: thousands at once would keep the lease from being renewed. */
const LOOKS_AT_ONCE = 4;

/** Namespaces by name; undefined: the cluster said 404. */
export type NamespaceSight = ReadonlyMap<string, ObservedNamespace | undefined>;

/** What is asked of clusters. */
type Looking = Pick<ClusterGateway, 'namespace' | 'namespaces' | 'systemNamespaces'>;

/** A selection of namespaces; of virtual machines: plan-machines.ts. */
export type SelectionOfNamespaces = Exclude<NamespaceSelection, { readonly kind: 'VIRTUAL_MACHINES' }>;

/**
 * What a selection means now. A named list is looked at name by name; a selector and "all" are what the cluster lists
 * (system namespaces left out), so nothing of them can be missing.
 * @throws ClusterCallFailed
 */
export async function lookAtSelection(
  clusters: Looking,
  clusterId: string,
  selection: SelectionOfNamespaces,
  signal: AbortSignal,
): Promise<{ readonly requested: readonly string[]; readonly sight: NamespaceSight }> {
  if (selection.kind === 'NAMED') {
    return {
      requested: selection.names,
      sight: await lookAtNamespaces(clusters, clusterId, selection.names, signal),
    };
  }
  const selector = selection.kind === 'LABELS' ? selection.selector : undefined;
  const [listed, system] = await Promise.all([
    clusters.namespaces(clusterId, signal, selector),
    clusters.systemNamespaces(clusterId, signal),
  ]);
  const chosen = listed.filter(
    ({ name, labels, terminating }) =>
      !terminating && !isSystemNamespace(name, system) && !isOptedOutNamespace(labels),
  );
  return {
    requested: chosen.map((each) => each.name).sort(),
    sight: new Map(chosen.map((each) => [each.name, each])),
  };
}

/** Pure: 404 or Terminating is missing; everything else that exists is included. */
export function makePlan(requested: readonly string[], sight: NamespaceSight): CyclePlan {
  const included: PlannedNamespace[] = [];
  const missing: MissingNamespace[] = [];
  for (const name of requested) {
    const seen = sight.get(name);
    if (seen === undefined) missing.push({ name, reason: 'not found' });
    else if (seen.terminating) missing.push({ name, reason: 'Terminating' });
    else included.push({ name, uid: seen.uid });
  }
  return { included, missing };
}

/**
 * Looks at the given namespaces: one list, and every name that is not on it is asked for by itself, so that only the
 * cluster's own 404 makes a namespace missing. Where the list is forbidden, each name is asked for.
 * @throws ClusterCallFailed for a 403, a time-out or a broken connection: those are not "missing" (S21)
 */
export async function lookAtNamespaces(
  clusters: Pick<ClusterGateway, 'namespace' | 'namespaces'>,
  clusterId: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<NamespaceSight> {
  const listed = await listWhereAllowed(clusters, clusterId, signal);
  const sight = new Map<string, ObservedNamespace | undefined>();
  const limit = pLimit(LOOKS_AT_ONCE);
  const look = async (name: string) => {
    signal.throwIfAborted();
    return clusters.namespace(clusterId, name, signal);
  };
  await Promise.all(
    names.map(async (name) => {
      sight.set(name, listed.get(name) ?? (await limit(look, name)));
    }),
  );
  return sight;
}

async function listWhereAllowed(
  clusters: Pick<ClusterGateway, 'namespaces'>,
  clusterId: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ObservedNamespace>> {
  try {
    const all = await clusters.namespaces(clusterId, signal);
    return new Map(all.map((each) => [each.name, each]));
  } catch (error) {
    if (error instanceof ClusterCallFailed && error.kind === 'FORBIDDEN') return new Map();
    throw error;
  }
}
