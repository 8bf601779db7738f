import { setTimeout as pause } from 'node:timers/promises';
import type { BackupVolume, VolumeReason } from '../../../domain/backup-volume.js';
import type { VolumeRun } from '../../../domain/ports/backup-engine.js';
import type { ClusterApi } from '../../../domain/ports/cluster-gateway.js';
import type { Log } from '../../../domain/ports/log.js';
import type { VolumeTimes } from './volume-times.js';

/** What every step of a run's volumes needs. */
export interface VolumeWork {
  readonly api: ClusterApi;
  readonly run: VolumeRun;
  readonly times: VolumeTimes;
  readonly log: Log;
}

export function failed(reason: VolumeReason, message: string | null = null): Partial<BackupVolume> {
  return { state: 'FAILED', reason, message, copy: null };
}

/** Waits between two looks: twice as long each time that nothing came of it, up to ten times the shortest wait. */
export class Patience {
  #waits = 0;

  constructor(
    private readonly pollMs: number,
    private readonly signal: AbortSignal,
  ) {}

  /** @throws the signal's reason */
  async wait(): Promise<void> {
    const ms = Math.min(this.pollMs * 2 ** this.#waits, this.pollMs * 10);
    this.#waits += 1;
    await pause(ms, undefined, { signal: this.signal }).catch(() => this.signal.throwIfAborted());
  }

  /** Something has happened: the next look comes soon. */
  reset(): void {
    this.#waits = 0;
  }
}
