import type { BotLog } from '../bot-log.js';
import { isResponseUrl, respondPrivately } from '../slack/response-url.js';
import type { WebClient } from '../slack/slack-clients.js';
import { failureCode } from '../slack/slack-failure.js';
import type { Message } from '../views/blocks.js';

/** Where somebody is who is to be answered. */
export interface Addressee {
  readonly userId: string;
  readonly channelId: string | null;
  readonly responseUrl: string | null;
}

export interface AnswerParts {
  readonly client: WebClient;
  /** Null: Slack's own. */
  readonly apiUrl: string | null;
  readonly log: BotLog;
}

/**
 * An answer that only its addressee sees, by whichever way is open: the response URL, an ephemeral message in the channel, a direct
 * message. Never throws; when no way is open the log says so, and the audit trail has what was done.
 */
export class PrivateAnswers {
  constructor(private readonly parts: AnswerParts) {}

  async tell(to: Addressee, message: Message): Promise<void> {
    const ways = [
      () => this.#respond(to, message),
      () => this.#inChannel(to, message),
      () => this.#direct(to, message),
    ];
    const codes: string[] = [];
    for (const way of ways) {
      try {
        if (await way()) return;
      } catch (error) {
        codes.push(failureCode(error));
      }
    }
    this.parts.log.warn({ codes }, 'Somebody could not be answered in Slack.');
  }

  async #respond({ responseUrl }: Addressee, message: Message): Promise<boolean> {
    if (responseUrl === null || !isResponseUrl(responseUrl, this.parts.apiUrl)) return false;
    await respondPrivately(responseUrl, message);
    return true;
  }

  async #inChannel({ userId: user, channelId: channel }: Addressee, message: Message): Promise<boolean> {
    if (channel === null) return false;
    await this.parts.client.chat.postEphemeral({ channel, user, ...payloadOf(message) });
    return true;
  }

  async #direct({ userId: channel }: Addressee, message: Message): Promise<boolean> {
    await this.parts.client.chat.postMessage({ channel, ...payloadOf(message), unfurl_links: false });
    return true;
  }
}

function payloadOf({ text, blocks }: Message) {
  return blocks.length > 0 ? { text, blocks } : { text };
}
