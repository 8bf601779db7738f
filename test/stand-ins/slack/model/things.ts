// What a workspace is made of. All times are ISO-free: ts are Slack's `seconds.micros` strings, others milliseconds.

/** A JSON object as it came over the wire: blocks and views are kept as they were sent. */
export type Json = Record<string, unknown>;

export interface Team {
  readonly id: string;
  readonly domain: string;
  readonly name: string;
}

export interface User {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly realName: string;
  readonly email?: string;
  /** IANA name. */
  readonly tz: string;
  readonly locale: string;
  isBot: boolean;
  deleted: boolean;
  isAdmin: boolean;
  /** A guest of several channels. */
  isRestricted: boolean;
  /** A guest of one channel. */
  isUltraRestricted: boolean;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly topic: string;
  readonly isPrivate: boolean;
  isArchived: boolean;
  /** Shared with another team (Slack Connect). */
  isExtShared: boolean;
  /** For a direct message: the person on the other side of the app. */
  readonly imUser?: string;
  readonly members: Set<string>;
  readonly messages: Message[];
}

export interface Message {
  readonly ts: string;
  readonly channel: string;
  /** The author. */
  readonly user: string;
  readonly botId?: string;
  readonly appId?: string;
  text: string;
  blocks: Json[];
  attachments: Json[];
  metadata?: Json;
  readonly threadTs?: string;
  readonly replyBroadcast: boolean;
  /** Only this user sees it; neither in history nor reachable with chat.update. */
  readonly ephemeralTo?: string;
  editedTs?: string;
  /** Deleted, but kept because it has replies. */
  tombstone: boolean;
  /** Blocks that were replaced, oldest first: what a client that is behind still shows. */
  readonly earlier: Json[][];
}

export interface StoredView {
  readonly id: string;
  readonly teamId: string;
  readonly type: 'modal' | 'home';
  /** Who looks at it. */
  readonly user: string;
  readonly rootViewId: string;
  readonly previousViewId: string | null;
  readonly externalId: string;
  /** As the app gave it, ids filled in: title, blocks, private_metadata … */
  content: Json;
  hash: string;
  /** What stands in the inputs: block_id → action_id → value as Slack writes it. */
  values: ViewValues;
  /** Messages at inputs after `response_action: errors`: block_id → text. */
  errors: Record<string, string>;
  closed: boolean;
}

export type InputState = { readonly type: string } & Json;
export type ViewValues = Record<string, Record<string, InputState>>;

/** The app as installed in the workspace. */
export interface Installation {
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly verificationToken: string;
  scopes: readonly string[];
  revoked: boolean;
}

/** An error that a person sees in the client, because the app did not answer (in time). */
export interface OperationError {
  readonly user: string;
  /** What they did: `click exclude`, `slash /backup`. */
  readonly what: string;
  readonly reason: string;
  readonly at: number;
}

/** The one driving the stand-in did what no client of Slack could do. */
export class NotPossible extends Error {
  override readonly name = 'NotPossible';
}
