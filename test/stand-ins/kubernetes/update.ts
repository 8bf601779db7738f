import { badRequest, conflict, invalid, notFound, staleVersion } from './api-error.js';
import type { ClusterState } from './cluster-state.js';
import { afterUpdate } from './controllers.js';
import { countsGenerations } from './create.js';
import { withDefaults } from './defaults.js';
import { checkImmutable } from './immutability.js';
import { equal, isObject, type JsonObject, listAt, objectAt, stringify, textAt, withKey } from './json.js';
import { withUpdateOwner } from './managed-fields.js';
import { pruneUnknown } from './pruning.js';
import { hasSubresource, type Resource } from './resources.js';
import { objectOf, type StoredObject, toStored } from './stored-object.js';
import { checkKind } from './validation.js';
import type { WriteOptions } from './write-options.js';

export interface Target {
  readonly resource: Resource;
  readonly namespace: string | undefined;
  readonly name: string;
}

export interface Replacement extends Target {
  readonly object: JsonObject;
  readonly options: WriteOptions;
  readonly subresource?: string | undefined;
}

/** @throws ApiError 404 */
export function existing(state: ClusterState, { resource, namespace, name }: Target): StoredObject {
  const stored = state.objects.get(resource.storage, namespace ?? '', name);
  if (!stored) throw notFound(resource, name);
  return stored;
}

/** PUT of an object or of its status. @throws ApiError */
export function updateObject(state: ClusterState, replacement: Replacement): StoredObject {
  const { resource, name, namespace, options } = replacement;
  checkKind(resource, replacement.object);
  const object = pruneUnknown(resource, replacement.object, options);
  const metadata = objectAt(object, 'metadata');
  const sentName = textAt(metadata, 'name') ?? '';
  if (sentName !== name) {
    throw badRequest(
      `the name of the object (${sentName || '<unknown>'}) does not match the name on the URL (${name})`,
    );
  }
  const sentNamespace = textAt(metadata, 'namespace');
  if (sentNamespace && sentNamespace !== (namespace ?? '')) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  const stored = existing(state, replacement);
  if (resource.custom && !textAt(metadata, 'resourceVersion')) {
    throw invalid(resource, name, [
      {
        reason: 'FieldValueInvalid',
        message: '0: must be specified for an update',
        field: 'metadata.resourceVersion',
      },
    ]);
  }
  return writeUpdate(state, { ...replacement, object, stored });
}

export interface Write extends Replacement {
  readonly stored: StoredObject;
  /** Takes the place of noting an Update: a server-side apply has worked out the owners itself. */
  readonly owned?: boolean;
}

/** Checks the preconditions in the body, keeps what the writer may not touch, and stores. @throws ApiError */
export function writeUpdate(state: ClusterState, write: Write): StoredObject {
  const { resource, stored, options } = write;
  const before = objectOf(resource, stored);
  checkPreconditions(write);
  const asked = keepProtected(write, before);
  const defaulted = write.subresource === undefined ? withDefaults(resource, asked) : asked;
  if (write.subresource === undefined) checkImmutable(resource, before, defaulted);
  const counted = withGeneration(resource, before, defaulted);
  const after = write.owned ? counted : noteUpdate(state, write, { before, after: counted });
  if (write.owned ? stringify(untimed(before)) === stringify(untimed(after)) : equal(before, after))
    return stored;
  if (options.dryRun) return toStored(resource, after, stored.resourceVersion);
  const next = toStored(resource, after, state.objects.nextVersion());
  state.objects.put(next);
  afterUpdate(state, resource, next);
  return next;
}

/** The server takes no apply for a change that would only set a later time on who owns which field. */
function untimed(object: JsonObject): JsonObject {
  const metadata = objectAt(object, 'metadata');
  const managedFields = listAt(metadata, 'managedFields').map((entry) =>
    isObject(entry) ? withKey(entry, 'time', undefined) : entry,
  );
  return { ...object, metadata: { ...metadata, managedFields } };
}

function checkPreconditions({ resource, name, object, stored }: Write): void {
  const metadata = objectAt(object, 'metadata');
  const version = textAt(metadata, 'resourceVersion');
  if (version && version !== String(stored.resourceVersion)) throw staleVersion(resource, name);
  const uid = textAt(metadata, 'uid');
  if (uid && uid !== stored.uid) {
    const key = ['/registry', resource.plural, stored.namespace, name].filter(Boolean).join('/');
    throw conflict(
      resource,
      name,
      `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uid}, UID in object meta: ${stored.uid}`,
    );
  }
}

const serversOwn = [
  'uid',
  'creationTimestamp',
  'namespace',
  'name',
  'generation',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
];

function keepProtected({ resource, object, subresource, owned }: Write, before: JsonObject): JsonObject {
  const old = objectAt(before, 'metadata');
  if (subresource === 'status') return { ...before, status: object.status };
  const kept = Object.fromEntries(serversOwn.map((key) => [key, old[key]]));
  const sent = objectAt(object, 'metadata');
  const metadata = {
    ...sent,
    ...kept,
    ...(owned ? { managedFields: sent.managedFields } : {}),
    resourceVersion: old.resourceVersion,
  };
  const whole = { ...object, metadata, apiVersion: before.apiVersion, kind: before.kind };
  const carried =
    resource.storage === 'services' ? { ...whole, spec: carriedAddresses(whole, before) } : whole;
  return hasSubresource(resource, 'status') ? withKey(carried, 'status', before.status) : carried;
}

/** A Service that is put without its addresses keeps them. */
function carriedAddresses(object: JsonObject, before: JsonObject): JsonObject {
  const old = objectAt(before, 'spec');
  const spec = objectAt(object, 'spec');
  const carried = ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'].filter((key) => !spec[key]);
  return { ...spec, ...Object.fromEntries(carried.map((key) => [key, old[key]])) };
}

/** A change outside metadata and status raises the generation. */
function withGeneration(resource: Resource, before: JsonObject, after: JsonObject): JsonObject {
  if (!countsGenerations(resource)) return after;
  const content = ({ metadata: _metadata, status: _status, ...rest }: JsonObject) => rest;
  if (equal(content(before), content(after))) return after;
  const metadata = objectAt(after, 'metadata');
  return { ...after, metadata: { ...metadata, generation: Number(metadata.generation ?? 0) + 1 } };
}

interface Transition {
  readonly before: JsonObject;
  readonly after: JsonObject;
}

function noteUpdate(state: ClusterState, write: Write, { before, after }: Transition): JsonObject {
  return withUpdateOwner({
    resource: write.resource,
    before,
    after,
    manager: write.options.manager,
    // The real server writes no time for the scale subresource.
    time: write.subresource === 'scale' ? undefined : state.now(),
    subresource: write.subresource,
  });
}
