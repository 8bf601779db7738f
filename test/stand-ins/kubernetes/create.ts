import { randomBytes } from 'node:crypto';
import { checkAllocations, withAllocations } from './allocations.js';
import { alreadyExists, badRequest, internalError, namespaceTerminating, notFound } from './api-error.js';
import type { ClusterState } from './cluster-state.js';
import { afterCreate } from './controllers.js';
import { withDefaults } from './defaults.js';
import { type JsonObject, objectAt, textAt, withKey } from './json.js';
import { withUpdateOwner } from './managed-fields.js';
import { hasSubresource, type Resource } from './resources.js';
import { isTerminating, metadataOf, type StoredObject, toStored } from './stored-object.js';
import { checkKind, checkName, pruneUnknown } from './validation.js';
import type { WriteOptions } from './write-options.js';

export interface Creation {
  readonly resource: Resource;
  /** Of the path; undefined for cluster-scoped resources. */
  readonly namespace: string | undefined;
  readonly object: JsonObject;
  readonly options: WriteOptions;
}

/** POST of an object. @throws ApiError */
export function createObject(state: ClusterState, creation: Creation): StoredObject {
  const { resource, options } = creation;
  checkKind(resource, creation.object);
  const pruned = pruneUnknown(resource, creation.object, options);
  const metadata = objectAt(pruned, 'metadata');
  checkMetadata(metadata, creation.namespace);
  const name = textAt(metadata, 'name') || generatedName(metadata);
  checkName(resource, name);
  checkPlace(state, creation, name);
  const object = withDefaults(resource, {
    ...withoutStatus(resource, pruned),
    metadata: newMetadata(state, creation, name),
  });
  checkAllocations(resource, object, state);
  const owned = withUpdateOwner({
    resource,
    before: undefined,
    after: object,
    manager: options.manager,
    time: state.now(),
  });
  return storeNew(state, { resource, object: owned, dryRun: options.dryRun });
}

interface NewObject {
  readonly resource: Resource;
  readonly object: JsonObject;
  readonly dryRun: boolean;
}

/** Allocates and writes an object that is ready; a dry run writes nothing and shows no version. */
export function storeNew(state: ClusterState, { resource, object, dryRun }: NewObject): StoredObject {
  const complete = withAllocations(resource, object, state);
  if (dryRun) return withoutVersion(toStored(resource, complete, 0));
  const stored = toStored(resource, complete, state.objects.nextVersion());
  state.objects.put(stored);
  afterCreate(state, resource, stored);
  return stored;
}

function withoutVersion(stored: StoredObject): StoredObject {
  return {
    ...stored,
    text: stored.text.replace(',"resourceVersion":"0"', '').replace('"resourceVersion":"0",', ''),
  };
}

function checkMetadata(metadata: JsonObject, namespace: string | undefined): void {
  if (textAt(metadata, 'resourceVersion')) {
    throw internalError('resourceVersion should not be set on objects to be created');
  }
  const own = textAt(metadata, 'namespace');
  if (own && own !== (namespace ?? '')) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
}

/** The namespace is there and open, the name is free. */
function checkPlace(state: ClusterState, { resource, namespace }: Creation, name: string): void {
  if (namespace !== undefined) {
    const holder = state.objects.get('namespaces', '', namespace);
    if (!holder) throw notFound(state.registry.named('namespaces'), namespace);
    if (isTerminating({ metadata: metadataOf(holder) }))
      throw namespaceTerminating(resource, name, namespace);
  }
  const existing = state.objects.get(resource.storage, namespace ?? '', name);
  if (existing) throw alreadyExists(resource, name, isTerminating({ metadata: metadataOf(existing) }));
}

function generatedName(metadata: JsonObject): string {
  const prefix = textAt(metadata, 'generateName');
  return prefix ? prefix + randomBytes(4).toString('hex').slice(0, 5) : '';
}

function newMetadata(
  state: ClusterState,
  { resource, object, namespace }: Creation,
  name: string,
): JsonObject {
  const sent = objectAt(object, 'metadata');
  const {
    managedFields: _owners,
    deletionTimestamp: _deleted,
    deletionGracePeriodSeconds: _grace,
    ...kept
  } = sent;
  return {
    ...kept,
    name,
    namespace,
    uid: state.newUid(),
    creationTimestamp: state.now(),
    generation: countsGenerations(resource) ? 1 : undefined,
  };
}

const generational = new Set([
  'deployments.apps',
  'statefulsets.apps',
  'daemonsets.apps',
  'replicasets.apps',
  'jobs.batch',
  'cronjobs.batch',
  'ingresses.networking.k8s.io',
  'networkpolicies.networking.k8s.io',
  'poddisruptionbudgets.policy',
  'pods',
  'customresourcedefinitions.apiextensions.k8s.io',
]);

export function countsGenerations(resource: Resource): boolean {
  return resource.custom !== undefined || generational.has(resource.storage);
}

/** Status is the controllers' own: a body that brings one is stripped of it. */
export function withoutStatus(resource: Resource, object: JsonObject): JsonObject {
  return hasSubresource(resource, 'status') ? withKey(object, 'status', undefined) : object;
}
