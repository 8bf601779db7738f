/** Backups: planned, asked for, cancelled, edited, deleted. The running itself is in cycle/. */

import { issueOf } from '../cycle/failures.js';
import { RunCancelled } from '../cycle/lease.js';
import { handmadeBackup } from '../cycle/new-backup.js';
import { readManifest } from '../cycle/read-manifest.js';
import { afterEnd } from '../cycle/record.js';
import { sightOf } from '../domain/access.js';
import type { Backup, BackupNamespace } from '../domain/backup.js';
import type { BackupMachine } from '../domain/backup-machine.js';
import { type BackupVolume, type VolumeSettings, volumeFaults } from '../domain/backup-volume.js';
import { ObjectLocked } from '../domain/errors/backup-errors.js';
import { NotFound, VersionConflict } from '../domain/errors/resource-errors.js';
import type { EventType } from '../domain/event.js';
import { assertFederatedBackup } from '../domain/federated-options.js';
import type { Actor } from '../domain/identity.js';
import type { Issue } from '../domain/issue.js';
import type { BackupSort } from '../domain/listing.js';
import type { MachineSelection } from '../domain/machine-selection.js';
import { assertModeOf } from '../domain/mode-rules.js';
import { type Labels, labelFaults, nameFaults } from '../domain/names.js';
import { assertOwnAccess, assertReachable } from '../domain/operation-mode.js';
import type { BackupCipher, OpenedBackup } from '../domain/ports/backup-cipher.js';
import type { ContentEntry, ResourcePreview } from '../domain/ports/backup-engine.js';
import type { BackupFilter, NamedAround } from '../domain/ports/backup-store.js';
import type { Clock } from '../domain/ports/clock.js';
import type { ClusterGateway } from '../domain/ports/cluster-gateway.js';
import type { Engines } from '../domain/ports/engines.js';
import type { JobBell } from '../domain/ports/job-bell.js';
import type { Log } from '../domain/ports/log.js';
import type { MachineGateway } from '../domain/ports/machine-gateway.js';
import type { LocationGateway, ObjectStore } from '../domain/ports/object-store.js';
import type { Page, SortedRequest, Stores, UnitOfWork } from '../domain/ports/stores.js';
import { filterFaults, normalFilter, type ResourceFilter } from '../domain/resource-filter.js';
import type { RuleResult } from '../domain/rule-result.js';
import { assertOperation, transition } from '../domain/state-machine.js';
import { assertMaker, assertSeen, assertSelectionGranted, authorise, seenOf } from './authorisation.js';
import {
  type PlanPreview,
  type PlanRequest,
  type PreviewRequest,
  planBackup,
  previewBackup,
} from './backup-plan.js';
import {
  assertCopiesElsewhere,
  assertNotRestored,
  assertWithinReach,
  type ForcedDeletion,
  removeRecord,
} from './backup-removal.js';
import { assertConnected } from './eligible-clusters.js';
import { refuse } from './faults.js';
import { askedFaults, assertMachines, selectionIn } from './machine-requests.js';
import { ownerOf } from './owner.js';
import { ring } from './ringing.js';
import { assertRules } from './rule-use.js';

export interface BackupPorts {
  readonly work: UnitOfWork;
  readonly clusters: ClusterGateway;
  readonly machines: Pick<MachineGateway, 'list'>;
  readonly locations: Pick<LocationGateway, 'open'>;
  readonly engines: Engines;
  readonly cipher: BackupCipher;
  readonly bell: JobBell;
  readonly clock: Clock;
  readonly log: Log;
}

export interface BackupRequest {
  /** Absent: made from the cluster's name and the time. */
  readonly name?: string;
  readonly clusterId: string;
  readonly locationId: string;
  /** This or `virtualMachines`. */
  readonly namespaces?: readonly string[];
  readonly virtualMachines?: MachineSelection;
  readonly labels?: Labels;
  readonly preRuleId?: string;
  readonly postRuleId?: string;
  readonly filter?: ResourceFilter;
  /** What is not given is as in SNAPSHOT_VOLUMES. */
  readonly volumes?: Partial<VolumeSettings>;
}

export interface BackupChange {
  readonly expectedVersion: number;
  readonly name?: string;
  readonly labels?: Labels;
}

export class BackupService {
  constructor(private readonly ports: BackupPorts) {}

  /** What a backup would include and miss now. Changes nothing. */
  plan(request: PlanRequest, viewer: Actor): Promise<PlanPreview> {
    return planBackup(this.ports, request, viewer);
  }

  /** What a backup would keep, object by object counted. Changes nothing. */
  preview(request: PreviewRequest, viewer: Actor): Promise<ResourcePreview> {
    return previewBackup(this.ports, request, viewer);
  }

  /** Asks for a backup; a worker takes it up. @throws Forbidden, InvalidInput, NotFound, OperationNotAllowed, ModeNotSupported, NoEligibleCluster, AlreadyExists */
  async create(request: BackupRequest, actor: Actor): Promise<Backup> {
    const { work, clock } = this.ports;
    const selection = selectionIn(request);
    const right = selection.kind === 'VIRTUAL_MACHINES' ? 'VirtualMachine.backUp' : 'Cluster.backUp';
    assertMaker(actor, right);
    refuse(
      request.name === undefined ? [] : nameFaults('name', request.name),
      askedFaults(request),
      labelFaults('labels', request.labels ?? {}),
      request.filter === undefined ? [] : filterFaults('filter', request.filter),
      volumeFaults('volumes', request.volumes ?? {}),
    );
    const [cluster, location] = await Promise.all([
      work.stores.clusters.find(request.clusterId),
      work.stores.locations.find(request.locationId),
    ]);
    if (cluster === undefined) throw new NotFound('Cluster', request.clusterId);
    const { clusterId } = request;
    await assertSelectionGranted(work.stores, actor, { clusterId, selection }, right);
    if (location === undefined) throw new NotFound('BackupLocation', request.locationId);
    await assertMachines(work.stores, cluster, selection);
    assertReachable(cluster, location);
    this.ports.engines.of(cluster.mode);
    assertOperation('Cluster', cluster, 'backUp');
    await assertConnected(work.stores, { cluster, location }, 'backUp');
    assertOperation('BackupLocation', location, 'backUp');
    const rules = await assertRules(work.stores, request);
    if (cluster.mode === 'FEDERATED')
      assertFederatedBackup({ filter: request.filter ?? null, volumes: request.volumes ?? {}, rules });
    const { backup, namespaces, cycle } = handmadeBackup(
      { ...request, selection, filter: request.filter === undefined ? null : normalFilter(request.filter) },
      cluster,
      ownerOf(actor),
      clock.now(),
    );
    await work.transaction(async (stores) => {
      await stores.cycles.insert(cycle);
      await stores.backups.insert(backup, namespaces);
      await append(stores, 'BACKUP_REQUESTED', backup.id, actor, {
        state: backup.state,
        name: backup.name,
        namespaces: backup.requestedNamespaces.length,
      });
    });
    await ring(() => this.ports.bell.runBackup(backup.id), this.ports.log);
    return backup;
  }

  /** Asks the worker to stop; a backup that no worker has taken up yet ends at once. @throws NotFound, Forbidden, OperationNotAllowed */
  async cancel(id: string, actor: Actor): Promise<Backup> {
    const { work, clock } = this.ports;
    const backup = await this.get(id, actor);
    await authorise(this.ports.work.stores, actor, 'Backup.cancel', { resource: 'Backup', id });
    assertOperation('Backup', backup, 'cancel');
    const at = clock.now();
    const cancelled = issueOf(new RunCancelled(), {
      backupId: id,
      clusterId: backup.clusterId,
      locationId: backup.locationId,
    });
    const end = {
      state: 'FAILURE',
      reason: 'CANCELLED',
      at,
      namespaces: (await this.namespacesOf([id])).get(id) ?? [],
      issues: cancelled === undefined ? [] : [cancelled],
      totals: { objects: 0, bytes: 0, storedBytes: 0 },
      manifestKey: null,
      encryptionKeyIds: null,
      volumes: [],
    } as const;
    await work.transaction(async (stores) => {
      if (!(await stores.backups.requestCancel(id, at))) return;
      await append(stores, 'BACKUP_CANCEL_REQUESTED', id, actor, {
        state: backup.state,
        stage: backup.stage,
        attempt: backup.attempt,
      });
      if (!(await stores.backups.finishUnclaimed(id, end))) return;
      await afterEnd(stores, backup, { end, reached: null, actor });
    });
    return this.get(id, actor);
  }

  /** @throws NotFound, Forbidden, InvalidInput, OperationNotAllowed, VersionConflict, AlreadyExists */
  async edit(id: string, change: BackupChange, actor: Actor): Promise<Backup> {
    const backup = await this.get(id, actor);
    await authorise(this.ports.work.stores, actor, 'Backup.edit', { resource: 'Backup', id });
    assertOperation('Backup', backup, 'edit');
    refuse(
      change.name === undefined ? [] : nameFaults('name', change.name),
      change.labels === undefined ? [] : labelFaults('labels', change.labels),
    );
    const { name = backup.name, labels = backup.labels } = change;
    await this.ports.work.transaction(async (stores) => {
      if (!(await stores.backups.edit(id, change.expectedVersion, { name, labels }))) {
        const { version: actual } = (await stores.backups.find(id)) ?? backup;
        const { expectedVersion: expected } = change;
        throw new VersionConflict({ resource: 'Backup', id, name: backup.name, expected, actual });
      }
      await append(stores, 'BACKUP_EDITED', id, actor, {
        before: { name: backup.name, labels: backup.labels },
        after: { name, labels },
      });
    });
    return this.get(id, actor);
  }

  /**
   * Begins the deletion: the record goes when the data is gone.
   * @throws NotFound, Forbidden, OperationNotAllowed, OperationInProgress while it is being restored, ObjectLocked, MadeElsewhere and
   *   NoEligibleCluster where no cluster can or may delete its data, LastCopyUnconfirmed where it holds the only intact copy of a
   *   namespace or of a virtual machine and `confirmLastCopy` does not say that it may go all the same
   */
  async remove(
    id: string,
    { confirmLastCopy }: { readonly confirmLastCopy: boolean },
    actor: Actor,
  ): Promise<Backup> {
    const { work, clock } = this.ports;
    const backup = await this.get(id, actor);
    await authorise(this.ports.work.stores, actor, 'Backup.delete', { resource: 'Backup', id });
    assertOperation('Backup', backup, 'delete');
    const { lockedUntil } = backup;
    if (lockedUntil !== null && lockedUntil > clock.now())
      throw new ObjectLocked(id, backup.name, lockedUntil);
    const to = transition('Backup', backup.state, 'DELETING');
    await work.transaction(async (stores) => {
      await assertNotRestored(stores, backup, actor);
      await assertWithinReach(stores, backup, actor);
      if (!confirmLastCopy) await assertCopiesElsewhere(stores, backup);
      if (!(await stores.backups.move(id, backup.state, to, clock.now()))) return;
      await append(stores, 'BACKUP_DELETING', id, actor, { from: backup.state, to, name: backup.name });
    });
    await ring(() => this.ports.bell.deleteBackup(id), this.ports.log);
    return this.get(id, actor);
  }

  /**
   * Removes the record alone: what lies in the location stays there, and nobody here knows of it any more.
   * @throws NotFound, Forbidden, ModeNotSupported, OperationNotAllowed while a cluster could delete it with its data or nothing of it is there,
   *   InvalidInput without the acknowledgement, OperationInProgress while it is being restored
   */
  async forceDelete(
    id: string,
    { acknowledgeOrphanedData }: { readonly acknowledgeOrphanedData: boolean },
    actor: Actor,
  ): Promise<ForcedDeletion> {
    const { work, clock } = this.ports;
    const backup = await this.get(id, actor);
    await authorise(work.stores, actor, 'Backup.forceDelete', { resource: 'Backup', id });
    assertModeOf('Backup', 'forceDelete', backup.mode);
    assertOperation('Backup', backup, 'forceDelete');
    const message =
      'The data stays in the location and nobody here knows of it any more: set it to true when that is meant';
    refuse(acknowledgeOrphanedData ? [] : [{ path: 'acknowledgeOrphanedData', message }]);
    return work.transaction((stores) => removeRecord(stores, id, { at: clock.now(), actor }));
  }

  /** What the backup holds, by resource and namespace; nothing for one that failed. @throws NotFound, StorageFailed, BackupLocked */
  async contents(id: string, viewer: Actor, signal?: AbortSignal): Promise<readonly ContentEntry[]> {
    const backup = await this.get(id, viewer);
    if (backup.state !== 'SUCCESS' && backup.state !== 'PARTIAL_SUCCESS') return [];
    const store = await this.#open(backup);
    return this.ports.engines
      .of('CLASSIC')
      .contents(store, await this.#opened(backup, store, signal), signal);
  }

  /** @throws NotFound */
  async get(id: string, viewer: Actor): Promise<Backup> {
    const { stores } = this.ports.work;
    return assertSeen(stores, viewer, 'Backup', { id, row: await stores.backups.find(id) });
  }

  async getMany(ids: readonly string[], viewer: Actor): Promise<readonly Backup[]> {
    const { stores } = this.ports.work;
    return seenOf(stores, viewer, 'Backup', await stores.backups.findMany(ids));
  }

  page(request: SortedRequest<BackupSort>, filter: BackupFilter, viewer: Actor): Promise<Page<Backup>> {
    return this.ports.work.stores.backups.page(request, { ...filter, seenBy: sightOf(viewer) });
  }

  count(filter: BackupFilter, viewer: Actor): Promise<number> {
    return this.ports.work.stores.backups.count({ ...filter, seenBy: sightOf(viewer) });
  }

  /** For who sees everything: others are asked about one by one. @throws RangeError for a viewer who does not */
  async namesAround(ids: NamedAround, viewer: Actor): Promise<ReadonlyMap<string, string>> {
    if (sightOf(viewer) !== 'ALL') throw new RangeError('only who sees everything is told names unasked');
    return this.ports.work.stores.backups.namesAround(ids);
  }

  namespacesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly BackupNamespace[]>> {
    return this.ports.work.stores.backups.namespacesOf(ids);
  }

  issuesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly Issue[]>> {
    return this.ports.work.stores.backups.issuesOf(ids);
  }

  #opened(
    { id, encryptionKeyIds }: Backup,
    store: ObjectStore,
    signal: AbortSignal | undefined,
  ): Promise<OpenedBackup> {
    const { cipher } = this.ports;
    return readManifest(store, id, {
      cipher,
      encrypted: encryptionKeyIds !== null,
      ...(signal && { signal }),
    });
  }

  /** What became of the commands of its rules, in the order in which they began. */
  ruleResultsOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly RuleResult[]>> {
    return this.ports.work.stores.ruleRuns.resultsOf(ids);
  }

  /** What became of the virtual machines, where they are what was asked for. */
  machinesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly BackupMachine[]>> {
    return this.ports.work.stores.backupMachines.of(ids);
  }

  volumesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly BackupVolume[]>> {
    return this.ports.work.stores.backups.volumesOf(ids);
  }

  async #open(backup: Backup): Promise<ObjectStore> {
    const location = await this.ports.work.stores.locations.find(backup.locationId);
    if (location === undefined) throw new NotFound('BackupLocation', backup.locationId);
    assertOwnAccess(location, 'Reading what a backup holds');
    return this.ports.locations.open(location);
  }
}

function append(
  stores: Stores,
  type: EventType,
  subjectId: string,
  actor: Actor,
  data: object,
): Promise<void> {
  return stores.events.append({ type, subjectType: 'Backup', subjectId, actor, data: { ...data } });
}
