import type { Channel, Message } from '../model/things.js';
import { flag, type Method, needed, pageOf, text } from './api-call.js';
import { channelJson, channelOf } from './channels.js';
import { messageJson } from './messages.js';
import { PlatformError } from './platform-error.js';

export const open: Method = ({ core, args }) => {
  const { workspace } = core;
  const users = (text(args, 'users') ?? '').split(',').filter((id) => id !== '');
  if (users.length === 0) {
    const channel = channelOf(args, workspace);
    return { ok: true, channel: { id: channel.id } };
  }
  if (users.length > 1) throw new PlatformError('method_not_supported_for_channel_type');
  const user = workspace.users.get(users[0] as string);
  if (user === undefined) throw new PlatformError('user_not_found');
  if (user.deleted) throw new PlatformError('user_disabled');
  if (user.id === workspace.installation.botUserId) throw new PlatformError('cannot_dm_bot');
  const channel = workspace.directMessage(user.id);
  return {
    ok: true,
    channel: flag(args, 'return_im') ? channelJson(channel, workspace) : { id: channel.id },
  };
};

export const info: Method = ({ core, args }) => ({
  ok: true,
  channel: channelJson(channelOf(args, core.workspace), core.workspace, args),
});

export const members: Method = ({ core, args }) => {
  const channel = channelOf(args, core.workspace);
  const { items, nextCursor } = pageOf([...channel.members], args);
  return { ok: true, members: items, response_metadata: { next_cursor: nextCursor } };
};

export const history: Method = ({ core, args }) => {
  const channel = readableChannel(core.workspace.installation.botUserId, channelOf(args, core.workspace));
  const top = channel.messages.filter(
    ({ threadTs, replyBroadcast }) => threadTs === undefined || replyBroadcast,
  );
  return listed(within(top, args).reverse(), { core, args });
};

export const replies: Method = ({ core, args }) => {
  const channel = readableChannel(core.workspace.installation.botUserId, channelOf(args, core.workspace));
  const ts = needed(args, 'ts');
  const root = channel.messages.find((message) => message.ts === ts && message.ephemeralTo === undefined);
  if (root === undefined) throw new PlatformError('thread_not_found');
  return listed([root, ...within(core.workspace.replies(root), args)], { core, args });
};

function listed(messages: readonly Message[], { core, args }: Parameters<Method>[0]): ReturnType<Method> {
  const { items, nextCursor } = pageOf(messages, args);
  const withMetadata = flag(args, 'include_all_metadata');
  return {
    ok: true,
    messages: items.map((message) => {
      const { metadata, ...json } = messageJson(message, core.workspace);
      return withMetadata && metadata !== undefined ? { ...json, metadata } : json;
    }),
    has_more: nextCursor !== '',
    response_metadata: { next_cursor: nextCursor },
  };
}

function readableChannel(bot: string, channel: Channel): Channel {
  if (!channel.members.has(bot)) throw new PlatformError('not_in_channel');
  return channel;
}

function within(messages: readonly Message[], args: Parameters<Method>[0]['args']): Message[] {
  const oldest = Number(text(args, 'oldest') ?? 0);
  const latest = Number(text(args, 'latest') ?? Number.POSITIVE_INFINITY);
  const inclusive = flag(args, 'inclusive');
  return messages.filter(({ ts, ephemeralTo }) => {
    if (ephemeralTo !== undefined) return false;
    const at = Number(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
}
