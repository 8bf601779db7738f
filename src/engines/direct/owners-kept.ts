/**
 * Which owners a label selector really left in: the owner of a Pod may lack the label that the Pod has, and what nobody in the
 * backup makes anew must be kept itself. Only what has no owner in the backup, kept or made by one that is kept, is read again.
 */
import type { ApiKind } from './api-kind.js';
import { isObject, objectsIn } from './json-object.js';
import { type ListedObject, parseListed } from './listed-object.js';
import type { OrphanReading } from './orphans.js';

interface Left {
  readonly kind: ApiKind;
  readonly namespace: string;
  readonly uid: string;
  readonly controller: string;
}

export class OwnersKept {
  readonly #kept = new Set<string>();
  readonly #left = new Map<string, Left>();

  kept(object: ListedObject): void {
    this.#kept.add(uidsOf(object).uid);
  }

  /** Left out for its owner alone. */
  left(kind: ApiKind, object: ListedObject): void {
    const { uid, controller } = uidsOf(object);
    this.#left.set(uid, { kind, namespace: object.namespace, uid, controller });
  }

  /** By kind: those whose owner is neither kept nor itself left out for an owner. */
  orphans(): ReadonlyMap<ApiKind, readonly Left[]> {
    const orphans = [...this.#left.values()].filter(
      ({ controller }) => !this.#kept.has(controller) && !this.#left.has(controller),
    );
    return Map.groupBy(orphans, ({ kind }) => kind);
  }

  readings(): readonly OrphanReading[] {
    return [...this.orphans()].map(([kind, left]) => {
      const uids = new Set(left.map(({ uid }) => uid));
      return {
        kind,
        namespaces: new Set(left.map(({ namespace }) => namespace)),
        keeps: (object) => uids.has(uidsOf(object).uid),
      };
    });
  }
}

function uidsOf(object: ListedObject): { readonly uid: string; readonly controller: string } {
  const parsed = parseListed(object);
  const metadata = isObject(parsed) && isObject(parsed.metadata) ? parsed.metadata : {};
  const owner = objectsIn(metadata.ownerReferences).find(({ controller }) => controller === true);
  return { uid: textOf(metadata.uid), controller: textOf(owner?.uid) };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
