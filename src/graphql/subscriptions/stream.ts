/** From the event feed to the stream of one subscription. */
import type { DomainEvent } from '../../domain/event.js';
import type { EventStream } from '../../domain/ports/event-feed.js';

/**
 * What a subscription's resolver gets: a value, or why the stream ended. An error thrown by the stream itself would close
 * the whole socket; handed on like this it becomes the GraphQL error of one subscription.
 */
export type Delivery<T> = { readonly value: T } | { readonly failure: unknown };

export interface StreamRules<T> {
  readonly events: EventStream;
  /** What comes before the first event, read once no event can be missed any more. */
  readonly present?: () => Promise<T>;
  /** Undefined: the event is of no interest. */
  readonly map: (event: DomainEvent) => T | undefined;
  /** Whether nothing can come after this event. */
  readonly isLast?: (event: DomainEvent) => boolean;
}

/** @throws what ended the stream */
export function received<T>(delivery: Delivery<T>): T {
  if ('failure' in delivery) throw delivery.failure;
  return delivery.value;
}

/** Not a generator: `return` of one waits for its pending `next`, and a reader that leaves would stay for ever. */
export class Deliveries<T> implements AsyncIterableIterator<Delivery<T>> {
  #begun = false;
  #ended = false;

  constructor(private readonly rules: StreamRules<T>) {}

  async next(): Promise<IteratorResult<Delivery<T>, undefined>> {
    try {
      const value = this.#begun ? undefined : await this.#begin();
      return value === undefined ? await this.#nextEvent() : { done: false, value };
    } catch (failure) {
      if (this.#ended) return { done: true, value: undefined };
      await this.return();
      return { done: false, value: { failure } };
    }
  }

  async return(): Promise<IteratorResult<Delivery<T>, undefined>> {
    this.#ended = true;
    await this.rules.events.return?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #begin(): Promise<Delivery<T> | undefined> {
    this.#begun = true;
    await this.rules.events.started;
    return this.rules.present && { value: await this.rules.present() };
  }

  async #nextEvent(): Promise<IteratorResult<Delivery<T>, undefined>> {
    const { events, map, isLast } = this.rules;
    while (!this.#ended) {
      const result = await events.next();
      if (result.done === true) break;
      if (isLast?.(result.value)) await this.return();
      const value = map(result.value);
      if (value !== undefined) return { done: false, value: { value } };
    }
    this.#ended = true;
    return { done: true, value: undefined };
  }
}

/** A value of an event's data, where it is one. */
export function textIn(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function numberIn(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
