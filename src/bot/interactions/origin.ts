/** What a verified payload says of who did what and where: the one place that reads it. Nothing else of a payload is believed. */
import { createHash } from 'node:crypto';
import type { BlockAction, BlockSuggestion, SlackViewAction, SlashCommand } from '@slack/bolt';
import type { InteractionKind } from '../../client/generated/graphql.js';

export interface Origin {
  /** Natural key of the payload (facts 3.6), hashed: a trigger among its parts opens windows. */
  readonly key: string;
  readonly kind: InteractionKind;
  /** For the audit trail: an action_id, a callback_id, a command with its first word. */
  readonly action: string;
  /** The workspace that the app was asked in; null: an organisation. */
  readonly teamId: string | null;
  /** The workspace of the person, which is another one for guests of a shared channel. */
  readonly userTeamId: string | null;
  readonly userId: string;
  readonly userName: string;
  readonly channelId: string | null;
  readonly messageTs: string | null;
  /** Answers go there; null: this kind of payload has none. Holding it means being able to post. */
  readonly responseUrl: string | null;
  /** Opens one modal within 3 s; null: this kind of payload has none. */
  readonly triggerId: string | null;
}

export function ofBlockAction(body: BlockAction): Origin {
  const { user, team, channel, container, message, view, response_url, trigger_id } = body;
  const [action] = body.actions;
  const messageTs = message?.ts ?? text(container.message_ts) ?? null;
  const place = view?.id ?? messageTs;
  return {
    ...personOf({ user, team }),
    key: keyOf('BUTTON', [team?.id, user.id, action?.action_ts, action?.action_id, action?.block_id, place]),
    kind: 'BUTTON',
    action: word(action?.action_id),
    channelId: channel?.id ?? text(container.channel_id) ?? null,
    messageTs,
    responseUrl: response_url === '' ? null : (response_url ?? null),
    triggerId: trigger_id,
  };
}

export function ofViewAction(body: SlackViewAction): Origin {
  const { user, team, view } = body;
  return {
    ...personOf({ user, team }),
    key: keyOf('MODAL', [team?.id, user.id, view.id, view.hash]),
    kind: 'MODAL',
    action: word(view.callback_id),
    channelId: null,
    messageTs: null,
    responseUrl: null,
    triggerId: null,
  };
}

/** Each look is another one: somebody may type the same twice, and nothing is changed by it. */
export function ofSuggestion(body: BlockSuggestion, nonce: string): Origin {
  const { user, team, view, action_id, channel, container } = body;
  return {
    ...personOf({ user, team }),
    key: keyOf('OPTIONS', [team?.id, user.id, view?.id, action_id, nonce]),
    kind: 'OPTIONS',
    action: word(action_id),
    channelId: channel?.id ?? text(container?.channel_id) ?? null,
    messageTs: text(container?.message_ts) ?? null,
    responseUrl: null,
    triggerId: null,
  };
}

export function ofCommand(command: SlashCommand): Origin {
  const { team_id, user_id, user_name, channel_id, trigger_id, response_url } = command;
  const [verb = ''] = command.text.trim().split(/\s+/);
  return {
    key: keyOf('COMMAND', [team_id, user_id, trigger_id]),
    kind: 'COMMAND',
    action: word(`${command.command} ${verb}`),
    teamId: team_id,
    userTeamId: text((command as Record<string, unknown>).user_team_id) ?? team_id,
    userId: user_id,
    userName: user_name,
    channelId: channel_id,
    messageTs: null,
    responseUrl: response_url,
    triggerId: trigger_id,
  };
}

export interface HomeOpened {
  readonly event_id: string;
  readonly team_id: string;
  readonly event: { readonly user: string };
}

export function ofHome({ event_id, team_id, event }: HomeOpened): Origin {
  return {
    key: keyOf('HOME', [team_id, event_id]),
    kind: 'HOME',
    action: 'home',
    teamId: team_id,
    userTeamId: team_id,
    userId: event.user,
    userName: event.user,
    channelId: null,
    messageTs: null,
    responseUrl: null,
    triggerId: null,
  };
}

type Person = Pick<Origin, 'teamId' | 'userTeamId' | 'userId' | 'userName'>;

function personOf({
  user,
  team,
}: {
  readonly user: { readonly id: string; readonly name?: string; readonly team_id?: string };
  readonly team: { readonly id: string } | null | undefined;
}): Person {
  const teamId = team?.id ?? null;
  return { teamId, userTeamId: user.team_id ?? teamId, userId: user.id, userName: user.name ?? user.id };
}

function keyOf(kind: InteractionKind, parts: readonly (string | null | undefined)[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts.map((part) => part ?? null)));
  return `${kind}:${digest.digest('base64url')}`;
}

/** For the record: one short line, whatever was typed. */
function word(value: string | undefined): string {
  const line = (value ?? '')
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return line.slice(0, 60) || 'unknown';
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
