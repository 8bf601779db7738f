import type { Sight } from '../access.js';
import type { NewEvent } from '../event.js';
import type { Sort } from '../listing.js';
import type { AlertStore } from './alert-store.js';
import type { BackupLocationStore } from './backup-location-store.js';
import type { BackupScheduleStore } from './backup-schedule-store.js';
import type { BackupStore } from './backup-store.js';
import type { ClusterNamespaceStore, ClusterStore } from './cluster-store.js';
import type { CredentialVault } from './credential-vault.js';
import type { CycleStore } from './cycle-store.js';
import type { AlertRouteStore, DeliveryStore, DigestStore, MailPolicy } from './delivery-stores.js';
import type { DependentsStore } from './dependents-store.js';
import type { ClusterDiscoveryStore, ShootStore } from './discovery-stores.js';
import type { BackupSyncStore, LocationConnectionStore } from './federation-stores.js';
import type { GuestHoldStore } from './guest-hold-store.js';
import type { IdempotencyStore } from './idempotency-store.js';
import type { DeletionStore, VerificationStore } from './keeping-stores.js';
import type { LeftInstructionStore } from './left-instruction-store.js';
import type { BackupMachineStore, VirtualMachineStore } from './machine-store.js';
import type {
  AccessTokenStore,
  AuditStore,
  InteractionStore,
  OwnershipStore,
  ServiceTokenStore,
  SlackLinkStore,
  UserGroupStore,
  UserStore,
} from './people-stores.js';
import type { RestoreStore } from './restore-store.js';
import type { ExecRuleStore, RuleRunStore } from './rule-stores.js';
import type { SearchStore } from './search-store.js';
import type { ShareStore } from './share-store.js';
import type { StateHistoryStore } from './state-history.js';

/** A page of a list, newest first. `after` is the cursor of the last one seen. */
export interface PageRequest {
  readonly first: number;
  readonly after: string | null;
  /** The only properties of a row that will be looked at: others may be missing. Whole rows when not given. */
  readonly parts?: readonly string[];
}

/** The same in another order: newest first when not given. */
export interface SortedRequest<By extends string> extends PageRequest {
  readonly sort?: Sort<By>;
}

export interface Page<T> {
  readonly items: readonly { readonly cursor: string; readonly item: T }[];
  readonly hasNext: boolean;
}

/** Only what this viewer sees; everything when not given: for parts of Holdfast itself. */
export interface SeenBy {
  readonly seenBy?: Sight;
}

export interface EventLog {
  /** Appends in this transaction, with the state changes that the events tell of, and rings the doorbell on its commit. */
  append(...events: readonly NewEvent[]): Promise<void>;
  /** Forgets events of progress and DELIVERY_DUE from before: they are for those who watch, not for history. @returns how many */
  forgetProgress(before: Date): Promise<number>;
  /** Forgets events of every type from before. Who would go on from there is told (STREAM_POSITION_GONE). @returns how many */
  forget(before: Date): Promise<number>;
}

/**
 * All stores are bound to one transaction or to none (`UnitOfWork`). Unique violations are thrown as `AlreadyExists`,
 * lost connections as `DependencyFailure`.
 */
export interface Stores {
  readonly clusters: ClusterStore;
  readonly clusterNamespaces: ClusterNamespaceStore;
  readonly virtualMachines: VirtualMachineStore;
  readonly backupMachines: BackupMachineStore;
  readonly locations: BackupLocationStore;
  readonly connections: LocationConnectionStore;
  readonly syncs: BackupSyncStore;
  readonly backups: BackupStore;
  readonly restores: RestoreStore;
  readonly deletions: DeletionStore;
  readonly dependents: DependentsStore;
  readonly verifications: VerificationStore;
  readonly cycles: CycleStore;
  readonly schedules: BackupScheduleStore;
  readonly alerts: AlertStore;
  readonly routes: AlertRouteStore;
  readonly deliveries: DeliveryStore;
  readonly digests: DigestStore;
  readonly mail: MailPolicy;
  readonly users: UserStore;
  readonly groups: UserGroupStore;
  readonly ownership: OwnershipStore;
  readonly tokens: AccessTokenStore;
  readonly serviceTokens: ServiceTokenStore;
  readonly slackLinks: SlackLinkStore;
  readonly interactions: InteractionStore;
  readonly audit: AuditStore;
  readonly events: EventLog;
  readonly stateHistory: StateHistoryStore;
  readonly idempotency: IdempotencyStore;
  readonly search: SearchStore;
  readonly execRules: ExecRuleStore;
  readonly ruleRuns: RuleRunStore;
  readonly guestHolds: GuestHoldStore;
  readonly leftInstructions: LeftInstructionStore;
  readonly shares: ShareStore;
  readonly discoveries: ClusterDiscoveryStore;
  readonly shoots: ShootStore;
  /** Secrets go in with the change they belong to; only adapters take them out again. */
  readonly credentials: Pick<CredentialVault, 'put' | 'remove'>;
}

/** The services decide what belongs together; no call to a cluster or a location happens inside. */
export interface UnitOfWork {
  /** Stores outside a transaction, for reads and single guarded writes. */
  readonly stores: Stores;
  /** Everything that `work` does commits together or not at all. */
  transaction<T>(work: (stores: Stores) => Promise<T>): Promise<T>;
  /**
   * Every transaction that is begun while `work` runs, by it or by what it calls, ends with `fence`, before its commit: what the
   * fence throws undoes that transaction.
   */
  fenced<T>(fence: (stores: Stores) => Promise<void>, work: () => Promise<T>): Promise<T>;
}
