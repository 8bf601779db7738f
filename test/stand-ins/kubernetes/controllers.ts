import type { ClusterState } from './cluster-state.js';
import { establish, removeInstances, withdrawWhenGone } from './custom-resources.js';
import { removeObject } from './delete.js';
import { collectDependents, collectIfDangling, settleDependents } from './garbage-collector.js';
import { listAt, objectAt } from './json.js';
import { addDefaultObjects, finalizeNamespace } from './namespaces.js';
import type { Resource } from './resources.js';
import { isTerminating, objectOf, type StoredObject } from './stored-object.js';
import { runWorkloadControllers } from './workload-controllers.js';

const definitions = 'customresourcedefinitions.apiextensions.k8s.io';

/** What the controllers of a control plane do about an object that has just been created through the API. */
export function afterCreate(state: ClusterState, resource: Resource, stored: StoredObject): void {
  if (resource.storage === 'namespaces') addDefaultObjects(state, stored.name);
  if (resource.storage === definitions) establishInTime(state, stored);
  collectIfDangling(state, resource, stored);
  runWorkloadControllers(state, resource, stored);
}

export function afterUpdate(state: ClusterState, resource: Resource, stored: StoredObject): void {
  const object = objectOf(resource, stored);
  if (isTerminating(object) && finishIfFree(state, resource, stored)) return;
  if (resource.storage === definitions && !isTerminating(object)) establishInTime(state, stored);
  runWorkloadControllers(state, resource, stored);
}

function establishInTime(state: ClusterState, { uid }: StoredObject): void {
  const work = () => {
    const present = state.objects.byUid(uid);
    if (present !== undefined) establish(state, present);
  };
  const { definitionDelayMs = 0 } = state.options;
  if (definitionDelayMs === 0) work();
  else state.soon(work, definitionDelayMs);
}

/** A marked object goes with its last finalizer. */
function finishIfFree(state: ClusterState, resource: Resource, stored: StoredObject): boolean {
  if (resource.storage === 'namespaces') {
    state.soon(() => finalizeNamespace(state, stored.name));
    return false;
  }
  const object = objectOf(resource, stored);
  if (listAt(objectAt(object, 'metadata'), 'finalizers').length > 0) return false;
  removeObject(state, resource, object);
  return true;
}

export function afterMarkedForDeletion(state: ClusterState, resource: Resource, stored: StoredObject): void {
  if (resource.storage === 'namespaces') state.soon(() => finalizeNamespace(state, stored.name));
  else if (resource.storage === definitions) removeInstances(state, stored);
  else {
    settleDependents(state, resource, stored);
    runWorkloadControllers(state, resource, stored);
  }
}

export function afterRemove(state: ClusterState, resource: Resource, stored: StoredObject): void {
  if (resource.storage === definitions) withdrawWhenGone(state, stored);
  collectDependents(state, stored);
  if (stored.namespace !== '') {
    const holder = state.objects.get('namespaces', '', stored.namespace);
    if (holder && isTerminating(objectOf(state.registry.named('namespaces'), holder))) {
      state.soon(() => finalizeNamespace(state, stored.namespace));
    }
  }
}
