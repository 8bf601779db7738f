import type { LookupFunction } from 'node:net';
import pRetry from 'p-retry';
import type { ClusterProbe } from '../domain/cluster.js';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import { DependencyFailure } from '../domain/errors/dependency-errors.js';
import { InvalidInput } from '../domain/errors/request-errors.js';
import { NotFound } from '../domain/errors/resource-errors.js';
import type { Clock } from '../domain/ports/clock.js';
import type {
  ClusterApi,
  ClusterGateway,
  ClusterGetOptions,
  ObservedNamespace,
  ObservedPod,
  PodsWanted,
} from '../domain/ports/cluster-gateway.js';
import type { CredentialSubject, CredentialVault } from '../domain/ports/credential-vault.js';
import type { Log } from '../domain/ports/log.js';
import { ApiClient } from './api-client.js';
import type { ClusterAccess } from './cluster-access.js';
import { CLUSTER_TIMEOUTS, type ClusterTimeouts } from './cluster-timeouts.js';
import { readKubeconfig } from './kubeconfig.js';
import { listNamespaces, readNamespace } from './namespaces.js';
import { listPods } from './pods.js';
import { portworxNamespaces } from './portworx-namespaces.js';
import { failedProbe, probeCluster } from './probe.js';

export interface ClusterGatewayOptions {
  readonly vault: CredentialVault;
  readonly clock: Clock;
  readonly log: Log;
  readonly timeouts?: Partial<ClusterTimeouts>;
  /** Whose kubeconfigs these are: of clusters when absent. */
  readonly credentialOf?: CredentialSubject['type'];
  /** Told to the cluster as `holdfast/<version>`. */
  readonly version?: string;
  /** How names are resolved; the operating system's way when absent. */
  readonly lookup?: LookupFunction;
}

/** A restart of the database takes seconds: so long the vault is asked again. */
const VAULT_PATIENCE_MS = 30_000;

interface Connected {
  readonly client: ApiClient;
  readonly access: ClusterAccess;
  /** Of the vault's secret. */
  readonly version: number;
}

/** Every cluster's API behind its present credential: one client per cluster, replaced when the vault has a newer secret. */
export class KubernetesClusterGateway implements ClusterGateway {
  readonly #options: ClusterGatewayOptions;
  readonly #timeouts: ClusterTimeouts;
  readonly #connected = new Map<string, Connected>();
  /** How often a cluster was forgotten: whoever was on the way to a client then looks again. */
  #forgotten = 0;
  #closed = false;

  constructor(options: ClusterGatewayOptions) {
    this.#options = options;
    this.#timeouts = { ...CLUSTER_TIMEOUTS, ...options.timeouts };
  }

  /** The API stays good when the credential is replaced: its next call uses the new one. */
  api(clusterId: string): Promise<ClusterApi> {
    return this.#api(clusterId);
  }

  async #api(clusterId: string, signal?: AbortSignal): Promise<ClusterApi> {
    await this.#connect(clusterId, signal);
    return {
      get: (path: string, options?: ClusterGetOptions) =>
        this.#current(clusterId, (client) => client.get(path, options)),
      post: async (path, body, options) => (await this.#held(clusterId)).client.post(path, body, options),
      send: async (write, options) => (await this.#held(clusterId)).client.send(write, options),
      watch: (path, options) => this.#watch(clusterId, path, options),
      exec: async (command, options) => (await this.#held(clusterId)).client.exec(command, options),
    };
  }

  async *#watch(
    clusterId: string,
    path: string,
    options: Parameters<ClusterApi['watch']>[1],
  ): AsyncGenerator<string> {
    yield* (await this.#held(clusterId)).client.watch(path, options);
  }

  async probe(clusterId: string, signal?: AbortSignal): Promise<ClusterProbe> {
    const now = this.#options.clock.now();
    try {
      const { client, access } = await this.#connect(clusterId, signal);
      const { credentialExpiresAt } = access;
      return await probeCluster(client, {
        timeoutMs: this.#timeouts.probe,
        credentialExpiresAt,
        now,
        signal,
      });
    } catch (error) {
      if (!(error instanceof ClusterCallFailed)) throw error;
      return failedProbe(error, { credentialExpiresAt: null, now });
    }
  }

  async namespaces(
    clusterId: string,
    signal?: AbortSignal,
    labelSelector?: string,
  ): Promise<readonly ObservedNamespace[]> {
    return listNamespaces(await this.#api(clusterId, signal), signal, labelSelector);
  }

  async systemNamespaces(clusterId: string, signal?: AbortSignal): Promise<ReadonlySet<string>> {
    return portworxNamespaces(await this.#api(clusterId, signal), signal);
  }

  async namespace(
    clusterId: string,
    name: string,
    signal?: AbortSignal,
  ): Promise<ObservedNamespace | undefined> {
    return readNamespace(await this.#api(clusterId, signal), name, signal);
  }

  async pods(clusterId: string, wanted: PodsWanted, signal?: AbortSignal): Promise<readonly ObservedPod[]> {
    return listPods(await this.#api(clusterId, signal), wanted, signal);
  }

  async forget(clusterId: string): Promise<void> {
    this.#forgotten += 1;
    const connected = this.#connected.get(clusterId);
    this.#connected.delete(clusterId);
    await connected?.client.close();
  }

  /** Aborts every call to every cluster, and refuses new ones: for the shutdown. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#connected.keys()].map((clusterId) => this.forget(clusterId)));
  }

  /** A read that was cut off because the credential was replaced is made again with the new one. */
  async #current<T>(clusterId: string, read: (client: ApiClient) => Promise<T>): Promise<T> {
    const { client } = await this.#held(clusterId);
    try {
      return await read(client);
    } catch (error) {
      const replaced = client.closed && !this.#closed && error instanceof ClusterCallFailed;
      if (!replaced || error.kind !== 'CONNECTION') throw error;
      return await read((await this.#held(clusterId)).client);
    }
  }

  /** Without a look into the vault while there is a client: `api()` is what notices a newer secret. */
  async #held(clusterId: string): Promise<Connected> {
    return this.#connected.get(clusterId) ?? (await this.#connect(clusterId));
  }

  async #connect(clusterId: string, signal?: AbortSignal): Promise<Connected> {
    const forgotten = this.#forgotten;
    const stored = await this.#secretOrHeld(clusterId, signal);
    if (this.#closed) throw connectFailure('CONNECTION', 'Holdfast is shutting down.');
    const held = this.#connected.get(clusterId);
    if (stored === undefined && held !== undefined) return held;
    const { secret, version } = stored ?? (await this.#secretOf(clusterId));
    // The secret may be one that was removed meanwhile: a client of it would stay for ever.
    if (forgotten !== this.#forgotten && !this.#closed) return this.#connect(clusterId, signal);
    if (held !== undefined && held.version >= version) return held;
    const access = accessOf(secret);
    const connected = { client: this.#newClient(access), access, version };
    this.#connected.set(clusterId, connected);
    await held?.client.close();
    return connected;
  }

  /** Undefined: the database is away for the moment, and the client that we have will do. */
  async #secretOrHeld(
    clusterId: string,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly secret: string; readonly version: number } | undefined> {
    try {
      return await pRetry(() => this.#secretOf(clusterId), {
        retries: Number.POSITIVE_INFINITY,
        minTimeout: 200,
        maxTimeout: 2_000,
        maxRetryTime: VAULT_PATIENCE_MS,
        signal,
        shouldRetry: ({ error }) => databaseIsAway(error) && !this.#closed && !this.#connected.has(clusterId),
      });
    } catch (error) {
      if (databaseIsAway(error) && this.#connected.has(clusterId)) return undefined;
      throw error;
    }
  }

  async #secretOf(clusterId: string): Promise<{ readonly secret: string; readonly version: number }> {
    try {
      const { vault, credentialOf: type = 'Cluster' } = this.#options;
      return await vault.get({ type, id: clusterId });
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      throw connectFailure('BAD_KUBECONFIG', 'No kubeconfig is stored for the cluster; give one.');
    }
  }

  #newClient(access: ClusterAccess): ApiClient {
    const { clock, log, lookup, version } = this.#options;
    const userAgent = version === undefined ? 'holdfast' : `holdfast/${version}`;
    return new ApiClient({ access, clock, log, timeouts: this.#timeouts, userAgent, lookup });
  }
}

function accessOf(secret: string): ClusterAccess {
  try {
    return readKubeconfig(secret);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw connectFailure('BAD_KUBECONFIG', `The kubeconfig cannot be used: ${error.message}.`);
  }
}

/** A secret that cannot be decrypted stays so. */
function databaseIsAway(error: unknown): boolean {
  return error instanceof DependencyFailure && error.details.dependency === 'PostgreSQL';
}

function connectFailure(kind: 'BAD_KUBECONFIG' | 'CONNECTION', message: string): ClusterCallFailed {
  return new ClusterCallFailed(message, { kind, call: 'connect' });
}
