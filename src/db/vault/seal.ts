/** AES-256-GCM, bound to the row: a ciphertext that was copied to another row or an earlier version does not open. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DependencyFailure } from '../../domain/errors/dependency-errors.js';
import type { CredentialSubject } from '../../domain/ports/credential-vault.js';
import type { KeyRing } from './key-ring.js';

const CIPHER = 'aes-256-gcm';
/** 96 random bits: safe for 2^32 messages with one key (NIST SP 800-38D, 8.3). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface SealedSecret {
  readonly keyId: string;
  readonly nonce: Buffer;
  /** The tag is its last 16 bytes. */
  readonly ciphertext: Buffer;
}

/** Which row, and which of the secrets that it has held. */
export interface SecretPlace {
  readonly type: CredentialSubject['type'] | 'IdempotentAnswer';
  readonly id: string;
  readonly version: number;
}

/** With the ring's current key. Zeroes nothing: `plain` is the caller's. */
export function seal(ring: KeyRing, place: SecretPlace, plain: Buffer): SealedSecret {
  const key = ring.key(ring.currentId);
  if (key === undefined) throw new RangeError('the key ring has no current key');
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(place));
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return { keyId: ring.currentId, nonce, ciphertext };
}

/** The caller zeroes what it gets. @throws DependencyFailure naming the key's id and the row, never the content */
export function unseal(ring: KeyRing, place: SecretPlace, sealed: SealedSecret): Buffer {
  const key = ring.key(sealed.keyId);
  if (key === undefined) {
    throw cannotOpen(place, `its key ${sealed.keyId} is not among the given ones (${ring.ids.join(', ')})`);
  }
  const { nonce, ciphertext } = sealed;
  if (nonce.length !== NONCE_BYTES || ciphertext.length < TAG_BYTES) {
    throw cannotOpen(place, `it is cut off (key ${sealed.keyId})`);
  }
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(boundTo(place));
  decipher.setAuthTag(ciphertext.subarray(-TAG_BYTES));
  const head = decipher.update(ciphertext.subarray(0, -TAG_BYTES));
  try {
    return Buffer.concat([head, decipher.final()]);
  } catch {
    throw cannotOpen(
      place,
      `key ${sealed.keyId} does not open it: it was changed or belongs to another row, or the key is another one`,
    );
  } finally {
    head.fill(0);
  }
}

function boundTo({ type, id, version }: SecretPlace): Buffer {
  return Buffer.from(['credential', type, id.toLowerCase(), version].join('|'));
}

function cannotOpen(place: SecretPlace, why: string): DependencyFailure {
  return new DependencyFailure(`The credential of ${place.type} ${place.id} cannot be decrypted: ${why}.`, {
    dependency: 'credential vault',
  });
}
