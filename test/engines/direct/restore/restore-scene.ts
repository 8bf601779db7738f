import { KubernetesClusterGateway } from '../../../../src/clusters/cluster-gateway.js';
import type { Manifest } from '../../../../src/domain/manifest.js';
import type { ObjectStore } from '../../../../src/domain/ports/object-store.js';
import type { RestoreOutcome, RestoreRun } from '../../../../src/domain/ports/restore-engine.js';
import { EVERY_RESOURCE } from '../../../../src/domain/resource-filter.js';
import type { RestoreOptions, RestorePreview, RestoreScope } from '../../../../src/domain/restore.js';
import { DirectEngine } from '../../../../src/engines/direct/direct-engine.js';
import {
  DirectRestoreEngine,
  type DirectRestoreEngineOptions,
} from '../../../../src/engines/direct/restore/direct-restore-engine.js';
import { QUICK } from '../../../clusters/api-client-builder.js';
import { MemoryVault } from '../../../clusters/memory-vault.js';
import { MemoryObjectStore } from '../../../fakes/memory-object-store.js';
import {
  type KubernetesStandIn,
  type StandInOptions,
  startKubernetesStandIn,
} from '../../../stand-ins/kubernetes/kubernetes-stand-in.js';
import { silentLog } from '../../../support/silent-log.js';
import { engineRun, manifestOf } from '../engine-run.js';

const OTHER_CLUSTER = '9d3c5a3e-6c1e-4a53-9d7c-8a1f6b0d2e33';

export const DEFAULT_OPTIONS: RestoreOptions = {
  scope: { namespaces: null, filter: EVERY_RESOURCE, objects: null, clusterScoped: true },
  namespaceMapping: {},
  storageClassMapping: {},
  existing: 'KEEP',
  restoreStatus: [],
  preserveNodePorts: false,
  volumes: false,
};

export type Asked = Partial<Omit<RestoreOptions, 'scope'>> & { readonly scope?: Partial<RestoreScope> };

export function optionsOf({ scope, ...asked }: Asked = {}): RestoreOptions {
  return { ...DEFAULT_OPTIONS, ...asked, scope: { ...DEFAULT_OPTIONS.scope, ...scope } };
}

type SceneOptions = Pick<DirectRestoreEngineOptions, 'volumes' | 'waits' | 'inFlight'>;

/** A cluster over TLS, the engines over it, and a folder of backups in memory. */
export class RestoreScene {
  readonly store = new MemoryObjectStore();
  readonly #vault = new MemoryVault();
  readonly #gateway: KubernetesClusterGateway;

  private constructor(
    readonly cluster: KubernetesStandIn,
    private readonly options: SceneOptions,
  ) {
    const clock = { now: () => new Date() };
    this.#gateway = new KubernetesClusterGateway({
      vault: this.#vault,
      clock,
      log: silentLog,
      timeouts: QUICK,
    });
  }

  static async start({
    volumes,
    waits,
    inFlight,
    ...standIn
  }: StandInOptions & SceneOptions = {}): Promise<RestoreScene> {
    const quick = { poll: 1, definition: 5_000, namespace: 30, object: 5_000, passing: 5_000 };
    const options: SceneOptions = {
      waits: { ...quick, ...waits },
      ...(volumes && { volumes }),
      ...(inFlight && { inFlight }),
    };
    const scene = new RestoreScene(await startKubernetesStandIn(standIn), options);
    await scene.actAs(scene.cluster.adminToken);
    return scene;
  }

  async actAs(token: string): Promise<void> {
    await this.#vault.put({ type: 'Cluster', id: OTHER_CLUSTER }, this.cluster.kubeconfig({ token }));
    await this.#gateway.forget(OTHER_CLUSTER);
  }

  async stop(): Promise<void> {
    await this.#gateway.close();
    await this.cluster.stop();
  }

  /** Backs the namespaces up as they are now. */
  async backUp(...namespaces: readonly string[]): Promise<Manifest> {
    const engine = new DirectEngine({
      clusters: this.#gateway,
      clock: { now: () => new Date() },
      log: silentLog,
    });
    await this.store.deleteAll('backups/');
    const run = { ...engineRun(namespaces, this.store), clusterId: OTHER_CLUSTER };
    const captured = await engine.captureResources(run, () => {});
    const manifest = manifestOf(captured);
    return {
      ...manifest,
      cluster: { ...manifest.cluster, id: OTHER_CLUSTER },
      namespaces: namespaces.map((name) => ({
        name,
        fate: 'INCLUDED',
        uid: `uid-${name}`,
        reason: null,
        objects: 1,
        bytes: 1,
      })),
    };
  }

  engine(): DirectRestoreEngine {
    return new DirectRestoreEngine({ clusters: this.#gateway, log: silentLog, ...this.options });
  }

  run(manifest: Manifest, asked: Asked = {}, rest: Partial<RestoreRun> = {}): RestoreRun {
    return {
      restoreId: '3d3c5a3e-6c1e-4a53-9d7c-8a1f6b0d2e44',
      attempt: 1,
      clusterId: OTHER_CLUSTER,
      store: this.store as ObjectStore,
      manifest,
      key: null,
      options: optionsOf(asked),
      signal: new AbortController().signal,
      ...rest,
    };
  }

  async restore(
    manifest: Manifest,
    asked: Asked = {},
    rest: Partial<RestoreRun> = {},
  ): Promise<RestoreOutcome> {
    const outcome = await this.engine().restore(this.run(manifest, asked, rest), () => {});
    await this.cluster.store.settled();
    return outcome;
  }

  async preview(manifest: Manifest, asked: Asked = {}): Promise<RestorePreview> {
    return await this.engine().preview(this.run(manifest, asked));
  }

  /** Paths of writes that were let through, in order: `POST /api/v1/namespaces`. */
  writes(): readonly string[] {
    return this.cluster.requests
      .matching(({ method, status }) => method !== 'GET' && status >= 200 && status < 300)
      .map(({ method, path }) => `${method} ${path}`);
  }

  /** As the API shows it. */
  object(
    resource: string,
    name: string,
    namespace = '',
  ): Record<string, never> & { metadata: Record<string, unknown> } {
    const text = this.cluster.store.getText(resource, name, namespace);
    if (text === undefined) throw new Error(`there is no ${resource} ${namespace}/${name}`);
    return JSON.parse(text);
  }
}

/** `CODE resource namespace/name` of each issue. */
export function issueNames({ issues }: { readonly issues: RestoreOutcome['issues'] }): readonly string[] {
  return issues.map(({ code, object }) =>
    object === null ? code : `${code} ${object.resource} ${object.namespace}/${object.name}`,
  );
}

/** The counts that are not 0. */
export function counted({ counts }: Pick<RestoreOutcome, 'counts'>): Partial<RestoreOutcome['counts']> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
