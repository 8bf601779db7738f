/** What the API asks of the services of alerts, their routes and deliveries: see services.ts. */
import type { Alert } from '../domain/alert.js';
import type { AlertRoute } from '../domain/alert-route.js';
import type { AlertStanding } from '../domain/alert-standing.js';
import type { BackupSchedule, ScheduleEdit } from '../domain/backup-schedule.js';
import type { Delivery, PostedMessage } from '../domain/delivery.js';
import type { Digest } from '../domain/digest.js';
import type { Actor } from '../domain/identity.js';
import type { AlertSort } from '../domain/listing.js';
import type { AlertFilter } from '../domain/ports/alert-store.js';
import type { DeliveryFilter } from '../domain/ports/delivery-stores.js';
import type { Page, PageRequest, SortedRequest } from '../domain/ports/stores.js';
import type { NewRoute, RouteFields } from '../services/alert-route-service.js';
import type { Acknowledged, Claimed } from '../services/delivery-service.js';

export interface AlertOperations {
  page(request: SortedRequest<AlertSort>, filter: AlertFilter, viewer: Actor): Promise<Page<Alert>>;
  count(filter: AlertFilter, viewer: Actor): Promise<number>;
  get(id: string, viewer: Actor): Promise<Alert>;
  acknowledge(id: string, actor: Actor): Promise<Alert>;
}

/** The first so many of one alert. */
export interface AlertPart {
  readonly alert: Alert;
  readonly first: number;
}

export interface AlertDetailOperations {
  standing(alert: Alert, schedule: BackupSchedule | undefined): AlertStanding;
  snooze(alert: Alert): { readonly until: Date | null; readonly by: string; readonly at: Date } | null;
  namesOf(parts: readonly AlertPart[]): Promise<
    readonly (readonly {
      readonly name: string;
      readonly onSchedule: boolean;
      readonly isBack: boolean | null;
    }[])[]
  >;
  editsOf(parts: readonly AlertPart[]): Promise<readonly (readonly ScheduleEdit[])[]>;
  previousOf(ids: readonly string[]): Promise<ReadonlyMap<string, Alert>>;
}

export interface AlertsSnoozed {
  readonly alerts: readonly Alert[];
  readonly changed: boolean;
}

export interface SnoozeOperations {
  /** `until` null: until it changes. */
  snooze(
    request: { readonly scheduleId: string; readonly until: Date | null },
    actor: Actor,
  ): Promise<AlertsSnoozed>;
  unsnooze(scheduleId: string, actor: Actor): Promise<AlertsSnoozed>;
}

export interface AlertRouteOperations {
  create(route: NewRoute, actor: Actor): Promise<AlertRoute>;
  edit(id: string, expectedVersion: number, fields: RouteFields, actor: Actor): Promise<AlertRoute>;
  remove(id: string, actor: Actor): Promise<void>;
  /** A message to its channel that says that it works. */
  test(id: string, actor: Actor): Promise<Delivery>;
  get(id: string, viewer: Actor): Promise<AlertRoute>;
  getMany(ids: readonly string[], viewer: Actor): Promise<readonly AlertRoute[]>;
  page(request: PageRequest, viewer: Actor): Promise<Page<AlertRoute>>;
  count(viewer: Actor): Promise<number>;
}

export interface DeliveryOperations {
  claim(
    worker: string,
    first: number,
    actor: Actor,
  ): Promise<{ readonly claimed: readonly Claimed[]; readonly nextAt: Date | null }>;
  acknowledge(said: Acknowledged, actor: Actor): Promise<Delivery>;
  adopt(deliveryId: string, message: PostedMessage, actor: Actor): Promise<boolean>;
  resend(id: string, actor: Actor): Promise<Delivery>;
  watch(backupId: string, channelId: string, actor: Actor): Promise<Delivery>;
  page(request: PageRequest, filter: DeliveryFilter, viewer: Actor): Promise<Page<Delivery>>;
  count(filter: DeliveryFilter, viewer: Actor): Promise<number>;
  ofAlerts(alertIds: readonly string[]): Promise<ReadonlyMap<string, readonly Delivery[]>>;
}

export interface DigestOperations {
  /** Null: the route is gone. */
  of(routeId: string, span: { readonly since: Date; readonly until: Date }): Promise<Digest | null>;
}
