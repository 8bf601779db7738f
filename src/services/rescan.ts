/** Finds backups in a location that the database does not know, from their manifests (design 5: losing our database loses no backup). */
import { randomUUID } from 'node:crypto';
import { readManifest } from '../cycle/commit.js';
import type { Backup } from '../domain/backup.js';
import type { BackupLocation } from '../domain/backup-location.js';
import { SNAPSHOT_VOLUMES } from '../domain/backup-volume.js';
import type { Cluster } from '../domain/cluster.js';
import type { Cycle } from '../domain/cycle.js';
import { DependencyFailure, DomainError, NotFound } from '../domain/errors.js';
import type { Actor } from '../domain/identity.js';
import { backupKeys, type Manifest } from '../domain/manifest.js';
import type { LocationGateway, ObjectStore } from '../domain/ports/object-store.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import { assertRight } from '../domain/rights.js';
import { assertOperation } from '../domain/state-machine.js';
import { StorageFailed } from '../domain/storage-failure.js';
import { ownerOf } from './owner.js';

const BACKUP_FOLDER = /^backups\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\/$/;

export interface RescanPorts {
  readonly work: UnitOfWork;
  readonly locations: Pick<LocationGateway, 'open'>;
}

export interface RescanReport {
  readonly found: readonly Backup[];
  /** Known before, or without a manifest (then there is no backup). */
  readonly skipped: number;
  /** What could not be taken in, with a sentence on what to do. */
  readonly damaged: readonly { readonly key: string; readonly message: string }[];
}

export class Rescan {
  constructor(private readonly ports: RescanPorts) {}

  /** @throws NotFound, Forbidden, OperationNotAllowed, StorageFailed when the location itself is bad */
  async run(locationId: string, actor: Actor, signal?: AbortSignal): Promise<RescanReport> {
    const { work, locations } = this.ports;
    const location = await work.stores.locations.find(locationId);
    if (location === undefined) throw new NotFound('BackupLocation', locationId);
    assertRight(actor, 'BackupLocation.rescan', location.ownerId);
    assertOperation('BackupLocation', location, 'rescan');
    const store = await locations.open(location, signal);
    const known = await work.stores.backups.idsInLocation(locationId);
    const clusters = await work.stores.clusters.all();
    const report = { found: [] as Backup[], skipped: 0, damaged: [] as { key: string; message: string }[] };
    for await (const folder of store.folders(backupKeys.root, signal)) {
      const id = BACKUP_FOLDER.exec(folder)?.[1];
      if (id === undefined || known.has(id)) {
        report.skipped += 1;
        continue;
      }
      try {
        const backup = await this.#takeIn({ id, store, location, clusters, actor });
        if (backup === undefined) report.skipped += 1;
        else report.found.push(backup);
      } catch (error) {
        // One odd folder must not hide the backups in all the others.
        if (signal?.aborted || error instanceof DependencyFailure) throw error;
        report.damaged.push({ key: folder, message: sentenceOf(error) });
      }
    }
    return report;
  }

  async #takeIn(of: {
    id: string;
    store: ObjectStore;
    location: BackupLocation;
    clusters: readonly Cluster[];
    actor: Actor;
  }): Promise<Backup | undefined> {
    const { id, store, location, clusters, actor } = of;
    let manifest: Manifest;
    try {
      manifest = await readManifest(store, id);
    } catch (error) {
      if (error instanceof StorageFailed && error.reason === 'NOT_FOUND') return undefined;
      throw error;
    }
    const cluster = clusterOf(manifest, clusters);
    if (cluster === undefined) {
      const { name, uid } = manifest.cluster;
      throw new NotFound(
        'Cluster',
        `${name} (kube-system UID ${uid ?? 'unknown'}); register it, then rescan`,
      );
    }
    const { backup, cycle } = rowsOf(manifest, cluster, location, ownerOf(actor));
    await this.ports.work.transaction(async (stores) => {
      await stores.cycles.insert(cycle);
      await stores.backups.insert(backup, manifest.namespaces, manifest.issues, manifest.volumes);
      await stores.events.append({
        type: 'BACKUP_FOUND',
        subjectType: 'Backup',
        subjectId: id,
        actor,
        data: { state: backup.state, name: backup.name, locationId: location.id },
      });
    });
    return backup;
  }
}

/** Foreign errors may quote what they choked on: only our own are repeated. */
function sentenceOf(error: unknown): string {
  if (error instanceof DomainError) return error.message;
  return 'The manifest holds values that cannot be stored: it was damaged.';
}

/** The registered cluster that the backup came from: the same record, or the same kube-system UID registered anew. */
function clusterOf(manifest: Manifest, clusters: readonly Cluster[]): Cluster | undefined {
  const { id, uid } = manifest.cluster;
  return (
    clusters.find((cluster) => cluster.id === id) ??
    (uid === null ? undefined : clusters.find((cluster) => cluster.clusterUid === uid))
  );
}

function rowsOf(
  manifest: Manifest,
  cluster: Cluster,
  location: BackupLocation,
  ownerId: string,
): { readonly backup: Backup; readonly cycle: Cycle } {
  const { backup: of, totals } = manifest;
  const finishedAt = new Date(of.finishedAt);
  const cycle: Cycle = {
    id: randomUUID(),
    scheduleId: null,
    plannedAt: null,
    trigger: 'MANUAL',
    selectionVersion: 0,
    selection: { kind: 'NAMED', names: manifest.namespaces.map((each) => each.name) },
    outcome: 'BACKED_UP',
    reasons: of.reason === null ? [] : [of.reason],
    startedAt: new Date(of.startedAt),
    endedAt: finishedAt,
  };
  const backup: Backup = {
    id: of.id,
    name: of.name,
    ownerId,
    clusterId: cluster.id,
    locationId: location.id,
    cycleId: cycle.id,
    scheduleId: null,
    selection: cycle.selection,
    engine: manifest.engine,
    mode: manifest.mode,
    labels: of.labels,
    state: of.state,
    stateReason: of.reason,
    stateChangedAt: finishedAt,
    stage: null,
    attempt: of.attempt,
    handedBack: 0,
    leaseOwner: null,
    leaseUntil: null,
    cancelRequestedAt: null,
    requestedNamespaces: manifest.namespaces.map((each) => each.name),
    objects: totals.objects,
    bytes: totals.bytes,
    storedBytes: totals.storedBytes,
    manifestKey: backupKeys.manifest(of.id),
    verifiedAt: null,
    verification: null,
    volumeSettings: SNAPSHOT_VOLUMES,
    version: 1,
    createdAt: new Date(of.createdAt),
    startedAt: new Date(of.startedAt),
    finishedAt,
  };
  return { backup, cycle };
}
