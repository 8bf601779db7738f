/** One thing that somebody did in Slack, and what the bot may ask in their name because of it (design 5). Pure. */
import type { Scope, SlackVia, UserState } from './identity.js';

export const INTERACTION_KINDS = ['BUTTON', 'MODAL', 'OPTIONS', 'COMMAND', 'HOME'] as const;
export type InteractionKind = (typeof INTERACTION_KINDS)[number];

/** What Slack says of somebody (users.info). Only a member of the workspace may do anything. */
export const SLACK_STANDINGS = ['MEMBER', 'GUEST', 'EXTERNAL', 'BOT', 'DELETED'] as const;
export type SlackStanding = (typeof SLACK_STANDINGS)[number];

export const INTERACTION_OUTCOMES = [
  'GRANTED',
  'DUPLICATE',
  'UNLINKED',
  'INACTIVE',
  'REFUSED_STANDING',
  'FOREIGN_TEAM',
] as const;
export type InteractionOutcome = (typeof INTERACTION_OUTCOMES)[number];

export interface Interaction extends Omit<SlackVia, 'door' | 'interactionId'> {
  readonly id: string;
  /** Natural key of the payload: the same one again has no effect. */
  readonly key: string;
  readonly kind: InteractionKind;
  readonly outcome: Exclude<InteractionOutcome, 'DUPLICATE'>;
  /** Whose token it is; null when none was given. */
  readonly userId: string | null;
  /** SHA-256 of the token, hex; null when none was given or it was taken back. */
  readonly hash: string | null;
  /** Root fields that the token is good for. */
  readonly operations: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** A click, the answer to it and the redrawing of its message; a second look at the rights takes another click. */
export const CLICK_TOKEN_LIVES_MS = 60_000;
/** Slack repeats for minutes, signed requests are good for five: a day is far beyond both. */
export const INTERACTION_KEPT_MS = 24 * 60 * 60_000;

/** What the bot asks as itself. */
export const SERVICE_SCOPE: Scope = new Set([
  'beginInteraction',
  'beginSlackLink',
  'claimDeliveries',
  'acknowledgeDelivery',
  'adoptMessage',
  'deliveriesDue',
  'viewer',
  'server',
]);

/**
 * What a bot may ever ask in somebody's name: to look, and to do what its buttons and commands offer. Nothing about users,
 * tokens and links of others, no registering and no deleting; a link is confirmed where the person signed in, never in Slack.
 */
export const CLICK_SCOPE: Scope = new Set([
  'acknowledgeAlert',
  'addNamespacesToSchedule',
  'additionChoices',
  'alert',
  'alerts',
  'backUpScheduleNow',
  'backup',
  'backupLocations',
  'backupSchedule',
  'backupSchedules',
  'backups',
  'cluster',
  'clusterDiscoveries',
  'clusters',
  'excludeNamespacesFromSchedule',
  'exclusionChoices',
  'locationConnections',
  'removeSlackLink',
  'restores',
  'resumeBackupSchedule',
  'revertScheduleEdit',
  'server',
  'snoozeAlerts',
  'stateMatrix',
  'suspendBackupSchedule',
  'unsnoozeAlerts',
  'viewer',
  'virtualMachines',
  'watchBackup',
]);

/** What is known of the one who clicked. */
export interface Clicker {
  readonly standing: SlackStanding;
  /** Of the person behind the Slack user; null: there is none. */
  readonly state: UserState | null;
  /** Whether people of this workspace are linked. */
  readonly teamIsKnown: boolean;
  /** Whether people of any workspace are. */
  readonly anyTeamIsKnown: boolean;
}

/** In the order in which it is told: what no link can mend comes first. */
export function outcomeFor({
  standing,
  state,
  teamIsKnown,
  anyTeamIsKnown,
}: Clicker): Interaction['outcome'] {
  if (standing !== 'MEMBER') return 'REFUSED_STANDING';
  if (!teamIsKnown && anyTeamIsKnown) return 'FOREIGN_TEAM';
  if (state === null) return 'UNLINKED';
  return state === 'ACTIVE' ? 'GRANTED' : 'INACTIVE';
}

/** What of the asked the token will be good for. */
export function grantedScope(asked: readonly string[]): readonly string[] {
  return [...new Set(asked)].filter((field) => CLICK_SCOPE.has(field)).sort();
}
