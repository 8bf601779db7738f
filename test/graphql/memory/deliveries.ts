import type { ApiServices } from '../../../src/graphql/services.js';
import { aDelivery, anAlertRoute } from '../../factories/deliveries.js';
import { among, found, pageOf } from './lists.js';
import type { MemoryRows } from './rows.js';

export function memoryAlertRoutes(memory: MemoryRows): ApiServices['alertRoutes'] {
  return {
    create: (route, actor) =>
      memory.answer('alertRoutes.create', [route, actor], () => anAlertRoute({ ...route })),
    edit: (id, version, fields, actor) =>
      memory.answer('alertRoutes.edit', [id, version, fields, actor], () =>
        found('AlertRoute', memory.routeRows, id),
      ),
    remove: (id, actor) => memory.answer('alertRoutes.remove', [id, actor], () => undefined),
    test: (id, actor) =>
      memory.answer('alertRoutes.test', [id, actor], () => aDelivery({ kind: 'TEST', routeId: id })),
    get: (id) => memory.answer('alertRoutes.get', [id], () => found('AlertRoute', memory.routeRows, id)),
    getMany: (ids) => memory.answer('alertRoutes.getMany', [ids], () => among(memory.routeRows, ids)),
    page: (request) => memory.answer('alertRoutes.page', [request], () => pageOf(memory.routeRows, request)),
    count: () => memory.answer('alertRoutes.count', [], () => memory.routeRows.length),
  };
}

export function memoryDeliveries(memory: MemoryRows): ApiServices['deliveries'] {
  return {
    claim: (worker, first, actor) =>
      memory.answer('deliveries.claim', [worker, first, actor], () => ({
        claimed: memory.claimed,
        nextAt: null,
      })),
    acknowledge: (said, actor) =>
      memory.answer('deliveries.acknowledge', [said, actor], () =>
        found('Delivery', memory.deliveryRows, said.id),
      ),
    adopt: (id, message, actor) => memory.answer('deliveries.adopt', [id, message, actor], () => true),
    resend: (id, actor) =>
      memory.answer('deliveries.resend', [id, actor], () => found('Delivery', memory.deliveryRows, id)),
    watch: (backupId, channelId, actor) =>
      memory.answer('deliveries.watch', [backupId, channelId, actor], () =>
        aDelivery({ kind: 'WATCH', backupId, target: channelId }),
      ),
    page: (request, filter) =>
      memory.answer('deliveries.page', [request, filter], () => pageOf(memory.deliveryRows, request)),
    count: (filter) => memory.answer('deliveries.count', [filter], () => memory.deliveryRows.length),
    ofAlerts: (ids) =>
      memory.answer(
        'deliveries.ofAlerts',
        [ids],
        () => new Map(ids.map((id) => [id, memory.deliveryRows.filter((each) => each.alertId === id)])),
      ),
  };
}

export function memoryDigests(memory: MemoryRows): ApiServices['digests'] {
  return {
    of: (routeId, span) => memory.answer('digests.of', [routeId, span], () => null),
  };
}
