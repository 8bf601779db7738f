/** The API of an installation with the streams of its events, over a feed of its own. */
import { PostgresEventFeed } from '../../src/db/event-feed.js';
import { type Running, startApi } from '../graphql/running-api.js';
import type { Installation } from './installation.js';
import { silentLog } from './silent-log.js';

export interface StreamingApi {
  readonly api: Running;
  /** The API and its feed; the installation goes on. */
  stop(): Promise<void>;
}

export async function startStreamingApi({ database, product }: Installation): Promise<StreamingApi> {
  const { services } = product;
  const feed = await PostgresEventFeed.open({
    dataSource: await database.dataSource(),
    listenUrl: database.url,
    applicationName: 'test',
    log: silentLog,
  });
  const api = await startApi({
    services,
    authenticate: (token) => services.identity.authenticate(token),
    eventFeed: feed,
    people: feed,
  });
  return {
    api,
    stop: async () => {
      await api.stop();
      await feed.close();
    },
  };
}
