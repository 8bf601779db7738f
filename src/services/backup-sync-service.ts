/** Syncs: asked for by people, run as jobs under a lease; one at a time for a bucket, whichever location names it. */
import { randomUUID } from 'node:crypto';
import { sightOf } from '../domain/access.js';
import { type BackupSync, bucketKeyOf, NOTHING_SYNCED } from '../domain/backup-sync.js';
import { NotFound } from '../domain/errors/resource-errors.js';
import type { NewEvent } from '../domain/event.js';
import { type Actor, systemActor } from '../domain/identity.js';
import { assertModeOf } from '../domain/mode-rules.js';
import { modeOfAccess } from '../domain/operation-mode.js';
import type { Clock } from '../domain/ports/clock.js';
import type { SyncFilter } from '../domain/ports/federation-stores.js';
import type { JobBell } from '../domain/ports/job-bell.js';
import type { Log } from '../domain/ports/log.js';
import type { Page, PageRequest, UnitOfWork } from '../domain/ports/stores.js';
import { assertRight } from '../domain/rights.js';
import { assertOperation } from '../domain/state-machine.js';
import { someEligible } from './eligible-clusters.js';
import { ownerOf } from './owner.js';

export interface BackupSyncPorts {
  readonly work: UnitOfWork;
  readonly bell: JobBell;
  readonly clock: Clock;
  readonly log: Log;
  /** How long ended ones are kept; 0: for ever. */
  readonly keepDays: number;
}

const FORGOTTEN_AT_ONCE = 1_000;
const DAY_MS = 24 * 60 * 60_000;

export class BackupSyncService {
  constructor(private readonly ports: BackupSyncPorts) {}

  /**
   * Asks for one; a worker takes it up.
   * @throws Forbidden, NotFound, ModeNotSupported, OperationNotAllowed, NoEligibleCluster, OperationInProgress
   */
  async request(locationId: string, actor: Actor): Promise<BackupSync> {
    const { work, clock } = this.ports;
    const location = await work.stores.locations.find(locationId);
    if (location === undefined) throw new NotFound('BackupLocation', locationId);
    assertRight(actor, 'BackupLocation.sync', location.ownerId);
    assertModeOf('BackupLocation', 'sync', modeOfAccess(location.access));
    assertOperation('BackupLocation', location, 'sync');
    await someEligible(work.stores, locationId, { seenBy: sightOf(actor) });
    if (location.s3 === null) throw new RangeError('a location of clusters is a bucket');
    const now = clock.now();
    const sync: BackupSync = {
      id: randomUUID(),
      locationId,
      clusterId: null,
      bucketKey: bucketKeyOf(location.s3),
      requestedBy: ownerOf(actor),
      state: 'PENDING',
      stateReason: null,
      stateMessage: 'waits for a worker',
      stateChangedAt: now,
      counts: NOTHING_SYNCED,
      attempt: 0,
      handedBack: 0,
      leaseOwner: null,
      leaseUntil: null,
      createdAt: now,
      startedAt: null,
      finishedAt: null,
    };
    await work.transaction(async (stores) => {
      await stores.syncs.insert(sync);
      await stores.events.append({
        type: 'SYNC_REQUESTED',
        subjectType: 'BackupSync',
        subjectId: sync.id,
        actor,
        data: { state: 'PENDING', name: location.name, locationId },
      });
    });
    // The work stands in our tables: a bell that does not ring only makes it later.
    await this.ports.bell.syncLocation(sync.id).catch((error: unknown) => {
      this.ports.log.warn({ err: error }, 'the job store could not be rung; the sweep will find the work');
    });
    return sync;
  }

  /** @throws NotFound */
  async get(id: string): Promise<BackupSync> {
    const found = await this.ports.work.stores.syncs.find(id);
    if (found === undefined) throw new NotFound('BackupSync', id);
    return found;
  }

  lastOf(locationIds: readonly string[]): Promise<ReadonlyMap<string, BackupSync>> {
    return this.ports.work.stores.syncs.lastOf(locationIds);
  }

  page(request: PageRequest, filter: SyncFilter): Promise<Page<BackupSync>> {
    return this.ports.work.stores.syncs.page(request, filter);
  }

  count(filter: SyncFilter): Promise<number> {
    return this.ports.work.stores.syncs.count(filter);
  }

  /** The newest of each location that completed, and that failed, stay: what is known of a bucket is from them. @returns how many */
  async forgetOld(): Promise<number> {
    const { work, clock, keepDays } = this.ports;
    if (keepDays === 0) return 0;
    const before = new Date(clock.now().getTime() - keepDays * DAY_MS);
    let forgotten = 0;
    for (let gone = FORGOTTEN_AT_ONCE; gone === FORGOTTEN_AT_ONCE; forgotten += gone) {
      gone = await work.transaction(async (stores) => {
        const old = await stores.syncs.forgetEnded(before, FORGOTTEN_AT_ONCE);
        await stores.events.append(...old.map((sync) => removed(sync, `it ended ${keepDays} days ago`)));
        return old.length;
      });
    }
    return forgotten;
  }
}

function removed({ id: subjectId, state, locationId }: BackupSync, message: string): NewEvent {
  const data = { locationId, from: state, message };
  return {
    type: 'SYNC_REMOVED',
    subjectType: 'BackupSync',
    subjectId,
    actor: systemActor('housekeeping'),
    data,
  };
}
