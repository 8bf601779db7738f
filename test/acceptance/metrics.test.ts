/** Metrics of a real installation, scraped over HTTP beside the API and on a port of their own: how things stand, and nothing secret. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exactly, makeMetrics, serveMetrics } from '../../src/commands/serve-metrics.js';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { METRICS_PATH } from '../../src/telemetry/metrics/metrics-handler.js';
import { anAlert, aUserGroup } from '../factories/resources.js';
import { type Running, startApi } from '../graphql/running-api.js';
import { Installation } from '../support/installation.js';
import { aPerson, asking } from '../support/people.js';
import { readScrape, type Series } from '../support/prometheus-text.js';
import { recordingLog } from '../support/recording-log.js';
import { silentLog } from '../support/silent-log.js';

const TOKEN = 'the-token-of-the-scraper';
const MOST = 300;
const never = new AbortController().signal;
let world: Installation;
let api: Running;
let token: string;

beforeAll(async () => {
  world = await Installation.start({ namespaces: ['shop', 'secret-place'] });
  const { services } = world.product;
  const metrics = await metricsOf(world, { token: TOKEN });
  api = await startApi({
    services,
    authenticate: (given) => services.identity.authenticate(given),
    observer: metrics.metrics.requests,
    beside: { [METRICS_PATH]: exactly(metrics.handler) },
  });
  token = (await aPerson(world.product, world.actor, { role: 'SUPER_ADMIN', name: 'root' })).token;
});
afterAll(async () => {
  await api.stop();
  await world.stop();
});

/** Read afresh at each scrape. */
async function metricsOf(
  { database }: Installation,
  change: { readonly token?: string; readonly most?: number },
) {
  const listener = { host: '127.0.0.1', port: 0 };
  const { token: given, most: mostSeries = MOST } = change;
  return makeMetrics(
    { token: given, listener, intervalMs: 0, mostSeries },
    {
      foundation: { dataSource: await database.dataSource() },
      store: { backlog: async () => [] },
      config: { leaseMs: 5_000 },
      log: silentLog,
    },
  );
}

async function scrapeText(): Promise<string> {
  const answer = await api.request(METRICS_PATH, { headers: { authorization: `Bearer ${TOKEN}` } });
  expect(answer.status).toBe(200);
  return answer.text;
}

async function scrape(): Promise<readonly Series[]> {
  return readScrape(await scrapeText()).series;
}

/** The value of the one series with these labels; undefined: there is none. */
function value(
  series: readonly Series[],
  name: string,
  labels: Record<string, string> = {},
): number | undefined {
  const found = series.filter(
    (each) =>
      each.name === name && Object.entries(labels).every(([label, word]) => each.labels[label] === word),
  );
  if (found.length > 1) throw new Error(`${found.length} of ${name} ${JSON.stringify(labels)}`);
  return found[0]?.value;
}

function aSchedule(name: string, names: readonly string[] = ['shop']) {
  return world.product.services.schedules.create(
    {
      name,
      clusterId: world.cluster.id,
      locationId: world.location.id,
      selection: { kind: 'NAMED', names },
      timing: { kind: 'INTERVAL', minutes: 60 },
      timeZone: 'UTC',
      retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
    },
    world.actor,
  );
}

it('is closed without its own token, to a token of the API too, and on every path below', async () => {
  for (const authorization of [undefined, `Bearer ${token}`, `Bearer ${TOKEN}1`]) {
    const answer = await api.request(METRICS_PATH, { headers: authorization ? { authorization } : {} });
    expect([authorization, answer.status, answer.text]).toEqual([authorization, 401, '']);
  }
  const below = await api.request(`${METRICS_PATH}/x`, { headers: { authorization: `Bearer ${TOKEN}` } });
  expect(below.status).toBe(404);
  const graphql = await api.post({ query: '{ __typename }' }, { authorization: `Bearer ${TOKEN}` });
  expect(graphql.status).toBe(401);
});

it('people and their groups are one row of the matrix, and counted as one', async () => {
  const count = async () =>
    value(await scrape(), 'holdfast_resources', { resource: 'User', state: 'UNKNOWN' });
  const before = (await count()) ?? Number.NaN;
  await world.product.world.work.stores.groups.insert(
    aUserGroup({ state: 'UNKNOWN', stateReason: 'NOT_RESOLVED' }),
  );
  expect(await count()).toBe(before + 1);
});

describe('a schedule', () => {
  it('tells when it is due, how its last backup ended and since when there is a good one', async () => {
    const schedule = await aSchedule('nightly', ['shop', 'secret-place']);
    const of = { schedule: 'nightly', cluster: 'prod' };
    const { services } = world.product;
    let now = await scrape();
    expect(value(now, 'holdfast_schedule_next_run_timestamp_seconds', of)).toBe(
      (schedule.nextDueAt?.getTime() ?? 0) / 1_000,
    );
    expect(value(now, 'holdfast_schedule_last_good_backup_timestamp_seconds', of)).toBeUndefined();
    expect(value(now, 'holdfast_schedule_last_backup_state', of)).toBeUndefined();

    const first = await services.schedules.backUpNow(schedule.id, world.actor);
    now = await scrape();
    expect(value(now, 'holdfast_runs', { run: 'backup', phase: 'waiting' })).toBe(1);
    expect(value(now, 'holdfast_runs_oldest_waiting_seconds', { run: 'backup' })).toBeGreaterThan(0);
    expect(value(now, 'holdfast_schedule_lateness_seconds', of)).toBeGreaterThan(0);
    const { backup } = await world.run(first.id);
    now = await scrape();
    const good = (backup.finishedAt?.getTime() ?? 0) / 1_000;
    expect(value(now, 'holdfast_schedule_last_good_backup_timestamp_seconds', of)).toBe(good);
    expect(value(now, 'holdfast_schedule_last_backup_state', of)).toBe(1);
    expect(value(now, 'holdfast_schedule_lateness_seconds', of)).toBe(0);
    expect(value(now, 'holdfast_location_stored_bytes', { location: 'folder' })).toBe(backup.storedBytes);

    // A partial one is no good one, but it can be restored.
    world.kubernetes.store.deleteNamespace('secret-place');
    await world.kubernetes.store.settled();
    const second = await world.run((await services.schedules.backUpNow(schedule.id, world.actor)).id);
    expect(second.state).toBe('PARTIAL_SUCCESS');
    now = await scrape();
    expect(value(now, 'holdfast_schedule_last_good_backup_timestamp_seconds', of)).toBe(good);
    expect(value(now, 'holdfast_schedule_last_restorable_backup_timestamp_seconds', of)).toBe(
      (second.backup.finishedAt?.getTime() ?? 0) / 1_000,
    );
    expect(value(now, 'holdfast_schedule_last_backup_state', { ...of, state: 'PARTIAL_SUCCESS' })).toBe(1);
    expect(value(now, 'holdfast_schedule_last_backup_state', { ...of, state: 'SUCCESS' })).toBeUndefined();
    expect(value(now, 'holdfast_schedule_missing_namespaces', of)).toBe(1);
    const backups = (state: string) => value(now, 'holdfast_resources', { resource: 'Backup', state });
    expect([backups('SUCCESS'), backups('PARTIAL_SUCCESS'), backups('FAILURE')]).toEqual([1, 1, 0]);

    // One that a sync did not find any more is none.
    await world.database.query(`UPDATE backup SET vanished_at = now() WHERE id = '${second.backup.id}'`);
    now = await scrape();
    expect(value(now, 'holdfast_schedule_last_restorable_backup_timestamp_seconds', of)).toBe(good);

    // A good one that was read back and is damaged is none.
    await world.database.query(`UPDATE backup SET verification = 'DAMAGED' WHERE id = '${first.id}'`);
    now = await scrape();
    expect(value(now, 'holdfast_schedule_last_good_backup_timestamp_seconds', of)).toBeUndefined();

    await services.schedules.suspend(schedule.id, world.actor);
    now = await scrape();
    expect(value(now, 'holdfast_schedule_next_run_timestamp_seconds', of)).toBeUndefined();
    expect(value(now, 'holdfast_resource_state', { name: 'nightly', state: 'SUSPENDED' })).toBe(1);
    expect(value(now, 'holdfast_resource_state', { name: 'nightly', state: 'ACTIVE' })).toBeUndefined();
  });

  it('that is due and that nobody begins is late from its due time on', async () => {
    await aSchedule('stuck');
    await world.database.query(
      `UPDATE backup_schedule SET next_due_at = now() - interval '20 minutes' WHERE name = 'stuck'`,
    );
    const late = value(await scrape(), 'holdfast_schedule_lateness_seconds', { schedule: 'stuck' });
    expect(late).toBeGreaterThanOrEqual(1_200);
    expect(late).toBeLessThan(2_400);
    await world.database.query(`DELETE FROM backup_schedule WHERE name = 'stuck'`);
  });
});

it('a cluster and a location tell their state with its reason, and another one when it changes', async () => {
  const state = async (name: string) =>
    (await scrape())
      .filter((each) => each.name === 'holdfast_resource_state' && each.labels.name === name)
      .map(({ labels }) => `${labels.resource} ${labels.state} ${labels.reason}`);
  expect(await state('prod')).toEqual(['Cluster ACTIVE OK']);
  expect(await state('folder')).toEqual(['BackupLocation VALID OK']);
  world.kubernetes.faults.add({ match: /./, do: { status: 401 } });
  await world.product.handlers['probe-clusters']({}, never);
  world.kubernetes.faults.clear();
  expect(await state('prod')).toEqual(['Cluster DISCONNECTED CREDENTIAL_REFUSED']);
  expect(value(await scrape(), 'holdfast_resources', { resource: 'Cluster', state: 'DISCONNECTED' })).toBe(1);
  await world.product.handlers['probe-clusters']({}, never);
  expect(await state('prod')).toEqual(['Cluster ACTIVE OK']);
});

it('a discovery that failed tells it, which is what the alert ClusterDiscoveryConfigFailed looks at', async () => {
  const [user] = await world.database.query('SELECT id FROM app_user LIMIT 1');
  await world.database.query(`INSERT INTO cluster_discovery (id, name, owner_id, server, state, state_reason, state_message,
      state_changed_at, run, requested_at, processed, counts, problems, attempt, handed_back, version, created_at, updated_at)
    VALUES (gen_random_uuid(), 'garden', '${String(user?.id)}', 'https://garden.invalid', 'FAILED', 'CREDENTIAL_REFUSED', 'no',
      now(), 'DISCOVER', now(), 0, '{}', '[]', 1, 0, 1, now(), now())`);
  const failed = {
    resource: 'ClusterDiscovery',
    name: 'garden',
    state: 'FAILED',
    reason: 'CREDENTIAL_REFUSED',
  };
  const now = await scrape();
  expect(value(now, 'holdfast_resource_state', failed)).toBe(1);
  expect(value(now, 'holdfast_resources', { resource: 'ClusterDiscovery', state: 'FAILED' })).toBe(1);
  expect(await scrapeText()).not.toContain('garden.invalid');
  await world.database.query('DELETE FROM cluster_discovery');
});

it('tells open alerts by kind, the outbox, workers and what was deleted by force', async () => {
  const { stores } = world.product.world.work;
  const { id } = await aSchedule('alerting');
  const about = { subjectType: 'BackupSchedule', subjectId: id } as const;
  await stores.alerts.insert(anAlert({ ...about, kind: 'BACKUP_FAILED' }));
  await stores.alerts.insert(
    anAlert({ ...about, kind: 'INCOMPLETE_BACKUP', acknowledgedAt: new Date(), acknowledgedBy: 'kim' }),
  );
  await stores.alerts.insert(
    anAlert({ ...about, kind: 'NOTHING_PRODUCED', closedAt: new Date(), closedReason: 'over' }),
  );
  const { database } = world;
  const delivery = (
    state: string,
    notBefore: string,
  ) => `INSERT INTO delivery (id, kind, medium, state, target, recipients,
    data, attempts, not_before, created_at, following) VALUES (gen_random_uuid(), 'TEST', 'EMAIL', '${state}', 't', '{}',
    '{}', 0, now() - interval '${notBefore}', now(), false)`;
  for (const [state, ago] of [
    ['PENDING', '10 minutes'],
    ['PENDING', '-1 hour'],
    ['DEAD', '2 hours'],
    ['DELIVERED', '3 hours'],
  ] as const)
    await database.query(delivery(state, ago));
  await database.query(`INSERT INTO worker (id, name, host, pid, roles, started_at, heartbeat_at) VALUES
    (gen_random_uuid(), 'w1', 'h', 1, '{worker}', now(), now() + interval '1 minute'),
    (gen_random_uuid(), 'w2', 'h', 2, '{worker}', now(), now() - interval '1 hour'),
    (gen_random_uuid(), 'a1', 'h', 3, '{api}', now(), now() + interval '1 minute')`);
  const now = await scrape();
  const alerts = (kind: string, attended: string) => value(now, 'holdfast_alerts_open', { kind, attended });
  expect([alerts('BACKUP_FAILED', 'false'), alerts('BACKUP_FAILED', 'true')]).toEqual([1, 0]);
  expect([alerts('INCOMPLETE_BACKUP', 'false'), alerts('INCOMPLETE_BACKUP', 'true')]).toEqual([0, 1]);
  expect([alerts('NOTHING_PRODUCED', 'false'), alerts('NOTHING_PRODUCED', 'true')]).toEqual([0, 0]);
  const mail = (name: string) => value(now, name, { medium: 'EMAIL' });
  expect([mail('holdfast_outbox_waiting'), mail('holdfast_outbox_given_up')]).toEqual([2, 1]);
  expect(mail('holdfast_outbox_oldest_seconds')).toBeGreaterThanOrEqual(600);
  expect(value(now, 'holdfast_outbox_waiting', { medium: 'SLACK' })).toBe(0);
  expect(value(now, 'holdfast_workers')).toBe(1);
  expect(value(now, 'holdfast_orphaned_artefacts')).toBe(0);
  expect(value(now, 'holdfast_jobs', { job: 'run-backup', phase: 'waiting' })).toBe(0);
});

it('counts what the API did, by kind and code, and never what was asked', async () => {
  const before = await scrape();
  const count = (series: readonly Series[], name: string, labels: Record<string, string>) =>
    value(series, name, labels) ?? 0;
  const ask = asking(api, token);
  await ask('{ server { version } }');
  await ask('{ cluster(id: "0b7b9a52-0000-4000-8000-00000000dead") { id } }');
  await api.post({ query: '{ viewer { name } }' }, { authorization: 'Bearer hf_wrong' });
  const after = await scrape();
  const more = (name: string, labels: Record<string, string>) =>
    count(after, name, labels) - count(before, name, labels);
  expect(more('holdfast_api_operations_total', { operation: 'query', outcome: 'ok' })).toBe(1);
  expect(more('holdfast_api_operations_total', { operation: 'query', outcome: 'error' })).toBe(1);
  expect(more('holdfast_api_errors_total', { code: 'NOT_FOUND' })).toBe(1);
  expect(more('holdfast_api_request_duration_seconds_count', { status: '4xx' })).toBe(1);
});

it('names no namespace, no person, no address, no id and no secret', async () => {
  const text = await scrapeText();
  const { kubernetes, folder } = world;
  const kubeconfig = kubernetes.kubeconfig();
  const secrets = [/token: (\S+)/.exec(kubeconfig)?.[1], /server: (\S+)/.exec(kubeconfig)?.[1], token, TOKEN];
  for (const hidden of [...secrets, folder, 'secret-place', 'shop', 'admin', 'root', world.cluster.id])
    expect(text).not.toContain(hidden ?? 'nothing');
});

it('with 2,000 schedules has no more series of a metric than it may, those in trouble first, and says how many are left out', async () => {
  const { id } = await aSchedule('many');
  const columns = await world.database.query(
    `SELECT string_agg(quote_ident(column_name), ', ') AS list FROM information_schema.columns
     WHERE table_name = 'backup_schedule' AND column_name NOT IN ('id', 'name', 'barren_cycles')`,
  );
  const list = String(columns[0]?.list);
  await world.database.query(`INSERT INTO backup_schedule (id, name, barren_cycles, ${list})
    SELECT gen_random_uuid(), 'many-' || lpad(n::text, 4, '0'), CASE WHEN n > 1990 THEN 4 ELSE 0 END, ${list}
    FROM backup_schedule, generate_series(1, 2000) AS n WHERE backup_schedule.id = '${id}'`);
  const series = await scrape();
  const sizes = new Map<string, number>();
  for (const { name } of series) sizes.set(name, (sizes.get(name) ?? 0) + 1);
  expect([...sizes].filter(([, size]) => size > MOST)).toEqual([]);
  const barren = series.filter(({ name }) => name === 'holdfast_schedule_due_times_without_good_backup');
  expect(barren).toHaveLength(MOST);
  expect(barren.slice(0, 10).map(({ labels }) => labels.schedule)).toEqual(
    Array.from({ length: 10 }, (_, index) => `many-${1_991 + index}`),
  );
  const [total] = await world.database.query('SELECT count(*)::int AS n FROM backup_schedule');
  const dropped = (metric: string) => value(series, 'holdfast_metrics_series_dropped', { metric });
  expect(dropped('holdfast_schedule_due_times_without_good_backup')).toBe(Number(total?.n) - MOST);
  expect(dropped('holdfast_resource_state')).toBe(Number(total?.n) + 2 - MOST);
  const states = series.filter(({ name }) => name === 'holdfast_resource_state');
  expect(states.map(({ labels }) => labels.name)).toEqual(
    expect.arrayContaining(['prod', 'folder', 'many-2000']),
  );
});

it('on a port of its own answers on its path alone, and without a token where none is set', async () => {
  const log = recordingLog();
  const metrics = await metricsOf(world, {});
  const close = await serveMetrics(metrics, { host: '127.0.0.1', port: 0 }, log);
  try {
    const [line] = log.lines.map(({ fields }) => fields as { readonly port: number });
    const url = `http://127.0.0.1:${line?.port}`;
    const answer = await fetch(`${url}/metrics`);
    expect(answer.status).toBe(200);
    expect(
      value(readScrape(await answer.text()).series, 'holdfast_state_readable', { part: 'database' }),
    ).toBe(1);
    expect((await fetch(`${url}/`)).status).toBe(404);
    const taken = serveMetrics(metrics, { host: '127.0.0.1', port: line?.port ?? 0 }, log);
    await expect(taken).rejects.toThrow('Cannot listen on 127.0.0.1');
  } finally {
    await close();
  }
});
