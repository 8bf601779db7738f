/** Restores: tried, asked for, cancelled, their records deleted. The running itself is in cycle/restore/. */

import { newRestore } from '../cycle/restore/new-restore.js';
import { finishedRestore } from '../cycle/restore/restore-events.js';
import { CANCELLED } from '../cycle/restore/restore-failures.js';
import { sightOf } from '../domain/access.js';
import type { Backup, BackupNamespace } from '../domain/backup.js';
import type { Cluster } from '../domain/cluster.js';
import { BackupVanished } from '../domain/errors/backup-errors.js';
import type { FieldFault } from '../domain/errors/request-errors.js';
import { NotFound, OperationInProgress } from '../domain/errors/resource-errors.js';
import type { EventType } from '../domain/event.js';
import { assertFederatedRestore } from '../domain/federated-options.js';
import type { Actor } from '../domain/identity.js';
import type { RestoreSort } from '../domain/listing.js';
import { nameFaults } from '../domain/names.js';
import { assertMode, assertReachable } from '../domain/operation-mode.js';
import type { Clock } from '../domain/ports/clock.js';
import type { JobBell } from '../domain/ports/job-bell.js';
import type { Log } from '../domain/ports/log.js';
import type { RestoreEnd, RestoreFilter } from '../domain/ports/restore-store.js';
import type { Page, PageRequest, SortedRequest, Stores } from '../domain/ports/stores.js';
import {
  NO_OBJECTS,
  type Restore,
  type RestoreIssue,
  type RestoreOptions,
  type RestorePreview,
} from '../domain/restore.js';
import { restoreFaults, targetNamespaces as targetsOf } from '../domain/restore-faults.js';
import { assertOperation } from '../domain/state-machine.js';
import { assertGranted, assertSeen, authorise, seenOf } from './authorisation.js';
import { assertConnected } from './eligible-clusters.js';
import { refuse } from './faults.js';
import { ownerOf } from './owner.js';
import { normalOptions, optionFaults } from './restore-input.js';
import { type PreviewPorts, previewRestore } from './restore-preview.js';
import { ring } from './ringing.js';

export interface RestorePorts extends PreviewPorts {
  readonly bell: Pick<JobBell, 'runRestore'>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface RestoreRequest {
  readonly backupId: string;
  /** Absent: the cluster that the backup is of. */
  readonly clusterId?: string;
  readonly options: RestoreOptions;
}

export interface NewRestoreRequest extends RestoreRequest {
  /** Absent: made of the backup's name. */
  readonly name?: string;
  /** REPLACE deletes: only with a person's yes. */
  readonly confirm?: boolean;
  /** A backup that was found damaged gives back what of it can be read: only with a person's yes. */
  readonly acceptDamaged?: boolean;
}

/** What a request is about, once all of it has been looked at. */
interface Asked {
  readonly backup: Backup;
  readonly namespaces: readonly BackupNamespace[];
  readonly source: Cluster | undefined;
  readonly cluster: Cluster;
  readonly options: RestoreOptions;
}

export class RestoreService {
  constructor(private readonly ports: RestorePorts) {}

  /**
   * What a restore would do now, by dry runs: changes nothing.
   * @throws Forbidden, InvalidInput, NotFound, OperationNotAllowed, BackupVanished, ModeNotSupported, NoEligibleCluster, and what previewRestore throws
   */
  async preview(request: RestoreRequest, actor: Actor): Promise<RestorePreview> {
    const asked = await this.#asked(request, actor);
    assertMode(asked.cluster.mode, { supports: ['CLASSIC'], what: 'A dry run of a restore' });
    return previewRestore(this.ports, asked);
  }

  /**
   * Asks for a restore; a worker takes it up.
   * @throws Forbidden, InvalidInput, NotFound, OperationNotAllowed, BackupVanished, ModeNotSupported, NoEligibleCluster, OperationInProgress, AlreadyExists
   */
  async create(request: NewRestoreRequest, actor: Actor): Promise<Restore> {
    const { work, clock } = this.ports;
    const asked = await this.#asked(request, actor, (backup) => [
      ...(request.name === undefined ? [] : nameFaults('name', request.name)),
      ...confirmationFaults(request),
      ...damageFaults(backup, request),
    ]);
    const { name } = request;
    const restore = newRestore({
      ...asked,
      ...(name !== undefined && { name }),
      ownerId: ownerOf(actor),
      at: clock.now(),
    });
    await work.transaction(async (stores) => {
      await assertFree(stores, restore, asked, actor);
      await stores.restores.insert(restore);
      const { state, backupId, clusterId, targetNamespaces } = restore;
      const namespaces = targetNamespaces.length;
      const data = { state, name: restore.name, backupId, clusterId, namespaces };
      await append(stores, 'RESTORE_REQUESTED', restore.id, actor, data);
    });
    await ring(() => this.ports.bell.runRestore(restore.id), this.ports.log);
    return restore;
  }

  /** Asks the worker to stop; a restore that no worker has taken up yet ends at once. @throws NotFound, Forbidden, OperationNotAllowed */
  async cancel(id: string, actor: Actor): Promise<Restore> {
    const { work, clock } = this.ports;
    const restore = await this.get(id, actor);
    await authorise(work.stores, actor, 'Restore.cancel', { resource: 'Restore', id });
    assertOperation('Restore', restore, 'cancel');
    const at = clock.now();
    const end: RestoreEnd = {
      state: 'FAILURE',
      reason: 'CANCELLED',
      issues: [CANCELLED],
      counts: NO_OBJECTS,
      total: null,
      at,
    };
    await work.transaction(async (stores) => {
      if (!(await stores.restores.requestCancel(id, at))) return;
      const { state, stage, attempt } = restore;
      await append(stores, 'RESTORE_CANCEL_REQUESTED', id, actor, { state, stage, attempt });
      if (!(await stores.restores.finishUnclaimed(id, end))) return;
      await stores.events.append(finishedRestore({ id, name: restore.name, attempt: 0 }, end, actor));
    });
    return this.get(id, actor);
  }

  /** Deletes the record of a restore that has ended; what it brought back stays. @throws NotFound, Forbidden, OperationNotAllowed */
  async remove(id: string, actor: Actor): Promise<void> {
    const restore = await this.get(id, actor);
    const { work } = this.ports;
    await authorise(work.stores, actor, 'Restore.delete', { resource: 'Restore', id });
    assertOperation('Restore', restore, 'delete');
    await this.ports.work.transaction(async (stores) => {
      const audience = await stores.shares.audienceOf('Restore', id);
      if (!(await stores.restores.remove(id))) return;
      const { name, state } = restore;
      await append(stores, 'RESTORE_DELETED', id, actor, { name, state, audience });
    });
  }

  /** @throws NotFound */
  async get(id: string, viewer: Actor): Promise<Restore> {
    const { stores } = this.ports.work;
    return assertSeen(stores, viewer, 'Restore', { id, row: await stores.restores.find(id) });
  }

  async getMany(ids: readonly string[], viewer: Actor): Promise<readonly Restore[]> {
    const { stores } = this.ports.work;
    return seenOf(stores, viewer, 'Restore', await stores.restores.findMany(ids));
  }

  page(request: SortedRequest<RestoreSort>, filter: RestoreFilter, viewer: Actor): Promise<Page<Restore>> {
    return this.ports.work.stores.restores.page(request, { ...filter, seenBy: sightOf(viewer) });
  }

  count(filter: RestoreFilter, viewer: Actor): Promise<number> {
    return this.ports.work.stores.restores.count({ ...filter, seenBy: sightOf(viewer) });
  }

  countOfBackups(backupIds: readonly string[], viewer: Actor): Promise<ReadonlyMap<string, number>> {
    return this.ports.work.stores.restores.countOfBackups(backupIds, sightOf(viewer));
  }

  issuesOf(id: string, request: PageRequest): Promise<Page<RestoreIssue>> {
    return this.ports.work.stores.restores.issuesOf(id, request);
  }

  countIssues(id: string): Promise<number> {
    return this.ports.work.stores.restores.countIssues(id);
  }

  /** Rights, then all faults at once, then what the states and the mode allow. */
  async #asked(
    request: RestoreRequest,
    actor: Actor,
    faultsOf: (backup: Backup) => readonly FieldFault[] = () => [],
  ): Promise<Asked> {
    const { stores } = this.ports.work;
    const backup = await stores.backups.find(request.backupId);
    if (backup === undefined) throw new NotFound('Backup', request.backupId);
    await authorise(stores, actor, 'Backup.restore', { resource: 'Backup', id: backup.id });
    const clusterId = request.clusterId ?? backup.clusterId;
    const [cluster, source, location, namespacesOf] = await Promise.all([
      stores.clusters.find(clusterId),
      stores.clusters.find(backup.clusterId),
      stores.locations.find(backup.locationId),
      stores.backups.namespacesOf([backup.id]),
    ]);
    if (cluster === undefined) throw new NotFound('Cluster', clusterId);
    await authorise(stores, actor, 'Cluster.restore', { resource: 'Cluster', id: cluster.id });
    if (location === undefined) throw new NotFound('BackupLocation', backup.locationId);
    const namespaces = namespacesOf.get(backup.id) ?? [];
    const options = normalOptions(request.options);
    // What a backup holds is known when it has ended.
    assertOperation('Backup', backup, 'restore');
    assertThere(backup);
    refuse(faultsOf(backup), optionFaults(request.options), restoreFaults({ namespaces }, request.options));
    const targets = targetsOf(options, namespaces);
    await assertGranted(stores, actor, 'Cluster.restore', { clusterId, namespaces: targets });
    assertSameMode(cluster, backup);
    if (cluster.mode === 'FEDERATED') assertFederatedRestore(options);
    assertReachable(cluster, location);
    assertOperation('Cluster', cluster, 'restore');
    await assertConnected(stores, { cluster, location }, 'restore');
    assertOperation('BackupLocation', location, 'restore');
    return { backup, namespaces, source, cluster, options };
  }
}

/** @throws BackupVanished */
function assertThere({ id, vanishedAt }: Backup): void {
  if (vanishedAt !== null) throw new BackupVanished(id, vanishedAt);
}

/** What Stork made only Stork brings back, and the other way round. @throws ModeNotSupported */
function assertSameMode(cluster: Cluster, backup: Backup): void {
  assertMode(cluster.mode, {
    supports: [backup.mode],
    what: `A restore of a ${backup.mode} backup`,
    advice: `Restore it to a ${backup.mode} cluster.`,
  });
}

function confirmationFaults({ options, confirm }: NewRestoreRequest): readonly FieldFault[] {
  if (options.existing !== 'REPLACE' || confirm === true) return [];
  const message =
    'REPLACE deletes each object that is there and differs from the backup, with all that belongs to it, and makes it anew: set it to true when that is meant';
  return [{ path: 'confirm', message }];
}

function damageFaults(
  { name, verification, verifiedAt }: Backup,
  { acceptDamaged }: NewRestoreRequest,
): readonly FieldFault[] {
  if (verification !== 'DAMAGED' || acceptDamaged === true) return [];
  const when = verifiedAt === null ? '' : ` at ${verifiedAt.toISOString()}`;
  const message = `the backup ${name} was read back${when} and is damaged: take another one, or set it to true to bring back what can still be read`;
  return [{ path: 'acceptDamaged', message }];
}

/**
 * In the transaction of the insert: the backup is still there to be read, and nobody else writes to the same namespaces.
 * @throws NotFound, OperationNotAllowed, BackupVanished, OperationInProgress
 */
async function assertFree(
  stores: Pick<Stores, 'backups' | 'restores' | 'shares'>,
  restore: Restore,
  { backup, cluster }: Pick<Asked, 'backup' | 'cluster'>,
  actor: Actor,
): Promise<void> {
  const locked = await stores.backups.lock(backup.id);
  if (locked === undefined) throw new NotFound('Backup', backup.id);
  assertOperation('Backup', locked, 'restore');
  assertThere(locked);
  const rival = await stores.restores.rivalOf(cluster.id, restore.targetNamespaces);
  if (rival === undefined) return;
  const ours = new Set(restore.targetNamespaces);
  const shared = rival.targetNamespaces.filter((name) => ours.has(name)).slice(0, 10);
  const [seen] = await seenOf(stores, actor, 'Restore', [rival]);
  const who = seen === undefined ? 'A restore of somebody else' : `The restore ${seen.name}`;
  throw new OperationInProgress(
    `${who} is writing to ${shared.join(', ')} of the cluster ${cluster.name}: two at once would undo each other.`,
    { holderId: seen?.id ?? cluster.id, since: rival.createdAt.toISOString() },
  );
}

function append(
  stores: Pick<Stores, 'events'>,
  type: EventType,
  subjectId: string,
  actor: Actor,
  data: object,
): Promise<void> {
  return stores.events.append({ type, subjectType: 'Restore', subjectId, actor, data: { ...data } });
}
