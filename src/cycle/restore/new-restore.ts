/** The row of a restore that was asked for. Pure but for its ids. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Backup, BackupNamespace } from '../../domain/backup.js';
import type { Cluster } from '../../domain/cluster.js';
import { distinctNames } from '../../domain/names.js';
import { NO_OBJECTS, type Restore, type RestoreOptions } from '../../domain/restore.js';
import { targetOf } from '../../domain/restore-faults.js';
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

/** What it writes to, by the names in the cluster. */
export function targetNamespaces(
  { scope, namespaceMapping }: RestoreOptions,
  held: readonly BackupNamespace[],
): readonly string[] {
  const included = held.filter(({ fate }) => fate === 'INCLUDED').map(({ name }) => name);
  const chosen = scope.namespaces ?? included;
  const named = scope.objects && new Set(scope.objects.map(({ namespace }) => namespace));
  const restored = named === null ? chosen : chosen.filter((name) => named.has(name));
  return distinctNames(restored.map((name) => targetOf(namespaceMapping, name)));
}
