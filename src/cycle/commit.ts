/**
 * COMMIT: the manifest, written last and once. Two workers that both believe in their lease meet here: the name is
 * write-once, so one manifest counts, and whoever comes second adopts it.
 */
import type { Backup, BackupNamespace, BackupVerdict } from '../domain/backup.js';
import type { BackupLocation } from '../domain/backup-location.js';
import type { BackupMachine } from '../domain/backup-machine.js';
import type { BackupVolume } from '../domain/backup-volume.js';
import type { Cluster } from '../domain/cluster.js';
import { backupKeys, MANIFEST_FORMAT, MANIFEST_VERSION, type Manifest } from '../domain/manifest.js';
import type { BackupCipher, BackupKey } from '../domain/ports/backup-cipher.js';
import type { CapturedResources } from '../domain/ports/backup-engine.js';
import type { BackupEnd } from '../domain/ports/backup-store.js';
import type { ObjectStore } from '../domain/ports/object-store.js';
import { StorageFailed } from '../domain/storage-failure.js';
import { placeOf, readManifest, signed, storedText } from './read-manifest.js';
import { putKeys } from './wrapped-keys.js';

export interface ManifestFacts {
  readonly backup: Backup;
  readonly cluster: Pick<Cluster, 'id' | 'name' | 'clusterUid' | 'kubernetesVersion'>;
  readonly location: Pick<BackupLocation, 'id' | 'name'>;
  readonly verdict: BackupVerdict;
  readonly namespaces: readonly BackupNamespace[];
  /** null: nothing usable was captured; the manifest then only says that this backup failed. */
  readonly captured: CapturedResources | null;
  /** That sealed what was captured; null: it is stored in the clear. */
  readonly key: BackupKey | null;
  readonly volumes: readonly BackupVolume[];
  readonly machines: readonly BackupMachine[];
  readonly holdfastVersion: string;
  readonly at: Date;
}

/** Pure. */
export function makeManifest(facts: ManifestFacts): Manifest {
  const { backup, cluster, captured, verdict, key } = facts;
  const manifest: Manifest = {
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
    filter: backup.filter,
    volumes: facts.volumes,
    machines: facts.machines,
    issues: verdict.issues,
    totals: captured?.totals ?? { objects: 0, bytes: 0, storedBytes: 0 },
    files: captured?.files ?? null,
  };
  return key === null || captured === null ? manifest : signed(manifest, key);
}

/**
 * Writes the manifest, after the wrapped keys when it is encrypted, or returns the one that another attempt wrote first.
 * @throws StorageFailed, and BackupLocked when the other one does not open
 */
export async function commitManifest(
  store: ObjectStore,
  manifest: Manifest,
  { cipher, signal }: { readonly cipher: BackupCipher; readonly signal?: AbortSignal },
): Promise<Manifest> {
  const { encryption } = manifest;
  if (encryption !== null)
    await putKeys(store, placeOf(manifest), { edition: 1, keys: encryption.keys }, signal);
  try {
    await store.put(backupKeys.manifest(manifest.backup.id), Buffer.from(storedText(manifest)), signal);
    return manifest;
  } catch (error) {
    if (!(error instanceof StorageFailed) || error.reason !== 'EXISTS') throw error;
    const reading = { cipher, encrypted: cipher.encrypts, ...(signal && { signal }) };
    return (await readManifest(store, manifest.backup.id, reading)).manifest;
  }
}

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
    machines: manifest.machines,
    manifestKey: backupKeys.manifest(manifest.backup.id),
    encryptionKeyIds: manifest.encryption?.keys.map(({ keyId }) => keyId) ?? null,
  };
}
