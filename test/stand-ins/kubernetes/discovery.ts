import { type Answer, type ApiCall, jsonAnswer } from './api-call.js';
import { brokenGroup, unknownPath } from './api-error.js';
import type { JsonObject } from './json.js';
import { groupVersion, type Resource, type ResourceRegistry, type Subresource } from './resources.js';

const aggregatedType = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

interface Group {
  readonly name: string;
  /** In order of preference. */
  readonly versions: readonly string[];
}

function groupsOf(registry: ResourceRegistry): readonly Group[] {
  const versions = new Map<string, Set<string>>();
  for (const { group, version } of [...registry.all(), ...registry.broken()]) {
    if (group !== '') versions.set(group, (versions.get(group) ?? new Set()).add(version));
  }
  return [...versions].map(([name, set]) => ({ name, versions: [...set] }));
}

/** GET /api and /apis: the aggregated form when it is asked for, else the old one. */
export function rootDiscovery(
  registry: ResourceRegistry,
  call: ApiCall,
  ifNoneMatch: string | undefined,
): Answer {
  const legacy = call.path === '/api';
  if (!/as=APIGroupDiscoveryList/.test(call.accept) || !/v=v2(?!beta)/.test(call.accept)) {
    return jsonAnswer(200, legacy ? apiVersions() : apiGroupList(registry));
  }
  const etag = `"${legacy ? 'core' : 'groups'}-${registry.revision}"`;
  const headers = { etag, vary: 'Accept', 'cache-control': 'public', 'content-type': aggregatedType };
  if (ifNoneMatch === etag) return { status: 304, body: '', headers };
  return { ...jsonAnswer(200, aggregated(registry, legacy)), headers } as Answer;
}

function apiVersions(): JsonObject {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: '127.0.0.1:6443' }],
  };
}

function apiGroupList(registry: ResourceRegistry): JsonObject {
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: groupsOf(registry).map(groupEntry) };
}

function groupEntry({ name, versions }: Group): JsonObject {
  const entries = versions.map((version) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions: entries, preferredVersion: entries[0] ?? null };
}

/** GET /apis/GROUP. @throws ApiError 404 */
export function groupDiscovery(registry: ResourceRegistry, name: string): Answer {
  const group = groupsOf(registry).find((entry) => entry.name === name);
  if (!group) throw unknownPath();
  return jsonAnswer(200, { kind: 'APIGroup', apiVersion: 'v1', ...groupEntry(group) });
}

/** GET /api/v1 and /apis/GROUP/VERSION. @throws ApiError 404 or 503 in plain text */
export function versionDiscovery(
  registry: ResourceRegistry,
  { group, version }: { readonly group: string; readonly version: string },
): Answer {
  if (registry.isBroken(group, version)) throw brokenGroup();
  const resources = registry.all().filter((entry) => entry.group === group && entry.version === version);
  if (resources.length === 0) throw unknownPath();
  return jsonAnswer(200, {
    kind: 'APIResourceList',
    ...(group === '' ? {} : { apiVersion: 'v1' }),
    groupVersion: groupVersion({ group, version }),
    resources: resources
      .flatMap((resource) => [
        resourceEntry(resource),
        ...resource.subresources.map((sub) => subresourceEntry(resource, sub)),
      ])
      .sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1)),
  });
}

function resourceEntry(resource: Resource): JsonObject {
  return {
    name: resource.plural,
    singularName: resource.singular,
    namespaced: resource.scope === 'Namespaced',
    kind: resource.kind,
    verbs: resource.verbs,
    ...(resource.shortNames.length > 0 ? { shortNames: resource.shortNames } : {}),
    ...(resource.categories.length > 0 ? { categories: resource.categories } : {}),
    ...(resource.verbs.includes('watch')
      ? { storageVersionHash: Buffer.from(resource.storage).toString('base64').slice(0, 12) }
      : {}),
  };
}

function subresourceEntry(resource: Resource, subresource: Subresource): JsonObject {
  return {
    name: `${resource.plural}/${subresource.name}`,
    singularName: '',
    namespaced: resource.scope === 'Namespaced',
    ...(subresource.group === undefined ? {} : { group: subresource.group, version: subresource.version }),
    kind: subresource.kind,
    verbs: subresource.verbs,
  };
}

function aggregated(registry: ResourceRegistry, legacy: boolean): JsonObject {
  const groups = legacy ? [{ name: '', versions: ['v1'] }] : groupsOf(registry);
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.map(({ name, versions }) => ({
      metadata: name === '' ? {} : { name },
      versions: versions.map((version) => aggregatedVersion(registry, name, version)),
    })),
  };
}

function aggregatedVersion(registry: ResourceRegistry, group: string, version: string): JsonObject {
  if (registry.isBroken(group, version)) return { version, freshness: 'Stale' };
  const resources = registry.all().filter((entry) => entry.group === group && entry.version === version);
  return { version, resources: resources.map(aggregatedResource), freshness: 'Current' };
}

function aggregatedResource(resource: Resource): JsonObject {
  return {
    resource: resource.plural,
    responseKind: responseKind(resource.kind, resource.custom ? resource : undefined),
    scope: resource.scope,
    singularResource: resource.singular,
    verbs: resource.verbs,
    ...(resource.shortNames.length > 0 ? { shortNames: resource.shortNames } : {}),
    ...(resource.categories.length > 0 ? { categories: resource.categories } : {}),
    ...(resource.subresources.length > 0
      ? {
          subresources: resource.subresources.map((sub) => ({
            subresource: sub.name,
            responseKind: responseKind(sub.kind, resource.custom ? resource : sub),
            verbs: sub.verbs,
          })),
        }
      : {}),
  };
}

/** The real server leaves group and version empty for built-in kinds of its own group. */
function responseKind(
  kind: string,
  from: { readonly group?: string; readonly version?: string } | undefined,
): JsonObject {
  return { group: from?.group ?? '', version: from?.version ?? '', kind };
}
