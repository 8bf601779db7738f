/** The API role: GraphQL over HTTP and WebSocket, health, and the explorer, on one port. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Bot } from '../bot/bot.js';
import { SLACK_PATH } from '../bot/slack-path.js';
import { type Product, VERSION } from '../compose.js';
import type { Config } from '../config.js';
import { cancelling } from '../db/cancellable-client.js';
import { PostgresEventFeed } from '../db/event-feed.js';
import type { Log } from '../domain/ports/log.js';
import type { WorkerRegistry } from '../domain/ports/worker-registry.js';
import { createApi } from '../graphql/server.js';
import { METRICS_PATH } from '../telemetry/metrics/metrics-handler.js';
import { CannotListen } from './cannot-listen.js';
import type { Foundation } from './foundation.js';
import { healthReport } from './health.js';
import { exactly, type ServedMetrics } from './serve-metrics.js';

export interface RunningApi {
  /** Where people reach it: the public address, else the one it listens on. */
  readonly url: string;
  /** Where a client in this process reaches it: on this machine, and never by a name that a proxy answers to. */
  readonly localUrl: string;
  stop(): Promise<void>;
}

export interface ApiParts {
  readonly config: Config;
  readonly foundation: Foundation;
  readonly product: Product;
  readonly registry: WorkerRegistry;
  readonly log: Log;
  /** Runs beside the API, on its port where Slack comes over HTTP. */
  readonly bot: Bot | undefined;
  /** Null: none are served. */
  readonly metrics: ServedMetrics | null;
}

export async function startApi({
  config,
  foundation,
  product,
  registry,
  log,
  bot,
  metrics,
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
    people: eventFeed,
    authenticate: (token) => identity.authenticate(token),
    log,
    limits: config.limits,
    explorer: config.explorer,
    introspection: config.introspection,
    corsOrigins: config.corsOrigins,
    encrypted: config.tls !== null || (config.behindProxy && config.publicUrl?.startsWith('https:') === true),
    behindProxy: config.behindProxy,
    cancelling,
    version: VERSION,
    health: () =>
      healthReport({
        dataSource,
        registry,
        silentMs: config.leaseMs,
        ...(bot && { slack: () => bot.state }),
      }),
    ...(metrics && { observer: metrics.metrics.requests }),
    beside: {
      ...(bot?.handler && { [SLACK_PATH]: bot.handler }),
      ...(metrics?.listener === null && { [METRICS_PATH]: exactly(metrics.handler) }),
    },
  });
  if (config.slackChannel !== null) await product.services.alertRoutes.ensureDefault(config.slackChannel);
  const server = await serverFor(config);
  // Its certificate is for the name that others know: a client of this process comes in by a door of its own.
  const door = bot !== undefined && config.tls !== null ? createServer() : undefined;
  const servers = door === undefined ? [server] : [server, door];
  for (const each of servers) api.attach(each);
  try {
    await api.start();
    await listen(server, config);
    if (door !== undefined) await listen(door, { host: '127.0.0.1', port: 0 });
  } catch (error) {
    await eventFeed.close();
    throw error;
  }
  const stop = async () => {
    await api.stop();
    await eventFeed.close();
    for (const each of servers) {
      each.closeAllConnections();
      each.close();
    }
  };
  const localUrl = door === undefined ? localAddressOf(server) : localAddressOf(door);
  return { url: config.publicUrl ?? addressOf(server, config), localUrl, stop };
}

async function serverFor({ tls }: Config): Promise<Server> {
  if (tls === null) return createServer();
  const [cert, key] = await Promise.all([readFile(tls.certFile), readFile(tls.keyFile)]);
  return createTlsServer({ cert, key, minVersion: 'TLSv1.2' });
}

function listen(server: Server, { host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
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

/** Of a server that listens everywhere: this machine's own address. */
function localAddressOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  const everywhere: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
  const host = everywhere[address] ?? address;
  return `http://${family === 'IPv6' ? `[${host}]` : host}:${port}`;
}
