import type { EntityManager } from 'typeorm';
import { type MailPolicy, NO_MAIL } from '../../domain/ports/delivery-stores.js';
import type { Stores } from '../../domain/ports/stores.js';
import { type UniqueMeanings, withPgErrors } from '../pg-errors.js';
import { PostgresCredentialVault } from '../vault/credential-vault.js';
import type { KeyRing } from '../vault/key-ring.js';
import { PostgresAccessTokenStore } from './access-token.store.js';
import { PostgresAlertStore } from './alert.store.js';
import { PostgresAlertRouteStore } from './alert-route.store.js';
import { PostgresAuditStore } from './audit-entry.store.js';
import { PostgresBackupStore } from './backup.store.js';
import { PostgresBackupLocationStore } from './backup-location.store.js';
import { PostgresBackupMachineStore } from './backup-machine.store.js';
import { PostgresBackupScheduleStore } from './backup-schedule.store.js';
import { PostgresBackupSyncStore } from './backup-sync.store.js';
import { PostgresClusterStore } from './cluster.store.js';
import { PostgresClusterDiscoveryStore } from './cluster-discovery.store.js';
import { PostgresClusterNamespaceStore } from './cluster-namespace.store.js';
import { PostgresCycleStore } from './cycle.store.js';
import { PostgresDeletionStore } from './deletion.store.js';
import { PostgresDeliveryStore } from './delivery.store.js';
import { PostgresDependentsStore } from './dependents.store.js';
import { PostgresDigestStore } from './digest.store.js';
import { PostgresShootStore } from './discovered-shoot.store.js';
import { PostgresEventLog, type Told } from './event-log.js';
import { PostgresExecRuleStore } from './exec-rule.store.js';
import { translateForeignKey } from './foreign-keys.js';
import { PostgresGuestHoldStore } from './guest-hold.store.js';
import { PostgresIdempotencyStore } from './idempotency.store.js';
import { PostgresInteractionStore } from './interaction.store.js';
import { PostgresLeftInstructionStore } from './left-instruction.store.js';
import { PostgresLocationConnectionStore } from './location-connection.store.js';
import { PostgresOwnershipStore } from './ownership.store.js';
import { PostgresRestoreStore } from './restore.store.js';
import { PostgresRuleRunStore } from './rule-run.store.js';
import { PostgresSearchStore } from './search.store.js';
import { PostgresServiceTokenStore } from './service-token.store.js';
import { PostgresShareStore } from './share.store.js';
import { PostgresSlackLinkStore } from './slack-link.store.js';
import { PostgresStateHistoryStore } from './state-history.store.js';
import { PostgresUserStore } from './user.store.js';
import { PostgresUserGroupStore } from './user-group.store.js';
import { PostgresVerificationStore } from './verification.store.js';
import { PostgresVirtualMachineStore } from './virtual-machine.store.js';

const UNIQUES: UniqueMeanings = {
  app_user_pkey: { resource: 'User', field: 'id' },
  app_user_local_name_idx: { resource: 'User', field: 'name' },
  app_user_provider_subject_key: { resource: 'User', field: 'subject' },
  user_group_pkey: { resource: 'UserGroup', field: 'id' },
  user_group_local_name_idx: { resource: 'UserGroup', field: 'name' },
  user_group_provider_external_id_key: { resource: 'UserGroup', field: 'externalId' },
  access_token_pkey: { resource: 'AccessToken', field: 'id' },
  access_token_hash_key: { resource: 'AccessToken', field: 'hash' },
  service_token_pkey: { resource: 'ServiceToken', field: 'id' },
  service_token_hash_key: { resource: 'ServiceToken', field: 'hash' },
  slack_link_pkey: { resource: 'SlackLink', field: 'id' },
  slack_link_team_id_slack_user_id_key: { resource: 'SlackLink', field: 'slackUserId' },
  slack_link_code_hash_key: { resource: 'SlackLinkCode', field: 'hash' },
  interaction_key_key: { resource: 'Interaction', field: 'key' },
  interaction_hash_key: { resource: 'Interaction', field: 'hash' },
  audit_entry_pkey: { resource: 'AuditEntry', field: 'id' },
  cluster_pkey: { resource: 'Cluster', field: 'id' },
  cluster_name_key: { resource: 'Cluster', field: 'name' },
  backup_location_pkey: { resource: 'BackupLocation', field: 'id' },
  backup_location_name_key: { resource: 'BackupLocation', field: 'name' },
  location_connection_pair_key: { resource: 'LocationConnection', field: 'clusterId' },
  backup_location_path_key: { resource: 'BackupLocation', field: 'path' },
  cycle_pkey: { resource: 'Cycle', field: 'id' },
  cycle_schedule_id_planned_at_key: { resource: 'Cycle', field: 'plannedAt' },
  cycle_one_open_per_schedule_idx: { resource: 'open Cycle', field: 'scheduleId' },
  backup_pkey: { resource: 'Backup', field: 'id' },
  backup_verification_pkey: { resource: 'BackupVerification', field: 'backupId' },
  backup_name_key: { resource: 'Backup', field: 'name' },
  restore_pkey: { resource: 'Restore', field: 'id' },
  restore_name_key: { resource: 'Restore', field: 'name' },
  backup_cycle_id_key: { resource: 'Backup', field: 'cycleId' },
  backup_schedule_pkey: { resource: 'BackupSchedule', field: 'id' },
  backup_schedule_name_key: { resource: 'BackupSchedule', field: 'name' },
  schedule_edit_pkey: { resource: 'ScheduleEdit', field: 'id' },
  alert_pkey: { resource: 'Alert', field: 'id' },
  alert_one_open_idx: { resource: 'open Alert', field: 'kind' },
  alert_route_pkey: { resource: 'AlertRoute', field: 'id' },
  alert_route_name_key: { resource: 'AlertRoute', field: 'name' },
  alert_route_one_default_idx: { resource: 'default AlertRoute', field: 'isDefault' },
  alert_message_pkey: { resource: 'AlertMessage', field: 'alertId' },
  alert_message_channel_id_ts_key: { resource: 'AlertMessage', field: 'ts' },
  delivery_pkey: { resource: 'Delivery', field: 'id' },
  delivery_one_pending_root_idx: { resource: 'Delivery', field: 'alertId' },
  delivery_one_watch_idx: { resource: 'Delivery', field: 'backupId' },
  exec_rule_pkey: { resource: 'ExecRule', field: 'id' },
  exec_rule_name_key: { resource: 'ExecRule', field: 'name' },
  open_rules_pkey: { resource: 'OpenRules', field: 'backupId' },
  left_instruction_pkey: { resource: 'LeftInstruction', field: 'subjectId' },
  guest_hold_pkey: { resource: 'GuestHold', field: 'name' },
  share_pkey: { resource: 'Share', field: 'id' },
  share_cluster_user_key: { resource: 'Share', field: 'grantee' },
  share_cluster_group_key: { resource: 'Share', field: 'grantee' },
  share_schedule_user_key: { resource: 'Share', field: 'grantee' },
  share_schedule_group_key: { resource: 'Share', field: 'grantee' },
  share_backup_user_key: { resource: 'Share', field: 'grantee' },
  share_backup_group_key: { resource: 'Share', field: 'grantee' },
  virtual_machine_pkey: { resource: 'VirtualMachine', field: 'id' },
  virtual_machine_name_key: { resource: 'VirtualMachine', field: 'name' },
  cluster_discovery_pkey: { resource: 'ClusterDiscovery', field: 'id' },
  cluster_discovery_name_key: { resource: 'ClusterDiscovery', field: 'name' },
  discovered_shoot_pkey: { resource: 'DiscoveredShoot', field: 'id' },
  discovered_shoot_shoot_uid_key: { resource: 'DiscoveredShoot', field: 'uid' },
  discovery_cluster_pkey: { resource: 'DiscoveredShoot', field: 'id' },
  rule_result_pkey: { resource: 'RuleResult', field: 'id' },
};

export interface StoresOptions {
  /** Who gets mails. Default: nobody. */
  readonly mail?: MailPolicy;
  /** What goes around each store. */
  readonly wrap?: <S extends object>(store: S) => S;
  /** Default: nobody is rung for. */
  readonly told?: Told;
}

/** The stores on one connection or transaction. Everything they throw speaks the words of the domain. */
export function storesOn(manager: EntityManager, ring: KeyRing, options: StoresOptions = {}): Stores {
  const { mail = NO_MAIL, wrap = (store) => store, told = () => undefined } = options;
  const store = <S extends object>(made: S): S => wrap(translating(made));
  return {
    clusters: store(new PostgresClusterStore(manager)),
    clusterNamespaces: store(new PostgresClusterNamespaceStore(manager)),
    backupMachines: store(new PostgresBackupMachineStore(manager)),
    virtualMachines: store(new PostgresVirtualMachineStore(manager)),
    locations: store(new PostgresBackupLocationStore(manager)),
    connections: store(new PostgresLocationConnectionStore(manager)),
    syncs: store(new PostgresBackupSyncStore(manager)),
    backups: store(new PostgresBackupStore(manager, told)),
    restores: store(new PostgresRestoreStore(manager, told)),
    deletions: store(new PostgresDeletionStore(manager)),
    dependents: store(new PostgresDependentsStore(manager)),
    verifications: store(new PostgresVerificationStore(manager)),
    cycles: store(new PostgresCycleStore(manager)),
    schedules: store(new PostgresBackupScheduleStore(manager)),
    alerts: store(new PostgresAlertStore(manager)),
    routes: store(new PostgresAlertRouteStore(manager)),
    deliveries: store(new PostgresDeliveryStore(manager)),
    digests: store(new PostgresDigestStore(manager)),
    mail,
    users: store(new PostgresUserStore(manager)),
    groups: store(new PostgresUserGroupStore(manager)),
    ownership: store(new PostgresOwnershipStore(manager)),
    tokens: store(new PostgresAccessTokenStore(manager)),
    serviceTokens: store(new PostgresServiceTokenStore(manager)),
    slackLinks: store(new PostgresSlackLinkStore(manager)),
    interactions: store(new PostgresInteractionStore(manager)),
    audit: store(new PostgresAuditStore(manager)),
    events: store(new PostgresEventLog(manager, told)),
    stateHistory: store(new PostgresStateHistoryStore(manager)),
    idempotency: store(new PostgresIdempotencyStore(manager, ring)),
    search: store(new PostgresSearchStore(manager)),
    execRules: store(new PostgresExecRuleStore(manager)),
    discoveries: store(new PostgresClusterDiscoveryStore(manager)),
    shoots: store(new PostgresShootStore(manager)),
    shares: store(new PostgresShareStore(manager)),
    ruleRuns: store(new PostgresRuleRunStore(manager)),
    guestHolds: store(new PostgresGuestHoldStore(manager)),
    leftInstructions: store(new PostgresLeftInstructionStore(manager)),
    credentials: store(new PostgresCredentialVault(manager, ring)),
  };
}

/** Runs `work` and throws the database's errors in the words of the domain. */
export function inDomainWords<T>(work: () => Promise<T>): Promise<T> {
  return withPgErrors(async () => {
    try {
      return await work();
    } catch (error) {
      throw translateForeignKey(error);
    }
  }, UNIQUES);
}

/** What it throws speaks the words of the domain. */
export function translating<S extends object>(store: S): S {
  return new Proxy(store, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== 'function') return member;
      return (...values: unknown[]) => inDomainWords(async () => Reflect.apply(member, target, values));
    },
  });
}
