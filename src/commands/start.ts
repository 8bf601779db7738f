/** `holdfast start | api | worker`: runs the roles until a signal asks them to drain and end. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Bot } from '../bot/bot.js';
import { compose, type Product } from '../compose.js';
import type { Config, SlackConfig } from '../config.js';
import { PostgresWorkerRegistry } from '../db/worker-registry.js';
import { noticesFor } from '../domain/notices.js';
import type { Log } from '../domain/ports/log.js';
import type { WorkerRecord } from '../domain/ports/worker-registry.js';
import { JobStore } from '../jobs/job-store.js';
import { Worker } from '../jobs/worker.js';
import { adminTokenFile, tokenKeeper } from './admin-token.js';
import { type Foundation, openFoundation } from './foundation.js';
import { makeMetrics, serveMetrics } from './serve-metrics.js';
import type { RunningApi } from './start-api.js';

export const ROLES = ['api', 'worker'] as const;
export type Role = (typeof ROLES)[number];

/** How often a run says how far it is, and how often lost work is looked for: fractions of the lease. */
const PROGRESS_MS = 1_000;
const SWEEPS_PER_LEASE = 4;
/** How often due schedules are looked for. */
const DUE_MS = 1_000;
/** How often what waits to be told is looked for; what is due at once rings by itself. */
const DELIVER_MS = 2_000;
const DIGEST_MS = 30_000;
const DISCOVERY_MS = 15_000;
const VERIFY_MS = 60_000;
const HOUSEKEEPING_MS = 60 * 60_000;
/** How often reminders and ends of snoozes are looked for. */
const ALERTS_MS = 60_000;
const LONGEST_SWEEP_MS = 15_000;

export interface Running {
  /** Where the API answers; undefined for a worker alone. */
  readonly url: string | undefined;
  /** Drains and ends everything, PostgreSQL last. May be called twice. */
  stop(): Promise<void>;
}

export async function startRoles(
  config: Config,
  roles: readonly Role[],
  log: Log,
  signal?: AbortSignal,
): Promise<Running> {
  const closers: (() => Promise<void>)[] = [];
  const stop = once(async () => {
    for (const close of closers.reverse()) await close();
  });
  try {
    const record = workerRecord(roles);
    const foundation = await openFoundation({
      config,
      log,
      mode: roles.includes('api') ? 'owner' : 'attach',
      applicationName: `holdfast ${roles.join('+')}`,
      ...(signal && { signal }),
    });
    closers.push(() => foundation.close());
    const store = await openJobStore(foundation, { config, record, log, signal });
    closers.push(() => store.close());
    const product = composeOn(foundation, config, record, store, log);
    closers.push(() => product.close());
    await firstAdmin(product, config, log);
    const registry = new PostgresWorkerRegistry(foundation.dataSource);
    const metrics = config.metrics && makeMetrics(config.metrics, { foundation, store, config, log });
    if (metrics?.listener) closers.push(await serveMetrics(metrics, metrics.listener, log));
    if (roles.includes('worker')) {
      const worker = new Worker({
        store,
        registry,
        record,
        handlers: product.handlers,
        rhythm: {
          sweepMs: Math.min(LONGEST_SWEEP_MS, Math.ceil(config.leaseMs / SWEEPS_PER_LEASE)),
          dueMs: DUE_MS,
          probeMs: config.probeMs,
          housekeepingMs: HOUSEKEEPING_MS,
          alertsMs: ALERTS_MS,
          deliverMs: DELIVER_MS,
          digestMs: DIGEST_MS,
          verifyMs: VERIFY_MS,
          peopleMs: config.peopleMs,
          discoveryMs: DISCOVERY_MS,
        },
        concurrentBackups: config.concurrentBackups,
        silentMs: config.leaseMs,
        log,
      });
      await worker.start();
      closers.push(() => worker.stop(config.drainMs));
      log.info({ worker: record.name }, 'The worker takes jobs.');
    }
    let api: RunningApi | undefined;
    if (roles.includes('api')) {
      // A worker alone needs no GraphQL: a quarter of its memory at rest, and a moment of its start.
      const { startApi } = await import('./start-api.js');
      const bot = config.slack === null ? undefined : await botBeside(config.slack, record, log);
      api = await startApi({ config, foundation, product, registry, log, bot, metrics });
      closers.push(() => api?.stop() ?? Promise.resolve());
      if (bot !== undefined) closers.push(await startBeside(bot, api, product));
    }
    for (const { code, message } of noticesFor(product.services.encryption)) {
      log.warn({ notice: code }, message);
    }
    return { url: api?.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The bot is a client of the API like any other, and signs in with a token of this process. */
async function startBeside(
  bot: Bot,
  { localUrl }: RunningApi,
  { services }: Product,
): Promise<() => Promise<void>> {
  const { token, stop } = await services.identity.serviceToken('slack-bot');
  await bot.start({ url: localUrl, token });
  return async () => {
    await bot.stop();
    await stop();
  };
}

async function botBeside(slack: SlackConfig, { name: worker }: WorkerRecord, log: Log): Promise<Bot> {
  const { createBot } = await import('../bot/bot.js');
  return createBot({ ...slack, worker, log });
}

function workerRecord(roles: readonly Role[]): WorkerRecord {
  const id = randomUUID();
  const host = hostname();
  return { id, name: `${host}:${process.pid}:${id.slice(0, 8)}`, host, pid: process.pid, roles };
}

/** @returns the store of the jobs: in our own database, or where the configuration says */
function openJobStore({ database }: Foundation, options: JobStoreSetting): Promise<JobStore> {
  const { config, record, log, signal } = options;
  return JobStore.open({ url: config.jobsDatabaseUrl ?? database.directUrl, name: record.name, log, signal });
}

interface JobStoreSetting {
  readonly config: Config;
  readonly record: WorkerRecord;
  readonly log: Log;
  readonly signal: AbortSignal | undefined;
}

function composeOn(
  { dataSource, keyRing }: Foundation,
  config: Config,
  record: WorkerRecord,
  bell: JobStore,
  log: Log,
): Product {
  return compose({
    dataSource,
    keyRing,
    bell,
    log,
    locationParents: config.locationParents,
    alertReminderMs: config.alertReminderMs,
    verifyEveryDays: config.verifyEveryDays,
    auditKeepDays: config.auditKeepDays,
    stateHistoryDays: config.stateHistoryDays,
    syncKeepDays: config.syncKeepDays,
    peopleMs: config.peopleMs,
    verifyRestores: config.verifyRestores,
    storkTimes: { stallMs: config.storkStallMs },
    storkLocationTimes: { goodForMs: config.connectionGoodForMs },
    volumeTimes: { cutMs: config.snapshotCutMs, readyMs: config.snapshotReadyMs },
    mail: config.mail,
    oidc: config.oidc,
    publicUrl: config.publicUrl,
    backupKeys: config.backupKeys,
    settings: {
      worker: record.name,
      leaseMs: config.leaseMs,
      maxAttempts: config.maxAttempts,
      progressMs: PROGRESS_MS,
      guestWaitMs: config.guestWaitMs,
    },
  });
}

async function firstAdmin(product: Product, config: Config, log: Log): Promise<void> {
  const file = adminTokenFile(config.dataDir);
  const made = await product.services.identity.ensureFirstAdmin(tokenKeeper(file));
  if (made) log.info({ file }, `Made the first administrator; the token is in ${file}.`);
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}
