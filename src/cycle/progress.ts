/** Progress of a run, written at most so often: the engine reports as it likes. */

import { systemActor } from '../domain/identity.js';
import type { NamespaceProgress } from '../domain/ports/backup-engine.js';
import type { LeaseKeeper } from './lease.js';
import type { CycleWorld } from './world.js';

export class ProgressWriter {
  #latest: ReadonlyMap<string, NamespaceProgress> | undefined;
  #writing: Promise<void> | undefined;
  #nextAt = 0;

  constructor(
    private readonly keeper: LeaseKeeper,
    private readonly world: CycleWorld,
  ) {}

  /** Takes the newest totals; returns at once. */
  readonly report = (byNamespace: ReadonlyMap<string, NamespaceProgress>): void => {
    this.#latest = byNamespace;
    if (this.#writing !== undefined || performance.now() < this.#nextAt) return;
    this.#nextAt = performance.now() + this.world.settings.progressMs;
    this.#writing = this.#write(new Map(byNamespace)).finally(() => {
      this.#writing = undefined;
    });
  };

  /** Writes the last totals and waits for what is under way. */
  async flush(): Promise<void> {
    await this.#writing;
    if (this.#latest !== undefined) await this.#write(this.#latest);
    this.#latest = undefined;
  }

  async #write(byNamespace: ReadonlyMap<string, NamespaceProgress>): Promise<void> {
    const { lease } = this.keeper;
    let objects = 0;
    let bytes = 0;
    for (const each of byNamespace.values()) {
      objects += each.objects;
      bytes += each.bytes;
    }
    try {
      await this.keeper.write(async (stores) => {
        if (!(await stores.backups.recordProgress(lease, byNamespace))) return false;
        await stores.events.append({
          type: 'BACKUP_PROGRESSED',
          subjectType: 'Backup',
          subjectId: lease.backupId,
          actor: systemActor(lease.owner),
          data: { state: 'IN_PROGRESS', stage: 'RESOURCES', attempt: lease.attempt, objects, bytes },
        });
        return true;
      });
    } catch (error) {
      // The keeper has aborted the run when the lease is lost; progress itself is never worth ending a backup for.
      this.world.log.debug({ backupId: lease.backupId, err: error }, 'progress was not written');
    }
  }
}
