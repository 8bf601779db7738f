import { blocksAreTooLong, checkBlocks } from '../block-kit/check-blocks.js';
import { isObject, withIds } from '../block-kit/interactives.js';
import type { Channel, Json, Message } from '../model/things.js';
import type { Workspace } from '../model/workspace.js';
import { text } from './api-call.js';
import { PlatformError, withDetails } from './platform-error.js';

export const TEXT_MAX = 40_000;
export const UPDATE_TEXT_MAX = 4_000;
const METADATA_BYTES_MAX = 16_384;

/** The content of a message as the app gave it, checked. */
export interface Content {
  readonly text: string;
  readonly blocks: Json[];
  readonly attachments: Json[];
  readonly metadata?: Json;
}

export interface ContentRules {
  /** Characters of `text`, beyond which the answer is msg_too_long. Absent: cut at 40,000. */
  readonly textMax?: number;
  /** Whether the texts of all blocks together are counted; not for response URLs. */
  readonly totalCounts: boolean;
}

/** Throws PlatformError: no_text, msg_too_long, invalid_blocks, msg_blocks_too_long, invalid_metadata_format … */
export function contentOf(args: Json, workspace: Workspace, rules: ContentRules): Content {
  const given = text(args, 'text') ?? '';
  const blocks = args.blocks ?? [];
  const attachments = args.attachments ?? [];
  if (rules.textMax !== undefined && given.length > rules.textMax) throw new PlatformError('msg_too_long');
  const violations = checkBlocks(blocks, 'message');
  if (violations.length > 0) throw withDetails('invalid_blocks', violations);
  if (rules.totalCounts && blocksAreTooLong(blocks)) throw new PlatformError('msg_blocks_too_long');
  if (!Array.isArray(attachments)) throw new PlatformError('invalid_attachments');
  if (attachments.length > 100) throw new PlatformError('too_many_attachments');
  if (given === '' && (blocks as Json[]).length === 0 && attachments.length === 0) {
    throw new PlatformError('no_text');
  }
  const metadata = metadataOf(args.metadata);
  return {
    text: given.slice(0, TEXT_MAX),
    blocks: withIds(blocks as Json[], workspace.ids),
    attachments,
    ...(metadata === undefined ? {} : { metadata }),
  };
}

function metadataOf(metadata: unknown): Json | undefined {
  if (metadata === undefined || metadata === null) return undefined;
  const bad = () => new PlatformError('invalid_metadata_format');
  if (!isObject(metadata) || typeof metadata.event_type !== 'string') throw bad();
  const { event_payload: payload } = metadata;
  if (!isObject(payload) || !Object.values(payload).every((value) => isShallow(value))) throw bad();
  if (Buffer.byteLength(JSON.stringify(metadata)) > METADATA_BYTES_MAX) {
    throw new PlatformError('metadata_too_large');
  }
  return metadata;
}

/** Scalars, and one level of lists and objects of scalars. */
function isShallow(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every((inner) => typeof inner !== 'object' || inner === null);
}

/** A message as Slack writes it into answers and payloads. */
export function messageJson(message: Message, workspace: Workspace): Json {
  const replies = message.ephemeralTo === undefined ? workspace.replies(message) : [];
  const replyUsers = [...new Set(replies.map(({ user }) => user))];
  return {
    type: 'message',
    ...(message.tombstone ? { subtype: 'tombstone', hidden: true } : {}),
    ...(message.ephemeralTo === undefined ? {} : { is_ephemeral: true }),
    ...(message.botId === undefined ? {} : { bot_id: message.botId, app_id: message.appId }),
    user: message.tombstone ? 'USLACKBOT' : message.user,
    text: message.text,
    ts: message.ts,
    team: workspace.users.get(message.user)?.teamId ?? workspace.team.id,
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
    ...(message.attachments.length === 0 ? {} : { attachments: message.attachments }),
    ...(message.metadata === undefined ? {} : { metadata: message.metadata }),
    ...(message.editedTs === undefined ? {} : { edited: { user: message.user, ts: message.editedTs } }),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(replies.length === 0
      ? {}
      : {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users_count: replyUsers.length,
          reply_users: replyUsers,
          latest_reply: replies.at(-1)?.ts,
        }),
  };
}

/** Replaces what a message says; its earlier blocks are kept for clients that are behind. */
export function rewrite(message: Message, content: Content, workspace: Workspace): void {
  message.earlier.push(message.blocks);
  Object.assign(message, { text: content.text, blocks: content.blocks, attachments: content.attachments });
  if (content.metadata !== undefined) message.metadata = content.metadata;
  message.editedTs = workspace.timestamps.next();
  workspace.changed();
}

/** The root a reply belongs to; throws thread_not_found. */
export function threadRoot(channel: Channel, threadTs: string | undefined): string | undefined {
  if (threadTs === undefined) return undefined;
  const parent = channel.messages.find(({ ts, ephemeralTo }) => ts === threadTs && ephemeralTo === undefined);
  if (parent === undefined) throw new PlatformError('thread_not_found');
  return parent.threadTs ?? parent.ts;
}
