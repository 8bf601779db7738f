import { matchesSelector } from '../../../domain/label-selector.js';
import type { Manifest } from '../../../domain/manifest.js';
import type { ObjectName, RestoreOptions } from '../../../domain/restore.js';
import { nodeIn, textAt } from './lossless-json.js';
import { admitsResource } from './resource-match.js';

/** Which objects of the backup a restore is about. */
export class Scope {
  /** By their names in the backup. */
  readonly namespaces: ReadonlySet<string>;
  /** Objects that are named one by one and were not met yet, by `keyOf`. */
  readonly unmet: Map<string, ObjectName>;
  readonly #options: RestoreOptions;
  readonly #named: ReadonlySet<string> | null;
  /** Kinds and namespaces of the named objects. */
  readonly #placesNamed: ReadonlySet<string>;
  readonly #holdsAllNamespaces: boolean;

  constructor(manifest: Pick<Manifest, 'namespaces'>, options: RestoreOptions) {
    const { namespaces, objects } = options.scope;
    const included = manifest.namespaces.filter(({ fate }) => fate === 'INCLUDED').map(({ name }) => name);
    this.namespaces = new Set(namespaces ?? included);
    this.#options = options;
    this.#holdsAllNamespaces = included.every((name) => this.namespaces.has(name));
    this.unmet = new Map((objects ?? []).map((object) => [keyOf(object), object]));
    this.#named = objects === null ? null : new Set(this.unmet.keys());
    this.#placesNamed = new Set((objects ?? []).map(placeOf));
  }

  /** Everything that the backup holds. */
  get whole(): boolean {
    const { filter } = this.#options.scope;
    return (
      this.#named === null && this.#holdsAllNamespaces && !this.limitsKinds && filter.labelSelector === null
    );
  }

  get limitsKinds(): boolean {
    const { includeResources, excludeResources } = this.#options.scope.filter;
    return includeResources !== null || excludeResources.length > 0;
  }

  /** Cluster-scoped objects that the others use come along. */
  get closure(): boolean {
    return this.#named === null && this.#options.scope.clusterScoped;
  }

  /** The Namespace objects themselves are part of the restore, and not only made where they are needed. */
  get namespaceObjects(): boolean {
    const { filter } = this.#options.scope;
    return this.#named === null && filter.labelSelector === null && admitsResource(filter, 'namespaces');
  }

  /** Whether objects of this kind in this place can be part of the restore. For cluster-scoped kinds: named one by one. */
  admitsPlace(place: Pick<ObjectName, 'resource' | 'namespace'>): boolean {
    if (place.namespace !== '' && !this.namespaces.has(place.namespace)) return false;
    if (this.#named !== null) return this.#placesNamed.has(placeOf(place));
    return place.namespace !== '' && admitsResource(this.#options.scope.filter, place.resource);
  }

  /** Whether this object of such a place is. */
  admitsObject(name: ObjectName, object: unknown): boolean {
    const { labelSelector } = this.#options.scope.filter;
    if (this.#named !== null && !this.#named.has(keyOf(name))) return false;
    return labelSelector === null || matchesSelector(labelSelector, labelsOf(object));
  }

  get selectsByLabels(): boolean {
    return this.#options.scope.filter.labelSelector !== null;
  }

  isNamed(name: ObjectName): boolean {
    return this.#named?.has(keyOf(name)) ?? false;
  }

  /** Cluster-scoped kinds that the filter shuts out by name stay out of the closure, too. */
  excludes(resource: string): boolean {
    const { filter } = this.#options.scope;
    return !admitsResource({ ...filter, includeResources: null }, resource);
  }
}

export function keyOf({ resource, namespace, name }: ObjectName): string {
  return `${resource} ${namespace}/${name}`;
}

function placeOf({ resource, namespace }: Pick<ObjectName, 'resource' | 'namespace'>): string {
  return `${resource} ${namespace}`;
}

function labelsOf(object: unknown): Record<string, string> {
  const labels = nodeIn(object, 'metadata', 'labels') ?? {};
  return Object.fromEntries(Object.keys(labels).map((key) => [key, textAt(labels, key) ?? '']));
}
