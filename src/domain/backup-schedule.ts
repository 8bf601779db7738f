/** A backup schedule: when, what and where. The rules of editing are in schedule-editing.ts. */
import type { VolumeSettings } from './backup-volume.js';
import type { Labels } from './names.js';
import type { NamespaceSelection } from './namespace-selection.js';
import type { ResourceFilter } from './resource-filter.js';
import type { ScheduleTiming } from './schedule-timing.js';
import type { BackupScheduleState } from './state-matrix.js';

/** How far back retention reaches by the calendar: the newest good backup of each of the last so many; 0: none. */
export interface RetentionTiers {
  readonly hourly: number;
  readonly daily: number;
  /** ISO weeks: they begin on Monday. */
  readonly weekly: number;
  readonly monthly: number;
}
export type RetentionTier = keyof RetentionTiers;
export const RETENTION_TIERS = [
  'hourly',
  'daily',
  'weekly',
  'monthly',
] as const satisfies readonly RetentionTier[];
export const NO_TIERS: RetentionTiers = { hourly: 0, daily: 0, weekly: 0, monthly: 0 };

/** A backup stays when any of these keeps it. */
export interface Retention extends RetentionTiers {
  /** How many good backups (SUCCESS and PARTIAL_SUCCESS) are kept: 1 to 1,000. */
  readonly keep: number;
  /** Of those that `keep` keeps older ones are removed too; null: age does not matter. The newest good backup always stays. */
  readonly maxAgeDays: number | null;
}

/** A namespace that was taken off the list: its last copy is kept for a while (design 5). */
export interface Departure {
  readonly namespace: string;
  readonly leftAt: Date;
}

export interface BackupSchedule {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly clusterId: string;
  readonly locationId: string;
  readonly labels: Labels;
  readonly state: BackupScheduleState;
  /** Why: a sentence; `ACTIVE` with an only namespace that is gone says so here. */
  readonly stateReason: string | null;
  readonly stateChangedAt: Date;
  readonly selection: NamespaceSelection;
  /** Created for one single namespace: it cannot grow (seed: limitation 5). Never changes. */
  readonly createdSingle: boolean;
  readonly timing: ScheduleTiming;
  readonly timeZone: string;
  /** From where intervals count: creation, or the last change of the timing. */
  readonly anchor: Date;
  readonly graceMinutes: number;
  readonly retention: Retention;
  /** Null while suspended, or when it is never due again. */
  readonly nextDueAt: Date | null;
  /** The missing list of the last cycle that looked. */
  readonly missing: readonly string[];
  readonly departures: readonly Departure[];
  /** Namespaces, and virtual machines by `<namespace>/<name>`, whose last copy a person has released from being held. */
  readonly released: readonly string[];
  /** E-mail addresses that its alerts go to; empty: the default ones. */
  readonly alertRecipients: readonly string[];
  /** Its backups are read back every so many days; 0: never; null: as the installation says. */
  readonly verifyEveryDays: number | null;
  /** Due times in a row that left no good backup. */
  readonly barrenCycles: number;
  /** Raised by every edit. */
  readonly version: number;
  /** Raised by changes of the selection only. */
  readonly selectionVersion: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Rules of commands around its backups; null: none. */
  readonly preRuleId: string | null;
  readonly postRuleId: string | null;
  /** What its backups are limited to; null: nothing is filtered. */
  readonly filter: ResourceFilter | null;
  /** How its backups treat volumes. */
  readonly volumeSettings: VolumeSettings;
}

export const EDIT_KINDS = ['CREATE', 'EXCLUDE', 'ADD', 'REVERT', 'EDIT', 'SUSPEND', 'RESUME'] as const;
export type EditKind = (typeof EDIT_KINDS)[number];

/** One line of a schedule's history. */
export interface ScheduleEdit {
  readonly id: string;
  readonly scheduleId: string;
  readonly kind: EditKind;
  readonly at: Date;
  /** Who; display name at that time. */
  readonly actor: { readonly kind: 'USER' | 'SYSTEM'; readonly id: string | null; readonly name: string };
  /** What was added or excluded. */
  readonly namespaces: readonly string[];
  /** The fields that changed, before and after: plain JSON. */
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  /** As it stood after this edit. */
  readonly selectionVersion: number;
  /** When a REVERT took it back; null: it stands. */
  readonly revertedAt: Date | null;
}
