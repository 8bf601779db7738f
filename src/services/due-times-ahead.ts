/** Due times that lie further ahead than their timing says: left by a clock that was ahead and has been put right. */
import type { BackupSchedule } from '../domain/backup-schedule.js';
import type { Clock } from '../domain/ports/clock.js';
import type { Log } from '../domain/ports/log.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import type { Timetable } from '../domain/ports/timetable.js';

const PAGE = 200;

export interface DueTimesAheadPorts {
  readonly work: UnitOfWork;
  readonly timetable: Timetable;
  readonly clock: Clock;
  readonly log: Log;
}

export class DueTimesAhead {
  constructor(private readonly ports: DueTimesAheadPorts) {}

  /**
   * Without this a schedule that ran once under a clock of next week would stand still for that week. A planned time that
   * comes by again has its cycle already, so none is run twice. @returns how many due times were brought forward
   */
  async bringForward(signal: AbortSignal): Promise<number> {
    const { work, log } = this.ports;
    let after: string | null = null;
    let moved = 0;
    do {
      const page = await work.stores.schedules.page({ first: PAGE, after }, { states: ['ACTIVE'] });
      for (const { item } of page.items) {
        if (!signal.aborted && this.#sooner(item) !== null && (await this.#move(item.id))) moved += 1;
      }
      after = page.hasNext ? (page.items.at(-1)?.cursor ?? null) : null;
    } while (after !== null && !signal.aborted);
    if (moved > 0)
      log.warn({ schedules: moved }, 'due times were further ahead than they can be: the clock was set back');
    return moved;
  }

  #move(id: string): Promise<boolean> {
    return this.ports.work.transaction(async (stores) => {
      const schedule = await stores.schedules.lock(id);
      const nextDueAt = schedule === undefined ? null : this.#sooner(schedule);
      if (nextDueAt === null) return false;
      await stores.schedules.advance(id, { nextDueAt });
      return true;
    });
  }

  #sooner(schedule: BackupSchedule): Date | null {
    if (schedule.state !== 'ACTIVE') return null;
    const { timetable, clock } = this.ports;
    const next = timetable.nextAfter(schedule, clock.now());
    return next !== null && (schedule.nextDueAt === null || next < schedule.nextDueAt) ? next : null;
  }
}
