/** /metrics over HTTP, with sources that do as each test says: who is let in, what is told, and never too much. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { METRIC_NAMES, METRICS, type Sample, sample } from '../../src/domain/metrics.js';
import type { MetricsSource } from '../../src/domain/ports/metrics-source.js';
import { Metrics, type MetricsParts } from '../../src/telemetry/metrics/metrics.js';
import { metricsHandler } from '../../src/telemetry/metrics/metrics-handler.js';
import { readScrape, type Series } from '../support/prometheus-text.js';
import { silentLog } from '../support/silent-log.js';

const TOKEN = 'a-token-of-the-scraper';

function sourceOf(...samples: readonly Sample[]): MetricsSource {
  return { read: async () => ({ samples, left: {} }) };
}

async function serve(parts: Partial<MetricsParts> = {}, token: string | undefined = TOKEN) {
  const metrics = new Metrics({
    ...{ sources: {}, version: '1.2.3', log: silentLog, intervalMs: 0, mostSeries: 100 },
    ...parts,
  });
  const server = createServer(metricsHandler(metrics, token));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const get = (authorization?: string, method = 'GET') =>
    fetch(`http://127.0.0.1:${port}/metrics`, { method, headers: authorization ? { authorization } : {} });
  const scrape = async (): Promise<readonly Series[]> =>
    readScrape(await (await get(`Bearer ${TOKEN}`)).text()).series;
  return { metrics, get, scrape };
}

const of = (series: readonly Series[], name: string) => series.filter((each) => each.name === name);
const runs = (run: string, value: number) => sample('holdfast_runs', { run, phase: 'waiting' }, value);

it('answers the right token alone, by GET, and tells others nothing', async () => {
  const { get } = await serve();
  const good = await get(`Bearer ${TOKEN}`);
  expect(good.status).toBe(200);
  expect(good.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(good.headers.get('cache-control')).toBe('no-store');
  const wrong = [
    undefined,
    'Bearer',
    'Bearer ',
    `Bearer ${TOKEN}x`,
    `Bearer ${TOKEN.slice(1)}`,
    TOKEN,
    `Basic ${TOKEN}`,
  ];
  for (const authorization of wrong) {
    const answer = await get(authorization);
    expect([authorization, answer.status, await answer.text()]).toEqual([authorization, 401, '']);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  }
  for (const method of ['POST', 'PUT', 'DELETE'])
    expect((await get(`Bearer ${TOKEN}`, method)).status).toBe(405);
  const head = await get(`Bearer ${TOKEN}`, 'HEAD');
  expect([head.status, await head.text()]).toEqual([200, '']);
});

it('tells what the catalogue says and no more, each with its type and help, and what every process tells', async () => {
  const { get } = await serve({ sources: { database: sourceOf(runs('backup', 3)) } });
  const { series, types } = readScrape(await (await get(`Bearer ${TOKEN}`)).text());
  const ours = [...types].filter(([name]) => name.startsWith('holdfast_'));
  expect(Object.fromEntries(ours)).toEqual(
    Object.fromEntries(METRIC_NAMES.map((name) => [name, METRICS[name].type])),
  );
  for (const { name, labels } of series.filter((each) => each.name.startsWith('holdfast_'))) {
    const row = METRICS[name.replace(/_(bucket|sum|count)$/, '') as keyof typeof METRICS];
    const own = Object.keys(labels).filter((label) => label !== 'le');
    expect([name, own.sort()]).toEqual([name, [...row.labels].sort()]);
  }
  expect(of(series, 'holdfast_runs')).toEqual([
    { name: 'holdfast_runs', labels: { run: 'backup', phase: 'waiting' }, value: 3 },
  ]);
  expect(of(series, 'holdfast_build_info')[0]?.labels).toEqual({ version: '1.2.3', node: process.version });
  expect(of(series, 'process_cpu_seconds_total')).toHaveLength(1);
});

it('keeps a name whole, whatever is in it', async () => {
  const name = 'a "quoted" \\ name\nof two lines';
  const { scrape } = await serve({
    sources: { database: sourceOf(sample('holdfast_location_stored_bytes', { location: name }, 1)) },
  });
  expect(of(await scrape(), 'holdfast_location_stored_bytes')[0]?.labels.location).toBe(name);
});

it('what is gone since the last reading has no series any more', async () => {
  let samples = [runs('backup', 1), runs('restore', 2)];
  const { scrape } = await serve({ sources: { database: { read: async () => ({ samples, left: {} }) } } });
  expect(of(await scrape(), 'holdfast_runs')).toHaveLength(2);
  samples = [runs('restore', 5)];
  expect(of(await scrape(), 'holdfast_runs').map(({ value }) => value)).toEqual([5]);
});

it('of a metric with more series than may be told the first are, and how many are not', async () => {
  const many = Array.from({ length: 25 }, (_, index) => runs(`r${index}`, index));
  const source = { read: async () => ({ samples: many, left: { holdfast_runs: 1_000 } }) };
  const { scrape } = await serve({ sources: { database: source }, mostSeries: 10 });
  const series = await scrape();
  expect(of(series, 'holdfast_runs').map(({ labels }) => labels.run)).toEqual(
    many.slice(0, 10).map((_, i) => `r${i}`),
  );
  expect(of(series, 'holdfast_metrics_series_dropped')).toEqual([
    { name: 'holdfast_metrics_series_dropped', labels: { metric: 'holdfast_runs' }, value: 1_015 },
  ]);
});

it('a part that cannot be read, or not in time, is left out and said to be; the others are told', async () => {
  let works = false;
  const failing: MetricsSource = {
    read: async () => {
      if (works) return { samples: [runs('backup', 1)], left: {} };
      throw new Error('password=hunter2');
    },
  };
  const hanging: MetricsSource = { read: () => new Promise(() => undefined) };
  const { scrape, get } = await serve({
    sources: { database: failing, hanging, jobs: sourceOf(runs('restore', 2)) },
    patienceMs: 50,
  });
  const readable = (series: readonly Series[]) =>
    Object.fromEntries(
      of(series, 'holdfast_state_readable').map(({ labels, value }) => [labels.part, value]),
    );
  const first = await scrape();
  expect(readable(first)).toEqual({ database: 0, hanging: 0, jobs: 1 });
  expect(of(first, 'holdfast_runs').map(({ labels }) => labels.run)).toEqual(['restore']);
  expect(await (await get(`Bearer ${TOKEN}`)).text()).not.toContain('hunter2');
  works = true;
  expect(readable(await scrape())).toMatchObject({ database: 1 });
});

it('however many ask at once and within an interval, the database is read once', async () => {
  let reads = 0;
  const source: MetricsSource = {
    read: async () => {
      reads += 1;
      return { samples: [runs('backup', reads)], left: {} };
    },
  };
  const { scrape } = await serve({ sources: { database: source }, intervalMs: 60_000 });
  const all = await Promise.all(Array.from({ length: 20 }, scrape));
  await scrape();
  expect(reads).toBe(1);
  expect(all.every((series) => of(series, 'holdfast_runs')[0]?.value === 1)).toBe(true);
});

it('counts requests by class, operations by kind, and errors by codes that are known', async () => {
  const { metrics, scrape } = await serve();
  metrics.requests.countSockets(() => 7);
  metrics.requests.answered(200, 0.02);
  metrics.requests.answered(404, 0.3);
  metrics.requests.operated('query', []);
  metrics.requests.operated('mutation', ['NOT_FOUND', 'made up by somebody']);
  const series = await scrape();
  const bucket = { status: '2xx', le: '0.025' };
  expect(series).toContainEqual({
    name: 'holdfast_api_request_duration_seconds_bucket',
    labels: bucket,
    value: 1,
  });
  expect(series).toContainEqual({
    ...{
      name: 'holdfast_api_operations_total',
      labels: { operation: 'mutation', outcome: 'error' },
      value: 1,
    },
  });
  expect(of(series, 'holdfast_api_errors_total').map(({ labels }) => labels.code)).toEqual([
    'NOT_FOUND',
    'OTHER',
  ]);
  expect(of(series, 'holdfast_api_sockets')[0]?.value).toBe(7);
});
