/** One state of one thing, as it is to be seen at each of the three doors. */
import type { Resource, StateOf } from '../../src/domain/state-matrix.js';

/** Distributes over the resources: each has its own states. */
export type Sight = { readonly [R in Resource]: SightOf<R> }[Resource];

interface SightOf<R extends Resource> {
  readonly resource: R;
  readonly state: StateOf<R>;
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
  readonly resource: Resource;
  readonly state: string;
  readonly name: string;
  readonly reason: string;
}
