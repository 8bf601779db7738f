import { type Answer, type ApiCall, bodyOf, jsonAnswer, optionsOf, type ResourceCall } from './api-call.js';
import {
  badRequest,
  brokenGroup,
  methodNotAllowed,
  notAcceptable,
  unknownPath,
  unknownResource,
} from './api-error.js';
import type { TokenTable } from './authentication.js';
import { authorize, authorizePath } from './authorization.js';
import { objectAnswer, targetOf } from './call-target.js';
import type { ClusterState } from './cluster-state.js';
import { createObject } from './create.js';
import { deleteObject } from './delete.js';
import { groupDiscovery, rootDiscovery, versionDiscovery } from './discovery.js';
import { listObjects, metadataText, wantsMetadata } from './list.js';
import { patchObject } from './patch.js';
import { answerReview } from './reviews.js';
import { attributesOf, type Route, routeOf, verbOf } from './router.js';
import { textOf } from './stored-object.js';
import { answerSubresource } from './subresources.js';
import { existing, updateObject } from './update.js';
import { watchObjects } from './watch.js';

export interface Api {
  readonly state: ClusterState;
  readonly tokens: TokenTable;
}

const version = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion: 'v1.36.0',
  gitCommit: 'stand-in',
  gitTreeState: '',
  buildDate: '2026-04-22T00:00:00Z',
  goVersion: 'go1.26.10',
  compiler: 'gc',
  platform: 'linux/amd64',
};

/** One request to its answer. @throws ApiError */
export function answerCall(api: Api, call: ApiCall, ifNoneMatch: string | undefined): Answer {
  const route = routeOf(call.path);
  if (route.to !== 'resource') {
    authorizePath(api.state, call.identity, { verb: call.method.toLowerCase(), path: call.path });
    return answerNonResource(api, call, { route, ifNoneMatch });
  }
  return answerResource(api, call, route);
}

interface NonResource {
  readonly route: Exclude<Route, { to: 'resource' }>;
  readonly ifNoneMatch: string | undefined;
}

function answerNonResource(
  { state: { registry } }: Api,
  call: ApiCall,
  { route, ifNoneMatch }: NonResource,
): Answer {
  if (route.to === 'version') {
    if (call.method !== 'GET') throw methodNotAllowed();
    return versionDiscovery(registry, route);
  }
  if (route.to === 'group') return groupDiscovery(registry, route.group);
  switch (call.path) {
    case '/version':
    case '/version/':
      return jsonAnswer(200, version);
    case '/readyz':
    case '/livez':
    case '/healthz':
      return { status: 200, body: 'ok', headers: { 'content-type': 'text/plain; charset=utf-8' } };
    case '/api':
    case '/apis':
      return rootDiscovery(registry, call, ifNoneMatch);
    default:
      throw unknownPath();
  }
}

function answerResource({ state, tokens }: Api, call: ApiCall, route: Route & { to: 'resource' }): Answer {
  const { registry } = state;
  const verb = verbOf(call.method, route, call.query);
  authorize(state, call.identity, attributesOf(verb, route));
  if (registry.isBroken(route.group, route.version)) throw brokenGroup();
  if (!registry.hasGroupVersion(route.group, route.version)) throw unknownPath();
  const resource = registry.find(route.group, route.version, route.plural);
  if (!resource) throw unknownResource();
  if (!/application\/(json|\*)|\*\/\*/.test(call.accept)) throw notAcceptable();
  const resourceCall: ResourceCall = { ...call, ...route, resource };
  if (route.subresource !== undefined) return answerSubresource({ state, tokens }, resourceCall);
  if (!resource.verbs.includes(verb)) throw methodNotAllowed();
  return operations[verb]?.(state, resourceCall) ?? jsonAnswer(405, {});
}

type Operation = (state: ClusterState, call: ResourceCall) => Answer;

const operations: Readonly<Record<string, Operation>> = {
  get: (state, call) => {
    const stored = existing(state, targetOf(call));
    return jsonAnswer(200, wantsMetadata(call) ? metadataText(stored) : textOf(call.resource, stored));
  },
  list: listObjects,
  watch: watchObjects,
  create: (state, call) => {
    const review = answerReview(state, call);
    if (review) return review;
    if (call.name !== undefined) throw methodNotAllowed();
    if (call.resource.scope === 'Namespaced' && call.namespace === undefined) {
      throw badRequest('an empty namespace may not be set during creation');
    }
    const object = bodyOf(call, call.resource.kind);
    return objectAnswer(call, 201, createObject(state, { ...targetOf(call), object, options: call.write }));
  },
  update: (state, call) => {
    const object = bodyOf(call, call.resource.kind);
    return objectAnswer(call, 200, updateObject(state, { ...targetOf(call), object, options: call.write }));
  },
  patch: (state, call) => {
    const { stored, created } = patchObject(state, call);
    return objectAnswer(call, created ? 201 : 200, stored);
  },
  delete: (state, call) => {
    const stored = existing(state, targetOf(call));
    const removed = deleteObject(state, {
      resource: call.resource,
      stored,
      options: optionsOf(call),
      dryRun: call.write.dryRun,
    });
    if (!removed.gone) return objectAnswer(call, 200, removed.stored);
    return jsonAnswer(200, {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name: stored.name,
        ...(call.resource.group === '' ? {} : { group: call.resource.group }),
        kind: call.resource.plural,
        uid: stored.uid,
      },
    });
  },
  deletecollection: (state, call) => {
    const listed = listObjects(state, call);
    const { items } = JSON.parse('body' in listed ? listed.body : '{"items":[]}') as {
      items: readonly { metadata: { name: string; namespace?: string } }[];
    };
    for (const { metadata } of items) {
      const stored = state.objects.get(call.resource.storage, metadata.namespace ?? '', metadata.name);
      if (stored) deleteObject(state, { resource: call.resource, stored, dryRun: call.write.dryRun });
    }
    return listed;
  },
};
