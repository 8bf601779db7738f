/** Every fault of a schedule's fields, gathered before anything is done. */
import type { Retention } from '../domain/backup-schedule.js';
import type { FieldFault } from '../domain/errors.js';

const MAX_KEEP = 1_000;
const MAX_AGE_DAYS = 36_500;
const MAX_GRACE_MINUTES = 24 * 60;

export function retentionFaults(path: string, { keep, maxAgeDays }: Retention): FieldFault[] {
  const faults: FieldFault[] = [];
  if (!Number.isInteger(keep) || keep < 1 || keep > MAX_KEEP) {
    faults.push({ path: `${path}.keep`, message: `must be a whole number from 1 to ${MAX_KEEP}` });
  }
  if (maxAgeDays !== null && (!Number.isInteger(maxAgeDays) || maxAgeDays < 1 || maxAgeDays > MAX_AGE_DAYS)) {
    faults.push({
      path: `${path}.maxAgeDays`,
      message: `must be a whole number of days from 1 to ${MAX_AGE_DAYS}, or null`,
    });
  }
  return faults;
}

export function graceFaults(path: string, minutes: number): FieldFault[] {
  const fine = Number.isInteger(minutes) && minutes >= 0 && minutes <= MAX_GRACE_MINUTES;
  return fine ? [] : [{ path, message: `must be a whole number of minutes from 0 to ${MAX_GRACE_MINUTES}` }];
}
