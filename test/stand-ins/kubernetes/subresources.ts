import { randomBytes } from 'node:crypto';
import type { Api } from './api.js';
import { type Answer, bodyOf, jsonAnswer, type ResourceCall } from './api-call.js';
import { invalid, methodNotAllowed, unknownResource } from './api-error.js';
import { objectAnswer, targetOf } from './call-target.js';
import type { ClusterState } from './cluster-state.js';
import { type JsonObject, objectAt, parse, stringify } from './json.js';
import { withUpdateOwner } from './managed-fields.js';
import { mergePatched } from './merge-patch.js';
import { finalizeNamespace } from './namespaces.js';
import { patchObject } from './patch.js';
import { groupResource, hasSubresource } from './resources.js';
import { objectOf, toStored } from './stored-object.js';
import { existing, updateObject, writeUpdate } from './update.js';

/** `…/NAME/SUBRESOURCE`. Those that the stand-in does not play here (attach, proxy; exec is an upgrade: pod-exec.ts) answer 404 as an unknown one. */
export function answerSubresource(api: Api, call: ResourceCall): Answer {
  const played = api.state.posts.get(`${groupResource(call.resource)}/${call.subresource}`);
  if (played === undefined && !hasSubresource(call.resource, call.subresource ?? '')) throw unknownResource();
  const stored = existing(api.state, targetOf(call));
  if (played !== undefined) {
    if (call.method !== 'POST') throw methodNotAllowed();
    const answer = played(
      objectOf(call.resource, stored),
      bodyOf(call, call.subresource ?? ''),
      call.identity,
    );
    return jsonAnswer(answer.status, answer.body);
  }
  switch (call.subresource) {
    case 'status':
      return statusAnswer(api.state, call);
    case 'scale':
      return scaleAnswer(api.state, call);
    case 'token':
      return tokenAnswer(api, call);
    case 'finalize':
      return finalizeAnswer(api.state, call);
    case 'log':
      return { status: 200, body: '', headers: { 'content-type': 'text/plain' } };
    default:
      return aggregatedAnswer(api.state, call);
  }
}

function aggregatedAnswer(state: ClusterState, call: ResourceCall): Answer {
  const server = state.subresources.get(`${call.resource.group}/${call.subresource}`);
  if (server === undefined) throw unknownResource();
  if (call.method !== 'PUT') throw methodNotAllowed();
  return server(call);
}

function statusAnswer(state: ClusterState, call: ResourceCall): Answer {
  switch (call.method) {
    case 'GET':
      return objectAnswer(call, 200, existing(state, targetOf(call)));
    case 'PUT': {
      const object = bodyOf(call, call.resource.kind);
      const options = { ...targetOf(call), object, options: call.write, subresource: 'status' };
      return objectAnswer(call, 200, updateObject(state, options));
    }
    case 'PATCH':
      return objectAnswer(call, 200, patchObject(state, call, 'status').stored);
    default:
      throw methodNotAllowed();
  }
}

function scaleAnswer(state: ClusterState, call: ResourceCall): Answer {
  const target = targetOf(call);
  const stored = existing(state, target);
  const object = objectOf(call.resource, stored);
  if (call.method === 'GET') return jsonAnswer(200, scaleOf(object));
  if (call.method !== 'PUT' && call.method !== 'PATCH') throw methodNotAllowed();
  const sent = call.method === 'PUT' ? bodyOf(call, 'Scale') : (parse(call.body) as JsonObject);
  const scale = call.method === 'PUT' ? sent : (mergePatched(scaleOf(object), sent) as JsonObject);
  const replicas = objectAt(scale, 'spec').replicas ?? 0;
  const next = writeUpdate(state, {
    ...target,
    stored,
    object: { ...object, spec: { ...objectAt(object, 'spec'), replicas } },
    options: call.write,
    subresource: 'scale',
  });
  return jsonAnswer(200, scaleOf(objectOf(call.resource, next)));
}

function scaleOf(object: JsonObject): JsonObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = objectAt(object, 'metadata');
  const labels = objectAt(objectAt(objectAt(object, 'spec'), 'selector'), 'matchLabels');
  const selector = Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`);
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: objectAt(object, 'spec').replicas },
    status: { replicas: objectAt(object, 'status').replicas ?? 0, selector: selector.join(',') },
  };
}

const shortestTokenSeconds = 600;

/** A token of a ServiceAccount: from now on it is one of the server's own, until it expires. */
function tokenAnswer({ state, tokens }: Api, call: ResourceCall): Answer {
  const { name = '', namespace = '' } = call;
  const account = existing(state, targetOf(call));
  const spec = objectAt(bodyOf(call, 'TokenRequest'), 'spec');
  const seconds = Number(spec.expirationSeconds ?? 3600);
  if (seconds < shortestTokenSeconds) {
    throw invalid({ ...call.resource, kind: 'TokenRequest', group: 'authentication.k8s.io' }, '', [
      {
        reason: 'FieldValueInvalid',
        message: `${seconds}: may not specify a duration less than 10 minutes`,
        field: 'spec.expirationSeconds',
      },
    ]);
  }
  const expiresAt = new Date(Date.now() + seconds * 1000);
  const user = `system:serviceaccount:${namespace}:${name}`;
  const token = newToken({ sub: user, exp: Math.floor(expiresAt.getTime() / 1000) });
  tokens.add(token, {
    user,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`],
    expiresAt,
  });
  const request = withUpdateOwner({
    resource: { ...call.resource, group: 'authentication.k8s.io', version: 'v1' },
    before: undefined,
    after: {
      kind: 'TokenRequest',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: { name, namespace, uid: account.uid, creationTimestamp: state.now() },
      spec: { expirationSeconds: seconds },
    },
    manager: call.write.manager,
    time: state.now(),
    subresource: 'token',
  });
  return jsonAnswer(201, {
    ...request,
    spec: {
      audiences: spec.audiences ?? ['https://kubernetes.default.svc'],
      expirationSeconds: seconds,
      boundObjectRef: spec.boundObjectRef ?? null,
    },
    status: { token, expirationTimestamp: expiresAt.toISOString().replace(/\.\d+Z$/, 'Z') },
  });
}

/** Looks like a JWT; only the table of tokens makes it one that is accepted. */
function newToken(claims: JsonObject): string {
  const part = (value: JsonObject) => Buffer.from(stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', kid: 'stand-in' })}.${part(claims)}.${randomBytes(32).toString('base64url')}`;
}

function finalizeAnswer(state: ClusterState, call: ResourceCall): Answer {
  if (call.method !== 'PUT') throw methodNotAllowed();
  const stored = existing(state, targetOf(call));
  const object = objectOf(call.resource, stored);
  const { finalizers } = objectAt(bodyOf(call, 'Namespace'), 'spec');
  const next = toStored(
    call.resource,
    { ...object, spec: { finalizers: finalizers ?? [] } },
    state.objects.nextVersion(),
  );
  state.objects.put(next);
  state.soon(() => finalizeNamespace(state, stored.name));
  return objectAnswer(call, 200, next);
}
