/** The one place that builds adapters and services and hands them to each other. */
import { readFileSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import { KubernetesClusterGateway } from './clusters/cluster-gateway.js';
import { AllowListKubeconfigReader } from './clusters/kubeconfig.js';
import { rbacManifest } from './clusters/rbac-manifest.js';
import type { CycleSettings, CycleWorld } from './cycle/world.js';
import { PostgresClock } from './db/database-clock.js';
import { translating } from './db/stores/stores-on.js';
import { PostgresUnitOfWork } from './db/unit-of-work.js';
import { PostgresCredentialVault } from './db/vault/credential-vault.js';
import type { KeyRing } from './db/vault/key-ring.js';
import type { Clock } from './domain/ports/clock.js';
import type { DatabaseClock } from './domain/ports/database-clock.js';
import type { JobBell } from './domain/ports/job-bell.js';
import type { Log } from './domain/ports/log.js';
import { DirectEngine } from './engines/direct/direct-engine.js';
import { makeHandlers } from './jobs/handlers.js';
import type { JobHandlers } from './jobs/job-catalogue.js';
import type { FileOperations } from './locations/file-operations.js';
import { FilesystemLocations } from './locations/filesystem-locations.js';
import { AlertService } from './services/alert-service.js';
import { BackupDeletion } from './services/backup-deletion.js';
import { BackupLocationService } from './services/backup-location-service.js';
import { BackupService } from './services/backup-service.js';
import { ClusterProber } from './services/cluster-prober.js';
import { ClusterService } from './services/cluster-service.js';
import { DueCycles } from './services/due-cycles.js';
import { DueTimesAhead } from './services/due-times-ahead.js';
import { Housekeeping } from './services/housekeeping.js';
import { IdentityService } from './services/identity-service.js';
import { LocationProber } from './services/location-prober.js';
import { Rescan } from './services/rescan.js';
import { ScheduleNamespaces } from './services/schedule-namespaces.js';
import { ScheduleRetention } from './services/schedule-retention.js';
import { ScheduleService } from './services/schedule-service.js';
import { StateMatrixService } from './services/state-matrix-service.js';
import { CronerTimetable } from './timetables/croner-timetable.js';

export const systemClock: Clock = { now: () => new Date() };

/** The version in package.json, which lies beside both src/ and dist/. */
export const VERSION: string = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
).version;

export interface Composition {
  readonly dataSource: DataSource;
  readonly keyRing: KeyRing;
  readonly bell: JobBell;
  readonly log: Log;
  readonly clock?: Clock;
  /** Absent: that of the data source. */
  readonly databaseClock?: DatabaseClock;
  /** Folders below which locations may lie. */
  readonly locationParents: readonly string[];
  readonly settings: Omit<CycleSettings, 'version'>;
  /** What folders are written with; the operating system's when absent. */
  readonly files?: FileOperations;
}

/** Everything that both the API and the worker stand on. */
export interface Product {
  readonly services: {
    readonly clusters: ClusterService;
    readonly locations: BackupLocationService;
    readonly rescan: Rescan;
    readonly backups: BackupService;
    readonly schedules: ScheduleService;
    readonly scheduleNamespaces: ScheduleNamespaces;
    readonly retention: ScheduleRetention;
    readonly alerts: AlertService;
    readonly identity: IdentityService;
    readonly stateMatrix: StateMatrixService;
  };
  readonly world: CycleWorld;
  readonly handlers: JobHandlers;
  /** Aborts every call to every cluster. */
  close(): Promise<void>;
}

export function compose(parts: Composition): Product {
  const { dataSource, keyRing, bell, log, clock = systemClock, locationParents } = parts;
  const databaseClock = parts.databaseClock ?? new PostgresClock(dataSource);
  const work = new PostgresUnitOfWork(dataSource, keyRing);
  const vault = translating(new PostgresCredentialVault(dataSource.manager, keyRing));
  const clusters = new KubernetesClusterGateway({ vault, clock, log, version: VERSION });
  const locations = new FilesystemLocations({
    parents: locationParents,
    clock,
    ...(parts.files && { files: parts.files }),
  });
  const engine = new DirectEngine({ clusters, clock, log });
  const kubeconfigs = new AllowListKubeconfigReader();
  const clusterProber = new ClusterProber({ work, clusters, clock, log });
  const locationProber = new LocationProber({ work, locations, clock, log });
  const deletion = new BackupDeletion({ work, locations, log });
  const timetable = new CronerTimetable();
  const retention = new ScheduleRetention({ work, bell, clock, databaseClock, log });
  const ahead = new DueTimesAhead({ work, timetable, clock, log });
  const dueCycles = new DueCycles({ work, timetable, ahead, bell, clock, log });
  const housekeeping = new Housekeeping({ work, locations, ahead, retention, clock, log });
  const world: CycleWorld = {
    work,
    clusters,
    locations,
    engine,
    bell,
    clock,
    log,
    settings: { ...parts.settings, version: VERSION },
  };
  return {
    services: {
      clusters: new ClusterService({
        work,
        clusters,
        kubeconfigs,
        prober: clusterProber,
        clock,
        accessManifest: rbacManifest,
      }),
      locations: new BackupLocationService({
        work,
        locations,
        prober: locationProber,
        clock,
        parents: locationParents,
      }),
      rescan: new Rescan({ work, locations }),
      backups: new BackupService({ work, clusters, locations, engine, bell, clock, log }),
      schedules: new ScheduleService({ work, clusters, timetable, bell, clock }),
      scheduleNamespaces: new ScheduleNamespaces({ work, clusters, clock }),
      retention,
      alerts: new AlertService({ work, clock }),
      identity: new IdentityService({ work, clock }),
      stateMatrix: new StateMatrixService(work),
    },
    world,
    handlers: makeHandlers({
      world,
      bell,
      dueCycles,
      retention,
      deletion,
      housekeeping,
      clusterProber,
      locationProber,
    }),
    close: () => clusters.close(),
  };
}
