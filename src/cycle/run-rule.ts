/** Runs one rule: its actions one after the other, each in all its pods at once. What becomes of each command is kept. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pLimit from 'p-limit';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import { DependencyFailure } from '../domain/errors/dependency-errors.js';
import type { ExecAction, FailureMode, FrozenRule, RuleKind } from '../domain/exec-rule.js';
import type { CommandOutcome, ObservedPod, PodCommand } from '../domain/ports/cluster-gateway.js';
import type { ResultEnd, ResultState, RuleResult } from '../domain/rule-result.js';
import type { CycleWorld } from './world.js';

/** Commands at once, in one cluster, for one backup. */
const AT_ONCE = 8;
/** A rule that meets more pods than this is a mistake of its selector. */
const MOST_PODS = 500;
/** How often a command that must not be forgotten is begun, where the cluster did not let it be. */
const TRIES = 3;
const PAUSE_MS = 500;

export interface RuleRun {
  readonly kind: RuleKind;
  readonly rule: FrozenRule;
  readonly backupId: string;
  readonly attempt: number;
  readonly clusterId: string;
  /** What the backup includes. */
  readonly namespaces: readonly string[];
  /** `<namespace>/<pod>` that commands were run in before: one pod only means the same one again. */
  readonly before: ReadonlySet<string>;
  /** No further command is begun. */
  readonly signal: AbortSignal;
  /**
   * Commands that have begun are left. A cancel must not do that: one that quiets an application might go on in its container and
   * be done after the one that lets it go on.
   */
  readonly leave: AbortSignal;
}

export interface RuleFault {
  /** From 0. */
  readonly action: number;
  /** `shop/db-0`; null: its pods could not be looked for. */
  readonly pod: string | null;
  readonly message: string;
  readonly mode: FailureMode;
}

export interface RuleOutcome {
  readonly faults: readonly RuleFault[];
  /** Some commands could not be begun, and might be later. */
  readonly incomplete: boolean;
  /** `<namespace>/<pod>` in which commands were begun. */
  readonly reached: readonly string[];
}

type World = Pick<CycleWorld, 'work' | 'clusters' | 'clock' | 'log'>;

/**
 * A PRE rule ends with the first action that fails and says so; a POST rule is run to its end whatever fails, for what was quieted
 * must go on. An action that no running pod matches is done (Stork: nothing to do).
 * @throws the signal's reason; PRE: also DependencyFailure when the database is away
 */
export async function runRule(world: World, run: RuleRun): Promise<RuleOutcome> {
  const faults: RuleFault[] = [];
  const reached: string[] = [];
  let incomplete = false;
  for (const [index, action] of run.rule.actions.entries()) {
    run.signal.throwIfAborted();
    const fault = (pod: string | null, message: string): RuleFault => ({
      action: index,
      pod,
      message,
      mode: action.onFailure,
    });
    let pods: readonly ObservedPod[];
    try {
      pods = await podsOf(world, run, action);
    } catch (error) {
      run.signal.throwIfAborted();
      if (!(error instanceof ClusterCallFailed)) throw error;
      faults.push(fault(null, error.message));
      incomplete = true;
      if (run.kind === 'PRE' && action.onFailure === 'FAIL') break;
      continue;
    }
    const done = await runAction(world, run, { action, index, pods });
    reached.push(...done.map(({ pod }) => pod));
    const bad = done.filter(({ end }) => isFault(end.state));
    incomplete ||= bad.some(({ end }) => end.state === 'NOT_RUN' || end.state === 'UNKNOWN');
    faults.push(...bad.map(({ pod, end }) => fault(pod, wordsOf(end))));
    if (run.kind === 'PRE' && bad.length > 0 && action.onFailure === 'FAIL') break;
  }
  return { faults, incomplete, reached };
}

/** @throws ClusterCallFailed */
async function podsOf(world: World, run: RuleRun, action: ExecAction): Promise<readonly ObservedPod[]> {
  const named = action.namespaces;
  const namespaces = named === null ? run.namespaces : run.namespaces.filter((name) => named.includes(name));
  if (namespaces.length === 0) return [];
  const { podSelector: selector, podName: name } = action;
  const which = selector === null ? { name: name ?? '' } : { selector };
  const found = await world.clusters.pods(run.clusterId, { namespaces, ...which }, run.signal);
  const running = found.filter((pod) => pod.running);
  const chosen = action.onePodOnly ? onePerNamespace(running, run.before) : running;
  if (run.kind === 'PRE' && chosen.length > MOST_PODS) {
    const message = `${chosen.length} pods match, and ${MOST_PODS} are the most: narrow the selector.`;
    throw new ClusterCallFailed(message, { kind: 'REFUSED', call: 'GET pods' });
  }
  return chosen;
}

function onePerNamespace(pods: readonly ObservedPod[], before: ReadonlySet<string>): readonly ObservedPod[] {
  const groups = Map.groupBy(pods, ({ namespace }) => namespace);
  return [...groups.values()].flatMap(
    (group) => group.find((pod) => before.has(nameOf(pod))) ?? group[0] ?? [],
  );
}

interface Done {
  /** `<namespace>/<pod>` */
  readonly pod: string;
  readonly end: ResultEnd;
}

async function runAction(
  world: World,
  run: RuleRun,
  {
    action,
    index,
    pods,
  }: { readonly action: ExecAction; readonly index: number; readonly pods: readonly ObservedPod[] },
): Promise<readonly Done[]> {
  if (pods.length === 0) return [];
  const limit = pLimit(AT_ONCE);
  const startedAt = world.clock.now();
  const results = pods.map(
    (pod): RuleResult => ({
      id: randomUUID(),
      backupId: run.backupId,
      attempt: run.attempt,
      kind: run.kind,
      ruleName: run.rule.name,
      action: index,
      namespace: pod.namespace,
      pod: pod.name,
      container: action.container ?? pod.containers[0] ?? '',
      state: 'RUNNING',
      exitCode: null,
      message: null,
      stdout: '',
      stderr: '',
      startedAt,
      durationMs: null,
    }),
  );
  await kept(world, run, (stores) => stores.begin(results));
  const ends = await Promise.allSettled(
    results.map((result, at) =>
      limit(async (): Promise<Done> => {
        const pod = pods[at];
        const end = await endIn(world, run, { action, result, containers: pod?.containers ?? [] });
        await kept(world, run, (stores) => stores.end(result.id, end));
        return { pod: `${result.namespace}/${result.pod}`, end };
      }),
    ),
  );
  run.signal.throwIfAborted();
  return ends.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
}

/** What is quieted must go on, also while our own database is away. */
async function kept(
  { work, log }: World,
  { kind, backupId }: RuleRun,
  write: (stores: World['work']['stores']['ruleRuns']) => Promise<void>,
): Promise<void> {
  try {
    await write(work.stores.ruleRuns);
  } catch (error) {
    if (kind === 'PRE' || !(error instanceof DependencyFailure)) throw error;
    log.warn({ backupId, err: error }, 'the result of a rule could not be kept');
  }
}

interface InPod {
  readonly action: ExecAction;
  readonly result: RuleResult;
  readonly containers: readonly string[];
}

async function endIn(world: World, run: RuleRun, { action, result, containers }: InPod): Promise<ResultEnd> {
  const { namespace, pod, container } = result;
  const nothing = { exitCode: null, stdout: '', stderr: '' };
  if (run.signal.aborted) {
    const message = 'The run was stopped before it was begun.';
    return { ...nothing, state: 'NOT_RUN', message, durationMs: 0 };
  }
  if (!containers.includes(container)) {
    const message = `The pod has no container ${JSON.stringify(container)}.`;
    return { ...nothing, state: 'NOT_RUN', message, durationMs: 0 };
  }
  const command = {
    namespace,
    pod,
    container,
    command: action.command,
    timeoutMs: action.timeoutSeconds * 1_000,
  };
  const began = performance.now();
  const took = () => Math.round(performance.now() - began);
  try {
    const { exitCode, stdout, stderr, ...outcome } = await persistently(world, run, command);
    const { state, message } = stateOf({ ...outcome, exitCode });
    return { state, exitCode, message, stdout, stderr, durationMs: took() };
  } catch (error) {
    if (run.leave.aborted) {
      const message = 'The backup was stopped while it ran.';
      return { ...nothing, state: 'UNKNOWN', message, durationMs: took() };
    }
    if (!(error instanceof ClusterCallFailed)) throw error;
    const state: ResultState =
      run.kind === 'POST' && (await isGone(world, run, command)) ? 'GONE' : 'NOT_RUN';
    return { ...nothing, state, message: error.message, durationMs: took() };
  }
}

/** A POST command is begun again where it may not have reached its pod: what lets an application go on must bear that. */
async function persistently(world: World, run: RuleRun, command: PodCommand): Promise<CommandOutcome> {
  const { kind, leave } = run;
  for (let left = kind === 'POST' ? TRIES : 1; ; left -= 1) {
    try {
      const api = await world.clusters.api(run.clusterId);
      const outcome = await api.exec(command, { signal: leave });
      if (left === 1 || outcome.ended !== 'BROKEN') return outcome;
    } catch (error) {
      if (left === 1 || !(error instanceof ClusterCallFailed) || !error.retryable) throw error;
    }
    await pause(PAUSE_MS, undefined, { signal: leave });
  }
}

/** Whether the pod has left, or does not run any more: nothing in it waits to go on. */
async function isGone(world: World, run: RuleRun, { namespace, pod }: PodCommand): Promise<boolean> {
  try {
    const wanted = { namespaces: [namespace], name: pod };
    const found = await world.clusters.pods(run.clusterId, wanted, run.signal);
    return !found.some((each) => each.running);
  } catch (error) {
    if (error instanceof ClusterCallFailed) return false;
    throw error;
  }
}

function stateOf({
  ended,
  exitCode,
  message,
}: Pick<CommandOutcome, 'ended' | 'exitCode' | 'message'>): Pick<ResultEnd, 'state' | 'message'> {
  switch (ended) {
    case 'EXITED':
      if (exitCode === 0) return { state: 'SUCCEEDED', message: null };
      return { state: 'FAILED', message: `The command exited with ${exitCode}.` };
    case 'NOT_STARTED':
      return { state: 'FAILED', message };
    case 'TIMED_OUT':
      return { state: 'TIMED_OUT', message };
    case 'BROKEN':
      return { state: 'UNKNOWN', message };
  }
}

function isFault(state: ResultState): boolean {
  return state !== 'SUCCEEDED' && state !== 'GONE';
}

function wordsOf({ state, message }: ResultEnd): string {
  return message ?? `The command ended as ${state}.`;
}

function nameOf({ namespace, name }: ObservedPod): string {
  return `${namespace}/${name}`;
}
