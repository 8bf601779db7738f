/**
 * COMMIT: the manifest, written last and once. Two workers that both believe in their lease meet here: the name is
 * write-once, so one manifest counts, and whoever comes second adopts it.
 */
import type { Backup, BackupNamespace, BackupVerdict } from '../domain/backup.js';
import type { BackupLocation } from '../domain/backup-location.js';
import type { BackupVolume } from '../domain/backup-volume.js';
import type { Cluster } from '../domain/cluster.js';
import { backupKeys, MANIFEST_FORMAT, MANIFEST_VERSION, type Manifest } from '../domain/manifest.js';
import type { CapturedResources } from '../domain/ports/backup-engine.js';
import type { ObjectStore } from '../domain/ports/object-store.js';
import type { BackupEnd } from '../domain/ports/stores.js';
import { StorageFailed } from '../domain/storage-failure.js';
import { manifestOf } from './manifest-shape.js';

const MAX_MANIFEST_BYTES = 64 * 1024 * 1024;

export interface ManifestFacts {
  readonly backup: Backup;
  readonly cluster: Pick<Cluster, 'id' | 'name' | 'clusterUid' | 'kubernetesVersion'>;
  readonly location: Pick<BackupLocation, 'id' | 'name'>;
  readonly verdict: BackupVerdict;
  readonly namespaces: readonly BackupNamespace[];
  /** null: nothing usable was captured; the manifest then only says that this backup failed. */
  readonly captured: CapturedResources | null;
  readonly volumes: readonly BackupVolume[];
  readonly holdfastVersion: string;
  readonly at: Date;
}

/** Pure. */
export function makeManifest(facts: ManifestFacts): Manifest {
  const { backup, cluster, captured, verdict } = facts;
  return {
    format: MANIFEST_FORMAT,
    version: MANIFEST_VERSION,
    holdfastVersion: facts.holdfastVersion,
    engine: backup.engine,
    mode: backup.mode,
    backup: {
      id: backup.id,
      name: backup.name,
      labels: backup.labels,
      attempt: backup.attempt,
      state: verdict.state,
      reason: verdict.reason,
      createdAt: backup.createdAt.toISOString(),
      startedAt: (backup.startedAt ?? backup.createdAt).toISOString(),
      finishedAt: facts.at.toISOString(),
    },
    cluster: {
      id: cluster.id,
      name: cluster.name,
      uid: cluster.clusterUid,
      kubernetesVersion: cluster.kubernetesVersion,
    },
    schedule: backup.scheduleId === null ? null : { id: backup.scheduleId },
    location: { id: facts.location.id, name: facts.location.name },
    encryption: null,
    compression: 'zstd',
    namespaces: facts.namespaces,
    resources: captured?.resources ?? [],
    filter: null,
    volumes: facts.volumes,
    issues: verdict.issues,
    totals: captured?.totals ?? { objects: 0, bytes: 0, storedBytes: 0 },
    files: captured?.files ?? null,
  };
}

/** Writes the manifest, or returns the one that another attempt wrote first. @throws StorageFailed */
export async function commitManifest(
  store: ObjectStore,
  manifest: Manifest,
  signal?: AbortSignal,
): Promise<Manifest> {
  try {
    await store.put(
      backupKeys.manifest(manifest.backup.id),
      Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`),
      signal,
    );
    return manifest;
  } catch (error) {
    if (!(error instanceof StorageFailed) || error.reason !== 'EXISTS') throw error;
    return readManifest(store, manifest.backup.id, signal);
  }
}

/** The manifest of a backup, or undefined where there is none yet. @throws StorageFailed */
export async function findManifest(
  store: ObjectStore,
  backupId: string,
  signal?: AbortSignal,
): Promise<Manifest | undefined> {
  try {
    return await readManifest(store, backupId, signal);
  } catch (error) {
    if (error instanceof StorageFailed && error.reason === 'NOT_FOUND') return undefined;
    throw error;
  }
}

/** @throws StorageFailed NOT_FOUND, or STORAGE_ERROR when the file is not a manifest that this version understands */
export async function readManifest(
  store: ObjectStore,
  backupId: string,
  signal?: AbortSignal,
): Promise<Manifest> {
  const key = backupKeys.manifest(backupId);
  const bytes = await store.read(key, { maxBytes: MAX_MANIFEST_BYTES, ...(signal && { signal }) });
  const fault = (why: string) => new StorageFailed(`${key} ${why}.`, { reason: 'STORAGE_ERROR', key });
  let read: HeadOfManifest;
  try {
    read = JSON.parse(bytes.toString('utf8')) as HeadOfManifest;
  } catch {
    throw fault('is not JSON: it was damaged');
  }
  if (read?.format !== MANIFEST_FORMAT) throw fault('is not the manifest of a backup');
  if (read.version !== MANIFEST_VERSION || read.encryption !== null) {
    throw fault('was written by a newer Holdfast: use that version to read it');
  }
  if (read.backup?.id !== backupId) throw fault('belongs to another backup');
  const result = manifestOf(read);
  if ('manifest' in result) return result.manifest;
  const faults = result.faults.join(', ');
  throw fault(`lacks parts of a manifest or holds what none may (${faults}): it was damaged`);
}

/** What tells whether the rest can be understood at all; nothing of it is certain. */
type HeadOfManifest =
  | {
      readonly format?: unknown;
      readonly version?: unknown;
      readonly encryption?: unknown;
      readonly backup?: { readonly id?: unknown } | null;
    }
  | null
  | undefined;

/** What the database is told of a manifest, whoever wrote it. */
export function endOf(manifest: Manifest): BackupEnd {
  return {
    state: manifest.backup.state,
    reason: manifest.backup.reason,
    at: new Date(manifest.backup.finishedAt),
    namespaces: manifest.namespaces,
    issues: manifest.issues,
    totals: manifest.totals,
    volumes: manifest.volumes,
    manifestKey: backupKeys.manifest(manifest.backup.id),
  };
}
