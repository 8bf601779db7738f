import { setTimeout as delay } from 'node:timers/promises';
import type { SocketModeReceiver } from '@slack/bolt';
import { type Inlet, RENEWED } from './slack-connection.js';

/** How long opening the socket may take until Slack says hello. */
const HELLO_MS = 15_000;

/** HTTP: whoever reaches the port can send; there is nothing to open. */
export const HTTP_INLET: Inlet = {
  open: async () => undefined,
  onLost: () => undefined,
  close: async () => undefined,
};

/**
 * The WebSocket of Socket Mode. Its own reconnecting is off (it gives up for good after some failures, as a rejection that nobody
 * waits for): SlackConnection opens it again.
 */
export function socketInlet({ client }: SocketModeReceiver): Inlet {
  let isOpen = false;
  return {
    async open() {
      const waited = new AbortController();
      const tooLong = delay(HELLO_MS, undefined, { signal: waited.signal }).then(() => {
        throw Object.assign(new Error('Slack opened no socket in time.'), { code: 'no_hello_in_time' });
      });
      try {
        await Promise.race([client.start(), tooLong]);
        isOpen = true;
      } catch (error) {
        await client.disconnect().catch(() => undefined);
        throw (
          error ??
          Object.assign(new Error('The socket was closed before Slack said hello.'), { code: RENEWED })
        );
      } finally {
        waited.abort();
        tooLong.catch(() => undefined);
      }
    },
    onLost(tell) {
      client.on('disconnected', () => {
        if (isOpen) tell(RENEWED);
        isOpen = false;
      });
    },
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await Promise.race([client.disconnect(), delay(1_000)]);
    },
  };
}
