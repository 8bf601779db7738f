import type { StandInClock } from './model/stand-in-clock.js';

export type Tier = 1 | 2 | 3 | 4 | 'post' | 'special' | 'none';

/** Calls per minute. */
const PER_MINUTE: Readonly<Record<Exclude<Tier, 'none'>, number>> = {
  1: 1,
  2: 20,
  3: 50,
  4: 100,
  post: 300,
  special: 600,
};

export interface RateLimitOptions {
  /** How many posts to one channel may come at once before one per second holds. Default 5. */
  readonly burst?: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

const MINUTE = 60_000;

/** What Slack allows per method, and one post per second and channel. Off until `on()`. */
export class RateLimits {
  #options: RateLimitOptions | undefined;
  readonly #calls = new Map<string, number[]>();
  readonly #channels = new Map<string, Bucket>();

  constructor(readonly clock: StandInClock) {}

  on(options: RateLimitOptions = {}): void {
    this.#options = options;
    this.#calls.clear();
    this.#channels.clear();
  }

  off(): void {
    this.#options = undefined;
  }

  /** Counts a call; answers the seconds to wait when it is one too many. */
  take(method: string, tier: Tier, channel?: string): number | undefined {
    if (this.#options === undefined || tier === 'none') return undefined;
    const wait = this.#perMinute(method, PER_MINUTE[tier]);
    if (wait !== undefined) return wait;
    return tier === 'post' && channel !== undefined ? this.#perChannel(channel) : undefined;
  }

  #perMinute(method: string, most: number): number | undefined {
    const now = this.clock.now();
    const recent = (this.#calls.get(method) ?? []).filter((at) => now - at < MINUTE);
    this.#calls.set(method, recent);
    const oldest = recent[recent.length - most];
    if (oldest !== undefined) return Math.max(1, Math.ceil((oldest + MINUTE - now) / 1_000));
    recent.push(now);
    return undefined;
  }

  #perChannel(channel: string): number | undefined {
    const now = this.clock.now();
    const burst = this.#options?.burst ?? 5;
    const bucket = this.#channels.get(channel) ?? { tokens: burst, at: now };
    bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.at) / 1_000);
    bucket.at = now;
    this.#channels.set(channel, bucket);
    if (bucket.tokens < 1) return Math.max(1, Math.ceil(1 - bucket.tokens));
    bucket.tokens -= 1;
    return undefined;
  }
}
