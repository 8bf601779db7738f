import type { NamespaceSight } from '../../src/cycle/plan.js';
import type { ObservedNamespace } from '../../src/domain/ports/cluster-gateway.js';

/** A namespace as a cluster shows it: Active, with a UID made from its name. */
export function aNamespace(name: string, change: Partial<ObservedNamespace> = {}): ObservedNamespace {
  return { name, uid: `uid-${name}`, terminating: false, labels: {}, createdAt: new Date(0), ...change };
}

/** What a look at a cluster saw: the given namespaces exist, every other name got a 404. */
export function sightOf(...namespaces: readonly ObservedNamespace[]): NamespaceSight {
  return new Map(namespaces.map((each) => [each.name, each]));
}
