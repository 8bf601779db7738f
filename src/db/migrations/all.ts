/** Every migration, oldest first, for the data source. A new one is added at the end. */
import { Ground1795176000000 } from './1795176000000-ground.js';
import { Schedules1795183200000 } from './1795183200000-schedules.js';
import { HandedBack1795188600000 } from './1795188600000-handed-back.js';
import { EventWords1795190400000 } from './1795190400000-event-words.js';
import { People1795194000000 } from './1795194000000-people.js';
import { AlertStanding1795197600000 } from './1795197600000-alert-standing.js';
import { Deliveries1795201200000 } from './1795201200000-deliveries.js';
import { S3Locations1795204800000 } from './1795204800000-s3-locations.js';
import { Restores1795208400000 } from './1795208400000-restores.js';
import { Encryption1795212000000 } from './1795212000000-encryption.js';
import { Volumes1795215600000 } from './1795215600000-volumes.js';
import { ExecRules1795219200000 } from './1795219200000-exec-rules.js';
import { ResourceFilter1795222800000 } from './1795222800000-resource-filter.js';
import { Keeping1795226400000 } from './1795226400000-keeping.js';
import { Imports1795230000000 } from './1795230000000-imports.js';
import { RestoreTrials1795233600000 } from './1795233600000-restore-trials.js';
import { UserGroups1795237200000 } from './1795237200000-user-groups.js';
import { IdentityProvider1795237260000 } from './1795237260000-identity-provider.js';
import { Shares1795240800000 } from './1795240800000-shares.js';
import { ListIndexes1795244400000 } from './1795244400000-list-indexes.js';
import { SearchIndexes1795244460000 } from './1795244460000-search-indexes.js';
import { EventFloor1795248000000 } from './1795248000000-event-floor.js';
import { IdempotencyKeys1795251600000 } from './1795251600000-idempotency-keys.js';
import { AuditTrail1795251660000 } from './1795251660000-audit-trail.js';
import { ListPlans1795270000000 } from './1795270000000-list-plans.js';
import { AuditGuard1795270060000 } from './1795270060000-audit-guard.js';
import { StateChanges1795271000000 } from './1795271000000-state-changes.js';
import { ForcedDeletionsIndex1795271100000 } from './1795271100000-forced-deletions-index.js';
import { OperationModes1795272000000 } from './1795272000000-operation-modes.js';
import { LocationConnections1795272100000 } from './1795272100000-location-connections.js';
import { BackupSyncs1795272200000 } from './1795272200000-backup-syncs.js';
import { StorkEngine1795273000000 } from './1795273000000-stork-engine.js';
import { ClusterDiscovery1795274000000 } from './1795274000000-cluster-discovery.js';
import { VirtualMachines1795275000000 } from './1795275000000-virtual-machines.js';
import { BackupsOfMachines1795275300000 } from './1795275300000-backups-of-machines.js';
import { SteadyLooks1795276000000 } from './1795276000000-steady-looks.js';
import { ManifestsOfListedBackups1795277000001 } from './1795277000001-manifests-of-listed-backups.js';
import { SleepingConnections1795277000004 } from './1795277000004-sleeping-connections.js';
import { RemovedSyncs1795278000005 } from './1795278000005-removed-syncs.js';
import { AuditOwner1795279000006 } from './1795279000006-audit-owner.js';
import { HistoryByState1795279000016 } from './1795279000016-history-by-state.js';
import { GuestHolds1795400000000 } from './1795400000000-guest-holds.js';
import { CopiesOfMachines1795400000001 } from './1795400000001-copies-of-machines.js';
import { LeftInstructions1795400000002 } from './1795400000002-left-instructions.js';
import { AlertOrders1795400000100 } from './1795400000100-alert-orders.js';
import { FailedSyncs1795400000200 } from './1795400000200-failed-syncs.js';
import { ToldDeletions1795400000300 } from './1795400000300-told-deletions.js';
import { SteadyConnections1795400000301 } from './1795400000301-steady-connections.js';
import { StorkNotReady1795400000302 } from './1795400000302-stork-not-ready.js';
import { GroupStates1795400000400 } from './1795400000400-group-states.js';
import { SystemNamespaces1795400000500 } from './1795400000500-system-namespaces.js';

export const migrations = [
  Ground1795176000000,
  Schedules1795183200000,
  HandedBack1795188600000,
  EventWords1795190400000,
  People1795194000000,
  AlertStanding1795197600000,
  Deliveries1795201200000,
  Restores1795208400000,
  Encryption1795212000000,
  S3Locations1795204800000,
  ExecRules1795219200000,
  ResourceFilter1795222800000,
  Keeping1795226400000,
  Volumes1795215600000,
  Imports1795230000000,
  RestoreTrials1795233600000,
  UserGroups1795237200000,
  Shares1795240800000,
  ListIndexes1795244400000,
  SearchIndexes1795244460000,
  EventFloor1795248000000,
  IdempotencyKeys1795251600000,
  AuditTrail1795251660000,
  IdentityProvider1795237260000,
  ListPlans1795270000000,
  StateChanges1795271000000,
  OperationModes1795272000000,
  VirtualMachines1795275000000,
  AuditGuard1795270060000,
  SteadyLooks1795276000000,
  StorkEngine1795273000000,
  ClusterDiscovery1795274000000,
  ForcedDeletionsIndex1795271100000,
  BackupsOfMachines1795275300000,
  LocationConnections1795272100000,
  BackupSyncs1795272200000,
  SleepingConnections1795277000004,
  RemovedSyncs1795278000005,
  AuditOwner1795279000006,
  HistoryByState1795279000016,
  ManifestsOfListedBackups1795277000001,
  ToldDeletions1795400000300,
  GuestHolds1795400000000,
  GroupStates1795400000400,
  AlertOrders1795400000100,
  CopiesOfMachines1795400000001,
  LeftInstructions1795400000002,
  SteadyConnections1795400000301,
  FailedSyncs1795400000200,
  StorkNotReady1795400000302,
  SystemNamespaces1795400000500,
];
