/** Deletes the data of backups in DELETING, manifest first: from then on there is no backup, whatever happens next. */
import { systemActor } from '../domain/identity.js';
import { backupKeys } from '../domain/manifest.js';
import type { Log } from '../domain/ports/log.js';
import type { LocationGateway } from '../domain/ports/object-store.js';
import type { UnitOfWork } from '../domain/ports/stores.js';

export interface BackupDeletionPorts {
  readonly work: UnitOfWork;
  readonly locations: Pick<LocationGateway, 'open'>;
  readonly log: Log;
}

const SWEPT_AT_ONCE = 100;

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

  /** Everything that is still DELETING, oldest rings lost included. */
  async sweep(signal: AbortSignal): Promise<void> {
    const { work, log } = this.ports;
    const { items } = await work.stores.backups.page(
      { first: SWEPT_AT_ONCE, after: null },
      { states: ['DELETING'] },
    );
    for (const { item } of items) {
      if (signal.aborted) return;
      try {
        await this.run(item.id, signal);
      } catch (error) {
        log.warn({ backupId: item.id, err: error }, 'a backup could not be deleted yet');
      }
    }
  }
}
