import { type Answer, bodyOf, jsonAnswer, type ResourceCall } from './api-call.js';
import type { PolicyRule } from './authentication.js';
import { isAllowed, isPathAllowed, rulesOf } from './authorization.js';
import type { ClusterState } from './cluster-state.js';
import { isObject, type JsonObject, objectAt, textAt } from './json.js';
import { withUpdateOwner } from './managed-fields.js';

/** POST of a review: an answer about the caller, stored nowhere. Undefined for resources that are none. */
export function answerReview(state: ClusterState, call: ResourceCall): Answer | undefined {
  switch (call.resource.plural) {
    case 'selfsubjectaccessreviews':
      return accessReview(state, call);
    case 'selfsubjectrulesreviews':
      return rulesReview(state, call);
    case 'selfsubjectreviews':
      return selfReview(state, call);
    default:
      return undefined;
  }
}

function accessReview(state: ClusterState, call: ResourceCall): Answer {
  const body = bodyOf(call, call.resource.kind);
  const spec = objectAt(body, 'spec');
  const review = withUpdateOwner({
    resource: call.resource,
    before: undefined,
    after: { kind: call.resource.kind, apiVersion: 'authorization.k8s.io/v1', metadata: {}, spec },
    manager: call.write.manager,
    time: state.now(),
  });
  return jsonAnswer(201, { ...review, status: { allowed: allowedBy(state, call, spec) } });
}

function allowedBy(state: ClusterState, call: ResourceCall, spec: JsonObject): boolean {
  const path = spec.nonResourceAttributes;
  if (isObject(path)) {
    return isPathAllowed(state, call.identity, {
      verb: textAt(path, 'verb') ?? '',
      path: textAt(path, 'path') ?? '',
    });
  }
  const asked = objectAt(spec, 'resourceAttributes');
  const [namespace, name, subresource] = ['namespace', 'name', 'subresource'].map((key) =>
    textAt(asked, key),
  );
  return isAllowed(state, call.identity, {
    verb: textAt(asked, 'verb') ?? '',
    group: textAt(asked, 'group') ?? '',
    resource: textAt(asked, 'resource') ?? '',
    ...(subresource ? { subresource } : {}),
    ...(namespace ? { namespace } : {}),
    ...(name ? { name } : {}),
  });
}

function rulesReview(state: ClusterState, call: ResourceCall): Answer {
  const namespace = textAt(objectAt(bodyOf(call, call.resource.kind), 'spec'), 'namespace');
  const rules = rulesOf(state, call.identity, namespace);
  return jsonAnswer(201, {
    kind: call.resource.kind,
    apiVersion: 'authorization.k8s.io/v1',
    metadata: {},
    spec: {},
    status: {
      resourceRules: rules.filter(({ resources }) => resources && resources.length > 0).map(resourceRule),
      nonResourceRules: rules
        .filter(({ nonResourceURLs }) => nonResourceURLs && nonResourceURLs.length > 0)
        .map(({ verbs, nonResourceURLs = [] }) => ({ verbs, nonResourceURLs })),
      incomplete: false,
    },
  });
}

function resourceRule({ verbs, apiGroups = [], resources = [], resourceNames }: PolicyRule): JsonObject {
  return { verbs, apiGroups, resources, ...(resourceNames === undefined ? {} : { resourceNames }) };
}

function selfReview(state: ClusterState, call: ResourceCall): Answer {
  const { user, uid, groups } = call.identity;
  return jsonAnswer(201, {
    kind: 'SelfSubjectReview',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { creationTimestamp: state.now() },
    status: { userInfo: { username: user, ...(uid === undefined ? {} : { uid }), groups } },
  });
}
