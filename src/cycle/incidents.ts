/** Writes what a cycle's end means for the open alerts, in the transaction that records the end. */
import { randomUUID } from 'node:crypto';
import type { Alert, AlertKind, Raise, Settle } from '../domain/alert.js';
import { AWAKE } from '../domain/alert-standing.js';
import type { EventType, NewEvent } from '../domain/event.js';
import type { Actor } from '../domain/identity.js';
import type { Stores } from '../domain/ports/stores.js';
import { announceAlert, refreshAlert } from './announce-alert.js';

export interface Occasion {
  readonly at: Date;
  readonly scheduleId: string | null;
  readonly cycleId: string | null;
  readonly backupId: string | null;
  readonly actor: Actor;
}

type AlertStores = Pick<Stores, 'alerts' | 'events' | 'routes' | 'deliveries' | 'schedules' | 'mail'>;

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
  await tellEnd(stores, { ...open, closedAt: at, closedReason: reason }, { at, actor });
}

/** The subject is gone: every open alert about it closes. */
export async function settleAll(
  stores: AlertStores,
  { subjectType, subjectId, reason }: Omit<Settle, 'kind'>,
  { at, actor }: Pick<Occasion, 'at' | 'actor'>,
): Promise<void> {
  const closed = await stores.alerts.closeAll(subjectType, subjectId, reason, at);
  await stores.events.append(...closed.map((alert) => alertEvent('ALERT_CLOSED', alert, actor, { reason })));
  for (const alert of closed) await tellEnd(stores, alert, { at, actor });
}

function tellEnd(
  stores: AlertStores,
  alert: Alert,
  { at, actor }: Pick<Occasion, 'at' | 'actor'>,
): Promise<void> {
  const removed = alert.namespaces;
  const reason = alert.closedReason;
  return announceAlert(stores, alert, {
    kind: 'CLOSED',
    at,
    by: personOf(actor),
    added: [],
    removed,
    reason,
  });
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
    ...AWAKE,
    remindedAt: null,
    closedAt: null,
    closedReason: null,
  };
  if (await stores.alerts.insert(fresh)) {
    const { namespaces } = fresh;
    await stores.events.append(alertEvent('ALERT_OPENED', fresh, actor, { cycleId, namespaces }));
    const opened = { kind: 'OPENED', at, by: null, added: namespaces, removed: [], reason: null } as const;
    await announceAlert(stores, fresh, opened);
    return;
  }
  const open = await stores.alerts.lockOpen(raised.subjectType, raised.subjectId, raised.kind);
  if (open === undefined) return raiseAlert(stores, raised, occasion);
  const changed = isAnother(open, raised);
  const count = open.count + 1;
  const wakes = changed && open.snoozedUntilChange;
  const change: Partial<Alert> = {
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
    ...(wakes && AWAKE),
  };
  await stores.alerts.update(open.id, change);
  const now = { ...open, ...change };
  const newlyMissing = without(now.namespaces, open.namespaces);
  const noLongerMissing = without(open.namespaces, now.namespaces);
  await stores.events.append(
    changed
      ? alertEvent('ALERT_CHANGED', now, actor, { cycleId, newlyMissing, noLongerMissing })
      : alertEvent('ALERT_COUNTED', now, actor, { cycleId }),
    ...(wakes ? [alertEvent('ALERT_UNSNOOZED', now, actor, { by: null, reason: 'it changed' })] : []),
  );
  if (!changed) return refreshAlert(stores, now, { urgent: false });
  await announceAlert(stores, now, {
    kind: 'CHANGED',
    at,
    by: null,
    added: newlyMissing,
    removed: noLongerMissing,
    reason: open.message === now.message ? null : now.message,
  });
}

/** Only what moved: of 5,000 missing namespaces a cycle seldom changes more than a few. Sorted, as both lists are. */
function without(names: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return names.filter((name) => !known.has(name));
}

/** The person's name; null: a part of Holdfast did it. */
export function personOf(actor: Actor): string | null {
  return actor.kind === 'USER' ? actor.name : null;
}

const TOLD_BY_MESSAGE: ReadonlySet<AlertKind> = new Set([
  'BACKUP_FAILED',
  'INCOMPLETE_BACKUP',
  'BACKUP_DAMAGED',
  'CLUSTER_DISCOVERY_CONFIG_FAILED',
  'SYNC_FAILED',
]);

/** Another set of namespaces, or another cause; a message that only counts is the same. */
function isAnother(open: Alert, raised: Raise): boolean {
  const told = TOLD_BY_MESSAGE.has(raised.kind);
  return open.namespaces.join() !== raised.namespaces.join() || (told && open.message !== raised.message);
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
