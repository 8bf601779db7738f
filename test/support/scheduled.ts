/** An installation whose time a test turns by hand, with what tests of schedules ask for again and again. */

import type { Alert } from '../../src/domain/alert.js';
import type { BackupSchedule } from '../../src/domain/backup-schedule.js';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import type { Cycle } from '../../src/domain/cycle.js';
import { systemActor } from '../../src/domain/identity.js';
import type { NewSchedule } from '../../src/services/schedule-service.js';
import { type BackupReport, Installation, type InstallationOptions } from './installation.js';
import { QueueBell } from './queue-bell.js';
import { SettableClock } from './settable-clock.js';

/** Lives on real time: long, so that a machine that stands still for seconds does not cost a run its backup. */
const LEASE_MS = 60_000;

export interface CycleReport {
  readonly cycle: Cycle;
  /** Of the cycle's backup; undefined when it left none. */
  readonly backup: BackupReport | undefined;
}

export class Scheduled {
  private constructor(
    readonly holdfast: Installation,
    readonly clock: SettableClock,
    readonly bell: QueueBell,
  ) {}

  static async start(options: InstallationOptions = {}, at = '2026-11-20T12:00:00Z'): Promise<Scheduled> {
    const clock = new SettableClock(at);
    const bell = new QueueBell();
    const holdfast = await Installation.start({ leaseMs: LEASE_MS, ...options, clock, bell });
    return new Scheduled(holdfast, clock, bell);
  }

  get store() {
    return this.holdfast.kubernetes.store;
  }

  get services() {
    return this.holdfast.product.services;
  }

  /** Every 15 minutes over the named namespaces, three kept, unless said otherwise. */
  create(names: readonly string[], change: Partial<NewSchedule> = {}): Promise<BackupSchedule> {
    const { cluster, location, actor } = this.holdfast;
    return this.services.schedules.create(
      {
        name: 'nightly',
        clusterId: cluster.id,
        locationId: location.id,
        selection: { kind: 'NAMED', names },
        timing: { kind: 'INTERVAL', minutes: 15 },
        timeZone: 'UTC',
        retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
        ...change,
      },
      actor,
    );
  }

  /** Turns the clock to the schedule's next due time and lets everything happen that follows. */
  async cycle(scheduleId: string): Promise<CycleReport> {
    const { nextDueAt } = await this.services.schedules.get(scheduleId, systemActor('test'));
    if (nextDueAt === null) throw new Error('the schedule is never due');
    this.clock.set(nextDueAt);
    return this.tick(scheduleId);
  }

  /** What is due now happens. @returns the newest cycle of the schedule */
  async tick(scheduleId: string): Promise<CycleReport> {
    const { handlers } = this.holdfast.product;
    await handlers.due({}, new AbortController().signal);
    await this.bell.settle(handlers);
    return this.latest(scheduleId);
  }

  async latest(scheduleId: string): Promise<CycleReport> {
    const { items } = await this.services.schedules.cycles(scheduleId, { first: 1, after: null });
    const cycle = items[0]?.item;
    if (cycle === undefined) throw new Error('the schedule had no cycle yet');
    const backup = (await this.services.schedules.backupsOfCycles([cycle.id])).get(cycle.id);
    return { cycle, backup: backup && (await this.holdfast.report(backup.id)) };
  }

  async openAlerts(): Promise<readonly Alert[]> {
    const { items } = await this.services.alerts.page(
      { first: 50, after: null },
      { open: true },
      systemActor('test'),
    );
    return items.map((each) => each.item);
  }

  async exclude(schedule: BackupSchedule, ...namespaces: readonly string[]) {
    const { selectionVersion } = await this.services.schedules.get(schedule.id, systemActor('test'));
    const request = { scheduleId: schedule.id, namespaces, selectionVersion };
    return this.services.scheduleNamespaces.exclude(request, this.holdfast.actor);
  }

  async add(schedule: BackupSchedule, ...namespaces: readonly string[]) {
    const { selectionVersion } = await this.services.schedules.get(schedule.id, systemActor('test'));
    const request = { scheduleId: schedule.id, namespaces, selectionVersion };
    return this.services.scheduleNamespaces.add(request, this.holdfast.actor);
  }

  stop(): Promise<void> {
    return this.holdfast.stop();
  }
}
