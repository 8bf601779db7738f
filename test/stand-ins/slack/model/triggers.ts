import type { Ids } from './ids.js';
import type { StandInClock } from './stand-in-clock.js';

/** How long a trigger_id lives. */
export const TRIGGER_LIFE_MS = 3_000;

export interface Trigger {
  readonly id: string;
  readonly user: string;
  /** The modal it came from, when it came from one. */
  readonly viewId?: string;
  readonly at: number;
  used: boolean;
}

export type TriggerRefusal = 'invalid_trigger_id' | 'exchanged_trigger_id' | 'expired_trigger_id';

/** The trigger ids: each good once, for three seconds. */
export class Triggers {
  readonly #triggers = new Map<string, Trigger>();
  #count = 0;

  constructor(
    readonly clock: StandInClock,
    readonly ids: Ids,
  ) {}

  make(user: string, viewId?: string): string {
    this.#count += 1;
    const id = `${9_000_000 + this.#count}.${this.#count}.${this.ids.secret()}`;
    const from = viewId === undefined ? {} : { viewId };
    this.#triggers.set(id, { id, user, ...from, at: this.clock.now(), used: false });
    return id;
  }

  /** Uses a trigger up, or says why not. */
  exchange(id: string): Trigger | TriggerRefusal {
    const trigger = this.#triggers.get(id);
    if (trigger === undefined) return 'invalid_trigger_id';
    if (trigger.used) return 'exchanged_trigger_id';
    if (this.clock.now() - trigger.at > TRIGGER_LIFE_MS) return 'expired_trigger_id';
    trigger.used = true;
    return trigger;
  }
}
