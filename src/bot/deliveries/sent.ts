/** What became of one attempt to deliver, as the API is told (`DeliveryOutcome` of the schema). */
import type { AcknowledgeDeliveryInput } from '../../client/generated/graphql.js';
import { type SlackFailure, slackFailure } from '../slack/slack-failure.js';

export type Sent = Pick<
  AcknowledgeDeliveryInput,
  'outcome' | 'channelId' | 'ts' | 'errorCode' | 'retryAfterSeconds'
>;

/** An update may be repeated: twice is the same as once. A post may not. */
export type Attempted = 'POST' | 'UPDATE';

/** The message, or the thread, that was to be updated or replied to is not there, or not ours any more. */
const GONE: ReadonlySet<string> = new Set([
  'message_not_found',
  'thread_not_found',
  'cant_update_message',
  'cannot_reply_to_message',
  'edit_window_closed',
  'is_inactive',
]);

/** Slack's own trouble, by its own word before it did anything. */
const PASSING: ReadonlySet<string> = new Set([
  'service_unavailable',
  'request_timeout',
  'accesslimited',
  'team_added_to_org',
]);

/** Slack takes the text but not the blocks: ours to mend, and no reason to say nothing. */
const TOO_MUCH: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
  'too_many_attachments',
  'metadata_too_large',
  'invalid_metadata_format',
  'invalid_metadata_schema',
]);

export function isTooMuch(error: unknown): boolean {
  return TOO_MUCH.has(slackFailure(error).code);
}

export function delivered(channelId: string | undefined, ts: string | undefined): Sent {
  // Slack names both in every answer that is ok; without them nothing could ever be updated.
  if (channelId === undefined || ts === undefined)
    return { outcome: 'AMBIGUOUS', errorCode: 'no_ts_in_answer' };
  return { outcome: 'DELIVERED', channelId, ts };
}

export function failed(error: unknown, attempted: Attempted): Sent {
  return outcomeOf(slackFailure(error), attempted);
}

function outcomeOf(failure: SlackFailure, attempted: Attempted): Sent {
  const { code: errorCode } = failure;
  switch (failure.kind) {
    case 'RATE_LIMITED':
      return { outcome: 'UNSENT', errorCode, retryAfterSeconds: Math.ceil(failure.retryAfterSeconds) };
    case 'NOT_SENT':
      return { outcome: 'UNSENT', errorCode };
    case 'UNKNOWN':
      return { outcome: attempted === 'UPDATE' ? 'UNSENT' : 'AMBIGUOUS', errorCode };
    case 'SAID_NO':
      if (GONE.has(errorCode)) return { outcome: 'GONE', errorCode };
      return { outcome: PASSING.has(errorCode) ? 'UNSENT' : 'REFUSED', errorCode };
  }
}
