import { invalid } from './api-error.js';
import type { ClusterState } from './cluster-state.js';
import { exposes } from './defaults.js';
import { isObject, type JsonObject, listAt, objectAt, parse, textAt } from './json.js';
import type { Resource } from './resources.js';

type Allocation = (object: JsonObject, state: ClusterState) => JsonObject;

/**
 * What the server adds on its own account, owned by nobody in `managedFields`: addresses, ports, protecting finalizers
 * and the first status.
 */
export function withAllocations(resource: Resource, object: JsonObject, state: ClusterState): JsonObject {
  if (resource.custom) return object;
  return allocations[resource.storage]?.(object, state) ?? object;
}

const pvcProtection = 'kubernetes.io/pvc-protection';
const withEmptyStatus: Allocation = (object) => ({ ...object, status: objectAt(object, 'status') });

const allocations: Readonly<Record<string, Allocation>> = {
  namespaces: (object) => ({
    ...object,
    spec: { finalizers: ['kubernetes'], ...objectAt(object, 'spec') },
    status: { phase: 'Active', ...objectAt(object, 'status') },
  }),
  persistentvolumeclaims: (object) => {
    const metadata = objectAt(object, 'metadata');
    const finalizers = listAt(metadata, 'finalizers');
    return {
      ...object,
      metadata: {
        ...metadata,
        finalizers: finalizers.includes(pvcProtection) ? finalizers : [...finalizers, pvcProtection],
      },
      status: { phase: 'Pending', ...objectAt(object, 'status') },
    };
  },
  pods: (object) => ({
    ...object,
    status: { phase: 'Pending', qosClass: 'BestEffort', ...objectAt(object, 'status') },
  }),
  services: serviceAllocations,
  'deployments.apps': withEmptyStatus,
  'statefulsets.apps': (object) => ({
    ...object,
    status: { replicas: 0, availableReplicas: 0, ...objectAt(object, 'status') },
  }),
  'replicasets.apps': (object) => ({ ...object, status: { replicas: 0, ...objectAt(object, 'status') } }),
  'daemonsets.apps': withEmptyStatus,
  'jobs.batch': withEmptyStatus,
  'cronjobs.batch': withEmptyStatus,
  'customresourcedefinitions.apiextensions.k8s.io': (object) => ({
    ...object,
    status: {
      conditions: null,
      acceptedNames: { plural: '', kind: '' },
      storedVersions: listAt(objectAt(object, 'spec'), 'versions').flatMap((version) =>
        isObject(version) && version.storage === true ? [version.name ?? null] : [],
      ),
      ...objectAt(object, 'status'),
    },
  }),
};

function serviceAllocations(object: JsonObject, state: ClusterState): JsonObject {
  const spec = objectAt(object, 'spec');
  const type = textAt(spec, 'type');
  const status = { loadBalancer: {}, ...objectAt(object, 'status') };
  if (type === 'ExternalName') return { ...object, status };
  const clusterIP = textAt(spec, 'clusterIP') || state.nextClusterIp();
  return {
    ...object,
    spec: {
      ...spec,
      ports: listAt(spec, 'ports').map((port) =>
        isObject(port) && exposes(type) && port.nodePort === undefined
          ? { ...port, nodePort: state.nextNodePort() }
          : port,
      ),
      clusterIP,
      clusterIPs: spec.clusterIPs ?? [clusterIP],
      ipFamilies: spec.ipFamilies ?? ['IPv4'],
      ipFamilyPolicy: spec.ipFamilyPolicy ?? 'SingleStack',
    },
    status,
  };
}

/** A cluster IP or node port that another Service holds is refused. @throws ApiError 422 */
export function checkAllocations(resource: Resource, object: JsonObject, state: ClusterState): void {
  if (resource.storage !== 'services') return;
  const spec = objectAt(object, 'spec');
  const name = textAt(objectAt(object, 'metadata'), 'name') ?? '';
  const taken = state.objects.sorted('services').map((stored) => objectAt(parse(stored.text), 'spec'));
  const address = textAt(spec, 'clusterIP');
  if (address && address !== 'None' && taken.some((other) => textAt(other, 'clusterIP') === address)) {
    throw invalid(resource, name, [
      {
        reason: 'FieldValueInvalid',
        message: `["${address}"]: failed to allocate IP ${address}: provided IP is already allocated`,
        field: 'spec.clusterIPs',
      },
    ]);
  }
  const ports = new Set(taken.flatMap((other) => nodePortsOf(other)));
  nodePortsOf(spec).forEach((port, index) => {
    if (port === undefined || !ports.has(port)) return;
    throw invalid(resource, name, [
      {
        reason: 'FieldValueInvalid',
        message: `${port}: provided port is already allocated`,
        field: `spec.ports[${index}].nodePort`,
      },
    ]);
  });
}

function nodePortsOf(spec: JsonObject): readonly (number | undefined)[] {
  return listAt(spec, 'ports').map((port) => {
    const value = isObject(port) ? port.nodePort : undefined;
    return typeof value === 'number' ? value : undefined;
  });
}
