/** Writes down what an answer means: for the delivery, its route, the message in Slack, and whom a mail tells instead. */
import { randomUUID } from 'node:crypto';
import { routesFor } from '../cycle/announce-alert.js';
import { ringForDue } from '../cycle/ring-for-due.js';
import { type AlertRoute, INSTALLATION_REASON } from '../domain/alert-route.js';
import {
  type Acknowledgement,
  type Attempt,
  afterAcknowledgement,
  afterLapse,
  type Delivery,
  type DeliveryData,
  type PostedMessage,
  UPDATE_PAUSE_MS,
  type Verdict,
} from '../domain/delivery.js';
import { systemActor } from '../domain/identity.js';
import type { Stores } from '../domain/ports/stores.js';
import { ERRORS_OF_CHANNEL, ERRORS_OF_INSTALLATION } from '../domain/slack-errors.js';

const ACTOR = systemActor('outbox');

export interface Answer extends Acknowledgement {
  readonly posted: PostedMessage | null;
  readonly error: string | null;
  readonly at: Date;
}

/** The delivery is locked. @returns the verdict */
export async function settle(stores: Stores, delivery: Delivery, answer: Answer): Promise<Verdict> {
  const attempt = await attemptOf(stores, delivery);
  const verdict = afterAcknowledgement(answer, attempt);
  await write(stores, delivery, { verdict, answer });
  return verdict;
}

/** A claim that ran out. */
export async function settleLapse(stores: Stores, delivery: Delivery, at: Date): Promise<Verdict> {
  const verdict = afterLapse(await attemptOf(stores, delivery));
  const error = `${delivery.claimedBy ?? 'whoever claimed it'} did not say what became of it`;
  const answer = {
    outcome: 'AMBIGUOUS',
    errorCode: null,
    retryAfterSeconds: null,
    posted: null,
    error,
    at,
  } as const;
  await write(stores, delivery, { verdict, answer });
  return verdict;
}

async function attemptOf(stores: Stores, delivery: Delivery): Promise<Attempt> {
  const { id, kind, medium, attempts, alertId, routeId, message } = delivery;
  const root =
    alertId === null || routeId === null ? undefined : await stores.deliveries.messageOf(alertId, routeId);
  const alert = alertId === null ? undefined : await stores.alerts.find(alertId);
  return {
    kind,
    medium,
    attempts,
    failingMs: await stores.deliveries.failingMs(id),
    isUpdate: kind === 'ALERT' ? root !== undefined : kind === 'WATCH' && message !== null,
    isOpen: alert === undefined || alert.closedAt === null,
    random: Math.random(),
  };
}

interface Settlement {
  readonly verdict: Verdict;
  readonly answer: Answer;
}

async function write(stores: Stores, delivery: Delivery, { verdict, answer }: Settlement): Promise<void> {
  const { deliveries } = stores;
  if (verdict.forgetMessage) await forgetMessage(stores, delivery);
  const overtaken = verdict.state === 'PENDING' && (await isOvertaken(stores, delivery));
  const failed = verdict.state === 'PENDING' || verdict.state === 'DEAD';
  await deliveries.move(delivery.id, {
    state: overtaken ? 'SUPERSEDED' : verdict.state,
    errorCode: answer.errorCode,
    error: answer.error,
    ...(verdict.retryInMs !== undefined && { delayMs: verdict.retryInMs }),
    ...(failed ? { failing: 'fails' as const } : { failing: 'ends' as const }),
    ...(verdict.forgetMessage && { message: null, following: false }),
    ...(verdict.state === 'DELIVERED' && (await deliveredFields(stores, delivery, answer))),
    ...((verdict.state === 'DEAD' || verdict.state === 'AMBIGUOUS') && { following: false }),
  });
  if (verdict.state === 'DELIVERED') await keepMessage(stores, delivery, answer.posted);
  if (await losesItsRoot(stores, delivery, verdict)) await endReplies(stores, delivery);
  const fellSilent = await observeRoute(stores, delivery, { verdict, answer });
  if (verdict.fallback) await tellByMail(stores, delivery, answer);
  if (verdict.givenUp) await noteGivenUp(stores, delivery, answer);
  if (fellSilent !== undefined) await tellAgain(stores, fellSilent);
  await ringForDue(stores);
}

/** A reply that found its root gone asks for a new one. */
async function forgetMessage(stores: Stores, { alertId, routeId, kind }: Delivery): Promise<void> {
  if (alertId === null || routeId === null) return;
  await stores.deliveries.forgetMessage(alertId, routeId);
  if (kind === 'ALERT') return;
  const alert = await stores.alerts.find(alertId);
  const route = await stores.routes.find(routeId);
  if (alert === undefined || alert.closedAt !== null || route === undefined) return;
  await stores.deliveries.enqueueRoot({ alertId, routeId, target: route.channelId, pauseMs: 0 });
}

/** Another row tells of the same root by now: this one need not come again. */
async function isOvertaken({ deliveries }: Stores, delivery: Delivery): Promise<boolean> {
  const { alertId, routeId, kind, medium } = delivery;
  if (kind !== 'ALERT' || medium !== 'SLACK' || alertId === null || routeId === null) return false;
  const waiting = await deliveries.waitingRoot(alertId, routeId, delivery.id);
  return waiting !== undefined;
}

async function deliveredFields(
  { backups }: Stores,
  delivery: Delivery,
  { posted }: Answer,
): Promise<{ readonly message?: PostedMessage; readonly following?: boolean }> {
  const message = posted ?? delivery.message;
  if (delivery.kind !== 'WATCH') return message === null ? {} : { message };
  const backup = delivery.backupId === null ? undefined : await backups.find(delivery.backupId);
  const isOver = backup === undefined || delivery.data.shown?.state !== 'IN_PROGRESS';
  return { ...(message !== null && { message }), following: !isOver };
}

async function keepMessage(
  { deliveries }: Stores,
  { kind, alertId, routeId }: Delivery,
  posted: PostedMessage | null,
): Promise<void> {
  if (kind !== 'ALERT' || alertId === null || routeId === null) return;
  const known = posted ?? (await deliveries.messageOf(alertId, routeId));
  if (known !== undefined)
    await deliveries.saveMessage({ alertId, routeId, channelId: known.channelId, ts: known.ts });
}

/** The root was not told; or what stood is gone, and none comes in its place. */
async function losesItsRoot(
  { deliveries }: Stores,
  { id, kind, alertId, routeId }: Delivery,
  { state, forgetMessage: isGone }: Verdict,
): Promise<boolean> {
  if (state === 'DEAD' || state === 'AMBIGUOUS') return kind === 'ALERT';
  if (state !== 'SUPERSEDED' || !isGone || alertId === null || routeId === null) return false;
  return (await deliveries.waitingRoot(alertId, routeId, id)) === undefined;
}

/** Without a root there is nothing to reply under: the next root tells what is so then. */
async function endReplies({ deliveries }: Stores, { medium, alertId, routeId }: Delivery): Promise<void> {
  if (medium !== 'SLACK' || alertId === null || routeId === null) return;
  if ((await deliveries.messageOf(alertId, routeId)) !== undefined) return;
  await deliveries.supersede({ alertId, routeId }, 'its root message was not told', ['REPLY', 'REMINDER']);
}

/** @returns the route when it works again after it was broken */
async function observeRoute(
  stores: Stores,
  delivery: Delivery,
  { verdict, answer }: Settlement,
): Promise<AlertRoute | undefined> {
  if (delivery.medium !== 'SLACK' || verdict.route === undefined) return undefined;
  if (verdict.route === 'INSTALLATION') {
    for (const route of await stores.routes.all())
      await moveRoute(stores, route, { state: 'BROKEN', reason: INSTALLATION_REASON, at: answer.at });
    return undefined;
  }
  if (verdict.route === 'WORKING') await installationWorks(stores, answer.at);
  const route = delivery.routeId === null ? undefined : await stores.routes.find(delivery.routeId);
  if (route === undefined) return undefined;
  if (verdict.route === 'BROKEN') {
    await moveRoute(stores, route, { state: 'BROKEN', reason: answer.errorCode, at: answer.at });
    return undefined;
  }
  await moveRoute(stores, route, { state: 'WORKING', reason: null, at: answer.at });
  return route.state === 'BROKEN' && route.stateReason !== INSTALLATION_REASON ? route : undefined;
}

/** Slack takes the token again. Of the other channels nothing is known by that. */
async function installationWorks(stores: Stores, at: Date): Promise<void> {
  const broken = (await stores.routes.all()).filter((each) => each.stateReason === INSTALLATION_REASON);
  if (broken.length === 0) return;
  for (const route of broken) await moveRoute(stores, route, { state: 'UNCHECKED', reason: null, at });
  await stores.deliveries.endInstallationPause();
}

async function moveRoute(
  { routes, events }: Stores,
  route: AlertRoute,
  to: { readonly state: AlertRoute['state']; readonly reason: string | null; readonly at: Date },
): Promise<void> {
  if (route.state === to.state && route.stateReason === to.reason) return;
  await routes.observe(route.id, { state: to.state, stateReason: to.reason, stateChangedAt: to.at });
  await events.append({
    type: 'ROUTE_STATE_CHANGED',
    subjectType: 'AlertRoute',
    subjectId: route.id,
    actor: ACTOR,
    data: { name: route.name, from: route.state, to: to.state, reason: to.reason },
  });
}

const TOLD_AGAIN = 200;

/** Open alerts that could not be told in the channel while it was broken, or are shown there as they were before. */
export async function tellAgain(stores: Stores, route: AlertRoute): Promise<void> {
  const routes = await stores.routes.all();
  const { items } = await stores.alerts.page({ first: TOLD_AGAIN, after: null }, { open: true });
  for (const { item: alert } of items) {
    const isPosted = (await stores.deliveries.messageOf(alert.id, route.id)) !== undefined;
    if (!isPosted && !(await routesFor(stores, alert, routes)).some((each) => each.id === route.id)) continue;
    const of = { alertId: alert.id, routeId: route.id, target: route.channelId, pauseMs: UPDATE_PAUSE_MS };
    await stores.deliveries.enqueueRoot(of);
  }
}

/** Once for each alert and route until the alert changes: who reads mails hears that the channel does not. */
async function tellByMail(stores: Stores, delivery: Delivery, { errorCode }: Answer): Promise<void> {
  const { alertId, routeId, target, backupId, data } = delivery;
  const { enabled, defaultRecipients } = stores.mail;
  if (!enabled || defaultRecipients.length === 0 || alertId === null || routeId === null) return;
  const alert = await stores.alerts.find(alertId);
  if (alert === undefined || (await stores.deliveries.hasFallback(alertId, routeId, alert.changedAt))) return;
  const fallback = { routeId, channelId: target, errorCode: errorCode ?? 'ambiguous' };
  const mail: DeliveryData = { ...(data.change && { change: data.change }), fallback };
  await stores.deliveries.insert({
    id: randomUUID(),
    kind: 'ALERT',
    medium: 'EMAIL',
    target: '',
    alertId,
    backupId: backupId ?? alert.backupId,
    recipients: defaultRecipients,
    data: mail,
  });
}

async function noteGivenUp(
  { events }: Stores,
  delivery: Delivery,
  { errorCode, error }: Answer,
): Promise<void> {
  const { id, kind, medium, alertId, routeId, target } = delivery;
  await events.append({
    type: 'DELIVERY_GIVEN_UP',
    subjectType: 'Delivery',
    subjectId: id,
    actor: ACTOR,
    data: { kind, medium, alertId, routeId, target, errorCode, error },
  });
}

/** Whether it is a fault of ours that somebody should look at: neither the channel nor the installation. */
export function isOurFault(code: string | null): boolean {
  return code !== null && !ERRORS_OF_CHANNEL.has(code) && !ERRORS_OF_INSTALLATION.has(code);
}
