/**
 * What a backup leaves out, and why: THE table. Data first, shown to people as it stands; `selection.ts` asks the rules in
 * this order and the first that matches names the reason.
 * Source: facts 3.2, after what Velero and Stork skip.
 */
import { type ApiKind, resourceName } from './api-kind.js';
import { KeyBytes } from './json-cursor.js';
import { isObject } from './json-object.js';
import { type ListedObject, type MarksOfInterest, parseListed } from './listed-object.js';

export interface SkipRule {
  readonly id: string;
  /** One sentence for people: what is left out and why nothing is lost. */
  readonly reason: string;
}

export interface KindRule extends SkipRule {
  /** `<resource>` or `<resource>.<group>`; `*.<group>` for all of a group. */
  readonly kinds: readonly string[];
}

export interface ObjectRule extends SkipRule {
  /** `<resource>` or `<resource>.<group>`; absent: objects of every kind. */
  readonly kinds?: readonly string[];
  readonly matches: (object: ListedObject, context: SkipContext) => boolean;
}

/** A rule that looks at the object alone. */
export interface OptOutRule extends SkipRule {
  readonly matches: (object: ListedObject) => boolean;
}

/** What the rules need to know beside the object. */
export interface SkipContext {
  readonly kind: ApiKind;
  /** `Kind.group` of everything that this backup reads. */
  readonly ownersRead: ReadonlySet<string>;
  /** `<namespace>/<name>` of the Services that have a selector. */
  readonly selectingServices: ReadonlySet<string>;
}

/** Kinds that are not read at all. */
export const KIND_RULES: readonly KindRule[] = [
  {
    id: 'EVENTS',
    reason: 'Events tell what happened in the cluster and expire within the hour.',
    kinds: ['events', 'events.events.k8s.io'],
  },
  {
    id: 'ENDPOINT_SLICES',
    reason: 'EndpointSlices are computed from Services and Endpoints.',
    kinds: ['endpointslices.discovery.k8s.io'],
  },
  {
    id: 'LEASES',
    reason: 'Leases say who leads right now; a restored one would name a leader that is gone.',
    kinds: ['leases.coordination.k8s.io', 'leasecandidates.coordination.k8s.io'],
  },
  {
    id: 'CONTROLLER_REVISIONS',
    reason: 'ControllerRevisions are the history that StatefulSets and DaemonSets write of themselves.',
    kinds: ['controllerrevisions.apps'],
  },
  {
    id: 'STORAGE_CAPACITIES',
    reason: 'CSIStorageCapacities are measurements that the storage drivers publish anew.',
    kinds: ['csistoragecapacities.storage.k8s.io'],
  },
  {
    id: 'VOLUME_SNAPSHOTS',
    reason:
      'VolumeSnapshots ask for a snapshot: restored they would cut another one. Snapshots of a backup stand in its record.',
    kinds: ['volumesnapshots.snapshot.storage.k8s.io', 'volumesnapshotcontents.snapshot.storage.k8s.io'],
  },
  {
    id: 'METRICS',
    reason: 'Metrics are measurements of the moment, not objects.',
    kinds: ['*.metrics.k8s.io', '*.custom.metrics.k8s.io', '*.external.metrics.k8s.io'],
  },
];

/**
 * Kinds whose objects are kept even when a controller that is in the backup owns them: what a controller would make in
 * their place may be another one. A claim stands for data, a Secret or a ConfigMap may hold what was made at random once
 * (passwords, keys, certificates), and workloads know the old one.
 */
export const KEPT_THOUGH_OWNED: ReadonlySet<string> = new Set([
  'persistentvolumeclaims',
  'secrets',
  'configmaps',
  // Made anew it would fetch the image once more, over what is in the claim.
  'datavolumes.cdi.kubevirt.io',
]);

export const OWNED_BY_CONTROLLER = 'OWNED_BY_CONTROLLER';
/** Stork: keep it although it is owned. */
const KEEP_OWNED = 'stork.libopenstorage.org/skip-owner-ref-check';

/** What people put on objects that no backup shall hold: our own mark, Velero's and Stork's. */
export const OPT_OUT_RULES: readonly OptOutRule[] = [
  {
    id: 'EXCLUDED_BY_LABEL',
    reason:
      'Its owner opted out with the label holdfast.io/exclude or velero.io/exclude-from-backup = "true".',
    matches: ({ labels }) =>
      labels.get('holdfast.io/exclude') === 'true' || labels.get('velero.io/exclude-from-backup') === 'true',
  },
  {
    id: 'EXCLUDED_BY_ANNOTATION',
    reason:
      'Its owner opted out with the annotation holdfast.io/exclude or stork.libopenstorage.org/skip-resource (once skipresource) = "true".',
    matches: ({ annotations }) =>
      annotations.get('holdfast.io/exclude') === 'true' ||
      annotations.get('stork.libopenstorage.org/skip-resource') === 'true' ||
      annotations.get('stork.libopenstorage.org/skipresource') === 'true',
  },
];

/** Objects that are read and left out. */
export const OBJECT_RULES: readonly ObjectRule[] = [
  ...OPT_OUT_RULES,
  {
    id: 'BEING_DELETED',
    reason: 'It is being deleted: a restore would bring back what somebody has removed.',
    matches: ({ deleting }) => deleting,
  },
  {
    id: OWNED_BY_CONTROLLER,
    reason:
      'The object that controls it is of a kind in this backup and makes it anew. Claims, DataVolumes, Secrets and ConfigMaps are kept all the same, and what carries the annotation stork.libopenstorage.org/skip-owner-ref-check.',
    matches: ({ controller, annotations }, { kind, ownersRead }) =>
      controller !== null &&
      annotations.get(KEEP_OWNED) !== 'true' &&
      !KEPT_THOUGH_OWNED.has(resourceName(kind)) &&
      ownersRead.has(controller),
  },
  {
    id: 'COMPUTED_ENDPOINTS',
    reason: 'Endpoints with an owner, or of a Service with a selector, are computed by the cluster.',
    kinds: ['endpoints'],
    matches: ({ owned, namespace, name }, { selectingServices }) =>
      owned || selectingServices.has(`${namespace}/${name}`),
  },
  {
    id: 'CLUSTER_CA',
    reason: 'The cluster puts its own certificate authority into every namespace.',
    kinds: ['configmaps'],
    matches: ({ name }) => name === 'kube-root-ca.crt' || name === 'openshift-service-ca.crt',
  },
  {
    id: 'DEFAULT_SERVICE_ACCOUNT',
    reason: 'Every namespace gets the ServiceAccount "default"; this one is as the cluster made it.',
    kinds: ['serviceaccounts'],
    matches: (object) => object.name === 'default' && isUntouchedServiceAccount(parseListed(object)),
  },
  {
    id: 'AUTOMATIC_TOKEN',
    reason: 'The cluster made this token for a ServiceAccount; it would not be valid elsewhere.',
    kinds: ['secrets'],
    matches: isAutomaticToken,
  },
  {
    id: 'GKE_QUOTA',
    reason: 'GKE puts this ResourceQuota into every namespace.',
    kinds: ['resourcequotas'],
    matches: ({ name }) => name === 'gke-resource-quotas',
  },
];

/** What is left out of what somebody names: what opted out, and what is on its way out. */
export const RULES_FOR_PARTS: readonly ObjectRule[] = OBJECT_RULES.filter(
  (rule) => rule.id === 'BEING_DELETED' || OPT_OUT_RULES.some(({ id }) => id === rule.id),
);

export const ACCOUNT_ANNOTATION = 'kubernetes.io/service-account.name';

export function isOptedOut(object: ListedObject): boolean {
  return OPT_OUT_RULES.some((rule) => rule.matches(object));
}

/** The marks that the rules above, and those of the closure, look at. */
export const MARKS_OF_INTEREST: MarksOfInterest = {
  labels: [
    new KeyBytes('holdfast.io/exclude'),
    new KeyBytes('velero.io/exclude-from-backup'),
    new KeyBytes('kubernetes.io/bootstrapping'),
  ],
  annotations: [
    new KeyBytes('holdfast.io/exclude'),
    new KeyBytes('stork.libopenstorage.org/skip-resource'),
    new KeyBytes('stork.libopenstorage.org/skipresource'),
    new KeyBytes(KEEP_OWNED),
    new KeyBytes(ACCOUNT_ANNOTATION),
  ],
};

const AUTOMATIC_NAME = /^(.+)-(?:token|dockercfg)-[a-z0-9]{5}$/;

/** Tokens that people ask for have a name of their choice; those that controllers make are called after their account. */
function isAutomaticToken({ type, name, annotations }: ListedObject): boolean {
  const account = AUTOMATIC_NAME.exec(name)?.[1];
  if (account === undefined) return false;
  if (type === 'kubernetes.io/service-account-token') return annotations.get(ACCOUNT_ANNOTATION) === account;
  return type === 'kubernetes.io/dockercfg' && name.includes('-dockercfg-');
}

/** What controllers put into an account by themselves: their annotations, and names of automatic Secrets. */
const AUTOMATIC_ACCOUNT_FIELDS = new Set(['apiVersion', 'kind', 'metadata', 'secrets', 'imagePullSecrets']);
const AUTOMATIC_ACCOUNT_ANNOTATION = 'openshift.io/internal-registry-pull-secret-ref';

function isUntouchedServiceAccount(account: unknown): boolean {
  if (!isObject(account) || !isObject(account.metadata)) return false;
  const { labels = {}, annotations = {} } = account.metadata;
  if (!isObject(labels) || !isObject(annotations)) return false;
  const secrets = [account.secrets ?? [], account.imagePullSecrets ?? []].flat();
  return (
    Object.keys(account).every((field) => AUTOMATIC_ACCOUNT_FIELDS.has(field)) &&
    Object.keys(labels).length === 0 &&
    Object.keys(annotations).every((key) => key === AUTOMATIC_ACCOUNT_ANNOTATION) &&
    secrets.every((each) => isObject(each) && typeof each.name === 'string' && AUTOMATIC_NAME.test(each.name))
  );
}
