import type { DomainEvent, EventType } from '../event.js';

export interface EventFilter {
  readonly types?: ReadonlySet<EventType>;
  readonly subjectId?: string;
}

/** Live events across processes, in order, none lost: from the event table, with a doorbell. */
export interface EventFeed {
  /**
   * Events after `after` (a cursor), or from now on. Ends when the consumer returns or the feed closes.
   * @throws InvalidInput for a cursor that is none, here or at the first `next`
   */
  subscribe(filter: EventFilter, after?: string): EventStream;
}

export interface EventStream extends AsyncIterableIterator<DomainEvent> {
  /**
   * Resolves when no event that is committed from now on can be missed: read the present value after it and nothing
   * falls between the two. Rejects never.
   */
  readonly started: Promise<void>;
}
