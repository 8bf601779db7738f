import { randomBytes, timingSafeEqual } from 'node:crypto';
import { BackupLocked } from '../domain/backup-locked.js';
import type { BackupEncryption, WrappedKey } from '../domain/manifest.js';
import type { BackupCipher, BackupKey, ConfiguredKey, KeyPlace } from '../domain/ports/backup-cipher.js';
import { DataKey, PREFIX_BYTES } from './data-key.js';
import { KEY_BYTES } from './derive.js';
import { KeyChain, type KeySources } from './key-chain.js';

/**
 * Backups at rest (facts 5.4): a random data key for every attempt, wrapped by each configured key. Without one the backups are
 * stored in the clear, and what was encrypted before stays locked.
 */
export class AesBackupCipher implements BackupCipher {
  readonly #chain: KeyChain;

  constructor(sources: KeySources) {
    this.#chain = new KeyChain(sources);
  }

  get encrypts(): boolean {
    return this.#chain.wraps;
  }

  keys(): Promise<readonly ConfiguredKey[]> {
    return this.#chain.all();
  }

  async create(place: KeyPlace): Promise<BackupKey | null> {
    if (!this.encrypts) return null;
    const dataKey = randomBytes(KEY_BYTES);
    const keys = (await this.#chain.current()).map((key) => key.wrap(dataKey, place));
    const noncePrefix = randomBytes(PREFIX_BYTES).toString('base64');
    return new DataKey(dataKey, place, { scheme: 'aes-256-gcm-stream', noncePrefix, keys }, true);
  }

  async unlock(
    place: KeyPlace,
    { scheme, noncePrefix, keys }: Omit<BackupEncryption, 'mac'>,
  ): Promise<BackupKey> {
    const dataKey = await this.#chain.unwrap(keys, place);
    return new DataKey(dataKey, place, { scheme, noncePrefix, keys }, false);
  }

  async rewrap(
    place: KeyPlace,
    { keys }: Omit<BackupEncryption, 'mac'>,
  ): Promise<readonly WrappedKey[] | null> {
    const current = await this.#chain.current();
    if (current.length === 0) throw noKey(place);
    const dataKey = await this.#chain.unwrap(keys, place);
    const stays = current.every((key) =>
      keys.some((wrapped) => {
        const opened = wrapped.keyId === key.keyId ? key.unwrap(wrapped, place) : undefined;
        return opened !== undefined && timingSafeEqual(opened, dataKey);
      }),
    );
    if (stays && keys.length === current.length) return null;
    return current.map((key) => key.wrap(dataKey, place));
  }
}

function noKey({ backupId }: KeyPlace): BackupLocked {
  return new BackupLocked('No key for backups is configured: there is nothing to wrap with.', {
    reason: 'NO_KEY',
    backupId,
  });
}
