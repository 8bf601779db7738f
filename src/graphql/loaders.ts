import DataLoader from 'dataloader';
import type { Backup, BackupNamespace } from '../domain/backup.js';
import type { BackupLocation } from '../domain/backup-location.js';
import type { Cluster } from '../domain/cluster.js';
import type { User } from '../domain/identity.js';
import type { Issue } from '../domain/issue.js';
import type { ApiServices } from './services.js';

/** One call per kind of thing and tick of a request, however many parents ask. */
export interface Loaders {
  readonly clusters: DataLoader<string, Cluster | undefined>;
  readonly locations: DataLoader<string, BackupLocation | undefined>;
  readonly backups: DataLoader<string, Backup | undefined>;
  readonly users: DataLoader<string, User | undefined>;
  readonly namespaces: DataLoader<string, readonly BackupNamespace[]>;
  readonly issues: DataLoader<string, readonly Issue[]>;
}

/** @param remember false for a subscription: it lives for hours and must see each change */
export function createLoaders(services: ApiServices, remember: boolean): Loaders {
  const options = { cache: remember };
  return {
    clusters: new DataLoader(
      byId((ids) => services.clusters.getMany(ids)),
      options,
    ),
    locations: new DataLoader(
      byId((ids) => services.locations.getMany(ids)),
      options,
    ),
    backups: new DataLoader(
      byId((ids) => services.backups.getMany(ids)),
      options,
    ),
    users: new DataLoader(
      byId((ids) => services.identity.usersByIds(ids)),
      options,
    ),
    namespaces: new DataLoader(
      listsById((ids) => services.backups.namespacesOf(ids)),
      options,
    ),
    issues: new DataLoader(
      listsById((ids) => services.backups.issuesOf(ids)),
      options,
    ),
  };
}

function byId<T extends { readonly id: string }>(load: (ids: readonly string[]) => Promise<readonly T[]>) {
  return async (ids: readonly string[]): Promise<(T | undefined)[]> => {
    const found = new Map((await load([...new Set(ids)])).map((each) => [each.id, each]));
    return ids.map((id) => found.get(id));
  };
}

function listsById<T>(load: (ids: readonly string[]) => Promise<ReadonlyMap<string, readonly T[]>>) {
  return async (ids: readonly string[]): Promise<(readonly T[])[]> => {
    const found = await load([...new Set(ids)]);
    return ids.map((id) => found.get(id) ?? []);
  };
}
