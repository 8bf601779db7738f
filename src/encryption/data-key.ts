/**
 * The data key of one attempt: frames in the STREAM construction (facts 5.4), and the manifest's HMAC. docs/adr/0019 says why no
 * nonce is ever used twice.
 */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { BackupLocked } from '../domain/backup-locked.js';
import type { BackupEncryption } from '../domain/manifest.js';
import type { BackupKey, FramePlace, KeyPlace } from '../domain/ports/backup-cipher.js';
import { context, derive } from './derive.js';

export const PREFIX_BYTES = 7;
const CIPHER = 'aes-256-gcm';
const TAG_BYTES = 16;
const MAX_FRAMES = 2 ** 32;
const NO_SALT = Buffer.alloc(0);

interface FileKey {
  readonly key: Buffer;
  readonly aad: Buffer;
  /** Number of the only frame that may be sealed now; MAX_FRAMES after the last one. */
  next: number;
}

export class DataKey implements BackupKey {
  readonly overhead = TAG_BYTES;
  readonly #key: Buffer;
  readonly #prefix: Buffer;
  readonly #files = new Map<string, FileKey>();

  /** @param seals whether this is a new key: what an unlocked one has sealed before is not known, so it seals nothing */
  constructor(
    key: Buffer,
    private readonly place: KeyPlace,
    readonly header: Omit<BackupEncryption, 'mac'>,
    private readonly seals: boolean,
  ) {
    this.#key = key;
    this.#prefix = Buffer.from(header.noncePrefix, 'base64');
  }

  seal(frame: Buffer, place: FramePlace): Buffer {
    const file = this.#file(place.file);
    if (!this.seals) throw new RangeError('a key that was unlocked seals nothing');
    if (place.frame !== file.next || place.frame >= MAX_FRAMES) {
      throw new RangeError(`${place.file}: frame ${place.frame} is not the next one: its nonce may be used`);
    }
    file.next = place.last ? MAX_FRAMES : place.frame + 1;
    const cipher = createCipheriv(CIPHER, file.key, this.#nonce(place), { authTagLength: TAG_BYTES });
    cipher.setAAD(file.aad);
    return Buffer.concat([cipher.update(frame), cipher.final(), cipher.getAuthTag()]);
  }

  open(sealed: Buffer, place: FramePlace): Buffer {
    if (sealed.length < TAG_BYTES || place.frame >= MAX_FRAMES) throw this.#tampered(place);
    const file = this.#file(place.file);
    const decipher = createDecipheriv(CIPHER, file.key, this.#nonce(place), { authTagLength: TAG_BYTES });
    decipher.setAAD(file.aad);
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
    } catch (cause) {
      throw this.#tampered(place, cause);
    }
  }

  mac(text: string): string {
    const key = derive(this.#key, NO_SALT, context('manifest', this.place.backupId, this.place.attempt));
    return createHmac('sha256', key).update(text).digest('base64');
  }

  /** Never shows a key, whoever prints it. */
  toJSON(): object {
    return { keyIds: this.header.keys.map(({ keyId }) => keyId) };
  }

  /** A key of its own for each file: both count their frames from 0 behind the same prefix. */
  #file(name: string): FileKey {
    let file = this.#files.get(name);
    if (file === undefined) {
      const { backupId, attempt } = this.place;
      const key = derive(this.#key, this.#prefix, context('frames', backupId, attempt, name));
      file = { key, aad: context('frame', backupId, attempt, name), next: 0 };
      this.#files.set(name, file);
    }
    return file;
  }

  #nonce({ frame, last }: FramePlace): Buffer {
    const nonce = Buffer.alloc(PREFIX_BYTES + 5);
    this.#prefix.copy(nonce);
    nonce.writeUInt32BE(frame, PREFIX_BYTES);
    nonce.writeUInt8(last ? 1 : 0, PREFIX_BYTES + 4);
    return nonce;
  }

  #tampered({ file, frame, last }: FramePlace, cause?: unknown): BackupLocked {
    const which = last ? `its last frame (${frame})` : `its frame ${frame}`;
    return new BackupLocked(
      `${file}: ${which} does not open: it was changed, moved or cut off, or comes from another file or backup.`,
      { reason: 'TAMPERED', backupId: this.place.backupId, file, frame },
      cause === undefined ? undefined : { cause },
    );
  }
}
