/** Backup locations: created, edited, looked at, searched for backups, removed. */

import { randomUUID } from 'node:crypto';
import { settleAll } from '../cycle/incidents.js';
import { type BackupLocation, LOCATION_REASONS, type LocationAccess } from '../domain/backup-location.js';
import { InvalidInput } from '../domain/errors/request-errors.js';
import { AlreadyExists, NotFound, VersionConflict } from '../domain/errors/resource-errors.js';
import type { EventType } from '../domain/event.js';
import type { Actor } from '../domain/identity.js';
import type { LocationSort } from '../domain/listing.js';
import type { Labels } from '../domain/names.js';
import type { LocationFilter } from '../domain/ports/backup-location-store.js';
import type { Clock } from '../domain/ports/clock.js';
import type { CredentialSubject } from '../domain/ports/credential-vault.js';
import type { LocationGateway } from '../domain/ports/object-store.js';
import type { Page, SortedRequest, Stores, UnitOfWork } from '../domain/ports/stores.js';
import { assertRight } from '../domain/rights.js';
import type { S3Keys, S3Settings } from '../domain/s3-settings.js';
import { assertOperation } from '../domain/state-machine.js';
import { NO_LOOK } from '../domain/steadiness.js';
import { StorageFailed } from '../domain/storage-failure.js';
import type { ConnectionProber } from './connection-prober.js';
import type { LocationProber } from './location-prober.js';
import { changedPlace, placeOf } from './new-location-place.js';
import { assertNotNeeded } from './not-needed.js';
import { ownerOf } from './owner.js';
import type { NewS3Location, S3Change } from './s3-input.js';

export interface BackupLocationPorts {
  readonly work: UnitOfWork;
  readonly locations: LocationGateway;
  readonly prober: LocationProber;
  readonly connections: Pick<ConnectionProber, 'lookAtLocation'>;
  readonly clock: Clock;
  /** The configured parent folders; a location without a path goes below the first. */
  readonly parents: readonly string[];
}

export interface NewBackupLocation {
  readonly name: string;
  /** Absent: CREDENTIALS. Fixed from then on. */
  readonly access?: LocationAccess;
  /** Absolute folder below a configured parent; absent: `<first parent>/<name>`. */
  readonly path?: string;
  /** A bucket instead of a folder. */
  readonly s3?: NewS3Location;
  readonly labels?: Labels;
  /** Take over a place whose location this Holdfast does not know (its database was lost), with the backups in it. */
  readonly adopt?: boolean;
}

export interface BackupLocationChange {
  readonly expectedVersion: number;
  readonly name?: string;
  readonly labels?: Labels;
  readonly s3?: S3Change;
}

export class BackupLocationService {
  constructor(private readonly ports: BackupLocationPorts) {}

  /**
   * Sets the place up with its marker and looks at it at once. A bucket that cannot be used is kept, with its reason.
   * @throws Forbidden, InvalidInput, AlreadyExists
   */
  async create(input: NewBackupLocation, actor: Actor): Promise<BackupLocation> {
    const { work, clock, prober } = this.ports;
    assertRight(actor, 'BackupLocation.create', null);
    const { labels = {}, adopt = false, access = 'CREDENTIALS' } = input;
    const { keys, ...place } = await placeOf(
      { ...input, labels, access },
      { ...this.ports, stores: work.stores },
    );
    const now = clock.now();
    const unborn: Omit<BackupLocation, 'id'> = {
      name: input.name,
      ownerId: ownerOf(actor),
      access,
      ...place,
      capabilities: null,
      labels,
      ...notLookedAt(now),
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    const location: BackupLocation = { ...unborn, id: await this.#idFor(unborn, keys, adopt) };
    await work.transaction(async (stores) => {
      await stores.locations.insert(location);
      if (keys !== null) await stores.credentials.put(credentialOf(location), JSON.stringify(keys));
      await append(stores, 'LOCATION_CREATED', location.id, actor, {
        name: location.name,
        path: location.path,
        access,
      });
    });
    if (access === 'CREDENTIALS') await this.#initialise(location, actor);
    return prober.look(location.id, { actor, asked: true });
  }

  /** A bucket whose settings or keys change is UNCHECKED until it is looked at, at once. @throws NotFound, Forbidden, InvalidInput, VersionConflict, AlreadyExists */
  async edit(id: string, change: BackupLocationChange, actor: Actor): Promise<BackupLocation> {
    const { work, clock } = this.ports;
    const location = await this.get(id);
    assertRight(actor, 'BackupLocation.edit', location.ownerId);
    assertOperation('BackupLocation', location, 'edit');
    const fresh = await changedPlace(location, change, this.ports);
    const now = clock.now();
    await work.transaction(async (stores) => {
      const edited = await stores.locations.edit(id, change.expectedVersion, {
        ...(change.name !== undefined && { name: change.name }),
        ...(change.labels !== undefined && { labels: change.labels }),
        ...(fresh !== null && { s3: fresh.settings, ...notLookedAt(now) }),
        updatedAt: now,
      });
      if (!edited) {
        const { version: actual } = (await stores.locations.find(id)) ?? location;
        const expected = change.expectedVersion;
        throw new VersionConflict({ resource: 'BackupLocation', id, name: location.name, expected, actual });
      }
      if (fresh?.keys) await stores.credentials.put(credentialOf(location), JSON.stringify(fresh.keys));
      await append(stores, 'LOCATION_EDITED', id, actor, {
        before: { name: location.name, labels: location.labels, ...shownS3(location.s3) },
        after: {
          name: change.name ?? location.name,
          labels: change.labels ?? location.labels,
          ...shownS3(fresh?.settings ?? location.s3),
        },
        credentialReplaced: (fresh?.keys ?? null) !== null,
        ...(fresh !== null && {
          from: location.state,
          to: 'UNCHECKED',
          reason: 'NOT_CHECKED',
          message: 'its settings were changed and not looked at yet',
        }),
      });
    });
    return fresh === null ? this.get(id) : this.#look(id, actor);
  }

  /** Forgets a location that holds no backup we know. Its folder and what is in it stay. @throws NotFound, Forbidden, HasDependents */
  async remove(id: string, actor: Actor): Promise<void> {
    const { work, locations } = this.ports;
    const location = await this.get(id);
    assertRight(actor, 'BackupLocation.delete', location.ownerId);
    assertOperation('BackupLocation', location, 'delete');
    await work.transaction(async (stores) => {
      await assertNotNeeded(stores, 'BackupLocation', location);
      const settled = {
        subjectType: 'BackupLocation',
        subjectId: id,
        reason: 'the location was removed',
      } as const;
      await settleAll(stores, settled, { at: this.ports.clock.now(), actor });
      await forgetSyncs(stores, location, actor);
      await stores.locations.remove(id);
      await append(stores, 'LOCATION_DELETED', id, actor, {
        name: location.name,
        state: location.state,
        path: location.path,
      });
    });
    if (location.access !== 'CREDENTIALS') return;
    try {
      await locations.release(location);
    } catch (error) {
      // A bucket is often removed because it is gone. Its marker stays then: who registers it again adopts it.
      if (location.kind !== 'S3' || !(error instanceof StorageFailed)) throw error;
    } finally {
      // Only now: the marker of a bucket is removed with its keys.
      await work.stores.credentials.remove(credentialOf(location));
    }
  }

  /** Looks at the location now. @throws NotFound, Forbidden */
  async validate(id: string, actor: Actor): Promise<BackupLocation> {
    const location = await this.get(id);
    assertRight(actor, 'BackupLocation.validate', location.ownerId);
    assertOperation('BackupLocation', location, 'validate');
    return this.#look(id, actor);
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

  page(request: SortedRequest<LocationSort>, filter?: LocationFilter): Promise<Page<BackupLocation>> {
    return this.ports.work.stores.locations.page(request, filter);
  }

  count(filter?: LocationFilter): Promise<number> {
    return this.ports.work.stores.locations.count(filter);
  }

  /** A bucket that could not be used when it was registered has no marker yet. */
  async #look(id: string, actor: Actor): Promise<BackupLocation> {
    const location = await this.get(id);
    if (location.access !== 'CREDENTIALS') {
      await this.ports.connections.lookAtLocation(id, { actor, asked: true });
      return this.get(id);
    }
    if (location.kind === 'S3' && location.capabilities === null) {
      await this.ports.locations.initialise(location).catch((error: unknown) => {
        // The look says the same, and writes it down.
        if (!(error instanceof StorageFailed)) throw error;
      });
    }
    return this.ports.prober.look(id, { actor, asked: true });
  }

  /** A new id, or that of the lost location whose marker lies there. */
  async #idFor(unborn: Omit<BackupLocation, 'id'>, keys: S3Keys | null, adopt: boolean): Promise<string> {
    const { work } = this.ports;
    const { path } = unborn;
    const id = randomUUID();
    if (unborn.access !== 'CREDENTIALS') return id;
    const holder = await this.#holderOf({ ...unborn, id }, keys, adopt);
    if (holder === null) return id;
    if ((await work.stores.locations.find(holder.locationId)) !== undefined) {
      throw new AlreadyExists('BackupLocation', 'path', path);
    }
    if (adopt) return holder.locationId;
    const message =
      `${path} holds the location ${JSON.stringify(holder.name)} (${holder.locationId}), which this Holdfast does not know. ` +
      'If the database that knew it is lost, adopt it: the backups in it are found by a rescan';
    throw new InvalidInput([{ path: unborn.s3 === null ? 'path' : 's3.prefix', message }]);
  }

  async #holderOf(location: BackupLocation, keys: S3Keys | null, adopt: boolean) {
    try {
      return await this.ports.locations.holder(location, keys);
    } catch (error) {
      // A bucket that cannot be looked into is registered with its reason; who would adopt it must see it.
      if (location.kind === 'S3' && !adopt && error instanceof StorageFailed) return null;
      throw error;
    }
  }

  /** A place that belongs to another location is refused whole; one that is merely unusable now is kept with its reason. */
  async #initialise(location: BackupLocation, actor: Actor): Promise<void> {
    try {
      await this.ports.locations.initialise(location);
    } catch (error) {
      const foreign = error instanceof StorageFailed && error.reason === 'MARKER_FOREIGN';
      if (error instanceof StorageFailed && !foreign) return;
      await this.ports.work.transaction(async (stores) => {
        await stores.locations.remove(location.id);
        await stores.credentials.remove(credentialOf(location));
        const { name, state, path } = location;
        await append(stores, 'LOCATION_DELETED', location.id, actor, { name, state, path });
      });
      if (foreign) throw new AlreadyExists('BackupLocation', 'path', location.path);
      throw error;
    }
  }
}

async function forgetSyncs(stores: Stores, { id, name }: BackupLocation, actor: Actor): Promise<void> {
  const syncs = await stores.syncs.forget(id);
  await stores.events.append(
    ...syncs.map(({ id: subjectId, state }) => ({
      type: 'SYNC_REMOVED' as const,
      subjectType: 'BackupSync' as const,
      subjectId,
      actor,
      data: { name, locationId: id, from: state, message: 'its location was removed' },
    })),
  );
}

function notLookedAt(now: Date) {
  return {
    state: 'UNCHECKED',
    stateReason: 'NOT_CHECKED',
    stateMessage: LOCATION_REASONS.NOT_CHECKED,
    stateChangedAt: now,
    stateCheckedAt: null,
    looks: NO_LOOK,
  } as const;
}

function credentialOf({ id }: Pick<BackupLocation, 'id'>): CredentialSubject {
  return { type: 'BackupLocation', id };
}

/** What an event tells of a bucket: no certificates, they are long. */
function shownS3(s3: S3Settings | null): object {
  if (s3 === null) return {};
  const { caBundle, ...rest } = s3;
  return { s3: { ...rest, hasCaBundle: caBundle !== null } };
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
