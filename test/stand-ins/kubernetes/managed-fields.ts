import { changedFields } from './field-changes.js';
import {
  difference,
  type FieldSet,
  fieldsOf,
  fromFieldsV1,
  intersection,
  isNone,
  noFields,
  toFieldsV1,
  union,
} from './field-set.js';
import { isObject, type JsonObject, listAt, objectAt, textAt, withKey } from './json.js';
import { groupVersion, type Resource } from './resources.js';

/** One entry of `metadata.managedFields`: who owns which fields, and by which operation. */
export interface FieldOwner {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly time?: string;
  readonly subresource?: string;
  readonly fields: FieldSet;
}

export function ownersOf(object: JsonObject): readonly FieldOwner[] {
  return listAt(objectAt(object, 'metadata'), 'managedFields')
    .filter(isObject)
    .map((entry) => {
      const time = textAt(entry, 'time');
      const subresource = textAt(entry, 'subresource');
      return {
        manager: textAt(entry, 'manager') ?? '',
        operation: entry.operation === 'Apply' ? 'Apply' : 'Update',
        apiVersion: textAt(entry, 'apiVersion') ?? '',
        ...(time === undefined ? {} : { time }),
        ...(subresource === undefined ? {} : { subresource }),
        fields: fromFieldsV1(objectAt(entry, 'fieldsV1')),
      };
    });
}

export function withOwners(object: JsonObject, owners: readonly FieldOwner[]): JsonObject {
  const entries = owners
    .filter((owner) => !isNone(owner.fields))
    .sort(byOperationThenTime)
    .map(({ manager, operation, apiVersion, time, subresource, fields }) => ({
      manager,
      operation,
      apiVersion,
      ...(time === undefined ? {} : { time }),
      fieldsType: 'FieldsV1',
      fieldsV1: toFieldsV1(fields),
      ...(subresource === undefined ? {} : { subresource }),
    }));
  const metadata = withKey(
    objectAt(object, 'metadata'),
    'managedFields',
    entries.length === 0 ? undefined : entries,
  );
  return { ...object, metadata };
}

function byOperationThenTime(a: FieldOwner, b: FieldOwner): number {
  if (a.operation !== b.operation) return a.operation === 'Apply' ? -1 : 1;
  const left = a.time ?? '';
  const right = b.time ?? '';
  if (left !== right) return left < right ? -1 : 1;
  return a.manager < b.manager ? -1 : a.manager > b.manager ? 1 : 0;
}

export interface Update {
  readonly resource: Resource;
  readonly before: JsonObject | undefined;
  readonly after: JsonObject;
  readonly manager: string;
  readonly time: string | undefined;
  readonly subresource?: string | undefined;
}

/** The new state with its owners: the writer takes what it changed, everybody loses what is gone. */
export function withUpdateOwner(update: Update): JsonObject {
  const { resource, before, after, manager, time, subresource } = update;
  const former = before === undefined ? [] : ownersOf(before);
  if (manager === '') return before === undefined ? after : withOwners(after, former);
  const all = fieldsOf(resource, after, 'whole');
  const changed = changedFields(resource, before ?? {}, after);
  const apiVersion = groupVersion(resource);
  const isWriter = (owner: FieldOwner) =>
    owner.operation === 'Update' &&
    owner.manager === manager &&
    owner.apiVersion === apiVersion &&
    owner.subresource === subresource;
  const writer = former.find(isWriter);
  const owned = union(intersection(writer?.fields ?? noFields, all), changed);
  const others = former
    .filter((owner) => !isWriter(owner))
    .map((owner) => ({ ...owner, fields: difference(intersection(owner.fields, all), changed) }));
  const touched = isNone(changed) && writer !== undefined ? writer.time : time;
  return withOwners(after, [
    ...others,
    {
      manager,
      operation: 'Update',
      apiVersion,
      ...(touched === undefined ? {} : { time: touched }),
      ...(subresource === undefined ? {} : { subresource }),
      fields: owned,
    },
  ]);
}
