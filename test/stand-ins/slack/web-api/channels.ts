import type { Channel, Json } from '../model/things.js';
import type { Workspace } from '../model/workspace.js';
import { needed, text } from './api-call.js';
import { PlatformError } from './platform-error.js';

/**
 * The channel of a call, as far as the app can see it: a private one it is not in is not found; a user id means the
 * direct message. Throws channel_not_found.
 */
export function channelOf(args: Json, workspace: Workspace): Channel {
  const given = needed(args, 'channel', 'channel_not_found');
  const user = workspace.users.get(given);
  if (user !== undefined) {
    if (user.deleted) throw new PlatformError('channel_not_found');
    return workspace.directMessage(user.id);
  }
  const name = given.replace(/^#/, '');
  const channel =
    workspace.channels.get(given) ??
    [...workspace.channels.values()].find((other) => other.imUser === undefined && other.name === name);
  const bot = workspace.installation.botUserId;
  if (channel === undefined || (channel.isPrivate && !channel.members.has(bot))) {
    throw new PlatformError('channel_not_found');
  }
  return channel;
}

/** The channel of a call that writes; throws is_archived, not_in_channel. */
export function writableChannel(args: Json, workspace: Workspace): Channel {
  const channel = channelOf(args, workspace);
  if (channel.isArchived) throw new PlatformError('is_archived');
  if (!channel.members.has(workspace.installation.botUserId)) throw new PlatformError('not_in_channel');
  return channel;
}

export function channelJson(channel: Channel, workspace: Workspace, args: Json = {}): Json {
  const isIm = channel.imUser !== undefined;
  return {
    id: channel.id,
    ...(isIm ? { user: channel.imUser } : { name: channel.name, name_normalized: channel.name }),
    is_channel: !isIm && !channel.isPrivate,
    is_group: false,
    is_im: isIm,
    is_mpim: false,
    is_private: channel.isPrivate,
    is_archived: channel.isArchived,
    is_general: channel.name === 'general',
    is_shared: channel.isExtShared,
    is_ext_shared: channel.isExtShared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    is_member: channel.members.has(workspace.installation.botUserId),
    context_team_id: workspace.team.id,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    ...(text(args, 'include_num_members') ? { num_members: channel.members.size } : {}),
  };
}
