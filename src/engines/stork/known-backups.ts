/** Under which names a cluster knows a backup: its own instruction, and copies that a sync made of what lies in the bucket. */
import type { Backup } from '../../domain/backup.js';
import { MadeElsewhere } from '../../domain/errors/backup-errors.js';
import { DependencyFailure } from '../../domain/errors/dependency-errors.js';
import type { DomainError } from '../../domain/errors/domain-error.js';
import type { RemoteArtefact } from '../../domain/ports/instructed-engine.js';
import { type JsonObject, objectAt, textAt } from './json.js';
import { entryOf } from './listed-backup.js';
import { PAGE_OF_INSTRUCTIONS, type StorkCluster } from './stork-cluster.js';
import { HOLDFAST, MANAGED_BY, STORK_MARKS } from './stork-kinds.js';

/** Those with our marks, which copies keep. @throws ClusterCallFailed */
export function copiesOf(cluster: StorkCluster, backupId: string): Promise<readonly JsonObject[]> {
  return cluster.list('applicationbackups', { [STORK_MARKS.backup]: backupId, [MANAGED_BY]: HOLDFAST });
}

/** Whoever made it: the name of one that lies where the backup does. Reads every ApplicationBackup until there is one. @throws ClusterCallFailed */
export async function lyingAt(
  cluster: StorkCluster,
  { manifestKey }: Pick<Backup, 'manifestKey'>,
): Promise<string | undefined> {
  for await (const page of cluster.pages('applicationbackups', {}, { limit: PAGE_OF_INSTRUCTIONS })) {
    const found = page.find((each) => {
      const entry = entryOf(each);
      return typeof entry === 'object' && entry.manifestKey === manifestKey;
    });
    if (found !== undefined) return namesOf([found])[0];
  }
  return undefined;
}

export function namesOf(backups: readonly JsonObject[]): readonly string[] {
  return backups.flatMap((each) => textAt(objectAt(each, 'metadata'), 'name') ?? []);
}

/** Why a cluster that knows no ApplicationBackup of ours can delete nothing of the backup: it would stay in the bucket. Whoever sees the backup reads it, and may not see the cluster. */
export async function notOurs(
  cluster: StorkCluster,
  { backup }: Pick<RemoteArtefact, 'backup'>,
): Promise<DomainError> {
  const theirs = await lyingAt(cluster, backup);
  if (theirs !== undefined)
    return new MadeElsewhere(
      `Holdfast did not make ApplicationBackup ${cluster.namespace}/${theirs}: it is left as it is, and so is its data. Delete it where it was made, then sync the location.`,
      { backupId: backup.id },
    );
  return new DependencyFailure(
    `The cluster that was asked knows no ApplicationBackup of the backup, so it cannot delete its data: sync the location, and it is tried again.`,
    { dependency: 'Stork' },
  );
}
