import { ClusterCallFailed } from '../../domain/cluster-call.js';
import type { ClusterApi } from '../../domain/ports/cluster-gateway.js';
import type { ApiKind, GroupVersionKinds } from './api-kind.js';
import { isObject, type JsonObject, objectsIn, parseObject, stringsIn } from './json-object.js';

const ACCEPT = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';

/**
 * Discovery in two calls (Kubernetes 1.30 and newer). `undefined` when the server answers in the older form or refuses the
 * header. @throws ClusterCallFailed
 */
export async function aggregatedGroups(
  api: ClusterApi,
  signal: AbortSignal,
): Promise<readonly GroupVersionKinds[] | undefined> {
  const groups: GroupVersionKinds[] = [];
  for (const path of ['/api', '/apis']) {
    const answer = await ask(api, path, signal);
    if (answer?.kind !== 'APIGroupDiscoveryList') return undefined;
    groups.push(...objectsIn(answer.items).flatMap(versionsOf));
  }
  return groups;
}

async function ask(api: ClusterApi, path: string, signal: AbortSignal): Promise<JsonObject | undefined> {
  try {
    return parseObject(await api.get(path, { accept: ACCEPT, signal }), path);
  } catch (error) {
    if (error instanceof ClusterCallFailed && (error.kind === 'REFUSED' || error.kind === 'NOT_FOUND')) {
      return undefined;
    }
    throw error;
  }
}

function versionsOf(item: JsonObject): GroupVersionKinds[] {
  const group = isObject(item.metadata) && typeof item.metadata.name === 'string' ? item.metadata.name : '';
  return objectsIn(item.versions).flatMap((each) =>
    typeof each.version === 'string'
      ? [
          {
            group,
            version: each.version,
            broken: each.freshness === 'Stale',
            kinds: kindsOf(group, each.version, each.resources),
          },
        ]
      : [],
  );
}

function kindsOf(group: string, version: string, resources: unknown): ApiKind[] {
  return objectsIn(resources).flatMap((each) => {
    const kind = isObject(each.responseKind) ? each.responseKind.kind : undefined;
    if (typeof each.resource !== 'string' || typeof kind !== 'string') return [];
    return [
      {
        resource: each.resource,
        group,
        groupVersion: group === '' ? version : `${group}/${version}`,
        kind,
        namespaced: each.scope === 'Namespaced',
        verbs: stringsIn(each.verbs),
      },
    ];
  });
}
