import { EntitySchema } from 'typeorm';
import { type BackupNamespace, NAMESPACE_FATES } from '../../domain/backup.js';
import { column, nullable, oneOf, primary, references } from './columns.js';

export interface BackupNamespaceRow extends BackupNamespace {
  readonly backupId: string;
}

export const BackupNamespaceEntity = new EntitySchema<BackupNamespaceRow>({
  name: 'BackupNamespace',
  tableName: 'backup_namespace',
  columns: {
    backupId: primary(column.uuid('backup_id')),
    name: primary(column.text('name')),
    fate: column.text('fate'),
    uid: nullable(column.text('uid')),
    reason: nullable(column.text('reason')),
    objects: column.bigint('objects'),
    bytes: column.bigint('bytes'),
  },
  indices: [
    { name: 'backup_namespace_copy_idx', columns: ['name'], where: `fate = 'INCLUDED'` },
    { name: 'backup_namespace_lacking_idx', columns: ['name'], where: `fate IN ('MISSING', 'LOST')` },
  ],
  foreignKeys: [references('backup_namespace_backup_id_fkey', 'backupId', 'Backup', 'CASCADE')],
  checks: [oneOf('backup_namespace_fate_check', 'fate', NAMESPACE_FATES)],
});
