/** Progress of a run, written at most so often: the engine reports as it likes. */
import type { Stage } from '../domain/backup.js';
import type { BackupVolume, VolumeState } from '../domain/backup-volume.js';
import { systemActor } from '../domain/identity.js';
import type { NamespaceProgress } from '../domain/ports/backup-engine.js';
import type { Stores } from '../domain/ports/stores.js';
import type { LeaseKeeper } from './lease.js';
import { Throttle } from './throttle.js';
import type { CycleWorld } from './world.js';

type ByNamespace = ReadonlyMap<string, NamespaceProgress>;

export class ProgressWriter {
  readonly #resources: Throttle<ByNamespace>;
  readonly #volumes: Throttle<readonly BackupVolume[]>;

  constructor(
    private readonly keeper: LeaseKeeper,
    private readonly world: CycleWorld,
  ) {
    const { progressMs } = world.settings;
    this.#resources = new Throttle(progressMs, (totals) => this.#writeResources(totals));
    this.#volumes = new Throttle(progressMs, (volumes) => this.#writeVolumes(volumes));
  }

  readonly report = (byNamespace: ByNamespace): void => {
    this.#resources.report(byNamespace, (totals) => new Map(totals));
  };

  readonly reportVolumes = (volumes: readonly BackupVolume[]): void => {
    this.#volumes.report(volumes);
  };

  /** Writes what was told last and waits for what is under way. */
  async flush(): Promise<void> {
    await this.#resources.flush();
    await this.#volumes.flush();
  }

  async #writeResources(byNamespace: ByNamespace): Promise<void> {
    let objects = 0;
    let bytes = 0;
    for (const each of byNamespace.values()) {
      objects += each.objects;
      bytes += each.bytes;
    }
    const { lease } = this.keeper;
    await this.#write('RESOURCES', { objects, bytes }, (stores) =>
      stores.backups.recordProgress(lease, byNamespace),
    );
  }

  async #writeVolumes(volumes: readonly BackupVolume[]): Promise<void> {
    const { lease } = this.keeper;
    const count = (...states: readonly VolumeState[]) =>
      volumes.filter(({ state }) => states.includes(state)).length;
    const counts = { volumes: volumes.length, cut: count('CUT', 'READY'), ready: count('READY') };
    await this.#write('VOLUMES', counts, (stores) => stores.backups.recordVolumes(lease, volumes));
  }

  async #write(
    stage: Stage,
    counts: Readonly<Record<string, number>>,
    record: (stores: Stores) => Promise<boolean>,
  ): Promise<void> {
    const { lease } = this.keeper;
    try {
      await this.keeper.write(async (stores) => {
        if (!(await record(stores))) return false;
        await stores.events.append({
          type: 'BACKUP_PROGRESSED',
          subjectType: 'Backup',
          subjectId: lease.backupId,
          actor: systemActor(lease.owner),
          data: { state: 'IN_PROGRESS', stage, attempt: lease.attempt, ...counts },
        });
        return true;
      });
    } catch (error) {
      // The keeper has aborted the run when the lease is lost; progress itself is never worth ending a backup for.
      this.world.log.debug({ backupId: lease.backupId, err: error }, 'progress was not written');
    }
  }
}
