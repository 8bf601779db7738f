import { isObject, type JsonObject, listAt, objectAt, textAt } from './json.js';
import type { Resource } from './resources.js';

type Defaulting = (object: JsonObject) => JsonObject;

/** What the API server fills in when an object of a built-in kind comes without it. */
export function withDefaults(resource: Resource, object: JsonObject): JsonObject {
  if (resource.custom) return object;
  return defaultings[resource.storage]?.(object) ?? object;
}

const defaultings: Readonly<Record<string, Defaulting>> = {
  namespaces: (object) => ({
    ...object,
    metadata: {
      ...objectAt(object, 'metadata'),
      labels: {
        'kubernetes.io/metadata.name': textAt(objectAt(object, 'metadata'), 'name') ?? '',
        ...objectAt(objectAt(object, 'metadata'), 'labels'),
      },
    },
  }),
  secrets: ({ stringData, ...object }) => ({
    ...object,
    ...(stringData === undefined && object.data === undefined
      ? {}
      : { data: { ...objectAt(object, 'data'), ...encoded(stringData) } }),
    type: object.type ?? 'Opaque',
  }),
  services: serviceDefaults,
  persistentvolumeclaims: (object) => ({
    ...object,
    spec: { ...objectAt(object, 'spec'), volumeMode: objectAt(object, 'spec').volumeMode ?? 'Filesystem' },
  }),
  pods: (object) => ({
    ...object,
    spec: { ...podDefaults(objectAt(object, 'spec')), enableServiceLinks: true },
  }),
  'deployments.apps': (object) =>
    withSpec(object, {
      replicas: 1,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    }),
  'replicasets.apps': (object) => withSpec(object, { replicas: 1 }),
  'statefulsets.apps': (object) =>
    withSpec(object, {
      replicas: 1,
      podManagementPolicy: 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      revisionHistoryLimit: 10,
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    }),
  'daemonsets.apps': (object) =>
    withSpec(object, {
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      revisionHistoryLimit: 10,
    }),
  'jobs.batch': jobDefaults,
  'roles.rbac.authorization.k8s.io': withoutEmptyRules,
  'clusterroles.rbac.authorization.k8s.io': withoutEmptyRules,
  'customresourcedefinitions.apiextensions.k8s.io': (object) => {
    const spec = objectAt(object, 'spec');
    const names = objectAt(spec, 'names');
    const kind = textAt(names, 'kind') ?? '';
    return {
      ...object,
      spec: {
        ...spec,
        names: { singular: kind.toLowerCase(), listKind: `${kind}List`, ...names },
        conversion: spec.conversion ?? { strategy: 'None' },
      },
    };
  },
};

function encoded(stringData: unknown): JsonObject {
  if (!isObject(stringData)) return {};
  return Object.fromEntries(
    Object.entries(stringData).map(([key, value]) => [key, Buffer.from(String(value)).toString('base64')]),
  );
}

/** Go reads an empty list of rules and writes `null`. */
function withoutEmptyRules(object: JsonObject): JsonObject {
  return { ...object, rules: listAt(object, 'rules').length === 0 ? null : (object.rules ?? null) };
}

function withSpec(object: JsonObject, defaults: JsonObject): JsonObject {
  const spec = objectAt(object, 'spec');
  return {
    ...object,
    spec: { ...defaults, ...spec, template: templateDefaults(objectAt(spec, 'template')) },
  };
}

function templateDefaults(template: JsonObject): JsonObject {
  return { ...template, spec: podDefaults(objectAt(template, 'spec')) };
}

function podDefaults(spec: JsonObject): JsonObject {
  return {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
    ...spec,
    containers: listAt(spec, 'containers').map((container) =>
      isObject(container) ? containerDefaults(container) : container,
    ),
  };
}

function containerDefaults(container: JsonObject): JsonObject {
  const image = textAt(container, 'image') ?? '';
  const tag = /:([^/:@]+)(?:@.*)?$/.exec(image)?.[1] ?? (image.includes('@') ? 'digest' : 'latest');
  return {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: tag === 'latest' ? 'Always' : 'IfNotPresent',
    ...container,
    ...(Array.isArray(container.ports)
      ? {
          ports: listAt(container, 'ports').map((port) =>
            isObject(port) ? { protocol: 'TCP', ...port } : port,
          ),
        }
      : {}),
  };
}

/** A Job without a selector gets one from its own uid, as its template's labels do. */
function jobDefaults(object: JsonObject): JsonObject {
  const spec = objectAt(object, 'spec');
  const metadata = objectAt(object, 'metadata');
  const uid = textAt(metadata, 'uid') ?? '';
  const name = textAt(metadata, 'name') ?? '';
  const template = objectAt(spec, 'template');
  const own = {
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  };
  const templateMetadata = objectAt(template, 'metadata');
  return withSpec(
    {
      ...object,
      spec: {
        ...spec,
        selector: spec.selector ?? { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } },
        template: {
          ...template,
          metadata: {
            ...templateMetadata,
            labels:
              spec.manualSelector === true
                ? objectAt(templateMetadata, 'labels')
                : { ...own, ...objectAt(templateMetadata, 'labels') },
          },
        },
      },
    },
    { parallelism: 1, completions: 1, backoffLimit: 6, completionMode: 'NonIndexed', suspend: false },
  );
}

function serviceDefaults(object: JsonObject): JsonObject {
  const spec = objectAt(object, 'spec');
  const type = textAt(spec, 'type') ?? 'ClusterIP';
  if (type === 'ExternalName') return object;
  return {
    ...object,
    spec: {
      ...spec,
      ports: listAt(spec, 'ports').map((port) =>
        isObject(port) ? { protocol: 'TCP', targetPort: port.port ?? 0, ...port } : port,
      ),
      type,
      sessionAffinity: spec.sessionAffinity ?? 'None',
      ...(exposes(type) ? { externalTrafficPolicy: spec.externalTrafficPolicy ?? 'Cluster' } : {}),
      internalTrafficPolicy: spec.internalTrafficPolicy ?? 'Cluster',
    },
  };
}

/** Whether a Service of this type has node ports. */
export function exposes(type: string | undefined): boolean {
  return type === 'NodePort' || type === 'LoadBalancer';
}
