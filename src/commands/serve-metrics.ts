/** /metrics on a port of its own, in every role; without one it stands beside the API. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestHandler } from 'express';
import { VERSION } from '../compose.js';
import type { Config, MetricsConfig } from '../config.js';
import { PostgresMetricsSource } from '../db/metrics/postgres-metrics-source.js';
import type { Log } from '../domain/ports/log.js';
import { JobMetrics } from '../jobs/job-metrics.js';
import type { JobStore } from '../jobs/job-store.js';
import { Metrics } from '../telemetry/metrics/metrics.js';
import { METRICS_PATH, type MetricsHandler, metricsHandler } from '../telemetry/metrics/metrics-handler.js';
import { CannotListen } from './cannot-listen.js';
import type { Foundation } from './foundation.js';

export interface ServedMetrics {
  readonly metrics: Metrics;
  readonly handler: MetricsHandler;
  /** Null: on the port of the API. */
  readonly listener: MetricsConfig['listener'];
}

export interface MetricsWorld {
  readonly foundation: Pick<Foundation, 'dataSource'>;
  readonly store: Pick<JobStore, 'backlog'>;
  readonly config: Pick<Config, 'leaseMs'>;
  readonly log: Log;
}

export function makeMetrics(
  { token, listener, intervalMs, mostSeries }: MetricsConfig,
  { foundation: { dataSource }, store, config, log }: MetricsWorld,
): ServedMetrics {
  const metrics = new Metrics({
    sources: {
      database: new PostgresMetricsSource({ dataSource, silentMs: config.leaseMs }),
      jobs: new JobMetrics(store),
    },
    ...{ version: VERSION, log, intervalMs, mostSeries },
  });
  return { metrics, handler: metricsHandler(metrics, token), listener };
}

/** @throws CannotListen @returns what closes it */
export async function serveMetrics(
  { handler }: ServedMetrics,
  { host, port }: NonNullable<MetricsConfig['listener']>,
  log: Log,
): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    if (pathOf(request.url) === METRICS_PATH) handler(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        new CannotListen(`Cannot listen on ${host}:${port} for metrics: ${error.message}.`, { cause: error }),
      ),
    );
    server.listen(port, host, resolve);
  });
  const { address, port: at } = server.address() as AddressInfo;
  log.info({ host: address, port: at, path: METRICS_PATH }, 'Metrics are served.');
  return async () => {
    server.closeAllConnections();
    server.close();
  };
}

/** What is below a path that is taken whole is not it. */
export function exactly(handler: MetricsHandler): RequestHandler {
  return (request, response, next) => {
    if (pathOf(request.url) === '/') handler(request, response);
    else next();
  };
}

function pathOf(url = ''): string {
  return url.split('?')[0] ?? '';
}
