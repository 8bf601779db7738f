import type { BackupSchedule } from '../domain/backup-schedule.js';
import { NotFound } from '../domain/errors/resource-errors.js';
import type { Stores } from '../domain/ports/stores.js';

/** The schedule, locked until the transaction ends. @throws NotFound */
export async function lockedSchedule(stores: Stores, id: string): Promise<BackupSchedule> {
  const schedule = await stores.schedules.lock(id);
  if (schedule === undefined) throw new NotFound('BackupSchedule', id);
  return schedule;
}
