/** What a backup of a federated cluster is in its bucket: where it lies, and whose it is. Pure. Source: facts 2.1, ADR 0031. */
import type { Backup } from './backup.js';
import type { BackupLocation } from './backup-location.js';

/** Stork writes it last: with it there is a backup. */
const COMMIT_FILE = '/metadata.json';

/** How Stork knows a backup that Holdfast made; a part of its path in the bucket, which a copy by a sync keeps. */
export function storkBackupName(backupId: string): string {
  return `holdfast-${backupId}`;
}

/** What tells one backup from another, on every cluster: `kube-system/…/metadata.json`. */
export function manifestIn(folder: string): string {
  return `${folder.replace(/^\/+|\/+$/g, '')}${COMMIT_FILE}`;
}

export function folderOf(manifestKey: string): string {
  return manifestKey.endsWith(COMMIT_FILE) ? manifestKey.slice(0, -COMMIT_FILE.length) : manifestKey;
}

/** Something of it lies in its bucket, as far as anybody knows. */
export function liesInBucket({
  manifestKey,
  vanishedAt,
}: Pick<Backup, 'manifestKey' | 'vanishedAt'>): boolean {
  return manifestKey !== null && vanishedAt === null;
}

/** Holdfast had it made, here or in another installation; what somebody else made is shown and not touched. */
export function isOfHoldfast({
  id,
  manifestKey,
  listedBySync,
}: Pick<Backup, 'id' | 'manifestKey' | 'listedBySync'>): boolean {
  return (
    !listedBySync ||
    folderOf(manifestKey ?? '')
      .split('/')
      .at(-2) === storkBackupName(id)
  );
}

/** `https://store.example/team-backups/kube-system/holdfast-…/…`: where the data stays when the record alone goes. */
export function dataPath(
  { manifestKey }: Pick<Backup, 'manifestKey'>,
  location: Pick<BackupLocation, 'path'> | undefined,
): string {
  return `${location?.path ?? ''}/${folderOf(manifestKey ?? '')}`;
}

/** Why nobody may delete it with its data, though a cluster could; undefined: somebody may. */
export function notToDelete(
  backup: Pick<Backup, 'id' | 'manifestKey' | 'listedBySync' | 'vanishedAt'>,
): string | undefined {
  if (!liesInBucket(backup) || isOfHoldfast(backup)) return undefined;
  return 'Holdfast did not make it: a cluster listed it, and its data is left as it is.';
}

/** Why its record cannot go alone; undefined: it can. */
export function notToForce(
  backup: Pick<Backup, 'manifestKey' | 'vanishedAt'>,
  someClusterIsEligible: boolean,
): string | undefined {
  if (!liesInBucket(backup)) return 'Nothing of it lies in its location: delete it.';
  return someClusterIsEligible
    ? 'A cluster reaches its location: delete the backup with its data.'
    : undefined;
}
