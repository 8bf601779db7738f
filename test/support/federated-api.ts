/** A federated cluster, its location and the API over them with a live feed: nothing is connected yet. */
import { expect, vi } from 'vitest';
import type { BackupSync } from '../../src/domain/backup-sync.js';
import type { LocationConnection } from '../../src/domain/location-connection.js';
import type { ClusterState, Resource } from '../../src/domain/state-matrix.js';
import { storkNames } from '../../src/engines/stork/stork-kinds.js';
import type { Running } from '../graphql/running-api.js';
import { next, type Updates } from '../graphql/updates.js';
import { installStork, type StorkStandIn } from '../stand-ins/stork/stork-stand-in.js';
import { BUCKET } from './federated-installation.js';
import { Installation, type InstallationOptions } from './installation.js';
import { type Ask, aPerson, asking } from './people.js';
import { QueueBell } from './queue-bell.js';
import { putToSleep, wakeUp } from './sleeping-cluster.js';
import { type StreamingApi, startStreamingApi } from './streaming-api.js';

const never = new AbortController().signal;

export interface StateChange {
  readonly eventId: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: string | null;
}

export class FederatedApi {
  readonly #opened: Updates[] = [];

  private constructor(
    readonly holdfast: Installation,
    readonly stork: StorkStandIn,
    readonly bell: QueueBell,
    readonly api: Running,
    readonly ask: Ask,
    readonly ids: { readonly clusterId: string; readonly locationId: string },
    private readonly streaming: StreamingApi,
    private readonly token: string,
  ) {}

  static async start(options: Partial<InstallationOptions> = {}): Promise<FederatedApi> {
    const bell = new QueueBell();
    let stork: StorkStandIn | undefined;
    const holdfast = await Installation.start({
      bell,
      namespaces: ['shop'],
      storkLocationTimes: { verdictMs: 6_000, againMs: 2_000, pollMs: 10, settleMs: 60, listMs: 20_000 },
      storkTimes: { pollMs: 10, watchMs: 2_000, goneMs: 5_000 },
      ...options,
      world: (store) => {
        stork = installStork(store);
        stork.buckets.make(BUCKET);
      },
    });
    if (stork === undefined) throw new Error('the world was not made');
    const { product, actor } = holdfast;
    const { services } = product;
    const streaming = await startStreamingApi(holdfast);
    const { api } = streaming;
    const { token } = await aPerson(product, actor, { role: 'SUPER_ADMIN' });
    const kubeconfig = holdfast.kubernetes.kubeconfig();
    const cluster = await services.clusters.register(
      { name: 'harbour', mode: 'FEDERATED', kubeconfig },
      actor,
    );
    const made = new FederatedApi(
      holdfast,
      stork,
      bell,
      api,
      asking(api, token),
      { clusterId: cluster.id, locationId: '' },
      streaming,
      token,
    );
    return Object.assign(made, {
      ids: { clusterId: cluster.id, locationId: await made.addLocation('vault') },
    });
  }

  async addLocation(name: string, bucket = BUCKET, endpoint = 'https://store.example'): Promise<string> {
    const { services } = this.holdfast.product;
    const asked = { name, access: 'WORKLOAD_IDENTITY', s3: { bucket, endpoint } } as const;
    return (await services.locations.create(asked, this.holdfast.actor)).id;
  }

  /** How Stork calls the location. */
  get crName(): string {
    return storkNames.location(this.ids.locationId);
  }

  connect(locationId = this.ids.locationId): Promise<LocationConnection> {
    const { services } = this.holdfast.product;
    return services.connections.create({ clusterId: this.ids.clusterId, locationId }, this.holdfast.actor);
  }

  validate(id: string): Promise<LocationConnection> {
    return this.holdfast.product.services.connections.validate(id, this.holdfast.actor);
  }

  requestSync(locationId = this.ids.locationId): Promise<BackupSync> {
    return this.holdfast.product.services.syncs.request(locationId, this.holdfast.actor);
  }

  syncOf(id: string): Promise<BackupSync> {
    return this.holdfast.product.services.syncs.get(id);
  }

  settle(): Promise<void> {
    return this.bell.settle(this.holdfast.product.handlers, never);
  }

  query(sql: string): Promise<readonly Record<string, unknown>[]> {
    return this.holdfast.database.query(sql);
  }

  /** The cluster answers nobody, and the prober has seen it. @returns what lets it answer again */
  async clusterGoes(): Promise<() => Promise<void>> {
    const away = this.holdfast.kubernetes.faults.add({ match: /./, do: 'reset-before-headers' });
    await this.#probedAs('NOT_AVAILABLE');
    return async () => {
      away.remove();
      await this.#probedAs('ACTIVE');
    };
  }

  /** The cluster is put to sleep by its garden, and the prober has seen it. @returns what wakes it */
  async clusterSleeps(): Promise<() => Promise<void>> {
    const cluster = { id: this.ids.clusterId, ownerId: this.holdfast.cluster.ownerId };
    await putToSleep(this.holdfast, cluster);
    await this.#probedAs('NOT_AVAILABLE');
    return async () => {
      await wakeUp(this.holdfast, cluster);
      await this.#probedAs('ACTIVE');
    };
  }

  /** A look that fails, or one among many that do, is not the state yet. */
  #probedAs(state: ClusterState): Promise<void> {
    const { product, actor } = this.holdfast;
    return vi.waitFor(async () => {
      await product.handlers['probe-clusters']({}, never);
      expect(await product.services.clusters.get(this.ids.clusterId, actor)).toMatchObject({ state });
    }, 20_000);
  }

  /** Changes of states over a WebSocket, of one thing or of all of the kind: first the present, or what follows an event. */
  watch(
    resource: Resource,
    of: { readonly id?: string; readonly after?: string } = {},
    token = this.token,
  ): { next(): Promise<StateChange> } {
    const query = `subscription ($resource: Resource!, $id: ID, $after: String) {
      resourceStateChanged(resource: $resource, id: $id, after: $after) { eventId from to reason } }`;
    const updates = this.api.socketClient(token).iterate({ query, variables: { resource, ...of } });
    this.#opened.push(updates);
    return { next: () => next<StateChange>(updates, 'resourceStateChanged') };
  }

  async stop(): Promise<void> {
    for (const updates of this.#opened) await updates.return?.();
    await this.streaming.stop();
    await this.holdfast.stop();
  }
}
