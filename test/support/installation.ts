/** A whole Holdfast for a test: its own database, a stand-in cluster, a folder, and the product composed over them. */

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Composition, compose, type Product, systemClock } from '../../src/compose.js';
import { runBackup } from '../../src/cycle/run-backup.js';
import type { Backup } from '../../src/domain/backup.js';
import type { BackupLocation } from '../../src/domain/backup-location.js';
import type { Cluster } from '../../src/domain/cluster.js';
import type { Actor } from '../../src/domain/identity.js';
import { systemActor } from '../../src/domain/identity.js';
import type { Clock } from '../../src/domain/ports/clock.js';
import type { DatabaseClock } from '../../src/domain/ports/database-clock.js';
import type { JobBell } from '../../src/domain/ports/job-bell.js';
import type { Log } from '../../src/domain/ports/log.js';
import type { RestoreEngine } from '../../src/domain/ports/restore-engine.js';
import type { BackupVerification } from '../../src/domain/verification.js';
import type { FileOperations } from '../../src/locations/file-operations.js';
import { aKeyRing } from '../factories/key-ring.js';
import {
  type KubernetesStandIn,
  type StandInStore,
  startKubernetesStandIn,
} from '../stand-ins/kubernetes/kubernetes-stand-in.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { QueueBell } from './queue-bell.js';
import { silentLog } from './silent-log.js';

export interface InstallationOptions {
  /** Namespaces that exist, each with a few objects. */
  readonly namespaces?: readonly string[];
  readonly world?: (store: StandInStore) => void;
  readonly leaseMs?: number;
  readonly maxAttempts?: number;
  readonly log?: Log;
  readonly files?: FileOperations;
  /** When it is for everything but leases, which live on database time. */
  readonly clock?: Clock;
  /** Absent: the same as `clock`, where that is given. */
  readonly databaseClock?: DatabaseClock;
  readonly bell?: JobBell;
  readonly mail?: Composition['mail'];
  readonly oidc?: Composition['oidc'];
  /** The built-in one when absent. */
  readonly restoreEngine?: RestoreEngine;
  readonly backupKeys?: Composition['backupKeys'];
  readonly verifyEveryDays?: number;
  readonly syncKeepDays?: number;
  readonly volumeTimes?: Composition['volumeTimes'];
  readonly clusterTimeouts?: Composition['clusterTimeouts'];
  readonly locationCheckMs?: number;
  readonly storkTimes?: Composition['storkTimes'];
  readonly storkLocationTimes?: Composition['storkLocationTimes'];
  readonly renewalCallMs?: number;
  readonly guestWaitMs?: number;
}

export class Installation {
  private constructor(
    readonly kubernetes: KubernetesStandIn,
    readonly database: TestDatabase,
    readonly product: Product,
    readonly actor: Actor,
    readonly cluster: Cluster,
    readonly location: BackupLocation,
    readonly folder: string,
    private readonly options: InstallationOptions,
    private readonly dataSources: Awaited<ReturnType<TestDatabase['dataSource']>>,
  ) {}

  static async start(options: InstallationOptions = {}): Promise<Installation> {
    const folder = await mkdtemp(join(tmpdir(), 'holdfast-test-'));
    const [kubernetes, database] = await Promise.all([
      startKubernetesStandIn({
        world: (store) => {
          for (const name of options.namespaces ?? []) fillNamespace(store, name);
          options.world?.(store);
        },
      }),
      createTestDatabase(),
    ]);
    const dataSource = await database.dataSource({ poolSize: 10 });
    const product = compose({ ...partsOf(options, folder), dataSource });
    const actor = await anAdmin(product);
    const location = await product.services.locations.create({ name: 'folder' }, actor);
    const cluster = await product.services.clusters.register(
      { name: 'prod', kubeconfig: kubernetes.kubeconfig() },
      actor,
    );
    return new Installation(
      kubernetes,
      database,
      product,
      actor,
      cluster,
      location,
      folder,
      options,
      dataSource,
    );
  }

  /** Another worker process as far as the product can tell: its own adapters and name on the same database and folder. */
  anotherWorker(change: Partial<InstallationOptions> = {}): Product {
    return compose({ ...partsOf({ ...this.options, ...change }, this.folder), dataSource: this.dataSources });
  }

  /** The product as it stands after its database was lost: the same cluster and folder, and nothing known. */
  async afterLosingTheDatabase(change: Partial<InstallationOptions> = {}): Promise<{
    readonly product: Product;
    readonly actor: Actor;
    drop(): Promise<void>;
  }> {
    const database = await createTestDatabase();
    const product = compose({
      ...partsOf({ ...this.options, ...change }, this.folder),
      dataSource: await database.dataSource(),
    });
    const drop = async () => {
      await product.close();
      await database.drop();
    };
    return { product, actor: await anAdmin(product), drop };
  }

  request(...namespaces: readonly string[]): Promise<Backup> {
    const { cluster, location } = this;
    return this.product.services.backups.create(
      { clusterId: cluster.id, locationId: location.id, namespaces },
      this.actor,
    );
  }

  /** Asks for a backup of the namespaces and runs it to its end, as a worker would. */
  async backUp(...namespaces: readonly string[]): Promise<BackupReport> {
    const { id } = await this.request(...namespaces);
    return this.run(id);
  }

  async run(backupId: string, product = this.product): Promise<BackupReport> {
    await runBackup(backupId, product.world, new AbortController().signal);
    return this.report(backupId);
  }

  async report(backupId: string): Promise<BackupReport> {
    const { backups } = this.product.services;
    const backup = await backups.get(backupId, systemActor('test'));
    const namespaces = (await backups.namespacesOf([backupId])).get(backupId) ?? [];
    const issues = (await backups.issuesOf([backupId])).get(backupId) ?? [];
    const named = (fate: string) => namespaces.filter((each) => each.fate === fate).map((each) => each.name);
    return {
      backup,
      state: backup.state,
      reason: backup.stateReason,
      included: named('INCLUDED'),
      missing: named('MISSING'),
      lost: named('LOST'),
      issues: issues.map((each) => `${each.code} ${each.subject.name}`),
      messages: issues.map((each) => each.message),
    };
  }

  /** "Restorable", until there are restores: every frame is read back, digests checked, every object parsed. */
  async isRestorable(backupId: string): Promise<boolean> {
    const { state, objects } = await this.verify(backupId);
    return state === 'INTACT' && objects > 0;
  }

  /** Asks for it and does it, as a worker would. @param product whose worker and database */
  async verify(
    backupId: string,
    { product, actor }: Pick<Installation, 'product' | 'actor'> = this,
  ): Promise<BackupVerification> {
    const { verifications } = product.services;
    await verifications.request(backupId, actor);
    await verifications.run(backupId, new AbortController().signal, () => false);
    const last = (await verifications.of([backupId])).get(backupId);
    if (last === undefined) throw new Error('the backup was never verified');
    return last;
  }

  async stop(): Promise<void> {
    await this.product.close();
    await this.kubernetes.stop();
    await this.database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

export interface BackupReport {
  readonly backup: Backup;
  readonly state: Backup['state'];
  readonly reason: string | null;
  readonly included: readonly string[];
  readonly missing: readonly string[];
  readonly lost: readonly string[];
  /** `CODE subject`, in order. */
  readonly issues: readonly string[];
  readonly messages: readonly string[];
}

const keyRing = aKeyRing();

function partsOf(options: InstallationOptions, folder: string) {
  const {
    leaseMs = 5_000,
    maxAttempts = 3,
    guestWaitMs = 300_000,
    log = silentLog,
    files,
    clock = systemClock,
    mail,
    restoreEngine,
  } = options;
  const { verifyEveryDays = 0 } = options;
  const bell = options.bell ?? new QueueBell();
  const databaseClock = options.databaseClock ?? (options.clock && { now: async () => clock.now() });
  return {
    keyRing,
    bell,
    clock,
    log,
    locationParents: [folder],
    verifyEveryDays,
    ...(files && { files }),
    ...(mail && { mail }),
    ...(options.oidc && { oidc: options.oidc }),
    ...(restoreEngine && { restoreEngine }),
    ...(options.backupKeys && { backupKeys: options.backupKeys }),
    volumeTimes: options.volumeTimes ?? { pollMs: 5 },
    ...(options.syncKeepDays !== undefined && { syncKeepDays: options.syncKeepDays }),
    ...(options.clusterTimeouts && { clusterTimeouts: options.clusterTimeouts }),
    ...(options.locationCheckMs !== undefined && { locationCheckMs: options.locationCheckMs }),
    ...(options.storkTimes && { storkTimes: options.storkTimes }),
    ...(options.storkLocationTimes && { storkLocationTimes: options.storkLocationTimes }),
    ...(options.renewalCallMs !== undefined && { renewalCallMs: options.renewalCallMs }),
    ...(databaseClock && { databaseClock }),
    settings: { worker: `test-${randomUUID()}`, leaseMs, maxAttempts, progressMs: 10, guestWaitMs },
  };
}

async function anAdmin({ services }: Product): Promise<Actor> {
  let token = '';
  await services.identity.ensureFirstAdmin({
    keep: async (made) => {
      token = made;
      return true;
    },
    takeBack: async () => {},
  });
  const actor = await services.identity.authenticate(token);
  if (actor === undefined) throw new Error('the first administrator cannot sign in');
  return actor;
}

/** A namespace with a workload: a Deployment, its Service, a ConfigMap and a Secret. */
export function fillNamespace(store: StandInStore, name: string): void {
  store.createNamespace(name);
  const metadata = (of: string) => ({ name: of, namespace: name });
  store.create('configmaps', { metadata: metadata('settings'), data: { greeting: `hello from ${name}` } });
  store.create('secrets', {
    metadata: metadata('credentials'),
    type: 'Opaque',
    data: { password: 'c2VjcmV0' },
  });
  store.create('services', {
    metadata: metadata('web'),
    spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
  });
  store.create('deployments.apps', {
    metadata: metadata('web'),
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: 'registry.example/web:1.0' }] },
      },
    },
  });
}
