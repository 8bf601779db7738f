/**
 * One attempt at a backup that a cluster makes by itself: look, plan, instruct, follow, look again, record. The cluster commits: what it
 * wrote into the location is the backup, and our row says where (docs/adr/0031). A worker that takes over finds the instruction of the one
 * before by its name, goes by the plan that was recorded, and follows on.
 */
import { type Backup, type CyclePlan, type MissingNamespace, STAGES, type Stage } from '../domain/backup.js';
import type { BackupVolume } from '../domain/backup-volume.js';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import { type Issue, issue } from '../domain/issue.js';
import type { BackupEnd } from '../domain/ports/backup-store.js';
import type {
  InstructedEnd,
  InstructedEngine,
  InstructedRun,
  InstructedStanding,
} from '../domain/ports/instructed-engine.js';
import type { Stores } from '../domain/ports/stores.js';
import { decide, lostIssues, planIssues } from './decide.js';
import { enterStage } from './enter-stage.js';
import { causeOfEnd, issueOfShoot } from './failures.js';
import { federatedIssues } from './federated-preconditions.js';
import { frozenRules, NO_RULES, type RulesOfRun } from './frozen-rules.js';
import type { LeaseKeeper } from './lease.js';
import type { Lightened } from './leased-run.js';
import { namespacesAt } from './namespace-fates.js';
import { lookAtSelection, makePlan } from './plan.js';
import { backupProgress, volumeProgress } from './progress.js';
import { recheck } from './recheck.js';
import { recordAndRing } from './record.js';
import { givenUp } from './run-volumes.js';
import { SleepWatch } from './sleep-watch.js';
import { volumeIssues } from './volume-issues.js';
import type { CycleWorld } from './world.js';

/** Beyond this the job take-back does the rest. */
const WITHDRAWING_MS = 15_000;
/** Little is left of most runs that fail. */
const CLEARING_MS = 2_000;

/** What is to be done, and whether an earlier attempt has begun it. */
interface Task {
  readonly plan: CyclePlan;
  readonly rules: RulesOfRun;
  readonly clusterUid: string | null;
  readonly schedule: InstructedRun['schedule'];
  readonly begun: boolean;
}

export class FederatedRun {
  readonly #issues: Issue[] = [];
  readonly #engine: InstructedEngine;
  #stage: Stage | null = null;
  #plan: CyclePlan | undefined;
  #requested: readonly string[];
  #volumes: readonly BackupVolume[] = [];
  #byNamespace: InstructedStanding['byNamespace'] = new Map();
  /** What the cluster itself did not find when it began: missing, not lost. */
  #missing: readonly string[] = [];
  #end: InstructedEnd | undefined;
  /** Whether the cluster may have been told: then a failure takes it back. */
  #told: boolean;

  constructor(
    private readonly backup: Backup,
    private readonly keeper: LeaseKeeper,
    private readonly world: CycleWorld,
  ) {
    this.#engine = world.engines.of('FEDERATED');
    this.#requested = backup.requestedNamespaces;
    this.#told = backup.attempt > 1;
  }

  async toTheEnd(lightened: Lightened): Promise<void> {
    try {
      using _watch = new SleepWatch(this.world, this.keeper, this.backup.clusterId);
      const task = (await this.taken()) ?? (await this.begun());
      if (task !== undefined) {
        lightened('ELSEWHERE');
        await this.follow(task);
      }
    } catch (error) {
      await this.fail(error);
    }
    lightened();
    await this.end();
  }

  /** What an earlier attempt has told the cluster; undefined: nothing. */
  private async taken(): Promise<Task | undefined> {
    const { backup, keeper, world } = this;
    if (backup.attempt === 1) return undefined;
    const instruction = await this.#engine.instruction({ backup, signal: keeper.signal });
    const rows = (await world.work.stores.backups.namespacesOf([backup.id])).get(backup.id) ?? [];
    const included = rows.flatMap(({ name, uid, fate }) =>
      fate === 'INCLUDED' && uid ? [{ name, uid }] : [],
    );
    // What has ended counts, however many workers it took.
    if (instruction !== 'OVER') this.assertAttemptsLeft();
    if (instruction === 'NONE' || included.length === 0) return undefined;
    const missing = rows.flatMap(({ name, fate, reason }): MissingNamespace[] =>
      fate === 'MISSING' ? [{ name, reason: reason === 'Terminating' ? 'Terminating' : 'not found' }] : [],
    );
    const plan = { included, missing };
    this.notePlan(
      rows.map(({ name }) => name),
      plan,
    );
    this.#stage = backup.stage;
    return { plan, rules: NO_RULES, clusterUid: null, schedule: null, begun: true };
  }

  private async begun(): Promise<Task | undefined> {
    const { backup, keeper, world } = this;
    const { stores } = world.work;
    const [location, cluster] = await Promise.all([
      stores.locations.find(backup.locationId),
      stores.clusters.find(backup.clusterId),
    ]);
    const bad = await federatedIssues(world, backup, { cluster, location }, keeper.signal);
    if (bad.length > 0) {
      this.#issues.push(...bad);
      return undefined;
    }
    await this.enter('PLAN');
    const { clusterId, selection } = backup;
    // Refused when it is asked for: services/machine-requests.ts. The mode of a cluster never changes.
    if (selection.kind === 'VIRTUAL_MACHINES') throw new RangeError('no virtual machines in FEDERATED mode');
    const seen = await lookAtSelection(world.clusters, clusterId, selection, keeper.signal);
    const plan = makePlan(seen.requested, seen.sight);
    this.notePlan(seen.requested, plan);
    const rules = await frozenRules(world, backup);
    await keeper.writeOne(async ({ backups }) => (await backups.recordPlan(keeper.lease, plan)) !== 'lost');
    return plan.included.length === 0
      ? undefined
      : {
          plan,
          rules,
          clusterUid: cluster?.clusterUid ?? null,
          schedule: await this.schedule(),
          begun: false,
        };
  }

  private async schedule(): Promise<InstructedRun['schedule']> {
    const { scheduleId } = this.backup;
    if (scheduleId === null) return null;
    const found = await this.world.work.stores.schedules.find(scheduleId);
    return found === undefined ? null : { id: found.id, name: found.name };
  }

  private notePlan(requested: readonly string[], plan: CyclePlan): void {
    this.#requested = requested;
    this.#plan = plan;
    this.#issues.push(...planIssues(plan));
  }

  private async follow({ plan, rules, clusterUid, schedule, begun }: Task): Promise<void> {
    const { backup, keeper, world } = this;
    const { signal } = keeper;
    using volumes = volumeProgress(keeper, world);
    using objects = backupProgress(keeper, world);
    // An instruction that had ended before anybody looked says nothing of what became of the namespaces since.
    let watched = !begun;
    this.#told = true;
    const run = {
      backup,
      clusterUid,
      namespaces: plan.included,
      missing: plan.missing,
      schedule,
      preRule: rules.pre,
      postRule: rules.post,
      signal,
    };
    for await (const standing of this.#engine.backUp(run)) {
      this.#volumes = standing.volumes;
      this.#byNamespace = standing.byNamespace;
      this.#missing = standing.missing;
      if (standing.end !== null) {
        this.#end = standing.end;
        break;
      }
      watched = true;
      const { stage } = standing;
      if (stage !== null && isLater(stage, this.#stage)) {
        await this.enter(stage);
        if (stage === 'RESOURCES' && (await this.lostEarly(plan))) return;
      }
      if (standing.volumes.length > 0) volumes.report(standing.volumes);
      if (standing.byNamespace.size > 0) objects.report(standing.byNamespace);
    }
    await volumes.flush();
    await objects.flush();
    // Stork may have worked for hours: nothing of it is given up because the cluster is away now.
    if (watched) await this.#engine.patiently(() => this.lostSome(plan), signal);
    this.takeEnd(plan);
  }

  private takeEnd(plan: CyclePlan): void {
    const { issues = [] } = this.#end ?? {};
    const missing = this.#missing;
    const gone = plan.included.filter(({ name }) => missing.includes(name));
    if (gone.length > 0) {
      this.#plan = {
        included: plan.included.filter(({ name }) => !missing.includes(name)),
        missing: [...plan.missing, ...gone.map(({ name }) => ({ name, reason: 'not found' as const }))],
      };
      const names = gone.map(({ name }) => name);
      // Where none is left it is an empty backup, whatever Stork calls it.
      const later = ({ code, subject }: Issue) =>
        code === 'NOTHING_PRESENT' || (code === 'NAMESPACE_MISSING' && names.includes(subject.name));
      this.#issues.push(...planIssues(this.#plan).filter(later));
    }
    this.#issues.push(...volumeIssues(this.#volumes, this.backup.volumeSettings), ...issues);
  }

  private assertAttemptsLeft(): void {
    const { maxAttempts } = this.world.settings;
    if (this.backup.attempt - this.backup.handedBack <= maxAttempts) return;
    throw new AttemptsExhausted(`${maxAttempts} workers took the backup up and none came to its end.`);
  }

  /** Saves the rest of the work where it is in vain. The look at the end counts: a cluster that is away now is not asked again. */
  private async lostEarly(plan: CyclePlan): Promise<boolean> {
    try {
      return await this.lostSome(plan);
    } catch (error) {
      if (error instanceof ClusterCallFailed && error.retryable) return false;
      throw error;
    }
  }

  private async lostSome(plan: CyclePlan): Promise<boolean> {
    const lost = await recheck(this.world.clusters, this.backup.clusterId, plan.included, this.keeper.signal);
    const unforeseen = lost.filter(({ name }) => !this.#missing.includes(name));
    this.#issues.push(...lostIssues(unforeseen));
    return unforeseen.length > 0;
  }

  private async enter(stage: Stage): Promise<void> {
    await enterStage(this.keeper, stage);
    this.#stage = stage;
  }

  /** Turns what was thrown into an issue, or throws on when nobody may write any more. */
  private async fail(error: unknown): Promise<void> {
    const cause = causeOfEnd(error, this.keeper.signal);
    const { id: backupId, clusterId, locationId } = this.backup;
    const subject = { kind: 'BACKUP', name: backupId } as const;
    if (cause instanceof AttemptsExhausted) {
      this.#issues.push(issue('ATTEMPTS_EXHAUSTED', subject, cause.message));
      return;
    }
    const known = await issueOfShoot(cause, { backupId, clusterId, locationId }, this.world);
    if (known === undefined)
      this.world.log.error({ backupId, err: cause }, 'a backup ended in an unforeseen error');
    const unknown = 'A fault of Holdfast ended the backup; the log has the cause.';
    this.#issues.push(known ?? issue('INTERNAL_ERROR', subject, unknown));
  }

  private async end(): Promise<void> {
    const good = decide(this.#issues).state !== 'FAILURE';
    if (good) {
      try {
        await this.enter('COMMIT');
      } catch (error) {
        await this.fail(error);
      }
    }
    const end = this.backupEnd();
    const left = end.state === 'FAILURE' && this.#told;
    const also = left ? (stores: Stores) => this.leave(stores) : undefined;
    await recordAndRing(this.world, this.keeper, this.backup, { end, reached: this.#stage, also });
    // After the record: who may not record any more may not take back what another worker follows.
    if (left) await this.withdraw();
  }

  private backupEnd(): BackupEnd {
    const { state, reason, issues } = decide(this.#issues);
    const failed = state === 'FAILURE';
    const captured = failed ? null : { byNamespace: this.#byNamespace };
    return {
      state,
      reason,
      issues,
      at: this.world.clock.now(),
      namespaces: namespacesAt(this.#requested, this.#plan, this.#issues, captured),
      totals: (failed ? undefined : this.#end?.totals) ?? { objects: 0, bytes: 0, storedBytes: 0 },
      volumes: failed ? givenUp(this.#volumes) : this.#volumes,
      manifestKey: failed ? null : (this.#end?.manifestKey ?? null),
      encryptionKeyIds: null,
    };
  }

  private leave({ leftInstructions }: Stores): Promise<void> {
    const { id: subjectId, clusterId } = this.backup;
    return leftInstructions.leave({ resource: 'Backup', subjectId, clusterId }, 2 * WITHDRAWING_MS);
  }

  private async withdraw(): Promise<void> {
    try {
      const signal = AbortSignal.timeout(WITHDRAWING_MS);
      const gone = await this.#engine.withdraw(this.backup, { waitMs: CLEARING_MS, signal });
      // What takes longer the job take-back sees to its end.
      if (gone) await this.world.work.stores.leftInstructions.takenBack(this.backup.id);
    } catch (error) {
      this.world.log.warn(
        { backupId: this.backup.id, err: error },
        'the cluster could not be told that a backup has failed; it is told when it answers again',
      );
    }
  }
}

class AttemptsExhausted extends Error {}

/** The cluster may go from one stage back to another; people see it go on. */
function isLater(stage: Stage, than: Stage | null): boolean {
  return than === null || STAGES.indexOf(stage) > STAGES.indexOf(than);
}
