import type { EntityManager, Repository } from 'typeorm';
import type { AlertSubject } from '../../domain/alert.js';
import type { AlertRoute, Concerned } from '../../domain/alert-route.js';
import type { AlertRouteStore } from '../../domain/ports/delivery-stores.js';
import type { Page, PageRequest } from '../../domain/ports/stores.js';
import { AlertRouteEntity } from '../entities/alert-route.entity.js';
import { pageOf } from './page.js';
import { editRow, findRow, findRows, insertRow, removeRow, updateRow } from './resource-rows.js';
import { affectedRows, isUuid } from './sql.js';

/** The column of a schedule by which it is about a subject. */
const SUBJECT_COLUMN = {
  BackupSchedule: 'id',
  Cluster: 'cluster_id',
  BackupLocation: 'location_id',
} as const;

export class PostgresAlertRouteStore implements AlertRouteStore {
  private readonly rows: Repository<AlertRoute>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(AlertRouteEntity);
  }

  insert(route: AlertRoute): Promise<void> {
    return insertRow(this.manager, AlertRouteEntity, route);
  }

  find(id: string): Promise<AlertRoute | undefined> {
    return findRow(this.rows, id);
  }

  findMany(ids: readonly string[]): Promise<readonly AlertRoute[]> {
    return findRows(this.rows, ids);
  }

  all(): Promise<readonly AlertRoute[]> {
    return this.rows.find({ order: { createdAt: 'ASC', id: 'ASC' } });
  }

  page(request: PageRequest): Promise<Page<AlertRoute>> {
    return pageOf(this.rows.createQueryBuilder('route'), request);
  }

  count(): Promise<number> {
    return this.rows.count();
  }

  edit(id: string, expectedVersion: number, change: Partial<AlertRoute>): Promise<boolean> {
    return editRow(this.rows, { id, expectedVersion, change });
  }

  observe(id: string, seen: Pick<AlertRoute, 'state' | 'stateReason' | 'stateChangedAt'>): Promise<void> {
    return updateRow(this.rows, id, seen);
  }

  async advanceDigest(id: string, upTo: Date): Promise<boolean> {
    const statement = 'UPDATE alert_route SET digested_up_to = $2 WHERE id = $1 AND digested_up_to < $2';
    return (await affectedRows(this.manager, statement, [id, upTo])) === 1;
  }

  remove(id: string): Promise<void> {
    return removeRow(this.rows, id);
  }

  async concernedBy(subjectType: AlertSubject, subjectId: string): Promise<readonly Concerned[]> {
    // No schedule: who has asked for nothing special hears of it.
    if (subjectType === 'ClusterDiscovery') return [{ scheduleId: null, clusterId: null, labels: {} }];
    if (!isUuid(subjectId)) return [];
    const schedules = await this.manager.query<Concerned[]>(
      `SELECT id AS "scheduleId", cluster_id AS "clusterId", labels FROM backup_schedule
       WHERE ${SUBJECT_COLUMN[subjectType]} = $1`,
      [subjectId],
    );
    if (schedules.length > 0 || subjectType !== 'Cluster') return schedules;
    return [{ scheduleId: null, clusterId: subjectId, labels: {} }];
  }
}
