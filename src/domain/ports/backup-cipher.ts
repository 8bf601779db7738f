import type { BackupEncryption, Manifest, WrappedKey } from '../manifest.js';

/** One place of one file of a backup. A frame that is moved, left out, or comes from another file or backup does not open. */
export interface FramePlace {
  /** Last part of the file's key: `resources.ndjson.zst`. */
  readonly file: string;
  /** The frame's number in its file, from 0, voids counted. */
  readonly frame: number;
  /** The last one of its file. */
  readonly last: boolean;
}

/** Which data key: every attempt at a backup has its own. */
export interface KeyPlace {
  readonly backupId: string;
  readonly attempt: number;
}

/** The data key of one attempt at a backup, unwrapped. */
export interface BackupKey {
  /** As the manifest keeps it, but for its mac. */
  readonly header: Omit<BackupEncryption, 'mac'>;
  /** Bytes by which a sealed frame is longer. */
  readonly overhead: number;
  /** @throws RangeError for a place that is not the next of its file, and by a key that was unlocked: no nonce is ever used twice */
  seal(frame: Buffer, place: FramePlace): Buffer;
  /** @throws BackupLocked TAMPERED, naming the file and the frame */
  open(sealed: Buffer, place: FramePlace): Buffer;
  /** Authenticates the manifest: base64, over its canonical JSON without `encryption.mac` and `encryption.keys`. */
  mac(text: string): string;
}

/** What a manifest says, and the key of its files. null: stored in the clear. */
export interface OpenedBackup {
  readonly manifest: Manifest;
  readonly key: BackupKey | null;
}

/** A configured key, as people are told of it: says nothing of the key itself. */
export interface ConfiguredKey extends Pick<WrappedKey, 'keyId' | 'kind'> {
  /** False: opens what it wrapped in its time, and nothing is wrapped by it any more. */
  readonly current: boolean;
}

export interface BackupCipher {
  /** Whether a key is configured that new backups are encrypted with. */
  readonly encrypts: boolean;
  /** Those that new backups are encrypted with first. */
  keys(): Promise<readonly ConfiguredKey[]>;
  /** A new data key wrapped by every current key; null when none is configured: the backup is stored in the clear. */
  create(place: KeyPlace): Promise<BackupKey | null>;
  /** @throws BackupLocked NO_KEY, WRONG_KEY or TAMPERED */
  unlock(place: KeyPlace, encryption: Omit<BackupEncryption, 'mac'>): Promise<BackupKey>;
  /** The same data key wrapped by every current key and by no other; null when it is so already. @throws BackupLocked */
  rewrap(place: KeyPlace, encryption: Omit<BackupEncryption, 'mac'>): Promise<readonly WrappedKey[] | null>;
}
