/** Enums of backup schedules and their cycles, in the words of the domain. */
import { enumOf } from './enum-of.js';

export const SelectionKindEnum = enumOf('SelectionKind', 'How a schedule chooses its namespaces.', {
  NAMED: 'A list of names.',
  LABELS:
    'Those whose labels match a selector when the cycle begins, system namespaces left out (`Cluster.namespaces` shows which).',
  ALL: 'All there are when the cycle begins, also future ones, system namespaces left out (`Cluster.namespaces` shows which).',
  VIRTUAL_MACHINES: 'KubeVirt virtual machines, each with what it is made of (CLASSIC mode only).',
});
export const TimingKindEnum = enumOf('TimingKind', 'What a schedule counts its due times by.', {
  INTERVAL: 'Every so many minutes.',
  DAILY: 'Once a day at a time of the clock.',
  WEEKLY: 'On days of the week at a time of the clock.',
  MONTHLY: 'On days of the month at a time of the clock; a month that lacks the day is skipped.',
  CRON: 'By a cron expression.',
});
export const WeekdayEnum = enumOf('Weekday', 'A day of the week.', {
  MONDAY: 'Monday.',
  TUESDAY: 'Tuesday.',
  WEDNESDAY: 'Wednesday.',
  THURSDAY: 'Thursday.',
  FRIDAY: 'Friday.',
  SATURDAY: 'Saturday.',
  SUNDAY: 'Sunday.',
});
export const EditKindEnum = enumOf('ScheduleEditKind', 'What an edit of a schedule did.', {
  CREATE: 'The schedule was created.',
  EXCLUDE: 'Namespaces were taken off its list.',
  ADD: 'Namespaces were put on its list.',
  REVERT: 'The last exclude or add was taken back.',
  EDIT: 'Something else of it was changed.',
  SUSPEND: 'It was suspended.',
  RESUME: 'It was resumed.',
});
export const ActorKindEnum = enumOf('ActorKind', 'Who does things.', {
  USER: 'A person with a token.',
  SERVICE: 'A program with a token of its own, such as the Slack bot.',
  SYSTEM: 'A part of Holdfast itself.',
});
export const CycleOutcomeEnum = enumOf('CycleOutcome', 'What became of a cycle.', {
  OPEN: 'It is under way.',
  BACKED_UP: 'It ended with a backup, whose state says how good it is.',
  SKIPPED: 'It left no backup, for the reasons it names.',
  FAILED_TO_START: 'It could not begin, for the reasons it names.',
});
export const CycleTriggerEnum = enumOf('CycleTrigger', 'Why there is a cycle.', {
  MANUAL: 'A person asked for a backup now.',
  PLANNED: 'It was due.',
  CATCH_UP: 'Due times had passed unseen: one cycle makes up for them.',
  FOLLOW_UP: 'The cycle before lost a namespace: this one starts on a fresh plan.',
});
export const HeldReasonEnum = enumOf('HeldReason', 'Why a backup is kept beyond its retention.', {
  MISSING:
    'It holds the last copy of a namespace that is missing from the cluster, or of a virtual machine that was named and is gone, or that no newer one could hold.',
  LEFT_SCHEDULE:
    'It holds the last copy of a namespace that was taken off the schedule, or of a virtual machine that was found and is gone.',
  HOURLY: 'It is the newest good one of an hour that is kept.',
  DAILY: 'It is the newest good one of a day that is kept.',
  WEEKLY: 'It is the newest good one of a week that is kept.',
  MONTHLY: 'It is the newest good one of a month that is kept.',
  OBJECT_LOCKED: 'Its location refuses to delete it before a time.',
});
export const ScheduleBackupsEnum = enumOf(
  'ScheduleBackups',
  'What becomes of the backups of a schedule that is deleted.',
  {
    REFUSE: 'The deletion is refused while there are any.',
    KEEP: 'They stay, as backups without a schedule: nothing prunes them any more.',
  },
);
