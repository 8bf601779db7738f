import { setTimeout as delay } from 'node:timers/promises';
import { ApiRefusal } from '../../client/api-refusal.js';
import type { BotLog } from '../bot-log.js';

/** After a minute the server takes the claim back; later there is nobody to hear it. */
const LONGEST_MS = 60_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/** What Slack did must be heard: an acknowledgement that is lost turns a message that stands into one that may stand. */
export async function acknowledgeUntilHeard(
  tell: () => Promise<unknown>,
  { log, delivery, mostMs = LONGEST_MS }: { log: BotLog; delivery: string; mostMs?: number },
): Promise<void> {
  const began = performance.now();
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      await tell();
      return;
    } catch (error) {
      const { message: reason } = error as Error;
      if (error instanceof ApiRefusal && isFinal(error)) {
        log.warn(
          { delivery, code: error.code, reason },
          'The outbox does not take what became of a delivery.',
        );
        return;
      }
      if (performance.now() - began > mostMs) {
        log.error({ delivery, reason }, 'The outbox could not be told what became of a delivery.');
        return;
      }
      await delay(pauseMs);
    }
  }
}

/** A fault of the server is none of what was said: by the next attempt it may be over. */
function isFinal({ retryable, code }: ApiRefusal): boolean {
  return !retryable && code !== 'INTERNAL_SERVER_ERROR';
}
