import type { ClusterState } from '../kubernetes/cluster-state.js';
import { createObject } from '../kubernetes/create.js';
import { deleteObject } from '../kubernetes/delete.js';
import { dropFinalizers } from '../kubernetes/garbage-collector.js';
import { type JsonObject, listAt, objectAt, textAt } from '../kubernetes/json.js';
import { groupVersion, type Resource } from '../kubernetes/resources.js';
import { objectOf, toStored } from '../kubernetes/stored-object.js';
import { arranged } from '../kubernetes/write-options.js';
import { FINALIZER } from './stork-kinds.js';

/** The cluster as Stork's controllers see and change it. */
export class StorkObjects {
  constructor(readonly state: ClusterState) {}

  resource(storage: string): Resource {
    return this.state.registry.named(storage);
  }

  /** Whether the cluster still serves the kind. */
  serves(storage: string): boolean {
    return this.state.registry.all().some((each) => each.storage === storage);
  }

  byUid(storage: string, uid: string): JsonObject | undefined {
    const stored = this.state.objects.byUid(uid);
    return stored && objectOf(this.resource(storage), stored);
  }

  get(storage: string, name: string, namespace = ''): JsonObject | undefined {
    const stored = this.state.objects.get(storage, namespace, name);
    return stored && objectOf(this.resource(storage), stored);
  }

  in(storage: string, namespace: string): readonly JsonObject[] {
    const resource = this.resource(storage);
    return this.state.objects.inNamespace(storage, namespace).map((stored) => objectOf(resource, stored));
  }

  all(storage: string): readonly JsonObject[] {
    const resource = this.resource(storage);
    return this.state.objects.sorted(storage).map((stored) => objectOf(resource, stored));
  }

  setStatus(storage: string, uid: string, status: JsonObject): void {
    this.#rewrite(storage, uid, (object) => ({
      ...object,
      status: { ...objectAt(object, 'status'), ...status },
    }));
  }

  setSpec(storage: string, uid: string, spec: JsonObject): void {
    this.#rewrite(storage, uid, (object) => ({ ...object, spec: { ...objectAt(object, 'spec'), ...spec } }));
  }

  addFinalizer(storage: string, uid: string): void {
    this.#rewrite(storage, uid, (object) => {
      const metadata = objectAt(object, 'metadata');
      return {
        ...object,
        metadata: { ...metadata, finalizers: [...listAt(metadata, 'finalizers'), FINALIZER] },
      };
    });
  }

  release(storage: string, uid: string): void {
    dropFinalizers(this.state, this.resource(storage), { uid, names: [FINALIZER] });
  }

  create(storage: string, object: JsonObject): void {
    const resource = this.resource(storage);
    const namespace = textAt(objectAt(object, 'metadata'), 'namespace');
    const options = { ...arranged, manager: 'stork' };
    const { kind } = resource;
    const whole = { apiVersion: groupVersion(resource), kind, ...object };
    createObject(this.state, { resource, namespace, object: whole, options });
  }

  delete(storage: string, name: string, namespace: string): void {
    const stored = this.state.objects.get(storage, namespace, name);
    if (stored) deleteObject(this.state, { resource: this.resource(storage), stored });
  }

  /** Whether the namespace answers a GET, as one that is Terminating still does. */
  hasNamespace(name: string): boolean {
    return this.state.objects.get('namespaces', '', name) !== undefined;
  }

  #rewrite(storage: string, uid: string, change: (object: JsonObject) => JsonObject): void {
    const present = this.byUid(storage, uid);
    if (present === undefined) return;
    const { objects } = this.state;
    objects.put(toStored(this.resource(storage), change(present), objects.nextVersion()));
  }
}

export function metadataOf(object: JsonObject | undefined): {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
} {
  const metadata = objectAt(object, 'metadata');
  return {
    name: textAt(metadata, 'name') ?? '',
    namespace: textAt(metadata, 'namespace') ?? '',
    uid: textAt(metadata, 'uid') ?? '',
  };
}
