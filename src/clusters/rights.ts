/** The rights that backups need, and how a cluster is asked whether the credential has them. */
import type { ClusterRight } from '../domain/cluster.js';
import type { ClusterApi } from '../domain/ports/cluster-gateway.js';
import { isJsonMap, jsonMap, unexpected } from './json-shape.js';

/**
 * Without these nothing can be backed up. Cluster-wide: with rights in single namespaces only, a namespace that was deleted answers
 * 403 instead of 404, and nobody could tell "missing" from "not allowed" (design 5, plan).
 */
export const REQUIRED_RIGHTS: readonly ClusterRight[] = [
  { verb: 'get', resource: 'namespaces' },
  { verb: 'list', resource: 'namespaces' },
];

/** Without these volumes have no snapshots: each backup says so. */
const SNAPSHOT_RIGHTS: readonly ClusterRight[] = [
  { verb: 'create', resource: 'volumesnapshots.snapshot.storage.k8s.io' },
  { verb: 'delete', resource: 'volumesnapshots.snapshot.storage.k8s.io' },
  { verb: 'patch', resource: 'volumesnapshotcontents.snapshot.storage.k8s.io' },
  { verb: 'delete', resource: 'volumesnapshotcontents.snapshot.storage.k8s.io' },
];

/** Without these some kinds may be unreadable, which each backup tells by their names; a curated role can still be enough. */
export const WANTED_RIGHTS: readonly ClusterRight[] = [
  { verb: 'get', resource: '*.*' },
  { verb: 'list', resource: '*.*' },
  ...SNAPSHOT_RIGHTS,
];

const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/** @throws ClusterCallFailed */
export async function hasRight(api: ClusterApi, right: ClusterRight, signal: AbortSignal): Promise<boolean> {
  const [resource = '', ...group] = right.resource.split('.');
  const review = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes: { verb: right.verb, group: group.join('.'), resource } },
  };
  const call = `POST ${REVIEWS}`;
  const answer = jsonMap(await api.post(REVIEWS, review, { signal }), call);
  const status = isJsonMap(answer.status) ? answer.status : undefined;
  if (typeof status?.allowed !== 'boolean') throw unexpected(call, 'the answer is no review');
  return status.allowed;
}

/** `get and list *.*, get namespaces` */
export function spokenRights(rights: readonly ClusterRight[]): string {
  const verbs = new Map<string, string[]>();
  for (const { verb, resource } of rights) verbs.set(resource, [...(verbs.get(resource) ?? []), verb]);
  return [...verbs].map(([resource, each]) => `${each.join(' and ')} ${resource}`).join(', ');
}
