import type { Channel, Message } from '../model/things.js';
import type { Workspace } from '../model/workspace.js';
import { type ApiCall, flag, type Method, needed, text } from './api-call.js';
import { channelOf, writableChannel } from './channels.js';
import { contentOf, messageJson, rewrite, threadRoot, UPDATE_TEXT_MAX } from './messages.js';
import { PlatformError } from './platform-error.js';

export const postMessage: Method = ({ core, args }) => {
  const { workspace } = core;
  const channel = writableChannel(args, workspace);
  const content = contentOf(args, workspace, { totalCounts: true });
  const threadTs = threadRoot(channel, text(args, 'thread_ts'));
  const message = workspace.add({
    ...authored(workspace),
    ...content,
    channel: channel.id,
    ...(threadTs === undefined ? {} : { threadTs }),
    replyBroadcast: flag(args, 'reply_broadcast'),
  });
  return {
    ok: true,
    channel: channel.id,
    ts: message.ts,
    message: messageJson(message, workspace),
    ...missingText(args.text, content.blocks.length),
  };
};

export const update: Method = ({ core, args }) => {
  const { workspace } = core;
  const channel = writableChannel(args, workspace);
  const message = ownMessage(channel, needed(args, 'ts'), workspace, 'cant_update_message');
  const content = contentOf(args, workspace, { totalCounts: true, textMax: UPDATE_TEXT_MAX });
  rewrite(message, content, workspace);
  const json = messageJson(message, workspace);
  return { ok: true, channel: channel.id, ts: message.ts, text: message.text, message: json };
};

export const remove: Method = ({ core, args }) => {
  const { workspace } = core;
  const channel = channelOf(args, workspace);
  const message = ownMessage(channel, needed(args, 'ts'), workspace, 'cant_delete_message');
  workspace.remove(message);
  return { ok: true, channel: channel.id, ts: message.ts };
};

export const postEphemeral: Method = ({ core, args }) => {
  const { workspace } = core;
  const channel = writableChannel(args, workspace);
  const user = needed(args, 'user');
  if (!channel.members.has(user)) throw new PlatformError('user_not_in_channel');
  const content = contentOf(args, workspace, { totalCounts: true });
  const threadTs = threadRoot(channel, text(args, 'thread_ts'));
  const message = workspace.add({
    ...authored(workspace),
    ...content,
    channel: channel.id,
    ...(threadTs === undefined ? {} : { threadTs }),
    ephemeralTo: user,
    replyBroadcast: false,
  });
  return { ok: true, message_ts: message.ts, ...missingText(args.text, content.blocks.length) };
};

export const getPermalink: Method = ({ core, args }) => {
  const { workspace } = core;
  const channel = channelOf(args, workspace);
  const message = existing(channel, needed(args, 'message_ts'));
  return { ok: true, channel: channel.id, permalink: permalink(core, message) };
};

export function permalink(core: ApiCall['core'], message: Message): string {
  const thread =
    message.threadTs === undefined ? '' : `?thread_ts=${message.threadTs}&cid=${message.channel}`;
  const domain = core.workspace.team.domain;
  return `https://${domain}.slack.com/archives/${message.channel}/p${message.ts.replace('.', '')}${thread}`;
}

/** The author fields of what the app writes. */
export function authored(workspace: Workspace): Pick<Message, 'user' | 'botId' | 'appId'> {
  const { botUserId, botId, appId } = workspace.installation;
  return { user: botUserId, botId, appId };
}

function existing(channel: Channel, ts: string): Message {
  const message = channel.messages.find((one) => one.ts === ts && one.ephemeralTo === undefined);
  if (message === undefined || message.tombstone) throw new PlatformError('message_not_found');
  return message;
}

function ownMessage(channel: Channel, ts: string, workspace: Workspace, refusal: string): Message {
  const message = existing(channel, ts);
  if (message.user !== workspace.installation.botUserId) throw new PlatformError(refusal);
  return message;
}

/** Slack warns about blocks without a text for screen readers and notifications. */
function missingText(given: unknown, blocks: number): object {
  if (blocks === 0 || (typeof given === 'string' && given !== '')) return {};
  return { warning: 'missing_text_in_message', response_metadata: { warnings: ['missing_text_in_message'] } };
}
