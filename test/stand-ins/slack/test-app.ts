import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, ExpressReceiver, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import { vi } from 'vitest';
import { StandInClock } from './model/stand-in-clock.js';
import type { Workspace } from './model/workspace.js';
import { silentLogger } from './silent-logger.js';
import { type SlackStandIn, type SlackStandInOptions, startSlackStandIn } from './slack-stand-in.js';

export type Transport = 'HTTPReceiver' | 'ExpressReceiver' | 'SocketModeReceiver';
export const TRANSPORTS: readonly Transport[] = ['HTTPReceiver', 'ExpressReceiver', 'SocketModeReceiver'];

// A Socket Mode client whose retries are used up ends with an unhandled rejection.
const PATIENT = { retries: 1_000, minTimeout: 20, maxTimeout: 200 };

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
  // A busy machine is no reason to call an answer late.
  const slack = await startSlackStandIn({ world: testWorld, ackLimitMs: 20_000, ...options });
  const { signingSecret, appToken, botToken } = slack.installation;
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const common = { token: botToken, clientOptions, deferInitialization: true, logger: silentLogger };
  let server: Server | undefined;
  let app: App;
  if (transport === 'SocketModeReceiver') {
    const receiver = new SocketModeReceiver({
      appToken,
      installerOptions: { clientOptions: { ...clientOptions, retryConfig: PATIENT } },
      logger: silentLogger,
    });
    app = new App({ ...common, receiver });
    register(app);
    await app.init();
    await app.start();
  } else if (transport === 'HTTPReceiver') {
    const receiver = new HTTPReceiver({ signingSecret, logger: silentLogger });
    app = new App({ ...common, receiver });
    server = createServer(receiver.requestListener);
  } else {
    const receiver = new ExpressReceiver({ signingSecret, logger: silentLogger });
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

/** A clock that moves only when it is told to. */
export function stillClock(): StandInClock {
  const now = Date.now();
  return new StandInClock(() => now);
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
