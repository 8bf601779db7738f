import { KeyRing } from '../../src/db/vault/key-ring.js';

/** The keys of a test's vault: always the same, so that two products in one test can read each other's secrets. */
export function aKeyRing(): KeyRing {
  return new KeyRing(Buffer.alloc(32, 7), []);
}
