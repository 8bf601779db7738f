import type { Alert } from '../../domain/alert.js';
import type { Backup } from '../../domain/backup.js';
import type { BackupSchedule } from '../../domain/backup-schedule.js';
import { NotFound } from '../../domain/errors/resource-errors.js';
import { systemActor } from '../../domain/identity.js';
import type { Restore } from '../../domain/restore.js';
import type { ApiServices } from '../services.js';
import { SharedReads } from './shared-reads.js';

/** Who is told of an event was asked for before: what it is about is read once for all of them. */
const READER = systemActor('live');

/** What does not change of a backup, and its name, which an event tells. */
export interface BackupCard {
  readonly scheduleId: string | null;
  readonly clusterId: string;
}

/** What the subscriptions of one process read beside the events: once for all subscribers of an event. */
export class LiveReads {
  readonly #cards = new SharedReads<BackupCard | undefined>();
  readonly #backups = new SharedReads<Backup | undefined>();
  readonly #restores = new SharedReads<Restore | undefined>();
  readonly #schedules = new SharedReads<BackupSchedule | undefined>();
  readonly #alerts = new SharedReads<Alert | undefined>();

  constructor(private readonly services: ApiServices) {}

  /** Undefined: it is gone, and nobody asked while it was there. */
  async cardOf(backupId: string): Promise<BackupCard | undefined> {
    const card = await this.#cards.once(backupId, async () => {
      const [backup] = await this.services.backups.getMany([backupId], READER);
      return backup && { scheduleId: backup.scheduleId, clusterId: backup.clusterId };
    });
    // It may be that nobody can see it yet.
    if (card === undefined) this.#cards.forget(backupId);
    return card;
  }

  /** The backup as it is after the event. */
  backup(id: string, eventId: string | null): Promise<Backup | undefined> {
    const { backups } = this.services;
    return at(this.#backups, id, eventId, async () => (await backups.getMany([id], READER))[0]);
  }

  restore(id: string, eventId: string | null): Promise<Restore | undefined> {
    const { restores } = this.services;
    return at(this.#restores, id, eventId, async () => (await restores.getMany([id], READER))[0]);
  }

  schedule(id: string, eventId: string | null): Promise<BackupSchedule | undefined> {
    const { schedules } = this.services;
    return at(this.#schedules, id, eventId, async () => (await schedules.getMany([id], READER))[0]);
  }

  alert(id: string, eventId: string | null): Promise<Alert | undefined> {
    return at(this.#alerts, id, eventId, () =>
      this.services.alerts.get(id, READER).catch((error: unknown) => {
        if (error instanceof NotFound) return undefined;
        throw error;
      }),
    );
  }
}

/** A present value is read for itself. */
function at<T>(
  reads: SharedReads<T>,
  id: string,
  eventId: string | null,
  read: () => Promise<T>,
): Promise<T> {
  return eventId === null ? read() : reads.once(`${eventId} ${id}`, read);
}
