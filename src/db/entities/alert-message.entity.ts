import { EntitySchema } from 'typeorm';
import type { AlertMessage } from '../../domain/delivery.js';
import { column, primary, references } from './columns.js';

export const AlertMessageEntity = new EntitySchema<AlertMessage>({
  name: 'AlertMessage',
  tableName: 'alert_message',
  columns: {
    alertId: primary(column.uuid('alert_id')),
    routeId: primary(column.uuid('route_id')),
    channelId: column.text('channel_id'),
    ts: column.text('ts'),
    updatedAt: column.instant('updated_at'),
  },
  uniques: [{ name: 'alert_message_channel_id_ts_key', columns: ['channelId', 'ts'] }],
  foreignKeys: [
    references('alert_message_alert_id_fkey', 'alertId', 'Alert', 'CASCADE'),
    references('alert_message_route_id_fkey', 'routeId', 'AlertRoute', 'CASCADE'),
  ],
});
