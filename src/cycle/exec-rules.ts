/**
 * The rules around a run, and the guests of virtual machines that are frozen for it: PRE before the volumes, POST as soon as their snapshots are cut. From the moment the rules have begun,
 * which is written down before the first command, the post rule is owed: this run pays it however it ends, or the worker that takes
 * the backup up, or the sweep (owed-rules.ts). A frozen application is worse than a snapshot taken a moment too late.
 */
import type { Backup, CyclePlan, Stage } from '../domain/backup.js';
import type { FrozenRule } from '../domain/exec-rule.js';
import type { Issue } from '../domain/issue.js';
import type { OpenRules } from '../domain/ports/rule-stores.js';
import { type MachineName, machineKey } from '../domain/virtual-machine.js';
import { frozenRules, NO_RULES, type RulesOfRun } from './frozen-rules.js';
import { type LeaseKeeper, LeaseLost } from './lease.js';
import type { Quiesced } from './machine-freeze.js';
import { thawIssues } from './machine-results.js';
import type { Thawed } from './machine-thaw.js';
import { ruleIssues } from './rule-issues.js';
import { RunGuests } from './run-guests.js';
import { type RuleOutcome, type RuleRun, runRule } from './run-rule.js';
import type { CycleWorld } from './world.js';

export class RuleFailed extends Error {
  override readonly name = 'RuleFailed';
}

type Owed = Pick<OpenRules, 'attempt' | 'namespaces' | 'post' | 'machines'>;

interface Paid {
  readonly thawed: Thawed;
  readonly rule?: { readonly run: RuleRun; readonly outcome: RuleOutcome };
}

export class ExecRules {
  #rules: RulesOfRun = NO_RULES;
  #owed: Owed | undefined;
  /** Pods in which the pre rule was begun. */
  readonly #reached = new Set<string>();
  readonly #guests: RunGuests;

  constructor(
    private readonly backup: Backup,
    private readonly keeper: LeaseKeeper,
    private readonly world: CycleWorld,
    /** Of the run: what goes wrong is added. */
    private readonly issues: Issue[],
  ) {
    this.#guests = new RunGuests(backup, keeper, world, issues);
  }

  /** How the guests of the run's machines were quieted, as far as it was come to. */
  get quiesced(): readonly Quiesced[] {
    return this.#guests.quiesced;
  }

  /** What a dead worker left quiet goes on first, whatever becomes of this run. @throws what ends the run */
  async payWhatWasLeft(): Promise<void> {
    if (this.backup.attempt === 1) return;
    const { ruleRuns } = this.world.work.stores;
    await ruleRuns.abandon(this.backup.id);
    this.#owed = await ruleRuns.find(this.backup.id);
    if (this.#owed === undefined) return;
    await this.#guests.adopt();
    for (const each of (await ruleRuns.resultsOf([this.backup.id])).get(this.backup.id) ?? [])
      if (each.kind === 'PRE') this.#reached.add(`${each.namespace}/${each.pod}`);
    // What a command says that had nothing to undo is no fault of this run: what matters is kept with its result.
    const { thawed } = await this.#pay();
    this.#guests.couldNotThaw(thawed.faults);
    this.#reached.clear();
  }

  /**
   * Freezes the rules as they are: later edits are for the next run.
   * @param guests whether there are guests to be frozen
   * @returns the stage that comes right after the plan
   */
  async firstStage(guests: boolean): Promise<Extract<Stage, 'PRE_EXEC' | 'VOLUMES'>> {
    this.#rules = await frozenRules(this.world, this.backup);
    return this.#rules.pre === null && !guests ? 'VOLUMES' : 'PRE_EXEC';
  }

  /**
   * In that stage. Guests are frozen last: so they stand still for as short as can be.
   * @param guests machines that run, whose file systems are to be frozen
   * @throws RuleFailed when an action fails that must not; what is owed is for `settle` then
   */
  async before(plan: CyclePlan, guests: readonly MachineName[]): Promise<void> {
    const { pre, post } = this.#rules;
    const guestsToHold = await this.#guests.look(guests);
    if (pre === null && post === null && !guestsToHold) return this.#guests.freeze();
    const namespaces = plan.included.map(({ name }) => name);
    await this.#owe(namespaces);
    await this.#before(pre, namespaces);
    await this.#guests.freeze();
  }

  /** From now on this run owes it, whatever becomes of it. */
  async #owe(namespaces: readonly string[]): Promise<void> {
    const { backup, keeper } = this;
    const { clusterId, attempt } = backup;
    const { pre, post } = this.#rules;
    const nothing = (machines: readonly MachineName[]) =>
      pre === null && post === null && machines.length === 0;
    const machines = await this.#guests.takeTurn(async (stores, owed) => {
      if (nothing(owed)) return true;
      return stores.ruleRuns.open(keeper.lease, { clusterId, namespaces, post, machines: owed });
    });
    if (nothing(machines)) return;
    this.#owed = { attempt, namespaces, post, machines };
    const free = new Set((await this.#guests.makeReady(this.#takenOver())).map(machineKey));
    const owed = machines.filter((each) => !free.has(machineKey(each)));
    this.#owed = { attempt, namespaces, post, machines: owed };
  }

  async #before(pre: FrozenRule | null, namespaces: readonly string[]): Promise<void> {
    if (pre === null) return;
    const { keeper, world } = this;
    const { signal } = keeper;
    const leave = this.#takenOver();
    const run: RuleRun = { ...this.#run(pre), kind: 'PRE', namespaces, before: new Set(), signal, leave };
    const outcome = await runRule(world, run);
    for (const pod of outcome.reached) this.#reached.add(pod);
    this.#note(run, outcome);
  }

  /** The snapshots are cut. @param enter begins the stage, where there is a rule to run @throws RuleFailed */
  async after(enter: () => Promise<void>): Promise<void> {
    const cutAt = performance.now();
    const owed = this.#owed;
    if (owed === undefined) return;
    if (owed.post !== null || owed.machines.length > 0) await enter();
    this.#guests.cutEnded(cutAt);
    const { thawed, rule } = await this.#pay({ see: true });
    this.issues.push(...thawIssues(thawed.faults));
    if (rule !== undefined) this.#note(rule.run, rule.outcome);
  }

  /** A run that ends early pays what it owes. Never throws: what cannot be paid now is left to others. */
  async settle(): Promise<void> {
    const lost: unknown = this.keeper.lost.reason;
    // Somebody else has the backup and has paid, or is about to quiet the applications anew.
    if (this.#owed === undefined || (lost instanceof LeaseLost && lost.taken)) return;
    try {
      const { thawed, rule } = await this.#pay();
      this.issues.push(...thawIssues(thawed.faults));
      if (rule !== undefined) this.issues.push(...ruleIssues(rule.run, rule.outcome.faults));
    } catch (error) {
      this.world.log.error(
        { backupId: this.backup.id, err: error },
        'a post rule could not be run; it is tried again when the backup is taken up, or by the sweep',
      );
    }
  }

  async #pay({ see = false } = {}): Promise<Paid> {
    const owed = this.#owed;
    if (owed === undefined) return { thawed: { faults: [], unseen: [] } };
    this.#owed = undefined;
    const { namespaces, post, attempt, machines } = owed;
    // A cancel and a stop do not end it; only who takes the backup over does.
    const signal = this.#takenOver();
    const thawed = await this.#guests.thaw(machines, signal, see);
    const allThawed = thawed.faults.length === 0;
    if (post === null) {
      if (allThawed) await this.#close(attempt);
      return { thawed };
    }
    const before = this.#reached;
    const run: RuleRun = { ...this.#run(post), kind: 'POST', namespaces, before, signal, leave: signal };
    const outcome = await runRule(this.world, run);
    if (!outcome.incomplete && allThawed) await this.#close(attempt);
    return { thawed, rule: { run, outcome } };
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
