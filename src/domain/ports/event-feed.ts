import type { DomainEvent, EventType } from '../event.js';

export interface EventFilter {
  readonly types?: ReadonlySet<EventType>;
  readonly subjectId?: string;
  /** Of these types events about anything. */
  readonly also?: ReadonlySet<EventType>;
}

/** Live events across processes, in order, none lost: from the event table, with a doorbell. */
export interface EventFeed {
  /**
   * Events after `after` (a cursor), or from now on. Ends when the consumer returns or the feed closes. `onOverrun` is told at
   * once when the consumer has fallen too far behind; it sees the error itself when it comes to it.
   * @throws InvalidInput for a cursor that is none, StreamPositionGone for one whose events are kept no longer: here or at the
   * first `next`
   */
  subscribe(filter: EventFilter, after?: string, onOverrun?: () => void): EventStream;
}

export interface EventStream extends AsyncIterableIterator<DomainEvent> {
  /**
   * Resolves when no event that is committed from now on can be missed: read the present value after it and nothing
   * falls between the two. Rejects never.
   */
  readonly started: Promise<void>;
  /** Where the stream began, once it has: going on after it misses nothing, and may repeat what was over just then. */
  readonly beganAfter: string | undefined;
}
