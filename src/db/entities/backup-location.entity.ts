import { EntitySchema } from 'typeorm';
import {
  type BackupLocation,
  LOCATION_ACCESS,
  LOCATION_KINDS,
  LOCATION_REASONS,
} from '../../domain/backup-location.js';
import { S3_CHECKSUMS, S3_CREDENTIALS } from '../../domain/s3-settings.js';
import { STATE_MATRIX } from '../../domain/state-matrix.js';
import { NO_LOOK } from '../../domain/steadiness.js';
import { column, jsonWithDefault, nullable, oneOf, oneWordOf, primary, references } from './columns.js';

export const BackupLocationEntity = new EntitySchema<BackupLocation>({
  name: 'BackupLocation',
  tableName: 'backup_location',
  columns: {
    id: primary(column.uuid('id')),
    name: column.text('name'),
    ownerId: column.uuid('owner_id'),
    kind: column.text('kind'),
    access: column.text('access'),
    path: column.text('path'),
    s3: nullable(column.json('s3')),
    capabilities: nullable(column.json('capabilities')),
    labels: column.json('labels'),
    state: column.text('state'),
    stateReason: column.text('state_reason'),
    stateMessage: column.foreignText('state_message'),
    stateChangedAt: column.instant('state_changed_at'),
    stateCheckedAt: nullable(column.instant('state_checked_at')),
    looks: jsonWithDefault('looks', NO_LOOK),
    version: column.integer('version'),
    createdAt: column.instant('created_at'),
    updatedAt: column.instant('updated_at'),
  },
  uniques: [{ name: 'backup_location_name_key', columns: ['name'] }],
  indices: [
    { name: 'backup_location_page_idx', columns: ['createdAt', 'id'] },
    {
      name: 'backup_location_path_key',
      columns: ['path'],
      unique: true,
      where: `access = 'CREDENTIALS'`,
    },
  ],
  foreignKeys: [references('backup_location_owner_id_fkey', 'ownerId', 'User')],
  checks: [
    oneOf('backup_location_kind_check', 'kind', LOCATION_KINDS),
    oneOf('backup_location_access_check', 'access', LOCATION_ACCESS),
    oneOf('backup_location_state_check', 'state', Object.keys(STATE_MATRIX.BackupLocation.states)),
    oneOf('backup_location_state_reason_check', 'state_reason', Object.keys(LOCATION_REASONS)),
    { name: 'backup_location_s3_check', expression: `("kind" = 'S3') = ("s3" IS NOT NULL)` },
    oneWordOf('backup_location_s3_credentials_check', 's3', 'credentials', S3_CREDENTIALS),
    oneWordOf('backup_location_s3_checksums_check', 's3', 'checksums', S3_CHECKSUMS),
  ],
});
