/** The API of an installation on a port of this machine, over HTTP and WebSocket, with the bot beside it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Bot } from '../../src/bot/bot.js';
import { SLACK_PATH } from '../../src/bot/slack-path.js';
import { PostgresEventFeed } from '../../src/db/event-feed.js';
import type { Log } from '../../src/domain/ports/log.js';
import { createApi } from '../../src/graphql/server.js';
import type { Installation } from './installation.js';

export interface ServedApi {
  readonly url: string;
  stop(): Promise<void>;
}

/** `bot`: the one that runs now; another takes its place after a restart. */
export async function serveApi(
  { database, product }: Installation,
  { log, bot }: { readonly log: Log; readonly bot: () => Bot },
): Promise<ServedApi> {
  const { services } = product;
  const eventFeed = await PostgresEventFeed.open({
    dataSource: await database.dataSource(),
    listenUrl: database.url,
    applicationName: 'holdfast-test events',
    log,
  });
  const api = createApi({
    services,
    eventFeed,
    authenticate: (token) => services.identity.authenticate(token),
    log,
    explorer: false,
    introspection: false,
    version: '9.9.9',
    health: async () => ({ ready: true, parts: { slack: bot().state } }),
    beside: {
      [SLACK_PATH]: (request, response, next) => {
        const { handler } = bot();
        if (handler === undefined) response.status(404).end();
        else handler(request, response, next);
      },
    },
  });
  const server = createServer();
  api.attach(server);
  await api.start();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      await api.stop();
      await eventFeed.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
