/** A restore tried with dry runs of the cluster's API: what would come back, and what would stand in its way. */
import { randomUUID } from 'node:crypto';
import { checkRestore } from '../cycle/restore/check-restore.js';
import type { Backup } from '../domain/backup.js';
import type { Cluster } from '../domain/cluster.js';
import {
  BackupLocationInvalid,
  ClusterUnavailable,
  DependencyFailure,
} from '../domain/errors/dependency-errors.js';
import type { BackupCipher } from '../domain/ports/backup-cipher.js';
import type { ClusterGateway } from '../domain/ports/cluster-gateway.js';
import type { LocationGateway } from '../domain/ports/object-store.js';
import type { RestoreEngine } from '../domain/ports/restore-engine.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import type { RestoreIssue, RestoreOptions, RestorePreview } from '../domain/restore.js';
import { within } from './within.js';

/** How long a person waits for all of it: thousands of objects are asked about one by one. */
export const PREVIEW_TIMEOUT_MS = 120_000;

export interface PreviewPorts {
  readonly work: UnitOfWork;
  readonly clusters: ClusterGateway;
  readonly locations: LocationGateway;
  readonly restoreEngine: RestoreEngine;
  readonly cipher: BackupCipher;
}

export interface PreviewSubject {
  readonly backup: Backup;
  readonly cluster: Cluster;
  readonly options: RestoreOptions;
}

/** Changes nothing. @throws BackupLocationInvalid, ClusterUnavailable, ClusterCallFailed, StorageFailed, DependencyFailure */
export function previewRestore(
  ports: PreviewPorts,
  { backup, cluster, options }: PreviewSubject,
): Promise<RestorePreview> {
  const told = {
    message: `The dry run of the restore did not end within ${PREVIEW_TIMEOUT_MS / 1_000} s; preview fewer namespaces or kinds at once.`,
    call: 'dry run of a restore',
  };
  return within(
    PREVIEW_TIMEOUT_MS,
    async (signal) => {
      const { id: clusterId, name: clusterName } = cluster;
      const { id: backupId, name: backupName } = backup;
      const subject = { backupId, backupName, clusterId, clusterName, options };
      const ready = await checkRestore(ports, subject, signal);
      if (!ready.met) throw refusal(ready.issues, { backup, cluster });
      const { store, opened } = ready;
      const restoreId = randomUUID();
      return ports.restoreEngine.preview({
        restoreId,
        attempt: 1,
        clusterId,
        store,
        ...opened,
        options,
        signal,
      });
    },
    told,
  );
}

/** What would end the restore at once, as the error of whoever asks now. */
function refusal(
  issues: readonly RestoreIssue[],
  { backup, cluster }: Pick<PreviewSubject, 'backup' | 'cluster'>,
): Error {
  const message = issues.map((each) => each.message).join(' ');
  switch (issues[0]?.code) {
    case 'LOCATION_INVALID':
      return new BackupLocationInvalid(message, { locationId: backup.locationId, reason: message });
    case 'CLUSTER_UNAVAILABLE':
      return new ClusterUnavailable(message, {
        clusterId: cluster.id,
        state: cluster.state,
        reason: message,
      });
    default:
      return new DependencyFailure(message, { dependency: 'backup' });
  }
}
