/** Workers that die while they delete a backup or read one back: real processes, killed in each step. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  BackupVerificationDocument,
  DeleteBackupDocument,
  VerifyBackupDocument,
} from '../../src/client/generated/graphql.js';
import { DELETION_STEPS } from '../../src/domain/deletion.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Fleet } from '../support/fleet.js';
import { type HeldWrite, holdWrite } from '../support/held-write.js';
import type { RunningProcess } from '../support/processes.js';

let database: TestDatabase;
let fleet: Fleet;
let worker: RunningProcess;
beforeAll(async () => {
  database = await createTestDatabase();
  fleet = await Fleet.prepare({ databaseUrl: database.url, namespaces: ['shop'] });
  await fleet.start('api');
  await fleet.setUp();
  worker = await fleet.start('worker');
});
afterAll(async () => {
  await fleet.stop();
  await database.drop();
});

async function aBackup(): Promise<string> {
  const id = await fleet.request('shop');
  expect(await fleet.ended(id)).toMatchObject({ state: 'SUCCESS' });
  return id;
}

/** The only worker dies where its write waits, and another one starts. */
async function dieAt(held: HeldWrite): Promise<void> {
  await held.reached();
  worker.kill('SIGKILL');
  await worker.ended;
  await held.release();
  await held.remove();
  worker = await fleet.start('worker');
}

const isGone = (id: string) =>
  vi.waitFor(async () => expect(await fleet.sql(`SELECT FROM backup WHERE id = '${id}'`)).toEqual([]), {
    timeout: 40_000,
    interval: 100,
  });

/** A step without work is not entered: of these backups no volume was snapshotted. */
const ENTERED = DELETION_STEPS.filter((step) => step !== 'SNAPSHOTS');

describe.each(ENTERED)('a worker that is killed as it enters the step %s of a deletion', (step) => {
  it('leaves a deletion that another process brings to its end, and nothing of the backup', async () => {
    const id = await aBackup();
    const other = await aBackup();
    const held = await holdWrite(
      database,
      'backup',
      `NEW.deletion_step = '${step}' AND OLD.deletion_step IS DISTINCT FROM '${step}'`,
    );
    await fleet.ask(DeleteBackupDocument, { input: { id, confirmLastCopy: true } });
    await dieAt(held);
    await isGone(id);
    expect(await fleet.files(id)).toEqual([]);
    const told = (await fleet.events(id)).filter(({ what }) => what === 'BACKUP_DELETED');
    expect(told).toHaveLength(1);
    expect(await fleet.isIntact(other)).toBe(true);
  });
});

describe.each([
  ['as it takes the work up', 'NEW.attempt = 1 AND OLD.attempt = 0'],
  ['before what it found is written', "OLD.state = 'IN_PROGRESS' AND NEW.state <> 'IN_PROGRESS'"],
])('a worker that is killed %s while it reads a backup back', (_when, condition) => {
  it('is taken over by another process, which says what it found itself', async () => {
    const id = await aBackup();
    const held = await holdWrite(database, 'backup_verification', condition);
    await fleet.ask(VerifyBackupDocument, { input: { id } });
    await dieAt(held);
    const last = async () => (await fleet.ask(BackupVerificationDocument, { id })).backup?.lastVerification;
    await expect.poll(async () => (await last())?.state, { timeout: 40_000 }).toBe('INTACT');
    expect((await fleet.backup(id)).state).toBe('SUCCESS');
    const told = (await fleet.events(id)).filter(({ what }) => what === 'BACKUP_VERIFIED');
    expect(told).toHaveLength(1);
  });
});
