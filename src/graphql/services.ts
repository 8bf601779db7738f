/**
 * What the API asks of the services: the classes in src/services have these shapes. All ids are UUIDs. Every method throws
 * DomainErrors and nothing else; a method that takes an id throws NotFound when nothing has it.
 */
import type { Actor, User } from '../domain/identity.js';
import type { Resource } from '../domain/state-matrix.js';
import type {
  AlertDetailOperations,
  AlertOperations,
  AlertRouteOperations,
  DeliveryOperations,
  DigestOperations,
  SnoozeOperations,
} from './alert-services.js';
import type {
  BackupOperations,
  BrowsingOperations,
  EncryptionOperations,
  VerificationOperations,
} from './backup-services.js';
import type { ClusterOperations } from './cluster-services.js';
import type {
  AccessOperations,
  EventSightOperations,
  IdempotencyOperations,
  LabelOperations,
  ObstacleOperations,
  SearchOperations,
  ShareOperations,
  StateHistoryOperations,
} from './common-services.js';
import type { ClusterDiscoveryOperations } from './discovery-services.js';
import type { BackupSyncOperations, ConnectionOperations } from './federation-services.js';
import type { BackupLocationOperations, LocationRescan, VeleroOperations } from './location-services.js';
import type { VirtualMachineOperations } from './machine-services.js';
import type {
  AccessTokenOperations,
  AuditOperations,
  InteractionOperations,
  OwnershipOperations,
  SlackLinkOperations,
  UserGroupOperations,
  UserOperations,
} from './people-services.js';
import type { RestoreOperations } from './restore-services.js';
import type { ExecRuleOperations } from './rule-services.js';
import type {
  RetentionOperations,
  ScheduleChoiceOperations,
  ScheduleNamespaceOperations,
  ScheduleOperations,
} from './schedule-services.js';

export interface ApiServices {
  readonly stateHistory: StateHistoryOperations;
  readonly access: AccessOperations;
  readonly shares: ShareOperations;
  readonly obstacles: ObstacleOperations;
  readonly eventSight: EventSightOperations;
  readonly labels: LabelOperations;
  readonly search: SearchOperations;
  readonly execRules: ExecRuleOperations;
  readonly clusters: ClusterOperations;
  readonly virtualMachines: VirtualMachineOperations;
  readonly locations: BackupLocationOperations;
  readonly discoveries: ClusterDiscoveryOperations;
  readonly connections: ConnectionOperations;
  readonly syncs: BackupSyncOperations;
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
