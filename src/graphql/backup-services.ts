/** What the API asks of the services of backups: see services.ts. */
import type { Backup, BackupNamespace } from '../domain/backup.js';
import type { BackupMachine } from '../domain/backup-machine.js';
import type { BackupVolume, VolumeSettings } from '../domain/backup-volume.js';
import type { Comparison, ComparisonScope } from '../domain/comparison.js';
import type { Actor } from '../domain/identity.js';
import type { Issue } from '../domain/issue.js';
import type { BackupSort } from '../domain/listing.js';
import type { MachineSelection } from '../domain/machine-selection.js';
import type { Labels } from '../domain/names.js';
import type { NamesPage, NamesRequest, StoredObjectText } from '../domain/ports/backup-browser.js';
import type { ConfiguredKey } from '../domain/ports/backup-cipher.js';
import type { ContentEntry, ResourcePreview } from '../domain/ports/backup-engine.js';
import type { BackupFilter, NamedAround } from '../domain/ports/backup-store.js';
import type { Page, SortedRequest } from '../domain/ports/stores.js';
import type { ResourceFilter } from '../domain/resource-filter.js';
import type { ObjectName } from '../domain/restore.js';
import type { RuleResult } from '../domain/rule-result.js';
import type { BackupVerification } from '../domain/verification.js';
import type { RewrapReport, RewrapRequest } from '../services/backup-encryption.js';
import type { PlanPreview, PlanRequest, PreviewRequest } from '../services/backup-plan.js';
import type { ForcedDeletion } from '../services/backup-removal.js';

export interface EncryptionOperations {
  readonly encrypts: boolean;
  keys(): Promise<readonly ConfiguredKey[]>;
  rewrap(request: RewrapRequest, actor: Actor): Promise<RewrapReport>;
}

export interface BackupOperations {
  /** What would be kept: asks the cluster. */
  preview(request: PreviewRequest, viewer: Actor): Promise<ResourcePreview>;
  plan(request: PlanRequest, viewer: Actor): Promise<PlanPreview>;
  create(
    request: {
      readonly name?: string;
      readonly clusterId: string;
      readonly locationId: string;
      /** This or `virtualMachines`. */
      readonly namespaces?: readonly string[];
      readonly virtualMachines?: MachineSelection;
      readonly labels?: Labels;
      readonly preRuleId?: string;
      readonly postRuleId?: string;
      readonly filter?: ResourceFilter;
      readonly volumes?: Partial<VolumeSettings>;
    },
    actor: Actor,
  ): Promise<Backup>;
  cancel(id: string, actor: Actor): Promise<Backup>;
  edit(
    id: string,
    change: { readonly expectedVersion: number; readonly name?: string; readonly labels?: Labels },
    actor: Actor,
  ): Promise<Backup>;
  /** The backup, now DELETING. */
  remove(id: string, options: { readonly confirmLastCopy: boolean }, actor: Actor): Promise<Backup>;
  /** The record alone; what lies in the location stays there. */
  forceDelete(
    id: string,
    options: { readonly acknowledgeOrphanedData: boolean },
    actor: Actor,
  ): Promise<ForcedDeletion>;
  contents(id: string, viewer: Actor): Promise<readonly ContentEntry[]>;
  get(id: string, viewer: Actor): Promise<Backup>;
  getMany(ids: readonly string[], viewer: Actor): Promise<readonly Backup[]>;
  namesAround(ids: NamedAround, viewer: Actor): Promise<ReadonlyMap<string, string>>;
  page(request: SortedRequest<BackupSort>, filter: BackupFilter, viewer: Actor): Promise<Page<Backup>>;
  count(filter: BackupFilter, viewer: Actor): Promise<number>;
  namespacesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly BackupNamespace[]>>;
  issuesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly Issue[]>>;
  machinesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly BackupMachine[]>>;
  volumesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly BackupVolume[]>>;
  ruleResultsOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly RuleResult[]>>;
}

export interface BrowsingOperations {
  names(id: string, request: NamesRequest, viewer: Actor): Promise<NamesPage>;
  object(id: string, name: ObjectName, viewer: Actor): Promise<StoredObjectText>;
  reveal(id: string, name: ObjectName, actor: Actor): Promise<StoredObjectText>;
  compare(id: string, afterId: string, scope: ComparisonScope, viewer: Actor): Promise<Comparison>;
  /** `clusterId` null: the backup's own. */
  compareWithCluster(
    id: string,
    clusterId: string | null,
    scope: ComparisonScope,
    viewer: Actor,
  ): Promise<Comparison>;
}

export interface VerificationOperations {
  request(
    backupId: string,
    actor: Actor,
    asked: { readonly tryRestore: boolean },
  ): Promise<{ readonly backup: Backup; readonly verification: BackupVerification }>;
  cancel(
    backupId: string,
    actor: Actor,
  ): Promise<{ readonly backup: Backup; readonly verification: BackupVerification }>;
  /** The last one of each backup that has one. */
  of(backupIds: readonly string[]): Promise<ReadonlyMap<string, BackupVerification>>;
}
