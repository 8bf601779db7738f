/** What stands in the way of deleting a schedule. */
import { HasDependents } from '../domain/errors.js';
import type { Stores } from '../domain/ports/stores.js';

const DEPENDENTS_SHOWN = 10;

/** A route of its own would hear of nothing any more: it is deleted or edited first. */
export async function assertNoRoutes(stores: Stores, id: string): Promise<void> {
  const routes = (await stores.routes.all()).filter(({ scheduleId }) => scheduleId === id);
  if (routes.length === 0) return;
  const dependents = routes
    .slice(0, DEPENDENTS_SHOWN)
    .map((route) => ({ resource: 'AlertRoute', id: route.id, name: route.name }));
  throw new HasDependents({ resource: 'BackupSchedule', id, dependents, total: routes.length });
}

export async function assertNoBackups(stores: Stores, scheduleId: string): Promise<void> {
  const filter = { scheduleId };
  const total = await stores.backups.count(filter);
  if (total === 0) return;
  const { items } = await stores.backups.page({ first: DEPENDENTS_SHOWN, after: null }, filter);
  const dependents = items.map(({ item }) => ({ resource: 'Backup', id: item.id, name: item.name }));
  throw new HasDependents({ resource: 'BackupSchedule', id: scheduleId, dependents, total });
}
