import type { S3Client } from '@aws-sdk/client-s3';
import { DomainError } from '../../domain/errors/domain-error.js';
import type { CredentialVault } from '../../domain/ports/credential-vault.js';
import type { S3Keys, S3Settings } from '../../domain/s3-settings.js';
import { makeS3Client } from './s3-client.js';
import { noKeys } from './s3-marker.js';

interface Kept {
  readonly client: S3Client;
  /** Settings and the version of the keys: another client when one has changed. */
  readonly made: string;
}

/** One client per location, so that its connections are used again. */
export class S3Clients {
  readonly #kept = new Map<string, Kept>();
  /** How often something was forgotten: whoever began before keeps nothing of it. */
  #forgotten = 0;

  constructor(private readonly vault: Pick<CredentialVault, 'get'>) {}

  /** @throws StorageFailed CREDENTIALS_INVALID when the keys cannot be opened */
  async of(location: {
    readonly id: string;
    readonly path: string;
    readonly s3: S3Settings;
  }): Promise<S3Client> {
    const { id, s3 } = location;
    const forgotten = this.#forgotten;
    const found = s3.credentials === 'ENVIRONMENT' ? null : await this.#keysOf(location);
    const made = JSON.stringify([s3, found?.version ?? null]);
    const kept = this.#kept.get(id);
    if (kept?.made === made) return kept.client;
    const client = makeS3Client(s3, found?.keys ?? null);
    // The old one is not destroyed: calls may be under way on it. Its idle connections end by themselves.
    if (forgotten === this.#forgotten) this.#kept.set(id, { client, made });
    return client;
  }

  forget(locationId: string): void {
    this.#forgotten += 1;
    this.#kept.delete(locationId);
  }

  close(): void {
    this.#forgotten += 1;
    for (const { client } of this.#kept.values()) client.destroy();
    this.#kept.clear();
  }

  async #keysOf({ id, path }: { readonly id: string; readonly path: string }) {
    try {
      const { secret, version } = await this.vault.get({ type: 'BackupLocation', id });
      const keys: S3Keys = JSON.parse(secret);
      return { keys, version };
    } catch (error) {
      if (error instanceof DomainError) throw noKeys(path, error);
      throw error;
    }
  }
}
