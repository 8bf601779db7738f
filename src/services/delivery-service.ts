/** Deliveries as a bot and people see them: claimed, acknowledged, adopted, listed, sent again. The rules: domain/delivery.ts. */
import { randomUUID } from 'node:crypto';
import { ringForDue } from '../cycle/ring-for-due.js';
import { sightOf } from '../domain/access.js';
import type { Alert } from '../domain/alert.js';
import { type AlertRoute, isChannelId } from '../domain/alert-route.js';
import type { Backup } from '../domain/backup.js';
import {
  CLAIM_MS,
  type Delivery,
  type DeliveryData,
  type DeliveryOutcome,
  type PostedMessage,
} from '../domain/delivery.js';
import { Forbidden } from '../domain/errors/access-errors.js';
import { NotFound, OperationNotAllowed } from '../domain/errors/resource-errors.js';
import type { Actor } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { DeliveryFilter } from '../domain/ports/delivery-stores.js';
import type { Log } from '../domain/ports/log.js';
import type { Page, PageRequest, Stores, UnitOfWork } from '../domain/ports/stores.js';
import { assertRight, assertService } from '../domain/rights.js';
import { assertSeen, authorise } from './authorisation.js';
import { type Answer, isOurFault, settle } from './delivery-settling.js';
import { refuse } from './faults.js';
import { slackTextFaults } from './slack-input.js';

const MOST_AT_ONCE = 100;

export interface DeliveryPorts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly log: Log;
}

/** A delivery with what its message is made of, as it is now. */
export interface Claimed {
  readonly delivery: Delivery;
  readonly claim: string;
  readonly target: string;
  readonly teamId: string | null;
  /** The message to update, or the root to reply under. */
  readonly message: PostedMessage | null;
  readonly detail: AlertRoute['detail'];
  readonly buttons: boolean;
  readonly alert: Alert | null;
  readonly backup: Backup | null;
  readonly data: DeliveryData;
}

export interface Acknowledged {
  readonly id: string;
  readonly claim: string;
  readonly outcome: DeliveryOutcome;
  readonly channelId?: string;
  readonly ts?: string;
  readonly errorCode?: string;
  readonly retryAfterSeconds?: number;
}

export class DeliveryService {
  constructor(private readonly ports: DeliveryPorts) {}

  /** Takes what is due; the database is free again while the bot speaks with Slack. @throws Forbidden, InvalidInput */
  async claim(
    worker: string,
    first: number,
    actor: Actor,
  ): Promise<{ readonly claimed: readonly Claimed[]; readonly nextAt: Date | null }> {
    assertService(actor, 'claimDeliveries');
    refuse(
      first >= 1 && first <= MOST_AT_ONCE
        ? []
        : [{ path: 'first', message: `must be from 1 to ${MOST_AT_ONCE}` }],
      /^\P{Cc}{1,128}$/u.test(worker) ? [] : [{ path: 'worker', message: 'must be 1 to 128 characters' }],
    );
    return this.ports.work.transaction(async (stores) => {
      const taken = await stores.deliveries.claimSlack(worker, first, CLAIM_MS);
      const claimed: Claimed[] = [];
      for (const delivery of taken) {
        const one = await claimedOf(stores, delivery);
        if (one !== undefined) claimed.push(one);
      }
      return { claimed, nextAt: await stores.deliveries.nextAt() };
    });
  }

  /**
   * What Slack said, from who holds the claim. The same word again changes nothing; a success that comes after the claim
   * ran out still counts. @throws NotFound, InvalidInput, OperationNotAllowed for another claim's word
   */
  async acknowledge(said: Acknowledged, actor: Actor): Promise<Delivery> {
    assertService(actor, 'acknowledgeDelivery');
    const { work, clock, log } = this.ports;
    const posted = postedOf(said);
    const { errorCode = null, retryAfterSeconds = null, outcome } = said;
    const answer: Answer = {
      outcome,
      errorCode: errorCode?.slice(0, 200) ?? null,
      retryAfterSeconds,
      posted,
      error:
        outcome === 'DELIVERED'
          ? null
          : `${outcome}${errorCode === null ? '' : `: ${errorCode}`}`.slice(0, 300),
      at: clock.now(),
    };
    const verdict = await work.transaction(async (stores) => {
      const delivery = await stores.deliveries.lock(said.id);
      if (delivery === undefined) throw new NotFound('Delivery', said.id);
      if (delivery.claim !== said.claim) throw notClaimed(delivery);
      const isLate = delivery.state === 'AMBIGUOUS' && outcome === 'DELIVERED';
      return delivery.state === 'CLAIMED' || isLate ? settle(stores, delivery, answer) : undefined;
    });
    if (verdict?.state === 'DEAD' && isOurFault(errorCode))
      log.error({ deliveryId: said.id, errorCode }, 'Slack refused a message of ours: a fault of Holdfast');
    return this.get(said.id);
  }

  /** A click on a message proves that it stands: the delivery whose answer was lost has it from now on. @returns whether it is ours */
  async adopt(deliveryId: string, { channelId, ts }: PostedMessage, actor: Actor): Promise<boolean> {
    assertService(actor, 'adoptMessage');
    refuse(messageFaults({ channelId, ts }));
    return this.ports.work.transaction(async (stores) => {
      const { deliveries } = stores;
      const delivery = await deliveries.lock(deliveryId);
      if (delivery === undefined || delivery.medium !== 'SLACK') return false;
      if (delivery.message !== null)
        return delivery.message.channelId === channelId && delivery.message.ts === ts;
      if (delivery.state !== 'AMBIGUOUS' || delivery.target !== channelId) return false;
      const { alertId, routeId, kind } = delivery;
      if (kind === 'ALERT' && alertId !== null && routeId !== null) {
        // Another root has taken its place since.
        if ((await deliveries.messageOf(alertId, routeId)) !== undefined) return false;
        await deliveries.saveMessage({ alertId, routeId, channelId, ts });
        await deliveries.enqueueRoot({ alertId, routeId, target: channelId, pauseMs: 0 });
      }
      await deliveries.move(delivery.id, { state: 'DELIVERED', message: { channelId, ts }, failing: 'ends' });
      await ringForDue(stores);
      return true;
    });
  }

  /** One that was given up or is uncertain is told again. @throws Forbidden, NotFound, OperationNotAllowed */
  async resend(id: string, actor: Actor): Promise<Delivery> {
    assertRight(actor, 'Delivery.resend', null);
    await this.ports.work.transaction(async (stores) => {
      const { deliveries } = stores;
      const delivery = await deliveries.lock(id);
      if (delivery === undefined) throw new NotFound('Delivery', id);
      if (delivery.state !== 'DEAD' && delivery.state !== 'AMBIGUOUS') throw notResendable(delivery);
      const { alertId, routeId } = delivery;
      const isRoot = delivery.kind === 'ALERT' && delivery.medium === 'SLACK';
      const waits =
        isRoot && alertId !== null && routeId !== null
          ? await deliveries.waitingRoot(alertId, routeId, id)
          : undefined;
      const again = { delayMs: 0, attempts: 0, failing: 'ends', errorCode: null, error: null } as const;
      await deliveries.move(id, { ...again, state: waits === undefined ? 'PENDING' : 'SUPERSEDED' });
      await ringForDue(stores);
    });
    return this.get(id);
  }

  /**
   * A message that follows a backup in the channel: one for both, however often it is asked for. Who asks in a channel of
   * Slack has it there and nowhere else. @throws Forbidden, NotFound, InvalidInput
   */
  async watch(backupId: string, channelId: string, actor: Actor): Promise<Delivery> {
    refuse(channelFaults(channelId));
    assertItsChannel(actor, channelId);
    const id = await this.ports.work.transaction(async (stores) => {
      const backup = await stores.backups.find(backupId);
      if (backup === undefined) throw new NotFound('Backup', backupId);
      await authorise(stores, actor, 'Backup.watch', { resource: 'Backup', id: backupId });
      await assertSeen(stores, actor, 'Backup', { id: backupId, row: backup });
      const known = await stores.deliveries.watchOf(backupId, channelId);
      if (known !== undefined && (known.following || known.state === 'PENDING')) return known.id;
      const made = known?.id ?? randomUUID();
      if (known === undefined) {
        const of = { kind: 'WATCH', medium: 'SLACK', target: channelId, backupId, following: true } as const;
        await stores.deliveries.insert({ id: made, ...of });
      } else {
        const anew = {
          delayMs: 0,
          attempts: 0,
          failing: 'ends',
          message: null,
          data: {},
          following: true,
        } as const;
        await stores.deliveries.move(made, { state: 'PENDING', ...anew });
      }
      await ringForDue(stores);
      return made;
    });
    return this.get(id);
  }

  /** @throws NotFound */
  async get(id: string): Promise<Delivery> {
    const delivery = await this.ports.work.stores.deliveries.find(id);
    if (delivery === undefined) throw new NotFound('Delivery', id);
    return delivery;
  }

  /** What was told to whom is of everybody's things: who sees only their own sees none, but of an alert of theirs. */
  async page(request: PageRequest, filter: DeliveryFilter, viewer: Actor): Promise<Page<Delivery>> {
    if (sightOf(viewer) !== 'ALL') return { items: [], hasNext: false };
    return this.ports.work.stores.deliveries.page(request, filter);
  }

  async count(filter: DeliveryFilter, viewer: Actor): Promise<number> {
    if (sightOf(viewer) !== 'ALL') return 0;
    return this.ports.work.stores.deliveries.count(filter);
  }

  ofAlerts(alertIds: readonly string[]): Promise<ReadonlyMap<string, readonly Delivery[]>> {
    return this.ports.work.stores.deliveries.ofAlerts(alertIds);
  }
}

/** Undefined: there is nothing to tell any more, and the row says so. */
async function claimedOf(stores: Stores, delivery: Delivery): Promise<Claimed | undefined> {
  const { deliveries } = stores;
  const { alertId, routeId, backupId, kind } = delivery;
  const alert = alertId === null ? undefined : await stores.alerts.find(alertId);
  const backup = backupId === null ? undefined : await stores.backups.find(backupId);
  const route = routeId === null ? undefined : await stores.routes.find(routeId);
  const root =
    alertId === null || routeId === null ? undefined : await deliveries.messageOf(alertId, routeId);
  const never = neverMind(delivery, { isPosted: root !== undefined, alert, backup, route });
  if (never !== undefined) {
    await deliveries.move(delivery.id, { state: 'SUPERSEDED', error: never, following: false });
    // No root will come that they could stand under.
    if (kind === 'ALERT' && alertId !== null && routeId !== null)
      await deliveries.supersede({ alertId, routeId }, never, ['REPLY', 'REMINDER']);
    return undefined;
  }
  const shown = backup && { state: backup.state, stage: backup.stage, objects: backup.objects };
  if (kind === 'WATCH' && shown) {
    await deliveries.move(delivery.id, { state: 'CLAIMED', data: { ...delivery.data, shown } });
  }
  return {
    delivery,
    claim: delivery.claim ?? '',
    target: root?.channelId ?? delivery.target,
    teamId: delivery.teamId,
    message:
      kind === 'WATCH' ? delivery.message : ((root && { channelId: root.channelId, ts: root.ts }) ?? null),
    detail: route?.detail ?? 'FULL',
    buttons: route?.buttons ?? true,
    alert: alert ?? null,
    backup: backup ?? null,
    data: delivery.data,
  };
}

interface Subjects {
  readonly isPosted: boolean;
  readonly alert: Alert | undefined;
  readonly backup: Backup | undefined;
  readonly route: AlertRoute | undefined;
}

function neverMind(delivery: Delivery, { isPosted, alert, backup, route }: Subjects): string | undefined {
  const { kind } = delivery;
  if (kind === 'ALERT' && !isPosted && alert !== undefined && alert.closedAt !== null)
    return 'the alert was over before it could be told';
  if (kind === 'WATCH' && backup === undefined) return 'the backup is gone';
  const needsRoute = kind !== 'WATCH' && kind !== 'NOTICE';
  return needsRoute && route === undefined ? 'the route was deleted' : undefined;
}

function postedOf({
  outcome,
  channelId,
  ts,
  errorCode,
  retryAfterSeconds,
}: Acknowledged): PostedMessage | null {
  const posted =
    outcome === 'DELIVERED' && channelId !== undefined && ts !== undefined ? { channelId, ts } : null;
  refuse([
    ...(posted === null ? [] : messageFaults(posted)),
    // A long one is cut.
    ...(errorCode === undefined ? [] : slackTextFaults('errorCode', errorCode.slice(0, 200))),
    ...(retryAfterSeconds === undefined || retryAfterSeconds >= 0
      ? []
      : [{ path: 'retryAfterSeconds', message: 'is before now' }]),
  ]);
  return posted;
}

function messageFaults({ channelId, ts }: PostedMessage) {
  return [
    // Also the conversation with one person, for a notice.
    ...(/^[CGD][A-Z0-9]{5,30}$/.test(channelId) ? [] : channelFaults(channelId)),
    ...(/^\d{1,16}\.\d{1,9}$/.test(ts) ? [] : [{ path: 'ts', message: 'is no timestamp of a message' }]),
  ];
}

function channelFaults(channelId: string) {
  return isChannelId(channelId) ? [] : [{ path: 'channelId', message: 'is no id of a channel' }];
}

function notClaimed({ id, state }: Delivery): OperationNotAllowed {
  const allowedOperations: readonly string[] = [];
  return new OperationNotAllowed({
    resource: 'Delivery',
    id,
    state,
    operation: 'acknowledge',
    reason: `Not while it is ${state}: nobody has claimed it.`,
    allowedOperations,
  });
}

function notResendable({ id, state }: Delivery): OperationNotAllowed {
  const allowedOperations: readonly string[] = [];
  return new OperationNotAllowed({
    resource: 'Delivery',
    id,
    state,
    operation: 'resend',
    reason: `Not while it is ${state}: only what was given up is sent again.`,
    allowedOperations,
  });
}

/** @throws Forbidden to a click that would have it posted elsewhere */
function assertItsChannel(actor: Actor, channelId: string): void {
  const asked = actor.kind === 'USER' ? actor.via?.channelId : undefined;
  if (asked === undefined || asked === null || asked === channelId) return;
  throw new Forbidden('A backup is followed in the channel where that was asked for.', 'Backup.watch');
}
