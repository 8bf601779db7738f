/** Writes what a cycle's end means for the open alerts, in the transaction that records the end. */
import { randomUUID } from 'node:crypto';
import type { Alert, Raise, Settle } from '../domain/alert.js';
import type { EventType, NewEvent } from '../domain/event.js';
import type { Actor } from '../domain/identity.js';
import type { Stores } from '../domain/ports/stores.js';

export interface Occasion {
  readonly at: Date;
  readonly scheduleId: string | null;
  readonly cycleId: string | null;
  readonly backupId: string | null;
  readonly actor: Actor;
}

type AlertStores = Pick<Stores, 'alerts' | 'events'>;

/** One incident stays one row: opened, counted, changed, closed; each with its event. */
export async function writeIncidents(
  stores: AlertStores,
  { raise, settle }: { readonly raise: readonly Raise[]; readonly settle: readonly Settle[] },
  occasion: Occasion,
): Promise<void> {
  // Nearly always there is nothing to settle: asked once for all of them instead of once for each.
  const open = await stores.alerts.openAbout([...new Set(settle.map((each) => each.subjectId))]);
  const isOpen = ({ subjectType, subjectId, kind }: Settle) =>
    open.some(
      (alert) => alert.subjectType === subjectType && alert.subjectId === subjectId && alert.kind === kind,
    );
  for (const each of settle) if (isOpen(each)) await settleAlert(stores, each, occasion);
  for (const each of raise) await raiseAlert(stores, each, occasion);
}

export async function settleAlert(
  stores: AlertStores,
  { subjectType, subjectId, kind, reason }: Settle,
  { at, actor }: Pick<Occasion, 'at' | 'actor'>,
): Promise<void> {
  const open = await stores.alerts.lockOpen(subjectType, subjectId, kind);
  if (open === undefined) return;
  await stores.alerts.update(open.id, { closedAt: at, closedReason: reason });
  await stores.events.append(alertEvent('ALERT_CLOSED', open, actor, { reason }));
}

/** The subject is gone: every open alert about it closes. */
export async function settleAll(
  stores: AlertStores,
  { subjectType, subjectId, reason }: Omit<Settle, 'kind'>,
  { at, actor }: Pick<Occasion, 'at' | 'actor'>,
): Promise<void> {
  const closed = await stores.alerts.closeAll(subjectType, subjectId, reason, at);
  await stores.events.append(...closed.map((alert) => alertEvent('ALERT_CLOSED', alert, actor, { reason })));
}

async function raiseAlert(stores: AlertStores, raised: Raise, occasion: Occasion): Promise<void> {
  const { at, scheduleId, cycleId, backupId, actor } = occasion;
  const fresh: Alert = {
    id: randomUUID(),
    ...raised,
    openedAt: at,
    changedAt: at,
    lastSeenAt: at,
    count: 1,
    scheduleId,
    backupId,
    acknowledgedAt: null,
    acknowledgedBy: null,
    closedAt: null,
    closedReason: null,
  };
  if (await stores.alerts.insert(fresh)) {
    const { namespaces } = fresh;
    await stores.events.append(alertEvent('ALERT_OPENED', fresh, actor, { cycleId, namespaces }));
    return;
  }
  const open = await stores.alerts.lockOpen(raised.subjectType, raised.subjectId, raised.kind);
  if (open === undefined) return raiseAlert(stores, raised, occasion);
  const changed = isAnother(open, raised);
  const count = open.count + 1;
  await stores.alerts.update(open.id, {
    count,
    lastSeenAt: at,
    scheduleId,
    backupId,
    message: raised.message,
    // What was acknowledged was the old set: a changed one asks for attention again.
    ...(changed && {
      changedAt: at,
      namespaces: raised.namespaces,
      acknowledgedAt: null,
      acknowledgedBy: null,
    }),
  });
  const counted = { ...open, scheduleId, backupId, count };
  await stores.events.append(
    changed
      ? alertEvent('ALERT_CHANGED', counted, actor, { cycleId, ...differences(open, raised) })
      : alertEvent('ALERT_COUNTED', counted, actor, { cycleId }),
  );
}

/** Another set of namespaces, or another cause; a message that only counts is the same. */
function isAnother(open: Alert, raised: Raise): boolean {
  const told = raised.kind === 'BACKUP_FAILED' || raised.kind === 'INCOMPLETE_BACKUP';
  return open.namespaces.join() !== raised.namespaces.join() || (told && open.message !== raised.message);
}

/** Only what moved: of 5,000 missing namespaces a cycle seldom changes more than a few. Sorted, as both lists are. */
function differences(open: Alert, raised: Raise): object {
  const [before, after] = [new Set(open.namespaces), new Set(raised.namespaces)];
  return {
    newlyMissing: raised.namespaces.filter((name) => !before.has(name)),
    noLongerMissing: open.namespaces.filter((name) => !after.has(name)),
  };
}

/**
 * An event says which alert, how often, and by which schedule, cycle and backup last: who wants the list of namespaces reads the
 * alert. An incident of 5,000 names that is counted every 15 minutes would otherwise write all of them each time.
 */
export function alertEvent(type: EventType, alert: Alert, actor: Actor, more: object): NewEvent {
  const { kind, subjectType, subjectId, scheduleId, backupId, count } = alert;
  const data = { kind, subjectType, subjectId, scheduleId, backupId, count, ...more };
  return { type, subjectType: 'Alert', subjectId: alert.id, actor, data };
}
