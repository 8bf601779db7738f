import type { Resource, ResourceScope, Subresource } from './resources.js';

// What Kubernetes 1.36 serves by itself, in the order in which it announces it.

const everyVerb = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const readAndWrite = ['get', 'patch', 'update'];
const proxied = ['create', 'delete', 'get', 'patch', 'update'];

interface Row {
  readonly group: string;
  readonly version?: string;
  readonly kind: string;
  readonly plural?: string;
  readonly scope: ResourceScope;
  readonly verbs?: readonly string[];
  readonly short?: readonly string[];
  readonly categories?: readonly string[];
  readonly sub?: readonly Subresource[];
}

const status = (kind: string): Subresource => ({ name: 'status', kind, verbs: readAndWrite });
const scale: Subresource = {
  name: 'scale',
  kind: 'Scale',
  group: 'autoscaling',
  version: 'v1',
  verbs: readAndWrite,
};

const rows: readonly Row[] = [
  { group: '', kind: 'Binding', scope: 'Namespaced', verbs: ['create'] },
  {
    group: '',
    kind: 'ComponentStatus',
    plural: 'componentstatuses',
    scope: 'Cluster',
    verbs: ['get', 'list'],
    short: ['cs'],
  },
  { group: '', kind: 'ConfigMap', scope: 'Namespaced', short: ['cm'] },
  { group: '', kind: 'Endpoints', plural: 'endpoints', scope: 'Namespaced', short: ['ep'] },
  { group: '', kind: 'Event', scope: 'Namespaced', short: ['ev'] },
  { group: '', kind: 'LimitRange', scope: 'Namespaced', short: ['limits'] },
  {
    group: '',
    kind: 'Namespace',
    scope: 'Cluster',
    verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
    short: ['ns'],
    sub: [{ name: 'finalize', kind: 'Namespace', verbs: ['update'] }, status('Namespace')],
  },
  {
    group: '',
    kind: 'Node',
    scope: 'Cluster',
    short: ['no'],
    sub: [{ name: 'proxy', kind: 'NodeProxyOptions', verbs: proxied }, status('Node')],
  },
  {
    group: '',
    kind: 'PersistentVolumeClaim',
    scope: 'Namespaced',
    short: ['pvc'],
    sub: [status('PersistentVolumeClaim')],
  },
  { group: '', kind: 'PersistentVolume', scope: 'Cluster', short: ['pv'], sub: [status('PersistentVolume')] },
  {
    group: '',
    kind: 'Pod',
    scope: 'Namespaced',
    short: ['po'],
    categories: ['all'],
    sub: [
      { name: 'attach', kind: 'PodAttachOptions', verbs: ['create', 'get'] },
      { name: 'binding', kind: 'Binding', verbs: ['create'] },
      { name: 'ephemeralcontainers', kind: 'Pod', verbs: readAndWrite },
      { name: 'eviction', kind: 'Eviction', group: 'policy', version: 'v1', verbs: ['create'] },
      { name: 'exec', kind: 'PodExecOptions', verbs: ['create', 'get'] },
      { name: 'log', kind: 'Pod', verbs: ['get'] },
      { name: 'portforward', kind: 'PodPortForwardOptions', verbs: ['create', 'get'] },
      { name: 'proxy', kind: 'PodProxyOptions', verbs: proxied },
      { name: 'resize', kind: 'Pod', verbs: readAndWrite },
      status('Pod'),
    ],
  },
  { group: '', kind: 'PodTemplate', scope: 'Namespaced' },
  {
    group: '',
    kind: 'ReplicationController',
    scope: 'Namespaced',
    short: ['rc'],
    categories: ['all'],
    sub: [scale, status('ReplicationController')],
  },
  { group: '', kind: 'ResourceQuota', scope: 'Namespaced', short: ['quota'], sub: [status('ResourceQuota')] },
  { group: '', kind: 'Secret', scope: 'Namespaced' },
  {
    group: '',
    kind: 'ServiceAccount',
    scope: 'Namespaced',
    short: ['sa'],
    sub: [
      {
        name: 'token',
        kind: 'TokenRequest',
        group: 'authentication.k8s.io',
        version: 'v1',
        verbs: ['create'],
      },
    ],
  },
  {
    group: '',
    kind: 'Service',
    scope: 'Namespaced',
    short: ['svc'],
    categories: ['all'],
    sub: [{ name: 'proxy', kind: 'ServiceProxyOptions', verbs: proxied }, status('Service')],
  },
  {
    group: 'apiregistration.k8s.io',
    kind: 'APIService',
    scope: 'Cluster',
    categories: ['api-extensions'],
    sub: [status('APIService')],
  },
  { group: 'apps', kind: 'ControllerRevision', scope: 'Namespaced' },
  {
    group: 'apps',
    kind: 'DaemonSet',
    scope: 'Namespaced',
    short: ['ds'],
    categories: ['all'],
    sub: [status('DaemonSet')],
  },
  {
    group: 'apps',
    kind: 'Deployment',
    scope: 'Namespaced',
    short: ['deploy'],
    categories: ['all'],
    sub: [scale, status('Deployment')],
  },
  {
    group: 'apps',
    kind: 'ReplicaSet',
    scope: 'Namespaced',
    short: ['rs'],
    categories: ['all'],
    sub: [scale, status('ReplicaSet')],
  },
  {
    group: 'apps',
    kind: 'StatefulSet',
    scope: 'Namespaced',
    short: ['sts'],
    categories: ['all'],
    sub: [scale, status('StatefulSet')],
  },
  { group: 'events.k8s.io', kind: 'Event', scope: 'Namespaced', short: ['ev'] },
  { group: 'authentication.k8s.io', kind: 'SelfSubjectReview', scope: 'Cluster', verbs: ['create'] },
  { group: 'authentication.k8s.io', kind: 'TokenReview', scope: 'Cluster', verbs: ['create'] },
  { group: 'authorization.k8s.io', kind: 'LocalSubjectAccessReview', scope: 'Namespaced', verbs: ['create'] },
  { group: 'authorization.k8s.io', kind: 'SelfSubjectAccessReview', scope: 'Cluster', verbs: ['create'] },
  { group: 'authorization.k8s.io', kind: 'SelfSubjectRulesReview', scope: 'Cluster', verbs: ['create'] },
  { group: 'authorization.k8s.io', kind: 'SubjectAccessReview', scope: 'Cluster', verbs: ['create'] },
  {
    group: 'autoscaling',
    version: 'v2',
    kind: 'HorizontalPodAutoscaler',
    scope: 'Namespaced',
    short: ['hpa'],
    categories: ['all'],
    sub: [status('HorizontalPodAutoscaler')],
  },
  {
    group: 'autoscaling',
    kind: 'HorizontalPodAutoscaler',
    scope: 'Namespaced',
    short: ['hpa'],
    categories: ['all'],
    sub: [status('HorizontalPodAutoscaler')],
  },
  {
    group: 'batch',
    kind: 'CronJob',
    scope: 'Namespaced',
    short: ['cj'],
    categories: ['all'],
    sub: [status('CronJob')],
  },
  { group: 'batch', kind: 'Job', scope: 'Namespaced', categories: ['all'], sub: [status('Job')] },
  {
    group: 'certificates.k8s.io',
    kind: 'CertificateSigningRequest',
    scope: 'Cluster',
    short: ['csr'],
    sub: [
      { name: 'approval', kind: 'CertificateSigningRequest', verbs: readAndWrite },
      status('CertificateSigningRequest'),
    ],
  },
  { group: 'networking.k8s.io', kind: 'IngressClass', plural: 'ingressclasses', scope: 'Cluster' },
  {
    group: 'networking.k8s.io',
    kind: 'Ingress',
    plural: 'ingresses',
    scope: 'Namespaced',
    short: ['ing'],
    sub: [status('Ingress')],
  },
  { group: 'networking.k8s.io', kind: 'IPAddress', plural: 'ipaddresses', scope: 'Cluster', short: ['ip'] },
  {
    group: 'networking.k8s.io',
    kind: 'NetworkPolicy',
    plural: 'networkpolicies',
    scope: 'Namespaced',
    short: ['netpol'],
  },
  { group: 'networking.k8s.io', kind: 'ServiceCIDR', scope: 'Cluster', sub: [status('ServiceCIDR')] },
  {
    group: 'policy',
    kind: 'PodDisruptionBudget',
    scope: 'Namespaced',
    short: ['pdb'],
    sub: [status('PodDisruptionBudget')],
  },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding', scope: 'Cluster' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', scope: 'Cluster' },
  { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding', scope: 'Namespaced' },
  { group: 'rbac.authorization.k8s.io', kind: 'Role', scope: 'Namespaced' },
  { group: 'storage.k8s.io', kind: 'CSIDriver', scope: 'Cluster' },
  { group: 'storage.k8s.io', kind: 'CSINode', scope: 'Cluster' },
  {
    group: 'storage.k8s.io',
    kind: 'CSIStorageCapacity',
    plural: 'csistoragecapacities',
    scope: 'Namespaced',
  },
  {
    group: 'storage.k8s.io',
    kind: 'StorageClass',
    plural: 'storageclasses',
    scope: 'Cluster',
    short: ['sc'],
  },
  { group: 'storage.k8s.io', kind: 'VolumeAttachment', scope: 'Cluster', sub: [status('VolumeAttachment')] },
  {
    group: 'storage.k8s.io',
    kind: 'VolumeAttributesClass',
    plural: 'volumeattributesclasses',
    scope: 'Cluster',
    short: ['vac'],
  },
  {
    group: 'admissionregistration.k8s.io',
    kind: 'MutatingAdmissionPolicy',
    plural: 'mutatingadmissionpolicies',
    scope: 'Cluster',
    categories: ['api-extensions'],
  },
  {
    group: 'admissionregistration.k8s.io',
    kind: 'MutatingAdmissionPolicyBinding',
    scope: 'Cluster',
    categories: ['api-extensions'],
  },
  {
    group: 'admissionregistration.k8s.io',
    kind: 'MutatingWebhookConfiguration',
    scope: 'Cluster',
    categories: ['api-extensions'],
  },
  {
    group: 'admissionregistration.k8s.io',
    kind: 'ValidatingAdmissionPolicy',
    plural: 'validatingadmissionpolicies',
    scope: 'Cluster',
    categories: ['api-extensions'],
    sub: [status('ValidatingAdmissionPolicy')],
  },
  {
    group: 'admissionregistration.k8s.io',
    kind: 'ValidatingAdmissionPolicyBinding',
    scope: 'Cluster',
    categories: ['api-extensions'],
  },
  {
    group: 'admissionregistration.k8s.io',
    kind: 'ValidatingWebhookConfiguration',
    scope: 'Cluster',
    categories: ['api-extensions'],
  },
  {
    group: 'apiextensions.k8s.io',
    kind: 'CustomResourceDefinition',
    scope: 'Cluster',
    short: ['crd', 'crds'],
    categories: ['api-extensions'],
    sub: [status('CustomResourceDefinition')],
  },
  {
    group: 'scheduling.k8s.io',
    kind: 'PriorityClass',
    plural: 'priorityclasses',
    scope: 'Cluster',
    short: ['pc'],
  },
  { group: 'coordination.k8s.io', kind: 'Lease', scope: 'Namespaced' },
  { group: 'node.k8s.io', kind: 'RuntimeClass', plural: 'runtimeclasses', scope: 'Cluster' },
  { group: 'discovery.k8s.io', kind: 'EndpointSlice', scope: 'Namespaced' },
  { group: 'resource.k8s.io', kind: 'DeviceClass', plural: 'deviceclasses', scope: 'Cluster' },
  { group: 'resource.k8s.io', kind: 'ResourceClaim', scope: 'Namespaced', sub: [status('ResourceClaim')] },
  { group: 'resource.k8s.io', kind: 'ResourceClaimTemplate', scope: 'Namespaced' },
  { group: 'resource.k8s.io', kind: 'ResourceSlice', scope: 'Cluster' },
  {
    group: 'flowcontrol.apiserver.k8s.io',
    kind: 'FlowSchema',
    scope: 'Cluster',
    sub: [status('FlowSchema')],
  },
  {
    group: 'flowcontrol.apiserver.k8s.io',
    kind: 'PriorityLevelConfiguration',
    scope: 'Cluster',
    sub: [status('PriorityLevelConfiguration')],
  },
];

export const resourceRows: readonly Resource[] = rows.map((row) => {
  const plural = row.plural ?? `${row.kind.toLowerCase()}s`;
  return {
    group: row.group,
    version: row.version ?? 'v1',
    plural,
    singular: row.kind.toLowerCase(),
    kind: row.kind,
    listKind: `${row.kind}List`,
    scope: row.scope,
    verbs: row.verbs ?? everyVerb,
    shortNames: row.short ?? [],
    categories: row.categories ?? [],
    subresources: row.sub ?? [],
    // Both groups of Event are one storage in Kubernetes too.
    storage: row.group === '' || plural === 'events' ? plural : `${plural}.${row.group}`,
  };
});
