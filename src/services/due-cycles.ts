/** Opens the cycles that are due, once per (schedule, planned time), with any number of workers. */

import { randomUUID } from 'node:crypto';
import { cycleStarted } from '../cycle/after-cycle.js';
import { afterSkip } from '../cycle/skip-cycle.js';
import type { BackupSchedule } from '../domain/backup-schedule.js';
import type { Cycle, SkipReason } from '../domain/cycle.js';
import { DependencyFailure } from '../domain/errors/dependency-errors.js';
import { AlreadyExists } from '../domain/errors/resource-errors.js';
import { systemActor } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { JobBell } from '../domain/ports/job-bell.js';
import type { Log } from '../domain/ports/log.js';
import type { Stores, UnitOfWork } from '../domain/ports/stores.js';
import type { Timetable } from '../domain/ports/timetable.js';
import { isInterval } from '../domain/schedule-timing.js';
import type { DueTimesAhead } from './due-times-ahead.js';
import { ring } from './ringing.js';

/** Schedules of one transaction: some ten statements for all of them. Their edits wait for it some milliseconds. */
const AT_ONCE = 100;
const MOST_AT_ONCE = 2_000;
/** More than clocks are trimmed by. */
const SET_BACK_MS = 60_000;
const PASSED_OVER_MS = 60_000;

export interface DueCyclePorts {
  readonly work: UnitOfWork;
  readonly timetable: Timetable;
  readonly ahead: Pick<DueTimesAhead, 'bringForward'>;
  readonly bell: JobBell;
  readonly clock: Clock;
  readonly log: Log;
}

export class DueCycles {
  #lastLook = 0;

  constructor(private readonly ports: DueCyclePorts) {}

  /** Everything that is due now. @returns how many cycles were opened */
  async open(signal: AbortSignal): Promise<number> {
    const now = this.ports.clock.now().getTime();
    if (now < this.#lastLook - SET_BACK_MS) await this.ports.ahead.bringForward(signal);
    this.#lastLook = now;
    let opened = 0;
    for (let taken = 0; taken < MOST_AT_ONCE && !signal.aborted; taken += AT_ONCE) {
      const cycleIds = await this.#nextUnlessTaken();
      if (cycleIds === 'nothing-due') break;
      await ring(() => this.ports.bell.startCycles(cycleIds), this.ports.log, 'cycles');
      opened += cycleIds.length;
    }
    return opened;
  }

  /** A backup by hand may open its cycle between our look and our lock: then the schedule waits for that one to end. */
  async #nextUnlessTaken(limit = AT_ONCE): ReturnType<DueCycles['next']> {
    try {
      return await this.next(limit);
    } catch (error) {
      if (error instanceof DependencyFailure) throw error;
      if (error instanceof AlreadyExists) return [];
      if (error instanceof NotTaken) await this.#passOver(error.schedule, error.cause);
      // One of them cannot be written: the first alone, so that it is taken or known to be the one.
      else return this.#nextUnlessTaken(1);
      return [];
    }
  }

  private async next(limit: number): Promise<'nothing-due' | readonly string[]> {
    const now = this.ports.clock.now();
    return this.ports.work.transaction(async (stores) => {
      const due = await stores.schedules.due(now, limit);
      if (due.length === 0) return 'nothing-due';
      const times = due.map((schedule) => this.#timesOf(schedule, now));
      const opened = this.#openCycles(stores, times, now);
      const [only, another] = due;
      return another === undefined && only !== undefined ? opened.catch(notTaken(only)) : opened;
    });
  }

  /** One schedule that cannot be taken must not keep the others: it is looked at again in a while. */
  async #passOver({ id, nextDueAt }: BackupSchedule, cause: unknown): Promise<void> {
    const { work, clock, log } = this.ports;
    log.error(
      { scheduleId: id, err: cause },
      'a due schedule could not be taken; it is tried again in a minute',
    );
    await work.transaction(async (stores) => {
      const now = await stores.schedules.lock(id);
      if (now?.nextDueAt?.getTime() !== nextDueAt?.getTime()) return;
      await stores.schedules.advance(id, {
        nextDueAt: new Date(clock.now().getTime() + PASSED_OVER_MS),
        stateReason: 'its due time could not be worked out: the log has the cause',
      });
    });
  }

  #timesOf(schedule: BackupSchedule, now: Date): DueTimes {
    const { timetable } = this.ports;
    try {
      const due = schedule.nextDueAt ?? now;
      const latest = timetable.lastUpTo(schedule, now, due) ?? due;
      return { schedule, due, latest, next: timetable.nextAfter(schedule, latest > now ? latest : now) };
    } catch (cause) {
      throw new NotTaken(schedule, { cause });
    }
  }

  /** For each a cycle, or the record of why there is none, in the transaction in which its due time moves. */
  async #openCycles(stores: Stores, times: readonly DueTimes[], now: Date): Promise<readonly string[]> {
    await stores.schedules.moveDueTimes(
      times.map(({ schedule, next }) => ({ id: schedule.id, nextDueAt: next })),
    );
    // A clock that was set back makes a due time come twice: the second time there is nothing to do.
    const known = await stores.cycles.planned(
      times.map(({ schedule, latest }) => ({ scheduleId: schedule.id, plannedAt: latest })),
    );
    const fresh = times.filter(({ schedule }) => !known.has(schedule.id));
    const late = fresh.filter((each) => isLate(each, now));
    const opened = fresh.filter((each) => !isLate(each, now)).map((each) => cycleOf(each, now));
    await stores.cycles.insert(...opened);
    const actor = systemActor('scheduler');
    await stores.events.append(...opened.map((cycle) => cycleStarted(cycle, cycle.scheduleId ?? '', actor)));
    for (const each of late) {
      const scheduleId = each.schedule.id;
      const reason = await whyLate(stores, scheduleId, each.latest);
      const cycle: Cycle = { ...cycleOf(each, now), outcome: 'SKIPPED', reasons: [reason], endedAt: now };
      await stores.cycles.insert(cycle);
      await afterSkip(stores, { cycle, scheduleId, reason, at: now });
    }
    return opened.map(({ id }) => id);
  }
}

interface DueTimes {
  readonly schedule: BackupSchedule;
  readonly due: Date;
  /** The last due time that has come: what was missed before it is not made up for one by one. */
  readonly latest: Date;
  readonly next: Date | null;
}

function isLate({ schedule, latest }: DueTimes, now: Date): boolean {
  const late = now.getTime() - latest.getTime() > schedule.graceMinutes * 60_000;
  return late && !isInterval(schedule.timing);
}

function cycleOf({ schedule, due, latest }: DueTimes, now: Date): Cycle {
  return {
    id: randomUUID(),
    scheduleId: schedule.id,
    plannedAt: latest,
    trigger: latest > due ? 'CATCH_UP' : 'PLANNED',
    selection: schedule.selection,
    selectionVersion: schedule.selectionVersion,
    outcome: 'OPEN',
    reasons: [],
    startedAt: now,
    endedAt: null,
  };
}

/** The transaction of the whole batch is rolled back and made again without this one. */
class NotTaken extends Error {
  constructor(
    readonly schedule: BackupSchedule,
    options: ErrorOptions,
  ) {
    super(`The schedule ${schedule.id} could not be taken.`, options);
  }
}

function notTaken(schedule: BackupSchedule): (cause: unknown) => never {
  return (cause) => {
    if (cause instanceof AlreadyExists || cause instanceof DependencyFailure) throw cause;
    throw new NotTaken(schedule, { cause });
  };
}

/** Past its grace window: because the cycle before was still under way, or because nothing ran at all. */
async function whyLate(stores: Stores, scheduleId: string, due: Date): Promise<SkipReason> {
  const { items } = await stores.cycles.pageOf(scheduleId, { first: 1, after: null });
  const endedAt = items[0]?.item.endedAt;
  return endedAt !== undefined && endedAt !== null && endedAt > due ? 'CYCLE_OPEN' : 'GRACE_PASSED';
}
