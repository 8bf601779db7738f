import type { DataSource } from 'typeorm';
import { StreamPositionGone } from '../domain/errors/request-errors.js';
import type { EventFeed, EventFilter } from '../domain/ports/event-feed.js';
import type { Log } from '../domain/ports/log.js';
import { EVENT_CHANNEL } from './event-bell.js';
import { type EventFloor, isGone, readFloor } from './events/event-floor.js';
import { decodeEventCursor, type EventPosition, isBefore, unknownCursor } from './events/event-position.js';
import { adoptRestoredEvents, type Horizon, readEvents, readHorizon } from './events/event-reader.js';
import { EventSubscription } from './events/event-subscription.js';
import { ListenConnection } from './listen-connection.js';

export interface EventFeedOptions {
  readonly dataSource: DataSource;
  /** Straight to the server, past any pooler. */
  readonly listenUrl: string;
  readonly applicationName: string;
  readonly log: Log;
  readonly signal?: AbortSignal;
}

const BATCH = 500;
/** The safety net under the doorbell. */
const POLL_MS = 1_000;
/** Events that wait for an older transaction are looked for sooner: nobody rings when it ends without an event. */
const FIRST_HELD_BACK_POLL_MS = 25;

/**
 * One per process: a LISTEN connection, and one reader for all subscribers that stand at the same place. The doorbell
 * only says "look"; what is read, and how far, the table and the oldest running transaction say.
 */
export class PostgresEventFeed implements EventFeed {
  readonly #subscriptions = new Set<EventSubscription>();
  #listening: ListenConnection | undefined;
  #timer: NodeJS.Timeout | undefined;
  #reading: Promise<void> | undefined;
  #rung = false;
  #closed = false;
  #heldBackLooks = 0;

  private constructor(private readonly options: EventFeedOptions) {}

  /** @throws DependencyFailure when the database cannot be had in the first place */
  static async open(options: EventFeedOptions): Promise<PostgresEventFeed> {
    const feed = new PostgresEventFeed(options);
    await adoptRestoredEvents(options.dataSource);
    feed.#listening = await ListenConnection.open({
      url: options.listenUrl,
      channels: [EVENT_CHANNEL],
      applicationName: options.applicationName,
      log: options.log,
      onNotification: () => feed.#look(),
      onReconnect: () => feed.#look(),
      ...(options.signal && { signal: options.signal }),
    });
    return feed;
  }

  /**
   * Await `started` where an event right after this call must not be missed.
   * @throws InvalidInput at once for what is no cursor; from `next()` for one that this database never gave, and
   * StreamPositionGone for one whose events have been cleared
   */
  subscribe(filter: EventFilter, after?: string, onOverrun?: () => void): EventSubscription {
    const position = after === undefined ? undefined : decodeEventCursor(after);
    const subscription = new EventSubscription(filter, position, {
      wantsMore: () => this.#look(),
      leave: (each) => this.#subscriptions.delete(each),
      overrun: () => onOverrun?.(),
    });
    this.#subscriptions.add(subscription);
    if (this.#closed) subscription.end();
    else this.#look();
    return subscription;
  }

  /** Ends every subscription; what they have not read yet they still can. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.end();
    await this.#reading;
    await this.#listening?.close();
  }

  /** However often it is called, one round reads at a time, and one more after the last call. */
  #look(): void {
    this.#rung = true;
    if (this.#reading || this.#closed || this.#subscriptions.size === 0) return;
    clearTimeout(this.#timer);
    this.#reading = this.#readWhileRung().finally(() => {
      this.#reading = undefined;
      if (this.#rung) this.#look();
      else this.#lookLater();
    });
  }

  async #readWhileRung(): Promise<void> {
    try {
      while (this.#rung && !this.#closed) {
        this.#rung = false;
        await this.#round();
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.options.log.warn({ reason }, 'Events could not be read; trying again.');
      this.#rung = false;
    }
  }

  #lookLater(): void {
    if (this.#closed || this.#subscriptions.size === 0) return;
    const soon = FIRST_HELD_BACK_POLL_MS * 2 ** Math.min(this.#heldBackLooks - 1, 10);
    const wait = this.#heldBackLooks > 0 ? Math.min(soon, POLL_MS) : POLL_MS;
    this.#timer = setTimeout(() => this.#look(), wait).unref();
  }

  async #round(): Promise<void> {
    if (this.#subscriptions.size === 0) return;
    const { dataSource } = this.options;
    // What is cleared is days old by then: who stands right before it is told now or at their next return.
    const beginning = [...this.#subscriptions].filter(({ position }) => position === undefined);
    const floor = beginning.some(({ after }) => after !== undefined)
      ? await readFloor(dataSource)
      : undefined;
    const horizon = await readHorizon(dataSource);
    this.#heldBackLooks = horizon.heldBack ? this.#heldBackLooks + 1 : 0;
    const end = { xid: horizon.oldestRunning, id: 0n };
    for (const subscription of this.#subscriptions) {
      if (subscription.after !== undefined && floor === undefined && subscription.position === undefined) {
        this.#rung = true;
      } else begin(subscription, { horizon, end, floor });
    }
    let behind = this.#behind(end);
    while (behind.length > 0) behind = await this.#readFor(behind, end);
  }

  /** Subscribers that have something to read and room for it, the furthest behind first. */
  #behind(end: EventPosition): readonly Placed[] {
    return [...this.#subscriptions]
      .filter(isPlaced)
      .filter(({ position, hasRoom }) => hasRoom && isBefore(position, end))
      .sort((one, other) => (isBefore(one.position, other.position) ? -1 : 1));
  }

  /**
   * Reads once for the furthest behind and all whom the batch reaches: a thousand that come back after a restart, each from a
   * place of its own, take as many reads as there are batches. @returns those whom it did not reach
   */
  async #readFor(behind: readonly Placed[], end: EventPosition): Promise<readonly Placed[]> {
    const [first] = behind;
    if (first === undefined) return [];
    const range = { after: first.position, before: end.xid, limit: BATCH };
    const events = await readEvents(this.options.dataSource, range);
    const last = events.length === BATCH ? events.at(-1)?.position : undefined;
    const reached = behind.filter(({ position }) => last === undefined || isBefore(position, last));
    for (const subscription of reached) {
      subscription.offer(events);
      // Everything before the horizon is read: all who got so far stand at one place and share the next read.
      subscription.position = last ?? end;
      subscription.live ||= last === undefined;
    }
    if (last) this.#rung = true;
    return behind.slice(reached.length);
  }
}

type Placed = EventSubscription & { position: EventPosition };

function isPlaced(subscription: EventSubscription): subscription is Placed {
  return subscription.position !== undefined;
}

interface Beginning {
  readonly horizon: Horizon;
  readonly end: EventPosition;
  /** Undefined when nobody goes on from anywhere. */
  readonly floor: EventFloor | undefined;
}

function begin(subscription: EventSubscription, { horizon, end, floor }: Beginning): void {
  if (subscription.position !== undefined) return;
  const { after, filter } = subscription;
  // No event has been written yet by a transaction that is still to begin: the cursor is from another database. Before all of
  // the next one's stands who began when nothing ran, and nothing has run since.
  if (after && isBefore({ xid: horizon.next, id: 0n }, after)) {
    subscription.end(unknownCursor());
    return;
  }
  if (after && floor && isGone(after, filter, floor)) {
    subscription.end(new StreamPositionGone());
    return;
  }
  subscription.begin(horizon);
  subscription.live = after === undefined || !isBefore(after, end);
}
