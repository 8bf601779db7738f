import { badRequest, invalid, type StatusCause } from './api-error.js';
import { equal, isObject, type JsonObject, type JsonValue, listAt, objectAt, textAt } from './json.js';
import { groupVersion, type Resource } from './resources.js';
import type { WriteOptions } from './write-options.js';

const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const subdomainSentence =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const labelSentence =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

/** @throws ApiError 422 */
export function checkName(resource: Resource, name: string): void {
  if (name === '') {
    throw invalid(resource, '', [
      {
        reason: 'FieldValueRequired',
        message: 'name or generateName is required',
        field: 'metadata.name',
      },
    ]);
  }
  const sentence = nameComplaint(resource, name);
  if (sentence !== undefined) {
    throw invalid(resource, name, [
      { reason: 'FieldValueInvalid', message: `"${name}": ${sentence}`, field: 'metadata.name' },
    ]);
  }
}

function nameComplaint(resource: Resource, name: string): string | undefined {
  if (resource.group === 'rbac.authorization.k8s.io') {
    return name === '.' || name === '..' || /[/%]/.test(name) ? "may not contain '/' or '%'" : undefined;
  }
  const isLabel = resource.storage === 'namespaces' || resource.storage === 'services';
  if (isLabel) return name.length <= 63 && label.test(name) ? undefined : labelSentence;
  return name.length <= 253 && subdomain.test(name) ? undefined : subdomainSentence;
}

/** The body is of the kind that the path asks for. @throws ApiError 400 */
export function checkKind(resource: Resource, object: JsonObject): void {
  const kind = textAt(object, 'kind');
  const apiVersion = textAt(object, 'apiVersion');
  if (kind === undefined || apiVersion === undefined) {
    const missing = kind === undefined ? "Object 'Kind' is missing" : "Object 'apiVersion' is missing";
    throw badRequest(
      `${resource.kind} in version "${resource.version}" cannot be handled as a ${resource.kind}: ${missing}`,
    );
  }
  if (apiVersion !== groupVersion(resource) && resource.custom) {
    throw badRequest(
      `the API version in the data (${apiVersion}) does not match the expected API version (${groupVersion(resource)})`,
    );
  }
  if (kind !== resource.kind) {
    const version = apiVersion.split('/').pop() ?? '';
    const group = resource.group === '' ? 'core' : (resource.group.split('.')[0] ?? '');
    throw badRequest(
      `${kind} in version "${version}" cannot be handled as a ${resource.kind}: converting (${version}.${kind}) to (${group}.${resource.kind}): unknown conversion`,
    );
  }
}

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

/** Fields that may not change once an object is there: the samples that a restore runs into. @throws ApiError 422 */
export function checkImmutable(resource: Resource, before: JsonObject, after: JsonObject): void {
  const name = textAt(objectAt(before, 'metadata'), 'name') ?? '';
  const cause = immutableCause(resource, objectAt(before, 'spec'), objectAt(after, 'spec'));
  if (cause) throw invalid(resource, name, [cause]);
  const frozen = before.immutable === true && resource.group === '';
  if (frozen && ['data', 'binaryData'].some((field) => !equal(before[field], after[field]))) {
    throw invalid(resource, name, [
      { reason: 'FieldValueForbidden', message: 'field is immutable when `immutable` is set', field: 'data' },
    ]);
  }
  if (resource.group === 'rbac.authorization.k8s.io' && !equal(before.roleRef, after.roleRef)) {
    throw invalid(resource, name, [
      {
        reason: 'FieldValueInvalid',
        message: `${JSON.stringify(after.roleRef)}: cannot change roleRef`,
        field: 'roleRef',
      },
    ]);
  }
}

function immutableCause(resource: Resource, before: JsonObject, after: JsonObject): StatusCause | undefined {
  switch (resource.storage) {
    case 'persistentvolumeclaims':
      return pvcCause(before, after);
    case 'services':
      return serviceCause(before, after);
    case 'jobs.batch':
    case 'deployments.apps':
    case 'replicasets.apps':
    case 'daemonsets.apps':
    case 'statefulsets.apps':
      return equal(before.selector, after.selector)
        ? undefined
        : {
            reason: 'FieldValueInvalid',
            message: `${JSON.stringify(after.selector ?? null)}: field is immutable`,
            field: 'spec.selector',
          };
    default:
      return undefined;
  }
}

function pvcCause(before: JsonObject, after: JsonObject): StatusCause | undefined {
  const fixed = ({
    resources: _resources,
    volumeAttributesClassName: _class,
    volumeName,
    ...rest
  }: JsonObject) => (before.volumeName === undefined ? rest : { ...rest, volumeName });
  if (equal(fixed(before), fixed(after))) return undefined;
  return {
    reason: 'FieldValueForbidden',
    message:
      'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
    field: 'spec',
  };
}

function serviceCause(before: JsonObject, after: JsonObject): StatusCause | undefined {
  const address = textAt(before, 'clusterIP');
  const asked = textAt(after, 'clusterIP');
  if (!address || asked === address || after.type === 'ExternalName') return undefined;
  const list = JSON.stringify(listAt(after, 'clusterIPs'));
  return {
    reason: 'FieldValueInvalid',
    message: `${list}: may not change once set`,
    field: 'spec.clusterIPs[0]',
  };
}
