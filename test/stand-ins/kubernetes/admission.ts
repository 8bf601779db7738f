import { ApiError, internalError, statusBody } from './api-error.js';
import type { ClusterState } from './cluster-state.js';
import { isObject, type JsonObject, listAt, objectAt, textAt } from './json.js';
import { groupResource, type Resource } from './resources.js';
import { objectOf } from './stored-object.js';

/** What the server behind an admission webhook says. */
export type WebhookVerdict = 'ALLOW' | { readonly deny: string };

export interface Admission {
  readonly resource: Resource;
  readonly namespace: string | undefined;
  readonly name: string;
}

/**
 * Admission of a creation: validating webhooks of the cluster's own configurations, then quotas of the namespace. A webhook that no test
 * has given a verdict has no server: with the failure policy Fail it refuses everything that it is asked about. @throws ApiError
 */
export function admit(state: ClusterState, admission: Admission): void {
  if (admission.resource.group !== 'admissionregistration.k8s.io') checkWebhooks(state, admission);
  if (admission.namespace !== undefined) checkQuotas(state, admission.namespace, admission);
}

function checkWebhooks(state: ClusterState, { resource }: Admission): void {
  const kind = state.registry.named('validatingwebhookconfigurations');
  const configurations = state.objects.sorted(kind.storage).map((stored) => objectOf(kind, stored));
  for (const webhook of configurations.flatMap((each) => listAt(each, 'webhooks').filter(isObject))) {
    if (!listAt(webhook, 'rules').some((rule) => isObject(rule) && covers(rule, resource))) continue;
    const name = textAt(webhook, 'name') ?? '';
    const verdict = state.webhooks.get(name);
    if (verdict === undefined && webhook.failurePolicy !== 'Ignore') {
      throw internalError(
        `Internal error occurred: failed calling webhook "${name}": failed to call webhook: Post "https://${name}": dial tcp 10.96.0.9:443: connect: connection refused`,
      );
    }
    if (verdict !== undefined && verdict !== 'ALLOW') {
      const message = `admission webhook "${name}" denied the request: ${verdict.deny}`;
      throw new ApiError(403, statusBody({ code: 403, message, reason: 'Forbidden', details: {} }));
    }
  }
}

function covers(rule: JsonObject, { group, plural }: Resource): boolean {
  const has = (key: string, word: string) => {
    const words = listAt(rule, key);
    return words.includes('*') || words.includes(word);
  };
  return has('apiGroups', group) && has('resources', plural) && has('operations', 'CREATE');
}

/** Kinds that a quota counts by their bare names, too. */
const COUNTED: ReadonlySet<string> = new Set([
  'pods',
  'services',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'replicationcontrollers',
  'resourcequotas',
]);

function checkQuotas(state: ClusterState, namespace: string, { resource, name }: Admission): void {
  const kind = state.registry.named('resourcequotas');
  for (const stored of state.objects.inNamespace(kind.storage, namespace)) {
    const hard = objectAt(objectAt(objectOf(kind, stored), 'spec'), 'hard');
    const key = [
      `count/${groupResource(resource)}`,
      ...(COUNTED.has(resource.plural) ? [resource.plural] : []),
    ].find((each) => hard[each] !== undefined);
    if (key === undefined) continue;
    const used = state.objects.inNamespace(resource.storage, namespace).length;
    if (used + 1 <= Number(hard[key])) continue;
    const message = `${groupResource(resource)} "${name}" is forbidden: exceeded quota: ${stored.name}, requested: ${key}=1, used: ${key}=${used}, limited: ${key}=${String(hard[key])}`;
    throw new ApiError(
      403,
      statusBody({ code: 403, message, reason: 'Forbidden', details: { name, kind: resource.plural } }),
    );
  }
}
