/** What this version does not do yet and a person must know before relying on it: said at start-up and by the API. */
export const NOTICES = [
  {
    code: 'SNAPSHOTS_STAY_IN_CLUSTER',
    message:
      'The data in volumes is kept as snapshots in the storage system of the cluster and is lost with it: no copy of it lies in a backup location.',
  },
  {
    code: 'ENCRYPTION_OFF',
    message: 'Backups are stored in the clear: protect the folder, for Secrets are part of every backup.',
  },
] as const;
