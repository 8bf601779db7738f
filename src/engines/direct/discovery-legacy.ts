import { ClusterCallFailed } from '../../domain/cluster-call.js';
import type { ClusterApi } from '../../domain/ports/cluster-gateway.js';
import type { ApiKind, GroupVersionKinds } from './api-kind.js';
import { endsTheRun } from './failure-rules.js';
import { isObject, type JsonObject, objectsIn, parseObject, stringsIn } from './json-object.js';

/**
 * Discovery of servers before 1.30: /api, /apis, then one call per group and version, in each group's order of preference.
 * A version that does not answer is `broken`. @throws ClusterCallFailed
 */
export async function legacyGroups(
  api: ClusterApi,
  signal: AbortSignal,
): Promise<readonly GroupVersionKinds[]> {
  const core = parseObject(await api.get('/api', { signal }), '/api');
  const named = parseObject(await api.get('/apis', { signal }), '/apis');
  const wanted = [
    ...stringsIn(core.versions).map((version) => ({ group: '', version })),
    ...objectsIn(named.groups).flatMap(versionsInOrder),
  ];
  const groups: GroupVersionKinds[] = [];
  for (const each of wanted) groups.push(await readVersion(api, each, signal));
  return groups;
}

function versionsInOrder(group: JsonObject): { group: string; version: string }[] {
  const { name } = group;
  if (typeof name !== 'string') return [];
  const versions = objectsIn(group.versions).flatMap(({ version }) =>
    typeof version === 'string' ? [version] : [],
  );
  const preferred = isObject(group.preferredVersion) ? group.preferredVersion.version : undefined;
  versions.sort((left, right) => Number(right === preferred) - Number(left === preferred));
  return versions.map((version) => ({ group: name, version }));
}

async function readVersion(
  api: ClusterApi,
  { group, version }: { group: string; version: string },
  signal: AbortSignal,
): Promise<GroupVersionKinds> {
  const groupVersion = group === '' ? version : `${group}/${version}`;
  const path = `${group === '' ? '/api' : '/apis'}/${groupVersion}`;
  try {
    const { resources } = parseObject(await api.get(path, { signal }), path);
    return { group, version, broken: false, kinds: kindsOf(group, groupVersion, resources) };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ClusterCallFailed) || endsTheRun(error)) throw error;
    return { group, version, broken: true, kinds: [] };
  }
}

function kindsOf(group: string, groupVersion: string, resources: unknown): ApiKind[] {
  return objectsIn(resources).flatMap(({ name, kind, namespaced, verbs }) =>
    typeof name === 'string' && typeof kind === 'string' && !name.includes('/')
      ? [
          {
            resource: name,
            group,
            groupVersion,
            kind,
            namespaced: namespaced === true,
            verbs: stringsIn(verbs),
          },
        ]
      : [],
  );
}
