import type { Json, Message, StoredView } from '../model/things.js';
import type { ResponseAction } from './answers.js';
import type { AppAnswer } from './app-link.js';

/**
 * How an act ended.
 * - `acknowledged`: the app answered as it should, in time.
 * - `refused`: with another status, or with something Slack cannot use. `late`, `unreachable`: not at all.
 * - `local`: nothing was sent, because nothing has to be (an input without dispatch, a declined confirm dialog, an
 *   input that is not filled).
 */
export interface Outcome {
  readonly outcome: 'acknowledged' | 'refused' | 'late' | 'unreachable' | 'local';
  /** HTTP status, 200 for an acknowledgement over a socket, 0 when nothing came. */
  readonly status: number;
  readonly latencyMs: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The decoded answer. */
  readonly body: unknown;
  /** The payload as it was sent. */
  readonly payload?: Json;
  /** What the person was shown, when it went wrong. */
  readonly error?: string;
}

export interface ClickOutcome extends Outcome {
  /** The dialog that was shown before the click counted. */
  readonly confirm?: Json;
}

export interface SlashOutcome extends Outcome {
  /** What the app answered in the acknowledgement itself. */
  readonly reply?: Message;
}

export interface SuggestionOutcome extends Outcome {
  readonly options: readonly Json[];
  readonly groups?: readonly Json[];
}

export interface SubmitOutcome extends Outcome {
  readonly responseAction?: ResponseAction;
  /** block_id → message, from the app or from the client itself. */
  readonly errors?: Readonly<Record<string, string>>;
  /** The modal in front now. */
  readonly view?: StoredView;
}

export interface EventOutcome extends Outcome {
  readonly attempts: readonly AppAnswer[];
}

export function local(): Outcome {
  return { outcome: 'local', status: 0, latencyMs: 0, headers: {}, text: '', body: undefined };
}

export function failureOf(answer: AppAnswer): 'refused' | 'late' | 'unreachable' {
  return answer.outcome === 'answered' ? 'refused' : answer.outcome;
}

export function isSuccess({ outcome, status }: AppAnswer): boolean {
  return outcome === 'answered' && status >= 200 && status < 300;
}
