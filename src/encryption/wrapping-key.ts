/** A configured key at work: wraps data keys and unwraps them. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { WrappedKey } from '../domain/manifest.js';
import type { KeyPlace } from '../domain/ports/backup-cipher.js';
import { context, derive, KEY_BYTES } from './derive.js';

export type ScryptSettings = NonNullable<WrappedKey['scrypt']>;

const CIPHER = 'aes-256-gcm';
const SALT_BYTES = 32;
const TAG_BYTES = 16;
const ID_BYTES = 4;
/** The key below it is made of a random salt for this one wrap: the nonce needs not be another. */
const NONCE = Buffer.alloc(12);
const NO_SALT = Buffer.alloc(0);

export class WrappingKey {
  /** Eight hex digits that name the key without telling it. */
  readonly keyId: string;
  readonly #key: Buffer;

  /** @param master 32 bytes: of the key file, or what scrypt made of the passphrase */
  constructor(
    readonly kind: WrappedKey['kind'],
    master: Buffer,
    readonly scrypt?: ScryptSettings,
  ) {
    if (master.length !== KEY_BYTES) throw new RangeError(`a key has ${KEY_BYTES} bytes`);
    this.#key = derive(master, NO_SALT, context('wrapping', kind));
    this.keyId = derive(master, NO_SALT, context('key id', kind)).toString('hex', 0, ID_BYTES);
  }

  wrap(dataKey: Buffer, place: KeyPlace): WrappedKey {
    const salt = randomBytes(SALT_BYTES);
    const cipher = createCipheriv(CIPHER, this.#once(salt), NONCE, { authTagLength: TAG_BYTES });
    cipher.setAAD(this.#aad(place));
    const sealed = [cipher.update(dataKey), cipher.final(), cipher.getAuthTag()];
    const wrapped = Buffer.concat([salt, ...sealed]).toString('base64');
    return { keyId: this.keyId, kind: this.kind, wrapped, ...(this.scrypt && { scrypt: this.scrypt }) };
  }

  /** Undefined when it is not what this key wrapped for this place. */
  unwrap({ wrapped }: WrappedKey, place: KeyPlace): Buffer | undefined {
    const bytes = Buffer.from(wrapped, 'base64');
    if (bytes.length !== SALT_BYTES + KEY_BYTES + TAG_BYTES) return undefined;
    const key = this.#once(bytes.subarray(0, SALT_BYTES));
    const decipher = createDecipheriv(CIPHER, key, NONCE, { authTagLength: TAG_BYTES });
    decipher.setAAD(this.#aad(place));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(SALT_BYTES, -TAG_BYTES)), decipher.final()]);
    } catch {
      return undefined;
    }
  }

  toJSON(): object {
    return { keyId: this.keyId, kind: this.kind };
  }

  #once(salt: Buffer): Buffer {
    return derive(this.#key, salt, context('wrap'));
  }

  #aad({ backupId, attempt }: KeyPlace): Buffer {
    return context('data key', backupId, attempt, this.kind, this.keyId);
  }
}
