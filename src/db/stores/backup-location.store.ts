import type { EntityManager, Repository } from 'typeorm';
import type { BackupLocation } from '../../domain/backup-location.js';
import type { LocationSort } from '../../domain/listing.js';
import type { BackupLocationStore, LocationFilter } from '../../domain/ports/backup-location-store.js';
import type { Page, SortedRequest } from '../../domain/ports/stores.js';
import { type BackupLocationState, STATE_MATRIX } from '../../domain/state-matrix.js';
import { BackupLocationEntity } from '../entities/backup-location.entity.js';
import { conditionsOfList } from './list-conditions.js';
import { LOCATION_KEYS } from './list-sorts.js';
import { countByState, editRow, insertRow, removeRow } from './resource-rows.js';
import { type Conditions, RowReader } from './row-reader.js';

const STATES = Object.keys(STATE_MATRIX.BackupLocation.states) as readonly BackupLocationState[];

const READER = new RowReader(BackupLocationEntity);

export class PostgresBackupLocationStore implements BackupLocationStore {
  private readonly rows: Repository<BackupLocation>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(BackupLocationEntity);
  }

  insert(location: BackupLocation): Promise<void> {
    return insertRow(this.manager, BackupLocationEntity, location);
  }

  find(id: string): Promise<BackupLocation | undefined> {
    return READER.find(this.manager, id);
  }

  findMany(ids: readonly string[]): Promise<readonly BackupLocation[]> {
    return READER.findMany(this.manager, ids);
  }

  page(request: SortedRequest<LocationSort>, filter: LocationFilter = {}): Promise<Page<BackupLocation>> {
    return READER.page(this.manager, LOCATION_KEYS, conditionsOf(filter), request);
  }

  count(filter: LocationFilter = {}): Promise<number> {
    return READER.count(this.manager, conditionsOf(filter));
  }

  all(): Promise<readonly BackupLocation[]> {
    return this.rows.find({ order: { createdAt: 'ASC', id: 'ASC' } });
  }

  lock(id: string): Promise<BackupLocation | undefined> {
    return READER.lock(this.manager, id);
  }

  edit(id: string, expectedVersion: number, change: Partial<BackupLocation>): Promise<boolean> {
    return editRow(this.rows, { id, expectedVersion, change });
  }

  async observe(
    id: string,
    guard: Parameters<BackupLocationStore['observe']>[1],
    seen: Parameters<BackupLocationStore['observe']>[2],
  ): Promise<boolean> {
    const { affected } = await this.rows
      .createQueryBuilder()
      .update()
      .set({ ...seen })
      .where('id = :id AND stateCheckedAt IS NOT DISTINCT FROM :checkedBefore', { id, ...guard })
      .execute();
    return affected === 1;
  }

  remove(id: string): Promise<void> {
    return removeRow(this.rows, id);
  }

  countByState(): Promise<ReadonlyMap<BackupLocationState, number>> {
    return countByState(this.rows, STATES);
  }
}

function conditionsOf(filter: LocationFilter): Conditions {
  const conditions = conditionsOfList(filter);
  if (filter.access) conditions.add('access = ANY(?)', filter.access);
  return conditions;
}
