/** Holdfast as it runs: an API and workers, each a process of its own, on one database, one folder and one cluster. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import type { Connection } from '../../src/client/connection.js';
import { execute } from '../../src/client/execute.js';
import {
  BackupDocument,
  type BackupFieldsFragment,
  BackupsDocument,
  BackupVerificationDocument,
  CreateBackupDocument,
  CreateBackupLocationDocument,
  RegisterClusterDocument,
  type TypedDocumentString,
  VerifyBackupDocument,
} from '../../src/client/generated/graphql.js';
import type { Stage } from '../../src/domain/backup.js';
import {
  type KubernetesStandIn,
  startKubernetesStandIn,
} from '../stand-ins/kubernetes/kubernetes-stand-in.js';
import { fillNamespace } from './installation.js';
import { KeptConnection } from './kept-connection.js';
import { guardPostgres } from './postgres-guard.js';
import { type Environment, Processes, type RunningProcess } from './processes.js';
import { everythingIn } from './temp-location.js';

export interface FleetOptions {
  /** A database of one's own; absent: the embedded PostgreSQL in the data folder. */
  readonly databaseUrl?: string;
  readonly namespaces?: readonly string[];
  readonly env?: Environment;
}

export type Role = 'start' | 'api' | 'worker';

/** Each look is a whole request to a process that has other things to do. */
const LOOKS = { timeout: 60_000, interval: 150 };
/** What the cluster is asked first in a stage. */
const ASKED_IN: Readonly<Partial<Record<Stage, RegExp>>> = {
  PLAN: /^\/api\/v1\/namespaces/,
  VOLUMES: /persistentvolumeclaims/,
  RESOURCES: /\/deployments/,
};

export class Fleet {
  readonly processes = new Processes();
  readonly secretKey = randomBytes(32).toString('base64');
  readonly #guard: { end(): Promise<void> } | undefined;
  readonly #statements: KeptConnection | undefined;
  clusterId = '';
  locationId = '';
  url = '';

  private constructor(
    readonly folder: string,
    readonly kubernetes: KubernetesStandIn,
    private readonly options: FleetOptions,
  ) {
    const { databaseUrl } = options;
    if (databaseUrl === undefined) this.#guard = guardPostgres(join(this.dataDir, 'postgres'));
    else this.#statements = new KeptConnection(databaseUrl);
  }

  /** The cluster and the folder; no process of Holdfast yet. */
  static async prepare(options: FleetOptions = {}): Promise<Fleet> {
    const folder = await mkdtemp(join(tmpdir(), 'holdfast-e2e-'));
    const kubernetes = await startKubernetesStandIn({
      world: (store) => {
        for (const name of options.namespaces ?? ['shop', 'blog']) fillNamespace(store, name);
      },
    });
    return new Fleet(folder, kubernetes, options);
  }

  get dataDir(): string {
    return join(this.folder, 'data');
  }

  get env(): Environment {
    const { databaseUrl, env } = this.options;
    return {
      HOLDFAST_DATA_DIR: this.dataDir,
      HOLDFAST_PORT: '0',
      HOLDFAST_LEASE_SECONDS: '2',
      HOLDFAST_PROBE_SECONDS: '3600',
      HOLDFAST_LOG_LEVEL: 'debug',
      ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl, HOLDFAST_SECRET_KEY: this.secretKey }),
      ...env,
    };
  }

  /** Starts a role and waits until it says that it is ready. */
  async start(role: Role, env: Environment = {}): Promise<RunningProcess> {
    const running = await this.begin(role, env);
    const { graphql } = await running.logged(/^Holdfast is ready/);
    if (role !== 'worker') this.url = String(graphql).replace(/\/graphql$/, '');
    return running;
  }

  begin(role: Role, env: Environment = {}): Promise<RunningProcess> {
    return this.processes.start([role], { cwd: this.folder, env: { ...this.env, ...env } });
  }

  /** Runs a command of the product to its end. */
  run(args: readonly string[], env: Environment = {}) {
    return this.processes.run(args, { cwd: this.folder, env: { ...this.env, ...env } });
  }

  get tokenFile(): string {
    return join(this.dataDir, 'admin-token');
  }

  get connection(): Connection {
    return { url: this.url, token: readFileSync(this.tokenFile, 'utf8').trim() };
  }

  ask<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
  ): Promise<Result> {
    return execute(document, variables, this.connection);
  }

  /** Registers the cluster and a location, as a person would first. */
  async setUp(): Promise<void> {
    const kubeconfig = this.kubernetes.kubeconfig();
    const { registerCluster } = await this.ask(RegisterClusterDocument, {
      input: { name: 'prod', kubeconfig },
    });
    const { createBackupLocation } = await this.ask(CreateBackupLocationDocument, {
      input: { name: 'main' },
    });
    this.clusterId = registerCluster.cluster.id;
    this.locationId = createBackupLocation.backupLocation.id;
    expect(registerCluster.cluster.state).toBe('ACTIVE');
    expect(createBackupLocation.backupLocation.state).toBe('VALID');
  }

  async request(...namespaces: readonly string[]): Promise<string> {
    const { clusterId, locationId } = this;
    const input = { clusterId, locationId, namespaces };
    return (await this.ask(CreateBackupDocument, { input })).createBackup.backup.id;
  }

  async backup(id: string): Promise<BackupFieldsFragment> {
    const { backup } = await this.ask(BackupDocument, { id });
    if (!backup) throw new Error(`There is no backup ${id}.`);
    return backup;
  }

  /** The backup once it has ended. */
  async ended(id: string): Promise<BackupFieldsFragment> {
    return await vi.waitFor(async () => {
      const backup = await this.backup(id);
      expect(backup.state).not.toBe('IN_PROGRESS');
      return backup;
    }, LOOKS);
  }

  async isIntact(id: string): Promise<boolean> {
    await this.ask(VerifyBackupDocument, { input: { id } });
    const last = () =>
      this.ask(BackupVerificationDocument, { id }).then(({ backup }) => backup?.lastVerification);
    await expect.poll(async () => (await last())?.state, LOOKS).not.toBe('IN_PROGRESS');
    const verification = await last();
    return verification?.state === 'INTACT' && verification.objects > 0;
  }

  /** A statement on the database, past the product. */
  sql(statement: string): Promise<Record<string, unknown>[]> {
    if (this.#statements === undefined) throw new Error('The embedded PostgreSQL is not asked here.');
    return this.#statements.run(statement);
  }

  /** The events of a backup in their order: `TYPE` or `TYPE STAGE`, with the attempt that wrote each. */
  async events(backupId: string): Promise<{ what: string; attempt: number }[]> {
    const rows = await this.sql(
      `SELECT type, data->>'stage' AS stage, (data->>'attempt')::int AS attempt
       FROM event WHERE subject_id = '${backupId}' AND type <> 'BACKUP_PROGRESSED' ORDER BY id`,
    );
    return rows.map(({ type, stage, attempt }) => ({
      what: stage === null ? String(type) : `${type} ${stage}`,
      attempt: Number(attempt),
    }));
  }

  /** The files of a backup in its location. */
  async files(backupId: string): Promise<string[]> {
    const everything = await everythingIn(join(this.dataDir, 'locations', 'main'));
    return everything.filter((name) => name.includes(backupId) && !name.endsWith('/'));
  }

  /** The manifest as it lies in the location; undefined while there is none. */
  async manifest(backupId: string): Promise<{ backup: { state: string; attempt: number } } | undefined> {
    const name = (await this.files(backupId)).find((file) => file.endsWith('manifest.json'));
    if (name === undefined) return undefined;
    return JSON.parse(await readFile(join(this.dataDir, 'locations', 'main', name), 'utf8'));
  }

  /**
   * Holds what the cluster is asked for in this stage, from when the one running backup is in it until `release`. `reached` resolves
   * with the first that is held.
   */
  holdIn(stage: Stage): Held {
    const { promise: reached, resolve: arrive } = Promise.withResolvers<void>();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const match = ASKED_IN[stage];
    if (match === undefined) throw new Error(`Nothing is asked of the cluster in ${stage}.`);
    let held = false;
    const fault = this.kubernetes.faults.add({
      match,
      // Every one, for the first may be of the prober: then the run would go on to its end.
      do: async () => {
        if (!held && (await this.runningStage()) !== stage) return;
        held = true;
        arrive();
        await released;
      },
    });
    const letGo = () => {
      fault.remove();
      release();
    };
    return { reached, release: letGo };
  }

  private async runningStage(): Promise<string | null | undefined> {
    const { backups } = await this.ask(BackupsDocument, { first: 1, filter: { states: ['IN_PROGRESS'] } });
    return backups.edges[0]?.node.stage;
  }

  /** Where a PostgreSQL that nobody ended in order has its socket, when that is outside of our folder. */
  private async socketFolder(): Promise<string | undefined> {
    const file = join(this.dataDir, 'postgres', 'cluster', 'postmaster.pid');
    const folder = (await readFile(file, 'utf8').catch(() => '')).split('\n')[4];
    return folder !== undefined && /\/holdfast-pg-\w+$/.test(folder) ? folder : undefined;
  }

  async stop(): Promise<void> {
    await this.#statements?.end();
    await this.processes.endAll();
    const sockets = this.#guard && (await this.socketFolder());
    await this.#guard?.end();
    if (sockets) await rm(sockets, { recursive: true, force: true });
    await this.kubernetes.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

export interface Held {
  readonly reached: Promise<void>;
  release(): void;
}
