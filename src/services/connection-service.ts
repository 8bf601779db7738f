/** Which federated clusters use which locations: connected, looked at, disconnected. */
import { randomUUID } from 'node:crypto';
import { sightOf } from '../domain/access.js';
import { HasDependents, NotFound } from '../domain/errors/resource-errors.js';
import type { Actor } from '../domain/identity.js';
import {
  CONNECTION_REASONS,
  connectionName,
  type LocationConnection,
} from '../domain/location-connection.js';
import { assertMode, assertReachable } from '../domain/operation-mode.js';
import type { Clock } from '../domain/ports/clock.js';
import type { FederatedLocations } from '../domain/ports/federated-locations.js';
import type { ConnectionFilter } from '../domain/ports/federation-stores.js';
import type { Log } from '../domain/ports/log.js';
import type { Page, PageRequest, Stores, UnitOfWork } from '../domain/ports/stores.js';
import { assertRight } from '../domain/rights.js';
import { assertOperation } from '../domain/state-machine.js';
import { NO_LOOK } from '../domain/steadiness.js';
import { connectionDependents } from './connection-dependents.js';
import { type ConnectionProber, deriveLocation } from './connection-prober.js';

export interface ConnectionPorts {
  readonly work: UnitOfWork;
  readonly federated: Pick<FederatedLocations, 'forget'>;
  readonly prober: ConnectionProber;
  readonly clock: Clock;
  readonly log: Log;
}

export class ConnectionService {
  constructor(private readonly ports: ConnectionPorts) {}

  /** The cluster is told of the location, and looks at it at once. @throws Forbidden, NotFound, ModeNotSupported, AlreadyExists */
  async create(
    { clusterId, locationId }: { readonly clusterId: string; readonly locationId: string },
    actor: Actor,
  ): Promise<LocationConnection> {
    const { work, clock, prober } = this.ports;
    assertRight(actor, 'LocationConnection.create', null);
    const { stores } = work;
    const [cluster, location] = await Promise.all([
      stores.clusters.find(clusterId),
      stores.locations.find(locationId),
    ]);
    if (cluster === undefined) throw new NotFound('Cluster', clusterId);
    if (location === undefined) throw new NotFound('BackupLocation', locationId);
    assertMode(cluster.mode, { supports: ['FEDERATED'], what: 'A connection of a cluster to a location' });
    assertReachable(cluster, location);
    const now = clock.now();
    const connection: LocationConnection = {
      id: randomUUID(),
      clusterId: cluster.id,
      locationId: location.id,
      state: 'UNCHECKED',
      stateReason: 'NOT_CHECKED',
      stateMessage: CONNECTION_REASONS.NOT_CHECKED,
      stateChangedAt: now,
      stateCheckedAt: null,
      validatedAt: null,
      looks: NO_LOOK,
      createdAt: now,
    };
    await work.transaction(async (inside) => {
      await inside.locations.lock(location.id);
      await inside.connections.insert(connection);
      await append(inside, 'CONNECTION_CREATED', connection, actor, {
        name: connectionName(cluster, location),
      });
      await deriveLocation(inside, location.id, { at: now, actor });
    });
    return prober.look(connection.id, { actor, asked: true });
  }

  /** The cluster looks at the location now; what it says counts at once. @throws Forbidden, NotFound */
  async validate(id: string, actor: Actor): Promise<LocationConnection> {
    const connection = await this.get(id, actor);
    assertRight(actor, 'LocationConnection.validate', null);
    assertOperation('LocationConnection', connection, 'validate');
    return this.ports.prober.look(id, { actor, asked: true });
  }

  /** Refused while schedules of the cluster write to the location, or it backs up, restores, lists, deletes or clears away there; its backups stay. @throws Forbidden, NotFound, HasDependents */
  async remove(id: string, actor: Actor): Promise<LocationConnection> {
    const { work, clock, federated, log } = this.ports;
    const connection = await this.get(id, actor);
    assertRight(actor, 'LocationConnection.delete', null);
    assertOperation('LocationConnection', connection, 'delete');
    const { clusterId, locationId } = connection;
    const [cluster, location] = await Promise.all([
      work.stores.clusters.find(clusterId),
      work.stores.locations.find(locationId),
    ]);
    const name = connectionName(cluster, location);
    await work.transaction(async (stores) => {
      await stores.locations.lock(locationId);
      await assertUnused(stores, connection, name);
      await stores.connections.remove(id);
      // Its cluster may go before everybody has heard of it.
      const audience = await stores.shares.audienceOf('Cluster', clusterId);
      await append(stores, 'CONNECTION_DELETED', connection, actor, { name, audience });
      await deriveLocation(stores, locationId, { at: clock.now(), actor });
    });
    if (cluster?.state === 'ACTIVE' && location !== undefined) {
      try {
        await federated.forget({ cluster, location });
      } catch (error) {
        log.warn({ connectionId: id, err: error }, 'a cluster could not be told to forget a location');
      }
    }
    return connection;
  }

  /** @throws NotFound */
  async get(id: string, viewer: Actor): Promise<LocationConnection> {
    const found = await this.ports.work.stores.connections.find(id, sightOf(viewer));
    if (found === undefined) throw new NotFound('LocationConnection', id);
    return found;
  }

  page(
    request: PageRequest,
    filter: Omit<ConnectionFilter, 'seenBy'>,
    viewer: Actor,
  ): Promise<Page<LocationConnection>> {
    return this.ports.work.stores.connections.page(request, { ...filter, seenBy: sightOf(viewer) });
  }

  count(filter: Omit<ConnectionFilter, 'seenBy'>, viewer: Actor): Promise<number> {
    return this.ports.work.stores.connections.count({ ...filter, seenBy: sightOf(viewer) });
  }
}

async function assertUnused(stores: Stores, connection: LocationConnection, name: string): Promise<void> {
  const { dependents, total } = await connectionDependents(stores, connection);
  const { id } = connection;
  if (total > 0) throw new HasDependents({ resource: 'LocationConnection', id, name, dependents, total });
}

function append(
  stores: Stores,
  type: 'CONNECTION_CREATED' | 'CONNECTION_DELETED',
  { id, state, clusterId, locationId }: LocationConnection,
  actor: Actor,
  data: object,
): Promise<void> {
  return stores.events.append({
    type,
    subjectType: 'LocationConnection',
    subjectId: id,
    actor,
    data: { state, clusterId, locationId, ...data },
  });
}
