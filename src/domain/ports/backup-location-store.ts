import type { BackupLocation, LocationAccess } from '../backup-location.js';
import type { LabelledFilter, LocationSort } from '../listing.js';
import type { BackupLocationState } from '../state-matrix.js';
import type { Page, SortedRequest } from './stores.js';

export interface LocationFilter extends LabelledFilter<BackupLocationState> {
  readonly access?: readonly LocationAccess[];
}

export interface BackupLocationStore {
  insert(location: BackupLocation): Promise<void>;
  find(id: string): Promise<BackupLocation | undefined>;
  findMany(ids: readonly string[]): Promise<readonly BackupLocation[]>;
  page(request: SortedRequest<LocationSort>, filter?: LocationFilter): Promise<Page<BackupLocation>>;
  count(filter?: LocationFilter): Promise<number>;
  all(): Promise<readonly BackupLocation[]>;
  /** Locked until the transaction ends; undefined: there is none. */
  lock(id: string): Promise<BackupLocation | undefined>;
  edit(id: string, expectedVersion: number, change: Partial<BackupLocation>): Promise<boolean>;
  observe(
    id: string,
    guard: { readonly checkedBefore: Date | null },
    seen: Pick<
      BackupLocation,
      | 'state'
      | 'stateReason'
      | 'stateMessage'
      | 'stateChangedAt'
      | 'stateCheckedAt'
      | 'looks'
      | 'capabilities'
    >,
  ): Promise<boolean>;
  remove(id: string): Promise<void>;
  countByState(): Promise<ReadonlyMap<BackupLocationState, number>>;
}
