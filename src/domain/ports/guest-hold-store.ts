/** Which backup holds the guest of a virtual machine: KubeVirt knows one freeze of it, whoever asked for that. */
import type { MachineName } from '../virtual-machine.js';

export interface GuestHolder {
  readonly clusterId: string;
  readonly backupId: string;
  /** null: the backup has ended, and what it left is seen to by the sweep. */
  readonly attempt: number | null;
}

/** What others hold of the guests that somebody wants. */
export interface OthersHolds {
  /** Of a backup that runs, or somebody freezes or thaws them at this moment. */
  readonly busy: readonly MachineName[];
  /** Of a backup that has ended, or whose worker is dead: they may be frozen, and are for the taking. */
  readonly left: readonly MachineName[];
}

/**
 * A hold stands on what its backup owes (`RuleRunStore.open`) and goes with that, with its cluster, or when it is ended. Database time.
 */
export interface GuestHoldStore {
  /** Nobody else takes or begins anything with these guests until the transaction ends. */
  lookAt(holder: GuestHolder, machines: readonly MachineName[]): Promise<OthersHolds>;
  /** After `lookAt` in the same transaction, for guests that are not busy; after `RuleRunStore.open`. */
  take(holder: GuestHolder & { readonly attempt: number }, machines: readonly MachineName[]): Promise<void>;
  /** What an earlier attempt held is this one's. */
  adopt(holder: GuestHolder & { readonly attempt: number }): Promise<void>;
  /**
   * A call to the guest that ends within the time: until then nobody takes it over. False: it is not this holder's.
   * @param frozenForMs of a freeze: after so long the guest has thawed itself, and others may have it though the backup runs
   */
  begin(
    holder: GuestHolder,
    machine: MachineName,
    call: { readonly withinMs: number; readonly frozenForMs?: number },
  ): Promise<boolean>;
  /** It is not frozen any more, or was never to be. */
  end(holder: GuestHolder, machines: readonly MachineName[]): Promise<void>;
}
