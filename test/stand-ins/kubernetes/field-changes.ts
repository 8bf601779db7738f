import { type FieldSet, fieldsAt, fieldsOf, isNone, type Walk } from './field-set.js';
import { isList, isObject, type JsonObject, type JsonValue } from './json.js';
import { isAtomic, isSet, keyOfItem, keysOfList } from './merge-keys.js';
import type { Resource } from './resources.js';

/** The fields of `after` whose value is not that of `before`. */
export function changedFields(resource: Resource, before: JsonObject, after: JsonObject): FieldSet {
  const old = valuesByPath(resource, before);
  const present = valuesByPath(resource, after);
  return keepPaths(fieldsOf(resource, after, 'whole'), '', (path) => old.get(path) !== present.get(path));
}

function keepPaths(set: FieldSet, path: string, keep: (path: string) => boolean): FieldSet {
  return {
    self: set.self && keep(path),
    children: new Map(
      [...set.children]
        .map(([key, child]) => [key, keepPaths(child, `${path}/${key}`, keep)] as const)
        .filter(([, child]) => !isNone(child)),
    ),
  };
}

/** The text of the value at each field's own path; maps and keyed items count by being there. */
function valuesByPath(resource: Resource, object: JsonObject): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const visit = (walk: Walk, at: string): void => {
    const { value, path } = walk;
    const set = fieldsAt(walk);
    if (set.children.size === 0 || isAtomic(resource, path)) {
      // Go's nil map counts as a map: filling it changes nothing about who owns the map as such.
      values.set(at, value === null ? '' : JSON.stringify(value));
      return;
    }
    values.set(at, '');
    if (isObject(value)) {
      for (const [key, child] of Object.entries(value)) {
        if (child !== undefined) visit({ ...walk, value: child, path: [...path, key] }, `${at}/f:${key}`);
      }
    } else if (isList(value)) visitList(walk, value, { at, visit, values });
  };
  for (const [key, value] of Object.entries(object)) {
    if (value !== undefined) visit({ resource, value, path: [key], counting: 'whole' }, `/f:${key}`);
  }
  return values;
}

interface ListVisit {
  readonly at: string;
  readonly visit: (walk: Walk, at: string) => void;
  readonly values: Map<string, string>;
}

function visitList(walk: Walk, list: readonly JsonValue[], { at, visit, values }: ListVisit): void {
  if (isSet(walk.path)) {
    for (const item of list) values.set(`${at}/v:${JSON.stringify(item)}`, '');
    return;
  }
  const keys = keysOfList(walk.resource, walk.path, list) ?? [];
  for (const item of list.filter(isObject)) {
    visit({ ...walk, value: item, path: [...walk.path, '*'] }, `${at}/k:${keyOfItem(item, keys)}`);
  }
}
