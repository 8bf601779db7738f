/** What the job of the outbox does every other second: little, and next to nothing while nothing waits. */
import { ringForDue } from '../cycle/ring-for-due.js';
import { type Delivery, isWorthShowing, WATCH_PAUSE_MS, type WatchMark } from '../domain/delivery.js';
import type { Clock } from '../domain/ports/clock.js';
import type { Log } from '../domain/ports/log.js';
import type { Stores, UnitOfWork } from '../domain/ports/stores.js';
import { settleLapse } from './delivery-settling.js';

const AT_ONCE = 100;
const KEPT_MS = 30 * 24 * 60 * 60_000;

export interface OutboxPorts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly log: Log;
}

export class Outbox {
  constructor(private readonly ports: OutboxPorts) {}

  async tend(signal: AbortSignal): Promise<void> {
    await this.takeBack();
    if (!signal.aborted) await this.followBackups();
    if (!signal.aborted) await this.ports.work.transaction(async (stores) => void (await ringForDue(stores)));
  }

  /** Claims that nobody acknowledged: a bot or a worker was killed. @returns how many */
  async takeBack(): Promise<number> {
    const { work, clock, log } = this.ports;
    const taken = await work.transaction(async (stores) => {
      const lapsed = await stores.deliveries.lapsed(AT_ONCE);
      for (const delivery of lapsed) await settleLapse(stores, delivery, clock.now());
      return lapsed;
    });
    for (const { id, kind, claimedBy } of taken)
      log.warn({ deliveryId: id, kind, claimedBy }, 'a claim ran out: nobody said what became of it');
    return taken.length;
  }

  /** Messages that follow a backup are due again when there is something to see. */
  async followBackups(): Promise<void> {
    const { stores } = this.ports.work;
    for (const { delivery, now } of await stores.deliveries.watches(WATCH_PAUSE_MS, AT_ONCE)) {
      if (now === null || isWorthShowing(delivery.data.shown, now)) {
        await this.ports.work.transaction((inside) => showAgain(inside, delivery, now));
      }
    }
  }

  /** What was told a month ago. Dead letters stay. @returns how many */
  forgetOld(): Promise<number> {
    return this.ports.work.stores.deliveries.forget(KEPT_MS);
  }
}

async function showAgain(stores: Stores, { id }: Delivery, now: WatchMark | null): Promise<void> {
  const locked = await stores.deliveries.lock(id);
  if (locked?.state !== 'DELIVERED' || !locked.following) return;
  if (now === null) return stores.deliveries.move(id, { state: 'DELIVERED', following: false });
  await stores.deliveries.move(id, { state: 'PENDING', delayMs: 0, attempts: 0 });
}
