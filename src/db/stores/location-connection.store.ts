import { type EntityManager, In, type Repository } from 'typeorm';
import type { Sight } from '../../domain/access.js';
import type { ConnectionState, LocationConnection } from '../../domain/location-connection.js';
import type {
  ConnectionFilter,
  LocationConnectionStore,
  SeenConnection,
} from '../../domain/ports/federation-stores.js';
import type { Page, PageRequest } from '../../domain/ports/stores.js';
import { STATE_MATRIX } from '../../domain/state-matrix.js';
import { LocationConnectionEntity } from '../entities/location-connection.entity.js';
import { CREATED_KEYS } from './list-sorts.js';
import { countByState, insertRow, removeRow } from './resource-rows.js';
import { Conditions, RowReader } from './row-reader.js';
import { isUuid, knownId } from './sql.js';
import { visibleIn } from './visible.js';

const STATES = Object.keys(STATE_MATRIX.LocationConnection.states) as readonly ConnectionState[];
const READER = new RowReader(LocationConnectionEntity);

export class PostgresLocationConnectionStore implements LocationConnectionStore {
  private readonly rows: Repository<LocationConnection>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(LocationConnectionEntity);
  }

  insert(connection: LocationConnection): Promise<void> {
    return insertRow(this.manager, LocationConnectionEntity, connection);
  }

  async find(id: string, seenBy?: Sight): Promise<LocationConnection | undefined> {
    const [found] = await this.findMany([id], seenBy);
    return found;
  }

  async findPair(clusterId: string, locationId: string): Promise<LocationConnection | undefined> {
    if (!isUuid(clusterId) || !isUuid(locationId)) return undefined;
    return (await this.rows.findOneBy({ clusterId, locationId })) ?? undefined;
  }

  async findMany(ids: readonly string[], seenBy?: Sight): Promise<readonly LocationConnection[]> {
    const known = ids.filter(isUuid);
    if (known.length === 0) return [];
    const { where, values } = addSeen(new Conditions().add('id = ANY(?::uuid[])', known), seenBy);
    return READER.read(
      this.manager,
      (columns) => `SELECT ${columns} FROM location_connection ${where}`,
      values,
    );
  }

  page(request: PageRequest, filter: ConnectionFilter = {}): Promise<Page<LocationConnection>> {
    return READER.page(this.manager, CREATED_KEYS, conditionsOf(filter), request);
  }

  count(filter: ConnectionFilter = {}): Promise<number> {
    return READER.count(this.manager, conditionsOf(filter));
  }

  ofLocation(locationId: string): Promise<readonly LocationConnection[]> {
    return this.ofLocations([locationId]);
  }

  async ofLocations(locationIds: readonly string[]): Promise<readonly LocationConnection[]> {
    const known = locationIds.filter(isUuid);
    if (known.length === 0) return [];
    return this.rows.find({ where: { locationId: In(known) }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  async ofClusters(clusterIds: readonly string[]): Promise<readonly LocationConnection[]> {
    const known = clusterIds.filter(isUuid);
    if (known.length === 0) return [];
    return this.rows.find({ where: { clusterId: In(known) }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  all(): Promise<readonly LocationConnection[]> {
    return this.rows.find({ order: { createdAt: 'ASC', id: 'ASC' } });
  }

  async observe(
    id: string,
    guard: { readonly checkedBefore: Date | null },
    seen: SeenConnection,
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

  countByState(): Promise<ReadonlyMap<ConnectionState, number>> {
    return countByState(this.rows, STATES);
  }
}

function conditionsOf({ locationId, clusterId, states, seenBy }: ConnectionFilter): Conditions {
  const conditions = new Conditions();
  if (locationId !== undefined) conditions.add('location_id = ?', knownId(locationId));
  if (clusterId !== undefined) conditions.add('cluster_id = ?', knownId(clusterId));
  if (states) conditions.add('state = ANY(?)', states);
  return addSeen(conditions, seenBy);
}

/** Who does not see the cluster does not hear of its connections. */
function addSeen(conditions: Conditions, seenBy: Sight | undefined): Conditions {
  const visible = visibleIn('cluster', seenBy);
  if (visible === undefined) return conditions;
  return conditions.add(
    `EXISTS (SELECT FROM cluster WHERE cluster.id = location_connection.cluster_id AND ${visible.condition})`,
    ...visible.values,
  );
}
