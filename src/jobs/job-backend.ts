/** A database that can hold Agenda's jobs, and what Agenda itself leaves undone on it. */
import type { AgendaBackend } from 'agenda';

export interface JobBackend {
  /** Connected already: Agenda does not survive a connection that fails. */
  readonly agenda: AgendaBackend;
  /** Makes tables or indexes where they are absent, also with many processes at once. Costs little when they are there. */
  prepare(): Promise<void>;
  /**
   * Unlocks jobs whose worker is not among the living, and makes those due that were begun and let go unfinished.
   * `living` is asked after the jobs: who has a job by then has joined before, so nobody new is taken for dead.
   * @returns how many jobs
   */
  freeAbandonedJobs(living: () => Promise<readonly string[]>): Promise<number>;
  /** Unlocks jobs that a worker took and never began. @returns how many */
  freeUnstartedJobs(worker: string): Promise<number>;
  /** Unlocks jobs whose end was never written, the store being away. @returns how many */
  freeForgottenJobs(forgotten: ForgottenJobs): Promise<number>;
  /**
   * Makes due what lies further ahead than it can: a clock that was ahead left it there, and nobody would look at it for
   * so long. @returns how many jobs
   */
  bringForward(times: FurthestTimes): Promise<number>;
  /** Jobs that come by themselves: name → Agenda's interval. */
  repeating(): Promise<ReadonlyMap<string, string>>;
  /** How many jobs there are of each name, and for how long the oldest has waited. */
  backlog(): Promise<readonly JobBacklog[]>;
  /** Another process put the same job in at the same moment. */
  isDuplicate(error: unknown): boolean;
  close(): Promise<void>;
}

export interface JobBacklog {
  readonly name: string;
  /** Due, and nobody has it. */
  readonly waiting: number;
  readonly running: number;
  /** For later. */
  readonly scheduled: number;
  /** The last try failed; it may be scheduled again all the same. */
  readonly failed: number;
  /** Of those that wait; 0: none does. */
  readonly oldestSeconds: number;
}

/** How far ahead the next run of a job can be. */
export interface FurthestTimes {
  /** Of the process, as Agenda reckons. */
  readonly now: Date;
  /** By name, in milliseconds: one interval of the jobs that come by themselves. All others are for at once. */
  readonly intervals: ReadonlyMap<string, number>;
  /** What clocks may differ by. */
  readonly slackMs: number;
}

/** Jobs that a worker locked longer ago than `olderThanMs` and does not run. */
export interface ForgottenJobs {
  /** The name under which it locks. */
  readonly worker: string;
  /** Ids of the jobs that it does run. */
  readonly running: readonly string[];
  readonly olderThanMs: number;
}

export interface JobBackendOptions {
  /** `postgres://…` or `mongodb://…` with the name of a database. Holds a password: never log it. */
  readonly url: string;
  /** Tells of errors that nobody waits for: lost connections. */
  readonly onError: (error: unknown, what: string) => void;
  readonly signal?: AbortSignal | undefined;
  /** How long to wait for a server that does not answer; 60 s by default. */
  readonly patienceMs?: number | undefined;
}
