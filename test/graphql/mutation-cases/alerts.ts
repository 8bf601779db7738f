import { ADA } from '../running-api.js';
import { alert, type MutationCase, route, schedule } from './things.js';

export const ALERT_CASES: readonly MutationCase[] = [
  [
    'acknowledgeAlert',
    { id: alert.id },
    'alert { acknowledgedBy isOpen }',
    'alerts.acknowledge',
    [alert.id, ADA],
  ],
  [
    'snoozeAlerts',
    { scheduleId: schedule.id, until: '2026-11-23T09:00:00.000Z' },
    'changed alerts { id standing snooze { until by } }',
    'snooze.snooze',
    [{ scheduleId: schedule.id, until: new Date('2026-11-23T09:00:00.000Z') }, ADA],
  ],
  [
    'unsnoozeAlerts',
    { scheduleId: schedule.id },
    'changed alerts { id }',
    'snooze.unsnooze',
    [schedule.id, ADA],
  ],
  [
    'createAlertRoute',
    { name: 'ops', channelId: 'C0ALERTS1', detail: 'COUNTS', digestAt: null },
    'alertRoute { name }',
    'alertRoutes.create',
    [{ name: 'ops', channelId: 'C0ALERTS1', detail: 'COUNTS' }, ADA],
  ],
  [
    'editAlertRoute',
    { id: route.id, expectedVersion: 1, digestAt: null },
    'alertRoute { id }',
    'alertRoutes.edit',
    [route.id, 1, { digestAt: null }, ADA],
  ],
  ['deleteAlertRoute', { id: route.id }, 'id', 'alertRoutes.remove', [route.id, ADA]],
  ['testAlertRoute', { id: route.id }, 'delivery { kind }', 'alertRoutes.test', [route.id, ADA]],
];
