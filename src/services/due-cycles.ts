/** Opens the cycles that are due, once per (schedule, planned time), with any number of workers. */
import { randomUUID } from 'node:crypto';
import { cycleStarted } from '../cycle/after-cycle.js';
import { afterSkip } from '../cycle/start-cycle.js';
import type { BackupSchedule } from '../domain/backup-schedule.js';
import type { Cycle, SkipReason } from '../domain/cycle.js';
import { AlreadyExists, DependencyFailure } from '../domain/errors.js';
import { systemActor } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { JobBell } from '../domain/ports/job-bell.js';
import type { Log } from '../domain/ports/log.js';
import type { Stores, UnitOfWork } from '../domain/ports/stores.js';
import type { Timetable } from '../domain/ports/timetable.js';
import { isInterval } from '../domain/schedule-timing.js';
import type { DueTimesAhead } from './due-times-ahead.js';

/** Transactions at the same time, and the schedules of each: a lock is held for some milliseconds per schedule. */
const LANES = 4;
const AT_ONCE = 10;
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
    const lanes = await Promise.all(Array.from({ length: LANES }, () => this.#lane(signal)));
    return lanes.reduce((sum, each) => sum + each, 0);
  }

  async #lane(signal: AbortSignal): Promise<number> {
    let opened = 0;
    for (let taken = 0; taken < MOST_AT_ONCE / LANES && !signal.aborted; taken += AT_ONCE) {
      const cycleIds = await this.#nextUnlessTaken();
      if (cycleIds === 'nothing-due') break;
      for (const cycleId of cycleIds) await this.#ring(cycleId);
      opened += cycleIds.length;
    }
    return opened;
  }

  /** A backup by hand may open its cycle between our look and our lock: then the schedule waits for that one to end. */
  async #nextUnlessTaken(): ReturnType<DueCycles['next']> {
    try {
      return await this.next();
    } catch (error) {
      if (error instanceof AlreadyExists) return 'nothing-due';
      if (!(error instanceof NotTaken)) throw error;
      await this.#passOver(error.schedule, error.cause);
      return [];
    }
  }

  private async next(): Promise<'nothing-due' | readonly string[]> {
    const now = this.ports.clock.now();
    return this.ports.work.transaction(async (stores) => {
      const due = await stores.schedules.due(now, AT_ONCE);
      const cycleIds: string[] = [];
      for (const schedule of due) {
        if (schedule.nextDueAt === null) continue;
        const cycleId = await this.#take(stores, schedule, schedule.nextDueAt, now).catch(
          (cause: unknown) => {
            throw cause instanceof AlreadyExists || cause instanceof DependencyFailure
              ? cause
              : new NotTaken(schedule, { cause });
          },
        );
        if (cycleId !== null) cycleIds.push(cycleId);
      }
      return due.length === 0 ? 'nothing-due' : cycleIds;
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

  /** One due schedule: a cycle, or the record of why there is none; the next due time moves in the same transaction. */
  async #take(stores: Stores, schedule: BackupSchedule, due: Date, now: Date): Promise<string | null> {
    const { timetable } = this.ports;
    const latest = timetable.lastUpTo(schedule, now, due) ?? due;
    const next = timetable.nextAfter(schedule, latest > now ? latest : now);
    await stores.schedules.advance(schedule.id, { nextDueAt: next });
    const cycle: Cycle = {
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
    if (await this.#isKnown(stores, cycle)) return null;
    const late = now.getTime() - latest.getTime() > schedule.graceMinutes * 60_000;
    if (late && !isInterval(schedule.timing)) {
      const reason = await whyLate(stores, schedule.id, latest);
      await stores.cycles.insert({ ...cycle, outcome: 'SKIPPED', reasons: [reason], endedAt: now });
      await afterSkip(stores, { cycle, scheduleId: schedule.id, reason, at: now });
      return null;
    }
    await stores.cycles.insert(cycle);
    await stores.events.append(cycleStarted(cycle, schedule.id, systemActor('scheduler')));
    return cycle.id;
  }

  /** A clock that was set back makes a due time come twice: the second time there is nothing to do. */
  async #isKnown(stores: Stores, { scheduleId, plannedAt }: Cycle): Promise<boolean> {
    if (scheduleId === null || plannedAt === null) return false;
    return stores.cycles.isPlanned(scheduleId, plannedAt);
  }

  async #ring(cycleId: string): Promise<void> {
    try {
      await this.ports.bell.startCycle(cycleId);
    } catch (error) {
      this.ports.log.warn(
        { cycleId, err: error },
        'the job store could not be rung; the sweep will find the cycle',
      );
    }
  }
}

/** The transaction of the whole batch is rolled back: a failed statement leaves it useless. */
class NotTaken extends Error {
  constructor(
    readonly schedule: BackupSchedule,
    options: ErrorOptions,
  ) {
    super(`The schedule ${schedule.id} could not be taken.`, options);
  }
}

/** Past its grace window: because the cycle before was still under way, or because nothing ran at all. */
async function whyLate(stores: Stores, scheduleId: string, due: Date): Promise<SkipReason> {
  const { items } = await stores.cycles.pageOf(scheduleId, { first: 1, after: null });
  const endedAt = items[0]?.item.endedAt;
  return endedAt !== undefined && endedAt !== null && endedAt > due ? 'CYCLE_OPEN' : 'GRACE_PASSED';
}
