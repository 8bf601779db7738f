import { Field, InputType, Int } from 'type-graphql';
import type { ScheduleTiming, TimingKind, Weekday } from '../../domain/schedule-timing.js';
import { TimingKindEnum, WeekdayEnum } from '../schedule-enums.js';
import { type Shaped, shapeFaults } from './shape-faults.js';

@InputType('ScheduleTimingInput', {
  description:
    'When a schedule is due: `kind`, and the fields that belong to it and no other. INTERVAL: minutes. DAILY: at. WEEKLY: weekdays, at. MONTHLY: monthDays, at. CRON: expression.',
})
export class ScheduleTimingInput {
  @Field(() => TimingKindEnum, { description: 'What it counts by.' })
  readonly kind: TimingKind;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes from one due time to the next: 5 to 527040 (INTERVAL).',
  })
  readonly minutes?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "`HH:MM` on a 24 hour clock in the schedule's time zone (DAILY, WEEKLY, MONTHLY).",
  })
  readonly at?: string | null;

  @Field(() => [WeekdayEnum], { nullable: true, description: 'Days of the week (WEEKLY).' })
  readonly weekdays?: Weekday[] | null;

  @Field(() => [Int], {
    nullable: true,
    description: 'Days of the month, 1 to 31; a month that lacks the day is skipped (MONTHLY).',
  })
  readonly monthDays?: number[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Five fields as crontab has them: minute, hour, day, month, weekday (CRON).',
  })
  readonly expression?: string | null;
}

const FIELDS = {
  INTERVAL: ['minutes'],
  DAILY: ['at'],
  WEEKLY: ['weekdays', 'at'],
  MONTHLY: ['monthDays', 'at'],
  CRON: ['expression'],
} as const satisfies Record<TimingKind, readonly (keyof ScheduleTimingInput)[]>;

/** The timing that is meant, or every field of it that is lacking or does not belong to its kind. */
export function timingOf(path: string, input: ScheduleTimingInput): Shaped<ScheduleTiming> {
  const { kind, minutes, at, weekdays, monthDays, expression } = input;
  const fields = { minutes, at, weekdays, monthDays, expression };
  const faults = shapeFaults(path, { kind, fields, needed: FIELDS[kind] });
  return faults.length > 0 ? { faults } : { value: timingFrom(input) };
}

/** Only of an input whose shape is right: then nothing falls back. */
function timingFrom({ kind, ...input }: ScheduleTimingInput): ScheduleTiming {
  const at = input.at ?? '';
  switch (kind) {
    case 'INTERVAL':
      return { kind, minutes: input.minutes ?? 0 };
    case 'DAILY':
      return { kind, at };
    case 'WEEKLY':
      return { kind, days: input.weekdays ?? [], at };
    case 'MONTHLY':
      return { kind, days: input.monthDays ?? [], at };
    case 'CRON':
      return { kind, expression: input.expression ?? '' };
  }
}
