import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresWorkerRegistry } from '../../src/db/worker-registry.js';
import { JobStore } from '../../src/jobs/job-store.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { silentLog } from '../support/silent-log.js';

const SILENT_MS = 60_000;
let database: TestDatabase;
let source: DataSource;
let registry: PostgresWorkerRegistry;
let store: JobStore;

beforeAll(async () => {
  database = await createTestDatabase();
  source = await database.dataSource();
  const pool = new pg.Pool({ connectionString: database.url });
  store = await JobStore.open({ pool, name: 'living', log: silentLog });
});
beforeEach(async () => {
  await database.query('DELETE FROM agenda_jobs');
  await database.query('DELETE FROM worker');
  registry = new PostgresWorkerRegistry(source);
  await registry.join(aWorker('living'));
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

function aWorker(name: string) {
  return { id: randomUUID(), name, host: 'here', pid: 1, roles: ['worker'] };
}

/** As Agenda marks a job that a worker has begun. */
async function beganBy(name: string): Promise<void> {
  await database.query(
    `UPDATE agenda_jobs SET locked_at = now(), last_modified_by = '${name}', last_run_at = now(), next_run_at = NULL`,
  );
}

async function jobs() {
  return database.query(
    'SELECT data, locked_at IS NOT NULL AS locked, next_run_at <= now() AS due FROM agenda_jobs',
  );
}

describe('a job that a worker has begun', () => {
  it('is left to it while it lives, however often the bell rings', async () => {
    const backupId = randomUUID();
    await store.runBackup(backupId);
    await beganBy('living');
    await store.runBackup(backupId);
    expect(await registry.freeAbandonedJobs(SILENT_MS)).toBe(0);
    expect(await jobs()).toEqual([{ data: { backupId }, locked: true, due: null }]);
  });

  it('is free again when that worker has died, also when another process has rung for it meanwhile', async () => {
    const backupId = randomUUID();
    await store.runBackup(backupId);
    await beganBy('dead');
    await store.runBackup(backupId);
    expect(await registry.freeAbandonedJobs(SILENT_MS)).toBe(1);
    expect(await jobs()).toEqual([{ data: { backupId }, locked: false, due: true }]);
  });

  it('and let go unfinished is due again', async () => {
    const backupId = randomUUID();
    await store.runBackup(backupId);
    await beganBy('living');
    await database.query('UPDATE agenda_jobs SET locked_at = NULL');
    await registry.freeAbandonedJobs(SILENT_MS);
    expect(await jobs()).toEqual([{ data: { backupId }, locked: false, due: true }]);
  });
});

describe('a job whose end could not be written', () => {
  it('is free again although its worker lives; what that worker runs, or has just taken, is not', async () => {
    const [forgotten, running, justTaken] = [randomUUID(), randomUUID(), randomUUID()];
    for (const backupId of [forgotten, running, justTaken]) await store.runBackup(backupId);
    await beganBy('living');
    await database.query(
      `UPDATE agenda_jobs SET locked_at = now() - interval '1 hour' WHERE data->>'backupId' <> '${justTaken}'`,
    );
    const [row] = await database.query(`SELECT id FROM agenda_jobs WHERE data->>'backupId' = '${running}'`);
    const freed = await registry.freeForgottenJobs({
      name: 'living',
      running: [String(row?.id)],
      olderThanMs: SILENT_MS,
    });
    expect(freed).toBe(1);
    const free = (await jobs()).filter(({ locked }) => !locked);
    expect(free).toEqual([{ data: { backupId: forgotten }, locked: false, due: true }]);
  });
});

describe('a worker', () => {
  it('that was silent for too long is forgotten, and joins again with its next beat', async () => {
    await registry.join(aWorker('slow'));
    await database.query("UPDATE worker SET heartbeat_at = now() - interval '1 hour' WHERE name = 'slow'");
    await registry.freeAbandonedJobs(SILENT_MS);
    expect((await registry.living(SILENT_MS)).map(({ name }) => name)).toEqual(['living']);
    await registry.beat('slow');
    expect((await registry.living(SILENT_MS)).map(({ name }) => name)).toEqual(['living', 'slow']);
  });

  it('that has left does not come back by a late beat', async () => {
    await registry.leave('living');
    await registry.beat('living');
    expect(await registry.living(SILENT_MS)).toEqual([]);
  });
});

describe('jobs that a worker took and never began', () => {
  it('are given back when it leaves; what it has begun is not', async () => {
    const begun = randomUUID();
    await store.runBackup(begun);
    await beganBy('living');
    const unbegun = randomUUID();
    await store.runBackup(unbegun);
    await database.query(
      `UPDATE agenda_jobs SET locked_at = now(), last_modified_by = 'living' WHERE data->>'backupId' = '${unbegun}'`,
    );
    expect(await registry.freeUnstartedJobs('living')).toBe(1);
    const locked = (await jobs()).filter((job) => job.locked);
    expect(locked.map((job) => job.data)).toEqual([{ backupId: begun }]);
  });
});
