/** What this version does not do yet and a person must know before relying on it: said at start-up and by the API. */
export const NOTICES = [
  {
    code: 'VOLUMES_NOT_COPIED',
    message:
      'The data in volumes is not copied yet: volume claims are stored as resources, and each backup names them in a note.',
  },
  {
    code: 'ENCRYPTION_OFF',
    message: 'Backups are stored in the clear: protect the folder, for Secrets are part of every backup.',
  },
] as const;
