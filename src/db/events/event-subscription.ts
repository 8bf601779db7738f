import { DependencyFailure } from '../../domain/errors/dependency-errors.js';
import type { DomainEvent } from '../../domain/event.js';
import type { EventFilter } from '../../domain/ports/event-feed.js';
import { type EventPosition, encodeEventCursor, isBefore } from './event-position.js';
import { type Horizon, type ReadEvent, wasOver } from './event-reader.js';

/** One more unread event ends the subscription: a reader that has stopped reading must not fill the memory. */
export const MAX_UNREAD = 1_000;
/** ... and so does another batch when so much is unread: a few events can be large. */
export const MAX_UNREAD_BYTES = 4 * 1024 * 1024;
/** A reader that catches up gets the next batch when it has so few left. */
const ROOM_BELOW = 250;

type Result = IteratorResult<DomainEvent, undefined>;

/** What a subscription needs of its feed. */
interface Feed {
  wantsMore(): void;
  leave(subscription: EventSubscription): void;
  /** It has fallen too far behind and is ended. */
  overrun(): void;
}

interface Waiter {
  resolve(result: Result): void;
  reject(error: Error): void;
}

/** One reader: its place in the stream, and what it has not read yet. */
export class EventSubscription implements AsyncIterableIterator<DomainEvent> {
  /** Resolves when no event that is committed from now on can be missed. Rejects never. */
  readonly started: Promise<void>;
  /** After this everything is still to come; undefined until the feed has looked where "now" is. */
  position: EventPosition | undefined;
  /** Has read up to the horizon once: from then on it must keep up. */
  live = false;

  readonly #unread: ReadEvent[] = [];
  #unreadBytes = 0;
  readonly #waiters: Waiter[] = [];
  readonly #markStarted: () => void;
  #ended: { readonly error?: Error } | undefined;
  #begunAt: Horizon | undefined;

  constructor(
    readonly filter: EventFilter,
    /** Where an earlier subscription stopped; undefined: from now on. */
    readonly after: EventPosition | undefined,
    private readonly feed: Feed,
  ) {
    const started = Promise.withResolvers<void>();
    this.started = started.promise;
    this.#markStarted = started.resolve;
  }

  /** From now on is: what was not over at this horizon. */
  begin(horizon: Horizon): void {
    if (this.after === undefined) this.#begunAt = horizon;
    this.position = this.after ?? { xid: horizon.oldestRunning, id: 0n };
    this.#markStarted();
  }

  get beganAfter(): string | undefined {
    const at = this.#begunAt;
    if (at !== undefined) return encodeEventCursor({ xid: at.oldestRunning, id: 0n });
    return this.after && encodeEventCursor(this.after);
  }

  get hasRoom(): boolean {
    return this.live || this.#unread.length < ROOM_BELOW;
  }

  /**
   * One batch, in which nobody can read: what it holds in bytes counts at the next one. What lies before its place it has had
   * already: a batch may have been read for another that stands further back.
   */
  offer(batch: readonly ReadEvent[]): void {
    if (this.live && batch.length > 0 && this.#unreadBytes > MAX_UNREAD_BYTES) this.#overrun();
    const { position: place } = this;
    for (const each of batch) if (place === undefined || isBefore(place, each.position)) this.#offerOne(each);
  }

  #offerOne(read: ReadEvent): void {
    const { event, position, bytes } = read;
    if (this.#ended || !isWanted(event, this.filter)) return;
    if (this.#begunAt && wasOver(position.xid, this.#begunAt)) return;
    const waiter = this.#waiters.shift();
    if (waiter) waiter.resolve({ done: false, value: event });
    else if (this.live && this.#unread.length >= MAX_UNREAD) this.#overrun();
    else {
      this.#unread.push(read);
      this.#unreadBytes += bytes;
    }
  }

  #overrun(): void {
    if (this.#ended) return;
    this.end(tooSlow());
    this.feed.overrun();
  }

  /** What is unread can still be read; then the reader sees the end or the error. */
  end(error?: Error): void {
    if (this.#ended) return;
    this.#ended = error ? { error } : {};
    this.#markStarted();
    this.feed.leave(this);
    for (const waiter of this.#waiters.splice(0)) {
      if (error) waiter.reject(error);
      else waiter.resolve({ done: true, value: undefined });
    }
  }

  next(): Promise<Result> {
    const read = this.#unread.shift();
    if (read) {
      this.#unreadBytes -= read.bytes;
      if (!this.live && !this.#ended && this.#unread.length < ROOM_BELOW) this.feed.wantsMore();
      return Promise.resolve({ done: false, value: read.event });
    }
    if (this.#ended) return this.#over();
    return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }));
  }

  return(): Promise<Result> {
    this.end();
    this.#unread.length = 0;
    this.#unreadBytes = 0;
    this.#ended = {};
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** The error is told once; after it the iterator is done, as of any generator. */
  #over(): Promise<Result> {
    const error = this.#ended?.error;
    this.#ended = {};
    return error ? Promise.reject(error) : Promise.resolve({ done: true, value: undefined });
  }
}

function isWanted({ type, subjectId }: DomainEvent, filter: EventFilter): boolean {
  if (filter.also?.has(type)) return true;
  if (filter.types && !filter.types.has(type)) return false;
  return filter.subjectId === undefined || filter.subjectId === subjectId;
}

function tooSlow(): DependencyFailure {
  return new DependencyFailure(
    `More than ${MAX_UNREAD} events, or ${MAX_UNREAD_BYTES / 1024 / 1024} MiB of them, wait for this reader: subscribe again after the last one that was read.`,
    { dependency: 'event feed' },
  );
}
