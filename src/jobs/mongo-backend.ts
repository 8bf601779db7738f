/** Agenda's jobs on MongoDB. Jobs are found by polling: notifications would need change streams, so a replica set. */
import { MongoBackend } from '@agendajs/mongo-backend';
import { type Collection, MongoClient, type MongoClientOptions, MongoServerError, ObjectId } from 'mongodb';
import type {
  ForgottenJobs,
  FurthestTimes,
  JobBackend,
  JobBackendOptions,
  JobBacklog,
} from './job-backend.js';
import { untilItAnswers } from './until-it-answers.js';

const COLLECTION = 'agendaJobs';
const AUTHENTICATION_FAILED = 18;
const DUPLICATE_KEY = 11_000;

/** What we read of Agenda's documents. */
interface JobDocument {
  readonly name: string;
  readonly type: string;
  readonly repeatInterval: string | null;
  readonly lockedAt: Date | null;
  readonly nextRunAt: Date | null;
  readonly lastRunAt: Date | null;
  readonly lastModifiedBy: string | null;
  readonly failedAt?: Date | null;
  readonly lastFinishedAt?: Date | null;
}

/** @throws DependencyFailure */
export async function openMongoJobs(options: JobBackendOptions): Promise<JobBackend> {
  const client = clientOf(options);
  const jobs = client.db().collection<JobDocument>(COLLECTION);
  try {
    await untilItAnswers({
      options,
      connect: async () => {
        await client.connect();
        await client.db().command({ ping: 1 });
      },
      isRefusal: (error) => error instanceof MongoServerError && error.code === AUTHENTICATION_FAILED,
    });
    await prepare(jobs);
  } catch (error) {
    await client.close();
    throw error;
  }
  const { repository } = new MongoBackend({
    mongo: client.db(),
    collection: COLLECTION,
    ensureIndex: false,
  });
  return {
    // Not the package's own object: that would make a collection for a log that nobody writes.
    agenda: {
      name: 'MongoDB',
      repository,
      ownsConnection: false,
      connect: () => repository.connect(),
      disconnect: async () => {},
    },
    prepare: () => prepare(jobs),
    freeAbandonedJobs: (living) => freeAbandonedJobs(jobs, living),
    freeUnstartedJobs: (worker) => freeUnstartedJobs(jobs, worker),
    freeForgottenJobs: (forgotten) => freeForgottenJobs(jobs, forgotten),
    bringForward: (times) => bringForward(jobs, times),
    repeating: () => repeating(jobs),
    backlog: () => backlog(jobs),
    isDuplicate: (error) => error instanceof MongoServerError && error.code === DUPLICATE_KEY,
    close: () => client.close(),
  };
}

function clientOf({ url, onError }: JobBackendOptions): MongoClient {
  const client = new MongoClient(url, ourChoices(url));
  client.on('error', (error) => onError(error, 'a connection of the job store was lost'));
  client.on('serverHeartbeatFailed', ({ failure }) =>
    onError(failure, 'the server of the job store does not answer'),
  );
  return client;
}

/** The driver would prefer these to what the address says: only what it does not say. */
function ourChoices(url: string): MongoClientOptions {
  const said = new URLSearchParams(url.replace(/^[^?]*/, ''));
  const choices = {
    appName: 'holdfast jobs',
    maxPoolSize: 10,
    serverSelectionTimeoutMS: 5_000,
    connectTimeoutMS: 10_000,
    socketTimeoutMS: 30_000,
  };
  return Object.fromEntries(Object.entries(choices).filter(([name]) => !said.has(name)));
}

/** The first is what Agenda looks by; the second makes one of many that ring for the same thing at the same moment win. */
async function prepare(jobs: Collection<JobDocument>): Promise<void> {
  await jobs.createIndex(
    { name: 1, nextRunAt: 1, priority: -1, lockedAt: 1, disabled: 1 },
    { name: 'findAndLockNextJobIndex' },
  );
  await jobs.createIndex({ name: 1, data: 1 }, { name: 'onceEach', unique: true });
}

async function freeAbandonedJobs(
  jobs: Collection<JobDocument>,
  living: () => Promise<readonly string[]>,
): Promise<number> {
  const owners = await jobs.distinct('lastModifiedBy', { lockedAt: { $ne: null } });
  const alive = new Set(await living());
  const dead = owners.filter((owner) => owner === null || !alive.has(owner));
  const ofDead = { lockedAt: { $ne: null }, lastModifiedBy: { $in: dead } };
  const now = new Date();
  const begun = await jobs.updateMany(
    // The second: begun and let go unfinished. Without a next time nobody would ever look at it.
    { nextRunAt: null, $or: [ofDead, { lockedAt: null }] },
    { $set: { lockedAt: null, nextRunAt: now } },
  );
  const others = await jobs.updateMany(ofDead, { $set: { lockedAt: null } });
  return begun.modifiedCount + others.modifiedCount;
}

async function freeUnstartedJobs(jobs: Collection<JobDocument>, worker: string): Promise<number> {
  const { modifiedCount } = await jobs.updateMany(
    {
      lastModifiedBy: worker,
      lockedAt: { $ne: null },
      $or: [{ lastRunAt: null }, { $expr: { $lt: ['$lastRunAt', '$lockedAt'] } }],
    },
    { $set: { lockedAt: null } },
  );
  return modifiedCount;
}

async function freeForgottenJobs(
  jobs: Collection<JobDocument>,
  { worker, running, olderThanMs }: ForgottenJobs,
): Promise<number> {
  const of = {
    lastModifiedBy: worker,
    lockedAt: { $lt: new Date(Date.now() - olderThanMs) },
    _id: { $nin: running.map((id) => new ObjectId(id)) },
  };
  const begun = await jobs.updateMany(
    { ...of, nextRunAt: null },
    { $set: { lockedAt: null, nextRunAt: new Date() } },
  );
  const others = await jobs.updateMany(of, { $set: { lockedAt: null } });
  return begun.modifiedCount + others.modifiedCount;
}

async function bringForward(
  jobs: Collection<JobDocument>,
  { now, intervals, slackMs }: FurthestTimes,
): Promise<number> {
  const beyond = (ms: number) => ({ nextRunAt: { $gt: new Date(now.getTime() + slackMs + ms) } });
  const { modifiedCount } = await jobs.updateMany(
    {
      $or: [
        { name: { $nin: [...intervals.keys()] }, ...beyond(0) },
        ...[...intervals].map(([name, ms]) => ({ name, ...beyond(ms) })),
      ],
    },
    { $set: { nextRunAt: now } },
  );
  return modifiedCount;
}

async function repeating(jobs: Collection<JobDocument>): Promise<ReadonlyMap<string, string>> {
  const found = await jobs.find({ type: 'single' }).toArray();
  return new Map(found.map(({ name, repeatInterval }) => [name, repeatInterval ?? '']));
}

async function backlog(jobs: Collection<JobDocument>): Promise<readonly JobBacklog[]> {
  const free = { $eq: [{ $ifNull: ['$lockedAt', null] }, null] };
  const hasTime = { $ne: [{ $ifNull: ['$nextRunAt', null] }, null] };
  const due = { $and: [free, hasTime, { $lte: ['$nextRunAt', '$$NOW'] }] };
  const counted = (condition: object) => ({ $sum: { $cond: [condition, 1, 0] } });
  const failedLast = { $and: [{ $gt: ['$failedAt', null] }, { $gte: ['$failedAt', '$lastFinishedAt'] }] };
  const found = await jobs
    .aggregate<JobBacklog & { readonly _id: string; readonly oldestMs: number | null }>([
      {
        $group: {
          _id: '$name',
          waiting: counted(due),
          running: counted({ $not: [free] }),
          scheduled: counted({ $and: [free, { $gt: ['$nextRunAt', '$$NOW'] }] }),
          failed: counted(failedLast),
          oldestMs: { $max: { $cond: [due, { $subtract: ['$$NOW', '$nextRunAt'] }, 0] } },
        },
      },
      { $sort: { _id: 1 } },
    ])
    .toArray();
  return found.map(({ _id: name, waiting, running, scheduled, failed, oldestMs }) => ({
    ...{ name, waiting, running, scheduled, failed },
    oldestSeconds: Math.max(0, Number(oldestMs ?? 0)) / 1_000,
  }));
}
