/**
 * The file systems of machines that run are frozen while their volumes are cut, and thawed however the run ends. The machines that may be
 * frozen are written down first, with what is owed to exec rules (exec-rules.ts): a worker that dies leaves that, and the guest its own
 * time-out. Source: facts 7.2.
 */
import { setTimeout as pause } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { QuiesceEnd } from '../domain/backup-machine.js';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import type { MachineInstance } from '../domain/ports/machine-gateway.js';
import type { MachineName } from '../domain/virtual-machine.js';
import type { CycleWorld } from './world.js';

/** After so long the guest thaws itself, whatever has become of us: virt-freezer's own default. */
export const THAW_AFTER_MS = 5 * 60_000;
/** A guest that takes longer is asked no more, and thawed. */
const FREEZE_MS = 30_000;
const THAW_MS = 30_000;
const AT_ONCE = 4;
const TRIES = 3;
const PAUSE_MS = 500;
/** KubeVirt says a moment later what it has done. */
const LOOKS = 10;

export interface MachineFreezeOf {
  readonly clusterId: string;
  readonly signal: AbortSignal;
}

export interface Quiesced extends MachineName {
  readonly how: QuiesceEnd;
  /** Why it is not FROZEN. */
  readonly message: string | null;
}

type World = Pick<CycleWorld, 'machines'>;

/** Which of them can be frozen now; of the others why not. Changes nothing. @throws the signal's reason */
export async function lookForFreezing(
  world: World,
  { clusterId, signal }: MachineFreezeOf,
  machines: readonly MachineName[],
): Promise<{ readonly able: readonly MachineName[]; readonly others: readonly Quiesced[] }> {
  const looked = await each(machines, async (machine) => {
    signal.throwIfAborted();
    try {
      return { machine, refusal: refusalOf(await world.machines.instance(clusterId, machine, signal)) };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ClusterCallFailed)) throw error;
      return { machine, refusal: { how: 'FAILED' as const, message: error.message } };
    }
  });
  return {
    able: looked.flatMap(({ machine, refusal }) => (refusal === undefined ? [machine] : [])),
    others: looked.flatMap(({ machine, refusal }) =>
      refusal === undefined ? [] : [{ ...nameOf(machine), ...refusal }],
    ),
  };
}

function refusalOf(instance: MachineInstance | undefined): Pick<Quiesced, 'how' | 'message'> | undefined {
  const skipped = (message: string) => ({ how: 'SKIPPED' as const, message });
  if (instance === undefined || instance.phase !== 'Running')
    return skipped('It does not run, so nothing writes to its volumes.');
  if (instance.paused) return skipped('It is paused, so its guest can freeze nothing.');
  if (instance.frozen) return skipped('Somebody else holds it frozen, and thaws it when they like.');
  if (!instance.agentConnected) return skipped('No guest agent answers in it.');
  return undefined;
}

/** Tries all of them: one that cannot be frozen keeps nobody from its backup. @throws the signal's reason, when all have been tried */
export async function freezeMachines(
  world: World,
  { clusterId, signal }: MachineFreezeOf,
  machines: readonly MachineName[],
): Promise<readonly Quiesced[]> {
  const done = await each(machines, async (machine): Promise<Quiesced> => {
    const name = nameOf(machine);
    if (signal.aborted) return { ...name, how: 'FAILED', message: 'The run was stopped before.' };
    try {
      // One that is under way is not cut off by a cancel: it might come after the thaw.
      const timeUp = AbortSignal.timeout(FREEZE_MS);
      await world.machines.freeze(clusterId, machine, { thawAfterMs: THAW_AFTER_MS, signal: timeUp });
      return { ...name, how: 'FROZEN', message: null };
    } catch (error) {
      return { ...name, how: 'FAILED', message: wordsOf(error, 'freeze', FREEZE_MS) };
    }
  });
  signal.throwIfAborted();
  return done;
}

export interface ThawFault extends MachineName {
  readonly message: string;
}

/** Those that may still be frozen, with the reason. Thawing what is not frozen is harmless. @param leave somebody else has them now */
export async function thawMachines(
  world: World,
  clusterId: string,
  machines: readonly MachineName[],
  leave: AbortSignal,
): Promise<readonly ThawFault[]> {
  const faults = await each(machines, async (machine): Promise<readonly ThawFault[]> => {
    let message = '';
    for (let left = TRIES; left > 0; left -= 1) {
      leave.throwIfAborted();
      try {
        await world.machines.thaw(clusterId, machine, AbortSignal.any([leave, AbortSignal.timeout(THAW_MS)]));
        if (await saysThawed(world, clusterId, machine, leave)) return [];
        message = 'Its guest still says that its file systems are frozen.';
      } catch (error) {
        leave.throwIfAborted();
        message = wordsOf(error, 'thaw', THAW_MS);
        if (await isNotFrozen(world, clusterId, machine, leave)) return [];
      }
      if (left > 1) await pause(PAUSE_MS, undefined, { signal: leave });
    }
    return [{ ...nameOf(machine), message }];
  });
  return faults.flat();
}

async function saysThawed(
  world: World,
  clusterId: string,
  machine: MachineName,
  leave: AbortSignal,
): Promise<boolean> {
  for (let left = LOOKS; left > 0; left -= 1) {
    if (await isNotFrozen(world, clusterId, machine, leave)) return true;
    if (left > 1) await pause(PAUSE_MS, undefined, { signal: leave });
  }
  return false;
}

/** What does not run holds nothing; what cannot be seen may be frozen. */
async function isNotFrozen(
  { machines }: World,
  clusterId: string,
  machine: MachineName,
  leave: AbortSignal,
): Promise<boolean> {
  try {
    const instance = await machines.instance(clusterId, machine, leave);
    return instance === undefined || instance.phase !== 'Running' || !instance.frozen;
  } catch (error) {
    leave.throwIfAborted();
    if (error instanceof ClusterCallFailed) return false;
    throw error;
  }
}

async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const limit = pLimit(AT_ONCE);
  const done = await Promise.allSettled(items.map((item) => limit(work, item)));
  return done.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

/** @throws what is no failure of the call */
function wordsOf(error: unknown, what: string, ms: number): string {
  if (error instanceof ClusterCallFailed) return error.message;
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return `The ${what} did not end within ${ms / 1_000} s.`;
  throw error;
}

function nameOf({ namespace, name }: MachineName): MachineName {
  return { namespace, name };
}
