/** One state of one thing, as it is to be seen at each of the three doors. */
import type { Resource, StateOf } from '../../src/domain/state-matrix.js';
import type { UserGroupState } from '../../src/domain/user-group.js';
import type { Seeable } from './seeable.js';

/** Distributes over the resources: each has its own states. */
export type Sight = { readonly [S in Seeable]: SightOf<S> }[Seeable];

interface SightOf<S extends Seeable> {
  readonly resource: S;
  readonly state: S extends Resource ? StateOf<S> : UserGroupState;
  /** As people call it; of a connection `cluster to location`, of a sync its location. */
  readonly name: string;
  readonly id: string;
  /** Why it is so; null: nothing is to be said. Absent: whatever the API says. */
  readonly reason?: string | null;
  /** The command that shows it. */
  readonly command: readonly string[];
}

/** What was really seen. */
export interface Seen {
  readonly explorer: string;
  readonly commandLine: string;
  readonly slack: string;
}

export interface Cell extends Seen {
  readonly resource: Seeable;
  readonly state: string;
  readonly name: string;
  readonly reason: string;
}
