/**
 * Writes what is to be told of an alert, in the transaction of its change: nothing is told of what did not happen, and
 * nothing that happened is left untold (seed: alerts; design 5: outbox). No call to Slack or a mail server is made here.
 */
import { randomUUID } from 'node:crypto';
import type { Alert } from '../domain/alert.js';
import type { AlertChange } from '../domain/alert-change.js';
import { type AlertRoute, anyFilters, INSTALLATION_REASON, routesOf } from '../domain/alert-route.js';
import { type Delivery, isMailed, isUrgent, toldChange, UPDATE_PAUSE_MS } from '../domain/delivery.js';
import type { Stores } from '../domain/ports/stores.js';
import { mailRecipientsOf } from './mail-recipients.js';
import { ringForDue } from './ring-for-due.js';

type AnnouncingStores = Pick<Stores, 'routes' | 'deliveries' | 'schedules' | 'events' | 'mail'>;

/** One change of an open alert, or its end: the root message shows it, a line in its thread tells it, mails go out. */
export async function announceAlert(
  stores: AnnouncingStores,
  alert: Alert,
  change: AlertChange,
): Promise<void> {
  const told = await toldRoutes(stores, alert);
  const opened = change.kind === 'OPENED';
  for (const { route, root, isPosted } of told) {
    if (change.kind === 'CLOSED' && !isPosted && root?.state !== 'CLAIMED') {
      await neverMind(stores, alert, route);
      continue;
    }
    const pauseMs = isUrgent(change.kind) ? 0 : UPDATE_PAUSE_MS;
    await enqueueRoot(stores, alert, route, pauseMs);
    if (!opened && (isPosted || isOnItsWay(root))) await insertReply(stores, alert, route, change);
  }
  if (isMailed(change.kind)) await insertMail(stores, alert, change);
  await ringForDue(stores);
}

/** It happened again, or what its message shows has changed: the root alone, no line and no mail. */
export async function refreshAlert(
  stores: AnnouncingStores,
  alert: Alert,
  { urgent }: { readonly urgent: boolean },
): Promise<void> {
  for (const { route, root, isPosted } of await toldRoutes(stores, alert)) {
    // What could not be told is tried again by its next change, or when the channel works again: not every cycle.
    const givenUp = root?.state === 'AMBIGUOUS' || root?.state === 'DEAD';
    if (!isPosted && (givenUp || alert.closedAt !== null)) continue;
    if (isBroken(route) && !isOnItsWay(root)) continue;
    await enqueueRoot(stores, alert, route, urgent ? 0 : UPDATE_PAUSE_MS);
  }
  await ringForDue(stores);
}

interface ToldRoute {
  readonly route: AlertRoute;
  /** The newest delivery of the root there. */
  readonly root: Delivery | undefined;
  /** Whether the root stands in the channel. */
  readonly isPosted: boolean;
}

/** The routes that get it now, and those that have it already. */
async function toldRoutes(stores: AnnouncingStores, alert: Alert): Promise<readonly ToldRoute[]> {
  const routes = await stores.routes.all();
  if (routes.length === 0) return [];
  const messages = new Set((await stores.deliveries.messagesOf(alert.id)).map((each) => each.routeId));
  const roots = await stores.deliveries.latestRoots(alert.id);
  const getting = new Set(await routesFor(stores, alert, routes));
  return routes
    .filter((route) => getting.has(route) || messages.has(route.id) || isOnItsWay(roots.get(route.id)))
    .map((route) => ({ route, root: roots.get(route.id), isPosted: messages.has(route.id) }));
}

/** Asks for the schedules that it is about only where a filter looks at them. */
export async function routesFor(
  { routes: store }: Pick<Stores, 'routes'>,
  alert: Pick<Alert, 'subjectType' | 'subjectId'>,
  routes: readonly AlertRoute[],
): Promise<readonly AlertRoute[]> {
  const concerned = anyFilters(routes)
    ? await store.concernedBy(alert.subjectType, alert.subjectId)
    : [{ scheduleId: null, clusterId: null, labels: {} }];
  return routesOf(routes, concerned);
}

/** The channel itself; what waits while Slack refuses the token is told when it takes one again. */
function isBroken({ state, stateReason }: AlertRoute): boolean {
  return state === 'BROKEN' && stateReason !== INSTALLATION_REASON;
}

function isOnItsWay(root: Delivery | undefined): boolean {
  return root?.state === 'PENDING' || root?.state === 'CLAIMED';
}

async function enqueueRoot(
  { deliveries }: AnnouncingStores,
  alert: Alert,
  route: AlertRoute,
  pauseMs: number,
): Promise<void> {
  await deliveries.enqueueRoot({ alertId: alert.id, routeId: route.id, target: route.channelId, pauseMs });
}

/** It was never told there and is over: telling it now would only alarm. */
async function neverMind({ deliveries }: AnnouncingStores, alert: Alert, route: AlertRoute): Promise<void> {
  await deliveries.supersede(
    { alertId: alert.id, routeId: route.id },
    'the alert was over before it could be told',
  );
}

async function insertReply(
  { deliveries }: AnnouncingStores,
  alert: Alert,
  route: AlertRoute,
  change: AlertChange,
): Promise<void> {
  await deliveries.insert({
    id: randomUUID(),
    kind: change.kind === 'REMINDED' ? 'REMINDER' : 'REPLY',
    medium: 'SLACK',
    target: route.channelId,
    routeId: route.id,
    alertId: alert.id,
    data: { change: toldChange(change) },
  });
}

async function insertMail(stores: AnnouncingStores, alert: Alert, change: AlertChange): Promise<void> {
  const recipients = await mailRecipientsOf(stores, alert);
  if (recipients.length === 0) return;
  await stores.deliveries.insert({
    id: randomUUID(),
    kind: change.kind === 'REMINDED' ? 'REMINDER' : change.kind === 'OPENED' ? 'ALERT' : 'REPLY',
    medium: 'EMAIL',
    target: '',
    alertId: alert.id,
    backupId: alert.backupId,
    recipients,
    data: { change: toldChange(change) },
  });
}
