import type { Interactive } from '../block-kit/interactives.js';
import type { Channel, Json, StoredView, User } from '../model/things.js';
import type { StandInCore } from '../stand-in-core.js';
import { messageJson } from '../web-api/messages.js';
import { viewJson } from '../web-api/views.js';
import type { Place } from './place.js';

// What Slack sends an app, field by field.

export interface ActionParts {
  readonly place: Place;
  readonly user: User;
  readonly spot: Interactive;
  /** What `actions[0]` says beyond the ids. */
  readonly action: Json;
}

export function blockActions(core: StandInCore, { place, user, spot, action }: ActionParts): Json {
  return {
    type: 'block_actions',
    ...sender(core, user, place),
    ...container(place),
    trigger_id: core.triggers.make(user.id, place.kind === 'view' ? place.view.id : undefined),
    ...surroundings(core, place),
    state: { values: place.values },
    ...(place.kind === 'view'
      ? {}
      : { response_url: hookUrl(core, user, place.message.channel, place.message.ts) }),
    actions: [
      {
        type: spot.element.type,
        action_id: spot.actionId,
        block_id: spot.blockId,
        ...action,
        action_ts: core.workspace.timestamps.next(),
      },
    ],
  };
}

/** No trigger_id and no response_url here. */
export function blockSuggestion(core: StandInCore, { place, user, spot }: ActionParts, value: string): Json {
  return {
    type: 'block_suggestion',
    ...sender(core, user, place),
    ...container(place),
    action_id: spot.actionId,
    block_id: spot.blockId,
    value,
    ...surroundings(core, place),
  };
}

export function viewSubmission(core: StandInCore, view: StoredView, user: User): Json {
  return {
    type: 'view_submission',
    ...sender(core, user, { kind: 'view', key: view.id, view, values: view.values }),
    trigger_id: core.triggers.make(user.id, view.id),
    view: viewJson(view, core),
    response_urls: [],
  };
}

export function viewClosed(core: StandInCore, view: StoredView, user: User, isCleared: boolean): Json {
  return {
    type: 'view_closed',
    ...sender(core, user, { kind: 'view', key: view.id, view, values: view.values }),
    view: viewJson(view, core),
    is_cleared: isCleared,
  };
}

export interface SlashParts {
  readonly command: string;
  readonly text: string;
  readonly user: User;
  readonly channel: Channel;
}

/** Form fields: everything is text, also is_enterprise_install. */
export function slashCommand(core: StandInCore, { command, text, user, channel }: SlashParts): Json {
  const { team, installation } = core.workspace;
  return {
    token: installation.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: installation.appId,
    is_enterprise_install: 'false',
    response_url: hookUrl(core, user, channel.id),
    trigger_id: core.triggers.make(user.id),
  };
}

export function eventCallback(core: StandInCore, event: Json): Json {
  const { team, installation, ids, clock, timestamps } = core.workspace;
  return {
    token: installation.verificationToken,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: installation.appId,
    event: { event_ts: timestamps.next(), ...event },
    type: 'event_callback',
    event_id: ids.next('Ev'),
    event_time: Math.floor(clock.now() / 1_000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: installation.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  };
}

function sender(core: StandInCore, user: User, place: Place): Json {
  const { workspace } = core;
  // In views Slack names the team of the person; in messages the one the message stands in.
  const team = place.kind === 'view' ? (workspace.teams.get(user.teamId) ?? workspace.team) : workspace.team;
  return {
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: workspace.installation.appId,
    token: workspace.installation.verificationToken,
  };
}

function container(place: Place): Json {
  if (place.kind === 'view') return { container: { type: 'view', view_id: place.view.id } };
  const { ts, channel, ephemeralTo, threadTs } = place.message;
  return {
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel,
      is_ephemeral: ephemeralTo !== undefined,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    },
  };
}

function surroundings(core: StandInCore, place: Place): Json {
  if (place.kind === 'view') return { view: viewJson(place.view, core) };
  const channel = core.workspace.channels.get(place.message.channel) as Channel;
  const json = { channel: { id: channel.id, name: channelName(channel) } };
  // Slack does not repeat the content of ephemeral messages.
  if (place.message.ephemeralTo !== undefined) return json;
  return { ...json, message: messageJson(place.message, core.workspace) };
}

function hookUrl(core: StandInCore, user: User, channel: string, messageTs?: string): string {
  const source = messageTs === undefined ? {} : { messageTs };
  return `${core.url}/hook/${core.hooks.make({ user: user.id, channel, ...source }).id}`;
}

function channelName(channel: Channel): string {
  if (channel.imUser !== undefined) return 'directmessage';
  return channel.isPrivate ? 'privategroup' : channel.name;
}
