import { isList, isObject, type JsonObject, type JsonValue } from './json.js';
import { isAtomic, isSet, isStruct, keyOfItem, keysOfList } from './merge-keys.js';
import type { Resource } from './resources.js';

/** A set of field paths, as `managedFields` writes it: a tree, each node itself in the set or only on the way. */
export interface FieldSet {
  readonly self: boolean;
  readonly children: ReadonlyMap<string, FieldSet>;
}

export const noFields: FieldSet = { self: false, children: new Map() };
const leaf: FieldSet = { self: true, children: new Map() };

export function isNone(set: FieldSet): boolean {
  return !set.self && [...set.children.values()].every(isNone);
}

const unmanaged = new Set([
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
]);

/** `whole`: every node counts (an update owns maps and items as such). `leaves`: only what was said (an apply). */
export type Counting = 'whole' | 'leaves';

export function fieldsOf(resource: Resource, object: JsonObject, counting: Counting): FieldSet {
  const children = new Map<string, FieldSet>();
  for (const [key, value] of Object.entries(object)) {
    if (key === 'apiVersion' || key === 'kind' || value === undefined) continue;
    const set = fieldsAt({ resource, value, path: [key], counting });
    if (!isNone(set)) children.set(`f:${key}`, set);
  }
  return { self: false, children };
}

/** A value on the way through an object. */
export interface Walk {
  readonly resource: Resource;
  readonly value: JsonValue;
  readonly path: readonly string[];
  readonly counting: Counting;
}

export function fieldsAt(walk: Walk): FieldSet {
  const { resource, value, path } = walk;
  if (isAtomic(resource, path)) return leaf;
  if (isObject(value)) return fieldsOfObject(walk, value);
  if (isList(value)) return fieldsOfList(walk, value);
  return leaf;
}

function fieldsOfObject(walk: Walk, value: JsonObject): FieldSet {
  const { resource, path, counting } = walk;
  const inMetadata = path.length === 1 && path[0] === 'metadata';
  const entries = Object.entries(value).filter(
    ([key, child]) => child !== undefined && !(inMetadata && unmanaged.has(key)),
  );
  const struct = isStruct(resource, path);
  if (entries.length === 0) return struct ? noFields : leaf;
  return {
    self: counting === 'whole' && !struct,
    children: new Map(
      entries.map(([key, child]) => [
        `f:${key}`,
        fieldsAt({ ...walk, value: child as JsonValue, path: [...path, key] }),
      ]),
    ),
  };
}

function fieldsOfList(walk: Walk, list: readonly JsonValue[]): FieldSet {
  const { resource, path, counting } = walk;
  const self = counting === 'whole';
  if (isSet(path)) {
    return { self, children: new Map(list.map((item) => [`v:${JSON.stringify(item)}`, leaf])) };
  }
  const keys = keysOfList(resource, path, list);
  if (keys === undefined) return leaf;
  // A reference to an owner is one whole; other items are owned field by field.
  const whole = path.at(-1) === 'ownerReferences';
  return {
    self: self && path.at(-1) !== 'containers' && path.at(-1) !== 'initContainers',
    children: new Map(
      list
        .filter(isObject)
        .map((item) => [
          `k:${keyOfItem(item, keys)}`,
          whole ? leaf : { ...fieldsOfObject({ ...walk, path: [...path, '*'] }, item), self: true },
        ]),
    ),
  };
}

export function union(left: FieldSet, right: FieldSet): FieldSet {
  const keys = new Set([...left.children.keys(), ...right.children.keys()]);
  return {
    self: left.self || right.self,
    children: new Map(
      [...keys].map((key) => [
        key,
        union(left.children.get(key) ?? noFields, right.children.get(key) ?? noFields),
      ]),
    ),
  };
}

/** What is in both (`keep`) or only in the left one. */
function combine(left: FieldSet, right: FieldSet, keep: boolean): FieldSet {
  return {
    self: left.self && right.self === keep,
    children: new Map(
      [...left.children]
        .map(([key, child]) => [key, combine(child, right.children.get(key) ?? noFields, keep)] as const)
        .filter(([, child]) => !isNone(child)),
    ),
  };
}

export const intersection = (left: FieldSet, right: FieldSet) => combine(left, right, true);
export const difference = (left: FieldSet, right: FieldSet) => combine(left, right, false);

/** As in `fieldsV1`: `{}` for an end, `"."` where a node with children counts itself. */
export function toFieldsV1(set: FieldSet): JsonObject {
  const entries = [...set.children].map(([key, child]) => [key, toFieldsV1(child)] as const);
  return Object.fromEntries(entries.length > 0 && set.self ? [['.', {}], ...entries] : entries);
}

export function fromFieldsV1(fields: JsonObject): FieldSet {
  const entries = Object.entries(fields).filter(([key]) => key !== '.');
  return {
    self: entries.length === 0 || Object.hasOwn(fields, '.'),
    children: new Map(entries.map(([key, child]) => [key, fromFieldsV1(isObject(child) ? child : {})])),
  };
}

/** Every path in the set, in the words of a conflict: `.data.a`, `.spec.containers[name="web"].image`. */
export function pathsOf(set: FieldSet, prefix = ''): readonly string[] {
  const below = [...set.children].flatMap(([key, child]) => pathsOf(child, prefix + pathStep(key)));
  return set.self && prefix !== '' ? [prefix, ...below] : below;
}

function pathStep(key: string): string {
  if (key.startsWith('f:')) return `.${key.slice(2)}`;
  if (key.startsWith('v:')) return `[=${key.slice(2)}]`;
  const parts = Object.entries(JSON.parse(key.slice(2)) as Record<string, unknown>);
  return `[${parts.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',')}]`;
}
