/** When a schedule is due, as options say it. What cannot be meant is bad usage; the rest is the server's to judge. */
import { InvalidArgumentError } from 'commander';
import type { ScheduleTimingInput, Weekday } from '../client/generated/graphql.js';
import { wordsOf } from './words.js';

const WEEKDAYS = wordsOf<Weekday>({
  MONDAY: true,
  TUESDAY: true,
  WEDNESDAY: true,
  THURSDAY: true,
  FRIDAY: true,
  SATURDAY: true,
  SUNDAY: true,
});
const UNITS: Readonly<Record<string, number>> = { m: 1, h: 60, d: 24 * 60, w: 7 * 24 * 60 };
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const ZONE = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;
/** As the schema has it: 366 days. */
const LONGEST_INTERVAL = 366 * 24 * 60;
const LONGEST_EXPRESSION = 200;

/** A length of time with its unit, `15m`, `6h`, `2d` or `1w`, in minutes. @throws InvalidArgumentError */
export function minutesOption({
  least,
  most,
}: {
  readonly least: number;
  readonly most: number;
}): (text: string) => number {
  return (text) => {
    const [, digits = '', unit = ''] = /^(\d{1,7})([mhdw])$/.exec(text.trim()) ?? [];
    const minutes = Number(digits) * (UNITS[unit] ?? Number.NaN);
    if (minutes >= least && minutes <= most) return minutes;
    throw new InvalidArgumentError(
      `Use a whole number of minutes (m), hours (h), days (d) or weeks (w), like 90m: ${least} to ${most} minutes in all.`,
    );
  };
}

/** `15m`, `6h`, `2d` */
export function everyOption(text: string): ScheduleTimingInput {
  return { kind: 'INTERVAL', minutes: minutesOption({ least: 5, most: LONGEST_INTERVAL })(text) };
}

/** `02:30` */
export function dailyOption(text: string): ScheduleTimingInput {
  return { kind: 'DAILY', at: timeOfDay(text, 'HH:MM, like 02:30') };
}

/** `mon,thu@02:30`; days by their names or the first three letters of them. */
export function weeklyOption(text: string): ScheduleTimingInput {
  const form = 'days@HH:MM, like mon,thu@02:30';
  const { days, at } = daysAndTime(text, form);
  const weekdays = days.map((day) => {
    const found = WEEKDAYS.find(
      (word) => word === day.toUpperCase() || word.slice(0, 3) === day.toUpperCase(),
    );
    if (found === undefined) throw unreadable(form);
    return found;
  });
  return { kind: 'WEEKLY', weekdays: [...new Set(weekdays)], at };
}

/** `1,15@02:30` */
export function monthlyOption(text: string): ScheduleTimingInput {
  const form = 'days@HH:MM with days from 1 to 31, like 1,15@02:30';
  const { days, at } = daysAndTime(text, form);
  const monthDays = days.map((day) => {
    if (!/^\d{1,2}$/.test(day) || Number(day) < 1 || Number(day) > 31) throw unreadable(form);
    return Number(day);
  });
  return { kind: 'MONTHLY', monthDays: [...new Set(monthDays)], at };
}

/** Five fields, or a nickname like `@hourly`: what they mean is known to the server. */
export function cronOption(text: string): ScheduleTimingInput {
  const expression = text.trim();
  const known = /^@[a-z]+$/i.test(expression) || expression.split(/\s+/).length === 5;
  if (known && expression.length <= LONGEST_EXPRESSION && /^[\x20-\x7e]+$/.test(expression)) {
    return { kind: 'CRON', expression };
  }
  throw new InvalidArgumentError(
    'Use the five fields of crontab (minute, hour, day, month, weekday) in quotes, like "30 2 * * 1-5".',
  );
}

/** The name of a zone, by its looks: which ones exist is known to the server. */
export function timeZoneOption(text: string): string {
  if (ZONE.test(text)) return text;
  throw new InvalidArgumentError('Use a name of the IANA database, like Europe/Berlin or UTC.');
}

function daysAndTime(text: string, form: string): { readonly days: readonly string[]; readonly at: string } {
  const [list = '', time, more] = text.split('@');
  const days = list.split(',').map((day) => day.trim());
  if (time === undefined || more !== undefined || days.includes('')) throw unreadable(form);
  return { days, at: timeOfDay(time.trim(), form) };
}

function timeOfDay(text: string, form: string): string {
  if (CLOCK.test(text)) return text;
  throw unreadable(form);
}

function unreadable(form: string): InvalidArgumentError {
  return new InvalidArgumentError(`Write it as ${form}; the clock has 24 hours.`);
}
