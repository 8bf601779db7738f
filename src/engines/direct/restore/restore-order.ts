/**
 * In which order kinds come back, and why: THE table. Everything of one row is there before the next row begins; within a row the order
 * is none. Source: facts 3.5, after Velero's priorities; NetworkPolicies before whatever runs, admission webhooks last.
 */

export interface OrderRow {
  readonly id: string;
  /** One sentence for people. */
  readonly reason: string;
  /** `<resource>`, `<resource>.<group>` or `*.<group>`. */
  readonly resources: readonly string[];
}

const CORE_OR_BUILT_IN = /^(?:[^.]+|[^.]+\.(?:apps|batch|autoscaling|policy|extensions|.+\.k8s\.io))$/;

export const DEFINITIONS = 'customresourcedefinitions.apiextensions.k8s.io';
export const NAMESPACES = 'namespaces';
export const CLAIMS = 'persistentvolumeclaims';
export const VOLUMES = 'persistentvolumes';

/** Stand for all that no row names: built-in kinds, and custom resources. */
const EVERYTHING_ELSE = 'EVERYTHING_ELSE';
const CUSTOM_RESOURCES = 'CUSTOM_RESOURCES';

export const RESTORE_ORDER: readonly OrderRow[] = [
  {
    id: 'DEFINITIONS',
    reason: 'Custom resources can only be made once their definition is served.',
    resources: [DEFINITIONS],
  },
  { id: 'NAMESPACES', reason: 'Everything else is made in them.', resources: [NAMESPACES] },
  {
    id: 'CLASSES',
    reason: 'Claims, workloads and ingresses name them.',
    resources: [
      'storageclasses.storage.k8s.io',
      'volumesnapshotclasses.snapshot.storage.k8s.io',
      'priorityclasses.scheduling.k8s.io',
      'ingressclasses.networking.k8s.io',
    ],
  },
  {
    id: 'SNAPSHOT_CONTENTS',
    reason: 'Snapshots bind to them.',
    resources: ['volumesnapshotcontents.snapshot.storage.k8s.io'],
  },
  {
    id: 'SNAPSHOTS',
    reason: 'Claims are filled from them.',
    resources: ['volumesnapshots.snapshot.storage.k8s.io'],
  },
  { id: 'VOLUMES', reason: 'A claim binds to the volume that names it.', resources: [VOLUMES] },
  { id: 'CLAIMS', reason: 'Pods wait for them.', resources: [CLAIMS] },
  {
    id: 'CLUSTER_ROLES',
    reason: 'Bindings name them.',
    resources: ['clusterroles.rbac.authorization.k8s.io'],
  },
  { id: 'ROLES', reason: 'Bindings name them.', resources: ['roles.rbac.authorization.k8s.io'] },
  { id: 'ACCOUNTS', reason: 'Pods run as them, tokens are of them.', resources: ['serviceaccounts'] },
  {
    id: 'BINDINGS',
    reason: 'Workloads need their rights when they start.',
    resources: ['clusterrolebindings.rbac.authorization.k8s.io', 'rolebindings.rbac.authorization.k8s.io'],
  },
  { id: 'CONFIGURATION', reason: 'Pods read them when they start.', resources: ['secrets', 'configmaps'] },
  { id: 'LIMIT_RANGES', reason: 'They complete Pods that are made after them.', resources: ['limitranges'] },
  {
    id: 'NETWORK_POLICIES',
    reason: 'Nothing may run for a moment without the policies that shut it off.',
    resources: [
      'networkpolicies.networking.k8s.io',
      'networkpolicies.crd.projectcalico.org',
      'networkpolicies.projectcalico.org',
      'ciliumnetworkpolicies.cilium.io',
    ],
  },
  { id: 'PODS', reason: 'Those that nobody else makes.', resources: ['pods'] },
  {
    id: 'REPLICA_SETS',
    reason: 'A Deployment adopts the one that fits it.',
    resources: ['replicasets.apps'],
  },
  {
    id: 'ENDPOINTS',
    reason: 'Those that people made for Services without a selector.',
    resources: ['endpoints'],
  },
  { id: 'SERVICES', reason: 'Ingresses and workloads name them.', resources: ['services'] },
  {
    id: EVERYTHING_ELSE,
    reason: 'Workloads and all built-in kinds that no row names, by the alphabet.',
    resources: [],
  },
  {
    id: 'PARTS_OF_MACHINES',
    reason: 'Virtual machines name them; a disk that is not there yet would be fetched again.',
    resources: [
      'datavolumes.cdi.kubevirt.io',
      '*.instancetype.kubevirt.io',
      'network-attachment-definitions.k8s.cni.cncf.io',
    ],
  },
  {
    id: CUSTOM_RESOURCES,
    reason: 'Their operators run by then, and find in place what they would otherwise make.',
    resources: [],
  },
  {
    id: 'VIRTUAL_MACHINES',
    reason: 'They start when they are made: everything that they name is there by then.',
    resources: ['virtualmachines.kubevirt.io'],
  },
  {
    id: 'SCALERS',
    reason: 'They change and protect workloads, which must be there first.',
    resources: ['horizontalpodautoscalers.autoscaling', 'poddisruptionbudgets.policy'],
  },
  {
    id: 'QUOTAS',
    reason: 'A quota that counts while others are made could refuse what was there before it.',
    resources: ['resourcequotas'],
  },
  {
    id: 'WEBHOOKS',
    reason: 'A webhook whose Service does not run yet refuses everything else.',
    resources: [
      'validatingwebhookconfigurations.admissionregistration.k8s.io',
      'mutatingwebhookconfigurations.admissionregistration.k8s.io',
      'validatingadmissionpolicies.admissionregistration.k8s.io',
      'validatingadmissionpolicybindings.admissionregistration.k8s.io',
    ],
  },
];

const ROWS = new Map(
  RESTORE_ORDER.flatMap(({ resources }, row) => resources.map((name) => [name, row] as const)),
);
const REST = RESTORE_ORDER.findIndex(({ id }) => id === EVERYTHING_ELSE);
const CUSTOM = RESTORE_ORDER.findIndex(({ id }) => id === CUSTOM_RESOURCES);

/** The place in `RESTORE_ORDER` of `<resource>` or `<resource>.<group>`. */
export function rowOf(resource: string): number {
  const group = `*${resource.slice(Math.max(0, resource.indexOf('.')))}`;
  return ROWS.get(resource) ?? ROWS.get(group) ?? (CORE_OR_BUILT_IN.test(resource) ? REST : CUSTOM);
}
