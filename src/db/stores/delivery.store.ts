import type { EntityManager, Repository, SelectQueryBuilder } from 'typeorm';
import type { AlertMessage, Delivery, DeliveryKind, WatchMark } from '../../domain/delivery.js';
import type {
  DeliveryFilter,
  DeliveryMove,
  DeliveryStore,
  NewDelivery,
} from '../../domain/ports/delivery-stores.js';
import type { Page, PageRequest } from '../../domain/ports/stores.js';
import { ERRORS_OF_INSTALLATION } from '../../domain/slack-errors.js';
import { AlertMessageEntity } from '../entities/alert-message.entity.js';
import { DeliveryEntity, type DeliveryRow } from '../entities/delivery.entity.js';
import { storableJson, storableText } from '../storable-text.js';
import { claimMails, claimSlack, lapsedIds, nextAt, ringDue } from './delivery-claims.js';
import { deliveriesOf, deliveryOf } from './delivery-rows.js';
import { pageOf } from './page.js';
import { lockRow } from './resource-rows.js';
import { affectedRows, isUuid, knownId } from './sql.js';

const AFTER = (parameter: string) => `clock_timestamp() + make_interval(secs => ${parameter}::float8 / 1000)`;
/** And will, until the transaction ends: a route that is deleted at this moment must not fail what tells of a cycle. */
const ROUTE_STANDS = (parameter: string) =>
  `EXISTS (SELECT FROM alert_route WHERE id = ${parameter}::uuid FOR KEY SHARE)`;
const WAITS_FOR_ITS_PAUSE = 'delivery.failing_since IS NOT NULL';

export class PostgresDeliveryStore implements DeliveryStore {
  private readonly rows: Repository<DeliveryRow>;
  private readonly messages: Repository<AlertMessage>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(DeliveryEntity);
    this.messages = manager.getRepository(AlertMessageEntity);
  }

  async insert(delivery: NewDelivery): Promise<void> {
    const { routeId = null, alertId = null, backupId = null, teamId = null, delayMs = 0 } = delivery;
    await this.manager.query(
      `INSERT INTO delivery (id, kind, medium, state, target, route_id, alert_id, backup_id, team_id, recipients, data,
         following, attempts, not_before, created_at)
       SELECT $1::uuid, $2::text, $3::text, 'PENDING', $4::text, $5::uuid, $6::uuid, $7::uuid, $8::text, $9::text[], $10::jsonb,
         $11::boolean, 0, ${AFTER('$12')}, clock_timestamp()
       WHERE $5::uuid IS NULL OR ${ROUTE_STANDS('$5')}`,
      [
        delivery.id,
        delivery.kind,
        delivery.medium,
        delivery.target,
        routeId,
        alertId,
        backupId,
        teamId,
        delivery.recipients ?? [],
        storableJson(delivery.data ?? {}),
        delivery.following ?? false,
        delayMs,
      ],
    );
  }

  async enqueueRoot(of: Parameters<DeliveryStore['enqueueRoot']>[0]): Promise<void> {
    await this.manager.query(
      `INSERT INTO delivery (id, kind, medium, state, target, route_id, alert_id, recipients, data, following, attempts,
         not_before, created_at)
       SELECT gen_random_uuid(), 'ALERT', 'SLACK', 'PENDING', $3::text, $2::uuid, $1::uuid, '{}', '{}', false, 0,
         greatest(clock_timestamp(), (SELECT updated_at FROM alert_message WHERE alert_id = $1 AND route_id = $2)
           + make_interval(secs => $4::float8 / 1000)), clock_timestamp()
       WHERE ${ROUTE_STANDS('$2')}
       ON CONFLICT (alert_id, route_id) WHERE kind = 'ALERT' AND medium = 'SLACK' AND state = 'PENDING'
       DO UPDATE SET not_before = CASE WHEN ${WAITS_FOR_ITS_PAUSE} THEN delivery.not_before
         ELSE least(delivery.not_before, excluded.not_before) END`,
      [of.alertId, of.routeId, of.target, of.pauseMs],
    );
  }

  ringDue(): Promise<readonly string[]> {
    return ringDue(this.manager);
  }

  async find(id: string): Promise<Delivery | undefined> {
    if (!isUuid(id)) return undefined;
    const row = await this.rows.findOneBy({ id });
    return row === null ? undefined : deliveryOf(row);
  }

  async lock(id: string): Promise<Delivery | undefined> {
    const row = await lockRow(this.rows, id);
    return row && deliveryOf(row);
  }

  async page(request: PageRequest, filter: DeliveryFilter = {}): Promise<Page<Delivery>> {
    const { items, hasNext } = await pageOf(this.filtered(filter), request);
    return {
      items: items.map((each) => ({
        item: deliveryOf(each.item),
        get cursor() {
          return each.cursor;
        },
      })),
      hasNext,
    };
  }

  count(filter: DeliveryFilter = {}): Promise<number> {
    return this.filtered(filter).getCount();
  }

  async ofAlerts(alertIds: readonly string[]): Promise<ReadonlyMap<string, readonly Delivery[]>> {
    const groups = new Map<string, Delivery[]>(alertIds.map((id) => [id, []]));
    const known = alertIds.filter(isUuid);
    if (known.length === 0) return groups;
    const rows = await this.rows
      .createQueryBuilder('delivery')
      .where('delivery.alertId = ANY(:known)', { known })
      .orderBy('delivery.position', 'DESC')
      .getMany();
    for (const row of rows) groups.get(row.alertId ?? '')?.push(deliveryOf(row));
    return groups;
  }

  async waitingRoot(alertId: string, routeId: string, besides: string): Promise<Delivery | undefined> {
    const row = await this.roots(alertId)
      .andWhere(`delivery.routeId = :routeId AND delivery.state = 'PENDING'`, { routeId })
      .andWhere('delivery.id <> :besides', { besides })
      .getOne();
    return row === null ? undefined : deliveryOf(row);
  }

  async latestRoots(alertId: string): Promise<ReadonlyMap<string, Delivery>> {
    const rows = await this.roots(alertId)
      .distinctOn(['delivery.routeId'])
      .orderBy('delivery.routeId')
      .addOrderBy('delivery.position', 'DESC')
      .getMany();
    return new Map(rows.map((row) => [row.routeId ?? '', deliveryOf(row)]));
  }

  async watchOf(backupId: string, target: string): Promise<Delivery | undefined> {
    const row = await this.rows.findOneBy({ backupId, target, kind: 'WATCH' });
    return row === null ? undefined : deliveryOf(row);
  }

  async claimSlack(worker: string, first: number, leaseMs: number): Promise<readonly Delivery[]> {
    return deliveriesOf(this.manager, await claimSlack(this.manager, { worker, first, leaseMs }));
  }

  async claimMails(worker: string, first: number, leaseMs: number): Promise<readonly Delivery[]> {
    return deliveriesOf(this.manager, await claimMails(this.manager, { worker, first, leaseMs }));
  }

  nextAt(): Promise<Date | null> {
    return nextAt(this.manager);
  }

  async lapsed(limit: number): Promise<readonly Delivery[]> {
    return deliveriesOf(this.manager, await lapsedIds(this.manager, limit));
  }

  async move(id: string, move: DeliveryMove): Promise<void> {
    const { state, delayMs, message, failing, data } = move;
    const parameters: unknown[] = [id, state];
    const set = ['state = $2'];
    const assign = (name: string, value: unknown) => {
      parameters.push(value);
      set.push(`${name} = $${parameters.length}`);
    };
    if (move.errorCode !== undefined) assign('error_code', storable(move.errorCode));
    if (move.error !== undefined) assign('error', storable(move.error));
    if (move.recipients !== undefined) assign('recipients', move.recipients);
    if (move.following !== undefined) assign('following', move.following);
    if (move.attempts !== undefined) assign('attempts', move.attempts);
    if (data !== undefined) assign('data', storableJson(data));
    if (message !== undefined) {
      assign('message_channel_id', message?.channelId ?? null);
      assign('message_ts', message?.ts ?? null);
    }
    if (delayMs !== undefined) {
      parameters.push(delayMs);
      set.push(`not_before = ${AFTER(`$${parameters.length}`)}`);
    }
    if (failing === 'fails') set.push('failing_since = coalesce(failing_since, clock_timestamp())');
    if (failing === 'ends') set.push('failing_since = NULL');
    if (state === 'DELIVERED') set.push('delivered_at = clock_timestamp()');
    if (state !== 'CLAIMED') set.push('claimed_until = NULL');
    await this.manager.query(`UPDATE delivery SET ${set.join(', ')} WHERE id = $1`, parameters);
  }

  async failingMs(id: string): Promise<number> {
    const [row] = await this.manager.query<{ readonly ms: number | null }[]>(
      'SELECT extract(epoch FROM clock_timestamp() - failing_since)::float8 * 1000 AS ms FROM delivery WHERE id = $1',
      [id],
    );
    return row?.ms ?? 0;
  }

  supersede(
    of: Parameters<DeliveryStore['supersede']>[0],
    why: string,
    kinds: readonly DeliveryKind[] | null = null,
  ): Promise<number> {
    return affectedRows(
      this.manager,
      `UPDATE delivery SET state = 'SUPERSEDED', error = $1, following = false
       WHERE medium = 'SLACK' AND (state = 'PENDING' OR following) AND ($2::uuid IS NULL OR alert_id = $2)
         AND ($3::uuid IS NULL OR route_id = $3) AND ($4::uuid IS NULL OR backup_id = $4)
         AND ($5::text[] IS NULL OR kind = ANY ($5))`,
      [why, of.alertId ?? null, of.routeId ?? null, of.backupId ?? null, kinds],
    );
  }

  async endInstallationPause(): Promise<void> {
    await this.manager.query(
      `UPDATE delivery SET not_before = clock_timestamp(), error_code = NULL
       WHERE medium = 'SLACK' AND state = 'PENDING' AND error_code = ANY ($1)`,
      [[...ERRORS_OF_INSTALLATION]],
    );
  }

  async hasFallback(alertId: string, routeId: string, since: Date): Promise<boolean> {
    const [row] = await this.manager.query<{ readonly there: boolean }[]>(
      `SELECT EXISTS (SELECT FROM delivery WHERE alert_id = $1 AND medium = 'EMAIL' AND created_at >= $3
         AND data -> 'fallback' ->> 'routeId' = $2::text) AS there`,
      [alertId, routeId, since],
    );
    return row?.there === true;
  }

  forget(olderThanMs: number): Promise<number> {
    return affectedRows(
      this.manager,
      `DELETE FROM delivery WHERE state IN ('DELIVERED', 'SUPERSEDED') AND NOT following
         AND created_at < clock_timestamp() - make_interval(secs => $1::float8 / 1000)`,
      [olderThanMs],
    );
  }

  async watches(
    pauseMs: number,
    limit: number,
  ): Promise<readonly { readonly delivery: Delivery; readonly now: WatchMark | null }[]> {
    const due = await this.manager.query<(WatchMark & { readonly id: string })[]>(
      `SELECT d.id, b.state, b.stage, b.objects::float8 AS objects
       FROM delivery d LEFT JOIN backup b ON b.id = d.backup_id
       WHERE d.following AND d.state = 'DELIVERED'
         AND d.delivered_at <= clock_timestamp() - make_interval(secs => $1::float8 / 1000)
       ORDER BY d.delivered_at LIMIT $2`,
      [pauseMs, limit],
    );
    const marks = new Map(due.map(({ id, state, stage, objects }) => [id, { state, stage, objects }]));
    const deliveries = await deliveriesOf(this.manager, [...marks.keys()]);
    return deliveries.map((delivery) => {
      const mark = marks.get(delivery.id);
      return { delivery, now: mark?.state == null ? null : mark };
    });
  }

  messagesOf(alertId: string): Promise<readonly AlertMessage[]> {
    return this.messages.findBy({ alertId });
  }

  async messageOf(alertId: string, routeId: string): Promise<AlertMessage | undefined> {
    return (await this.messages.findOneBy({ alertId, routeId })) ?? undefined;
  }

  async saveMessage({ alertId, routeId, channelId, ts }: Omit<AlertMessage, 'updatedAt'>): Promise<void> {
    await this.manager.query(
      `INSERT INTO alert_message (alert_id, route_id, channel_id, ts, updated_at)
       VALUES ($1, $2, $3, $4, clock_timestamp())
       ON CONFLICT (alert_id, route_id) DO UPDATE
         SET channel_id = excluded.channel_id, ts = excluded.ts, updated_at = excluded.updated_at`,
      [alertId, routeId, channelId, ts],
    );
  }

  async forgetMessage(alertId: string, routeId: string): Promise<void> {
    await this.messages.delete({ alertId, routeId });
  }

  async forgetMessagesOf(routeId: string): Promise<void> {
    await this.messages.delete({ routeId });
  }

  private roots(alertId: string): SelectQueryBuilder<DeliveryRow> {
    return this.rows
      .createQueryBuilder('delivery')
      .where(`delivery.alertId = :alertId AND delivery.kind = 'ALERT' AND delivery.medium = 'SLACK'`, {
        alertId,
      });
  }

  private filtered({ states, medium, alertId }: DeliveryFilter): SelectQueryBuilder<DeliveryRow> {
    const query = this.rows.createQueryBuilder('delivery');
    if (states) query.andWhere('delivery.state = ANY(:states)', { states });
    if (medium !== undefined) query.andWhere('delivery.medium = :medium', { medium });
    if (alertId !== undefined) query.andWhere('delivery.alertId = :alertId', { alertId: knownId(alertId) });
    return query;
  }
}

function storable(text: string | null): string | null {
  return text === null ? null : storableText(text);
}
