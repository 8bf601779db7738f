import { Any, type EntityManager, IsNull, type Repository } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import type { Alert, AlertKind, AlertSubject } from '../../domain/alert.js';
import { type AlertSort, RECENT_TIMES } from '../../domain/listing.js';
import type { AlertFilter, AlertStore } from '../../domain/ports/alert-store.js';
import type { Page, SortedRequest } from '../../domain/ports/stores.js';
import { AlertEntity } from '../entities/alert.entity.js';
import { fixed } from '../fixed-statements.js';
import { ALERT_KEYS } from './list-sorts.js';
import { findRow, findRows, updateRow } from './resource-rows.js';
import { Conditions, RowReader } from './row-reader.js';
import { isUuid, knownId } from './sql.js';
import { visibleIn } from './visible.js';

const NEWEST = { by: 'OPENED_AT', direction: 'DESC' } as const;

/** About the schedule itself, its cluster or its location, whichever schedule's cycle was counted last. */
const CONCERNS_SCHEDULE = `subject_id = ANY (CAST(? AS uuid) || ARRAY(
  SELECT unnest(ARRAY[cluster_id, location_id]) FROM backup_schedule WHERE backup_schedule.id = ?))`;

/** About the cluster itself, or a schedule of it. */
const CONCERNS_CLUSTER = `subject_id = ANY (CAST(? AS uuid) || ARRAY(
  SELECT backup_schedule.id FROM backup_schedule WHERE cluster_id = ?))`;

/** The same of every schedule of an owner. */
const CONCERNS_OWNER = `subject_id IN (
  SELECT unnest(ARRAY[backup_schedule.id, cluster_id, location_id]) FROM backup_schedule WHERE owner_id = ?)`;

/** As `isSnoozed` has it; null: nobody did. */
const IS_SNOOZED = '(snoozed_at IS NOT NULL AND (snoozed_until_change OR snoozed_until > now()))';

/** Its names, and none of them is on the schedule's list any more: the next cycle will close it. */
const ALL_ARE_OFF = `alert.subject_type = 'BackupSchedule' AND cardinality(alert.namespaces) > 0 AND EXISTS (
    SELECT FROM backup_schedule AS schedule WHERE schedule.id = alert.subject_id AND schedule.selection ->> 'kind' = 'NAMED'
      AND NOT EXISTS (SELECT unnest(alert.namespaces)
        INTERSECT SELECT jsonb_array_elements_text(schedule.selection -> 'names')))`;

const READER = new RowReader(AlertEntity);

export class PostgresAlertStore implements AlertStore {
  private readonly rows: Repository<Alert>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(AlertEntity);
  }

  find(id: string): Promise<Alert | undefined> {
    return findRow(this.rows, id);
  }

  /** Only in a transaction. */
  async lockOpen(subjectType: AlertSubject, subjectId: string, kind: AlertKind): Promise<Alert | undefined> {
    if (!isUuid(subjectId)) return undefined;
    const found = await this.rows.findOne({
      where: { subjectType, subjectId, kind, closedAt: IsNull() },
      lock: { mode: 'for_no_key_update' },
    });
    return found ?? undefined;
  }

  async openAbout(subjectIds: readonly string[]): Promise<readonly Alert[]> {
    const known = subjectIds.filter(isUuid);
    if (known.length === 0) return [];
    return READER.read(
      this.manager,
      (columns) =>
        fixed(`SELECT ${columns} FROM alert WHERE subject_id = ANY($1::uuid[]) AND closed_at IS NULL`),
      [known],
    );
  }

  /** Waits for a transaction that is just opening one about the same. */
  async insert(alert: Alert): Promise<boolean> {
    const { raw } = await this.rows
      .createQueryBuilder()
      .insert()
      .values({ ...alert } as QueryDeepPartialEntity<Alert>)
      .orIgnore()
      .returning('id')
      .execute();
    return (raw as readonly unknown[]).length === 1;
  }

  update(id: string, change: Partial<Omit<Alert, 'id'>>): Promise<void> {
    return updateRow(this.rows, id, change);
  }

  page(request: SortedRequest<AlertSort>, filter: AlertFilter = {}): Promise<Page<Alert>> {
    const sorted = { ...request, sort: request.sort ?? NEWEST };
    return READER.page(this.manager, ALERT_KEYS, conditionsOf(filter), sorted);
  }

  count(filter: AlertFilter = {}): Promise<number> {
    return READER.count(this.manager, conditionsOf(filter));
  }

  /** About each schedule, its cluster or its location, oldest first: an incident of many schedules is told of each. */
  async openOfSchedules(scheduleIds: readonly string[]): Promise<ReadonlyMap<string, readonly Alert[]>> {
    const groups = new Map<string, Alert[]>(scheduleIds.map((id) => [id, []]));
    const known = scheduleIds.filter(isUuid);
    if (known.length === 0) return groups;
    const concerning = await this.rows.manager.query<
      { readonly id: string; readonly subjects: readonly string[] }[]
    >(
      'SELECT id, ARRAY[id, cluster_id, location_id]::text[] AS subjects FROM backup_schedule WHERE id = ANY($1)',
      [known],
    );
    const open = await this.rows.find({
      where: { subjectId: Any(concerning.flatMap(({ subjects }) => subjects)), closedAt: IsNull() },
      order: { openedAt: 'ASC', id: 'ASC' },
    });
    for (const { id, subjects } of concerning)
      groups.get(id)?.push(...open.filter(({ subjectId }) => subjects.includes(subjectId)));
    return groups;
  }

  async previousOf(ids: readonly string[]): Promise<ReadonlyMap<string, Alert>> {
    const pairs = await this.rows.manager.query<{ readonly id: string; readonly previous: string }[]>(
      `SELECT alert.id, before.id AS previous FROM alert, LATERAL (
         SELECT id FROM alert AS earlier
         WHERE earlier.subject_id = alert.subject_id AND earlier.subject_type = alert.subject_type
           AND earlier.kind = alert.kind AND (earlier.opened_at, earlier.id) < (alert.opened_at, alert.id)
         ORDER BY earlier.opened_at DESC, earlier.id DESC LIMIT 1) AS before
       WHERE alert.id = ANY($1::uuid[])`,
      [ids.filter(isUuid)],
    );
    const rows = await findRows(
      this.rows,
      pairs.map(({ previous }) => previous),
    );
    const known = new Map(rows.map((row) => [row.id, row]));
    return new Map(
      pairs.flatMap(({ id, previous }) => {
        const found = known.get(previous);
        return found === undefined ? [] : [[id, found] as const];
      }),
    );
  }

  async remindable(before: Date, now: Date, limit: number): Promise<readonly string[]> {
    return this.ids(
      `SELECT id FROM alert WHERE closed_at IS NULL AND acknowledged_at IS NULL
         AND greatest(changed_at, reminded_at) <= $1
         AND (snoozed_at IS NULL OR (NOT snoozed_until_change AND snoozed_until <= $2))
         AND NOT (${ALL_ARE_OFF})
       ORDER BY opened_at, id LIMIT $3`,
      [before, now, limit],
    );
  }

  async snoozeOver(now: Date, limit: number): Promise<readonly string[]> {
    return this.ids(
      `SELECT id FROM alert WHERE closed_at IS NULL AND snoozed_until <= $1 ORDER BY opened_at, id LIMIT $2`,
      [now, limit],
    );
  }

  async closeAll(
    subjectType: AlertSubject,
    subjectId: string,
    reason: string,
    at: Date,
  ): Promise<readonly Alert[]> {
    const { raw } = await this.rows
      .createQueryBuilder()
      .update()
      .set({ closedAt: at, closedReason: reason })
      .where({ subjectType, subjectId: knownId(subjectId) ?? IsNull(), closedAt: IsNull() })
      .returning('id')
      .execute();
    const closed = (raw as readonly { readonly id: string }[]).map(({ id }) => id);
    return findRows(this.rows, closed);
  }

  private async ids(statement: string, parameters: unknown[]): Promise<readonly string[]> {
    const rows = await this.rows.manager.query<{ readonly id: string }[]>(statement, parameters);
    return rows.map(({ id }) => id);
  }
}

function conditionsOf(filter: AlertFilter): Conditions {
  const { open, acknowledged, snoozed, kinds, subjectId, scheduleId, clusterId, ownerId, seenBy } = filter;
  const conditions = new Conditions().addVisible(visibleIn('alert', seenBy));
  if (open !== undefined) conditions.add(`closed_at IS ${open ? 'NULL' : 'NOT NULL'}`);
  if (acknowledged !== undefined) conditions.add(`acknowledged_at IS ${acknowledged ? 'NOT NULL' : 'NULL'}`);
  if (snoozed !== undefined) conditions.add(`${IS_SNOOZED} IS ${snoozed ? 'TRUE' : 'NOT TRUE'}`);
  if (kinds) conditions.add('kind = ANY(?)', kinds);
  if (subjectId !== undefined) conditions.add('subject_id = ?', knownId(subjectId));
  if (scheduleId !== undefined) conditions.add(CONCERNS_SCHEDULE, knownId(scheduleId), knownId(scheduleId));
  if (clusterId !== undefined) conditions.add(CONCERNS_CLUSTER, knownId(clusterId), knownId(clusterId));
  if (ownerId !== undefined) conditions.add(CONCERNS_OWNER, knownId(ownerId));
  return addTimes(conditions, filter);
}

function addTimes(
  conditions: Conditions,
  { openedFrom, openedBefore, openedWithin }: AlertFilter,
): Conditions {
  if (openedFrom) conditions.add('opened_at >= ?', openedFrom);
  if (openedBefore) conditions.add('opened_at < ?', openedBefore);
  if (openedWithin)
    conditions.add(`opened_at >= now() - ? * interval '1 day'`, RECENT_TIMES[openedWithin].days);
  return conditions;
}
