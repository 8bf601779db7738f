/** One delivery to Slack: a post, a reply or an update, once. */
import type { webApi } from '@slack/bolt';
import type { ClaimDeliveriesMutation } from '../../client/generated/graphql.js';
import type { WebClient } from '../slack/slack-clients.js';
import type { Message } from '../views/blocks.js';
import { type Attempted, delivered, failed, isTooMuch, type Sent } from './sent.js';

export type Claimed = ClaimDeliveriesMutation['claimDeliveries']['claimed'][number];

/** By which a click on a message, or a person who looks for a lost one, finds the delivery again. Ids only: others can read it. */
export const METADATA_EVENT = 'holdfast_delivery';

export function metadataOf({ delivery, alert }: Claimed): webApi.MessageMetadata {
  return {
    event_type: METADATA_EVENT,
    event_payload: { delivery: delivery.id, ...(alert !== null && { alert: alert.id }) },
  };
}

/** Never throws: whatever happens is an outcome. `onFailure` sees what Slack, or the way to it, said. */
export async function send(
  client: WebClient,
  claimed: Claimed,
  message: Message,
  onFailure: (error: unknown) => void,
): Promise<Sent> {
  const call = callOf(client, claimed);
  if (call === undefined) return { outcome: 'UNSENT', errorCode: 'root_not_posted' };
  try {
    return await call.make(message);
  } catch (error) {
    onFailure(error);
    if (!isTooMuch(error)) return failed(error, call.attempted);
  }
  try {
    return await call.make({ text: message.text, blocks: [] });
  } catch (error) {
    onFailure(error);
    return failed(error, call.attempted);
  }
}

interface Call {
  readonly attempted: Attempted;
  make(message: Message): Promise<Sent>;
}

/** Undefined: a reply under a root that does not stand yet. */
function callOf(client: WebClient, claimed: Claimed): Call | undefined {
  const { delivery, message: standing, target } = claimed;
  const metadata = metadataOf(claimed);
  const post = (extra: { thread_ts?: string; reply_broadcast?: boolean } = {}): Call => ({
    attempted: 'POST',
    async make({ text, blocks }) {
      const broadcast = extra.thread_ts !== undefined && extra.reply_broadcast === true;
      const place = {
        channel: target,
        ...(extra.thread_ts !== undefined && { thread_ts: extra.thread_ts }),
        ...(broadcast && { reply_broadcast: true as const }),
      };
      const answer = await client.chat.postMessage({
        ...(place as { channel: string }),
        text,
        ...(blocks.length > 0 && { blocks }),
        metadata,
        unfurl_links: false,
        unfurl_media: false,
      });
      return delivered(answer.channel, answer.ts);
    },
  });
  switch (delivery.kind) {
    case 'REPLY':
    case 'REMINDER':
      if (standing === null) return undefined;
      return post({ thread_ts: standing.ts, reply_broadcast: delivery.kind === 'REMINDER' });
    case 'ALERT':
    case 'WATCH':
      if (standing === null) return post();
      return {
        attempted: 'UPDATE',
        async make({ text, blocks }) {
          const { channelId: channel, ts } = standing;
          const answer = await client.chat.update({ channel, ts, text, blocks, metadata });
          return delivered(answer.channel ?? channel, answer.ts ?? ts);
        },
      };
    default:
      return post();
  }
}
