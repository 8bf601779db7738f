/** What the API asks of the services of restores: see services.ts. */
import type { Actor } from '../domain/identity.js';
import type { RestoreSort } from '../domain/listing.js';
import type { RestoreFilter } from '../domain/ports/restore-store.js';
import type { Page, PageRequest, SortedRequest } from '../domain/ports/stores.js';
import type { Restore, RestoreIssue, RestoreOptions, RestorePreview } from '../domain/restore.js';

export interface RestoreRequestFields {
  readonly backupId: string;
  readonly clusterId?: string;
  readonly options: RestoreOptions;
}

export interface RestoreOperations {
  preview(request: RestoreRequestFields, actor: Actor): Promise<RestorePreview>;
  create(
    request: RestoreRequestFields & { readonly name?: string; readonly confirm?: boolean },
    actor: Actor,
  ): Promise<Restore>;
  cancel(id: string, actor: Actor): Promise<Restore>;
  remove(id: string, actor: Actor): Promise<void>;
  get(id: string, viewer: Actor): Promise<Restore>;
  getMany(ids: readonly string[], viewer: Actor): Promise<readonly Restore[]>;
  page(request: SortedRequest<RestoreSort>, filter: RestoreFilter, viewer: Actor): Promise<Page<Restore>>;
  count(filter: RestoreFilter, viewer: Actor): Promise<number>;
  countOfBackups(backupIds: readonly string[], viewer: Actor): Promise<ReadonlyMap<string, number>>;
  issuesOf(id: string, request: PageRequest): Promise<Page<RestoreIssue>>;
  countIssues(id: string): Promise<number>;
}
