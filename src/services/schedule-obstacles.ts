/** What stands in the way of an operation on a schedule. */
import type { BackupSchedule } from '../domain/backup-schedule.js';
import type { Cycle } from '../domain/cycle.js';
import { HasDependents, OperationInProgress } from '../domain/errors/resource-errors.js';
import type { Stores } from '../domain/ports/stores.js';

const DEPENDENTS_SHOWN = 10;

type Named = Pick<BackupSchedule, 'id' | 'name'>;

export function inProgress(cycle: Cycle, advice: string): OperationInProgress {
  const since = cycle.startedAt.toISOString();
  return new OperationInProgress(`A cycle of this schedule is under way since ${since}: ${advice}.`, {
    holderId: cycle.id,
    since,
  });
}

/** @throws HasDependents */
export async function assertNoBackups(stores: Stores, { id: scheduleId, name }: Named): Promise<void> {
  const filter = { scheduleId };
  const total = await stores.backups.count(filter);
  if (total === 0) return;
  const { items } = await stores.backups.page({ first: DEPENDENTS_SHOWN, after: null }, filter);
  const dependents = items.map(({ item }) => ({ resource: 'Backup', id: item.id, name: item.name }));
  throw new HasDependents({ resource: 'BackupSchedule', id: scheduleId, name, dependents, total });
}

/** A route of its own would hear of nothing any more: it is deleted or edited first. @throws HasDependents */
export async function assertNoRoutes(stores: Stores, { id, name }: Named): Promise<void> {
  if (!(await stores.dependents.kindsOf('BackupSchedule', [id])).has(id)) return;
  const routes = (await stores.routes.all()).filter(({ scheduleId }) => scheduleId === id);
  const dependents = routes
    .slice(0, DEPENDENTS_SHOWN)
    .map((route) => ({ resource: 'AlertRoute', id: route.id, name: route.name }));
  throw new HasDependents({ resource: 'BackupSchedule', id, name, dependents, total: routes.length });
}
