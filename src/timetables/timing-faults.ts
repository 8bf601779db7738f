/** Every fault of a timing, at the path of its field. */
import type { FieldFault } from '../domain/errors/request-errors.js';
import {
  MAX_INTERVAL_MINUTES,
  MIN_INTERVAL_MINUTES,
  type ScheduleTiming,
  WEEKDAYS,
} from '../domain/schedule-timing.js';
import { cronFault } from './cron-expression.js';

/** Paths are `<path>.minutes`, `.at`, `.days`, `.days.<index>` and `.expression`. */
export function timingFaults(path: string, timing: ScheduleTiming): FieldFault[] {
  switch (timing.kind) {
    case 'INTERVAL':
      return intervalFaults(`${path}.minutes`, timing.minutes);
    case 'DAILY':
      return timeFaults(`${path}.at`, timing.at);
    case 'WEEKLY':
      return [
        ...dayFaults(`${path}.days`, timing.days, {
          isDay: (day) => WEEKDAYS.includes(day),
          problem: `is no day of the week: ${WEEKDAYS.join(', ')}`,
        }),
        ...timeFaults(`${path}.at`, timing.at),
      ];
    case 'MONTHLY':
      return [
        ...dayFaults(`${path}.days`, timing.days, {
          isDay: (day) => Number.isInteger(day) && day >= 1 && day <= 31,
          problem: 'is no day of a month: 1 to 31',
        }),
        ...timeFaults(`${path}.at`, timing.at),
      ];
    case 'CRON':
      return expressionFaults(`${path}.expression`, timing.expression);
  }
}

function intervalFaults(path: string, minutes: number): FieldFault[] {
  const good =
    Number.isInteger(minutes) && minutes >= MIN_INTERVAL_MINUTES && minutes <= MAX_INTERVAL_MINUTES;
  if (good) return [];
  const range = `a whole number of minutes from ${MIN_INTERVAL_MINUTES} to ${MAX_INTERVAL_MINUTES} (366 days)`;
  return [{ path, message: `${minutes} is no interval: give ${range}` }];
}

function timeFaults(path: string, at: string): FieldFault[] {
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(at)) return [];
  return [
    { path, message: `${quote(at)} is no time of day: write HH:MM on a 24 hour clock, 00:00 to 23:59` },
  ];
}

function dayFaults<T>(
  path: string,
  days: readonly T[],
  rule: { readonly isDay: (day: T) => boolean; readonly problem: string },
): FieldFault[] {
  if (days.length === 0) return [{ path, message: 'name at least one day' }];
  if (days.length > 31) return [{ path, message: `${days.length} days are too many` }];
  return days.flatMap((day, index) =>
    rule.isDay(day) ? [] : [{ path: `${path}.${index}`, message: `${quote(String(day))} ${rule.problem}` }],
  );
}

function expressionFaults(path: string, expression: string): FieldFault[] {
  const fault = cronFault(expression);
  return fault === null ? [] : [{ path, message: `${quote(expression)} ${fault}` }];
}

export function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}...` : text);
}
