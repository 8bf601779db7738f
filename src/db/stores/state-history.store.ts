import type { EntityManager } from 'typeorm';
import type { Sight, Viewer } from '../../domain/access.js';
import type { StateHistoryFilter, StateHistoryStore } from '../../domain/ports/state-history.js';
import type { Page, PageRequest } from '../../domain/ports/stores.js';
import type { StateChange } from '../../domain/state-change.js';
import type { Resource } from '../../domain/state-matrix.js';
import { StateChangeEntity } from '../entities/state-change.entity.js';
import type { SortKey } from './list-sorts.js';
import { Conditions, RowReader } from './row-reader.js';
import { isUuid, knownId } from './sql.js';
import { type Visible, visibleIn } from './visible.js';

const READER = new RowReader(StateChangeEntity);
const KEYS: Readonly<Record<'CREATED_AT', SortKey<StateChange>>> = {
  CREATED_AT: { sql: 'at', type: 'moment', property: 'at' },
};
const ORDER = { by: 'CREATED_AT', direction: 'DESC' } as const;

/** The ids of what a viewer sees, per resource: the history of a thing is seen by those who see the thing. */
const SEEN: Readonly<Partial<Record<Resource, (viewer: Viewer) => Visible>>> = {
  BackupLocation: () => ({ condition: 'SELECT backup_location.id FROM backup_location', values: [] }),
  BackupSync: () => ({ condition: 'SELECT backup_sync.id FROM backup_sync', values: [] }),
  Cluster: idsIn('cluster'),
  LocationConnection: idsOfConnections,
  BackupSchedule: idsIn('backup_schedule'),
  Backup: idsIn('backup'),
  Restore: idsIn('restore'),
  VirtualMachine: idsIn('virtual_machine'),
  // Themselves, and the groups that they are in.
  User: ({ userId, groups }) => ({
    condition: 'SELECT unnest(CAST(? AS uuid[]))',
    values: [[userId, ...groups]],
  }),
};

function idsIn(table: Parameters<typeof visibleIn>[0]): (viewer: Viewer) => Visible {
  return (viewer) => {
    const { condition = 'true', values = [] } = visibleIn(table, viewer) ?? {};
    return { condition: `SELECT ${table}.id FROM ${table} WHERE ${condition}`, values };
  };
}

function idsOfConnections(viewer: Viewer): Visible {
  const { condition, values } = idsIn('cluster')(viewer);
  return { condition: `SELECT id FROM location_connection WHERE cluster_id IN (${condition})`, values };
}

export class PostgresStateHistoryStore implements StateHistoryStore {
  constructor(private readonly manager: EntityManager) {}

  page(request: PageRequest, filter: StateHistoryFilter, sight: Sight): Promise<Page<StateChange>> {
    return READER.page(this.manager, KEYS, conditionsOf(filter, sight), { ...request, sort: ORDER });
  }

  async knows(subjectId: string, sight: Sight): Promise<boolean> {
    if (!isUuid(subjectId)) return false;
    const page = await this.page({ first: 1, after: null }, { subjectId }, sight);
    return page.items.length > 0;
  }

  async forget(before: Date, most: number): Promise<number> {
    const [row] = await this.manager.query<{ readonly gone: number }[]>(
      `WITH gone AS (
         DELETE FROM state_change WHERE id IN (
           SELECT id FROM state_change AS old WHERE old.at < $1 AND (old.to_state IS NULL OR EXISTS (
             SELECT FROM state_change AS later
             WHERE later.subject_id = old.subject_id AND (later.at, later.id) > (old.at, old.id)))
           ORDER BY old.at, old.id LIMIT $2)
         RETURNING 1
       ) SELECT count(*)::integer AS gone FROM gone`,
      [before, most],
    );
    return row?.gone ?? 0;
  }
}

function conditionsOf(filter: StateHistoryFilter, sight: Sight): Conditions {
  const conditions = new Conditions();
  const { resource, subjectId, to, observer, since, until } = filter;
  if (resource !== undefined) conditions.add('resource = ?', resource);
  if (subjectId !== undefined) conditions.add('subject_id = ?', knownId(subjectId));
  if (to !== undefined) conditions.add('to_state = ?', to);
  if (observer !== undefined) conditions.add('observer = ?', observer);
  if (since !== undefined) conditions.add('at >= ?', since);
  if (until !== undefined) conditions.add('at < ?', until);
  if (sight !== 'ALL') conditions.addVisible(visibleTo(sight, resource));
  return conditions;
}

/** An IN over all kinds at once leaves the way to the planner: from the few things of the viewer, or along the history. */
function visibleTo(viewer: Viewer, resource: Resource | undefined): Visible {
  const kinds = resource === undefined ? Object.values(SEEN) : [SEEN[resource] ?? NOTHING];
  const parts = kinds.map((of) => of(viewer));
  return {
    condition: `subject_id IN (${parts.map(({ condition }) => condition).join(' UNION ALL ')})`,
    values: parts.flatMap(({ values }) => values),
  };
}

const NOTHING = (): Visible => ({ condition: 'SELECT NULL::uuid', values: [] });
