/** The API of an installation as it is started for people, on a port of this machine. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cancelling } from '../../src/db/cancellable-client.js';
import { PostgresEventFeed } from '../../src/db/event-feed.js';
import type { Log } from '../../src/domain/ports/log.js';
import { type ApiOptions, createApi } from '../../src/graphql/server.js';
import type { Installation } from './installation.js';

export interface ServedInstallation {
  readonly url: string;
  stop(): Promise<void>;
}

/** Whatever `options` say otherwise: real tokens, no explorer, and no limit of rate. */
export async function serveInstallation(
  { database, product: { services } }: Installation,
  { log, ...options }: { readonly log: Log } & Partial<ApiOptions>,
): Promise<ServedInstallation> {
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
    limits: { pointsPerMinute: 0, refusalsPerMinute: 0 },
    explorer: false,
    introspection: true,
    cancelling,
    version: '9.9.9',
    health: async () => ({ ready: true, parts: {} }),
    ...options,
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
