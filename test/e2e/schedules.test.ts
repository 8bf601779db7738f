/** Schedules as processes run them: workers that are killed, an API that is killed, a PostgreSQL that crashes. */
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  BackupScheduleDocument,
  BackupScheduleHistoryDocument,
  CreateBackupScheduleDocument,
  ExcludeNamespacesFromScheduleDocument,
} from '../../src/client/generated/graphql.js';
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

/** A fast clock for processes: due times are put into the past, each once, as soon as the one before was taken. */
class DueTimes {
  readonly given: string[] = [];

  constructor(
    private readonly of: string,
    private readonly count: number,
  ) {}

  /** @returns whether all that were to be given have been given */
  async giveMore(): Promise<boolean> {
    const wanted = this.count - this.given.length;
    if (wanted <= 0) return true;
    const rows = await fleet.sql(
      `UPDATE backup_schedule SET next_due_at = clock_timestamp() - interval '1 second'
       WHERE id IN (SELECT id FROM backup_schedule WHERE name LIKE '${this.of}-%'
         AND next_due_at > clock_timestamp() LIMIT ${wanted} FOR UPDATE)
       RETURNING id, next_due_at`,
    );
    this.given.push(...rows.map((row) => keyOf(row.id, row.next_due_at)));
    return this.given.length >= this.count;
  }

  /** None lost, none doubled: every due time has one cycle, which ended once, with one backup or a reason. */
  async expectEachDoneOnce(): Promise<void> {
    const cycles = await fleet.sql(
      `SELECT cycle.schedule_id, cycle.planned_at, cycle.outcome, cycle.trigger, cardinality(cycle.reasons) AS reasons,
         (SELECT count(*)::int FROM backup WHERE cycle_id = cycle.id AND state = 'SUCCESS') AS good,
         (SELECT count(*)::int FROM event WHERE type = 'BACKUP_FINISHED'
           AND subject_id IN (SELECT id FROM backup WHERE cycle_id = cycle.id)) AS ends
       FROM cycle JOIN backup_schedule AS schedule ON schedule.id = schedule_id
       WHERE schedule.name LIKE '${this.of}-%'`,
    );
    expect(new Set(this.given).size).toBe(this.count);
    expect(cycles.map((each) => keyOf(each.schedule_id, each.planned_at)).toSorted()).toEqual(
      this.given.toSorted(),
    );
    expect(cycles.filter(({ ends }) => ends !== 1)).toEqual([]);
    expect(cycles.filter(({ outcome, good }) => outcome !== 'BACKED_UP' || good !== 1)).toEqual([]);
  }

  async openOnes(): Promise<number> {
    const [row] = await fleet.sql(
      `SELECT count(*)::int AS open FROM backup_schedule AS schedule WHERE name LIKE '${this.of}-%' AND (
         next_due_at < clock_timestamp()
         OR EXISTS (SELECT FROM cycle WHERE schedule_id = schedule.id AND outcome = 'OPEN'))`,
    );
    return Number(row?.open);
  }
}

const keyOf = (scheduleId: unknown, plannedAt: unknown) =>
  `${scheduleId} ${(plannedAt as Date).toISOString()}`;

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

describe('four workers of which one is killed again and again', () => {
  it('lose no due time and run none twice', { timeout: 100_000 }, async () => {
    for (let number = 0; number < 20; number += 1) await aSchedule(`killed-${number}`, ['shop']);
    await Promise.all([addWorker(), addWorker(), addWorker(), addWorker()]);
    const due = new DueTimes('killed', 100);
    let kills = 0;
    await runThrough(due, async () => {
      const [victim] = workers.splice(Math.floor(Math.random() * workers.length), 1);
      victim?.kill('SIGKILL');
      kills += 1;
      await addWorker();
    });
    expect(kills).toBeGreaterThan(2);
    await due.expectEachDoneOnce();
  });
});

describe('a PostgreSQL that crashes under load', () => {
  it('ends no process, and no due time is lost or run twice', { timeout: 100_000 }, async () => {
    for (let number = 0; number < 10; number += 1) await aSchedule(`crashed-${number}`, ['blog']);
    const due = new DueTimes('crashed', 30);
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
