/** Deletes backups that are DELETING, manifest first: from then on there is no backup, whatever happens next. */
import pLimit from 'p-limit';
import type { Backup } from '../domain/backup.js';
import type { BackupLocation } from '../domain/backup-location.js';
import type { Cluster } from '../domain/cluster.js';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import { type DeletionStep, deletionPauseMs, LONGEST_DELETION_PAUSE_MS } from '../domain/deletion.js';
import { DependencyFailure } from '../domain/errors/dependency-errors.js';
import { DomainError, ownWords } from '../domain/errors/domain-error.js';
import type { EventType } from '../domain/event.js';
import { systemActor } from '../domain/identity.js';
import { backupKeys } from '../domain/manifest.js';
import type { BackupEngine } from '../domain/ports/backup-engine.js';
import type { Clock } from '../domain/ports/clock.js';
import type { Engines } from '../domain/ports/engines.js';
import type { DeletionAttempt } from '../domain/ports/keeping-stores.js';
import type { Log } from '../domain/ports/log.js';
import type { LocationGateway, ObjectStore } from '../domain/ports/object-store.js';
import type { Stores, UnitOfWork } from '../domain/ports/stores.js';
import { StorageFailed } from '../domain/storage-failure.js';
import { liesInBucket } from '../domain/stork-artefact.js';
import { settleDamaged } from './damaged-backups.js';
import { eligibleClusters, someEligible } from './eligible-clusters.js';

export interface BackupDeletionPorts {
  readonly work: UnitOfWork;
  readonly locations: Pick<LocationGateway, 'open'>;
  readonly engine: Pick<BackupEngine, 'releaseVolumes'>;
  readonly engines: Engines;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: {
    /** How long a worker that fell silent keeps others from trying, in milliseconds of database time. */
    readonly leaseMs: number;
  };
}

const DUE_AT_ONCE = 1_000;
const LOCATIONS_AT_ONCE = 4;

/**
 * `gone`: nothing is left. `waits`: not due, taken over, or put off. `away`: put off, and the location as a whole cannot be used now.
 */
export type DeletionResult = 'gone' | 'waits' | 'away';

/** Another attempt has begun meanwhile. */
class TakenOver extends Error {}

export class BackupDeletion {
  constructor(private readonly ports: BackupDeletionPorts) {}

  /** One attempt, where one is due. May be called twice for the same backup, and end anywhere: the next attempt begins at the top. */
  async run(backupId: string, signal?: AbortSignal): Promise<DeletionResult> {
    const { work, settings, log } = this.ports;
    const backup = await work.stores.deletions.claim(backupId, settings.leaseMs);
    if (backup === undefined) return 'waits';
    const attempt = { backupId, attempt: backup.deletionAttempts };
    const beat = setInterval(
      () => void work.stores.deletions.renew(attempt, settings.leaseMs).catch(() => undefined),
      settings.leaseMs / 4,
    );
    try {
      await this.#delete(backup, attempt, signal);
      return 'gone';
    } catch (error) {
      if (error instanceof TakenOver) return 'waits';
      const locked = error instanceof StorageFailed && error.reason === 'OBJECT_LOCKED';
      const told = { backupId, attempt: attempt.attempt, err: error };
      if (locked) log.info(told, 'a backup that is to go is locked in its location');
      else if (signal?.aborted !== true) log.warn(told, 'a backup could not be deleted yet');
      await this.#delay(attempt, error, signal?.aborted === true);
      return isAway(error) && !locked && signal?.aborted !== true ? 'away' : 'waits';
    } finally {
      clearInterval(beat);
    }
  }

  /** Everything that is DELETING and due, longest due first; a location that is away keeps no other waiting. */
  async sweep(signal: AbortSignal): Promise<void> {
    const limit = pLimit(LOCATIONS_AT_ONCE);
    const due = await this.ports.work.stores.deletions.due(DUE_AT_ONCE);
    const byLocation = Map.groupBy(due, ({ locationId }) => locationId);
    await Promise.all(
      [...byLocation].map(([locationId, backups]) =>
        limit(() => this.#sweepOne(locationId, backups, signal)),
      ),
    );
  }

  /** What is in one location, one after the other, until the location says that it cannot be used: then all there wait, and say why. */
  async #sweepOne(
    locationId: string,
    backups: readonly { readonly id: string }[],
    signal: AbortSignal,
  ): Promise<void> {
    const { work, log } = this.ports;
    for (const { id } of backups) {
      if (signal.aborted) return;
      try {
        if ((await this.run(id, signal)) !== 'away') continue;
        const [tried] = await work.stores.backups.findMany([id]);
        const error = tried?.deletionError ?? 'The location cannot be used.';
        await work.stores.deletions.delayAllIn(locationId, { error, pauseMs: deletionPauseMs(1) });
        return;
      } catch (error) {
        log.warn({ backupId: id, err: error }, 'how a deletion stands could not be written down');
        return;
      }
    }
  }

  async #delete(backup: Backup, attempt: DeletionAttempt, signal?: AbortSignal): Promise<void> {
    const { work, locations } = this.ports;
    const location = await work.stores.locations.find(backup.locationId);
    if (backup.mode === 'FEDERATED') {
      if (location !== undefined) await this.#deleteRemotely({ backup, location }, attempt, signal);
      await this.#forget(backup, attempt);
      return;
    }
    const steps: readonly (readonly [DeletionStep, (store: ObjectStore) => Promise<void>])[] = [
      ['MANIFEST', (store) => store.delete(backupKeys.manifest(backup.id), signal)],
      ['DATA', (store) => store.deleteAll(backupKeys.folder(backup.id), signal)],
    ];
    if (location !== undefined) {
      const store = await locations.open(location, signal);
      for (const [step, work] of steps) {
        await this.#enter(attempt, step);
        await work(store);
      }
    }
    await this.#releaseSnapshots(backup, attempt, signal);
    await this.#forget(backup, attempt);
  }

  async #forget(backup: Backup, attempt: DeletionAttempt): Promise<void> {
    const { work, clock } = this.ports;
    await this.#enter(attempt, 'RECORD');
    await work.transaction(async (stores) => {
      const audience = await stores.shares.audienceOf('Backup', backup.id);
      await stores.backups.remove(backup.id);
      await append(stores, 'BACKUP_DELETED', backup.id, { name: backup.name, state: backup.state, audience });
      await settleDamaged(stores, backup, { at: clock.now(), actor: systemActor('deletion') });
    });
  }

  /**
   * By the cluster that made it, or another that reaches the location and knows it. @throws NoEligibleCluster, and why the last of them
   * could not: it is tried again
   */
  async #deleteRemotely(
    { backup, location }: { readonly backup: Backup; readonly location: BackupLocation },
    attempt: DeletionAttempt,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<void> {
    const { work, engines } = this.ports;
    const engine = engines.of('FEDERATED');
    const told = backup.deletionClusterId;
    const preferred = told ?? backup.clusterId;
    const through = liesInBucket(backup)
      ? await someEligible(work.stores, location.id, { preferred })
      : await eligibleClusters(work.stores, location.id, preferred);
    // Nothing lies in the location: what an instruction left in a cluster that is away stays there.
    if (through.length === 0) return;
    if (told === null) await this.#enter(attempt, 'MANIFEST');
    const by = await firstOf(through, async (cluster) => {
      const artefact = { backup, through: cluster, location };
      if (cluster.id !== told) await engine.assertRemovable(artefact, signal);
      // It has the backup, and is told after that is written down: nothing of it there means from here on that it was deleted there.
      await this.#enterData(attempt, { cluster, location });
      await engine.tellRemoval(artefact, signal);
    });
    await engine.awaitRemoval({ backup, through: by, location }, signal);
    await this.#forgetCopies({ backup, location }, { by, signal });
  }

  /** A cluster that listed it once keeps a copy of its instruction, which the next sync through it would take for a backup. */
  async #forgetCopies(
    of: { readonly backup: Backup; readonly location: BackupLocation },
    { by, signal }: { readonly by: Cluster; readonly signal: AbortSignal },
  ): Promise<void> {
    const { work, engines, log } = this.ports;
    const others = (await eligibleClusters(work.stores, of.location.id)).filter(({ id }) => id !== by.id);
    for (const through of others) {
      try {
        await engines.of('FEDERATED').forgetCopies({ ...of, through }, signal);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        log.warn(
          { backupId: of.backup.id, clusterId: through.id, err: error },
          'a cluster keeps the copy of a backup that was deleted: a sync through it lists it again',
        );
      }
    }
  }

  /** Of a cluster that was removed from Holdfast nothing can be released: its snapshots stay in its storage. */
  async #releaseSnapshots(
    { id, clusterId }: Backup,
    attempt: DeletionAttempt,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<void> {
    const { work, engine } = this.ports;
    const volumes = (await work.stores.backups.volumesOf([id])).get(id) ?? [];
    const kept = volumes.filter(({ snapshot }) => snapshot !== null);
    if (kept.length === 0 || (await work.stores.clusters.find(clusterId)) === undefined) return;
    await this.#enter(attempt, 'SNAPSHOTS');
    await engine.releaseVolumes(clusterId, kept, signal);
  }

  #enter(attempt: DeletionAttempt, step: DeletionStep): Promise<void> {
    return this.ports.work.transaction((stores) => enter(stores, attempt, { step }));
  }

  /** Whoever takes the connection away at the same moment sees the deletion, or is seen by it. @throws DependencyFailure */
  #enterData(
    attempt: DeletionAttempt,
    { cluster, location }: { readonly cluster: Cluster; readonly location: BackupLocation },
  ): Promise<void> {
    return this.ports.work.transaction(async (stores) => {
      await stores.locations.lock(location.id);
      if ((await stores.connections.findPair(cluster.id, location.id)) === undefined)
        throw new DependencyFailure(
          'The cluster that was to delete the backup was disconnected from its location.',
          {
            dependency: 'Stork',
          },
        );
      await enter(stores, attempt, { step: 'DATA', through: cluster.id });
    });
  }

  /** A worker that was told to stop gives it back: the next one goes on at once. */
  async #delay(attempt: DeletionAttempt, cause: unknown, stopped: boolean): Promise<void> {
    const locked = cause instanceof StorageFailed && cause.reason === 'OBJECT_LOCKED';
    const lockedUntil = locked ? cause.lockedUntil : null;
    // A legal hold has no date.
    const longest = locked && lockedUntil === null;
    const pauseMs = longest ? LONGEST_DELETION_PAUSE_MS : deletionPauseMs(attempt.attempt);
    const why = { error: reasonOf(cause, stopped), pauseMs: stopped ? 0 : pauseMs, lockedUntil };
    await this.ports.work.transaction(async (stores) => {
      if (!(await stores.deletions.delay(attempt, why))) return;
      const data = { state: 'DELETING', reason: why.error, deletionAttempt: attempt.attempt };
      await append(stores, 'BACKUP_DELETION_DELAYED', attempt.backupId, data);
    });
  }
}

async function enter(
  stores: Stores,
  attempt: DeletionAttempt,
  { step, through }: { readonly step: DeletionStep; readonly through?: string },
): Promise<void> {
  if (!(await stores.deletions.enterStep(attempt, step, through))) throw new TakenOver();
  const data = { state: 'DELETING', step, deletionAttempt: attempt.attempt };
  await append(stores, 'BACKUP_DELETION_STEP_ENTERED', attempt.backupId, data);
}

/** The first that can, in their order. @throws what the last of them threw */
async function firstOf<T>(all: readonly T[], attempt: (each: T) => Promise<void>): Promise<T> {
  let cause: unknown;
  for (const each of all) {
    try {
      await attempt(each);
      return each;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      cause = error;
    }
  }
  throw cause;
}

/** What it says of one backup it would say of the next, after as long a wait. */
function isAway(error: unknown): boolean {
  return error instanceof StorageFailed || error instanceof ClusterCallFailed;
}

function reasonOf(cause: unknown, stopped: boolean): string {
  if (stopped) return 'The worker was stopped; another one goes on.';
  return ownWords(cause);
}

function append(stores: Pick<Stores, 'events'>, type: EventType, subjectId: string, data: object) {
  const actor = systemActor('deletion');
  return stores.events.append({ type, subjectType: 'Backup', subjectId, actor, data: { ...data } });
}
