/** Renews the kubeconfigs of shoots when two thirds of their life are over; what fails is tried again with growing pauses. */
import pLimit from 'p-limit';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import { DomainError } from '../domain/errors/domain-error.js';
import { type DiscoveredShoot, nextTry } from '../domain/shoot.js';
import { isOfOneShoot, sentenceOf } from './discovery-failures.js';
import type { DiscoveryWorld } from './discovery-run.js';
import { accessFields, fetchAccess, keepAccess } from './shoot-kubeconfigs.js';

const AT_ONCE = 4;
const BATCH = 50;
/** Whoever took one up and died keeps it from others for so long: the old kubeconfig has a third of its life left. */
const TAKEN_MS = 2 * 60_000;

type Due = { readonly shoot: DiscoveredShoot; readonly discoveryId: string };

export class KubeconfigRenewals {
  constructor(private readonly world: DiscoveryWorld) {}

  /** @returns how many were renewed */
  async run(signal: AbortSignal): Promise<number> {
    const { work, clock } = this.world;
    const limit = pLimit(AT_ONCE);
    let renewed = 0;
    while (!signal.aborted) {
      const due = await work.stores.shoots.claimRenewals(clock.now(), { limit: BATCH, ttlMs: TAKEN_MS });
      const done = await Promise.all(
        due.map((each) => limit(async () => ((await this.#renew(each, signal)) ? 1 : 0))),
      );
      renewed += done.reduce<number>((sum, each) => sum + each, 0);
      if (due.length < BATCH) break;
    }
    return renewed;
  }

  async #renew({ shoot, discoveryId }: Due, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false;
    const { work, forgetCluster } = this.world;
    try {
      const access = await fetchAccess(this.world, discoveryId, shoot, signal);
      const before = await work.stores.clusters.find(shoot.id);
      const kept = await work.transaction(async (stores) => {
        // The shoot may have been let go of, or the cluster removed, since it was taken up.
        if ((await stores.shoots.lock(shoot.id))?.managed !== true) return false;
        await keepAccess(stores, shoot.id, access);
        await stores.shoots.update(shoot.id, accessFields(access));
        return true;
      });
      if (kept && before?.server !== access.server) await forgetCluster(shoot.id);
      return kept;
    } catch (error) {
      if (signal.aborted) return false;
      await this.#putOff(shoot, error);
      return false;
    }
  }

  /** The cluster works until the old one ends; then its own state says so. */
  async #putOff(shoot: DiscoveredShoot, error: unknown): Promise<void> {
    const { work, clock, log } = this.world;
    log.warn({ clusterId: shoot.id, err: error }, 'the kubeconfig of a shoot could not be renewed');
    if (error instanceof DomainError || error instanceof ClusterCallFailed) {
      const failures = shoot.renewFailures + 1;
      const renewError = isOfOneShoot(error) ? sentenceOf(error) : error.message;
      const again = { renewFailures: failures, renewError, renewAt: nextTry(clock.now(), failures) };
      await work.transaction(async (stores) => {
        if ((await stores.shoots.lock(shoot.id))?.managed === true)
          await stores.shoots.update(shoot.id, again);
      });
    }
  }
}
