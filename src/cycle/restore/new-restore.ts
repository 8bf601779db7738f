/** The row of a restore that was asked for. Pure but for its ids. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Backup, BackupNamespace } from '../../domain/backup.js';
import type { Cluster } from '../../domain/cluster.js';
import { NO_OBJECTS, type Restore, type RestoreOptions } from '../../domain/restore.js';
import { targetNamespaces } from '../../domain/restore-faults.js';
import { newRun } from '../new-run.js';

export interface RestoreAsked {
  readonly name?: string;
  readonly backup: Backup;
  readonly namespaces: readonly BackupNamespace[];
  /** The backup's own; undefined: not known any more. */
  readonly source: Cluster | undefined;
  readonly cluster: Cluster;
  readonly options: RestoreOptions;
  readonly ownerId: string;
  readonly at: Date;
}

export function newRestore(asked: RestoreAsked): Restore {
  const { backup, source, cluster, options, ownerId, at } = asked;
  return {
    id: randomUUID(),
    name: asked.name ?? `${backup.name.slice(0, 100)}-restore-${randomBytes(2).toString('hex')}`,
    ownerId,
    backupId: backup.id,
    backupName: backup.name,
    backupCreatedAt: backup.createdAt,
    sourceClusterName: source?.name ?? backup.clusterId,
    clusterId: cluster.id,
    clusterName: cluster.name,
    mode: cluster.mode,
    options,
    targetNamespaces: targetNamespaces(options, asked.namespaces),
    ...newRun(at),
    counts: NO_OBJECTS,
    total: null,
  };
}
