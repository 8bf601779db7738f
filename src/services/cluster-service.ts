/** Clusters: registered, edited, looked at, removed. */

import { randomUUID } from 'node:crypto';
import { settleAll } from '../cycle/incidents.js';
import { audienceIn, isGranted, reaches, sightOf } from '../domain/access.js';
import type { Cluster } from '../domain/cluster.js';
import type { FieldFault } from '../domain/errors/request-errors.js';
import { VersionConflict } from '../domain/errors/resource-errors.js';
import type { EventType } from '../domain/event.js';
import type { Actor } from '../domain/identity.js';
import type { ClusterSort } from '../domain/listing.js';
import { type Labels, labelFaults, nameFaults } from '../domain/names.js';
import { isSystemNamespace } from '../domain/namespace-selection.js';
import type { Clock } from '../domain/ports/clock.js';
import type {
  ClusterGateway,
  KubeconfigReader,
  ObservedNamespace,
  ShownNamespace,
} from '../domain/ports/cluster-gateway.js';
import type { ClusterFilter } from '../domain/ports/cluster-store.js';
import type { Page, SortedRequest, Stores, UnitOfWork } from '../domain/ports/stores.js';
import { assertRight } from '../domain/rights.js';
import { assertOperation } from '../domain/state-machine.js';
import type { OperationMode } from '../domain/state-matrix.js';
import { NO_LOOK } from '../domain/steadiness.js';
import { NOT_CHECKED } from '../domain/virtual-machine.js';
import { accessTo, assertSeen, authorise, grantedOn, seenOf } from './authorisation.js';
import type { ClusterProber } from './cluster-prober.js';
import { gather, refuse } from './faults.js';
import { assertNotNeeded } from './not-needed.js';
import { ownerOf } from './owner.js';
import { event as machineEvent } from './virtual-machine-prober.js';

export interface ClusterPorts {
  readonly work: UnitOfWork;
  readonly clusters: ClusterGateway;
  readonly kubeconfigs: KubeconfigReader;
  readonly prober: ClusterProber;
  readonly clock: Clock;
  accessManifest(request: {
    readonly namespace: string;
    readonly name: string;
    readonly exec?: boolean;
    readonly stork?: boolean;
  }): string;
}

export interface NewCluster {
  readonly name: string;
  readonly kubeconfig: string;
  /** Which context of the kubeconfig, where it has several. */
  readonly context?: string;
  readonly mode?: OperationMode;
  readonly labels?: Labels;
}

export interface ClusterChange {
  readonly expectedVersion: number;
  readonly name?: string;
  readonly labels?: Labels;
  readonly kubeconfig?: string;
  readonly context?: string;
}

export class ClusterService {
  constructor(private readonly ports: ClusterPorts) {}

  /**
   * Registers a cluster and looks at it at once. One that cannot be reached is kept, with its reason (S: px "cluster add").
   * @throws Forbidden, InvalidInput also for what the kubeconfig's allow-list refuses, AlreadyExists
   */
  async register(input: NewCluster, actor: Actor): Promise<Cluster> {
    const { work, kubeconfigs, clock, prober } = this.ports;
    assertRight(actor, 'Cluster.register', null);
    const mode = input.mode ?? 'CLASSIC';
    const labels = input.labels ?? {};
    const read = gather(() => kubeconfigs.read(input.kubeconfig, input.context));
    refuse(
      nameFaults('name', input.name),
      labelFaults('labels', labels),
      'faults' in read ? read.faults : [],
    );
    if (!('value' in read)) throw new Error('unreachable: the faults were refused');
    const { facts, minimal } = read.value;
    const now = clock.now();
    const cluster: Cluster = {
      id: randomUUID(),
      name: input.name,
      ownerId: ownerOf(actor),
      mode,
      labels,
      server: facts.server,
      state: 'UNCHECKED',
      stateReason: 'NOT_CHECKED',
      stateMessage: 'not looked at yet',
      stateChangedAt: now,
      stateCheckedAt: null,
      credentialVersion: 1,
      credentialExpiresAt: facts.credentialExpiresAt,
      lastReachedAt: null,
      looks: NO_LOOK,
      kubernetesVersion: null,
      stork: null,
      clusterUid: null,
      missingRights: [],
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    await work.transaction(async (stores) => {
      await stores.clusters.insert(cluster);
      await stores.credentials.put({ type: 'Cluster', id: cluster.id }, minimal);
      await append(stores, 'CLUSTER_REGISTERED', cluster.id, actor, {
        name: cluster.name,
        server: cluster.server,
      });
    });
    return prober.look(cluster.id, { actor, asked: true });
  }

  /** @throws NotFound, Forbidden, InvalidInput, VersionConflict, AlreadyExists */
  async edit(id: string, change: ClusterChange, actor: Actor): Promise<Cluster> {
    const { work, kubeconfigs, clusters, clock, prober } = this.ports;
    const cluster = await this.get(id, actor);
    await authorise(work.stores, actor, 'Cluster.edit', { resource: 'Cluster', id });
    assertOperation('Cluster', cluster, 'edit');
    const { kubeconfig } = change;
    const read =
      kubeconfig === undefined ? undefined : gather(() => kubeconfigs.read(kubeconfig, change.context));
    refuse(
      change.name === undefined ? [] : nameFaults('name', change.name),
      change.labels === undefined ? [] : labelFaults('labels', change.labels),
      read !== undefined && 'faults' in read ? read.faults : [],
      kubeconfig === undefined ? [] : await keptFaults(work.stores, id),
    );
    const fresh = read !== undefined && 'value' in read ? read.value : undefined;
    const now = clock.now();
    await work.transaction(async (stores) => {
      const edited = await stores.clusters.edit(id, change.expectedVersion, {
        ...(change.name !== undefined && { name: change.name }),
        ...(change.labels !== undefined && { labels: change.labels }),
        ...(fresh !== undefined && withNewCredential(cluster, fresh.facts, now)),
        updatedAt: now,
      });
      if (!edited) {
        const { version: actual } = (await stores.clusters.find(id)) ?? cluster;
        const { expectedVersion: expected } = change;
        throw new VersionConflict({ resource: 'Cluster', id, name: cluster.name, expected, actual });
      }
      if (fresh !== undefined) {
        await stores.credentials.put({ type: 'Cluster', id }, fresh.minimal);
        await uncheckMachines(stores, id, { at: now, actor });
      }
      await append(stores, 'CLUSTER_EDITED', id, actor, {
        before: { name: cluster.name, labels: cluster.labels },
        after: { name: change.name ?? cluster.name, labels: change.labels ?? cluster.labels },
        credentialReplaced: fresh !== undefined,
        ...(fresh !== undefined && { from: cluster.state, to: 'UNCHECKED', ...NEW_CREDENTIAL }),
      });
    });
    if (fresh === undefined) return this.get(id, actor);
    await clusters.forget(id);
    return prober.look(id, { actor, asked: true });
  }

  /** Removes a cluster that no backup needs. @throws NotFound, Forbidden, HasDependents */
  async remove(id: string, actor: Actor): Promise<void> {
    const { work, clusters } = this.ports;
    const cluster = await this.get(id, actor);
    await authorise(work.stores, actor, 'Cluster.delete', { resource: 'Cluster', id });
    assertOperation('Cluster', cluster, 'delete');
    await work.transaction(async (stores) => {
      await assertNotNeeded(stores, 'Cluster', cluster);
      const settled = { subjectType: 'Cluster', subjectId: id, reason: 'the cluster was removed' } as const;
      await settleAll(stores, settled, { at: this.ports.clock.now(), actor });
      const audience = await stores.shares.audienceOf('Cluster', id);
      await forgetMachines(stores, cluster, actor);
      await stores.clusters.remove(id);
      await stores.credentials.remove({ type: 'Cluster', id });
      await append(stores, 'CLUSTER_DELETED', id, actor, {
        name: cluster.name,
        state: cluster.state,
        audience,
      });
    });
    await clusters.forget(id);
  }

  /** What an administrator of a cluster applies so that Holdfast can read it. @throws InvalidInput */
  accessManifest(request: {
    readonly namespace: string;
    readonly name: string;
    readonly exec?: boolean;
    readonly stork?: boolean;
  }): string {
    return this.ports.accessManifest(request);
  }

  /** Looks at the cluster now; what is seen counts at once. @throws NotFound, Forbidden */
  async validate(id: string, actor: Actor): Promise<Cluster> {
    const cluster = await this.get(id, actor);
    await authorise(this.ports.work.stores, actor, 'Cluster.validate', { resource: 'Cluster', id });
    assertOperation('Cluster', cluster, 'validate');
    return this.ports.prober.look(id, { actor, asked: true });
  }

  /** @throws NotFound */
  async get(id: string, viewer: Actor): Promise<Cluster> {
    const { stores } = this.ports.work;
    const seen = await assertSeen(stores, viewer, 'Cluster', { id, row: await stores.clusters.find(id) });
    const [shown = seen] = await this.#shown([seen], viewer);
    return shown;
  }

  async getMany(ids: readonly string[], viewer: Actor): Promise<readonly Cluster[]> {
    const { stores } = this.ports.work;
    return this.#shown(await seenOf(stores, viewer, 'Cluster', await stores.clusters.findMany(ids)), viewer);
  }

  async page(
    request: SortedRequest<ClusterSort>,
    filter: ClusterFilter,
    viewer: Actor,
  ): Promise<Page<Cluster>> {
    const { clusters } = this.ports.work.stores;
    const { items, hasNext } = await clusters.page(request, { ...filter, seenBy: sightOf(viewer) });
    const shown = await this.#shown(
      items.map(({ item }) => item),
      viewer,
    );
    return { items: items.map((each, index) => ({ ...each, item: shown[index] ?? each.item })), hasNext };
  }

  /** Who knows one only because something of theirs is on it gets its name and state: the code of the reason is part of that, its words are not. */
  async #shown(rows: readonly Cluster[], viewer: Actor): Promise<readonly Cluster[]> {
    if (sightOf(viewer) === 'ALL') return rows;
    const ids = rows.map(({ id }) => id);
    const access = await accessTo(this.ports.work.stores, viewer, 'Cluster', ids);
    return rows.map((row) => (reaches(access.get(row.id), 'VIEW') ? row : { ...row, ...BY_NAME }));
  }

  count(filter: ClusterFilter, viewer: Actor): Promise<number> {
    return this.ports.work.stores.clusters.count({ ...filter, seenBy: sightOf(viewer) });
  }

  /** The namespaces that the cluster has now, of those that are shared with the viewer. @throws NotFound, ClusterCallFailed */
  async namespaces(id: string, viewer: Actor, signal?: AbortSignal): Promise<readonly ShownNamespace[]> {
    const { clusters, work } = this.ports;
    await this.get(id, viewer);
    const granted = await grantedOn(work.stores, viewer, id);
    const [all, system] = await Promise.all([
      clusters.namespaces(id, signal),
      clusters.systemNamespaces(id, signal),
    ]);
    const seen = all.filter(({ name }) => isGranted(granted, name));
    return seen.map((each) => ({ ...each, system: isSystemNamespace(each.name, system) }));
  }

  /** Which of the names the cluster has now: for who sees them on something of theirs. @throws ClusterCallFailed */
  async namespacesNow(id: string): Promise<readonly ObservedNamespace[]> {
    return this.ports.clusters.namespaces(id);
  }
}

/** Whoever saw them hears of it: with the cluster the shares go that would say so. */
async function forgetMachines(stores: Stores, { id, ownerId }: Cluster, actor: Actor): Promise<void> {
  const machines = await stores.virtualMachines.forget(id);
  if (machines.length === 0) return;
  const shares = await stores.shares.allOfCluster(id);
  const namespaces = new Set(machines.map(({ namespace }) => namespace));
  const audiences = new Map([...namespaces].map((each) => [each, audienceIn(each, ownerId, shares)]));
  await stores.events.append(
    ...machines.map((row) =>
      machineEvent('VIRTUAL_MACHINE_GONE', row, actor, {
        ...{ from: row.state, message: CLUSTER_REMOVED, audience: audiences.get(row.namespace) },
      }),
    ),
  );
}

/** What was seen through the old credential may have been another cluster's. */
async function uncheckMachines(
  stores: Stores,
  clusterId: string,
  { at, actor }: { readonly at: Date; readonly actor: Actor },
): Promise<void> {
  const before = await stores.virtualMachines.uncheck(clusterId, at);
  await stores.events.append(
    ...before.map((row) =>
      machineEvent('VIRTUAL_MACHINE_STATE_CHANGED', row, actor, {
        from: row.state,
        to: 'UNCHECKED',
        reason: NOT_CHECKED,
        message: 'a new kubeconfig was given for its cluster',
      }),
    ),
  );
}

const CLUSTER_REMOVED = 'its cluster was removed';

/** What only who runs the cluster, or has it shared, has to know. */
const BY_NAME = {
  server: null,
  stork: null,
  lastReachedAt: null,
  stateMessage: 'not shown: the cluster is not shared with you',
  credentialExpiresAt: null,
  kubernetesVersion: null,
  clusterUid: null,
  missingRights: [],
  labels: {},
} as const;

const NEW_CREDENTIAL = {
  reason: 'NOT_CHECKED',
  message: 'a new kubeconfig was given and not looked at yet',
} as const;

/** The next renewal would replace what a person gives. */
async function keptFaults({ shoots }: Stores, id: string): Promise<readonly FieldFault[]> {
  if ((await shoots.find(id))?.managed !== true) return [];
  const message =
    'is kept up by a cluster discovery, which fetches the next one by itself; refresh that discovery instead';
  return [{ path: 'kubeconfig', message }];
}

/** A new credential was never tried: what was known through the old one is not known of it. */
function withNewCredential(
  cluster: Cluster,
  facts: { readonly server: string; readonly credentialExpiresAt: Date | null },
  at: Date,
): Partial<Cluster> {
  return {
    server: facts.server,
    credentialVersion: cluster.credentialVersion + 1,
    credentialExpiresAt: facts.credentialExpiresAt,
    lastReachedAt: null,
    looks: NO_LOOK,
    state: 'UNCHECKED',
    stateReason: NEW_CREDENTIAL.reason,
    stateMessage: NEW_CREDENTIAL.message,
    stateChangedAt: at,
    stateCheckedAt: null,
    missingRights: [],
  };
}

function append(
  stores: Stores,
  type: EventType,
  subjectId: string,
  actor: Actor,
  data: object,
): Promise<void> {
  return stores.events.append({ type, subjectType: 'Cluster', subjectId, actor, data: { ...data } });
}
