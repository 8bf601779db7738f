/** Every fault of a schedule's fields, gathered before anything is done. */
import { z } from 'zod';
import { RETENTION_TIERS, type Retention } from '../domain/backup-schedule.js';
import type { FieldFault } from '../domain/errors/request-errors.js';
import { filterFaults, type ResourceFilter } from '../domain/resource-filter.js';

const MAX_KEEP = 1_000;
const MAX_AGE_DAYS = 36_500;
const MAX_GRACE_MINUTES = 24 * 60;
const MAX_RECIPIENTS = 20;
/** RFC 5321: what an envelope takes. */
const MAX_ADDRESS = 254;
const ADDRESS = z.email().max(MAX_ADDRESS);

export function retentionFaults(path: string, retention: Retention): FieldFault[] {
  const { keep, maxAgeDays } = retention;
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
  for (const tier of RETENTION_TIERS) {
    const count = retention[tier];
    if (Number.isInteger(count) && count >= 0 && count <= MAX_KEEP) continue;
    faults.push({ path: `${path}.${tier}`, message: `must be a whole number from 0 to ${MAX_KEEP}` });
  }
  return faults;
}

/** @param days null: as the installation says; 0: never */
function verifyFaults(path: string, days: number | null | undefined): FieldFault[] {
  if (days == null || (Number.isInteger(days) && days >= 0 && days <= MAX_AGE_DAYS)) return [];
  return [{ path, message: `must be a whole number of days from 0 to ${MAX_AGE_DAYS}, or null` }];
}

export interface ScheduleSettings {
  readonly retention?: Retention;
  readonly graceMinutes?: number;
  readonly alertRecipients?: readonly string[];
  readonly verifyEveryDays?: number | null;
  readonly filter?: ResourceFilter | null;
}

/** Of the settings that are given. */
export function settingFaults({
  retention,
  graceMinutes,
  alertRecipients = [],
  verifyEveryDays,
  filter,
}: ScheduleSettings): FieldFault[] {
  return [
    ...(retention === undefined ? [] : retentionFaults('retention', retention)),
    ...(graceMinutes === undefined ? [] : graceFaults('graceMinutes', graceMinutes)),
    ...recipientFaults('alertRecipients', alertRecipients),
    ...verifyFaults('verifyEvery.days', verifyEveryDays),
    ...(filter == null ? [] : filterFaults('filter', filter)),
  ];
}

function graceFaults(path: string, minutes: number): FieldFault[] {
  const fine = Number.isInteger(minutes) && minutes >= 0 && minutes <= MAX_GRACE_MINUTES;
  return fine ? [] : [{ path, message: `must be a whole number of minutes from 0 to ${MAX_GRACE_MINUTES}` }];
}

/** Faults of a list of e-mail addresses: too many, or one that is none. Addresses are quoted as far as they are short. */
function recipientFaults(path: string, addresses: readonly string[]): FieldFault[] {
  if (distinctAddresses(addresses).length > MAX_RECIPIENTS) {
    return [{ path, message: `${addresses.length} addresses are too many: ${MAX_RECIPIENTS} at most` }];
  }
  return addresses
    .flatMap((address, index) =>
      ADDRESS.safeParse(address.trim()).success
        ? []
        : [{ path: `${path}.${index}`, message: `${quote(address)} is no e-mail address` }],
    )
    .slice(0, MAX_RECIPIENTS);
}

/** Each once, however it is written, in the order given. */
export function distinctAddresses(addresses: readonly string[]): readonly string[] {
  const trimmed = addresses.map((address) => address.trim());
  const seen = new Set<string>();
  return trimmed.filter((address) => {
    const known = seen.has(address.toLowerCase());
    seen.add(address.toLowerCase());
    return !known;
  });
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}...` : text);
}
