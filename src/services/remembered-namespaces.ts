/** A gateway that writes down what it sees: whoever lists the namespaces of a cluster, for whatever, everybody knows of it afterwards. */
import type { Clock } from '../domain/ports/clock.js';
import type { ClusterGateway, ObservedNamespace } from '../domain/ports/cluster-gateway.js';
import type { Log } from '../domain/ports/log.js';
import type { UnitOfWork } from '../domain/ports/stores.js';

export interface RememberingPorts {
  readonly gateway: ClusterGateway;
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly log: Log;
}

/** Only whole lists are written down; that one could not be written down is no fault of the look. */
export function rememberingNamespaces({ gateway, work, clock, log }: RememberingPorts): ClusterGateway {
  const { clusterNamespaces } = work.stores;
  const quietly = async <T>(clusterId: string, step: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await step();
    } catch (error) {
      log.warn({ clusterId, err: error }, 'the namespaces of a cluster could not be written down');
      return undefined;
    }
  };
  const namespaces = async (
    clusterId: string,
    signal?: AbortSignal,
    labelSelector?: string,
  ): Promise<readonly ObservedNamespace[]> => {
    if (labelSelector !== undefined) return gateway.namespaces(clusterId, signal, labelSelector);
    const guard = await quietly(clusterId, () => clusterNamespaces.guard(clusterId));
    const at = clock.now();
    const seen = await gateway.namespaces(clusterId, signal);
    if (guard !== undefined) {
      await quietly(clusterId, () => clusterNamespaces.record(clusterId, guard, { at, namespaces: seen }));
    }
    return seen;
  };
  const systemNamespaces = async (clusterId: string, signal?: AbortSignal): Promise<ReadonlySet<string>> => {
    const [guard, cluster] =
      (await quietly(clusterId, () =>
        Promise.all([clusterNamespaces.guard(clusterId), work.stores.clusters.find(clusterId)]),
      )) ?? [];
    const stork = cluster?.stork?.namespace;
    const portworx = await gateway.systemNamespaces(clusterId, signal);
    const system = stork ? new Set([...portworx, stork]) : portworx;
    if (guard !== undefined) {
      await quietly(clusterId, () => clusterNamespaces.recordSystem(clusterId, guard, [...system]));
    }
    return system;
  };
  return {
    namespaces,
    systemNamespaces,
    api: (clusterId) => gateway.api(clusterId),
    probe: (clusterId, signal) => gateway.probe(clusterId, signal),
    namespace: (clusterId, name, signal) => gateway.namespace(clusterId, name, signal),
    pods: (clusterId, wanted, signal) => gateway.pods(clusterId, wanted, signal),
    forget: (clusterId) => gateway.forget(clusterId),
  };
}
