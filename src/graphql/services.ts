/**
 * What the API asks of the services: the classes in src/services have these shapes. All ids are UUIDs. Every method throws
 * DomainErrors and nothing else; a method that takes an id throws NotFound when nothing has it.
 */
import type { Access, OwnedResource, Share } from '../domain/access.js';
import type { Alert } from '../domain/alert.js';
import type { AlertRoute } from '../domain/alert-route.js';
import type { AlertStanding } from '../domain/alert-standing.js';
import type { Backup, BackupNamespace, MissingNamespace, PlannedNamespace } from '../domain/backup.js';
import type { BackupLocation } from '../domain/backup-location.js';
import type { BackupSchedule, Retention, ScheduleEdit } from '../domain/backup-schedule.js';
import type { BackupVolume, VolumeSettings } from '../domain/backup-volume.js';
import type { Cluster } from '../domain/cluster.js';
import type { Comparison, ComparisonScope } from '../domain/comparison.js';
import type { Cycle } from '../domain/cycle.js';
import type { Delivery, PostedMessage } from '../domain/delivery.js';
import type { Digest } from '../domain/digest.js';
import type { DomainEvent } from '../domain/event.js';
import type { KeyedRequest } from '../domain/idempotency.js';
import type { Actor, User } from '../domain/identity.js';
import type { Issue } from '../domain/issue.js';
import type { BackupSort, ClusterSort, LocationSort, RestoreSort, ScheduleSort } from '../domain/listing.js';
import type { Labels } from '../domain/names.js';
import type { NamespaceSelection } from '../domain/namespace-selection.js';
import type { NamesPage, NamesRequest, StoredObjectText } from '../domain/ports/backup-browser.js';
import type { ConfiguredKey } from '../domain/ports/backup-cipher.js';
import type { ContentEntry, ResourcePreview } from '../domain/ports/backup-engine.js';
import type { UnreadableBackup } from '../domain/ports/backup-importer.js';
import type { ObservedNamespace } from '../domain/ports/cluster-gateway.js';
import type { DeliveryFilter } from '../domain/ports/delivery-stores.js';
import type { RestoreFilter } from '../domain/ports/restore-store.js';
import type {
  AlertFilter,
  BackupFilter,
  ClusterFilter,
  LocationFilter,
  Page,
  PageRequest,
  ScheduleFilter,
  SortedRequest,
} from '../domain/ports/stores.js';
import type { ResourceFilter } from '../domain/resource-filter.js';
import type { ObjectName, Restore, RestoreIssue, RestoreOptions, RestorePreview } from '../domain/restore.js';
import type { HeldFor } from '../domain/retention.js';
import type { RuleResult } from '../domain/rule-result.js';
import type { S3Checksums, S3Credentials, S3Encryption } from '../domain/s3-settings.js';
import type { ScheduleTiming } from '../domain/schedule-timing.js';
import type { SearchFind } from '../domain/search.js';
import type { OperationMode, Resource } from '../domain/state-matrix.js';
import type { VeleroBackup } from '../domain/velero.js';
import type { BackupVerification } from '../domain/verification.js';
import type { NewRoute, RouteFields } from '../services/alert-route-service.js';
import type { RewrapReport, RewrapRequest } from '../services/backup-encryption.js';
import type { Acknowledged, Claimed } from '../services/delivery-service.js';
import type { Labelled, LabelRequest } from '../services/label-service.js';
import type { SearchRequest } from '../services/search-service.js';
import type { NewShare, ShareChange, SharedThing } from '../services/share-service.js';
import type {
  AccessTokenOperations,
  AuditOperations,
  InteractionOperations,
  OwnershipOperations,
  SlackLinkOperations,
  UserGroupOperations,
  UserOperations,
} from './people-services.js';
import type { ExecRuleOperations } from './rule-services.js';

export interface ClusterOperations {
  register(
    request: {
      readonly name: string;
      readonly kubeconfig: string;
      readonly context?: string;
      readonly mode?: OperationMode;
      readonly labels?: Labels;
    },
    actor: Actor,
  ): Promise<Cluster>;
  edit(
    id: string,
    change: {
      readonly expectedVersion: number;
      readonly name?: string;
      readonly labels?: Labels;
      readonly kubeconfig?: string;
      readonly context?: string;
    },
    actor: Actor,
  ): Promise<Cluster>;
  remove(id: string, actor: Actor): Promise<void>;
  validate(id: string, actor: Actor): Promise<Cluster>;
  get(id: string, viewer: Actor): Promise<Cluster>;
  getMany(ids: readonly string[], viewer: Actor): Promise<readonly Cluster[]>;
  page(request: SortedRequest<ClusterSort>, filter: ClusterFilter, viewer: Actor): Promise<Page<Cluster>>;
  count(filter: ClusterFilter, viewer: Actor): Promise<number>;
  /** YAML that gives Holdfast read access to a cluster, with the steps to a kubeconfig as comments. */
  accessManifest(request: {
    readonly namespace: string;
    readonly name: string;
    readonly exec?: boolean;
  }): string;
  /** Asked of the cluster now: those that are shared with the viewer. */
  namespaces(id: string, viewer: Actor): Promise<readonly ObservedNamespace[]>;
  /** All of them: only to say of names that the viewer knows whether they are there. */
  namespacesNow(id: string): Promise<readonly ObservedNamespace[]>;
}

/** What is asked of a bucket; the secrets in it go to the vault. */
export interface S3Request {
  readonly region?: string;
  readonly forcePathStyle?: boolean;
  readonly storageClass?: string;
  readonly sse?: { readonly mode: S3Encryption; readonly kmsKeyId?: string };
  readonly caBundle?: string;
  readonly checksums?: S3Checksums;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string;
}

export interface BackupLocationOperations {
  create(
    request: {
      readonly name: string;
      readonly path?: string;
      readonly s3?: S3Request & {
        readonly bucket: string;
        readonly endpoint?: string;
        readonly prefix?: string;
        readonly allowHttp?: boolean;
        readonly credentials?: S3Credentials;
      };
      readonly labels?: Labels;
      readonly adopt?: boolean;
    },
    actor: Actor,
  ): Promise<BackupLocation>;
  edit(
    id: string,
    change: {
      readonly expectedVersion: number;
      readonly name?: string;
      readonly labels?: Labels;
      readonly s3?: S3Request;
    },
    actor: Actor,
  ): Promise<BackupLocation>;
  remove(id: string, actor: Actor): Promise<void>;
  validate(id: string, actor: Actor): Promise<BackupLocation>;
  get(id: string): Promise<BackupLocation>;
  getMany(ids: readonly string[]): Promise<readonly BackupLocation[]>;
  page(request: SortedRequest<LocationSort>, filter?: LocationFilter): Promise<Page<BackupLocation>>;
  count(filter?: LocationFilter): Promise<number>;
}

export interface LocationRescan {
  run(
    locationId: string,
    actor: Actor,
  ): Promise<{
    readonly found: readonly Backup[];
    /** Known before, or without a manifest. */
    readonly skipped: number;
    readonly locked: readonly { readonly key: string; readonly message: string }[];
    readonly damaged: readonly { readonly key: string; readonly message: string }[];
  }>;
}

export interface EncryptionOperations {
  readonly encrypts: boolean;
  keys(): Promise<readonly ConfiguredKey[]>;
  rewrap(request: RewrapRequest, actor: Actor): Promise<RewrapReport>;
}

export interface BackupOperations {
  /** What would be kept: asks the cluster. */
  preview(
    request: {
      readonly clusterId: string;
      readonly namespaces: readonly string[];
      readonly filter?: ResourceFilter;
    },
    viewer: Actor,
  ): Promise<ResourcePreview>;
  plan(
    request: { readonly clusterId: string; readonly namespaces: readonly string[] },
    viewer: Actor,
  ): Promise<{
    readonly included: readonly PlannedNamespace[];
    readonly missing: readonly MissingNamespace[];
    readonly unlisted: readonly string[];
  }>;
  create(
    request: {
      readonly name?: string;
      readonly clusterId: string;
      readonly locationId: string;
      readonly namespaces: readonly string[];
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
  contents(id: string, viewer: Actor): Promise<readonly ContentEntry[]>;
  get(id: string, viewer: Actor): Promise<Backup>;
  getMany(ids: readonly string[], viewer: Actor): Promise<readonly Backup[]>;
  page(request: SortedRequest<BackupSort>, filter: BackupFilter, viewer: Actor): Promise<Page<Backup>>;
  count(filter: BackupFilter, viewer: Actor): Promise<number>;
  namespacesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly BackupNamespace[]>>;
  issuesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly Issue[]>>;
  volumesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly BackupVolume[]>>;
  ruleResultsOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly RuleResult[]>>;
}

export interface VeleroOperations {
  list(
    locationId: string,
    viewer: Actor,
  ): Promise<{
    readonly backups: readonly VeleroBackup[];
    readonly unreadable: readonly UnreadableBackup[];
  }>;
  import(
    request: {
      readonly locationId: string;
      readonly veleroName: string;
      readonly clusterId: string;
      readonly targetLocationId?: string;
      readonly name?: string;
    },
    actor: Actor,
  ): Promise<Backup>;
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
  preview(
    id: string,
    viewer: Actor,
  ): Promise<{
    readonly at: Date | null;
    readonly included: readonly PlannedNamespace[];
    readonly missing: readonly MissingNamespace[];
    readonly unlisted: readonly string[];
  }>;
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

export interface AlertOperations {
  page(request: PageRequest, filter: AlertFilter, viewer: Actor): Promise<Page<Alert>>;
  count(filter: AlertFilter, viewer: Actor): Promise<number>;
  get(id: string, viewer: Actor): Promise<Alert>;
  acknowledge(id: string, actor: Actor): Promise<Alert>;
}

/** The first so many of one alert. */
export interface AlertPart {
  readonly alert: Alert;
  readonly first: number;
}

export interface AlertDetailOperations {
  standing(alert: Alert, schedule: BackupSchedule | undefined): AlertStanding;
  snooze(alert: Alert): { readonly until: Date | null; readonly by: string; readonly at: Date } | null;
  namesOf(parts: readonly AlertPart[]): Promise<
    readonly (readonly {
      readonly name: string;
      readonly onSchedule: boolean;
      readonly isBack: boolean | null;
    }[])[]
  >;
  editsOf(parts: readonly AlertPart[]): Promise<readonly (readonly ScheduleEdit[])[]>;
  previousOf(ids: readonly string[]): Promise<ReadonlyMap<string, Alert>>;
}

export interface AlertsSnoozed {
  readonly alerts: readonly Alert[];
  readonly changed: boolean;
}

export interface SnoozeOperations {
  /** `until` null: until it changes. */
  snooze(
    request: { readonly scheduleId: string; readonly until: Date | null },
    actor: Actor,
  ): Promise<AlertsSnoozed>;
  unsnooze(scheduleId: string, actor: Actor): Promise<AlertsSnoozed>;
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

export interface AlertRouteOperations {
  create(route: NewRoute, actor: Actor): Promise<AlertRoute>;
  edit(id: string, expectedVersion: number, fields: RouteFields, actor: Actor): Promise<AlertRoute>;
  remove(id: string, actor: Actor): Promise<void>;
  /** A message to its channel that says that it works. */
  test(id: string, actor: Actor): Promise<Delivery>;
  get(id: string, viewer: Actor): Promise<AlertRoute>;
  getMany(ids: readonly string[], viewer: Actor): Promise<readonly AlertRoute[]>;
  page(request: PageRequest, viewer: Actor): Promise<Page<AlertRoute>>;
  count(viewer: Actor): Promise<number>;
}

export interface DeliveryOperations {
  claim(
    worker: string,
    first: number,
    actor: Actor,
  ): Promise<{ readonly claimed: readonly Claimed[]; readonly nextAt: Date | null }>;
  acknowledge(said: Acknowledged, actor: Actor): Promise<Delivery>;
  adopt(deliveryId: string, message: PostedMessage, actor: Actor): Promise<boolean>;
  resend(id: string, actor: Actor): Promise<Delivery>;
  watch(backupId: string, channelId: string, actor: Actor): Promise<Delivery>;
  page(request: PageRequest, filter: DeliveryFilter, viewer: Actor): Promise<Page<Delivery>>;
  count(filter: DeliveryFilter, viewer: Actor): Promise<number>;
  ofAlerts(alertIds: readonly string[]): Promise<ReadonlyMap<string, readonly Delivery[]>>;
}

export interface DigestOperations {
  /** Null: the route is gone. */
  of(routeId: string, span: { readonly since: Date; readonly until: Date }): Promise<Digest | null>;
}

export interface RestoreRequestFields {
  readonly backupId: string;
  readonly clusterId?: string;
  readonly options: RestoreOptions;
}

export interface RestoreOperations {
  preview(request: RestoreRequestFields, actor: Actor): Promise<RestorePreview>;
  create(
    request: RestoreRequestFields & { readonly name?: string; readonly confirm?: boolean },
    actor: Actor,
  ): Promise<Restore>;
  cancel(id: string, actor: Actor): Promise<Restore>;
  remove(id: string, actor: Actor): Promise<void>;
  get(id: string, viewer: Actor): Promise<Restore>;
  getMany(ids: readonly string[], viewer: Actor): Promise<readonly Restore[]>;
  page(request: SortedRequest<RestoreSort>, filter: RestoreFilter, viewer: Actor): Promise<Page<Restore>>;
  count(filter: RestoreFilter, viewer: Actor): Promise<number>;
  countOfBackups(backupIds: readonly string[], viewer: Actor): Promise<ReadonlyMap<string, number>>;
  issuesOf(id: string, request: PageRequest): Promise<Page<RestoreIssue>>;
  countIssues(id: string): Promise<number>;
}

export interface ShareOperations {
  create(request: NewShare, actor: Actor): Promise<Share>;
  edit(id: string, change: ShareChange, actor: Actor): Promise<Share>;
  remove(id: string, actor: Actor): Promise<void>;
  page(of: SharedThing, request: PageRequest, viewer: Actor): Promise<Page<Share>>;
  count(of: SharedThing, viewer: Actor): Promise<number>;
}

export interface AccessOperations {
  /** How far the viewer reaches to each; what they may not see is left out. */
  accessTo(
    viewer: Actor,
    resource: OwnedResource,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Access>>;
}

/** Asked for each event that is about to be delivered. */
export interface EventSightOperations {
  maySee(viewer: Actor, event: DomainEvent): Promise<boolean>;
}

export interface IdempotencyOperations {
  once<T>(
    request: KeyedRequest,
    actor: Actor,
    work: () => Promise<T>,
  ): Promise<{ readonly answer: T; readonly repeated: boolean }>;
}

export interface LabelOperations {
  change(request: LabelRequest, actor: Actor): Promise<Labelled>;
}

export interface SearchOperations {
  find(request: SearchRequest, actor: Actor): Promise<Page<SearchFind>>;
}

export interface ApiServices {
  readonly access: AccessOperations;
  readonly shares: ShareOperations;
  readonly eventSight: EventSightOperations;
  readonly labels: LabelOperations;
  readonly search: SearchOperations;
  readonly execRules: ExecRuleOperations;
  readonly clusters: ClusterOperations;
  readonly locations: BackupLocationOperations;
  readonly rescan: LocationRescan;
  readonly backups: BackupOperations;
  readonly browsing: BrowsingOperations;
  readonly veleroImports: VeleroOperations;
  readonly restores: RestoreOperations;
  readonly encryption: EncryptionOperations;
  readonly schedules: ScheduleOperations;
  readonly scheduleNamespaces: ScheduleNamespaceOperations;
  readonly retention: RetentionOperations;
  readonly verifications: VerificationOperations;
  readonly scheduleChoices: ScheduleChoiceOperations;
  readonly alerts: AlertOperations;
  readonly users: UserOperations;
  readonly userGroups: UserGroupOperations;
  readonly ownership: OwnershipOperations;
  readonly accessTokens: AccessTokenOperations;
  readonly slackLinks: SlackLinkOperations;
  readonly interactions: InteractionOperations;
  readonly audit: AuditOperations;
  readonly idempotency: IdempotencyOperations;
  readonly alertDetails: AlertDetailOperations;
  readonly snooze: SnoozeOperations;
  readonly alertRoutes: AlertRouteOperations;
  readonly deliveries: DeliveryOperations;
  readonly digests: DigestOperations;
  readonly identity: { usersByIds(ids: readonly string[]): Promise<readonly User[]> };
  readonly stateMatrix: {
    /** How many are in each state; undefined when nothing of that resource exists in this product yet. */
    counts(resource: Resource, viewer: Actor): Promise<ReadonlyMap<string, number> | undefined>;
  };
}
