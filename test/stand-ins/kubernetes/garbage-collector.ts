import type { ClusterState } from './cluster-state.js';
import { deleteObject } from './delete.js';
import { isObject, type JsonObject, listAt, objectAt, textAt } from './json.js';
import type { Resource } from './resources.js';
import { objectOf, type StoredObject } from './stored-object.js';
import { writeUpdate } from './update.js';
import { arranged } from './write-options.js';

function resourceOf(state: ClusterState, stored: StoredObject): Resource {
  const resource = state.registry.storages().find((entry) => entry.storage === stored.storage);
  if (!resource) throw new Error(`nothing serves ${stored.storage}`);
  return resource;
}

/** An object whose owners are all unknown is removed: not refused at creation, but gone soon after. */
export function collectIfDangling(state: ClusterState, resource: Resource, stored: StoredObject): void {
  if (stored.owners.length === 0) return;
  state.soon(() => {
    const present = state.objects.byUid(stored.uid);
    if (!present || present.owners.length === 0) return;
    if (present.owners.some((owner) => state.objects.byUid(owner) !== undefined)) return;
    deleteObject(state, { resource, stored: present });
  });
}

/** What an object that is gone owned goes too, unless it has another owner. */
export function collectDependents(state: ClusterState, owner: StoredObject): void {
  for (const dependent of state.objects.dependentsOf(owner.uid)) {
    collectIfDangling(state, resourceOf(state, dependent), dependent);
  }
}

/** Foreground and Orphan deletion: the dependents first, then the finalizer that held the owner. */
export function settleDependents(state: ClusterState, resource: Resource, owner: StoredObject): void {
  const finalizers = listAt(objectAt(objectOf(resource, owner), 'metadata'), 'finalizers');
  if (!finalizers.includes('foregroundDeletion') && !finalizers.includes('orphan')) return;
  state.soon(() => {
    for (const dependent of state.objects.dependentsOf(owner.uid)) {
      const kind = resourceOf(state, dependent);
      if (finalizers.includes('orphan')) orphan(state, kind, { dependent, owner });
      else deleteObject(state, { resource: kind, stored: dependent });
    }
    dropFinalizers(state, resource, { uid: owner.uid, names: ['foregroundDeletion', 'orphan'] });
  });
}

interface Orphaning {
  readonly dependent: StoredObject;
  readonly owner: StoredObject;
}

function orphan(state: ClusterState, resource: Resource, { dependent, owner }: Orphaning): void {
  const object = objectOf(resource, dependent);
  const metadata = objectAt(object, 'metadata');
  const kept = listAt(metadata, 'ownerReferences').filter(
    (reference) => isObject(reference) && textAt(reference, 'uid') !== owner.uid,
  );
  rewrite(state, { resource, stored: dependent, metadata: { ...metadata, ownerReferences: kept } });
}

/** Takes finalizers off an object that is being deleted; it goes with the last one. */
export function dropFinalizers(
  state: ClusterState,
  resource: Resource,
  { uid, names }: { readonly uid: string; readonly names: readonly string[] },
): void {
  const stored = state.objects.byUid(uid);
  if (!stored) return;
  const metadata = objectAt(objectOf(resource, stored), 'metadata');
  const finalizers = listAt(metadata, 'finalizers').filter((name) => !names.includes(String(name)));
  rewrite(state, { resource, stored, metadata: { ...metadata, finalizers } });
}

interface Rewrite {
  readonly resource: Resource;
  readonly stored: StoredObject;
  readonly metadata: JsonObject;
}

function rewrite(state: ClusterState, { resource, stored, metadata }: Rewrite): void {
  writeUpdate(state, {
    resource,
    stored,
    name: stored.name,
    namespace: stored.namespace || undefined,
    object: { ...objectOf(resource, stored), metadata },
    options: arranged,
  });
}
