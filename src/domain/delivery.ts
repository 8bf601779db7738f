/** Deliveries: what is to be told where, and what becomes of it when Slack or a mail server has answered. Pure. */
import type { AlertChange, AlertChangeKind } from './alert-change.js';
import { ERRORS_OF_CHANNEL, ERRORS_OF_INSTALLATION } from './slack-errors.js';

export const DELIVERY_KINDS = ['ALERT', 'REPLY', 'REMINDER', 'NOTICE', 'WATCH', 'DIGEST', 'TEST'] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];
export const DELIVERY_MEDIA = ['SLACK', 'EMAIL'] as const;
export type DeliveryMedium = (typeof DELIVERY_MEDIA)[number];
export const DELIVERY_STATES = [
  'PENDING',
  'CLAIMED',
  'DELIVERED',
  'AMBIGUOUS',
  'DEAD',
  'SUPERSEDED',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
export const DELIVERY_OUTCOMES = ['DELIVERED', 'UNSENT', 'AMBIGUOUS', 'GONE', 'REFUSED'] as const;
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];

export const NOTICE_KINDS = ['SLACK_LINKED', 'SLACK_UNLINKED'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
export interface Notice {
  readonly kind: NoticeKind;
  readonly userName: string;
  readonly at: Date;
}

/** A change as a row carries it: few names and how many there are. */
export interface ToldChange extends AlertChange {
  readonly addedCount: number;
  readonly removedCount: number;
}

/** What of a backup a message showed last. */
export interface WatchMark {
  readonly state: string;
  readonly stage: string | null;
  readonly objects: number;
}

/** What a row carries beside its references: small, whatever it is about. */
export interface DeliveryData {
  readonly change?: ToldChange;
  readonly notice?: Notice;
  readonly digest?: { readonly since: Date; readonly until: Date };
  readonly shown?: WatchMark;
  /** Of a mail that is sent because a channel could not be told: which, and what Slack said. */
  readonly fallback?: { readonly routeId: string; readonly channelId: string; readonly errorCode: string };
  /** Of a mail about a channel that fell back without an alert. */
  readonly subject?: string;
}

export interface PostedMessage {
  readonly channelId: string;
  readonly ts: string;
}

export interface Delivery {
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly medium: DeliveryMedium;
  readonly state: DeliveryState;
  readonly routeId: string | null;
  readonly alertId: string | null;
  readonly backupId: string | null;
  /** A channel or a Slack user; of a mail: empty. */
  readonly target: string;
  readonly teamId: string | null;
  /** Mail addresses that have not got it yet. */
  readonly recipients: readonly string[];
  readonly data: DeliveryData;
  readonly attempts: number;
  /** The word of the last claim. */
  readonly claim: string | null;
  readonly claimedBy: string | null;
  readonly claimedUntil: Date | null;
  readonly notBefore: Date;
  readonly createdAt: Date;
  /** Since when every attempt has failed; null: the last one did not, or there was none. */
  readonly failingSince: Date | null;
  readonly deliveredAt: Date | null;
  readonly errorCode: string | null;
  readonly error: string | null;
  readonly message: PostedMessage | null;
  /** A message that follows a backup still. */
  readonly following: boolean;
}

/** The root message of an alert in the channel of a route. */
export interface AlertMessage {
  readonly alertId: string;
  readonly routeId: string;
  readonly channelId: string;
  readonly ts: string;
  readonly updatedAt: Date;
}

/** Of one message, at most so often by itself; what a person did, and the end, is shown at once. */
export const UPDATE_PAUSE_MS = 30_000;
export const WATCH_PAUSE_MS = 5_000;
/** What a bot has claimed and not acknowledged for so long is taken back. */
export const CLAIM_MS = 60_000;
/** Slack away for a day, or over a weekend, loses nothing. */
export const GIVE_UP_AFTER_MS = 3 * 24 * 60 * 60_000;
/** While Slack refuses the token, it is asked again so often. */
export const INSTALLATION_PAUSE_MS = 5 * 60_000;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
const LONGEST_ASKED_PAUSE_S = 60 * 60;

/** What people did, and the end, which comes once: whoever has mended it waits for that. */
const AT_ONCE: ReadonlySet<AlertChangeKind> = new Set([
  'CLOSED',
  'EXCLUDED',
  'ADDED',
  'REVERTED',
  'ACKNOWLEDGED',
  'SNOOZED',
  'UNSNOOZED',
]);
const MAILED: ReadonlySet<AlertChangeKind> = new Set(['OPENED', 'CHANGED', 'REMINDED', 'CLOSED']);

/** What a person did is shown at once, and the end; what else happens by itself waits its turn. */
export function isUrgent(kind: AlertChangeKind): boolean {
  return AT_ONCE.has(kind);
}

export function isMailed(kind: AlertChangeKind): boolean {
  return MAILED.has(kind);
}

const NAMES_CARRIED = 25;

export function toldChange(change: AlertChange): ToldChange {
  const { added, removed } = change;
  return {
    ...change,
    added: added.slice(0, NAMES_CARRIED),
    addedCount: added.length,
    removed: removed.slice(0, NAMES_CARRIED),
    removedCount: removed.length,
  };
}

/** Exponential, with jitter between half and the whole: many that failed together do not come back together. */
export function pauseAfter(attempts: number, random: number): number {
  const whole = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 20));
  return Math.round(whole * (0.5 + random / 2));
}

/** What was said of one attempt. */
export interface Acknowledgement {
  readonly outcome: DeliveryOutcome;
  readonly errorCode: string | null;
  readonly retryAfterSeconds: number | null;
}

/** What is known of the attempt when the answer comes. */
export interface Attempt {
  readonly kind: DeliveryKind;
  readonly medium: DeliveryMedium;
  readonly attempts: number;
  /** How long every attempt has failed, this one included. */
  readonly failingMs: number;
  /** Whether it was to update a message that stands already. */
  readonly isUpdate: boolean;
  /** Whether what it tells of is still open: the alert, the backup's run. */
  readonly isOpen: boolean;
  /** 0 to 1. */
  readonly random: number;
}

export interface Verdict {
  readonly state: Exclude<DeliveryState, 'CLAIMED'>;
  /** Of PENDING: when it is tried again. */
  readonly retryInMs?: number;
  /** What the answer says of the route. */
  readonly route?: 'WORKING' | 'BROKEN' | 'INSTALLATION';
  /** The message that was to be updated or replied to is not there any more. */
  readonly forgetMessage?: true;
  /** The default recipients of mails are told, once. */
  readonly fallback?: true;
  /** DELIVERY_GIVEN_UP. */
  readonly givenUp?: true;
}

/** What an acknowledgement means (design 5: outbox). */
export function afterAcknowledgement(said: Acknowledgement, attempt: Attempt): Verdict {
  switch (said.outcome) {
    case 'DELIVERED':
      return { state: 'DELIVERED', route: 'WORKING' };
    case 'UNSENT':
      return afterUnsent(said, attempt);
    case 'AMBIGUOUS':
      return afterAmbiguous(attempt);
    case 'GONE':
      return afterGone(attempt);
    case 'REFUSED':
      return afterRefusal(said.errorCode ?? '', attempt);
  }
}

/** A claim that ran out: the bot was killed between posting and saying so, or before it posted. */
export function afterLapse(attempt: Attempt): Verdict {
  return afterAmbiguous(attempt);
}

function afterUnsent({ retryAfterSeconds }: Acknowledgement, attempt: Attempt): Verdict {
  if (attempt.failingMs >= GIVE_UP_AFTER_MS) return dead(attempt);
  const own = pauseAfter(attempt.attempts, attempt.random);
  const asked = Math.min(Math.max(retryAfterSeconds ?? 0, 0), LONGEST_ASKED_PAUSE_S) * 1_000;
  return { state: 'PENDING', retryInMs: asked > 0 ? asked : own };
}

/** An update twice is the same as once, and a mail twice is better than none; a post is never repeated blindly. */
function afterAmbiguous(attempt: Attempt): Verdict {
  if (attempt.isUpdate || attempt.medium === 'EMAIL') {
    if (attempt.failingMs >= GIVE_UP_AFTER_MS) return dead(attempt);
    return { state: 'PENDING', retryInMs: pauseAfter(attempt.attempts, attempt.random) };
  }
  return { state: 'AMBIGUOUS', ...(tellsOfAlert(attempt.kind) && { fallback: true }) };
}

/** An administrator deleted the message, or another installation made it. */
function afterGone(attempt: Attempt): Verdict {
  if (attempt.kind === 'REPLY' || attempt.kind === 'REMINDER')
    return { state: 'SUPERSEDED', forgetMessage: true };
  if (!attempt.isUpdate) return dead(attempt);
  const again = attempt.kind === 'ALERT' && attempt.isOpen;
  return again
    ? { state: 'PENDING', retryInMs: 0, forgetMessage: true }
    : { state: 'SUPERSEDED', forgetMessage: true };
}

function afterRefusal(code: string, attempt: Attempt): Verdict {
  if (ERRORS_OF_INSTALLATION.has(code)) {
    return { state: 'PENDING', retryInMs: INSTALLATION_PAUSE_MS, route: 'INSTALLATION' };
  }
  if (ERRORS_OF_CHANNEL.has(code)) return { ...dead(attempt), route: 'BROKEN' };
  return dead(attempt);
}

function dead({ kind, medium }: Attempt): Verdict {
  return {
    state: 'DEAD',
    givenUp: true,
    ...(medium === 'SLACK' && tellsOfAlert(kind) && { fallback: true }),
  };
}

function tellsOfAlert(kind: DeliveryKind): boolean {
  return kind === 'ALERT' || kind === 'REPLY' || kind === 'REMINDER';
}

/** How much more a backup must hold before a message that follows it is updated. */
const WATCH_STEP = 0.1;

export function isWorthShowing(shown: WatchMark | undefined, now: WatchMark): boolean {
  if (shown === undefined || shown.state !== now.state || shown.stage !== now.stage) return true;
  return now.objects > shown.objects && now.objects >= shown.objects * (1 + WATCH_STEP);
}
