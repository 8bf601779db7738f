/** What was thrown on the way, as a sentence for the one who waits for an answer. */
import { ApiRefusal } from '../../client/api-refusal.js';
import { ConnectionFailed } from '../../client/connection-failed.js';
import type { BotLog } from '../bot-log.js';
import { failureCode } from '../slack/slack-failure.js';
import { answer, refusalAnswer } from '../views/answers/answer.js';
import type { Message } from '../views/blocks.js';
import { NotConnected } from './gate.js';
import { StandingUnknown } from './standing-book.js';

interface What {
  readonly action: string;
  readonly log: BotLog;
}

export function faultAnswer(thrown: unknown, what: What): Message {
  noteFault(thrown, what);
  if (isNobody(thrown)) return answer(WHO_ARE_YOU);
  return isTooLate(thrown) ? answer(UNCERTAIN) : refusalAnswer(thrown);
}

/** For the log: what the API refuses is its own to tell. */
export function noteFault(thrown: unknown, { action, log }: What): void {
  if (isNobody(thrown)) log.warn({ action, code: failureCode(thrown) }, 'A click could not be admitted.');
  else if (isTooLate(thrown)) log.warn({ action }, 'The API did not answer a click in time.');
  else if (thrown instanceof ConnectionFailed)
    log.warn({ action, reason: thrown.message }, 'The API is away.');
  else if (!(thrown instanceof ApiRefusal))
    log.error({ action, err: thrown }, 'A click could not be seen to.');
}

const WHO_ARE_YOU =
  'Slack did not tell Holdfast who you are, so nothing was changed. Try again in a minute; the command line works all the same.';
const UNCERTAIN =
  'Holdfast did not answer in time: whether it was done is not certain. Look at the message before you repeat it.';

function isNobody(thrown: unknown): boolean {
  return thrown instanceof NotConnected || thrown instanceof StandingUnknown;
}

function isTooLate(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'TimeoutError';
}
