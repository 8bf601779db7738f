/**
 * The file systems of machines that run are frozen while their volumes are cut, and thawed however the run ends (machine-thaw.ts). The machines that may be
 * frozen are written down first, with what is owed to exec rules (exec-rules.ts): a worker that dies leaves that, and the guest its own
 * time-out. Source: facts 7.2.
 */
import type { QuiesceEnd } from '../domain/backup-machine.js';
import type { MachineInstance } from '../domain/ports/machine-gateway.js';
import type { MachineName } from '../domain/virtual-machine.js';
import { each, type GuestWorld, nameOf, THAW_AFTER_MS, wordsOf } from './guests.js';

/** A guest that takes longer is asked no more, and thawed. */
const FREEZE_MS = 30_000;
/** Nothing is held yet while it is looked at. */
const LOOK_MS = 15_000;

const TOO_LATE = 'By its turn the guest that was frozen first had thawed itself.';

export interface MachineFreezeOf {
  readonly clusterId: string;
  readonly signal: AbortSignal;
}

export interface Quiesced extends MachineName {
  readonly how: QuiesceEnd;
  /** Why it is not FROZEN. */
  readonly message: string | null;
}

/** Which of them can be frozen now; of the others why not. Changes nothing. @throws the signal's reason */
export async function lookForFreezing(
  world: GuestWorld,
  { clusterId, signal }: MachineFreezeOf,
  machines: readonly MachineName[],
): Promise<{ readonly able: readonly MachineName[]; readonly others: readonly Quiesced[] }> {
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
  world: GuestWorld,
  { clusterId, signal }: MachineFreezeOf,
  machines: readonly MachineName[],
): Promise<readonly Quiesced[]> {
  const began = performance.now();
  const done = await each(machines, async (machine): Promise<Quiesced> => {
    const name = nameOf(machine);
    if (signal.aborted) return { ...name, how: 'FAILED', message: 'The run was stopped before.' };
    if (performance.now() - began >= THAW_AFTER_MS) return { ...name, how: 'FAILED', message: TOO_LATE };
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
