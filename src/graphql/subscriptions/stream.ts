/** From the event feed to the stream of one subscription. */
import { sightOf } from '../../domain/access.js';
import type { DomainEvent, EventType } from '../../domain/event.js';
import type { EventFilter, EventStream } from '../../domain/ports/event-feed.js';
import type { Page, PageRequest } from '../../domain/ports/stores.js';
import { type ApiContext, viewerOf } from '../context.js';

/**
 * What a subscription's resolver gets: a value, or why the stream ended. An error thrown by the stream itself would close
 * the whole socket; handed on like this it becomes the GraphQL error of one subscription.
 */
export type Delivery<T> = { readonly value: T } | { readonly failure: unknown };

export interface StreamRules<T> {
  readonly events: EventStream;
  /** What comes before the first event, read once no event can be missed any more. */
  readonly present?: () => AsyncIterable<T>;
  /** Undefined: the event is of no interest, or not for this viewer. */
  readonly map: (event: DomainEvent) => T | undefined | Promise<T | undefined>;
  /** Whether this listener may see the event; all of them when not given. */
  readonly maySee?: (event: DomainEvent) => Promise<boolean>;
  /** Of a stream about one thing: throws once the listener may not see it any more. Asked when what is shared has changed. */
  readonly assertSeen?: (() => Promise<unknown>) | undefined;
  /** What changes what is shared is also what the stream is about: a group that is deleted has no state any more. */
  readonly tellsOfSharing?: true;
  /** Whether nothing can come after this event. */
  readonly isLast?: (event: DomainEvent) => boolean;
}

/** What may take away something that somebody sees. Roles and tokens are looked at with the socket. */
const SHARING: ReadonlySet<EventType> = new Set([
  'SHARE_EDITED',
  'SHARE_REMOVED',
  'GROUP_EDITED',
  'GROUP_DELETED',
]);

/** The filter of a stream about one thing: for who sees everything nothing that is shared matters. */
export function aboutOne(context: ApiContext, types: ReadonlySet<EventType>, subjectId: string): EventFilter {
  return sightOf(viewerOf(context)) === 'ALL' ? { types, subjectId } : { types, subjectId, also: SHARING };
}

/** @throws what ended the stream */
export function received<T>(delivery: Delivery<T>): T {
  if ('failure' in delivery) throw delivery.failure;
  return delivery.value;
}

/** Not a generator: `return` of one waits for its pending `next`, and a reader that leaves would stay for ever. */
export class Deliveries<T extends object> implements AsyncIterableIterator<Delivery<T>> {
  #begun = false;
  #ended = false;
  #present: AsyncIterator<T> | undefined;

  constructor(private readonly rules: StreamRules<T>) {}

  async next(): Promise<IteratorResult<Delivery<T>, undefined>> {
    try {
      if (!this.#begun) await this.#begin();
      const present = await this.#nextPresent();
      return present ?? (await this.#nextEvent());
    } catch (failure) {
      if (this.#ended) return { done: true, value: undefined };
      await this.return();
      return { done: false, value: { failure } };
    }
  }

  async return(): Promise<IteratorResult<Delivery<T>, undefined>> {
    this.#ended = true;
    this.#present = undefined;
    await this.rules.events.return?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #begin(): Promise<void> {
    this.#begun = true;
    const { events, present } = this.rules;
    await events.started;
    if (!this.#ended && present) this.#present = withPlace(present(), events.beganAfter);
  }

  async #nextPresent(): Promise<IteratorResult<Delivery<T>, undefined> | undefined> {
    const result = await this.#present?.next();
    if (result?.done === false) return { done: false, value: { value: result.value } };
    this.#present = undefined;
    return undefined;
  }

  async #nextEvent(): Promise<IteratorResult<Delivery<T>, undefined>> {
    const { events, map, isLast, maySee, assertSeen, tellsOfSharing } = this.rules;
    while (!this.#ended) {
      const result = await events.next();
      if (result.done === true) break;
      const event = result.value;
      if (SHARING.has(event.type)) {
        await assertSeen?.();
        if (tellsOfSharing !== true) continue;
      }
      const seen = maySee === undefined || (await maySee(event));
      const value = seen ? await map(event) : undefined;
      if (isLast?.(event)) await this.return();
      else if (!seen) await assertSeen?.();
      if (value !== undefined) return { done: false, value: { value } };
    }
    this.#ended = true;
    return { done: true, value: undefined };
  }
}

/**
 * The last of the present values carries the place where the stream began: who has seen it has seen them all, and may go on
 * from there. A reader that was cut off before begins anew.
 */
async function* withPlace<T extends object>(
  values: AsyncIterable<T>,
  beganAfter: string | undefined,
): AsyncGenerator<T> {
  let last: T | undefined;
  for await (const value of values) {
    if (last !== undefined) yield last;
    last = value;
  }
  if (last === undefined) return;
  const placed: T = { ...last, eventId: beganAfter ?? null };
  yield placed;
}

const PAGE = 100;

/** Everything of a list, read page by page as the reader takes it. */
export async function* everyOne<T>(read: (request: PageRequest) => Promise<Page<T>>): AsyncGenerator<T> {
  let after: string | null = null;
  do {
    const { items, hasNext }: Page<T> = await read({ first: PAGE, after });
    for (const { item } of items) yield item;
    after = hasNext ? (items.at(-1)?.cursor ?? null) : null;
  } while (after !== null);
}

/** One present value. */
export async function* only<T>(value: () => Promise<T>): AsyncGenerator<T> {
  yield await value();
}

export async function* mapped<T, U>(
  values: AsyncIterable<T>,
  to: (value: T) => U | Promise<U>,
): AsyncGenerator<U> {
  for await (const value of values) yield await to(value);
}

/** @throws InvalidInput for a cursor that is none */
export function subscribe(
  { eventFeed, onOverrun }: Pick<ApiContext, 'eventFeed' | 'onOverrun'>,
  filter: EventFilter,
  after: string | undefined,
): EventStream {
  return eventFeed.subscribe(filter, after, onOverrun);
}
