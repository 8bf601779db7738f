/** Alerts: listed, and acknowledged by a person. Opening, counting and closing them is the cycle's business. */
import { announceAlert } from '../cycle/announce-alert.js';
import { alertEvent } from '../cycle/incidents.js';
import { sightOf } from '../domain/access.js';
import type { Alert } from '../domain/alert.js';
import type { Actor } from '../domain/identity.js';
import type { AlertSort } from '../domain/listing.js';
import type { AlertFilter } from '../domain/ports/alert-store.js';
import type { Clock } from '../domain/ports/clock.js';
import type { Page, SortedRequest, UnitOfWork } from '../domain/ports/stores.js';
import { assertSeen, authorise } from './authorisation.js';

export interface AlertPorts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
}

export class AlertService {
  constructor(private readonly ports: AlertPorts) {}

  /** @throws NotFound */
  async get(id: string, viewer: Actor): Promise<Alert> {
    const { stores } = this.ports.work;
    return assertSeen(stores, viewer, 'Alert', { id, row: await stores.alerts.find(id) });
  }

  page(request: SortedRequest<AlertSort>, filter: AlertFilter, viewer: Actor): Promise<Page<Alert>> {
    return this.ports.work.stores.alerts.page(request, { ...filter, seenBy: sightOf(viewer) });
  }

  count(filter: AlertFilter, viewer: Actor): Promise<number> {
    return this.ports.work.stores.alerts.count({ ...filter, seenBy: sightOf(viewer) });
  }

  /** Somebody looks after it. Doing it again, or for one that is closed, changes nothing. @throws NotFound, Forbidden */
  async acknowledge(id: string, actor: Actor): Promise<Alert> {
    const { work, clock } = this.ports;
    const seen = await this.get(id, actor);
    await authorise(work.stores, actor, 'Alert.acknowledge', { resource: 'Alert', id });
    await work.transaction(async (stores) => {
      const open = await stores.alerts.lockOpen(seen.subjectType, seen.subjectId, seen.kind);
      if (open === undefined || open.id !== id || open.acknowledgedAt !== null) return;
      const at = clock.now();
      const change = { acknowledgedAt: at, acknowledgedBy: actor.name };
      await stores.alerts.update(id, change);
      await stores.events.append(alertEvent('ALERT_ACKNOWLEDGED', open, actor, { by: actor.name }));
      const told = {
        kind: 'ACKNOWLEDGED',
        at,
        by: actor.name,
        added: [],
        removed: [],
        reason: null,
      } as const;
      await announceAlert(stores, { ...open, ...change }, told);
    });
    return this.get(id, actor);
  }
}
