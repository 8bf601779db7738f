import {
  isObject,
  type JsonObject,
  type JsonValue,
  listAt,
  objectAt,
  parse,
  sortedKeys,
  stringify,
  textAt,
} from './json.js';
import { groupVersion, type Resource } from './resources.js';

/** An object as it lies in the store: its own bytes, and beside them what lists and selectors look at. Never changed. */
export interface StoredObject {
  readonly storage: string;
  readonly name: string;
  /** Empty for cluster-scoped objects. */
  readonly namespace: string;
  readonly uid: string;
  readonly resourceVersion: number;
  readonly labels: Readonly<Record<string, string>>;
  /** The uids of its ownerReferences. */
  readonly owners: readonly string[];
  /** JSON text without apiVersion and kind, which depend on the version that is asked for. Starts with `{"metadata":`. */
  readonly text: string;
}

const metadataOrder = [
  'name',
  'generateName',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'labels',
  'annotations',
  'ownerReferences',
  'finalizers',
  'managedFields',
];

/** Metadata as the real server writes it: known fields only, in its order, maps sorted, empty ones left out. */
function orderedMetadata(metadata: JsonObject): JsonObject {
  return Object.fromEntries(
    metadataOrder.flatMap((key) => {
      const value = metadata[key];
      if (value === undefined || value === null || value === '' || isEmpty(value)) return [];
      return [[key, isObject(value) ? sortedKeys(value) : value]];
    }),
  );
}

function isEmpty(value: JsonValue): boolean {
  return Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

export function toStored(resource: Resource, object: JsonObject, resourceVersion: number): StoredObject {
  const { apiVersion: _apiVersion, kind: _kind, metadata: _metadata, ...rest } = object;
  const metadata = orderedMetadata({
    ...objectAt(object, 'metadata'),
    resourceVersion: String(resourceVersion),
  });
  const fields = resource.custom ? sortedKeys(rest) : rest;
  return {
    storage: resource.storage,
    name: textAt(metadata, 'name') ?? '',
    namespace: textAt(metadata, 'namespace') ?? '',
    uid: textAt(metadata, 'uid') ?? '',
    resourceVersion,
    labels: objectAt(metadata, 'labels') as Readonly<Record<string, string>>,
    owners: listAt(metadata, 'ownerReferences').map((owner) => textAt(owner, 'uid') ?? ''),
    text: stringify({ metadata: resource.custom ? sortedKeys(metadata) : metadata, ...fields }),
  };
}

/** The object as JSON text in the version asked for. */
export function textOf(resource: Resource, stored: StoredObject): string {
  const version = stringify(groupVersion(resource));
  const kind = stringify(resource.kind);
  const head = resource.custom
    ? `{"apiVersion":${version},"kind":${kind},`
    : `{"kind":${kind},"apiVersion":${version},`;
  return head + stored.text.slice(1);
}

/** The object as one item of a list: built-in kinds carry neither apiVersion nor kind there, custom ones do. */
export function itemOf(resource: Resource, stored: StoredObject): string {
  return resource.custom ? textOf(resource, stored) : stored.text;
}

export function objectOf(resource: Resource, stored: StoredObject): JsonObject {
  return parse(textOf(resource, stored)) as JsonObject;
}

export function metadataOf(stored: StoredObject): JsonObject {
  return objectAt(parse(stored.text), 'metadata');
}

export function isTerminating(object: JsonObject): boolean {
  return textAt(objectAt(object, 'metadata'), 'deletionTimestamp') !== undefined;
}
