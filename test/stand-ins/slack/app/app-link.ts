import type { Json } from '../model/things.js';

/** How long Slack waits for the app's answer. */
export const ACK_LIMIT_MS = 3_000;

export interface Envelope {
  readonly type: 'slash_commands' | 'interactive' | 'events_api';
  readonly payload: Json;
  /** For an event that is sent again. */
  readonly retry?: { readonly attempt: number; readonly reason: string };
}

/** What came back from the app. */
export interface AppAnswer {
  /** `late`: nothing within the limit. `unreachable`: no connection, or it broke. */
  readonly outcome: 'answered' | 'late' | 'unreachable';
  /** HTTP status; over a socket 200 for an acknowledgement. 0 when nothing came. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it was, and parsed when it is JSON; over a socket the payload of the acknowledgement. */
  readonly text: string;
  readonly body: unknown;
  readonly latencyMs: number;
}

/** The way from Slack to the app: signed HTTP requests, or WebSockets that the app opened. */
export interface AppLink {
  deliver(envelope: Envelope): Promise<AppAnswer>;
}

export function nothing(outcome: 'late' | 'unreachable', since: number): AppAnswer {
  return { outcome, status: 0, headers: {}, text: '', body: undefined, latencyMs: performance.now() - since };
}

export function parsedBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
