/**
 * UNVERIFIED. No source of Stork 25 or 26 is public. What stands here is made of product pages, and of what the releases before did:
 * everything of that kind is in this file, and `STORK_UNVERIFIED` of src/domain/stork.ts tells people so. When a cluster shows otherwise, only this
 * file changes. Nothing depends on it: where a field is missing, Holdfast goes by its own plan.
 */
import { type JsonObject, objectAt, spokenAt, textAt, textsAt } from './json.js';

/** Names that the list of missing namespaces may have in the status of ApplicationBackup, from 25.5.0 on. */
const MISSING = ['missingNamespaces', 'missing_namespaces'] as const;

/** Namespaces that Stork itself did not find when it began. */
export function missingNamespacesIn(status: JsonObject): readonly string[] {
  return [...new Set(MISSING.flatMap((field) => textsAt(status, field)))];
}

/** What a cluster says of its own way to a location, from 26.3.0 on. */
export interface SaidOfLocation {
  readonly valid: boolean;
  readonly reason: string | null;
  /** RFC 3339; null where it does not say. */
  readonly at: string | null;
}

/** Undefined: nothing, or nothing about the settings that it has now. */
export function validationIn(backupLocation: JsonObject): SaidOfLocation | undefined {
  const status = objectAt(backupLocation, 'status');
  const said = textAt(status, 'status')?.toLowerCase();
  if (said !== 'valid' && said !== 'invalid') return undefined;
  const { generation } = objectAt(backupLocation, 'metadata');
  const { observedGeneration } = status;
  if (
    typeof generation === 'number' &&
    typeof observedGeneration === 'number' &&
    observedGeneration < generation
  )
    return undefined;
  return {
    valid: said === 'valid',
    reason: spokenAt(status, 'reason'),
    at: textAt(status, 'lastValidationTime'),
  };
}

/** Whether the cluster has looked at the location since it was `before`: both as they were read of it. */
export function lookedSince(before: JsonObject, now: JsonObject): boolean {
  if (validationIn(now) === undefined) return false;
  const [then, since] = [before, now].map((each) => objectAt(each, 'status')) as [JsonObject, JsonObject];
  const at = textAt(since, 'lastValidationTime');
  if (at !== null && at !== textAt(then, 'lastValidationTime')) return true;
  // Its times are whole seconds: two looks in one of them are told apart by what they looked at.
  const { observedGeneration: seen } = since;
  const { observedGeneration: earlier = 0 } = then;
  return typeof seen === 'number' && typeof earlier === 'number' && seen > earlier;
}

/** A change of this annotation makes Stork look at a location anew. Assumed: where it does not, its last word stands, and its age is told. */
export const LOOK_AGAIN = 'holdfast.io/look-again';

/** That the cluster's own identity is used and no key: public Stork has `useIam` alone, a product names the other for Azure. */
export const OWN_IDENTITY = { useIam: true, useWorkloadIdentity: true } as const;
