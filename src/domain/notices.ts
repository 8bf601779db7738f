/** What a person must know before relying on this Holdfast: said at start-up and by the API. */
export interface Notice {
  readonly code: string;
  readonly message: string;
}

const VOLUMES_NOT_COPIED: Notice = {
  code: 'VOLUMES_NOT_COPIED',
  message:
    'The data in volumes is not copied yet: volume claims are stored as resources, and each backup names them in a note.',
};
const ENCRYPTION_OFF: Notice = {
  code: 'ENCRYPTION_OFF',
  message:
    'Backups are stored in the clear, and Secrets are part of every backup: set HOLDFAST_BACKUP_KEY_FILE ("holdfast backup-key create" makes one) or HOLDFAST_BACKUP_PASSPHRASE.',
};

export function noticesFor({ encrypts }: { readonly encrypts: boolean }): readonly Notice[] {
  return encrypts ? [VOLUMES_NOT_COPIED] : [VOLUMES_NOT_COPIED, ENCRYPTION_OFF];
}
