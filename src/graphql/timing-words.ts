/** A timing in plain words, as a person would say it. */
import type { ScheduleTiming, Weekday } from '../domain/schedule-timing.js';
import type { ScheduleTimingType } from './types/schedule-timing.type.js';

/** The timing with a field for each kind, null where its own kind has none. */
export function describedTiming(timing: ScheduleTiming, timeZone: string): ScheduleTimingType {
  return {
    kind: timing.kind,
    minutes: timing.kind === 'INTERVAL' ? timing.minutes : null,
    at: 'at' in timing ? timing.at : null,
    weekdays: timing.kind === 'WEEKLY' ? timing.days : null,
    monthDays: timing.kind === 'MONTHLY' ? timing.days : null,
    expression: timing.kind === 'CRON' ? timing.expression : null,
    description: timingWords(timing, timeZone),
  };
}

/** `daily at 02:30 (Europe/Berlin)` */
export function timingWords(timing: ScheduleTiming, timeZone: string): string {
  switch (timing.kind) {
    case 'INTERVAL':
      return intervalWords(timing.minutes);
    case 'DAILY':
      return `daily at ${timing.at} (${timeZone})`;
    case 'WEEKLY':
      return `every ${listed(timing.days.map(dayName))} at ${timing.at} (${timeZone})`;
    case 'MONTHLY':
      return `on day ${listed(timing.days.map(String))} of every month at ${timing.at} (${timeZone})`;
    case 'CRON':
      return `by cron ${timing.expression} (${timeZone})`;
  }
}

const UNITS = [
  ['week', 7 * 24 * 60],
  ['day', 24 * 60],
  ['hour', 60],
] as const;

/** In the largest unit that divides it: an interval counts minutes, whatever clocks do. */
function intervalWords(minutes: number): string {
  const [unit, size] = UNITS.find(([, each]) => minutes % each === 0) ?? ['minute', 1];
  const count = minutes / size;
  return count === 1 ? `every ${unit}` : `every ${count} ${unit}s`;
}

function dayName(day: Weekday): string {
  return `${day.charAt(0)}${day.slice(1).toLowerCase()}`;
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
