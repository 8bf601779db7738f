/**
 * One sync from claim to end: a cluster lists what lies in the bucket; what Holdfast does not know is listed as backups of
 * nobody's schedule, what it knows and does not find is marked. A failed or empty listing marks and removes nothing.
 */
import { databaseWasAway } from '../cycle/failures.js';
import { settleAlert, writeIncidents } from '../cycle/incidents.js';
import type { Backup, Lease } from '../domain/backup.js';
import type { BackupLocation } from '../domain/backup-location.js';
import {
  type BackupSync,
  bucketKeyOf,
  type KnownBackup,
  markOf,
  type SyncCounts,
  type SyncFailure,
} from '../domain/backup-sync.js';
import type { Cluster } from '../domain/cluster.js';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import { reasonsOf } from '../domain/counted-reasons.js';
import { DependencyFailure, NoEligibleCluster } from '../domain/errors/dependency-errors.js';
import { systemActor } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { FederatedLocations, Listing } from '../domain/ports/federated-locations.js';
import type { SyncEnd } from '../domain/ports/federation-stores.js';
import type { Log } from '../domain/ports/log.js';
import type { Stores, UnitOfWork } from '../domain/ports/stores.js';
import { someEligible } from './eligible-clusters.js';
import { rowsOfListed, shownOn } from './listed-backups.js';

export interface SyncRunPorts {
  readonly work: UnitOfWork;
  readonly federated: Pick<FederatedLocations, 'list'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: {
    readonly worker: string;
    readonly leaseMs: number;
    readonly maxAttempts: number;
    readonly progressMs: number;
  };
}

/** Another worker has it. */
class LeaseLost extends Error {}

export class SyncRun {
  constructor(private readonly ports: SyncRunPorts) {}

  /** May be called twice for the same sync, and end anywhere: the next attempt begins at the top. */
  async run(syncId: string, stopping: AbortSignal): Promise<void> {
    const { work, settings, log } = this.ports;
    const sync = await this.#claim(syncId);
    if (sync === undefined) return;
    const lease = { id: sync.id, owner: settings.worker, attempt: sync.attempt };
    const lost = new AbortController();
    const beat = setInterval(() => {
      work.stores.syncs.renew(lease, settings.leaseMs).then(
        (held) => held || lost.abort(new LeaseLost()),
        () => undefined,
      );
    }, settings.leaseMs / 4);
    try {
      await this.#toTheEnd(sync, lease, AbortSignal.any([stopping, lost.signal]));
    } catch (error) {
      if (error instanceof LeaseLost || lost.signal.aborted) return;
      if (stopping.aborted) {
        await work.stores.syncs.release(lease, { uncounted: true });
        return;
      }
      if (databaseWasAway(error)) {
        // Where it still is, the lease runs out: another attempt makes it either way.
        await work.stores.syncs.release(lease, { uncounted: false }).catch(() => undefined);
        return;
      }
      log.error({ syncId, err: error }, 'a sync ended in an unforeseen error');
      await this.#fail(sync, lease, 'INTERNAL_ERROR', 'A fault of Holdfast itself; the log has the cause.');
    } finally {
      clearInterval(beat);
    }
  }

  /** It begins and that is told at once, or neither: a worker that dies in between leaves it PENDING. */
  #claim(syncId: string): Promise<BackupSync | undefined> {
    const { work, settings } = this.ports;
    return work.transaction(async (stores) => {
      const sync = await stores.syncs.claim(syncId, settings.worker, settings.leaseMs);
      if (sync?.attempt === 1)
        await this.#tell(stores, sync, 'SYNC_STARTED', { from: 'PENDING', to: 'IN_PROGRESS' });
      return sync;
    });
  }

  async #toTheEnd(sync: BackupSync, lease: Lease, signal: AbortSignal): Promise<void> {
    const { work, settings } = this.ports;
    if (sync.attempt - sync.handedBack > settings.maxAttempts) {
      const message = `${settings.maxAttempts} workers took the sync up and none came to its end.`;
      await this.#fail(sync, lease, 'ATTEMPTS_EXHAUSTED', message);
      return;
    }
    const location = await work.stores.locations.find(sync.locationId);
    if (location === undefined) throw new LeaseLost();
    const of = { sync, lease, location, siblings: await this.#siblings(sync) };
    const before = keysOf(await this.#knownIn(of));
    const listed = await this.#list(of, signal);
    if ('failure' in listed) await this.#fail(sync, lease, listed.failure, listed.message);
    else await this.#takeIn(of, { ...listed, before }, signal);
  }

  #knownIn({ siblings }: Pick<SyncOf, 'siblings'>): Promise<readonly KnownBackup[]> {
    return this.ports.work.stores.syncs.knownIn(siblings.map(({ id }) => id));
  }

  /** By the first cluster that comes to an end: one that cannot does not keep the others from it. */
  async #list(
    { sync, lease, location, siblings }: SyncOf,
    signal: AbortSignal,
  ): Promise<Listed | { readonly failure: SyncFailure; readonly message: string }> {
    const { work, federated, log } = this.ports;
    const told: string[] = [];
    let failure: SyncFailure = 'NO_ELIGIBLE_CLUSTER';
    try {
      for (const through of await someEligible(work.stores, location.id)) {
        await this.#guarded(work.stores.syncs.recordCluster(lease, through.id));
        try {
          const report = this.#reporter(sync, lease);
          return {
            through,
            listing: await federated.list({ cluster: through, location }, { siblings, signal, report }),
          };
        } catch (error) {
          if (signal.aborted) throw error;
          if (!(error instanceof ClusterCallFailed) && !(error instanceof DependencyFailure)) throw error;
          log.warn(
            { syncId: sync.id, clusterId: through.id, err: error },
            'a cluster could not list a location',
          );
          failure = error instanceof ClusterCallFailed ? 'CLUSTER_FAILED' : 'LISTING_FAILED';
          told.push(failure);
        }
      }
      // Everybody sees syncs, and not every cluster: the log has the rest.
      return { failure, message: `No cluster came to the end of a listing: ${reasonsOf(told)}.` };
    } catch (error) {
      if (error instanceof NoEligibleCluster) return { failure, message: error.message };
      throw error;
    }
  }

  async #takeIn(
    of: SyncOf,
    { through, listing, before }: Listed & { readonly before: ReadonlySet<string | null> },
    signal: AbortSignal,
  ): Promise<void> {
    const { sync, lease } = of;
    const known = await this.#knownIn(of);
    const { length: listed } = listing.backups;
    // What a worker before this one has added or marked was of this sync too.
    const tally: Tally = { counts: { ...sync.counts, listed, unreadable: listing.unreadable } };
    // What was known and is not any more was deleted while the bucket was listed.
    const keys = new Set([...before, ...keysOf(known)]);
    await this.#add(of, { through, listing }, { keys, tally, signal });
    await this.#mark(of, { listing, known, tally });
    const { counts } = tally;
    const message = storyOf(counts, listing, known.filter(({ vanishedAt }) => vanishedAt === null).length);
    const at = this.ports.clock.now();
    await this.#end(sync, lease, { state: 'COMPLETED', reason: null, message, counts, at });
  }

  /** What nobody here knows of becomes a backup. */
  async #add(
    { sync, lease, location }: SyncOf,
    { through, listing }: Listed,
    {
      keys,
      tally,
      signal,
    }: { readonly keys: ReadonlySet<string | null>; readonly tally: Tally; readonly signal: AbortSignal },
  ): Promise<void> {
    const clusters = await this.ports.work.stores.clusters.all();
    for (const listed of listing.backups.filter(({ manifestKey }) => !keys.has(manifestKey))) {
      signal.throwIfAborted();
      const madeOn = shownOn(listed, { through, clusters });
      const rows = rowsOfListed(listed, { madeOn, location, ownerId: sync.requestedBy });
      await this.#counted(lease, tally, 'added', async (stores) => {
        // Made here and not recorded yet, or recorded as something else: it is known by its id.
        if ((await stores.backups.find(rows.backup.id)) !== undefined) return false;
        await stores.cycles.insert(rows.cycle);
        await stores.backups.insert(rows.backup, rows.namespaces, rows.issues, rows.volumes);
        await tellOf(stores, 'BACKUP_FOUND', rows.backup);
        return true;
      });
    }
  }

  /** Nothing is deleted. A backup is marked through its own location alone: another of the bucket may not show it. */
  async #mark(
    { sync, lease, location }: SyncOf,
    {
      listing,
      known,
      tally,
    }: { readonly listing: Listing; readonly known: readonly KnownBackup[]; readonly tally: Tally },
  ): Promise<void> {
    const at = this.ports.clock.now();
    const keys = new Set(listing.backups.map(({ manifestKey }) => manifestKey));
    const seen = { keys, unreadable: listing.unreadable, since: sync.startedAt ?? at };
    const homeless = new Set(listing.homeless);
    const ours = known.filter(
      ({ locationId, manifestKey }) => locationId === location.id && !homeless.has(manifestKey ?? ''),
    );
    for (const backup of ours) {
      const mark = markOf(backup, seen);
      if (mark === null) continue;
      await this.#counted(lease, tally, mark === 'gone' ? 'vanished' : 'returned', async (stores) => {
        if (!(await stores.syncs.markVanished(backup.id, mark === 'gone' ? at : null))) return false;
        await tellOf(stores, mark === 'gone' ? 'BACKUP_VANISHED' : 'BACKUP_RETURNED', backup);
        return true;
      });
    }
  }

  /** One change with its count, both or neither. */
  async #counted(
    lease: Lease,
    tally: Tally,
    what: 'added' | 'vanished' | 'returned',
    change: (stores: Stores) => Promise<boolean>,
  ): Promise<void> {
    const more = { ...tally.counts, [what]: tally.counts[what] + 1 };
    const done = await this.#inLease(lease, async (stores) => {
      if (!(await change(stores))) return false;
      await this.#guarded(stores.syncs.recordProgress(lease, more));
      return true;
    });
    if (done) tally.counts = more;
  }

  async #siblings({ bucketKey, locationId }: BackupSync): Promise<readonly BackupLocation[]> {
    const all = await this.ports.work.stores.locations.all();
    return all.filter(
      ({ id, access, s3 }) =>
        id === locationId || (access === 'WORKLOAD_IDENTITY' && s3 !== null && bucketKeyOf(s3) === bucketKey),
    );
  }

  #reporter({ counts }: BackupSync, lease: Lease): (listed: number) => void {
    let last = 0;
    return (listed) => {
      if (performance.now() - last < this.ports.settings.progressMs) return;
      last = performance.now();
      this.ports.work.stores.syncs.recordProgress(lease, { ...counts, listed }).catch(() => undefined);
    };
  }

  async #fail(sync: BackupSync, lease: Lease, reason: SyncFailure, message: string): Promise<void> {
    const at = this.ports.clock.now();
    // What was added and marked until then stays, and counts.
    const { counts } = (await this.ports.work.stores.syncs.find(sync.id)) ?? sync;
    await this.#end(sync, lease, { state: 'FAILED', reason, message, counts, at });
  }

  async #end(sync: BackupSync, lease: Lease, end: SyncEnd): Promise<void> {
    await this.ports.work.transaction(async (stores) => {
      await this.#guarded(stores.syncs.finish(lease, end));
      const { state: to, reason, message, counts } = end;
      await this.#alert(stores, sync, end);
      await this.#tell(stores, sync, 'SYNC_ENDED', { from: 'IN_PROGRESS', to, reason, message, counts });
    });
  }

  /** The location is no other than before: its own alert says that backups cannot be written. */
  async #alert(stores: Stores, { locationId }: BackupSync, { state, message, at }: SyncEnd): Promise<void> {
    const about = { subjectType: 'BackupLocation', subjectId: locationId, kind: 'SYNC_FAILED' } as const;
    const actor = systemActor('sync');
    if (state === 'COMPLETED')
      return settleAlert(stores, { ...about, reason: 'the next sync came to its end' }, { at, actor });
    const occasion = { at, actor, scheduleId: null, cycleId: null, backupId: null };
    return writeIncidents(stores, { raise: [{ ...about, namespaces: [], message }], settle: [] }, occasion);
  }

  /** One change that counts only while the sync is ours. */
  async #inLease<T>(lease: Lease, change: (stores: Stores) => Promise<T>): Promise<T> {
    return this.ports.work.transaction(async (stores) => {
      await this.#guarded(stores.syncs.renew(lease, this.ports.settings.leaseMs));
      return change(stores);
    });
  }

  async #guarded(written: Promise<boolean>): Promise<void> {
    if (!(await written)) throw new LeaseLost();
  }

  async #tell(
    stores: Stores,
    { id, locationId }: BackupSync,
    type: 'SYNC_STARTED' | 'SYNC_ENDED',
    data: object,
  ): Promise<void> {
    const actor = systemActor('sync');
    const name = (await stores.locations.find(locationId))?.name ?? null;
    await stores.events.append({
      type,
      subjectType: 'BackupSync',
      subjectId: id,
      actor,
      data: { name, locationId, ...data },
    });
  }
}

/** Where their manifests are. */
function keysOf(known: readonly KnownBackup[]): ReadonlySet<string | null> {
  return new Set(known.map(({ manifestKey }) => manifestKey));
}

/** What has come of the sync so far. */
interface Tally {
  counts: SyncCounts;
}

interface Listed {
  readonly through: Cluster;
  readonly listing: Listing;
}

interface SyncOf {
  readonly sync: BackupSync;
  readonly lease: Lease;
  readonly location: BackupLocation;
  /** The locations of the same bucket, this one among them. */
  readonly siblings: readonly BackupLocation[];
}

function tellOf(
  stores: Stores,
  type: 'BACKUP_FOUND' | 'BACKUP_VANISHED' | 'BACKUP_RETURNED',
  { id, name, state, locationId }: Pick<Backup, 'id' | 'name' | 'state' | 'locationId'>,
): Promise<void> {
  const actor = systemActor('sync');
  return stores.events.append({
    type,
    subjectType: 'Backup',
    subjectId: id,
    actor,
    data: { state, name, locationId },
  });
}

/** Everybody sees syncs; the cluster that listed stands beside it, for whoever sees that. */
function storyOf(
  { listed, added, vanished, returned, unreadable }: SyncCounts,
  { unproven }: Listing,
  known: number,
): string {
  if (listed === 0) {
    const though = known > 0 ? `, though ${known} ${known === 1 ? 'is' : 'are'} known` : '';
    return `nothing is listed${though}: no backup was marked for that`;
  }
  const parts = [
    `${listed} listed`,
    `${added} new`,
    `${vanished} gone`,
    ...(returned > 0 ? [`${returned} there again`] : []),
    ...(unreadable > 0 ? [`${unreadable} unreadable, so that none was marked as gone`] : []),
    ...(unproven > 0
      ? [`${unproven} of the listed stood in the cluster before, which says nothing of the bucket`]
      : []),
  ];
  return parts.join(', ');
}
