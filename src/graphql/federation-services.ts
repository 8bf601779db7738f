import type { BackupSync } from '../domain/backup-sync.js';
import type { Actor } from '../domain/identity.js';
import type { LocationConnection } from '../domain/location-connection.js';
import type { ConnectionFilter, SyncFilter } from '../domain/ports/federation-stores.js';
import type { Page, PageRequest } from '../domain/ports/stores.js';

export interface ConnectionOperations {
  create(
    request: { readonly clusterId: string; readonly locationId: string },
    actor: Actor,
  ): Promise<LocationConnection>;
  validate(id: string, actor: Actor): Promise<LocationConnection>;
  remove(id: string, actor: Actor): Promise<LocationConnection>;
  get(id: string, viewer: Actor): Promise<LocationConnection>;
  page(
    request: PageRequest,
    filter: Omit<ConnectionFilter, 'seenBy'>,
    viewer: Actor,
  ): Promise<Page<LocationConnection>>;
  count(filter: Omit<ConnectionFilter, 'seenBy'>, viewer: Actor): Promise<number>;
}

export interface BackupSyncOperations {
  request(locationId: string, actor: Actor): Promise<BackupSync>;
  get(id: string): Promise<BackupSync>;
  /** The newest of each location. */
  lastOf(locationIds: readonly string[]): Promise<ReadonlyMap<string, BackupSync>>;
  page(request: PageRequest, filter: SyncFilter): Promise<Page<BackupSync>>;
  count(filter: SyncFilter): Promise<number>;
}
