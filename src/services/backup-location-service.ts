/** Backup locations: created, edited, looked at, searched for backups, removed. */

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { settleAll } from '../cycle/incidents.js';
import type { BackupLocation } from '../domain/backup-location.js';
import { AlreadyExists, InvalidInput, NotFound, VersionConflict } from '../domain/errors.js';
import type { EventType } from '../domain/event.js';
import type { Actor } from '../domain/identity.js';
import { type Labels, labelFaults, nameFaults } from '../domain/names.js';
import type { Clock } from '../domain/ports/clock.js';
import type { LocationGateway } from '../domain/ports/object-store.js';
import type { Page, PageRequest, Stores, UnitOfWork } from '../domain/ports/stores.js';
import { assertRight } from '../domain/rights.js';
import { assertOperation } from '../domain/state-machine.js';
import type { BackupLocationState } from '../domain/state-matrix.js';
import { StorageFailed } from '../domain/storage-failure.js';
import { assertNotNeeded } from './cluster-service.js';
import { refuse } from './faults.js';
import type { LocationProber } from './location-prober.js';
import { ownerOf } from './owner.js';

export interface BackupLocationPorts {
  readonly work: UnitOfWork;
  readonly locations: LocationGateway;
  readonly prober: LocationProber;
  readonly clock: Clock;
  /** The configured parent folders; a location without a path goes below the first. */
  readonly parents: readonly string[];
}

export interface NewBackupLocation {
  readonly name: string;
  /** Absolute folder below a configured parent; absent: `<first parent>/<name>`. */
  readonly path?: string;
  readonly labels?: Labels;
  /** Take over a folder whose location this Holdfast does not know (its database was lost), with the backups in it. */
  readonly adopt?: boolean;
}

export interface BackupLocationChange {
  readonly expectedVersion: number;
  readonly name?: string;
  readonly labels?: Labels;
}

export class BackupLocationService {
  constructor(private readonly ports: BackupLocationPorts) {}

  /** Creates the folder with its marker and looks at it at once. @throws Forbidden, InvalidInput, AlreadyExists */
  async create(input: NewBackupLocation, actor: Actor): Promise<BackupLocation> {
    const { work, locations, clock, prober, parents } = this.ports;
    assertRight(actor, 'BackupLocation.create', null);
    const labels = input.labels ?? {};
    const nameFault = nameFaults('name', input.name);
    const path = input.path ?? join(parents[0] ?? '', input.name);
    const pathFault =
      nameFault.length > 0 && input.path === undefined ? [] : await locations.pathFaults(path);
    refuse(
      nameFault,
      labelFaults('labels', labels),
      pathFault.map((message) => ({ path: 'path', message })),
    );
    const now = clock.now();
    const location: BackupLocation = {
      id: await this.#idFor(path, input.adopt ?? false),
      name: input.name,
      ownerId: ownerOf(actor),
      kind: 'FILESYSTEM',
      access: 'CREDENTIALS',
      path,
      labels,
      state: 'UNCHECKED',
      stateReason: 'NOT_CHECKED',
      stateMessage: 'not looked at yet',
      stateChangedAt: now,
      stateCheckedAt: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    await work.transaction(async (stores) => {
      await stores.locations.insert(location);
      await append(stores, 'LOCATION_CREATED', location.id, actor, { name: location.name, path });
    });
    await this.#initialise(location);
    return prober.look(location.id, actor);
  }

  /** @throws NotFound, Forbidden, InvalidInput, VersionConflict, AlreadyExists */
  async edit(id: string, change: BackupLocationChange, actor: Actor): Promise<BackupLocation> {
    const { work, clock } = this.ports;
    const location = await this.get(id);
    assertRight(actor, 'BackupLocation.edit', location.ownerId);
    assertOperation('BackupLocation', location, 'edit');
    refuse(
      change.name === undefined ? [] : nameFaults('name', change.name),
      change.labels === undefined ? [] : labelFaults('labels', change.labels),
    );
    await work.transaction(async (stores) => {
      const edited = await stores.locations.edit(id, change.expectedVersion, {
        ...(change.name !== undefined && { name: change.name }),
        ...(change.labels !== undefined && { labels: change.labels }),
        updatedAt: clock.now(),
      });
      if (!edited) {
        const { version: actual } = (await stores.locations.find(id)) ?? location;
        throw new VersionConflict({
          resource: 'BackupLocation',
          id,
          expected: change.expectedVersion,
          actual,
        });
      }
      await append(stores, 'LOCATION_EDITED', id, actor, {
        before: { name: location.name, labels: location.labels },
        after: { name: change.name ?? location.name, labels: change.labels ?? location.labels },
      });
    });
    return this.get(id);
  }

  /** Forgets a location that holds no backup we know. Its folder and what is in it stay. @throws NotFound, Forbidden, HasDependents */
  async remove(id: string, actor: Actor): Promise<void> {
    const { work, locations } = this.ports;
    const location = await this.get(id);
    assertRight(actor, 'BackupLocation.delete', location.ownerId);
    assertOperation('BackupLocation', location, 'delete');
    await work.transaction(async (stores) => {
      await assertNotNeeded(stores, 'BackupLocation', id, { locationId: id });
      const settled = {
        subjectType: 'BackupLocation',
        subjectId: id,
        reason: 'the location was removed',
      } as const;
      await settleAll(stores, settled, { at: this.ports.clock.now(), actor });
      await stores.locations.remove(id);
      await append(stores, 'LOCATION_DELETED', id, actor, { name: location.name, path: location.path });
    });
    await locations.release(location);
  }

  /** Looks at the location now. @throws NotFound, Forbidden */
  async validate(id: string, actor: Actor): Promise<BackupLocation> {
    assertRight(actor, 'BackupLocation.validate', (await this.get(id)).ownerId);
    return this.ports.prober.look(id, actor);
  }

  /** @throws NotFound */
  async get(id: string): Promise<BackupLocation> {
    const location = await this.ports.work.stores.locations.find(id);
    if (location === undefined) throw new NotFound('BackupLocation', id);
    return location;
  }

  getMany(ids: readonly string[]): Promise<readonly BackupLocation[]> {
    return this.ports.work.stores.locations.findMany(ids);
  }

  page(
    request: PageRequest,
    filter?: { readonly states?: readonly BackupLocationState[] },
  ): Promise<Page<BackupLocation>> {
    return this.ports.work.stores.locations.page(request, filter);
  }

  /** A new id, or that of the lost location whose marker lies in the folder. */
  async #idFor(path: string, adopt: boolean): Promise<string> {
    const { work, locations } = this.ports;
    const holder = await locations.holder(path);
    if (holder === null) return randomUUID();
    if ((await work.stores.locations.find(holder.locationId)) !== undefined) {
      throw new AlreadyExists('BackupLocation', 'path', path);
    }
    if (adopt) return holder.locationId;
    const message =
      `${path} holds the location ${JSON.stringify(holder.name)} (${holder.locationId}), which this Holdfast does not know. ` +
      'If the database that knew it is lost, adopt it: the backups in it are found by a rescan';
    throw new InvalidInput([{ path: 'path', message }]);
  }

  /** A folder that belongs to another location is refused whole; one that is merely unusable now is kept with its reason. */
  async #initialise(location: BackupLocation): Promise<void> {
    try {
      await this.ports.locations.initialise(location);
    } catch (error) {
      if (!(error instanceof StorageFailed) || error.reason !== 'MARKER_FOREIGN') {
        if (error instanceof StorageFailed) return;
        await this.ports.work.stores.locations.remove(location.id);
        throw error;
      }
      await this.ports.work.stores.locations.remove(location.id);
      throw new AlreadyExists('BackupLocation', 'path', location.path);
    }
  }
}

function append(
  stores: Stores,
  type: EventType,
  subjectId: string,
  actor: Actor,
  data: object,
): Promise<void> {
  return stores.events.append({ type, subjectType: 'BackupLocation', subjectId, actor, data: { ...data } });
}
