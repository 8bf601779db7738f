import type { StandInStore } from '../kubernetes/kubernetes-stand-in.js';

export const GROUP = 'core.gardener.cloud';
export const SHOOTS = `shoots.${GROUP}`;
export const PROJECTS = `projects.${GROUP}`;
const free = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

/** The two kinds of a garden that Holdfast reads. Assumption: an aggregated API and a definition look alike on the wire. */
export function defineGardenKinds(store: StandInStore): void {
  define(store, 'Project', 'projects', 'Cluster');
  define(store, 'Shoot', 'shoots', 'Namespaced');
}

function define(store: StandInStore, kind: string, plural: string, scope: 'Namespaced' | 'Cluster'): void {
  store.defineResource({
    metadata: { name: `${plural}.${GROUP}` },
    spec: {
      group: GROUP,
      names: { plural, singular: kind.toLowerCase(), kind, listKind: `${kind}List` },
      scope,
      versions: [
        {
          name: 'v1beta1',
          served: true,
          storage: true,
          subresources: { status: {} },
          schema: { openAPIV3Schema: { type: 'object', properties: { spec: free, status: free } } },
        },
      ],
    },
  });
}
