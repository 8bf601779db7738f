import type { AuditOrigin } from '../domain/audit.js';
import { Unauthenticated } from '../domain/errors/access-errors.js';
import type { Actor } from '../domain/identity.js';
import type { EventFeed } from '../domain/ports/event-feed.js';
import type { Loaders } from './loaders.js';
import type { ApiServices } from './services.js';
import type { LiveReads } from './subscriptions/live-reads.js';

/** What every resolver gets. */
export interface ApiContext {
  /** Undefined only where a transport forgot to ask: `viewerOf` refuses it. */
  readonly actor: Actor | undefined;
  readonly services: ApiServices;
  readonly eventFeed: EventFeed;
  readonly loaders: Loaders;
  /** Of the whole process. */
  readonly live: LiveReads;
  readonly version: string;
  /** How many one page of a list may have. */
  readonly listMax: number;
  readonly origin: AuditOrigin;
  /** Told when a subscription of this caller has fallen too far behind; absent over HTTP. */
  readonly onOverrun?: () => void;
}

/** The one place that decides whether a caller is known. @throws Unauthenticated */
export function viewerOf(context: ApiContext): Actor {
  if (context.actor === undefined) throw new Unauthenticated();
  return context.actor;
}
