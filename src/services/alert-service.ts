/** Alerts: listed, and acknowledged by a person. Opening, counting and closing them is the cycle's business. */
import { alertEvent } from '../cycle/incidents.js';
import type { Alert } from '../domain/alert.js';
import { NotFound } from '../domain/errors.js';
import type { Actor } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { AlertFilter, Page, PageRequest, Stores, UnitOfWork } from '../domain/ports/stores.js';
import { assertRight } from '../domain/rights.js';

export interface AlertPorts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
}

export class AlertService {
  constructor(private readonly ports: AlertPorts) {}

  /** @throws NotFound */
  async get(id: string): Promise<Alert> {
    const alert = await this.ports.work.stores.alerts.find(id);
    if (alert === undefined) throw new NotFound('Alert', id);
    return alert;
  }

  page(request: PageRequest, filter?: AlertFilter): Promise<Page<Alert>> {
    return this.ports.work.stores.alerts.page(request, filter);
  }

  count(filter?: AlertFilter): Promise<number> {
    return this.ports.work.stores.alerts.count(filter);
  }

  /** Somebody looks after it. Doing it again, or for one that is closed, changes nothing. @throws NotFound, Forbidden */
  async acknowledge(id: string, actor: Actor): Promise<Alert> {
    const { work, clock } = this.ports;
    const seen = await this.get(id);
    assertRight(actor, 'Alert.acknowledge', await ownerOfAlert(work.stores, seen));
    await work.transaction(async (stores) => {
      const open = await stores.alerts.lockOpen(seen.subjectType, seen.subjectId, seen.kind);
      if (open === undefined || open.id !== id || open.acknowledgedAt !== null) return;
      await stores.alerts.update(id, { acknowledgedAt: clock.now(), acknowledgedBy: actor.name });
      await stores.events.append(alertEvent('ALERT_ACKNOWLEDGED', open, actor, { by: actor.name }));
    });
    return this.get(id);
  }
}

/** An alert is theirs whose schedule it is: the one it is raised on, or whose cycle was counted last. Null: nobody's. */
export async function ownerOfAlert(
  stores: Stores,
  { subjectType, subjectId, scheduleId }: Alert,
): Promise<string | null> {
  const id = subjectType === 'BackupSchedule' ? subjectId : scheduleId;
  const schedule = id === null ? undefined : await stores.schedules.find(id);
  return schedule?.ownerId ?? null;
}
