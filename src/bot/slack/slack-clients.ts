import { webApi } from '@slack/bolt';
import type { BotLog } from '../bot-log.js';
import { boltLog } from './bolt-log.js';

export type WebClient = webApi.WebClient;
type WebClientOptions = webApi.WebClientOptions;

export interface ClientSettings {
  readonly botToken: string;
  /** Null: Slack's own. */
  readonly apiUrl: string | null;
  readonly log: BotLog;
}

/** One call may take so long; Slack's libraries would wait for ever. */
const CALL_MS = 8_000;

/** Options without `headers`: the library writes the token into that object and shares it (facts 1.5). */
function options({ apiUrl, log }: ClientSettings, retries: number): WebClientOptions {
  return {
    ...(apiUrl !== null && { slackApiUrl: apiUrl }),
    logger: boltLog(log, 'slack web api'),
    timeout: CALL_MS,
    allowAbsoluteUrls: false,
    retryConfig: { retries, minTimeout: 250, maxTimeout: 1_000 },
  };
}

/** For answers to people who wait: a call that failed is tried twice more, and a pause that Slack asks for is kept. */
export function interactiveOptions(settings: ClientSettings): WebClientOptions {
  return { ...options(settings, 2), rejectRateLimitedCalls: true };
}

export function interactiveClient(settings: ClientSettings): WebClient {
  return new webApi.WebClient(settings.botToken, interactiveOptions(settings));
}

/**
 * For deliveries, and for asking whether there is a connection: each call is made once. The library repeats a post after a broken connection, and it would stand there
 * three times (facts 1.11); what failed, and when it is tried again, the outbox decides.
 */
export function oneTryClient(settings: ClientSettings): WebClient {
  return new webApi.WebClient(settings.botToken, { ...options(settings, 0), rejectRateLimitedCalls: true });
}

/** For the WebSocket of Socket Mode. */
export function socketClientOptions(settings: ClientSettings): Omit<WebClientOptions, 'logger'> {
  const { logger: _, ...rest } = options(settings, 0);
  return rest;
}
