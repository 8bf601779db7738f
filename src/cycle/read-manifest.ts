/** Reads a manifest, and believes it only where it is what was written: by its shape, and by its code when it is encrypted. */
import { timingSafeEqual } from 'node:crypto';
import { BackupLocked } from '../domain/backup-locked.js';
import { backupKeys, MANIFEST_FORMAT, MANIFEST_VERSION, type Manifest } from '../domain/manifest.js';
import type { BackupCipher, BackupKey, KeyPlace, OpenedBackup } from '../domain/ports/backup-cipher.js';
import type { ObjectStore } from '../domain/ports/object-store.js';
import { StorageFailed } from '../domain/storage-failure.js';
import { canonicalJson } from './canonical-json.js';
import { manifestOf } from './manifest-shape.js';
import { findKeys } from './wrapped-keys.js';

const MAX_MANIFEST_BYTES = 64 * 1024 * 1024;
const SCHEME = 'aes-256-gcm-stream';

export interface ManifestReading {
  readonly cipher: BackupCipher;
  /** Whether this backup is known to be encrypted: then one in the clear is not what was written. */
  readonly encrypted: boolean;
  readonly signal?: AbortSignal;
}

/** Has the shape of a manifest; whoever can write to the location can have written it. */
export interface UnopenedManifest {
  readonly manifest: Manifest;
  /** What its code is made of. */
  readonly text: string;
}

/**
 * The manifest and the key of its files, authenticated when it is encrypted.
 * @throws StorageFailed NOT_FOUND, or STORAGE_ERROR when the file is not a manifest that this version understands; BackupLocked
 */
export async function readManifest(
  store: ObjectStore,
  backupId: string,
  reading: ManifestReading,
): Promise<OpenedBackup> {
  return await openManifest(await readUnopened(store, backupId, reading.signal), reading);
}

/** The same, or undefined where there is none yet. @throws StorageFailed, BackupLocked */
export async function findManifest(
  store: ObjectStore,
  backupId: string,
  reading: ManifestReading,
): Promise<OpenedBackup | undefined> {
  try {
    return await readManifest(store, backupId, reading);
  } catch (error) {
    if (error instanceof StorageFailed && error.reason === 'NOT_FOUND') return undefined;
    throw error;
  }
}

/** @throws BackupLocked */
export async function openManifest(
  { manifest, text }: UnopenedManifest,
  { cipher, encrypted }: Pick<ManifestReading, 'cipher' | 'encrypted'>,
): Promise<OpenedBackup> {
  const { encryption, files } = manifest;
  const { backupId } = placeOf(manifest);
  const file = backupKeys.manifest(backupId);
  const tampered = (message: string) => new BackupLocked(message, { reason: 'TAMPERED', backupId, file });
  if (encryption === null) {
    // A failed backup has nothing to encrypt.
    if (!encrypted || files === null) return { manifest, key: null };
    throw tampered(
      `${file} says that the backup is stored in the clear, but it was encrypted: it was replaced.`,
    );
  }
  const key = await cipher.unlock(placeOf(manifest), encryption);
  if (!isSame(key.mac(text), encryption.mac)) {
    throw tampered(`${file} is not what was written: its authentication code is wrong.`);
  }
  return { manifest, key };
}

/** The manifest with the code that belongs to it. */
export function signed(manifest: Manifest, key: BackupKey): Manifest {
  const unsigned = { ...manifest, encryption: { ...key.header, mac: '' } };
  return { ...unsigned, encryption: { ...key.header, mac: key.mac(signedText(unsigned)) } };
}

/** What lies in the manifest's file: its keys lie in one of their own. */
export function storedText(manifest: Manifest): string {
  const { encryption } = manifest;
  const stored = encryption && { ...encryption, keys: undefined };
  return `${JSON.stringify({ ...manifest, encryption: stored }, null, 1)}\n`;
}

export function placeOf({ backup: { id: backupId, attempt } }: Pick<Manifest, 'backup'>): KeyPlace {
  return { backupId, attempt };
}

/** The file is there and is not the manifest that was written: no time-out or lost connection says so. */
export class ManifestDamaged extends StorageFailed {}

/** @throws StorageFailed NOT_FOUND, ManifestDamaged, or STORAGE_ERROR for one that only a newer version understands; BackupLocked for its keys */
export async function readUnopened(
  store: ObjectStore,
  backupId: string,
  signal?: AbortSignal,
): Promise<UnopenedManifest> {
  const key = backupKeys.manifest(backupId);
  const bytes = await store.read(key, { maxBytes: MAX_MANIFEST_BYTES, ...(signal && { signal }) });
  const fault = (why: string) => new ManifestDamaged(`${key} ${why}.`, { reason: 'STORAGE_ERROR', key });
  let read: HeadOfManifest;
  try {
    read = JSON.parse(bytes.toString('utf8')) as HeadOfManifest;
  } catch {
    throw fault('is not JSON: it was damaged');
  }
  if (read?.format !== MANIFEST_FORMAT) throw fault('is not the manifest of a backup');
  const foreign = read.encryption != null && read.encryption.scheme !== SCHEME;
  if (read.version !== MANIFEST_VERSION || foreign) {
    const message = `${key} was written by a newer Holdfast: use that version to read it.`;
    throw new StorageFailed(message, { reason: 'STORAGE_ERROR', key });
  }
  if (read.backup?.id !== backupId) throw fault('belongs to another backup');
  const result = manifestOf(read);
  if ('faults' in result) {
    const faults = result.faults.join(', ');
    throw fault(`lacks parts of a manifest or holds what none may (${faults}): it was damaged`);
  }
  const text = signedText(read);
  const { manifest } = result;
  if (manifest.encryption === null) return { manifest, text };
  const keys = (await findKeys(store, placeOf(manifest), signal))?.keys ?? [];
  return { manifest: { ...manifest, encryption: { ...manifest.encryption, keys } }, text };
}

/** What tells whether the rest can be understood at all; nothing of it is certain. */
type HeadOfManifest =
  | {
      readonly format?: unknown;
      readonly version?: unknown;
      readonly encryption?: { readonly scheme?: unknown } | null;
      readonly backup?: { readonly id?: unknown } | null;
    }
  | null
  | undefined;

/** Everything but the code itself, and the keys, which may be wrapped anew. */
function signedText(manifest: object): string {
  const { encryption, ...rest } = manifest as { readonly encryption?: object | null };
  return canonicalJson({ ...rest, encryption: { ...encryption, mac: undefined, keys: undefined } });
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [left, right].map((each) => Buffer.from(each)) as [Buffer, Buffer];
  return a.length === b.length && timingSafeEqual(a, b);
}
