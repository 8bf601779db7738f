import type { JsonObject } from '../json.js';
import { parse } from '../json.js';
import type { StandInStore } from '../stand-in-store.js';
import { ObjectBuilder, type WorldPart } from './object-builder.js';

interface Definition {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope?: 'Namespaced' | 'Cluster';
}

/** A CustomResourceDefinition with a status subresource that keeps whatever is in `spec` and `status`. */
export function aCustomResourceDefinition({
  group,
  kind,
  plural,
  scope = 'Namespaced',
}: Definition): WorldPart {
  const free = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  return {
    into: (store: StandInStore) => {
      store.defineResource({
        metadata: { name: `${plural}.${group}` },
        spec: {
          group,
          names: { plural, singular: kind.toLowerCase(), kind },
          scope,
          versions: [
            {
              name: 'v1',
              served: true,
              storage: true,
              subresources: { status: {} },
              schema: { openAPIV3Schema: { type: 'object', properties: { spec: free, status: free } } },
            },
          ],
        },
      });
    },
  };
}

/** `spec` as JSON text where its numbers go beyond 2^53. */
export function aCustomResource(
  definition: Definition,
  {
    namespace,
    name,
    spec,
  }: { readonly namespace: string; readonly name: string; readonly spec: string | object },
): ObjectBuilder {
  const { group, kind, plural } = definition;
  return ObjectBuilder.of(
    { resource: `${plural}.${group}`, apiVersion: `${group}/v1`, kind, namespace, name },
    { spec: parse(typeof spec === 'string' ? spec : JSON.stringify(spec)) as JsonObject },
  );
}
