/** Snoozing: no pings until a time, or until the alert changes. The alerts stay what they are, and are shown as such. */
import { announceAlert } from '../cycle/announce-alert.js';
import { alertEvent } from '../cycle/incidents.js';
import type { Alert } from '../domain/alert.js';
import type { AlertChangeKind } from '../domain/alert-change.js';
import { AWAKE, isSnoozed, type Snooze, snoozeFaults } from '../domain/alert-standing.js';
import { NothingToSnooze } from '../domain/errors/schedule-errors.js';
import { type Actor, systemActor } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { Log } from '../domain/ports/log.js';
import type { Stores, UnitOfWork } from '../domain/ports/stores.js';
import { authorise } from './authorisation.js';
import { refuse } from './faults.js';
import { lockedSchedule } from './locked-schedule.js';

export const ALERTS_AT_ONCE = 500;

export interface AlertTimesPorts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly log: Log;
}

export interface SnoozeRequest {
  readonly scheduleId: string;
  /** Null: until it changes. */
  readonly until: Date | null;
}

export interface AlertsSnoozed {
  /** The open alerts about the schedule, as they are now. */
  readonly alerts: readonly Alert[];
  /** False: it was so already. */
  readonly changed: boolean;
}

export class AlertSnooze {
  constructor(private readonly ports: AlertTimesPorts) {}

  /** Every open alert about the schedule itself. @throws InvalidInput, NotFound, Forbidden, NothingToSnooze */
  async snooze({ scheduleId, until }: SnoozeRequest, actor: Actor): Promise<AlertsSnoozed> {
    const { work, clock } = this.ports;
    const at = clock.now();
    refuse(snoozeFaults('until', until, at));
    return work.transaction(async (stores) => {
      const { name } = await lockedSchedule(stores, scheduleId);
      const own = { resource: 'BackupSchedule', id: scheduleId } as const;
      await authorise(stores, actor, 'BackupSchedule.snooze', own);
      const open = await openAbout(stores, scheduleId);
      if (open.length === 0) throw new NothingToSnooze(scheduleId, name);
      const asked = { snoozedAt: at, snoozedUntil: until, snoozedUntilChange: until === null };
      const wanting = open.filter((alert) => !isSnoozed(alert, at) || !isSame(alert, asked));
      const note = { at, actor, kind: 'SNOOZED', to: { ...asked, snoozedBy: actor.name } } as const;
      for (const alert of wanting) await change(stores, alert, note);
      return answer(stores, scheduleId, wanting);
    });
  }

  /** Nothing that is snoozed: nothing is changed. @throws NotFound, Forbidden */
  async unsnooze(scheduleId: string, actor: Actor): Promise<AlertsSnoozed> {
    const { work, clock } = this.ports;
    const at = clock.now();
    return work.transaction(async (stores) => {
      await lockedSchedule(stores, scheduleId);
      const own = { resource: 'BackupSchedule', id: scheduleId } as const;
      await authorise(stores, actor, 'BackupSchedule.snooze', own);
      const snoozed = (await openAbout(stores, scheduleId)).filter((alert) => isSnoozed(alert, at));
      for (const alert of snoozed) await change(stores, alert, { at, actor, kind: 'UNSNOOZED', to: AWAKE });
      return answer(stores, scheduleId, snoozed);
    });
  }

  /** Timed snoozes that the clock has ended: told once, by whoever comes first. @returns how many this call told */
  async wake(signal: AbortSignal): Promise<number> {
    const { work, clock, log } = this.ports;
    const actor = systemActor('alerts');
    let woken = 0;
    for (const id of await work.stores.alerts.snoozeOver(clock.now(), ALERTS_AT_ONCE)) {
      if (signal.aborted) break;
      try {
        const told = await work.transaction(async (stores) => {
          const alert = await lockedAlert(stores, id);
          const at = clock.now();
          if (alert === undefined || alert.snoozedUntil === null || isSnoozed(alert, at)) return false;
          await change(stores, alert, { at, actor, kind: 'UNSNOOZED', to: AWAKE });
          return true;
        });
        if (told) woken += 1;
      } catch (error) {
        log.warn({ alertId: id, err: error }, 'an alert could not be woken');
      }
    }
    return woken;
  }
}

/** The alert, locked, while it is open. */
export async function lockedAlert(stores: Stores, id: string): Promise<Alert | undefined> {
  const seen = await stores.alerts.find(id);
  if (seen === undefined) return undefined;
  const open = await stores.alerts.lockOpen(seen.subjectType, seen.subjectId, seen.kind);
  return open?.id === id ? open : undefined;
}

async function openAbout(stores: Stores, scheduleId: string): Promise<readonly Alert[]> {
  const about = await stores.alerts.openAbout([scheduleId]);
  // One order for everybody who locks several, so that nobody waits in a circle.
  const ordered = about.toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
  const locked: Alert[] = [];
  for (const { subjectType, subjectId, kind } of ordered) {
    const open = await stores.alerts.lockOpen(subjectType, subjectId, kind);
    if (open !== undefined) locked.push(open);
  }
  return locked;
}

function isSame(alert: Snooze, asked: Pick<Snooze, 'snoozedUntil' | 'snoozedUntilChange'>): boolean {
  if (asked.snoozedUntilChange) return alert.snoozedUntilChange;
  return alert.snoozedUntil?.getTime() === asked.snoozedUntil?.getTime();
}

async function change(
  stores: Stores,
  alert: Alert,
  note: {
    readonly at: Date;
    readonly actor: Actor;
    readonly kind: Extract<AlertChangeKind, 'SNOOZED' | 'UNSNOOZED'>;
    readonly to: Snooze;
  },
): Promise<void> {
  const { at, actor, kind, to } = note;
  const by = actor.kind === 'USER' ? actor.name : null;
  const now = { ...alert, ...to };
  await stores.alerts.update(alert.id, to);
  const until = to.snoozedUntil?.toISOString() ?? null;
  await stores.events.append(alertEvent(`ALERT_${kind}`, now, actor, { by, until }));
  await announceAlert(stores, now, { kind, at, by, added: [], removed: [], reason: null });
}

async function answer(stores: Stores, scheduleId: string, moved: readonly Alert[]): Promise<AlertsSnoozed> {
  return { alerts: await stores.alerts.openAbout([scheduleId]), changed: moved.length > 0 };
}
