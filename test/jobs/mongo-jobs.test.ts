import { randomBytes, randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { afterAll, describe, expect, it } from 'vitest';
import { JobStore } from '../../src/jobs/job-store.js';
import { openMongoJobs } from '../../src/jobs/mongo-backend.js';
import { type JobDatabase, jobStoreContract } from '../contract/job-store-contract.js';
import { silentLog } from '../support/silent-log.js';

/** A server whose databases called `holdfast_test_…` we may make and drop. */
const SERVER = process.env.TEST_MONGODB_URL;
const clients: MongoClient[] = [];

afterAll(() => Promise.all(clients.map((client) => client.close())));

if (SERVER === undefined) {
  process.stderr.write(
    '\n*** NOT RUN: the contract of the job store on MongoDB. Set TEST_MONGODB_URL to the address of a server (mongodb://127.0.0.1:27017), or run .ci/run. ***\n\n',
  );
} else {
  jobStoreContract('MongoDB', () => emptyDatabase(SERVER));

  it('of many rings at the same moment one wins', async () => {
    const database = await emptyDatabase(SERVER);
    const stores = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        JobStore.open({ url: database.url, name: `ringer ${index}`, log: silentLog }),
      ),
    );
    try {
      const backupId = randomUUID();
      const rings = stores.flatMap((store) => Array.from({ length: 20 }, () => store.runBackup(backupId)));
      await Promise.all(rings);
      expect(await database.jobs()).toHaveLength(1);
    } finally {
      await Promise.all(stores.map((store) => store.close()));
      await database.drop();
    }
  });
}

async function emptyDatabase(server: string): Promise<JobDatabase> {
  const address = new URL(server);
  address.pathname = `/holdfast_test_${randomBytes(6).toString('hex')}`;
  // One server, also when it belongs to a set: the set would send us past the proxy.
  address.searchParams.set('directConnection', 'true');
  const url = address.href;
  const client = await new MongoClient(url, { serverSelectionTimeoutMS: 5_000 }).connect();
  clients.push(client);
  const jobs = client.db().collection('agendaJobs');
  return {
    url,
    server: { host: address.hostname, port: Number(address.port || '27017') },
    urlAt: (port) => Object.assign(new URL(url), { port: String(port) }).href,
    async jobs() {
      const documents = await jobs.find().sort({ name: 1 }).toArray();
      return documents.map(({ name, data, repeatInterval, lockedAt, nextRunAt }) => ({
        name: name as string,
        data: data as unknown,
        interval: (repeatInterval as string | null) ?? null,
        locked: lockedAt !== null,
        due: nextRunAt instanceof Date && nextRunAt.getTime() <= Date.now(),
      }));
    },
    async insert(name, data) {
      await jobs.insertOne({
        name,
        data,
        type: 'normal',
        priority: 0,
        nextRunAt: new Date(),
        lockedAt: null,
      });
    },
    async mark(change) {
      const now = new Date();
      await jobs.updateMany(
        {},
        {
          $set:
            change === 'LET_GO'
              ? { lockedAt: null, nextRunAt: null }
              : {
                  lockedAt: now,
                  lastModifiedBy: change.lockedBy,
                  ...(change.begun && { lastRunAt: now, nextRunAt: null }),
                },
        },
      );
    },
    async putOff(ms) {
      await jobs.updateMany({}, { $set: { nextRunAt: new Date(Date.now() + ms) } });
    },
    async wipe() {
      await client.db().dropDatabase();
    },
    async drop() {
      await client.db().dropDatabase();
    },
  };
}

describe('a MongoDB that does not answer', () => {
  it('is an error that names the server and not the password', async () => {
    const url = 'mongodb://someone:hunter2@127.0.0.1:1/jobs?serverSelectionTimeoutMS=100';
    const opening = openMongoJobs({ url, onError: () => undefined, patienceMs: 300 });
    await expect(opening).rejects.toMatchObject({
      code: 'DEPENDENCY_FAILURE',
      message: expect.stringMatching(/^The job store at mongodb:\/\/127\.0\.0\.1:1\/jobs cannot be used: /),
    });
    await expect(opening).rejects.not.toThrow(/hunter2/);
  });
});
