/** Clears what nobody needs any more. Each part may fail without keeping the others from it. */
import { KEY_KEPT_MS } from '../domain/idempotency.js';
import { INTERACTION_KEPT_MS } from '../domain/interaction.js';
import type { Clock } from '../domain/ports/clock.js';
import type { Log } from '../domain/ports/log.js';
import type { LocationGateway } from '../domain/ports/object-store.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import type { AuditService } from './audit-service.js';
import type { BackupSyncService } from './backup-sync-service.js';
import type { DueTimesAhead } from './due-times-ahead.js';
import type { Outbox } from './outbox.js';
import type { ScheduleRetention } from './schedule-retention.js';
import type { SnapshotSweep } from './snapshot-sweep.js';
import type { StateHistoryService } from './state-history-service.js';

/** A watcher that was away may still follow a backup's progress for so long. */
const PROGRESS_KEPT_MS = 24 * 60 * 60_000;
/** ... and what happened otherwise for so long: lists and history are read from the things themselves. */
const EVENTS_KEPT_MS = 30 * 24 * 60 * 60_000;

export interface HousekeepingPorts {
  readonly work: UnitOfWork;
  readonly locations: Pick<LocationGateway, 'sweep'>;
  readonly ahead: Pick<DueTimesAhead, 'bringForward'>;
  readonly retention: Pick<ScheduleRetention, 'pruneAll'>;
  readonly outbox: Pick<Outbox, 'forgetOld'>;
  readonly snapshots: Pick<SnapshotSweep, 'run'>;
  readonly audit: Pick<AuditService, 'forgetOld'>;
  readonly stateHistory: Pick<StateHistoryService, 'forgetOld'>;
  readonly syncs: Pick<BackupSyncService, 'forgetOld'>;
  readonly clock: Clock;
  readonly log: Log;
}

export class Housekeeping {
  constructor(private readonly ports: HousekeepingPorts) {}

  async run(signal: AbortSignal): Promise<void> {
    const { work, clock, log, ahead, retention } = this.ports;
    await this.#part('due times are brought forward', () => ahead.bringForward(signal));
    const forgotten = await this.#part('old progress is forgotten', () =>
      work.stores.events.forgetProgress(new Date(clock.now().getTime() - PROGRESS_KEPT_MS)),
    );
    await this.#part('old events are forgotten', () =>
      work.stores.events.forget(new Date(clock.now().getTime() - EVENTS_KEPT_MS)),
    );
    await this.#part('what was told a month ago is forgotten', () => this.ports.outbox.forgetOld());
    await this.#part('retention is applied', () => retention.pruneAll(signal));
    await this.#part('old interactions, codes and tokens of services are forgotten', () =>
      this.#forgetOldTokens(),
    );
    await this.#part('idempotency keys of yesterday are forgotten', () =>
      work.stores.idempotency.forget(KEY_KEPT_MS),
    );
    await this.#part('old entries of the audit trail are forgotten', () => this.ports.audit.forgetOld());
    await this.#part('old syncs are forgotten', () => this.ports.syncs.forgetOld());
    await this.#part('old changes of states are forgotten', () => this.ports.stateHistory.forgetOld());
    await this.#part('snapshots that belong to no backup are deleted', () =>
      this.ports.snapshots.run(signal),
    );
    const swept = await this.#part('half-written files are cleared', () => this.#sweepLocations(signal));
    if ((forgotten ?? 0) + (swept ?? 0) > 0)
      log.info({ forgotten, swept }, 'old progress and half-written files are cleared');
  }

  async #forgetOldTokens(): Promise<void> {
    const { stores } = this.ports.work;
    const before = new Date(this.ports.clock.now().getTime() - INTERACTION_KEPT_MS);
    await stores.interactions.forget(before);
    await stores.slackLinks.forget(before);
    await stores.serviceTokens.forget(before);
  }

  async #part<T>(part: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.ports.log.warn(
        { part, err: error },
        'a part of the housekeeping failed; the next hour tries again',
      );
      return undefined;
    }
  }

  async #sweepLocations(signal: AbortSignal): Promise<number> {
    const { work, locations, log } = this.ports;
    let swept = 0;
    for (const location of await work.stores.locations.all()) {
      if (signal.aborted || location.state !== 'VALID' || location.access !== 'CREDENTIALS') continue;
      try {
        swept += await locations.sweep(location, signal);
      } catch (error) {
        log.warn({ locationId: location.id, err: error }, 'half-written files could not be cleared');
      }
    }
    return swept;
  }
}
