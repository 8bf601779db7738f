import type { ResourceCall } from './api-call.js';
import { ApiError, badRequest, statusBody } from './api-error.js';
import type { ClusterState } from './cluster-state.js';
import { createObject } from './create.js';
import { changedFields } from './field-changes.js';
import { difference, type FieldSet, fieldsOf, intersection, isNone, noFields, pathsOf } from './field-set.js';
import { isList, isObject, type JsonObject, type JsonValue, objectAt, textAt } from './json.js';
import { type FieldOwner, ownersOf, withOwners } from './managed-fields.js';
import { keyOfItem, keysOfList } from './merge-keys.js';
import { mergePatched } from './merge-patch.js';
import type { Patched } from './patch.js';
import { pruneUnknown } from './pruning.js';
import { groupVersion, type Resource } from './resources.js';
import { objectOf } from './stored-object.js';
import { strategicallyPatched } from './strategic-patch.js';
import { type Target, writeUpdate } from './update.js';
import { checkKind } from './validation.js';

export interface Application extends Target {
  readonly call: ResourceCall;
  readonly applied: JsonObject;
  readonly subresource?: string | undefined;
}

/** Server-side apply. @throws ApiError 400, 409 with one cause per field, 422 without a fieldManager */
export function applyObject(state: ClusterState, application: Application): Patched {
  const { resource, namespace, name, call } = application;
  const manager = managerOf(call);
  checkKind(resource, application.applied);
  if (objectAt(application.applied, 'metadata').managedFields !== undefined) {
    throw badRequest('metadata.managedFields must be nil');
  }
  const applied = pruneUnknown(resource, application.applied, call.write);
  const owner: FieldOwner = {
    manager,
    operation: 'Apply',
    apiVersion: groupVersion(resource),
    time: state.now(),
    ...(application.subresource === undefined ? {} : { subresource: application.subresource }),
    fields: fieldsOf(resource, applied, 'leaves'),
  };
  const stored = state.objects.get(resource.storage, namespace ?? '', name);
  if (stored === undefined) {
    const object = { ...applied, metadata: { ...objectAt(applied, 'metadata'), name } };
    return {
      stored: createObject(state, { resource, namespace, object, options: call.write, owner }),
      created: true,
    };
  }
  const live = objectOf(resource, stored);
  const former = ownersOf(live);
  const others = former.filter((entry) => !isSameApplier(entry, owner));
  const taken = conflicting(resource, { live, applied, fields: owner.fields });
  const force = call.query.get('force') === 'true';
  if (!force) refuseConflicts(others, taken);
  const previous = former.find((entry) => isSameApplier(entry, owner))?.fields ?? noFields;
  const merged = mergeApplied(resource, live, applied);
  const dropped = others.reduce(
    (fields, other) => difference(fields, other.fields),
    difference(previous, owner.fields),
  );
  const owned = withOwners(removeFields(resource, merged, { fields: dropped, path: [] }), [
    ...others.map((other) => ({ ...other, fields: difference(other.fields, taken) })),
    owner,
  ]);
  const object = {
    ...owned,
    metadata: {
      ...objectAt(owned, 'metadata'),
      resourceVersion: textAt(objectAt(applied, 'metadata'), 'resourceVersion'),
    },
  };
  return {
    stored: writeUpdate(state, {
      resource,
      namespace,
      name,
      object,
      stored,
      options: call.write,
      subresource: application.subresource,
      owned: true,
    }),
    created: false,
  };
}

/** @throws ApiError 422 */
function managerOf(call: ResourceCall): string {
  const manager = call.query.get('fieldManager');
  if (manager) return manager;
  const message = 'Required value: is required for apply patch';
  throw new ApiError(
    422,
    statusBody({
      code: 422,
      message: `PatchOptions.meta.k8s.io "" is invalid: fieldManager: ${message}`,
      reason: 'Invalid',
      details: {
        group: 'meta.k8s.io',
        kind: 'PatchOptions',
        causes: [{ reason: 'FieldValueRequired', message, field: 'fieldManager' }],
      },
    }),
  );
}

function isSameApplier(entry: FieldOwner, owner: FieldOwner): boolean {
  return (
    entry.operation === 'Apply' && entry.manager === owner.manager && entry.subresource === owner.subresource
  );
}

interface Comparison {
  readonly live: JsonObject;
  readonly applied: JsonObject;
  readonly fields: FieldSet;
}

/** The applied fields whose live value is another one. */
function conflicting(resource: Resource, { live, applied, fields }: Comparison): FieldSet {
  return intersection(fields, changedFields(resource, live, mergeApplied(resource, live, applied)));
}

/** @throws ApiError 409 */
function refuseConflicts(others: readonly FieldOwner[], taken: FieldSet): void {
  const causes = others.flatMap((other) => {
    const fields = intersection(other.fields, taken);
    if (isNone(fields)) return [];
    const by = `conflict with "${other.manager}"${other.operation === 'Update' ? ` using ${other.apiVersion}` : ''}`;
    return pathsOf(fields).map((field) => ({ reason: 'FieldManagerConflict', message: by, field }));
  });
  const [first] = causes;
  if (first === undefined) return;
  const message =
    causes.length === 1
      ? `Apply failed with 1 conflict: ${first.message}: ${first.field}`
      : `Apply failed with ${causes.length} conflicts: ${causes.map((cause) => `${cause.message}: ${cause.field}`).join('\n')}`;
  throw new ApiError(409, statusBody({ code: 409, message, reason: 'Conflict', details: { causes } }));
}

function mergeApplied(resource: Resource, live: JsonObject, applied: JsonObject): JsonObject {
  return resource.custom
    ? (mergePatched(live, applied) as JsonObject)
    : strategicallyPatched(resource, live, applied);
}

interface FieldRemoval {
  readonly fields: FieldSet;
  readonly path: readonly string[];
}

/** Takes away what the applier no longer says and nobody else owns. */
function removeFields(resource: Resource, object: JsonObject, { fields, path }: FieldRemoval): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]): (readonly [string, JsonValue | undefined])[] => {
      const child = fields.children.get(`f:${key}`);
      if (child === undefined || value === undefined) return [[key, value]];
      if (child.self && child.children.size === 0) return [];
      const place = { fields: child, path: [...path, key] };
      if (isObject(value)) return [[key, removeFields(resource, value, place)]];
      return [[key, isList(value) ? removeItems(resource, value, place) : value]];
    }),
  );
}

function removeItems(
  resource: Resource,
  list: readonly JsonValue[],
  { fields, path }: FieldRemoval,
): readonly JsonValue[] {
  const keys = keysOfList(resource, path, list) ?? [];
  return list.flatMap((item) => {
    const child = fields.children.get(
      isObject(item) ? `k:${keyOfItem(item, keys)}` : `v:${JSON.stringify(item)}`,
    );
    if (child === undefined) return [item];
    if (child.self || !isObject(item)) return [];
    return [removeFields(resource, item, { fields: child, path: [...path, '*'] })];
  });
}
