/** Progress of a run, written at most so often: engines report as they like, and the last that they said is written too. */
import type { BackupVolume, VolumeState } from '../domain/backup-volume.js';
import { systemActor } from '../domain/identity.js';
import type { NamespaceProgress } from '../domain/ports/backup-engine.js';
import type { LeaseKeeper } from './lease.js';
import type { CycleWorld } from './world.js';

export class ProgressWriter<T> implements Disposable {
  #latest: T | undefined;
  /** Whether something was said since the last write began. */
  #news = false;
  #writing: Promise<void> | undefined;
  #nextAt = 0;
  #later: NodeJS.Timeout | undefined;

  /** @param write one guarded write of the totals; what it throws is logged */
  constructor(
    private readonly world: Pick<CycleWorld, 'settings' | 'log'>,
    private readonly write: (latest: T) => Promise<void>,
  ) {}

  /** Takes the newest totals; returns at once. `now`: they say something new, and do not wait for their time. */
  readonly report = (totals: T, now = false): void => {
    this.#latest = totals;
    this.#news = true;
    if (this.#writing !== undefined) return;
    const waitMs = this.#nextAt - performance.now();
    if (now || waitMs <= 0) this.#begin(totals);
    else this.#later ??= setTimeout(this.#beginLatest, waitMs).unref();
  };

  /** Writes the last totals and waits for what is under way. */
  async flush(): Promise<void> {
    const latest = this.#latest;
    this[Symbol.dispose]();
    await this.#writing;
    if (latest !== undefined) await this.#write(latest);
  }

  /** What waits for its time is not written any more. */
  [Symbol.dispose](): void {
    clearTimeout(this.#later);
    this.#later = undefined;
    this.#latest = undefined;
  }

  readonly #beginLatest = (): void => {
    this.#later = undefined;
    if (this.#latest !== undefined) this.#begin(this.#latest);
  };

  #begin(totals: T): void {
    clearTimeout(this.#later);
    this.#later = undefined;
    this.#news = false;
    this.#nextAt = performance.now() + this.world.settings.progressMs;
    this.#writing = this.#write(totals).finally(() => {
      this.#writing = undefined;
      // Said while this was written: nobody may say anything after it for a long time.
      if (this.#news && this.#latest !== undefined) this.report(this.#latest);
    });
  }

  async #write(totals: T): Promise<void> {
    try {
      await this.write(totals);
    } catch (error) {
      // The keeper has aborted the run when the lease is lost; progress itself is never worth ending a run for.
      this.world.log.debug({ err: error }, 'progress was not written');
    }
  }
}

/** What a running backup has read so far, by namespace. */
export function backupProgress(
  keeper: LeaseKeeper,
  world: CycleWorld,
): ProgressWriter<ReadonlyMap<string, NamespaceProgress>> {
  const { lease } = keeper;
  return new ProgressWriter(world, async (reported) => {
    const byNamespace = new Map(reported);
    let objects = 0;
    let bytes = 0;
    for (const each of byNamespace.values()) {
      objects += each.objects;
      bytes += each.bytes;
    }
    await keeper.write(async (stores) => {
      if (!(await stores.backups.recordProgress(lease, byNamespace))) return false;
      await stores.events.append({
        type: 'BACKUP_PROGRESSED',
        subjectType: 'Backup',
        subjectId: lease.id,
        actor: systemActor(lease.owner),
        data: { state: 'IN_PROGRESS', stage: 'RESOURCES', attempt: lease.attempt, objects, bytes },
      });
      return true;
    });
  });
}

/** How the snapshots of a running backup stand. */
export function volumeProgress(
  keeper: LeaseKeeper,
  world: CycleWorld,
): ProgressWriter<readonly BackupVolume[]> {
  const { lease } = keeper;
  return new ProgressWriter(world, async (volumes) => {
    const count = (...states: readonly VolumeState[]) =>
      volumes.filter(({ state }) => states.includes(state)).length;
    const counts = { volumes: volumes.length, cut: count('CUT', 'READY'), ready: count('READY') };
    await keeper.write(async (stores) => {
      if (!(await stores.backups.recordVolumes(lease, volumes))) return false;
      await stores.events.append({
        type: 'BACKUP_PROGRESSED',
        subjectType: 'Backup',
        subjectId: lease.id,
        actor: systemActor(lease.owner),
        data: { state: 'IN_PROGRESS', stage: 'VOLUMES', attempt: lease.attempt, ...counts },
      });
      return true;
    });
  });
}
