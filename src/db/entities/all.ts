/**
 * Every entity, for the data source. `event` (its `xid8` column is no type that TypeORM knows) and Agenda's tables are
 * spoken to in SQL and stand in the migrations only.
 */
import { AccessTokenEntity } from './access-token.entity.js';
import { AlertEntity } from './alert.entity.js';
import { AlertMessageEntity } from './alert-message.entity.js';
import { AlertRouteEntity } from './alert-route.entity.js';
import { AuditEntryEntity } from './audit-entry.entity.js';
import { BackupEntity } from './backup.entity.js';
import { BackupIssueEntity } from './backup-issue.entity.js';
import { BackupLocationEntity } from './backup-location.entity.js';
import { BackupMachineEntity } from './backup-machine.entity.js';
import { BackupNamespaceEntity } from './backup-namespace.entity.js';
import { BackupScheduleEntity } from './backup-schedule.entity.js';
import { BackupSyncEntity } from './backup-sync.entity.js';
import { BackupVerificationEntity } from './backup-verification.entity.js';
import { BackupVolumeEntity } from './backup-volume.entity.js';
import { ClusterEntity } from './cluster.entity.js';
import { ClusterDiscoveryEntity } from './cluster-discovery.entity.js';
import { ClusterNamespaceEntity } from './cluster-namespace.entity.js';
import { CredentialEntity } from './credential.entity.js';
import { CycleEntity } from './cycle.entity.js';
import { DeliveryEntity } from './delivery.entity.js';
import { DiscoveredShootEntity, DiscoveryClusterEntity } from './discovered-shoot.entity.js';
import { ExecRuleEntity, OpenRulesEntity, RuleResultEntity } from './exec-rule.entity.js';
import { GuestHoldEntity } from './guest-hold.entity.js';
import { IdempotencyKeyEntity } from './idempotency-key.entity.js';
import { InstanceEntity } from './instance.entity.js';
import { InteractionEntity } from './interaction.entity.js';
import { LeftInstructionEntity } from './left-instruction.entity.js';
import { LocationConnectionEntity } from './location-connection.entity.js';
import { MachineLookEntity } from './machine-look.entity.js';
import { NamespaceLookEntity } from './namespace-look.entity.js';
import { RestoreEntity } from './restore.entity.js';
import { RestoreIssueEntity } from './restore-issue.entity.js';
import { ScheduleEditEntity } from './schedule-edit.entity.js';
import { ServiceTokenEntity } from './service-token.entity.js';
import { ShareEntity } from './share.entity.js';
import { SlackLinkAttemptEntity, SlackLinkCodeEntity, SlackLinkEntity } from './slack-link.entity.js';
import { StateChangeEntity } from './state-change.entity.js';
import { UserEntity } from './user.entity.js';
import { GroupMemberEntity, UserGroupEntity } from './user-group.entity.js';
import { VirtualMachineEntity } from './virtual-machine.entity.js';
import { WorkerEntity } from './worker.entity.js';

export const entities = [
  UserEntity,
  UserGroupEntity,
  GroupMemberEntity,
  AccessTokenEntity,
  ServiceTokenEntity,
  SlackLinkEntity,
  SlackLinkCodeEntity,
  SlackLinkAttemptEntity,
  InteractionEntity,
  IdempotencyKeyEntity,
  AuditEntryEntity,
  ClusterEntity,
  ClusterNamespaceEntity,
  NamespaceLookEntity,
  VirtualMachineEntity,
  MachineLookEntity,
  BackupLocationEntity,
  BackupScheduleEntity,
  ScheduleEditEntity,
  CycleEntity,
  BackupEntity,
  BackupNamespaceEntity,
  BackupMachineEntity,
  BackupIssueEntity,
  RestoreEntity,
  RestoreIssueEntity,
  BackupVerificationEntity,
  AlertEntity,
  AlertRouteEntity,
  AlertMessageEntity,
  DeliveryEntity,
  CredentialEntity,
  WorkerEntity,
  InstanceEntity,
  ExecRuleEntity,
  OpenRulesEntity,
  GuestHoldEntity,
  RuleResultEntity,
  BackupVolumeEntity,
  ShareEntity,
  StateChangeEntity,
  ClusterDiscoveryEntity,
  DiscoveredShootEntity,
  DiscoveryClusterEntity,
  LocationConnectionEntity,
  BackupSyncEntity,
  LeftInstructionEntity,
];
