import { invalid, type StatusCause } from './api-error.js';
import { equal, type JsonObject, listAt, objectAt, textAt } from './json.js';
import type { Resource } from './resources.js';

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
