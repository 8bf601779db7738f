/** The bot as it runs, between a stand-in Slack and a stand-in API, over either transport. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { vi } from 'vitest';
import { type Bot, createBot } from '../../../src/bot/bot.js';
import { SLACK_PATH } from '../../../src/bot/slack-path.js';
import type { StoredView } from '../../stand-ins/slack/model/things.js';
import { type SlackStandIn, startSlackStandIn } from '../../stand-ins/slack/slack-stand-in.js';
import { recordingLog } from '../../support/recording-log.js';
import { type StandInApi, startStandInApi } from '../../support/stand-in-api.js';
import { StandInOutbox } from './outbox.js';
import { StandInPeople } from './people.js';
import { ALERT_ID, StandInSchedule } from './schedule.js';

export type TransportKind = 'HTTP' | 'SOCKET_MODE';
export const TRANSPORTS: readonly TransportKind[] = ['HTTP', 'SOCKET_MODE'];

export interface WorldOptions {
  readonly transport?: TransportKind;
  readonly missing?: readonly string[];
  /** False: the test waits for the connection itself. */
  readonly connect?: boolean;
}

export const CHANNEL = 'alerts';
/** Of waits for what must come: the machine may be busy. */
export const PATIENCE = { timeout: 15_000, interval: 20 };

export class BotWorld {
  readonly people = new StandInPeople();
  readonly outbox = new StandInOutbox();
  readonly log = recordingLog();
  readonly schedule: StandInSchedule;
  slack!: SlackStandIn;
  api!: StandInApi;
  bot!: Bot;
  #server: Server | undefined;
  #apiRuns = true;

  private constructor(private readonly options: WorldOptions) {
    this.schedule = new StandInSchedule(this.people, options.missing);
  }

  static async start(options: WorldOptions = {}): Promise<BotWorld> {
    const world = new BotWorld(options);
    world.slack = await startSlackStandIn({
      world(workspace) {
        for (const name of ['ada', 'grace', 'mallory']) workspace.addUser({ name });
        workspace.addUser({ name: 'guest', guest: 'single-channel' });
        workspace.addChannel({ name: CHANNEL });
      },
    });
    world.api = await startStandInApi(
      { ...world.people.answers(), ...world.outbox.answers(), ...world.schedule.answers() },
      { accepts: (token) => world.people.isClickToken(token) },
    );
    world.link('ada');
    world.link('grace');
    await world.startBot();
    return world;
  }

  async startBot(): Promise<void> {
    const { botToken, signingSecret, appToken } = this.slack.installation;
    const transport =
      this.options.transport === 'SOCKET_MODE'
        ? ({ kind: 'SOCKET_MODE', appToken } as const)
        : ({ kind: 'HTTP', signingSecret } as const);
    const pauses = { firstMs: 20, longestMs: 100 };
    this.bot = createBot({
      botToken,
      transport,
      apiUrl: this.slack.apiUrl,
      worker: 'test',
      log: this.log,
      pauses,
    });
    if (this.bot.handler !== undefined) await this.#serve(this.bot.handler);
    await this.bot.start({ url: this.api.url, token: this.api.token });
    if (this.options.connect !== false) await vi.waitFor(() => assertTrue(this.bot.state.ok), PATIENCE);
  }

  link(name: string): void {
    this.people.links.set(this.idOf(name), { id: `user-${name}`, name, role: 'APP_ADMIN' });
  }

  idOf(name: string): string {
    return this.slack.workspace.user(name).id;
  }

  get channelId(): string {
    return this.slack.workspace.channel(CHANNEL).id;
  }

  /** Delivers the alert; returns the ts of its message. */
  async alert(): Promise<string> {
    const before = this.outbox.acknowledged.length;
    this.outbox.add({ kind: 'ALERT', target: this.channelId, alert: this.schedule.alert });
    await vi.waitFor(() => assertTrue(this.outbox.acknowledged.length > before), PATIENCE);
    const { ts } = this.outbox.acknowledged.at(-1) ?? {};
    if (ts == null) throw new Error('The alert was not delivered.');
    return ts;
  }

  /** What this person alone was told in the channel, newest last. */
  told(name: string): readonly string[] {
    return this.slack
      .ephemerals(CHANNEL, name)
      .map((message) => JSON.stringify([message.text, message.blocks]));
  }

  async lastTold(name: string, count = 1): Promise<string> {
    await vi.waitFor(() => assertTrue(this.told(name).length >= count), PATIENCE);
    return this.told(name).at(-1) ?? '';
  }

  modal(name: string): StoredView | undefined {
    return this.slack.views.stack(this.idOf(name)).at(-1);
  }

  /** The modal in front, once it has been filled with what was asked for. */
  async filledModal(name: string): Promise<StoredView> {
    return await vi.waitFor(() => {
      const view = this.modal(name);
      if (view === undefined || JSON.stringify(view.content).includes('Loading'))
        throw new Error('still loading');
      return view;
    }, PATIENCE);
  }

  async stopBot(): Promise<void> {
    await this.bot.stop(2_000);
    this.#server?.closeAllConnections();
    this.#server?.close();
    this.#server = undefined;
  }

  async stop(): Promise<void> {
    await this.stopBot();
    await this.slack.stop();
    await this.stopApi();
  }

  async stopApi(): Promise<void> {
    if (!this.#apiRuns) return;
    this.#apiRuns = false;
    await this.api.close();
  }

  async #serve(handler: NonNullable<Bot['handler']>): Promise<void> {
    const app = express();
    app.use(SLACK_PATH, handler);
    this.#server = createServer(app);
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const { port } = this.#server.address() as AddressInfo;
    this.slack.deliverTo(`http://127.0.0.1:${port}${SLACK_PATH}`);
  }
}

export { ALERT_ID };

function assertTrue(is: boolean): void {
  if (!is) throw new Error('not yet');
}
