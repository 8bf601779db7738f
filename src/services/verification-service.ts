/** Verifications: asked for by people and by schedule, run as jobs under a lease. */

import { runAllWaiting, runOne } from '../cycle/leased-run.js';
import type { Backup } from '../domain/backup.js';
import { NotFound } from '../domain/errors/resource-errors.js';
import type { EventType } from '../domain/event.js';
import { type Actor, systemActor } from '../domain/identity.js';
import { assertModeOf } from '../domain/mode-rules.js';
import type { Stores } from '../domain/ports/stores.js';
import { assertOperation } from '../domain/state-machine.js';
import { type BackupVerification, RETRY_VERIFICATION_MS } from '../domain/verification.js';
import { authorise } from './authorisation.js';
import { ring } from './ringing.js';
import { VerificationRun, type VerificationWorld } from './verification-run.js';

export interface VerificationPorts {
  readonly world: VerificationWorld;
  /** Where a schedule says nothing, its backups are read back every so many days; 0: never. */
  readonly everyDays: number;
  /** Whether those that are due by schedule also try a restore. */
  readonly tryRestore?: boolean;
}

export interface AskedVerification {
  readonly backup: Backup;
  readonly verification: BackupVerification;
}

export class VerificationService {
  constructor(private readonly ports: VerificationPorts) {}

  /**
   * Asks for one; where one is under way it is that one. `tryRestore`: an intact backup is also restored by dry runs.
   * @throws NotFound, Forbidden, OperationNotAllowed
   */
  async request(
    backupId: string,
    actor: Actor,
    { tryRestore = false }: { readonly tryRestore?: boolean } = {},
  ): Promise<AskedVerification> {
    const { work, clock } = this.ports.world;
    const backup = await this.#backup(backupId);
    await authorise(work.stores, actor, 'Backup.verify', { resource: 'Backup', id: backupId });
    assertModeOf('Backup', 'verify', backup.mode);
    assertOperation('Backup', backup, 'verify');
    await work.transaction(async (stores) => {
      const asked = { trigger: 'MANUAL', tryRestore, at: clock.now() } as const;
      if (!(await stores.verifications.request(backupId, asked))) return;
      await append(stores, 'BACKUP_VERIFICATION_REQUESTED', backupId, actor, { trigger: 'MANUAL' });
    });
    await this.#ring(backupId);
    return { backup, verification: await this.#last(backupId) };
  }

  /** Asks a running one to stop; nothing is noted on the backup then. One that has ended stays as it is. @throws NotFound, Forbidden */
  async cancel(backupId: string, actor: Actor): Promise<AskedVerification> {
    const { work, clock } = this.ports.world;
    const backup = await this.#backup(backupId);
    await authorise(work.stores, actor, 'Backup.verify', { resource: 'Backup', id: backupId });
    const verification = await this.#last(backupId);
    // Nobody may hold it: whoever takes it up ends it.
    if (await work.stores.verifications.requestCancel(backupId, clock.now())) await this.#ring(backupId);
    return { backup, verification: (await this.of([backupId])).get(backupId) ?? verification };
  }

  of(backupIds: readonly string[]): Promise<ReadonlyMap<string, BackupVerification>> {
    return this.ports.world.work.stores.verifications.findMany(backupIds);
  }

  /** Runs it to its end, then what else waits, then what is due by schedule. */
  async run(backupId: string, stopping: AbortSignal, mayTake: () => boolean): Promise<void> {
    const { world } = this.ports;
    const kind = {
      what: 'verification',
      leases: world.work.stores.verifications,
      run: (claimed: BackupVerification, keeper: ConstructorParameters<typeof VerificationRun>[1]) =>
        new VerificationRun(claimed, keeper, world).toTheEnd(),
    };
    await runOne(backupId, kind, world, stopping);
    await runAllWaiting(kind, world, stopping, mayTake);
    if (mayTake() && !stopping.aborted) await this.openDue();
  }

  /** Asks for the verifications that are due by schedule: one per location at a time. @returns how many */
  async openDue(): Promise<number> {
    const { work, clock } = this.ports.world;
    const now = clock.now();
    const triedBefore = new Date(now.getTime() - RETRY_VERIFICATION_MS);
    const { everyDays, tryRestore = false } = this.ports;
    const due = await work.stores.verifications.dueBySchedule({ now, everyDays, triedBefore });
    for (const backupId of due) {
      const actor = systemActor('verification');
      await work.transaction(async (stores) => {
        const asked = { trigger: 'SCHEDULED', tryRestore, at: now } as const;
        if (!(await stores.verifications.request(backupId, asked))) return;
        await append(stores, 'BACKUP_VERIFICATION_REQUESTED', backupId, actor, { trigger: 'SCHEDULED' });
      });
      await this.#ring(backupId);
    }
    return due.length;
  }

  async #backup(id: string): Promise<Backup> {
    const backup = await this.ports.world.work.stores.backups.find(id);
    if (backup === undefined) throw new NotFound('Backup', id);
    return backup;
  }

  async #last(id: string): Promise<BackupVerification> {
    const last = (await this.of([id])).get(id);
    if (last === undefined) throw new NotFound('verification of Backup', id);
    return last;
  }

  #ring(backupId: string): Promise<void> {
    const { bell, log } = this.ports.world;
    return ring(() => bell.verifyBackup(backupId), log, 'verification');
  }
}

function append(stores: Stores, type: EventType, subjectId: string, actor: Actor, data: object) {
  return stores.events.append({ type, subjectType: 'Backup', subjectId, actor, data: { ...data } });
}
