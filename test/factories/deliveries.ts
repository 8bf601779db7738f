/** Routes and deliveries, whole and valid; a test names only what matters to it. */
import { randomUUID } from 'node:crypto';
import type { AlertRoute } from '../../src/domain/alert-route.js';
import type { Delivery } from '../../src/domain/delivery.js';

const AT = new Date('2026-11-20T09:00:00.123Z');

/** The default route: no filter, names and buttons, no digest. */
export function anAlertRoute(change: Partial<AlertRoute> = {}): AlertRoute {
  const id = randomUUID();
  return {
    id,
    name: `route-${id}`,
    ownerId: randomUUID(),
    channelId: 'C0ALERTS1',
    isDefault: false,
    clusterId: null,
    scheduleId: null,
    labelSelector: null,
    detail: 'FULL',
    buttons: true,
    digestAt: null,
    timeZone: 'UTC',
    digestedUpTo: AT,
    state: 'UNCHECKED',
    stateReason: null,
    stateChangedAt: AT,
    version: 1,
    createdAt: AT,
    updatedAt: AT,
    ...change,
  };
}

export function aDelivery(change: Partial<Delivery> = {}): Delivery {
  return {
    id: randomUUID(),
    kind: 'ALERT',
    medium: 'SLACK',
    state: 'PENDING',
    routeId: null,
    alertId: null,
    backupId: null,
    target: 'C0ALERTS1',
    teamId: null,
    recipients: [],
    data: {},
    attempts: 0,
    claim: null,
    claimedBy: null,
    claimedUntil: null,
    notBefore: AT,
    createdAt: AT,
    failingSince: null,
    deliveredAt: null,
    errorCode: null,
    error: null,
    message: null,
    following: false,
    ...change,
  };
}
