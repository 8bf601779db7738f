/**
 * One run of a discovery under its lease: the whole list first, then shoot by shoot, then what is not there any more. Begun again by
 * another worker it does nothing twice: shoots are known by their UID, and a kubeconfig that is good is not fetched again.
 */
import pLimit from 'p-limit';
import { databaseWasAway } from '../cycle/failures.js';
import { settleAlert, writeIncidents } from '../cycle/incidents.js';
import { type LeaseKeeper, LeaseLost, WorkerStopping } from '../cycle/lease.js';
import type { CycleWorld } from '../cycle/world.js';
import {
  type ClusterDiscovery,
  type DiscoveryCounts,
  type DiscoveryEnd,
  type DiscoveryProblem,
  dueAfter,
  NO_COUNTS,
  PROBLEMS_KEPT,
} from '../domain/cluster-discovery.js';
import { InvalidInput } from '../domain/errors/request-errors.js';
import { AlreadyExists, VersionConflict } from '../domain/errors/resource-errors.js';
import type { KubeconfigReader } from '../domain/ports/cluster-gateway.js';
import type { GardenGateway, ListedShoots } from '../domain/ports/garden-gateway.js';
import type { Stores } from '../domain/ports/stores.js';
import type { DiscoveredShoot, ObservedShoot } from '../domain/shoot.js';
import { transition } from '../domain/state-machine.js';
import { DISCOVERY_ACTOR, letGo, type TakenUp, takeUp } from './discovered-clusters.js';
import { failureOf, isOfOneShoot, sentenceOf } from './discovery-failures.js';
import { fetchAccess, type ShootAccess } from './shoot-kubeconfigs.js';
import { seeAgain } from './unchanged-shoots.js';

export interface DiscoveryWorld extends Pick<CycleWorld, 'work' | 'bell' | 'clock' | 'log' | 'settings'> {
  readonly garden: GardenGateway;
  readonly kubeconfigs: KubeconfigReader;
  /** Looks at a cluster whose shoot fell asleep, woke or moved. */
  readonly lookAt: (clusterId: string) => Promise<unknown>;
  /** Closes the connections to a cluster that is somewhere else now. */
  readonly forgetCluster: (clusterId: string) => Promise<void>;
}

const AT_ONCE = 4;
/** A person who edits the cluster at this moment comes first. */
const TRIES = 4;
const PROGRESS_EVERY = 25;

type Finding = Pick<DiscoveryEnd, 'state' | 'reason' | 'message'>;

export class DiscoveryRun {
  #counts: DiscoveryCounts = NO_COUNTS;
  #problems: DiscoveryProblem[] = [];
  #processed = 0;
  #forbidden = 0;

  constructor(
    private readonly claimed: ClusterDiscovery,
    private readonly keeper: LeaseKeeper,
    private readonly world: DiscoveryWorld,
  ) {}

  /** @throws LeaseLost, WorkerStopping, or what a database that was away threw: another attempt makes it */
  async toTheEnd(): Promise<void> {
    await this.end(await this.finding());
  }

  private async finding(): Promise<Finding> {
    const { attempt, handedBack } = this.claimed;
    if (attempt - handedBack > this.world.settings.maxAttempts)
      return failed('ATTEMPTS_EXHAUSTED', 'Every worker that took the run up stopped before its end.');
    try {
      return await this.run();
    } catch (error) {
      const { signal } = this.keeper;
      const cause: unknown = signal.aborted ? signal.reason : error;
      if (cause instanceof LeaseLost || cause instanceof WorkerStopping || databaseWasAway(cause))
        throw cause;
      const known = failureOf(cause, this.claimed, this.world.clock.now());
      this.world.log.warn({ discoveryId: this.claimed.id, err: cause }, 'a cluster discovery failed');
      if (known !== undefined) return failed(known.reason, known.message);
      return failed('INTERNAL_ERROR', 'A fault of Holdfast itself; the log has the cause.');
    }
  }

  private async run(): Promise<Finding> {
    const { id, project, labelSelector } = this.claimed;
    const { signal } = this.keeper;
    const listed = await this.world.garden.shoots(id, { project, labelSelector }, signal);
    const known = await this.known(listed);
    this.count({
      found: listed.shoots.length,
      hibernated: listed.shoots.filter((each) => each.hibernated).length,
    });
    await this.tell(listed.shoots.length);
    const seen = await this.seenAgain(listed, known);
    const others = listed.shoots.filter(({ uid }) => !seen.has(uid));
    const limit = pLimit(AT_ONCE);
    const abort = new AbortController();
    const both = AbortSignal.any([signal, abort.signal]);
    const settled = await Promise.allSettled(
      others.map((shoot) =>
        limit(async () => {
          both.throwIfAborted();
          try {
            await this.one(shoot, known.get(shoot.uid), both);
            this.#processed += 1;
            if (this.#processed % PROGRESS_EVERY === 0) await this.tell(listed.shoots.length);
          } catch (error) {
            // The garden is away: the others would wait for the same.
            abort.abort(error);
            throw error;
          }
        }),
      ),
    );
    if (abort.signal.aborted) throw abort.signal.reason;
    for (const each of settled) if (each.status === 'rejected') throw each.reason;
    await this.tell(listed.shoots.length);
    await this.releaseGone(listed);
    return this.verdict(listed);
  }

  private async known({ shoots }: ListedShoots): Promise<ReadonlyMap<string, DiscoveredShoot>> {
    const rows = await this.world.work.stores.shoots.findByUids(shoots.map(({ uid }) => uid));
    return new Map(rows.map((row) => [row.uid, row]));
  }

  /** What is as it was needs no look of its own. */
  private async seenAgain(
    { shoots }: ListedShoots,
    all: ReadonlyMap<string, DiscoveredShoot>,
  ): Promise<ReadonlySet<string>> {
    const { work, clock } = this.world;
    const pairs = shoots.flatMap((shoot) => {
      const known = all.get(shoot.uid);
      const isLeft = known === undefined || shoot.unready !== null || this.needsAccess(shoot, known);
      return isLeft ? [] : [{ shoot, known }];
    });
    const write = (change: (stores: Stores) => Promise<void>) => this.write(change);
    const seen = await seeAgain(pairs, { discoveryId: this.claimed.id, at: clock.now(), work, write });
    this.count({ unchanged: seen.size });
    this.#processed += seen.size;
    return seen;
  }

  private async one(
    shoot: ObservedShoot,
    known: DiscoveredShoot | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    if (shoot.unready !== null) return this.count({ skipped: 1 });
    try {
      const access = this.needsAccess(shoot, known) ? await this.fetch(shoot, signal) : undefined;
      if (access === 'gone') return this.count({ skipped: 1 });
      await this.noteTaken(await this.taken(shoot, access), access);
    } catch (error) {
      if (!isOfOneShoot(error)) throw error;
      if (!(error instanceof InvalidInput) && error.kind === 'FORBIDDEN') this.#forbidden += 1;
      this.count({ failed: 1 });
      this.problem(`${shoot.namespace}/${shoot.name}`, sentenceOf(error));
    }
  }

  /** A good one is not fetched again, but for somebody who asked, or when the shoot has moved. */
  private needsAccess(shoot: ObservedShoot, known: DiscoveredShoot | undefined): boolean {
    if (shoot.hibernated) return false;
    if (known?.kubeconfigExpiresAt == null || known.renewAt === null) return true;
    const moved = shoot.endpoint !== null && shoot.endpoint !== known.endpoint;
    const fetchedNow = (known.kubeconfigObtainedAt?.getTime() ?? 0) > this.claimed.requestedAt.getTime();
    if (this.claimed.run === 'REFRESH' && !fetchedNow) return true;
    return moved || known.renewAt <= this.world.clock.now();
  }

  /** `gone`: it was deleted since the list was made. */
  private async fetch(shoot: ObservedShoot, signal: AbortSignal): Promise<ShootAccess | 'gone'> {
    const { id } = this.claimed;
    try {
      return await fetchAccess(this.world, id, shoot, signal);
    } catch (error) {
      if (!isOfOneShoot(error)) throw error;
      if ((await this.world.garden.shoot(id, shoot, signal))?.uid === shoot.uid) throw error;
      return 'gone';
    }
  }

  private async taken(shoot: ObservedShoot, access: ShootAccess | undefined): Promise<TakenUp> {
    const taking = { discovery: this.claimed, shoot, access };
    for (let tries = 1; ; tries += 1) {
      try {
        let taken: TakenUp | undefined;
        await this.write(async (stores) => {
          taken = await takeUp(stores, { ...taking, at: this.world.clock.now() });
        });
        if (taken !== undefined) return taken;
      } catch (error) {
        const overtaken = error instanceof VersionConflict || error instanceof AlreadyExists;
        if (!overtaken || tries >= TRIES) throw error;
      }
    }
  }

  private async noteTaken(taken: TakenUp, access: ShootAccess | undefined): Promise<void> {
    const { clusterId, outcome, remanaged, hibernationChanged, serverChanged } = taken;
    this.count({ [outcome]: 1, remanaged: remanaged ? 1 : 0, renewed: access === undefined ? 0 : 1 });
    if (serverChanged) await this.world.forgetCluster(clusterId);
    if (hibernationChanged || serverChanged) await this.look(clusterId);
  }

  /** The prober comes by all the same: that this look failed says nothing of the run. */
  private async look(clusterId: string): Promise<void> {
    try {
      await this.world.lookAt(clusterId);
    } catch (error) {
      this.world.log.warn({ clusterId, err: error }, 'a discovered cluster could not be looked at');
    }
  }

  /** The list was whole: what is not in it is not there, or does not match any more. */
  private async releaseGone({ shoots, unreadable }: ListedShoots): Promise<void> {
    const listed = new Set(shoots.map(({ uid }) => uid));
    const hidden = new Set(unreadable);
    const mine = await this.world.work.stores.shoots.ofDiscovery(this.claimed.id);
    const gone = mine.filter(({ uid, namespace }) => !listed.has(uid) && !hidden.has(namespace));
    if (gone.length === 0) return;
    const clusterIds = gone.map(({ id }) => id);
    const reason = `The discovery ${this.claimed.name} does not find its shoot any more: it was deleted, or it does not match.`;
    let unmanaged: readonly string[] = [];
    await this.write(async (stores) => {
      unmanaged = await letGo(stores, this.claimed, { clusterIds, reason, at: this.world.clock.now() });
    });
    this.count({ unmanaged: unmanaged.length });
  }

  private verdict({ shoots, unreadable }: ListedShoots): Finding {
    const { failed: bad, skipped } = this.#counts;
    for (const namespace of unreadable)
      this.problem(namespace, 'The credential may not list the shoots of this project.');
    if (bad > 0) {
      const first = this.#problems[0];
      const message = `${bad} of ${shoots.length} shoots could not be registered or updated; ${first?.shoot}: ${first?.message}`;
      return failed(this.#forbidden === bad ? 'MISSING_RIGHTS' : 'SHOOTS_FAILED', message);
    }
    if (unreadable.length > 0) {
      const told = unreadable.slice(0, 5).join(', ');
      const message = `The credential may not list the shoots of ${unreadable.length} projects (${told}): name one project, or give it the right.`;
      return failed('MISSING_RIGHTS', message);
    }
    const left = skipped === 0 ? '' : `; ${skipped} are being created, deleted or moved and were left alone`;
    return {
      state: 'SUCCESS',
      reason: 'OK',
      message: `${shoots.length} shoots match and are registered${left}.`,
    };
  }

  private async end(finding: Finding): Promise<void> {
    const { lease } = this.keeper;
    const { id, name, intervalMinutes, state: from } = this.claimed;
    const at = this.world.clock.now();
    const to = transition('ClusterDiscovery', from, finding.state);
    await this.keeper.write(async (stores) => {
      const end = { ...finding, counts: this.#counts, problems: this.#problems, at };
      const nextDueAt = dueAfter(at, (await stores.discoveries.find(id))?.intervalMinutes ?? intervalMinutes);
      if (!(await stores.discoveries.finish(lease, { ...end, nextDueAt }))) return false;
      await stores.events.append({
        type: 'DISCOVERY_STATE_CHANGED',
        subjectType: 'ClusterDiscovery',
        subjectId: id,
        actor: DISCOVERY_ACTOR,
        data: { name, from, to, reason: finding.reason, message: finding.message, counts: this.#counts },
      });
      await this.alert(stores, finding, at);
      return true;
    });
  }

  private async alert(stores: Stores, { state, message }: Finding, at: Date): Promise<void> {
    const about = {
      subjectType: 'ClusterDiscovery',
      subjectId: this.claimed.id,
      kind: 'CLUSTER_DISCOVERY_CONFIG_FAILED',
    } as const;
    const actor = DISCOVERY_ACTOR;
    if (state === 'SUCCESS')
      return settleAlert(stores, { ...about, reason: 'the discovery succeeded again' }, { at, actor });
    const raise = [{ ...about, namespaces: [], message: `${this.claimed.name}: ${message}` }];
    const occasion = { at, actor, scheduleId: null, cycleId: null, backupId: null };
    return writeIncidents(stores, { raise, settle: [] }, occasion);
  }

  /** One transaction that nobody else's run comes between. */
  private write(change: (stores: Stores) => Promise<void>): Promise<void> {
    return this.keeper.write(async (stores) => {
      if (!(await stores.discoveries.assertHeld(this.keeper.lease))) return false;
      await change(stores);
      return true;
    });
  }

  private tell(total: number): Promise<void> {
    const progress = { processed: this.#processed, total };
    return this.keeper.writeOne((stores) => stores.discoveries.recordProgress(this.keeper.lease, progress));
  }

  private count(more: Partial<DiscoveryCounts>): void {
    const counts = { ...this.#counts };
    for (const [what, number] of Object.entries(more)) counts[what as keyof DiscoveryCounts] += number;
    this.#counts = counts;
  }

  private problem(shoot: string, message: string): void {
    if (this.#problems.length < PROBLEMS_KEPT) this.#problems.push({ shoot, message });
  }
}

function failed(reason: Finding['reason'], message: string): Finding {
  return { state: 'FAILED', reason, message };
}
