/**
 * Takes instructions back that a run has left on its cluster: the cluster was away when the run ended, or the worker died just then. Only clusters that are
 * ACTIVE are asked, and only about what is left there. What nobody wrote down the housekeeping finds by its marks (snapshot-sweep.ts).
 */
import { deletionPauseMs } from '../domain/deletion.js';
import type { Engines } from '../domain/ports/engines.js';
import type { LeftInstruction } from '../domain/ports/left-instruction-store.js';
import type { Log } from '../domain/ports/log.js';
import type { UnitOfWork } from '../domain/ports/stores.js';

export interface LeftInstructionsPorts {
  readonly work: UnitOfWork;
  readonly engines: Engines;
  readonly log: Log;
}

/** One cluster; another worker may take the next one meanwhile. */
const CALL_MS = 15_000;
const CLAIM_MS = 2 * CALL_MS;

export class LeftInstructions {
  constructor(private readonly ports: LeftInstructionsPorts) {}

  /** @returns how many were taken back */
  async takeBack(signal: AbortSignal): Promise<number> {
    const { leftInstructions } = this.ports.work.stores;
    let done = 0;
    while (!signal.aborted) {
      const left = await leftInstructions.claimDue(CLAIM_MS);
      if (left === undefined) return done;
      const { subjectId, clusterId, resource, tries } = left;
      try {
        const kept = await this.#isKept(left);
        if (!kept && !(await this.#tell(left, AbortSignal.any([signal, AbortSignal.timeout(CALL_MS)])))) {
          await leftInstructions.delay(subjectId, deletionPauseMs(tries));
          continue;
        }
        await leftInstructions.takenBack(subjectId);
        if (kept) continue;
        this.ports.log.info({ resource, subjectId }, 'the instruction of a run that is over is taken back');
        done += 1;
      } catch (error) {
        // A worker that stops says nothing of the cluster: what it held is due again soon.
        if (signal.aborted) return done;
        const told = { resource, subjectId, clusterId, err: error };
        this.ports.log.warn(told, 'the instruction of a run that is over could not be taken back yet');
        await leftInstructions.delayAllOn(clusterId, deletionPauseMs(tries));
      }
    }
    return done;
  }

  /** The record of the failure was deleted, and a sync has listed what the cluster had made all the same: that is a backup, with its data. */
  async #isKept({ resource, subjectId }: LeftInstruction): Promise<boolean> {
    if (resource !== 'Backup') return false;
    const state = (await this.ports.work.stores.backups.find(subjectId))?.state;
    return state === 'SUCCESS' || state === 'PARTIAL_SUCCESS';
  }

  /** @returns false: it was told, and takes its time. A restore that is told to end leaves nothing in the location. */
  async #tell(
    { resource, subjectId: id, clusterId }: LeftInstruction,
    signal: AbortSignal,
  ): Promise<boolean> {
    const engine = this.ports.engines.of('FEDERATED');
    if (resource === 'Backup') return engine.withdraw({ id, clusterId }, { waitMs: 0, signal });
    await engine.withdrawRestore({ id }, clusterId, signal);
    return true;
  }
}
