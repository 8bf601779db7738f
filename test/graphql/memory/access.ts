import type { ApiServices } from '../../../src/graphql/services.js';
import { obstaclesOf } from '../../../src/services/obstacles.js';
import { aShare } from '../../factories/shares.js';
import { among, found, pageOf } from './lists.js';
import { type MemoryRows, NOW } from './rows.js';

/** Everybody sees everything and reaches as far as to see it: rights are those of the real services. */
export function memoryAccess(): ApiServices['access'] {
  return {
    accessTo: async (_viewer, _resource, ids) => new Map(ids.map((id) => [id, 'VIEW'])),
    accessIn: async (_viewer, places) => places.map(() => 'VIEW'),
  };
}

/** By the same rules as the real ones: nothing here is needed by anything. */
export function memoryObstacles(
  memory: MemoryRows & Pick<ApiServices, 'schedules'>,
): ApiServices['obstacles'] {
  return {
    of: (resource, rows, asked) => {
      const stores = {
        dependents: { kindsOf: async () => new Map(), restoredNow: async () => new Set<string>() },
        cycles: { openOf: (ids: readonly string[]) => memory.schedules.openCyclesOf(ids) },
        locations: { findMany: async (ids: readonly string[]) => among(memory.locationRows, ids) },
        connections: { ofLocations: async () => [], ofClusters: async () => [] },
        clusters: { findMany: async (ids: readonly string[]) => among(memory.clusterRows, ids) },
        syncs: { openIn: async () => new Map() },
        ...asked,
      };
      return obstaclesOf(stores, resource, rows, NOW);
    },
  };
}

export function memoryShares(memory: MemoryRows): ApiServices['shares'] {
  return {
    create: (request, actor) =>
      memory.answer('shares.create', [request, actor], () => {
        const { userId = '', ...rest } = request;
        const of = { ...rest, grantee: { kind: 'USER', userId } as const, createdBy: userId };
        return aShare(of, { access: request.access, namespaces: request.namespaces ?? [] });
      }),
    edit: (id, change, actor) =>
      memory.answer('shares.edit', [id, change, actor], () => found('Share', memory.shareRows, id)),
    remove: (id, actor) => memory.answer('shares.remove', [id, actor], () => undefined),
    page: (of, request, viewer) =>
      memory.answer('shares.page', [of, request, viewer], () => pageOf(memory.shareRows, request)),
    count: (of, viewer) => memory.answer('shares.count', [of, viewer], () => memory.shareRows.length),
  };
}

export function memoryOwnership(memory: MemoryRows): ApiServices['ownership'] {
  return {
    ownedBy: (id, actor) => memory.answer('ownership.ownedBy', [id, actor], () => []),
    reassign: (request, actor) =>
      memory.answer('ownership.reassign', [request, actor], () => [{ kind: 'Backup' as const, count: 2 }]),
  };
}
