import type { BackupEncryption } from '../manifest.js';

/** One place of one file of a backup. A frame that is moved, left out, or comes from another file or backup does not open. */
export interface FramePlace {
  /** Last part of the file's key: `resources.ndjson.zst`. */
  readonly file: string;
  /** The frame's number in its file, from 0, voids counted. */
  readonly frame: number;
  /** The last one of its file. */
  readonly last: boolean;
}

/** The data key of one backup, unwrapped. */
export interface BackupKey {
  readonly encryption: BackupEncryption;
  /** Bytes by which a sealed frame is longer. */
  readonly overhead: number;
  seal(frame: Buffer, place: FramePlace): Buffer;
  /** @throws BackupLocked WRONG_KEY or TAMPERED, naming the file and the frame */
  open(sealed: Buffer, place: FramePlace): Buffer;
  /** Authenticates the manifest: over its canonical JSON without `encryption.mac`. */
  mac(text: string): string;
}

export interface BackupCipher {
  /** A new data key wrapped by every configured key; null when none is configured: the backup is stored in the clear. */
  create(backupId: string, attempt: number): Promise<BackupKey | null>;
  /** @throws BackupLocked NO_KEY or WRONG_KEY */
  unlock(backupId: string, encryption: BackupEncryption): Promise<BackupKey>;
}
