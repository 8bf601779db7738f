/**
 * The rules around a run: PRE before the volumes, POST as soon as their snapshots are cut. From the moment the rules have begun,
 * which is written down before the first command, the post rule is owed: this run pays it however it ends, or the worker that takes
 * the backup up, or the sweep (owed-rules.ts). A frozen application is worse than a snapshot taken a moment too late.
 */
import type { Backup, CyclePlan, Stage } from '../domain/backup.js';
import type { FrozenRule } from '../domain/exec-rule.js';
import type { Issue } from '../domain/issue.js';
import type { OpenRules } from '../domain/ports/rule-stores.js';
import { frozenRules, NO_RULES, type RulesOfRun } from './frozen-rules.js';
import { type LeaseKeeper, LeaseLost } from './lease.js';
import { ruleIssues } from './rule-issues.js';
import { type RuleOutcome, type RuleRun, runRule } from './run-rule.js';
import type { CycleWorld } from './world.js';

export class RuleFailed extends Error {
  override readonly name = 'RuleFailed';
}

type Owed = Pick<OpenRules, 'attempt' | 'namespaces' | 'post'>;

export class ExecRules {
  #rules: RulesOfRun = NO_RULES;
  #owed: Owed | undefined;
  /** Pods in which the pre rule was begun. */
  readonly #reached = new Set<string>();

  constructor(
    private readonly backup: Backup,
    private readonly keeper: LeaseKeeper,
    private readonly world: CycleWorld,
    /** Of the run: what goes wrong is added. */
    private readonly issues: Issue[],
  ) {}

  /** What a dead worker left quiet goes on first, whatever becomes of this run. @throws what ends the run */
  async payWhatWasLeft(): Promise<void> {
    if (this.backup.attempt === 1) return;
    const { ruleRuns } = this.world.work.stores;
    await ruleRuns.abandon(this.backup.id);
    this.#owed = await ruleRuns.find(this.backup.id);
    if (this.#owed === undefined) return;
    for (const each of (await ruleRuns.resultsOf([this.backup.id])).get(this.backup.id) ?? [])
      if (each.kind === 'PRE') this.#reached.add(`${each.namespace}/${each.pod}`);
    // What a command says that had nothing to undo is no fault of this run: what matters is kept with its result.
    await this.#pay();
    this.#reached.clear();
  }

  /** Freezes the rules as they are: later edits are for the next run. @returns the stage that comes right after the plan */
  async firstStage(): Promise<Extract<Stage, 'PRE_EXEC' | 'VOLUMES'>> {
    this.#rules = await frozenRules(this.world, this.backup);
    return this.#rules.pre === null ? 'VOLUMES' : 'PRE_EXEC';
  }

  /** In that stage. @throws RuleFailed when an action fails that must not; what is owed is for `settle` then */
  async before(plan: CyclePlan): Promise<void> {
    const { backup, keeper, world } = this;
    const { pre, post } = this.#rules;
    if (pre === null && post === null) return;
    const namespaces = plan.included.map(({ name }) => name);
    const { clusterId } = backup;
    await keeper.writeOne((stores) => stores.ruleRuns.open(keeper.lease, { clusterId, namespaces, post }));
    this.#owed = { attempt: backup.attempt, namespaces, post };
    if (pre === null) return;
    const { signal } = keeper;
    const leave = this.#takenOver();
    const run: RuleRun = { ...this.#run(pre), kind: 'PRE', namespaces, before: new Set(), signal, leave };
    const outcome = await runRule(world, run);
    for (const pod of outcome.reached) this.#reached.add(pod);
    this.#note(run, outcome);
  }

  /** The snapshots are cut. @param enter begins the stage, where there is a rule to run @throws RuleFailed */
  async after(enter: () => Promise<void>): Promise<void> {
    const { post } = this.#owed ?? {};
    if (post === undefined) return;
    if (post !== null) await enter();
    const paid = await this.#pay();
    if (paid !== undefined) this.#note(paid.run, paid.outcome);
  }

  /** A run that ends early pays what it owes. Never throws: what cannot be paid now is left to others. */
  async settle(): Promise<void> {
    const lost: unknown = this.keeper.lost.reason;
    // Somebody else has the backup and has paid, or is about to quiet the applications anew.
    if (this.#owed === undefined || (lost instanceof LeaseLost && lost.taken)) return;
    try {
      const paid = await this.#pay();
      if (paid !== undefined) this.issues.push(...ruleIssues(paid.run, paid.outcome.faults));
    } catch (error) {
      this.world.log.error(
        { backupId: this.backup.id, err: error },
        'a post rule could not be run; it is tried again when the backup is taken up, or by the sweep',
      );
    }
  }

  async #pay(): Promise<{ readonly run: RuleRun; readonly outcome: RuleOutcome } | undefined> {
    const owed = this.#owed;
    if (owed === undefined) return undefined;
    this.#owed = undefined;
    const { namespaces, post, attempt } = owed;
    if (post === null) {
      await this.#close(attempt);
      return undefined;
    }
    // A cancel and a stop do not end it; only who takes the backup over does.
    const signal = this.#takenOver();
    const before = this.#reached;
    const run: RuleRun = { ...this.#run(post), kind: 'POST', namespaces, before, signal, leave: signal };
    const outcome = await runRule(this.world, run);
    if (!outcome.incomplete) await this.#close(attempt);
    return { run, outcome };
  }

  /** What cannot be written down is run once more by others, which it must bear. */
  async #close(attempt: number): Promise<void> {
    const { backup, world } = this;
    try {
      await world.work.stores.ruleRuns.close(backup.id, attempt);
    } catch (error) {
      world.log.warn(
        { backupId: backup.id, err: error },
        'that a post rule was run could not be written down',
      );
    }
  }

  /** A database that is away says nothing of anybody else: the rule is run to its end all the same. */
  #takenOver(): AbortSignal {
    const { lost } = this.keeper;
    const over = new AbortController();
    const look = () => {
      const reason: unknown = lost.reason;
      if (reason instanceof LeaseLost && reason.taken) over.abort(reason);
    };
    if (lost.aborted) look();
    else lost.addEventListener('abort', look, { once: true });
    return over.signal;
  }

  /** @throws RuleFailed */
  #note(run: RuleRun, { faults }: RuleOutcome): void {
    const issues = ruleIssues(run, faults);
    this.issues.push(...issues);
    if (issues.some(({ code }) => code !== 'RULE_CONTINUED')) throw new RuleFailed(run.rule.name);
  }

  #run(rule: FrozenRule) {
    const { id: backupId, attempt, clusterId } = this.backup;
    return { rule, backupId, attempt, clusterId };
  }
}
