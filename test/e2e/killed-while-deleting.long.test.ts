/** Workers that die while a cluster deletes a backup for them: real processes, killed before and after the cluster was told. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CreateBackupDocument,
  CreateBackupLocationDocument,
  CreateLocationConnectionDocument,
  DeleteBackupDocument,
  RegisterClusterDocument,
} from '../../src/client/generated/graphql.js';
import { installStork, type StorkStandIn } from '../stand-ins/stork/stork-stand-in.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Fleet } from '../support/fleet.js';
import type { RunningProcess } from '../support/processes.js';

const BUCKET = 'team-backups';
const PATIENCE = { timeout: 300_000, interval: 250 };

let database: TestDatabase;
let fleet: Fleet;
let worker: RunningProcess;
let stork: StorkStandIn;
let pair: { readonly clusterId: string; readonly locationId: string };
beforeAll(async () => {
  database = await createTestDatabase();
  fleet = await Fleet.prepare({ databaseUrl: database.url, namespaces: ['shop'] });
  stork = installStork(fleet.kubernetes.store);
  stork.buckets.make(BUCKET);
  await fleet.start('api');
  await fleet.setUp();
  const kubeconfig = fleet.kubernetes.kubeconfig();
  const cluster = { name: 'harbour', mode: 'FEDERATED' as const, kubeconfig };
  const clusterId = (await fleet.ask(RegisterClusterDocument, { input: cluster })).registerCluster.cluster.id;
  const s3 = { bucket: BUCKET, endpoint: 'https://store.example' };
  const location = { name: 'vault', access: 'WORKLOAD_IDENTITY' as const, s3 };
  const made = await fleet.ask(CreateBackupLocationDocument, { input: location });
  pair = { clusterId, locationId: made.createBackupLocation.backupLocation.id };
  const connected = await fleet.ask(CreateLocationConnectionDocument, { input: pair });
  expect(connected.createLocationConnection.locationConnection.state).toBe('VALID');
  worker = await fleet.start('worker');
});
afterAll(async () => {
  await fleet.stop();
  await database.drop();
});

async function aBackup(): Promise<string> {
  const { createBackup } = await fleet.ask(CreateBackupDocument, {
    input: { ...pair, namespaces: ['shop'] },
  });
  const { id } = createBackup.backup;
  expect(await fleet.ended(id)).toMatchObject({ state: 'SUCCESS' });
  return id;
}

const keysOf = (id: string) => stork.buckets.keys(BUCKET).filter((key) => key.includes(id));

describe.each([
  ['before it has told the cluster', 'PATCH'],
  ['as the cluster deletes it', 'DELETE'],
])('a worker that is killed %s', (_when, method) => {
  it('leaves a deletion that another process brings to its end without a sync', async () => {
    const id = await aBackup();
    const other = await aBackup();
    const { promise: reached, resolve: arrive } = Promise.withResolvers<void>();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    // What was sent arrives all the same.
    fleet.kubernetes.faults.add({
      match: new RegExp(`applicationbackups/holdfast-${id}`),
      method,
      times: 1,
      do: () => {
        arrive();
        return released;
      },
    });
    await fleet.ask(DeleteBackupDocument, { input: { id, confirmLastCopy: true } });
    await reached;
    worker.kill('SIGKILL');
    await worker.ended;
    release();
    if (method === 'DELETE') await expect.poll(() => keysOf(id), PATIENCE).toEqual([]);
    worker = await fleet.start('worker');
    await expect.poll(() => fleet.sql(`SELECT FROM backup WHERE id = '${id}'`), PATIENCE).toEqual([]);
    expect(keysOf(id)).toEqual([]);
    expect((await fleet.events(id)).filter(({ what }) => what === 'BACKUP_DELETED')).toHaveLength(1);
    expect(await fleet.backup(other)).toMatchObject({ state: 'SUCCESS' });
    expect(keysOf(other)).not.toEqual([]);
  });
});
