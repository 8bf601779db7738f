/** The guests of a run's virtual machines: their turn is waited for, they are frozen, and what was frozen to the end is told (machine-freeze.ts, guest-turns.ts). */
import type { Backup } from '../domain/backup.js';
import { systemActor } from '../domain/identity.js';
import type { Issue } from '../domain/issue.js';
import type { Stores } from '../domain/ports/stores.js';
import { type MachineName, machineKey } from '../domain/virtual-machine.js';
import { GuestTurns, takeTurn } from './guest-turns.js';
import { THAW_AFTER_MS } from './guests.js';
import type { LeaseKeeper } from './lease.js';
import {
  type FreezingLook,
  freezeMachines,
  lookForFreezing,
  type Quiesced,
  skippedAsFrozen,
} from './machine-freeze.js';
import { freezeIssues } from './machine-results.js';
import { SAID_AFTER_MS, type Thawed, type ThawOf, thawMachines } from './machine-thaw.js';
import type { CycleWorld } from './world.js';

const MAX_NAMED = 3;

export class RunGuests {
  /** How the guests were quieted, as far as it was come to. */
  quiesced: readonly Quiesced[] = [];
  readonly #turns: GuestTurns;
  #wanted: readonly MachineName[] = [];
  /** Held, and may have been left frozen by others. */
  #left: readonly MachineName[] = [];
  /** They are to be looked at once more: somebody had them, or time went by. */
  #lookAgain = false;
  /** What a dead worker of this backup froze and could not be thawed: still owed. */
  #stillFrozen: readonly MachineName[] = [];
  /** When the first guest was asked to freeze. Monotonic. */
  #frozenSince: number | undefined;

  constructor(
    private readonly backup: Backup,
    private readonly keeper: LeaseKeeper,
    private readonly world: CycleWorld,
    /** Of the run: what goes wrong is added. */
    private readonly issues: Issue[],
  ) {
    this.#turns = new GuestTurns(world, this.#holder);
  }

  get #holder() {
    const { clusterId, id: backupId, attempt } = this.backup;
    return { clusterId, backupId, attempt };
  }

  /** What a dead worker of this backup held is this one's. */
  adopt(): Promise<void> {
    return this.world.work.stores.guestHolds.adopt(this.#holder);
  }

  couldNotThaw(faults: Thawed['faults']): void {
    this.#stillFrozen = faults.map(({ namespace, name }) => ({ namespace, name }));
  }

  /** Which can be frozen at all. @returns whether there is anything to be held or owed @throws the signal's reason */
  async look(guests: readonly MachineName[]): Promise<boolean> {
    this.#wanted = this.#heed(await this.#looked(guests));
    return this.#wanted.length > 0 || this.#stillFrozen.length > 0;
  }

  #looked(guests: readonly MachineName[]): Promise<FreezingLook> {
    const { clusterId } = this.backup;
    return lookForFreezing(this.world, { clusterId, signal: this.keeper.signal }, guests);
  }

  /** Another backup of ours may hold what is frozen, and thaw it: that is seen when its turn has come. */
  #heed({ able, frozen, others }: FreezingLook): readonly MachineName[] {
    this.quiesced = [...this.quiesced, ...others];
    this.#lookAgain = frozen.length > 0;
    return [...able, ...frozen];
  }

  /**
   * Waits until no other backup holds them; what others hold for too long is not frozen.
   * @param owe writes down, in the same transaction, for which machines a thaw is owed; false when the lease is not held
   * @returns those machines @throws the signal's reason
   */
  async takeTurn(
    owe: (stores: Stores, machines: readonly MachineName[]) => Promise<boolean>,
  ): Promise<readonly MachineName[]> {
    const { keeper, world } = this;
    const turn = await takeTurn(
      world,
      {
        holder: this.#holder,
        keeper,
        owe: (stores, taken) => owe(stores, this.#owedFor(taken)),
        waiting: (busy) => this.#tellOfWaiting(busy),
      },
      this.#wanted,
    );
    this.#wanted = turn.taken;
    this.#left = turn.left;
    this.#lookAgain ||= turn.waited || turn.left.length > 0;
    const seconds = Math.round(world.settings.guestWaitMs / 1_000);
    const message = `Another backup held its guest frozen for longer than it is waited for (${seconds} s).`;
    this.quiesced = [
      ...this.quiesced,
      ...turn.busy.map((machine): Quiesced => ({ ...machine, how: 'SKIPPED', message })),
    ];
    return this.#owedFor(turn.taken);
  }

  #owedFor(taken: readonly MachineName[]): readonly MachineName[] {
    return [...new Map([...taken, ...this.#stillFrozen].map((each) => [machineKey(each), each])).values()];
  }

  async #tellOfWaiting(busy: readonly MachineName[]): Promise<void> {
    const { keeper, backup } = this;
    const names = busy.slice(0, MAX_NAMED).map(machineKey).join(', ');
    const more = busy.length > MAX_NAMED ? ` and ${busy.length - MAX_NAMED} more` : '';
    const message = `Waits for its turn: another backup holds the guest of ${names}${more}.`;
    await keeper.writeOne(async (stores) => {
      await stores.events.append({
        type: 'BACKUP_PROGRESSED',
        subjectType: 'Backup',
        subjectId: backup.id,
        actor: systemActor(keeper.lease.owner),
        data: { state: 'IN_PROGRESS', stage: 'PRE_EXEC', attempt: backup.attempt, message },
      });
      return true;
    });
  }

  /**
   * Thaws what others left, and lets go of what cannot be frozen after all.
   * @param leave somebody else has the backup now
   * @returns those that nothing is owed for any more @throws the signal's reason
   */
  async makeReady(leave: AbortSignal): Promise<readonly MachineName[]> {
    if (!this.#lookAgain) return [];
    const { clusterId } = this.backup;
    const of = { clusterId, turns: this.#turns, keep: true, leave };
    const { faults } = await thawMachines(this.world, this.#left, of);
    const failed = new Set(faults.map(machineKey));
    const held = this.#wanted;
    const look = await this.#looked(held.filter((each) => !failed.has(machineKey(each))));
    this.#wanted = look.able;
    this.quiesced = [
      ...this.quiesced,
      ...look.others,
      ...skippedAsFrozen(look.frozen),
      ...faults.map((fault): Quiesced => ({ ...fault, how: 'FAILED' })),
    ];
    // What is still frozen of a dead worker, or of others that could not be thawed, stays owed.
    const kept = new Set([...look.able, ...faults, ...this.#stillFrozen].map(machineKey));
    const ended = held.filter((each) => !kept.has(machineKey(each)));
    if (ended.length > 0) await this.#turns.end(ended);
    return ended;
  }

  /** @throws the signal's reason */
  async freeze(): Promise<void> {
    if (this.#wanted.length > 0) {
      this.#frozenSince = performance.now();
      const { clusterId } = this.backup;
      const of = { clusterId, signal: this.keeper.signal, turns: this.#turns };
      this.quiesced = [...this.quiesced, ...(await freezeMachines(this.world, of, this.#wanted))];
    }
    this.issues.push(...freezeIssues(this.quiesced));
  }

  /** Guests thaw themselves when the cut takes too long: then what was cut last is not of one moment. @param cutAt monotonic */
  cutEnded(cutAt: number): void {
    if (this.#frozenSince === undefined || cutAt - this.#frozenSince < THAW_AFTER_MS) return;
    const message = `Its guest thawed itself after ${THAW_AFTER_MS / 60_000} minutes, before all snapshots were cut.`;
    this.#notFrozen(this.#frozen, message);
  }

  /** @param see whether it is to be seen that they were frozen to the end @throws the reason of `leave` */
  async thaw(machines: readonly MachineName[], leave: AbortSignal, see: boolean): Promise<Thawed> {
    const { clusterId } = this.backup;
    const of = { clusterId, turns: this.#turns, leave };
    const thawed = await thawMachines(this.world, machines, see ? { ...of, see: this.#toBeSeen() } : of);
    this.#notFrozen(thawed.unseen, 'KubeVirt did not say that it was frozen when its snapshots were cut.');
    return thawed;
  }

  /** Somebody else may have thawed a guest of ours: what was asked for is not what was. */
  #toBeSeen(): Required<ThawOf>['see'] {
    return { machines: this.#frozen, until: (this.#frozenSince ?? 0) + SAID_AFTER_MS };
  }

  get #frozen(): readonly Quiesced[] {
    return this.quiesced.filter(({ how }) => how === 'FROZEN');
  }

  #notFrozen(machines: readonly MachineName[], message: string): void {
    const which = new Set(machines.map(machineKey));
    const change = (each: Quiesced): Quiesced =>
      which.has(machineKey(each)) ? { ...each, how: 'FAILED', message } : each;
    this.quiesced = this.quiesced.map(change);
    this.issues.push(...freezeIssues(this.quiesced.filter((each) => which.has(machineKey(each)))));
  }
}
