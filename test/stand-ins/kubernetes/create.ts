import { randomBytes } from 'node:crypto';
import { admit } from './admission.js';
import { checkAllocations, withAllocations } from './allocations.js';
import { alreadyExists, badRequest, internalError, namespaceTerminating, notFound } from './api-error.js';
import type { ClusterState } from './cluster-state.js';
import { afterCreate } from './controllers.js';
import { withDefaults } from './defaults.js';
import { type JsonObject, objectAt, textAt, withKey } from './json.js';
import { type FieldOwner, withOwners, withUpdateOwner } from './managed-fields.js';
import { pruneUnknown } from './pruning.js';
import { hasSubresource, type Resource } from './resources.js';
import { isTerminating, metadataOf, type StoredObject, toStored } from './stored-object.js';
import { checkKind, checkName } from './validation.js';
import type { WriteOptions } from './write-options.js';

export interface Creation {
  readonly resource: Resource;
  /** Of the path; undefined for cluster-scoped resources. */
  readonly namespace: string | undefined;
  readonly object: JsonObject;
  readonly options: WriteOptions;
  /** The applier, when a server-side apply creates: it owns what it said and not the defaults. */
  readonly owner?: FieldOwner;
  /** What a test says about the object's past: fields of metadata, and the status. */
  readonly past?: JsonObject;
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
  admit(state, { resource, namespace: creation.namespace, name });
  checkAllocations(resource, object, state);
  const owned = creation.owner
    ? withOwners(object, [creation.owner])
    : withUpdateOwner({
        resource,
        before: undefined,
        after: object,
        manager: options.manager,
        time: state.now(),
      });
  const allocated = withAllocations(resource, owned, state);
  return storeNew(state, {
    resource,
    object: creation.past ? withPast(allocated, creation.past) : allocated,
    dryRun: options.dryRun,
  });
}

function withPast(object: JsonObject, { metadata, ...status }: JsonObject): JsonObject {
  return {
    ...object,
    ...status,
    metadata: { ...objectAt(object, 'metadata'), ...objectAt({ metadata }, 'metadata') },
  };
}

interface NewObject {
  readonly resource: Resource;
  readonly object: JsonObject;
  readonly dryRun: boolean;
}

/** A dry run writes nothing and shows no version. */
function storeNew(state: ClusterState, { resource, object, dryRun }: NewObject): StoredObject {
  if (dryRun) return withoutVersion(toStored(resource, object, 0));
  const stored = toStored(resource, object, state.objects.nextVersion());
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
