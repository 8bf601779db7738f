/**
 * A guest is frozen for one backup at a time, over all processes: KubeVirt knows one freeze of it, and a thaw by one backup would spoil the cut of another. Who freezes
 * it holds it in the database until it is thawed (guest-hold-store.ts). What a backup left that has ended, or whose worker is dead, is taken over: thawed first.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { GuestHolder } from '../domain/ports/guest-hold-store.js';
import type { Stores } from '../domain/ports/stores.js';
import { type MachineName, machineKey } from '../domain/virtual-machine.js';
import { FREEZE_MS, PAUSE_MS, THAW_AFTER_MS, THAW_MS } from './guests.js';
import { answered, type LeaseKeeper } from './lease.js';
import type { CycleWorld } from './world.js';

/** A call that is given up may still arrive a moment later. */
const SLACK_MS = 5_000;
/** Nobody stays frozen because our database is slow. */
const ANSWER_MS = 5_000;

/** What a holder may do with guests that it may have lost to others. */
export class GuestTurns {
  constructor(
    private readonly world: Pick<CycleWorld, 'work' | 'log'>,
    private readonly holder: GuestHolder,
  ) {}

  /** @returns false: another backup holds the guest now, or nobody knows */
  async mayFreeze(machine: MachineName): Promise<boolean> {
    const call = { withinMs: FREEZE_MS + SLACK_MS, frozenForMs: FREEZE_MS + THAW_AFTER_MS };
    return (await this.#begin(machine, call)) ?? false;
  }

  /** @returns false: another backup holds the guest now, or has thawed it. A database that is silent says nothing: rather thawed twice than not at all */
  async mayThaw(machine: MachineName): Promise<boolean> {
    return (await this.#begin(machine, { withinMs: THAW_MS + SLACK_MS })) ?? true;
  }

  /** The call that was allowed last has been answered: who takes over need not wait for it. */
  async answered(machine: MachineName): Promise<void> {
    await this.#begin(machine, { withinMs: 0 });
  }

  /** The next one may have them. What cannot be written down is taken over when the backup has ended. */
  async end(machines: readonly MachineName[]): Promise<void> {
    const ended = this.world.work.stores.guestHolds.end(this.holder, machines);
    await this.#quietly(ended);
  }

  #begin(machine: MachineName, call: { readonly withinMs: number; readonly frozenForMs?: number }) {
    return this.#quietly(this.world.work.stores.guestHolds.begin(this.holder, machine, call));
  }

  async #quietly<T>(asked: Promise<T>): Promise<T | undefined> {
    try {
      return await answered(asked, ANSWER_MS);
    } catch (error) {
      const { backupId } = this.holder;
      this.world.log.warn({ backupId, err: error }, 'the database does not say who holds a guest');
      return undefined;
    }
  }
}

export interface Turn {
  /** Held from now on. */
  readonly taken: readonly MachineName[];
  /** Of these, what others left: they may be frozen. */
  readonly left: readonly MachineName[];
  /** Another backup had them all the time. */
  readonly busy: readonly MachineName[];
  readonly waited: boolean;
}

export interface TurnOf {
  readonly holder: GuestHolder & { readonly attempt: number };
  readonly keeper: LeaseKeeper;
  /** Writes down what is owed for these; false when the lease is not held. */
  readonly owe: (stores: Stores, machines: readonly MachineName[]) => Promise<boolean>;
  /** Told at once, and again when others are waited for. */
  readonly waiting: (busy: readonly MachineName[]) => Promise<void>;
}

/**
 * Takes all of them at once, or waits: who held one while it waits for another would keep a third one waiting, or wait for ever. When the time is over it takes those that are
 * free. @throws the signal's reason
 */
export async function takeTurn(
  { settings }: Pick<CycleWorld, 'settings'>,
  { holder, keeper, owe, waiting }: TurnOf,
  machines: readonly MachineName[],
): Promise<Turn> {
  const until = performance.now() + settings.guestWaitMs;
  let told = '';
  while (true) {
    const last = performance.now() >= until;
    const turn = await takeOnce({ holder, keeper, owe }, machines, last);
    if (turn.taken.length > 0 || last || turn.busy.length === 0) return { ...turn, waited: told !== '' };
    const now = turn.busy.map(machineKey).join();
    if (now !== told) await waiting(turn.busy);
    told = now;
    await pause(PAUSE_MS, undefined, { signal: keeper.signal }).catch(() => keeper.signal.throwIfAborted());
  }
}

async function takeOnce(
  { holder, keeper, owe }: Omit<TurnOf, 'waiting'>,
  machines: readonly MachineName[],
  last: boolean,
): Promise<Omit<Turn, 'waited'>> {
  let turn: Omit<Turn, 'waited'> = { taken: [], left: [], busy: [] };
  await keeper.write(async (stores) => {
    const { busy, left } = await stores.guestHolds.lookAt(holder, machines);
    turn = { taken: [], left, busy };
    if (busy.length > 0 && !last) return true;
    const others = new Set(busy.map(machineKey));
    const taken = machines.filter((each) => !others.has(machineKey(each)));
    if (!(await owe(stores, taken))) return false;
    await stores.guestHolds.take(holder, taken);
    turn = { taken, left, busy };
    return true;
  });
  return turn;
}
