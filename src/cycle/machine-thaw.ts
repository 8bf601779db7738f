/**
 * Guests are thawed however a run ends. KubeVirt asks a guest every few seconds how its file systems are, and says it after that
 * (`fsFreezeStatus`): that it does not say `frozen` means nothing soon after a freeze. Source: facts 7.2.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import { type MachineName, machineKey } from '../domain/virtual-machine.js';
import type { GuestTurns } from './guest-turns.js';
import {
  each,
  type GuestWorld,
  isTimeUp,
  nameOf,
  PAUSE_MS,
  THAW_AFTER_MS,
  THAW_MS,
  wordsOf,
} from './guests.js';

const LOOK_MS = 5_000;
const TRIES = 3;
/** A guest that was thawed is said to be a moment later. */
const LOOKS = 20;
/** So long after a freeze KubeVirt says it: it asks every 5 s. */
export const SAID_AFTER_MS = 10_000;

const TIME_UP = 'There was no time left to thaw it.';

export interface ThawOf {
  readonly clusterId: string;
  /** Whose guests they are: what another backup holds by now is left alone, and is no fault. */
  readonly turns: Pick<GuestTurns, 'mayThaw' | 'answered' | 'end'>;
  /** They are frozen next: nobody else gets them in between. */
  readonly keep?: boolean;
  /** Somebody else has them now. */
  readonly leave: AbortSignal;
  /** Nobody can have frozen them of late: what does not say `frozen` is not. */
  readonly longAgo?: boolean;
  /** Of these it is to be seen that they are frozen, right before they are thawed. */
  readonly see?: {
    readonly machines: readonly MachineName[];
    /** Until when KubeVirt may still be silent. Monotonic. */
    readonly until: number;
  };
  /** All of them together; nobody is held for longer than a guest stays frozen. */
  readonly withinMs?: number;
}

export interface ThawFault extends MachineName {
  readonly message: string;
}

export interface Thawed {
  /** Those that may still be frozen, with the reason. */
  readonly faults: readonly ThawFault[];
  /** Those of `see` that were not seen frozen. */
  readonly unseen: readonly MachineName[];
}

interface Thawing extends ThawOf {
  readonly world: GuestWorld;
  /** Time is up, or somebody else has them. */
  readonly over: AbortSignal;
}

/** Thawing what is not frozen is harmless. @throws the reason of `leave` */
export async function thawMachines(
  world: GuestWorld,
  machines: readonly MachineName[],
  of: ThawOf,
): Promise<Thawed> {
  const over = AbortSignal.any([of.leave, AbortSignal.timeout(of.withinMs ?? THAW_AFTER_MS)]);
  const thawing: Thawing = { ...of, world, over };
  const wanted = new Set(of.see?.machines.map(machineKey));
  const done = await each(machines, async (machine) => {
    const name = nameOf(machine);
    const unseen = wanted.has(machineKey(machine)) && !(await isSeenFrozen(thawing, machine));
    const { message, ours } = await thawOne(thawing, name);
    const ended = message === null && of.keep !== true;
    if (ours) await (ended ? of.turns.end([name]) : of.turns.answered(name));
    return { name, unseen: unseen || (wanted.has(machineKey(machine)) && !ours), message };
  });
  return {
    faults: done.flatMap(({ name, message }) => (message === null ? [] : [{ ...name, message }])),
    unseen: done.flatMap(({ name, unseen }) => (unseen ? [name] : [])),
  };
}

interface ThawEnd {
  /** Why it may still be frozen; null: it is not, as far as we are concerned. */
  readonly message: string | null;
  /** Nobody else has it. */
  readonly ours: boolean;
}

async function thawOne(of: Thawing, machine: MachineName): Promise<ThawEnd> {
  const thawed = { message: null, ours: true };
  let message = TIME_UP;
  for (let left = TRIES; left > 0 && !of.over.aborted; left -= 1) {
    if (!(await of.turns.mayThaw(machine))) return { message: null, ours: false };
    of.leave.throwIfAborted();
    try {
      await of.world.machines.thaw(of.clusterId, machine, within(of, THAW_MS));
      if (await saysThawed(of, machine)) return thawed;
      message = 'Its guest was asked to thaw, and nobody could see that it has.';
    } catch (error) {
      of.leave.throwIfAborted();
      message = of.over.aborted ? TIME_UP : wordsOf(error, 'thaw', THAW_MS);
      const said = await lookAt(of, machine);
      if (said === 'NOT_RUNNING' || (said === 'THAWED' && of.longAgo === true)) return thawed;
    }
    if (left > 1) await rest(of);
  }
  of.leave.throwIfAborted();
  return { message, ours: true };
}

async function saysThawed(of: Thawing, machine: MachineName): Promise<boolean> {
  for (let left = LOOKS; left > 0 && !of.over.aborted; left -= 1) {
    const said = await lookAt(of, machine);
    if (said === 'THAWED' || said === 'NOT_RUNNING') return true;
    if (left > 1) await rest(of);
  }
  return false;
}

async function isSeenFrozen(of: Thawing, machine: MachineName): Promise<boolean> {
  while (!of.over.aborted) {
    const last = performance.now() >= (of.see?.until ?? 0);
    const said = await lookAt(of, machine);
    if (said === 'FROZEN') return true;
    if (last || said === 'NOT_RUNNING') return false;
    await rest(of);
  }
  return false;
}

/** What does not run holds nothing; of what cannot be seen nothing is known. */
async function lookAt(
  of: Thawing,
  machine: MachineName,
): Promise<'NOT_RUNNING' | 'FROZEN' | 'THAWED' | 'UNSEEN'> {
  try {
    const instance = await of.world.machines.instance(of.clusterId, machine, within(of, LOOK_MS));
    if (instance === undefined || instance.phase !== 'Running') return 'NOT_RUNNING';
    return instance.frozen ? 'FROZEN' : 'THAWED';
  } catch (error) {
    of.leave.throwIfAborted();
    if (error instanceof ClusterCallFailed || isTimeUp(error)) return 'UNSEEN';
    throw error;
  }
}

function within({ over }: Thawing, ms: number): AbortSignal {
  return AbortSignal.any([over, AbortSignal.timeout(ms)]);
}

async function rest({ over, leave }: Thawing): Promise<void> {
  await pause(PAUSE_MS, undefined, { signal: over }).catch(() => leave.throwIfAborted());
}
