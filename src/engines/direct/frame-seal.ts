import type { BackupKey } from '../../domain/ports/backup-cipher.js';

/** Seals and opens the frames of one file of a backup; of one in the clear they pass as they are. */
export class FrameSeal {
  readonly #file: string;

  /** @param fileKey the file's key below the location */
  constructor(
    readonly key: BackupKey | null,
    fileKey: string,
  ) {
    this.#file = fileKey.slice(fileKey.lastIndexOf('/') + 1);
  }

  /** @param frame its number in the file, from 0: each once, one after the other */
  seal(packed: Buffer, frame: number, last = false): Buffer {
    return this.key === null ? packed : this.key.seal(packed, { file: this.#file, frame, last });
  }

  /** @throws BackupLocked TAMPERED */
  open(stored: Buffer, frame: number, last: boolean): Buffer {
    return this.key === null ? stored : this.key.open(stored, { file: this.#file, frame, last });
  }

  /** The only frame of its file. */
  sealWhole(packed: Buffer): Buffer {
    return this.seal(packed, 0, true);
  }

  /** @throws BackupLocked TAMPERED */
  openWhole(stored: Buffer): Buffer {
    return this.open(stored, 0, true);
  }
}
