import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Fleet } from '../support/fleet.js';
import { holdWrite } from '../support/held-write.js';
import type { RunningProcess } from '../support/processes.js';

let database: TestDatabase;
let fleet: Fleet;
const workers = new Map<number, RunningProcess>();

beforeAll(async () => {
  database = await createTestDatabase();
  fleet = await Fleet.prepare({ databaseUrl: database.url });
  await fleet.start('api');
  await fleet.setUp();
  await addWorker();
});
afterEach(async () => {
  fleet.kubernetes.faults.clear();
});
afterAll(async () => {
  await fleet.stop();
  await database.drop();
});

async function addWorker(): Promise<RunningProcess> {
  const worker = await fleet.start('worker');
  workers.set(worker.pid, worker);
  return worker;
}

/** The process that holds the lease of a backup, as soon as one does: what the cluster was asked may have been asked by another, for another reason. */
function holderOf(backupId: string): Promise<RunningProcess> {
  return vi.waitFor(
    async () => {
      const [row] = await fleet.sql(`SELECT lease_owner FROM backup WHERE id = '${backupId}'`);
      const holder = workers.get(Number(String(row?.lease_owner).split(':')[1]));
      if (!holder) throw new Error(`No worker of this test holds the backup but ${row?.lease_owner}.`);
      return holder;
    },
    { timeout: 60_000, interval: 50 },
  );
}

async function kill(worker: RunningProcess): Promise<void> {
  worker.kill('SIGKILL');
  await worker.ended;
  workers.delete(worker.pid);
}

/**
 * A backup that another process took over and that ended well. A busy machine can let a lease of two seconds run out
 * under a live worker as well, so the number of attempts has a floor only.
 */
async function endedByAnother(id: string) {
  const backup = await fleet.ended(id);
  expect(backup.state).toBe('SUCCESS');
  expect(backup.attempt).toBeGreaterThanOrEqual(2);
  return backup;
}

/** A backup ends once: one verdict, one manifest, and the files of the attempt that the manifest names. */
async function expectOneEnd(id: string, attempt: number): Promise<void> {
  const events = await fleet.events(id);
  expect(events.filter(({ what }) => what === 'BACKUP_FINISHED')).toEqual([
    { what: 'BACKUP_FINISHED', attempt },
  ]);
  const manifest = await fleet.manifest(id);
  expect(manifest?.backup.state).toBe('SUCCESS');
  // What an attempt before left behind is cleared away after the record.
  const data = async () => (await fleet.files(id)).filter((file) => !file.endsWith('manifest.json'));
  await expect
    .poll(async () => (await data()).filter((file) => !file.includes(`/${manifest?.backup.attempt}/`)), {
      timeout: 10_000,
    })
    .toEqual([]);
  expect((await data()).length).toBeGreaterThan(0);
}

describe.each(['PLAN', 'VOLUMES', 'RESOURCES'] as const)('a worker that is killed in %s', (stage) => {
  it('is taken over by another process, and the backup ends well, once', async () => {
    const held = fleet.holdIn(stage);
    const id = await fleet.request('shop', 'blog');
    await held.reached;
    const successor = await addWorker();
    await kill(await holderOf(id));
    held.release();
    const backup = await endedByAnother(id);
    expect(backup.includedNamespaces).toEqual(['blog', 'shop']);
    expect(workers.has(successor.pid)).toBe(true);
    await expectOneEnd(id, backup.attempt);
    expect(await fleet.isIntact(id)).toBe(true);
  });
});

describe('a worker that is killed after the manifest appeared and before anything was recorded', () => {
  it('leaves a backup that another process adopts as it is', async () => {
    const record = await holdWrite(
      database,
      'backup',
      "OLD.state = 'IN_PROGRESS' AND NEW.state <> 'IN_PROGRESS'",
    );
    const id = await fleet.request('shop', 'blog');
    await record.reached();
    expect(await fleet.manifest(id)).toBeDefined();
    expect((await fleet.backup(id)).state).toBe('IN_PROGRESS');
    await addWorker();
    await kill(await holderOf(id));
    await record.release();
    await record.remove();
    const backup = await endedByAnother(id);
    expect(backup.includedNamespaces).toEqual(['blog', 'shop']);
    expect((await fleet.manifest(id))?.backup.attempt).toBe(1);
    await expectOneEnd(id, backup.attempt);
    expect(await fleet.isIntact(id)).toBe(true);
  });
});

describe.each(['VOLUMES', 'RESOURCES'] as const)('a worker that is frozen in %s past its lease', (stage) => {
  it('is taken over, and writes nothing more when it wakes', async () => {
    const held = fleet.holdIn(stage);
    const id = await fleet.request('shop');
    await held.reached;
    const frozen = await holderOf(id);
    frozen.kill('SIGSTOP');
    await addWorker();
    held.release();
    const { attempt } = await endedByAnother(id);
    const before = await traces(id);
    frozen.kill('SIGCONT');
    await frozen.logged(/another worker has this backup now/);
    expect(await traces(id)).toEqual(before);
    await expectOneEnd(id, attempt);
    await kill(frozen);
  });
});

describe('a worker that is frozen in the middle of a transaction', () => {
  it('keeps nobody from taking its backup over, and writes nothing more when it wakes', async () => {
    const write = await holdWrite(database, 'backup', "OLD.stage = 'PLAN' AND NEW.stage = 'VOLUMES'");
    const id = await fleet.request('shop');
    await write.reached();
    const frozen = await holderOf(id);
    frozen.kill('SIGSTOP');
    await addWorker();
    await write.release();
    const { attempt } = await endedByAnother(id);
    const before = await traces(id);
    frozen.kill('SIGCONT');
    await frozen.logged(/another worker has this backup now/);
    expect(await traces(id)).toEqual(before);
    await expectOneEnd(id, attempt);
    await write.remove();
    await kill(frozen);
  });
});

async function traces(id: string) {
  return {
    backup: await fleet.backup(id),
    events: await fleet.sql(`SELECT * FROM event WHERE subject_id = '${id}' ORDER BY id`),
    files: await fleet.files(id),
  };
}
