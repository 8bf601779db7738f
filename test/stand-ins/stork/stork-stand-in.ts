import type { ClusterState } from '../kubernetes/cluster-state.js';
import type { Change } from '../kubernetes/object-storage.js';
import type { StandInStore } from '../kubernetes/stand-in-store.js';
import { BackupController } from './backup-controller.js';
import { LocationController } from './location-controller.js';
import { RestoreController } from './restore-controller.js';
import { StorkBuckets } from './stork-buckets.js';
import { StorkFaults } from './stork-faults.js';
import { BACKUPS, defineStorkKinds, LOCATIONS, RESTORES, removeStorkKinds } from './stork-kinds.js';
import { metadataOf, StorkObjects } from './stork-objects.js';

export interface StorkOptions {
  /** Tag of the image; decides what Stork is able to do. Default 26.3.0. */
  readonly version?: string;
  /** The whole image; made of the version when absent. */
  readonly image?: string;
  /** Where Stork itself runs. */
  readonly namespace?: string;
  /** Where CRs may list other namespaces than their own. Default kube-system, as public Stork has it. */
  readonly adminNamespace?: string;
  /** Shared with the Storks of other clusters. */
  readonly buckets?: StorkBuckets;
  /** How long each step takes. */
  readonly tickMs?: number;
}

export interface StorkContext {
  readonly objects: StorkObjects;
  readonly buckets: StorkBuckets;
  readonly faults: StorkFaults;
  readonly adminNamespace: string;
  /** Commands of rules that were run: `pre shop/web-0: sync`. */
  readonly commands: string[];
  /** Numeric: 25.5 is below 26.3 and above 24.3. */
  atLeast(major: number, minor: number): boolean;
  soon(work: () => void): void;
}

interface Controller {
  reconcile(uid: string): void;
}

/** A Stork on a stand-in cluster. What it plays, and what is assumed: README.md. */
export class StorkStandIn {
  readonly faults = new StorkFaults();
  readonly buckets: StorkBuckets;
  /** Commands of rules that were run: `pre shop/web-0: sync`. */
  readonly commands: string[] = [];
  readonly namespace: string;
  readonly adminNamespace: string;
  #version: string;
  #running = true;
  readonly #stork: StorkContext;
  readonly #controllers: ReadonlyMap<string, Controller>;
  #looks = 0;

  constructor(
    private readonly store: StandInStore,
    state: ClusterState,
    options: StorkOptions,
  ) {
    const { version = '26.3.0', namespace = 'portworx', adminNamespace = 'kube-system' } = options;
    this.#version = version;
    this.namespace = namespace;
    this.adminNamespace = adminNamespace;
    this.buckets = options.buckets ?? new StorkBuckets();
    defineStorkKinds(store);
    if (!store.hasNamespace(namespace)) store.createNamespace(namespace);
    this.#deploy(options.image ?? `docker.io/openstorage/stork:${version}`);
    const context = this.#context(state, options.tickMs ?? 2);
    this.#stork = context;
    this.#controllers = new Map<string, Controller>([
      [BACKUPS, new BackupController(context)],
      [RESTORES, new RestoreController(context)],
      [LOCATIONS, new LocationController(context)],
    ]);
    state.objects.listen(({ type, storage, object }: Change) => {
      if (type === 'DELETED') return;
      const controller = this.#controllers.get(storage);
      if (controller !== undefined) context.soon(() => this.#running && controller.reconcile(object.uid));
    });
  }

  get version(): string {
    return this.#version;
  }

  /** Nobody leads, or no process runs, and the Deployment is there: nothing happens until `resume`. */
  pause(): void {
    this.#running = false;
  }

  /** As a leader that begins: it looks at everything there is. */
  resume(): void {
    this.#running = true;
    for (const [storage, controller] of this.#controllers)
      for (const object of this.#stork.objects.all(storage))
        this.#stork.soon(() => this.#running && controller.reconcile(metadataOf(object).uid));
  }

  /** As if its own time to look at a location had come. */
  lookAgain(name: string): void {
    const patch = { metadata: { annotations: { 'stork.example/looked': String(this.#looks++) } } };
    this.store.patch(LOCATIONS, name, { namespace: this.adminNamespace, patch });
  }

  /** How many of its three replicas are ready; none: nothing happens. */
  ready(replicas: number): void {
    const patch = { status: { replicas: 3, readyReplicas: replicas } };
    this.store.patch('deployments.apps', 'stork', { namespace: this.namespace, patch });
    if (replicas === 0) this.pause();
    else this.resume();
  }

  /** The Deployment goes; the kinds stay, as after an uninstallation by its chart. */
  stop(): void {
    this.#running = false;
    this.store.delete('deployments.apps', 'stork', this.namespace);
  }

  /** Nothing of Stork is left. */
  uninstall(): void {
    this.stop();
    removeStorkKinds(this.store);
  }

  upgrade(version: string): void {
    this.#version = version;
    this.#running = true;
    if (this.store.get('deployments.apps', 'stork', this.namespace) !== undefined)
      this.store.delete('deployments.apps', 'stork', this.namespace);
    this.#deploy(`docker.io/openstorage/stork:${version}`);
  }

  #deploy(image: string): void {
    const flag = this.adminNamespace === 'kube-system' ? [] : [`--admin-namespace=${this.adminNamespace}`];
    this.store.create('deployments.apps', {
      metadata: {
        name: 'stork',
        namespace: this.namespace,
        labels: { name: 'stork', tier: 'control-plane' },
      },
      spec: {
        replicas: 3,
        selector: { matchLabels: { name: 'stork', tier: 'control-plane' } },
        template: {
          metadata: { labels: { name: 'stork', tier: 'control-plane' } },
          spec: {
            containers: [{ name: 'stork', image, command: ['/stork', '--leader-elect=true', ...flag] }],
          },
        },
      },
      status: { replicas: 3, readyReplicas: 3, availableReplicas: 3 },
    });
  }

  #context(state: ClusterState, tickMs: number): StorkContext {
    return {
      objects: new StorkObjects(state),
      buckets: this.buckets,
      faults: this.faults,
      adminNamespace: this.adminNamespace,
      commands: this.commands,
      atLeast: (major, minor) => {
        const [ours = 0, minorOfOurs = 0] = this.#version.split('.').map(Number);
        return ours === major ? minorOfOurs >= minor : ours > major;
      },
      soon: (work) => state.soon(work, tickMs),
    };
  }
}

/** From now on the cluster has a Stork. */
export function installStork(store: StandInStore, options: StorkOptions = {}): StorkStandIn {
  return store.run((state) => new StorkStandIn(store, state, options));
}
