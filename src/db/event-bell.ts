/**
 * The doorbell of the event table: carries nothing, says "look". It rings after the commit and apart from it: PostgreSQL lets one
 * transaction at a time commit that notifies, all the while its log is flushed, so that ringing inside made every backup of an
 * installation wait for every other. A ring that is lost with its process is made up for by the readers' own look each second.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';

export const EVENT_CHANNEL = 'holdfast_events';

/** Whoever listens reads all there is: what is told within so long needs no ring of its own. */
const APART_MS = 10;

export class EventBell {
  #ringing: Promise<void> | undefined;
  #again = false;

  constructor(private readonly dataSource: Pick<DataSource, 'query'>) {}

  /** Returns at once, and never fails. To be called when what was told is committed. */
  readonly ring = (): void => {
    this.#again = true;
    this.#ringing ??= this.#ringWhileAsked().finally(() => {
      this.#ringing = undefined;
    });
  };

  async #ringWhileAsked(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      await this.dataSource.query(`SELECT pg_notify('${EVENT_CHANNEL}', '')`).catch(() => undefined);
      await delay(APART_MS, undefined, { ref: false });
    }
  }
}
