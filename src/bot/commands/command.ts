/** What a command of `/backup` is, and what it may ask of whoever carries its words to Slack and back. */
import type { ModalView } from '@slack/types';
import type { TypedDocumentString } from '../../client/generated/graphql.js';
import type { Message } from '../views/blocks.js';

/** Asks one typed question of the API with the rights of the person, and only the root fields that were named before. */
export type AskApi = <Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
) => Promise<Result>;

/** A modal that stands open. */
export interface OpenModal {
  /** Replaces what it shows; needs no trigger any more. */
  update(view: ModalView): Promise<void>;
}

/** Who typed it, as Slack has verified. */
export interface Caller {
  readonly teamId: string;
  readonly slackUserId: string;
  readonly slackUserName: string;
  readonly channelId: string;
  /** The user of Holdfast; null: not linked. */
  readonly user: { readonly name: string; readonly role: string } | null;
}

export interface CommandContext {
  readonly caller: Caller;
  readonly ask: AskApi;
  /** Uses the trigger up, which lives three seconds: a command opens at most one modal, and early. */
  openModal(view: ModalView): Promise<OpenModal>;
  /** Seen by the caller alone. */
  respond(message: Message): Promise<void>;
  /** A one-time code for this Slack user: asked for by the bot itself, who is not linked has no rights yet. */
  beginLink(): Promise<{ readonly code: string; readonly expiresAt: string }>;
  /** ISO time. */
  now(): string;
  /** For the log: what was thrown and has been answered in words. */
  onFault(error: unknown): void;
}

export interface Command {
  readonly name: string;
  /** What stands after `/backup`: `snooze <schedule> [1d|7d|2026-12-01|until-change]`. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Paragraphs of mrkdwn for `help <name>`. */
  readonly help: readonly string[];
  /** Root fields of the API that it asks; empty: it asks nothing as the person and works unlinked. */
  readonly fields: readonly string[];
  /** How many words it takes after its name. */
  readonly words: { readonly least: number; readonly most: number };
  /** Throws what the API or the way to it throws; whoever runs it turns that into an answer. */
  run(words: readonly string[], context: CommandContext): Promise<void>;
}
