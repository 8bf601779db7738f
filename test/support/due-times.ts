import { expect } from 'vitest';

/** A fast clock for processes: due times are put into the past, each once, as soon as the one before was taken. */
export class DueTimes {
  readonly given: string[] = [];

  /** @param of what the names of the schedules begin with */
  constructor(
    private readonly sql: (statement: string) => Promise<readonly Record<string, unknown>[]>,
    private readonly of: string,
    private readonly count: number,
  ) {}

  /** @returns whether all that were to be given have been given */
  async giveMore(): Promise<boolean> {
    const wanted = this.count - this.given.length;
    if (wanted <= 0) return true;
    const rows = await this.sql(
      `UPDATE backup_schedule SET next_due_at = clock_timestamp() - interval '1 second'
       WHERE id IN (SELECT id FROM backup_schedule WHERE name LIKE '${this.of}-%'
         AND next_due_at > clock_timestamp() LIMIT ${wanted} FOR UPDATE)
       RETURNING id, next_due_at`,
    );
    this.given.push(...rows.map((row) => keyOf(row.id, row.next_due_at)));
    return this.given.length >= this.count;
  }

  /** None lost, none doubled: every due time has one cycle, which ended once, with one backup or a reason. */
  async expectEachDoneOnce(): Promise<void> {
    const cycles = await this.sql(
      `SELECT cycle.schedule_id, cycle.planned_at, cycle.outcome, cycle.trigger, cardinality(cycle.reasons) AS reasons,
         (SELECT count(*)::int FROM backup WHERE cycle_id = cycle.id AND state = 'SUCCESS') AS good,
         (SELECT count(*)::int FROM event WHERE type = 'BACKUP_FINISHED'
           AND subject_id IN (SELECT id FROM backup WHERE cycle_id = cycle.id)) AS ends
       FROM cycle JOIN backup_schedule AS schedule ON schedule.id = schedule_id
       WHERE schedule.name LIKE '${this.of}-%'`,
    );
    expect(new Set(this.given).size).toBe(this.count);
    expect(cycles.map((each) => keyOf(each.schedule_id, each.planned_at)).toSorted()).toEqual(
      this.given.toSorted(),
    );
    expect(cycles.filter(({ ends }) => ends !== 1)).toEqual([]);
    expect(cycles.filter(({ outcome, good }) => outcome !== 'BACKED_UP' || good !== 1)).toEqual([]);
  }

  async openOnes(): Promise<number> {
    const [row] = await this.sql(
      `SELECT count(*)::int AS open FROM backup_schedule AS schedule WHERE name LIKE '${this.of}-%' AND (
         next_due_at < clock_timestamp()
         OR EXISTS (SELECT FROM cycle WHERE schedule_id = schedule.id AND outcome = 'OPEN'))`,
    );
    return Number(row?.open);
  }
}

const keyOf = (scheduleId: unknown, plannedAt: unknown) =>
  `${scheduleId} ${(plannedAt as Date).toISOString()}`;
