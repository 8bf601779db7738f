/** Why one operation cannot be asked of one thing now: said beforehand by `allowedOperations`, and afterwards by the error. */
import { ERROR_CATALOG, type ErrorCode } from './errors/error-catalog.js';
import type { Operation } from './state-matrix.js';

export interface Refusal {
  /** Of the error that the operation would answer with. */
  readonly code: ErrorCode;
  /** One sentence. */
  readonly reason: string;
  /** What to do instead; null: nothing to advise. */
  readonly advice: string | null;
}

export type Refusals = Partial<Record<Operation, Refusal>>;

/** With the advice of the catalogue. */
export function refused(code: ErrorCode, reason: string): Refusal {
  return { code, reason, advice: ERROR_CATALOG[code].advice };
}
