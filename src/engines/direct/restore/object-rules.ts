/**
 * What a restore changes in objects of one kind before it sends them: THE table, beside metadata.ts (every kind) and
 * namespace-references.ts (mappings). The same rules are put on an object of the cluster before the two are compared.
 * Source: facts 3.4; measured there: 0 of 19 kinds come back as they are, 19 of 19 by these rules.
 */

import { changeJob, isCompletedJob } from './job-rules.js';
import { deleteIn, type JsonNode, nodeAt, nodeIn, nodesAt, setList, textAt } from './lossless-json.js';
import { changeDataVolume, changeMachine } from './machine-rules.js';
import { changePod, isCompletedPod, isMirrorPod } from './pod-rules.js';
import { DEFINITIONS } from './restore-order.js';
import { changeService } from './service-rules.js';
import type { TransformContext } from './transform-context.js';

export interface ObjectRule {
  /** One sentence for people. */
  readonly reason: string;
  readonly kinds: readonly string[];
  /** Such an object is SKIPPED. */
  readonly skip?: (object: JsonNode) => boolean;
  readonly change?: (object: JsonNode, context: TransformContext) => void;
}

const BINDINGS = 'clusterrolebindings.rbac.authorization.k8s.io';
const WEBHOOKS = [
  'validatingwebhookconfigurations.admissionregistration.k8s.io',
  'mutatingwebhookconfigurations.admissionregistration.k8s.io',
];

export const OBJECT_RULES: readonly ObjectRule[] = [
  {
    reason:
      'Addresses and ports of Services are the cluster’s to give, but for those that somebody asked for.',
    kinds: ['services'],
    change: changeService,
  },
  {
    reason: 'A claim is bound anew: to a volume that names it, to one from its snapshot, or to an empty one.',
    kinds: ['persistentvolumeclaims'],
    change: changeClaim,
  },
  {
    reason:
      'A volume with the policy Delete went with its claim; one with Retain waits for the new claim of the same name.',
    kinds: ['persistentvolumes'],
    skip: (volume) => textAt(nodeAt(volume, 'spec'), 'persistentVolumeReclaimPolicy') !== 'Retain',
    change: changeVolume,
  },
  {
    reason: 'A snapshot that is cut anew would hold what is in the claim now, not what was in it then.',
    kinds: ['volumesnapshots.snapshot.storage.k8s.io'],
    skip: (snapshot) => textAt(nodeIn(snapshot, 'spec', 'source'), 'persistentVolumeClaimName') !== undefined,
  },
  {
    reason: 'Pods that have ended, and mirrors of files on a node, are not started again.',
    kinds: ['pods'],
    skip: (pod) => isCompletedPod(pod) || isMirrorPod(pod),
    change: changePod,
  },
  {
    reason: 'Jobs that have ended are not run again; others find their Pods by new labels.',
    kinds: ['jobs.batch'],
    skip: isCompletedJob,
    change: changeJob,
  },
  {
    reason:
      'A token that the cluster signed for an account that is gone is no good; the cluster fills in a new one.',
    kinds: ['secrets'],
    change: (secret) => {
      if (secret.type !== 'kubernetes.io/service-account-token') return;
      deleteIn(nodeAt(secret, 'metadata'), 'annotations', ['kubernetes.io/service-account.uid']);
      deleteIn(secret, 'data', ['token', 'ca.crt', 'namespace', 'service-ca.crt']);
    },
  },
  {
    reason: 'Controllers give an account its tokens and its key to the cluster’s own registry.',
    kinds: ['serviceaccounts'],
    change: (account) => {
      const automatic = ({ name }: JsonNode) => /-(?:token|dockercfg)-[a-z0-9]{5}$/.test(String(name));
      for (const key of ['secrets', 'imagePullSecrets'])
        setList(
          account,
          key,
          nodesAt(account, key).filter((each) => !automatic(each)),
        );
      deleteIn(nodeAt(account, 'metadata'), 'annotations', [
        'openshift.io/internal-registry-pull-secret-ref',
      ]);
    },
  },
  {
    reason: 'A role that is put together from others is filled in by the cluster.',
    kinds: ['clusterroles.rbac.authorization.k8s.io'],
    change: (role) => {
      if (nodeAt(role, 'aggregationRule') !== undefined) delete role.rules;
    },
  },
  {
    reason:
      'Of a cluster-wide binding only the accounts of restored namespaces come back: the others are somebody else’s.',
    kinds: [BINDINGS],
    change: (binding, { restored }) => {
      if (restored === null) return;
      setList(
        binding,
        'subjects',
        nodesAt(binding, 'subjects').filter((each) => isOf(each, restored)),
      );
    },
  },
  {
    reason: 'A storage class that is mapped to another keeps the mapping.',
    kinds: ['statefulsets.apps'],
    change: (set, { storageClass }) => {
      for (const claim of nodesAt(nodeAt(set, 'spec'), 'volumeClaimTemplates')) {
        delete claim.status;
        changeStorageClass(claim, storageClass);
      }
    },
  },
  {
    reason: 'The namespace’s own name stands in a label, and its finalizer is the server’s.',
    kinds: ['namespaces'],
    change: (namespace, context) => {
      delete namespace.spec;
      const metadata = nodeAt(namespace, 'metadata');
      deleteIn(metadata, 'labels', ['kubernetes.io/metadata.name']);
      const name = textAt(metadata, 'name');
      if (metadata !== undefined && name !== undefined) metadata.name = context.namespace(name);
    },
  },
  {
    reason:
      'A virtual machine in another namespace gets a firmware UUID and MAC addresses of its own; one that is to stay stopped is halted.',
    kinds: ['virtualmachines.kubevirt.io'],
    change: changeMachine,
  },
  {
    reason: 'The disk of a virtual machine is in its claim: it is not fetched again.',
    kinds: ['datavolumes.cdi.kubevirt.io'],
    change: changeDataVolume,
  },
  {
    reason: 'A certificate authority that a controller put in is another one by now, and put in again.',
    kinds: [...WEBHOOKS, DEFINITIONS],
    change: (object) => {
      if (!isInjected(object)) return;
      const configurations = [
        ...nodesAt(object, 'webhooks').map((webhook) => nodeAt(webhook, 'clientConfig')),
        nodeIn(object, 'spec', 'conversion', 'webhook', 'clientConfig'),
      ];
      for (const each of configurations) if (each !== undefined) delete each.caBundle;
    },
  },
];

const INJECTING = /^(?:cert-manager\.io\/inject-|service\.(?:beta\.)?openshift\.io\/inject-cabundle$)/;

function isInjected(object: JsonNode): boolean {
  return Object.keys(nodeIn(object, 'metadata', 'annotations') ?? {}).some((key) => INJECTING.test(key));
}

const ACCOUNT_GROUP = 'system:serviceaccounts:';

/** A ServiceAccount of one of the namespaces, or the group of all of them. */
function isOf(subject: JsonNode, namespaces: ReadonlySet<string>): boolean {
  const name = textAt(subject, 'name') ?? '';
  if (subject.kind === 'ServiceAccount') return namespaces.has(textAt(subject, 'namespace') ?? '');
  return (
    subject.kind === 'Group' &&
    name.startsWith(ACCOUNT_GROUP) &&
    namespaces.has(name.slice(ACCOUNT_GROUP.length))
  );
}

const BOUND = ['pv.kubernetes.io/bind-completed', 'pv.kubernetes.io/bound-by-controller'];

function changeClaim(claim: JsonNode, { storageClass }: TransformContext): void {
  deleteIn(nodeAt(claim, 'metadata'), 'annotations', [
    ...BOUND,
    'volume.beta.kubernetes.io/storage-provisioner',
    'volume.kubernetes.io/storage-provisioner',
    'volume.kubernetes.io/selected-node',
    'volume.kubernetes.io/storage-resizer',
  ]);
  const spec = nodeAt(claim, 'spec');
  if (spec === undefined) return;
  // What it was once filled from is perhaps gone; what it is filled from now is asked later.
  for (const key of ['volumeName', 'dataSource', 'dataSourceRef']) delete spec[key];
  changeStorageClass(claim, storageClass);
}

const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

function changeStorageClass(claim: JsonNode, storageClass: (name: string) => string): void {
  const places: readonly (readonly [JsonNode | undefined, string])[] = [
    [nodeAt(claim, 'spec'), 'storageClassName'],
    [nodeIn(claim, 'metadata', 'annotations'), CLASS_ANNOTATION],
  ];
  for (const [holder, key] of places) {
    const name = textAt(holder, key);
    if (holder !== undefined && name !== undefined && name !== '') holder[key] = storageClass(name);
  }
}

function changeVolume(volume: JsonNode, { storageClass }: TransformContext): void {
  deleteIn(nodeAt(volume, 'metadata'), 'annotations', BOUND);
  const claim = nodeIn(volume, 'spec', 'claimRef');
  for (const key of ['uid', 'resourceVersion']) if (claim !== undefined) delete claim[key];
  changeStorageClass(volume, storageClass);
}
