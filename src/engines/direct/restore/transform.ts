import type { JsonNode } from './lossless-json.js';
import { resetMetadata } from './metadata.js';
import { NAMESPACE_REFERENCES } from './namespace-references.js';
import { OBJECT_RULES, type ObjectRule } from './object-rules.js';
import type { TransformContext } from './transform-context.js';

const RULES: ReadonlyMap<string, readonly ObjectRule[]> = byKind(OBJECT_RULES);
const REFERENCES = byKind(NAMESPACE_REFERENCES);

/** Why an object of the backup is not made again; undefined: it is. To be asked before `transform` drops its status. */
export function skipReason(resource: string, object: JsonNode): string | undefined {
  return RULES.get(resource)?.find((rule) => rule.skip?.(object))?.reason;
}

/** Makes of an object as it was read what a restore sends. Changes it in place. */
export function transform(resource: string, object: JsonNode, context: TransformContext): void {
  for (const rule of RULES.get(resource) ?? []) rule.change?.(object, context);
  if (context.renames) {
    for (const row of REFERENCES.get(resource) ?? []) row.change(object, context.namespace, resource);
  }
  resetMetadata(object, context);
}

function byKind<R extends { readonly kinds: readonly string[] }>(rows: readonly R[]): Map<string, R[]> {
  const byName = new Map<string, R[]>();
  for (const row of rows) {
    for (const kind of row.kinds) byName.set(kind, [...(byName.get(kind) ?? []), row]);
  }
  return byName;
}
