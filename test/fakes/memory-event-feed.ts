import { InvalidInput } from '../../src/domain/errors/request-errors.js';
import type { DomainEvent, NewEvent } from '../../src/domain/event.js';
import { systemActor } from '../../src/domain/identity.js';
import type { EventFeed, EventFilter, EventStream } from '../../src/domain/ports/event-feed.js';

type Result = IteratorResult<DomainEvent, undefined>;
const DONE: Result = { done: true, value: undefined };

/** An event feed over a list: what it promises is what the one over PostgreSQL promises. */
export class MemoryEventFeed implements EventFeed {
  readonly events: DomainEvent[] = [];
  readonly #streams = new Set<MemoryEventStream>();

  /** How many streams are open now. */
  get open(): number {
    return this.#streams.size;
  }

  append(...events: readonly Omit<NewEvent, 'actor'>[]): void {
    for (const event of events) {
      const cursor = String(this.events.length + 1).padStart(6, '0');
      this.events.push({ actor: systemActor('test'), at: new Date(), cursor, ...event });
    }
    for (const stream of this.#streams) stream.look();
  }

  /** Every open stream ends with the error. */
  fail(error: Error): void {
    for (const stream of this.#streams) stream.fail(error);
  }

  subscribe(filter: EventFilter, after?: string): EventStream {
    if (after !== undefined && !/^\d{6}$/.test(after)) {
      throw new InvalidInput([{ path: 'after', message: 'is no cursor of this stream' }]);
    }
    const from = after === undefined ? this.events.length : Number(after);
    const stream = new MemoryEventStream(this.events, {
      filter,
      from,
      left: () => this.#streams.delete(stream),
    });
    this.#streams.add(stream);
    return stream;
  }
}

interface Place {
  readonly filter: EventFilter;
  readonly from: number;
  readonly left: () => void;
}

class MemoryEventStream implements EventStream {
  readonly started = Promise.resolve();
  readonly beganAfter: string;
  #position: number;
  #ended = false;
  #waiting: { resolve: (result: Result) => void; reject: (error: Error) => void } | undefined;

  constructor(
    private readonly events: readonly DomainEvent[],
    private readonly place: Place,
  ) {
    this.#position = place.from;
    this.beganAfter = String(place.from).padStart(6, '0');
  }

  next(): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.look();
    });
  }

  return(): Promise<Result> {
    this.#ended = true;
    this.place.left();
    this.look();
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  fail(error: Error): void {
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }

  look(): void {
    if (this.#waiting === undefined) return;
    const event = this.#ended ? undefined : this.#nextMatch();
    if (event === undefined && !this.#ended) return;
    this.#waiting.resolve(event === undefined ? DONE : { done: false, value: event });
    this.#waiting = undefined;
  }

  #nextMatch(): DomainEvent | undefined {
    while (this.#position < this.events.length) {
      const event = this.events[this.#position++];
      if (event !== undefined && matches(this.place.filter, event)) return event;
    }
    return undefined;
  }
}

function matches(filter: EventFilter, event: DomainEvent): boolean {
  if (filter.also?.has(event.type)) return true;
  if (filter.types && !filter.types.has(event.type)) return false;
  return filter.subjectId === undefined || filter.subjectId === event.subjectId;
}
