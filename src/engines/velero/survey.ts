/** A first walk over the contents: which kinds and namespaces there are, before anything is decided over an object. */
import type { ApiKind } from '../direct/api-kind.js';
import { isObject, type JsonObject } from '../direct/json-object.js';
import type { TarObject } from './tar-objects.js';
import { part, text, unreadable } from './velero-records.js';

export interface Survey {
  /** By `kindKey`. */
  readonly kinds: ReadonlyMap<string, ApiKind>;
  /** Name → UID, null where the Namespace itself is not in the contents. */
  readonly namespaces: ReadonlyMap<string, string | null>;
  /** `<namespace>/<name>` of the Services with a selector. */
  readonly selectingServices: ReadonlySet<string>;
}

/** @throws DependencyFailure for an object that is none, or lies where another belongs */
export async function survey(backup: string, objects: AsyncIterable<TarObject>): Promise<Survey> {
  const kinds = new Map<string, ApiKind>();
  const namespaces = new Map<string, string | null>();
  const selectingServices = new Set<string>();
  for await (const each of objects) {
    const { resource, namespace, name } = each;
    const object = objectIn(backup, each);
    const kind = kindOf(backup, each, object);
    const key = kindKey(kind);
    if (!kinds.has(key)) kinds.set(key, kind);
    if (namespace !== '' && !namespaces.has(namespace)) namespaces.set(namespace, null);
    if (resource === 'namespaces') namespaces.set(name, text(part(object, 'metadata').uid));
    if (resource === 'services' && isObject(part(object, 'spec').selector)) {
      selectingServices.add(`${namespace}/${name}`);
    }
  }
  return { kinds, namespaces, selectingServices };
}

export function kindKey({ resource, group, groupVersion }: ApiKind): string {
  return `${resource}.${group} ${groupVersion}`;
}

/** Without a discovery: the folder names the resource and its group, the object its version and kind. */
export function kindOf(
  backup: string,
  { resource: place, namespace, name }: TarObject,
  object: JsonObject,
): ApiKind {
  const [resource = '', ...groups] = place.split('.');
  const group = groups.join('.');
  const groupVersion = text(object.apiVersion);
  const kind = text(object.kind);
  const named = text(part(object, 'metadata').name) === name;
  const within = text(part(object, 'metadata').namespace) ?? '';
  const groupSaid = groupVersion?.includes('/') ? groupVersion.split('/', 1)[0] : '';
  if (groupVersion === null || kind === null || !named || within !== namespace || groupSaid !== group) {
    throw unreadable(backup, `${place}/${namespace}/${name} is not the object that its place says`);
  }
  return {
    resource,
    group,
    groupVersion,
    kind,
    namespaced: namespace !== '',
    verbs: ['list', 'get', 'create'],
  };
}

export function objectIn(backup: string, { resource, namespace, name, bytes }: TarObject): JsonObject {
  try {
    const object: unknown = JSON.parse(bytes.toString('utf8'));
    if (isObject(object)) return object;
  } catch {
    // Told below: the parser's own message quotes the object.
  }
  throw unreadable(backup, `${resource}/${namespace}/${name} is no JSON object`);
}
