import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  CancelRestoreDocument,
  CreateRestoreDocument,
  RestoreDocument,
  type RestoreFieldsFragment,
} from '../../src/client/generated/graphql.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Fleet } from '../support/fleet.js';
import type { RunningProcess } from '../support/processes.js';

let database: TestDatabase;
let fleet: Fleet;
let backupId: string;
const workers = new Map<number, RunningProcess>();

beforeAll(async () => {
  database = await createTestDatabase();
  fleet = await Fleet.prepare({ databaseUrl: database.url, namespaces: ['shop'] });
  await fleet.start('api');
  await fleet.setUp();
  await addWorker();
  backupId = await fleet.request('shop');
  expect(await fleet.ended(backupId)).toMatchObject({ state: 'SUCCESS' });
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

async function holderOf(restoreId: string): Promise<RunningProcess> {
  const [row] = await fleet.sql(`SELECT lease_owner FROM restore WHERE id = '${restoreId}'`);
  const holder = workers.get(Number(String(row?.lease_owner).split(':')[1]));
  if (!holder) throw new Error(`No worker of this test holds the restore but ${row?.lease_owner}.`);
  return holder;
}

async function begin(target: string): Promise<string> {
  const input = {
    backupId,
    scope: { namespaces: ['shop'] },
    namespaceMapping: [{ from: 'shop', to: target }],
  };
  return (await fleet.ask(CreateRestoreDocument, { input })).createRestore.restore.id;
}

function ended(id: string): Promise<RestoreFieldsFragment> {
  return vi.waitFor(
    async () => {
      const { restore } = await fleet.ask(RestoreDocument, { id });
      expect(restore?.state).not.toBe('IN_PROGRESS');
      return restore!;
    },
    { timeout: 40_000, interval: 50 },
  );
}

/** Resolves with the next renewal of the lease. */
async function renewed(id: string): Promise<void> {
  const leaseUntil = async () => {
    const [row] = await fleet.sql(`SELECT lease_until::text AS until FROM restore WHERE id = '${id}'`);
    return row?.until;
  };
  const before = await leaseUntil();
  await vi.waitFor(async () => expect(await leaseUntil()).not.toBe(before), {
    timeout: 10_000,
    interval: 20,
  });
}

/** Holds the first write of a Deployment in the namespace, as it comes to the cluster, until `release`. */
function holdDeployment(namespace: string) {
  const { promise: reached, resolve: arrive } = Promise.withResolvers<void>();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  fleet.kubernetes.faults.add({
    match: new RegExp(`/namespaces/${namespace}/deployments`),
    times: 1,
    do: async () => {
      arrive();
      await released;
    },
  });
  return { reached, release };
}

const THERE = ['configmaps settings', 'secrets credentials', 'services web', 'deployments.apps web'];

function isThere(namespace: string): readonly string[] {
  return THERE.filter((each) => {
    const [resource = '', name = ''] = each.split(' ');
    return fleet.kubernetes.store.get(resource, name, namespace) !== undefined;
  });
}

describe('a worker that is killed in the middle of a restore', () => {
  it('is taken over by another process: all of it is there, and what was there already was not made twice', async () => {
    const held = holdDeployment('shop-copy');
    const id = await begin('shop-copy');
    await held.reached;
    const successor = await addWorker();
    const killed = await holderOf(id);
    killed.kill('SIGKILL');
    await killed.ended;
    workers.delete(killed.pid);
    held.release();
    const restore = await ended(id);
    expect(restore).toMatchObject({ state: 'SUCCESS', stateReason: null });
    // At least the one that was killed and its successor: a busy machine can let the lease of a live one run out as well.
    expect(restore.attempt).toBeGreaterThanOrEqual(2);
    expect(restore.progress.counts.unchanged).toBeGreaterThan(0);
    expect(restore.progress.counts.failed).toBe(0);
    expect(isThere('shop-copy')).toEqual(THERE);
    expect(workers.has(successor.pid)).toBe(true);
    const ends = (await fleet.events(id)).filter(({ what }) => what === 'RESTORE_FINISHED');
    expect(ends).toEqual([{ what: 'RESTORE_FINISHED', attempt: restore.attempt }]);
  });
});

describe('a restore that is cancelled while it runs', () => {
  it('ends in Failure, says so, and leaves what it had made', async () => {
    const held = holdDeployment('shop-half');
    const id = await begin('shop-half');
    await held.reached;
    await fleet.ask(CancelRestoreDocument, { input: { id } });
    // What is under way is not cut off: it is let go when the worker has heard that it is to stop.
    await renewed(id);
    await renewed(id);
    held.release();
    expect(await ended(id)).toMatchObject({ state: 'FAILURE', stateReason: 'CANCELLED' });
    expect(isThere('shop-half')).toContain('configmaps settings');
  });
});
