/** The bot: a client of the API that stands between it and Slack. It decides nothing; it holds no state that a restart would lose. */
import type { RequestHandler } from 'express';
import { createHandlers } from './actions/create-handlers.js';
import { type ApiAccess, askWith } from './ask.js';
import type { BotLog } from './bot-log.js';
import { DeliveryLoop } from './deliveries/delivery-loop.js';
import { listenForDue } from './deliveries/due-bell.js';
import { send } from './deliveries/send.js';
import { InFlight } from './in-flight.js';
import { type ClientSettings, interactiveClient, oneTryClient } from './slack/slack-clients.js';
import { type Pauses, SlackConnection, type SlackState } from './slack/slack-connection.js';
import { slackInlet, startSlackApp, type Transport } from './slack-app.js';
import { Turns } from './turns.js';
import { deliveryMessage } from './views/deliveries/delivery-message.js';

export interface BotSettings {
  readonly botToken: string;
  readonly transport: Transport;
  /** Null: Slack's own. */
  readonly apiUrl: string | null;
  /** Who claims deliveries, for the record. */
  readonly worker: string;
  readonly log: BotLog;
  readonly pauses?: Pauses;
}

export interface Bot {
  /** Takes what Slack sends to `SLACK_PATH`; undefined in Socket Mode. */
  readonly handler: RequestHandler | undefined;
  readonly state: SlackState;
  /** Begins to connect, and goes on trying. Never throws for what Slack or the API say. */
  start(api: ApiAccess): Promise<void>;
  /** Takes nothing new, lets what is under way end, `mostMs` at most, and disconnects. */
  stop(mostMs?: number): Promise<void>;
}

const DRAIN_MS = 10_000;

/** @throws Error when the signing secret is empty */
export function createBot({ botToken, transport, apiUrl, worker, log, pauses }: BotSettings): Bot {
  const settings: ClientSettings = { botToken, apiUrl, log };
  const client = interactiveClient(settings);
  const inFlight = new InFlight();
  const turns = new Turns();
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;
  const { receiver, inlet, handler } = slackInlet({ transport, client: settings, log, isStopping, turns });
  const oneTry = oneTryClient(settings);
  const connection = new SlackConnection({ client: oneTry, inlet, log, ...(pauses && { pauses }) });
  let loop: DeliveryLoop | undefined;
  let bell: Promise<void> | undefined;

  return {
    handler,
    get state() {
      return connection.state;
    },
    async start(api) {
      const ask = askWith(api);
      const installation = () => connection.installation;
      const handlers = createHandlers({
        ask,
        url: api.url,
        client,
        apiUrl,
        installation,
        turns,
        log,
      });
      await startSlackApp({
        receiver,
        client: settings,
        installation,
        connection,
        handlers,
        inFlight,
        isStopping,
        turns,
        log,
      });
      connection.start();
      const deliver = async (claimed: Parameters<typeof send>[1]) => {
        const message = deliveryMessage(claimed, new Date().toISOString());
        if (message === undefined) return { outcome: 'REFUSED', errorCode: 'nothing_to_say' } as const;
        return send(oneTry, claimed, message, (error) => connection.judge(error));
      };
      loop = new DeliveryLoop({ ask, worker, connected: () => connection.connected(), deliver, log });
      loop.start();
      const ring = () => loop?.ring();
      bell = listenForDue(api, { ring, log, signal: stopping.signal });
    },
    async stop(mostMs = DRAIN_MS) {
      stopping.abort();
      await Promise.all([inFlight.settle(mostMs), loop?.stop(mostMs)]);
      if (inFlight.size > 0)
        log.warn({ count: inFlight.size }, 'Some answers to people in Slack were cut off.');
      await connection.stop();
      await bell;
    },
  };
}
