import type { EntityManager, Repository } from 'typeorm';
import type { Sight } from '../../domain/access.js';
import type { Cluster } from '../../domain/cluster.js';
import type { ClusterSort } from '../../domain/listing.js';
import type { ClusterFilter, ClusterStore } from '../../domain/ports/cluster-store.js';
import type { Page, SortedRequest } from '../../domain/ports/stores.js';
import { type ClusterState, STATE_MATRIX } from '../../domain/state-matrix.js';
import { ClusterEntity } from '../entities/cluster.entity.js';
import { conditionsOfList } from './list-conditions.js';
import { CLUSTER_KEYS } from './list-sorts.js';
import { countByState, editRow, insertRow, removeRow } from './resource-rows.js';
import { type Conditions, RowReader } from './row-reader.js';
import { visibleIn, visibleLabels } from './visible.js';

const STATES = Object.keys(STATE_MATRIX.Cluster.states) as readonly ClusterState[];

const READER = new RowReader(ClusterEntity);

export class PostgresClusterStore implements ClusterStore {
  private readonly rows: Repository<Cluster>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(ClusterEntity);
  }

  insert(cluster: Cluster): Promise<void> {
    return insertRow(this.manager, ClusterEntity, cluster);
  }

  find(id: string): Promise<Cluster | undefined> {
    return READER.find(this.manager, id);
  }

  findMany(ids: readonly string[]): Promise<readonly Cluster[]> {
    return READER.findMany(this.manager, ids);
  }

  page(request: SortedRequest<ClusterSort>, filter: ClusterFilter = {}): Promise<Page<Cluster>> {
    return READER.page(this.manager, CLUSTER_KEYS, conditionsOf(filter), request);
  }

  count(filter: ClusterFilter = {}): Promise<number> {
    return READER.count(this.manager, conditionsOf(filter));
  }

  all(): Promise<readonly Cluster[]> {
    return this.rows.find({ order: { createdAt: 'ASC', id: 'ASC' } });
  }

  edit(id: string, expectedVersion: number, change: Partial<Cluster>): Promise<boolean> {
    return editRow(this.rows, { id, expectedVersion, change });
  }

  async observe(
    id: string,
    guard: Parameters<ClusterStore['observe']>[1],
    seen: Parameters<ClusterStore['observe']>[2],
  ): Promise<boolean> {
    const { affected } = await this.rows
      .createQueryBuilder()
      .update()
      .set({ ...seen, missingRights: [...seen.missingRights] })
      .where('id = :id AND credentialVersion = :credentialVersion', { id, ...guard })
      .andWhere('stateCheckedAt IS NOT DISTINCT FROM :checkedBefore', guard)
      .execute();
    return affected === 1;
  }

  remove(id: string): Promise<void> {
    return removeRow(this.rows, id);
  }

  countByState(seenBy?: Sight): Promise<ReadonlyMap<ClusterState, number>> {
    return countByState(this.rows, STATES, visibleIn('cluster', seenBy));
  }
}

function conditionsOf(filter: ClusterFilter): Conditions {
  const conditions = conditionsOfList(filter).addVisible(visibleIn('cluster', filter.seenBy));
  if (filter.modes) conditions.add('mode = ANY(?)', filter.modes);
  return filter.labels === undefined ? conditions : conditions.addVisible(visibleLabels(filter.seenBy));
}
