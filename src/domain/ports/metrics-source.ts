import type { Sample, StateMetric } from '../metrics.js';

export interface Readings {
  /** What matters most comes first: what is too much is cut from the end. */
  readonly samples: readonly Sample[];
  /** How many series of a metric were left out already. */
  readonly left: Readonly<Partial<Record<StateMetric, number>>>;
}

/** Where metrics of how things stand are read from. */
export interface MetricsSource {
  /** @param most series of one metric @throws DependencyFailure */
  read(most: number): Promise<Readings>;
}

/** What the API did, as it does it. */
export interface RequestObserver {
  /** An answer over HTTP left. */
  answered(status: number, seconds: number): void;
  /** An operation over HTTP ended; `codes` of its errors. */
  operated(operation: 'query' | 'mutation' | 'none', codes: readonly string[]): void;
  /** How many sockets stand, from now on. */
  countSockets(count: () => number): void;
}
