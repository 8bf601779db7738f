import { EntitySchema } from 'typeorm';
import { type AlertRoute, ROUTE_DETAILS, ROUTE_STATES } from '../../domain/alert-route.js';
import { column, nullable, oneOf, primary, references } from './columns.js';

export const AlertRouteEntity = new EntitySchema<AlertRoute>({
  name: 'AlertRoute',
  tableName: 'alert_route',
  columns: {
    id: primary(column.uuid('id')),
    name: column.text('name'),
    ownerId: column.uuid('owner_id'),
    channelId: column.text('channel_id'),
    isDefault: column.boolean('is_default'),
    clusterId: nullable(column.uuid('cluster_id')),
    scheduleId: nullable(column.uuid('schedule_id')),
    labelSelector: nullable(column.text('label_selector')),
    detail: column.text('detail'),
    buttons: column.boolean('buttons'),
    digestAt: nullable(column.text('digest_at')),
    timeZone: column.text('time_zone'),
    digestedUpTo: column.instant('digested_up_to'),
    state: column.text('state'),
    stateReason: nullable(column.foreignText('state_reason')),
    stateChangedAt: column.instant('state_changed_at'),
    version: column.integer('version'),
    createdAt: column.instant('created_at'),
    updatedAt: column.instant('updated_at'),
  },
  uniques: [{ name: 'alert_route_name_key', columns: ['name'] }],
  indices: [
    { name: 'alert_route_one_default_idx', columns: ['isDefault'], unique: true, where: 'is_default' },
    { name: 'alert_route_page_idx', columns: ['createdAt', 'id'] },
  ],
  foreignKeys: [
    references('alert_route_owner_id_fkey', 'ownerId', 'User'),
    references('alert_route_cluster_id_fkey', 'clusterId', 'Cluster'),
    references('alert_route_schedule_id_fkey', 'scheduleId', 'BackupSchedule'),
  ],
  checks: [
    oneOf('alert_route_detail_check', 'detail', ROUTE_DETAILS),
    oneOf('alert_route_state_check', 'state', ROUTE_STATES),
  ],
});
