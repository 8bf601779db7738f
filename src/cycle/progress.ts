/** Progress of a run, written at most so often: engines report as they like. */
import type { BackupVolume, VolumeState } from '../domain/backup-volume.js';
import { systemActor } from '../domain/identity.js';
import type { NamespaceProgress } from '../domain/ports/backup-engine.js';
import type { LeaseKeeper } from './lease.js';
import type { CycleWorld } from './world.js';

export class ProgressWriter<T> {
  #latest: T | undefined;
  #writing: Promise<void> | undefined;
  #nextAt = 0;

  /** @param write one guarded write of the totals; what it throws is logged */
  constructor(
    private readonly world: Pick<CycleWorld, 'settings' | 'log'>,
    private readonly write: (latest: T) => Promise<void>,
  ) {}

  /** Takes the newest totals; returns at once. `now`: they say something new, and do not wait for their time. */
  readonly report = (totals: T, now = false): void => {
    this.#latest = totals;
    if (this.#writing !== undefined || (!now && performance.now() < this.#nextAt)) return;
    this.#nextAt = performance.now() + this.world.settings.progressMs;
    this.#writing = this.#write(totals).finally(() => {
      this.#writing = undefined;
    });
  };

  /** Writes the last totals and waits for what is under way. */
  async flush(): Promise<void> {
    await this.#writing;
    if (this.#latest !== undefined) await this.#write(this.#latest);
    this.#latest = undefined;
  }

  async #write(totals: T): Promise<void> {
    try {
      await this.write(totals);
    } catch (error) {
      // The keeper has aborted the run when the lease is lost; progress itself is never worth ending a run for.
      this.world.log.debug({ err: error }, 'progress was not written');
    }
  }
}

/** What a running backup has read so far, by namespace. */
export function backupProgress(
  keeper: LeaseKeeper,
  world: CycleWorld,
): ProgressWriter<ReadonlyMap<string, NamespaceProgress>> {
  const { lease } = keeper;
  return new ProgressWriter(world, async (reported) => {
    const byNamespace = new Map(reported);
    let objects = 0;
    let bytes = 0;
    for (const each of byNamespace.values()) {
      objects += each.objects;
      bytes += each.bytes;
    }
    await keeper.write(async (stores) => {
      if (!(await stores.backups.recordProgress(lease, byNamespace))) return false;
      await stores.events.append({
        type: 'BACKUP_PROGRESSED',
        subjectType: 'Backup',
        subjectId: lease.id,
        actor: systemActor(lease.owner),
        data: { state: 'IN_PROGRESS', stage: 'RESOURCES', attempt: lease.attempt, objects, bytes },
      });
      return true;
    });
  });
}

/** How the snapshots of a running backup stand. */
export function volumeProgress(
  keeper: LeaseKeeper,
  world: CycleWorld,
): ProgressWriter<readonly BackupVolume[]> {
  const { lease } = keeper;
  return new ProgressWriter(world, async (volumes) => {
    const count = (...states: readonly VolumeState[]) =>
      volumes.filter(({ state }) => states.includes(state)).length;
    const counts = { volumes: volumes.length, cut: count('CUT', 'READY'), ready: count('READY') };
    await keeper.write(async (stores) => {
      if (!(await stores.backups.recordVolumes(lease, volumes))) return false;
      await stores.events.append({
        type: 'BACKUP_PROGRESSED',
        subjectType: 'Backup',
        subjectId: lease.id,
        actor: systemActor(lease.owner),
        data: { state: 'IN_PROGRESS', stage: 'VOLUMES', attempt: lease.attempt, ...counts },
      });
      return true;
    });
  });
}
