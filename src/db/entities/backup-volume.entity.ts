import { EntitySchema } from 'typeorm';
import {
  type BackupVolume,
  VOLUME_COPIES,
  VOLUME_REASONS,
  VOLUME_STATES,
} from '../../domain/backup-volume.js';
import { column, nullable, oneOf, primary, references } from './columns.js';

export interface BackupVolumeRow extends BackupVolume {
  readonly backupId: string;
}

export const BackupVolumeEntity = new EntitySchema<BackupVolumeRow>({
  name: 'BackupVolume',
  tableName: 'backup_volume',
  columns: {
    backupId: primary(column.uuid('backup_id')),
    namespace: primary(column.text('namespace')),
    claim: primary(column.text('claim')),
    volume: nullable(column.text('volume')),
    driver: nullable(column.text('driver')),
    storageClass: nullable(column.text('storage_class')),
    snapshotClass: nullable(column.text('snapshot_class')),
    state: column.text('state'),
    reason: nullable(column.text('reason')),
    message: nullable(column.foreignText('message')),
    copy: nullable(column.text('copy')),
    snapshot: nullable(column.text('snapshot')),
    content: nullable(column.text('content')),
    handle: nullable(column.foreignText('handle')),
    // 64 bits, which a number would round: read and written as digits.
    restoreSize: nullable({ type: 'bigint', name: 'restore_size' }),
    // Nanoseconds, which a timestamptz would round.
    cutAt: nullable(column.text('cut_at')),
    readyAt: nullable(column.text('ready_at')),
  },
  foreignKeys: [references('backup_volume_backup_id_fkey', 'backupId', 'Backup', 'CASCADE')],
  checks: [
    oneOf('backup_volume_state_check', 'state', VOLUME_STATES),
    oneOf('backup_volume_reason_check', 'reason', Object.keys(VOLUME_REASONS)),
    oneOf('backup_volume_copy_check', 'copy', VOLUME_COPIES),
  ],
});
