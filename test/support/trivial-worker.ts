/**
 * A worker as it is in production, but for its cluster and its engine, which answer at once from memory: what is left is
 * the scheduler, the job store, the database and the manifest in the location.
 */

import { randomUUID } from 'node:crypto';
import { KubeVirtMachines } from '../../src/clusters/virtual-machines.js';
import { PreconditionLooks } from '../../src/cycle/check-preconditions.js';
import type { RestoreWorld } from '../../src/cycle/restore/restore-attempt.js';
import type { CycleWorld } from '../../src/cycle/world.js';
import { createDataSource } from '../../src/db/data-source.js';
import { PostgresClock } from '../../src/db/database-clock.js';
import { PostgresUnitOfWork } from '../../src/db/unit-of-work.js';
import { KEY_BYTES, KeyRing } from '../../src/db/vault/key-ring.js';
import { PostgresWorkerRegistry } from '../../src/db/worker-registry.js';
import { DirectMachineReader } from '../../src/engines/direct/machines/machine-reader.js';
import { EnginesByMode } from '../../src/engines/engines-by-mode.js';
import { VeleroImporter } from '../../src/engines/velero/velero-importer.js';
import { makeHandlers } from '../../src/jobs/handlers.js';
import { JobStore } from '../../src/jobs/job-store.js';
import { Worker } from '../../src/jobs/worker.js';
import { FilesystemLocations } from '../../src/locations/filesystem-locations.js';
import { LocationsByKind } from '../../src/locations/locations-by-kind.js';
import { AlertReminders } from '../../src/services/alert-reminders.js';
import { AlertSnooze } from '../../src/services/alert-snooze.js';
import { BackupDeletion } from '../../src/services/backup-deletion.js';
import { ClusterProber } from '../../src/services/cluster-prober.js';
import { ConnectionProber } from '../../src/services/connection-prober.js';
import { DigestService } from '../../src/services/digest-service.js';
import { DirectoryRefresh } from '../../src/services/directory-refresh.js';
import { DueCycles } from '../../src/services/due-cycles.js';
import { DueTimesAhead } from '../../src/services/due-times-ahead.js';
import { Housekeeping } from '../../src/services/housekeeping.js';
import { LeftInstructions } from '../../src/services/left-instructions.js';
import { LocationProber } from '../../src/services/location-prober.js';
import { MailRound } from '../../src/services/mail-round.js';
import { Outbox } from '../../src/services/outbox.js';
import { ScheduleRetention } from '../../src/services/schedule-retention.js';
import { SyncRun } from '../../src/services/sync-run.js';
import { VerificationService } from '../../src/services/verification-service.js';
import { CronerTimetable } from '../../src/timetables/croner-timetable.js';
import { noStork } from '../fakes/no-stork.js';
import { silentLog as log } from './silent-log.js';
import {
  trivialCipher,
  trivialClusters,
  trivialEngine,
  trivialFederation,
  trivialRestoreEngine,
} from './trivial-parts.js';

export interface TrivialWorkerSettings {
  readonly databaseUrl: string;
  /** The folder below which the location lies. */
  readonly locations: string;
  readonly concurrentBackups: number;
  readonly leaseMs: number;
  readonly maxAttempts: number;
}

const POOL = 10;
const SWEEPS_PER_LEASE = 4;
const LONGEST_SWEEP_MS = 15_000;
const HOUR_MS = 3_600_000;

const {
  databaseUrl,
  locations: locationParent,
  concurrentBackups,
  leaseMs,
  maxAttempts,
} = JSON.parse(process.argv[2] ?? '') as TrivialWorkerSettings;

const clock = { now: () => new Date() };
const name = `trivial:${process.pid}:${randomUUID().slice(0, 8)}`;
const dataSource = await createDataSource({ url: databaseUrl, poolSize: POOL, applicationName: name, log });
const work = new PostgresUnitOfWork(dataSource, new KeyRing(Buffer.alloc(KEY_BYTES)));
const bell = await JobStore.open({ url: databaseUrl, name, log });
const locations = new LocationsByKind({
  folders: new FilesystemLocations({ parents: [locationParent], clock }),
  buckets: () => Promise.reject(new Error('a trivial worker has folders only')),
});
const clusters = trivialClusters();
const timetable = new CronerTimetable();
const retention = new ScheduleRetention({
  work,
  bell,
  clock,
  databaseClock: new PostgresClock(dataSource),
  log,
});
const ahead = new DueTimesAhead({ work, timetable, clock, log });
const outbox = new Outbox({ work, clock, log });
const world: CycleWorld & RestoreWorld = {
  work,
  clusters,
  locations,
  looks: new PreconditionLooks(),
  lookAtConnection: () => Promise.reject(new Error('a trivial worker has no connections')),
  engine: trivialEngine(),
  engines: new EnginesByMode({ direct: trivialEngine() }),
  machines: new KubeVirtMachines(clusters),
  machineReader: new DirectMachineReader(clusters),
  importer: new VeleroImporter(),
  restoreEngine: trivialRestoreEngine(),
  cipher: trivialCipher(),
  bell,
  clock,
  log,
  settings: { worker: name, leaseMs, maxAttempts, progressMs: 1_000, guestWaitMs: 0, version: 'trivial' },
};
const handlers = makeHandlers({
  world,
  bell,
  dueCycles: new DueCycles({ work, timetable, ahead, bell, clock, log }),
  retention,
  deletion: new BackupDeletion({
    work,
    locations,
    engine: trivialEngine(),
    engines: new EnginesByMode({ direct: trivialEngine() }),
    clock,
    log,
    settings: { leaseMs },
  }),
  housekeeping: new Housekeeping({
    snapshots: { run: async () => undefined },
    work,
    locations,
    ahead,
    retention,
    outbox,
    audit: { forgetOld: async () => 0 },
    stateHistory: { forgetOld: async () => 0 },
    syncs: { forgetOld: async () => 0 },
    clock,
    log,
  }),
  leftInstructions: new LeftInstructions({
    work,
    engines: new EnginesByMode({ direct: trivialEngine() }),
    log,
  }),
  outbox,
  mails: new MailRound({ work, mailer: undefined, clock, log, worker: name }),
  digests: new DigestService({ work, timetable, clock }),
  directory: new DirectoryRefresh({ work, clock, log, everyMs: HOUR_MS }),
  clusterProber: new ClusterProber({
    stork: noStork,
    work,
    clusters,
    machines: { look: async () => {} },
    connections: { lookAfterAbsence: async () => {} },
    clock,
    log,
  }),
  connectionProber: new ConnectionProber({ work, federated: trivialFederation, clock, log }),
  syncs: new SyncRun({
    work,
    federated: trivialFederation,
    clock,
    log,
    settings: { worker: name, leaseMs, maxAttempts, progressMs: 1_000 },
  }),
  locationProber: new LocationProber({ work, locations, clock, log }),
  snooze: new AlertSnooze({ work, clock, log }),
  verifications: new VerificationService({ world, everyDays: 0 }),
  reminders: new AlertReminders({ work, clock, log, afterMs: 0 }),
  discoveryRounds: { run: async () => undefined, tend: async () => 0 },
  renewals: { run: async () => 0 },
});
const worker = new Worker({
  store: bell,
  registry: new PostgresWorkerRegistry(dataSource),
  record: { id: randomUUID(), name, host: 'trivial', pid: process.pid, roles: ['worker'] },
  handlers,
  rhythm: {
    dueMs: 1_000,
    sweepMs: Math.min(LONGEST_SWEEP_MS, Math.ceil(leaseMs / SWEEPS_PER_LEASE)),
    probeMs: HOUR_MS,
    housekeepingMs: HOUR_MS,
    alertsMs: HOUR_MS,
    deliverMs: 2_000,
    digestMs: 30_000,
    verifyMs: HOUR_MS,
    peopleMs: HOUR_MS,
    discoveryMs: HOUR_MS,
  },
  concurrentBackups,
  silentMs: leaseMs,
  log,
});
await worker.start();
process.once('SIGTERM', async () => {
  await worker.stop(1_000);
  await bell.close();
  await dataSource.destroy();
});
process.stdout.write('the worker is up\n');
