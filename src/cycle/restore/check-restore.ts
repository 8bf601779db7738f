/** Before anything is written: location and cluster looked at now, the backup readable, the options possible with what it holds. */
import type { Backup } from '../../domain/backup.js';
import { BackupLocked } from '../../domain/backup-locked.js';
import type { OpenedBackup } from '../../domain/ports/backup-cipher.js';
import type { ObjectStore } from '../../domain/ports/object-store.js';
import type { Restore, RestoreIssue } from '../../domain/restore.js';
import { restoreFaults } from '../../domain/restore-faults.js';
import { allowedOperations } from '../../domain/state-machine.js';
import { StorageFailed } from '../../domain/storage-failure.js';
import { lookAtCluster, openLocation } from '../fresh-look.js';
import { readManifest } from '../read-manifest.js';
import type { CycleWorld } from '../world.js';
import { wholeIssue } from './restore-failures.js';

export type RestoreReadiness =
  | {
      readonly met: true;
      readonly clusterId: string;
      readonly store: ObjectStore;
      readonly opened: OpenedBackup;
    }
  | { readonly met: false; readonly issues: readonly RestoreIssue[] };

export type RestoreSubject = Pick<
  Restore,
  'backupId' | 'backupName' | 'clusterId' | 'clusterName' | 'options'
>;

type RestoreWorld = Pick<CycleWorld, 'work' | 'clusters' | 'locations' | 'cipher'>;

export async function checkRestore(
  world: RestoreWorld,
  restore: RestoreSubject,
  signal: AbortSignal,
): Promise<RestoreReadiness> {
  const { clusterId } = restore;
  const [cluster, source] = await Promise.all([
    clusterFault(world, restore, signal),
    openSource(world, restore, signal),
  ]);
  signal.throwIfAborted();
  const issues = [cluster, 'issue' in source ? source.issue : undefined].filter((each) => each !== undefined);
  if (issues.length > 0 || 'issue' in source || clusterId === null) return { met: false, issues };
  const { store } = source;
  const read = await readSource(world, source, signal);
  if ('issue' in read) return { met: false, issues: [read.issue] };
  const faults = restoreFaults(read.opened.manifest, restore.options);
  if (faults.length === 0) return { met: true, clusterId, store, opened: read.opened };
  const message = `What was asked for is not in the backup: ${faults.map((each) => each.message).join('; ')}.`;
  return { met: false, issues: [wholeIssue('BACKUP_UNREADABLE', message)] };
}

async function clusterFault(
  world: RestoreWorld,
  { clusterId, clusterName }: RestoreSubject,
  signal: AbortSignal,
): Promise<RestoreIssue | undefined> {
  if (clusterId === null)
    return wholeIssue('CLUSTER_UNAVAILABLE', `The cluster ${clusterName} was removed from Holdfast.`);
  const { fault } = await lookAtCluster(world, clusterId, signal);
  return fault === undefined ? undefined : wholeIssue('CLUSTER_UNAVAILABLE', fault);
}

async function openSource(
  world: RestoreWorld,
  { backupId, backupName }: RestoreSubject,
  signal: AbortSignal,
): Promise<Source | { readonly issue: RestoreIssue }> {
  const { stores } = world.work;
  const backup = backupId === null ? undefined : await stores.backups.find(backupId);
  if (backup === undefined)
    return { issue: wholeIssue('BACKUP_UNREADABLE', `The backup ${backupName} is gone.`) };
  if (!allowedOperations('Backup', backup.state).includes('restore')) {
    const message = `The backup ${backup.name} is ${backup.state}: nothing can be restored from it.`;
    return { issue: wholeIssue('BACKUP_UNREADABLE', message) };
  }
  const location = await stores.locations.find(backup.locationId);
  const { store, fault } = await openLocation(world, location, signal);
  return store === undefined ? { issue: wholeIssue('LOCATION_INVALID', fault) } : { backup, store };
}

interface Source {
  readonly backup: Backup;
  readonly store: ObjectStore;
}

async function readSource(
  { cipher }: RestoreWorld,
  { backup, store }: Source,
  signal: AbortSignal,
): Promise<{ readonly opened: OpenedBackup } | { readonly issue: RestoreIssue }> {
  try {
    const encrypted = backup.encryptionKeyIds !== null;
    const opened = await readManifest(store, backup.id, { cipher, encrypted, signal });
    if (opened.manifest.files !== null) return { opened };
    return {
      issue: wholeIssue('BACKUP_UNREADABLE', 'The manifest says that the backup failed: it holds nothing.'),
    };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof StorageFailed || error instanceof BackupLocked)) throw error;
    return { issue: wholeIssue('BACKUP_UNREADABLE', error.message) };
  }
}
