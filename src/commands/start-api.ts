/** The API role: GraphQL over HTTP and WebSocket, health, and the explorer, on one port. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Product, VERSION } from '../compose.js';
import type { Config } from '../config.js';
import { PostgresEventFeed } from '../db/event-feed.js';
import type { Log } from '../domain/ports/log.js';
import type { WorkerRegistry } from '../domain/ports/worker-registry.js';
import { createApi } from '../graphql/server.js';
import { CannotListen } from './cannot-listen.js';
import type { Foundation } from './foundation.js';
import { healthReport } from './health.js';

export interface RunningApi {
  /** Where people reach it: the public address, else the one it listens on. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface ApiParts {
  readonly config: Config;
  readonly foundation: Foundation;
  readonly product: Product;
  readonly registry: WorkerRegistry;
  readonly log: Log;
}

export async function startApi({
  config,
  foundation,
  product,
  registry,
  log,
}: ApiParts): Promise<RunningApi> {
  const { dataSource, database } = foundation;
  const eventFeed = await PostgresEventFeed.open({
    dataSource,
    listenUrl: database.directUrl,
    applicationName: 'holdfast events',
    log,
  });
  const { identity } = product.services;
  const api = createApi({
    services: product.services,
    eventFeed,
    authenticate: (token) => identity.authenticate(token),
    log,
    limits: config.limits,
    explorer: config.explorer,
    introspection: config.introspection,
    version: VERSION,
    health: () => healthReport({ dataSource, registry, silentMs: config.leaseMs }),
  });
  if (config.slackChannel !== null) await product.services.alertRoutes.ensureDefault(config.slackChannel);
  const server = await serverFor(config);
  api.attach(server);
  try {
    await api.start();
    await listen(server, config);
  } catch (error) {
    await eventFeed.close();
    throw error;
  }
  const stop = async () => {
    await api.stop();
    await eventFeed.close();
    server.closeAllConnections();
    server.close();
  };
  return { url: config.publicUrl ?? addressOf(server, config), stop };
}

async function serverFor({ tls }: Config): Promise<Server> {
  if (tls === null) return createServer();
  const [cert, key] = await Promise.all([readFile(tls.certFile), readFile(tls.keyFile)]);
  return createTlsServer({ cert, key, minVersion: 'TLSv1.2' });
}

function listen(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      const advice = taken ? 'another program has it: set HOLDFAST_PORT to a free one' : error.message;
      reject(new CannotListen(`Cannot listen on ${host}:${port}: ${advice}.`, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
}

function addressOf(server: Server, { tls }: Config): string {
  const { address, family, port } = server.address() as AddressInfo;
  const host = family === 'IPv6' ? `[${address}]` : address;
  return `${tls === null ? 'http' : 'https'}://${host}:${port}`;
}
