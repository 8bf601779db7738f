/** Schedules as processes run them: an API that is killed, a PostgreSQL that crashes. Killed workers: due-times.test.ts. */
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  BackupScheduleDocument,
  BackupScheduleHistoryDocument,
  CreateBackupScheduleDocument,
  ExcludeNamespacesFromScheduleDocument,
} from '../../src/client/generated/graphql.js';
import { DueTimes } from '../support/due-times.js';
import { Fleet } from '../support/fleet.js';
import { type OwnPostgres, startOwnPostgres } from '../support/own-postgres.js';
import type { RunningProcess } from '../support/processes.js';

let postgres: OwnPostgres;
let fleet: Fleet;
let api: RunningProcess;
const workers: RunningProcess[] = [];

beforeAll(async () => {
  postgres = await startOwnPostgres();
  fleet = await Fleet.prepare({ databaseUrl: postgres.url, env: { HOLDFAST_MAX_ATTEMPTS: '20' } });
  api = await fleet.start('api');
  await fleet.setUp();
});
afterEach(() => fleet.kubernetes.faults.clear());
afterAll(async () => {
  await fleet.stop();
  await postgres.stop();
});

async function aSchedule(name: string, names: readonly string[]): Promise<string> {
  const { clusterId, locationId } = fleet;
  const input = {
    name,
    clusterId,
    locationId,
    selection: { kind: 'NAMED' as const, names },
    // Not due by itself while the test runs: `DueTimes` makes it due.
    timing: { kind: 'INTERVAL' as const, minutes: 60 },
    timeZone: 'UTC',
    retention: { keep: 1_000 },
  };
  const { createBackupSchedule } = await fleet.ask(CreateBackupScheduleDocument, { input });
  return createBackupSchedule.backupSchedule.id;
}

async function addWorker(): Promise<void> {
  workers.push(await fleet.start('worker'));
}
/** While `busy`: gives due times, and does something to the processes every so often, until all is done. */
async function runThrough(due: DueTimes, trouble: () => Promise<void>): Promise<void> {
  let rounds = 0;
  await vi.waitFor(
    async () => {
      const all = await due.giveMore();
      rounds += 1;
      if (!all && rounds % 4 === 0) await trouble();
      expect({ all, open: await due.openOnes() }).toEqual({ all: true, open: 0 });
    },
    { timeout: 90_000, interval: 150 },
  );
}

describe('a PostgreSQL that crashes under load', () => {
  it('ends no process, and no due time is lost or run twice', { timeout: 100_000 }, async () => {
    await Promise.all([addWorker(), addWorker(), addWorker()]);
    for (let number = 0; number < 10; number += 1) await aSchedule(`crashed-${number}`, ['blog']);
    const due = new DueTimes((statement) => fleet.sql(statement), 'crashed', 30);
    let crashes = 0;
    await runThrough(due, async () => {
      if (crashes > 0) return;
      crashes += 1;
      await postgres.crash();
    });
    expect(crashes).toBe(1);
    await due.expectEachDoneOnce();
    for (const { pid } of [api, ...workers]) expect(() => process.kill(pid, 0)).not.toThrow();
  });
});

/** Keeps everybody from a table until `release`: a statement of the product that needs it waits. */
async function holdTable(table: string) {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  return {
    reached: () =>
      vi.waitFor(
        async () => {
          const waiting = await fleet.sql(
            `SELECT FROM pg_locks WHERE NOT granted AND relation = '${table}'::regclass`,
          );
          expect(waiting.length).toBeGreaterThan(0);
        },
        { timeout: 10_000, interval: 20 },
      ),
    async release() {
      await client.query('ROLLBACK');
      await client.end();
    },
  };
}

describe('an API that is killed', () => {
  const excludeBlog = (scheduleId: string) =>
    fleet.ask(ExcludeNamespacesFromScheduleDocument, {
      input: { scheduleId, namespaces: ['blog'], selectionVersion: 1 },
    });
  const historyOf = async (id: string) => {
    const { backupSchedule } = await fleet.ask(BackupScheduleHistoryDocument, { id, first: 10 });
    return backupSchedule?.history.edges.map(({ node }) => node.kind);
  };
  async function killWhileHeld(scheduleId: string, table: string): Promise<void> {
    for (const worker of workers.splice(0)) {
      worker.kill('SIGKILL');
      await worker.ended;
    }
    const held = await holdTable(table);
    const answer = excludeBlog(scheduleId).then(
      () => 'answered',
      () => 'not answered',
    );
    await held.reached();
    api.kill('SIGKILL');
    await api.ended;
    expect(await answer).toBe('not answered');
    await held.release();
    api = await fleet.start('api');
  }

  it('after it accepted an edit and before it answered: the edit is there once, and asking again says who made it', async () => {
    const id = await aSchedule('accepted', ['shop', 'blog']);
    // The edit is committed; what the answer shows beside it is not to be had.
    await killWhileHeld(id, 'backup_location');
    const { backupSchedule } = await fleet.ask(BackupScheduleDocument, { id });
    expect(backupSchedule).toMatchObject({ selection: { names: ['shop'] }, selectionVersion: 2, version: 2 });
    const again = await excludeBlog(id);
    expect(again.excludeNamespacesFromSchedule).toMatchObject({
      changed: false,
      namespaces: ['blog'],
      by: { kind: 'EXCLUDE', actor: { name: 'admin' } },
    });
    expect(await historyOf(id)).toEqual(['EXCLUDE', 'CREATE']);
  });

  it('before it accepted an edit: nothing of it is there, and asking again does it', async () => {
    const id = await aSchedule('unaccepted', ['shop', 'blog']);
    await killWhileHeld(id, 'schedule_edit');
    const { backupSchedule } = await fleet.ask(BackupScheduleDocument, { id });
    expect(backupSchedule).toMatchObject({ selection: { names: ['blog', 'shop'] }, selectionVersion: 1 });
    expect((await excludeBlog(id)).excludeNamespacesFromSchedule).toMatchObject({ changed: true });
    expect(await historyOf(id)).toEqual(['EXCLUDE', 'CREATE']);
  });
});
