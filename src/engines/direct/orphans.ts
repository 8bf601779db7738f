import { type ApiKind, ownerName } from './api-kind.js';
import type { KindOutcome } from './kind-reader.js';
import type { ListedObject } from './listed-object.js';
import type { Selection } from './selection.js';

/** Dependents of one kind that were left out for owners which turned out to be unreadable. */
export interface OrphanReading {
  readonly kind: ApiKind;
  readonly namespaces: ReadonlySet<string>;
  readonly keeps: (object: ListedObject) => boolean;
}

/** What must be read again, because the owners that would have brought it back are not in the backup. */
export function orphanReadings(
  outcomes: readonly KindOutcome[],
  selection: Selection,
): readonly OrphanReading[] {
  const unreadable = new Map<ApiKind, Map<string, Set<string>>>();
  for (const { kind: owner, failures } of outcomes) {
    for (const { kind, namespaces } of failures.length > 0 ? selection.dependentsOf(owner) : []) {
      for (const namespace of namespaces) {
        if (!failures.some((each) => each.namespace === null || each.namespace === namespace)) continue;
        const byNamespace = unreadable.get(kind) ?? new Map<string, Set<string>>();
        unreadable.set(kind, byNamespace);
        byNamespace.set(namespace, (byNamespace.get(namespace) ?? new Set()).add(ownerName(owner)));
      }
    }
  }
  return [...unreadable].map(([kind, owners]) => ({
    kind,
    namespaces: new Set(owners.keys()),
    keeps: (object) =>
      object.controller !== null &&
      owners.get(object.namespace)?.has(object.controller) === true &&
      selection.keepsWithoutOwner(kind, object),
  }));
}
