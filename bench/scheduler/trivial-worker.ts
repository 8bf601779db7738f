/**
 * A worker as it is in production, but for its cluster and its engine, which answer at once from memory: what is left is
 * the scheduler, the job store, the database and the manifest in the location.
 */
import { randomUUID } from 'node:crypto';
import type { CycleWorld } from '../../src/cycle/world.js';
import { createDataSource } from '../../src/db/data-source.js';
import { PostgresUnitOfWork } from '../../src/db/unit-of-work.js';
import { KeyRing } from '../../src/db/vault/key-ring.js';
import { PostgresWorkerRegistry } from '../../src/db/worker-registry.js';
import { makeHandlers } from '../../src/jobs/handlers.js';
import { JobStore } from '../../src/jobs/job-store.js';
import { Worker } from '../../src/jobs/worker.js';
import { FilesystemLocations } from '../../src/locations/filesystem-locations.js';
import { BackupDeletion } from '../../src/services/backup-deletion.js';
import { ClusterProber } from '../../src/services/cluster-prober.js';
import { DigestService } from '../../src/services/digest-service.js';
import { DueCycles } from '../../src/services/due-cycles.js';
import { DueTimesAhead } from '../../src/services/due-times-ahead.js';
import { Housekeeping } from '../../src/services/housekeeping.js';
import { LocationProber } from '../../src/services/location-prober.js';
import { MailRound } from '../../src/services/mail-round.js';
import { Outbox } from '../../src/services/outbox.js';
import { ScheduleRetention } from '../../src/services/schedule-retention.js';
import { CronerTimetable } from '../../src/timetables/croner-timetable.js';
import { silentLog as log } from '../../test/support/silent-log.js';
import { trivialClusters, trivialEngine } from './trivial-parts.js';

const [databaseUrl = '', locationParent = '', secretKey = '', concurrentBackups = '2'] =
  process.argv.slice(2);
const POOL = 10;
const LEASE_MS = 60_000;

const clock = { now: () => new Date() };
const name = `bench:${process.pid}:${randomUUID().slice(0, 8)}`;
const dataSource = await createDataSource({ url: databaseUrl, poolSize: POOL, applicationName: name, log });
const work = new PostgresUnitOfWork(dataSource, new KeyRing(Buffer.from(secretKey, 'base64')));
const bell = await JobStore.open({ url: databaseUrl, name, log });
const locations = new FilesystemLocations({ parents: [locationParent], clock });
const clusters = trivialClusters();
const timetable = new CronerTimetable();
const retention = new ScheduleRetention({ work, bell, clock, log });
const ahead = new DueTimesAhead({ work, timetable, clock, log });
const outbox = new Outbox({ work, clock, log });
const world: CycleWorld = {
  work,
  clusters,
  locations,
  engine: trivialEngine(),
  bell,
  clock,
  log,
  settings: { worker: name, leaseMs: LEASE_MS, maxAttempts: 1, progressMs: 1_000, version: 'bench' },
};
const handlers = makeHandlers({
  world,
  bell,
  dueCycles: new DueCycles({ work, timetable, ahead, bell, clock, log }),
  retention,
  deletion: new BackupDeletion({ work, locations, log }),
  housekeeping: new Housekeeping({ work, locations, ahead, retention, outbox, clock, log }),
  outbox,
  mails: new MailRound({ work, mailer: undefined, clock, log, worker: name }),
  digests: new DigestService({ work, timetable, clock }),
  clusterProber: new ClusterProber({ work, clusters, clock, log }),
  locationProber: new LocationProber({ work, locations, clock, log }),
});
const worker = new Worker({
  store: bell,
  registry: new PostgresWorkerRegistry(dataSource),
  record: { id: randomUUID(), name, host: 'bench', pid: process.pid, roles: ['worker'] },
  handlers,
  rhythm: {
    dueMs: 1_000,
    sweepMs: 15_000,
    probeMs: 3_600_000,
    housekeepingMs: 3_600_000,
    deliverMs: 2_000,
    digestMs: 30_000,
  },
  concurrentBackups: Number(concurrentBackups),
  silentMs: LEASE_MS,
  log,
});
await worker.start();
process.once('SIGTERM', async () => {
  await worker.stop(1_000);
  await bell.close();
  await dataSource.destroy();
});
console.log('the worker is up');
