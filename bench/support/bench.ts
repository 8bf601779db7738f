/** What every bench takes and gives. */
export interface BenchOptions {
  /** How often each thing is measured. */
  readonly runs: number;
  /** A folder for everything that the bench writes; removed afterwards. */
  readonly folder: string;
  /** Where CPU profiles of the measured processes go; absent: none are taken. */
  readonly profileTo?: string;
  /** Tells a person how far it is. */
  readonly say: (text: string) => void;
}

export interface BenchTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface BenchResult extends BenchTable {
  /** Tables with columns of their own. */
  readonly further?: readonly BenchTable[];
  readonly goals: readonly Goal[];
  /** Every single measurement, for the JSON file. */
  readonly measurements: object;
}

export interface Goal {
  readonly text: string;
  readonly measured: string;
  readonly met: boolean;
}

export type Bench = (options: BenchOptions) => Promise<BenchResult>;

interface Bound {
  readonly value: number;
  readonly limit: number;
  readonly show: (value: number) => string;
}

/** A goal that is an upper bound. */
export function atMost(text: string, { value, limit, show }: Bound): Goal {
  return { text, measured: show(value), met: value <= limit };
}

/** A goal that is a lower bound. */
export function atLeast(text: string, { value, limit, show }: Bound): Goal {
  return { text, measured: show(value), met: value >= limit };
}

export const times = (value: number) => `${value.toFixed(2)} ×`;
export const seconds = (value: number) => `${value.toFixed(2)} s`;
export const mebibytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(0)} MiB`;
