/**
 * Bolt with one receiver or the other and the same handlers: over HTTP behind our guard, or over the WebSocket of Socket Mode.
 * Every payload is acknowledged before anything is asked of anybody; what follows is tracked, so that a stop waits for it.
 */
import { App, ExpressReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import express, { type RequestHandler } from 'express';
import type { BotLog } from './bot-log.js';
import type { Handlers } from './handlers.js';
import type { InFlight } from './in-flight.js';
import type { HomeOpened } from './interactions/origin.js';
import { requestGuard } from './request-guard.js';
import { boltLog } from './slack/bolt-log.js';
import { type ClientSettings, interactiveOptions, socketClientOptions } from './slack/slack-clients.js';
import type { Inlet, Installation, SlackConnection } from './slack/slack-connection.js';
import { HTTP_INLET, socketInlet } from './slack/socket-inlet.js';
import type { Turns } from './turns.js';

export type Transport =
  | { readonly kind: 'HTTP'; readonly signingSecret: string }
  | { readonly kind: 'SOCKET_MODE'; readonly appToken: string };

export interface InletParts {
  readonly transport: Transport;
  readonly client: ClientSettings;
  readonly log: BotLog;
  /** New requests are turned away. */
  readonly isStopping: () => boolean;
  readonly turns: Turns;
}

export interface SlackInlet {
  readonly receiver: Receiver;
  readonly inlet: Inlet;
  /** Takes Slack's requests, for the path that they come to; undefined in Socket Mode. */
  readonly handler: RequestHandler | undefined;
}

/** @throws Error when the signing secret is empty */
export function slackInlet({ transport, client, log, isStopping, turns }: InletParts): SlackInlet {
  const logger = boltLog(log, 'slack requests');
  if (transport.kind === 'SOCKET_MODE') {
    const receiver = new SocketModeReceiver({
      appToken: transport.appToken,
      logger,
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: socketClientOptions(client) },
    });
    return { receiver, inlet: socketInlet(receiver), handler: undefined };
  }
  const { signingSecret } = transport;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((_request, response, next) => {
    if (isStopping()) return void response.status(503).end();
    response.once('close', turns.arrived());
    next();
  });
  app.use(requestGuard({ signingSecret, log }));
  const receiver = new ExpressReceiver({ signingSecret, logger, app, endpoints: '/' });
  return { receiver, inlet: HTTP_INLET, handler: app };
}

export interface AppParts {
  readonly receiver: Receiver;
  readonly client: ClientSettings;
  readonly installation: () => Installation | undefined;
  readonly connection: SlackConnection;
  readonly handlers: Handlers;
  readonly inFlight: InFlight;
  readonly isStopping: () => boolean;
  readonly turns: Turns;
  readonly log: BotLog;
}

export async function startSlackApp(parts: AppParts): Promise<void> {
  const { receiver, client, installation, log } = parts;
  const app = new App({
    receiver,
    logger: boltLog(log, 'bolt'),
    clientOptions: interactiveOptions(client),
    // Bolt asks Slack about a token itself, and a wrong one would end the process (facts 1.5): SlackConnection asks.
    deferInitialization: true,
    authorize: async () => {
      const { teamId, botId, botUserId } = installation() ?? {};
      return {
        botToken: client.botToken,
        ...(teamId !== undefined && { teamId }),
        ...(botId !== undefined && { botId }),
        ...(botUserId !== undefined && { botUserId }),
      };
    },
    convoStore: false,
    attachFunctionToken: false,
  });
  app.error(async (error) => {
    log.error({ type: error.name, code: error.code }, 'A request of Slack could not be handled.');
    // The receiver answers 500, and the person sees that it went wrong.
    throw error;
  });
  listen(app, parts);
  await app.init();
}

function listen(app: App, { handlers, connection, inFlight, isStopping, turns }: AppParts): void {
  app.use(async ({ next }) => {
    if (!isStopping()) await inFlight.track(next());
  });
  app.action({ type: 'block_actions' }, async ({ ack, body }) => {
    await ack();
    if (body.type === 'block_actions') await turns.seeTo(() => handlers.click(body));
  });
  app.view(/^/, async ({ ack, body }) => {
    const { answer, work } = handlers.submit(body);
    await ack(answer);
    await turns.seeTo(work);
  });
  app.view({ callback_id: /^/, type: 'view_closed' }, async ({ ack }) => ack());
  app.options(/^/, async ({ ack, body }) => {
    await ack(await handlers.suggest(body));
  });
  app.command(/^/, async ({ ack, command }) => {
    await ack();
    await turns.seeTo(() => handlers.command(command));
  });
  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab === 'home') await turns.seeTo(() => handlers.home(body as HomeOpened));
  });
  // Whether it was our token, Slack says when it is asked about it.
  app.event('tokens_revoked', async () => connection.lost('tokens_revoked_event'));
  app.event('app_uninstalled', async () => connection.lost('app_uninstalled_event'));
}
