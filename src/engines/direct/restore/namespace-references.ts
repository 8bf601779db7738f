/** Where objects name namespaces beside their own: THE table of what a mapping of namespaces changes. Names within free text (`db.shop.svc`) stay. */
import { isNode, type JsonNode, listAt, nodeAt, nodeIn, nodesAt, textAt } from './lossless-json.js';
import { POD_MAKERS, podSpecOf } from './pod-specs.js';

type Rename = (name: string) => string;

export interface ReferenceRow {
  /** One sentence for people. */
  readonly reason: string;
  readonly kinds: readonly string[];
  readonly change: (object: JsonNode, rename: Rename, resource: string) => void;
}

const NAME_LABEL = 'kubernetes.io/metadata.name';
const WEBHOOKS = [
  'validatingwebhookconfigurations.admissionregistration.k8s.io',
  'mutatingwebhookconfigurations.admissionregistration.k8s.io',
];

export const NAMESPACE_REFERENCES: readonly ReferenceRow[] = [
  {
    reason: 'Subjects of bindings: ServiceAccounts, and the groups and users that stand for them.',
    kinds: ['rolebindings.rbac.authorization.k8s.io', 'clusterrolebindings.rbac.authorization.k8s.io'],
    change: (object, rename) => {
      for (const subject of nodesAt(object, 'subjects')) renameSubject(subject, rename);
    },
  },
  {
    reason: 'Peers of NetworkPolicies that are chosen by the name of their namespace.',
    kinds: ['networkpolicies.networking.k8s.io'],
    change: (object, rename) => {
      const spec = nodeAt(object, 'spec');
      const peers = [
        ...nodesAt(spec, 'ingress').flatMap((rule) => nodesAt(rule, 'from')),
        ...nodesAt(spec, 'egress').flatMap((rule) => nodesAt(rule, 'to')),
      ];
      for (const peer of peers) renameSelector(nodeAt(peer, 'namespaceSelector'), rename);
    },
  },
  {
    reason: 'Services that answer admission webhooks, and the namespaces that they are asked for.',
    kinds: WEBHOOKS,
    change: (object, rename) => {
      for (const webhook of nodesAt(object, 'webhooks')) {
        renameKey(nodeIn(webhook, 'clientConfig', 'service'), 'namespace', rename);
        renameSelector(nodeAt(webhook, 'namespaceSelector'), rename);
      }
    },
  },
  {
    reason: 'Services that convert custom resources.',
    kinds: ['customresourcedefinitions.apiextensions.k8s.io'],
    change: (object, rename) =>
      renameKey(
        nodeIn(object, 'spec', 'conversion', 'webhook', 'clientConfig', 'service'),
        'namespace',
        rename,
      ),
  },
  {
    reason: 'The claim that a volume is bound to.',
    kinds: ['persistentvolumes'],
    change: (object, rename) => renameKey(nodeIn(object, 'spec', 'claimRef'), 'namespace', rename),
  },
  {
    reason: 'Namespaces whose Pods a Pod wants near or far.',
    kinds: POD_MAKERS,
    change: (object, rename, resource) => {
      const affinity = nodeAt(podSpecOf(resource, object), 'affinity');
      for (const side of [nodeAt(affinity, 'podAffinity'), nodeAt(affinity, 'podAntiAffinity')]) {
        const terms = [
          ...nodesAt(side, 'requiredDuringSchedulingIgnoredDuringExecution'),
          ...nodesAt(side, 'preferredDuringSchedulingIgnoredDuringExecution').flatMap((preferred) => {
            const term = nodeAt(preferred, 'podAffinityTerm');
            return term === undefined ? [] : [term];
          }),
        ];
        for (const term of terms) {
          renameList(term, 'namespaces', rename);
          renameSelector(nodeAt(term, 'namespaceSelector'), rename);
        }
      }
    },
  },
  {
    reason: 'Parents and backends of Gateway API routes.',
    kinds: ['httproutes', 'grpcroutes', 'tcproutes', 'tlsroutes', 'udproutes'].map(
      (resource) => `${resource}.gateway.networking.k8s.io`,
    ),
    change: (object, rename) => {
      const spec = nodeAt(object, 'spec');
      const backends = nodesAt(spec, 'rules').flatMap((rule) => nodesAt(rule, 'backendRefs'));
      for (const each of [...nodesAt(spec, 'parentRefs'), ...backends]) renameKey(each, 'namespace', rename);
    },
  },
  {
    reason: 'Who may refer into the namespace, by the Gateway API.',
    kinds: ['referencegrants.gateway.networking.k8s.io'],
    change: (object, rename) => {
      for (const from of nodesAt(nodeAt(object, 'spec'), 'from')) renameKey(from, 'namespace', rename);
    },
  },
  {
    reason: 'Namespaces that Prometheus looks into.',
    kinds: ['servicemonitors.monitoring.coreos.com', 'podmonitors.monitoring.coreos.com'],
    change: (object, rename) => renameList(nodeIn(object, 'spec', 'namespaceSelector'), 'matchNames', rename),
  },
];

const ACCOUNT_GROUP = 'system:serviceaccounts:';
const ACCOUNT_USER = /^system:serviceaccount:([^:]+):(.+)$/;

function renameSubject(subject: JsonNode, rename: Rename): void {
  const name = textAt(subject, 'name') ?? '';
  const account = ACCOUNT_USER.exec(name);
  if (subject.kind === 'ServiceAccount') renameKey(subject, 'namespace', rename);
  else if (subject.kind === 'Group' && name.startsWith(ACCOUNT_GROUP)) {
    subject.name = `${ACCOUNT_GROUP}${rename(name.slice(ACCOUNT_GROUP.length))}`;
  } else if (subject.kind === 'User' && account !== null) {
    subject.name = `system:serviceaccount:${rename(account[1] ?? '')}:${account[2]}`;
  }
}

function renameSelector(selector: JsonNode | undefined, rename: Rename): void {
  renameKey(nodeAt(selector, 'matchLabels'), NAME_LABEL, rename);
  for (const expression of nodesAt(selector, 'matchExpressions')) {
    if (expression.key === NAME_LABEL) renameList(expression, 'values', rename);
  }
}

function renameKey(holder: JsonNode | undefined, key: string, rename: Rename): void {
  const name = textAt(holder, key);
  if (holder !== undefined && name !== undefined) holder[key] = rename(name);
}

function renameList(holder: JsonNode | undefined, key: string, rename: Rename): void {
  if (!isNode(holder) || !Array.isArray(holder[key])) return;
  holder[key] = listAt(holder, key).map((each) => (typeof each === 'string' ? rename(each) : each));
}
