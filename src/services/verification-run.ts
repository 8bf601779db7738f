/** Reads one backup back under a lease, and writes down what was found. */
import { attemptsLeft } from '../cycle/attempts.js';
import { databaseWasAway } from '../cycle/failures.js';
import { type LeaseKeeper, LeaseLost, RunCancelled, WorkerStopping } from '../cycle/lease.js';
import { ProgressWriter } from '../cycle/progress.js';
import { ManifestDamaged, readManifest } from '../cycle/read-manifest.js';
import type { RestoreWorld } from '../cycle/restore/restore-attempt.js';
import type { CycleWorld } from '../cycle/world.js';
import type { Backup } from '../domain/backup.js';
import { BackupLocked } from '../domain/backup-locked.js';
import { ownWords } from '../domain/errors/domain-error.js';
import type { EventType } from '../domain/event.js';
import { systemActor } from '../domain/identity.js';
import { backupKeys } from '../domain/manifest.js';
import type { Verification } from '../domain/ports/backup-engine.js';
import type { ObjectStore } from '../domain/ports/object-store.js';
import type { Stores } from '../domain/ports/stores.js';
import type { RestoreTrial } from '../domain/restore-trial.js';
import { StorageFailed } from '../domain/storage-failure.js';
import type { BackupVerification, VerificationEnd, VerificationProgress } from '../domain/verification.js';
import { raiseDamaged, settleDamaged } from './damaged-backups.js';
import { tryRestore } from './restore-trial.js';

export type VerificationWorld = CycleWorld & RestoreWorld;
type Finding = Omit<VerificationEnd, 'at' | keyof VerificationProgress>;

export class VerificationRun {
  #progress: VerificationProgress = { frames: 0, objects: 0, bytes: 0 };

  constructor(
    private readonly claimed: BackupVerification,
    private readonly keeper: LeaseKeeper,
    private readonly world: VerificationWorld,
  ) {}

  /** @throws LeaseLost, WorkerStopping, or what a database that was away threw: another attempt makes it */
  async toTheEnd(): Promise<void> {
    const backup = await this.world.work.stores.backups.find(this.claimed.id);
    if (backup === undefined) return;
    await this.end(backup, await this.finding(backup));
  }

  private async finding(backup: Backup): Promise<Finding> {
    if (this.claimed.cancelRequestedAt !== null) return CANCELLED;
    if (!attemptsLeft(this.claimed, this.world.settings))
      return failed('Every worker that took it up stopped before its end.');
    try {
      const { damages, frames, objects } = await this.read(backup);
      this.#progress = { ...this.#progress, frames, objects };
      if (damages.length > 0) return damaged(damages);
      return { state: 'INTACT', damages, error: null, trial: await this.trial(backup) };
    } catch (error) {
      const { signal } = this.keeper;
      const cause: unknown = signal.aborted ? signal.reason : error;
      if (cause instanceof LeaseLost || cause instanceof WorkerStopping || databaseWasAway(cause))
        throw cause;
      if (cause instanceof RunCancelled) return CANCELLED;
      if (isDamage(cause)) return damaged([cause.message]);
      this.world.log.warn({ backupId: backup.id, err: cause }, 'a backup could not be read back');
      return failed(ownWords(cause));
    }
  }

  private async read(backup: Backup): Promise<Verification> {
    const { work, locations, engine, cipher } = this.world;
    const { signal } = this.keeper;
    const location = await work.stores.locations.find(backup.locationId);
    if (location === undefined) throw new StorageFailed('Its location is gone.', { reason: 'STORAGE_ERROR' });
    const store = await locations.open(location, signal);
    const encrypted = backup.encryptionKeyIds !== null;
    const opened = await readManifest(store, backup.id, { cipher, encrypted, signal });
    await this.noteLock(store, backup);
    using progress = new ProgressWriter<VerificationProgress>(this.world, (latest) => this.tell(latest));
    const verification = await engine.verify(store, opened, signal, (latest) => {
      this.#progress = latest;
      progress.report(latest);
    });
    await progress.flush();
    return verification;
  }

  /** Null: nobody asked for it, also not while the backup was read. */
  private async trial(backup: Backup): Promise<RestoreTrial | null> {
    const { verifications } = this.world.work.stores;
    const last = (await verifications.findMany([backup.id])).get(backup.id);
    if (last?.tryRestore !== true) return null;
    return tryRestore(this.world, backup, this.keeper.signal);
  }

  /** A lock may have been prolonged since. */
  private async noteLock(store: ObjectStore, { id, lockedUntil }: Backup): Promise<void> {
    const now = await store.lockedUntil(backupKeys.manifest(id), this.keeper.signal);
    if (now?.getTime() !== lockedUntil?.getTime()) await this.world.work.stores.backups.recordLock(id, now);
  }

  private tell(progress: VerificationProgress): Promise<void> {
    const { lease } = this.keeper;
    return this.keeper.write(async (stores) => {
      if (!(await stores.verifications.recordProgress(lease, progress))) return false;
      await append(stores, 'BACKUP_VERIFICATION_PROGRESSED', lease.id, lease.owner, { verified: progress });
      return true;
    });
  }

  private async end(backup: Backup, finding: Finding): Promise<void> {
    const { lease } = this.keeper;
    const at = this.world.clock.now();
    await this.keeper.write(async (stores) => {
      const state = await stores.verifications.finish(lease, { ...finding, ...this.#progress, at });
      if (state === undefined) return false;
      const found = state === 'INTACT' || state === 'DAMAGED';
      await append(
        stores,
        found ? 'BACKUP_VERIFIED' : 'BACKUP_VERIFICATION_STOPPED',
        backup.id,
        lease.owner,
        found
          ? {
              state: backup.state,
              verification: state,
              damages: finding.damages.length,
              ...(finding.trial && { restorable: finding.trial.restorable }),
            }
          : { verification: state, reason: finding.error },
      );
      const actor = systemActor('verification');
      if (state === 'DAMAGED') await raiseDamaged(stores, backup, { damages: finding.damages, at, actor });
      if (state === 'INTACT') await settleDamaged(stores, backup, { at, actor });
      return true;
    });
  }
}

const CANCELLED: Finding = { state: 'CANCELLED', damages: [], error: 'It was cancelled.', trial: null };

function failed(error: string): Finding {
  return { state: 'FAILED', damages: [], error, trial: null };
}

function damaged(damages: readonly string[]): Finding {
  return { state: 'DAMAGED', damages, error: null, trial: null };
}

/** The location answers, and what it says is not what was written. A key that lacks says nothing about the backup. */
function isDamage(cause: unknown): cause is StorageFailed | BackupLocked {
  if (cause instanceof BackupLocked) return cause.reason === 'TAMPERED';
  return cause instanceof StorageFailed && (cause.reason === 'NOT_FOUND' || cause instanceof ManifestDamaged);
}

function append(stores: Stores, type: EventType, subjectId: string, owner: string, data: object) {
  const actor = systemActor(owner);
  return stores.events.append({ type, subjectType: 'Backup', subjectId, actor, data: { ...data } });
}
