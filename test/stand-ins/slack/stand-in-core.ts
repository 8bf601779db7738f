import type { FaultControl } from './faults.js';
import type { Hooks } from './model/hooks.js';
import type { StandInClock } from './model/stand-in-clock.js';
import type { Triggers } from './model/triggers.js';
import type { Views } from './model/views.js';
import type { Workspace } from './model/workspace.js';
import type { RateLimits } from './rate-limits.js';
import type { RequestLog } from './request-log.js';
import type { Files } from './web-api/files.js';

/** What both sides of the stand-in share: the Web API that the app calls, and the driver that calls the app. */
export interface StandInCore {
  readonly clock: StandInClock;
  readonly workspace: Workspace;
  readonly views: Views;
  readonly triggers: Triggers;
  readonly hooks: Hooks;
  readonly files: Files;
  readonly faults: FaultControl;
  readonly requests: RequestLog;
  readonly rateLimits: RateLimits;
  /** `http://127.0.0.1:PORT`, known once it listens. */
  readonly url: string;
  /** A one-use `ws://` address for Socket Mode. */
  readonly openSocketUrl: () => string;
}
