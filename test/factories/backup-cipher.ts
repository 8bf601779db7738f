/** Ciphers whose passphrases cost a millisecond instead of half a second. */
import { randomBytes } from 'node:crypto';
import { AesBackupCipher } from '../../src/encryption/aes-backup-cipher.js';
import type { KeySources } from '../../src/encryption/key-chain.js';

export const CHEAP_SCRYPT = 2 ** 10;
export const A_SALT = Buffer.alloc(32, 7);

export function aBackupCipher(sources: Partial<KeySources> = {}): AesBackupCipher {
  return new AesBackupCipher({ salt: async () => A_SALT, scryptN: CHEAP_SCRYPT, ...sources });
}

export function aKeyFile(): Buffer {
  return randomBytes(32);
}
