import type { Server } from 'node:http';
import { ACK_LIMIT_MS, type AppAnswer, type AppLink } from './app/app-link.js';
import { HttpLink, type RequestUrls } from './app/http-link.js';
import { People } from './app/people.js';
import { type SignatureOptions, signature } from './app/signing.js';
import { type DisconnectReason, SocketLink } from './app/socket-link.js';
import { FaultControl } from './faults.js';
import { Hooks } from './model/hooks.js';
import { StandInClock } from './model/stand-in-clock.js';
import {
  type Channel,
  type Installation,
  type Message,
  NotPossible,
  type OperationError,
} from './model/things.js';
import { Triggers } from './model/triggers.js';
import { Views } from './model/views.js';
import { Workspace } from './model/workspace.js';
import { RateLimits } from './rate-limits.js';
import { RequestLog } from './request-log.js';
import type { StandInCore } from './stand-in-core.js';
import { Files } from './web-api/files.js';
import { listen, slackServer } from './web-api/http-server.js';

export interface SlackStandInOptions {
  /** 0 (default): any free port. Always on 127.0.0.1. */
  readonly port?: number;
  /** Fills the workspace. */
  readonly world?: (workspace: Workspace) => void;
  /** How long the app has to answer. Default 3,000 ms, as with Slack. */
  readonly ackLimitMs?: number;
  /** The time of triggers, response URLs, rate limits, ts. */
  readonly clock?: StandInClock;
  /** Values of an earlier stand-in, or fixed ones for a demo; random when absent. */
  readonly installation?: Partial<
    Pick<Installation, 'botToken' | 'appToken' | 'signingSecret' | 'verificationToken'>
  >;
}

/** A Slack workspace on a loopback port: the Web API for the app, and people who use the app. */
export class SlackStandIn implements StandInCore {
  readonly clock: StandInClock;
  readonly workspace: Workspace;
  readonly views: Views;
  readonly triggers: Triggers;
  readonly hooks: Hooks;
  readonly files = new Files();
  readonly faults = new FaultControl();
  readonly requests = new RequestLog();
  readonly rateLimits: RateLimits;
  /** Verbs: click, press, select, type, submit, closeView, slash, openHome, event. */
  readonly people: People;
  readonly sockets: SocketLink;
  readonly #ackLimitMs: number;
  #http: HttpLink | undefined;
  #server: Server | undefined;
  #port: number;

  constructor(options: SlackStandInOptions = {}) {
    this.clock = options.clock ?? new StandInClock();
    this.workspace = new Workspace(this.clock);
    Object.assign(this.workspace.installation, options.installation);
    this.views = new Views(this.workspace);
    this.triggers = new Triggers(this.clock, this.workspace.ids);
    this.hooks = new Hooks(this.clock, this.workspace.ids);
    this.rateLimits = new RateLimits(this.clock);
    this.#ackLimitMs = options.ackLimitMs ?? ACK_LIMIT_MS;
    const { appId } = this.workspace.installation;
    this.sockets = new SocketLink(appId, this.#ackLimitMs, () => this.workspace.changed());
    this.people = new People(this, () => this.#link());
    this.#port = options.port ?? 0;
    options.world?.(this.workspace);
  }

  /** `http://127.0.0.1:PORT` */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get isAway(): boolean {
    return this.#server === undefined;
  }

  /** How the app is reached now. */
  get reach(): { readonly transport: 'http' | 'socket'; readonly connections: number } {
    return { transport: this.#http === undefined ? 'socket' : 'http', connections: this.sockets.connections };
  }

  /** For `clientOptions.slackApiUrl`. */
  get apiUrl(): string {
    return `${this.url}/api/`;
  }

  get installation(): Installation {
    return this.workspace.installation;
  }

  /** What people were shown because the app did not answer as it should. */
  get operationErrors(): readonly OperationError[] {
    return this.workspace.operationErrors;
  }

  /** From now on the app is reached with signed requests; before, and after `deliverOverSockets`, with Socket Mode. */
  deliverTo(urls: RequestUrls): void {
    const { signingSecret } = this.installation;
    this.#http = new HttpLink({ urls, signingSecret, ackLimitMs: this.#ackLimitMs });
    this.workspace.changed();
  }

  deliverOverSockets(): void {
    this.#http = undefined;
    this.workspace.changed();
  }

  /** The headers Slack would put beside these bytes, or wrong ones. */
  sign(body: string | Buffer, options: Partial<SignatureOptions> = {}): Record<string, string> {
    return signature(body, { secret: this.installation.signingSecret, ...options });
  }

  /** Raw bytes to the app, HTTP mode only. */
  send(
    body: string | Buffer,
    headers: Readonly<Record<string, string>>,
    where?: 'commands' | 'interactivity' | 'options' | 'events',
  ): Promise<AppAnswer> {
    if (this.#http === undefined) throw new NotPossible('raw requests need deliverTo(url)');
    return this.#http.send(body, headers, where);
  }

  /** The messages of a channel that everybody sees, oldest first, replies included. */
  messages(channel: string): readonly Message[] {
    return this.workspace.channel(channel).messages.filter(({ ephemeralTo }) => ephemeralTo === undefined);
  }

  /** The messages that only this person sees, oldest first. */
  ephemerals(channel: string, user: string): readonly Message[] {
    const { id } = this.workspace.user(user);
    return this.workspace.channel(channel).messages.filter(({ ephemeralTo }) => ephemeralTo === id);
  }

  replies(channel: string, ts: string): readonly Message[] {
    return this.messages(channel).filter(({ threadTs }) => threadTs === ts);
  }

  async start(): Promise<this> {
    const server = slackServer(this);
    this.sockets.attach(server);
    this.#port = await listen(server, this.#port);
    this.#server = server;
    this.workspace.changed();
    return this;
  }

  /** Slack is away: connections are refused, open ones are cut. The app still gets clicks, over HTTP. */
  async goAway(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    this.workspace.changed();
    this.sockets.drop();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  /** Back, on the same port, with everything as it was. */
  async comeBack(): Promise<void> {
    if (this.#server === undefined) await this.start();
  }

  async stop(): Promise<void> {
    this.sockets.close();
    await this.goAway();
  }

  openSocketUrl(): string {
    return this.sockets.openUrl(this.url);
  }

  /** Asks the app's connections to be renewed. */
  disconnectSockets(reason: DisconnectReason = 'refresh_requested', which: 'all' | 'one' = 'all'): void {
    this.sockets.disconnect(reason, which);
  }

  // What an administrator of the workspace does.

  deleteMessage(channel: string, ts: string): void {
    const message = this.workspace.message(this.workspace.channel(channel).id, ts);
    if (message === undefined) throw new NotPossible(`there is no message ${ts} in ${channel}`);
    this.workspace.remove(message);
  }

  archiveChannel(channel: string, archived = true): void {
    this.workspace.channel(channel).isArchived = archived;
    this.workspace.changed();
  }

  revokeToken(revoked = true): void {
    this.installation.revoked = revoked;
    this.workspace.changed();
  }

  removeBotFrom(channel: string): Channel {
    const found = this.workspace.channel(channel);
    found.members.delete(this.installation.botUserId);
    this.workspace.changed();
    return found;
  }

  inviteBotTo(channel: string): void {
    this.workspace.channel(channel).members.add(this.installation.botUserId);
    this.workspace.changed();
  }

  setScopes(scopes: readonly string[]): void {
    this.installation.scopes = scopes;
  }

  #link(): AppLink {
    return this.#http ?? this.sockets;
  }
}

/** Listening already: the app may start. */
export function startSlackStandIn(options: SlackStandInOptions = {}): Promise<SlackStandIn> {
  return new SlackStandIn(options).start();
}
