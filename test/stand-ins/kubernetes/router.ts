import type { Attributes } from './api-error.js';

/** Where a path points: to the server itself, to discovery, or to objects. */
export type Route =
  | { readonly to: 'root'; readonly path: string }
  | { readonly to: 'group'; readonly group: string }
  | { readonly to: 'version'; readonly group: string; readonly version: string }
  | {
      readonly to: 'resource';
      readonly group: string;
      readonly version: string;
      readonly plural: string;
      readonly namespace: string | undefined;
      readonly name: string | undefined;
      readonly subresource: string | undefined;
    };

const ofNamespaceItself = new Set(['status', 'finalize']);

export function routeOf(path: string): Route {
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  const [root, first, second] = parts;
  if (root === 'api' && first !== undefined) return below('', first, parts.slice(2));
  if (root === 'apis' && first !== undefined) {
    return second === undefined ? { to: 'group', group: first } : below(first, second, parts.slice(3));
  }
  return { to: 'root', path };
}

function below(group: string, version: string, rest: readonly string[]): Route {
  const [head, namespace, plural, name, ...deeper] = rest;
  if (head === undefined) return { to: 'version', group, version };
  const inNamespace =
    head === 'namespaces' && plural !== undefined && !(group === '' && ofNamespaceItself.has(plural));
  if (inNamespace) {
    return { to: 'resource', group, version, plural, namespace, name, subresource: joined(deeper) };
  }
  return {
    to: 'resource',
    group,
    version,
    plural: head,
    namespace: undefined,
    name: namespace,
    subresource: joined(rest.slice(2)),
  };
}

function joined(parts: readonly string[]): string | undefined {
  return parts.length === 0 ? undefined : parts.join('/');
}

const writeVerbs: Readonly<Record<string, string>> = { POST: 'create', PUT: 'update', PATCH: 'patch' };

/** The verb of RBAC for a request on a resource. */
export function verbOf(method: string, route: Route & { to: 'resource' }, query: URLSearchParams): string {
  if (method === 'DELETE') return route.name === undefined ? 'deletecollection' : 'delete';
  const write = writeVerbs[method];
  if (write !== undefined) return write;
  if (/^(1|true)$/.test(query.get('watch') ?? '')) return 'watch';
  return route.name === undefined ? 'list' : 'get';
}

export function attributesOf(verb: string, route: Route & { to: 'resource' }): Attributes {
  // A namespace counts as lying in itself, so that a Role in it may allow reading it.
  const namespace =
    route.group === '' && route.plural === 'namespaces' && route.name !== undefined
      ? route.name
      : route.namespace;
  return {
    verb,
    group: route.group,
    resource: route.plural,
    ...(route.subresource === undefined ? {} : { subresource: route.subresource }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(route.name === undefined ? {} : { name: route.name }),
  };
}
