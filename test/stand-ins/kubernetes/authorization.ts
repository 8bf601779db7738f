import { type Attributes, forbidden, forbiddenPath } from './api-error.js';
import type { Identity, PolicyRule } from './authentication.js';
import type { ClusterState } from './cluster-state.js';
import { isObject, type JsonObject, type JsonValue, listAt, objectAt, parse, textAt } from './json.js';

const everything: PolicyRule = {
  verbs: ['*'],
  apiGroups: ['*'],
  resources: ['*'],
  nonResourceURLs: ['*'],
};

/** What everybody who is known may do: look at the API itself and ask about oneself. */
const basic: readonly PolicyRule[] = [
  {
    verbs: ['create'],
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
  },
  { verbs: ['create'], apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'] },
  {
    verbs: ['get'],
    nonResourceURLs: [
      '/api',
      '/api/*',
      '/apis',
      '/apis/*',
      '/healthz',
      '/livez',
      '/openapi',
      '/openapi/*',
      '/readyz',
      '/version',
      '/version/',
    ],
  },
];
const open: readonly PolicyRule[] = [
  { verbs: ['get'], nonResourceURLs: ['/healthz', '/livez', '/readyz', '/version', '/version/'] },
];
const wellKnown: PolicyRule = { verbs: ['get'], nonResourceURLs: ['/.well-known', '/.well-known/*'] };

/** Every rule that holds for somebody in a namespace (undefined: at the cluster scope). */
export function rulesOf(
  state: ClusterState,
  identity: Identity,
  namespace: string | undefined,
): readonly PolicyRule[] {
  const known = identity.groups.includes('system:authenticated');
  return [
    ...(identity.groups.includes('system:masters') ? [everything] : []),
    ...identity.rules.filter((rule) => holdsIn(state, rule, namespace)),
    ...boundRules(state, identity, namespace),
    ...(known ? basic : []),
    ...open,
    ...(known ? [wellKnown] : []),
  ];
}

/** A Role goes with its namespace: a rule for a namespace that is gone gives nothing any more. */
function holdsIn(state: ClusterState, rule: PolicyRule, namespace: string | undefined): boolean {
  if (rule.namespaces === undefined) return true;
  if (namespace === undefined || !rule.namespaces.includes(namespace)) return false;
  return state.objects.get('namespaces', '', namespace) !== undefined;
}

const rbac = 'rbac.authorization.k8s.io';

/** The rules that the RoleBindings and ClusterRoleBindings in the store give. */
function boundRules(
  state: ClusterState,
  identity: Identity,
  namespace: string | undefined,
): readonly PolicyRule[] {
  const stored = [
    ...state.objects.sorted(`clusterrolebindings.${rbac}`),
    ...(namespace === undefined ? [] : state.objects.inNamespace(`rolebindings.${rbac}`, namespace)),
  ];
  return stored.flatMap((binding) => {
    const object = parse(binding.text);
    if (!listAt(object, 'subjects').some((subject) => isSubject(subject, identity, binding.namespace)))
      return [];
    const role = objectAt(object, 'roleRef');
    const found =
      role.kind === 'ClusterRole'
        ? state.objects.get(`clusterroles.${rbac}`, '', textAt(role, 'name') ?? '')
        : state.objects.get(`roles.${rbac}`, binding.namespace, textAt(role, 'name') ?? '');
    return found === undefined ? [] : listAt(parse(found.text), 'rules').filter(isObject).map(ruleOf);
  });
}

function ruleOf(rule: JsonObject): PolicyRule {
  const words = (key: string) => listAt(rule, key).map(String);
  return {
    verbs: words('verbs'),
    apiGroups: words('apiGroups'),
    resources: words('resources'),
    ...(rule.resourceNames === undefined ? {} : { resourceNames: words('resourceNames') }),
    nonResourceURLs: words('nonResourceURLs'),
  };
}

function isSubject(subject: JsonValue, identity: Identity, bindingNamespace: string): boolean {
  const name = textAt(subject, 'name') ?? '';
  switch (textAt(subject, 'kind')) {
    case 'User':
      return identity.user === name;
    case 'Group':
      return identity.groups.includes(name);
    case 'ServiceAccount': {
      const namespace = textAt(subject, 'namespace') ?? bindingNamespace;
      return identity.user === `system:serviceaccount:${namespace}:${name}`;
    }
    default:
      return false;
  }
}

export function isAllowed(state: ClusterState, identity: Identity, asked: Attributes): boolean {
  const resource =
    asked.subresource === undefined ? asked.resource : `${asked.resource}/${asked.subresource}`;
  const matches = (list: readonly string[] | undefined, word: string) =>
    list?.some((entry) => entry === '*' || entry === word) ?? false;
  return rulesOf(state, identity, asked.namespace).some(
    (rule) =>
      matches(rule.verbs, asked.verb) &&
      matches(rule.apiGroups, asked.group) &&
      (matches(rule.resources, resource) ||
        (asked.subresource !== undefined && matches(rule.resources, `*/${asked.subresource}`))) &&
      (rule.resourceNames === undefined || rule.resourceNames.includes(asked.name ?? '')),
  );
}

export function isPathAllowed(
  state: ClusterState,
  identity: Identity,
  { verb, path }: { readonly verb: string; readonly path: string },
): boolean {
  return rulesOf(state, identity, undefined).some(
    (rule) =>
      (rule.verbs.includes('*') || rule.verbs.includes(verb)) &&
      (rule.nonResourceURLs ?? []).some(
        (url) => url === path || url === '*' || (url.endsWith('*') && path.startsWith(url.slice(0, -1))),
      ),
  );
}

/** @throws ApiError 403 */
export function authorize(state: ClusterState, identity: Identity, asked: Attributes): void {
  if (!isAllowed(state, identity, asked)) throw forbidden(identity.user, asked);
}

/** @throws ApiError 403 */
export function authorizePath(
  state: ClusterState,
  identity: Identity,
  asked: { readonly verb: string; readonly path: string },
): void {
  if (!isPathAllowed(state, identity, asked)) throw forbiddenPath(identity.user, asked.verb, asked.path);
}
