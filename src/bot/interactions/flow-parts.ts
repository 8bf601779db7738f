import type { Ask } from '../ask.js';
import type { BotLog } from '../bot-log.js';
import type { Turns } from '../turns.js';
import type { Gate } from './gate.js';
import type { Modals } from './modals.js';
import type { PrivateAnswers } from './private-answer.js';

/** What every flow from a payload to an answer stands on. */
export interface FlowParts {
  readonly gate: Gate;
  readonly modals: Modals;
  readonly answers: PrivateAnswers;
  /** What takes the API's time, and may come after an acknowledgement. */
  readonly turns: Turns;
  /** With the service token: for what is no person's. */
  readonly serviceAsk: Ask;
  readonly log: BotLog;
}
