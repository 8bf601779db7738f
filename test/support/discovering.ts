/** An installation with a garden beside it, and the rounds of its workers done when a test says so. */
import type { Cluster } from '../../src/domain/cluster.js';
import type { ClusterDiscovery } from '../../src/domain/cluster-discovery.js';
import type { DiscoveredShoot } from '../../src/domain/shoot.js';
import type { NewDiscovery } from '../../src/services/cluster-discovery-service.js';
import { type GardenStandIn, startGarden } from '../stand-ins/gardener/garden-stand-in.js';
import {
  type KubernetesStandIn,
  startKubernetesStandIn,
} from '../stand-ins/kubernetes/kubernetes-stand-in.js';
import { installStork } from '../stand-ins/stork/stork-stand-in.js';
import { Installation, type InstallationOptions } from './installation.js';
import { QueueBell } from './queue-bell.js';
import { SettableClock } from './settable-clock.js';

const never = new AbortController().signal;
/** Lives on real time: long, so that a machine that stands still for seconds does not cost a run its lease. */
const LEASE_MS = 60_000;

/** A cluster as a shoot must be to be ACTIVE: with a Stork that is new enough for federated mode. */
export function startShootCluster(): Promise<KubernetesStandIn> {
  return startKubernetesStandIn({ world: (store) => void installStork(store) });
}

export class Discovering {
  private constructor(
    readonly holdfast: Installation,
    readonly garden: GardenStandIn,
    readonly bell: QueueBell,
    readonly clock: SettableClock,
  ) {}

  /** Kubeconfigs of shoots lead to the installation's own stand-in cluster. */
  static async start(options: InstallationOptions = {}): Promise<Discovering> {
    const bell = new QueueBell();
    const clock = new SettableClock(new Date());
    const holdfast = await Installation.start({ bell, clock, leaseMs: LEASE_MS, ...options });
    installStork(holdfast.kubernetes.store);
    const garden = await startGarden({ cluster: holdfast.kubernetes, now: () => clock.now().getTime() });
    return new Discovering(holdfast, garden, bell, clock);
  }

  get service() {
    return this.holdfast.product.services.discoveries;
  }

  get stores() {
    return this.holdfast.product.world.work.stores;
  }

  /** Created, and not run yet. */
  create(change: Partial<NewDiscovery> = {}): Promise<ClusterDiscovery> {
    const request = { name: 'dev', kubeconfig: this.garden.kubeconfig(), intervalMinutes: 15, ...change };
    return this.service.create(request, this.holdfast.actor);
  }

  /** What was rung for is done, as by a worker. @returns the discovery as it is then */
  async settle({ id }: Pick<ClusterDiscovery, 'id'>): Promise<ClusterDiscovery> {
    await this.bell.settle(this.holdfast.product.handlers);
    return this.get({ id });
  }

  async created(change: Partial<NewDiscovery> = {}): Promise<ClusterDiscovery> {
    return this.settle(await this.create(change));
  }

  /** One more run, asked for by hand. */
  async again({ id }: Pick<ClusterDiscovery, 'id'>): Promise<ClusterDiscovery> {
    return this.settle(await this.service.discover(id, this.holdfast.actor));
  }

  get({ id }: Pick<ClusterDiscovery, 'id'>): Promise<ClusterDiscovery> {
    return this.service.get(id, this.holdfast.actor);
  }

  tend(): Promise<void> {
    return this.holdfast.product.handlers['tend-discoveries']({}, never);
  }

  renew(): Promise<void> {
    return this.holdfast.product.handlers['renew-kubeconfigs']({}, never);
  }

  probe(): Promise<void> {
    return this.holdfast.product.handlers['probe-clusters']({}, never);
  }

  /** The clusters that came from a garden, by name. */
  async clusters(): Promise<readonly (Cluster & { readonly shoot: DiscoveredShoot })[]> {
    const all = await this.stores.clusters.all();
    const shoots = new Map(
      (await this.stores.shoots.findMany(all.map(({ id }) => id))).map((each) => [each.id, each]),
    );
    return all
      .flatMap((cluster) => {
        const shoot = shoots.get(cluster.id);
        return shoot === undefined ? [] : [{ ...cluster, shoot }];
      })
      .toSorted((a, b) => a.name.localeCompare(b.name));
  }

  /** @throws Error when there is none */
  async cluster(name: string): Promise<Cluster & { readonly shoot: DiscoveredShoot }> {
    const found = (await this.clusters()).find((each) => each.name === name);
    if (found === undefined) throw new Error(`there is no discovered cluster called ${name}`);
    return found;
  }

  async openAlerts(): Promise<readonly string[]> {
    const rows = await this.holdfast.database.query(
      'SELECT kind FROM alert WHERE closed_at IS NULL ORDER BY kind',
    );
    return rows.map(({ kind }) => String(kind));
  }

  async stop(): Promise<void> {
    await this.holdfast.stop();
    await this.garden.stop();
  }
}
