import { type Issue, issue } from '../../domain/issue.js';
import type { ClusterApi } from '../../domain/ports/cluster-gateway.js';
import type { ApiKind, GroupVersionKinds } from './api-kind.js';
import { aggregatedGroups } from './discovery-aggregated.js';
import { legacyGroups } from './discovery-legacy.js';

export interface Discovery {
  readonly kinds: readonly ApiKind[];
  /** One per version of a group that does not answer: KIND_UNREADABLE for the API server's own, else API_GROUP_BROKEN. */
  readonly issues: readonly Issue[];
}

/** Groups that serve objects of another group a second time: reading both would store everything twice. */
const MIRRORS: ReadonlyMap<string, readonly string[]> = new Map([
  ['extensions', ['apps', 'networking.k8s.io', 'policy']],
  ['events.k8s.io', ['']],
  ['authorization.openshift.io', ['rbac.authorization.k8s.io']],
]);

/**
 * Every kind that the cluster serves, each once: in the first version, by its group's order, that has it. (A resource may
 * exist only beside the preferred version of its group: AlertmanagerConfig of monitoring.coreos.com does.) Aggregated
 * discovery, two calls; where the server does not speak it, one call per group and version.
 * @throws ClusterCallFailed when discovery as a whole fails
 */
export async function discoverKinds(api: ClusterApi, signal: AbortSignal): Promise<Discovery> {
  const groups = (await aggregatedGroups(api, signal)) ?? (await legacyGroups(api, signal));
  const byGroup = new Map<string, Map<string, ApiKind>>();
  for (const { group, kinds } of groups) {
    const known = byGroup.get(group) ?? new Map<string, ApiKind>();
    byGroup.set(group, known);
    for (const kind of kinds) if (!known.has(kind.resource)) known.set(kind.resource, kind);
  }
  for (const [mirror, originals] of MIRRORS) {
    for (const resource of byGroup.get(mirror)?.keys() ?? []) {
      if (originals.some((group) => byGroup.get(group)?.has(resource))) byGroup.get(mirror)?.delete(resource);
    }
  }
  return {
    kinds: [...byGroup.values()].flatMap((known) => [...known.values()]),
    issues: groups.filter(({ broken }) => broken).map(brokenGroup),
  };
}

/** Groups that the API server serves itself and workloads live in: without them a backup is not whole. The others are somebody's add-on. */
const OWN_GROUPS: ReadonlySet<string> = new Set([
  '',
  'apps',
  'batch',
  'autoscaling',
  'policy',
  'networking.k8s.io',
  'rbac.authorization.k8s.io',
]);

function brokenGroup({ group, version }: GroupVersionKinds): Issue {
  const name = group === '' ? version : `${group}/${version}`;
  return issue(
    OWN_GROUPS.has(group) ? 'KIND_UNREADABLE' : 'API_GROUP_BROKEN',
    { kind: 'RESOURCE_KIND', name },
    `The API ${name} does not answer discovery, so its kinds could not be looked for.`,
  );
}
