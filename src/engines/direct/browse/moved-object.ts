/** An object of the earlier side under the names that its namespaces have on the later one, so that only what people changed differs. */
import type { JsonObject } from '../json-object.js';
import { type JsonNode, nodeAt } from '../restore/lossless-json.js';
import { NAMESPACE_REFERENCES } from '../restore/namespace-references.js';
import { NAMESPACES } from '../restore/restore-order.js';

const NAME_LABEL = 'kubernetes.io/metadata.name';

export type Rename = (namespace: string) => string;

/** @param name of the object itself, in its own namespace */
export function movedName(resource: string, name: string, rename: Rename): string {
  return resource === NAMESPACES ? rename(name) : name;
}

/** Changes the object, and gives it back. */
export function movedObject(resource: string, object: JsonObject, rename: Rename): JsonObject {
  const node = object as JsonNode;
  const metadata = nodeAt(node, 'metadata');
  if (metadata !== undefined) {
    for (const key of resource === NAMESPACES ? ['name'] : ['namespace']) renameIn(metadata, key, rename);
    if (resource === NAMESPACES) renameIn(nodeAt(metadata, 'labels'), NAME_LABEL, rename);
  }
  for (const row of NAMESPACE_REFERENCES) {
    if (row.kinds.includes(resource)) row.change(node, rename, resource);
  }
  return node;
}

function renameIn(holder: JsonNode | undefined, key: string, rename: Rename): void {
  const name = holder?.[key];
  if (holder !== undefined && typeof name === 'string') holder[key] = rename(name);
}
