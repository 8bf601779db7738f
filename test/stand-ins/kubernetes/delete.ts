import { staleVersion, uidPrecondition } from './api-error.js';
import type { ClusterState } from './cluster-state.js';
import { afterMarkedForDeletion, afterRemove } from './controllers.js';
import { isObject, type JsonObject, listAt, objectAt, textAt } from './json.js';
import type { Resource } from './resources.js';
import { isTerminating, objectOf, type StoredObject, toStored } from './stored-object.js';

export interface Removal {
  readonly resource: Resource;
  readonly stored: StoredObject;
  /** The `DeleteOptions` of the request. */
  readonly options?: JsonObject;
  readonly dryRun?: boolean;
}

export type Removed = { readonly gone: true } | { readonly gone: false; readonly stored: StoredObject };

/** DELETE of one object: gone at once, or marked while finalizers remain. @throws ApiError 409 */
export function deleteObject(state: ClusterState, removal: Removal): Removed {
  const { resource, stored, options = {} } = removal;
  checkPreconditions(removal);
  const object = objectOf(resource, stored);
  const finalizers = finalizersFor(object, textAt(options, 'propagationPolicy') ?? legacyPolicy(options));
  const waits = finalizers.length > 0 || resource.storage === 'namespaces' || isDefinition(resource);
  if (removal.dryRun) return waits ? { gone: false, stored } : { gone: true };
  if (!waits) {
    removeObject(state, resource, object);
    return { gone: true };
  }
  if (isTerminating(object)) return { gone: false, stored };
  const marked = toStored(
    resource,
    markedForDeletion(state, { resource, object, finalizers }),
    state.objects.nextVersion(),
  );
  state.objects.put(marked);
  afterMarkedForDeletion(state, resource, marked);
  return { gone: false, stored: marked };
}

function isDefinition(resource: Resource): boolean {
  return resource.storage === 'customresourcedefinitions.apiextensions.k8s.io';
}

function legacyPolicy(options: JsonObject): string | undefined {
  return options.orphanDependents === true ? 'Orphan' : undefined;
}

function finalizersFor(object: JsonObject, policy: string | undefined): readonly string[] {
  const own = listAt(objectAt(object, 'metadata'), 'finalizers').map(String);
  const extra = policy === 'Foreground' ? 'foregroundDeletion' : policy === 'Orphan' ? 'orphan' : undefined;
  return extra === undefined || own.includes(extra) ? own : [...own, extra];
}

interface Marking {
  readonly resource: Resource;
  readonly object: JsonObject;
  readonly finalizers: readonly string[];
}

function markedForDeletion(state: ClusterState, { resource, object, finalizers }: Marking): JsonObject {
  const metadata = objectAt(object, 'metadata');
  const special = resource.storage === 'namespaces' || isDefinition(resource);
  const marked = {
    ...object,
    metadata: {
      ...metadata,
      deletionTimestamp: state.now(),
      ...(special ? {} : { deletionGracePeriodSeconds: 0 }),
      finalizers: isDefinition(resource)
        ? [...finalizers, 'customresourcecleanup.apiextensions.k8s.io']
        : finalizers,
    },
  };
  if (resource.storage === 'namespaces') {
    return { ...marked, status: { ...objectAt(object, 'status'), phase: 'Terminating' } };
  }
  return isDefinition(resource) ? withTerminatingCondition(state, marked) : marked;
}

function withTerminatingCondition(state: ClusterState, object: JsonObject): JsonObject {
  const status = objectAt(object, 'status');
  return {
    ...object,
    status: {
      ...status,
      conditions: [
        ...listAt(status, 'conditions'),
        {
          type: 'Terminating',
          status: 'True',
          lastTransitionTime: state.now(),
          reason: 'InstanceDeletionPending',
          message: 'CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon',
        },
      ],
    },
  };
}

/** Takes an object out of the store under a version of its own; what depends on it follows by the garbage collector. */
export function removeObject(state: ClusterState, resource: Resource, object: JsonObject): void {
  const last = toStored(resource, object, state.objects.nextVersion());
  state.objects.remove(last);
  afterRemove(state, resource, last);
}

function checkPreconditions({ resource, stored, options = {} }: Removal): void {
  const preconditions = options.preconditions;
  if (!isObject(preconditions)) return;
  const uid = textAt(preconditions, 'uid');
  if (uid !== undefined && uid !== stored.uid) {
    throw uidPrecondition({ resource, name: stored.name, asked: uid, found: stored.uid });
  }
  const version = textAt(preconditions, 'resourceVersion');
  if (version !== undefined && version !== String(stored.resourceVersion)) {
    throw staleVersion(resource, stored.name);
  }
}
