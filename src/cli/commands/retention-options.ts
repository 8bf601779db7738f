import type { Command } from 'commander';
import { countOption, numberOption } from '../words.js';

const MOST_KEPT = 1_000;
const MOST_DAYS = 36_500;

export interface RetentionOptions {
  readonly keep?: number;
  readonly maxAgeDays?: number | 'none';
  readonly keepHourly?: number;
  readonly keepDaily?: number;
  readonly keepWeekly?: number;
  readonly keepMonthly?: number;
}

interface Retention {
  readonly keep: number;
  readonly maxAgeDays: number | null;
  readonly hourly: number;
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

/** @param keep how many the newest good ones are when nothing is said */
export function withRetention(command: Command, keep?: number): Command {
  const newest = 'how many of the newest good backups to keep';
  const kept =
    keep === undefined
      ? command.option('--keep <number>', newest, numberOption(MOST_KEPT))
      : command.option('--keep <number>', newest, numberOption(MOST_KEPT), keep);
  return kept
    .option(
      '--max-age-days <days>',
      'of these delete older ones, but never the newest; or "none"',
      daysOrNone,
    )
    .option('--keep-hourly <number>', 'keep the newest good one of so many hours too', countOption(MOST_KEPT))
    .option('--keep-daily <number>', 'keep the newest good one of so many days too', countOption(MOST_KEPT))
    .option('--keep-weekly <number>', 'of so many weeks, from Monday on', countOption(MOST_KEPT))
    .option('--keep-monthly <number>', 'of so many months', countOption(MOST_KEPT));
}

export function daysOrNone(text: string): number | 'none' {
  return text === 'none' ? text : numberOption(MOST_DAYS)(text);
}

/** How often backups are read back: 0 for never, "default" for what the installation says. */
export function verifyEveryOption(text: string): number | 'default' {
  return text === 'default' ? text : countOption(MOST_DAYS)(text);
}

/** The input that an option means; null: nothing is said. */
export function verifyEveryOf(days: number | 'default' | undefined) {
  return days === undefined ? null : { days: days === 'default' ? null : days };
}

/** What is given in place of what was; undefined when nothing is given. */
export function editedRetention(before: Retention, options: RetentionOptions): Retention | undefined {
  const { keep, maxAgeDays, keepHourly, keepDaily, keepWeekly, keepMonthly } = options;
  const given = [keep, maxAgeDays, keepHourly, keepDaily, keepWeekly, keepMonthly];
  if (given.every((value) => value === undefined)) return undefined;
  return {
    keep: keep ?? before.keep,
    maxAgeDays: maxAgeDays === 'none' ? null : (maxAgeDays ?? before.maxAgeDays),
    hourly: keepHourly ?? before.hourly,
    daily: keepDaily ?? before.daily,
    weekly: keepWeekly ?? before.weekly,
    monthly: keepMonthly ?? before.monthly,
  };
}

export const NOTHING_KEPT: Omit<Retention, 'keep'> = {
  maxAgeDays: null,
  hourly: 0,
  daily: 0,
  weekly: 0,
  monthly: 0,
};

/** `7 good backups, none older than 30 days; the newest of 24 hours, 7 days` */
export function retentionWords({ keep, maxAgeDays, ...tiers }: Retention): string {
  const age = maxAgeDays === null ? '' : `, none older than ${maxAgeDays} days`;
  const units = { hourly: 'hours', daily: 'days', weekly: 'weeks', monthly: 'months' } as const;
  const kept = (['hourly', 'daily', 'weekly', 'monthly'] as const).flatMap((tier) =>
    tiers[tier] > 0 ? [`${tiers[tier]} ${units[tier]}`] : [],
  );
  return `${keep} good backups${age}${kept.length === 0 ? '' : `; the newest of ${kept.join(', ')}`}`;
}
