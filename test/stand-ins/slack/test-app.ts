import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, ExpressReceiver, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { vi } from 'vitest';
import type { Workspace } from './model/workspace.js';
import { type SlackStandIn, type SlackStandInOptions, startSlackStandIn } from './slack-stand-in.js';

export type Transport = 'HTTPReceiver' | 'ExpressReceiver' | 'SocketModeReceiver';
export const TRANSPORTS: readonly Transport[] = ['HTTPReceiver', 'ExpressReceiver', 'SocketModeReceiver'];

export interface TestApp {
  readonly slack: SlackStandIn;
  readonly app: App;
  readonly stop: () => Promise<void>;
}

/** A real Bolt app on a stand-in of its own: channel #alerts, people ada and grace. */
export async function startTestApp(
  transport: Transport,
  register: (app: App) => void,
  options: SlackStandInOptions = {},
): Promise<TestApp> {
  const slack = await startSlackStandIn({ world: testWorld, ...options });
  const { signingSecret, appToken, botToken } = slack.installation;
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const common = { token: botToken, clientOptions, deferInitialization: true, logLevel: LogLevel.ERROR };
  let server: Server | undefined;
  let app: App;
  if (transport === 'SocketModeReceiver') {
    const receiver = new SocketModeReceiver({
      appToken,
      installerOptions: { clientOptions },
      logLevel: LogLevel.ERROR,
    });
    app = new App({ ...common, receiver });
    register(app);
    await app.init();
    await app.start();
  } else if (transport === 'HTTPReceiver') {
    const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
    app = new App({ ...common, receiver });
    server = createServer(receiver.requestListener);
  } else {
    const receiver = new ExpressReceiver({ signingSecret, logLevel: LogLevel.ERROR });
    app = new App({ ...common, receiver });
    server = createServer(receiver.app);
  }
  if (server !== undefined) {
    register(app);
    await app.init();
    slack.deliverTo(await listening(server));
  }
  return {
    slack,
    app,
    stop: async () => {
      if (server === undefined) await stopSockets(app, slack);
      else server.closeAllConnections();
      server?.close();
      await slack.stop();
    },
  };
}

export const testWorld = (workspace: Workspace): void => {
  const ada = workspace.addUser({ name: 'ada', realName: 'Ada Lovelace', isAdmin: true });
  const grace = workspace.addUser({ name: 'grace', realName: 'Grace Hopper', tz: 'America/New_York' });
  workspace.addChannel({ name: 'alerts', members: [ada, grace] });
};

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
}

/** Bolt's stop does not wait until its sockets are closed. */
async function stopSockets(app: App, slack: SlackStandIn): Promise<void> {
  await app.stop();
  await vi.waitFor(() => {
    if (slack.sockets.connections > 0) throw new Error('a connection is still open');
  });
}
