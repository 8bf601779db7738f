/**
 * Who may do what they clicked is decided by the API, for each interaction anew: the bot tells it what Slack says, and gets a token of
 * a minute that acts as that person, for the root fields it named and no others (design 5: the bot).
 */
import {
  BeginInteractionDocument,
  type BeginInteractionMutation,
  type BeginSlackLinkInput,
  type InteractionOutcome,
  type SlackStanding,
} from '../../client/generated/graphql.js';
import { type Ask, askWith } from '../ask.js';
import type { Installation } from '../slack/slack-connection.js';
import type { Origin } from './origin.js';
import type { StandingBook } from './standing-book.js';

/** A root field of the API. */
export type RootField = string;

export type Admission =
  | { readonly outcome: 'GRANTED'; readonly ask: Ask; readonly user: Person }
  | { readonly outcome: Exclude<InteractionOutcome, 'GRANTED'> };

export type Person = NonNullable<BeginInteractionMutation['beginInteraction']['user']>;

export interface GateParts {
  /** With the service token. */
  readonly ask: Ask;
  readonly url: string;
  readonly standings: StandingBook;
  /** Undefined while there is no connection to Slack. */
  readonly installation: () => Installation | undefined;
}

export class NotConnected extends Error {
  override readonly name = 'NotConnected';
}

export class Gate {
  constructor(private readonly parts: GateParts) {}

  /** @throws NotConnected, StandingUnknown, ApiRefusal, ConnectionFailed */
  async admit(origin: Origin, operations: readonly RootField[]): Promise<Admission> {
    const { ask, url } = this.parts;
    const { teamId, slackUserId, slackUserName, standing } = await this.#who(origin);
    const { key, kind, action, channelId, messageTs } = origin;
    const who = { teamId, slackUserId, slackUserName, standing };
    const { beginInteraction } = await ask(BeginInteractionDocument, {
      input: { key, kind, action, channelId, messageTs, ...who, operations: [...operations] },
    });
    const { outcome, token, user } = beginInteraction;
    if (outcome !== 'GRANTED') return { outcome };
    // The schema leaves both open, for the refusals.
    if (token == null || user == null) throw new Error('The API admitted an interaction without a token.');
    return { outcome, ask: askWith({ url, token }), user };
  }

  /** Who is to be linked, as Slack says. @throws NotConnected, StandingUnknown */
  async identityOf(origin: Origin): Promise<BeginSlackLinkInput> {
    const { teamId, teamName, slackUserId, slackUserName } = await this.#who(origin);
    return { teamId, teamName, slackUserId, slackUserName };
  }

  async #who(origin: Origin): Promise<BeginSlackLinkInput & { readonly standing: SlackStanding }> {
    const installation = this.parts.installation();
    if (installation === undefined) throw new NotConnected('There is no connection to Slack.');
    const { standing, name } = await this.parts.standings.of(origin, installation);
    return {
      teamId: origin.userTeamId ?? installation.teamId,
      teamName: installation.teamName,
      slackUserId: origin.userId,
      slackUserName: name,
      standing,
    };
  }
}
