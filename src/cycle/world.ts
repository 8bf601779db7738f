/** What a running backup needs of the world, handed in once by the composition. */

import type { LocationConnection } from '../domain/location-connection.js';
import type { BackupCipher } from '../domain/ports/backup-cipher.js';
import type { BackupEngine } from '../domain/ports/backup-engine.js';
import type { BackupImporter } from '../domain/ports/backup-importer.js';
import type { Clock } from '../domain/ports/clock.js';
import type { ClusterGateway } from '../domain/ports/cluster-gateway.js';
import type { Engines } from '../domain/ports/engines.js';
import type { JobBell } from '../domain/ports/job-bell.js';
import type { Log } from '../domain/ports/log.js';
import type { MachineGateway, MachineReader } from '../domain/ports/machine-gateway.js';
import type { LocationGateway } from '../domain/ports/object-store.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import type { PreconditionLooks } from './check-preconditions.js';

export interface CycleSettings {
  /** This process, as other workers see it: unique over restarts. */
  readonly worker: string;
  /** How long a worker that fell silent keeps its right to write, in milliseconds of database time. */
  readonly leaseMs: number;
  /** How many workers may take a backup up before it is a FAILURE. */
  readonly maxAttempts: number;
  /** Shortest time between two progress writes, in milliseconds. */
  readonly progressMs: number;
  /** How long a backup waits for a guest that another one holds, in milliseconds. */
  readonly guestWaitMs: number;
  readonly version: string;
}

export interface CycleWorld {
  readonly work: UnitOfWork;
  readonly clusters: ClusterGateway;
  readonly locations: LocationGateway;
  readonly looks: PreconditionLooks;
  /** Has a cluster that was just seen to answer look at its way to a location, anew. @returns what is written down then. @throws NotFound */
  readonly lookAtConnection: (connectionId: string, signal: AbortSignal) => Promise<LocationConnection>;
  /** Of our own steps: CLASSIC mode. */
  readonly engine: BackupEngine;
  readonly engines: Engines;
  /** KubeVirt on the clusters, and what its machines are made of. */
  readonly machines: MachineGateway;
  readonly machineReader: MachineReader;
  readonly importer: BackupImporter;
  readonly cipher: BackupCipher;
  readonly bell: JobBell;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: CycleSettings;
}
