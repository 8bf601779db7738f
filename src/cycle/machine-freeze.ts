/**
 * The file systems of machines that run are frozen while their volumes are cut, and thawed however the run ends (machine-thaw.ts). The machines that may be
 * frozen are written down first, with what is owed to exec rules (exec-rules.ts): a worker that dies leaves that, and the guest its own
 * time-out. Source: facts 7.2.
 */
import type { QuiesceEnd } from '../domain/backup-machine.js';
import type { MachineInstance } from '../domain/ports/machine-gateway.js';
import type { MachineName } from '../domain/virtual-machine.js';
import type { GuestTurns } from './guest-turns.js';
import { each, FREEZE_MS, type GuestWorld, nameOf, THAW_AFTER_MS, wordsOf } from './guests.js';

/** Nothing is held yet while it is looked at. */
const LOOK_MS = 15_000;

const TOO_LATE = 'By its turn the guest that was frozen first had thawed itself.';
const NOT_OURS = 'Another backup has it by now, or nobody could say who has it.';
const OF_OTHERS = 'Somebody else holds it frozen, and thaws it when they like.';

export interface MachineFreezeOf {
  readonly clusterId: string;
  readonly signal: AbortSignal;
}

export interface Quiesced extends MachineName {
  readonly how: QuiesceEnd;
  /** Why it is not FROZEN. */
  readonly message: string | null;
}

export interface FreezingLook {
  readonly able: readonly MachineName[];
  /** They could be, and KubeVirt says that they are. */
  readonly frozen: readonly MachineName[];
  readonly others: readonly Quiesced[];
}

/** Which of them can be frozen now; of the others why not. Changes nothing. @throws the signal's reason */
export async function lookForFreezing(
  world: GuestWorld,
  { clusterId, signal }: MachineFreezeOf,
  machines: readonly MachineName[],
): Promise<FreezingLook> {
  const looked = await each(machines, async (machine) => {
    signal.throwIfAborted();
    try {
      const timeUp = AbortSignal.any([signal, AbortSignal.timeout(LOOK_MS)]);
      return { machine, refusal: refusalOf(await world.machines.instance(clusterId, machine, timeUp)) };
    } catch (error) {
      signal.throwIfAborted();
      return { machine, refusal: { how: 'FAILED' as const, message: wordsOf(error, 'look at it', LOOK_MS) } };
    }
  });
  const those = (which: Refusal | undefined) =>
    looked.flatMap(({ machine, refusal }) => (refusal === which ? [nameOf(machine)] : []));
  return {
    able: those(undefined),
    frozen: those(FROZEN_ALREADY),
    others: looked.flatMap(({ machine, refusal }) =>
      refusal === undefined || refusal === FROZEN_ALREADY ? [] : [{ ...nameOf(machine), ...refusal }],
    ),
  };
}

type Refusal = Pick<Quiesced, 'how' | 'message'>;
const FROZEN_ALREADY: Refusal = { how: 'SKIPPED', message: OF_OTHERS };

/** What others hold frozen they thaw when they like. */
export function skippedAsFrozen(machines: readonly MachineName[]): readonly Quiesced[] {
  return machines.map((machine) => ({ ...nameOf(machine), ...FROZEN_ALREADY }));
}

function refusalOf(instance: MachineInstance | undefined): Refusal | undefined {
  const skipped = (message: string) => ({ how: 'SKIPPED' as const, message });
  if (instance === undefined || instance.phase !== 'Running')
    return skipped('It does not run, so nothing writes to its volumes.');
  if (instance.paused) return skipped('It is paused, so its guest can freeze nothing.');
  if (!instance.agentConnected) return skipped('No guest agent answers in it.');
  return instance.frozen ? FROZEN_ALREADY : undefined;
}

/** Tries all of them: one that cannot be frozen keeps nobody from its backup. @throws the signal's reason, when all have been tried */
export async function freezeMachines(
  world: GuestWorld,
  { clusterId, signal, turns }: MachineFreezeOf & { readonly turns: GuestTurns },
  machines: readonly MachineName[],
): Promise<readonly Quiesced[]> {
  const began = performance.now();
  const done = await each(machines, async (machine): Promise<Quiesced> => {
    const name = nameOf(machine);
    if (signal.aborted) return { ...name, how: 'FAILED', message: 'The run was stopped before.' };
    if (performance.now() - began >= THAW_AFTER_MS) return { ...name, how: 'FAILED', message: TOO_LATE };
    if (!(await turns.mayFreeze(name))) return { ...name, how: 'FAILED', message: NOT_OURS };
    try {
      // One that is under way is not cut off by a cancel: it might come after the thaw.
      const timeUp = AbortSignal.timeout(FREEZE_MS);
      await world.machines.freeze(clusterId, machine, { thawAfterMs: THAW_AFTER_MS, signal: timeUp });
      return { ...name, how: 'FROZEN', message: null };
    } catch (error) {
      return { ...name, how: 'FAILED', message: wordsOf(error, 'freeze', FREEZE_MS) };
    } finally {
      await turns.answered(name);
    }
  });
  signal.throwIfAborted();
  return done;
}
