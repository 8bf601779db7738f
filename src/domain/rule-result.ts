/** What became of one command of a rule in one pod. */
import type { RuleKind } from './exec-rule.js';

/**
 * RUNNING: begun, its end is not known yet. UNKNOWN: begun by a worker that died. GONE: the pod left before the command reached it.
 * NOT_RUN: it could not be begun (no right, no such container).
 */
export const RESULT_STATES = [
  'RUNNING',
  'SUCCEEDED',
  'FAILED',
  'TIMED_OUT',
  'NOT_RUN',
  'GONE',
  'UNKNOWN',
] as const;
export type ResultState = (typeof RESULT_STATES)[number];

export interface RuleResult {
  readonly id: string;
  readonly backupId: string;
  readonly attempt: number;
  readonly kind: RuleKind;
  /** Name of the rule as it was then. */
  readonly ruleName: string;
  /** Which of its actions, from 0. */
  readonly action: number;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly state: ResultState;
  readonly exitCode: number | null;
  /** Why it did not end well; one sentence without secrets. */
  readonly message: string | null;
  /** Bounded, without what looks like a secret; for those who may see it. */
  readonly stdout: string;
  readonly stderr: string;
  readonly startedAt: Date;
  readonly durationMs: number | null;
}

export type ResultEnd = Pick<
  RuleResult,
  'state' | 'exitCode' | 'message' | 'stdout' | 'stderr' | 'durationMs'
>;
