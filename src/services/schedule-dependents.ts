/** What keeps a schedule from being deleted. */
import { HasDependents } from '../domain/errors.js';
import type { Stores } from '../domain/ports/stores.js';

const DEPENDENTS_SHOWN = 10;

/** @throws HasDependents naming the newest backups of its cycles */
export async function assertNoBackups(stores: Stores, scheduleId: string): Promise<void> {
  const filter = { scheduleId };
  const total = await stores.backups.count(filter);
  if (total === 0) return;
  const { items } = await stores.backups.page({ first: DEPENDENTS_SHOWN, after: null }, filter);
  const dependents = items.map(({ item }) => ({ resource: 'Backup', id: item.id, name: item.name }));
  throw new HasDependents({ resource: 'BackupSchedule', id: scheduleId, dependents, total });
}
