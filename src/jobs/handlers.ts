/** One thin handler per job of the catalogue: read, call, nothing else. */
import { runBackup } from '../cycle/run-backup.js';
import type { CycleWorld } from '../cycle/world.js';
import type { JobBell } from '../domain/ports/job-bell.js';
import type { BackupDeletion } from '../services/backup-deletion.js';
import type { ClusterProber } from '../services/cluster-prober.js';
import type { Housekeeping } from '../services/housekeeping.js';
import type { LocationProber } from '../services/location-prober.js';
import type { JobHandlers } from './job-catalogue.js';

const SWEPT_AT_ONCE = 500;

export interface HandlerParts {
  readonly world: CycleWorld;
  readonly bell: JobBell;
  readonly deletion: BackupDeletion;
  readonly housekeeping: Housekeeping;
  readonly clusterProber: ClusterProber;
  readonly locationProber: LocationProber;
}

export function makeHandlers(parts: HandlerParts): JobHandlers {
  const { world, bell, deletion, housekeeping, clusterProber, locationProber } = parts;
  return {
    'run-backup': async ({ backupId }, signal) => {
      const result = await runBackup(backupId, world, signal);
      world.log.debug({ backupId, result }, 'a backup job ended');
    },
    'delete-backup': ({ backupId }, signal) => deletion.run(backupId, signal),
    sweep: async (_nothing, signal) => {
      for (const backupId of await world.work.stores.backups.claimable(SWEPT_AT_ONCE))
        await bell.runBackup(backupId);
      await deletion.sweep(signal);
    },
    housekeeping: (_nothing, signal) => housekeeping.run(signal),
    'probe-clusters': async (_nothing, signal) => {
      await clusterProber.lookAtAll(signal);
    },
    'probe-locations': async (_nothing, signal) => {
      await locationProber.lookAtAll(signal);
    },
  };
}
