/** Reminds of alerts that nobody sees to. However many workers look, each reminder is one. */
import { announceAlert } from '../cycle/announce-alert.js';
import { alertEvent } from '../cycle/incidents.js';
import { needsReminder } from '../domain/alert-standing.js';
import { systemActor } from '../domain/identity.js';
import { ALERTS_AT_ONCE, type AlertTimesPorts, lockedAlert } from './alert-snooze.js';

export interface ReminderPorts extends AlertTimesPorts {
  /** After how long, in milliseconds; 0: never. */
  readonly afterMs: number;
}

export class AlertReminders {
  constructor(private readonly ports: ReminderPorts) {}

  /** @returns how many this call sent */
  async send(signal: AbortSignal): Promise<number> {
    const { work, clock, log, afterMs } = this.ports;
    if (afterMs <= 0) return 0;
    const now = clock.now();
    const before = new Date(now.getTime() - afterMs);
    let sent = 0;
    for (const id of await work.stores.alerts.remindable(before, now, ALERTS_AT_ONCE)) {
      if (signal.aborted) break;
      try {
        if (await this.#remind(id)) sent += 1;
      } catch (error) {
        log.warn({ alertId: id, err: error }, 'a reminder of an alert could not be written');
      }
    }
    return sent;
  }

  /** Looked at again under its lock: another worker may have reminded, a person may have seen to it. */
  #remind(id: string): Promise<boolean> {
    const { work, clock, afterMs } = this.ports;
    return work.transaction(async (stores) => {
      const alert = await lockedAlert(stores, id);
      if (alert === undefined) return false;
      const { subjectType, subjectId } = alert;
      const schedule = subjectType === 'BackupSchedule' ? await stores.schedules.find(subjectId) : undefined;
      const at = clock.now();
      if (!needsReminder(alert, schedule, { now: at, afterMs })) return false;
      await stores.alerts.update(id, { remindedAt: at });
      const reminded = { ...alert, remindedAt: at };
      await stores.events.append(alertEvent('ALERT_REMINDED', reminded, systemActor('alerts'), {}));
      await announceAlert(stores, reminded, {
        kind: 'REMINDED',
        at,
        by: null,
        added: [],
        removed: [],
        reason: null,
      });
      return true;
    });
  }
}
