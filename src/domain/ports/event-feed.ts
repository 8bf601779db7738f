import type { DomainEvent, EventType } from '../event.js';

export interface EventFilter {
  readonly types?: ReadonlySet<EventType>;
  readonly subjectId?: string;
}

/** Live events across processes, in order, none lost: from the event table, with a doorbell. */
export interface EventFeed {
  /** Events after `after` (a cursor), or from now on. Ends when the consumer returns or the feed closes. */
  subscribe(filter: EventFilter, after?: string): AsyncIterableIterator<DomainEvent>;
}
