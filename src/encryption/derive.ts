/** Keys from keys: HKDF-SHA-256, one purpose each. */
import { hkdfSync } from 'node:crypto';

export const KEY_BYTES = 32;
/** Format version of everything that is derived, sealed and authenticated here. */
const FORMAT = 1;

/** Unambiguous bytes for a list of parts: no two lists have the same. */
export function context(purpose: string, ...parts: readonly (string | number)[]): Buffer {
  return Buffer.from(JSON.stringify([`holdfast-backup ${purpose}`, FORMAT, ...parts]));
}

export function derive(key: Buffer, salt: Buffer, info: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, info, KEY_BYTES));
}
