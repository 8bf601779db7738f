import type { StoredObject } from './stored-object.js';

export type ChangeType = 'ADDED' | 'MODIFIED' | 'DELETED';

export interface Change {
  readonly type: ChangeType;
  readonly storage: string;
  readonly resourceVersion: number;
  readonly object: StoredObject;
  readonly previous: StoredObject | undefined;
}

const historyLength = 4096;
const snapshotsKept = 32;

interface Collection {
  readonly objects: Map<string, StoredObject>;
  /** The same by namespace and name: a change of one namespace of thousands must not sort them all. */
  readonly namespaces: Map<string, Map<string, StoredObject>>;
  sorted: readonly StoredObject[] | undefined;
  /** Sorted states that a continue token still points to, by resource version. */
  readonly snapshots: Map<number, readonly StoredObject[]>;
}

export function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

/** The etcd of the stand-in: objects by storage and key, one version counter, a bounded history for watches. */
export class ObjectStorage {
  readonly #collections = new Map<string, Collection>();
  readonly #byUid = new Map<string, StoredObject>();
  readonly #dependents = new Map<string, Set<string>>();
  readonly #listeners = new Set<(change: Change) => void>();
  #history: Change[] = [];
  #compacted = 0;
  #version = 1;

  /** The version of the newest change. */
  get version(): number {
    return this.#version;
  }

  /** Watches from a version below this one are too old. */
  get compactedVersion(): number {
    return this.#compacted;
  }

  nextVersion(): number {
    this.#version += 1;
    return this.#version;
  }

  get(storage: string, namespace: string, name: string): StoredObject | undefined {
    return this.#collections.get(storage)?.objects.get(keyOf(namespace, name));
  }

  byUid(uid: string): StoredObject | undefined {
    return this.#byUid.get(uid);
  }

  /** The objects that name this uid as their owner. */
  dependentsOf(uid: string): readonly StoredObject[] {
    return [...(this.#dependents.get(uid) ?? [])].flatMap((dependent) => this.#byUid.get(dependent) ?? []);
  }

  put(object: StoredObject): void {
    const collection = this.#collection(object.storage);
    const key = keyOf(object.namespace, object.name);
    const previous = collection.objects.get(key);
    collection.objects.set(key, object);
    const neighbours = collection.namespaces.get(object.namespace) ?? new Map<string, StoredObject>();
    collection.namespaces.set(object.namespace, neighbours.set(object.name, object));
    collection.sorted = undefined;
    this.#byUid.set(object.uid, object);
    this.#disown(previous);
    for (const owner of object.owners) {
      const dependents = this.#dependents.get(owner) ?? new Set();
      this.#dependents.set(owner, dependents.add(object.uid));
    }
    this.#publish({
      type: previous === undefined ? 'ADDED' : 'MODIFIED',
      storage: object.storage,
      resourceVersion: object.resourceVersion,
      object,
      previous,
    });
  }

  /** `object` is the last state, written under the version of its deletion. */
  remove(object: StoredObject): void {
    const collection = this.#collection(object.storage);
    const key = keyOf(object.namespace, object.name);
    const previous = collection.objects.get(key);
    if (previous === undefined) return;
    collection.objects.delete(key);
    const neighbours = collection.namespaces.get(object.namespace);
    neighbours?.delete(object.name);
    if (neighbours?.size === 0) collection.namespaces.delete(object.namespace);
    collection.sorted = undefined;
    this.#byUid.delete(object.uid);
    this.#disown(previous);
    this.#publish({
      type: 'DELETED',
      storage: object.storage,
      resourceVersion: object.resourceVersion,
      object,
      previous,
    });
  }

  /** All objects by namespace and name, in the order of the real server's keys. */
  sorted(storage: string): readonly StoredObject[] {
    const collection = this.#collection(storage);
    collection.sorted ??= [...collection.objects.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object);
    return collection.sorted;
  }

  inNamespace(storage: string, namespace: string): readonly StoredObject[] {
    const { sorted, namespaces } = this.#collection(storage);
    if (sorted !== undefined) return sliceOfNamespace(sorted, namespace);
    return [...(namespaces.get(namespace)?.values() ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Keeps the present state of a collection readable under the present version. */
  keepSnapshot(storage: string): void {
    const { snapshots } = this.#collection(storage);
    snapshots.set(this.#version, this.sorted(storage));
    for (const version of snapshots.keys()) {
      if (snapshots.size <= snapshotsKept) break;
      snapshots.delete(version);
    }
  }

  snapshot(storage: string, version: number): readonly StoredObject[] | undefined {
    return this.#collection(storage).snapshots.get(version);
  }

  /** Forgets history and snapshots, as etcd's compaction does: older watches and continue tokens are answered 410. */
  compact(): void {
    for (const collection of this.#collections.values()) collection.snapshots.clear();
    this.#history = [];
    this.#compacted = this.#version;
  }

  changesSince(version: number): readonly Change[] {
    return this.#history.filter((change) => change.resourceVersion > version);
  }

  listen(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #disown(object: StoredObject | undefined): void {
    for (const owner of object?.owners ?? []) {
      const dependents = this.#dependents.get(owner);
      dependents?.delete(object?.uid ?? '');
      if (dependents?.size === 0) this.#dependents.delete(owner);
    }
  }

  #publish(change: Change): void {
    this.#history.push(change);
    if (this.#history.length > 2 * historyLength) {
      this.#history = this.#history.slice(-historyLength);
      this.#compacted = (this.#history[0]?.resourceVersion ?? 1) - 1;
    }
    for (const listener of this.#listeners) listener(change);
  }

  #collection(storage: string): Collection {
    let collection = this.#collections.get(storage);
    if (collection === undefined) {
      collection = { objects: new Map(), namespaces: new Map(), sorted: undefined, snapshots: new Map() };
      this.#collections.set(storage, collection);
    }
    return collection;
  }
}

/** The run of one namespace in a sorted collection, found by halving: worlds hold tens of thousands of objects. */
export function sliceOfNamespace(
  sorted: readonly StoredObject[],
  namespace: string,
): readonly StoredObject[] {
  return sorted.slice(firstAtOrAfter(sorted, `${namespace}/`), firstAtOrAfter(sorted, `${namespace}0`));
}

/** Index of the first object whose key is not below `key` ('0' is the character after '/'). */
export function firstAtOrAfter(sorted: readonly StoredObject[], key: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const object = sorted[middle] as StoredObject;
    if (keyOf(object.namespace, object.name) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
