import type { BackupVolume } from '../../domain/backup-volume.js';
import type { OpenedBackup } from '../../domain/ports/backup-cipher.js';
import type {
  BackupEngine,
  CapturedResources,
  ContentEntry,
  EngineRun,
  MarkedSnapshot,
  PreviewRequest,
  ProgressReport,
  ResourcePreview,
  Verification,
  VerifyReport,
  VolumeReport,
  VolumeRun,
} from '../../domain/ports/backup-engine.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { ClusterGateway } from '../../domain/ports/cluster-gateway.js';
import type { Log } from '../../domain/ports/log.js';
import type { ObjectStore } from '../../domain/ports/object-store.js';
import { captureResources } from './capture.js';
import { readContents } from './contents.js';
import { previewResources } from './preview.js';
import { verifyBackup } from './verify.js';
import { awaitVolumes } from './volumes/await-volumes.js';
import { cutVolumes } from './volumes/cut-volumes.js';
import { clearVolumes, markedSnapshots, releaseVolumes } from './volumes/release-volumes.js';
import { tidyRestored } from './volumes/restored-snapshots.js';
import { DEFAULT_VOLUME_TIMES, type VolumeTimes } from './volumes/volume-times.js';
import type { VolumeWork } from './volumes/volume-work.js';

export interface DirectEngineOptions {
  readonly clusters: Pick<ClusterGateway, 'api'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Kinds that are read at the same time; more than 4 lists in flight press on the API server's shared queues (facts 2.7). */
  readonly concurrency?: number;
  readonly volumeTimes?: Partial<VolumeTimes>;
}

/**
 * The built-in engine: reads namespaces straight from the Kubernetes API and keeps the objects' original bytes, as
 * independent zstd frames of NDJSON with an index (facts 5.3). Nothing needs to be installed in the cluster.
 */
export class DirectEngine implements BackupEngine {
  constructor(private readonly options: DirectEngineOptions) {}

  async preview(request: PreviewRequest): Promise<ResourcePreview> {
    return await previewResources(await this.options.clusters.api(request.clusterId), request);
  }

  async cutVolumes(run: VolumeRun, report: VolumeReport): Promise<readonly BackupVolume[]> {
    return await cutVolumes(await this.#volumeWork(run), report);
  }

  async awaitVolumes(
    run: VolumeRun,
    volumes: readonly BackupVolume[],
    report: VolumeReport,
  ): Promise<readonly BackupVolume[]> {
    return await awaitVolumes(await this.#volumeWork(run), volumes, report);
  }

  async releaseVolumes(
    clusterId: string,
    volumes: readonly BackupVolume[],
    signal: AbortSignal,
  ): Promise<void> {
    const api = await this.options.clusters.api(clusterId);
    await releaseVolumes({ api, times: this.#times, signal }, volumes);
  }

  async clearVolumes(
    clusterId: string,
    of: { readonly backupId: string; readonly keep: readonly string[] },
    signal: AbortSignal,
  ): Promise<void> {
    const api = await this.options.clusters.api(clusterId);
    await clearVolumes({ api, times: this.#times, signal }, of);
  }

  async markedSnapshots(clusterId: string, signal: AbortSignal): Promise<readonly MarkedSnapshot[]> {
    return await markedSnapshots(await this.options.clusters.api(clusterId), signal);
  }

  async captureResources(run: EngineRun, report: ProgressReport): Promise<CapturedResources> {
    const { clusters, clock, log, concurrency = 4 } = this.options;
    const began = clock.now().getTime();
    const api = await clusters.api(run.clusterId);
    const captured = await captureResources({ run, api, log, concurrency, report });
    const ms = clock.now().getTime() - began;
    log.debug({ backupId: run.backupId, attempt: run.attempt, ms, ...captured.totals }, 'resources captured');
    return captured;
  }

  async verify(
    store: ObjectStore,
    backup: OpenedBackup,
    signal?: AbortSignal,
    report?: VerifyReport,
  ): Promise<Verification> {
    return await verifyBackup(store, backup, signal, report);
  }

  async contents(
    store: ObjectStore,
    backup: OpenedBackup,
    signal?: AbortSignal,
  ): Promise<readonly ContentEntry[]> {
    return await readContents(store, backup, signal);
  }

  async tidyRestored(clusterId: string, signal: AbortSignal): Promise<void> {
    await tidyRestored(await this.options.clusters.api(clusterId), signal);
  }

  get #times(): VolumeTimes {
    return { ...DEFAULT_VOLUME_TIMES, ...this.options.volumeTimes };
  }

  async #volumeWork(run: VolumeRun): Promise<VolumeWork> {
    const api = await this.options.clusters.api(run.clusterId);
    return { api, run, times: this.#times, log: this.options.log };
  }
}
