/** Finds backups in a location that the database does not know, from their manifests (design 5: losing our database loses no backup). */
import { randomUUID } from 'node:crypto';
import { openManifest, readUnopened, type UnopenedManifest } from '../cycle/read-manifest.js';
import type { Backup } from '../domain/backup.js';
import type { BackupLocation } from '../domain/backup-location.js';
import { BackupLocked } from '../domain/backup-locked.js';
import { SNAPSHOT_VOLUMES } from '../domain/backup-volume.js';
import type { Cluster } from '../domain/cluster.js';
import type { Cycle } from '../domain/cycle.js';
import { NOT_DELETED } from '../domain/deletion.js';
import { DependencyFailure } from '../domain/errors/dependency-errors.js';
import { ownWords } from '../domain/errors/domain-error.js';
import { NotFound } from '../domain/errors/resource-errors.js';
import type { Actor } from '../domain/identity.js';
import { backupKeys, type Manifest } from '../domain/manifest.js';
import { assertModeOf } from '../domain/mode-rules.js';
import type { NamespaceSelection } from '../domain/namespace-selection.js';
import { modeOfAccess } from '../domain/operation-mode.js';
import type { BackupCipher } from '../domain/ports/backup-cipher.js';
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
  readonly cipher: BackupCipher;
}

export interface RescanReport {
  readonly found: readonly Backup[];
  /** Known before, or without a manifest (then there is no backup). */
  readonly skipped: number;
  /** Found, but encrypted with a key that is not configured: what they say of themselves is not authenticated. */
  readonly locked: readonly { readonly key: string; readonly message: string }[];
  /** What could not be taken in, with a sentence on what to do. */
  readonly damaged: readonly { readonly key: string; readonly message: string }[];
}

export class Rescan {
  constructor(private readonly ports: RescanPorts) {}

  /** @throws NotFound, Forbidden, ModeNotSupported, OperationNotAllowed, StorageFailed when the location itself is bad */
  async run(locationId: string, actor: Actor, signal?: AbortSignal): Promise<RescanReport> {
    const { work, locations } = this.ports;
    const location = await work.stores.locations.find(locationId);
    if (location === undefined) throw new NotFound('BackupLocation', locationId);
    assertRight(actor, 'BackupLocation.rescan', location.ownerId);
    assertModeOf('BackupLocation', 'rescan', modeOfAccess(location.access));
    assertOperation('BackupLocation', location, 'rescan');
    const store = await locations.open(location, signal);
    const known = await work.stores.backups.idsInLocation(locationId);
    const clusters = await work.stores.clusters.all();
    const report = {
      found: [] as Backup[],
      skipped: 0,
      locked: [] as { key: string; message: string }[],
      damaged: [] as { key: string; message: string }[],
    };
    for await (const folder of store.folders(backupKeys.root, signal)) {
      const id = BACKUP_FOLDER.exec(folder)?.[1];
      if (id === undefined || known.has(id)) {
        report.skipped += 1;
        continue;
      }
      try {
        const taken = await this.#takeIn({ id, store, location, clusters, actor });
        if (taken === undefined) {
          report.skipped += 1;
          continue;
        }
        report.found.push(taken.backup);
        if (taken.locked !== undefined) report.locked.push({ key: folder, message: taken.locked });
      } catch (error) {
        // One odd folder must not hide the backups in all the others.
        if (signal?.aborted || error instanceof DependencyFailure) throw error;
        report.damaged.push({ key: folder, message: ownWords(error, UNSTORABLE) });
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
  }): Promise<{ readonly backup: Backup; readonly locked: string | undefined } | undefined> {
    const { id, store, location, clusters, actor } = of;
    let unopened: UnopenedManifest;
    try {
      unopened = await readUnopened(store, id);
    } catch (error) {
      if (error instanceof StorageFailed && error.reason === 'NOT_FOUND') return undefined;
      throw error;
    }
    const { manifest } = unopened;
    const locked = await this.#lockOf(unopened);
    const cluster = clusterOf(manifest, clusters);
    if (cluster === undefined) {
      const { name, uid } = manifest.cluster;
      throw new NotFound(
        'Cluster',
        `${name} (kube-system UID ${uid ?? 'unknown'}); register it, then rescan`,
      );
    }
    const lockedUntil = await store.lockedUntil(backupKeys.manifest(id));
    const { backup: known, cycle } = rowsOf(manifest, cluster, location, ownerOf(actor));
    const backup: Backup = { ...known, lockedUntil };
    await this.ports.work.transaction(async (stores) => {
      await stores.cycles.insert(cycle);
      await stores.backups.insert(backup, manifest.namespaces, manifest.issues, manifest.volumes);
      if (manifest.machines.length > 0) await stores.backupMachines.record(backup.id, manifest.machines);
      await stores.events.append({
        type: 'BACKUP_FOUND',
        subjectType: 'Backup',
        subjectId: id,
        actor,
        data: { state: backup.state, name: backup.name, locationId: location.id },
      });
    });
    return { backup, locked };
  }

  /** Why it does not open here; undefined when it does. @throws BackupLocked TAMPERED */
  async #lockOf(unopened: UnopenedManifest): Promise<string | undefined> {
    try {
      await openManifest(unopened, { cipher: this.ports.cipher, encrypted: false });
      return undefined;
    } catch (error) {
      if (!(error instanceof BackupLocked) || error.reason === 'TAMPERED') throw error;
      return `${error.message} It is listed by what it says of itself, which is not authenticated.`;
    }
  }
}

const UNSTORABLE = 'The manifest holds values that cannot be stored: it was damaged.';

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
    selection: selectionOf(manifest),
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
    layout: 'HOLDFAST',
    listedBySync: false,
    vanishedAt: null,
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
    importedFrom: null,
    encryptionKeyIds: manifest.encryption?.keys.map(({ keyId }) => keyId) ?? null,
    verifiedAt: null,
    verification: null,
    lockedUntil: null,
    ...NOT_DELETED,
    volumeSettings: SNAPSHOT_VOLUMES,
    version: 1,
    createdAt: new Date(of.createdAt),
    startedAt: new Date(of.startedAt),
    finishedAt,
    preRuleId: null,
    postRuleId: null,
    filter: manifest.filter,
  };
  return { backup, cycle };
}

/** What it holds by name: whatever it was found by then. */
function selectionOf({ machines, namespaces }: Manifest): NamespaceSelection {
  if (machines.length === 0) return { kind: 'NAMED', names: namespaces.map((each) => each.name) };
  const named = machines.map(({ namespace, name }) => ({ namespace, name }));
  const virtualMachines = { machines: named, namespaces: null, selector: null, freeze: true };
  return { kind: 'VIRTUAL_MACHINES', virtualMachines };
}
