/**
 * Who may do what they clicked is decided by the API, for each interaction anew: the bot tells it what Slack says, and gets a token of
 * a minute that acts as that person, for the root fields it named and no others (design 5: the bot).
 */
import {
  BeginInteractionDocument,
  type BeginInteractionMutation,
  type InteractionOutcome,
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

  /** @throws NotConnected, ApiRefusal, ConnectionFailed, or as the WebClient does */
  async admit(origin: Origin, operations: readonly RootField[]): Promise<Admission> {
    const { ask, url, standings } = this.parts;
    const installation = this.parts.installation();
    if (installation === undefined) throw new NotConnected('There is no connection to Slack.');
    const { standing, name } = await standings.of(origin, installation);
    const { beginInteraction } = await ask(BeginInteractionDocument, {
      input: {
        key: origin.key,
        kind: origin.kind,
        action: origin.action,
        teamId: origin.userTeamId ?? installation.teamId,
        slackUserId: origin.userId,
        slackUserName: name,
        standing,
        channelId: origin.channelId,
        messageTs: origin.messageTs,
        operations: [...operations],
      },
    });
    const { outcome, token, user } = beginInteraction;
    if (outcome !== 'GRANTED') return { outcome };
    // The schema leaves both open, for the refusals.
    if (token == null || user == null) throw new Error('The API admitted an interaction without a token.');
    return { outcome, ask: askWith({ url, token }), user };
  }
}
