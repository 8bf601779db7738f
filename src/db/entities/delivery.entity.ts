import { EntitySchema, type ValueTransformer } from 'typeorm';
import {
  DELIVERY_KINDS,
  DELIVERY_MEDIA,
  DELIVERY_STATES,
  type Delivery,
  type DeliveryData,
} from '../../domain/delivery.js';
import { column, nullable, oneOf, primary, references } from './columns.js';

/** JSON knows no dates. */
const MOMENTS = new Set(['at', 'since', 'until']);
const data: ValueTransformer = {
  to: (value: unknown) => value,
  from: (stored: unknown): DeliveryData => withDates(stored) as DeliveryData,
};

function withDates(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      MOMENTS.has(key) && typeof each === 'string' ? new Date(each) : withDates(each),
    ]),
  );
}

export interface DeliveryRow extends Omit<Delivery, 'message'> {
  readonly messageChannelId: string | null;
  readonly messageTs: string | null;
  /** The order in which they were written. */
  readonly position: number;
  readonly rungAt: Date | null;
}

/** TypeORM takes it; its types do not list the word. */
const IDENTITY: object = { generated: 'identity', generatedIdentity: 'ALWAYS' };

export const DeliveryEntity = new EntitySchema<DeliveryRow>({
  name: 'Delivery',
  tableName: 'delivery',
  columns: {
    id: primary(column.uuid('id')),
    position: { ...column.bigint('position'), ...IDENTITY },
    kind: column.text('kind'),
    medium: column.text('medium'),
    state: column.text('state'),
    routeId: nullable(column.uuid('route_id')),
    alertId: nullable(column.uuid('alert_id')),
    backupId: nullable(column.uuid('backup_id')),
    target: column.text('target'),
    teamId: nullable(column.text('team_id')),
    recipients: column.textList('recipients'),
    data: { ...column.json('data'), transformer: data },
    attempts: column.integer('attempts'),
    claim: nullable(column.uuid('claim')),
    claimedBy: nullable(column.foreignText('claimed_by')),
    claimedUntil: nullable(column.instant('claimed_until')),
    notBefore: column.instant('not_before'),
    createdAt: column.instant('created_at'),
    failingSince: nullable(column.instant('failing_since')),
    deliveredAt: nullable(column.instant('delivered_at')),
    rungAt: nullable(column.instant('rung_at')),
    errorCode: nullable(column.foreignText('error_code')),
    error: nullable(column.foreignText('error')),
    messageChannelId: nullable(column.text('message_channel_id')),
    messageTs: nullable(column.text('message_ts')),
    following: column.boolean('following'),
  },
  indices: [
    {
      name: 'delivery_one_pending_root_idx',
      columns: ['alertId', 'routeId'],
      unique: true,
      where: `kind = 'ALERT' AND medium = 'SLACK' AND state = 'PENDING'`,
    },
    {
      name: 'delivery_one_watch_idx',
      columns: ['backupId', 'target'],
      unique: true,
      where: `kind = 'WATCH'`,
    },
    {
      name: 'delivery_waiting_idx',
      columns: ['medium', 'notBefore'],
      where: `state IN ('PENDING', 'CLAIMED')`,
    },
    { name: 'delivery_following_idx', columns: ['deliveredAt'], where: 'following' },
    { name: 'delivery_page_idx', columns: ['createdAt', 'id'] },
    { name: 'delivery_by_alert_idx', columns: ['alertId', 'position'] },
    {
      name: 'delivery_in_order_idx',
      columns: ['position'],
      where: `medium = 'SLACK' AND state = 'PENDING'`,
    },
    {
      name: 'delivery_waiting_by_alert_idx',
      columns: ['alertId', 'routeId', 'position'],
      where: `state IN ('PENDING', 'CLAIMED')`,
    },
    { name: 'delivery_by_backup_idx', columns: ['backupId'], where: 'backup_id IS NOT NULL' },
    { name: 'delivery_by_route_idx', columns: ['routeId'] },
  ],
  foreignKeys: [
    references('delivery_route_id_fkey', 'routeId', 'AlertRoute', 'SET NULL'),
    references('delivery_alert_id_fkey', 'alertId', 'Alert', 'CASCADE'),
    references('delivery_backup_id_fkey', 'backupId', 'Backup', 'SET NULL'),
  ],
  checks: [
    oneOf('delivery_kind_check', 'kind', DELIVERY_KINDS),
    oneOf('delivery_medium_check', 'medium', DELIVERY_MEDIA),
    oneOf('delivery_state_check', 'state', DELIVERY_STATES),
  ],
});
