/**
 * Has federated clusters look at the locations that they are connected to, and writes down what each says, guarded by the look
 * before it. The state of the location is derived in the same transaction.
 */
import pLimit from 'p-limit';
import { settleAlert } from '../cycle/incidents.js';
import type { BackupLocation } from '../domain/backup-location.js';
import type { Cluster } from '../domain/cluster.js';
import { NotFound } from '../domain/errors/resource-errors.js';
import { type Actor, systemActor } from '../domain/identity.js';
import {
  awayCheck,
  CONNECTION_REASONS,
  type ConnectionCheck,
  connectionName,
  isForCluster,
  judgeConnection,
  type LocationConnection,
  stateOfConnections,
} from '../domain/location-connection.js';
import type { Clock } from '../domain/ports/clock.js';
import type { FederatedLocations } from '../domain/ports/federated-locations.js';
import type { Log } from '../domain/ports/log.js';
import type { Stores, UnitOfWork } from '../domain/ports/stores.js';
import { lookRound } from './look-round.js';

/** Clusters beside each other; a look takes tens of milliseconds, one at a cluster that hangs up to 15 s. */
const ROUND = { atOnce: 16, atMost: 64, patienceMs: 1_000 } as const;
/** Looks by one cluster beside each other: as many calls as it gets. */
const AT_ONCE = 4;
const LOCATION = { subjectType: 'BackupLocation', kind: 'LOCATION_BAD' } as const;

export interface ConnectionProberPorts {
  readonly work: UnitOfWork;
  readonly federated: Pick<FederatedLocations, 'check'>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface ConnectionLook {
  readonly actor: Actor;
  /** A person asked for this look: the cluster looks anew, and what it says counts at once. */
  readonly asked: boolean;
  /** The caller has just seen that the cluster answers, whatever its row says. */
  readonly answers?: boolean;
  readonly signal?: AbortSignal;
}

export class ConnectionProber {
  constructor(private readonly ports: ConnectionProberPorts) {}

  /**
   * Every connection once, a few clusters at a time. One that fails to be looked at stops no other, and a cluster that hangs keeps one place,
   * however many locations it is connected to.
   */
  async lookAtAll(signal: AbortSignal): Promise<number> {
    const connections = await this.ports.work.stores.connections.all();
    const byCluster = Map.groupBy(connections, ({ clusterId }) => clusterId);
    const look = (ofCluster: readonly LocationConnection[]) => this.#lookThrough(ofCluster, signal);
    await lookRound([...byCluster.values()], { ...ROUND, look, signal });
    return connections.length;
  }

  async #lookThrough(connections: readonly LocationConnection[], signal: AbortSignal): Promise<void> {
    const options = { actor: systemActor('connection prober'), asked: false, signal };
    const limit = pLimit(AT_ONCE);
    await Promise.all(
      connections.map(({ id }) =>
        limit(async () => {
          if (signal.aborted) return;
          try {
            await this.look(id, options);
          } catch (error) {
            // One that was taken away meanwhile is no fault.
            if (error instanceof NotFound || signal.aborted) return;
            this.ports.log.warn({ connectionId: id, err: error }, 'a connection could not be looked at');
          }
        }),
      ),
    );
  }

  /** Every connection of one location. */
  async lookAtLocation(locationId: string, options: ConnectionLook): Promise<void> {
    const connections = await this.ports.work.stores.connections.ofLocation(locationId);
    const limit = pLimit(ROUND.atOnce);
    await Promise.all(connections.map(({ id }) => limit(() => this.look(id, options))));
  }

  /** The cluster answers again: what says only that it was away is looked at anew. */
  async lookAfterAbsence(clusterId: string, options: ConnectionLook): Promise<void> {
    const left = (await this.ports.work.stores.connections.ofClusters([clusterId])).filter(isForCluster);
    const limit = pLimit(AT_ONCE);
    await Promise.all(left.map(({ id }) => limit(() => this.look(id, options))));
  }

  /** One look by one cluster. @returns the connection as it stands afterwards. @throws NotFound */
  async look(connectionId: string, options: ConnectionLook): Promise<LocationConnection> {
    const { stores } = this.ports.work;
    const before = await stores.connections.find(connectionId);
    const [cluster, location] =
      before === undefined
        ? []
        : await Promise.all([
            stores.clusters.find(before.clusterId),
            stores.locations.find(before.locationId),
          ]);
    if (before === undefined || cluster === undefined || location === undefined)
      throw new NotFound('LocationConnection', connectionId);
    const check = await this.#check({ cluster, location }, options);
    if (!options.signal?.aborted) await this.#writeDown(before, check, { cluster, location, ...options });
    return (await stores.connections.find(connectionId)) ?? before;
  }

  async #check(
    place: { readonly cluster: Cluster; readonly location: BackupLocation },
    { asked, answers = false, signal }: ConnectionLook,
  ): Promise<ConnectionCheck> {
    if (place.cluster.state !== 'ACTIVE' && !answers) return awayCheck(place.cluster);
    return this.ports.federated.check(place, { asked, ...(signal && { signal }) });
  }

  async #writeDown(
    before: LocationConnection,
    check: ConnectionCheck,
    of: ConnectionLook & { readonly cluster: Cluster; readonly location: BackupLocation },
  ): Promise<void> {
    const at = this.ports.clock.now();
    const { state, reason, looks } = judgeConnection(check, before, of.asked);
    const seen = {
      state,
      stateReason: reason,
      looks,
      // A patient prober keeps the state, and says beside it what the last look saw.
      stateMessage: check.message ?? CONNECTION_REASONS.OK,
      stateChangedAt: state === before.state ? before.stateChangedAt : at,
      stateCheckedAt: at,
      validatedAt: check.validatedAt ?? before.validatedAt,
    };
    await this.ports.work.transaction(async (stores) => {
      // First the location: two connections of it are written down one after the other.
      await stores.locations.lock(before.locationId);
      if (!(await stores.connections.observe(before.id, { checkedBefore: before.stateCheckedAt }, seen)))
        return;
      if (state !== before.state || reason !== before.stateReason) {
        await stores.events.append({
          type: 'CONNECTION_STATE_CHANGED',
          subjectType: 'LocationConnection',
          subjectId: before.id,
          actor: of.actor,
          data: {
            name: connectionName(of.cluster, of.location),
            from: before.state,
            to: state,
            reason,
            message: seen.stateMessage,
            locationId: before.locationId,
            clusterId: before.clusterId,
          },
        });
      }
      await deriveLocation(stores, before.locationId, { at, actor: of.actor });
    });
  }
}

/** The state of the location after one of its connections changed, came or went: the caller has locked it. */
export async function deriveLocation(
  stores: Stores,
  locationId: string,
  { at, actor }: { readonly at: Date; readonly actor: Actor },
): Promise<void> {
  const before = await stores.locations.find(locationId);
  if (before === undefined) return;
  const connections = await stores.connections.ofLocation(locationId);
  const derived = stateOfConnections(connections);
  const looked = connections.some(({ stateCheckedAt }) => stateCheckedAt !== null);
  const seen = {
    ...derived,
    stateChangedAt: derived.state === before.state ? before.stateChangedAt : at,
    stateCheckedAt: looked ? at : null,
    capabilities: null,
    // Its connections are steady, each by itself.
    looks: before.looks,
  };
  await stores.locations.observe(locationId, { checkedBefore: before.stateCheckedAt }, seen);
  if (derived.state === 'VALID') {
    const settled = { ...LOCATION, subjectId: locationId, reason: 'a cluster reaches the location again' };
    await settleAlert(stores, settled, { at, actor });
  }
  if (derived.state === before.state && derived.stateReason === before.stateReason) return;
  await stores.events.append({
    type: 'LOCATION_STATE_CHANGED',
    subjectType: 'BackupLocation',
    subjectId: locationId,
    actor,
    data: {
      from: before.state,
      to: derived.state,
      reason: derived.stateReason,
      message: derived.stateMessage,
    },
  });
}
