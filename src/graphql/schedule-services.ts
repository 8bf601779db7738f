/** What the API asks of the services of schedules: see services.ts. */
import type { Alert } from '../domain/alert.js';
import type { Backup } from '../domain/backup.js';
import type { BackupSchedule, Retention, ScheduleEdit } from '../domain/backup-schedule.js';
import type { VolumeSettings } from '../domain/backup-volume.js';
import type { Cycle } from '../domain/cycle.js';
import type { Actor } from '../domain/identity.js';
import type { ScheduleSort } from '../domain/listing.js';
import type { MachineSelection } from '../domain/machine-selection.js';
import type { Labels } from '../domain/names.js';
import type { NamespaceSelection } from '../domain/namespace-selection.js';
import type { ScheduleFilter } from '../domain/ports/backup-schedule-store.js';
import type { Page, PageRequest, SortedRequest } from '../domain/ports/stores.js';
import type { ResourceFilter } from '../domain/resource-filter.js';
import type { HeldFor } from '../domain/retention.js';
import type { ScheduleTiming } from '../domain/schedule-timing.js';
import type { PlanPreview } from '../services/backup-plan.js';

/** What an exclude, an add or a revert did. */
export interface SelectionEdit {
  readonly schedule: BackupSchedule;
  /** False: it was so already. */
  readonly changed: boolean;
  /** What this call moved; when it moved nothing, what was asked for. */
  readonly namespaces: readonly string[];
  /** The edit that made it so, by this call or an earlier one. */
  readonly by: ScheduleEdit | null;
}

export interface ScheduleOperations {
  create(
    request: {
      readonly name: string;
      readonly clusterId: string;
      readonly locationId: string;
      readonly selection: NamespaceSelection;
      readonly timing: ScheduleTiming;
      readonly timeZone: string;
      readonly graceMinutes?: number;
      readonly retention: Retention;
      readonly labels?: Labels;
      readonly alertRecipients?: readonly string[];
      readonly preRuleId?: string;
      readonly postRuleId?: string;
      readonly filter?: ResourceFilter;
      readonly verifyEveryDays?: number | null;
      readonly volumes?: Partial<VolumeSettings>;
    },
    actor: Actor,
  ): Promise<BackupSchedule>;
  edit(
    id: string,
    change: {
      readonly expectedVersion: number;
      readonly name?: string;
      readonly labels?: Labels;
      readonly locationId?: string;
      readonly timing?: ScheduleTiming;
      readonly timeZone?: string;
      readonly graceMinutes?: number;
      readonly retention?: Retention;
      readonly alertRecipients?: readonly string[];
      /** Only of a schedule that selects by labels. */
      readonly selector?: string;
      readonly virtualMachines?: MachineSelection;
      /** Null: none from now on. */
      readonly preRuleId?: string | null;
      readonly postRuleId?: string | null;
      readonly filter?: ResourceFilter | null;
      readonly verifyEveryDays?: number | null;
      readonly volumes?: Partial<VolumeSettings>;
    },
    actor: Actor,
  ): Promise<BackupSchedule>;
  suspend(id: string, actor: Actor): Promise<BackupSchedule>;
  resume(id: string, actor: Actor): Promise<BackupSchedule>;
  remove(id: string, options: { readonly backups: 'REFUSE' | 'KEEP' }, actor: Actor): Promise<void>;
  backUpNow(id: string, actor: Actor): Promise<Backup>;
  get(id: string, viewer: Actor): Promise<BackupSchedule>;
  /** With `parts` as of a page. */
  getMany(
    ids: readonly string[],
    viewer: Actor,
    parts?: PageRequest['parts'],
  ): Promise<readonly BackupSchedule[]>;
  page(
    request: SortedRequest<ScheduleSort>,
    filter: ScheduleFilter,
    viewer: Actor,
  ): Promise<Page<BackupSchedule>>;
  count(filter: ScheduleFilter, viewer: Actor): Promise<number>;
  edits(id: string, request: PageRequest): Promise<Page<ScheduleEdit>>;
  cycles(id: string, request: PageRequest): Promise<Page<Cycle>>;
  backupsOfCycles(cycleIds: readonly string[]): Promise<ReadonlyMap<string, Backup>>;
  upcoming(id: string, count: number, viewer: Actor): Promise<readonly Date[]>;
  /** What the next cycle would do now: asks the cluster. */
  preview(id: string, viewer: Actor): Promise<PlanPreview & { readonly at: Date | null }>;
  /** The open alerts of each schedule that has any. */
  alertsOf(scheduleIds: readonly string[]): Promise<ReadonlyMap<string, readonly Alert[]>>;
  /** The open cycle of each schedule that has one. */
  openCyclesOf(scheduleIds: readonly string[]): Promise<ReadonlyMap<string, Cycle>>;
}

export interface ScheduleNamespaceOperations {
  exclude(
    request: {
      readonly scheduleId: string;
      readonly namespaces: readonly string[];
      readonly selectionVersion: number;
      readonly backupId?: string;
    },
    actor: Actor,
  ): Promise<SelectionEdit>;
  add(
    request: {
      readonly scheduleId: string;
      readonly namespaces: readonly string[];
      readonly selectionVersion: number;
    },
    actor: Actor,
  ): Promise<SelectionEdit>;
  revert(scheduleId: string, actor: Actor): Promise<SelectionEdit>;
}

export interface RetentionOperations {
  /** @param retention as if it were the schedule's */
  preview(
    scheduleId: string,
    viewer: Actor,
    retention?: Retention,
  ): Promise<{
    readonly remove: readonly string[];
    readonly held: readonly { readonly backupId: string; readonly heldFor: readonly HeldFor[] }[];
  }>;
  held(
    scheduleId: string,
  ): Promise<readonly { readonly backupId: string; readonly heldFor: readonly HeldFor[] }[]>;
  release(
    request: { readonly scheduleId: string; readonly namespaces: readonly string[] },
    actor: Actor,
  ): Promise<BackupSchedule>;
}

export interface ChoiceRequest {
  readonly scheduleId: string;
  readonly search: string | null;
  readonly first: number;
}

export interface ScheduleChoiceOperations {
  additions(
    request: ChoiceRequest,
    viewer: Actor,
  ): Promise<{
    readonly schedule: BackupSchedule;
    readonly names: readonly string[];
    readonly total: number;
    readonly observedAt: Date | null;
  }>;
  exclusions(
    request: ChoiceRequest,
    viewer: Actor,
  ): Promise<{
    readonly schedule: BackupSchedule;
    readonly choices: readonly {
      readonly name: string;
      readonly isBack: boolean | null;
      readonly lastBackup: { readonly id: string; readonly name: string; readonly at: Date } | null;
      readonly heldUntil: Date | null;
    }[];
    readonly total: number;
    readonly missingTotal: number;
    readonly observedAt: Date | null;
  }>;
}
