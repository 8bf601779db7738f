/**
 * Renews the kubeconfigs of shoots when two thirds of their life are over; what fails is tried again with growing pauses. A garden that is slow or
 * away keeps no other waiting: each has places of its own, and after the first failure that is not one shoot's the rest of it waits for the next time.
 */
import pLimit from 'p-limit';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import { DomainError } from '../domain/errors/domain-error.js';
import { type DiscoveredShoot, nextTry } from '../domain/shoot.js';
import { isOfOneShoot, sentenceOf } from './discovery-failures.js';
import type { DiscoveryWorld } from './discovery-run.js';
import { accessFields, fetchAccess, keepAccess, type ShootAccess } from './shoot-kubeconfigs.js';
import { within } from './within.js';

/** Of one discovery. */
const AT_ONCE = 4;
const BATCH = 50;
/** A garden signs a certificate: tenths of a second. */
const CALL_MS = 15_000;

type Due = { readonly shoot: DiscoveredShoot; readonly discoveryId: string };

interface Renewed {
  readonly id: string;
  /** It was asleep as far as anybody knew. */
  readonly woke: boolean;
}

/** One round: discoveries whose garden has failed in it, and why. */
type Away = Map<string, unknown>;

export class KubeconfigRenewals {
  readonly #callMs: number;
  /** Whoever took one up and died keeps it from others for so long, which is longer than a batch: the old kubeconfig has a third of its life left. */
  readonly #takenMs: number;

  constructor(
    private readonly world: DiscoveryWorld,
    { callMs = CALL_MS }: { readonly callMs?: number } = {},
  ) {
    this.#callMs = callMs;
    this.#takenMs = Math.ceil(BATCH / AT_ONCE) * callMs + 60_000;
  }

  /** @returns how many were renewed */
  async run(signal: AbortSignal): Promise<number> {
    const { work, clock } = this.world;
    const away: Away = new Map();
    let renewed = 0;
    while (!signal.aborted) {
      const due = await work.stores.shoots.claimRenewals(clock.now(), { limit: BATCH, ttlMs: this.#takenMs });
      const ofGardens = [...Map.groupBy(due, ({ discoveryId }) => discoveryId).values()];
      const done = await Promise.all(ofGardens.map((each) => this.#renewAll(each, away, signal)));
      renewed += done.reduce((sum, each) => sum + each, 0);
      if (due.length < BATCH) break;
    }
    return renewed;
  }

  /** Of one discovery. What woke is looked at when all are renewed: a cluster that hangs keeps no kubeconfig waiting. @returns how many */
  async #renewAll(due: readonly Due[], away: Away, signal: AbortSignal): Promise<number> {
    const limit = pLimit(AT_ONCE);
    const done = await Promise.all(due.map((each) => limit(() => this.#renew(each, away, signal))));
    const renewed = done.filter((each) => each !== undefined);
    const woken = renewed.filter(({ woke }) => woke);
    await Promise.all(woken.map(({ id }) => limit(() => this.#look(id))));
    return renewed.length;
  }

  /** Undefined: it was not. */
  async #renew({ shoot, discoveryId }: Due, away: Away, signal: AbortSignal): Promise<Renewed | undefined> {
    if (signal.aborted) return undefined;
    const { work, forgetCluster, log } = this.world;
    if (away.has(discoveryId)) {
      await this.#putOff(shoot, away.get(discoveryId));
      return undefined;
    }
    try {
      const access = await this.#fetch({ shoot, discoveryId }, signal);
      const before = await work.stores.clusters.find(shoot.id);
      const kept = await work.transaction(async (stores) => {
        // The shoot may have been let go of, or the cluster removed, since it was taken up.
        if ((await stores.shoots.lock(shoot.id))?.managed !== true) return false;
        await keepAccess(stores, shoot.id, access);
        await stores.shoots.update(shoot.id, accessFields(access));
        return true;
      });
      if (!kept) return undefined;
      if (before?.server !== access.server) await forgetCluster(shoot.id);
      return { id: shoot.id, woke: before?.stateReason === 'HIBERNATED' };
    } catch (error) {
      if (signal.aborted) return undefined;
      log.warn({ clusterId: shoot.id, err: error }, 'the kubeconfig of a shoot could not be renewed');
      if (!isOfOneShoot(error)) away.set(discoveryId, error);
      await this.#putOff(shoot, error);
      return undefined;
    }
  }

  /** It woke, and can be spoken to from now on. The prober comes by all the same. */
  async #look(clusterId: string): Promise<void> {
    try {
      await this.world.lookAt(clusterId);
    } catch (error) {
      this.world.log.warn({ clusterId, err: error }, 'a cluster that woke could not be looked at');
    }
  }

  #fetch({ shoot, discoveryId }: Due, signal: AbortSignal): Promise<ShootAccess> {
    const call = 'POST shoots/adminkubeconfig';
    const message = `The garden did not give a kubeconfig within ${this.#callMs / 1_000} s.`;
    return within(
      this.#callMs,
      (timeUp) => fetchAccess(this.world, discoveryId, shoot, AbortSignal.any([timeUp, signal])),
      { message, call },
    );
  }

  /** The cluster works until the old one ends; then its own state says so. */
  async #putOff(shoot: DiscoveredShoot, error: unknown): Promise<void> {
    const { work, clock } = this.world;
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
