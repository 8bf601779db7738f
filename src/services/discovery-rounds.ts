/** Discoveries as jobs: begun when they are due, run and removed under a lease. */
import { settleAll } from '../cycle/incidents.js';
import type { LeaseKeeper } from '../cycle/lease.js';
import { runAllWaiting } from '../cycle/leased-run.js';
import type { ClusterDiscovery } from '../domain/cluster-discovery.js';
import { transition } from '../domain/state-machine.js';
import { DISCOVERY_ACTOR, letGo } from './discovered-clusters.js';
import { DiscoveryRun, type DiscoveryWorld } from './discovery-run.js';

const DUE_AT_ONCE = 100;
/** Who is awake takes up what waits. */
const WOKEN = 4;

export class DiscoveryRounds {
  constructor(private readonly world: DiscoveryWorld) {}

  /** Runs or removes it, then what else waits. */
  async run(discoveryId: string, stopping: AbortSignal, mayTake: () => boolean): Promise<void> {
    const { world } = this;
    const kind = {
      what: 'cluster discovery',
      leases: world.work.stores.discoveries,
      run: (claimed: ClusterDiscovery, keeper: LeaseKeeper) =>
        claimed.state === 'DELETING'
          ? this.#remove(claimed, keeper)
          : new DiscoveryRun(claimed, keeper, world).toTheEnd(),
    };
    await runAllWaiting(kind, world, stopping, mayTake, discoveryId);
  }

  /** Begins what is due, and rings again for what no living worker holds. @returns how many were begun */
  async tend(signal: AbortSignal): Promise<number> {
    const { work, bell, clock } = this.world;
    let begun = 0;
    for (const id of await work.stores.discoveries.due(clock.now(), DUE_AT_ONCE)) {
      if (signal.aborted) return begun;
      if (await this.#begin(id)) begun += 1;
    }
    for (const id of await work.stores.discoveries.claimable(WOKEN)) await bell.runDiscovery(id);
    return begun;
  }

  /** False: another worker was first, or somebody has edited or deleted it meanwhile. */
  async #begin(id: string): Promise<boolean> {
    const { work, clock } = this.world;
    const at = clock.now();
    return work.transaction(async (stores) => {
      const row = await stores.discoveries.lock(id);
      if (row === undefined || row.nextDueAt === null || row.nextDueAt > at) return false;
      const to = transition('ClusterDiscovery', row.state, 'IN_PROGRESS');
      const message = 'It is due by its interval.';
      await stores.discoveries.begin(id, { kind: 'DISCOVER', message, at });
      await stores.events.append({
        type: 'DISCOVERY_STATE_CHANGED',
        subjectType: 'ClusterDiscovery',
        subjectId: id,
        actor: DISCOVERY_ACTOR,
        data: { name: row.name, from: row.state, to, reason: 'RUNNING', message },
      });
      return true;
    });
  }

  /** In one transaction: what was asked for while it ran is there whole, or not at all. Its clusters, backups and schedules stay. */
  async #remove(discovery: ClusterDiscovery, keeper: LeaseKeeper): Promise<void> {
    const { clock, garden } = this.world;
    const { id, name, state } = discovery;
    await keeper.write(async (stores) => {
      if (!(await stores.discoveries.assertHeld(keeper.lease))) return false;
      const at = clock.now();
      const clusterIds = (await stores.shoots.ofDiscovery(id)).map(({ id: clusterId }) => clusterId);
      const reason = `The discovery ${name}, which kept it up, was deleted.`;
      const unmanaged = await letGo(stores, discovery, { clusterIds, reason, at });
      const settled = {
        subjectType: 'ClusterDiscovery',
        subjectId: id,
        reason: 'the discovery was deleted',
      } as const;
      await settleAll(stores, settled, { at, actor: DISCOVERY_ACTOR });
      await stores.credentials.remove({ type: 'ClusterDiscovery', id });
      if (!(await stores.discoveries.remove(keeper.lease))) return false;
      await stores.events.append({
        type: 'DISCOVERY_DELETED',
        subjectType: 'ClusterDiscovery',
        subjectId: id,
        actor: DISCOVERY_ACTOR,
        data: { name, state, unmanaged: unmanaged.length },
      });
      return true;
    });
    await garden.forget(id);
  }
}
