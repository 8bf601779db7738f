import { EntitySchema } from 'typeorm';
import { SHARE_ACCESS, type ShareAccess } from '../../domain/access.js';
import { column, nullable, oneOf, primary, references } from './columns.js';

/** One of the things and one grantee; the others are null. */
export interface ShareRow {
  readonly id: string;
  readonly clusterId: string | null;
  readonly scheduleId: string | null;
  readonly backupId: string | null;
  readonly userId: string | null;
  readonly groupId: string | null;
  readonly access: ShareAccess;
  readonly namespaces: readonly string[];
  readonly createdBy: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const ShareEntity = new EntitySchema<ShareRow>({
  name: 'Share',
  tableName: 'share',
  columns: {
    id: primary(column.uuid('id')),
    clusterId: nullable(column.uuid('cluster_id')),
    scheduleId: nullable(column.uuid('schedule_id')),
    backupId: nullable(column.uuid('backup_id')),
    userId: nullable(column.uuid('user_id')),
    groupId: nullable(column.uuid('group_id')),
    access: column.text('access'),
    namespaces: column.textList('namespaces'),
    createdBy: column.uuid('created_by'),
    version: column.integer('version'),
    createdAt: column.instant('created_at'),
    updatedAt: column.instant('updated_at'),
  },
  uniques: [
    { name: 'share_cluster_user_key', columns: ['clusterId', 'userId'] },
    { name: 'share_cluster_group_key', columns: ['clusterId', 'groupId'] },
    { name: 'share_schedule_user_key', columns: ['scheduleId', 'userId'] },
    { name: 'share_schedule_group_key', columns: ['scheduleId', 'groupId'] },
    { name: 'share_backup_user_key', columns: ['backupId', 'userId'] },
    { name: 'share_backup_group_key', columns: ['backupId', 'groupId'] },
  ],
  indices: [
    { name: 'share_by_user_idx', columns: ['userId'] },
    { name: 'share_by_group_idx', columns: ['groupId'] },
  ],
  foreignKeys: [
    references('share_cluster_id_fkey', 'clusterId', 'Cluster', 'CASCADE'),
    references('share_schedule_id_fkey', 'scheduleId', 'BackupSchedule', 'CASCADE'),
    references('share_backup_id_fkey', 'backupId', 'Backup', 'CASCADE'),
    references('share_user_id_fkey', 'userId', 'User', 'CASCADE'),
    references('share_group_id_fkey', 'groupId', 'UserGroup', 'CASCADE'),
    references('share_created_by_fkey', 'createdBy', 'User'),
  ],
  checks: [
    oneOf('share_access_check', 'access', SHARE_ACCESS),
    {
      name: 'share_one_check',
      expression:
        'num_nonnulls(cluster_id, schedule_id, backup_id) = 1 AND num_nonnulls(user_id, group_id) = 1',
    },
  ],
});
