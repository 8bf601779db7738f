import type { ClusterDiscovery } from '../../../src/domain/cluster-discovery.js';
import type { ApiServices } from '../../../src/graphql/services.js';
import { aDiscovery } from '../../factories/discoveries.js';
import { aCluster } from '../builders.js';
import { among, found, pageOf } from './lists.js';
import type { MemoryRows } from './rows.js';

export function memoryClusters(memory: MemoryRows): ApiServices['clusters'] {
  return {
    register: (request, actor) =>
      memory.answer('clusters.register', [request, actor], () => aCluster({ name: request.name })),
    edit: (id, change, actor) =>
      memory.answer('clusters.edit', [id, change, actor], () => found('Cluster', memory.clusterRows, id)),
    remove: (id, actor) => memory.answer('clusters.remove', [id, actor], () => undefined),
    validate: (id, actor) =>
      memory.answer('clusters.validate', [id, actor], () => found('Cluster', memory.clusterRows, id)),
    get: (id) => memory.answer('clusters.get', [id], () => found('Cluster', memory.clusterRows, id)),
    getMany: (ids) => memory.answer('clusters.getMany', [ids], () => among(memory.clusterRows, ids)),
    page: (request, filter) =>
      memory.answer('clusters.page', [request, filter], () =>
        pageOf(
          memory.clusterRows.filter((row) => filter?.states?.includes(row.state) ?? true),
          request,
        ),
      ),
    count: (filter) =>
      memory.answer(
        'clusters.count',
        [filter],
        () => memory.clusterRows.filter((row) => filter.states?.includes(row.state) ?? true).length,
      ),
    accessManifest: ({ namespace, name }) => `kind: ServiceAccount # ${namespace}/${name}`,
    namespaces: (id) => namespacesNow(memory, id),
    namespacesNow: (id) => namespacesNow(memory, id),
  };
}

export function memoryVirtualMachines(memory: MemoryRows): ApiServices['virtualMachines'] {
  return {
    get: (id, viewer) =>
      memory.answer('virtualMachines.get', [id, viewer], () =>
        found('VirtualMachine', memory.machineRows, id),
      ),
    page: (request, filter, viewer) =>
      memory.answer('virtualMachines.page', [request, filter, viewer], () =>
        pageOf(memory.machineRows, request),
      ),
    count: (filter, viewer) =>
      memory.answer('virtualMachines.count', [filter, viewer], () => memory.machineRows.length),
    checkedAt: (ids) => memory.answer('virtualMachines.checkedAt', [ids], () => new Map()),
  };
}

export function memoryDiscoveries(memory: MemoryRows): ApiServices['discoveries'] {
  return {
    create: (request, actor) =>
      memory.answer('discoveries.create', [request, actor], () => aDiscovery({ name: request.name })),
    edit: (id, change, actor) =>
      memory.answer('discoveries.edit', [id, change, actor], () => discoveryOf(memory, id)),
    discover: (id, actor) =>
      memory.answer('discoveries.discover', [id, actor], () => discoveryOf(memory, id)),
    refresh: (id, actor) => memory.answer('discoveries.refresh', [id, actor], () => discoveryOf(memory, id)),
    remove: (id, clusters, actor) =>
      memory.answer('discoveries.remove', [id, clusters, actor], () => discoveryOf(memory, id)),
    get: (id, viewer) => memory.answer('discoveries.get', [id, viewer], () => discoveryOf(memory, id)),
    getMany: (ids) => memory.answer('discoveries.getMany', [ids], () => among(memory.discoveryRows, ids)),
    page: (request, filter) =>
      memory.answer('discoveries.page', [request, filter], () => pageOf(memory.discoveryRows, request)),
    count: (filter) => memory.answer('discoveries.count', [filter], () => memory.discoveryRows.length),
    clusterCounts: (ids) => memory.answer('discoveries.clusterCounts', [ids], () => new Map()),
    shootsOf: (ids) => memory.answer('discoveries.shootsOf', [ids], () => among(memory.shootRows, ids)),
    discoveriesOf: (ids) => memory.answer('discoveries.discoveriesOf', [ids], () => new Map()),
  };
}

function discoveryOf(memory: MemoryRows, id: string): ClusterDiscovery {
  return found('ClusterDiscovery', memory.discoveryRows, id);
}

function namespacesNow(memory: MemoryRows, id: string) {
  return memory.answer('clusters.namespaces', [id], () => [
    {
      name: 'shop',
      uid: '7d0b8f0a-0000-4000-8000-000000000001',
      terminating: false,
      system: false,
      labels: { tier: 'web' },
      createdAt: new Date('2026-01-01T00:00:00Z'),
    },
  ]);
}
