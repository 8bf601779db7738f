/** Deletes the data of backups in DELETING, manifest first: from then on there is no backup, whatever happens next. */
import pLimit from 'p-limit';
import type { Backup } from '../domain/backup.js';
import { systemActor } from '../domain/identity.js';
import { backupKeys } from '../domain/manifest.js';
import type { Log } from '../domain/ports/log.js';
import type { LocationGateway } from '../domain/ports/object-store.js';
import type { Page, UnitOfWork } from '../domain/ports/stores.js';
import { StorageFailed } from '../domain/storage-failure.js';

export interface BackupDeletionPorts {
  readonly work: UnitOfWork;
  readonly locations: Pick<LocationGateway, 'open'>;
  readonly log: Log;
}

const PAGE = 200;
const LOCATIONS_AT_ONCE = 4;

export class BackupDeletion {
  constructor(private readonly ports: BackupDeletionPorts) {}

  /** May be called twice for the same backup. @throws StorageFailed when the location is bad: the sweep tries again */
  async run(backupId: string, signal?: AbortSignal): Promise<void> {
    const { work, locations } = this.ports;
    const backup = await work.stores.backups.find(backupId);
    if (backup === undefined || backup.state !== 'DELETING') return;
    const location = await work.stores.locations.find(backup.locationId);
    if (location !== undefined) {
      const store = await locations.open(location, signal);
      await store.delete(backupKeys.manifest(backupId), signal);
      await store.deleteAll(backupKeys.folder(backupId), signal);
    }
    await work.transaction(async (stores) => {
      await stores.backups.remove(backupId);
      await stores.events.append({
        type: 'BACKUP_DELETED',
        subjectType: 'Backup',
        subjectId: backupId,
        actor: systemActor('deletion'),
        data: { name: backup.name, state: backup.state },
      });
    });
  }

  /** Everything that is still DELETING, oldest first; a location that is away keeps no other waiting. */
  async sweep(signal: AbortSignal): Promise<void> {
    const limit = pLimit(LOCATIONS_AT_ONCE);
    const byLocation = Map.groupBy(await this.#deleting(signal), ({ locationId }) => locationId);
    await Promise.all(
      [...byLocation.values()].map((backups) => limit(() => this.#sweepOne(backups, signal))),
    );
  }

  /** What is in one location, one after the other, until the location says that it cannot be used. */
  async #sweepOne(backups: readonly Backup[], signal: AbortSignal): Promise<void> {
    for (const { id } of backups) {
      if (signal.aborted) return;
      try {
        await this.run(id, signal);
      } catch (error) {
        if (signal.aborted) return;
        this.ports.log.warn({ backupId: id, err: error }, 'a backup could not be deleted yet');
        if (error instanceof StorageFailed) return;
      }
    }
  }

  /** The lists are newest first. */
  async #deleting(signal: AbortSignal): Promise<readonly Backup[]> {
    const found: Backup[] = [];
    let after: string | null = null;
    do {
      const page: Page<Backup> = await this.ports.work.stores.backups.page(
        { first: PAGE, after },
        { states: ['DELETING'] },
      );
      found.push(...page.items.map(({ item }) => item));
      after = page.hasNext ? (page.items.at(-1)?.cursor ?? null) : null;
    } while (after !== null && !signal.aborted);
    return found.reverse();
  }
}
