/** Takes what is due from the outbox and brings it to Slack: in order within a channel, channels beside each other. */
import { setTimeout as delay } from 'node:timers/promises';
import pLimit from 'p-limit';
import { AcknowledgeDeliveryDocument, ClaimDeliveriesDocument } from '../../client/generated/graphql.js';
import type { Ask } from '../ask.js';
import type { BotLog } from '../bot-log.js';
import { InFlight } from '../in-flight.js';
import { acknowledgeUntilHeard } from './acknowledge.js';
import { ChannelQueues } from './channel-queues.js';
import type { Claimed } from './send.js';
import type { Sent } from './sent.js';
import { Wakeup } from './wakeup.js';

export interface DeliveryLoopParts {
  /** With the service token. */
  readonly ask: Ask;
  /** Who claims, for the record. */
  readonly worker: string;
  /** Ends when Slack can be reached, or when the bot stops. */
  readonly connected: () => Promise<void>;
  /** Renders and sends. What it throws is a fault of ours: nothing was sent. */
  readonly deliver: (claimed: Claimed) => Promise<Sent>;
  readonly log: BotLog;
  readonly rhythm?: Partial<Rhythm>;
}

export interface Rhythm {
  /** After how long the outbox is looked at although nothing rang: a ring may be lost with its connection. */
  readonly idleMs: number;
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

const RHYTHM: Rhythm = { idleMs: 5_000, firstPauseMs: 500, longestPauseMs: 30_000 };
const AT_ONCE = 30;
/** Less is not worth a claim: many small claims took more of the API than the deliveries themselves. */
const LEAST_ROOM = 10;
const CHANNELS_AT_ONCE = 8;

export class DeliveryLoop {
  readonly #wakeup = new Wakeup();
  readonly #stopping = new AbortController();
  readonly #inFlight = new InFlight();
  readonly #queues = new ChannelQueues(pLimit(CHANNELS_AT_ONCE));
  readonly #rhythm: Rhythm;
  #running: Promise<void> | undefined;

  constructor(private readonly parts: DeliveryLoopParts) {
    this.#rhythm = { ...RHYTHM, ...parts.rhythm };
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Something is due, or may be. */
  ring(): void {
    this.#wakeup.ring();
  }

  /** Takes nothing more; what was taken is delivered and acknowledged, `mostMs` at most. */
  async stop(mostMs: number): Promise<void> {
    this.#stopping.abort();
    this.#wakeup.ring();
    await Promise.race([this.#running, delay(mostMs, undefined, { ref: false })]);
    await this.#inFlight.settle(mostMs);
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    for (let failures = 0; !signal.aborted; ) {
      await Promise.race([this.parts.connected(), stopped]);
      if (signal.aborted) return;
      try {
        const wait = await this.#take();
        failures = 0;
        await this.#wakeup.wait(wait);
      } catch (error) {
        failures += 1;
        const { firstPauseMs, longestPauseMs } = this.#rhythm;
        const pauseMs = Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs);
        const { message } = error as Error;
        this.parts.log.warn({ reason: message, pauseMs }, 'The outbox cannot be read; trying again.');
        await delay(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** Claims as much as there is room for. Returns for how long nothing else will be due. */
  async #take(): Promise<number> {
    const room = AT_ONCE - this.#inFlight.size;
    // Each one that is done rings.
    if (room < LEAST_ROOM) return this.#rhythm.idleMs;
    const { ask, worker } = this.parts;
    const { claimDeliveries } = await ask(ClaimDeliveriesDocument, { input: { worker, first: room } });
    const { claimed, nextAt } = claimDeliveries;
    const claimedAt = performance.now();
    for (const each of claimed) void this.#inFlight.track(this.#handle(each, claimedAt));
    if (claimed.length === room) return 0;
    const due = nextAt === null ? Number.POSITIVE_INFINITY : new Date(nextAt).getTime() - Date.now();
    return Math.min(Math.max(due, SHORTEST_WAIT_MS), this.#rhythm.idleMs);
  }

  async #handle(claimed: Claimed, claimedAt: number): Promise<void> {
    const { ask, deliver, log } = this.parts;
    const { id, kind } = claimed.delivery;
    const sent = await this.#queues.inTurn(claimed, claimedAt, () =>
      deliver(claimed).catch((err: unknown): Sent => {
        log.error({ delivery: id, kind, err }, 'A message could not be made: a fault of Holdfast.');
        return { outcome: 'REFUSED', errorCode: 'not_rendered' };
      }),
    );
    if (sent.outcome !== 'DELIVERED')
      log.warn(
        { delivery: id, kind, outcome: sent.outcome, code: sent.errorCode },
        'A message did not get to Slack.',
      );
    await acknowledgeUntilHeard(
      () => ask(AcknowledgeDeliveryDocument, { input: { id, claim: claimed.claim, ...sent } }),
      { log, delivery: id },
    );
    // There is room again, and what waited for this one may be due now.
    this.ring();
  }
}

/** A clock that is behind the server's must not turn waiting into asking without a pause. */
const SHORTEST_WAIT_MS = 100;
