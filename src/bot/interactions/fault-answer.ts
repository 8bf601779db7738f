/** What was thrown on the way, as a sentence for the one who waits for an answer. */
import { ApiRefusal } from '../../client/api-refusal.js';
import { ConnectionFailed } from '../../client/connection-failed.js';
import type { BotLog } from '../bot-log.js';
import { failureCode } from '../slack/slack-failure.js';
import { answer, refusalAnswer } from '../views/answers/answer.js';
import type { Message } from '../views/blocks.js';
import { NotConnected } from './gate.js';
import { StandingUnknown } from './standing-book.js';

export function faultAnswer(
  thrown: unknown,
  what: { readonly action: string; readonly log: BotLog },
): Message {
  const { action, log } = what;
  if (thrown instanceof NotConnected || thrown instanceof StandingUnknown) {
    log.warn({ action, code: failureCode(thrown) }, 'A click could not be admitted.');
    return answer(
      'Slack did not tell Holdfast who you are, so nothing was changed. Try again in a minute; the command line works all the same.',
    );
  }
  if (thrown instanceof Error && thrown.name === 'TimeoutError') {
    log.warn({ action }, 'The API did not answer a click in time.');
    return answer(
      'Holdfast did not answer in time: whether it was done is not certain. Look at the message before you repeat it.',
    );
  }
  if (!(thrown instanceof ApiRefusal || thrown instanceof ConnectionFailed))
    log.error({ action, err: thrown }, 'A click could not be seen to.');
  return refusalAnswer(thrown);
}
