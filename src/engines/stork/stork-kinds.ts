/** What Holdfast writes for Stork: where, under which names, with which marks. Source: facts 1. */
import { storkBackupName } from '../../domain/stork-artefact.js';

export const STORK_GROUP = 'stork.libopenstorage.org';
export const STORK_VERSION = 'v1alpha1';

export type StorkKind = 'applicationbackups' | 'applicationrestores' | 'backuplocations' | 'rules';

/** On everything that Holdfast writes; what lacks it is somebody else's. */
export const MANAGED_BY = 'app.kubernetes.io/managed-by';
export const HOLDFAST = 'holdfast';
/** Labels that name the row that an instruction belongs to, by its id. */
export const STORK_MARKS = {
  backup: 'holdfast.io/backup',
  /** UID of the cluster that it was made on. */
  cluster: 'holdfast.io/cluster-uid',
  restore: 'holdfast.io/restore',
  location: 'holdfast.io/location',
} as const;
/** Annotation of a restore: id of the cluster's registration, which no other installation has. */
export const STORK_REGISTRATION = 'holdfast.io/registration';

/** Annotation of a restore: its BackupLocation may be another than that of the backup (facts 1.13). */
export const SKIP_NAME_CHECK = 'portworx.io/skip-backup-location-name-check';

/** Annotation of a BackupLocation that is being listed: until when, RFC 3339. After that whoever turned it on is gone. */
export const LISTED_UNTIL = 'holdfast.io/listed-until';

/** `name` undefined: the collection. */
export function storkPath(kind: StorkKind, namespace: string, name?: string): string {
  const folder = `/apis/${STORK_GROUP}/${STORK_VERSION}/namespaces/${encodeURIComponent(namespace)}/${kind}`;
  return name === undefined ? folder : `${folder}/${encodeURIComponent(name)}`;
}

/**
 * The same for every attempt: a worker that takes over finds the instruction of the one before, and a create that was sent twice
 * makes one.
 */
export const storkNames = {
  backup: storkBackupName,
  restore: (restoreId: string) => `holdfast-${restoreId}`,
  location: (locationId: string) => `holdfast-${locationId}`,
  rule: (backupId: string, kind: 'pre' | 'post') => `holdfast-${backupId}-${kind}`,
} as const;
