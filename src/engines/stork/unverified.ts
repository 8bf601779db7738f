/**
 * UNVERIFIED. No source of Stork 25 or 26 is public. What stands here is made of product pages, and of what the releases before did:
 * everything of that kind is in this file, and `STORK_UNVERIFIED` of src/domain/stork.ts tells people so. When a cluster shows otherwise, only this
 * file changes. Nothing depends on it: where a field is missing, Holdfast goes by its own plan.
 */
import { type JsonObject, textsAt } from './json.js';

/** Names that the list of missing namespaces may have in the status of ApplicationBackup, from 25.5.0 on. */
const MISSING = ['missingNamespaces', 'missing_namespaces'] as const;

/** Namespaces that Stork itself did not find when it began. */
export function missingNamespacesIn(status: JsonObject): readonly string[] {
  return [...new Set(MISSING.flatMap((field) => textsAt(status, field)))];
}
