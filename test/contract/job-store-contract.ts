import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { NetConnectOpts } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PostgresWorkerRegistry } from '../../src/db/worker-registry.js';
import type { Log } from '../../src/domain/ports/log.js';
import { JOB_NAMES, JOBS, type JobHandlers, type Rhythm } from '../../src/jobs/job-catalogue.js';
import { JobStore } from '../../src/jobs/job-store.js';
import type { Worker } from '../../src/jobs/worker.js';
import { aWorker, SELDOM } from '../jobs/job-workers.js';
import { CODE_CACHE, compiledProgram } from '../support/compiled-program.js';
import { type CuttableProxy, startCuttableProxy } from '../support/cuttable-proxy.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { recordingLog } from '../support/recording-log.js';
import { silentLog } from '../support/silent-log.js';

/** An empty database for jobs: without a table or an index. */
export interface JobDatabase {
  readonly url: string;
  /** Its server: a port or a socket. */
  readonly server: NetConnectOpts;
  /** The same through another port of this machine. */
  urlAt(port: number): string;
  /** What stands in it, read past the job store. */
  jobs(): Promise<readonly StoredJob[]>;
  /** Puts a job in as another version of Holdfast might. */
  insert(name: string, data: object): Promise<void>;
  /** Changes every job. */
  mark(change: { readonly lockedBy: string; readonly begun: boolean } | 'LET_GO'): Promise<void>;
  /** Puts the next run of every job so far ahead, as a clock that was ahead leaves them. */
  putOff(ms: number): Promise<void>;
  /** As when the database is lost and made anew. */
  wipe(): Promise<void>;
  drop(): Promise<void>;
}

export interface StoredJob {
  readonly name: string;
  readonly data: unknown;
  readonly interval: string | null;
  readonly locked: boolean;
  readonly due: boolean;
}

const PATIENCE = { timeout: 25_000, interval: 25 };
const REPEATING = JOB_NAMES.filter((name) => 'every' in JOBS[name]).sort();

/** What the job store keeps on every database that it can stand on. */
export function jobStoreContract(name: string, create: () => Promise<JobDatabase>): void {
  describe(`on ${name}`, () => {
    let main: TestDatabase;
    let registry: PostgresWorkerRegistry;
    let database: JobDatabase;
    let proxy: CuttableProxy | undefined;
    const stores: JobStore[] = [];
    const workers: Worker[] = [];

    beforeEach(async () => {
      [main, database] = await Promise.all([createTestDatabase(), create()]);
      registry = new PostgresWorkerRegistry(await main.dataSource());
    });
    afterEach(async () => {
      await Promise.all(workers.splice(0).map((worker) => worker.stop(0)));
      await Promise.all(stores.splice(0).map((store) => store.close()));
      proxy?.close();
      proxy = undefined;
      await Promise.all([database.drop(), main.drop()]);
    });

    async function aStore({ storeName = `store:${randomUUID()}`, url = database.url, log = silentLog } = {}) {
      const store = await JobStore.open({ url, name: storeName, log });
      stores.push(store);
      return store;
    }

    async function startWorker(
      handlers: Partial<JobHandlers>,
      { url = database.url, rhythm = SELDOM, log = silentLog }: Partial<StartOptions> = {},
    ): Promise<{ readonly worker: Worker; readonly store: JobStore }> {
      const workerName = `worker:${randomUUID()}`;
      const store = await aStore({ storeName: workerName, url, log });
      const worker = aWorker({ store, registry, name: workerName, handlers, rhythm, log });
      workers.push(worker);
      await worker.start();
      return { worker, store };
    }

    async function waiting(): Promise<readonly StoredJob[]> {
      return (await database.jobs()).filter(({ interval }) => interval === null);
    }

    async function intervals(): Promise<Record<string, string | null>> {
      const repeating = (await database.jobs()).filter(({ interval }) => interval !== null);
      expect(repeating.map((job) => job.name).sort()).toEqual(REPEATING);
      return Object.fromEntries(repeating.map((job) => [job.name, job.interval]));
    }

    it('a ring is delivered once, whichever of two workers takes it, and nothing is left of it', async () => {
      const runs: string[] = [];
      const handlers: Partial<JobHandlers> = {
        'run-backup': async ({ backupId }) => void runs.push(backupId),
      };
      const ringer = await aStore();
      await Promise.all([startWorker(handlers), startWorker(handlers)]);
      const rung = Array.from({ length: 50 }, () => randomUUID());
      for (const backupId of rung) await ringer.runBackup(backupId);
      await expect.poll(waiting, PATIENCE).toEqual([]);
      expect([...runs].sort()).toEqual([...rung].sort());
    });

    it('ringing twice for the same thing leaves one job; another kind of job for the same thing is another job', async () => {
      const store = await aStore();
      const backupId = randomUUID();
      for (const _ of [1, 2, 3]) await store.runBackup(backupId);
      await store.deleteBackup(backupId);
      const jobs = await database.jobs();
      expect(jobs.map((job) => [job.name, job.data]).sort()).toEqual([
        ['delete-backup', { backupId }],
        ['run-backup', { backupId }],
      ]);
    });

    it('500 rings at once all run', async () => {
      const runs = new Map<string, number>();
      const { store } = await startWorker({
        'run-backup': async ({ backupId }) => void runs.set(backupId, (runs.get(backupId) ?? 0) + 1),
      });
      const rung = Array.from({ length: 500 }, () => randomUUID());
      await Promise.all(rung.map((backupId) => store.runBackup(backupId)));
      await expect.poll(() => runs.size, PATIENCE).toBe(500);
      await expect.poll(waiting, PATIENCE).toEqual([]);
      expect([...runs.values()].every((times) => times === 1)).toBe(true);
    });

    it('a job is left to a living worker that has begun it, however often the bell rings', async () => {
      const store = await aStore();
      const backupId = randomUUID();
      await store.runBackup(backupId);
      const [job] = await database.jobs();
      await database.mark({ lockedBy: 'living', begun: true });
      await store.runBackup(backupId);
      expect(await store.freeAbandonedJobs(async () => ['living'])).toBe(0);
      expect(await database.jobs()).toEqual([{ ...job, locked: true, due: false }]);
    });

    it('a job that a dead worker has begun is due again, also when the bell has rung for it meanwhile', async () => {
      const store = await aStore();
      const backupId = randomUUID();
      await store.runBackup(backupId);
      const [job] = await database.jobs();
      await database.mark({ lockedBy: 'dead', begun: true });
      await store.runBackup(backupId);
      expect(await store.freeAbandonedJobs(async () => ['living'])).toBe(1);
      expect(await database.jobs()).toEqual([{ ...job, locked: false, due: true }]);
    });

    it('a job that was begun and let go unfinished is due again', async () => {
      const store = await aStore();
      await store.runBackup(randomUUID());
      await database.mark({ lockedBy: 'living', begun: true });
      await database.mark('LET_GO');
      expect(await store.freeAbandonedJobs(async () => ['living'])).toBe(1);
      expect(await database.jobs()).toMatchObject([{ locked: false, due: true }]);
    });

    it('jobs that a worker took and never began are given back when it leaves; what others have is not', async () => {
      const store = await aStore();
      await store.runBackup(randomUUID());
      await database.mark({ lockedBy: 'leaving', begun: false });
      expect(await store.freeUnstartedJobs('other')).toBe(0);
      expect(await store.freeUnstartedJobs('leaving')).toBe(1);
      expect(await database.jobs()).toMatchObject([{ locked: false, due: true }]);
    });

    it('a job whose end was never written is free again although its worker lives; what it runs or has just taken is not', async () => {
      const store = await aStore();
      await store.runBackup(randomUUID());
      await database.mark({ lockedBy: 'living', begun: true });
      const forgotten = { worker: 'living', running: [] as string[] };
      expect(await store.freeForgottenJobs({ ...forgotten, olderThanMs: 60_000 })).toBe(0);
      expect(await store.freeForgottenJobs({ ...forgotten, worker: 'other', olderThanMs: -60_000 })).toBe(0);
      expect(await store.freeForgottenJobs({ ...forgotten, olderThanMs: -60_000 })).toBe(1);
      expect(await database.jobs()).toMatchObject([{ locked: false, due: true }]);
    });

    it('what a killed worker had is freed and run by another', async () => {
      const ringer = await aStore();
      const backupId = randomUUID();
      await ringer.runBackup(backupId);
      const script = join(import.meta.dirname, '..', 'jobs', 'job-worker.ts');
      const [program, ...args] = await compiledProgram(script);
      const doomed = spawn(program, [...args, database.url, main.url], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, ...CODE_CACHE },
      });
      try {
        const [taken] = (await once(doomed.stdout, 'data')) as [Buffer];
        expect(taken.toString().trim()).toBe(backupId);
      } finally {
        doomed.kill('SIGKILL');
      }
      await once(doomed, 'close');
      const runs: string[] = [];
      await startWorker({ 'run-backup': async (job) => void runs.push(job.backupId) });
      await expect.poll(() => runs, PATIENCE).toEqual([backupId]);
    });

    it('jobs that come by themselves have one row each, of any number of workers, and change their rhythm', async () => {
      await Promise.all([startWorker({}), startWorker({}), startWorker({})]);
      expect(new Set(Object.values(await intervals()))).toEqual(new Set(['3600 seconds']));
      await startWorker({}, { rhythm: { ...SELDOM, sweepMs: 7_200_000 } });
      expect(await intervals()).toMatchObject({ sweep: '7200 seconds', housekeeping: '3600 seconds' });
    });

    it('a job that comes by itself comes again and again', async () => {
      let sweeps = 0;
      await startWorker(
        {
          sweep: async () => {
            sweeps += 1;
          },
        },
        { rhythm: { ...SELDOM, sweepMs: 200 } },
      );
      await expect.poll(() => sweeps, PATIENCE).toBeGreaterThan(3);
      await intervals();
    });

    describe('a clock that ran days ahead and was set back', () => {
      const DAYS_MS = 3 * 24 * 3_600_000;
      const counted = () => {
        const calls = { due: 0, sweep: 0 };
        const count = (name: keyof typeof calls) => async () => {
          calls[name] += 1;
        };
        return { calls, handlers: { due: count('due'), sweep: count('sweep') } };
      };
      const rhythm = { ...SELDOM, dueMs: 200, sweepMs: 200 };

      it('before a worker starts: jobs that come by themselves come', async () => {
        const { worker } = await startWorker({}, { rhythm });
        await worker.stop(0);
        workers.splice(workers.indexOf(worker), 1);
        await database.putOff(DAYS_MS);
        const { calls, handlers } = counted();
        await startWorker(handlers, { rhythm });
        await expect.poll(() => Math.min(calls.due, calls.sweep), PATIENCE).toBeGreaterThan(2);
      });

      it('while a worker runs: they go on, and what was rung for is done', async () => {
        const { calls, handlers } = counted();
        const runs: string[] = [];
        const { store } = await startWorker(
          { ...handlers, 'run-backup': async ({ backupId }) => void runs.push(backupId) },
          { rhythm },
        );
        await expect.poll(() => calls.due, PATIENCE).toBeGreaterThan(0);
        await store.stopTaking();
        const backupId = randomUUID();
        await store.runBackup(backupId);
        await database.putOff(DAYS_MS);
        const before = { ...calls };
        await store.agenda.start();
        await expect.poll(() => calls.due - before.due, PATIENCE).toBeGreaterThan(2);
        await expect.poll(() => calls.sweep - before.sweep, PATIENCE).toBeGreaterThan(2);
        await expect.poll(() => runs, PATIENCE).toEqual([backupId]);
      });

      it('leaves alone what is ahead by its rhythm', async () => {
        const { store } = await startWorker({});
        await expect.poll(async () => (await database.jobs()).filter((job) => job.due), PATIENCE).toEqual([]);
        const seldom = new Map(REPEATING.map((job) => [job, SELDOM.dueMs]));
        expect(await store.bringForward(seldom)).toBe(0);
        expect((await database.jobs()).filter((job) => job.due)).toEqual([]);
      });
    });

    it('a store that is emptied while workers run gets its repeating jobs again, and rings go on', async () => {
      const runs: string[] = [];
      const { store } = await startWorker({ 'run-backup': async (job) => void runs.push(job.backupId) });
      await intervals();
      await database.wipe();
      await vi.waitFor(async () => void (await intervals()), PATIENCE);
      const backupId = randomUUID();
      await store.runBackup(backupId);
      await expect.poll(() => runs, PATIENCE).toEqual([backupId]);
    });

    it('a job that carries what its catalogue entry does not allow is dropped, loudly', async () => {
      const log = recordingLog();
      const runs: unknown[] = [];
      await aStore();
      await database.insert('run-backup', { backupId: '../../etc', extra: true });
      await startWorker({ 'run-backup': async (job) => void runs.push(job) }, { log });
      await expect.poll(waiting, PATIENCE).toEqual([]);
      expect(log.lines).toContainEqual({
        level: 'error',
        message: 'a job carries what its catalogue entry does not allow: dropped',
        fields: { job: 'run-backup', data: { backupId: '../../etc', extra: true } },
      });
      expect(runs).toEqual([]);
    });

    it('a handler that fails ends its job: what it was for will be found again', async () => {
      const log = recordingLog();
      const { store } = await startWorker(
        { 'run-backup': () => Promise.reject(new Error('out of luck')) },
        { log },
      );
      await store.runBackup(randomUUID());
      await expect
        .poll(() => log.lines.map(({ message }) => message), PATIENCE)
        .toContain('a job failed; what it was for will be found again');
      await expect.poll(waiting, PATIENCE).toEqual([]);
    });

    it('a worker that stops lets its jobs end and takes no others', async () => {
      const begun = Promise.withResolvers<void>();
      const mayEnd = Promise.withResolvers<void>();
      const ended: string[] = [];
      const { worker, store } = await startWorker({
        'delete-backup': async ({ backupId }) => {
          begun.resolve();
          await mayEnd.promise;
          ended.push(backupId);
        },
      });
      const [first, second] = [randomUUID(), randomUUID()];
      await store.deleteBackup(first);
      await begun.promise;
      const ringer = await aStore();
      await ringer.deleteBackup(second);
      const stopped = worker.stop(25_000);
      mayEnd.resolve();
      await stopped;
      workers.splice(workers.indexOf(worker), 1);
      expect(ended).toEqual([first]);
      expect(await waiting()).toMatchObject([{ data: { backupId: second }, locked: false, due: true }]);
      expect(await registry.living(2_000)).toEqual([]);
    });

    it('a worker whose patience ends aborts its jobs', async () => {
      const begun = Promise.withResolvers<void>();
      const { worker, store } = await startWorker({
        'run-backup': (_job, signal) =>
          new Promise((resolve) => {
            signal.addEventListener('abort', () => resolve());
            begun.resolve();
          }),
      });
      await store.runBackup(randomUUID());
      await begun.promise;
      await worker.stop(0);
      workers.splice(workers.indexOf(worker), 1);
      expect(await waiting()).toEqual([]);
    });

    it('connections that are cut come back, and rings are delivered after', async () => {
      proxy = await startCuttableProxy(database.server);
      const runs: string[] = [];
      const log = recordingLog();
      const { store } = await startWorker(
        { 'run-backup': async (job) => void runs.push(job.backupId) },
        { url: database.urlAt(proxy.port), log },
      );
      for (let cut = 1; cut <= 3; cut += 1) {
        proxy.cut();
        const backupId = randomUUID();
        await vi.waitFor(() => store.runBackup(backupId), PATIENCE);
        await expect.poll(() => runs, PATIENCE).toContain(backupId);
      }
      expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    });

    it('stores that start at the same moment on an empty database all work', async () => {
      const opened = await Promise.all(Array.from({ length: 6 }, () => aStore()));
      const backupId = randomUUID();
      for (const store of opened) await store.runBackup(backupId);
      expect(await database.jobs()).toMatchObject([{ name: 'run-backup', data: { backupId } }]);
    });
  });
}

interface StartOptions {
  readonly url: string;
  readonly rhythm: Rhythm;
  readonly log: Log;
}
