/** What stands in the way of an operation on a schedule. */
import type { Cycle } from '../domain/cycle.js';
import { HasDependents, OperationInProgress } from '../domain/errors.js';
import type { Stores } from '../domain/ports/stores.js';

const DEPENDENTS_SHOWN = 10;

export function inProgress(cycle: Cycle, advice: string): OperationInProgress {
  const since = cycle.startedAt.toISOString();
  return new OperationInProgress(`A cycle of this schedule is under way since ${since}: ${advice}.`, {
    holderId: cycle.id,
    since,
  });
}

/** @throws HasDependents */
export async function assertNoBackups(stores: Stores, scheduleId: string): Promise<void> {
  const filter = { scheduleId };
  const total = await stores.backups.count(filter);
  if (total === 0) return;
  const { items } = await stores.backups.page({ first: DEPENDENTS_SHOWN, after: null }, filter);
  const dependents = items.map(({ item }) => ({ resource: 'Backup', id: item.id, name: item.name }));
  throw new HasDependents({ resource: 'BackupSchedule', id: scheduleId, dependents, total });
}
