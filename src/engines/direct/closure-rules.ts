/**
 * Which cluster-scoped objects a backup of namespaces takes along, and why: THE table, in the order of reading.
 * Source: facts 3.3.
 */
import { isObject, objectsIn } from './json-object.js';
import { type ListedObject, parseListed } from './listed-object.js';
import { isOptedOut } from './skip-rules.js';

export interface ClosureRule {
  /** `<resource>` or `<resource>.<group>`. */
  readonly resource: string;
  /** One sentence for people. */
  readonly reason: string;
  /**
   * NAMES: those that kept objects name. SEARCH: all are listed and `matches` decides.
   */
  readonly by: 'NAMES' | 'SEARCH';
  readonly matches: (object: ListedObject, namespaces: ReadonlySet<string>) => boolean;
  /** The objects themselves name cluster-scoped objects that are wanted, too. */
  readonly names?: (object: ListedObject) => readonly { readonly resource: string; readonly name: string }[];
  /** What a restore must do to the original bytes, beyond the rules for every object. */
  readonly onRestore?: string;
}

const wanted = (object: ListedObject) => !isOptedOut(object);
/** Kubernetes makes these itself in every cluster. */
const foreign = (object: ListedObject) =>
  !isOptedOut(object) &&
  !object.name.startsWith('system:') &&
  object.labels.get('kubernetes.io/bootstrapping') !== 'rbac-defaults';

const CLUSTER_ROLES = 'clusterroles.rbac.authorization.k8s.io';

export const CLOSURE_RULES: readonly ClosureRule[] = [
  {
    resource: 'namespaces',
    reason: 'The namespaces themselves: their labels and annotations hold policies such as pod security.',
    by: 'NAMES',
    // Whoever asks for a namespace by name gets it, whatever it says about itself.
    matches: () => true,
  },
  {
    resource: 'persistentvolumes',
    reason: 'The volumes that claims are bound to: where the data is.',
    by: 'NAMES',
    matches: wanted,
  },
  {
    resource: 'storageclasses.storage.k8s.io',
    reason: 'The storage classes that claims and claim templates name.',
    by: 'NAMES',
    matches: wanted,
  },
  {
    resource: 'volumesnapshotclasses.snapshot.storage.k8s.io',
    reason: 'The snapshot classes that volume snapshots name.',
    by: 'NAMES',
    matches: wanted,
  },
  {
    resource: 'priorityclasses.scheduling.k8s.io',
    reason: 'The priority classes that workloads name, except those of Kubernetes itself.',
    by: 'NAMES',
    matches: (object) => wanted(object) && !object.name.startsWith('system-'),
  },
  {
    resource: 'ingressclasses.networking.k8s.io',
    reason: 'The ingress classes that ingresses name.',
    by: 'NAMES',
    matches: wanted,
  },
  ...['virtualmachineclusterinstancetypes', 'virtualmachineclusterpreferences'].map(
    (resource): ClosureRule => ({
      resource: `${resource}.instancetype.kubevirt.io`,
      reason: 'The instance types and preferences that virtual machines name.',
      by: 'NAMES',
      matches: wanted,
    }),
  ),
  {
    resource: 'customresourcedefinitions.apiextensions.k8s.io',
    reason: 'The definitions of the custom resources in the backup.',
    by: 'NAMES',
    matches: wanted,
  },
  {
    resource: 'clusterrolebindings.rbac.authorization.k8s.io',
    reason: 'The cluster-wide rights of the ServiceAccounts in the namespaces.',
    by: 'SEARCH',
    matches: (object, namespaces) => foreign(object) && bindsAccountsOf(parseListed(object), namespaces),
    names: (object) => clusterRoleOf(parseListed(object)),
    onRestore:
      'Keep only the subjects that are ServiceAccounts of restored namespaces: the others may belong to somebody else.',
  },
  {
    resource: CLUSTER_ROLES,
    reason: 'The roles that these bindings and the RoleBindings of the namespaces name.',
    by: 'NAMES',
    matches: foreign,
  },
  ...['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'].map(
    (resource): ClosureRule => ({
      resource: `${resource}.admissionregistration.k8s.io`,
      reason: 'The admission webhooks that a Service in the namespaces answers.',
      by: 'SEARCH',
      matches: (object, namespaces) => wanted(object) && callsServiceIn(parseListed(object), namespaces),
      onRestore: 'Create it last: a webhook whose Service does not run yet refuses everything else.',
    }),
  ),
];

const ACCOUNT_GROUP = 'system:serviceaccounts:';

function bindsAccountsOf(binding: unknown, namespaces: ReadonlySet<string>): boolean {
  return objectsIn(isObject(binding) ? binding.subjects : []).some(({ kind, namespace, name }) => {
    if (typeof name !== 'string') return false;
    if (kind === 'ServiceAccount') return typeof namespace === 'string' && namespaces.has(namespace);
    return (
      kind === 'Group' && name.startsWith(ACCOUNT_GROUP) && namespaces.has(name.slice(ACCOUNT_GROUP.length))
    );
  });
}

function clusterRoleOf(binding: unknown): { resource: string; name: string }[] {
  const role = isObject(binding) && isObject(binding.roleRef) ? binding.roleRef.name : undefined;
  return typeof role === 'string' ? [{ resource: CLUSTER_ROLES, name: role }] : [];
}

function callsServiceIn(configuration: unknown, namespaces: ReadonlySet<string>): boolean {
  return objectsIn(isObject(configuration) ? configuration.webhooks : []).some(({ clientConfig }) => {
    const service = isObject(clientConfig) ? clientConfig.service : undefined;
    return isObject(service) && typeof service.namespace === 'string' && namespaces.has(service.namespace);
  });
}
