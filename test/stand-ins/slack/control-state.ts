import type { Channel, Json, Message, User } from './model/things.js';
import type { SlackStandIn } from './slack-stand-in.js';
import { permalink } from './web-api/chat.js';
import { messageJson } from './web-api/messages.js';
import { viewJson } from './web-api/views.js';

/** Everything there is to see, without secrets. */
export function stateOf(slack: SlackStandIn): Json {
  const { workspace, views } = slack;
  const { appId, botId, botUserId, scopes, revoked } = workspace.installation;
  return {
    now: slack.clock.now(),
    away: slack.isAway,
    app: { appId, botId, botUserId, scopes, revoked, ...slack.reach },
    team: workspace.team,
    users: [...workspace.users.values()].map((user) => userState(slack, user)),
    channels: [...workspace.channels.values()].map((channel) => channelState(slack, channel)),
    views: views.all().map((view) => ({ ...viewJson(view, slack), user: view.user, errors: view.errors })),
    operationErrors: workspace.operationErrors,
  };
}

function userState({ views }: SlackStandIn, user: User): Json {
  const home = views.home(user.id);
  return {
    ...user,
    stack: views.stack(user.id).map(({ id }) => id),
    ...(home === undefined ? {} : { home: home.id }),
  };
}

function channelState(slack: SlackStandIn, channel: Channel): Json {
  const { messages, members, ...plain } = channel;
  return {
    ...plain,
    members: [...members],
    messages: messages.map((message) => messageState(slack, message)),
  };
}

function messageState(slack: SlackStandIn, message: Message): Json {
  return {
    ...messageJson(message, slack.workspace),
    permalink: permalink(slack, message),
    reply_broadcast: message.replyBroadcast,
    ...(message.ephemeralTo === undefined ? {} : { ephemeral_to: message.ephemeralTo }),
    ...(message.threadTs === undefined ? {} : { thread_root: message.threadTs }),
  };
}
