import { InvalidInput } from '../../../domain/errors/request-errors.js';
import type { ClusterApi } from '../../../domain/ports/cluster-gateway.js';
import type { RestoreProgress, RestoreRun } from '../../../domain/ports/restore-engine.js';
import { NO_OBJECTS } from '../../../domain/restore.js';
import { restoreFaults } from '../../../domain/restore-faults.js';
import { BackupFiles } from '../backup-files.js';
import type { BackupObject } from './backup-object.js';
import { InFlight } from './in-flight.js';
import { ObjectRestorer } from './object-restorer.js';
import { planRestore } from './plan.js';
import { Reading } from './reading.js';
import { NAMESPACES, rowOf } from './restore-order.js';
import { Scope } from './scope.js';
import { Tally } from './tally.js';
import { type ClaimContents, NO_SNAPSHOTS, type VolumeSource } from './volume-source.js';
import type { RestoreWaits } from './waits.js';

export interface RestoreBackupOptions {
  readonly run: RestoreRun;
  readonly api: ClusterApi;
  readonly volumes: VolumeSource;
  readonly waits: RestoreWaits;
  /** Objects under way at once. */
  readonly inFlight: number;
  readonly dryRun: boolean;
  readonly report: (progress: RestoreProgress) => void;
}

const NAMESPACES_ROW = rowOf(NAMESPACES);

/**
 * The whole way of a restore, for a preview with `dryRun`: row after row of the order, frame after frame, several objects at a time. In
 * memory are one frame, the objects under way, the namespaces, and the uids of what was restored.
 * @throws InvalidInput for options that name what the backup lacks
 */
export async function restoreBackup(options: RestoreBackupOptions): Promise<Tally> {
  const { run, api, waits, dryRun, report } = options;
  const { manifest, store, signal } = run;
  const faults = restoreFaults(manifest, run.options);
  if (faults.length > 0) throw new InvalidInput(faults);
  signal.throwIfAborted();
  const files = await BackupFiles.open(store, run, signal);
  const scope = new Scope(manifest, run.options);
  const plan = await planRestore(files, scope, signal);
  const contents = await openVolumes(options, plan.objects);
  const tally = new Tally();
  const reading = new Reading({ files, scope, plan, tally, signal, report });
  const namespaces = await reading.namespaces();
  const restorer = new ObjectRestorer({ run, api, scope, tally, waits, dryRun, contents, namespaces });
  const work = new InFlight(options.inFlight);
  const begin = async (each: BackupObject) => {
    const place = reading.nextPlace();
    await work.start(async () => {
      await restorer.restore(place, each);
      reading.progress();
    });
  };
  try {
    for (const [row, entries] of plan.rows.entries()) {
      if (row === NAMESPACES_ROW && scope.namespaceObjects) {
        for (const each of namespaces.values()) await begin(each);
      }
      for await (const each of reading.objects(entries)) await begin(each);
      await work.drain();
    }
    for (const adoption of restorer.adoptions()) await work.start(adoption);
    await work.drain();
  } catch (error) {
    // Whoever waited says only that it was aborted.
    signal.throwIfAborted();
    throw error;
  } finally {
    await work.settle();
  }
  signal.throwIfAborted();
  reading.tellUnmet();
  return tally;
}

async function openVolumes(
  { run, api, volumes, dryRun, report }: RestoreBackupOptions,
  total: number,
): Promise<ClaimContents> {
  if (!run.options.volumes) return await NO_SNAPSHOTS.open();
  report({ stage: 'VOLUMES', total, counts: NO_OBJECTS });
  return await volumes.open({ run, api, dryRun, signal: run.signal });
}
