import { setTimeout as delay } from 'node:timers/promises';
import { DeliveriesDueDocument } from '../../client/generated/graphql.js';
import { subscribe } from '../../client/subscribe.js';
import type { ApiAccess } from '../ask.js';
import type { BotLog } from '../bot-log.js';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** Rings whenever the API says that something is due, until `signal` is aborted; a lost connection is made again. */
export async function listenForDue(
  { url, token }: ApiAccess,
  { ring, log, signal }: { ring: () => void; log: BotLog; signal: AbortSignal },
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      const onLost = (reason: string) => {
        log.warn({ reason }, 'Lost the API; asking again.');
        ring();
      };
      const rings = subscribe(
        DeliveriesDueDocument,
        {},
        { url, token, signal },
        { cursorOf: () => null, onConnected: ring, onLost },
      );
      for await (const _ of rings) {
        failures = 0;
        ring();
      }
    } catch (error) {
      if (signal.aborted) return;
      const { message: reason } = error as Error;
      log.warn({ reason }, 'The API does not tell what is due; the outbox is looked at from time to time.');
    }
    failures += 1;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
    await delay(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}
