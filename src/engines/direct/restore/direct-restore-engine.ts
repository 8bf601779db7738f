import type { ClusterGateway } from '../../../domain/ports/cluster-gateway.js';
import type { Log } from '../../../domain/ports/log.js';
import type {
  RestoreEngine,
  RestoreOutcome,
  RestoreProgress,
  RestoreRun,
} from '../../../domain/ports/restore-engine.js';
import type { RestoreIssue, RestorePreview } from '../../../domain/restore.js';
import { restoreBackup } from './restore-backup.js';
import type { Tally } from './tally.js';
import { NO_SNAPSHOTS, type VolumeSource } from './volume-source.js';
import { RESTORE_WAITS, type RestoreWaits } from './waits.js';

export interface DirectRestoreEngineOptions {
  readonly clusters: Pick<ClusterGateway, 'api'>;
  readonly log: Log;
  /** Where the data of claims comes from; without it they are made empty. */
  readonly volumes?: VolumeSource;
  readonly waits?: Partial<RestoreWaits>;
  /** Objects under way at once; the client lets four calls of them through at a time (docs/adr/0017). */
  readonly inFlight?: number;
}

const IN_FLIGHT = 8;

/** Brings what `DirectEngine` stored back through the Kubernetes API. Nothing needs to be installed in the cluster. */
export class DirectRestoreEngine implements RestoreEngine {
  constructor(private readonly options: DirectRestoreEngineOptions) {}

  async preview(run: RestoreRun): Promise<RestorePreview> {
    const tally = await this.#restore(run, true, () => {});
    const { named, total } = tally.conflicts();
    return {
      counts: tally.counts(),
      newNamespaces: [...tally.newNamespaces].sort(),
      unchecked: tally.unchecked,
      conflicts: named,
      conflictsTotal: total,
      issues: issuesOf(tally),
    };
  }

  async restore(run: RestoreRun, report: (progress: RestoreProgress) => void): Promise<RestoreOutcome> {
    const tally = await this.#restore(run, false, report);
    const counts = tally.counts();
    this.options.log.debug({ restoreId: run.restoreId, attempt: run.attempt, ...counts }, 'objects restored');
    return { counts, issues: issuesOf(tally) };
  }

  async #restore(
    run: RestoreRun,
    dryRun: boolean,
    report: (progress: RestoreProgress) => void,
  ): Promise<Tally> {
    const { clusters, volumes = NO_SNAPSHOTS, waits, inFlight = IN_FLIGHT } = this.options;
    const api = await clusters.api(run.clusterId);
    return await restoreBackup({
      run,
      api,
      volumes,
      waits: { ...RESTORE_WAITS, ...waits },
      inFlight,
      dryRun,
      report,
    });
  }
}

function issuesOf(tally: Tally): readonly RestoreIssue[] {
  const issues = tally.issues();
  if (!tally.nothingCameBack) return issues;
  const message = 'Not one object of the restore is in the cluster.';
  return [...issues, { code: 'NOTHING_RESTORED', object: null, message }];
}
