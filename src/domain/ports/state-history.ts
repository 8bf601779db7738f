import type { Sight } from '../access.js';
import type { StateChange, StateObserver } from '../state-change.js';
import type { Resource } from '../state-matrix.js';
import type { Page, PageRequest } from './stores.js';

export interface StateHistoryFilter {
  readonly resource?: Resource;
  readonly subjectId?: string;
  /** Only moves into this state. */
  readonly to?: string;
  readonly observer?: StateObserver;
  /** At this moment or later. */
  readonly since?: Date;
  /** Before this moment. */
  readonly until?: Date;
}

/** What the event log writes down beside the events, in their transaction. */
export interface StateHistoryStore {
  /** Newest first, of what the sight sees: of what is gone only those who see everything. @throws InvalidInput for a bad cursor or size */
  page(request: PageRequest, filter: StateHistoryFilter, sight: Sight): Promise<Page<StateChange>>;
  /** Whether there is anything about it that the sight sees. */
  knows(subjectId: string, sight: Sight): Promise<boolean>;
  /** Forgets changes from before, but the last one of what is still there. @returns how many */
  forget(before: Date, most: number): Promise<number>;
}
