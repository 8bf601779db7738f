/** Cluster discoveries: created, edited, run and removed. The running is in discovery-run.ts. */
import { randomUUID } from 'node:crypto';
import { sightOf } from '../domain/access.js';
import {
  type ClusterDiscovery,
  type ClustersOnDeletion,
  type DiscoveryRun,
  discoveryFaults,
  dueAfter,
  NO_COUNTS,
} from '../domain/cluster-discovery.js';
import { InvalidInput } from '../domain/errors/request-errors.js';
import { HasDependents, NotFound, VersionConflict } from '../domain/errors/resource-errors.js';
import type { EventType } from '../domain/event.js';
import type { Actor } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { KubeconfigFacts, KubeconfigReader } from '../domain/ports/cluster-gateway.js';
import type { DiscoveredClusters, DiscoveryFilter } from '../domain/ports/discovery-stores.js';
import type { GardenGateway } from '../domain/ports/garden-gateway.js';
import type { JobBell } from '../domain/ports/job-bell.js';
import type { Log } from '../domain/ports/log.js';
import type { Page, PageRequest, Stores, UnitOfWork } from '../domain/ports/stores.js';
import { assertRight } from '../domain/rights.js';
import type { DiscoveredShoot } from '../domain/shoot.js';
import { assertOperation, transition } from '../domain/state-machine.js';
import { gather, refuse } from './faults.js';
import { ownerOf } from './owner.js';

export interface ClusterDiscoveryPorts {
  readonly work: UnitOfWork;
  readonly kubeconfigs: KubeconfigReader;
  readonly garden: Pick<GardenGateway, 'forget'>;
  readonly bell: JobBell;
  readonly clock: Clock;
  readonly log: Log;
}

export interface NewDiscovery {
  readonly name: string;
  readonly kubeconfig: string;
  readonly context?: string;
  /** Absent: every project. */
  readonly project?: string;
  readonly labelSelector?: string;
  /** Absent: only when somebody asks. */
  readonly intervalMinutes?: number;
}

/** Null takes a value away; what is absent stays. */
export interface DiscoveryChange {
  readonly expectedVersion: number;
  readonly name?: string;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly project?: string | null;
  readonly labelSelector?: string | null;
  readonly intervalMinutes?: number | null;
}

const DEPENDENTS_SHOWN = 10;
const NOTHING: Page<ClusterDiscovery> = { items: [], hasNext: false };

export class ClusterDiscoveryService {
  constructor(private readonly ports: ClusterDiscoveryPorts) {}

  /** Its first run begins at once. @throws Forbidden, InvalidInput also for what the kubeconfig's allow-list refuses, AlreadyExists */
  async create(input: NewDiscovery, actor: Actor): Promise<ClusterDiscovery> {
    const { work, clock } = this.ports;
    assertRight(actor, 'ClusterDiscovery.create', null);
    const { name, kubeconfig, context, project = null, labelSelector = null, intervalMinutes = null } = input;
    const { facts, minimal } = this.#checked(
      { name, project, labelSelector, intervalMinutes },
      { kubeconfig, context },
    );
    const at = clock.now();
    const discovery: ClusterDiscovery = {
      id: randomUUID(),
      ownerId: ownerOf(actor),
      ...{ name, project, labelSelector, intervalMinutes },
      server: facts.server,
      credentialExpiresAt: facts.credentialExpiresAt,
      state: 'IN_PROGRESS',
      stateReason: 'RUNNING',
      stateMessage: 'Its first run was asked for when it was created.',
      stateChangedAt: at,
      run: 'DISCOVER',
      requestedAt: at,
      startedAt: null,
      endedAt: null,
      nextDueAt: null,
      lastSucceededAt: null,
      processed: 0,
      total: null,
      counts: NO_COUNTS,
      problems: [],
      attempt: 0,
      handedBack: 0,
      leaseOwner: null,
      leaseUntil: null,
      version: 1,
      createdAt: at,
      updatedAt: at,
    };
    await work.transaction(async (stores) => {
      await stores.discoveries.insert(discovery);
      await stores.credentials.put({ type: 'ClusterDiscovery', id: discovery.id }, minimal);
      const { state: to, stateReason: reason, server } = discovery;
      await append(stores, 'DISCOVERY_CREATED', discovery, actor, {
        to,
        reason,
        server,
        project,
        labelSelector,
      });
    });
    await this.#ring(discovery.id);
    return discovery;
  }

  /**
   * Not while it runs or is being deleted. A new kubeconfig is tried at once, by a run.
   * @throws NotFound, Forbidden, OperationNotAllowed, InvalidInput, VersionConflict, AlreadyExists
   */
  async edit(id: string, change: DiscoveryChange, actor: Actor): Promise<ClusterDiscovery> {
    const { expectedVersion: expected, kubeconfig, context, ...fields } = change;
    const { work, clock, garden } = this.ports;
    const at = clock.now();
    assertRight(actor, 'ClusterDiscovery.edit', null);
    await work.transaction(async (stores) => {
      const before = await this.#locked(stores, id, actor);
      assertOperation('ClusterDiscovery', before, 'edit');
      const fresh =
        kubeconfig === undefined ? undefined : this.#checked(fields, { kubeconfig, context }, before);
      if (fresh === undefined) refuse(discoveryFaults(fields));
      const { intervalMinutes } = fields;
      const edited = await stores.discoveries.edit(id, expected, {
        ...fields,
        ...(intervalMinutes !== undefined && { nextDueAt: dueAfter(before.endedAt ?? at, intervalMinutes) }),
        ...(fresh && { credentialExpiresAt: fresh.facts.credentialExpiresAt }),
        updatedAt: at,
      });
      if (!edited)
        throw new VersionConflict({
          resource: 'ClusterDiscovery',
          id,
          name: before.name,
          expected,
          actual: before.version,
        });
      if (fresh) await stores.credentials.put({ type: 'ClusterDiscovery', id }, fresh.minimal);
      const after = { ...before, ...fields };
      await append(stores, 'DISCOVERY_EDITED', after, actor, {
        before: shownFields(before),
        after: shownFields(after),
        credentialReplaced: fresh !== undefined,
      });
      if (fresh)
        await begin(stores, after, { kind: 'DISCOVER', message: 'A new kubeconfig was given.', at, actor });
    });
    if (kubeconfig !== undefined) {
      await garden.forget(id);
      await this.#ring(id);
    }
    return this.get(id, actor);
  }

  /** Looks through the garden now. @throws NotFound, Forbidden, OperationNotAllowed */
  discover(id: string, actor: Actor): Promise<ClusterDiscovery> {
    return this.#runNow(id, 'DISCOVER', actor);
  }

  /** The same, and renews the kubeconfig of every shoot that is awake. @throws NotFound, Forbidden, OperationNotAllowed */
  refresh(id: string, actor: Actor): Promise<ClusterDiscovery> {
    return this.#runNow(id, 'REFRESH', actor);
  }

  /**
   * A job removes it. Its clusters stay with their backups and schedules and become unmanaged, or stand in the way.
   * @throws NotFound, Forbidden, OperationNotAllowed, HasDependents
   */
  async remove(id: string, clusters: ClustersOnDeletion, actor: Actor): Promise<ClusterDiscovery> {
    const { work, clock } = this.ports;
    assertRight(actor, 'ClusterDiscovery.delete', null);
    await work.transaction(async (stores) => {
      const before = await this.#locked(stores, id, actor);
      assertOperation('ClusterDiscovery', before, 'delete');
      if (clusters === 'REFUSE') await assertFindsNothing(stores, before);
      const to = transition('ClusterDiscovery', before.state, 'DELETING');
      const message = 'Somebody deleted it: its clusters are being let go of.';
      await stores.discoveries.beginDeletion(id, message, clock.now());
      await append(stores, 'DISCOVERY_STATE_CHANGED', before, actor, {
        from: before.state,
        to,
        reason: 'BEING_DELETED',
        message,
      });
    });
    await this.#ring(id);
    return this.get(id, actor);
  }

  /** @throws NotFound also for who may not see any */
  async get(id: string, viewer: Actor): Promise<ClusterDiscovery> {
    return seen(await this.ports.work.stores.discoveries.find(id), id, viewer);
  }

  async getMany(ids: readonly string[], viewer: Actor): Promise<readonly ClusterDiscovery[]> {
    return seesAny(viewer) ? this.ports.work.stores.discoveries.findMany(ids) : [];
  }

  async page(request: PageRequest, filter: DiscoveryFilter, viewer: Actor): Promise<Page<ClusterDiscovery>> {
    return seesAny(viewer) ? this.ports.work.stores.discoveries.page(request, filter) : NOTHING;
  }

  async count(filter: DiscoveryFilter, viewer: Actor): Promise<number> {
    return seesAny(viewer) ? this.ports.work.stores.discoveries.count(filter) : 0;
  }

  /** Of each discovery that finds any cluster. */
  clusterCounts(ids: readonly string[]): Promise<ReadonlyMap<string, DiscoveredClusters>> {
    return this.ports.work.stores.shoots.countsOf(ids);
  }

  /** The shoots behind clusters that the viewer sees already. */
  shootsOf(clusterIds: readonly string[]): Promise<readonly DiscoveredShoot[]> {
    return this.ports.work.stores.shoots.findMany(clusterIds);
  }

  /** Which discoveries find each cluster, by id. */
  discoveriesOf(clusterIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    return this.ports.work.stores.shoots.discoveriesOf(clusterIds);
  }

  async #runNow(id: string, kind: DiscoveryRun, actor: Actor): Promise<ClusterDiscovery> {
    const { work, clock } = this.ports;
    const operation = kind === 'REFRESH' ? 'refresh' : 'discover';
    assertRight(actor, `ClusterDiscovery.${operation}`, null);
    await work.transaction(async (stores) => {
      const before = await this.#locked(stores, id, actor);
      assertOperation('ClusterDiscovery', before, operation);
      await begin(stores, before, { kind, message: 'Somebody asked for a run.', at: clock.now(), actor });
    });
    await this.#ring(id);
    return this.get(id, actor);
  }

  async #locked(stores: Stores, id: string, viewer: Actor): Promise<ClusterDiscovery> {
    return seen(await stores.discoveries.lock(id), id, viewer);
  }

  /** All faults at once. @param before the garden never changes: another one is another discovery */
  #checked(
    fields: Parameters<typeof discoveryFaults>[0],
    { kubeconfig, context }: { readonly kubeconfig: string; readonly context: string | undefined },
    before?: ClusterDiscovery,
  ): { readonly facts: KubeconfigFacts; readonly minimal: string } {
    const read = gather(() => this.ports.kubeconfigs.read(kubeconfig, context));
    const faults = 'faults' in read ? read.faults : elsewhere(read.value.facts, before);
    refuse(discoveryFaults(fields), faults);
    if (!('value' in read)) throw new InvalidInput(faults);
    return read.value;
  }

  /** It stands in our tables: a bell that does not ring only makes it later. */
  async #ring(id: string): Promise<void> {
    const { bell, log } = this.ports;
    await bell
      .runDiscovery(id)
      .catch((error: unknown) =>
        log.warn({ err: error }, 'the job store could not be rung; the next round will find the discovery'),
      );
  }
}

function elsewhere({ server }: KubeconfigFacts, before: ClusterDiscovery | undefined) {
  if (before === undefined || before.server === server) return [];
  const message = `is of another garden (${server}): that of a discovery (${before.server}) never changes; create another discovery`;
  return [{ path: 'kubeconfig', message }];
}

interface Beginning {
  readonly kind: DiscoveryRun;
  readonly message: string;
  readonly at: Date;
  readonly actor: Actor;
}

async function begin(
  stores: Stores,
  before: ClusterDiscovery,
  { kind, message, at, actor }: Beginning,
): Promise<void> {
  const to = transition('ClusterDiscovery', before.state, 'IN_PROGRESS');
  await stores.discoveries.begin(before.id, { kind, message, at });
  const reason = kind === 'REFRESH' ? 'REFRESHING' : 'RUNNING';
  await append(stores, 'DISCOVERY_STATE_CHANGED', before, actor, { from: before.state, to, reason, message });
}

async function assertFindsNothing(stores: Stores, { id, name }: ClusterDiscovery): Promise<void> {
  const { clusters, total } = await stores.shoots.clustersOf(id, DEPENDENTS_SHOWN);
  if (total === 0) return;
  const dependents = clusters.map((each) => ({ resource: 'Cluster', ...each }));
  throw new HasDependents({ resource: 'ClusterDiscovery', id, name, dependents, total });
}

/** What is of the infrastructure is seen by those who see everything. */
function seesAny(viewer: Actor): boolean {
  return sightOf(viewer) === 'ALL';
}

function seen(row: ClusterDiscovery | undefined, id: string, viewer: Actor): ClusterDiscovery {
  if (row === undefined || !seesAny(viewer)) throw new NotFound('ClusterDiscovery', id);
  return row;
}

function shownFields({ name, project, labelSelector, intervalMinutes }: ClusterDiscovery): object {
  return { name, project, labelSelector, intervalMinutes };
}

function append(
  stores: Stores,
  type: EventType,
  { id, name }: Pick<ClusterDiscovery, 'id' | 'name'>,
  actor: Actor,
  data: object,
): Promise<void> {
  return stores.events.append({
    type,
    subjectType: 'ClusterDiscovery',
    subjectId: id,
    actor,
    data: { name, ...data },
  });
}
