import { systemActor } from '../../domain/identity.js';
import type { RestoreEngine } from '../../domain/ports/restore-engine.js';
import type { RestoreStanding } from '../../domain/ports/restore-store.js';
import type { Stores } from '../../domain/ports/stores.js';
import { objectsDone, type Restore, type RestoreIssue, type RestoreStage } from '../../domain/restore.js';
import { transition } from '../../domain/state-machine.js';
import { attemptsLeft } from '../attempts.js';
import { causeOfEnd } from '../failures.js';
import type { LeaseKeeper } from '../lease.js';
import type { Lightened } from '../leased-run.js';
import { ProgressWriter } from '../progress.js';
import { SleepWatch } from '../sleep-watch.js';
import type { CycleWorld } from '../world.js';
import { checkRestore, type RestoreReadiness } from './check-restore.js';
import { decideRestore } from './decide-restore.js';
import { instructedRestore } from './instructed-restore.js';
import { finishedRestore } from './restore-events.js';
import { restoreIssueOf, wholeIssue } from './restore-failures.js';

export interface RestoreWorld
  extends Pick<
    CycleWorld,
    'work' | 'clusters' | 'locations' | 'engines' | 'cipher' | 'clock' | 'log' | 'settings'
  > {
  readonly restoreEngine: RestoreEngine;
}

/**
 * One attempt at a restore, top to bottom: look, plan, bring back, record. A worker that dies anywhere in here leaves a lease that
 * runs out; the next one begins at the top and finds what is there already UNCHANGED.
 */
export class RestoreAttempt {
  #standing: Omit<RestoreStanding, 'stage'>;
  readonly #issues: RestoreIssue[] = [];

  constructor(
    private readonly restore: Restore,
    private readonly keeper: LeaseKeeper,
    private readonly world: RestoreWorld,
  ) {
    // What an earlier attempt has counted holds until this one counts.
    this.#standing = { counts: restore.counts, total: restore.total };
  }

  async toTheEnd(lightened: Lightened): Promise<void> {
    try {
      using _watch = this.watch();
      this.assertAttemptsLeft();
      await this.enter('PLAN');
      if (this.restore.mode === 'FEDERATED') await this.instruct(lightened);
      else await this.bringBackHere();
    } catch (error) {
      this.fail(error);
    }
    await this.record();
    if (this.restore.mode === 'FEDERATED') await this.withdraw();
  }

  private watch(): SleepWatch | null {
    const { clusterId } = this.restore;
    return clusterId === null ? null : new SleepWatch(this.world, this.keeper, clusterId);
  }

  private async bringBackHere(): Promise<void> {
    const ready = await checkRestore(this.world, this.restore, this.keeper.signal);
    // Taken up again after somebody asked for its end: nothing is written any more.
    await this.keeper.assertHeld();
    if (ready.met) await this.bringBack(ready);
    else this.#issues.push(...ready.issues);
  }

  /** The cluster does it; a worker that takes over finds what was begun by its name. */
  private async instruct(lightened: Lightened): Promise<void> {
    await this.keeper.assertHeld();
    lightened('ELSEWHERE');
    const progress = this.progress();
    try {
      for await (const said of instructedRestore(this.world, this.restore, this.keeper.signal)) {
        const { stage, counts, total, issues, over } = said;
        this.#standing = { counts, total };
        if (stage !== null) progress.report({ stage, counts, total }, true);
        if (over) this.#issues.push(...issues);
      }
    } finally {
      await progress.flush();
    }
    await this.enter('FINISH');
    await this.keeper.assertHeld();
  }

  /** Whoever dies now leaves it to the job take-back. */
  private async leave({ leftInstructions }: Stores): Promise<void> {
    const { id: subjectId, clusterId, mode } = this.restore;
    if (mode !== 'FEDERATED' || clusterId === null) return;
    await leftInstructions.leave({ resource: 'Restore', subjectId, clusterId }, 2 * WITHDRAWING_MS);
  }

  /** The record says all that the instruction said. */
  private async withdraw(): Promise<void> {
    const { restore, world } = this;
    if (restore.clusterId === null) return;
    try {
      const engine = world.engines.of('FEDERATED');
      await engine.withdrawRestore(restore, restore.clusterId, AbortSignal.timeout(WITHDRAWING_MS));
      await world.work.stores.leftInstructions.takenBack(restore.id);
    } catch (error) {
      world.log.warn(
        { restoreId: restore.id, err: error },
        'the instruction of a restore is still on its cluster, which is told when it answers again',
      );
    }
  }

  private assertAttemptsLeft(): void {
    const { maxAttempts } = this.world.settings;
    if (attemptsLeft(this.restore, { maxAttempts })) return;
    throw new AttemptsExhausted(`${maxAttempts} workers took the restore up and none came to its end.`);
  }

  private async bringBack({
    clusterId,
    store,
    opened,
  }: Extract<RestoreReadiness, { met: true }>): Promise<void> {
    const { id: restoreId, attempt, options } = this.restore;
    const { signal } = this.keeper;
    const progress = this.progress();
    const run = { restoreId, attempt, clusterId, store, ...opened, options, signal };
    let stage: RestoreStage | undefined;
    try {
      const outcome = await this.world.restoreEngine.restore(run, (reported) => {
        const { counts, total } = reported;
        this.#standing = { counts, total };
        progress.report({ stage: reported.stage, counts, total }, reported.stage !== stage);
        stage = reported.stage;
      });
      this.#standing = { ...this.#standing, counts: outcome.counts };
      this.#issues.push(...outcome.issues);
    } finally {
      await progress.flush();
    }
    await this.enter('FINISH');
    await this.keeper.assertHeld();
  }

  /** A stage that begins is told with the first numbers of it. */
  private progress(): ProgressWriter<RestoreStanding> {
    let told: RestoreStage = 'PLAN';
    return new ProgressWriter<RestoreStanding>(this.world, async (standing) => {
      const begins = standing.stage !== told;
      told = standing.stage;
      await this.tell(standing, begins ? 'RESTORE_STAGE_ENTERED' : 'RESTORE_PROGRESSED');
    });
  }

  private async enter(stage: RestoreStage): Promise<void> {
    this.keeper.signal.throwIfAborted();
    await this.tell({ stage, ...this.#standing }, 'RESTORE_STAGE_ENTERED');
  }

  private tell(
    standing: RestoreStanding,
    type: 'RESTORE_STAGE_ENTERED' | 'RESTORE_PROGRESSED',
  ): Promise<void> {
    const { lease } = this.keeper;
    const { stage, counts, total } = standing;
    return this.keeper.writeOne((stores) =>
      stores.restores.recordStanding(lease, standing, {
        type,
        subjectType: 'Restore',
        subjectId: lease.id,
        actor: systemActor(lease.owner),
        data: { state: 'IN_PROGRESS', stage, attempt: lease.attempt, done: objectsDone(counts), total },
      }),
    );
  }

  /** Turns what was thrown into an issue, or throws on when nobody may write any more. */
  private fail(error: unknown): void {
    const cause = causeOfEnd(error, this.keeper.signal);
    if (cause instanceof AttemptsExhausted) {
      this.#issues.push(wholeIssue('ATTEMPTS_EXHAUSTED', cause.message));
      return;
    }
    const known = restoreIssueOf(cause);
    if (known === undefined)
      this.world.log.error(
        { restoreId: this.restore.id, err: cause },
        'a restore ended in an unforeseen error',
      );
    this.#issues.push(
      known ?? wholeIssue('INTERNAL_ERROR', 'A fault of Holdfast ended the restore; the log has the cause.'),
    );
  }

  private async record(): Promise<void> {
    const { lease } = this.keeper;
    const verdict = decideRestore(this.#issues, this.#standing.counts);
    transition('Restore', 'IN_PROGRESS', verdict.state);
    const end = { ...verdict, ...this.#standing, at: this.world.clock.now() };
    await this.keeper.write(async (stores) => {
      if (!(await stores.restores.finish(lease, end))) return false;
      await this.leave(stores);
      const ended = { ...lease, name: this.restore.name };
      await stores.events.append(finishedRestore(ended, end, systemActor(lease.owner)));
      return true;
    });
  }
}

/** It is no more than a line in a list of the cluster's. */
const WITHDRAWING_MS = 10_000;

class AttemptsExhausted extends Error {}
