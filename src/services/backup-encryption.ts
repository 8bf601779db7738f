/** The keys of backups: which are configured, and a rotation that wraps what is stored by them. */
import pLimit from 'p-limit';
import type { Backup } from '../domain/backup.js';
import { BackupLocked } from '../domain/backup-locked.js';
import { InvalidInput } from '../domain/errors/request-errors.js';
import type { Actor } from '../domain/identity.js';
import type { BackupCipher, ConfiguredKey } from '../domain/ports/backup-cipher.js';
import type { LocationGateway, ObjectStore } from '../domain/ports/object-store.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import { assertRight } from '../domain/rights.js';
import { StorageFailed } from '../domain/storage-failure.js';
import { rewrapBackup } from './rewrap-backup.js';

const MOST_AT_ONCE = 500;
const CONCURRENCY = 4;

export interface EncryptionPorts {
  readonly work: UnitOfWork;
  readonly locations: Pick<LocationGateway, 'open'>;
  readonly cipher: BackupCipher;
}

export interface RewrapRequest {
  /** How many backups are looked at, in the order of their ids. */
  readonly first: number;
  /** Id of the last one of the request before; null: from the beginning. */
  readonly after: string | null;
}

export interface RewrapReport {
  readonly rewrapped: number;
  /** Were wrapped by exactly the present keys. */
  readonly unchanged: number;
  /** Keep the keys that they were wrapped by. */
  readonly refused: readonly { readonly backup: Backup; readonly message: string }[];
  /** Where the next request goes on; null: these were the last. */
  readonly next: string | null;
}

export class BackupEncryptionService {
  constructor(private readonly ports: EncryptionPorts) {}

  /** Whether new backups are encrypted by this process. */
  get encrypts(): boolean {
    return this.ports.cipher.encrypts;
  }

  /** Those that new backups are encrypted with first. */
  keys(): Promise<readonly ConfiguredKey[]> {
    return this.ports.cipher.keys();
  }

  /**
   * Wraps the data keys of some backups by the present keys and no others. A backup that does not open stays as it is and is named.
   * @throws Forbidden, InvalidInput, BackupLocked NO_KEY when no key is configured
   */
  async rewrap({ first, after }: RewrapRequest, actor: Actor): Promise<RewrapReport> {
    const { work, cipher } = this.ports;
    assertRight(actor, 'Backup.rewrap', null);
    if (first < 1 || first > MOST_AT_ONCE) {
      throw new InvalidInput([{ path: 'first', message: `must be from 1 to ${MOST_AT_ONCE}` }]);
    }
    if (!cipher.encrypts) {
      const message = 'No key for backups is configured: there is nothing that backups could be wrapped by.';
      throw new BackupLocked(message, { reason: 'NO_KEY', backupId: null });
    }
    const backups = await work.stores.backups.encrypted({ first, after });
    const stores = new Map<string, Promise<ObjectStore>>();
    const limit = pLimit(CONCURRENCY);
    const results = await Promise.all(backups.map((backup) => limit(() => this.#rewrapOne(backup, stores))));
    return {
      rewrapped: results.filter((each) => each === 'REWRAPPED').length,
      unchanged: results.filter((each) => each === 'UNCHANGED').length,
      refused: results.flatMap((message, place) => {
        const backup = backups[place];
        if (message === 'REWRAPPED' || message === 'UNCHANGED' || backup === undefined) return [];
        return [{ backup, message: message.refused }];
      }),
      next: backups.length === first ? (backups.at(-1)?.id ?? null) : null,
    };
  }

  async #rewrapOne(
    backup: Backup,
    stores: Map<string, Promise<ObjectStore>>,
  ): Promise<'REWRAPPED' | 'UNCHANGED' | { readonly refused: string }> {
    const { work, cipher } = this.ports;
    try {
      const opening = stores.get(backup.locationId) ?? this.#open(backup.locationId);
      stores.set(backup.locationId, opening);
      const { changed, keyIds } = await rewrapBackup(await opening, backup.id, cipher);
      await work.stores.backups.recordEncryptionKeys(backup.id, keyIds);
      return changed ? 'REWRAPPED' : 'UNCHANGED';
    } catch (error) {
      if (!(error instanceof BackupLocked || error instanceof StorageFailed)) throw error;
      return { refused: error.message };
    }
  }

  async #open(locationId: string): Promise<ObjectStore> {
    const location = await this.ports.work.stores.locations.find(locationId);
    if (location !== undefined) return await this.ports.locations.open(location);
    throw new StorageFailed('The backup location was removed.', { reason: 'NOT_FOUND' });
  }
}
