import type { ClusterState } from '../cluster-state.js';
import { type JsonObject, objectAt } from '../json.js';
import type { Resource } from '../resources.js';
import { objectOf, type StoredObject, toStored } from '../stored-object.js';
import { writeUpdate } from '../update.js';
import { arranged } from '../write-options.js';

export const SNAPSHOTS = 'volumesnapshots.snapshot.storage.k8s.io';
export const CONTENTS = 'volumesnapshotcontents.snapshot.storage.k8s.io';
export const CLASSES = 'volumesnapshotclasses.snapshot.storage.k8s.io';
export const CLAIMS = 'persistentvolumeclaims';
export const VOLUMES = 'persistentvolumes';
export const SETS = 'statefulsets.apps';
export const PROTECTION = {
  bound: 'snapshot.storage.kubernetes.io/volumesnapshot-bound-protection',
  asSource: 'snapshot.storage.kubernetes.io/volumesnapshot-as-source-protection',
  content: 'snapshot.storage.kubernetes.io/volumesnapshotcontent-bound-protection',
} as const;
export const BEING_DELETED = 'snapshot.storage.kubernetes.io/volumesnapshot-being-deleted';

/** Objects of the cluster as its controllers see and change them. */
export class CsiObjects {
  constructor(readonly state: ClusterState) {}

  resource(storage: string): Resource {
    return this.state.registry.named(storage);
  }

  byUid(storage: string, uid: string): JsonObject | undefined {
    const stored = this.state.objects.byUid(uid);
    return stored && objectOf(this.resource(storage), stored);
  }

  get(storage: string, name: string, namespace = ''): JsonObject | undefined {
    const stored = this.state.objects.get(storage, namespace, name);
    return stored && objectOf(this.resource(storage), stored);
  }

  all(storage: string): readonly JsonObject[] {
    const resource = this.resource(storage);
    return this.state.objects.sorted(storage).map((stored) => objectOf(resource, stored));
  }

  setStatus(storage: string, object: JsonObject, status: JsonObject): void {
    const present = this.byUid(storage, String(objectAt(object, 'metadata').uid));
    if (present === undefined) return;
    const next = { ...present, status: { ...objectAt(present, 'status'), ...status } };
    this.state.objects.put(toStored(this.resource(storage), next, this.state.objects.nextVersion()));
  }

  setSpec(storage: string, object: JsonObject, spec: JsonObject): void {
    const present = this.byUid(storage, String(objectAt(object, 'metadata').uid));
    if (present === undefined) return;
    const next = toStored(this.resource(storage), { ...present, spec }, this.state.objects.nextVersion());
    this.state.objects.put(next);
  }

  setMetadata(storage: string, object: JsonObject, change: JsonObject): void {
    const stored = this.#stored(object);
    if (stored === undefined) return;
    const resource = this.resource(storage);
    const present = objectOf(resource, stored);
    writeUpdate(this.state, {
      resource,
      stored,
      name: stored.name,
      namespace: stored.namespace || undefined,
      object: { ...present, metadata: { ...objectAt(present, 'metadata'), ...change } },
      options: arranged,
    });
  }

  #stored(object: JsonObject): StoredObject | undefined {
    return this.state.objects.byUid(String(objectAt(object, 'metadata').uid));
  }
}
