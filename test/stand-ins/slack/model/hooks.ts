import type { Ids } from './ids.js';
import type { StandInClock } from './stand-in-clock.js';

export const HOOK_USES = 5;
export const HOOK_LIFE_MS = 30 * 60_000;

/** What a response URL stands for. */
export interface Hook {
  readonly id: string;
  readonly user: string;
  readonly channel: string;
  /** The message that the click was in, for replace_original and delete_original. */
  readonly messageTs?: string;
  readonly at: number;
  uses: number;
}

export type HookRefusal = 'used_url' | 'expired_url' | 'no_such_hook';

/** The response URLs: five uses within thirty minutes. */
export class Hooks {
  readonly #hooks = new Map<string, Hook>();

  constructor(
    readonly clock: StandInClock,
    readonly ids: Ids,
  ) {}

  make(hook: Pick<Hook, 'user' | 'channel' | 'messageTs'>): Hook {
    const made: Hook = { ...hook, id: this.ids.secret(12), at: this.clock.now(), uses: 0 };
    this.#hooks.set(made.id, made);
    return made;
  }

  /** Counts a use, or says why there is none left. */
  use(id: string): Hook | HookRefusal {
    const hook = this.#hooks.get(id);
    if (hook === undefined) return 'no_such_hook';
    if (this.clock.now() - hook.at > HOOK_LIFE_MS) return 'expired_url';
    if (hook.uses >= HOOK_USES) return 'used_url';
    hook.uses += 1;
    return hook;
  }
}
