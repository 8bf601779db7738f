/** Backups that Velero left in a location: listed, and taken over as our own. Nothing of Velero's is changed. */

import { handmadeBackup } from '../cycle/new-backup.js';
import { sightOf } from '../domain/access.js';
import type { Backup } from '../domain/backup.js';
import type { BackupLocation } from '../domain/backup-location.js';
import { InvalidInput } from '../domain/errors/request-errors.js';
import { NotFound } from '../domain/errors/resource-errors.js';
import type { Actor } from '../domain/identity.js';
import { nameFaults } from '../domain/names.js';
import { isKeyPart } from '../domain/object-key.js';
import { assertOwnAccess, assertReachable } from '../domain/operation-mode.js';
import type { BackupImporter, UnreadableBackup } from '../domain/ports/backup-importer.js';
import type { Clock } from '../domain/ports/clock.js';
import type { JobBell } from '../domain/ports/job-bell.js';
import type { Log } from '../domain/ports/log.js';
import type { LocationGateway } from '../domain/ports/object-store.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import { assertRight } from '../domain/rights.js';
import { assertOperation } from '../domain/state-machine.js';
import { StorageFailed } from '../domain/storage-failure.js';
import { isImportable, type VeleroBackup } from '../domain/velero.js';
import { refuse } from './faults.js';
import { ownerOf } from './owner.js';
import { ring } from './ringing.js';

export interface VeleroImportsPorts {
  readonly work: UnitOfWork;
  readonly locations: Pick<LocationGateway, 'open'>;
  readonly importer: BackupImporter;
  readonly bell: JobBell;
  readonly clock: Clock;
  readonly log: Log;
}

export interface ImportRequest {
  /** Where Velero's `backups/` folder lies. */
  readonly locationId: string;
  readonly veleroName: string;
  /** Of which cluster it is: where a restore goes unless another is named. */
  readonly clusterId: string;
  /** Where the import goes; absent: the same location. */
  readonly targetLocationId?: string;
  /** Absent: `velero-<name>`. */
  readonly name?: string;
}

/** Listed: what can be imported first, newest first. */
export interface VeleroListing {
  readonly backups: readonly VeleroBackup[];
  readonly unreadable: readonly UnreadableBackup[];
}

export class VeleroImports {
  constructor(private readonly ports: VeleroImportsPorts) {}

  /** @throws NotFound, OperationNotAllowed, StorageFailed */
  async list(locationId: string, viewer: Actor, signal?: AbortSignal): Promise<VeleroListing> {
    // They are nobody's yet, and of everybody's applications.
    if (sightOf(viewer) !== 'ALL') assertRight(viewer, 'BackupLocation.rescan', null);
    const location = await this.#location(locationId);
    assertOwnAccess(location, 'An import');
    assertOperation('BackupLocation', location, 'rescan');
    const store = await this.ports.locations.open(location, signal);
    const backups: VeleroBackup[] = [];
    const unreadable: UnreadableBackup[] = [];
    for await (const each of this.ports.importer.list(store, signal)) {
      if ('message' in each) unreadable.push(each);
      else backups.push(each);
    }
    return { backups: backups.sort(newestFirst), unreadable };
  }

  /** Asks for the import; a worker does it. @throws Forbidden, InvalidInput, NotFound, OperationNotAllowed, AlreadyExists, StorageFailed */
  async import(request: ImportRequest, actor: Actor): Promise<Backup> {
    const { work, clock } = this.ports;
    assertRight(actor, 'BackupLocation.rescan', null);
    const { veleroName, name = `velero-${veleroName}` } = request;
    refuse(
      isKeyPart(veleroName) ? [] : [{ path: 'veleroName', message: 'is no name of a Velero backup' }],
      nameFaults('name', name),
    );
    const cluster = await work.stores.clusters.find(request.clusterId);
    if (cluster === undefined) throw new NotFound('Cluster', request.clusterId);
    const source = await this.#location(request.locationId);
    const target = await this.#location(request.targetLocationId ?? source.id);
    assertOwnAccess(source, 'An import');
    assertReachable(cluster, target);
    assertOperation('BackupLocation', source, 'rescan');
    assertOperation('BackupLocation', target, 'backUp');
    await this.#assertImportable(source, veleroName);
    const rows = handmadeBackup(
      { name, locationId: target.id, selection: { kind: 'NAMED', names: [] } },
      cluster,
      ownerOf(actor),
      clock.now(),
    );
    const backup: Backup = { ...rows.backup, importedFrom: { locationId: source.id, name: veleroName } };
    await work.transaction(async (stores) => {
      await stores.cycles.insert(rows.cycle);
      await stores.backups.insert(backup, []);
      await stores.events.append({
        type: 'BACKUP_REQUESTED',
        subjectType: 'Backup',
        subjectId: backup.id,
        actor,
        data: { state: backup.state, name, namespaces: 0, importedFrom: veleroName },
      });
    });
    await ring(() => this.ports.bell.runBackup(backup.id), this.ports.log);
    return backup;
  }

  async #assertImportable(location: BackupLocation, veleroName: string): Promise<void> {
    const store = await this.ports.locations.open(location);
    const found = await this.ports.importer.find(store, veleroName).catch((error: unknown) => {
      if (error instanceof StorageFailed && error.reason === 'NOT_FOUND') return undefined;
      throw error;
    });
    if (found === undefined) throw new NotFound('Velero backup', veleroName);
    if (isImportable(found)) return;
    const message = `is ${found.phase} in Velero: only Completed and PartiallyFailed backups hold contents`;
    throw new InvalidInput([{ path: 'veleroName', message }]);
  }

  async #location(id: string): Promise<BackupLocation> {
    const location = await this.ports.work.stores.locations.find(id);
    if (location === undefined) throw new NotFound('BackupLocation', id);
    return location;
  }
}

function newestFirst(left: VeleroBackup, right: VeleroBackup): number {
  return (right.startedAt?.getTime() ?? 0) - (left.startedAt?.getTime() ?? 0);
}
