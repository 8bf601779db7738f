import { isObject, type JsonObject, type JsonValue } from './json.js';
import type { Resource } from './resources.js';

// What the OpenAPI schema of Kubernetes says about lists and maps, as far as the stand-in needs it: which lists are maps
// by a key, which are sets, and which values are one whole. Everything else is a plain (atomic) list or a granular map.

const listKeys: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  imagePullSecrets: ['name'],
  secrets: ['name'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
  ownerReferences: ['uid'],
  conditions: ['type'],
  webhooks: ['name'],
};

const sets = new Set(['finalizers']);

const atomic = new Set([
  'selector',
  'nodeSelector',
  'roleRef',
  'rules',
  'subjects',
  'versions',
  'matchLabels',
]);

/** The keys that make a list a map; undefined for a list that is replaced as a whole. */
export function keysOfList(
  resource: Resource,
  path: readonly string[],
  list: readonly JsonValue[],
): readonly string[] | undefined {
  const field = path.at(-1) ?? '';
  if (resource.custom && path[0] !== 'metadata') return undefined;
  if (list.length === 0 || !list.every(isObject)) return undefined;
  if (field === 'ports') {
    if (resource.storage === 'services') return ['port', 'protocol'];
    return path.includes('containers') || path.includes('initContainers')
      ? ['containerPort', 'protocol']
      : undefined;
  }
  const keys = listKeys[field];
  return keys?.every((key) => list.every((item) => isObject(item) && item[key] !== undefined))
    ? keys
    : undefined;
}

export function isSet(path: readonly string[]): boolean {
  return path[0] === 'metadata' && sets.has(path.at(-1) ?? '');
}

export function isAtomic(resource: Resource, path: readonly string[]): boolean {
  if (resource.custom && path[0] !== 'metadata') return false;
  return atomic.has(path.at(-1) ?? '');
}

/** `{"name":"web"}`: an item's place in a list that is a map. */
export function keyOfItem(item: JsonObject, keys: readonly string[]): string {
  return JSON.stringify(
    Object.fromEntries([...keys].sort().map((key) => [key, item[key] ?? defaultOf(key)])),
  );
}

function defaultOf(key: string): JsonValue {
  return key === 'protocol' ? 'TCP' : null;
}

/** The item of `list` under the same key. */
export function itemUnder(
  list: readonly JsonValue[],
  key: string,
  keys: readonly string[],
): JsonObject | undefined {
  return list.filter(isObject).find((item) => keyOfItem(item, keys) === key);
}

const jobTemplate = ['spec', 'jobTemplate'];
const templates = [
  ['spec', 'template'],
  [...jobTemplate, 'spec', 'template'],
];
const structs = new Set(
  [
    ['metadata'],
    ['spec'],
    ['status'],
    ['spec', 'strategy'],
    ['spec', 'updateStrategy'],
    ['spec', 'resources'],
    ['spec', 'names'],
    ['status', 'acceptedNames'],
    ['status', 'loadBalancer'],
    jobTemplate,
    [...jobTemplate, 'spec'],
    ...templates.flatMap((path) => [path, [...path, 'metadata'], [...path, 'spec']]),
  ].map((path) => path.join('/')),
);

/** Whether Go always has a value here, so that nobody comes to own the field as such. */
export function isStruct(resource: Resource, path: readonly string[]): boolean {
  return structs.has(path.join('/')) && (!resource.custom || path[0] === 'metadata');
}
