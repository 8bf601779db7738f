/** Every enum of the schema, made from the tables of the domain: a word and its meaning are written once. */
import { ALERT_MEANINGS } from '../domain/alert.js';
import { LOCATION_REASONS } from '../domain/backup-location.js';
import { CLUSTER_REASONS } from '../domain/cluster.js';
import { ALL_ERRORS } from '../domain/errors/protocol-errors.js';
import type { EventType } from '../domain/event.js';
import { ISSUE_CATALOG } from '../domain/issue.js';
import type { StateObserver } from '../domain/state-change.js';
import { OPERATIONS, type Resource, resourceRow, STATE_MATRIX } from '../domain/state-matrix.js';
import { enumOf, mapValues, meaningsOf } from './enum-of.js';

export function statesOf<R extends Resource>(
  resource: R,
): Record<keyof (typeof STATE_MATRIX)[R]['states'], string> {
  return mapValues(resourceRow(resource).states, (row) => `${row.label}: ${row.meaning}`) as Record<
    keyof (typeof STATE_MATRIX)[R]['states'],
    string
  >;
}

export const OperationModeEnum = enumOf('OperationMode', 'How Holdfast works with a cluster.', {
  CLASSIC: 'Holdfast reads the cluster and writes to the location itself.',
  FEDERATED: 'Stork on the cluster does the work; Holdfast instructs it.',
});

export const ResourceEnum = enumOf(
  'Resource',
  'A resource of the state matrix.',
  mapValues(STATE_MATRIX, (row: { readonly label: string }) => row.label),
);
export const StateObserverEnum = enumOf('StateObserver', 'Who saw or did a change of a state.', {
  PERSON: 'A person, by a change or a look that they asked for.',
  SERVICE: 'A program of Holdfast with a token of its own.',
  PROBER: 'A look that comes by itself.',
  WORKER: 'The run of a backup or restore.',
  IDENTITY_PROVIDER: 'What the identity provider says of its people.',
  JOB: 'Holdfast by itself: the scheduler, retention, deletion.',
} satisfies Record<StateObserver, string>);
export const ResourceKindEnum = enumOf('ResourceKind', 'Who moves the state of a resource.', {
  LIFECYCLE: 'Holdfast moves it; a move that the table forbids never happens.',
  OBSERVED: 'The world moves it; Holdfast looks and writes down what it sees.',
});
export const ClusterStateEnum = enumOf(
  'ClusterState',
  'State of a cluster, by the state matrix.',
  statesOf('Cluster'),
);
export const BackupLocationStateEnum = enumOf(
  'BackupLocationState',
  'State of a backup location, by the state matrix.',
  statesOf('BackupLocation'),
);
export const BackupStateEnum = enumOf(
  'BackupState',
  'State of a backup, by the state matrix.',
  statesOf('Backup'),
);
export const BackupScheduleStateEnum = enumOf(
  'BackupScheduleState',
  'State of a backup schedule, by the state matrix.',
  statesOf('BackupSchedule'),
);

export const VirtualMachineStateEnum = enumOf(
  'VirtualMachineState',
  'State of a virtual machine, by the state matrix.',
  statesOf('VirtualMachine'),
);

/** The table's own words, as in `details.allowedOperations` of an error. */
export const OperationEnum = enumOf(
  'Operation',
  'What may be asked of a resource.',
  mapValues(OPERATIONS, (row: { readonly label: string; readonly built: boolean }) =>
    row.built ? `${row.label}.` : `${row.label}: not offered yet.`,
  ),
);
export const ClusterReasonEnum = enumOf('ClusterReason', 'Why a cluster is in its state.', CLUSTER_REASONS);
export const LocationReasonEnum = enumOf(
  'LocationReason',
  'Why a backup location is in its state.',
  LOCATION_REASONS,
);
export const EncryptionStateEnum = enumOf('EncryptionState', 'How a backup is stored.', {
  NONE: 'In the clear: whoever can read the location reads it, with all its Secrets.',
  ENCRYPTED: 'Encrypted and authenticated: without one of its keys nobody reads it or changes it unseen.',
});
export const BackupKeyKindEnum = enumOf('BackupKeyKind', 'What a key for backups is.', {
  PASSPHRASE: 'A passphrase.',
  KEY_FILE: 'A file with 32 random bytes.',
});
export const LocationKindEnum = enumOf('LocationKind', 'What a backup location is.', {
  FILESYSTEM: 'A folder that the workers can write to.',
  S3: 'A bucket, or a prefix of one, in S3 or a compatible store.',
});
export const S3CredentialsEnum = enumOf('S3Credentials', 'Who Holdfast is for a bucket.', {
  STATIC_KEYS: 'A key with its secret, kept encrypted.',
  ENVIRONMENT: 'The role that the processes of Holdfast have where they run.',
  WORKLOAD_IDENTITY: 'Nobody: each cluster reaches it with its own Workload Identity (federated mode).',
});
export const S3ChecksumsEnum = enumOf('S3Checksums', 'What is asked of a store about checksums.', {
  AUTO: 'Used where the store knows them; elsewhere each object is read back after it was written.',
  REQUIRED: 'A store that keeps no SHA-256 of uploads is INVALID.',
});
export const S3EncryptionEnum = enumOf('S3Encryption', 'How the store encrypts new objects.', {
  BUCKET_DEFAULT: 'As the bucket is set.',
  AES256: 'With keys of the store.',
  AWS_KMS: 'With a key of a key management service.',
});
export const StoreChecksumsEnum = enumOf('StoreChecksums', 'What a store was seen to do about checksums.', {
  SHA256: 'It holds each upload against its SHA-256 and keeps it.',
  NONE: 'It keeps none: each object is read back after it was written.',
});
export const StoreVersioningEnum = enumOf('StoreVersioning', 'Whether a bucket keeps old versions.', {
  ENABLED: 'It does.',
  SUSPENDED: 'It did.',
  OFF: 'It does not.',
  UNKNOWN: 'The key may not ask, or the store does not tell.',
});
export const StoreObjectLockEnum = enumOf('StoreObjectLock', 'Whether objects of a bucket can be locked.', {
  ON: 'They can.',
  OFF: 'They cannot.',
  UNKNOWN: 'The key may not ask, or the store does not tell.',
});
export const RetentionModeEnum = enumOf('RetentionMode', 'How a lock holds.', {
  GOVERNANCE: 'Who has a special right may lift it; Holdfast does not try.',
  COMPLIANCE: 'Nobody may lift it.',
});
export const LocationAccessEnum = enumOf('LocationAccess', 'How a backup location is reached.', {
  CREDENTIALS: 'By Holdfast, with credentials of its own or the rights of its process.',
  WORKLOAD_IDENTITY: 'By each cluster with its Workload Identity (federated mode).',
});
export const EngineNameEnum = enumOf('EngineName', 'Who does the work of a backup.', {
  DIRECT: 'The built-in engine: reads the Kubernetes API and writes to the location.',
  STORK: 'Stork on the cluster, on the instruction of Holdfast (federated mode).',
});
export const BackupLayoutEnum = enumOf('BackupLayout', 'How a backup lies in its location.', {
  HOLDFAST: "Holdfast's own: a manifest and compressed frames.",
  STORK: "Stork's: JSON files below the namespace, name and UID of its ApplicationBackup.",
});
export const StageEnum = enumOf('Stage', 'Where a running backup stands, in the order of the run.', {
  PLAN: 'Looks which of the requested namespaces exist, and freezes the plan.',
  PRE_EXEC: 'Rules before the snapshots.',
  VOLUMES: 'Snapshots of the volumes are cut.',
  POST_EXEC: 'Rules after the snapshots.',
  RESOURCES: 'Resources are read from the cluster and written to the location.',
  COMMIT: 'Looks at the namespaces again and writes the manifest.',
});
export const ObjectChangeEnum = enumOf('ObjectChange', 'How an object differs.', {
  ADDED: 'Only the later side has it.',
  REMOVED: 'Only the earlier side has it.',
  CHANGED: 'Both have it, and they differ.',
});
export const NamespaceFateEnum = enumOf('NamespaceFate', 'What became of one requested namespace.', {
  REQUESTED: 'The plan is not made yet.',
  INCLUDED: 'It exists and is part of the backup.',
  MISSING: 'It was absent or Terminating when the backup began.',
  LOST: 'It vanished, began to terminate or was re-created during the backup.',
});
export const VerificationResultEnum = enumOf(
  'VerificationResult',
  'What reading a backup back whole found.',
  {
    INTACT: 'Every digest is right and every object parses.',
    DAMAGED: 'Something is missing or is not what was written.',
  },
);
export const IssueCodeEnum = enumOf('IssueCode', 'What went wrong in a backup.', meaningsOf(ISSUE_CATALOG));
export const IssueEffectEnum = enumOf('IssueEffect', 'What an issue does to the state: the worst one wins.', {
  FAILURE: 'The backup fails.',
  PARTIAL_SUCCESS: 'The backup is at most a Partial Success.',
  NOTE: 'The state stays as it is.',
});
export const IssueSubjectKindEnum = enumOf('IssueSubjectKind', 'What an issue is about.', {
  NAMESPACE: 'A namespace, by its name.',
  RESOURCE_KIND: 'A kind of resource, as kubectl names it.',
  VOLUME: 'A volume claim: `<namespace>/<name>`.',
  MACHINE: 'A virtual machine: `<namespace>/<name>`.',
  CLUSTER: 'The cluster.',
  LOCATION: 'The backup location.',
  BACKUP: 'The backup itself.',
});
export const RoleEnum = enumOf('Role', 'What a person may do. docs/people.md has the whole table.', {
  SUPER_ADMIN: 'Everything, users and tokens of others too.',
  INFRA_ADMIN: 'Clusters, backup locations, alert routes and deliveries.',
  APP_ADMIN: 'All schedules, backups and alerts.',
  APP_USER: 'Creates schedules and backups, and changes those that they own.',
  AUDITOR: 'Reads everything, with users and the audit trail, and changes nothing.',
});
export const ErrorCodeEnum = enumOf(
  'ErrorCode',
  'Codes of `errors[].extensions.code`.',
  meaningsOf(ALL_ERRORS),
);
export const AlertKindEnum = enumOf('AlertKind', 'What an alert is about.', ALERT_MEANINGS);
export const AlertSubjectEnum = enumOf('AlertSubject', 'What an alert is raised on.', {
  BackupSchedule: 'A backup schedule.',
  Cluster: 'A cluster: every schedule on it shares the alert.',
  BackupLocation: 'A backup location: every schedule that writes to it shares the alert.',
  ClusterDiscovery: 'A cluster discovery.',
});

const BACKUP_EVENTS = {
  BACKUP_REQUESTED: 'Somebody asked for the backup.',
  BACKUP_CLAIMED: 'A worker took it up: a new attempt begins.',
  BACKUP_STAGE_ENTERED: 'A stage of the run began.',
  BACKUP_PROGRESSED: 'More objects were read.',
  BACKUP_CANCEL_REQUESTED: 'Somebody asked to cancel it.',
  BACKUP_FINISHED: 'The run ended: the state says how.',
  BACKUP_EDITED: 'Its name or labels were changed.',
  BACKUP_VERIFICATION_REQUESTED: 'It is to be read back whole.',
  BACKUP_VERIFICATION_PROGRESSED: 'More of it was read back.',
  BACKUP_VERIFIED: 'It was read back whole.',
  BACKUP_VERIFICATION_STOPPED: 'The reading back was cancelled or failed: nothing was found out.',
  BACKUP_FOUND: 'A rescan or a sync found it in its location.',
  BACKUP_VANISHED: 'A sync did not find it in its location any more: it is marked.',
  BACKUP_RETURNED: 'A sync found it in its location again.',
  BACKUP_DELETING: 'Its deletion began.',
  BACKUP_DELETION_STEP_ENTERED: 'A step of its deletion began.',
  BACKUP_DELETION_DELAYED: 'An attempt at its deletion did not come to its end: it is tried again.',
  BACKUP_DELETED: 'It is gone, also from its location.',
  BACKUP_FORCE_DELETED: 'Its record is gone: its data stays in its location.',
} as const satisfies Partial<Record<EventType, string>>;
export type BackupEventType = keyof typeof BACKUP_EVENTS;
export const BACKUP_EVENT_TYPES: ReadonlySet<EventType> = new Set(
  Object.keys(BACKUP_EVENTS) as BackupEventType[],
);
export const BackupEventTypeEnum = enumOf('BackupEventType', 'What happened to a backup.', BACKUP_EVENTS);

const ALERT_EVENTS = {
  ALERT_OPENED: 'Something went wrong that no open alert tells of.',
  ALERT_COUNTED: 'It went wrong again in the same way.',
  ALERT_CHANGED: 'It went wrong again with other namespaces: an acknowledgement is void.',
  ALERT_ACKNOWLEDGED: 'Somebody has taken note of it.',
  ALERT_SNOOZED: 'Somebody wants no pings about it for a while.',
  ALERT_UNSNOOZED: 'It pings again: somebody said so, or the snooze is over.',
  ALERT_REMINDED: 'People were reminded of it.',
  ALERT_CLOSED: 'It is over.',
} as const satisfies Partial<Record<EventType, string>>;
export type AlertEventType = keyof typeof ALERT_EVENTS;
export const ALERT_EVENT_TYPES: ReadonlySet<EventType> = new Set(
  Object.keys(ALERT_EVENTS) as AlertEventType[],
);
export const AlertEventTypeEnum = enumOf('AlertEventType', 'What happened to an alert.', ALERT_EVENTS);

const SCHEDULE_EVENTS = {
  SCHEDULE_CREATED: 'It was created.',
  SCHEDULE_EDITED: 'Its namespaces or anything else of it were changed.',
  SCHEDULE_STATE_CHANGED: 'It was suspended or resumed.',
  SCHEDULE_DELETED: 'It is gone.',
  CYCLE_STARTED: 'One of its due times has come.',
  CYCLE_SKIPPED: 'A due time left no backup.',
  CYCLE_ENDED: 'A cycle has ended with a backup: the missing list and the due times are as they are now.',
} as const satisfies Partial<Record<EventType, string>>;
export type ScheduleEventType = keyof typeof SCHEDULE_EVENTS;
export const SCHEDULE_EVENT_TYPES: ReadonlySet<EventType> = new Set(
  Object.keys(SCHEDULE_EVENTS) as ScheduleEventType[],
);
export const ScheduleEventTypeEnum = enumOf(
  'BackupScheduleEventType',
  'What happened to a backup schedule.',
  SCHEDULE_EVENTS,
);
export const MachineFateEnum = enumOf('MachineFate', 'What became of a virtual machine at the plan.', {
  INCLUDED: 'It was there.',
  MISSING: 'It was asked for by name and was not there.',
});
export const MachineOutcomeEnum = enumOf('MachineOutcome', 'What of a virtual machine is backed up.', {
  SUCCESS: 'All of it.',
  PARTIAL_SUCCESS: 'Only some of its volumes.',
  FAILURE: 'None of its volumes, or it could not be read itself.',
});
export const QuiesceEndEnum = enumOf('QuiesceEnd', 'How the guest of a virtual machine was quieted.', {
  FROZEN: 'Its file systems were frozen while its volumes were cut.',
  SKIPPED: 'They could not be: it is paused or stopped, or no guest agent answers.',
  FAILED: 'It was tried and failed: its snapshots are as after a loss of power.',
});
