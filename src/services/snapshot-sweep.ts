/**
 * Deletes snapshots that attempts left which do not count: a worker died, or the cluster was away when they were to go. Goes by
 * the marks in the clusters. A backup that this installation does not know may be another's: its snapshots stay.
 */
import type { Backup } from '../domain/backup.js';
import { keptSnapshots } from '../domain/backup-volume.js';
import type { BackupEngine } from '../domain/ports/backup-engine.js';
import type { Log } from '../domain/ports/log.js';
import type { UnitOfWork } from '../domain/ports/stores.js';

export interface SnapshotSweepPorts {
  readonly work: UnitOfWork;
  readonly engine: Pick<BackupEngine, 'markedSnapshots' | 'clearVolumes' | 'tidyRestored'>;
  readonly log: Log;
}

export class SnapshotSweep {
  constructor(private readonly ports: SnapshotSweepPorts) {}

  /** A cluster that is away keeps no other waiting. */
  async run(signal: AbortSignal): Promise<void> {
    const { work, log } = this.ports;
    for (const { id: clusterId, state } of await work.stores.clusters.all()) {
      if (signal.aborted) return;
      if (state !== 'ACTIVE') continue;
      try {
        await this.#sweep(clusterId, signal);
      } catch (error) {
        log.warn({ clusterId, err: error }, 'snapshots that belong to no backup could not be deleted');
      }
    }
  }

  async #sweep(clusterId: string, signal: AbortSignal): Promise<void> {
    const { work, engine, log } = this.ports;
    await engine.tidyRestored(clusterId, signal);
    const inCluster = Map.groupBy(await engine.markedSnapshots(clusterId, signal), (each) => each.backupId);
    const backups = await work.stores.backups.findMany([...inCluster.keys()]);
    const ended = backups.filter((each) => each.clusterId === clusterId && hasEnded(each));
    const volumes = await work.stores.backups.volumesOf(ended.map(({ id }) => id));
    for (const { id: backupId } of ended) {
      const keep = keptSnapshots(volumes.get(backupId) ?? []);
      const strays = (inCluster.get(backupId) ?? []).filter(({ snapshot }) => !keep.includes(snapshot));
      if (strays.length === 0) continue;
      log.info({ backupId, snapshots: strays.length }, 'snapshots that belong to no backup are deleted');
      await engine.clearVolumes(clusterId, { backupId, keep }, signal);
    }
  }
}

/** What runs, or is being deleted, sees to its snapshots itself. */
function hasEnded({ state }: Backup): boolean {
  return state === 'SUCCESS' || state === 'PARTIAL_SUCCESS' || state === 'FAILURE';
}
