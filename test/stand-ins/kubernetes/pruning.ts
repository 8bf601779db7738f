import { badRequest } from './api-error.js';
import { isObject, type JsonObject, type JsonValue, objectAt } from './json.js';
import type { Resource } from './resources.js';
import type { WriteOptions } from './write-options.js';

/** Top-level fields beyond `spec` and `status`, by kind. */
const ownFields: Readonly<Record<string, readonly string[]>> = {
  ConfigMap: ['data', 'binaryData', 'immutable'],
  Secret: ['data', 'stringData', 'type', 'immutable'],
  Role: ['rules'],
  ClusterRole: ['rules', 'aggregationRule'],
  RoleBinding: ['subjects', 'roleRef'],
  ClusterRoleBinding: ['subjects', 'roleRef'],
  ServiceAccount: ['secrets', 'imagePullSecrets', 'automountServiceAccountToken'],
};
const strictlyKnown = new Set([
  ...Object.keys(ownFields),
  'Namespace',
  'Pod',
  'Service',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
  'Ingress',
  'NetworkPolicy',
  'HorizontalPodAutoscaler',
  'CustomResourceDefinition',
]);
const commonFields = ['apiVersion', 'kind', 'metadata', 'spec', 'status'];

/** Removes what the kind does not know; warns or refuses by `fieldValidation`. @throws ApiError 400 when Strict */
export function pruneUnknown(resource: Resource, object: JsonObject, options: WriteOptions): JsonObject {
  const unknown: string[] = [];
  const pruned = resource.custom
    ? prunedBySchema(object, resource.custom.schema, { path: '', unknown, root: true })
    : prunedByKind(resource, object, unknown);
  if (unknown.length === 0 || options.fieldValidation === 'Ignore') return pruned;
  const sentences = unknown.map((path) => `unknown field "${path}"`);
  if (options.fieldValidation === 'Strict') {
    throw badRequest(
      `${resource.kind} in version "${resource.version}" cannot be handled as a ${resource.kind}: strict decoding error: ${sentences.join(', ')}`,
    );
  }
  options.warnings.push(...sentences);
  return pruned;
}

function prunedByKind(resource: Resource, object: JsonObject, unknown: string[]): JsonObject {
  if (!strictlyKnown.has(resource.kind)) return object;
  const known = new Set([...commonFields, ...(ownFields[resource.kind] ?? [])]);
  return Object.fromEntries(
    Object.entries(object).filter(([key]) => {
      if (known.has(key)) return true;
      unknown.push(key);
      return false;
    }),
  );
}

interface Pruning {
  readonly path: string;
  readonly unknown: string[];
  readonly root?: boolean;
}

function prunedBySchema(object: JsonObject, schema: unknown, pruning: Pruning): JsonObject {
  const declared = schema as JsonObject;
  if (!isObject(declared) || declared['x-kubernetes-preserve-unknown-fields'] === true) return object;
  const properties = objectAt(declared, 'properties');
  const additional = declared.additionalProperties;
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]): (readonly [string, JsonValue | undefined])[] => {
      const path = pruning.path === '' ? key : `${pruning.path}.${key}`;
      if (pruning.root && ['apiVersion', 'kind', 'metadata'].includes(key)) return [[key, value]];
      const child = Object.hasOwn(properties, key) ? properties[key] : additional;
      if (child === undefined || child === false) {
        pruning.unknown.push(path);
        return [];
      }
      return [[key, prunedChild(value, child, { path, unknown: pruning.unknown })]];
    }),
  );
}

function prunedChild(
  value: JsonValue | undefined,
  schema: JsonValue,
  pruning: Pruning,
): JsonValue | undefined {
  if (isObject(value)) {
    const known = isObject(schema) && (schema.properties ?? schema.additionalProperties) !== undefined;
    return known ? prunedBySchema(value, schema, pruning) : value;
  }
  if (Array.isArray(value) && isObject(schema)) {
    const items = schema.items;
    if (!isObject(items)) return value;
    return value.map((item, index) =>
      isObject(item)
        ? prunedBySchema(item, items, { path: `${pruning.path}[${index}]`, unknown: pruning.unknown })
        : item,
    ) as readonly JsonValue[];
  }
  return value;
}
