/** Where alert routes and deliveries are kept. Moments of deliveries are on database time: several processes compare them. */
import type { AlertSubject } from '../alert.js';
import type { AlertRoute, Concerned } from '../alert-route.js';
import type {
  AlertMessage,
  Delivery,
  DeliveryData,
  DeliveryMedium,
  DeliveryState,
  PostedMessage,
  WatchMark,
} from '../delivery.js';
import type { DigestEdit, UncoveredNamespace } from '../digest.js';
import type { Page, PageRequest } from './stores.js';

export interface AlertRouteStore {
  insert(route: AlertRoute): Promise<void>;
  find(id: string): Promise<AlertRoute | undefined>;
  findMany(ids: readonly string[]): Promise<readonly AlertRoute[]>;
  all(): Promise<readonly AlertRoute[]>;
  page(request: PageRequest): Promise<Page<AlertRoute>>;
  count(): Promise<number>;
  /** Writes the given fields and raises `version`, if it still is `expectedVersion`. */
  edit(id: string, expectedVersion: number, change: Partial<AlertRoute>): Promise<boolean>;
  /** What Slack answered; raises no version. */
  observe(id: string, seen: Pick<AlertRoute, 'state' | 'stateReason' | 'stateChangedAt'>): Promise<void>;
  /** Moves the digest on; false when another worker has dealt with this moment. */
  advanceDigest(id: string, upTo: Date): Promise<boolean>;
  remove(id: string): Promise<void>;
  /** The schedules that something is about: the schedule itself, or all of a cluster or a location. */
  concernedBy(subjectType: AlertSubject, subjectId: string): Promise<readonly Concerned[]>;
}

/** A new row; database time gives it its moments. */
export type NewDelivery = Pick<Delivery, 'id' | 'kind' | 'medium' | 'target'> &
  Partial<
    Pick<Delivery, 'routeId' | 'alertId' | 'backupId' | 'teamId' | 'recipients' | 'data' | 'following'>
  > & {
    readonly delayMs?: number;
  };

/** How an answer is written down. What is absent stays. */
export interface DeliveryMove {
  readonly state: DeliveryState;
  /** From now. */
  readonly delayMs?: number;
  readonly errorCode?: string | null;
  readonly error?: string | null;
  readonly message?: PostedMessage | null;
  readonly recipients?: readonly string[];
  readonly following?: boolean;
  readonly attempts?: number;
  /** `fails`: since now, or since it failed first; `ends`: it was told. */
  readonly failing?: 'fails' | 'ends';
  readonly data?: DeliveryData;
}

export interface DeliveryFilter {
  readonly states?: readonly DeliveryState[];
  readonly medium?: DeliveryMedium;
  readonly alertId?: string;
}

export interface DeliveryStore {
  insert(delivery: NewDelivery): Promise<void>;
  /**
   * The root message is to show what is so now: one PENDING row for each alert and route. One that waits already comes
   * forward to the new delay unless it waits because it failed. An update of a message waits `pauseMs` after the last one.
   */
  enqueueRoot(of: {
    readonly alertId: string;
    readonly routeId: string;
    readonly target: string;
    readonly pauseMs: number;
  }): Promise<void>;
  /** Notes that those who wait are rung for. @returns ids of Slack deliveries that are due and were not rung for yet */
  ringDue(): Promise<readonly string[]>;
  find(id: string): Promise<Delivery | undefined>;
  /** Locks the row until the transaction ends. */
  lock(id: string): Promise<Delivery | undefined>;
  page(request: PageRequest, filter?: DeliveryFilter): Promise<Page<Delivery>>;
  count(filter?: DeliveryFilter): Promise<number>;
  /** Newest first. */
  ofAlerts(alertIds: readonly string[]): Promise<ReadonlyMap<string, readonly Delivery[]>>;
  /** The row that waits for this alert and route, besides the given one. */
  waitingRoot(alertId: string, routeId: string, besides: string): Promise<Delivery | undefined>;
  latestRoots(alertId: string): Promise<ReadonlyMap<string, Delivery>>;
  watchOf(backupId: string, target: string): Promise<Delivery | undefined>;

  /** Takes Slack deliveries that are due, in order: a reply after its root, one after the other. */
  claimSlack(worker: string, first: number, leaseMs: number): Promise<readonly Delivery[]>;
  claimMails(worker: string, first: number, leaseMs: number): Promise<readonly Delivery[]>;
  /** When a Slack delivery is due next at the latest; null: none waits. */
  nextAt(): Promise<Date | null>;
  /** Claims that ran out, locked until the transaction ends. */
  lapsed(limit: number): Promise<readonly Delivery[]>;
  move(id: string, move: DeliveryMove): Promise<void>;
  /** Milliseconds that it has failed by now. */
  failingMs(id: string): Promise<number>;
  /** What waits for a route or an alert and will not be told. @returns how many */
  supersede(
    of: { readonly alertId?: string; readonly routeId?: string; readonly backupId?: string },
    why: string,
    kinds?: readonly Delivery['kind'][],
  ): Promise<number>;
  /** Slack takes the token again: what waited for that is due. */
  endInstallationPause(): Promise<void>;
  /** Alerts whose message stands in the channel of the route and shows less than is so: its last update was given up. */
  staleRoots(routeId: string): Promise<readonly string[]>;
  /** Whether a mail stands in for this route and alert since the moment. */
  hasFallback(alertId: string, routeId: string, since: Date): Promise<boolean>;
  /** What was told, or needed not be, longer ago. Dead letters stay. @returns how many */
  forget(olderThanMs: number): Promise<number>;
  /** Messages that follow a backup, were updated long enough ago, and their backup as it is now; null: it is gone. */
  watches(
    pauseMs: number,
    limit: number,
  ): Promise<readonly { readonly delivery: Delivery; readonly now: WatchMark | null }[]>;

  messagesOf(alertId: string): Promise<readonly AlertMessage[]>;
  messageOf(alertId: string, routeId: string): Promise<AlertMessage | undefined>;
  saveMessage(message: Omit<AlertMessage, 'updatedAt'>): Promise<void>;
  forgetMessage(alertId: string, routeId: string): Promise<void>;
  forgetMessagesOf(routeId: string): Promise<void>;
}

/** An edit of a schedule, or a namespace that left one and that no active schedule of its cluster covers. */
export interface DigestStore {
  edits(since: Date, until: Date, limit: number): Promise<readonly (DigestEdit & Concerned)[]>;
  uncovered(limit: number): Promise<readonly (UncoveredNamespace & Concerned)[]>;
}

/** Whom mails go to when a schedule does not say. */
export interface MailPolicy {
  readonly enabled: boolean;
  readonly defaultRecipients: readonly string[];
}
export const NO_MAIL: MailPolicy = { enabled: false, defaultRecipients: [] };
