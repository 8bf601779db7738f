import { isList, isObject, type JsonObject, type JsonValue } from './json.js';
import { isSet, itemUnder, keyOfItem, keysOfList } from './merge-keys.js';
import type { Resource } from './resources.js';

/** A strategic merge patch: lists that are maps merge by their key, the others are replaced. */
export function strategicallyPatched(resource: Resource, target: JsonObject, patch: JsonObject): JsonObject {
  return mergedObject({ resource, path: [] }, target, patch);
}

interface Place {
  readonly resource: Resource;
  readonly path: readonly string[];
}

function below(place: Place, key: string): Place {
  return { ...place, path: [...place.path, key] };
}

function mergedObject(place: Place, target: JsonObject, patch: JsonObject): JsonObject {
  if (patch.$patch === 'replace') return withoutDirectives(patch);
  const merged = new Map<string, JsonValue | undefined>(Object.entries(target));
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$deleteFromPrimitiveList/')) {
      const list = key.slice('$deleteFromPrimitiveList/'.length);
      merged.set(list, without(merged.get(list), value));
    } else if (key.startsWith('$') || value === undefined) continue;
    else if (value === null) merged.delete(key);
    else merged.set(key, mergedValue(below(place, key), merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

function withoutDirectives(patch: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(patch).filter(([key]) => !key.startsWith('$')));
}

function without(list: JsonValue | undefined, items: JsonValue | undefined): JsonValue {
  const gone = new Set(isList(items) ? items.map(String) : []);
  return isList(list) ? list.filter((item) => !gone.has(String(item))) : [];
}

function mergedValue(place: Place, target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (isObject(patch)) return mergedObject(place, isObject(target) ? target : {}, patch);
  if (isList(patch)) return mergedList(place, isList(target) ? target : [], patch);
  return patch;
}

function mergedList(place: Place, target: readonly JsonValue[], patch: readonly JsonValue[]): JsonValue {
  if (isSet(place.path)) return [...new Set([...target, ...patch])];
  const items = patch.filter(isObject);
  const keys = keysOfList(place.resource, place.path, items.length > 0 ? items : target);
  if (keys === undefined || items.length < patch.length) return patch;
  let result = [...target];
  for (const item of items) {
    const key = keyOfItem(item, keys);
    const old = itemUnder(result, key, keys);
    if (item.$patch === 'delete') result = result.filter((entry) => entry !== old);
    else if (old === undefined) result.push(withoutDirectives(item));
    else result = result.map((entry) => (entry === old ? mergedObject(below(place, '*'), old, item) : entry));
  }
  return result;
}
