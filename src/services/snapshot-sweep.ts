/**
 * Deletes snapshots, and takes instructions of federated clusters back, that attempts left which do not count: a worker died, or the cluster
 * was away when they were to go. Goes by the marks in the clusters. A backup or a restore that this installation does not know may be
 * another's: what is its own stays.
 */
import type { Backup } from '../domain/backup.js';
import { keptSnapshots } from '../domain/backup-volume.js';
import type { BackupEngine } from '../domain/ports/backup-engine.js';
import type { Engines } from '../domain/ports/engines.js';
import type { Log } from '../domain/ports/log.js';
import type { UnitOfWork } from '../domain/ports/stores.js';

export interface SnapshotSweepPorts {
  readonly work: UnitOfWork;
  readonly engine: Pick<BackupEngine, 'markedSnapshots' | 'clearVolumes' | 'tidyRestored'>;
  readonly engines: Engines;
  readonly log: Log;
}

export class SnapshotSweep {
  constructor(private readonly ports: SnapshotSweepPorts) {}

  /** A cluster that is away keeps no other waiting. */
  async run(signal: AbortSignal): Promise<void> {
    const { work, log } = this.ports;
    for (const { id: clusterId, state, mode } of await work.stores.clusters.all()) {
      if (signal.aborted) return;
      if (state !== 'ACTIVE') continue;
      try {
        if (mode === 'FEDERATED') await this.#takeBack(clusterId, signal);
        else await this.#sweep(clusterId, signal);
      } catch (error) {
        log.warn({ clusterId, err: error }, 'snapshots that belong to no backup could not be deleted');
      }
    }
  }

  /** What ended while its cluster could not be told: Stork may be working on it, or have ended it well. */
  async #takeBack(clusterId: string, signal: AbortSignal): Promise<void> {
    // Restores first: one that nobody wants any more goes on changing what is in the cluster.
    const parts = [
      () => this.#takeRestoresBack(clusterId, signal),
      () => this.#takeBackupsBack(clusterId, signal),
    ];
    for (const part of parts) {
      try {
        await part();
      } catch (error) {
        this.ports.log.warn({ clusterId, err: error }, 'what has ended could not be taken back on a cluster');
      }
    }
  }

  async #takeBackupsBack(clusterId: string, signal: AbortSignal): Promise<void> {
    const { work, engines, log } = this.ports;
    const engine = engines.of('FEDERATED');
    const told = await work.stores.backups.findMany(await engine.instructed(clusterId, signal));
    for (const backup of told) {
      if (backup.clusterId !== clusterId || backup.state !== 'FAILURE') continue;
      log.info({ backupId: backup.id }, 'the instruction of a backup that failed is taken back');
      await engine.withdraw(backup, { waitMs: 0, signal });
    }
  }

  /** The rows are read after the instructions: a row is there before its instruction, so that one which lacks is gone for good. */
  async #takeRestoresBack(clusterId: string, signal: AbortSignal): Promise<void> {
    const { work, engines, log } = this.ports;
    const engine = engines.of('FEDERATED');
    const told = await engine.instructedRestores(clusterId, signal);
    const rows = await work.stores.restores.findMany(told.map(({ restoreId }) => restoreId));
    const known = new Map(rows.map((each) => [each.id, each]));
    for (const { restoreId, ours } of told) {
      const row = known.get(restoreId);
      const over = row === undefined ? ours : row.clusterId === clusterId && row.state !== 'IN_PROGRESS';
      if (!over) continue;
      log.info({ restoreId }, 'the instruction of a restore that is over is taken back');
      await engine.withdrawRestore({ id: restoreId }, clusterId, signal);
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
