import type { ApiServices } from '../../../src/graphql/services.js';
import { aConnection, aSync } from '../../factories/federation.js';
import { aBackup, aLocation } from '../builders.js';
import { among, found, pageOf } from './lists.js';
import type { MemoryRows } from './rows.js';

export function memoryLocations(memory: MemoryRows): ApiServices['locations'] {
  return {
    create: (request, actor) =>
      memory.answer('locations.create', [request, actor], () => aLocation({ name: request.name })),
    edit: (id, change, actor) =>
      memory.answer('locations.edit', [id, change, actor], () =>
        found('BackupLocation', memory.locationRows, id),
      ),
    remove: (id, actor) => memory.answer('locations.remove', [id, actor], () => undefined),
    validate: (id, actor) =>
      memory.answer('locations.validate', [id, actor], () =>
        found('BackupLocation', memory.locationRows, id),
      ),
    get: (id) => memory.answer('locations.get', [id], () => found('BackupLocation', memory.locationRows, id)),
    getMany: (ids) => memory.answer('locations.getMany', [ids], () => among(memory.locationRows, ids)),
    page: (request, filter) =>
      memory.answer('locations.page', [request, filter], () => pageOf(memory.locationRows, request)),
    count: (filter) => memory.answer('locations.count', [filter], () => memory.locationRows.length),
  };
}

export function memoryConnections(memory: MemoryRows): ApiServices['connections'] {
  return {
    create: (request, actor) => memory.answer('connections.create', [request, actor], aConnection),
    validate: (id, actor) => memory.answer('connections.validate', [id, actor], aConnection),
    remove: (id, actor) => memory.answer('connections.remove', [id, actor], aConnection),
    get: (id, viewer) =>
      memory.answer('connections.get', [id, viewer], () =>
        found('LocationConnection', memory.connectionRows, id),
      ),
    page: (request, filter, viewer) =>
      memory.answer('connections.page', [request, filter, viewer], () => ({ items: [], hasNext: false })),
    count: (filter, viewer) => memory.answer('connections.count', [filter, viewer], () => 0),
  };
}

export function memorySyncs(memory: MemoryRows): ApiServices['syncs'] {
  return {
    request: (locationId, actor) => memory.answer('syncs.request', [locationId, actor], aSync),
    get: (id) => memory.answer('syncs.get', [id], () => found('BackupSync', memory.syncRows, id)),
    lastOf: (ids) => memory.answer('syncs.lastOf', [ids], () => new Map()),
    page: (request, filter) =>
      memory.answer('syncs.page', [request, filter], () => ({ items: [], hasNext: false })),
    count: (filter) => memory.answer('syncs.count', [filter], () => 0),
  };
}

export function memoryRescan(memory: MemoryRows): ApiServices['rescan'] {
  return {
    run: (locationId, actor) =>
      memory.answer('rescan.run', [locationId, actor], () => ({
        found: [aBackup({ name: 'lost-and-found' })],
        skipped: 2,
        damaged: [{ key: 'backups/x/', message: 'no manifest' }],
        locked: [{ key: 'backups/y/', message: 'no key' }],
      })),
  };
}

export function memoryVeleroImports(memory: MemoryRows): ApiServices['veleroImports'] {
  return {
    list: (locationId) =>
      memory.answer('veleroImports.list', [locationId], () => ({ backups: [], unreadable: [] })),
    import: (request, actor) =>
      memory.answer('veleroImports.import', [request, actor], () => aBackup({ state: 'IN_PROGRESS' })),
  };
}
