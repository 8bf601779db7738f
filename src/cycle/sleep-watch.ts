/** Ends a run whose cluster falls asleep under it: a shoot that was put to sleep answers nobody for hours, and nothing is wrong with it. */
import type { Cluster } from '../domain/cluster.js';
import type { LeaseKeeper } from './lease.js';
import type { CycleWorld } from './world.js';

/** The prober has seen that the cluster sleeps. */
export class ClusterAsleep extends Error {
  override readonly name = 'ClusterAsleep';
}

/** The cluster itself is asked nothing here: the prober looks at it, and at its garden when it does not answer. */
export class SleepWatch implements Disposable {
  readonly #timer: NodeJS.Timeout;
  /** Of the look that stood there when the run began: it was looked at afresh since. undefined: not read yet. */
  #lookBefore: number | null | undefined;
  #looking = false;
  /** What was made until now counts. */
  #over = false;

  constructor(
    private readonly world: Pick<CycleWorld, 'work' | 'log' | 'settings'>,
    private readonly keeper: Pick<LeaseKeeper, 'giveUp'>,
    private readonly clusterId: string,
    /** As it was just read, where it was. */
    known?: Pick<Cluster, 'stateCheckedAt'>,
  ) {
    if (known === undefined) void this.#look();
    else this.#lookBefore = timeOf(known);
    this.#timer = setInterval(() => void this.#look(), world.settings.leaseMs / 4).unref();
  }

  [Symbol.dispose](): void {
    this.#over = true;
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      const cluster = await this.world.work.stores.clusters.find(this.clusterId);
      if (cluster === undefined || this.#over) return;
      const lookedAt = timeOf(cluster);
      if (this.#lookBefore === undefined) this.#lookBefore = lookedAt;
      else if (cluster.stateReason === 'HIBERNATED' && lookedAt !== this.#lookBefore)
        this.keeper.giveUp(new ClusterAsleep(cluster.stateMessage));
    } catch (error) {
      this.world.log.debug(
        { clusterId: this.clusterId, err: error },
        'nobody knows whether a cluster sleeps',
      );
    } finally {
      this.#looking = false;
    }
  }
}

function timeOf({ stateCheckedAt }: Pick<Cluster, 'stateCheckedAt'>): number | null {
  return stateCheckedAt?.getTime() ?? null;
}
