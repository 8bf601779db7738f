/**
 * The manifest: the one write-once file that makes a backup. Without it there is no backup; it names the attempt whose
 * data counts. Written last, read first (verify, rescan, restore).
 */
import type { BackupNamespace, EngineName } from './backup.js';
import type { BackupMachine } from './backup-machine.js';
import type { BackupVolume } from './backup-volume.js';
import type { Issue } from './issue.js';
import type { Labels } from './names.js';
import type { ResourceFilter } from './resource-filter.js';
import type { OperationMode } from './state-matrix.js';

export const MANIFEST_FORMAT = 'holdfast-backup';
export const MANIFEST_VERSION = 1;

export interface StoredFile {
  /** Key below the location. */
  readonly key: string;
  readonly size: number;
  /** SHA-256 of the stored bytes, hex. */
  readonly sha256: string;
}

/** What was read of one kind. */
export interface ResourceSummary {
  /** `<resource>` or `<resource>.<group>`, as kubectl names it. */
  readonly resource: string;
  readonly groupVersion: string;
  readonly kind: string;
  readonly scope: 'NAMESPACED' | 'CLUSTER';
  readonly objects: number;
  readonly bytes: number;
  /** resourceVersion of the list that the objects come from; null where objects were read one by one. */
  readonly resourceVersion: string | null;
  /** False when the list was continued after its snapshot had expired. */
  readonly consistent: boolean;
}

/** How the data key of an encrypted backup is kept: wrapped by each key that may open it. Base64 where bytes are meant. */
export interface BackupEncryption {
  readonly scheme: 'aes-256-gcm-stream';
  /** Seven random bytes: the beginning of every nonce. */
  readonly noncePrefix: string;
  /** In a file of their own beside the data, so that they can be replaced; the manifest itself never changes. */
  readonly keys: readonly WrappedKey[];
  /** HMAC-SHA-256 of the manifest without this and the keys, by a key derived from the data key. */
  readonly mac: string;
}
export interface WrappedKey {
  /** Which of the configured keys: shown to people, says nothing of the key. */
  readonly keyId: string;
  readonly kind: 'PASSPHRASE' | 'KEY_FILE';
  readonly wrapped: string;
  /** PASSPHRASE only. */
  readonly scrypt?: { readonly salt: string; readonly n: number; readonly r: number; readonly p: number };
}

export interface Manifest {
  readonly format: typeof MANIFEST_FORMAT;
  readonly version: typeof MANIFEST_VERSION;
  readonly holdfastVersion: string;
  readonly engine: EngineName;
  readonly mode: OperationMode;
  readonly backup: {
    readonly id: string;
    readonly name: string;
    readonly labels: Labels;
    readonly attempt: number;
    readonly state: 'SUCCESS' | 'PARTIAL_SUCCESS' | 'FAILURE';
    readonly reason: string | null;
    readonly createdAt: string;
    readonly startedAt: string;
    readonly finishedAt: string;
  };
  readonly cluster: {
    readonly id: string;
    readonly name: string;
    readonly uid: string | null;
    readonly kubernetesVersion: string | null;
  };
  /** The schedule that made it; null: made by hand. */
  readonly schedule: { readonly id: string } | null;
  readonly location: { readonly id: string; readonly name: string };
  /** null: stored in the clear. */
  readonly encryption: BackupEncryption | null;
  readonly compression: 'zstd';
  readonly namespaces: readonly BackupNamespace[];
  readonly resources: readonly ResourceSummary[];
  /** What the backup was limited to; null: nothing was filtered. */
  readonly filter: ResourceFilter | null;
  readonly volumes: readonly BackupVolume[];
  /** Of a backup of virtual machines: what became of each; else empty. */
  readonly machines: readonly BackupMachine[];
  readonly issues: readonly Issue[];
  readonly totals: { readonly objects: number; readonly bytes: number; readonly storedBytes: number };
  /** `resources`: independent zstd frames; `index`: where each frame begins. Empty when the backup failed. */
  readonly files: { readonly resources: StoredFile; readonly index: StoredFile } | null;
}

/** Folder of a backup in its location, and the keys in it. */
export const backupKeys = {
  root: 'backups/',
  folder: (backupId: string) => `backups/${backupId}/`,
  manifest: (backupId: string) => `backups/${backupId}/manifest.json`,
  attempt: (backupId: string, attempt: number) => `backups/${backupId}/${attempt}/`,
  resources: (backupId: string, attempt: number) => `backups/${backupId}/${attempt}/resources.ndjson.zst`,
  index: (backupId: string, attempt: number) => `backups/${backupId}/${attempt}/index.json.zst`,
  /** Folder of the wrapped keys of an encrypted attempt; the file with the highest number counts. */
  keys: (backupId: string, attempt: number) => `backups/${backupId}/${attempt}/keys/`,
  keysFile: (backupId: string, attempt: number, edition: number) =>
    `backups/${backupId}/${attempt}/keys/${edition}.json`,
} as const;
