/** What a person must know before relying on this Holdfast: said at start-up and by the API. */
export interface Notice {
  readonly code: string;
  readonly message: string;
}

const SNAPSHOTS_STAY_IN_CLUSTER: Notice = {
  code: 'SNAPSHOTS_STAY_IN_CLUSTER',
  message:
    'The data in volumes is kept as snapshots in the storage system of the cluster and is lost with it: no copy of it lies in a backup location.',
};
const ENCRYPTION_OFF: Notice = {
  code: 'ENCRYPTION_OFF',
  message:
    'Backups are stored in the clear, and Secrets are part of every backup: set HOLDFAST_BACKUP_KEY_FILE ("holdfast backup-key create" makes one) or HOLDFAST_BACKUP_PASSPHRASE.',
};

export function noticesFor({ encrypts }: { readonly encrypts: boolean }): readonly Notice[] {
  return encrypts ? [SNAPSHOTS_STAY_IN_CLUSTER] : [SNAPSHOTS_STAY_IN_CLUSTER, ENCRYPTION_OFF];
}
