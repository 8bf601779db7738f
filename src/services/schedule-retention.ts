/** Applies a schedule's retention: which backups go, which are held longer and for what (design 5). */
import type { BackupSchedule, Retention } from '../domain/backup-schedule.js';
import { NotFound } from '../domain/errors/resource-errors.js';
import { type Actor, systemActor } from '../domain/identity.js';
import { namespaceListFaults } from '../domain/names.js';
import type { Clock } from '../domain/ports/clock.js';
import type { DatabaseClock } from '../domain/ports/database-clock.js';
import type { JobBell } from '../domain/ports/job-bell.js';
import type { Log } from '../domain/ports/log.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import { type HeldFor, planRetention, type RetentionPlan } from '../domain/retention.js';
import { transition } from '../domain/state-machine.js';
import { machineKey } from '../domain/virtual-machine.js';
import { assertSeen, authorise } from './authorisation.js';
import { refuse } from './faults.js';
import { lockedSchedule } from './locked-schedule.js';
import { writeEdit } from './schedule-history.js';
import { retentionFaults } from './schedule-input.js';

const PAGE = 200;

export interface RetentionPorts {
  readonly work: UnitOfWork;
  readonly bell: JobBell;
  readonly clock: Clock;
  /** What is too old goes for good: a worker whose clock is ahead must not say so. */
  readonly databaseClock: DatabaseClock;
  readonly log: Log;
}

export interface HeldBackup {
  readonly backupId: string;
  readonly heldFor: readonly HeldFor[];
}

export interface RetentionPreview {
  /** Ids of backups, oldest first. */
  readonly remove: readonly string[];
  readonly held: readonly HeldBackup[];
}

export class ScheduleRetention {
  constructor(private readonly ports: RetentionPorts) {}

  /** Begins the deletion of what the rule no longer keeps. May be called at any time, twice as well. @returns how many */
  async prune(scheduleId: string): Promise<number> {
    const { work, clock, bell } = this.ports;
    const schedule = await work.stores.schedules.find(scheduleId);
    if (schedule === undefined) return 0;
    const { remove } = await this.#plan(schedule);
    let removed = 0;
    for (const backupId of remove) {
      const backup = await work.stores.backups.find(backupId);
      if (backup === undefined || backup.state === 'DELETING' || backup.state === 'IN_PROGRESS') continue;
      const to = transition('Backup', backup.state, 'DELETING');
      const moved = await work.transaction(async (stores) => {
        if (!(await stores.backups.move(backupId, backup.state, to, clock.now()))) return false;
        await stores.events.append({
          type: 'BACKUP_DELETING',
          subjectType: 'Backup',
          subjectId: backupId,
          actor: systemActor('retention'),
          data: { from: backup.state, to, name: backup.name, scheduleId },
        });
        return true;
      });
      if (!moved) continue;
      removed += 1;
      await bell.deleteBackup(backupId).catch(() => undefined);
    }
    return removed;
  }

  /** Every schedule with more than it keeps, or with an age: that moves on without a cycle too. One that fails stops no other. */
  async pruneAll(signal: AbortSignal): Promise<void> {
    let after: string | null = null;
    do {
      const { schedules, backups } = this.ports.work.stores;
      const page = await schedules.page({ first: PAGE, after });
      const counts = await backups.countOfSchedules(page.items.map(({ item }) => item.id));
      for (const { item } of page.items) {
        if (signal.aborted) return;
        const { keep, maxAgeDays } = item.retention;
        if (maxAgeDays === null && (counts.get(item.id) ?? 0) <= keep) continue;
        try {
          await this.prune(item.id);
        } catch (error) {
          const told = { scheduleId: item.id, err: error };
          this.ports.log.warn(told, 'the retention of a schedule could not be applied');
        }
      }
      after = page.hasNext ? (page.items.at(-1)?.cursor ?? null) : null;
    } while (after !== null && !signal.aborted);
  }

  /**
   * What would be removed now, oldest first, and what is kept beyond `keep`, and why. Changes nothing.
   * @param retention as if it were the schedule's; absent: its own @throws NotFound, InvalidInput
   */
  async preview(scheduleId: string, viewer: Actor, retention?: Retention): Promise<RetentionPreview> {
    refuse(retention === undefined ? [] : retentionFaults('retention', retention));
    const row = await this.#schedule(scheduleId);
    const { stores } = this.ports.work;
    const schedule = await assertSeen(stores, viewer, 'BackupSchedule', { id: scheduleId, row });
    const { remove, held } = await this.#plan(
      retention === undefined ? schedule : { ...schedule, retention },
    );
    return { remove, held: [...held].map(([backupId, heldFor]) => ({ backupId, heldFor })) };
  }

  /** What is kept longer than the rule says, and why. @throws NotFound */
  async held(scheduleId: string): Promise<readonly HeldBackup[]> {
    const schedule = await this.#schedule(scheduleId);
    const { held } = await this.#plan(schedule);
    return [...held].map(([backupId, heldFor]) => ({ backupId, heldFor }));
  }

  /**
   * The last copies of these namespaces need not be kept any longer, nor those of their virtual machines that are held now. @throws InvalidInput, NotFound, Forbidden
   */
  async release(
    { scheduleId, namespaces }: { readonly scheduleId: string; readonly namespaces: readonly string[] },
    actor: Actor,
  ): Promise<BackupSchedule> {
    const { work, clock, bell } = this.ports;
    refuse(namespaceListFaults('namespaces', namespaces));
    const machines = await this.#machinesHeld(scheduleId, namespaces);
    const released = await work.transaction(async (stores) => {
      const schedule = await lockedSchedule(stores, scheduleId);
      const own = { resource: 'BackupSchedule', id: schedule.id } as const;
      await authorise(stores, actor, 'BackupSchedule.release', own);
      const union = [...new Set([...schedule.released, ...namespaces, ...machines])].sort();
      return writeEdit(
        stores,
        schedule,
        { released: union },
        { kind: 'EDIT', at: clock.now(), actor, namespaces },
      );
    });
    await bell.pruneSchedule(scheduleId).catch(() => undefined);
    return released;
  }

  async #machinesHeld(scheduleId: string, namespaces: readonly string[]): Promise<readonly string[]> {
    const schedule = await this.ports.work.stores.schedules.find(scheduleId);
    if (schedule?.selection.kind !== 'VIRTUAL_MACHINES') return [];
    const { held } = await this.#plan(schedule);
    return [...held.values()]
      .flat()
      .flatMap(({ namespace, virtualMachine: name }) =>
        namespace !== null && name !== undefined && namespaces.includes(namespace)
          ? [machineKey({ namespace, name })]
          : [],
      );
  }

  async #schedule(id: string): Promise<BackupSchedule> {
    const schedule = await this.ports.work.stores.schedules.find(id);
    if (schedule === undefined) throw new NotFound('BackupSchedule', id);
    return schedule;
  }

  async #plan(schedule: BackupSchedule): Promise<RetentionPlan> {
    const backups = await this.ports.work.stores.backups.retainedOf(schedule.id);
    return planRetention(schedule, backups, await this.ports.databaseClock.now());
  }
}
