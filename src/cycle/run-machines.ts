/** The virtual machines of a run: which there are, what they are made of, which guests are frozen, what became of each. */
import type { Backup } from '../domain/backup.js';
import type { BackupMachine, MachineParts, PlannedMachine } from '../domain/backup-machine.js';
import type { BackupVolume } from '../domain/backup-volume.js';
import type { CapturedResources } from '../domain/ports/backup-engine.js';
import type { LeaseKeeper } from './lease.js';
import type { Quiesced } from './machine-freeze.js';
import { machineResults } from './machine-results.js';
import { type AskedSight, lookAtAsked, type MachinePlan } from './plan-machines.js';
import type { CycleWorld } from './world.js';

export class RunMachines {
  #plan: MachinePlan | undefined;
  #parts: readonly MachineParts[] = [];

  constructor(
    private readonly backup: Backup,
    private readonly keeper: LeaseKeeper,
    private readonly world: CycleWorld,
  ) {}

  /** What is asked for, as it is now, whatever it is. @throws ClusterCallFailed */
  look(): Promise<AskedSight> {
    const { clusterId, selection } = this.backup;
    const { world, keeper } = this;
    return lookAtAsked(world, clusterId, selection, keeper.signal);
  }

  /** Freezes what they are made of, and writes them down. @throws ClusterCallFailed */
  async plan(plan: MachinePlan | undefined): Promise<void> {
    if (plan === undefined) return;
    const { world, backup, keeper } = this;
    this.#plan = plan;
    this.#parts = await world.machineReader.partsOf(backup.clusterId, plan.included, keeper.signal);
    const planned = this.#results({ quiesced: [], volumes: [], captured: null, running: true });
    await keeper.writeOne((stores) => stores.backupMachines.plan(keeper.lease, planned));
  }

  /** What the engine is to keep of the namespaces; nothing: all of them. */
  get limits(): { readonly machines?: readonly MachineParts[] } {
    return this.#plan === undefined ? {} : { machines: this.#parts };
  }

  /** Those whose guests are to be frozen. */
  get guests(): readonly PlannedMachine[] {
    const { selection, volumeSettings } = this.backup;
    const frozen = selection.kind === 'VIRTUAL_MACHINES' && selection.virtualMachines.freeze;
    // Where nothing is cut nobody has to stand still.
    return frozen && volumeSettings.mode !== 'NONE' ? (this.#plan?.included ?? []) : [];
  }

  /** @param captured null: nothing usable was */
  results(of: {
    readonly quiesced: readonly Quiesced[];
    readonly volumes: readonly BackupVolume[];
    readonly captured: CapturedResources | null;
  }): readonly BackupMachine[] {
    return this.#results(of);
  }

  #results(of: Omit<Parameters<typeof machineResults>[0], 'plan' | 'parts' | 'settings'>) {
    if (this.#plan === undefined) return [];
    const settings = this.backup.volumeSettings;
    return machineResults({ plan: this.#plan, parts: this.#parts, settings, ...of });
  }
}
