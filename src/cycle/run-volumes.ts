/** Snapshots of a run's volumes: asked for, told of, and cleared where they do not count. */
import type { Backup } from '../domain/backup.js';
import { type BackupVolume, keptSnapshots } from '../domain/backup-volume.js';
import type { Manifest } from '../domain/manifest.js';
import type { VolumeRun } from '../domain/ports/backup-engine.js';
import type { ProgressWriter } from './progress.js';
import type { CycleWorld } from './world.js';

type VolumeProgress = ProgressWriter<readonly BackupVolume[]>;

/** Beyond this the sweep does the rest: a storage that is slow must not hold a worker. */
const CLEARING_MS = 15_000;

export class RunVolumes {
  /** As they stand, also when the run ends in the middle. */
  volumes: readonly BackupVolume[] = [];
  #asked = false;

  constructor(
    private readonly backup: Backup,
    private readonly world: CycleWorld,
  ) {}

  /** Up to the cut. @throws as the engine */
  async cut(run: VolumeRun, progress: VolumeProgress): Promise<void> {
    this.#asked = true;
    this.volumes = await this.world.engine.cutVolumes(run, this.#report(progress));
  }

  /** Until they are usable. @throws as the engine */
  async becomeReady(run: VolumeRun, progress: VolumeProgress): Promise<void> {
    this.volumes = await this.world.engine.awaitVolumes(run, this.volumes, this.#report(progress));
    await progress.flush();
  }

  /** A failed backup keeps none: what was cut is given up, and says so. */
  givenUp(): readonly BackupVolume[] {
    return givenUp(this.volumes);
  }

  /**
   * Deletes the snapshots of every attempt but the one that counts, and only when that is certain: an earlier attempt that seemed
   * dead may have committed first. Best effort, and quick: the sweep finds the rest.
   */
  async tidy(kept: Manifest | null): Promise<void> {
    const { attempt, volumeSettings } = this.backup;
    if (volumeSettings.mode === 'NONE') return;
    const nothingElse = attempt === 1 && (kept !== null || !this.#asked);
    if (!nothingElse) await this.#clear(keptSnapshots(kept?.volumes ?? []));
  }

  #report(progress: VolumeProgress) {
    return (volumes: readonly BackupVolume[]) => {
      this.volumes = volumes;
      progress.report(volumes);
    };
  }

  async #clear(keep: readonly string[]): Promise<void> {
    const { id: backupId, clusterId } = this.backup;
    try {
      const timeUp = AbortSignal.timeout(CLEARING_MS);
      await this.world.engine.clearVolumes(clusterId, { backupId, keep }, timeUp);
    } catch (error) {
      this.world.log.warn(
        { backupId, err: error },
        'snapshots of an attempt that does not count are not gone yet; the sweep will look again',
      );
    }
  }
}

export function givenUp(volumes: readonly BackupVolume[]): readonly BackupVolume[] {
  return volumes.map((each) =>
    each.state === 'SKIPPED' || each.state === 'FAILED'
      ? { ...each, copy: null }
      : { ...each, state: 'FAILED', reason: 'BACKUP_FAILED', message: null, copy: null },
  );
}
