/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** An alert to take note of. */
export type AcknowledgeAlertInput = {
  /** UUID of the alert. */
  readonly id: string;
};

/** What Slack said. */
export type AcknowledgeDeliveryInput = {
  /** Where the message stands. */
  readonly channelId?: string | null | undefined;
  /** The word of the claim. */
  readonly claim: string;
  /** Slack's error code. */
  readonly errorCode?: string | null | undefined;
  /** UUID of the delivery. */
  readonly id: string;
  /** What became of it. */
  readonly outcome: DeliveryOutcome;
  /** How long Slack asks to wait. */
  readonly retryAfterSeconds?: number | null | undefined;
  /** Its timestamp there. */
  readonly ts?: string | null | undefined;
};

/** Who does things. */
export type ActorKind =
  /** A program with a token of its own, such as the Slack bot. */
  | 'SERVICE'
  /** A part of Holdfast itself. */
  | 'SYSTEM'
  /** A person with a token. */
  | 'USER';

/** Namespaces to put on the list of a schedule, from its next cycle on. */
export type AddNamespacesToScheduleInput = {
  /** Names of namespaces that exist in the cluster. */
  readonly namespaces: ReadonlyArray<string>;
  /** UUID of the schedule. */
  readonly scheduleId: string;
  /** The `selectionVersion` that the change is based on. */
  readonly selectionVersion: number;
};

/** A message of ours that the outbox lost sight of, found by a click on it. */
export type AdoptMessageInput = {
  /** Where it stands. */
  readonly channelId: string;
  /** UUID that its metadata carries. */
  readonly deliveryId: string;
  /** Its timestamp there. */
  readonly ts: string;
};

/** What happened to an alert. */
export type AlertChangeKind =
  /** Somebody sees to it. */
  | 'ACKNOWLEDGED'
  /** Namespaces were added to its schedule. */
  | 'ADDED'
  /** It is about other namespaces, or has another cause. */
  | 'CHANGED'
  /** It is over. */
  | 'CLOSED'
  /** Namespaces were excluded from its schedule. */
  | 'EXCLUDED'
  /** It was opened. */
  | 'OPENED'
  /** It is open still. */
  | 'REMINDED'
  /** The last exclude or add was taken back. */
  | 'REVERTED'
  /** Somebody has silenced it for a while. */
  | 'SNOOZED'
  /** It is silent no more. */
  | 'UNSNOOZED';

/** What happened to an alert. */
export type AlertEventType =
  /** Somebody has taken note of it. */
  | 'ALERT_ACKNOWLEDGED'
  /** It went wrong again with other namespaces: an acknowledgement is void. */
  | 'ALERT_CHANGED'
  /** It is over. */
  | 'ALERT_CLOSED'
  /** It went wrong again in the same way. */
  | 'ALERT_COUNTED'
  /** Something went wrong that no open alert tells of. */
  | 'ALERT_OPENED'
  /** People were reminded of it. */
  | 'ALERT_REMINDED'
  /** Somebody wants no pings about it for a while. */
  | 'ALERT_SNOOZED'
  /** It pings again: somebody said so, or the snooze is over. */
  | 'ALERT_UNSNOOZED';

/** Which alerts to list: all conditions together. */
export type AlertFilterInput = {
  /** Only those that somebody sees to (true), or nobody (false). */
  readonly acknowledged?: boolean | null | undefined;
  /** Only those about this cluster or a schedule of it. */
  readonly clusterId?: string | null | undefined;
  /** Only those of these kinds. */
  readonly kinds?: ReadonlyArray<AlertKind> | null | undefined;
  /** Only those that are open (true), or closed (false). */
  readonly open?: boolean | null | undefined;
  /** Only those opened before this moment. */
  readonly openedBefore?: string | null | undefined;
  /** Only those opened at this moment or later. */
  readonly openedFrom?: string | null | undefined;
  /** Only those opened in this stretch of time; not together with openedFrom. */
  readonly openedWithin?: RecentTime | null | undefined;
  /** Only those about this schedule, its cluster or its location. */
  readonly scheduleId?: string | null | undefined;
  /** Only those that are snoozed now (true), or are not (false). */
  readonly snoozed?: boolean | null | undefined;
};

/** What an alert is about. */
export type AlertKind =
  /** a backup was read back and is damaged: make a new one, and delete it or verify it again when its location is mended */
  | 'BACKUP_DAMAGED'
  /** backups fail: see the issues of the latest one */
  | 'BACKUP_FAILED'
  /** backups fail because the cluster cannot be reached or refuses its credential */
  | 'CLUSTER_BAD'
  /** a cluster discovery failed: clusters of its garden are neither found nor kept up until it succeeds */
  | 'CLUSTER_DISCOVERY_CONFIG_FAILED'
  /** backups are partial for another reason than missing namespaces: see the issues of the latest one */
  | 'INCOMPLETE_BACKUP'
  /** backups fail because the backup location cannot be used */
  | 'LOCATION_BAD'
  /** backups go on without namespaces that are gone: exclude them from the schedule, or create them again */
  | 'MISSING_NAMESPACES'
  /** several due times in a row have left no good backup */
  | 'NOTHING_PRODUCED'
  /** the only namespace of the schedule is gone: no backup is made until it is back */
  | 'ONLY_NAMESPACE_GONE'
  /** a sync of the backup location failed: what lies there and is not known stays so until a sync succeeds */
  | 'SYNC_FAILED';

/** What Slack has answered of a route. */
export type AlertRouteState =
  /** Slack refused the channel, or the token itself: `stateReason` is its word. */
  | 'BROKEN'
  /** Nothing yet. */
  | 'UNCHECKED'
  /** The last message to its channel arrived. */
  | 'WORKING';

/** What alerts can be sorted by. */
export type AlertSortField =
  /** When its namespaces or its message changed last. */
  | 'CHANGED_AT'
  /** How many times it was counted. */
  | 'COUNT'
  /** When it was counted last. */
  | 'LAST_SEEN_AT'
  /** When it was opened. */
  | 'OPENED_AT';

/** The order of a list of alerts. */
export type AlertSortInput = {
  /** What to sort by. */
  readonly by: AlertSortField;
  /** Which end comes first; ASC for names and DESC for all else when not given. */
  readonly direction?: SortDirection | null | undefined;
};

/** Where people stand with an alert. */
export type AlertStanding =
  /** It is over. */
  | 'CLOSED'
  /** Nobody has done anything that would end it. */
  | 'OPEN'
  /** Some of its namespaces are off the schedule, some are still missing. */
  | 'PARTLY_HANDLED'
  /** Somebody wants no pings about it until a time, or until it changes. */
  | 'SNOOZED'
  /** All of its namespaces are off the schedule: the next cycle closes it. */
  | 'WAITING_FOR_NEXT_CYCLE';

/** What an alert is raised on. */
export type AlertSubject =
  /** A backup location: every schedule that writes to it shares the alert. */
  | 'BackupLocation'
  /** A backup schedule. */
  | 'BackupSchedule'
  /** A cluster: every schedule on it shares the alert. */
  | 'Cluster'
  /** A cluster discovery. */
  | 'ClusterDiscovery';

/** Through which door something was asked. */
export type AuditDoor =
  /** With a token of their own, by any client of the API. */
  | 'API'
  /** The same, by a client that calls itself the command line of Holdfast. */
  | 'COMMAND_LINE'
  /** By Holdfast itself: retention, configuration, what runs by the clock. */
  | 'JOB'
  /** By something that was done in Slack. */
  | 'SLACK';

/** What came of a request for a change. */
export type AuditOutcome =
  /** It was done. */
  | 'APPLIED'
  /** By a fault, of Holdfast or of what it depends on. */
  | 'FAILED'
  /** By a right, a state or a rule. */
  | 'REFUSED'
  /** It was so already. */
  | 'UNCHANGED';

/** A backup schedule to run a cycle of now. */
export type BackUpScheduleNowInput = {
  /** UUID of the schedule. */
  readonly id: string;
};

/** What happened to a backup. */
export type BackupEventType =
  /** Somebody asked to cancel it. */
  | 'BACKUP_CANCEL_REQUESTED'
  /** A worker took it up: a new attempt begins. */
  | 'BACKUP_CLAIMED'
  /** It is gone, also from its location. */
  | 'BACKUP_DELETED'
  /** Its deletion began. */
  | 'BACKUP_DELETING'
  /** An attempt at its deletion did not come to its end: it is tried again. */
  | 'BACKUP_DELETION_DELAYED'
  /** A step of its deletion began. */
  | 'BACKUP_DELETION_STEP_ENTERED'
  /** Its name or labels were changed. */
  | 'BACKUP_EDITED'
  /** The run ended: the state says how. */
  | 'BACKUP_FINISHED'
  /** Its record is gone: its data stays in its location. */
  | 'BACKUP_FORCE_DELETED'
  /** A rescan or a sync found it in its location. */
  | 'BACKUP_FOUND'
  /** More objects were read. */
  | 'BACKUP_PROGRESSED'
  /** Somebody asked for the backup. */
  | 'BACKUP_REQUESTED'
  /** A sync found it in its location again. */
  | 'BACKUP_RETURNED'
  /** A stage of the run began. */
  | 'BACKUP_STAGE_ENTERED'
  /** A sync did not find it in its location any more: it is marked. */
  | 'BACKUP_VANISHED'
  /** More of it was read back. */
  | 'BACKUP_VERIFICATION_PROGRESSED'
  /** It is to be read back whole. */
  | 'BACKUP_VERIFICATION_REQUESTED'
  /** The reading back was cancelled or failed: nothing was found out. */
  | 'BACKUP_VERIFICATION_STOPPED'
  /** It was read back whole. */
  | 'BACKUP_VERIFIED';

/** Which backups to list: all conditions together. */
export type BackupFilterInput = {
  /** Only those of this cluster. */
  readonly clusterId?: string | null | undefined;
  /** Only those created before this moment. */
  readonly createdBefore?: string | null | undefined;
  /** Only those created at this moment or later. */
  readonly createdFrom?: string | null | undefined;
  /** Only those created in this stretch of time; not together with createdFrom. */
  readonly createdWithin?: RecentTime | null | undefined;
  /** Only those that hold this namespace. */
  readonly includesNamespace?: string | null | undefined;
  /** Only those that have each of these labels. */
  readonly labels?: ReadonlyArray<LabelConditionInput> | null | undefined;
  /** Only those in this location. */
  readonly locationId?: string | null | undefined;
  /** Only those that were asked for this namespace and lack it: it was missing, or was lost. */
  readonly missesNamespace?: string | null | undefined;
  /** Only those whose name contains this, in any case: 128 characters at most. */
  readonly nameContains?: string | null | undefined;
  /** Only those of this owner. */
  readonly ownerId?: string | null | undefined;
  /** Only those that cycles of this schedule made. */
  readonly scheduleId?: string | null | undefined;
  /** Only those in one of these states. */
  readonly states?: ReadonlyArray<BackupState> | null | undefined;
};

/** What a key for backups is. */
export type BackupKeyKind =
  /** A file with 32 random bytes. */
  | 'KEY_FILE'
  /** A passphrase. */
  | 'PASSPHRASE';

/** How a backup lies in its location. */
export type BackupLayout =
  /** Holdfast's own: a manifest and compressed frames. */
  | 'HOLDFAST'
  /** Stork's: JSON files below the namespace, name and UID of its ApplicationBackup. */
  | 'STORK';

/** Which backup locations to list: all conditions together. */
export type BackupLocationFilterInput = {
  /** Only those that are reached in one of these ways. */
  readonly access?: ReadonlyArray<LocationAccess> | null | undefined;
  /** Only those created before this moment. */
  readonly createdBefore?: string | null | undefined;
  /** Only those created at this moment or later. */
  readonly createdFrom?: string | null | undefined;
  /** Only those created in this stretch of time; not together with createdFrom. */
  readonly createdWithin?: RecentTime | null | undefined;
  /** Only those that have each of these labels. */
  readonly labels?: ReadonlyArray<LabelConditionInput> | null | undefined;
  /** Only those whose name contains this, in any case: 128 characters at most. */
  readonly nameContains?: string | null | undefined;
  /** Only those of this owner. */
  readonly ownerId?: string | null | undefined;
  /** Only those in one of these states. */
  readonly states?: ReadonlyArray<BackupLocationState> | null | undefined;
};

/** What backup locations can be sorted by. */
export type BackupLocationSortField =
  /** When it was created. */
  | 'CREATED_AT'
  /** Its name. */
  | 'NAME';

/** The order of a list of backup locations. */
export type BackupLocationSortInput = {
  /** What to sort by. */
  readonly by: BackupLocationSortField;
  /** Which end comes first; ASC for names and DESC for all else when not given. */
  readonly direction?: SortDirection | null | undefined;
};

/** State of a backup location, by the state matrix. */
export type BackupLocationState =
  /** Invalid: validation of the backup location failed, so it can neither be accessed nor restored from */
  | 'INVALID'
  /** Unchecked: the location has not been looked at yet */
  | 'UNCHECKED'
  /** Valid: suitable for creating manual or scheduled backups */
  | 'VALID';

/** One object of a backup. */
export type BackupObjectInput = {
  /** UUID of the backup. */
  readonly backupId: string;
  /** Name. */
  readonly name: string;
  /** Namespace, as it was called when it was backed up; not given for what is cluster-scoped. */
  readonly namespace?: string | null | undefined;
  /** `resource` or `resource.group`, as kubectl names it. */
  readonly resource: string;
};

/** What happened to a backup schedule. */
export type BackupScheduleEventType =
  /** A cycle has ended with a backup: the missing list and the due times are as they are now. */
  | 'CYCLE_ENDED'
  /** A due time left no backup. */
  | 'CYCLE_SKIPPED'
  /** One of its due times has come. */
  | 'CYCLE_STARTED'
  /** It was created. */
  | 'SCHEDULE_CREATED'
  /** It is gone. */
  | 'SCHEDULE_DELETED'
  /** Its namespaces or anything else of it were changed. */
  | 'SCHEDULE_EDITED'
  /** It was suspended or resumed. */
  | 'SCHEDULE_STATE_CHANGED';

/** Which backup schedules to list: all conditions together. */
export type BackupScheduleFilterInput = {
  /** Only those of this cluster. */
  readonly clusterId?: string | null | undefined;
  /** Only those created before this moment. */
  readonly createdBefore?: string | null | undefined;
  /** Only those created at this moment or later. */
  readonly createdFrom?: string | null | undefined;
  /** Only those created in this stretch of time; not together with createdFrom. */
  readonly createdWithin?: RecentTime | null | undefined;
  /** Only those whose last cycle missed a namespace (true), or missed none (false). */
  readonly hasMissing?: boolean | null | undefined;
  /** Only those with this namespace on their named list. */
  readonly includesNamespace?: string | null | undefined;
  /** Only those that have each of these labels. */
  readonly labels?: ReadonlyArray<LabelConditionInput> | null | undefined;
  /** Only those that write to this location. */
  readonly locationId?: string | null | undefined;
  /** Only those whose name contains this, in any case: 128 characters at most. */
  readonly nameContains?: string | null | undefined;
  /** Only those of this owner. */
  readonly ownerId?: string | null | undefined;
  /** Only those in one of these states. */
  readonly states?: ReadonlyArray<BackupScheduleState> | null | undefined;
};

/** What backup schedules can be sorted by. */
export type BackupScheduleSortField =
  /** When it was created. */
  | 'CREATED_AT'
  /** Its name. */
  | 'NAME'
  /** When it is due next; one that is not due by itself counts as later than all. */
  | 'NEXT_DUE_AT';

/** The order of a list of backup schedules. */
export type BackupScheduleSortInput = {
  /** What to sort by. */
  readonly by: BackupScheduleSortField;
  /** Which end comes first; ASC for names and DESC for all else when not given. */
  readonly direction?: SortDirection | null | undefined;
};

/** State of a backup schedule, by the state matrix. */
export type BackupScheduleState =
  /** Active: backups are created at the specified times */
  | 'ACTIVE'
  /** Suspended: paused: no backups are created */
  | 'SUSPENDED';

/** What backups can be sorted by. */
export type BackupSortField =
  /** When it was asked for. */
  | 'CREATED_AT'
  /** When it ended; one that runs counts as later than all. */
  | 'FINISHED_AT'
  /** Its name. */
  | 'NAME'
  /** How many bytes its objects have. */
  | 'SIZE';

/** The order of a list of backups. */
export type BackupSortInput = {
  /** What to sort by. */
  readonly by: BackupSortField;
  /** Which end comes first; ASC for names and DESC for all else when not given. */
  readonly direction?: SortDirection | null | undefined;
};

/** State of a backup, by the state matrix. */
export type BackupState =
  /** Deleting: its data is being removed from the location */
  | 'DELETING'
  /** Failure: none of the volumes or resources are backed up successfully, or a namespace vanished during the run: nothing can be restored from it */
  | 'FAILURE'
  /** In-Progress: the backup operation is ongoing */
  | 'IN_PROGRESS'
  /** Partial Success: only some volumes or namespaces are backed up: what is missing is listed and the rest can be restored */
  | 'PARTIAL_SUCCESS'
  /** Success: all associated resources are successfully backed up */
  | 'SUCCESS';

/** Why a sync failed. */
export type BackupSyncFailure =
  /** several workers took it up and none came to its end */
  | 'ATTEMPTS_EXHAUSTED'
  /** the cluster could not be asked */
  | 'CLUSTER_FAILED'
  /** a fault of Holdfast itself; the log has the cause */
  | 'INTERNAL_ERROR'
  /** the cluster did not come to the end of its listing */
  | 'LISTING_FAILED'
  /** no active cluster has a valid connection to the location */
  | 'NO_ELIGIBLE_CLUSTER';

/** Which syncs to list: all conditions together. */
export type BackupSyncFilterInput = {
  /** Only those of this location. */
  readonly locationId?: string | null | undefined;
  /** Only those in one of these states. */
  readonly states?: ReadonlyArray<BackupSyncState> | null | undefined;
};

/** State of a sync, by the state matrix. */
export type BackupSyncState =
  /** Completed: ended: the list of backups shows the location as it is */
  | 'COMPLETED'
  /** Failed: ended with an error: nothing was removed */
  | 'FAILED'
  /** In Progress: running: no other sync can start for the same bucket until it ends */
  | 'IN_PROGRESS'
  /** Pending: triggered and not yet started */
  | 'PENDING';

/** One thing that somebody did in Slack, as its signed request said. */
export type BeginInteractionInput = {
  /** For the audit trail: `exclude`, `/backup status`. */
  readonly action: string;
  /** The channel it happened in. */
  readonly channelId?: string | null | undefined;
  /** Natural key of the payload; the same one again is a DUPLICATE. */
  readonly key: string;
  /** What was done. */
  readonly kind: InteractionKind;
  /** The message that was clicked. */
  readonly messageTs?: string | null | undefined;
  /** Root fields that the token shall be good for. */
  readonly operations: ReadonlyArray<string>;
  /** Id of the Slack user, verified. */
  readonly slackUserId: string;
  /** Name of the Slack user. */
  readonly slackUserName: string;
  /** What Slack says of the user. */
  readonly standing: SlackStanding;
  /** Id of the workspace, verified. */
  readonly teamId: string;
};

/** The Slack user who wants to be known. */
export type BeginSlackLinkInput = {
  /** Id of the Slack user, verified. */
  readonly slackUserId: string;
  /** Name of the Slack user. */
  readonly slackUserName: string;
  /** Id of the workspace, verified. */
  readonly teamId: string;
  /** Name of the workspace. */
  readonly teamName: string;
};

/** A running backup to cancel. */
export type CancelBackupInput = {
  /** UUID of the backup. */
  readonly id: string;
};

/** A backup whose reading back is to stop. */
export type CancelBackupVerificationInput = {
  /** UUID of the backup. */
  readonly id: string;
};

/** A running restore to cancel. */
export type CancelRestoreInput = {
  /** UUID of the restore. */
  readonly id: string;
};

/** Labels to set and to take away; all others stay. */
export type ChangeLabelsInput = {
  /** The `version` that the change is based on. */
  readonly expectedVersion: number;
  /** Its UUID. */
  readonly id: string;
  /** Keys of labels to take away; one that is not there is no fault. */
  readonly remove?: ReadonlyArray<string> | null | undefined;
  /** What it is. */
  readonly resource: LabelledResource;
  /** Labels to set, whether they are there or not. */
  readonly set?: ReadonlyArray<LabelInput> | null | undefined;
};

/** What a bot takes. */
export type ClaimDeliveriesInput = {
  /** How many at most: 1 to 100. */
  readonly first: number;
  /** Name of the process that takes them: for logs. */
  readonly worker: string;
};

/** State of a cluster discovery, by the state matrix. */
export type ClusterDiscoveryState =
  /** Deleting: the configuration is being removed: no editing and no further deletion */
  | 'DELETING'
  /** Failed: discovery met an error, such as a Gardener API connectivity failure or an expired token: the alert ClusterDiscoveryConfigFailed fires */
  | 'FAILED'
  /** In Progress: discovery is scanning the Gardener API for shoot clusters that match the label selector: no manual discovery and no editing meanwhile */
  | 'IN_PROGRESS'
  /** Success: discovery completed: all matching shoot clusters are registered or updated */
  | 'SUCCESS';

/** Which clusters to list: all conditions together. */
export type ClusterFilterInput = {
  /** Only those created before this moment. */
  readonly createdBefore?: string | null | undefined;
  /** Only those created at this moment or later. */
  readonly createdFrom?: string | null | undefined;
  /** Only those created in this stretch of time; not together with createdFrom. */
  readonly createdWithin?: RecentTime | null | undefined;
  /** Only those that have each of these labels. */
  readonly labels?: ReadonlyArray<LabelConditionInput> | null | undefined;
  /** Only those in one of these modes. */
  readonly modes?: ReadonlyArray<OperationMode> | null | undefined;
  /** Only those whose name contains this, in any case: 128 characters at most. */
  readonly nameContains?: string | null | undefined;
  /** Only those of this owner. */
  readonly ownerId?: string | null | undefined;
  /** Only those in one of these states. */
  readonly states?: ReadonlyArray<ClusterState> | null | undefined;
};

/** Why a cluster is in its state. */
export type ClusterReason =
  /** the kubeconfig cannot be used */
  | 'BAD_KUBECONFIG'
  /** the cluster refused or dropped the connection */
  | 'CONNECTION_REFUSED'
  /** the credential has expired */
  | 'CREDENTIAL_EXPIRED'
  /** the cluster refused the credential (401) */
  | 'CREDENTIAL_REFUSED'
  /** the Gardener shoot sleeps: its API server is down on purpose, and nothing is wrong */
  | 'HIBERNATED'
  /** the credential lacks rights that backups need */
  | 'MISSING_RIGHTS'
  /** the name of the cluster's server could not be resolved */
  | 'NAME_NOT_RESOLVED'
  /** not looked at yet */
  | 'NOT_CHECKED'
  /** reachable, and the credential has the rights it needs */
  | 'OK'
  /** the cluster answered with a server error */
  | 'SERVER_ERROR'
  /** Stork was not found on the cluster */
  | 'STORK_MISSING'
  /** Stork is on the cluster, and none of its pods is ready: nobody acts */
  | 'STORK_NOT_READY'
  /** the cluster did not answer in time */
  | 'TIMEOUT'
  /** the cluster's certificate is not the one that the kubeconfig vouches for */
  | 'TLS_MISMATCH'
  /** the server answered something that no Kubernetes API answers */
  | 'UNEXPECTED_ANSWER';

/** What clusters can be sorted by. */
export type ClusterSortField =
  /** When it was registered. */
  | 'CREATED_AT'
  /** Its name. */
  | 'NAME';

/** The order of a list of clusters. */
export type ClusterSortInput = {
  /** What to sort by. */
  readonly by: ClusterSortField;
  /** Which end comes first; ASC for names and DESC for all else when not given. */
  readonly direction?: SortDirection | null | undefined;
};

/** State of a cluster, by the state matrix. */
export type ClusterState =
  /** Active: fully operational and accessible: backups, restores and schedules can be created */
  | 'ACTIVE'
  /** Disconnected: incorrect kubeconfig, missing Stork installation (federated), expired or refused token, missing rights, or never reached since its credential was given */
  | 'DISCONNECTED'
  /** Not Available: worked before and is now inaccessible (possibly down), or its kubeconfig has expired */
  | 'NOT_AVAILABLE'
  /** Unchecked: the cluster has not been looked at yet */
  | 'UNCHECKED';

/** What becomes of the clusters of a discovery that is deleted. */
export type ClustersOnDeletion =
  /** They stay, with their backups and schedules, and are unmanaged when no other discovery finds them. */
  | 'KEEP'
  /** The discovery is not deleted while it has any. */
  | 'REFUSE';

/** A backup, and what it is compared with. */
export type CompareBackupInput = {
  /** UUID of the backup. */
  readonly backupId: string;
  /** Namespaces that have another name on the other side, as a restore gave it. What names them inside the objects is read by the same rule. */
  readonly namespaceMapping?: ReadonlyArray<NameMappingInput> | null | undefined;
  /** Only in these namespaces; in all when not given. */
  readonly namespaces?: ReadonlyArray<string> | null | undefined;
  /** Only these kinds, as kubectl names them; all when not given. */
  readonly resources?: ReadonlyArray<string> | null | undefined;
  /** UUID of the backup it is compared with; a cluster now when not given. */
  readonly withBackupId?: string | null | undefined;
  /** UUID of the cluster it is compared with; the backup's own when neither is given. */
  readonly withClusterId?: string | null | undefined;
};

/** The code that Slack showed. */
export type ConfirmSlackLinkInput = {
  /** In any case, with or without the hyphen. */
  readonly code: string;
};

/** A token to make. */
export type CreateAccessTokenInput = {
  /** What it is good for; FULL when not given. */
  readonly access?: TokenAccess | null | undefined;
  /** From when on it is not valid; no end when not given. */
  readonly expiresAt?: string | null | undefined;
  /** What it is for: 1 to 80 visible characters. */
  readonly name: string;
  /** For access OPERATIONS: the root fields that it is good for, 50 at most. `viewer` and `server` always are. */
  readonly operations?: ReadonlyArray<string> | null | undefined;
  /** UUID of the person whom it is for. */
  readonly userId: string;
};

/** A route to create. Without a filter it gets every alert. */
export type CreateAlertRouteInput = {
  /** Whether messages carry buttons; true when not given. */
  readonly buttons?: boolean | null | undefined;
  /** Id of the channel; the bot must be invited to it. */
  readonly channelId: string;
  /** Only alerts of this cluster. */
  readonly clusterId?: string | null | undefined;
  /** FULL when not given. */
  readonly detail?: RouteDetail | null | undefined;
  /** HH:MM of a daily digest; none when not given. */
  readonly digestAt?: string | null | undefined;
  /** Gets what no other route matches; has no filter. */
  readonly isDefault?: boolean | null | undefined;
  /** Only alerts of schedules with such labels: `team=shop,tier in (web,db),!internal`. */
  readonly labelSelector?: string | null | undefined;
  /** Name, unique among routes. */
  readonly name: string;
  /** Only alerts of this schedule. */
  readonly scheduleId?: string | null | undefined;
  /** IANA time zone of the digest; UTC when not given. */
  readonly timeZone?: string | null | undefined;
};

/** A backup to make now. */
export type CreateBackupInput = {
  /** UUID of the cluster, which must be ACTIVE. */
  readonly clusterId: string;
  /** Which objects to keep; all when not given. */
  readonly filter?: ResourceFilterInput | null | undefined;
  /** Labels; none when not given. */
  readonly labels?: ReadonlyArray<LabelInput> | null | undefined;
  /** UUID of the location, which must be VALID. */
  readonly locationId: string;
  /** Name, unique among backups; made of the cluster and the time when not given. */
  readonly name?: string | null | undefined;
  /** Names of namespaces. One that is absent makes the backup a Partial Success and is listed as missing. This or `virtualMachines`. */
  readonly namespaces?: ReadonlyArray<string> | null | undefined;
  /** UUID of the rule to run when their snapshots are cut; none when not given. */
  readonly postRuleId?: string | null | undefined;
  /** UUID of the rule to run before the volumes are looked at; none when not given. */
  readonly preRuleId?: string | null | undefined;
  /** Virtual machines instead of namespaces, each with what it is made of (CLASSIC mode only). */
  readonly virtualMachines?: MachineSelectionInput | null | undefined;
  /** How to treat volumes; a snapshot of each that can have one when not given. */
  readonly volumes?: VolumeSettingsInput | null | undefined;
};

/** A backup location to create. */
export type CreateBackupLocationInput = {
  /** How it is reached; CREDENTIALS when not given. WORKLOAD_IDENTITY is a bucket without keys for FEDERATED clusters, which Holdfast never touches. */
  readonly access?: LocationAccess | null | undefined;
  /** Take over a folder or prefix whose location this Holdfast does not know, because the database that knew it is lost. A rescan then finds the backups in it. */
  readonly adopt?: boolean | null | undefined;
  /** Labels; none when not given. */
  readonly labels?: ReadonlyArray<LabelInput> | null | undefined;
  /** Name, unique among backup locations: lower case letters, digits, "-" and ".". */
  readonly name: string;
  /** Absolute folder below a configured parent folder; `<first parent>/<name>` when not given. It is created where needed. */
  readonly path?: string | null | undefined;
  /** A bucket instead of a folder. */
  readonly s3?: CreateS3Input | null | undefined;
};

/** A backup schedule to create. */
export type CreateBackupScheduleInput = {
  /** E-mail addresses that its alerts go to, 20 at most; the default ones when not given. */
  readonly alertRecipients?: ReadonlyArray<string> | null | undefined;
  /** UUID of the cluster, which must be ACTIVE. */
  readonly clusterId: string;
  /** Which objects its backups keep; all when not given. */
  readonly filter?: ResourceFilterInput | null | undefined;
  /** How many minutes late a due time of the clock is still made up for; 60 when not given. */
  readonly graceMinutes?: number | null | undefined;
  /** Labels; none when not given. */
  readonly labels?: ReadonlyArray<LabelInput> | null | undefined;
  /** UUID of the location, which must be VALID. */
  readonly locationId: string;
  /** Name, unique among backup schedules: lower case letters, digits, "-" and ".". */
  readonly name: string;
  /** UUID of the rule to run when their snapshots are cut; none when not given. */
  readonly postRuleId?: string | null | undefined;
  /** UUID of the rule to run before the volumes are looked at; none when not given. */
  readonly preRuleId?: string | null | undefined;
  /** Which of its backups to keep. */
  readonly retention: RetentionInput;
  /** Which namespaces to back up. */
  readonly selection: NamespaceSelectionInput;
  /** The time zone of its clock, by its IANA name: `Europe/Berlin`, `UTC`. */
  readonly timeZone: string;
  /** When. */
  readonly timing: ScheduleTimingInput;
  /** How often its backups are read back; as the installation says when not given. */
  readonly verifyEvery?: VerifyEveryInput | null | undefined;
  /** How its backups treat volumes; a snapshot of each that can have one when not given. */
  readonly volumes?: VolumeSettingsInput | null | undefined;
};

/** A cluster discovery to create. */
export type CreateClusterDiscoveryInput = {
  /** Which context of the kubeconfig; needed when it has several. */
  readonly context?: string | null | undefined;
  /** How often it runs by itself, in minutes: 15 at least. Only when somebody asks when not given. */
  readonly intervalMinutes?: number | null | undefined;
  /** The kubeconfig of the garden, as YAML or JSON, 64 KiB at most: server, certificate authority, and a token or client certificate, all inline. Best of a ServiceAccount of the project. It is kept encrypted and never shown again. */
  readonly kubeconfig: string;
  /** Label selector of the shoots: `env=prod,team in (shop,pay)`; all when not given. */
  readonly labelSelector?: string | null | undefined;
  /** Name, unique among cluster discoveries. */
  readonly name: string;
  /** Name of the project whose shoots are wanted; every project when not given. */
  readonly project?: string | null | undefined;
};

/** A rule to create. */
export type CreateExecRuleInput = {
  /** Run one after the other: 1 to 20. */
  readonly actions: ReadonlyArray<ExecActionInput>;
  /** When it is run. */
  readonly kind: RuleKind;
  /** Name, unique among rules. */
  readonly name: string;
};

/** A federated cluster and the backup location that it is to use. */
export type CreateLocationConnectionInput = {
  /** UUID of the cluster: FEDERATED. */
  readonly clusterId: string;
  /** UUID of the location: reached by WORKLOAD_IDENTITY. */
  readonly locationId: string;
};

/** A restore to begin now. */
export type CreateRestoreInput = {
  /** Needed for a backup whose `verification` is DAMAGED: what of it can still be read is brought back, and the rest is told as issues. */
  readonly acceptDamaged?: boolean | null | undefined;
  /** UUID of the backup. */
  readonly backupId: string;
  /** UUID of the cluster to restore to, which must be ACTIVE; that of the backup when not given. */
  readonly clusterId?: string | null | undefined;
  /** Needed for REPLACE, which deletes what differs before it makes it again. */
  readonly confirm?: boolean | null | undefined;
  /** What happens to what is there already and differs. Default KEEP. */
  readonly existing?: ExistingPolicy | null | undefined;
  /** Virtual machines come back stopped (`runStrategy: Halted`); false when not given. */
  readonly haltMachines?: boolean | null | undefined;
  /** Virtual machines keep firmware UUID, serial and MAC addresses; when not given, where their namespace keeps its name. */
  readonly keepMachineIdentity?: boolean | null | undefined;
  /** Name, unique among restores; made of the name of the backup when not given. */
  readonly name?: string | null | undefined;
  /** Namespaces that get another name. A name that the backup does not hold is refused. */
  readonly namespaceMapping?: ReadonlyArray<NameMappingInput> | null | undefined;
  /** Whether Services keep their node ports. Default false. */
  readonly preserveNodePorts?: boolean | null | undefined;
  /** Kinds (`widgets.shop.example.com`) whose status is written back too. */
  readonly restoreStatus?: ReadonlyArray<string> | null | undefined;
  /** What of the backup; all when not given. */
  readonly scope?: RestoreScopeInput | null | undefined;
  /** Storage classes that are exchanged. */
  readonly storageClassMapping?: ReadonlyArray<NameMappingInput> | null | undefined;
  /** Whether volumes come from their snapshots; else claims are made empty. Default true. */
  readonly volumes?: boolean | null | undefined;
};

/** A bucket for backups. */
export type CreateS3Input = {
  /** The key. Given together with its secret. */
  readonly accessKeyId?: string | null | undefined;
  /** Let the endpoint be plain http: everybody on the way can read the backups then. */
  readonly allowHttp?: boolean | null | undefined;
  /** The bucket. It must be there: Holdfast makes none. */
  readonly bucket: string;
  /** PEM: the only authorities whose certificates are trusted, 64 KiB at most. */
  readonly caBundle?: string | null | undefined;
  /** AUTO when never given. */
  readonly checksums?: S3Checksums | null | undefined;
  /** STATIC_KEYS when not given. */
  readonly credentials?: S3Credentials | null | undefined;
  /** `https://host[:port]` of a compatible store; AWS when not given. */
  readonly endpoint?: string | null | undefined;
  /** The bucket in the path of addresses, not in the host name; true by default with an endpoint. */
  readonly forcePathStyle?: boolean | null | undefined;
  /** What the names of all objects begin with, such as `team/a`. No two locations may lie in each other. */
  readonly prefix?: string | null | undefined;
  /** Region of the bucket; us-east-1 when never given. */
  readonly region?: string | null | undefined;
  /** The secret of the key. It is kept encrypted and never shown again. */
  readonly secretAccessKey?: string | null | undefined;
  /** The token of a key that is good for a time. */
  readonly sessionToken?: string | null | undefined;
  /** Encryption by the store. */
  readonly sse?: S3SseInput | null | undefined;
  /** Storage class of new objects, such as STANDARD_IA. */
  readonly storageClass?: string | null | undefined;
};

/** What is shared with whom. */
export type CreateShareInput = {
  /** How far they reach. */
  readonly access: ShareAccess;
  /** The group by its name; one of the identity provider by its path. */
  readonly group?: string | null | undefined;
  /** UUID of the group. */
  readonly groupId?: string | null | undefined;
  /** UUID of the thing. */
  readonly id: string;
  /** Of a cluster: patterns of the namespaces that may be backed up and restored to: `shop-*`, `*` for all. At most 200. */
  readonly namespaces?: ReadonlyArray<string> | null | undefined;
  /** What kind of thing it is. */
  readonly resource: SharedResource;
  /** The person by name or e-mail address. Who has never been here is found where Holdfast may read the directory of the identity provider. */
  readonly user?: string | null | undefined;
  /** UUID of the person. One of `userId`, `groupId`, `user` and `group`. */
  readonly userId?: string | null | undefined;
};

/** A group to make. */
export type CreateUserGroupInput = {
  /** UUIDs of who is in it from now on: 500 at most. */
  readonly memberIds?: ReadonlyArray<string> | null | undefined;
  /** Name, unique among the groups made here: 1 to 80 visible characters, no "/" at the begin. */
  readonly name: string;
};

/** A person to make known. */
export type CreateUserInput = {
  /** E-mail address; none when not given. */
  readonly email?: string | null | undefined;
  /** SERVICE_ACCOUNT for a program; PERSON when not given. It never changes. */
  readonly kind?: UserKind | null | undefined;
  /** Name, unique among users: 1 to 80 visible characters. */
  readonly name: string;
  /** What the person may do. */
  readonly role: Role;
};

/** What became of a cycle. */
export type CycleOutcome =
  /** It ended with a backup, whose state says how good it is. */
  | 'BACKED_UP'
  /** It could not begin, for the reasons it names. */
  | 'FAILED_TO_START'
  /** It is under way. */
  | 'OPEN'
  /** It left no backup, for the reasons it names. */
  | 'SKIPPED';

/** Why there is a cycle. */
export type CycleTrigger =
  /** Due times had passed unseen: one cycle makes up for them. */
  | 'CATCH_UP'
  /** The cycle before lost a namespace: this one starts on a fresh plan. */
  | 'FOLLOW_UP'
  /** A person asked for a backup now. */
  | 'MANUAL'
  /** It was due. */
  | 'PLANNED';

/** A route to delete. */
export type DeleteAlertRouteInput = {
  /** UUID of the route. */
  readonly id: string;
};

/** A backup to delete, with its data in the location. */
export type DeleteBackupInput = {
  /** Delete it also when it holds the only intact copy of namespaces or virtual machines. */
  readonly confirmLastCopy?: boolean | null | undefined;
  /** UUID of the backup. */
  readonly id: string;
};

/** A backup location to remove. Its backups must be gone from Holdfast first; the folder or bucket stays. */
export type DeleteBackupLocationInput = {
  /** UUID of the location. */
  readonly id: string;
};

/** A backup schedule to remove. */
export type DeleteBackupScheduleInput = {
  /** What becomes of its backups; REFUSE when not given. */
  readonly backups?: ScheduleBackups | null | undefined;
  /** UUID of the schedule. */
  readonly id: string;
};

/** A cluster discovery to delete. */
export type DeleteClusterDiscoveryInput = {
  /** What becomes of its clusters; REFUSE when not given. */
  readonly clusters?: ClustersOnDeletion | null | undefined;
  /** UUID of the discovery. */
  readonly id: string;
};

/** A cluster to remove. Its backups must be gone first. */
export type DeleteClusterInput = {
  /** UUID of the cluster. */
  readonly id: string;
};

/** A rule to delete. */
export type DeleteExecRuleInput = {
  /** UUID of the rule. */
  readonly id: string;
};

/** A connection to end. Refused while schedules of the cluster write to the location; its backups stay. */
export type DeleteLocationConnectionInput = {
  /** UUID of the connection. */
  readonly id: string;
};

/** A restore that has ended, whose record is to go. */
export type DeleteRestoreInput = {
  /** UUID of the restore. */
  readonly id: string;
};

/** The share to take back. */
export type DeleteShareInput = {
  /** UUID of the share. */
  readonly id: string;
};

/** A group to delete. */
export type DeleteUserGroupInput = {
  /** UUID of the group. */
  readonly id: string;
};

/** How far a deletion has come. */
export type DeletionStep =
  /** Then its data in the location. */
  | 'DATA'
  /** The manifest goes first: from here on there is no backup any more. */
  | 'MANIFEST'
  /** Then its record. */
  | 'RECORD'
  /** The snapshots of its volumes in the cluster's storage; a cluster that is away is waited for. */
  | 'SNAPSHOTS';

/** What a delivery tells. */
export type DeliveryKind =
  /** The message of the alert, posted once and updated. */
  | 'ALERT'
  /** Once a day. */
  | 'DIGEST'
  /** To one person. */
  | 'NOTICE'
  /** A reply that the channel sees. */
  | 'REMINDER'
  /** A line in its thread. */
  | 'REPLY'
  /** Asked for by a person. */
  | 'TEST'
  /** A message that follows a backup. */
  | 'WATCH';

/** How something is told. */
export type DeliveryMedium =
  /** By a mail that a worker sends. */
  | 'EMAIL'
  /** By a bot that claims it. */
  | 'SLACK';

/** What became of an attempt. */
export type DeliveryOutcome =
  /** It may have been delivered. */
  | 'AMBIGUOUS'
  /** It was told. */
  | 'DELIVERED'
  /** The message to update is gone. */
  | 'GONE'
  /** The channel or the token says no. */
  | 'REFUSED'
  /** Certainly not delivered, may be tried again. */
  | 'UNSENT';

/** Where a delivery stands. */
export type DeliveryState =
  /** Slack may have it or not; it is not posted again blindly. */
  | 'AMBIGUOUS'
  /** Somebody is telling it just now. */
  | 'CLAIMED'
  /** Given up, can be sent again. */
  | 'DEAD'
  /** It was told. */
  | 'DELIVERED'
  /** It waits, for its moment or for another try. */
  | 'PENDING'
  /** A later one says more, or there is nothing to tell any more. */
  | 'SUPERSEDED';

/** Why a cluster discovery is in its state. */
export type DiscoveryReason =
  /** every worker that took the run up stopped before its end */
  | 'ATTEMPTS_EXHAUSTED'
  /** the kubeconfig of the garden cannot be used */
  | 'BAD_KUBECONFIG'
  /** the configuration is being removed */
  | 'BEING_DELETED'
  /** the garden refused or dropped the connection */
  | 'CONNECTION_REFUSED'
  /** the credential for the garden has expired */
  | 'CREDENTIAL_EXPIRED'
  /** the garden refused the credential (401) */
  | 'CREDENTIAL_REFUSED'
  /** a fault of Holdfast itself: the log has the cause */
  | 'INTERNAL_ERROR'
  /** the credential lacks rights in the garden */
  | 'MISSING_RIGHTS'
  /** the name of the garden's server could not be resolved */
  | 'NAME_NOT_RESOLVED'
  /** the server is a cluster without the API of Gardener */
  | 'NO_GARDEN'
  /** every shoot that matches is registered */
  | 'OK'
  /** the garden has no such project */
  | 'PROJECT_NOT_FOUND'
  /** the kubeconfigs of its clusters are being renewed */
  | 'REFRESHING'
  /** the garden is being looked through */
  | 'RUNNING'
  /** the garden answered with a server error */
  | 'SERVER_ERROR'
  /** some shoots could not be registered or updated */
  | 'SHOOTS_FAILED'
  /** the garden did not answer in time */
  | 'TIMEOUT'
  /** the garden's certificate is not the one that the kubeconfig vouches for */
  | 'TLS_MISMATCH'
  /** the server answered something that no garden answers */
  | 'UNEXPECTED_ANSWER';

/** What a run of a cluster discovery does. */
export type DiscoveryRun =
  /** It looks through the garden; kubeconfigs are renewed where two thirds of their life are over. */
  | 'DISCOVER'
  /** The same, and the kubeconfig of every shoot that is awake is renewed. */
  | 'REFRESH';

/** Changes of a route. What is not given stays; null takes a filter or the digest away. */
export type EditAlertRouteInput = {
  /** Whether messages carry buttons. */
  readonly buttons?: boolean | null | undefined;
  /** Another channel: its open alerts are told there, and messages in the old one are left as they are. */
  readonly channelId?: string | null | undefined;
  /** Only alerts of this cluster; null: of any. */
  readonly clusterId?: string | null | undefined;
  /** How much is told. */
  readonly detail?: RouteDetail | null | undefined;
  /** HH:MM of a daily digest; null: none. */
  readonly digestAt?: string | null | undefined;
  /** The `version` that the change is based on. */
  readonly expectedVersion: number;
  /** UUID of the route. */
  readonly id: string;
  /** Whether it gets what no other route matches. */
  readonly isDefault?: boolean | null | undefined;
  /** Only alerts of schedules with such labels; null: of any. */
  readonly labelSelector?: string | null | undefined;
  /** New name. */
  readonly name?: string | null | undefined;
  /** Only alerts of this schedule; null: of any. */
  readonly scheduleId?: string | null | undefined;
  /** IANA time zone of the digest. */
  readonly timeZone?: string | null | undefined;
};

/** Changes of a backup. What is not given stays as it is. */
export type EditBackupInput = {
  /** The `version` that the change is based on. */
  readonly expectedVersion: number;
  /** UUID of the backup. */
  readonly id: string;
  /** All labels from now on. */
  readonly labels?: ReadonlyArray<LabelInput> | null | undefined;
  /** New name. */
  readonly name?: string | null | undefined;
};

/** Changes of a backup location. What is not given stays as it is. */
export type EditBackupLocationInput = {
  /** The `version` that the change is based on. */
  readonly expectedVersion: number;
  /** UUID of the location. */
  readonly id: string;
  /** All labels from now on. */
  readonly labels?: ReadonlyArray<LabelInput> | null | undefined;
  /** New name. */
  readonly name?: string | null | undefined;
  /** Changes of a bucket: it is UNCHECKED then, and looked at afresh at once. */
  readonly s3?: EditS3Input | null | undefined;
};

/** Changes of a backup schedule. What is not given stays as it is. Namespaces of a named list are excluded and added by mutations of their own. */
export type EditBackupScheduleInput = {
  /** All e-mail addresses that its alerts go to from now on; none: the default ones. */
  readonly alertRecipients?: ReadonlyArray<string> | null | undefined;
  /** The `version` that the change is based on. */
  readonly expectedVersion: number;
  /** Which objects its next backups keep, whole; null: all. */
  readonly filter?: ResourceFilterInput | null | undefined;
  /** New grace window in minutes. */
  readonly graceMinutes?: number | null | undefined;
  /** UUID of the schedule. */
  readonly id: string;
  /** All labels from now on. */
  readonly labels?: ReadonlyArray<LabelInput> | null | undefined;
  /** UUID of the location that the next backups go to; those that exist stay where they are. */
  readonly locationId?: string | null | undefined;
  /** New name. */
  readonly name?: string | null | undefined;
  /** UUID of the rule to run when their snapshots are cut; null: none from now on. */
  readonly postRuleId?: string | null | undefined;
  /** UUID of the rule to run before the volumes are looked at; null: none from now on. */
  readonly preRuleId?: string | null | undefined;
  /** New retention, whole. */
  readonly retention?: RetentionInput | null | undefined;
  /** New label selector; only of a schedule that selects by labels. */
  readonly selector?: string | null | undefined;
  /** New time zone, by its IANA name. */
  readonly timeZone?: string | null | undefined;
  /** New timing, whole. */
  readonly timing?: ScheduleTimingInput | null | undefined;
  /** How often its backups are read back from now on. */
  readonly verifyEvery?: VerifyEveryInput | null | undefined;
  /** The virtual machines from now on, whole; only of a schedule of virtual machines. */
  readonly virtualMachines?: MachineSelectionInput | null | undefined;
  /** How its backups treat volumes from now on; parts that are not given stay as they are. */
  readonly volumes?: VolumeSettingsInput | null | undefined;
};

/** Changes of a cluster discovery. What is not given stays as it is; null takes a choice away. */
export type EditClusterDiscoveryInput = {
  /** Which context of the new kubeconfig. */
  readonly context?: string | null | undefined;
  /** The `version` that the change is based on. */
  readonly expectedVersion: number;
  /** UUID of the discovery. */
  readonly id: string;
  /** How often it runs by itself, in minutes: 15 at least; null: only when somebody asks. */
  readonly intervalMinutes?: number | null | undefined;
  /** New kubeconfig of the same garden, as YAML or JSON, 64 KiB at most: server, certificate authority, and a token or client certificate, all inline. Best of a ServiceAccount of the project. It is kept encrypted and never shown again. It is tried at once, by a run. */
  readonly kubeconfig?: string | null | undefined;
  /** Label selector of the shoots; null: all. */
  readonly labelSelector?: string | null | undefined;
  /** New name. */
  readonly name?: string | null | undefined;
  /** Project; null: every one. */
  readonly project?: string | null | undefined;
};

/** Changes of a cluster. What is not given stays as it is. */
export type EditClusterInput = {
  /** Which context of the new kubeconfig. */
  readonly context?: string | null | undefined;
  /** The `version` that the change is based on. */
  readonly expectedVersion: number;
  /** UUID of the cluster. */
  readonly id: string;
  /** New kubeconfig: the cluster is looked at afresh with it. */
  readonly kubeconfig?: string | null | undefined;
  /** All labels from now on. */
  readonly labels?: ReadonlyArray<LabelInput> | null | undefined;
  /** New name. */
  readonly name?: string | null | undefined;
};

/** Changes of a rule. What is not given stays as it is. */
export type EditExecRuleInput = {
  /** All actions from now on. */
  readonly actions?: ReadonlyArray<ExecActionInput> | null | undefined;
  /** The `version` that the change is based on. */
  readonly expectedVersion: number;
  /** UUID of the rule. */
  readonly id: string;
  /** New name. */
  readonly name?: string | null | undefined;
};

/** Changes of a bucket. What is not given stays; an empty text takes a setting away. */
export type EditS3Input = {
  /** The key. Given together with its secret. */
  readonly accessKeyId?: string | null | undefined;
  /** PEM: the only authorities whose certificates are trusted, 64 KiB at most. */
  readonly caBundle?: string | null | undefined;
  /** AUTO when never given. */
  readonly checksums?: S3Checksums | null | undefined;
  /** The bucket in the path of addresses, not in the host name; true by default with an endpoint. */
  readonly forcePathStyle?: boolean | null | undefined;
  /** Region of the bucket; us-east-1 when never given. */
  readonly region?: string | null | undefined;
  /** The secret of the key. It is kept encrypted and never shown again. */
  readonly secretAccessKey?: string | null | undefined;
  /** The token of a key that is good for a time. */
  readonly sessionToken?: string | null | undefined;
  /** Encryption by the store. */
  readonly sse?: S3SseInput | null | undefined;
  /** Storage class of new objects, such as STANDARD_IA. */
  readonly storageClass?: string | null | undefined;
};

/** Changes of a share. What is not given stays as it is. */
export type EditShareInput = {
  /** How far they reach from now on. */
  readonly access?: ShareAccess | null | undefined;
  /** The `version` that the change is based on. */
  readonly expectedVersion: number;
  /** UUID of the share. */
  readonly id: string;
  /** Of a cluster: patterns of the namespaces that may be backed up and restored to: `shop-*`, `*` for all. At most 200. */
  readonly namespaces?: ReadonlyArray<string> | null | undefined;
};

/** Changes of a group. What is not given stays as it is. */
export type EditUserGroupInput = {
  /** UUIDs of who comes in: 500 at most. Who is in it already stays. */
  readonly addMemberIds?: ReadonlyArray<string> | null | undefined;
  /** The `version` that the change is based on. */
  readonly expectedVersion: number;
  /** UUID of the group. */
  readonly id: string;
  /** New name. */
  readonly name?: string | null | undefined;
  /** UUIDs of who goes out: 500 at most. */
  readonly removeMemberIds?: ReadonlyArray<string> | null | undefined;
};

/** Changes of a person. What is not given stays as it is. */
export type EditUserInput = {
  /** New e-mail address; an empty text: none. */
  readonly email?: string | null | undefined;
  /** The `version` that the change is based on. */
  readonly expectedVersion: number;
  /** UUID of the person. */
  readonly id: string;
  /** New name. */
  readonly name?: string | null | undefined;
  /** New role, valid at once. */
  readonly role?: Role | null | undefined;
  /** INACTIVE revokes every token; Slack links do nothing until the person is ACTIVE again. */
  readonly state?: UserState | null | undefined;
};

/** How a backup is stored. */
export type EncryptionState =
  /** Encrypted and authenticated: without one of its keys nobody reads it or changes it unseen. */
  | 'ENCRYPTED'
  /** In the clear: whoever can read the location reads it, with all its Secrets. */
  | 'NONE';

/** Who does the work of a backup. */
export type EngineName =
  /** The built-in engine: reads the Kubernetes API and writes to the location. */
  | 'DIRECT'
  /** Stork on the cluster, on the instruction of Holdfast (federated mode). */
  | 'STORK';

/** Codes of `errors[].extensions.code`. */
export type ErrorCode =
  /** The name or place is taken. */
  | 'ALREADY_EXISTS'
  /** What was asked for with this idempotency key was done, at least in part, but its answer was not kept: the server died or failed in the middle. */
  | 'ANSWER_LOST'
  /** The backup location failed its validation. */
  | 'BACKUP_LOCATION_INVALID'
  /** The backup is encrypted and cannot be opened, or something in it is not what was written. */
  | 'BACKUP_LOCKED'
  /** A sync did not find the data of the backup in its location any more. */
  | 'BACKUP_VANISHED'
  /** The request is no GraphQL request: its body, its size or its way is not what it must be. */
  | 'BAD_REQUEST'
  /** One or more fields of the input are not what they must be. */
  | 'BAD_USER_INPUT'
  /** The cluster could not be reached or refused its credential. */
  | 'CLUSTER_UNAVAILABLE'
  /** Somebody changed the resource since you read it. */
  | 'CONFLICT'
  /** Something that Holdfast depends on (Kubernetes, storage, the database) failed. */
  | 'DEPENDENCY_FAILURE'
  /** The caller is known but has no right to do this. */
  | 'FORBIDDEN'
  /** The document is not GraphQL. */
  | 'GRAPHQL_PARSE_FAILED'
  /** The document asks for what the schema does not have, or for more than one request may ask. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** Other resources need this one. */
  | 'HAS_DEPENDENTS'
  /** The idempotency key was used for another operation or with another input. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** A fault of Holdfast itself. */
  | 'INTERNAL_SERVER_ERROR'
  /** The backup holds the only intact copy of namespaces or of virtual machines. */
  | 'LAST_COPY'
  /** Somebody else made the backup: Holdfast shows and restores it, and deletes nothing of it. */
  | 'MADE_ELSEWHERE'
  /** The operation does not exist in the operation mode of this cluster. */
  | 'MODE_NOT_SUPPORTED'
  /** The cluster has no namespace of this name. */
  | 'NAMESPACE_NOT_FOUND'
  /** There is no exclude or add that could still be taken back. */
  | 'NOTHING_TO_REVERT'
  /** The schedule has no open alert. */
  | 'NOTHING_TO_SNOOZE'
  /** Nothing with this id exists, or the caller may not see it. */
  | 'NOT_FOUND'
  /** No active cluster with a valid connection to the backup location can do it. */
  | 'NO_ELIGIBLE_CLUSTER'
  /** The backup location does not let the backup be deleted yet (object lock). */
  | 'OBJECT_LOCKED'
  /** The same thing is already under way. */
  | 'OPERATION_IN_PROGRESS'
  /** The state of the resource forbids the operation. */
  | 'OPERATION_NOT_ALLOWED'
  /** The document has several operations and none was named, or the named one is not there. */
  | 'OPERATION_RESOLUTION_FAILURE'
  /** The server does not know the query of this hash. */
  | 'PERSISTED_QUERY_NOT_FOUND'
  /** The server keeps no queries. */
  | 'PERSISTED_QUERY_NOT_SUPPORTED'
  /** The caller has tried this too often in a short time. */
  | 'RATE_LIMITED'
  /** The namespaces of this schedule are not edited by list. */
  | 'SCHEDULE_NOT_EDITABLE'
  /** Excluding this would leave the schedule without a namespace. */
  | 'SCHEDULE_WOULD_BE_EMPTY'
  /** The events after the position that was given are kept no longer. */
  | 'STREAM_POSITION_GONE'
  /** It took longer than one request may. */
  | 'TIMED_OUT'
  /** The request carries no token, or one that is unknown, expired or revoked. */
  | 'UNAUTHENTICATED';

/** Namespaces to take off the list of a schedule, from its next cycle on. */
export type ExcludeNamespacesFromScheduleInput = {
  /** UUID of the backup that found them missing: then only names that it lists are taken. */
  readonly backupId?: string | null | undefined;
  /** Names of namespaces, whether they exist or not. */
  readonly namespaces: ReadonlyArray<string>;
  /** UUID of the schedule. */
  readonly scheduleId: string;
  /** The `selectionVersion` that the change is based on. */
  readonly selectionVersion: number;
};

/** One command of a rule: exactly one of podSelector and podName. */
export type ExecActionInput = {
  /** The program and its arguments. No shell is between: for one write `["sh", "-c", "…"]`. Everybody who signs in can read it: no secrets. */
  readonly command: ReadonlyArray<string>;
  /** The container; the first of the pod when not given. */
  readonly container?: string | null | undefined;
  /** Only in these of the namespaces that a backup includes; in all when not given. */
  readonly namespaces?: ReadonlyArray<string> | null | undefined;
  /** What becomes of the backup when it fails; FAIL when not given. */
  readonly onFailure?: FailureMode | null | undefined;
  /** In one pod of each namespace only; in all that match when not given. */
  readonly onePodOnly?: boolean | null | undefined;
  /** Name of one pod. */
  readonly podName?: string | null | undefined;
  /** Label selector of the pods: `app=db,tier in (a,b)`. */
  readonly podSelector?: string | null | undefined;
  /** How long it may take in seconds, 1 to 900; 30 when not given. */
  readonly timeoutSeconds?: number | null | undefined;
};

/** What happens to an object that is there already and differs. */
export type ExistingPolicy =
  /** It stays as it is. */
  | 'KEEP'
  /** It is deleted and made again: needs `confirm`. */
  | 'REPLACE'
  /** It becomes what the backup has, by server-side apply as field manager `holdfast`. */
  | 'UPDATE';

/** What becomes of a backup when a command fails. */
export type FailureMode =
  /** It goes on and says so in a note. */
  | 'CONTINUE'
  /** It ends in Failure. */
  | 'FAIL';

/** A backup of a FEDERATED cluster whose record alone is to go: its data stays in the location. */
export type ForceDeleteBackupInput = {
  /** True: it is understood that the data stays in the location and that nobody here knows of it any more. */
  readonly acknowledgeOrphanedData: boolean;
  /** UUID of the backup. */
  readonly id: string;
};

/** Why a backup is kept beyond its retention. */
export type HeldReason =
  /** It is the newest good one of a day that is kept. */
  | 'DAILY'
  /** It is the newest good one of an hour that is kept. */
  | 'HOURLY'
  /** It holds the last copy of a namespace that was taken off the schedule, or of a virtual machine that was found and is gone. */
  | 'LEFT_SCHEDULE'
  /** It holds the last copy of a namespace that is missing from the cluster, or of a virtual machine that was named and is gone, or that no newer one could hold. */
  | 'MISSING'
  /** It is the newest good one of a month that is kept. */
  | 'MONTHLY'
  /** Its location refuses to delete it before a time. */
  | 'OBJECT_LOCKED'
  /** It is the newest good one of a week that is kept. */
  | 'WEEKLY';

/** A backup of Velero to take over. */
export type ImportVeleroBackupInput = {
  /** UUID of the cluster that it is of: restores go there unless told otherwise. */
  readonly clusterId: string;
  /** UUID of the location that holds Velero's `backups` folder. */
  readonly locationId: string;
  /** Name; `velero-<name>` when not given. */
  readonly name?: string | null | undefined;
  /** UUID of the location that it goes to; the same one when not given. */
  readonly targetLocationId?: string | null | undefined;
  /** What Velero calls it. */
  readonly veleroName: string;
};

/** What somebody did in Slack. */
export type InteractionKind =
  /** Used a button or a menu of a message. */
  | 'BUTTON'
  /** Sent a slash command. */
  | 'COMMAND'
  /** Opened the home tab of the bot. */
  | 'HOME'
  /** Opened, changed or sent a modal. */
  | 'MODAL'
  /** Searched in a menu. */
  | 'OPTIONS';

/** Whether an interaction goes on, or why not. */
export type InteractionOutcome =
  /** The same payload was here before: that one goes on, this one has no effect. */
  | 'DUPLICATE'
  /** People of another workspace than this one are linked. */
  | 'FOREIGN_TEAM'
  /** It goes on with the token. */
  | 'GRANTED'
  /** The person behind the Slack user is disabled. */
  | 'INACTIVE'
  /** Guests, people of other workspaces, bots and deleted users may do nothing. */
  | 'REFUSED_STANDING'
  /** Nobody is known behind the Slack user. */
  | 'UNLINKED';

/** What went wrong in a backup. */
export type IssueCode =
  /** an API group of the cluster does not answer, so its kinds could not be looked for */
  | 'API_GROUP_BROKEN'
  /** every worker that took the backup up stopped before its end */
  | 'ATTEMPTS_EXHAUSTED'
  /** a person cancelled the backup */
  | 'CANCELLED'
  /** a cluster-scoped resource that the namespaces use could not be read */
  | 'CLOSURE_UNREADABLE'
  /** the cluster is a Gardener shoot that was put to sleep: there was nothing to read, and nothing is wrong */
  | 'CLUSTER_HIBERNATED'
  /** the cluster could not be reached or refused its credential */
  | 'CLUSTER_UNAVAILABLE'
  /** the filter names a kind that the cluster does not serve, or no object matches it */
  | 'FILTER_UNMATCHED'
  /** the program that made the imported backup could not back everything up */
  | 'IMPORTED_INCOMPLETE'
  /** the backup of another program could not be read */
  | 'IMPORT_FAILED'
  /** a fault of Holdfast itself: the log has the cause */
  | 'INTERNAL_ERROR'
  /** a kind of resource could not be read */
  | 'KIND_UNREADABLE'
  /** a list was continued after its snapshot had expired */
  | 'LIST_INCONSISTENT'
  /** the backup location could not be used */
  | 'LOCATION_INVALID'
  /** every virtual machine failed */
  | 'MACHINES_ALL_FAILED'
  /** none of the volumes of a virtual machine is backed up, or it could not be read itself */
  | 'MACHINE_FAILED'
  /** a virtual machine could not be frozen, so its snapshots are as after a loss of power */
  | 'MACHINE_FREEZE_FAILED'
  /** a virtual machine that was asked for by name was not there when the backup began */
  | 'MACHINE_MISSING'
  /** the file systems of a virtual machine could not be frozen: it is paused or stopped, or no guest agent answers */
  | 'MACHINE_NOT_FROZEN'
  /** a virtual machine may have stayed frozen until its own time-out */
  | 'MACHINE_THAW_FAILED'
  /** vanished, began to terminate or was re-created during the backup */
  | 'NAMESPACE_LOST'
  /** requested, but absent or Terminating when the backup began */
  | 'NAMESPACE_MISSING'
  /** nothing could be read from the namespaces that exist */
  | 'NOTHING_CAPTURED'
  /** none of the requested namespaces exists: nothing was uploaded */
  | 'NOTHING_PRESENT'
  /** a command that lets an application go on failed */
  | 'POST_RULE_FAILED'
  /** a command that quiets an application failed */
  | 'PRE_RULE_FAILED'
  /** a command of a rule failed, and its rule says to go on */
  | 'RULE_CONTINUED'
  /** Stork ended the backup as failed */
  | 'STORK_FAILED'
  /** an instruction of that name was there already and is somebody else's: it was left as it is */
  | 'STORK_FOREIGN'
  /** somebody deleted the instruction while Stork was working on it */
  | 'STORK_GONE'
  /** Stork ended the backup as a partial success, and not for volumes or namespaces */
  | 'STORK_INCOMPLETE'
  /** Stork stood still: nothing of the backup changed for too long */
  | 'STORK_STALLED'
  /** the backup could not be written to its location */
  | 'UPLOAD_FAILED'
  /** every snapshot that was tried failed */
  | 'VOLUMES_ALL_FAILED'
  /** the snapshot of the volume failed */
  | 'VOLUME_FAILED'
  /** the volume claim vanished, began to terminate or was re-created during the backup */
  | 'VOLUME_LOST'
  /** the volume claim is stored as a resource; the data in the volume is not: there is none yet, nobody asked for it, or that it is skipped was accepted */
  | 'VOLUME_NOT_COPIED'
  /** no snapshot of the volume could be asked for; its claim is stored as a resource */
  | 'VOLUME_SKIPPED';

/** What an issue does to the state: the worst one wins. */
export type IssueEffect =
  /** The backup fails. */
  | 'FAILURE'
  /** The state stays as it is. */
  | 'NOTE'
  /** The backup is at most a Partial Success. */
  | 'PARTIAL_SUCCESS';

/** What an issue is about. */
export type IssueSubjectKind =
  /** The backup itself. */
  | 'BACKUP'
  /** The cluster. */
  | 'CLUSTER'
  /** The backup location. */
  | 'LOCATION'
  /** A virtual machine: `<namespace>/<name>`. */
  | 'MACHINE'
  /** A namespace, by its name. */
  | 'NAMESPACE'
  /** A kind of resource, as kubectl names it. */
  | 'RESOURCE_KIND'
  /** A volume claim: `<namespace>/<name>`. */
  | 'VOLUME';

/** A label that must be there. */
export type LabelConditionInput = {
  /** Its key. */
  readonly key: string;
  /** Its value is one of these, 100 at most; any value when not given. */
  readonly values?: ReadonlyArray<string> | null | undefined;
};

/** One label: a key and its value. */
export type LabelInput = {
  /** Key: letters, digits, ".", "_", "-" and "/". */
  readonly key: string;
  /** Value: up to 63 letters, digits, ".", "_" and "-"; may be empty. */
  readonly value: string;
};

/** What has labels. */
export type LabelledResource =
  /** A backup. */
  | 'Backup'
  /** A backup location. */
  | 'BackupLocation'
  /** A backup schedule. */
  | 'BackupSchedule'
  /** A cluster. */
  | 'Cluster';

/** How a backup location is reached. */
export type LocationAccess =
  /** By Holdfast, with credentials of its own or the rights of its process. */
  | 'CREDENTIALS'
  /** By each cluster with its Workload Identity (federated mode). */
  | 'WORKLOAD_IDENTITY';

/** Which connections to list: all conditions together. */
export type LocationConnectionFilterInput = {
  /** Only those of this cluster. */
  readonly clusterId?: string | null | undefined;
  /** Only those of this location. */
  readonly locationId?: string | null | undefined;
  /** Only those in one of these states. */
  readonly states?: ReadonlyArray<LocationConnectionState> | null | undefined;
};

/** Why a connection of a cluster to a backup location is in its state. */
export type LocationConnectionReason =
  /** the workload identity of the cluster may not use the bucket */
  | 'ACCESS_DENIED'
  /** the cluster finds no such bucket */
  | 'BUCKET_MISSING'
  /** the cluster could not be asked */
  | 'CLUSTER_FAILED'
  /** the cluster sleeps: nothing is wrong, and nobody there could look */
  | 'CLUSTER_HIBERNATED'
  /** the cluster itself cannot be used */
  | 'CLUSTER_NOT_ACTIVE'
  /** the cluster has a BackupLocation of the same name that Holdfast did not make */
  | 'FOREIGN'
  /** not looked at yet */
  | 'NOT_CHECKED'
  /** the cluster did not say in time whether it reaches the location */
  | 'NO_ANSWER'
  /** the cluster says that it reaches the location with its workload identity */
  | 'OK'
  /** the cluster says that it cannot use the location */
  | 'REFUSED'
  /** the cluster knows no backup locations: Stork is not there */
  | 'STORK_MISSING'
  /** the Stork on the cluster does not say whether it reaches a location */
  | 'STORK_TOO_OLD'
  /** the store does not answer the cluster, or asks it to wait */
  | 'UNREACHABLE';

/** State of a connection of a cluster to a backup location, by the state matrix. */
export type LocationConnectionState =
  /** Invalid: the cluster cannot reach the location, typically for missing or misconfigured Workload Identity permissions */
  | 'INVALID'
  /** Unchecked: the connection has not been looked at yet */
  | 'UNCHECKED'
  /** Valid: the cluster can reach the location with its Workload Identity and is eligible for backup, restore and sync */
  | 'VALID';

/** What a backup location is. */
export type LocationKind =
  /** A folder that the workers can write to. */
  | 'FILESYSTEM'
  /** A bucket, or a prefix of one, in S3 or a compatible store. */
  | 'S3';

/** Why a backup location is in its state. */
export type LocationReason =
  /** the credentials are good, and may not do this */
  | 'ACCESS_DENIED'
  /** the bucket is not there */
  | 'BUCKET_MISSING'
  /** the store checks no checksums, and the location requires them */
  | 'CHECKSUMS_MISSING'
  /** the clocks of this machine and of the store differ by more than 15 minutes */
  | 'CLOCK_SKEW'
  /** the clusters that are connected to it sleep */
  | 'CLUSTERS_HIBERNATED'
  /** at least one connected cluster reaches it with its workload identity */
  | 'CONNECTED'
  /** the credentials have expired */
  | 'CREDENTIALS_EXPIRED'
  /** there are no credentials, or the store does not take them */
  | 'CREDENTIALS_INVALID'
  /** the folder is not there */
  | 'FOLDER_MISSING'
  /** the marker file names another location: this is not the folder it was */
  | 'MARKER_FOREIGN'
  /** the marker file is not there: the folder may be an unmounted share */
  | 'MARKER_MISSING'
  /** not looked at yet */
  | 'NOT_CHECKED'
  /** the file system is full */
  | 'NO_SPACE'
  /** no connected cluster reaches it with its workload identity */
  | 'NO_VALID_CONNECTION'
  /** listed, wrote, read back and deleted a file */
  | 'OK'
  /** the folder does not lie below a configured parent folder */
  | 'OUTSIDE_PARENTS'
  /** the folder may not be read or written */
  | 'PERMISSION_DENIED'
  /** what was read back is not what was written */
  | 'READ_BACK_DIFFERS'
  /** the folder cannot be written to */
  | 'READ_ONLY'
  /** the storage answered with an error */
  | 'STORAGE_ERROR'
  /** the store asks for fewer requests */
  | 'THROTTLED'
  /** the storage did not answer in time */
  | 'TIMEOUT'
  /** the certificate of the store is not trusted */
  | 'TLS_FAILED'
  /** the store cannot be reached */
  | 'UNREACHABLE'
  /** the bucket is in another region */
  | 'WRONG_REGION';

/** What became of a virtual machine at the plan. */
export type MachineFate =
  /** It was there. */
  | 'INCLUDED'
  /** It was asked for by name and was not there. */
  | 'MISSING';

/** A virtual machine by its name. */
export type MachineNameInput = {
  /** Its name. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
};

/** What of a virtual machine is backed up. */
export type MachineOutcome =
  /** None of its volumes, or it could not be read itself. */
  | 'FAILURE'
  /** Only some of its volumes. */
  | 'PARTIAL_SUCCESS'
  /** All of it. */
  | 'SUCCESS';

/** Which virtual machines to back up: `machines` by name, or those of `namespaces` and `selector`; all there are when none of the three is given. */
export type MachineSelectionInput = {
  /** Whether the file systems of those that run are frozen by their guest agents while their volumes are cut; true when not given. */
  readonly freeze?: boolean | null | undefined;
  /** Exactly these; one that is gone is left out, and the backup says so. Not together with the others. */
  readonly machines?: ReadonlyArray<MachineNameInput> | null | undefined;
  /** Every machine of these namespaces; of all but those of the system when not given. */
  readonly namespaces?: ReadonlyArray<string> | null | undefined;
  /** Only machines that match this Kubernetes label selector: `tier=data,env in (prod)`. */
  readonly selector?: string | null | undefined;
};

/** One name becomes another. */
export type NameMappingInput = {
  /** Name in the backup. */
  readonly from: string;
  /** Name in the cluster. */
  readonly to: string;
};

/** What became of one requested namespace. */
export type NamespaceFate =
  /** It exists and is part of the backup. */
  | 'INCLUDED'
  /** It vanished, began to terminate or was re-created during the backup. */
  | 'LOST'
  /** It was absent or Terminating when the backup began. */
  | 'MISSING'
  /** The plan is not made yet. */
  | 'REQUESTED';

/** What to back up: `kind`, and the field that belongs to it and no other. */
export type NamespaceSelectionInput = {
  /** How they are chosen. Fixed when the schedule is created. */
  readonly kind: SelectionKind;
  /** Names of namespaces (NAMED). A schedule that is created with one cannot grow; with two or more it can. */
  readonly names?: ReadonlyArray<string> | null | undefined;
  /** A Kubernetes label selector (LABELS): `team=shop,tier in (web,db)`. */
  readonly selector?: string | null | undefined;
  /** Which virtual machines (VIRTUAL_MACHINES). */
  readonly virtualMachines?: MachineSelectionInput | null | undefined;
};

/** What one person is told. */
export type NoticeKind =
  /** Their Slack user was linked. */
  | 'SLACK_LINKED'
  /** Their Slack user was unlinked. */
  | 'SLACK_UNLINKED';

/** How an object differs. */
export type ObjectChange =
  /** Only the later side has it. */
  | 'ADDED'
  /** Both have it, and they differ. */
  | 'CHANGED'
  /** Only the earlier side has it. */
  | 'REMOVED';

/** What became of one object. */
export type ObjectOutcome =
  /** It was not there and is now. */
  | 'CREATED'
  /** It is not as in the backup: an issue says why. */
  | 'FAILED'
  /** It was there already, different, and was left alone. */
  | 'KEPT'
  /** It was deleted and made again. */
  | 'REPLACED'
  /** It is not restored: something else makes it. */
  | 'SKIPPED'
  /** It was there already, the same. */
  | 'UNCHANGED'
  /** It was there and is now as in the backup. */
  | 'UPDATED';

/** What may be asked of a resource. */
export type Operation =
  /** Add namespaces. */
  | 'addNamespaces'
  /** Back up. */
  | 'backUp'
  /** Back up now. */
  | 'backUpNow'
  /** Cancel. */
  | 'cancel'
  /** Create a schedule. */
  | 'createSchedule'
  /** Delete. */
  | 'delete'
  /** Discover now. */
  | 'discover'
  /** Edit. */
  | 'edit'
  /** Exclude from Schedule. */
  | 'excludeNamespaces'
  /** Force delete. */
  | 'forceDelete'
  /** Reassign what the user owns. */
  | 'reassign'
  /** Refresh kubeconfigs. */
  | 'refresh'
  /** Rescan. */
  | 'rescan'
  /** Restore. */
  | 'restore'
  /** Resume. */
  | 'resume'
  /** Suspend. */
  | 'suspend'
  /** Sync. */
  | 'sync'
  /** Validate now. */
  | 'validate'
  /** Verify. */
  | 'verify';

/** How Holdfast works with a cluster. */
export type OperationMode =
  /** Holdfast reads the cluster and writes to the location itself. */
  | 'CLASSIC'
  /** Stork on the cluster does the work; Holdfast instructs it. */
  | 'FEDERATED';

/** Kinds of things that have an owner. */
export type OwnedKind =
  /** Alert routes. */
  | 'AlertRoute'
  /** Backups that are there. */
  | 'Backup'
  /** Backup locations. */
  | 'BackupLocation'
  /** Backup schedules; the backups that they make from now on too. */
  | 'BackupSchedule'
  /** Clusters. */
  | 'Cluster'
  /** Cluster discoveries; the clusters that they register from now on too. */
  | 'ClusterDiscovery'
  /** Rules of commands around backups. */
  | 'ExecRule'
  /** Records of restores. */
  | 'Restore';

/** What a backup would be asked to hold. */
export type PlanBackupInput = {
  /** UUID of the cluster. */
  readonly clusterId: string;
  /** Which objects would be kept; all when not given. */
  readonly filter?: ResourceFilterInput | null | undefined;
  /** Names of namespaces, whether they exist or not. This or `virtualMachines`. */
  readonly namespaces?: ReadonlyArray<string> | null | undefined;
  /** Virtual machines instead of namespaces (CLASSIC mode only). */
  readonly virtualMachines?: MachineSelectionInput | null | undefined;
};

/** A restore to try with dry runs. */
export type PreviewRestoreInput = {
  /** UUID of the backup. */
  readonly backupId: string;
  /** UUID of the cluster to restore to, which must be ACTIVE; that of the backup when not given. */
  readonly clusterId?: string | null | undefined;
  /** What happens to what is there already and differs. Default KEEP. */
  readonly existing?: ExistingPolicy | null | undefined;
  /** Virtual machines come back stopped (`runStrategy: Halted`); false when not given. */
  readonly haltMachines?: boolean | null | undefined;
  /** Virtual machines keep firmware UUID, serial and MAC addresses; when not given, where their namespace keeps its name. */
  readonly keepMachineIdentity?: boolean | null | undefined;
  /** Namespaces that get another name. A name that the backup does not hold is refused. */
  readonly namespaceMapping?: ReadonlyArray<NameMappingInput> | null | undefined;
  /** Whether Services keep their node ports. Default false. */
  readonly preserveNodePorts?: boolean | null | undefined;
  /** Kinds (`widgets.shop.example.com`) whose status is written back too. */
  readonly restoreStatus?: ReadonlyArray<string> | null | undefined;
  /** What of the backup; all when not given. */
  readonly scope?: RestoreScopeInput | null | undefined;
  /** Storage classes that are exchanged. */
  readonly storageClassMapping?: ReadonlyArray<NameMappingInput> | null | undefined;
  /** Whether volumes come from their snapshots; else claims are made empty. Default true. */
  readonly volumes?: boolean | null | undefined;
};

/** How the guest of a virtual machine was quieted. */
export type QuiesceEnd =
  /** It was tried and failed: its snapshots are as after a loss of power. */
  | 'FAILED'
  /** Its file systems were frozen while its volumes were cut. */
  | 'FROZEN'
  /** They could not be: it is paused or stopped, or no guest agent answers. */
  | 'SKIPPED';

/** Whose things become whose. */
export type ReassignOwnershipInput = {
  /** UUID of the user who owns them now, whatever their state. */
  readonly fromUserId: string;
  /** Only these kinds; all when not given. */
  readonly kinds?: ReadonlyArray<OwnedKind> | null | undefined;
  /** UUID of the user who will: ACTIVE. */
  readonly toUserId: string;
};

/** A stretch of time that ends now. */
export type RecentTime =
  /** The last 24 hours. */
  | 'LAST_DAY'
  /** The last 30 days. */
  | 'LAST_MONTH'
  /** The last 7 days. */
  | 'LAST_WEEK';

/** A cluster discovery whose kubeconfigs are to be renewed now. */
export type RefreshClusterDiscoveryInput = {
  /** UUID of the discovery. */
  readonly id: string;
};

/** A cluster to register. */
export type RegisterClusterInput = {
  /** Which context of the kubeconfig; needed when it has several. */
  readonly context?: string | null | undefined;
  /** The kubeconfig, as YAML or JSON, 64 KiB at most: server, certificate authority, and a token or client certificate, all inline. It is kept encrypted and never shown again. */
  readonly kubeconfig: string;
  /** Labels; none when not given. */
  readonly labels?: ReadonlyArray<LabelInput> | null | undefined;
  /** CLASSIC when not given. */
  readonly mode?: OperationMode | null | undefined;
  /** Name, unique among clusters: lower case letters, digits, "-" and ".". */
  readonly name: string;
};

/** Namespaces whose last copy in the backups of a schedule nobody needs any more. */
export type ReleaseHeldBackupsInput = {
  /** Names of namespaces. */
  readonly namespaces: ReadonlyArray<string>;
  /** UUID of the schedule. */
  readonly scheduleId: string;
};

/** A link to remove. */
export type RemoveSlackLinkInput = {
  /** UUID of the link. */
  readonly id: string;
};

/** A backup location to search for backups that Holdfast does not know. */
export type RescanBackupLocationInput = {
  /** UUID of the location. */
  readonly id: string;
};

/** A delivery that was given up or is uncertain. */
export type ResendDeliveryInput = {
  /** UUID of the delivery. */
  readonly id: string;
};

/** A resource of the state matrix. */
export type Resource =
  /** Backups */
  | 'Backup'
  /** Backup location */
  | 'BackupLocation'
  /** Backup schedules */
  | 'BackupSchedule'
  /** Backup sync */
  | 'BackupSync'
  /** Clusters */
  | 'Cluster'
  /** Cluster Discovery Configuration */
  | 'ClusterDiscovery'
  /** Backup location – cluster connection */
  | 'LocationConnection'
  /** Restores */
  | 'Restore'
  /** Users and user groups */
  | 'User'
  /** Virtual Machines */
  | 'VirtualMachine';

/** Which objects of the namespaces to keep. What kept objects use of the cluster (volumes, classes, definitions) comes along. */
export type ResourceFilterInput = {
  /** Not these kinds, in the same words; what stands in both is left out. */
  readonly excludeResources?: ReadonlyArray<string> | null | undefined;
  /** Only these kinds, as kubectl names them: `deployments.apps`, `pods`, `*.example.com`; every kind when not given. */
  readonly includeResources?: ReadonlyArray<string> | null | undefined;
  /** Only objects with such labels: `app=web,tier in (a,b)`; all when not given. */
  readonly labelSelector?: string | null | undefined;
};

/** Who moves the state of a resource. */
export type ResourceKind =
  /** Holdfast moves it; a move that the table forbids never happens. */
  | 'LIFECYCLE'
  /** The world moves it; Holdfast looks and writes down what it sees. */
  | 'OBSERVED';

/** What dry runs of a restore found of a backup. */
export type Restorable =
  /** The cluster would refuse every object, or the backup cannot be restored at all. */
  | 'NO'
  /** It could not be tried: nothing is known that was not known before. */
  | 'NOT_TRIED'
  /** The cluster would refuse some of the objects. */
  | 'PARTLY'
  /** The cluster would take every object that it could be asked about. */
  | 'YES';

/** What happened to a restore. */
export type RestoreEventType =
  /** Somebody asked to cancel it. */
  | 'RESTORE_CANCEL_REQUESTED'
  /** A worker took it up: a new attempt begins. */
  | 'RESTORE_CLAIMED'
  /** Its record is gone. */
  | 'RESTORE_DELETED'
  /** The run ended: the state says how. */
  | 'RESTORE_FINISHED'
  /** More objects came back. */
  | 'RESTORE_PROGRESSED'
  /** Somebody asked for the restore. */
  | 'RESTORE_REQUESTED'
  /** A stage of the run began. */
  | 'RESTORE_STAGE_ENTERED';

/** Which restores to list: all conditions together. */
export type RestoreFilterInput = {
  /** Only those of this backup. */
  readonly backupId?: string | null | undefined;
  /** Only those into this cluster. */
  readonly clusterId?: string | null | undefined;
  /** Only those created before this moment. */
  readonly createdBefore?: string | null | undefined;
  /** Only those created at this moment or later. */
  readonly createdFrom?: string | null | undefined;
  /** Only those created in this stretch of time; not together with createdFrom. */
  readonly createdWithin?: RecentTime | null | undefined;
  /** Only those whose name contains this, in any case: 128 characters at most. */
  readonly nameContains?: string | null | undefined;
  /** Only those of this owner. */
  readonly ownerId?: string | null | undefined;
  /** Only those in one of these states. */
  readonly states?: ReadonlyArray<RestoreState> | null | undefined;
};

/** What went wrong in a restore. */
export type RestoreIssueCode =
  /** every worker that took the restore up stopped before its end */
  | 'ATTEMPTS_EXHAUSTED'
  /** the backup could not be read from its location */
  | 'BACKUP_UNREADABLE'
  /** a person cancelled the restore: what was made until then stays */
  | 'CANCELLED'
  /** the cluster could not be reached or refused its credential */
  | 'CLUSTER_UNAVAILABLE'
  /** a different object of this name was there and was kept */
  | 'CONFLICT_KEPT'
  /** the cluster does not know a field of the object and left it out */
  | 'FIELD_DROPPED'
  /** a finalizer was left out: nothing in the cluster may know it */
  | 'FINALIZER_DROPPED'
  /** the credential may not make the object */
  | 'FORBIDDEN'
  /** a fault of Holdfast itself: the log has the cause */
  | 'INTERNAL_ERROR'
  /** the cluster does not serve this kind */
  | 'KIND_NOT_SERVED'
  /** the backup location could not be used */
  | 'LOCATION_INVALID'
  /** the namespace is being deleted and did not go in time */
  | 'NAMESPACE_TERMINATING'
  /** not one object came back */
  | 'NOTHING_RESTORED'
  /** the object could not be read from the backup */
  | 'OBJECT_DAMAGED'
  /** a quota of the namespace does not leave room for the object */
  | 'QUOTA_EXCEEDED'
  /** the cluster refused the object */
  | 'REFUSED'
  /** Stork ended the restore as failed */
  | 'STORK_FAILED'
  /** an instruction of that name was there already and is somebody else's: it was left as it is */
  | 'STORK_FOREIGN'
  /** somebody deleted the instruction while Stork was working on it */
  | 'STORK_GONE'
  /** Stork ended the restore as a partial success */
  | 'STORK_INCOMPLETE'
  /** Stork stood still: nothing of the restore changed for too long */
  | 'STORK_STALLED'
  /** the claim could not be filled from its snapshot */
  | 'VOLUME_NOT_RESTORED'
  /** an admission webhook refused the object */
  | 'WEBHOOK_REFUSED';

/** One object of a backup. */
export type RestoreObjectInput = {
  /** Name. */
  readonly name: string;
  /** Namespace in the backup; not given for what is cluster-scoped. */
  readonly namespace?: string | null | undefined;
  /** `resource` or `resource.group`, as kubectl names it: `deployments.apps`. */
  readonly resource: string;
};

/** What of a backup is restored; all of it when nothing is given. */
export type RestoreScopeInput = {
  /** Whether cluster-scoped objects that the namespaces use come along, where they are missing. Default true. */
  readonly clusterScoped?: boolean | null | undefined;
  /** Which objects of the namespaces. */
  readonly filter?: ResourceFilterInput | null | undefined;
  /** Namespaces by their names in the backup; every one that it holds when not given. */
  readonly namespaces?: ReadonlyArray<string> | null | undefined;
  /** Only these objects, and the namespaces they need. */
  readonly objects?: ReadonlyArray<RestoreObjectInput> | null | undefined;
};

/** What restores can be sorted by. */
export type RestoreSortField =
  /** When it was asked for. */
  | 'CREATED_AT'
  /** When it ended; one that runs counts as later than all. */
  | 'FINISHED_AT'
  /** Its name. */
  | 'NAME';

/** The order of a list of restores. */
export type RestoreSortInput = {
  /** What to sort by. */
  readonly by: RestoreSortField;
  /** Which end comes first; ASC for names and DESC for all else when not given. */
  readonly direction?: SortDirection | null | undefined;
};

/** Where a running restore stands, in the order of the run. */
export type RestoreStage =
  /** What is left to do when everything is there. */
  | 'FINISH'
  /** Looks at the cluster and the location, and reads what the backup holds. */
  | 'PLAN'
  /** Objects are made in the cluster, in the order in which they need each other. */
  | 'RESOURCES'
  /** Volumes are made from their snapshots. */
  | 'VOLUMES';

/** State of a restore, by the state matrix. */
export type RestoreState =
  /** Failure: the restore operation failed */
  | 'FAILURE'
  /** In-Progress: the restore operation is ongoing */
  | 'IN_PROGRESS'
  /** Partial Success: only some resources were restored */
  | 'PARTIAL_SUCCESS'
  /** Success: the restore operation completed successfully */
  | 'SUCCESS';

/** A suspended backup schedule to go on with. */
export type ResumeBackupScheduleInput = {
  /** UUID of the schedule. */
  readonly id: string;
};

/** Which backups of a schedule to keep: each that one of these keeps. */
export type RetentionInput = {
  /** Of how many days; 0 when not given. */
  readonly daily?: number | null | undefined;
  /** Of how many hours the newest good one is kept, by the clock of the schedule; 0 when not given. */
  readonly hourly?: number | null | undefined;
  /** How many good backups (Success and Partial Success) to keep: 1 to 1000. */
  readonly keep: number;
  /** Of those remove older ones too, but never the newest good one; age does not matter when not given. */
  readonly maxAgeDays?: number | null | undefined;
  /** Of how many months; 0 when not given. */
  readonly monthly?: number | null | undefined;
  /** Of how many ISO weeks, which begin on Monday; 0 when not given. */
  readonly weekly?: number | null | undefined;
};

/** How a lock holds. */
export type RetentionMode =
  /** Nobody may lift it. */
  | 'COMPLIANCE'
  /** Who has a special right may lift it; Holdfast does not try. */
  | 'GOVERNANCE';

/** A Secret of a backup, to be shown with its values. */
export type RevealBackupSecretInput = {
  /** UUID of the backup. */
  readonly backupId: string;
  /** Name. */
  readonly name: string;
  /** Namespace, as it was called when it was backed up; not given for what is cluster-scoped. */
  readonly namespace?: string | null | undefined;
  /** `resource` or `resource.group`, as kubectl names it. */
  readonly resource: string;
};

/** A schedule whose last exclude or add to take back. */
export type RevertScheduleEditInput = {
  /** UUID of the schedule. */
  readonly scheduleId: string;
};

/** A token to revoke. */
export type RevokeAccessTokenInput = {
  /** UUID of the token. */
  readonly id: string;
};

/** Backups whose keys are to be wrapped anew, by their ids. */
export type RewrapBackupsInput = {
  /** `next` of the answer before; from the beginning when not given. */
  readonly after?: string | null | undefined;
  /** How many are looked at: 1 to 500. */
  readonly first?: number;
};

/** What a person may do. docs/people.md has the whole table. */
export type Role =
  /** All schedules, backups and alerts. */
  | 'APP_ADMIN'
  /** Creates schedules and backups, and changes those that they own. */
  | 'APP_USER'
  /** Reads everything, with users and the audit trail, and changes nothing. */
  | 'AUDITOR'
  /** Clusters, backup locations, alert routes and deliveries. */
  | 'INFRA_ADMIN'
  /** Everything, users and tokens of others too. */
  | 'SUPER_ADMIN';

/** How much the messages of a route tell. */
export type RouteDetail =
  /** How many, and no names. */
  | 'COUNTS'
  /** Names of namespaces too. */
  | 'FULL';

/** When the commands of a rule are run. */
export type RuleKind =
  /** As soon as their snapshots are cut, and always once the rules of a backup have begun. */
  | 'POST'
  /** Before the volumes of a backup are looked at. */
  | 'PRE';

/** How a command ended in a pod. */
export type RuleResultState =
  /** It exited with another code, or its container has no such program. */
  | 'FAILED'
  /** Its pod left before the command reached it: nothing in it waits to go on. */
  | 'GONE'
  /** It could not be begun. */
  | 'NOT_RUN'
  /** It has begun; its end is not known yet. */
  | 'RUNNING'
  /** It exited with 0. */
  | 'SUCCEEDED'
  /** It had not ended in time and was left; it may still be running. */
  | 'TIMED_OUT'
  /** It was begun, and nobody heard of its end. */
  | 'UNKNOWN';

/** A cluster discovery to run now. */
export type RunClusterDiscoveryInput = {
  /** UUID of the discovery. */
  readonly id: string;
};

/** What is asked of a store about checksums. */
export type S3Checksums =
  /** Used where the store knows them; elsewhere each object is read back after it was written. */
  | 'AUTO'
  /** A store that keeps no SHA-256 of uploads is INVALID. */
  | 'REQUIRED';

/** Who Holdfast is for a bucket. */
export type S3Credentials =
  /** The role that the processes of Holdfast have where they run. */
  | 'ENVIRONMENT'
  /** A key with its secret, kept encrypted. */
  | 'STATIC_KEYS'
  /** Nobody: each cluster reaches it with its own Workload Identity (federated mode). */
  | 'WORKLOAD_IDENTITY';

/** How the store encrypts new objects. */
export type S3Encryption =
  /** With keys of the store. */
  | 'AES256'
  /** With a key of a key management service. */
  | 'AWS_KMS'
  /** As the bucket is set. */
  | 'BUCKET_DEFAULT';

/** Encryption by the store. */
export type S3SseInput = {
  /** Id, alias or ARN of the key; only with AWS_KMS. */
  readonly kmsKeyId?: string | null | undefined;
  /** How it encrypts new objects. */
  readonly mode: S3Encryption;
};

/** What becomes of the backups of a schedule that is deleted. */
export type ScheduleBackups =
  /** They stay, as backups without a schedule: nothing prunes them any more. */
  | 'KEEP'
  /** The deletion is refused while there are any. */
  | 'REFUSE';

/** What an edit of a schedule did. */
export type ScheduleEditKind =
  /** Namespaces were put on its list. */
  | 'ADD'
  /** The schedule was created. */
  | 'CREATE'
  /** Something else of it was changed. */
  | 'EDIT'
  /** Namespaces were taken off its list. */
  | 'EXCLUDE'
  /** It was resumed. */
  | 'RESUME'
  /** The last exclude or add was taken back. */
  | 'REVERT'
  /** It was suspended. */
  | 'SUSPEND';

/** When a schedule is due: `kind`, and the fields that belong to it and no other. INTERVAL: minutes. DAILY: at. WEEKLY: weekdays, at. MONTHLY: monthDays, at. CRON: expression. */
export type ScheduleTimingInput = {
  /** `HH:MM` on a 24 hour clock in the schedule's time zone (DAILY, WEEKLY, MONTHLY). */
  readonly at?: string | null | undefined;
  /** Five fields as crontab has them: minute, hour, day, month, weekday (CRON). */
  readonly expression?: string | null | undefined;
  /** What it counts by. */
  readonly kind: TimingKind;
  /** Minutes from one due time to the next: 5 to 527040 (INTERVAL). */
  readonly minutes?: number | null | undefined;
  /** Days of the month, 1 to 31; a month that lacks the day is skipped (MONTHLY). */
  readonly monthDays?: ReadonlyArray<number> | null | undefined;
  /** Days of the week (WEEKLY). */
  readonly weekdays?: ReadonlyArray<Weekday> | null | undefined;
};

/** What a search looks through. */
export type SearchKind =
  /** A backup, by its name and labels. */
  | 'BACKUP'
  /** A cluster, by its name and labels. */
  | 'CLUSTER'
  /** A backup location, by its name and labels. */
  | 'LOCATION'
  /** A namespace of a cluster as it was last observed, by its name. */
  | 'NAMESPACE'
  /** A restore, by its name. */
  | 'RESTORE'
  /** A rule, by its name. */
  | 'RULE'
  /** A backup schedule, by its name and labels. */
  | 'SCHEDULE'
  /** A person, by name: for those who may see users. */
  | 'USER';

/** How a find matches, the best first. */
export type SearchMatch =
  /** Its name is the text. */
  | 'EXACT'
  /** A label of it contains the text, written `key=value`. */
  | 'LABEL'
  /** Its name contains the text. */
  | 'PART'
  /** Its name begins with the text. */
  | 'PREFIX';

/** How a schedule chooses its namespaces. */
export type SelectionKind =
  /** All there are when the cycle begins, also future ones, system namespaces left out (`Cluster.namespaces` shows which). */
  | 'ALL'
  /** Those whose labels match a selector when the cycle begins, system namespaces left out (`Cluster.namespaces` shows which). */
  | 'LABELS'
  /** A list of names. */
  | 'NAMED'
  /** KubeVirt virtual machines, each with what it is made of (CLASSIC mode only). */
  | 'VIRTUAL_MACHINES';

/** How far a share reaches. Each holds those before it. */
export type ShareAccess =
  /** Change and delete it as its owner; of a cluster: back the named namespaces up. Not share it on. */
  | 'FULL'
  /** Restore from the backup, or to the named namespaces of the cluster. */
  | 'RESTORE'
  /** See it. */
  | 'VIEW';

/** What can be shared. */
export type SharedResource =
  /** One backup. */
  | 'Backup'
  /** A schedule and all its backups, those to come too. */
  | 'BackupSchedule'
  /** A cluster, with the namespaces that the share names. */
  | 'Cluster';

/** What Slack says of somebody: users.info. */
export type SlackStanding =
  /** No person. */
  | 'BOT'
  /** A member no more. */
  | 'DELETED'
  /** Somebody of another workspace, in a shared channel. */
  | 'EXTERNAL'
  /** A guest of one or several channels. */
  | 'GUEST'
  /** A full member of the workspace. */
  | 'MEMBER';

/** Which VolumeSnapshotClass the volumes of a CSI driver get. */
export type SnapshotClassChoiceInput = {
  /** Name of the CSI driver. */
  readonly driver: string;
  /** Name of the VolumeSnapshotClass. */
  readonly snapshotClass: string;
};

/** A schedule about whose open alerts there shall be no pings. */
export type SnoozeAlertsInput = {
  /** UUID of the schedule. */
  readonly scheduleId: string;
  /** Until when, within a year; until it changes when not given. */
  readonly until?: string | null | undefined;
};

/** Which end of a list comes first. */
export type SortDirection =
  /** The least, the oldest or the first of the alphabet. */
  | 'ASC'
  /** The greatest, the newest or the last of the alphabet. */
  | 'DESC';

/** Where a running backup stands, in the order of the run. */
export type Stage =
  /** Looks at the namespaces again and writes the manifest. */
  | 'COMMIT'
  /** Looks which of the requested namespaces exist, and freezes the plan. */
  | 'PLAN'
  /** Rules after the snapshots. */
  | 'POST_EXEC'
  /** Rules before the snapshots. */
  | 'PRE_EXEC'
  /** Resources are read from the cluster and written to the location. */
  | 'RESOURCES'
  /** Snapshots of the volumes are cut. */
  | 'VOLUMES';

/** Who saw or did a change of a state. */
export type StateObserver =
  /** What the identity provider says of its people. */
  | 'IDENTITY_PROVIDER'
  /** Holdfast by itself: the scheduler, retention, deletion. */
  | 'JOB'
  /** A person, by a change or a look that they asked for. */
  | 'PERSON'
  /** A look that comes by itself. */
  | 'PROBER'
  /** A program of Holdfast with a token of its own. */
  | 'SERVICE'
  /** The run of a backup or restore. */
  | 'WORKER';

/** What a store was seen to do about checksums. */
export type StoreChecksums =
  /** It keeps none: each object is read back after it was written. */
  | 'NONE'
  /** It holds each upload against its SHA-256 and keeps it. */
  | 'SHA256';

/** Whether objects of a bucket can be locked. */
export type StoreObjectLock =
  /** They cannot. */
  | 'OFF'
  /** They can. */
  | 'ON'
  /** The key may not ask, or the store does not tell. */
  | 'UNKNOWN';

/** Whether a bucket keeps old versions. */
export type StoreVersioning =
  /** It does. */
  | 'ENABLED'
  /** It does not. */
  | 'OFF'
  /** It did. */
  | 'SUSPENDED'
  /** The key may not ask, or the store does not tell. */
  | 'UNKNOWN';

/** What a Stork must be new enough for. */
export type StorkPrerequisiteName =
  /** Stork itself goes on without a namespace that vanished between the plan of a cycle and its beginning; an older one fails the backup. */
  | 'MISSING_NAMESPACES'
  /** Stork reaches backup locations with the workload identity of its cluster. */
  | 'WORKLOAD_IDENTITY';

/** A backup schedule to pause. */
export type SuspendBackupScheduleInput = {
  /** UUID of the schedule. */
  readonly id: string;
};

/** A backup location that a cluster is to look through for backups that Holdfast does not know. */
export type SyncBackupLocationInput = {
  /** UUID of the location: reached by WORKLOAD_IDENTITY. */
  readonly id: string;
};

/** A route to try. */
export type TestAlertRouteInput = {
  /** UUID of the route. */
  readonly id: string;
};

/** What a schedule counts its due times by. */
export type TimingKind =
  /** By a cron expression. */
  | 'CRON'
  /** Once a day at a time of the clock. */
  | 'DAILY'
  /** Every so many minutes. */
  | 'INTERVAL'
  /** On days of the month at a time of the clock; a month that lacks the day is skipped. */
  | 'MONTHLY'
  /** On days of the week at a time of the clock. */
  | 'WEEKLY';

/** What a token is good for. */
export type TokenAccess =
  /** All that its user may do. */
  | 'FULL'
  /** The root fields that it names. */
  | 'OPERATIONS'
  /** Queries and subscriptions, no mutation. */
  | 'READ_ONLY';

/** A schedule whose snoozed alerts shall ping again. */
export type UnsnoozeAlertsInput = {
  /** UUID of the schedule. */
  readonly scheduleId: string;
};

/** Who a user is. */
export type UserKind =
  /** Somebody who signs in, or has tokens of their own. */
  | 'PERSON'
  /** A program: tokens that super admins make for it, and no sign-in. */
  | 'SERVICE_ACCOUNT';

/** Why a person is not ACTIVE. */
export type UserReason =
  /** deactivated here by an administrator */
  | 'DEACTIVATED'
  /** deleted from the identity provider */
  | 'DELETED'
  /** disabled in the identity provider */
  | 'DISABLED'
  /** the identity provider could not be asked about them for an hour */
  | 'NOT_RESOLVED';

/** Whether a person can sign in. */
export type UserState =
  /** Known and able to sign in. */
  | 'ACTIVE'
  /** Known but disabled: no token is valid, and Slack links do nothing. */
  | 'INACTIVE'
  /** Of the identity provider, which has them no more or could not be asked (`stateReason`). What they own stays theirs. */
  | 'UNKNOWN';

/** A backup location to look at now. */
export type ValidateBackupLocationInput = {
  /** UUID of the location. */
  readonly id: string;
};

/** A cluster to look at now. */
export type ValidateClusterInput = {
  /** UUID of the cluster. */
  readonly id: string;
};

/** A connection to have looked at now. */
export type ValidateLocationConnectionInput = {
  /** UUID of the connection. */
  readonly id: string;
};

/** What reading a backup back whole found. */
export type VerificationResult =
  /** Something is missing or is not what was written. */
  | 'DAMAGED'
  /** Every digest is right and every object parses. */
  | 'INTACT';

/** How the reading back of a backup stands. */
export type VerificationState =
  /** Somebody cancelled it, or the backup was deleted meanwhile. */
  | 'CANCELLED'
  /** Something is missing or is not what was written. */
  | 'DAMAGED'
  /** It could not be read back: nothing is known of the backup that was not known before. */
  | 'FAILED'
  /** Every digest is right and every object parses. */
  | 'INTACT'
  /** It is being read back, or waits for a worker. */
  | 'IN_PROGRESS';

/** Why a backup is read back. */
export type VerificationTrigger =
  /** Somebody asked for it. */
  | 'MANUAL'
  /** It was due: by its schedule, or by the setting of the installation. */
  | 'SCHEDULED';

/** A backup to read back whole. */
export type VerifyBackupInput = {
  /** UUID of the backup. */
  readonly id: string;
  /** When it is intact, also try to restore all of it by dry runs of its cluster, which writes nothing there. */
  readonly tryRestore?: boolean | null | undefined;
};

/** How often the backups of a schedule are read back. */
export type VerifyEveryInput = {
  /** Every so many days, 0 to 36500; 0: never; null: as the installation says. */
  readonly days?: number | null | undefined;
};

/** Which virtual machines to list: all conditions together. */
export type VirtualMachineFilterInput = {
  /** Only those of this cluster. */
  readonly clusterId?: string | null | undefined;
  /** Only those first seen before this moment. */
  readonly createdBefore?: string | null | undefined;
  /** Only those first seen at this moment or later. */
  readonly createdFrom?: string | null | undefined;
  /** Only those first seen in this stretch of time; not together with createdFrom. */
  readonly createdWithin?: RecentTime | null | undefined;
  /** Only those that have each of these labels. */
  readonly labels?: ReadonlyArray<LabelConditionInput> | null | undefined;
  /** Only those whose name contains this, in any case: 128 characters at most. */
  readonly nameContains?: string | null | undefined;
  /** Only those of this namespace. */
  readonly namespace?: string | null | undefined;
  /** Only those in one of these states. */
  readonly states?: ReadonlyArray<VirtualMachineState> | null | undefined;
};

/** What virtual machines can be sorted by. */
export type VirtualMachineSortField =
  /** When it was first seen. */
  | 'CREATED_AT'
  /** Its name. */
  | 'NAME'
  /** When it came into its state. */
  | 'STATE_CHANGED_AT';

/** The order of a list of virtual machines. */
export type VirtualMachineSortInput = {
  /** What to sort by. */
  readonly by: VirtualMachineSortField;
  /** Which end comes first; ASC for names and DESC for all else when not given. */
  readonly direction?: SortDirection | null | undefined;
};

/** State of a virtual machine, by the state matrix. */
export type VirtualMachineState =
  /** Other: neither of these: `printableStatus` says in the words of KubeVirt how it is (docs/adr/0033) */
  | 'OTHER'
  /** Paused: pre-exec and post-exec rules fail */
  | 'PAUSED'
  /** Running: the virtual machine is operational */
  | 'RUNNING'
  /** Stopped: pre-exec and post-exec rules fail */
  | 'STOPPED'
  /** Unchecked: the virtual machine has not been looked at yet */
  | 'UNCHECKED';

/** Where the copy of a volume's data lies. */
export type VolumeCopy =
  /** In the storage system of the cluster, as a snapshot: it is lost with that storage, and is no copy in the backup location. */
  | 'IN_CLUSTER'
  /** In the backup location. */
  | 'OFF_SITE';

/** Whether volumes are snapshotted. */
export type VolumeMode =
  /** No snapshots: claims are kept as resources, without their data. */
  | 'NONE'
  /** A snapshot of each volume that can have one. */
  | 'SNAPSHOT';

/** Why a volume has no usable snapshot. */
export type VolumeReason =
  /** The backup failed, so its snapshots were not kept. */
  | 'BACKUP_FAILED'
  /** The claim vanished while its snapshot was made. */
  | 'CLAIM_GONE'
  /** Another program holds its data in a form that Holdfast does not read. */
  | 'FOREIGN_COPY'
  /** The credential may not make snapshots. */
  | 'NOT_ALLOWED'
  /** The claim is bound to no volume. */
  | 'NOT_BOUND'
  /** The volume is of no CSI driver, so it has no snapshots. */
  | 'NOT_CSI'
  /** The cluster does not serve snapshot.storage.k8s.io/v1. */
  | 'NO_SNAPSHOT_API'
  /** No VolumeSnapshotClass is of the volume's driver. */
  | 'NO_SNAPSHOT_CLASS'
  /** The schedule or the request asks for no snapshots. */
  | 'SNAPSHOTS_OFF'
  /** The storage answered with an error until the time was up. */
  | 'SNAPSHOT_ERROR'
  /** Stork could not back the volume up. */
  | 'STORK_ERROR'
  /** The snapshot was not ready in time. */
  | 'TIMEOUT';

/** How to treat volumes. What is not given is SNAPSHOT, no classes by name, and nothing accepted. */
export type VolumeSettingsInput = {
  /** Whether volumes that can have no snapshot leave a backup a Success; without it they make it a Partial Success. */
  readonly acceptSkipped?: boolean | null | undefined;
  /** Whether volumes are snapshotted. */
  readonly mode?: VolumeMode | null | undefined;
  /** Classes by driver; a driver that is not named gets its default class, or its only one. */
  readonly snapshotClasses?: ReadonlyArray<SnapshotClassChoiceInput> | null | undefined;
};

/** What became of the snapshot of a volume. */
export type VolumeState =
  /** The storage has the moment of the snapshot; it is not usable yet. */
  | 'CUT'
  /** It was tried and failed, for the reason given. */
  | 'FAILED'
  /** It is not cut yet. */
  | 'PENDING'
  /** The snapshot is usable. */
  | 'READY'
  /** None was tried, for the reason given. */
  | 'SKIPPED';

/** A backup to follow in a channel. */
export type WatchBackupInput = {
  /** UUID of the backup. */
  readonly backupId: string;
  /** Id of the channel. */
  readonly channelId: string;
};

/** A day of the week. */
export type Weekday =
  /** Friday. */
  | 'FRIDAY'
  /** Monday. */
  | 'MONDAY'
  /** Saturday. */
  | 'SATURDAY'
  /** Sunday. */
  | 'SUNDAY'
  /** Thursday. */
  | 'THURSDAY'
  /** Tuesday. */
  | 'TUESDAY'
  /** Wednesday. */
  | 'WEDNESDAY';

export type AcknowledgeAlertMutationVariables = Exact<{
  input: AcknowledgeAlertInput;
  idempotencyKey?: string | null | undefined;
}>;


export type AcknowledgeAlertMutation = { readonly acknowledgeAlert: { readonly alert: { readonly id: string, readonly kind: AlertKind, readonly meaning: string, readonly isOpen: boolean, readonly message: string, readonly namespaces: ReadonlyArray<string>, readonly count: number, readonly subjectType: AlertSubject, readonly subjectId: string, readonly openedAt: string, readonly changedAt: string, readonly lastSeenAt: string, readonly acknowledgedAt: string | null, readonly acknowledgedBy: string | null, readonly closedAt: string | null, readonly closedReason: string | null, readonly schedule: { readonly id: string, readonly name: string, readonly selectionVersion: number } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly discovery: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly backup: { readonly id: string, readonly name: string, readonly state: BackupState } | null } } };

export type AcknowledgeDeliveryMutationVariables = Exact<{
  input: AcknowledgeDeliveryInput;
}>;


export type AcknowledgeDeliveryMutation = { readonly acknowledgeDelivery: { readonly delivery: { readonly id: string, readonly state: DeliveryState, readonly notBefore: string } } };

export type AddNamespacesToScheduleMutationVariables = Exact<{
  input: AddNamespacesToScheduleInput;
  idempotencyKey?: string | null | undefined;
}>;


export type AddNamespacesToScheduleMutation = { readonly addNamespacesToSchedule: { readonly changed: boolean, readonly namespaces: ReadonlyArray<string>, readonly backupSchedule: { readonly stateChangedAt: string, readonly createdSingle: boolean, readonly anchor: string, readonly graceMinutes: number, readonly upcoming: ReadonlyArray<string>, readonly releasedNamespaces: ReadonlyArray<string>, readonly barrenCycles: number, readonly alertRecipients: ReadonlyArray<string>, readonly verifyEveryDays: number | null, readonly updatedAt: string, readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly timeZone: string, readonly nextDueAt: string | null, readonly missingNamespaces: ReadonlyArray<string>, readonly version: number, readonly selectionVersion: number, readonly createdAt: string, readonly timing: { readonly kind: TimingKind, readonly minutes: number | null, readonly at: string | null, readonly weekdays: ReadonlyArray<Weekday> | null, readonly monthDays: ReadonlyArray<number> | null, readonly expression: string | null, readonly description: string }, readonly retention: { readonly keep: number, readonly maxAgeDays: number | null, readonly hourly: number, readonly daily: number, readonly weekly: number, readonly monthly: number }, readonly departures: ReadonlyArray<{ readonly namespace: string, readonly leftAt: string }>, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly preRule: { readonly id: string, readonly name: string } | null, readonly postRule: { readonly id: string, readonly name: string } | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } | null, readonly volumeSettings: { readonly mode: VolumeMode, readonly acceptSkipped: boolean, readonly snapshotClasses: ReadonlyArray<{ readonly driver: string, readonly snapshotClass: string }> }, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly openCycle: { readonly id: string, readonly trigger: CycleTrigger, readonly startedAt: string } | null, readonly alerts: ReadonlyArray<{ readonly id: string, readonly kind: AlertKind, readonly count: number }> }, readonly by: { readonly id: string, readonly kind: ScheduleEditKind, readonly at: string, readonly namespaces: ReadonlyArray<string>, readonly selectionVersion: number, readonly revertedAt: string | null, readonly actor: { readonly kind: ActorKind, readonly id: string | null, readonly name: string }, readonly changes: ReadonlyArray<{ readonly field: string, readonly before: unknown, readonly after: unknown }> } | null } };

export type AdditionChoicesQueryVariables = Exact<{
  scheduleId: string;
  search?: string | null | undefined;
  first: number;
}>;


export type AdditionChoicesQuery = { readonly additionChoices: { readonly total: number, readonly observedAt: string | null, readonly names: ReadonlyArray<string>, readonly backupSchedule: { readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly nextDueAt: string | null, readonly createdSingle: boolean, readonly selectionVersion: number, readonly timeZone: string, readonly missingNamespaces: ReadonlyArray<string>, readonly timing: { readonly description: string }, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly cluster: { readonly id: string, readonly name: string, readonly state: ClusterState } | null, readonly location: { readonly id: string, readonly name: string, readonly state: BackupLocationState } | null, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }> } } };

export type AdoptMessageMutationVariables = Exact<{
  input: AdoptMessageInput;
}>;


export type AdoptMessageMutation = { readonly adoptMessage: { readonly adopted: boolean } };

export type AlertChangedSubscriptionVariables = Exact<{
  scheduleId?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type AlertChangedSubscription = { readonly alertChanged: { readonly eventId: string | null, readonly type: AlertEventType | null, readonly at: string, readonly alertId: string, readonly alert: { readonly id: string, readonly kind: AlertKind, readonly meaning: string, readonly isOpen: boolean, readonly message: string, readonly namespaces: ReadonlyArray<string>, readonly count: number, readonly subjectType: AlertSubject, readonly subjectId: string, readonly openedAt: string, readonly changedAt: string, readonly lastSeenAt: string, readonly acknowledgedAt: string | null, readonly acknowledgedBy: string | null, readonly closedAt: string | null, readonly closedReason: string | null, readonly schedule: { readonly id: string, readonly name: string, readonly selectionVersion: number } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly discovery: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly backup: { readonly id: string, readonly name: string, readonly state: BackupState } | null } | null } };

export type AlertNamesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  open?: boolean | null | undefined;
  scheduleId?: string | null | undefined;
}>;


export type AlertNamesQuery = { readonly alerts: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: AlertKind, readonly subjectType: AlertSubject, readonly subjectId: string, readonly isOpen: boolean, readonly schedule: { readonly id: string, readonly name: string } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly discovery: { readonly id: string, readonly name: string } | null } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type AlertRouteQueryVariables = Exact<{
  id: string;
}>;


export type AlertRouteQuery = { readonly alertRoute: { readonly id: string, readonly name: string, readonly channelId: string, readonly isDefault: boolean, readonly labelSelector: string | null, readonly detail: RouteDetail, readonly buttons: boolean, readonly digestAt: string | null, readonly timeZone: string, readonly state: AlertRouteState, readonly stateReason: string | null, readonly stateChangedAt: string, readonly version: number, readonly cluster: { readonly id: string, readonly name: string } | null, readonly schedule: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string } | null } | null };

export type AlertRoutesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type AlertRoutesQuery = { readonly alertRoutes: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly channelId: string, readonly isDefault: boolean, readonly labelSelector: string | null, readonly detail: RouteDetail, readonly buttons: boolean, readonly digestAt: string | null, readonly timeZone: string, readonly state: AlertRouteState, readonly stateReason: string | null, readonly stateChangedAt: string, readonly version: number, readonly cluster: { readonly id: string, readonly name: string } | null, readonly schedule: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string } | null } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type AlertQueryVariables = Exact<{
  id: string;
}>;


export type AlertQuery = { readonly alert: { readonly id: string, readonly kind: AlertKind, readonly meaning: string, readonly isOpen: boolean, readonly message: string, readonly namespaces: ReadonlyArray<string>, readonly count: number, readonly subjectType: AlertSubject, readonly subjectId: string, readonly openedAt: string, readonly changedAt: string, readonly lastSeenAt: string, readonly acknowledgedAt: string | null, readonly acknowledgedBy: string | null, readonly closedAt: string | null, readonly closedReason: string | null, readonly schedule: { readonly id: string, readonly name: string, readonly selectionVersion: number } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly discovery: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly backup: { readonly id: string, readonly name: string, readonly state: BackupState } | null } | null };

export type AlertsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: AlertFilterInput | null | undefined;
  sort?: AlertSortInput | null | undefined;
}>;


export type AlertsQuery = { readonly alerts: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: AlertKind, readonly meaning: string, readonly isOpen: boolean, readonly message: string, readonly namespaces: ReadonlyArray<string>, readonly count: number, readonly subjectType: AlertSubject, readonly subjectId: string, readonly openedAt: string, readonly changedAt: string, readonly lastSeenAt: string, readonly acknowledgedAt: string | null, readonly acknowledgedBy: string | null, readonly closedAt: string | null, readonly closedReason: string | null, readonly schedule: { readonly id: string, readonly name: string, readonly selectionVersion: number } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly discovery: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly backup: { readonly id: string, readonly name: string, readonly state: BackupState } | null } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type AuditTrailQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  door?: AuditDoor | null | undefined;
  outcome?: AuditOutcome | null | undefined;
  subjectId?: string | null | undefined;
  userId?: string | null | undefined;
  operation?: string | null | undefined;
  code?: string | null | undefined;
  subjectType?: string | null | undefined;
  actorName?: string | null | undefined;
  tokenId?: string | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;


export type AuditTrailQuery = { readonly auditTrail: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly at: string, readonly door: AuditDoor, readonly actorKind: ActorKind, readonly actorName: string, readonly operation: string, readonly subjectType: string | null, readonly subjectId: string | null, readonly subjectName: string | null, readonly before: unknown, readonly after: unknown, readonly tokenId: string | null, readonly tokenName: string | null, readonly remoteAddress: string | null, readonly clientName: string | null, readonly outcome: AuditOutcome, readonly code: string | null, readonly message: string | null, readonly user: { readonly id: string, readonly name: string } | null, readonly slack: { readonly teamId: string, readonly slackUserId: string, readonly slackUserName: string, readonly channelId: string | null, readonly messageTs: string | null, readonly action: string } | null } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type BackUpScheduleNowMutationVariables = Exact<{
  input: BackUpScheduleNowInput;
  idempotencyKey?: string | null | undefined;
}>;


export type BackUpScheduleNowMutation = { readonly backUpScheduleNow: { readonly backup: { readonly mode: OperationMode, readonly engine: EngineName, readonly layout: BackupLayout, readonly listedBySync: boolean, readonly vanishedAt: string | null, readonly attempt: number, readonly stateChangedAt: string, readonly cancelRequestedAt: string | null, readonly requestedNamespaces: ReadonlyArray<string>, readonly verification: VerificationResult | null, readonly verifiedAt: string | null, readonly lockedUntil: string | null, readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly namespaces: ReadonlyArray<{ readonly name: string, readonly fate: NamespaceFate, readonly reason: string | null, readonly uid: string | null, readonly objects: number, readonly bytes: number }>, readonly issues: ReadonlyArray<{ readonly code: IssueCode, readonly effect: IssueEffect, readonly meaning: string, readonly message: string, readonly subject: { readonly kind: IssueSubjectKind, readonly name: string } }>, readonly virtualMachines: ReadonlyArray<{ readonly namespace: string, readonly name: string, readonly fate: MachineFate, readonly state: VirtualMachineState | null, readonly quiesced: QuiesceEnd | null, readonly outcome: MachineOutcome | null, readonly volumes: number, readonly volumesBackedUp: number, readonly objects: number, readonly message: string | null }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly heldFor: ReadonlyArray<{ readonly namespace: string | null, readonly virtualMachine: string | null, readonly reason: HeldReason, readonly until: string | null }>, readonly importedFrom: { readonly locationId: string, readonly name: string } | null, readonly encryption: { readonly state: EncryptionState, readonly keyIds: ReadonlyArray<string> } | null, readonly preRule: { readonly id: string, readonly name: string } | null, readonly postRule: { readonly id: string, readonly name: string } | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } | null, readonly lastVerification: { readonly state: VerificationState, readonly trigger: VerificationTrigger, readonly attempt: number, readonly frames: number, readonly objects: number, readonly bytes: number, readonly damages: ReadonlyArray<string>, readonly error: string | null, readonly tryRestore: boolean, readonly requestedAt: string, readonly startedAt: string | null, readonly endedAt: string | null, readonly trial: { readonly restorable: Restorable, readonly clusterName: string, readonly objects: number, readonly unchecked: number, readonly refused: number, readonly reasons: ReadonlyArray<string>, readonly at: string } | null } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly schedule: { readonly id: string, readonly name: string } | null, readonly deletion: { readonly startedAt: string, readonly attempts: number, readonly step: DeletionStep | null, readonly lastError: string | null, readonly nextTryAt: string } | null } } };

export type BackupContentsQueryVariables = Exact<{
  id: string;
  first: number;
}>;


export type BackupContentsQuery = { readonly backup: { readonly id: string, readonly contents: { readonly total: number, readonly entries: ReadonlyArray<{ readonly namespace: string, readonly resource: string, readonly objects: number, readonly bytes: number }> } | null } | null };

export type BackupKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type BackupKeysQuery = { readonly server: { readonly encryption: { readonly state: EncryptionState, readonly keys: ReadonlyArray<{ readonly keyId: string, readonly kind: BackupKeyKind, readonly current: boolean }> } } };

export type BackupLocationNamesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type BackupLocationNamesQuery = { readonly backupLocations: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type BackupLocationQueryVariables = Exact<{
  id: string;
}>;


export type BackupLocationQuery = { readonly backupLocation: { readonly id: string, readonly name: string, readonly kind: LocationKind, readonly access: LocationAccess, readonly path: string, readonly encrypted: boolean, readonly state: BackupLocationState, readonly stateReason: LocationReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }>, readonly s3: { readonly endpoint: string | null, readonly region: string, readonly bucket: string, readonly prefix: string, readonly forcePathStyle: boolean, readonly storageClass: string | null, readonly caBundle: string | null, readonly allowHttp: boolean, readonly checksums: S3Checksums, readonly credentials: S3Credentials, readonly sse: { readonly mode: S3Encryption, readonly kmsKeyId: string | null } } | null, readonly capabilities: { readonly probedAt: string, readonly checksums: StoreChecksums, readonly conditionalWrites: boolean, readonly versioning: StoreVersioning, readonly objectLock: StoreObjectLock, readonly defaultRetention: { readonly mode: RetentionMode, readonly days: number } | null } | null, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null } | null };

export type BackupLocationsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: BackupLocationFilterInput | null | undefined;
  sort?: BackupLocationSortInput | null | undefined;
}>;


export type BackupLocationsQuery = { readonly backupLocations: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly kind: LocationKind, readonly access: LocationAccess, readonly path: string, readonly encrypted: boolean, readonly state: BackupLocationState, readonly stateReason: LocationReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly s3: { readonly endpoint: string | null, readonly region: string, readonly bucket: string, readonly prefix: string, readonly forcePathStyle: boolean, readonly storageClass: string | null, readonly caBundle: string | null, readonly allowHttp: boolean, readonly checksums: S3Checksums, readonly credentials: S3Credentials, readonly sse: { readonly mode: S3Encryption, readonly kmsKeyId: string | null } } | null, readonly capabilities: { readonly probedAt: string, readonly checksums: StoreChecksums, readonly conditionalWrites: boolean, readonly versioning: StoreVersioning, readonly objectLock: StoreObjectLock, readonly defaultRetention: { readonly mode: RetentionMode, readonly days: number } | null } | null, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type BackupMissingQueryVariables = Exact<{
  id: string;
}>;


export type BackupMissingQuery = { readonly backup: { readonly id: string, readonly name: string, readonly state: BackupState, readonly schedule: { readonly id: string, readonly name: string, readonly selectionVersion: number } | null, readonly missing: ReadonlyArray<{ readonly name: string, readonly reason: string | null, readonly isBack: boolean | null, readonly isOnSchedule: boolean | null }>, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly reason: string | null, readonly advice: string | null }> } | null };

export type BackupNamesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: BackupFilterInput | null | undefined;
}>;


export type BackupNamesQuery = { readonly backups: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type BackupObjectQueryVariables = Exact<{
  input: BackupObjectInput;
}>;


export type BackupObjectQuery = { readonly backupObject: { readonly json: string, readonly masked: boolean } };

export type BackupObjectsQueryVariables = Exact<{
  backupId: string;
  resource: string;
  namespace: string;
  nameContains?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type BackupObjectsQuery = { readonly backupObjects: { readonly names: ReadonlyArray<string>, readonly total: number, readonly hasNext: boolean } };

export type BackupRulesQueryVariables = Exact<{
  id: string;
}>;


export type BackupRulesQuery = { readonly backup: { readonly ruleResults: ReadonlyArray<{ readonly id: string, readonly attempt: number, readonly kind: RuleKind, readonly ruleName: string, readonly action: number, readonly namespace: string, readonly pod: string, readonly container: string, readonly state: RuleResultState, readonly exitCode: number | null, readonly message: string | null, readonly startedAt: string, readonly durationMs: number | null, readonly output: { readonly stdout: string, readonly stderr: string } | null }> } | null };

export type BackupScheduleBackupsQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type BackupScheduleBackupsQuery = { readonly backupSchedule: { readonly id: string, readonly name: string, readonly backups: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly vanishedAt: string | null, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly schedule: { readonly id: string, readonly name: string } | null, readonly deletion: { readonly startedAt: string, readonly attempts: number, readonly step: DeletionStep | null, readonly lastError: string | null, readonly nextTryAt: string } | null } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } } | null };

export type BackupScheduleChangedSubscriptionVariables = Exact<{
  id?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type BackupScheduleChangedSubscription = { readonly backupScheduleChanged: { readonly eventId: string | null, readonly type: BackupScheduleEventType | null, readonly at: string, readonly scheduleId: string, readonly cycleId: string | null, readonly backupSchedule: { readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly timeZone: string, readonly nextDueAt: string | null, readonly missingNamespaces: ReadonlyArray<string>, readonly version: number, readonly selectionVersion: number, readonly createdAt: string, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly timing: { readonly description: string }, readonly openCycle: { readonly id: string, readonly trigger: CycleTrigger, readonly startedAt: string } | null, readonly alerts: ReadonlyArray<{ readonly id: string, readonly kind: AlertKind, readonly count: number }> } | null } };

export type BackupScheduleCyclesQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type BackupScheduleCyclesQuery = { readonly backupSchedule: { readonly id: string, readonly name: string, readonly cycles: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly plannedAt: string | null, readonly trigger: CycleTrigger, readonly outcome: CycleOutcome, readonly startedAt: string, readonly endedAt: string | null, readonly reasons: ReadonlyArray<{ readonly code: string, readonly meaning: string }>, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly backup: { readonly id: string, readonly name: string, readonly state: BackupState, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string> } | null } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } } | null };

export type BackupScheduleHistoryQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type BackupScheduleHistoryQuery = { readonly backupSchedule: { readonly id: string, readonly name: string, readonly history: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: ScheduleEditKind, readonly at: string, readonly namespaces: ReadonlyArray<string>, readonly selectionVersion: number, readonly revertedAt: string | null, readonly actor: { readonly kind: ActorKind, readonly id: string | null, readonly name: string }, readonly changes: ReadonlyArray<{ readonly field: string, readonly before: unknown, readonly after: unknown }> } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } } | null };

export type BackupScheduleNamesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  nameContains?: string | null | undefined;
}>;


export type BackupScheduleNamesQuery = { readonly backupSchedules: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type BackupScheduleOverviewQueryVariables = Exact<{
  id: string;
  cycles: number;
}>;


export type BackupScheduleOverviewQuery = { readonly backupSchedule: { readonly stateChangedAt: string, readonly createdSingle: boolean, readonly anchor: string, readonly graceMinutes: number, readonly upcoming: ReadonlyArray<string>, readonly releasedNamespaces: ReadonlyArray<string>, readonly barrenCycles: number, readonly alertRecipients: ReadonlyArray<string>, readonly verifyEveryDays: number | null, readonly updatedAt: string, readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly timeZone: string, readonly nextDueAt: string | null, readonly missingNamespaces: ReadonlyArray<string>, readonly version: number, readonly selectionVersion: number, readonly createdAt: string, readonly alerts: ReadonlyArray<{ readonly message: string, readonly meaning: string, readonly openedAt: string, readonly acknowledgedAt: string | null, readonly acknowledgedBy: string | null, readonly id: string, readonly kind: AlertKind, readonly count: number }>, readonly cycles: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly plannedAt: string | null, readonly trigger: CycleTrigger, readonly outcome: CycleOutcome, readonly startedAt: string, readonly endedAt: string | null, readonly reasons: ReadonlyArray<{ readonly code: string, readonly meaning: string }>, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly backup: { readonly id: string, readonly name: string, readonly state: BackupState, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string> } | null } }> }, readonly heldBackups: ReadonlyArray<{ readonly backup: { readonly id: string, readonly name: string, readonly state: BackupState, readonly createdAt: string } | null, readonly heldFor: ReadonlyArray<{ readonly namespace: string | null, readonly virtualMachine: string | null, readonly reason: HeldReason, readonly until: string | null }> }>, readonly timing: { readonly kind: TimingKind, readonly minutes: number | null, readonly at: string | null, readonly weekdays: ReadonlyArray<Weekday> | null, readonly monthDays: ReadonlyArray<number> | null, readonly expression: string | null, readonly description: string }, readonly retention: { readonly keep: number, readonly maxAgeDays: number | null, readonly hourly: number, readonly daily: number, readonly weekly: number, readonly monthly: number }, readonly departures: ReadonlyArray<{ readonly namespace: string, readonly leftAt: string }>, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly preRule: { readonly id: string, readonly name: string } | null, readonly postRule: { readonly id: string, readonly name: string } | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } | null, readonly volumeSettings: { readonly mode: VolumeMode, readonly acceptSkipped: boolean, readonly snapshotClasses: ReadonlyArray<{ readonly driver: string, readonly snapshotClass: string }> }, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly openCycle: { readonly id: string, readonly trigger: CycleTrigger, readonly startedAt: string } | null } | null };

export type BackupSchedulePreviewQueryVariables = Exact<{
  id: string;
}>;


export type BackupSchedulePreviewQuery = { readonly backupSchedule: { readonly id: string, readonly name: string, readonly preview: { readonly at: string | null, readonly unlisted: ReadonlyArray<string>, readonly included: ReadonlyArray<{ readonly name: string, readonly uid: string }>, readonly missing: ReadonlyArray<{ readonly name: string, readonly reason: string }>, readonly virtualMachines: { readonly served: boolean, readonly included: ReadonlyArray<{ readonly namespace: string, readonly name: string, readonly state: VirtualMachineState }>, readonly missing: ReadonlyArray<{ readonly namespace: string, readonly name: string }> } | null } | null } | null };

export type BackupScheduleUpcomingQueryVariables = Exact<{
  id: string;
  first: number;
}>;


export type BackupScheduleUpcomingQuery = { readonly backupSchedule: { readonly id: string, readonly name: string, readonly timeZone: string, readonly upcoming: ReadonlyArray<string>, readonly timing: { readonly description: string } } | null };

export type BackupScheduleQueryVariables = Exact<{
  id: string;
}>;


export type BackupScheduleQuery = { readonly backupSchedule: { readonly stateChangedAt: string, readonly createdSingle: boolean, readonly anchor: string, readonly graceMinutes: number, readonly upcoming: ReadonlyArray<string>, readonly releasedNamespaces: ReadonlyArray<string>, readonly barrenCycles: number, readonly alertRecipients: ReadonlyArray<string>, readonly verifyEveryDays: number | null, readonly updatedAt: string, readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly timeZone: string, readonly nextDueAt: string | null, readonly missingNamespaces: ReadonlyArray<string>, readonly version: number, readonly selectionVersion: number, readonly createdAt: string, readonly timing: { readonly kind: TimingKind, readonly minutes: number | null, readonly at: string | null, readonly weekdays: ReadonlyArray<Weekday> | null, readonly monthDays: ReadonlyArray<number> | null, readonly expression: string | null, readonly description: string }, readonly retention: { readonly keep: number, readonly maxAgeDays: number | null, readonly hourly: number, readonly daily: number, readonly weekly: number, readonly monthly: number }, readonly departures: ReadonlyArray<{ readonly namespace: string, readonly leftAt: string }>, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly preRule: { readonly id: string, readonly name: string } | null, readonly postRule: { readonly id: string, readonly name: string } | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } | null, readonly volumeSettings: { readonly mode: VolumeMode, readonly acceptSkipped: boolean, readonly snapshotClasses: ReadonlyArray<{ readonly driver: string, readonly snapshotClass: string }> }, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly openCycle: { readonly id: string, readonly trigger: CycleTrigger, readonly startedAt: string } | null, readonly alerts: ReadonlyArray<{ readonly id: string, readonly kind: AlertKind, readonly count: number }> } | null };

export type BackupSchedulesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: BackupScheduleFilterInput | null | undefined;
  sort?: BackupScheduleSortInput | null | undefined;
}>;


export type BackupSchedulesQuery = { readonly backupSchedules: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly timeZone: string, readonly nextDueAt: string | null, readonly missingNamespaces: ReadonlyArray<string>, readonly version: number, readonly selectionVersion: number, readonly createdAt: string, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly timing: { readonly description: string }, readonly openCycle: { readonly id: string, readonly trigger: CycleTrigger, readonly startedAt: string } | null, readonly alerts: ReadonlyArray<{ readonly id: string, readonly kind: AlertKind, readonly count: number }> } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type BackupSyncUpdatedSubscriptionVariables = Exact<{
  locationId?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type BackupSyncUpdatedSubscription = { readonly backupSyncUpdated: { readonly eventId: string | null, readonly at: string, readonly backupSyncId: string, readonly locationId: string | null, readonly state: BackupSyncState, readonly message: string | null } };

export type BackupSyncQueryVariables = Exact<{
  id: string;
}>;


export type BackupSyncQuery = { readonly backupSync: { readonly id: string, readonly state: BackupSyncState, readonly stateReason: BackupSyncFailure | null, readonly stateMessage: string, readonly stateChangedAt: string, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly counts: { readonly listed: number, readonly added: number, readonly vanished: number, readonly returned: number, readonly unreadable: number }, readonly cluster: { readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null } | null };

export type BackupSyncsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: BackupSyncFilterInput | null | undefined;
}>;


export type BackupSyncsQuery = { readonly backupSyncs: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly state: BackupSyncState, readonly stateReason: BackupSyncFailure | null, readonly stateMessage: string, readonly stateChangedAt: string, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly counts: { readonly listed: number, readonly added: number, readonly vanished: number, readonly returned: number, readonly unreadable: number }, readonly cluster: { readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null } }> } };

export type BackupUpdatedSubscriptionVariables = Exact<{
  id?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type BackupUpdatedSubscription = { readonly backupUpdated: { readonly eventId: string | null, readonly type: BackupEventType | null, readonly at: string, readonly backupId: string, readonly state: BackupState | null, readonly stage: Stage | null, readonly attempt: number | null, readonly objects: number | null, readonly bytes: number | null, readonly message: string | null, readonly backup: { readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly vanishedAt: string | null, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly schedule: { readonly id: string, readonly name: string } | null, readonly deletion: { readonly startedAt: string, readonly attempts: number, readonly step: DeletionStep | null, readonly lastError: string | null, readonly nextTryAt: string } | null } | null } };

export type BackupVerificationQueryVariables = Exact<{
  id: string;
}>;


export type BackupVerificationQuery = { readonly backup: { readonly id: string, readonly name: string, readonly storedBytes: number, readonly lastVerification: { readonly state: VerificationState, readonly trigger: VerificationTrigger, readonly attempt: number, readonly frames: number, readonly objects: number, readonly bytes: number, readonly damages: ReadonlyArray<string>, readonly error: string | null, readonly tryRestore: boolean, readonly requestedAt: string, readonly startedAt: string | null, readonly endedAt: string | null, readonly trial: { readonly restorable: Restorable, readonly clusterName: string, readonly objects: number, readonly unchecked: number, readonly refused: number, readonly reasons: ReadonlyArray<string>, readonly at: string } | null } | null } | null };

export type BackupVolumesQueryVariables = Exact<{
  id: string;
  first: number;
}>;


export type BackupVolumesQuery = { readonly backup: { readonly volumeSettings: { readonly mode: VolumeMode, readonly acceptSkipped: boolean }, readonly volumes: { readonly total: number, readonly ready: number, readonly items: ReadonlyArray<{ readonly namespace: string, readonly claim: string, readonly driver: string | null, readonly snapshotClass: string | null, readonly state: VolumeState, readonly reason: VolumeReason | null, readonly message: string | null, readonly copy: VolumeCopy | null, readonly restoreSize: string | null, readonly cutAt: string | null, readonly readyAt: string | null }> } } | null };

export type BackupQueryVariables = Exact<{
  id: string;
}>;


export type BackupQuery = { readonly backup: { readonly mode: OperationMode, readonly engine: EngineName, readonly layout: BackupLayout, readonly listedBySync: boolean, readonly vanishedAt: string | null, readonly attempt: number, readonly stateChangedAt: string, readonly cancelRequestedAt: string | null, readonly requestedNamespaces: ReadonlyArray<string>, readonly verification: VerificationResult | null, readonly verifiedAt: string | null, readonly lockedUntil: string | null, readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }>, readonly namespaces: ReadonlyArray<{ readonly name: string, readonly fate: NamespaceFate, readonly reason: string | null, readonly uid: string | null, readonly objects: number, readonly bytes: number }>, readonly issues: ReadonlyArray<{ readonly code: IssueCode, readonly effect: IssueEffect, readonly meaning: string, readonly message: string, readonly subject: { readonly kind: IssueSubjectKind, readonly name: string } }>, readonly virtualMachines: ReadonlyArray<{ readonly namespace: string, readonly name: string, readonly fate: MachineFate, readonly state: VirtualMachineState | null, readonly quiesced: QuiesceEnd | null, readonly outcome: MachineOutcome | null, readonly volumes: number, readonly volumesBackedUp: number, readonly objects: number, readonly message: string | null }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly heldFor: ReadonlyArray<{ readonly namespace: string | null, readonly virtualMachine: string | null, readonly reason: HeldReason, readonly until: string | null }>, readonly importedFrom: { readonly locationId: string, readonly name: string } | null, readonly encryption: { readonly state: EncryptionState, readonly keyIds: ReadonlyArray<string> } | null, readonly preRule: { readonly id: string, readonly name: string } | null, readonly postRule: { readonly id: string, readonly name: string } | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } | null, readonly lastVerification: { readonly state: VerificationState, readonly trigger: VerificationTrigger, readonly attempt: number, readonly frames: number, readonly objects: number, readonly bytes: number, readonly damages: ReadonlyArray<string>, readonly error: string | null, readonly tryRestore: boolean, readonly requestedAt: string, readonly startedAt: string | null, readonly endedAt: string | null, readonly trial: { readonly restorable: Restorable, readonly clusterName: string, readonly objects: number, readonly unchecked: number, readonly refused: number, readonly reasons: ReadonlyArray<string>, readonly at: string } | null } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly schedule: { readonly id: string, readonly name: string } | null, readonly deletion: { readonly startedAt: string, readonly attempts: number, readonly step: DeletionStep | null, readonly lastError: string | null, readonly nextTryAt: string } | null } | null };

export type BackupsLiveSubscriptionVariables = Exact<{
  scheduleId?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type BackupsLiveSubscription = { readonly backupUpdated: { readonly eventId: string | null, readonly type: BackupEventType | null, readonly at: string, readonly backupId: string, readonly scheduleId: string | null, readonly state: BackupState | null, readonly stateReason: string | null, readonly stage: Stage | null, readonly attempt: number | null, readonly objects: number | null, readonly bytes: number | null, readonly backup: { readonly name: string } | null } };

export type BackupsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: BackupFilterInput | null | undefined;
  sort?: BackupSortInput | null | undefined;
}>;


export type BackupsQuery = { readonly backups: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly vanishedAt: string | null, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly schedule: { readonly id: string, readonly name: string } | null, readonly deletion: { readonly startedAt: string, readonly attempts: number, readonly step: DeletionStep | null, readonly lastError: string | null, readonly nextTryAt: string } | null } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type BeginInteractionMutationVariables = Exact<{
  input: BeginInteractionInput;
}>;


export type BeginInteractionMutation = { readonly beginInteraction: { readonly outcome: InteractionOutcome, readonly interactionId: string | null, readonly token: string | null, readonly expiresAt: string | null, readonly user: { readonly id: string, readonly name: string, readonly role: Role } | null } };

export type BeginSlackLinkMutationVariables = Exact<{
  input: BeginSlackLinkInput;
  idempotencyKey?: string | null | undefined;
}>;


export type BeginSlackLinkMutation = { readonly beginSlackLink: { readonly code: string, readonly expiresAt: string } };

export type CancelBackupVerificationMutationVariables = Exact<{
  input: CancelBackupVerificationInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CancelBackupVerificationMutation = { readonly cancelBackupVerification: { readonly backup: { readonly id: string, readonly name: string }, readonly verification: { readonly state: VerificationState, readonly trigger: VerificationTrigger, readonly attempt: number, readonly frames: number, readonly objects: number, readonly bytes: number, readonly damages: ReadonlyArray<string>, readonly error: string | null, readonly tryRestore: boolean, readonly requestedAt: string, readonly startedAt: string | null, readonly endedAt: string | null, readonly trial: { readonly restorable: Restorable, readonly clusterName: string, readonly objects: number, readonly unchecked: number, readonly refused: number, readonly reasons: ReadonlyArray<string>, readonly at: string } | null } } };

export type CancelBackupMutationVariables = Exact<{
  input: CancelBackupInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CancelBackupMutation = { readonly cancelBackup: { readonly backup: { readonly mode: OperationMode, readonly engine: EngineName, readonly layout: BackupLayout, readonly listedBySync: boolean, readonly vanishedAt: string | null, readonly attempt: number, readonly stateChangedAt: string, readonly cancelRequestedAt: string | null, readonly requestedNamespaces: ReadonlyArray<string>, readonly verification: VerificationResult | null, readonly verifiedAt: string | null, readonly lockedUntil: string | null, readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly namespaces: ReadonlyArray<{ readonly name: string, readonly fate: NamespaceFate, readonly reason: string | null, readonly uid: string | null, readonly objects: number, readonly bytes: number }>, readonly issues: ReadonlyArray<{ readonly code: IssueCode, readonly effect: IssueEffect, readonly meaning: string, readonly message: string, readonly subject: { readonly kind: IssueSubjectKind, readonly name: string } }>, readonly virtualMachines: ReadonlyArray<{ readonly namespace: string, readonly name: string, readonly fate: MachineFate, readonly state: VirtualMachineState | null, readonly quiesced: QuiesceEnd | null, readonly outcome: MachineOutcome | null, readonly volumes: number, readonly volumesBackedUp: number, readonly objects: number, readonly message: string | null }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly heldFor: ReadonlyArray<{ readonly namespace: string | null, readonly virtualMachine: string | null, readonly reason: HeldReason, readonly until: string | null }>, readonly importedFrom: { readonly locationId: string, readonly name: string } | null, readonly encryption: { readonly state: EncryptionState, readonly keyIds: ReadonlyArray<string> } | null, readonly preRule: { readonly id: string, readonly name: string } | null, readonly postRule: { readonly id: string, readonly name: string } | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } | null, readonly lastVerification: { readonly state: VerificationState, readonly trigger: VerificationTrigger, readonly attempt: number, readonly frames: number, readonly objects: number, readonly bytes: number, readonly damages: ReadonlyArray<string>, readonly error: string | null, readonly tryRestore: boolean, readonly requestedAt: string, readonly startedAt: string | null, readonly endedAt: string | null, readonly trial: { readonly restorable: Restorable, readonly clusterName: string, readonly objects: number, readonly unchecked: number, readonly refused: number, readonly reasons: ReadonlyArray<string>, readonly at: string } | null } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly schedule: { readonly id: string, readonly name: string } | null, readonly deletion: { readonly startedAt: string, readonly attempts: number, readonly step: DeletionStep | null, readonly lastError: string | null, readonly nextTryAt: string } | null } } };

export type CancelRestoreMutationVariables = Exact<{
  input: CancelRestoreInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CancelRestoreMutation = { readonly cancelRestore: { readonly restore: { readonly backupCreatedAt: string, readonly cancelRequestedAt: string | null, readonly stateChangedAt: string, readonly id: string, readonly name: string, readonly state: RestoreState, readonly stateReason: string | null, readonly stage: RestoreStage | null, readonly attempt: number, readonly backupName: string, readonly sourceClusterName: string, readonly clusterName: string, readonly targetNamespaces: ReadonlyArray<string>, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly owner: { readonly id: string, readonly name: string } | null, readonly options: { readonly existing: ExistingPolicy, readonly restoreStatus: ReadonlyArray<string>, readonly preserveNodePorts: boolean, readonly volumes: boolean, readonly scope: { readonly namespaces: ReadonlyArray<string> | null, readonly clusterScoped: boolean, readonly objects: ReadonlyArray<{ readonly resource: string, readonly namespace: string, readonly name: string }> | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } }, readonly namespaceMapping: ReadonlyArray<{ readonly from: string, readonly to: string }>, readonly storageClassMapping: ReadonlyArray<{ readonly from: string, readonly to: string }> }, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }>, readonly progress: { readonly done: number, readonly total: number | null, readonly counts: { readonly created: number, readonly updated: number, readonly replaced: number, readonly unchanged: number, readonly kept: number, readonly skipped: number, readonly failed: number } } } } };

export type ChangeLabelsMutationVariables = Exact<{
  input: ChangeLabelsInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ChangeLabelsMutation = { readonly changeLabels: { readonly id: string, readonly version: number, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }> } };

export type ClaimDeliveriesMutationVariables = Exact<{
  input: ClaimDeliveriesInput;
}>;


export type ClaimDeliveriesMutation = { readonly claimDeliveries: { readonly nextAt: string | null, readonly claimed: ReadonlyArray<{ readonly claim: string, readonly target: string, readonly teamId: string | null, readonly detail: RouteDetail, readonly buttons: boolean, readonly delivery: { readonly id: string, readonly kind: DeliveryKind, readonly attempts: number }, readonly message: { readonly channelId: string, readonly ts: string } | null, readonly alert: { readonly id: string, readonly kind: AlertKind, readonly meaning: string, readonly isOpen: boolean, readonly standing: AlertStanding, readonly message: string, readonly count: number, readonly openedAt: string, readonly changedAt: string, readonly lastSeenAt: string, readonly acknowledgedAt: string | null, readonly acknowledgedBy: string | null, readonly closedAt: string | null, readonly closedReason: string | null, readonly namespaceCount: number, readonly names: ReadonlyArray<{ readonly name: string, readonly onSchedule: boolean, readonly isBack: boolean | null }>, readonly snooze: { readonly until: string | null, readonly by: string, readonly at: string } | null, readonly schedule: { readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly nextDueAt: string | null, readonly createdSingle: boolean, readonly selectionVersion: number, readonly timeZone: string, readonly missingNamespaces: ReadonlyArray<string>, readonly timing: { readonly description: string }, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly cluster: { readonly id: string, readonly name: string, readonly state: ClusterState } | null, readonly location: { readonly id: string, readonly name: string, readonly state: BackupLocationState } | null, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }> } | null, readonly cluster: { readonly id: string, readonly name: string, readonly state: ClusterState } | null, readonly discovery: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string, readonly state: BackupLocationState } | null, readonly backup: { readonly id: string, readonly name: string, readonly state: BackupState, readonly createdAt: string } | null, readonly edits: ReadonlyArray<{ readonly kind: ScheduleEditKind, readonly at: string, readonly namespaces: ReadonlyArray<string>, readonly revertedAt: string | null, readonly selectionVersion: number, readonly actor: { readonly name: string } }> } | null, readonly change: { readonly kind: AlertChangeKind, readonly at: string, readonly by: string | null, readonly added: ReadonlyArray<string>, readonly addedCount: number, readonly removed: ReadonlyArray<string>, readonly removedCount: number, readonly reason: string | null } | null, readonly backup: { readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly attempt: number, readonly objects: number, readonly bytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly includedNamespaces: ReadonlyArray<string>, readonly schedule: { readonly id: string, readonly name: string } | null, readonly cluster: { readonly id: string, readonly name: string } | null } | null, readonly notice: { readonly kind: NoticeKind, readonly userName: string, readonly at: string } | null, readonly digest: { readonly since: string, readonly until: string, readonly openCount: number, readonly uncoveredCount: number, readonly openAlerts: ReadonlyArray<{ readonly id: string, readonly kind: AlertKind, readonly message: string, readonly standing: AlertStanding, readonly openedAt: string, readonly schedule: { readonly id: string, readonly name: string } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly discovery: { readonly id: string, readonly name: string } | null }>, readonly edits: ReadonlyArray<{ readonly scheduleName: string, readonly kind: ScheduleEditKind, readonly by: string, readonly at: string, readonly namespaces: ReadonlyArray<string>, readonly namespaceCount: number }>, readonly uncovered: ReadonlyArray<{ readonly clusterName: string, readonly name: string, readonly scheduleName: string, readonly leftAt: string, readonly by: string | null }> } | null }> } };

export type ClusterAccessManifestQueryVariables = Exact<{
  namespace: string;
  name: string;
  exec: boolean;
  stork: boolean;
}>;


export type ClusterAccessManifestQuery = { readonly clusterAccessManifest: string };

export type ClusterDiscoveriesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  states?: ReadonlyArray<ClusterDiscoveryState> | ClusterDiscoveryState | null | undefined;
}>;


export type ClusterDiscoveriesQuery = { readonly clusterDiscoveries: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly project: string | null, readonly labelSelector: string | null, readonly intervalMinutes: number | null, readonly server: string, readonly credentialExpiresAt: string | null, readonly state: ClusterDiscoveryState, readonly stateReason: DiscoveryReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly run: DiscoveryRun, readonly requestedAt: string, readonly startedAt: string | null, readonly endedAt: string | null, readonly nextDueAt: string | null, readonly lastSucceededAt: string | null, readonly processed: number, readonly total: number | null, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly counts: { readonly found: number, readonly registered: number, readonly updated: number, readonly unchanged: number, readonly hibernated: number, readonly skipped: number, readonly failed: number, readonly unmanaged: number, readonly remanaged: number, readonly renewed: number }, readonly problems: ReadonlyArray<{ readonly shoot: string, readonly message: string }>, readonly clusters: { readonly managed: number, readonly hibernated: number }, readonly owner: { readonly id: string, readonly name: string } | null } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type ClusterDiscoveryQueryVariables = Exact<{
  id: string;
}>;


export type ClusterDiscoveryQuery = { readonly clusterDiscovery: { readonly id: string, readonly name: string, readonly project: string | null, readonly labelSelector: string | null, readonly intervalMinutes: number | null, readonly server: string, readonly credentialExpiresAt: string | null, readonly state: ClusterDiscoveryState, readonly stateReason: DiscoveryReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly run: DiscoveryRun, readonly requestedAt: string, readonly startedAt: string | null, readonly endedAt: string | null, readonly nextDueAt: string | null, readonly lastSucceededAt: string | null, readonly processed: number, readonly total: number | null, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly allowed: boolean, readonly reason: string | null }>, readonly counts: { readonly found: number, readonly registered: number, readonly updated: number, readonly unchanged: number, readonly hibernated: number, readonly skipped: number, readonly failed: number, readonly unmanaged: number, readonly remanaged: number, readonly renewed: number }, readonly problems: ReadonlyArray<{ readonly shoot: string, readonly message: string }>, readonly clusters: { readonly managed: number, readonly hibernated: number }, readonly owner: { readonly id: string, readonly name: string } | null } | null };

export type ClusterNamesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type ClusterNamesQuery = { readonly clusters: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type ClusterNamespacesQueryVariables = Exact<{
  id: string;
}>;


export type ClusterNamespacesQuery = { readonly cluster: { readonly id: string, readonly name: string, readonly namespaces: ReadonlyArray<{ readonly name: string, readonly uid: string, readonly terminating: boolean, readonly system: boolean, readonly createdAt: string, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }> }> | null } | null };

export type ClusterQueryVariables = Exact<{
  id: string;
}>;


export type ClusterQuery = { readonly cluster: { readonly id: string, readonly name: string, readonly mode: OperationMode, readonly state: ClusterState, readonly stateReason: ClusterReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly server: string | null, readonly kubernetesVersion: string | null, readonly clusterUid: string | null, readonly credentialExpiresAt: string | null, readonly lastReachedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }>, readonly stork: { readonly version: string | null, readonly adminNamespace: string, readonly unverified: ReadonlyArray<string>, readonly prerequisites: ReadonlyArray<{ readonly name: StorkPrerequisiteName, readonly requiredVersion: string, readonly met: boolean | null }> } | null, readonly missingRights: ReadonlyArray<{ readonly resource: string, readonly verb: string }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly shoot: { readonly uid: string, readonly project: string, readonly name: string, readonly region: string | null, readonly provider: string | null, readonly hibernated: boolean, readonly managed: boolean, readonly unmanagedReason: string | null, readonly kubeconfigExpiresAt: string | null, readonly renewAt: string | null, readonly renewError: string | null, readonly discoveries: ReadonlyArray<{ readonly id: string, readonly name: string }> } | null, readonly owner: { readonly name: string } | null } | null };

export type ClustersQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: ClusterFilterInput | null | undefined;
  sort?: ClusterSortInput | null | undefined;
}>;


export type ClustersQuery = { readonly clusters: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly mode: OperationMode, readonly state: ClusterState, readonly stateReason: ClusterReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly server: string | null, readonly kubernetesVersion: string | null, readonly clusterUid: string | null, readonly credentialExpiresAt: string | null, readonly lastReachedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly stork: { readonly version: string | null, readonly adminNamespace: string, readonly unverified: ReadonlyArray<string>, readonly prerequisites: ReadonlyArray<{ readonly name: StorkPrerequisiteName, readonly requiredVersion: string, readonly met: boolean | null }> } | null, readonly missingRights: ReadonlyArray<{ readonly resource: string, readonly verb: string }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly shoot: { readonly uid: string, readonly project: string, readonly name: string, readonly region: string | null, readonly provider: string | null, readonly hibernated: boolean, readonly managed: boolean, readonly unmanagedReason: string | null, readonly kubeconfigExpiresAt: string | null, readonly renewAt: string | null, readonly renewError: string | null, readonly discoveries: ReadonlyArray<{ readonly id: string, readonly name: string }> } | null, readonly owner: { readonly name: string } | null } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type CompareBackupQueryVariables = Exact<{
  input: CompareBackupInput;
}>;


export type CompareBackupQuery = { readonly compareBackup: { readonly added: number, readonly removed: number, readonly changed: number, readonly unchanged: number, readonly unread: ReadonlyArray<string>, readonly differences: ReadonlyArray<{ readonly change: ObjectChange, readonly fieldsTotal: number, readonly object: { readonly resource: string, readonly namespace: string, readonly name: string }, readonly fields: ReadonlyArray<{ readonly path: string, readonly before: string | null, readonly after: string | null, readonly masked: boolean }> }> } };

export type ConfigurationSchedulesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type ConfigurationSchedulesQuery = { readonly backupSchedules: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly timeZone: string, readonly graceMinutes: number, readonly alertRecipients: ReadonlyArray<string>, readonly verifyEveryDays: number | null, readonly cluster: { readonly name: string } | null, readonly location: { readonly name: string } | null, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly timing: { readonly kind: TimingKind, readonly minutes: number | null, readonly at: string | null, readonly weekdays: ReadonlyArray<Weekday> | null, readonly monthDays: ReadonlyArray<number> | null, readonly expression: string | null }, readonly retention: { readonly keep: number, readonly maxAgeDays: number | null, readonly hourly: number, readonly daily: number, readonly weekly: number, readonly monthly: number }, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly preRule: { readonly name: string } | null, readonly postRule: { readonly name: string } | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } | null, readonly volumeSettings: { readonly mode: VolumeMode, readonly acceptSkipped: boolean, readonly snapshotClasses: ReadonlyArray<{ readonly driver: string, readonly snapshotClass: string }> } } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type ConfirmSlackLinkMutationVariables = Exact<{
  input: ConfirmSlackLinkInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ConfirmSlackLinkMutation = { readonly confirmSlackLink: { readonly slackLink: { readonly id: string, readonly teamName: string, readonly slackUserName: string, readonly linkedAt: string, readonly user: { readonly name: string } } } };

export type CreateAccessTokenMutationVariables = Exact<{
  input: CreateAccessTokenInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CreateAccessTokenMutation = { readonly createAccessToken: { readonly token: string, readonly accessToken: { readonly id: string, readonly name: string, readonly access: TokenAccess, readonly operations: ReadonlyArray<string>, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly lastUsedAt: string | null } } };

export type CreateAlertRouteMutationVariables = Exact<{
  input: CreateAlertRouteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CreateAlertRouteMutation = { readonly createAlertRoute: { readonly alertRoute: { readonly id: string, readonly name: string, readonly channelId: string, readonly isDefault: boolean, readonly labelSelector: string | null, readonly detail: RouteDetail, readonly buttons: boolean, readonly digestAt: string | null, readonly timeZone: string, readonly state: AlertRouteState, readonly stateReason: string | null, readonly stateChangedAt: string, readonly version: number, readonly cluster: { readonly id: string, readonly name: string } | null, readonly schedule: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string } | null } } };

export type CreateBackupLocationMutationVariables = Exact<{
  input: CreateBackupLocationInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CreateBackupLocationMutation = { readonly createBackupLocation: { readonly backupLocation: { readonly id: string, readonly name: string, readonly kind: LocationKind, readonly access: LocationAccess, readonly path: string, readonly encrypted: boolean, readonly state: BackupLocationState, readonly stateReason: LocationReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly s3: { readonly endpoint: string | null, readonly region: string, readonly bucket: string, readonly prefix: string, readonly forcePathStyle: boolean, readonly storageClass: string | null, readonly caBundle: string | null, readonly allowHttp: boolean, readonly checksums: S3Checksums, readonly credentials: S3Credentials, readonly sse: { readonly mode: S3Encryption, readonly kmsKeyId: string | null } } | null, readonly capabilities: { readonly probedAt: string, readonly checksums: StoreChecksums, readonly conditionalWrites: boolean, readonly versioning: StoreVersioning, readonly objectLock: StoreObjectLock, readonly defaultRetention: { readonly mode: RetentionMode, readonly days: number } | null } | null, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null } } };

export type CreateBackupScheduleMutationVariables = Exact<{
  input: CreateBackupScheduleInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CreateBackupScheduleMutation = { readonly createBackupSchedule: { readonly backupSchedule: { readonly stateChangedAt: string, readonly createdSingle: boolean, readonly anchor: string, readonly graceMinutes: number, readonly upcoming: ReadonlyArray<string>, readonly releasedNamespaces: ReadonlyArray<string>, readonly barrenCycles: number, readonly alertRecipients: ReadonlyArray<string>, readonly verifyEveryDays: number | null, readonly updatedAt: string, readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly timeZone: string, readonly nextDueAt: string | null, readonly missingNamespaces: ReadonlyArray<string>, readonly version: number, readonly selectionVersion: number, readonly createdAt: string, readonly timing: { readonly kind: TimingKind, readonly minutes: number | null, readonly at: string | null, readonly weekdays: ReadonlyArray<Weekday> | null, readonly monthDays: ReadonlyArray<number> | null, readonly expression: string | null, readonly description: string }, readonly retention: { readonly keep: number, readonly maxAgeDays: number | null, readonly hourly: number, readonly daily: number, readonly weekly: number, readonly monthly: number }, readonly departures: ReadonlyArray<{ readonly namespace: string, readonly leftAt: string }>, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly preRule: { readonly id: string, readonly name: string } | null, readonly postRule: { readonly id: string, readonly name: string } | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } | null, readonly volumeSettings: { readonly mode: VolumeMode, readonly acceptSkipped: boolean, readonly snapshotClasses: ReadonlyArray<{ readonly driver: string, readonly snapshotClass: string }> }, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly openCycle: { readonly id: string, readonly trigger: CycleTrigger, readonly startedAt: string } | null, readonly alerts: ReadonlyArray<{ readonly id: string, readonly kind: AlertKind, readonly count: number }> } } };

export type CreateBackupMutationVariables = Exact<{
  input: CreateBackupInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CreateBackupMutation = { readonly createBackup: { readonly backup: { readonly mode: OperationMode, readonly engine: EngineName, readonly layout: BackupLayout, readonly listedBySync: boolean, readonly vanishedAt: string | null, readonly attempt: number, readonly stateChangedAt: string, readonly cancelRequestedAt: string | null, readonly requestedNamespaces: ReadonlyArray<string>, readonly verification: VerificationResult | null, readonly verifiedAt: string | null, readonly lockedUntil: string | null, readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly namespaces: ReadonlyArray<{ readonly name: string, readonly fate: NamespaceFate, readonly reason: string | null, readonly uid: string | null, readonly objects: number, readonly bytes: number }>, readonly issues: ReadonlyArray<{ readonly code: IssueCode, readonly effect: IssueEffect, readonly meaning: string, readonly message: string, readonly subject: { readonly kind: IssueSubjectKind, readonly name: string } }>, readonly virtualMachines: ReadonlyArray<{ readonly namespace: string, readonly name: string, readonly fate: MachineFate, readonly state: VirtualMachineState | null, readonly quiesced: QuiesceEnd | null, readonly outcome: MachineOutcome | null, readonly volumes: number, readonly volumesBackedUp: number, readonly objects: number, readonly message: string | null }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly heldFor: ReadonlyArray<{ readonly namespace: string | null, readonly virtualMachine: string | null, readonly reason: HeldReason, readonly until: string | null }>, readonly importedFrom: { readonly locationId: string, readonly name: string } | null, readonly encryption: { readonly state: EncryptionState, readonly keyIds: ReadonlyArray<string> } | null, readonly preRule: { readonly id: string, readonly name: string } | null, readonly postRule: { readonly id: string, readonly name: string } | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } | null, readonly lastVerification: { readonly state: VerificationState, readonly trigger: VerificationTrigger, readonly attempt: number, readonly frames: number, readonly objects: number, readonly bytes: number, readonly damages: ReadonlyArray<string>, readonly error: string | null, readonly tryRestore: boolean, readonly requestedAt: string, readonly startedAt: string | null, readonly endedAt: string | null, readonly trial: { readonly restorable: Restorable, readonly clusterName: string, readonly objects: number, readonly unchecked: number, readonly refused: number, readonly reasons: ReadonlyArray<string>, readonly at: string } | null } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly schedule: { readonly id: string, readonly name: string } | null, readonly deletion: { readonly startedAt: string, readonly attempts: number, readonly step: DeletionStep | null, readonly lastError: string | null, readonly nextTryAt: string } | null } } };

export type CreateClusterDiscoveryMutationVariables = Exact<{
  input: CreateClusterDiscoveryInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CreateClusterDiscoveryMutation = { readonly createClusterDiscovery: { readonly clusterDiscovery: { readonly id: string, readonly name: string, readonly project: string | null, readonly labelSelector: string | null, readonly intervalMinutes: number | null, readonly server: string, readonly credentialExpiresAt: string | null, readonly state: ClusterDiscoveryState, readonly stateReason: DiscoveryReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly run: DiscoveryRun, readonly requestedAt: string, readonly startedAt: string | null, readonly endedAt: string | null, readonly nextDueAt: string | null, readonly lastSucceededAt: string | null, readonly processed: number, readonly total: number | null, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly counts: { readonly found: number, readonly registered: number, readonly updated: number, readonly unchanged: number, readonly hibernated: number, readonly skipped: number, readonly failed: number, readonly unmanaged: number, readonly remanaged: number, readonly renewed: number }, readonly problems: ReadonlyArray<{ readonly shoot: string, readonly message: string }>, readonly clusters: { readonly managed: number, readonly hibernated: number }, readonly owner: { readonly id: string, readonly name: string } | null } } };

export type CreateExecRuleMutationVariables = Exact<{
  input: CreateExecRuleInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CreateExecRuleMutation = { readonly createExecRule: { readonly execRule: { readonly id: string, readonly name: string, readonly kind: RuleKind, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly actions: ReadonlyArray<{ readonly podSelector: string | null, readonly podName: string | null, readonly namespaces: ReadonlyArray<string> | null, readonly container: string | null, readonly command: ReadonlyArray<string>, readonly timeoutSeconds: number, readonly onePodOnly: boolean, readonly onFailure: FailureMode }>, readonly usedBy: { readonly total: number, readonly users: ReadonlyArray<{ readonly resource: string, readonly id: string, readonly name: string }> }, readonly owner: { readonly id: string, readonly name: string } | null } } };

export type CreateLocationConnectionMutationVariables = Exact<{
  input: CreateLocationConnectionInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CreateLocationConnectionMutation = { readonly createLocationConnection: { readonly locationConnection: { readonly id: string, readonly state: LocationConnectionState, readonly stateReason: LocationConnectionReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly validatedAt: string | null, readonly isUnverified: boolean, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null } } };

export type CreateRestoreMutationVariables = Exact<{
  input: CreateRestoreInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CreateRestoreMutation = { readonly createRestore: { readonly restore: { readonly backupCreatedAt: string, readonly cancelRequestedAt: string | null, readonly stateChangedAt: string, readonly id: string, readonly name: string, readonly state: RestoreState, readonly stateReason: string | null, readonly stage: RestoreStage | null, readonly attempt: number, readonly backupName: string, readonly sourceClusterName: string, readonly clusterName: string, readonly targetNamespaces: ReadonlyArray<string>, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly owner: { readonly id: string, readonly name: string } | null, readonly options: { readonly existing: ExistingPolicy, readonly restoreStatus: ReadonlyArray<string>, readonly preserveNodePorts: boolean, readonly volumes: boolean, readonly scope: { readonly namespaces: ReadonlyArray<string> | null, readonly clusterScoped: boolean, readonly objects: ReadonlyArray<{ readonly resource: string, readonly namespace: string, readonly name: string }> | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } }, readonly namespaceMapping: ReadonlyArray<{ readonly from: string, readonly to: string }>, readonly storageClassMapping: ReadonlyArray<{ readonly from: string, readonly to: string }> }, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }>, readonly progress: { readonly done: number, readonly total: number | null, readonly counts: { readonly created: number, readonly updated: number, readonly replaced: number, readonly unchanged: number, readonly kept: number, readonly skipped: number, readonly failed: number } } } } };

export type CreateShareMutationVariables = Exact<{
  input: CreateShareInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CreateShareMutation = { readonly createShare: { readonly share: { readonly id: string, readonly resource: SharedResource, readonly resourceId: string, readonly access: ShareAccess, readonly namespaces: ReadonlyArray<string>, readonly version: number, readonly createdAt: string, readonly user: { readonly id: string, readonly name: string } | null, readonly group: { readonly id: string, readonly name: string } | null, readonly sharedBy: { readonly name: string } | null } } };

export type CreateUserGroupMutationVariables = Exact<{
  input: CreateUserGroupInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CreateUserGroupMutation = { readonly createUserGroup: { readonly userGroup: { readonly id: string, readonly name: string, readonly provider: string | null, readonly state: UserState, readonly stateReason: UserReason | null, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly createdAt: string, readonly version: number, readonly members: { readonly totalCount: number } } } };

export type CreateUserMutationVariables = Exact<{
  input: CreateUserInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CreateUserMutation = { readonly createUser: { readonly user: { readonly id: string, readonly kind: UserKind, readonly stateReason: UserReason | null, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly provider: string | null, readonly name: string, readonly email: string | null, readonly role: Role, readonly state: UserState, readonly createdAt: string, readonly version: number, readonly groups: ReadonlyArray<{ readonly id: string, readonly name: string, readonly provider: string | null }>, readonly owned: ReadonlyArray<{ readonly kind: OwnedKind, readonly count: number }>, readonly accessTokens: ReadonlyArray<{ readonly id: string, readonly name: string, readonly access: TokenAccess, readonly operations: ReadonlyArray<string>, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly lastUsedAt: string | null }>, readonly slackLinks: ReadonlyArray<{ readonly id: string, readonly teamId: string, readonly teamName: string, readonly slackUserId: string, readonly slackUserName: string, readonly linkedAt: string }> } } };

export type DeleteAlertRouteMutationVariables = Exact<{
  input: DeleteAlertRouteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DeleteAlertRouteMutation = { readonly deleteAlertRoute: { readonly id: string } };

export type DeleteBackupLocationMutationVariables = Exact<{
  input: DeleteBackupLocationInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DeleteBackupLocationMutation = { readonly deleteBackupLocation: { readonly id: string } };

export type DeleteBackupScheduleMutationVariables = Exact<{
  input: DeleteBackupScheduleInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DeleteBackupScheduleMutation = { readonly deleteBackupSchedule: { readonly id: string } };

export type DeleteBackupMutationVariables = Exact<{
  input: DeleteBackupInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DeleteBackupMutation = { readonly deleteBackup: { readonly backup: { readonly mode: OperationMode, readonly engine: EngineName, readonly layout: BackupLayout, readonly listedBySync: boolean, readonly vanishedAt: string | null, readonly attempt: number, readonly stateChangedAt: string, readonly cancelRequestedAt: string | null, readonly requestedNamespaces: ReadonlyArray<string>, readonly verification: VerificationResult | null, readonly verifiedAt: string | null, readonly lockedUntil: string | null, readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly namespaces: ReadonlyArray<{ readonly name: string, readonly fate: NamespaceFate, readonly reason: string | null, readonly uid: string | null, readonly objects: number, readonly bytes: number }>, readonly issues: ReadonlyArray<{ readonly code: IssueCode, readonly effect: IssueEffect, readonly meaning: string, readonly message: string, readonly subject: { readonly kind: IssueSubjectKind, readonly name: string } }>, readonly virtualMachines: ReadonlyArray<{ readonly namespace: string, readonly name: string, readonly fate: MachineFate, readonly state: VirtualMachineState | null, readonly quiesced: QuiesceEnd | null, readonly outcome: MachineOutcome | null, readonly volumes: number, readonly volumesBackedUp: number, readonly objects: number, readonly message: string | null }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly heldFor: ReadonlyArray<{ readonly namespace: string | null, readonly virtualMachine: string | null, readonly reason: HeldReason, readonly until: string | null }>, readonly importedFrom: { readonly locationId: string, readonly name: string } | null, readonly encryption: { readonly state: EncryptionState, readonly keyIds: ReadonlyArray<string> } | null, readonly preRule: { readonly id: string, readonly name: string } | null, readonly postRule: { readonly id: string, readonly name: string } | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } | null, readonly lastVerification: { readonly state: VerificationState, readonly trigger: VerificationTrigger, readonly attempt: number, readonly frames: number, readonly objects: number, readonly bytes: number, readonly damages: ReadonlyArray<string>, readonly error: string | null, readonly tryRestore: boolean, readonly requestedAt: string, readonly startedAt: string | null, readonly endedAt: string | null, readonly trial: { readonly restorable: Restorable, readonly clusterName: string, readonly objects: number, readonly unchecked: number, readonly refused: number, readonly reasons: ReadonlyArray<string>, readonly at: string } | null } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly schedule: { readonly id: string, readonly name: string } | null, readonly deletion: { readonly startedAt: string, readonly attempts: number, readonly step: DeletionStep | null, readonly lastError: string | null, readonly nextTryAt: string } | null } } };

export type DeleteClusterDiscoveryMutationVariables = Exact<{
  input: DeleteClusterDiscoveryInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DeleteClusterDiscoveryMutation = { readonly deleteClusterDiscovery: { readonly clusterDiscovery: { readonly id: string, readonly name: string, readonly project: string | null, readonly labelSelector: string | null, readonly intervalMinutes: number | null, readonly server: string, readonly credentialExpiresAt: string | null, readonly state: ClusterDiscoveryState, readonly stateReason: DiscoveryReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly run: DiscoveryRun, readonly requestedAt: string, readonly startedAt: string | null, readonly endedAt: string | null, readonly nextDueAt: string | null, readonly lastSucceededAt: string | null, readonly processed: number, readonly total: number | null, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly counts: { readonly found: number, readonly registered: number, readonly updated: number, readonly unchanged: number, readonly hibernated: number, readonly skipped: number, readonly failed: number, readonly unmanaged: number, readonly remanaged: number, readonly renewed: number }, readonly problems: ReadonlyArray<{ readonly shoot: string, readonly message: string }>, readonly clusters: { readonly managed: number, readonly hibernated: number }, readonly owner: { readonly id: string, readonly name: string } | null } } };

export type DeleteClusterMutationVariables = Exact<{
  input: DeleteClusterInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DeleteClusterMutation = { readonly deleteCluster: { readonly id: string } };

export type DeleteExecRuleMutationVariables = Exact<{
  input: DeleteExecRuleInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DeleteExecRuleMutation = { readonly deleteExecRule: { readonly id: string } };

export type DeleteLocationConnectionMutationVariables = Exact<{
  input: DeleteLocationConnectionInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DeleteLocationConnectionMutation = { readonly deleteLocationConnection: { readonly id: string } };

export type DeleteRestoreMutationVariables = Exact<{
  input: DeleteRestoreInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DeleteRestoreMutation = { readonly deleteRestore: { readonly id: string } };

export type DeleteShareMutationVariables = Exact<{
  input: DeleteShareInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DeleteShareMutation = { readonly deleteShare: { readonly id: string } };

export type DeleteUserGroupMutationVariables = Exact<{
  input: DeleteUserGroupInput;
  idempotencyKey?: string | null | undefined;
}>;


export type DeleteUserGroupMutation = { readonly deleteUserGroup: { readonly id: string } };

export type DeliveriesDueSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type DeliveriesDueSubscription = { readonly deliveriesDue: { readonly at: string } };

export type DeliveriesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  states?: ReadonlyArray<DeliveryState> | DeliveryState | null | undefined;
  medium?: DeliveryMedium | null | undefined;
  alertId?: string | null | undefined;
}>;


export type DeliveriesQuery = { readonly deliveries: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: DeliveryKind, readonly medium: DeliveryMedium, readonly state: DeliveryState, readonly target: string, readonly attempts: number, readonly createdAt: string, readonly notBefore: string, readonly deliveredAt: string | null, readonly errorCode: string | null, readonly error: string | null, readonly route: { readonly id: string, readonly name: string } | null, readonly alert: { readonly id: string, readonly kind: AlertKind } | null, readonly backup: { readonly id: string, readonly name: string } | null } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type EditAlertRouteMutationVariables = Exact<{
  input: EditAlertRouteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type EditAlertRouteMutation = { readonly editAlertRoute: { readonly alertRoute: { readonly id: string, readonly name: string, readonly channelId: string, readonly isDefault: boolean, readonly labelSelector: string | null, readonly detail: RouteDetail, readonly buttons: boolean, readonly digestAt: string | null, readonly timeZone: string, readonly state: AlertRouteState, readonly stateReason: string | null, readonly stateChangedAt: string, readonly version: number, readonly cluster: { readonly id: string, readonly name: string } | null, readonly schedule: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string } | null } } };

export type EditBackupLocationMutationVariables = Exact<{
  input: EditBackupLocationInput;
  idempotencyKey?: string | null | undefined;
}>;


export type EditBackupLocationMutation = { readonly editBackupLocation: { readonly backupLocation: { readonly id: string, readonly name: string, readonly kind: LocationKind, readonly access: LocationAccess, readonly path: string, readonly encrypted: boolean, readonly state: BackupLocationState, readonly stateReason: LocationReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly s3: { readonly endpoint: string | null, readonly region: string, readonly bucket: string, readonly prefix: string, readonly forcePathStyle: boolean, readonly storageClass: string | null, readonly caBundle: string | null, readonly allowHttp: boolean, readonly checksums: S3Checksums, readonly credentials: S3Credentials, readonly sse: { readonly mode: S3Encryption, readonly kmsKeyId: string | null } } | null, readonly capabilities: { readonly probedAt: string, readonly checksums: StoreChecksums, readonly conditionalWrites: boolean, readonly versioning: StoreVersioning, readonly objectLock: StoreObjectLock, readonly defaultRetention: { readonly mode: RetentionMode, readonly days: number } | null } | null, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null } } };

export type EditBackupScheduleMutationVariables = Exact<{
  input: EditBackupScheduleInput;
  idempotencyKey?: string | null | undefined;
}>;


export type EditBackupScheduleMutation = { readonly editBackupSchedule: { readonly backupSchedule: { readonly stateChangedAt: string, readonly createdSingle: boolean, readonly anchor: string, readonly graceMinutes: number, readonly upcoming: ReadonlyArray<string>, readonly releasedNamespaces: ReadonlyArray<string>, readonly barrenCycles: number, readonly alertRecipients: ReadonlyArray<string>, readonly verifyEveryDays: number | null, readonly updatedAt: string, readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly timeZone: string, readonly nextDueAt: string | null, readonly missingNamespaces: ReadonlyArray<string>, readonly version: number, readonly selectionVersion: number, readonly createdAt: string, readonly timing: { readonly kind: TimingKind, readonly minutes: number | null, readonly at: string | null, readonly weekdays: ReadonlyArray<Weekday> | null, readonly monthDays: ReadonlyArray<number> | null, readonly expression: string | null, readonly description: string }, readonly retention: { readonly keep: number, readonly maxAgeDays: number | null, readonly hourly: number, readonly daily: number, readonly weekly: number, readonly monthly: number }, readonly departures: ReadonlyArray<{ readonly namespace: string, readonly leftAt: string }>, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly preRule: { readonly id: string, readonly name: string } | null, readonly postRule: { readonly id: string, readonly name: string } | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } | null, readonly volumeSettings: { readonly mode: VolumeMode, readonly acceptSkipped: boolean, readonly snapshotClasses: ReadonlyArray<{ readonly driver: string, readonly snapshotClass: string }> }, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly openCycle: { readonly id: string, readonly trigger: CycleTrigger, readonly startedAt: string } | null, readonly alerts: ReadonlyArray<{ readonly id: string, readonly kind: AlertKind, readonly count: number }> } } };

export type EditBackupMutationVariables = Exact<{
  input: EditBackupInput;
  idempotencyKey?: string | null | undefined;
}>;


export type EditBackupMutation = { readonly editBackup: { readonly backup: { readonly mode: OperationMode, readonly engine: EngineName, readonly layout: BackupLayout, readonly listedBySync: boolean, readonly vanishedAt: string | null, readonly attempt: number, readonly stateChangedAt: string, readonly cancelRequestedAt: string | null, readonly requestedNamespaces: ReadonlyArray<string>, readonly verification: VerificationResult | null, readonly verifiedAt: string | null, readonly lockedUntil: string | null, readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly namespaces: ReadonlyArray<{ readonly name: string, readonly fate: NamespaceFate, readonly reason: string | null, readonly uid: string | null, readonly objects: number, readonly bytes: number }>, readonly issues: ReadonlyArray<{ readonly code: IssueCode, readonly effect: IssueEffect, readonly meaning: string, readonly message: string, readonly subject: { readonly kind: IssueSubjectKind, readonly name: string } }>, readonly virtualMachines: ReadonlyArray<{ readonly namespace: string, readonly name: string, readonly fate: MachineFate, readonly state: VirtualMachineState | null, readonly quiesced: QuiesceEnd | null, readonly outcome: MachineOutcome | null, readonly volumes: number, readonly volumesBackedUp: number, readonly objects: number, readonly message: string | null }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly heldFor: ReadonlyArray<{ readonly namespace: string | null, readonly virtualMachine: string | null, readonly reason: HeldReason, readonly until: string | null }>, readonly importedFrom: { readonly locationId: string, readonly name: string } | null, readonly encryption: { readonly state: EncryptionState, readonly keyIds: ReadonlyArray<string> } | null, readonly preRule: { readonly id: string, readonly name: string } | null, readonly postRule: { readonly id: string, readonly name: string } | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } | null, readonly lastVerification: { readonly state: VerificationState, readonly trigger: VerificationTrigger, readonly attempt: number, readonly frames: number, readonly objects: number, readonly bytes: number, readonly damages: ReadonlyArray<string>, readonly error: string | null, readonly tryRestore: boolean, readonly requestedAt: string, readonly startedAt: string | null, readonly endedAt: string | null, readonly trial: { readonly restorable: Restorable, readonly clusterName: string, readonly objects: number, readonly unchecked: number, readonly refused: number, readonly reasons: ReadonlyArray<string>, readonly at: string } | null } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly schedule: { readonly id: string, readonly name: string } | null, readonly deletion: { readonly startedAt: string, readonly attempts: number, readonly step: DeletionStep | null, readonly lastError: string | null, readonly nextTryAt: string } | null } } };

export type EditClusterDiscoveryMutationVariables = Exact<{
  input: EditClusterDiscoveryInput;
  idempotencyKey?: string | null | undefined;
}>;


export type EditClusterDiscoveryMutation = { readonly editClusterDiscovery: { readonly clusterDiscovery: { readonly id: string, readonly name: string, readonly project: string | null, readonly labelSelector: string | null, readonly intervalMinutes: number | null, readonly server: string, readonly credentialExpiresAt: string | null, readonly state: ClusterDiscoveryState, readonly stateReason: DiscoveryReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly run: DiscoveryRun, readonly requestedAt: string, readonly startedAt: string | null, readonly endedAt: string | null, readonly nextDueAt: string | null, readonly lastSucceededAt: string | null, readonly processed: number, readonly total: number | null, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly counts: { readonly found: number, readonly registered: number, readonly updated: number, readonly unchanged: number, readonly hibernated: number, readonly skipped: number, readonly failed: number, readonly unmanaged: number, readonly remanaged: number, readonly renewed: number }, readonly problems: ReadonlyArray<{ readonly shoot: string, readonly message: string }>, readonly clusters: { readonly managed: number, readonly hibernated: number }, readonly owner: { readonly id: string, readonly name: string } | null } } };

export type EditClusterMutationVariables = Exact<{
  input: EditClusterInput;
  idempotencyKey?: string | null | undefined;
}>;


export type EditClusterMutation = { readonly editCluster: { readonly cluster: { readonly id: string, readonly name: string, readonly mode: OperationMode, readonly state: ClusterState, readonly stateReason: ClusterReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly server: string | null, readonly kubernetesVersion: string | null, readonly clusterUid: string | null, readonly credentialExpiresAt: string | null, readonly lastReachedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly stork: { readonly version: string | null, readonly adminNamespace: string, readonly unverified: ReadonlyArray<string>, readonly prerequisites: ReadonlyArray<{ readonly name: StorkPrerequisiteName, readonly requiredVersion: string, readonly met: boolean | null }> } | null, readonly missingRights: ReadonlyArray<{ readonly resource: string, readonly verb: string }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly shoot: { readonly uid: string, readonly project: string, readonly name: string, readonly region: string | null, readonly provider: string | null, readonly hibernated: boolean, readonly managed: boolean, readonly unmanagedReason: string | null, readonly kubeconfigExpiresAt: string | null, readonly renewAt: string | null, readonly renewError: string | null, readonly discoveries: ReadonlyArray<{ readonly id: string, readonly name: string }> } | null, readonly owner: { readonly name: string } | null } } };

export type EditExecRuleMutationVariables = Exact<{
  input: EditExecRuleInput;
  idempotencyKey?: string | null | undefined;
}>;


export type EditExecRuleMutation = { readonly editExecRule: { readonly execRule: { readonly id: string, readonly name: string, readonly kind: RuleKind, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly actions: ReadonlyArray<{ readonly podSelector: string | null, readonly podName: string | null, readonly namespaces: ReadonlyArray<string> | null, readonly container: string | null, readonly command: ReadonlyArray<string>, readonly timeoutSeconds: number, readonly onePodOnly: boolean, readonly onFailure: FailureMode }>, readonly usedBy: { readonly total: number, readonly users: ReadonlyArray<{ readonly resource: string, readonly id: string, readonly name: string }> }, readonly owner: { readonly id: string, readonly name: string } | null } } };

export type EditShareMutationVariables = Exact<{
  input: EditShareInput;
  idempotencyKey?: string | null | undefined;
}>;


export type EditShareMutation = { readonly editShare: { readonly share: { readonly id: string, readonly resource: SharedResource, readonly resourceId: string, readonly access: ShareAccess, readonly namespaces: ReadonlyArray<string>, readonly version: number, readonly createdAt: string, readonly user: { readonly id: string, readonly name: string } | null, readonly group: { readonly id: string, readonly name: string } | null, readonly sharedBy: { readonly name: string } | null } } };

export type EditUserGroupMutationVariables = Exact<{
  input: EditUserGroupInput;
  idempotencyKey?: string | null | undefined;
}>;


export type EditUserGroupMutation = { readonly editUserGroup: { readonly userGroup: { readonly id: string, readonly name: string, readonly provider: string | null, readonly state: UserState, readonly stateReason: UserReason | null, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly createdAt: string, readonly version: number, readonly members: { readonly totalCount: number } } } };

export type EditUserMutationVariables = Exact<{
  input: EditUserInput;
  idempotencyKey?: string | null | undefined;
}>;


export type EditUserMutation = { readonly editUser: { readonly user: { readonly id: string, readonly kind: UserKind, readonly stateReason: UserReason | null, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly provider: string | null, readonly name: string, readonly email: string | null, readonly role: Role, readonly state: UserState, readonly createdAt: string, readonly version: number, readonly groups: ReadonlyArray<{ readonly id: string, readonly name: string, readonly provider: string | null }>, readonly owned: ReadonlyArray<{ readonly kind: OwnedKind, readonly count: number }>, readonly accessTokens: ReadonlyArray<{ readonly id: string, readonly name: string, readonly access: TokenAccess, readonly operations: ReadonlyArray<string>, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly lastUsedAt: string | null }>, readonly slackLinks: ReadonlyArray<{ readonly id: string, readonly teamId: string, readonly teamName: string, readonly slackUserId: string, readonly slackUserName: string, readonly linkedAt: string }> } } };

export type ErrorCatalogQueryVariables = Exact<{ [key: string]: never; }>;


export type ErrorCatalogQuery = { readonly errorCatalog: ReadonlyArray<{ readonly code: ErrorCode, readonly meaning: string, readonly advice: string, readonly retryable: boolean, readonly httpStatus: number }> };

export type ExcludeNamespacesFromScheduleMutationVariables = Exact<{
  input: ExcludeNamespacesFromScheduleInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ExcludeNamespacesFromScheduleMutation = { readonly excludeNamespacesFromSchedule: { readonly changed: boolean, readonly namespaces: ReadonlyArray<string>, readonly backupSchedule: { readonly stateChangedAt: string, readonly createdSingle: boolean, readonly anchor: string, readonly graceMinutes: number, readonly upcoming: ReadonlyArray<string>, readonly releasedNamespaces: ReadonlyArray<string>, readonly barrenCycles: number, readonly alertRecipients: ReadonlyArray<string>, readonly verifyEveryDays: number | null, readonly updatedAt: string, readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly timeZone: string, readonly nextDueAt: string | null, readonly missingNamespaces: ReadonlyArray<string>, readonly version: number, readonly selectionVersion: number, readonly createdAt: string, readonly timing: { readonly kind: TimingKind, readonly minutes: number | null, readonly at: string | null, readonly weekdays: ReadonlyArray<Weekday> | null, readonly monthDays: ReadonlyArray<number> | null, readonly expression: string | null, readonly description: string }, readonly retention: { readonly keep: number, readonly maxAgeDays: number | null, readonly hourly: number, readonly daily: number, readonly weekly: number, readonly monthly: number }, readonly departures: ReadonlyArray<{ readonly namespace: string, readonly leftAt: string }>, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly preRule: { readonly id: string, readonly name: string } | null, readonly postRule: { readonly id: string, readonly name: string } | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } | null, readonly volumeSettings: { readonly mode: VolumeMode, readonly acceptSkipped: boolean, readonly snapshotClasses: ReadonlyArray<{ readonly driver: string, readonly snapshotClass: string }> }, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly openCycle: { readonly id: string, readonly trigger: CycleTrigger, readonly startedAt: string } | null, readonly alerts: ReadonlyArray<{ readonly id: string, readonly kind: AlertKind, readonly count: number }> }, readonly by: { readonly id: string, readonly kind: ScheduleEditKind, readonly at: string, readonly namespaces: ReadonlyArray<string>, readonly selectionVersion: number, readonly revertedAt: string | null, readonly actor: { readonly kind: ActorKind, readonly id: string | null, readonly name: string }, readonly changes: ReadonlyArray<{ readonly field: string, readonly before: unknown, readonly after: unknown }> } | null } };

export type ExclusionChoicesQueryVariables = Exact<{
  scheduleId: string;
  search?: string | null | undefined;
  first: number;
}>;


export type ExclusionChoicesQuery = { readonly exclusionChoices: { readonly total: number, readonly missingTotal: number, readonly observedAt: string | null, readonly choices: ReadonlyArray<{ readonly name: string, readonly isBack: boolean | null, readonly heldUntil: string | null, readonly lastBackup: { readonly id: string, readonly name: string, readonly at: string } | null }>, readonly backupSchedule: { readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly nextDueAt: string | null, readonly createdSingle: boolean, readonly selectionVersion: number, readonly timeZone: string, readonly missingNamespaces: ReadonlyArray<string>, readonly timing: { readonly description: string }, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly cluster: { readonly id: string, readonly name: string, readonly state: ClusterState } | null, readonly location: { readonly id: string, readonly name: string, readonly state: BackupLocationState } | null, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }> } } };

export type ExecRuleQueryVariables = Exact<{
  id: string;
}>;


export type ExecRuleQuery = { readonly execRule: { readonly id: string, readonly name: string, readonly kind: RuleKind, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly actions: ReadonlyArray<{ readonly podSelector: string | null, readonly podName: string | null, readonly namespaces: ReadonlyArray<string> | null, readonly container: string | null, readonly command: ReadonlyArray<string>, readonly timeoutSeconds: number, readonly onePodOnly: boolean, readonly onFailure: FailureMode }>, readonly usedBy: { readonly total: number, readonly users: ReadonlyArray<{ readonly resource: string, readonly id: string, readonly name: string }> }, readonly owner: { readonly id: string, readonly name: string } | null } | null };

export type ExecRulesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  kind?: RuleKind | null | undefined;
  nameContains?: string | null | undefined;
}>;


export type ExecRulesQuery = { readonly execRules: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly kind: RuleKind, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly actions: ReadonlyArray<{ readonly podSelector: string | null, readonly podName: string | null, readonly namespaces: ReadonlyArray<string> | null, readonly container: string | null, readonly command: ReadonlyArray<string>, readonly timeoutSeconds: number, readonly onePodOnly: boolean, readonly onFailure: FailureMode }>, readonly usedBy: { readonly total: number, readonly users: ReadonlyArray<{ readonly resource: string, readonly id: string, readonly name: string }> }, readonly owner: { readonly id: string, readonly name: string } | null } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type ForceDeleteBackupMutationVariables = Exact<{
  input: ForceDeleteBackupInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ForceDeleteBackupMutation = { readonly forceDeleteBackup: { readonly id: string, readonly orphanedPath: string } };

export type AccessTokenFieldsFragment = { readonly id: string, readonly name: string, readonly access: TokenAccess, readonly operations: ReadonlyArray<string>, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly lastUsedAt: string | null };

export type AlertFieldsFragment = { readonly id: string, readonly kind: AlertKind, readonly meaning: string, readonly isOpen: boolean, readonly message: string, readonly namespaces: ReadonlyArray<string>, readonly count: number, readonly subjectType: AlertSubject, readonly subjectId: string, readonly openedAt: string, readonly changedAt: string, readonly lastSeenAt: string, readonly acknowledgedAt: string | null, readonly acknowledgedBy: string | null, readonly closedAt: string | null, readonly closedReason: string | null, readonly schedule: { readonly id: string, readonly name: string, readonly selectionVersion: number } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly discovery: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly backup: { readonly id: string, readonly name: string, readonly state: BackupState } | null };

export type AlertRouteFieldsFragment = { readonly id: string, readonly name: string, readonly channelId: string, readonly isDefault: boolean, readonly labelSelector: string | null, readonly detail: RouteDetail, readonly buttons: boolean, readonly digestAt: string | null, readonly timeZone: string, readonly state: AlertRouteState, readonly stateReason: string | null, readonly stateChangedAt: string, readonly version: number, readonly cluster: { readonly id: string, readonly name: string } | null, readonly schedule: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string } | null };

export type AllowedOperationFieldsFragment = { readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null };

export type BackupFieldsFragment = { readonly mode: OperationMode, readonly engine: EngineName, readonly layout: BackupLayout, readonly listedBySync: boolean, readonly vanishedAt: string | null, readonly attempt: number, readonly stateChangedAt: string, readonly cancelRequestedAt: string | null, readonly requestedNamespaces: ReadonlyArray<string>, readonly verification: VerificationResult | null, readonly verifiedAt: string | null, readonly lockedUntil: string | null, readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly namespaces: ReadonlyArray<{ readonly name: string, readonly fate: NamespaceFate, readonly reason: string | null, readonly uid: string | null, readonly objects: number, readonly bytes: number }>, readonly issues: ReadonlyArray<{ readonly code: IssueCode, readonly effect: IssueEffect, readonly meaning: string, readonly message: string, readonly subject: { readonly kind: IssueSubjectKind, readonly name: string } }>, readonly virtualMachines: ReadonlyArray<{ readonly namespace: string, readonly name: string, readonly fate: MachineFate, readonly state: VirtualMachineState | null, readonly quiesced: QuiesceEnd | null, readonly outcome: MachineOutcome | null, readonly volumes: number, readonly volumesBackedUp: number, readonly objects: number, readonly message: string | null }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly heldFor: ReadonlyArray<{ readonly namespace: string | null, readonly virtualMachine: string | null, readonly reason: HeldReason, readonly until: string | null }>, readonly importedFrom: { readonly locationId: string, readonly name: string } | null, readonly encryption: { readonly state: EncryptionState, readonly keyIds: ReadonlyArray<string> } | null, readonly preRule: { readonly id: string, readonly name: string } | null, readonly postRule: { readonly id: string, readonly name: string } | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } | null, readonly lastVerification: { readonly state: VerificationState, readonly trigger: VerificationTrigger, readonly attempt: number, readonly frames: number, readonly objects: number, readonly bytes: number, readonly damages: ReadonlyArray<string>, readonly error: string | null, readonly tryRestore: boolean, readonly requestedAt: string, readonly startedAt: string | null, readonly endedAt: string | null, readonly trial: { readonly restorable: Restorable, readonly clusterName: string, readonly objects: number, readonly unchecked: number, readonly refused: number, readonly reasons: ReadonlyArray<string>, readonly at: string } | null } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly schedule: { readonly id: string, readonly name: string } | null, readonly deletion: { readonly startedAt: string, readonly attempts: number, readonly step: DeletionStep | null, readonly lastError: string | null, readonly nextTryAt: string } | null };

export type BackupLocationFieldsFragment = { readonly id: string, readonly name: string, readonly kind: LocationKind, readonly access: LocationAccess, readonly path: string, readonly encrypted: boolean, readonly state: BackupLocationState, readonly stateReason: LocationReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly s3: { readonly endpoint: string | null, readonly region: string, readonly bucket: string, readonly prefix: string, readonly forcePathStyle: boolean, readonly storageClass: string | null, readonly caBundle: string | null, readonly allowHttp: boolean, readonly checksums: S3Checksums, readonly credentials: S3Credentials, readonly sse: { readonly mode: S3Encryption, readonly kmsKeyId: string | null } } | null, readonly capabilities: { readonly probedAt: string, readonly checksums: StoreChecksums, readonly conditionalWrites: boolean, readonly versioning: StoreVersioning, readonly objectLock: StoreObjectLock, readonly defaultRetention: { readonly mode: RetentionMode, readonly days: number } | null } | null, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null };

export type BackupPlanFieldsFragment = { readonly unlisted: ReadonlyArray<string>, readonly included: ReadonlyArray<{ readonly name: string, readonly uid: string }>, readonly missing: ReadonlyArray<{ readonly name: string, readonly reason: string }>, readonly virtualMachines: { readonly served: boolean, readonly included: ReadonlyArray<{ readonly namespace: string, readonly name: string, readonly state: VirtualMachineState }>, readonly missing: ReadonlyArray<{ readonly namespace: string, readonly name: string }> } | null };

export type BackupRowFragment = { readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly vanishedAt: string | null, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly schedule: { readonly id: string, readonly name: string } | null, readonly deletion: { readonly startedAt: string, readonly attempts: number, readonly step: DeletionStep | null, readonly lastError: string | null, readonly nextTryAt: string } | null };

export type BackupScheduleFieldsFragment = { readonly stateChangedAt: string, readonly createdSingle: boolean, readonly anchor: string, readonly graceMinutes: number, readonly upcoming: ReadonlyArray<string>, readonly releasedNamespaces: ReadonlyArray<string>, readonly barrenCycles: number, readonly alertRecipients: ReadonlyArray<string>, readonly verifyEveryDays: number | null, readonly updatedAt: string, readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly timeZone: string, readonly nextDueAt: string | null, readonly missingNamespaces: ReadonlyArray<string>, readonly version: number, readonly selectionVersion: number, readonly createdAt: string, readonly timing: { readonly kind: TimingKind, readonly minutes: number | null, readonly at: string | null, readonly weekdays: ReadonlyArray<Weekday> | null, readonly monthDays: ReadonlyArray<number> | null, readonly expression: string | null, readonly description: string }, readonly retention: { readonly keep: number, readonly maxAgeDays: number | null, readonly hourly: number, readonly daily: number, readonly weekly: number, readonly monthly: number }, readonly departures: ReadonlyArray<{ readonly namespace: string, readonly leftAt: string }>, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly preRule: { readonly id: string, readonly name: string } | null, readonly postRule: { readonly id: string, readonly name: string } | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } | null, readonly volumeSettings: { readonly mode: VolumeMode, readonly acceptSkipped: boolean, readonly snapshotClasses: ReadonlyArray<{ readonly driver: string, readonly snapshotClass: string }> }, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly openCycle: { readonly id: string, readonly trigger: CycleTrigger, readonly startedAt: string } | null, readonly alerts: ReadonlyArray<{ readonly id: string, readonly kind: AlertKind, readonly count: number }> };

export type BackupScheduleRowFragment = { readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly timeZone: string, readonly nextDueAt: string | null, readonly missingNamespaces: ReadonlyArray<string>, readonly version: number, readonly selectionVersion: number, readonly createdAt: string, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly timing: { readonly description: string }, readonly openCycle: { readonly id: string, readonly trigger: CycleTrigger, readonly startedAt: string } | null, readonly alerts: ReadonlyArray<{ readonly id: string, readonly kind: AlertKind, readonly count: number }> };

export type BackupSyncFieldsFragment = { readonly id: string, readonly state: BackupSyncState, readonly stateReason: BackupSyncFailure | null, readonly stateMessage: string, readonly stateChangedAt: string, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly counts: { readonly listed: number, readonly added: number, readonly vanished: number, readonly returned: number, readonly unreadable: number }, readonly cluster: { readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null };

export type BackupVerificationFieldsFragment = { readonly state: VerificationState, readonly trigger: VerificationTrigger, readonly attempt: number, readonly frames: number, readonly objects: number, readonly bytes: number, readonly damages: ReadonlyArray<string>, readonly error: string | null, readonly tryRestore: boolean, readonly requestedAt: string, readonly startedAt: string | null, readonly endedAt: string | null, readonly trial: { readonly restorable: Restorable, readonly clusterName: string, readonly objects: number, readonly unchecked: number, readonly refused: number, readonly reasons: ReadonlyArray<string>, readonly at: string } | null };

export type ClusterDiscoveryFieldsFragment = { readonly id: string, readonly name: string, readonly project: string | null, readonly labelSelector: string | null, readonly intervalMinutes: number | null, readonly server: string, readonly credentialExpiresAt: string | null, readonly state: ClusterDiscoveryState, readonly stateReason: DiscoveryReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly run: DiscoveryRun, readonly requestedAt: string, readonly startedAt: string | null, readonly endedAt: string | null, readonly nextDueAt: string | null, readonly lastSucceededAt: string | null, readonly processed: number, readonly total: number | null, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly counts: { readonly found: number, readonly registered: number, readonly updated: number, readonly unchanged: number, readonly hibernated: number, readonly skipped: number, readonly failed: number, readonly unmanaged: number, readonly remanaged: number, readonly renewed: number }, readonly problems: ReadonlyArray<{ readonly shoot: string, readonly message: string }>, readonly clusters: { readonly managed: number, readonly hibernated: number }, readonly owner: { readonly id: string, readonly name: string } | null };

export type ClusterFieldsFragment = { readonly id: string, readonly name: string, readonly mode: OperationMode, readonly state: ClusterState, readonly stateReason: ClusterReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly server: string | null, readonly kubernetesVersion: string | null, readonly clusterUid: string | null, readonly credentialExpiresAt: string | null, readonly lastReachedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly stork: { readonly version: string | null, readonly adminNamespace: string, readonly unverified: ReadonlyArray<string>, readonly prerequisites: ReadonlyArray<{ readonly name: StorkPrerequisiteName, readonly requiredVersion: string, readonly met: boolean | null }> } | null, readonly missingRights: ReadonlyArray<{ readonly resource: string, readonly verb: string }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly shoot: { readonly uid: string, readonly project: string, readonly name: string, readonly region: string | null, readonly provider: string | null, readonly hibernated: boolean, readonly managed: boolean, readonly unmanagedReason: string | null, readonly kubeconfigExpiresAt: string | null, readonly renewAt: string | null, readonly renewError: string | null, readonly discoveries: ReadonlyArray<{ readonly id: string, readonly name: string }> } | null, readonly owner: { readonly name: string } | null };

export type CycleFieldsFragment = { readonly id: string, readonly plannedAt: string | null, readonly trigger: CycleTrigger, readonly outcome: CycleOutcome, readonly startedAt: string, readonly endedAt: string | null, readonly reasons: ReadonlyArray<{ readonly code: string, readonly meaning: string }>, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly backup: { readonly id: string, readonly name: string, readonly state: BackupState, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string> } | null };

export type DeliveryFieldsFragment = { readonly id: string, readonly kind: DeliveryKind, readonly medium: DeliveryMedium, readonly state: DeliveryState, readonly target: string, readonly attempts: number, readonly createdAt: string, readonly notBefore: string, readonly deliveredAt: string | null, readonly errorCode: string | null, readonly error: string | null, readonly route: { readonly id: string, readonly name: string } | null, readonly alert: { readonly id: string, readonly kind: AlertKind } | null, readonly backup: { readonly id: string, readonly name: string } | null };

export type ExecRuleFieldsFragment = { readonly id: string, readonly name: string, readonly kind: RuleKind, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly actions: ReadonlyArray<{ readonly podSelector: string | null, readonly podName: string | null, readonly namespaces: ReadonlyArray<string> | null, readonly container: string | null, readonly command: ReadonlyArray<string>, readonly timeoutSeconds: number, readonly onePodOnly: boolean, readonly onFailure: FailureMode }>, readonly usedBy: { readonly total: number, readonly users: ReadonlyArray<{ readonly resource: string, readonly id: string, readonly name: string }> }, readonly owner: { readonly id: string, readonly name: string } | null };

export type LocationConnectionFieldsFragment = { readonly id: string, readonly state: LocationConnectionState, readonly stateReason: LocationConnectionReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly validatedAt: string | null, readonly isUnverified: boolean, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null };

export type RestoreFieldsFragment = { readonly backupCreatedAt: string, readonly cancelRequestedAt: string | null, readonly stateChangedAt: string, readonly id: string, readonly name: string, readonly state: RestoreState, readonly stateReason: string | null, readonly stage: RestoreStage | null, readonly attempt: number, readonly backupName: string, readonly sourceClusterName: string, readonly clusterName: string, readonly targetNamespaces: ReadonlyArray<string>, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly owner: { readonly id: string, readonly name: string } | null, readonly options: { readonly existing: ExistingPolicy, readonly restoreStatus: ReadonlyArray<string>, readonly preserveNodePorts: boolean, readonly volumes: boolean, readonly scope: { readonly namespaces: ReadonlyArray<string> | null, readonly clusterScoped: boolean, readonly objects: ReadonlyArray<{ readonly resource: string, readonly namespace: string, readonly name: string }> | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } }, readonly namespaceMapping: ReadonlyArray<{ readonly from: string, readonly to: string }>, readonly storageClassMapping: ReadonlyArray<{ readonly from: string, readonly to: string }> }, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }>, readonly progress: { readonly done: number, readonly total: number | null, readonly counts: { readonly created: number, readonly updated: number, readonly replaced: number, readonly unchanged: number, readonly kept: number, readonly skipped: number, readonly failed: number } } };

export type RestoreRowFragment = { readonly id: string, readonly name: string, readonly state: RestoreState, readonly stateReason: string | null, readonly stage: RestoreStage | null, readonly attempt: number, readonly backupName: string, readonly sourceClusterName: string, readonly clusterName: string, readonly targetNamespaces: ReadonlyArray<string>, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly progress: { readonly done: number, readonly total: number | null, readonly counts: { readonly created: number, readonly updated: number, readonly replaced: number, readonly unchanged: number, readonly kept: number, readonly skipped: number, readonly failed: number } } };

export type ScheduleEditFieldsFragment = { readonly id: string, readonly kind: ScheduleEditKind, readonly at: string, readonly namespaces: ReadonlyArray<string>, readonly selectionVersion: number, readonly revertedAt: string | null, readonly actor: { readonly kind: ActorKind, readonly id: string | null, readonly name: string }, readonly changes: ReadonlyArray<{ readonly field: string, readonly before: unknown, readonly after: unknown }> };

export type ShareFieldsFragment = { readonly id: string, readonly resource: SharedResource, readonly resourceId: string, readonly access: ShareAccess, readonly namespaces: ReadonlyArray<string>, readonly version: number, readonly createdAt: string, readonly user: { readonly id: string, readonly name: string } | null, readonly group: { readonly id: string, readonly name: string } | null, readonly sharedBy: { readonly name: string } | null };

export type SlackAlertFragment = { readonly id: string, readonly kind: AlertKind, readonly meaning: string, readonly isOpen: boolean, readonly standing: AlertStanding, readonly message: string, readonly count: number, readonly openedAt: string, readonly changedAt: string, readonly lastSeenAt: string, readonly acknowledgedAt: string | null, readonly acknowledgedBy: string | null, readonly closedAt: string | null, readonly closedReason: string | null, readonly namespaceCount: number, readonly names: ReadonlyArray<{ readonly name: string, readonly onSchedule: boolean, readonly isBack: boolean | null }>, readonly snooze: { readonly until: string | null, readonly by: string, readonly at: string } | null, readonly schedule: { readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly nextDueAt: string | null, readonly createdSingle: boolean, readonly selectionVersion: number, readonly timeZone: string, readonly missingNamespaces: ReadonlyArray<string>, readonly timing: { readonly description: string }, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly cluster: { readonly id: string, readonly name: string, readonly state: ClusterState } | null, readonly location: { readonly id: string, readonly name: string, readonly state: BackupLocationState } | null, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }> } | null, readonly cluster: { readonly id: string, readonly name: string, readonly state: ClusterState } | null, readonly discovery: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string, readonly state: BackupLocationState } | null, readonly backup: { readonly id: string, readonly name: string, readonly state: BackupState, readonly createdAt: string } | null, readonly edits: ReadonlyArray<{ readonly kind: ScheduleEditKind, readonly at: string, readonly namespaces: ReadonlyArray<string>, readonly revertedAt: string | null, readonly selectionVersion: number, readonly actor: { readonly name: string } }> };

export type SlackBackupFragment = { readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly attempt: number, readonly objects: number, readonly bytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly includedNamespaces: ReadonlyArray<string>, readonly schedule: { readonly id: string, readonly name: string } | null, readonly cluster: { readonly id: string, readonly name: string } | null };

export type SlackBackupsAtAGlanceFragment = { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: BackupState, readonly stateChangedAt: string, readonly vanishedAt: string | null } }> };

export type SlackClusterFragment = { readonly id: string, readonly name: string, readonly state: ClusterState, readonly stateMessage: string, readonly stateChangedAt: string, readonly mode: OperationMode, readonly stork: { readonly version: string | null, readonly prerequisites: ReadonlyArray<{ readonly name: StorkPrerequisiteName, readonly requiredVersion: string, readonly met: boolean | null }> } | null, readonly allowedOperations: ReadonlyArray<{ readonly label: string, readonly code: ErrorCode | null }> };

export type SlackConnectionFragment = { readonly id: string, readonly state: LocationConnectionState, readonly stateMessage: string, readonly stateChangedAt: string, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null };

export type SlackLinkFieldsFragment = { readonly id: string, readonly teamId: string, readonly teamName: string, readonly slackUserId: string, readonly slackUserName: string, readonly linkedAt: string };

export type SlackMachineFragment = { readonly id: string, readonly namespace: string, readonly name: string, readonly state: VirtualMachineState, readonly stateReason: string, readonly stateChangedAt: string };

export type SlackRestoresAtAGlanceFragment = { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: RestoreState, readonly stateChangedAt: string } }> };

export type SlackScheduleFragment = { readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly nextDueAt: string | null, readonly createdSingle: boolean, readonly selectionVersion: number, readonly timeZone: string, readonly missingNamespaces: ReadonlyArray<string>, readonly timing: { readonly description: string }, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly cluster: { readonly id: string, readonly name: string, readonly state: ClusterState } | null, readonly location: { readonly id: string, readonly name: string, readonly state: BackupLocationState } | null, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }> };

export type UserFieldsFragment = { readonly id: string, readonly kind: UserKind, readonly stateReason: UserReason | null, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly provider: string | null, readonly name: string, readonly email: string | null, readonly role: Role, readonly state: UserState, readonly createdAt: string, readonly version: number, readonly groups: ReadonlyArray<{ readonly id: string, readonly name: string, readonly provider: string | null }>, readonly owned: ReadonlyArray<{ readonly kind: OwnedKind, readonly count: number }>, readonly accessTokens: ReadonlyArray<{ readonly id: string, readonly name: string, readonly access: TokenAccess, readonly operations: ReadonlyArray<string>, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly lastUsedAt: string | null }>, readonly slackLinks: ReadonlyArray<{ readonly id: string, readonly teamId: string, readonly teamName: string, readonly slackUserId: string, readonly slackUserName: string, readonly linkedAt: string }> };

export type UserGroupFieldsFragment = { readonly id: string, readonly name: string, readonly provider: string | null, readonly state: UserState, readonly stateReason: UserReason | null, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly createdAt: string, readonly version: number, readonly members: { readonly totalCount: number } };

export type VirtualMachineFieldsFragment = { readonly id: string, readonly namespace: string, readonly name: string, readonly uid: string, readonly state: VirtualMachineState, readonly stateReason: string, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly printableStatus: string | null, readonly runStrategy: string | null, readonly agentConnected: boolean, readonly createdAt: string, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly cluster: { readonly id: string, readonly name: string } | null };

export type HeldBackupsQueryVariables = Exact<{
  id: string;
}>;


export type HeldBackupsQuery = { readonly backupSchedule: { readonly id: string, readonly name: string, readonly heldBackups: ReadonlyArray<{ readonly backup: { readonly id: string, readonly name: string, readonly state: BackupState, readonly createdAt: string } | null, readonly heldFor: ReadonlyArray<{ readonly namespace: string | null, readonly virtualMachine: string | null, readonly reason: HeldReason, readonly until: string | null }> }> } | null };

export type ImportVeleroBackupMutationVariables = Exact<{
  input: ImportVeleroBackupInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ImportVeleroBackupMutation = { readonly importVeleroBackup: { readonly backup: { readonly mode: OperationMode, readonly engine: EngineName, readonly layout: BackupLayout, readonly listedBySync: boolean, readonly vanishedAt: string | null, readonly attempt: number, readonly stateChangedAt: string, readonly cancelRequestedAt: string | null, readonly requestedNamespaces: ReadonlyArray<string>, readonly verification: VerificationResult | null, readonly verifiedAt: string | null, readonly lockedUntil: string | null, readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly namespaces: ReadonlyArray<{ readonly name: string, readonly fate: NamespaceFate, readonly reason: string | null, readonly uid: string | null, readonly objects: number, readonly bytes: number }>, readonly issues: ReadonlyArray<{ readonly code: IssueCode, readonly effect: IssueEffect, readonly meaning: string, readonly message: string, readonly subject: { readonly kind: IssueSubjectKind, readonly name: string } }>, readonly virtualMachines: ReadonlyArray<{ readonly namespace: string, readonly name: string, readonly fate: MachineFate, readonly state: VirtualMachineState | null, readonly quiesced: QuiesceEnd | null, readonly outcome: MachineOutcome | null, readonly volumes: number, readonly volumesBackedUp: number, readonly objects: number, readonly message: string | null }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly heldFor: ReadonlyArray<{ readonly namespace: string | null, readonly virtualMachine: string | null, readonly reason: HeldReason, readonly until: string | null }>, readonly importedFrom: { readonly locationId: string, readonly name: string } | null, readonly encryption: { readonly state: EncryptionState, readonly keyIds: ReadonlyArray<string> } | null, readonly preRule: { readonly id: string, readonly name: string } | null, readonly postRule: { readonly id: string, readonly name: string } | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } | null, readonly lastVerification: { readonly state: VerificationState, readonly trigger: VerificationTrigger, readonly attempt: number, readonly frames: number, readonly objects: number, readonly bytes: number, readonly damages: ReadonlyArray<string>, readonly error: string | null, readonly tryRestore: boolean, readonly requestedAt: string, readonly startedAt: string | null, readonly endedAt: string | null, readonly trial: { readonly restorable: Restorable, readonly clusterName: string, readonly objects: number, readonly unchecked: number, readonly refused: number, readonly reasons: ReadonlyArray<string>, readonly at: string } | null } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly schedule: { readonly id: string, readonly name: string } | null, readonly deletion: { readonly startedAt: string, readonly attempts: number, readonly step: DeletionStep | null, readonly lastError: string | null, readonly nextTryAt: string } | null } } };

export type LocationConnectionQueryVariables = Exact<{
  id: string;
}>;


export type LocationConnectionQuery = { readonly locationConnection: { readonly id: string, readonly state: LocationConnectionState, readonly stateReason: LocationConnectionReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly validatedAt: string | null, readonly isUnverified: boolean, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null } | null };

export type LocationConnectionsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: LocationConnectionFilterInput | null | undefined;
}>;


export type LocationConnectionsQuery = { readonly locationConnections: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly state: LocationConnectionState, readonly stateReason: LocationConnectionReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly validatedAt: string | null, readonly isUnverified: boolean, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null } }> } };

export type PlanBackupQueryVariables = Exact<{
  input: PlanBackupInput;
}>;


export type PlanBackupQuery = { readonly planBackup: { readonly unlisted: ReadonlyArray<string>, readonly included: ReadonlyArray<{ readonly name: string, readonly uid: string }>, readonly missing: ReadonlyArray<{ readonly name: string, readonly reason: string }>, readonly virtualMachines: { readonly served: boolean, readonly included: ReadonlyArray<{ readonly namespace: string, readonly name: string, readonly state: VirtualMachineState }>, readonly missing: ReadonlyArray<{ readonly namespace: string, readonly name: string }> } | null } };

export type PlanResourcesQueryVariables = Exact<{
  input: PlanBackupInput;
}>;


export type PlanResourcesQuery = { readonly planBackup: { readonly unlisted: ReadonlyArray<string>, readonly resources: { readonly unknownKinds: ReadonlyArray<string>, readonly complete: boolean, readonly kinds: ReadonlyArray<{ readonly resource: string, readonly kept: number, readonly leftOut: ReadonlyArray<{ readonly rule: string, readonly reason: string, readonly objects: number }> }>, readonly leftOutKinds: ReadonlyArray<{ readonly resource: string, readonly rule: string, readonly reason: string }>, readonly unreadable: ReadonlyArray<{ readonly resource: string, readonly message: string }> } | null, readonly included: ReadonlyArray<{ readonly name: string, readonly uid: string }>, readonly missing: ReadonlyArray<{ readonly name: string, readonly reason: string }>, readonly virtualMachines: { readonly served: boolean, readonly included: ReadonlyArray<{ readonly namespace: string, readonly name: string, readonly state: VirtualMachineState }>, readonly missing: ReadonlyArray<{ readonly namespace: string, readonly name: string }> } | null } };

export type PreviewRestoreQueryVariables = Exact<{
  input: PreviewRestoreInput;
}>;


export type PreviewRestoreQuery = { readonly previewRestore: { readonly newNamespaces: ReadonlyArray<string>, readonly unchecked: number, readonly conflictsTotal: number, readonly counts: { readonly created: number, readonly updated: number, readonly replaced: number, readonly unchanged: number, readonly kept: number, readonly skipped: number, readonly failed: number }, readonly conflicts: ReadonlyArray<{ readonly outcome: ObjectOutcome, readonly code: RestoreIssueCode | null, readonly message: string, readonly object: { readonly resource: string, readonly namespace: string, readonly name: string }, readonly target: { readonly namespace: string, readonly name: string } }>, readonly issues: ReadonlyArray<{ readonly code: RestoreIssueCode, readonly effect: IssueEffect, readonly message: string, readonly object: { readonly resource: string, readonly namespace: string, readonly name: string } | null }> } };

export type ReassignOwnershipMutationVariables = Exact<{
  input: ReassignOwnershipInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ReassignOwnershipMutation = { readonly reassignOwnership: { readonly changed: boolean, readonly moved: ReadonlyArray<{ readonly kind: OwnedKind, readonly count: number }> } };

export type RefreshClusterDiscoveryMutationVariables = Exact<{
  input: RefreshClusterDiscoveryInput;
  idempotencyKey?: string | null | undefined;
}>;


export type RefreshClusterDiscoveryMutation = { readonly refreshClusterDiscovery: { readonly clusterDiscovery: { readonly id: string, readonly name: string, readonly project: string | null, readonly labelSelector: string | null, readonly intervalMinutes: number | null, readonly server: string, readonly credentialExpiresAt: string | null, readonly state: ClusterDiscoveryState, readonly stateReason: DiscoveryReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly run: DiscoveryRun, readonly requestedAt: string, readonly startedAt: string | null, readonly endedAt: string | null, readonly nextDueAt: string | null, readonly lastSucceededAt: string | null, readonly processed: number, readonly total: number | null, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly counts: { readonly found: number, readonly registered: number, readonly updated: number, readonly unchanged: number, readonly hibernated: number, readonly skipped: number, readonly failed: number, readonly unmanaged: number, readonly remanaged: number, readonly renewed: number }, readonly problems: ReadonlyArray<{ readonly shoot: string, readonly message: string }>, readonly clusters: { readonly managed: number, readonly hibernated: number }, readonly owner: { readonly id: string, readonly name: string } | null } } };

export type RegisterClusterMutationVariables = Exact<{
  input: RegisterClusterInput;
  idempotencyKey?: string | null | undefined;
}>;


export type RegisterClusterMutation = { readonly registerCluster: { readonly cluster: { readonly id: string, readonly name: string, readonly mode: OperationMode, readonly state: ClusterState, readonly stateReason: ClusterReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly server: string | null, readonly kubernetesVersion: string | null, readonly clusterUid: string | null, readonly credentialExpiresAt: string | null, readonly lastReachedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly stork: { readonly version: string | null, readonly adminNamespace: string, readonly unverified: ReadonlyArray<string>, readonly prerequisites: ReadonlyArray<{ readonly name: StorkPrerequisiteName, readonly requiredVersion: string, readonly met: boolean | null }> } | null, readonly missingRights: ReadonlyArray<{ readonly resource: string, readonly verb: string }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly shoot: { readonly uid: string, readonly project: string, readonly name: string, readonly region: string | null, readonly provider: string | null, readonly hibernated: boolean, readonly managed: boolean, readonly unmanagedReason: string | null, readonly kubeconfigExpiresAt: string | null, readonly renewAt: string | null, readonly renewError: string | null, readonly discoveries: ReadonlyArray<{ readonly id: string, readonly name: string }> } | null, readonly owner: { readonly name: string } | null } } };

export type ReleaseHeldBackupsMutationVariables = Exact<{
  input: ReleaseHeldBackupsInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ReleaseHeldBackupsMutation = { readonly releaseHeldBackups: { readonly backupSchedule: { readonly stateChangedAt: string, readonly createdSingle: boolean, readonly anchor: string, readonly graceMinutes: number, readonly upcoming: ReadonlyArray<string>, readonly releasedNamespaces: ReadonlyArray<string>, readonly barrenCycles: number, readonly alertRecipients: ReadonlyArray<string>, readonly verifyEveryDays: number | null, readonly updatedAt: string, readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly timeZone: string, readonly nextDueAt: string | null, readonly missingNamespaces: ReadonlyArray<string>, readonly version: number, readonly selectionVersion: number, readonly createdAt: string, readonly timing: { readonly kind: TimingKind, readonly minutes: number | null, readonly at: string | null, readonly weekdays: ReadonlyArray<Weekday> | null, readonly monthDays: ReadonlyArray<number> | null, readonly expression: string | null, readonly description: string }, readonly retention: { readonly keep: number, readonly maxAgeDays: number | null, readonly hourly: number, readonly daily: number, readonly weekly: number, readonly monthly: number }, readonly departures: ReadonlyArray<{ readonly namespace: string, readonly leftAt: string }>, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly preRule: { readonly id: string, readonly name: string } | null, readonly postRule: { readonly id: string, readonly name: string } | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } | null, readonly volumeSettings: { readonly mode: VolumeMode, readonly acceptSkipped: boolean, readonly snapshotClasses: ReadonlyArray<{ readonly driver: string, readonly snapshotClass: string }> }, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly openCycle: { readonly id: string, readonly trigger: CycleTrigger, readonly startedAt: string } | null, readonly alerts: ReadonlyArray<{ readonly id: string, readonly kind: AlertKind, readonly count: number }> } } };

export type RemoveSlackLinkMutationVariables = Exact<{
  input: RemoveSlackLinkInput;
  idempotencyKey?: string | null | undefined;
}>;


export type RemoveSlackLinkMutation = { readonly removeSlackLink: { readonly id: string } };

export type RescanBackupLocationMutationVariables = Exact<{
  input: RescanBackupLocationInput;
  idempotencyKey?: string | null | undefined;
}>;


export type RescanBackupLocationMutation = { readonly rescanBackupLocation: { readonly skipped: number, readonly backupLocation: { readonly id: string, readonly name: string, readonly kind: LocationKind, readonly access: LocationAccess, readonly path: string, readonly encrypted: boolean, readonly state: BackupLocationState, readonly stateReason: LocationReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly s3: { readonly endpoint: string | null, readonly region: string, readonly bucket: string, readonly prefix: string, readonly forcePathStyle: boolean, readonly storageClass: string | null, readonly caBundle: string | null, readonly allowHttp: boolean, readonly checksums: S3Checksums, readonly credentials: S3Credentials, readonly sse: { readonly mode: S3Encryption, readonly kmsKeyId: string | null } } | null, readonly capabilities: { readonly probedAt: string, readonly checksums: StoreChecksums, readonly conditionalWrites: boolean, readonly versioning: StoreVersioning, readonly objectLock: StoreObjectLock, readonly defaultRetention: { readonly mode: RetentionMode, readonly days: number } | null } | null, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null }, readonly found: ReadonlyArray<{ readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly vanishedAt: string | null, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly schedule: { readonly id: string, readonly name: string } | null, readonly deletion: { readonly startedAt: string, readonly attempts: number, readonly step: DeletionStep | null, readonly lastError: string | null, readonly nextTryAt: string } | null }>, readonly damaged: ReadonlyArray<{ readonly key: string, readonly message: string }>, readonly locked: ReadonlyArray<{ readonly key: string, readonly message: string }> } };

export type ResendDeliveryMutationVariables = Exact<{
  input: ResendDeliveryInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ResendDeliveryMutation = { readonly resendDelivery: { readonly delivery: { readonly id: string, readonly kind: DeliveryKind, readonly medium: DeliveryMedium, readonly state: DeliveryState, readonly target: string, readonly attempts: number, readonly createdAt: string, readonly notBefore: string, readonly deliveredAt: string | null, readonly errorCode: string | null, readonly error: string | null, readonly route: { readonly id: string, readonly name: string } | null, readonly alert: { readonly id: string, readonly kind: AlertKind } | null, readonly backup: { readonly id: string, readonly name: string } | null } } };

export type ResourceStateChangedSubscriptionVariables = Exact<{
  resource?: Resource | null | undefined;
  id?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type ResourceStateChangedSubscription = { readonly resourceStateChanged: { readonly eventId: string | null, readonly isPresent: boolean, readonly at: string, readonly resource: Resource, readonly subjectId: string, readonly name: string | null, readonly from: string | null, readonly to: string | null, readonly reason: string | null, readonly message: string | null, readonly observer: StateObserver | null, readonly observerName: string | null } };

export type RestoreIssuesQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type RestoreIssuesQuery = { readonly restore: { readonly id: string, readonly issues: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly code: RestoreIssueCode, readonly effect: IssueEffect, readonly message: string, readonly object: { readonly resource: string, readonly namespace: string, readonly name: string } | null } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } } | null };

export type RestoreNamesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: RestoreFilterInput | null | undefined;
}>;


export type RestoreNamesQuery = { readonly restores: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type RestoreUpdatedSubscriptionVariables = Exact<{
  id?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type RestoreUpdatedSubscription = { readonly restoreUpdated: { readonly eventId: string | null, readonly type: RestoreEventType | null, readonly at: string, readonly restoreId: string, readonly state: RestoreState | null, readonly stage: RestoreStage | null, readonly attempt: number | null, readonly done: number | null, readonly total: number | null, readonly restore: { readonly id: string, readonly name: string, readonly state: RestoreState, readonly stateReason: string | null, readonly stage: RestoreStage | null, readonly attempt: number, readonly backupName: string, readonly sourceClusterName: string, readonly clusterName: string, readonly targetNamespaces: ReadonlyArray<string>, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly progress: { readonly done: number, readonly total: number | null, readonly counts: { readonly created: number, readonly updated: number, readonly replaced: number, readonly unchanged: number, readonly kept: number, readonly skipped: number, readonly failed: number } } } | null } };

export type RestoreQueryVariables = Exact<{
  id: string;
}>;


export type RestoreQuery = { readonly restore: { readonly backupCreatedAt: string, readonly cancelRequestedAt: string | null, readonly stateChangedAt: string, readonly id: string, readonly name: string, readonly state: RestoreState, readonly stateReason: string | null, readonly stage: RestoreStage | null, readonly attempt: number, readonly backupName: string, readonly sourceClusterName: string, readonly clusterName: string, readonly targetNamespaces: ReadonlyArray<string>, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly owner: { readonly id: string, readonly name: string } | null, readonly options: { readonly existing: ExistingPolicy, readonly restoreStatus: ReadonlyArray<string>, readonly preserveNodePorts: boolean, readonly volumes: boolean, readonly scope: { readonly namespaces: ReadonlyArray<string> | null, readonly clusterScoped: boolean, readonly objects: ReadonlyArray<{ readonly resource: string, readonly namespace: string, readonly name: string }> | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } }, readonly namespaceMapping: ReadonlyArray<{ readonly from: string, readonly to: string }>, readonly storageClassMapping: ReadonlyArray<{ readonly from: string, readonly to: string }> }, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }>, readonly progress: { readonly done: number, readonly total: number | null, readonly counts: { readonly created: number, readonly updated: number, readonly replaced: number, readonly unchanged: number, readonly kept: number, readonly skipped: number, readonly failed: number } } } | null };

export type RestoresLiveSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type RestoresLiveSubscription = { readonly restoreUpdated: { readonly eventId: string | null, readonly type: RestoreEventType | null, readonly at: string, readonly restoreId: string, readonly state: RestoreState | null, readonly stateReason: string | null, readonly stage: RestoreStage | null, readonly attempt: number | null, readonly done: number | null, readonly total: number | null, readonly restore: { readonly name: string } | null } };

export type RestoresQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: RestoreFilterInput | null | undefined;
  sort?: RestoreSortInput | null | undefined;
}>;


export type RestoresQuery = { readonly restores: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: RestoreState, readonly stateReason: string | null, readonly stage: RestoreStage | null, readonly attempt: number, readonly backupName: string, readonly sourceClusterName: string, readonly clusterName: string, readonly targetNamespaces: ReadonlyArray<string>, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly progress: { readonly done: number, readonly total: number | null, readonly counts: { readonly created: number, readonly updated: number, readonly replaced: number, readonly unchanged: number, readonly kept: number, readonly skipped: number, readonly failed: number } } } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type ResumeBackupScheduleMutationVariables = Exact<{
  input: ResumeBackupScheduleInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ResumeBackupScheduleMutation = { readonly resumeBackupSchedule: { readonly backupSchedule: { readonly stateChangedAt: string, readonly createdSingle: boolean, readonly anchor: string, readonly graceMinutes: number, readonly upcoming: ReadonlyArray<string>, readonly releasedNamespaces: ReadonlyArray<string>, readonly barrenCycles: number, readonly alertRecipients: ReadonlyArray<string>, readonly verifyEveryDays: number | null, readonly updatedAt: string, readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly timeZone: string, readonly nextDueAt: string | null, readonly missingNamespaces: ReadonlyArray<string>, readonly version: number, readonly selectionVersion: number, readonly createdAt: string, readonly timing: { readonly kind: TimingKind, readonly minutes: number | null, readonly at: string | null, readonly weekdays: ReadonlyArray<Weekday> | null, readonly monthDays: ReadonlyArray<number> | null, readonly expression: string | null, readonly description: string }, readonly retention: { readonly keep: number, readonly maxAgeDays: number | null, readonly hourly: number, readonly daily: number, readonly weekly: number, readonly monthly: number }, readonly departures: ReadonlyArray<{ readonly namespace: string, readonly leftAt: string }>, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly preRule: { readonly id: string, readonly name: string } | null, readonly postRule: { readonly id: string, readonly name: string } | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } | null, readonly volumeSettings: { readonly mode: VolumeMode, readonly acceptSkipped: boolean, readonly snapshotClasses: ReadonlyArray<{ readonly driver: string, readonly snapshotClass: string }> }, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly openCycle: { readonly id: string, readonly trigger: CycleTrigger, readonly startedAt: string } | null, readonly alerts: ReadonlyArray<{ readonly id: string, readonly kind: AlertKind, readonly count: number }> } } };

export type RetentionPreviewQueryVariables = Exact<{
  scheduleId: string;
  retention?: RetentionInput | null | undefined;
}>;


export type RetentionPreviewQuery = { readonly retentionPreview: { readonly remove: ReadonlyArray<{ readonly id: string, readonly name: string, readonly state: BackupState, readonly createdAt: string, readonly storedBytes: number }>, readonly kept: ReadonlyArray<{ readonly backup: { readonly id: string, readonly name: string, readonly state: BackupState, readonly createdAt: string } | null, readonly heldFor: ReadonlyArray<{ readonly namespace: string | null, readonly virtualMachine: string | null, readonly reason: HeldReason, readonly until: string | null }> }> } };

export type RevealBackupSecretMutationVariables = Exact<{
  input: RevealBackupSecretInput;
  idempotencyKey?: string | null | undefined;
}>;


export type RevealBackupSecretMutation = { readonly revealBackupSecret: { readonly object: { readonly json: string, readonly masked: boolean } } };

export type RevertScheduleEditMutationVariables = Exact<{
  input: RevertScheduleEditInput;
  idempotencyKey?: string | null | undefined;
}>;


export type RevertScheduleEditMutation = { readonly revertScheduleEdit: { readonly changed: boolean, readonly namespaces: ReadonlyArray<string>, readonly backupSchedule: { readonly stateChangedAt: string, readonly createdSingle: boolean, readonly anchor: string, readonly graceMinutes: number, readonly upcoming: ReadonlyArray<string>, readonly releasedNamespaces: ReadonlyArray<string>, readonly barrenCycles: number, readonly alertRecipients: ReadonlyArray<string>, readonly verifyEveryDays: number | null, readonly updatedAt: string, readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly timeZone: string, readonly nextDueAt: string | null, readonly missingNamespaces: ReadonlyArray<string>, readonly version: number, readonly selectionVersion: number, readonly createdAt: string, readonly timing: { readonly kind: TimingKind, readonly minutes: number | null, readonly at: string | null, readonly weekdays: ReadonlyArray<Weekday> | null, readonly monthDays: ReadonlyArray<number> | null, readonly expression: string | null, readonly description: string }, readonly retention: { readonly keep: number, readonly maxAgeDays: number | null, readonly hourly: number, readonly daily: number, readonly weekly: number, readonly monthly: number }, readonly departures: ReadonlyArray<{ readonly namespace: string, readonly leftAt: string }>, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly preRule: { readonly id: string, readonly name: string } | null, readonly postRule: { readonly id: string, readonly name: string } | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } | null, readonly volumeSettings: { readonly mode: VolumeMode, readonly acceptSkipped: boolean, readonly snapshotClasses: ReadonlyArray<{ readonly driver: string, readonly snapshotClass: string }> }, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly openCycle: { readonly id: string, readonly trigger: CycleTrigger, readonly startedAt: string } | null, readonly alerts: ReadonlyArray<{ readonly id: string, readonly kind: AlertKind, readonly count: number }> }, readonly by: { readonly id: string, readonly kind: ScheduleEditKind, readonly at: string, readonly namespaces: ReadonlyArray<string>, readonly selectionVersion: number, readonly revertedAt: string | null, readonly actor: { readonly kind: ActorKind, readonly id: string | null, readonly name: string }, readonly changes: ReadonlyArray<{ readonly field: string, readonly before: unknown, readonly after: unknown }> } | null } };

export type RevokeAccessTokenMutationVariables = Exact<{
  input: RevokeAccessTokenInput;
  idempotencyKey?: string | null | undefined;
}>;


export type RevokeAccessTokenMutation = { readonly revokeAccessToken: { readonly accessToken: { readonly id: string, readonly name: string, readonly access: TokenAccess, readonly operations: ReadonlyArray<string>, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly lastUsedAt: string | null } } };

export type RewrapBackupsMutationVariables = Exact<{
  input: RewrapBackupsInput;
  idempotencyKey?: string | null | undefined;
}>;


export type RewrapBackupsMutation = { readonly rewrapBackups: { readonly rewrapped: number, readonly unchanged: number, readonly next: string | null, readonly refused: ReadonlyArray<{ readonly message: string, readonly backup: { readonly id: string, readonly name: string } }> } };

export type RunClusterDiscoveryMutationVariables = Exact<{
  input: RunClusterDiscoveryInput;
  idempotencyKey?: string | null | undefined;
}>;


export type RunClusterDiscoveryMutation = { readonly runClusterDiscovery: { readonly clusterDiscovery: { readonly id: string, readonly name: string, readonly project: string | null, readonly labelSelector: string | null, readonly intervalMinutes: number | null, readonly server: string, readonly credentialExpiresAt: string | null, readonly state: ClusterDiscoveryState, readonly stateReason: DiscoveryReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly run: DiscoveryRun, readonly requestedAt: string, readonly startedAt: string | null, readonly endedAt: string | null, readonly nextDueAt: string | null, readonly lastSucceededAt: string | null, readonly processed: number, readonly total: number | null, readonly version: number, readonly createdAt: string, readonly updatedAt: string, readonly counts: { readonly found: number, readonly registered: number, readonly updated: number, readonly unchanged: number, readonly hibernated: number, readonly skipped: number, readonly failed: number, readonly unmanaged: number, readonly remanaged: number, readonly renewed: number }, readonly problems: ReadonlyArray<{ readonly shoot: string, readonly message: string }>, readonly clusters: { readonly managed: number, readonly hibernated: number }, readonly owner: { readonly id: string, readonly name: string } | null } } };

export type SchedulesLiveSubscriptionVariables = Exact<{
  id?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type SchedulesLiveSubscription = { readonly backupScheduleChanged: { readonly eventId: string | null, readonly type: BackupScheduleEventType | null, readonly at: string, readonly scheduleId: string, readonly state: BackupScheduleState | null, readonly stateReason: string | null, readonly cycleId: string | null, readonly backupId: string | null, readonly backupState: BackupState | null, readonly backupSchedule: { readonly name: string } | null } };

export type SearchQueryVariables = Exact<{
  text: string;
  kinds?: ReadonlyArray<SearchKind> | SearchKind | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type SearchQuery = { readonly search: { readonly edges: ReadonlyArray<{ readonly node: { readonly kind: SearchKind, readonly id: string, readonly name: string, readonly match: SearchMatch, readonly label: string | null } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type SharesQueryVariables = Exact<{
  resource: SharedResource;
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type SharesQuery = { readonly shares: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly resource: SharedResource, readonly resourceId: string, readonly access: ShareAccess, readonly namespaces: ReadonlyArray<string>, readonly version: number, readonly createdAt: string, readonly user: { readonly id: string, readonly name: string } | null, readonly group: { readonly id: string, readonly name: string } | null, readonly sharedBy: { readonly name: string } | null } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type SlackAcknowledgeMutationVariables = Exact<{
  input: AcknowledgeAlertInput;
  idempotencyKey?: string | null | undefined;
}>;


export type SlackAcknowledgeMutation = { readonly acknowledgeAlert: { readonly alert: { readonly id: string, readonly acknowledgedAt: string | null, readonly acknowledgedBy: string | null } } };

export type SlackAddMutationVariables = Exact<{
  input: AddNamespacesToScheduleInput;
  idempotencyKey?: string | null | undefined;
}>;


export type SlackAddMutation = { readonly addNamespacesToSchedule: { readonly changed: boolean, readonly namespaces: ReadonlyArray<string>, readonly by: { readonly at: string, readonly kind: ScheduleEditKind, readonly actor: { readonly name: string } } | null, readonly backupSchedule: { readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly nextDueAt: string | null, readonly createdSingle: boolean, readonly selectionVersion: number, readonly timeZone: string, readonly missingNamespaces: ReadonlyArray<string>, readonly timing: { readonly description: string }, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly cluster: { readonly id: string, readonly name: string, readonly state: ClusterState } | null, readonly location: { readonly id: string, readonly name: string, readonly state: BackupLocationState } | null, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }> } } };

export type SlackAlertNamesQueryVariables = Exact<{
  id: string;
}>;


export type SlackAlertNamesQuery = { readonly alert: { readonly id: string, readonly namespaces: ReadonlyArray<string> } | null };

export type SlackAlertByIdQueryVariables = Exact<{
  id: string;
}>;


export type SlackAlertByIdQuery = { readonly alert: { readonly id: string, readonly kind: AlertKind, readonly meaning: string, readonly isOpen: boolean, readonly standing: AlertStanding, readonly message: string, readonly count: number, readonly openedAt: string, readonly changedAt: string, readonly lastSeenAt: string, readonly acknowledgedAt: string | null, readonly acknowledgedBy: string | null, readonly closedAt: string | null, readonly closedReason: string | null, readonly namespaceCount: number, readonly names: ReadonlyArray<{ readonly name: string, readonly onSchedule: boolean, readonly isBack: boolean | null }>, readonly snooze: { readonly until: string | null, readonly by: string, readonly at: string } | null, readonly schedule: { readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly nextDueAt: string | null, readonly createdSingle: boolean, readonly selectionVersion: number, readonly timeZone: string, readonly missingNamespaces: ReadonlyArray<string>, readonly timing: { readonly description: string }, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly cluster: { readonly id: string, readonly name: string, readonly state: ClusterState } | null, readonly location: { readonly id: string, readonly name: string, readonly state: BackupLocationState } | null, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }> } | null, readonly cluster: { readonly id: string, readonly name: string, readonly state: ClusterState } | null, readonly discovery: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string, readonly state: BackupLocationState } | null, readonly backup: { readonly id: string, readonly name: string, readonly state: BackupState, readonly createdAt: string } | null, readonly edits: ReadonlyArray<{ readonly kind: ScheduleEditKind, readonly at: string, readonly namespaces: ReadonlyArray<string>, readonly revertedAt: string | null, readonly selectionVersion: number, readonly actor: { readonly name: string } }> } | null };

export type SlackAlertsQueryVariables = Exact<{
  first: number;
  mine?: boolean | null | undefined;
  scheduleId?: string | null | undefined;
}>;


export type SlackAlertsQuery = { readonly alerts: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: AlertKind, readonly meaning: string, readonly isOpen: boolean, readonly standing: AlertStanding, readonly message: string, readonly count: number, readonly openedAt: string, readonly changedAt: string, readonly lastSeenAt: string, readonly acknowledgedAt: string | null, readonly acknowledgedBy: string | null, readonly closedAt: string | null, readonly closedReason: string | null, readonly namespaceCount: number, readonly names: ReadonlyArray<{ readonly name: string, readonly onSchedule: boolean, readonly isBack: boolean | null }>, readonly snooze: { readonly until: string | null, readonly by: string, readonly at: string } | null, readonly schedule: { readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly nextDueAt: string | null, readonly createdSingle: boolean, readonly selectionVersion: number, readonly timeZone: string, readonly missingNamespaces: ReadonlyArray<string>, readonly timing: { readonly description: string }, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly cluster: { readonly id: string, readonly name: string, readonly state: ClusterState } | null, readonly location: { readonly id: string, readonly name: string, readonly state: BackupLocationState } | null, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }> } | null, readonly cluster: { readonly id: string, readonly name: string, readonly state: ClusterState } | null, readonly discovery: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string, readonly state: BackupLocationState } | null, readonly backup: { readonly id: string, readonly name: string, readonly state: BackupState, readonly createdAt: string } | null, readonly edits: ReadonlyArray<{ readonly kind: ScheduleEditKind, readonly at: string, readonly namespaces: ReadonlyArray<string>, readonly revertedAt: string | null, readonly selectionVersion: number, readonly actor: { readonly name: string } }> } }> } };

export type SlackClustersQueryVariables = Exact<{
  nameContains?: string | null | undefined;
}>;


export type SlackClustersQuery = { readonly clusters: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: ClusterState, readonly stateMessage: string, readonly stateChangedAt: string, readonly mode: OperationMode, readonly stork: { readonly version: string | null, readonly prerequisites: ReadonlyArray<{ readonly name: StorkPrerequisiteName, readonly requiredVersion: string, readonly met: boolean | null }> } | null, readonly allowedOperations: ReadonlyArray<{ readonly label: string, readonly code: ErrorCode | null }> } }> } };

export type SlackExcludeMutationVariables = Exact<{
  input: ExcludeNamespacesFromScheduleInput;
  idempotencyKey?: string | null | undefined;
}>;


export type SlackExcludeMutation = { readonly excludeNamespacesFromSchedule: { readonly changed: boolean, readonly namespaces: ReadonlyArray<string>, readonly by: { readonly at: string, readonly kind: ScheduleEditKind, readonly actor: { readonly name: string } } | null, readonly backupSchedule: { readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly nextDueAt: string | null, readonly createdSingle: boolean, readonly selectionVersion: number, readonly timeZone: string, readonly missingNamespaces: ReadonlyArray<string>, readonly timing: { readonly description: string }, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly cluster: { readonly id: string, readonly name: string, readonly state: ClusterState } | null, readonly location: { readonly id: string, readonly name: string, readonly state: BackupLocationState } | null, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }> } } };

export type SlackHomeQueryVariables = Exact<{ [key: string]: never; }>;


export type SlackHomeQuery = { readonly viewer: { readonly id: string | null, readonly name: string, readonly role: Role | null, readonly slackLinks: ReadonlyArray<{ readonly teamId: string, readonly slackUserId: string, readonly linkedAt: string }> }, readonly server: { readonly version: string }, readonly alerts: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: AlertKind, readonly standing: AlertStanding, readonly openedAt: string, readonly snooze: { readonly until: string | null, readonly by: string } | null, readonly schedule: { readonly id: string, readonly name: string } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly discovery: { readonly id: string, readonly name: string } | null } }> } };

export type SlackLinkRequestQueryVariables = Exact<{
  code: string;
}>;


export type SlackLinkRequestQuery = { readonly slackLinkRequest: { readonly teamId: string, readonly teamName: string, readonly slackUserId: string, readonly slackUserName: string, readonly expiresAt: string } | null };

export type SlackScheduleNamesQueryVariables = Exact<{
  nameContains?: string | null | undefined;
  clusterId?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type SlackScheduleNamesQuery = { readonly backupSchedules: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly cluster: { readonly id: string, readonly name: string } | null } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type SlackScheduleByIdQueryVariables = Exact<{
  id: string;
}>;


export type SlackScheduleByIdQuery = { readonly backupSchedule: { readonly upcoming: ReadonlyArray<string>, readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly nextDueAt: string | null, readonly createdSingle: boolean, readonly selectionVersion: number, readonly timeZone: string, readonly missingNamespaces: ReadonlyArray<string>, readonly openCycle: { readonly id: string, readonly startedAt: string, readonly backup: { readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly attempt: number, readonly objects: number, readonly bytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly includedNamespaces: ReadonlyArray<string>, readonly schedule: { readonly id: string, readonly name: string } | null, readonly cluster: { readonly id: string, readonly name: string } | null } | null } | null, readonly alerts: ReadonlyArray<{ readonly id: string, readonly kind: AlertKind, readonly message: string, readonly standing: AlertStanding, readonly openedAt: string }>, readonly backups: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly attempt: number, readonly objects: number, readonly bytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly includedNamespaces: ReadonlyArray<string>, readonly schedule: { readonly id: string, readonly name: string } | null, readonly cluster: { readonly id: string, readonly name: string } | null } }> }, readonly history: { readonly edges: ReadonlyArray<{ readonly node: { readonly kind: ScheduleEditKind, readonly at: string, readonly namespaces: ReadonlyArray<string>, readonly actor: { readonly name: string } } }> }, readonly timing: { readonly description: string }, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly cluster: { readonly id: string, readonly name: string, readonly state: ClusterState } | null, readonly location: { readonly id: string, readonly name: string, readonly state: BackupLocationState } | null, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }> } | null };

export type SlackStatusQueryVariables = Exact<{
  clusterId?: string | null | undefined;
  first: number;
}>;


export type SlackStatusQuery = { readonly stateMatrix: ReadonlyArray<{ readonly resource: Resource, readonly label: string, readonly states: ReadonlyArray<{ readonly state: string, readonly label: string, readonly count: number | null }> }>, readonly clusters: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: ClusterState, readonly stateMessage: string, readonly stateChangedAt: string, readonly mode: OperationMode, readonly stork: { readonly version: string | null, readonly prerequisites: ReadonlyArray<{ readonly name: StorkPrerequisiteName, readonly requiredVersion: string, readonly met: boolean | null }> } | null, readonly allowedOperations: ReadonlyArray<{ readonly label: string, readonly code: ErrorCode | null }> } }> }, readonly clustersInTrouble: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: ClusterState, readonly stateMessage: string, readonly stateChangedAt: string, readonly mode: OperationMode, readonly stork: { readonly version: string | null, readonly prerequisites: ReadonlyArray<{ readonly name: StorkPrerequisiteName, readonly requiredVersion: string, readonly met: boolean | null }> } | null, readonly allowedOperations: ReadonlyArray<{ readonly label: string, readonly code: ErrorCode | null }> } }> }, readonly locationConnections: { readonly totalCount: number }, readonly connectionsValid: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly state: LocationConnectionState, readonly stateMessage: string, readonly stateChangedAt: string, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null } }> }, readonly connectionsInTrouble: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly state: LocationConnectionState, readonly stateMessage: string, readonly stateChangedAt: string, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null } }> }, readonly clusterDiscoveries: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: ClusterDiscoveryState, readonly stateMessage: string, readonly stateChangedAt: string, readonly allowedOperations: ReadonlyArray<{ readonly label: string, readonly code: ErrorCode | null }>, readonly clusters: { readonly managed: number, readonly hibernated: number } } }> }, readonly backupLocations: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: BackupLocationState, readonly stateMessage: string, readonly stateChangedAt: string, readonly allowedOperations: ReadonlyArray<{ readonly label: string, readonly code: ErrorCode | null }>, readonly lastSync: { readonly id: string, readonly state: BackupSyncState, readonly stateMessage: string, readonly stateChangedAt: string } | null } }> }, readonly backupSchedules: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly nextDueAt: string | null, readonly missingNamespaces: ReadonlyArray<string>, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly code: ErrorCode | null, readonly reason: string | null }>, readonly cluster: { readonly id: string, readonly name: string } | null, readonly backups: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: BackupState, readonly finishedAt: string | null } }> } } }> }, readonly virtualMachines: { readonly totalCount: number }, readonly machinesRunning: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly namespace: string, readonly name: string, readonly state: VirtualMachineState, readonly stateReason: string, readonly stateChangedAt: string } }> }, readonly machinesAtRest: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly namespace: string, readonly name: string, readonly state: VirtualMachineState, readonly stateReason: string, readonly stateChangedAt: string } }> }, readonly backupsUnderWay: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: BackupState, readonly stateChangedAt: string, readonly vanishedAt: string | null } }> }, readonly backupsNotGood: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: BackupState, readonly stateChangedAt: string, readonly vanishedAt: string | null } }> }, readonly backupsGood: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: BackupState, readonly stateChangedAt: string, readonly vanishedAt: string | null } }> }, readonly restoresUnderWay: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: RestoreState, readonly stateChangedAt: string } }> }, readonly restoresNotGood: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: RestoreState, readonly stateChangedAt: string } }> }, readonly restoresGood: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: RestoreState, readonly stateChangedAt: string } }> }, readonly alerts: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: AlertKind, readonly message: string, readonly standing: AlertStanding, readonly openedAt: string, readonly schedule: { readonly id: string, readonly name: string } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly discovery: { readonly id: string, readonly name: string } | null } }> } };

export type SlackUndoMutationVariables = Exact<{
  input: RevertScheduleEditInput;
  idempotencyKey?: string | null | undefined;
}>;


export type SlackUndoMutation = { readonly revertScheduleEdit: { readonly changed: boolean, readonly namespaces: ReadonlyArray<string>, readonly by: { readonly at: string, readonly kind: ScheduleEditKind, readonly actor: { readonly name: string } } | null, readonly backupSchedule: { readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly nextDueAt: string | null, readonly createdSingle: boolean, readonly selectionVersion: number, readonly timeZone: string, readonly missingNamespaces: ReadonlyArray<string>, readonly timing: { readonly description: string }, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly cluster: { readonly id: string, readonly name: string, readonly state: ClusterState } | null, readonly location: { readonly id: string, readonly name: string, readonly state: BackupLocationState } | null, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }> } } };

export type SnoozeAlertsMutationVariables = Exact<{
  input: SnoozeAlertsInput;
  idempotencyKey?: string | null | undefined;
}>;


export type SnoozeAlertsMutation = { readonly snoozeAlerts: { readonly changed: boolean, readonly alerts: ReadonlyArray<{ readonly id: string, readonly standing: AlertStanding, readonly snooze: { readonly until: string | null, readonly by: string, readonly at: string } | null }> } };

export type StateHistoryQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  resource?: Resource | null | undefined;
  id?: string | null | undefined;
  to?: string | null | undefined;
  observer?: StateObserver | null | undefined;
  since?: string | null | undefined;
  until?: string | null | undefined;
}>;


export type StateHistoryQuery = { readonly stateHistory: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly at: string, readonly resource: Resource, readonly subjectId: string, readonly name: string | null, readonly from: string | null, readonly to: string | null, readonly reason: string | null, readonly message: string | null, readonly observer: StateObserver, readonly observerName: string } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type StateMatrixQueryVariables = Exact<{
  mode?: OperationMode | null | undefined;
  resource?: Resource | null | undefined;
}>;


export type StateMatrixQuery = { readonly stateMatrix: ReadonlyArray<{ readonly resource: Resource, readonly label: string, readonly kind: ResourceKind, readonly initial: string, readonly modes: ReadonlyArray<OperationMode>, readonly modeNotes: ReadonlyArray<{ readonly mode: OperationMode, readonly note: string }>, readonly states: ReadonlyArray<{ readonly state: string, readonly label: string, readonly meaning: string, readonly documented: boolean, readonly transitions: ReadonlyArray<string>, readonly count: number | null, readonly operations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly built: boolean }> }> }> };

export type SuspendBackupScheduleMutationVariables = Exact<{
  input: SuspendBackupScheduleInput;
  idempotencyKey?: string | null | undefined;
}>;


export type SuspendBackupScheduleMutation = { readonly suspendBackupSchedule: { readonly backupSchedule: { readonly stateChangedAt: string, readonly createdSingle: boolean, readonly anchor: string, readonly graceMinutes: number, readonly upcoming: ReadonlyArray<string>, readonly releasedNamespaces: ReadonlyArray<string>, readonly barrenCycles: number, readonly alertRecipients: ReadonlyArray<string>, readonly verifyEveryDays: number | null, readonly updatedAt: string, readonly id: string, readonly name: string, readonly state: BackupScheduleState, readonly stateReason: string | null, readonly timeZone: string, readonly nextDueAt: string | null, readonly missingNamespaces: ReadonlyArray<string>, readonly version: number, readonly selectionVersion: number, readonly createdAt: string, readonly timing: { readonly kind: TimingKind, readonly minutes: number | null, readonly at: string | null, readonly weekdays: ReadonlyArray<Weekday> | null, readonly monthDays: ReadonlyArray<number> | null, readonly expression: string | null, readonly description: string }, readonly retention: { readonly keep: number, readonly maxAgeDays: number | null, readonly hourly: number, readonly daily: number, readonly weekly: number, readonly monthly: number }, readonly departures: ReadonlyArray<{ readonly namespace: string, readonly leftAt: string }>, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly preRule: { readonly id: string, readonly name: string } | null, readonly postRule: { readonly id: string, readonly name: string } | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } | null, readonly volumeSettings: { readonly mode: VolumeMode, readonly acceptSkipped: boolean, readonly snapshotClasses: ReadonlyArray<{ readonly driver: string, readonly snapshotClass: string }> }, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly selection: { readonly kind: SelectionKind, readonly names: ReadonlyArray<string> | null, readonly selector: string | null, readonly virtualMachines: { readonly namespaces: ReadonlyArray<string> | null, readonly selector: string | null, readonly freeze: boolean, readonly machines: ReadonlyArray<{ readonly namespace: string, readonly name: string }> | null } | null }, readonly openCycle: { readonly id: string, readonly trigger: CycleTrigger, readonly startedAt: string } | null, readonly alerts: ReadonlyArray<{ readonly id: string, readonly kind: AlertKind, readonly count: number }> } } };

export type SyncBackupLocationMutationVariables = Exact<{
  input: SyncBackupLocationInput;
  idempotencyKey?: string | null | undefined;
}>;


export type SyncBackupLocationMutation = { readonly syncBackupLocation: { readonly backupSync: { readonly id: string, readonly state: BackupSyncState, readonly stateReason: BackupSyncFailure | null, readonly stateMessage: string, readonly stateChangedAt: string, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly counts: { readonly listed: number, readonly added: number, readonly vanished: number, readonly returned: number, readonly unreadable: number }, readonly cluster: { readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null } } };

export type TestAlertRouteMutationVariables = Exact<{
  input: TestAlertRouteInput;
  idempotencyKey?: string | null | undefined;
}>;


export type TestAlertRouteMutation = { readonly testAlertRoute: { readonly delivery: { readonly id: string, readonly kind: DeliveryKind, readonly medium: DeliveryMedium, readonly state: DeliveryState, readonly target: string, readonly attempts: number, readonly createdAt: string, readonly notBefore: string, readonly deliveredAt: string | null, readonly errorCode: string | null, readonly error: string | null, readonly route: { readonly id: string, readonly name: string } | null, readonly alert: { readonly id: string, readonly kind: AlertKind } | null, readonly backup: { readonly id: string, readonly name: string } | null } } };

export type UnsnoozeAlertsMutationVariables = Exact<{
  input: UnsnoozeAlertsInput;
  idempotencyKey?: string | null | undefined;
}>;


export type UnsnoozeAlertsMutation = { readonly unsnoozeAlerts: { readonly changed: boolean, readonly alerts: ReadonlyArray<{ readonly id: string, readonly standing: AlertStanding }> } };

export type UserGroupMembersQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type UserGroupMembersQuery = { readonly userGroup: { readonly members: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly role: Role, readonly state: UserState } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } } | null };

export type UserGroupQueryVariables = Exact<{
  id: string;
}>;


export type UserGroupQuery = { readonly userGroup: { readonly id: string, readonly name: string, readonly provider: string | null, readonly state: UserState, readonly stateReason: UserReason | null, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly createdAt: string, readonly version: number, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }>, readonly members: { readonly totalCount: number } } | null };

export type UserGroupsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  nameContains?: string | null | undefined;
  states?: ReadonlyArray<UserState> | UserState | null | undefined;
}>;


export type UserGroupsQuery = { readonly userGroups: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly provider: string | null, readonly state: UserState, readonly stateReason: UserReason | null, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly createdAt: string, readonly version: number, readonly members: { readonly totalCount: number } } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type UserNamesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type UserNamesQuery = { readonly users: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type UserQueryVariables = Exact<{
  id: string;
}>;


export type UserQuery = { readonly user: { readonly id: string, readonly kind: UserKind, readonly stateReason: UserReason | null, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly provider: string | null, readonly name: string, readonly email: string | null, readonly role: Role, readonly state: UserState, readonly createdAt: string, readonly version: number, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly allowed: boolean, readonly code: ErrorCode | null, readonly reason: string | null, readonly advice: string | null }>, readonly groups: ReadonlyArray<{ readonly id: string, readonly name: string, readonly provider: string | null }>, readonly owned: ReadonlyArray<{ readonly kind: OwnedKind, readonly count: number }>, readonly accessTokens: ReadonlyArray<{ readonly id: string, readonly name: string, readonly access: TokenAccess, readonly operations: ReadonlyArray<string>, readonly createdAt: string, readonly expiresAt: string | null, readonly revokedAt: string | null, readonly lastUsedAt: string | null }>, readonly slackLinks: ReadonlyArray<{ readonly id: string, readonly teamId: string, readonly teamName: string, readonly slackUserId: string, readonly slackUserName: string, readonly linkedAt: string }> } | null };

export type UsersQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  kind?: UserKind | null | undefined;
  nameContains?: string | null | undefined;
  roles?: ReadonlyArray<Role> | Role | null | undefined;
  states?: ReadonlyArray<UserState> | UserState | null | undefined;
}>;


export type UsersQuery = { readonly users: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: UserKind, readonly stateReason: UserReason | null, readonly provider: string | null, readonly name: string, readonly email: string | null, readonly role: Role, readonly state: UserState, readonly stateChangedAt: string, readonly createdAt: string, readonly slackLinks: ReadonlyArray<{ readonly slackUserName: string, readonly teamName: string }> } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type ValidateBackupLocationMutationVariables = Exact<{
  input: ValidateBackupLocationInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ValidateBackupLocationMutation = { readonly validateBackupLocation: { readonly backupLocation: { readonly id: string, readonly name: string, readonly kind: LocationKind, readonly access: LocationAccess, readonly path: string, readonly encrypted: boolean, readonly state: BackupLocationState, readonly stateReason: LocationReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly s3: { readonly endpoint: string | null, readonly region: string, readonly bucket: string, readonly prefix: string, readonly forcePathStyle: boolean, readonly storageClass: string | null, readonly caBundle: string | null, readonly allowHttp: boolean, readonly checksums: S3Checksums, readonly credentials: S3Credentials, readonly sse: { readonly mode: S3Encryption, readonly kmsKeyId: string | null } } | null, readonly capabilities: { readonly probedAt: string, readonly checksums: StoreChecksums, readonly conditionalWrites: boolean, readonly versioning: StoreVersioning, readonly objectLock: StoreObjectLock, readonly defaultRetention: { readonly mode: RetentionMode, readonly days: number } | null } | null, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null } } };

export type ValidateClusterMutationVariables = Exact<{
  input: ValidateClusterInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ValidateClusterMutation = { readonly validateCluster: { readonly cluster: { readonly id: string, readonly name: string, readonly mode: OperationMode, readonly state: ClusterState, readonly stateReason: ClusterReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly server: string | null, readonly kubernetesVersion: string | null, readonly clusterUid: string | null, readonly credentialExpiresAt: string | null, readonly lastReachedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly stork: { readonly version: string | null, readonly adminNamespace: string, readonly unverified: ReadonlyArray<string>, readonly prerequisites: ReadonlyArray<{ readonly name: StorkPrerequisiteName, readonly requiredVersion: string, readonly met: boolean | null }> } | null, readonly missingRights: ReadonlyArray<{ readonly resource: string, readonly verb: string }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly shoot: { readonly uid: string, readonly project: string, readonly name: string, readonly region: string | null, readonly provider: string | null, readonly hibernated: boolean, readonly managed: boolean, readonly unmanagedReason: string | null, readonly kubeconfigExpiresAt: string | null, readonly renewAt: string | null, readonly renewError: string | null, readonly discoveries: ReadonlyArray<{ readonly id: string, readonly name: string }> } | null, readonly owner: { readonly name: string } | null } } };

export type ValidateLocationConnectionMutationVariables = Exact<{
  input: ValidateLocationConnectionInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ValidateLocationConnectionMutation = { readonly validateLocationConnection: { readonly locationConnection: { readonly id: string, readonly state: LocationConnectionState, readonly stateReason: LocationConnectionReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly validatedAt: string | null, readonly isUnverified: boolean, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null } } };

export type VeleroBackupsQueryVariables = Exact<{
  locationId: string;
}>;


export type VeleroBackupsQuery = { readonly veleroBackups: { readonly backups: ReadonlyArray<{ readonly name: string, readonly phase: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly includedNamespaces: ReadonlyArray<string>, readonly errors: number, readonly warnings: number, readonly items: number, readonly kubernetesVersion: string | null, readonly schedule: string | null, readonly importable: boolean }>, readonly unreadable: ReadonlyArray<{ readonly name: string, readonly message: string }> } };

export type VerifyBackupMutationVariables = Exact<{
  input: VerifyBackupInput;
  idempotencyKey?: string | null | undefined;
}>;


export type VerifyBackupMutation = { readonly verifyBackup: { readonly backup: { readonly mode: OperationMode, readonly engine: EngineName, readonly layout: BackupLayout, readonly listedBySync: boolean, readonly vanishedAt: string | null, readonly attempt: number, readonly stateChangedAt: string, readonly cancelRequestedAt: string | null, readonly requestedNamespaces: ReadonlyArray<string>, readonly verification: VerificationResult | null, readonly verifiedAt: string | null, readonly lockedUntil: string | null, readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly namespaces: ReadonlyArray<{ readonly name: string, readonly fate: NamespaceFate, readonly reason: string | null, readonly uid: string | null, readonly objects: number, readonly bytes: number }>, readonly issues: ReadonlyArray<{ readonly code: IssueCode, readonly effect: IssueEffect, readonly meaning: string, readonly message: string, readonly subject: { readonly kind: IssueSubjectKind, readonly name: string } }>, readonly virtualMachines: ReadonlyArray<{ readonly namespace: string, readonly name: string, readonly fate: MachineFate, readonly state: VirtualMachineState | null, readonly quiesced: QuiesceEnd | null, readonly outcome: MachineOutcome | null, readonly volumes: number, readonly volumesBackedUp: number, readonly objects: number, readonly message: string | null }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly heldFor: ReadonlyArray<{ readonly namespace: string | null, readonly virtualMachine: string | null, readonly reason: HeldReason, readonly until: string | null }>, readonly importedFrom: { readonly locationId: string, readonly name: string } | null, readonly encryption: { readonly state: EncryptionState, readonly keyIds: ReadonlyArray<string> } | null, readonly preRule: { readonly id: string, readonly name: string } | null, readonly postRule: { readonly id: string, readonly name: string } | null, readonly filter: { readonly includeResources: ReadonlyArray<string> | null, readonly excludeResources: ReadonlyArray<string>, readonly labelSelector: string | null } | null, readonly lastVerification: { readonly state: VerificationState, readonly trigger: VerificationTrigger, readonly attempt: number, readonly frames: number, readonly objects: number, readonly bytes: number, readonly damages: ReadonlyArray<string>, readonly error: string | null, readonly tryRestore: boolean, readonly requestedAt: string, readonly startedAt: string | null, readonly endedAt: string | null, readonly trial: { readonly restorable: Restorable, readonly clusterName: string, readonly objects: number, readonly unchecked: number, readonly refused: number, readonly reasons: ReadonlyArray<string>, readonly at: string } | null } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null, readonly schedule: { readonly id: string, readonly name: string } | null, readonly deletion: { readonly startedAt: string, readonly attempts: number, readonly step: DeletionStep | null, readonly lastError: string | null, readonly nextTryAt: string } | null }, readonly verification: { readonly state: VerificationState, readonly trigger: VerificationTrigger, readonly attempt: number, readonly frames: number, readonly objects: number, readonly bytes: number, readonly damages: ReadonlyArray<string>, readonly error: string | null, readonly tryRestore: boolean, readonly requestedAt: string, readonly startedAt: string | null, readonly endedAt: string | null, readonly trial: { readonly restorable: Restorable, readonly clusterName: string, readonly objects: number, readonly unchecked: number, readonly refused: number, readonly reasons: ReadonlyArray<string>, readonly at: string } | null } } };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { readonly viewer: { readonly id: string | null, readonly name: string, readonly role: Role | null, readonly groups: ReadonlyArray<{ readonly id: string, readonly name: string }> }, readonly server: { readonly version: string, readonly notices: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export type VirtualMachineQueryVariables = Exact<{
  id: string;
}>;


export type VirtualMachineQuery = { readonly virtualMachine: { readonly id: string, readonly namespace: string, readonly name: string, readonly uid: string, readonly state: VirtualMachineState, readonly stateReason: string, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly printableStatus: string | null, readonly runStrategy: string | null, readonly agentConnected: boolean, readonly createdAt: string, readonly allowedOperations: ReadonlyArray<{ readonly operation: Operation, readonly allowed: boolean, readonly reason: string | null }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly cluster: { readonly id: string, readonly name: string } | null } | null };

export type VirtualMachinesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: VirtualMachineFilterInput | null | undefined;
  sort?: VirtualMachineSortInput | null | undefined;
}>;


export type VirtualMachinesQuery = { readonly virtualMachines: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly namespace: string, readonly name: string, readonly uid: string, readonly state: VirtualMachineState, readonly stateReason: string, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly printableStatus: string | null, readonly runStrategy: string | null, readonly agentConnected: boolean, readonly createdAt: string, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly cluster: { readonly id: string, readonly name: string } | null } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type WatchBackupMutationVariables = Exact<{
  input: WatchBackupInput;
  idempotencyKey?: string | null | undefined;
}>;


export type WatchBackupMutation = { readonly watchBackup: { readonly delivery: { readonly id: string, readonly state: DeliveryState } } };

export type WhoamiQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoamiQuery = { readonly viewer: { readonly id: string | null, readonly name: string, readonly role: Role | null, readonly email: string | null, readonly slackLinks: ReadonlyArray<{ readonly id: string, readonly teamId: string, readonly teamName: string, readonly slackUserId: string, readonly slackUserName: string, readonly linkedAt: string }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const AlertFieldsFragmentDoc = new TypedDocumentString(`
    fragment AlertFields on Alert {
  id
  kind
  meaning
  isOpen
  message
  namespaces
  count
  subjectType
  subjectId
  openedAt
  changedAt
  lastSeenAt
  acknowledgedAt
  acknowledgedBy
  closedAt
  closedReason
  schedule {
    id
    name
    selectionVersion
  }
  cluster {
    id
    name
  }
  discovery {
    id
    name
  }
  location {
    id
    name
  }
  backup {
    id
    name
    state
  }
}
    `, {"fragmentName":"AlertFields"}) as unknown as TypedDocumentString<AlertFieldsFragment, unknown>;
export const AlertRouteFieldsFragmentDoc = new TypedDocumentString(`
    fragment AlertRouteFields on AlertRoute {
  id
  name
  channelId
  isDefault
  cluster {
    id
    name
  }
  schedule {
    id
    name
  }
  labelSelector
  detail
  buttons
  digestAt
  timeZone
  state
  stateReason
  stateChangedAt
  version
  owner {
    id
    name
  }
}
    `, {"fragmentName":"AlertRouteFields"}) as unknown as TypedDocumentString<AlertRouteFieldsFragment, unknown>;
export const BackupRowFragmentDoc = new TypedDocumentString(`
    fragment BackupRow on Backup {
  id
  name
  state
  stateReason
  stage
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  schedule {
    id
    name
  }
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  vanishedAt
  createdAt
  startedAt
  finishedAt
  deletion {
    startedAt
    attempts
    step
    lastError
    nextTryAt
  }
  version
}
    `, {"fragmentName":"BackupRow"}) as unknown as TypedDocumentString<BackupRowFragment, unknown>;
export const BackupVerificationFieldsFragmentDoc = new TypedDocumentString(`
    fragment BackupVerificationFields on BackupVerification {
  state
  trigger
  attempt
  frames
  objects
  bytes
  damages
  error
  tryRestore
  trial {
    restorable
    clusterName
    objects
    unchecked
    refused
    reasons
    at
  }
  requestedAt
  startedAt
  endedAt
}
    `, {"fragmentName":"BackupVerificationFields"}) as unknown as TypedDocumentString<BackupVerificationFieldsFragment, unknown>;
export const BackupFieldsFragmentDoc = new TypedDocumentString(`
    fragment BackupFields on Backup {
  ...BackupRow
  mode
  engine
  layout
  listedBySync
  vanishedAt
  attempt
  stateChangedAt
  cancelRequestedAt
  requestedNamespaces
  namespaces {
    name
    fate
    reason
    uid
    objects
    bytes
  }
  issues {
    code
    effect
    meaning
    message
    subject {
      kind
      name
    }
  }
  virtualMachines {
    namespace
    name
    fate
    state
    quiesced
    outcome
    volumes
    volumesBackedUp
    objects
    message
  }
  labels {
    key
    value
  }
  owner {
    name
  }
  heldFor {
    namespace
    virtualMachine
    reason
    until
  }
  importedFrom {
    locationId
    name
  }
  encryption {
    state
    keyIds
  }
  verification
  verifiedAt
  preRule {
    id
    name
  }
  postRule {
    id
    name
  }
  filter {
    includeResources
    excludeResources
    labelSelector
  }
  lastVerification {
    ...BackupVerificationFields
  }
  lockedUntil
}
    fragment BackupRow on Backup {
  id
  name
  state
  stateReason
  stage
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  schedule {
    id
    name
  }
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  vanishedAt
  createdAt
  startedAt
  finishedAt
  deletion {
    startedAt
    attempts
    step
    lastError
    nextTryAt
  }
  version
}
fragment BackupVerificationFields on BackupVerification {
  state
  trigger
  attempt
  frames
  objects
  bytes
  damages
  error
  tryRestore
  trial {
    restorable
    clusterName
    objects
    unchecked
    refused
    reasons
    at
  }
  requestedAt
  startedAt
  endedAt
}`, {"fragmentName":"BackupFields"}) as unknown as TypedDocumentString<BackupFieldsFragment, unknown>;
export const BackupLocationFieldsFragmentDoc = new TypedDocumentString(`
    fragment BackupLocationFields on BackupLocation {
  id
  name
  kind
  access
  path
  encrypted
  s3 {
    endpoint
    region
    bucket
    prefix
    forcePathStyle
    storageClass
    sse {
      mode
      kmsKeyId
    }
    caBundle
    allowHttp
    checksums
    credentials
  }
  capabilities {
    probedAt
    checksums
    conditionalWrites
    versioning
    objectLock
    defaultRetention {
      mode
      days
    }
  }
  state
  stateReason
  stateMessage
  stateChangedAt
  stateCheckedAt
  labels {
    key
    value
  }
  owner {
    name
  }
  createdAt
  updatedAt
  version
}
    `, {"fragmentName":"BackupLocationFields"}) as unknown as TypedDocumentString<BackupLocationFieldsFragment, unknown>;
export const BackupPlanFieldsFragmentDoc = new TypedDocumentString(`
    fragment BackupPlanFields on BackupPlan {
  included {
    name
    uid
  }
  missing {
    name
    reason
  }
  unlisted
  virtualMachines {
    included {
      namespace
      name
      state
    }
    missing {
      namespace
      name
    }
    served
  }
}
    `, {"fragmentName":"BackupPlanFields"}) as unknown as TypedDocumentString<BackupPlanFieldsFragment, unknown>;
export const BackupScheduleRowFragmentDoc = new TypedDocumentString(`
    fragment BackupScheduleRow on BackupSchedule {
  id
  name
  state
  stateReason
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  timing {
    description
  }
  timeZone
  nextDueAt
  missingNamespaces
  openCycle {
    id
    trigger
    startedAt
  }
  alerts {
    id
    kind
    count
  }
  version
  selectionVersion
  createdAt
}
    `, {"fragmentName":"BackupScheduleRow"}) as unknown as TypedDocumentString<BackupScheduleRowFragment, unknown>;
export const AllowedOperationFieldsFragmentDoc = new TypedDocumentString(`
    fragment AllowedOperationFields on AllowedOperation {
  operation
  label
  allowed
  code
  reason
  advice
}
    `, {"fragmentName":"AllowedOperationFields"}) as unknown as TypedDocumentString<AllowedOperationFieldsFragment, unknown>;
export const BackupScheduleFieldsFragmentDoc = new TypedDocumentString(`
    fragment BackupScheduleFields on BackupSchedule {
  ...BackupScheduleRow
  stateChangedAt
  createdSingle
  timing {
    kind
    minutes
    at
    weekdays
    monthDays
    expression
    description
  }
  anchor
  graceMinutes
  retention {
    keep
    maxAgeDays
    hourly
    daily
    weekly
    monthly
  }
  upcoming(first: 5)
  departures {
    namespace
    leftAt
  }
  releasedNamespaces
  barrenCycles
  alertRecipients
  verifyEveryDays
  allowedOperations {
    ...AllowedOperationFields
  }
  labels {
    key
    value
  }
  owner {
    name
  }
  updatedAt
  preRule {
    id
    name
  }
  postRule {
    id
    name
  }
  filter {
    includeResources
    excludeResources
    labelSelector
  }
  volumeSettings {
    mode
    acceptSkipped
    snapshotClasses {
      driver
      snapshotClass
    }
  }
}
    fragment AllowedOperationFields on AllowedOperation {
  operation
  label
  allowed
  code
  reason
  advice
}
fragment BackupScheduleRow on BackupSchedule {
  id
  name
  state
  stateReason
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  timing {
    description
  }
  timeZone
  nextDueAt
  missingNamespaces
  openCycle {
    id
    trigger
    startedAt
  }
  alerts {
    id
    kind
    count
  }
  version
  selectionVersion
  createdAt
}`, {"fragmentName":"BackupScheduleFields"}) as unknown as TypedDocumentString<BackupScheduleFieldsFragment, unknown>;
export const BackupSyncFieldsFragmentDoc = new TypedDocumentString(`
    fragment BackupSyncFields on BackupSync {
  id
  state
  stateReason
  stateMessage
  stateChangedAt
  createdAt
  startedAt
  finishedAt
  counts {
    listed
    added
    vanished
    returned
    unreadable
  }
  cluster {
    name
  }
  location {
    id
    name
  }
}
    `, {"fragmentName":"BackupSyncFields"}) as unknown as TypedDocumentString<BackupSyncFieldsFragment, unknown>;
export const ClusterDiscoveryFieldsFragmentDoc = new TypedDocumentString(`
    fragment ClusterDiscoveryFields on ClusterDiscovery {
  id
  name
  project
  labelSelector
  intervalMinutes
  server
  credentialExpiresAt
  state
  stateReason
  stateMessage
  stateChangedAt
  run
  requestedAt
  startedAt
  endedAt
  nextDueAt
  lastSucceededAt
  processed
  total
  counts {
    found
    registered
    updated
    unchanged
    hibernated
    skipped
    failed
    unmanaged
    remanaged
    renewed
  }
  problems {
    shoot
    message
  }
  clusters {
    managed
    hibernated
  }
  owner {
    id
    name
  }
  version
  createdAt
  updatedAt
}
    `, {"fragmentName":"ClusterDiscoveryFields"}) as unknown as TypedDocumentString<ClusterDiscoveryFieldsFragment, unknown>;
export const ClusterFieldsFragmentDoc = new TypedDocumentString(`
    fragment ClusterFields on Cluster {
  id
  name
  mode
  state
  stateReason
  stateMessage
  stateChangedAt
  stateCheckedAt
  server
  kubernetesVersion
  stork {
    version
    adminNamespace
    prerequisites {
      name
      requiredVersion
      met
    }
    unverified
  }
  clusterUid
  credentialExpiresAt
  lastReachedAt
  missingRights {
    resource
    verb
  }
  labels {
    key
    value
  }
  shoot {
    uid
    project
    name
    region
    provider
    hibernated
    managed
    unmanagedReason
    kubeconfigExpiresAt
    renewAt
    renewError
    discoveries {
      id
      name
    }
  }
  owner {
    name
  }
  createdAt
  updatedAt
  version
}
    `, {"fragmentName":"ClusterFields"}) as unknown as TypedDocumentString<ClusterFieldsFragment, unknown>;
export const CycleFieldsFragmentDoc = new TypedDocumentString(`
    fragment CycleFields on Cycle {
  id
  plannedAt
  trigger
  outcome
  reasons {
    code
    meaning
  }
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  startedAt
  endedAt
  backup {
    id
    name
    state
    missingNamespaces
    lostNamespaces
  }
}
    `, {"fragmentName":"CycleFields"}) as unknown as TypedDocumentString<CycleFieldsFragment, unknown>;
export const DeliveryFieldsFragmentDoc = new TypedDocumentString(`
    fragment DeliveryFields on Delivery {
  id
  kind
  medium
  state
  target
  attempts
  createdAt
  notBefore
  deliveredAt
  errorCode
  error
  route {
    id
    name
  }
  alert {
    id
    kind
  }
  backup {
    id
    name
  }
}
    `, {"fragmentName":"DeliveryFields"}) as unknown as TypedDocumentString<DeliveryFieldsFragment, unknown>;
export const ExecRuleFieldsFragmentDoc = new TypedDocumentString(`
    fragment ExecRuleFields on ExecRule {
  id
  name
  kind
  actions {
    podSelector
    podName
    namespaces
    container
    command
    timeoutSeconds
    onePodOnly
    onFailure
  }
  usedBy(first: 10) {
    total
    users {
      resource
      id
      name
    }
  }
  version
  createdAt
  updatedAt
  owner {
    id
    name
  }
}
    `, {"fragmentName":"ExecRuleFields"}) as unknown as TypedDocumentString<ExecRuleFieldsFragment, unknown>;
export const LocationConnectionFieldsFragmentDoc = new TypedDocumentString(`
    fragment LocationConnectionFields on LocationConnection {
  id
  state
  stateReason
  stateMessage
  stateChangedAt
  stateCheckedAt
  validatedAt
  isUnverified
  cluster {
    id
    name
  }
  location {
    id
    name
  }
}
    `, {"fragmentName":"LocationConnectionFields"}) as unknown as TypedDocumentString<LocationConnectionFieldsFragment, unknown>;
export const RestoreRowFragmentDoc = new TypedDocumentString(`
    fragment RestoreRow on Restore {
  id
  name
  state
  stateReason
  stage
  attempt
  backupName
  sourceClusterName
  clusterName
  targetNamespaces
  progress {
    done
    total
    counts {
      created
      updated
      replaced
      unchanged
      kept
      skipped
      failed
    }
  }
  createdAt
  startedAt
  finishedAt
}
    `, {"fragmentName":"RestoreRow"}) as unknown as TypedDocumentString<RestoreRowFragment, unknown>;
export const RestoreFieldsFragmentDoc = new TypedDocumentString(`
    fragment RestoreFields on Restore {
  ...RestoreRow
  backupCreatedAt
  cancelRequestedAt
  stateChangedAt
  owner {
    id
    name
  }
  options {
    scope {
      namespaces
      objects {
        resource
        namespace
        name
      }
      filter {
        includeResources
        excludeResources
        labelSelector
      }
      clusterScoped
    }
    namespaceMapping {
      from
      to
    }
    storageClassMapping {
      from
      to
    }
    existing
    restoreStatus
    preserveNodePorts
    volumes
  }
  allowedOperations {
    ...AllowedOperationFields
  }
}
    fragment AllowedOperationFields on AllowedOperation {
  operation
  label
  allowed
  code
  reason
  advice
}
fragment RestoreRow on Restore {
  id
  name
  state
  stateReason
  stage
  attempt
  backupName
  sourceClusterName
  clusterName
  targetNamespaces
  progress {
    done
    total
    counts {
      created
      updated
      replaced
      unchanged
      kept
      skipped
      failed
    }
  }
  createdAt
  startedAt
  finishedAt
}`, {"fragmentName":"RestoreFields"}) as unknown as TypedDocumentString<RestoreFieldsFragment, unknown>;
export const ScheduleEditFieldsFragmentDoc = new TypedDocumentString(`
    fragment ScheduleEditFields on ScheduleEdit {
  id
  kind
  at
  actor {
    kind
    id
    name
  }
  namespaces
  changes {
    field
    before
    after
  }
  selectionVersion
  revertedAt
}
    `, {"fragmentName":"ScheduleEditFields"}) as unknown as TypedDocumentString<ScheduleEditFieldsFragment, unknown>;
export const ShareFieldsFragmentDoc = new TypedDocumentString(`
    fragment ShareFields on Share {
  id
  resource
  resourceId
  user {
    id
    name
  }
  group {
    id
    name
  }
  access
  namespaces
  version
  createdAt
  sharedBy {
    name
  }
}
    `, {"fragmentName":"ShareFields"}) as unknown as TypedDocumentString<ShareFieldsFragment, unknown>;
export const SlackScheduleFragmentDoc = new TypedDocumentString(`
    fragment SlackSchedule on BackupSchedule {
  id
  name
  state
  stateReason
  nextDueAt
  createdSingle
  selectionVersion
  timing {
    description
  }
  timeZone
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  missingNamespaces
  cluster {
    id
    name
    state
  }
  location {
    id
    name
    state
  }
  allowedOperations {
    operation
    label
    allowed
    code
    reason
    advice
  }
}
    `, {"fragmentName":"SlackSchedule"}) as unknown as TypedDocumentString<SlackScheduleFragment, unknown>;
export const SlackAlertFragmentDoc = new TypedDocumentString(`
    fragment SlackAlert on Alert {
  id
  kind
  meaning
  isOpen
  standing
  message
  count
  openedAt
  changedAt
  lastSeenAt
  acknowledgedAt
  acknowledgedBy
  closedAt
  closedReason
  namespaceCount
  names(first: 25) {
    name
    onSchedule
    isBack
  }
  snooze {
    until
    by
    at
  }
  schedule {
    ...SlackSchedule
  }
  cluster {
    id
    name
    state
  }
  discovery {
    id
    name
  }
  location {
    id
    name
    state
  }
  backup {
    id
    name
    state
    createdAt
  }
  edits(first: 3) {
    kind
    at
    namespaces
    revertedAt
    selectionVersion
    actor {
      name
    }
  }
}
    fragment SlackSchedule on BackupSchedule {
  id
  name
  state
  stateReason
  nextDueAt
  createdSingle
  selectionVersion
  timing {
    description
  }
  timeZone
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  missingNamespaces
  cluster {
    id
    name
    state
  }
  location {
    id
    name
    state
  }
  allowedOperations {
    operation
    label
    allowed
    code
    reason
    advice
  }
}`, {"fragmentName":"SlackAlert"}) as unknown as TypedDocumentString<SlackAlertFragment, unknown>;
export const SlackBackupFragmentDoc = new TypedDocumentString(`
    fragment SlackBackup on Backup {
  id
  name
  state
  stateReason
  stage
  attempt
  objects
  bytes
  createdAt
  startedAt
  finishedAt
  missingNamespaces
  lostNamespaces
  includedNamespaces
  schedule {
    id
    name
  }
  cluster {
    id
    name
  }
}
    `, {"fragmentName":"SlackBackup"}) as unknown as TypedDocumentString<SlackBackupFragment, unknown>;
export const SlackBackupsAtAGlanceFragmentDoc = new TypedDocumentString(`
    fragment SlackBackupsAtAGlance on BackupConnection {
  totalCount
  edges {
    node {
      id
      name
      state
      stateChangedAt
      vanishedAt
    }
  }
}
    `, {"fragmentName":"SlackBackupsAtAGlance"}) as unknown as TypedDocumentString<SlackBackupsAtAGlanceFragment, unknown>;
export const SlackClusterFragmentDoc = new TypedDocumentString(`
    fragment SlackCluster on Cluster {
  id
  name
  state
  stateMessage
  stateChangedAt
  mode
  stork {
    version
    prerequisites {
      name
      requiredVersion
      met
    }
  }
  allowedOperations {
    label
    code
  }
}
    `, {"fragmentName":"SlackCluster"}) as unknown as TypedDocumentString<SlackClusterFragment, unknown>;
export const SlackConnectionFragmentDoc = new TypedDocumentString(`
    fragment SlackConnection on LocationConnection {
  id
  state
  stateMessage
  stateChangedAt
  cluster {
    id
    name
  }
  location {
    id
    name
  }
}
    `, {"fragmentName":"SlackConnection"}) as unknown as TypedDocumentString<SlackConnectionFragment, unknown>;
export const SlackMachineFragmentDoc = new TypedDocumentString(`
    fragment SlackMachine on VirtualMachine {
  id
  namespace
  name
  state
  stateReason
  stateChangedAt
}
    `, {"fragmentName":"SlackMachine"}) as unknown as TypedDocumentString<SlackMachineFragment, unknown>;
export const SlackRestoresAtAGlanceFragmentDoc = new TypedDocumentString(`
    fragment SlackRestoresAtAGlance on RestoreConnection {
  totalCount
  edges {
    node {
      id
      name
      state
      stateChangedAt
    }
  }
}
    `, {"fragmentName":"SlackRestoresAtAGlance"}) as unknown as TypedDocumentString<SlackRestoresAtAGlanceFragment, unknown>;
export const AccessTokenFieldsFragmentDoc = new TypedDocumentString(`
    fragment AccessTokenFields on AccessToken {
  id
  name
  access
  operations
  createdAt
  expiresAt
  revokedAt
  lastUsedAt
}
    `, {"fragmentName":"AccessTokenFields"}) as unknown as TypedDocumentString<AccessTokenFieldsFragment, unknown>;
export const SlackLinkFieldsFragmentDoc = new TypedDocumentString(`
    fragment SlackLinkFields on SlackLink {
  id
  teamId
  teamName
  slackUserId
  slackUserName
  linkedAt
}
    `, {"fragmentName":"SlackLinkFields"}) as unknown as TypedDocumentString<SlackLinkFieldsFragment, unknown>;
export const UserFieldsFragmentDoc = new TypedDocumentString(`
    fragment UserFields on User {
  id
  kind
  stateReason
  stateChangedAt
  stateCheckedAt
  provider
  name
  email
  role
  state
  createdAt
  version
  groups {
    id
    name
    provider
  }
  owned {
    kind
    count
  }
  accessTokens {
    ...AccessTokenFields
  }
  slackLinks {
    ...SlackLinkFields
  }
}
    fragment AccessTokenFields on AccessToken {
  id
  name
  access
  operations
  createdAt
  expiresAt
  revokedAt
  lastUsedAt
}
fragment SlackLinkFields on SlackLink {
  id
  teamId
  teamName
  slackUserId
  slackUserName
  linkedAt
}`, {"fragmentName":"UserFields"}) as unknown as TypedDocumentString<UserFieldsFragment, unknown>;
export const UserGroupFieldsFragmentDoc = new TypedDocumentString(`
    fragment UserGroupFields on UserGroup {
  id
  name
  provider
  state
  stateReason
  stateChangedAt
  stateCheckedAt
  createdAt
  version
  members(first: 1) {
    totalCount
  }
}
    `, {"fragmentName":"UserGroupFields"}) as unknown as TypedDocumentString<UserGroupFieldsFragment, unknown>;
export const VirtualMachineFieldsFragmentDoc = new TypedDocumentString(`
    fragment VirtualMachineFields on VirtualMachine {
  id
  namespace
  name
  uid
  state
  stateReason
  stateMessage
  stateChangedAt
  stateCheckedAt
  printableStatus
  runStrategy
  agentConnected
  createdAt
  labels {
    key
    value
  }
  cluster {
    id
    name
  }
}
    `, {"fragmentName":"VirtualMachineFields"}) as unknown as TypedDocumentString<VirtualMachineFieldsFragment, unknown>;
export const AcknowledgeAlertDocument = new TypedDocumentString(`
    mutation AcknowledgeAlert($input: AcknowledgeAlertInput!, $idempotencyKey: String) {
  acknowledgeAlert(input: $input, idempotencyKey: $idempotencyKey) {
    alert {
      ...AlertFields
    }
  }
}
    fragment AlertFields on Alert {
  id
  kind
  meaning
  isOpen
  message
  namespaces
  count
  subjectType
  subjectId
  openedAt
  changedAt
  lastSeenAt
  acknowledgedAt
  acknowledgedBy
  closedAt
  closedReason
  schedule {
    id
    name
    selectionVersion
  }
  cluster {
    id
    name
  }
  discovery {
    id
    name
  }
  location {
    id
    name
  }
  backup {
    id
    name
    state
  }
}`) as unknown as TypedDocumentString<AcknowledgeAlertMutation, AcknowledgeAlertMutationVariables>;
export const AcknowledgeDeliveryDocument = new TypedDocumentString(`
    mutation AcknowledgeDelivery($input: AcknowledgeDeliveryInput!) {
  acknowledgeDelivery(input: $input) {
    delivery {
      id
      state
      notBefore
    }
  }
}
    `) as unknown as TypedDocumentString<AcknowledgeDeliveryMutation, AcknowledgeDeliveryMutationVariables>;
export const AddNamespacesToScheduleDocument = new TypedDocumentString(`
    mutation AddNamespacesToSchedule($input: AddNamespacesToScheduleInput!, $idempotencyKey: String) {
  addNamespacesToSchedule(input: $input, idempotencyKey: $idempotencyKey) {
    backupSchedule {
      ...BackupScheduleFields
    }
    changed
    namespaces
    by {
      ...ScheduleEditFields
    }
  }
}
    fragment AllowedOperationFields on AllowedOperation {
  operation
  label
  allowed
  code
  reason
  advice
}
fragment BackupScheduleFields on BackupSchedule {
  ...BackupScheduleRow
  stateChangedAt
  createdSingle
  timing {
    kind
    minutes
    at
    weekdays
    monthDays
    expression
    description
  }
  anchor
  graceMinutes
  retention {
    keep
    maxAgeDays
    hourly
    daily
    weekly
    monthly
  }
  upcoming(first: 5)
  departures {
    namespace
    leftAt
  }
  releasedNamespaces
  barrenCycles
  alertRecipients
  verifyEveryDays
  allowedOperations {
    ...AllowedOperationFields
  }
  labels {
    key
    value
  }
  owner {
    name
  }
  updatedAt
  preRule {
    id
    name
  }
  postRule {
    id
    name
  }
  filter {
    includeResources
    excludeResources
    labelSelector
  }
  volumeSettings {
    mode
    acceptSkipped
    snapshotClasses {
      driver
      snapshotClass
    }
  }
}
fragment BackupScheduleRow on BackupSchedule {
  id
  name
  state
  stateReason
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  timing {
    description
  }
  timeZone
  nextDueAt
  missingNamespaces
  openCycle {
    id
    trigger
    startedAt
  }
  alerts {
    id
    kind
    count
  }
  version
  selectionVersion
  createdAt
}
fragment ScheduleEditFields on ScheduleEdit {
  id
  kind
  at
  actor {
    kind
    id
    name
  }
  namespaces
  changes {
    field
    before
    after
  }
  selectionVersion
  revertedAt
}`) as unknown as TypedDocumentString<AddNamespacesToScheduleMutation, AddNamespacesToScheduleMutationVariables>;
export const AdditionChoicesDocument = new TypedDocumentString(`
    query AdditionChoices($scheduleId: ID!, $search: String, $first: Int!) {
  additionChoices(scheduleId: $scheduleId, search: $search, first: $first) {
    total
    observedAt
    names
    backupSchedule {
      ...SlackSchedule
    }
  }
}
    fragment SlackSchedule on BackupSchedule {
  id
  name
  state
  stateReason
  nextDueAt
  createdSingle
  selectionVersion
  timing {
    description
  }
  timeZone
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  missingNamespaces
  cluster {
    id
    name
    state
  }
  location {
    id
    name
    state
  }
  allowedOperations {
    operation
    label
    allowed
    code
    reason
    advice
  }
}`) as unknown as TypedDocumentString<AdditionChoicesQuery, AdditionChoicesQueryVariables>;
export const AdoptMessageDocument = new TypedDocumentString(`
    mutation AdoptMessage($input: AdoptMessageInput!) {
  adoptMessage(input: $input) {
    adopted
  }
}
    `) as unknown as TypedDocumentString<AdoptMessageMutation, AdoptMessageMutationVariables>;
export const AlertChangedDocument = new TypedDocumentString(`
    subscription AlertChanged($scheduleId: ID, $after: String) {
  alertChanged(scheduleId: $scheduleId, after: $after) {
    eventId
    type
    at
    alertId
    alert {
      ...AlertFields
    }
  }
}
    fragment AlertFields on Alert {
  id
  kind
  meaning
  isOpen
  message
  namespaces
  count
  subjectType
  subjectId
  openedAt
  changedAt
  lastSeenAt
  acknowledgedAt
  acknowledgedBy
  closedAt
  closedReason
  schedule {
    id
    name
    selectionVersion
  }
  cluster {
    id
    name
  }
  discovery {
    id
    name
  }
  location {
    id
    name
  }
  backup {
    id
    name
    state
  }
}`) as unknown as TypedDocumentString<AlertChangedSubscription, AlertChangedSubscriptionVariables>;
export const AlertNamesDocument = new TypedDocumentString(`
    query AlertNames($first: Int!, $after: String, $open: Boolean, $scheduleId: ID) {
  alerts(first: $first, after: $after, open: $open, scheduleId: $scheduleId) {
    edges {
      node {
        id
        kind
        subjectType
        subjectId
        isOpen
        schedule {
          id
          name
        }
        cluster {
          id
          name
        }
        location {
          id
          name
        }
        discovery {
          id
          name
        }
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<AlertNamesQuery, AlertNamesQueryVariables>;
export const AlertRouteDocument = new TypedDocumentString(`
    query AlertRoute($id: ID!) {
  alertRoute(id: $id) {
    ...AlertRouteFields
  }
}
    fragment AlertRouteFields on AlertRoute {
  id
  name
  channelId
  isDefault
  cluster {
    id
    name
  }
  schedule {
    id
    name
  }
  labelSelector
  detail
  buttons
  digestAt
  timeZone
  state
  stateReason
  stateChangedAt
  version
  owner {
    id
    name
  }
}`) as unknown as TypedDocumentString<AlertRouteQuery, AlertRouteQueryVariables>;
export const AlertRoutesDocument = new TypedDocumentString(`
    query AlertRoutes($first: Int!, $after: String) {
  alertRoutes(first: $first, after: $after) {
    edges {
      node {
        ...AlertRouteFields
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
    totalCount
  }
}
    fragment AlertRouteFields on AlertRoute {
  id
  name
  channelId
  isDefault
  cluster {
    id
    name
  }
  schedule {
    id
    name
  }
  labelSelector
  detail
  buttons
  digestAt
  timeZone
  state
  stateReason
  stateChangedAt
  version
  owner {
    id
    name
  }
}`) as unknown as TypedDocumentString<AlertRoutesQuery, AlertRoutesQueryVariables>;
export const AlertDocument = new TypedDocumentString(`
    query Alert($id: ID!) {
  alert(id: $id) {
    ...AlertFields
  }
}
    fragment AlertFields on Alert {
  id
  kind
  meaning
  isOpen
  message
  namespaces
  count
  subjectType
  subjectId
  openedAt
  changedAt
  lastSeenAt
  acknowledgedAt
  acknowledgedBy
  closedAt
  closedReason
  schedule {
    id
    name
    selectionVersion
  }
  cluster {
    id
    name
  }
  discovery {
    id
    name
  }
  location {
    id
    name
  }
  backup {
    id
    name
    state
  }
}`) as unknown as TypedDocumentString<AlertQuery, AlertQueryVariables>;
export const AlertsDocument = new TypedDocumentString(`
    query Alerts($first: Int!, $after: String, $filter: AlertFilterInput, $sort: AlertSortInput) {
  alerts(first: $first, after: $after, filter: $filter, sort: $sort) {
    edges {
      node {
        ...AlertFields
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
    totalCount
  }
}
    fragment AlertFields on Alert {
  id
  kind
  meaning
  isOpen
  message
  namespaces
  count
  subjectType
  subjectId
  openedAt
  changedAt
  lastSeenAt
  acknowledgedAt
  acknowledgedBy
  closedAt
  closedReason
  schedule {
    id
    name
    selectionVersion
  }
  cluster {
    id
    name
  }
  discovery {
    id
    name
  }
  location {
    id
    name
  }
  backup {
    id
    name
    state
  }
}`) as unknown as TypedDocumentString<AlertsQuery, AlertsQueryVariables>;
export const AuditTrailDocument = new TypedDocumentString(`
    query AuditTrail($first: Int!, $after: String, $door: AuditDoor, $outcome: AuditOutcome, $subjectId: ID, $userId: ID, $operation: String, $code: String, $subjectType: String, $actorName: String, $tokenId: ID, $from: DateTime, $to: DateTime) {
  auditTrail(
    first: $first
    after: $after
    door: $door
    outcome: $outcome
    subjectId: $subjectId
    userId: $userId
    operation: $operation
    code: $code
    subjectType: $subjectType
    actorName: $actorName
    tokenId: $tokenId
    from: $from
    to: $to
  ) {
    edges {
      node {
        id
        at
        door
        actorKind
        actorName
        operation
        subjectType
        subjectId
        subjectName
        before
        after
        tokenId
        tokenName
        remoteAddress
        clientName
        outcome
        code
        message
        user {
          id
          name
        }
        slack {
          teamId
          slackUserId
          slackUserName
          channelId
          messageTs
          action
        }
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
    totalCount
  }
}
    `) as unknown as TypedDocumentString<AuditTrailQuery, AuditTrailQueryVariables>;
export const BackUpScheduleNowDocument = new TypedDocumentString(`
    mutation BackUpScheduleNow($input: BackUpScheduleNowInput!, $idempotencyKey: String) {
  backUpScheduleNow(input: $input, idempotencyKey: $idempotencyKey) {
    backup {
      ...BackupFields
    }
  }
}
    fragment BackupFields on Backup {
  ...BackupRow
  mode
  engine
  layout
  listedBySync
  vanishedAt
  attempt
  stateChangedAt
  cancelRequestedAt
  requestedNamespaces
  namespaces {
    name
    fate
    reason
    uid
    objects
    bytes
  }
  issues {
    code
    effect
    meaning
    message
    subject {
      kind
      name
    }
  }
  virtualMachines {
    namespace
    name
    fate
    state
    quiesced
    outcome
    volumes
    volumesBackedUp
    objects
    message
  }
  labels {
    key
    value
  }
  owner {
    name
  }
  heldFor {
    namespace
    virtualMachine
    reason
    until
  }
  importedFrom {
    locationId
    name
  }
  encryption {
    state
    keyIds
  }
  verification
  verifiedAt
  preRule {
    id
    name
  }
  postRule {
    id
    name
  }
  filter {
    includeResources
    excludeResources
    labelSelector
  }
  lastVerification {
    ...BackupVerificationFields
  }
  lockedUntil
}
fragment BackupRow on Backup {
  id
  name
  state
  stateReason
  stage
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  schedule {
    id
    name
  }
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  vanishedAt
  createdAt
  startedAt
  finishedAt
  deletion {
    startedAt
    attempts
    step
    lastError
    nextTryAt
  }
  version
}
fragment BackupVerificationFields on BackupVerification {
  state
  trigger
  attempt
  frames
  objects
  bytes
  damages
  error
  tryRestore
  trial {
    restorable
    clusterName
    objects
    unchecked
    refused
    reasons
    at
  }
  requestedAt
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<BackUpScheduleNowMutation, BackUpScheduleNowMutationVariables>;
export const BackupContentsDocument = new TypedDocumentString(`
    query BackupContents($id: ID!, $first: Int!) {
  backup(id: $id) {
    id
    contents(first: $first) {
      total
      entries {
        namespace
        resource
        objects
        bytes
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BackupContentsQuery, BackupContentsQueryVariables>;
export const BackupKeysDocument = new TypedDocumentString(`
    query BackupKeys {
  server {
    encryption {
      state
      keys {
        keyId
        kind
        current
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BackupKeysQuery, BackupKeysQueryVariables>;
export const BackupLocationNamesDocument = new TypedDocumentString(`
    query BackupLocationNames($first: Int!, $after: String) {
  backupLocations(first: $first, after: $after) {
    edges {
      node {
        id
        name
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<BackupLocationNamesQuery, BackupLocationNamesQueryVariables>;
export const BackupLocationDocument = new TypedDocumentString(`
    query BackupLocation($id: ID!) {
  backupLocation(id: $id) {
    ...BackupLocationFields
    allowedOperations {
      ...AllowedOperationFields
    }
  }
}
    fragment AllowedOperationFields on AllowedOperation {
  operation
  label
  allowed
  code
  reason
  advice
}
fragment BackupLocationFields on BackupLocation {
  id
  name
  kind
  access
  path
  encrypted
  s3 {
    endpoint
    region
    bucket
    prefix
    forcePathStyle
    storageClass
    sse {
      mode
      kmsKeyId
    }
    caBundle
    allowHttp
    checksums
    credentials
  }
  capabilities {
    probedAt
    checksums
    conditionalWrites
    versioning
    objectLock
    defaultRetention {
      mode
      days
    }
  }
  state
  stateReason
  stateMessage
  stateChangedAt
  stateCheckedAt
  labels {
    key
    value
  }
  owner {
    name
  }
  createdAt
  updatedAt
  version
}`) as unknown as TypedDocumentString<BackupLocationQuery, BackupLocationQueryVariables>;
export const BackupLocationsDocument = new TypedDocumentString(`
    query BackupLocations($first: Int!, $after: String, $filter: BackupLocationFilterInput, $sort: BackupLocationSortInput) {
  backupLocations(first: $first, after: $after, filter: $filter, sort: $sort) {
    edges {
      node {
        ...BackupLocationFields
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
    totalCount
  }
}
    fragment BackupLocationFields on BackupLocation {
  id
  name
  kind
  access
  path
  encrypted
  s3 {
    endpoint
    region
    bucket
    prefix
    forcePathStyle
    storageClass
    sse {
      mode
      kmsKeyId
    }
    caBundle
    allowHttp
    checksums
    credentials
  }
  capabilities {
    probedAt
    checksums
    conditionalWrites
    versioning
    objectLock
    defaultRetention {
      mode
      days
    }
  }
  state
  stateReason
  stateMessage
  stateChangedAt
  stateCheckedAt
  labels {
    key
    value
  }
  owner {
    name
  }
  createdAt
  updatedAt
  version
}`) as unknown as TypedDocumentString<BackupLocationsQuery, BackupLocationsQueryVariables>;
export const BackupMissingDocument = new TypedDocumentString(`
    query BackupMissing($id: ID!) {
  backup(id: $id) {
    id
    name
    state
    schedule {
      id
      name
      selectionVersion
    }
    missing {
      name
      reason
      isBack
      isOnSchedule
    }
    allowedOperations {
      operation
      label
      allowed
      reason
      advice
    }
  }
}
    `) as unknown as TypedDocumentString<BackupMissingQuery, BackupMissingQueryVariables>;
export const BackupNamesDocument = new TypedDocumentString(`
    query BackupNames($first: Int!, $after: String, $filter: BackupFilterInput) {
  backups(first: $first, after: $after, filter: $filter) {
    edges {
      node {
        id
        name
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<BackupNamesQuery, BackupNamesQueryVariables>;
export const BackupObjectDocument = new TypedDocumentString(`
    query BackupObject($input: BackupObjectInput!) {
  backupObject(input: $input) {
    json
    masked
  }
}
    `) as unknown as TypedDocumentString<BackupObjectQuery, BackupObjectQueryVariables>;
export const BackupObjectsDocument = new TypedDocumentString(`
    query BackupObjects($backupId: ID!, $resource: String!, $namespace: String!, $nameContains: String, $first: Int!, $after: String) {
  backupObjects(
    backupId: $backupId
    resource: $resource
    namespace: $namespace
    nameContains: $nameContains
    first: $first
    after: $after
  ) {
    names
    total
    hasNext
  }
}
    `) as unknown as TypedDocumentString<BackupObjectsQuery, BackupObjectsQueryVariables>;
export const BackupRulesDocument = new TypedDocumentString(`
    query BackupRules($id: ID!) {
  backup(id: $id) {
    ruleResults {
      id
      attempt
      kind
      ruleName
      action
      namespace
      pod
      container
      state
      exitCode
      message
      startedAt
      durationMs
      output {
        stdout
        stderr
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BackupRulesQuery, BackupRulesQueryVariables>;
export const BackupScheduleBackupsDocument = new TypedDocumentString(`
    query BackupScheduleBackups($id: ID!, $first: Int!, $after: String) {
  backupSchedule(id: $id) {
    id
    name
    backups(first: $first, after: $after) {
      edges {
        node {
          ...BackupRow
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
      totalCount
    }
  }
}
    fragment BackupRow on Backup {
  id
  name
  state
  stateReason
  stage
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  schedule {
    id
    name
  }
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  vanishedAt
  createdAt
  startedAt
  finishedAt
  deletion {
    startedAt
    attempts
    step
    lastError
    nextTryAt
  }
  version
}`) as unknown as TypedDocumentString<BackupScheduleBackupsQuery, BackupScheduleBackupsQueryVariables>;
export const BackupScheduleChangedDocument = new TypedDocumentString(`
    subscription BackupScheduleChanged($id: ID, $after: String) {
  backupScheduleChanged(id: $id, after: $after) {
    eventId
    type
    at
    scheduleId
    cycleId
    backupSchedule {
      ...BackupScheduleRow
    }
  }
}
    fragment BackupScheduleRow on BackupSchedule {
  id
  name
  state
  stateReason
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  timing {
    description
  }
  timeZone
  nextDueAt
  missingNamespaces
  openCycle {
    id
    trigger
    startedAt
  }
  alerts {
    id
    kind
    count
  }
  version
  selectionVersion
  createdAt
}`) as unknown as TypedDocumentString<BackupScheduleChangedSubscription, BackupScheduleChangedSubscriptionVariables>;
export const BackupScheduleCyclesDocument = new TypedDocumentString(`
    query BackupScheduleCycles($id: ID!, $first: Int!, $after: String) {
  backupSchedule(id: $id) {
    id
    name
    cycles(first: $first, after: $after) {
      edges {
        node {
          ...CycleFields
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
}
    fragment CycleFields on Cycle {
  id
  plannedAt
  trigger
  outcome
  reasons {
    code
    meaning
  }
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  startedAt
  endedAt
  backup {
    id
    name
    state
    missingNamespaces
    lostNamespaces
  }
}`) as unknown as TypedDocumentString<BackupScheduleCyclesQuery, BackupScheduleCyclesQueryVariables>;
export const BackupScheduleHistoryDocument = new TypedDocumentString(`
    query BackupScheduleHistory($id: ID!, $first: Int!, $after: String) {
  backupSchedule(id: $id) {
    id
    name
    history(first: $first, after: $after) {
      edges {
        node {
          ...ScheduleEditFields
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
}
    fragment ScheduleEditFields on ScheduleEdit {
  id
  kind
  at
  actor {
    kind
    id
    name
  }
  namespaces
  changes {
    field
    before
    after
  }
  selectionVersion
  revertedAt
}`) as unknown as TypedDocumentString<BackupScheduleHistoryQuery, BackupScheduleHistoryQueryVariables>;
export const BackupScheduleNamesDocument = new TypedDocumentString(`
    query BackupScheduleNames($first: Int!, $after: String, $nameContains: String) {
  backupSchedules(
    first: $first
    after: $after
    filter: {nameContains: $nameContains}
  ) {
    edges {
      node {
        id
        name
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<BackupScheduleNamesQuery, BackupScheduleNamesQueryVariables>;
export const BackupScheduleOverviewDocument = new TypedDocumentString(`
    query BackupScheduleOverview($id: ID!, $cycles: Int!) {
  backupSchedule(id: $id) {
    ...BackupScheduleFields
    alerts {
      message
      meaning
      openedAt
      acknowledgedAt
      acknowledgedBy
    }
    cycles(first: $cycles) {
      edges {
        node {
          ...CycleFields
        }
      }
    }
    heldBackups {
      backup {
        id
        name
        state
        createdAt
      }
      heldFor {
        namespace
        virtualMachine
        reason
        until
      }
    }
  }
}
    fragment AllowedOperationFields on AllowedOperation {
  operation
  label
  allowed
  code
  reason
  advice
}
fragment BackupScheduleFields on BackupSchedule {
  ...BackupScheduleRow
  stateChangedAt
  createdSingle
  timing {
    kind
    minutes
    at
    weekdays
    monthDays
    expression
    description
  }
  anchor
  graceMinutes
  retention {
    keep
    maxAgeDays
    hourly
    daily
    weekly
    monthly
  }
  upcoming(first: 5)
  departures {
    namespace
    leftAt
  }
  releasedNamespaces
  barrenCycles
  alertRecipients
  verifyEveryDays
  allowedOperations {
    ...AllowedOperationFields
  }
  labels {
    key
    value
  }
  owner {
    name
  }
  updatedAt
  preRule {
    id
    name
  }
  postRule {
    id
    name
  }
  filter {
    includeResources
    excludeResources
    labelSelector
  }
  volumeSettings {
    mode
    acceptSkipped
    snapshotClasses {
      driver
      snapshotClass
    }
  }
}
fragment BackupScheduleRow on BackupSchedule {
  id
  name
  state
  stateReason
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  timing {
    description
  }
  timeZone
  nextDueAt
  missingNamespaces
  openCycle {
    id
    trigger
    startedAt
  }
  alerts {
    id
    kind
    count
  }
  version
  selectionVersion
  createdAt
}
fragment CycleFields on Cycle {
  id
  plannedAt
  trigger
  outcome
  reasons {
    code
    meaning
  }
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  startedAt
  endedAt
  backup {
    id
    name
    state
    missingNamespaces
    lostNamespaces
  }
}`) as unknown as TypedDocumentString<BackupScheduleOverviewQuery, BackupScheduleOverviewQueryVariables>;
export const BackupSchedulePreviewDocument = new TypedDocumentString(`
    query BackupSchedulePreview($id: ID!) {
  backupSchedule(id: $id) {
    id
    name
    preview {
      at
      included {
        name
        uid
      }
      missing {
        name
        reason
      }
      unlisted
      virtualMachines {
        included {
          namespace
          name
          state
        }
        missing {
          namespace
          name
        }
        served
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BackupSchedulePreviewQuery, BackupSchedulePreviewQueryVariables>;
export const BackupScheduleUpcomingDocument = new TypedDocumentString(`
    query BackupScheduleUpcoming($id: ID!, $first: Int!) {
  backupSchedule(id: $id) {
    id
    name
    timing {
      description
    }
    timeZone
    upcoming(first: $first)
  }
}
    `) as unknown as TypedDocumentString<BackupScheduleUpcomingQuery, BackupScheduleUpcomingQueryVariables>;
export const BackupScheduleDocument = new TypedDocumentString(`
    query BackupSchedule($id: ID!) {
  backupSchedule(id: $id) {
    ...BackupScheduleFields
  }
}
    fragment AllowedOperationFields on AllowedOperation {
  operation
  label
  allowed
  code
  reason
  advice
}
fragment BackupScheduleFields on BackupSchedule {
  ...BackupScheduleRow
  stateChangedAt
  createdSingle
  timing {
    kind
    minutes
    at
    weekdays
    monthDays
    expression
    description
  }
  anchor
  graceMinutes
  retention {
    keep
    maxAgeDays
    hourly
    daily
    weekly
    monthly
  }
  upcoming(first: 5)
  departures {
    namespace
    leftAt
  }
  releasedNamespaces
  barrenCycles
  alertRecipients
  verifyEveryDays
  allowedOperations {
    ...AllowedOperationFields
  }
  labels {
    key
    value
  }
  owner {
    name
  }
  updatedAt
  preRule {
    id
    name
  }
  postRule {
    id
    name
  }
  filter {
    includeResources
    excludeResources
    labelSelector
  }
  volumeSettings {
    mode
    acceptSkipped
    snapshotClasses {
      driver
      snapshotClass
    }
  }
}
fragment BackupScheduleRow on BackupSchedule {
  id
  name
  state
  stateReason
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  timing {
    description
  }
  timeZone
  nextDueAt
  missingNamespaces
  openCycle {
    id
    trigger
    startedAt
  }
  alerts {
    id
    kind
    count
  }
  version
  selectionVersion
  createdAt
}`) as unknown as TypedDocumentString<BackupScheduleQuery, BackupScheduleQueryVariables>;
export const BackupSchedulesDocument = new TypedDocumentString(`
    query BackupSchedules($first: Int!, $after: String, $filter: BackupScheduleFilterInput, $sort: BackupScheduleSortInput) {
  backupSchedules(first: $first, after: $after, filter: $filter, sort: $sort) {
    edges {
      node {
        ...BackupScheduleRow
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
    totalCount
  }
}
    fragment BackupScheduleRow on BackupSchedule {
  id
  name
  state
  stateReason
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  timing {
    description
  }
  timeZone
  nextDueAt
  missingNamespaces
  openCycle {
    id
    trigger
    startedAt
  }
  alerts {
    id
    kind
    count
  }
  version
  selectionVersion
  createdAt
}`) as unknown as TypedDocumentString<BackupSchedulesQuery, BackupSchedulesQueryVariables>;
export const BackupSyncUpdatedDocument = new TypedDocumentString(`
    subscription BackupSyncUpdated($locationId: ID, $after: String) {
  backupSyncUpdated(locationId: $locationId, after: $after) {
    eventId
    at
    backupSyncId
    locationId
    state
    message
  }
}
    `) as unknown as TypedDocumentString<BackupSyncUpdatedSubscription, BackupSyncUpdatedSubscriptionVariables>;
export const BackupSyncDocument = new TypedDocumentString(`
    query BackupSync($id: ID!) {
  backupSync(id: $id) {
    ...BackupSyncFields
  }
}
    fragment BackupSyncFields on BackupSync {
  id
  state
  stateReason
  stateMessage
  stateChangedAt
  createdAt
  startedAt
  finishedAt
  counts {
    listed
    added
    vanished
    returned
    unreadable
  }
  cluster {
    name
  }
  location {
    id
    name
  }
}`) as unknown as TypedDocumentString<BackupSyncQuery, BackupSyncQueryVariables>;
export const BackupSyncsDocument = new TypedDocumentString(`
    query BackupSyncs($first: Int!, $after: String, $filter: BackupSyncFilterInput) {
  backupSyncs(first: $first, after: $after, filter: $filter) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        ...BackupSyncFields
      }
    }
  }
}
    fragment BackupSyncFields on BackupSync {
  id
  state
  stateReason
  stateMessage
  stateChangedAt
  createdAt
  startedAt
  finishedAt
  counts {
    listed
    added
    vanished
    returned
    unreadable
  }
  cluster {
    name
  }
  location {
    id
    name
  }
}`) as unknown as TypedDocumentString<BackupSyncsQuery, BackupSyncsQueryVariables>;
export const BackupUpdatedDocument = new TypedDocumentString(`
    subscription BackupUpdated($id: ID, $after: String) {
  backupUpdated(id: $id, after: $after) {
    eventId
    type
    at
    backupId
    state
    stage
    attempt
    objects
    bytes
    message
    backup {
      ...BackupRow
    }
  }
}
    fragment BackupRow on Backup {
  id
  name
  state
  stateReason
  stage
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  schedule {
    id
    name
  }
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  vanishedAt
  createdAt
  startedAt
  finishedAt
  deletion {
    startedAt
    attempts
    step
    lastError
    nextTryAt
  }
  version
}`) as unknown as TypedDocumentString<BackupUpdatedSubscription, BackupUpdatedSubscriptionVariables>;
export const BackupVerificationDocument = new TypedDocumentString(`
    query BackupVerification($id: ID!) {
  backup(id: $id) {
    id
    name
    storedBytes
    lastVerification {
      ...BackupVerificationFields
    }
  }
}
    fragment BackupVerificationFields on BackupVerification {
  state
  trigger
  attempt
  frames
  objects
  bytes
  damages
  error
  tryRestore
  trial {
    restorable
    clusterName
    objects
    unchecked
    refused
    reasons
    at
  }
  requestedAt
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<BackupVerificationQuery, BackupVerificationQueryVariables>;
export const BackupVolumesDocument = new TypedDocumentString(`
    query BackupVolumes($id: ID!, $first: Int!) {
  backup(id: $id) {
    volumeSettings {
      mode
      acceptSkipped
    }
    volumes(first: $first) {
      total
      ready
      items {
        namespace
        claim
        driver
        snapshotClass
        state
        reason
        message
        copy
        restoreSize
        cutAt
        readyAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BackupVolumesQuery, BackupVolumesQueryVariables>;
export const BackupDocument = new TypedDocumentString(`
    query Backup($id: ID!) {
  backup(id: $id) {
    ...BackupFields
    allowedOperations {
      ...AllowedOperationFields
    }
  }
}
    fragment AllowedOperationFields on AllowedOperation {
  operation
  label
  allowed
  code
  reason
  advice
}
fragment BackupFields on Backup {
  ...BackupRow
  mode
  engine
  layout
  listedBySync
  vanishedAt
  attempt
  stateChangedAt
  cancelRequestedAt
  requestedNamespaces
  namespaces {
    name
    fate
    reason
    uid
    objects
    bytes
  }
  issues {
    code
    effect
    meaning
    message
    subject {
      kind
      name
    }
  }
  virtualMachines {
    namespace
    name
    fate
    state
    quiesced
    outcome
    volumes
    volumesBackedUp
    objects
    message
  }
  labels {
    key
    value
  }
  owner {
    name
  }
  heldFor {
    namespace
    virtualMachine
    reason
    until
  }
  importedFrom {
    locationId
    name
  }
  encryption {
    state
    keyIds
  }
  verification
  verifiedAt
  preRule {
    id
    name
  }
  postRule {
    id
    name
  }
  filter {
    includeResources
    excludeResources
    labelSelector
  }
  lastVerification {
    ...BackupVerificationFields
  }
  lockedUntil
}
fragment BackupRow on Backup {
  id
  name
  state
  stateReason
  stage
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  schedule {
    id
    name
  }
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  vanishedAt
  createdAt
  startedAt
  finishedAt
  deletion {
    startedAt
    attempts
    step
    lastError
    nextTryAt
  }
  version
}
fragment BackupVerificationFields on BackupVerification {
  state
  trigger
  attempt
  frames
  objects
  bytes
  damages
  error
  tryRestore
  trial {
    restorable
    clusterName
    objects
    unchecked
    refused
    reasons
    at
  }
  requestedAt
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<BackupQuery, BackupQueryVariables>;
export const BackupsLiveDocument = new TypedDocumentString(`
    subscription BackupsLive($scheduleId: ID, $after: String) {
  backupUpdated(scheduleId: $scheduleId, after: $after) {
    eventId
    type
    at
    backupId
    scheduleId
    state
    stateReason
    stage
    attempt
    objects
    bytes
    backup {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<BackupsLiveSubscription, BackupsLiveSubscriptionVariables>;
export const BackupsDocument = new TypedDocumentString(`
    query Backups($first: Int!, $after: String, $filter: BackupFilterInput, $sort: BackupSortInput) {
  backups(first: $first, after: $after, filter: $filter, sort: $sort) {
    edges {
      node {
        ...BackupRow
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
    totalCount
  }
}
    fragment BackupRow on Backup {
  id
  name
  state
  stateReason
  stage
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  schedule {
    id
    name
  }
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  vanishedAt
  createdAt
  startedAt
  finishedAt
  deletion {
    startedAt
    attempts
    step
    lastError
    nextTryAt
  }
  version
}`) as unknown as TypedDocumentString<BackupsQuery, BackupsQueryVariables>;
export const BeginInteractionDocument = new TypedDocumentString(`
    mutation BeginInteraction($input: BeginInteractionInput!) {
  beginInteraction(input: $input) {
    outcome
    interactionId
    token
    expiresAt
    user {
      id
      name
      role
    }
  }
}
    `) as unknown as TypedDocumentString<BeginInteractionMutation, BeginInteractionMutationVariables>;
export const BeginSlackLinkDocument = new TypedDocumentString(`
    mutation BeginSlackLink($input: BeginSlackLinkInput!, $idempotencyKey: String) {
  beginSlackLink(input: $input, idempotencyKey: $idempotencyKey) {
    code
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<BeginSlackLinkMutation, BeginSlackLinkMutationVariables>;
export const CancelBackupVerificationDocument = new TypedDocumentString(`
    mutation CancelBackupVerification($input: CancelBackupVerificationInput!, $idempotencyKey: String) {
  cancelBackupVerification(input: $input, idempotencyKey: $idempotencyKey) {
    backup {
      id
      name
    }
    verification {
      ...BackupVerificationFields
    }
  }
}
    fragment BackupVerificationFields on BackupVerification {
  state
  trigger
  attempt
  frames
  objects
  bytes
  damages
  error
  tryRestore
  trial {
    restorable
    clusterName
    objects
    unchecked
    refused
    reasons
    at
  }
  requestedAt
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<CancelBackupVerificationMutation, CancelBackupVerificationMutationVariables>;
export const CancelBackupDocument = new TypedDocumentString(`
    mutation CancelBackup($input: CancelBackupInput!, $idempotencyKey: String) {
  cancelBackup(input: $input, idempotencyKey: $idempotencyKey) {
    backup {
      ...BackupFields
    }
  }
}
    fragment BackupFields on Backup {
  ...BackupRow
  mode
  engine
  layout
  listedBySync
  vanishedAt
  attempt
  stateChangedAt
  cancelRequestedAt
  requestedNamespaces
  namespaces {
    name
    fate
    reason
    uid
    objects
    bytes
  }
  issues {
    code
    effect
    meaning
    message
    subject {
      kind
      name
    }
  }
  virtualMachines {
    namespace
    name
    fate
    state
    quiesced
    outcome
    volumes
    volumesBackedUp
    objects
    message
  }
  labels {
    key
    value
  }
  owner {
    name
  }
  heldFor {
    namespace
    virtualMachine
    reason
    until
  }
  importedFrom {
    locationId
    name
  }
  encryption {
    state
    keyIds
  }
  verification
  verifiedAt
  preRule {
    id
    name
  }
  postRule {
    id
    name
  }
  filter {
    includeResources
    excludeResources
    labelSelector
  }
  lastVerification {
    ...BackupVerificationFields
  }
  lockedUntil
}
fragment BackupRow on Backup {
  id
  name
  state
  stateReason
  stage
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  schedule {
    id
    name
  }
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  vanishedAt
  createdAt
  startedAt
  finishedAt
  deletion {
    startedAt
    attempts
    step
    lastError
    nextTryAt
  }
  version
}
fragment BackupVerificationFields on BackupVerification {
  state
  trigger
  attempt
  frames
  objects
  bytes
  damages
  error
  tryRestore
  trial {
    restorable
    clusterName
    objects
    unchecked
    refused
    reasons
    at
  }
  requestedAt
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<CancelBackupMutation, CancelBackupMutationVariables>;
export const CancelRestoreDocument = new TypedDocumentString(`
    mutation CancelRestore($input: CancelRestoreInput!, $idempotencyKey: String) {
  cancelRestore(input: $input, idempotencyKey: $idempotencyKey) {
    restore {
      ...RestoreFields
    }
  }
}
    fragment AllowedOperationFields on AllowedOperation {
  operation
  label
  allowed
  code
  reason
  advice
}
fragment RestoreFields on Restore {
  ...RestoreRow
  backupCreatedAt
  cancelRequestedAt
  stateChangedAt
  owner {
    id
    name
  }
  options {
    scope {
      namespaces
      objects {
        resource
        namespace
        name
      }
      filter {
        includeResources
        excludeResources
        labelSelector
      }
      clusterScoped
    }
    namespaceMapping {
      from
      to
    }
    storageClassMapping {
      from
      to
    }
    existing
    restoreStatus
    preserveNodePorts
    volumes
  }
  allowedOperations {
    ...AllowedOperationFields
  }
}
fragment RestoreRow on Restore {
  id
  name
  state
  stateReason
  stage
  attempt
  backupName
  sourceClusterName
  clusterName
  targetNamespaces
  progress {
    done
    total
    counts {
      created
      updated
      replaced
      unchanged
      kept
      skipped
      failed
    }
  }
  createdAt
  startedAt
  finishedAt
}`) as unknown as TypedDocumentString<CancelRestoreMutation, CancelRestoreMutationVariables>;
export const ChangeLabelsDocument = new TypedDocumentString(`
    mutation ChangeLabels($input: ChangeLabelsInput!, $idempotencyKey: String) {
  changeLabels(input: $input, idempotencyKey: $idempotencyKey) {
    id
    version
    labels {
      key
      value
    }
  }
}
    `) as unknown as TypedDocumentString<ChangeLabelsMutation, ChangeLabelsMutationVariables>;
export const ClaimDeliveriesDocument = new TypedDocumentString(`
    mutation ClaimDeliveries($input: ClaimDeliveriesInput!) {
  claimDeliveries(input: $input) {
    nextAt
    claimed {
      claim
      target
      teamId
      detail
      buttons
      delivery {
        id
        kind
        attempts
      }
      message {
        channelId
        ts
      }
      alert {
        ...SlackAlert
      }
      change {
        kind
        at
        by
        added
        addedCount
        removed
        removedCount
        reason
      }
      backup {
        ...SlackBackup
      }
      notice {
        kind
        userName
        at
      }
      digest {
        since
        until
        openCount
        openAlerts {
          id
          kind
          message
          standing
          openedAt
          schedule {
            id
            name
          }
          cluster {
            id
            name
          }
          location {
            id
            name
          }
          discovery {
            id
            name
          }
        }
        edits {
          scheduleName
          kind
          by
          at
          namespaces
          namespaceCount
        }
        uncoveredCount
        uncovered {
          clusterName
          name
          scheduleName
          leftAt
          by
        }
      }
    }
  }
}
    fragment SlackAlert on Alert {
  id
  kind
  meaning
  isOpen
  standing
  message
  count
  openedAt
  changedAt
  lastSeenAt
  acknowledgedAt
  acknowledgedBy
  closedAt
  closedReason
  namespaceCount
  names(first: 25) {
    name
    onSchedule
    isBack
  }
  snooze {
    until
    by
    at
  }
  schedule {
    ...SlackSchedule
  }
  cluster {
    id
    name
    state
  }
  discovery {
    id
    name
  }
  location {
    id
    name
    state
  }
  backup {
    id
    name
    state
    createdAt
  }
  edits(first: 3) {
    kind
    at
    namespaces
    revertedAt
    selectionVersion
    actor {
      name
    }
  }
}
fragment SlackBackup on Backup {
  id
  name
  state
  stateReason
  stage
  attempt
  objects
  bytes
  createdAt
  startedAt
  finishedAt
  missingNamespaces
  lostNamespaces
  includedNamespaces
  schedule {
    id
    name
  }
  cluster {
    id
    name
  }
}
fragment SlackSchedule on BackupSchedule {
  id
  name
  state
  stateReason
  nextDueAt
  createdSingle
  selectionVersion
  timing {
    description
  }
  timeZone
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  missingNamespaces
  cluster {
    id
    name
    state
  }
  location {
    id
    name
    state
  }
  allowedOperations {
    operation
    label
    allowed
    code
    reason
    advice
  }
}`) as unknown as TypedDocumentString<ClaimDeliveriesMutation, ClaimDeliveriesMutationVariables>;
export const ClusterAccessManifestDocument = new TypedDocumentString(`
    query ClusterAccessManifest($namespace: String!, $name: String!, $exec: Boolean!, $stork: Boolean!) {
  clusterAccessManifest(
    namespace: $namespace
    name: $name
    exec: $exec
    stork: $stork
  )
}
    `) as unknown as TypedDocumentString<ClusterAccessManifestQuery, ClusterAccessManifestQueryVariables>;
export const ClusterDiscoveriesDocument = new TypedDocumentString(`
    query ClusterDiscoveries($first: Int!, $after: String, $states: [ClusterDiscoveryState!]) {
  clusterDiscoveries(first: $first, after: $after, states: $states) {
    edges {
      node {
        ...ClusterDiscoveryFields
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
    totalCount
  }
}
    fragment ClusterDiscoveryFields on ClusterDiscovery {
  id
  name
  project
  labelSelector
  intervalMinutes
  server
  credentialExpiresAt
  state
  stateReason
  stateMessage
  stateChangedAt
  run
  requestedAt
  startedAt
  endedAt
  nextDueAt
  lastSucceededAt
  processed
  total
  counts {
    found
    registered
    updated
    unchanged
    hibernated
    skipped
    failed
    unmanaged
    remanaged
    renewed
  }
  problems {
    shoot
    message
  }
  clusters {
    managed
    hibernated
  }
  owner {
    id
    name
  }
  version
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<ClusterDiscoveriesQuery, ClusterDiscoveriesQueryVariables>;
export const ClusterDiscoveryDocument = new TypedDocumentString(`
    query ClusterDiscovery($id: ID!) {
  clusterDiscovery(id: $id) {
    ...ClusterDiscoveryFields
    allowedOperations {
      operation
      allowed
      reason
    }
  }
}
    fragment ClusterDiscoveryFields on ClusterDiscovery {
  id
  name
  project
  labelSelector
  intervalMinutes
  server
  credentialExpiresAt
  state
  stateReason
  stateMessage
  stateChangedAt
  run
  requestedAt
  startedAt
  endedAt
  nextDueAt
  lastSucceededAt
  processed
  total
  counts {
    found
    registered
    updated
    unchanged
    hibernated
    skipped
    failed
    unmanaged
    remanaged
    renewed
  }
  problems {
    shoot
    message
  }
  clusters {
    managed
    hibernated
  }
  owner {
    id
    name
  }
  version
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<ClusterDiscoveryQuery, ClusterDiscoveryQueryVariables>;
export const ClusterNamesDocument = new TypedDocumentString(`
    query ClusterNames($first: Int!, $after: String) {
  clusters(first: $first, after: $after) {
    edges {
      node {
        id
        name
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<ClusterNamesQuery, ClusterNamesQueryVariables>;
export const ClusterNamespacesDocument = new TypedDocumentString(`
    query ClusterNamespaces($id: ID!) {
  cluster(id: $id) {
    id
    name
    namespaces {
      name
      uid
      terminating
      system
      createdAt
      labels {
        key
        value
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ClusterNamespacesQuery, ClusterNamespacesQueryVariables>;
export const ClusterDocument = new TypedDocumentString(`
    query Cluster($id: ID!) {
  cluster(id: $id) {
    ...ClusterFields
    allowedOperations {
      ...AllowedOperationFields
    }
  }
}
    fragment AllowedOperationFields on AllowedOperation {
  operation
  label
  allowed
  code
  reason
  advice
}
fragment ClusterFields on Cluster {
  id
  name
  mode
  state
  stateReason
  stateMessage
  stateChangedAt
  stateCheckedAt
  server
  kubernetesVersion
  stork {
    version
    adminNamespace
    prerequisites {
      name
      requiredVersion
      met
    }
    unverified
  }
  clusterUid
  credentialExpiresAt
  lastReachedAt
  missingRights {
    resource
    verb
  }
  labels {
    key
    value
  }
  shoot {
    uid
    project
    name
    region
    provider
    hibernated
    managed
    unmanagedReason
    kubeconfigExpiresAt
    renewAt
    renewError
    discoveries {
      id
      name
    }
  }
  owner {
    name
  }
  createdAt
  updatedAt
  version
}`) as unknown as TypedDocumentString<ClusterQuery, ClusterQueryVariables>;
export const ClustersDocument = new TypedDocumentString(`
    query Clusters($first: Int!, $after: String, $filter: ClusterFilterInput, $sort: ClusterSortInput) {
  clusters(first: $first, after: $after, filter: $filter, sort: $sort) {
    edges {
      node {
        ...ClusterFields
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
    totalCount
  }
}
    fragment ClusterFields on Cluster {
  id
  name
  mode
  state
  stateReason
  stateMessage
  stateChangedAt
  stateCheckedAt
  server
  kubernetesVersion
  stork {
    version
    adminNamespace
    prerequisites {
      name
      requiredVersion
      met
    }
    unverified
  }
  clusterUid
  credentialExpiresAt
  lastReachedAt
  missingRights {
    resource
    verb
  }
  labels {
    key
    value
  }
  shoot {
    uid
    project
    name
    region
    provider
    hibernated
    managed
    unmanagedReason
    kubeconfigExpiresAt
    renewAt
    renewError
    discoveries {
      id
      name
    }
  }
  owner {
    name
  }
  createdAt
  updatedAt
  version
}`) as unknown as TypedDocumentString<ClustersQuery, ClustersQueryVariables>;
export const CompareBackupDocument = new TypedDocumentString(`
    query CompareBackup($input: CompareBackupInput!) {
  compareBackup(input: $input) {
    added
    removed
    changed
    unchanged
    differences {
      object {
        resource
        namespace
        name
      }
      change
      fields {
        path
        before
        after
        masked
      }
      fieldsTotal
    }
    unread
  }
}
    `) as unknown as TypedDocumentString<CompareBackupQuery, CompareBackupQueryVariables>;
export const ConfigurationSchedulesDocument = new TypedDocumentString(`
    query ConfigurationSchedules($first: Int!, $after: String) {
  backupSchedules(first: $first, after: $after) {
    edges {
      node {
        id
        name
        state
        cluster {
          name
        }
        location {
          name
        }
        selection {
          kind
          names
          selector
          virtualMachines {
            machines {
              namespace
              name
            }
            namespaces
            selector
            freeze
          }
        }
        timing {
          kind
          minutes
          at
          weekdays
          monthDays
          expression
        }
        timeZone
        graceMinutes
        retention {
          keep
          maxAgeDays
          hourly
          daily
          weekly
          monthly
        }
        alertRecipients
        verifyEveryDays
        labels {
          key
          value
        }
        preRule {
          name
        }
        postRule {
          name
        }
        filter {
          includeResources
          excludeResources
          labelSelector
        }
        volumeSettings {
          mode
          acceptSkipped
          snapshotClasses {
            driver
            snapshotClass
          }
        }
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<ConfigurationSchedulesQuery, ConfigurationSchedulesQueryVariables>;
export const ConfirmSlackLinkDocument = new TypedDocumentString(`
    mutation ConfirmSlackLink($input: ConfirmSlackLinkInput!, $idempotencyKey: String) {
  confirmSlackLink(input: $input, idempotencyKey: $idempotencyKey) {
    slackLink {
      id
      teamName
      slackUserName
      linkedAt
      user {
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConfirmSlackLinkMutation, ConfirmSlackLinkMutationVariables>;
export const CreateAccessTokenDocument = new TypedDocumentString(`
    mutation CreateAccessToken($input: CreateAccessTokenInput!, $idempotencyKey: String) {
  createAccessToken(input: $input, idempotencyKey: $idempotencyKey) {
    token
    accessToken {
      ...AccessTokenFields
    }
  }
}
    fragment AccessTokenFields on AccessToken {
  id
  name
  access
  operations
  createdAt
  expiresAt
  revokedAt
  lastUsedAt
}`) as unknown as TypedDocumentString<CreateAccessTokenMutation, CreateAccessTokenMutationVariables>;
export const CreateAlertRouteDocument = new TypedDocumentString(`
    mutation CreateAlertRoute($input: CreateAlertRouteInput!, $idempotencyKey: String) {
  createAlertRoute(input: $input, idempotencyKey: $idempotencyKey) {
    alertRoute {
      ...AlertRouteFields
    }
  }
}
    fragment AlertRouteFields on AlertRoute {
  id
  name
  channelId
  isDefault
  cluster {
    id
    name
  }
  schedule {
    id
    name
  }
  labelSelector
  detail
  buttons
  digestAt
  timeZone
  state
  stateReason
  stateChangedAt
  version
  owner {
    id
    name
  }
}`) as unknown as TypedDocumentString<CreateAlertRouteMutation, CreateAlertRouteMutationVariables>;
export const CreateBackupLocationDocument = new TypedDocumentString(`
    mutation CreateBackupLocation($input: CreateBackupLocationInput!, $idempotencyKey: String) {
  createBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {
    backupLocation {
      ...BackupLocationFields
    }
  }
}
    fragment BackupLocationFields on BackupLocation {
  id
  name
  kind
  access
  path
  encrypted
  s3 {
    endpoint
    region
    bucket
    prefix
    forcePathStyle
    storageClass
    sse {
      mode
      kmsKeyId
    }
    caBundle
    allowHttp
    checksums
    credentials
  }
  capabilities {
    probedAt
    checksums
    conditionalWrites
    versioning
    objectLock
    defaultRetention {
      mode
      days
    }
  }
  state
  stateReason
  stateMessage
  stateChangedAt
  stateCheckedAt
  labels {
    key
    value
  }
  owner {
    name
  }
  createdAt
  updatedAt
  version
}`) as unknown as TypedDocumentString<CreateBackupLocationMutation, CreateBackupLocationMutationVariables>;
export const CreateBackupScheduleDocument = new TypedDocumentString(`
    mutation CreateBackupSchedule($input: CreateBackupScheduleInput!, $idempotencyKey: String) {
  createBackupSchedule(input: $input, idempotencyKey: $idempotencyKey) {
    backupSchedule {
      ...BackupScheduleFields
    }
  }
}
    fragment AllowedOperationFields on AllowedOperation {
  operation
  label
  allowed
  code
  reason
  advice
}
fragment BackupScheduleFields on BackupSchedule {
  ...BackupScheduleRow
  stateChangedAt
  createdSingle
  timing {
    kind
    minutes
    at
    weekdays
    monthDays
    expression
    description
  }
  anchor
  graceMinutes
  retention {
    keep
    maxAgeDays
    hourly
    daily
    weekly
    monthly
  }
  upcoming(first: 5)
  departures {
    namespace
    leftAt
  }
  releasedNamespaces
  barrenCycles
  alertRecipients
  verifyEveryDays
  allowedOperations {
    ...AllowedOperationFields
  }
  labels {
    key
    value
  }
  owner {
    name
  }
  updatedAt
  preRule {
    id
    name
  }
  postRule {
    id
    name
  }
  filter {
    includeResources
    excludeResources
    labelSelector
  }
  volumeSettings {
    mode
    acceptSkipped
    snapshotClasses {
      driver
      snapshotClass
    }
  }
}
fragment BackupScheduleRow on BackupSchedule {
  id
  name
  state
  stateReason
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  timing {
    description
  }
  timeZone
  nextDueAt
  missingNamespaces
  openCycle {
    id
    trigger
    startedAt
  }
  alerts {
    id
    kind
    count
  }
  version
  selectionVersion
  createdAt
}`) as unknown as TypedDocumentString<CreateBackupScheduleMutation, CreateBackupScheduleMutationVariables>;
export const CreateBackupDocument = new TypedDocumentString(`
    mutation CreateBackup($input: CreateBackupInput!, $idempotencyKey: String) {
  createBackup(input: $input, idempotencyKey: $idempotencyKey) {
    backup {
      ...BackupFields
    }
  }
}
    fragment BackupFields on Backup {
  ...BackupRow
  mode
  engine
  layout
  listedBySync
  vanishedAt
  attempt
  stateChangedAt
  cancelRequestedAt
  requestedNamespaces
  namespaces {
    name
    fate
    reason
    uid
    objects
    bytes
  }
  issues {
    code
    effect
    meaning
    message
    subject {
      kind
      name
    }
  }
  virtualMachines {
    namespace
    name
    fate
    state
    quiesced
    outcome
    volumes
    volumesBackedUp
    objects
    message
  }
  labels {
    key
    value
  }
  owner {
    name
  }
  heldFor {
    namespace
    virtualMachine
    reason
    until
  }
  importedFrom {
    locationId
    name
  }
  encryption {
    state
    keyIds
  }
  verification
  verifiedAt
  preRule {
    id
    name
  }
  postRule {
    id
    name
  }
  filter {
    includeResources
    excludeResources
    labelSelector
  }
  lastVerification {
    ...BackupVerificationFields
  }
  lockedUntil
}
fragment BackupRow on Backup {
  id
  name
  state
  stateReason
  stage
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  schedule {
    id
    name
  }
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  vanishedAt
  createdAt
  startedAt
  finishedAt
  deletion {
    startedAt
    attempts
    step
    lastError
    nextTryAt
  }
  version
}
fragment BackupVerificationFields on BackupVerification {
  state
  trigger
  attempt
  frames
  objects
  bytes
  damages
  error
  tryRestore
  trial {
    restorable
    clusterName
    objects
    unchecked
    refused
    reasons
    at
  }
  requestedAt
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<CreateBackupMutation, CreateBackupMutationVariables>;
export const CreateClusterDiscoveryDocument = new TypedDocumentString(`
    mutation CreateClusterDiscovery($input: CreateClusterDiscoveryInput!, $idempotencyKey: String) {
  createClusterDiscovery(input: $input, idempotencyKey: $idempotencyKey) {
    clusterDiscovery {
      ...ClusterDiscoveryFields
    }
  }
}
    fragment ClusterDiscoveryFields on ClusterDiscovery {
  id
  name
  project
  labelSelector
  intervalMinutes
  server
  credentialExpiresAt
  state
  stateReason
  stateMessage
  stateChangedAt
  run
  requestedAt
  startedAt
  endedAt
  nextDueAt
  lastSucceededAt
  processed
  total
  counts {
    found
    registered
    updated
    unchanged
    hibernated
    skipped
    failed
    unmanaged
    remanaged
    renewed
  }
  problems {
    shoot
    message
  }
  clusters {
    managed
    hibernated
  }
  owner {
    id
    name
  }
  version
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<CreateClusterDiscoveryMutation, CreateClusterDiscoveryMutationVariables>;
export const CreateExecRuleDocument = new TypedDocumentString(`
    mutation CreateExecRule($input: CreateExecRuleInput!, $idempotencyKey: String) {
  createExecRule(input: $input, idempotencyKey: $idempotencyKey) {
    execRule {
      ...ExecRuleFields
    }
  }
}
    fragment ExecRuleFields on ExecRule {
  id
  name
  kind
  actions {
    podSelector
    podName
    namespaces
    container
    command
    timeoutSeconds
    onePodOnly
    onFailure
  }
  usedBy(first: 10) {
    total
    users {
      resource
      id
      name
    }
  }
  version
  createdAt
  updatedAt
  owner {
    id
    name
  }
}`) as unknown as TypedDocumentString<CreateExecRuleMutation, CreateExecRuleMutationVariables>;
export const CreateLocationConnectionDocument = new TypedDocumentString(`
    mutation CreateLocationConnection($input: CreateLocationConnectionInput!, $idempotencyKey: String) {
  createLocationConnection(input: $input, idempotencyKey: $idempotencyKey) {
    locationConnection {
      ...LocationConnectionFields
    }
  }
}
    fragment LocationConnectionFields on LocationConnection {
  id
  state
  stateReason
  stateMessage
  stateChangedAt
  stateCheckedAt
  validatedAt
  isUnverified
  cluster {
    id
    name
  }
  location {
    id
    name
  }
}`) as unknown as TypedDocumentString<CreateLocationConnectionMutation, CreateLocationConnectionMutationVariables>;
export const CreateRestoreDocument = new TypedDocumentString(`
    mutation CreateRestore($input: CreateRestoreInput!, $idempotencyKey: String) {
  createRestore(input: $input, idempotencyKey: $idempotencyKey) {
    restore {
      ...RestoreFields
    }
  }
}
    fragment AllowedOperationFields on AllowedOperation {
  operation
  label
  allowed
  code
  reason
  advice
}
fragment RestoreFields on Restore {
  ...RestoreRow
  backupCreatedAt
  cancelRequestedAt
  stateChangedAt
  owner {
    id
    name
  }
  options {
    scope {
      namespaces
      objects {
        resource
        namespace
        name
      }
      filter {
        includeResources
        excludeResources
        labelSelector
      }
      clusterScoped
    }
    namespaceMapping {
      from
      to
    }
    storageClassMapping {
      from
      to
    }
    existing
    restoreStatus
    preserveNodePorts
    volumes
  }
  allowedOperations {
    ...AllowedOperationFields
  }
}
fragment RestoreRow on Restore {
  id
  name
  state
  stateReason
  stage
  attempt
  backupName
  sourceClusterName
  clusterName
  targetNamespaces
  progress {
    done
    total
    counts {
      created
      updated
      replaced
      unchanged
      kept
      skipped
      failed
    }
  }
  createdAt
  startedAt
  finishedAt
}`) as unknown as TypedDocumentString<CreateRestoreMutation, CreateRestoreMutationVariables>;
export const CreateShareDocument = new TypedDocumentString(`
    mutation CreateShare($input: CreateShareInput!, $idempotencyKey: String) {
  createShare(input: $input, idempotencyKey: $idempotencyKey) {
    share {
      ...ShareFields
    }
  }
}
    fragment ShareFields on Share {
  id
  resource
  resourceId
  user {
    id
    name
  }
  group {
    id
    name
  }
  access
  namespaces
  version
  createdAt
  sharedBy {
    name
  }
}`) as unknown as TypedDocumentString<CreateShareMutation, CreateShareMutationVariables>;
export const CreateUserGroupDocument = new TypedDocumentString(`
    mutation CreateUserGroup($input: CreateUserGroupInput!, $idempotencyKey: String) {
  createUserGroup(input: $input, idempotencyKey: $idempotencyKey) {
    userGroup {
      ...UserGroupFields
    }
  }
}
    fragment UserGroupFields on UserGroup {
  id
  name
  provider
  state
  stateReason
  stateChangedAt
  stateCheckedAt
  createdAt
  version
  members(first: 1) {
    totalCount
  }
}`) as unknown as TypedDocumentString<CreateUserGroupMutation, CreateUserGroupMutationVariables>;
export const CreateUserDocument = new TypedDocumentString(`
    mutation CreateUser($input: CreateUserInput!, $idempotencyKey: String) {
  createUser(input: $input, idempotencyKey: $idempotencyKey) {
    user {
      ...UserFields
    }
  }
}
    fragment AccessTokenFields on AccessToken {
  id
  name
  access
  operations
  createdAt
  expiresAt
  revokedAt
  lastUsedAt
}
fragment SlackLinkFields on SlackLink {
  id
  teamId
  teamName
  slackUserId
  slackUserName
  linkedAt
}
fragment UserFields on User {
  id
  kind
  stateReason
  stateChangedAt
  stateCheckedAt
  provider
  name
  email
  role
  state
  createdAt
  version
  groups {
    id
    name
    provider
  }
  owned {
    kind
    count
  }
  accessTokens {
    ...AccessTokenFields
  }
  slackLinks {
    ...SlackLinkFields
  }
}`) as unknown as TypedDocumentString<CreateUserMutation, CreateUserMutationVariables>;
export const DeleteAlertRouteDocument = new TypedDocumentString(`
    mutation DeleteAlertRoute($input: DeleteAlertRouteInput!, $idempotencyKey: String) {
  deleteAlertRoute(input: $input, idempotencyKey: $idempotencyKey) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteAlertRouteMutation, DeleteAlertRouteMutationVariables>;
export const DeleteBackupLocationDocument = new TypedDocumentString(`
    mutation DeleteBackupLocation($input: DeleteBackupLocationInput!, $idempotencyKey: String) {
  deleteBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteBackupLocationMutation, DeleteBackupLocationMutationVariables>;
export const DeleteBackupScheduleDocument = new TypedDocumentString(`
    mutation DeleteBackupSchedule($input: DeleteBackupScheduleInput!, $idempotencyKey: String) {
  deleteBackupSchedule(input: $input, idempotencyKey: $idempotencyKey) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteBackupScheduleMutation, DeleteBackupScheduleMutationVariables>;
export const DeleteBackupDocument = new TypedDocumentString(`
    mutation DeleteBackup($input: DeleteBackupInput!, $idempotencyKey: String) {
  deleteBackup(input: $input, idempotencyKey: $idempotencyKey) {
    backup {
      ...BackupFields
    }
  }
}
    fragment BackupFields on Backup {
  ...BackupRow
  mode
  engine
  layout
  listedBySync
  vanishedAt
  attempt
  stateChangedAt
  cancelRequestedAt
  requestedNamespaces
  namespaces {
    name
    fate
    reason
    uid
    objects
    bytes
  }
  issues {
    code
    effect
    meaning
    message
    subject {
      kind
      name
    }
  }
  virtualMachines {
    namespace
    name
    fate
    state
    quiesced
    outcome
    volumes
    volumesBackedUp
    objects
    message
  }
  labels {
    key
    value
  }
  owner {
    name
  }
  heldFor {
    namespace
    virtualMachine
    reason
    until
  }
  importedFrom {
    locationId
    name
  }
  encryption {
    state
    keyIds
  }
  verification
  verifiedAt
  preRule {
    id
    name
  }
  postRule {
    id
    name
  }
  filter {
    includeResources
    excludeResources
    labelSelector
  }
  lastVerification {
    ...BackupVerificationFields
  }
  lockedUntil
}
fragment BackupRow on Backup {
  id
  name
  state
  stateReason
  stage
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  schedule {
    id
    name
  }
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  vanishedAt
  createdAt
  startedAt
  finishedAt
  deletion {
    startedAt
    attempts
    step
    lastError
    nextTryAt
  }
  version
}
fragment BackupVerificationFields on BackupVerification {
  state
  trigger
  attempt
  frames
  objects
  bytes
  damages
  error
  tryRestore
  trial {
    restorable
    clusterName
    objects
    unchecked
    refused
    reasons
    at
  }
  requestedAt
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<DeleteBackupMutation, DeleteBackupMutationVariables>;
export const DeleteClusterDiscoveryDocument = new TypedDocumentString(`
    mutation DeleteClusterDiscovery($input: DeleteClusterDiscoveryInput!, $idempotencyKey: String) {
  deleteClusterDiscovery(input: $input, idempotencyKey: $idempotencyKey) {
    clusterDiscovery {
      ...ClusterDiscoveryFields
    }
  }
}
    fragment ClusterDiscoveryFields on ClusterDiscovery {
  id
  name
  project
  labelSelector
  intervalMinutes
  server
  credentialExpiresAt
  state
  stateReason
  stateMessage
  stateChangedAt
  run
  requestedAt
  startedAt
  endedAt
  nextDueAt
  lastSucceededAt
  processed
  total
  counts {
    found
    registered
    updated
    unchanged
    hibernated
    skipped
    failed
    unmanaged
    remanaged
    renewed
  }
  problems {
    shoot
    message
  }
  clusters {
    managed
    hibernated
  }
  owner {
    id
    name
  }
  version
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<DeleteClusterDiscoveryMutation, DeleteClusterDiscoveryMutationVariables>;
export const DeleteClusterDocument = new TypedDocumentString(`
    mutation DeleteCluster($input: DeleteClusterInput!, $idempotencyKey: String) {
  deleteCluster(input: $input, idempotencyKey: $idempotencyKey) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteClusterMutation, DeleteClusterMutationVariables>;
export const DeleteExecRuleDocument = new TypedDocumentString(`
    mutation DeleteExecRule($input: DeleteExecRuleInput!, $idempotencyKey: String) {
  deleteExecRule(input: $input, idempotencyKey: $idempotencyKey) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteExecRuleMutation, DeleteExecRuleMutationVariables>;
export const DeleteLocationConnectionDocument = new TypedDocumentString(`
    mutation DeleteLocationConnection($input: DeleteLocationConnectionInput!, $idempotencyKey: String) {
  deleteLocationConnection(input: $input, idempotencyKey: $idempotencyKey) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteLocationConnectionMutation, DeleteLocationConnectionMutationVariables>;
export const DeleteRestoreDocument = new TypedDocumentString(`
    mutation DeleteRestore($input: DeleteRestoreInput!, $idempotencyKey: String) {
  deleteRestore(input: $input, idempotencyKey: $idempotencyKey) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteRestoreMutation, DeleteRestoreMutationVariables>;
export const DeleteShareDocument = new TypedDocumentString(`
    mutation DeleteShare($input: DeleteShareInput!, $idempotencyKey: String) {
  deleteShare(input: $input, idempotencyKey: $idempotencyKey) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteShareMutation, DeleteShareMutationVariables>;
export const DeleteUserGroupDocument = new TypedDocumentString(`
    mutation DeleteUserGroup($input: DeleteUserGroupInput!, $idempotencyKey: String) {
  deleteUserGroup(input: $input, idempotencyKey: $idempotencyKey) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteUserGroupMutation, DeleteUserGroupMutationVariables>;
export const DeliveriesDueDocument = new TypedDocumentString(`
    subscription DeliveriesDue {
  deliveriesDue {
    at
  }
}
    `) as unknown as TypedDocumentString<DeliveriesDueSubscription, DeliveriesDueSubscriptionVariables>;
export const DeliveriesDocument = new TypedDocumentString(`
    query Deliveries($first: Int!, $after: String, $states: [DeliveryState!], $medium: DeliveryMedium, $alertId: ID) {
  deliveries(
    first: $first
    after: $after
    states: $states
    medium: $medium
    alertId: $alertId
  ) {
    edges {
      node {
        ...DeliveryFields
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
    totalCount
  }
}
    fragment DeliveryFields on Delivery {
  id
  kind
  medium
  state
  target
  attempts
  createdAt
  notBefore
  deliveredAt
  errorCode
  error
  route {
    id
    name
  }
  alert {
    id
    kind
  }
  backup {
    id
    name
  }
}`) as unknown as TypedDocumentString<DeliveriesQuery, DeliveriesQueryVariables>;
export const EditAlertRouteDocument = new TypedDocumentString(`
    mutation EditAlertRoute($input: EditAlertRouteInput!, $idempotencyKey: String) {
  editAlertRoute(input: $input, idempotencyKey: $idempotencyKey) {
    alertRoute {
      ...AlertRouteFields
    }
  }
}
    fragment AlertRouteFields on AlertRoute {
  id
  name
  channelId
  isDefault
  cluster {
    id
    name
  }
  schedule {
    id
    name
  }
  labelSelector
  detail
  buttons
  digestAt
  timeZone
  state
  stateReason
  stateChangedAt
  version
  owner {
    id
    name
  }
}`) as unknown as TypedDocumentString<EditAlertRouteMutation, EditAlertRouteMutationVariables>;
export const EditBackupLocationDocument = new TypedDocumentString(`
    mutation EditBackupLocation($input: EditBackupLocationInput!, $idempotencyKey: String) {
  editBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {
    backupLocation {
      ...BackupLocationFields
    }
  }
}
    fragment BackupLocationFields on BackupLocation {
  id
  name
  kind
  access
  path
  encrypted
  s3 {
    endpoint
    region
    bucket
    prefix
    forcePathStyle
    storageClass
    sse {
      mode
      kmsKeyId
    }
    caBundle
    allowHttp
    checksums
    credentials
  }
  capabilities {
    probedAt
    checksums
    conditionalWrites
    versioning
    objectLock
    defaultRetention {
      mode
      days
    }
  }
  state
  stateReason
  stateMessage
  stateChangedAt
  stateCheckedAt
  labels {
    key
    value
  }
  owner {
    name
  }
  createdAt
  updatedAt
  version
}`) as unknown as TypedDocumentString<EditBackupLocationMutation, EditBackupLocationMutationVariables>;
export const EditBackupScheduleDocument = new TypedDocumentString(`
    mutation EditBackupSchedule($input: EditBackupScheduleInput!, $idempotencyKey: String) {
  editBackupSchedule(input: $input, idempotencyKey: $idempotencyKey) {
    backupSchedule {
      ...BackupScheduleFields
    }
  }
}
    fragment AllowedOperationFields on AllowedOperation {
  operation
  label
  allowed
  code
  reason
  advice
}
fragment BackupScheduleFields on BackupSchedule {
  ...BackupScheduleRow
  stateChangedAt
  createdSingle
  timing {
    kind
    minutes
    at
    weekdays
    monthDays
    expression
    description
  }
  anchor
  graceMinutes
  retention {
    keep
    maxAgeDays
    hourly
    daily
    weekly
    monthly
  }
  upcoming(first: 5)
  departures {
    namespace
    leftAt
  }
  releasedNamespaces
  barrenCycles
  alertRecipients
  verifyEveryDays
  allowedOperations {
    ...AllowedOperationFields
  }
  labels {
    key
    value
  }
  owner {
    name
  }
  updatedAt
  preRule {
    id
    name
  }
  postRule {
    id
    name
  }
  filter {
    includeResources
    excludeResources
    labelSelector
  }
  volumeSettings {
    mode
    acceptSkipped
    snapshotClasses {
      driver
      snapshotClass
    }
  }
}
fragment BackupScheduleRow on BackupSchedule {
  id
  name
  state
  stateReason
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  timing {
    description
  }
  timeZone
  nextDueAt
  missingNamespaces
  openCycle {
    id
    trigger
    startedAt
  }
  alerts {
    id
    kind
    count
  }
  version
  selectionVersion
  createdAt
}`) as unknown as TypedDocumentString<EditBackupScheduleMutation, EditBackupScheduleMutationVariables>;
export const EditBackupDocument = new TypedDocumentString(`
    mutation EditBackup($input: EditBackupInput!, $idempotencyKey: String) {
  editBackup(input: $input, idempotencyKey: $idempotencyKey) {
    backup {
      ...BackupFields
    }
  }
}
    fragment BackupFields on Backup {
  ...BackupRow
  mode
  engine
  layout
  listedBySync
  vanishedAt
  attempt
  stateChangedAt
  cancelRequestedAt
  requestedNamespaces
  namespaces {
    name
    fate
    reason
    uid
    objects
    bytes
  }
  issues {
    code
    effect
    meaning
    message
    subject {
      kind
      name
    }
  }
  virtualMachines {
    namespace
    name
    fate
    state
    quiesced
    outcome
    volumes
    volumesBackedUp
    objects
    message
  }
  labels {
    key
    value
  }
  owner {
    name
  }
  heldFor {
    namespace
    virtualMachine
    reason
    until
  }
  importedFrom {
    locationId
    name
  }
  encryption {
    state
    keyIds
  }
  verification
  verifiedAt
  preRule {
    id
    name
  }
  postRule {
    id
    name
  }
  filter {
    includeResources
    excludeResources
    labelSelector
  }
  lastVerification {
    ...BackupVerificationFields
  }
  lockedUntil
}
fragment BackupRow on Backup {
  id
  name
  state
  stateReason
  stage
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  schedule {
    id
    name
  }
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  vanishedAt
  createdAt
  startedAt
  finishedAt
  deletion {
    startedAt
    attempts
    step
    lastError
    nextTryAt
  }
  version
}
fragment BackupVerificationFields on BackupVerification {
  state
  trigger
  attempt
  frames
  objects
  bytes
  damages
  error
  tryRestore
  trial {
    restorable
    clusterName
    objects
    unchecked
    refused
    reasons
    at
  }
  requestedAt
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<EditBackupMutation, EditBackupMutationVariables>;
export const EditClusterDiscoveryDocument = new TypedDocumentString(`
    mutation EditClusterDiscovery($input: EditClusterDiscoveryInput!, $idempotencyKey: String) {
  editClusterDiscovery(input: $input, idempotencyKey: $idempotencyKey) {
    clusterDiscovery {
      ...ClusterDiscoveryFields
    }
  }
}
    fragment ClusterDiscoveryFields on ClusterDiscovery {
  id
  name
  project
  labelSelector
  intervalMinutes
  server
  credentialExpiresAt
  state
  stateReason
  stateMessage
  stateChangedAt
  run
  requestedAt
  startedAt
  endedAt
  nextDueAt
  lastSucceededAt
  processed
  total
  counts {
    found
    registered
    updated
    unchanged
    hibernated
    skipped
    failed
    unmanaged
    remanaged
    renewed
  }
  problems {
    shoot
    message
  }
  clusters {
    managed
    hibernated
  }
  owner {
    id
    name
  }
  version
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<EditClusterDiscoveryMutation, EditClusterDiscoveryMutationVariables>;
export const EditClusterDocument = new TypedDocumentString(`
    mutation EditCluster($input: EditClusterInput!, $idempotencyKey: String) {
  editCluster(input: $input, idempotencyKey: $idempotencyKey) {
    cluster {
      ...ClusterFields
    }
  }
}
    fragment ClusterFields on Cluster {
  id
  name
  mode
  state
  stateReason
  stateMessage
  stateChangedAt
  stateCheckedAt
  server
  kubernetesVersion
  stork {
    version
    adminNamespace
    prerequisites {
      name
      requiredVersion
      met
    }
    unverified
  }
  clusterUid
  credentialExpiresAt
  lastReachedAt
  missingRights {
    resource
    verb
  }
  labels {
    key
    value
  }
  shoot {
    uid
    project
    name
    region
    provider
    hibernated
    managed
    unmanagedReason
    kubeconfigExpiresAt
    renewAt
    renewError
    discoveries {
      id
      name
    }
  }
  owner {
    name
  }
  createdAt
  updatedAt
  version
}`) as unknown as TypedDocumentString<EditClusterMutation, EditClusterMutationVariables>;
export const EditExecRuleDocument = new TypedDocumentString(`
    mutation EditExecRule($input: EditExecRuleInput!, $idempotencyKey: String) {
  editExecRule(input: $input, idempotencyKey: $idempotencyKey) {
    execRule {
      ...ExecRuleFields
    }
  }
}
    fragment ExecRuleFields on ExecRule {
  id
  name
  kind
  actions {
    podSelector
    podName
    namespaces
    container
    command
    timeoutSeconds
    onePodOnly
    onFailure
  }
  usedBy(first: 10) {
    total
    users {
      resource
      id
      name
    }
  }
  version
  createdAt
  updatedAt
  owner {
    id
    name
  }
}`) as unknown as TypedDocumentString<EditExecRuleMutation, EditExecRuleMutationVariables>;
export const EditShareDocument = new TypedDocumentString(`
    mutation EditShare($input: EditShareInput!, $idempotencyKey: String) {
  editShare(input: $input, idempotencyKey: $idempotencyKey) {
    share {
      ...ShareFields
    }
  }
}
    fragment ShareFields on Share {
  id
  resource
  resourceId
  user {
    id
    name
  }
  group {
    id
    name
  }
  access
  namespaces
  version
  createdAt
  sharedBy {
    name
  }
}`) as unknown as TypedDocumentString<EditShareMutation, EditShareMutationVariables>;
export const EditUserGroupDocument = new TypedDocumentString(`
    mutation EditUserGroup($input: EditUserGroupInput!, $idempotencyKey: String) {
  editUserGroup(input: $input, idempotencyKey: $idempotencyKey) {
    userGroup {
      ...UserGroupFields
    }
  }
}
    fragment UserGroupFields on UserGroup {
  id
  name
  provider
  state
  stateReason
  stateChangedAt
  stateCheckedAt
  createdAt
  version
  members(first: 1) {
    totalCount
  }
}`) as unknown as TypedDocumentString<EditUserGroupMutation, EditUserGroupMutationVariables>;
export const EditUserDocument = new TypedDocumentString(`
    mutation EditUser($input: EditUserInput!, $idempotencyKey: String) {
  editUser(input: $input, idempotencyKey: $idempotencyKey) {
    user {
      ...UserFields
    }
  }
}
    fragment AccessTokenFields on AccessToken {
  id
  name
  access
  operations
  createdAt
  expiresAt
  revokedAt
  lastUsedAt
}
fragment SlackLinkFields on SlackLink {
  id
  teamId
  teamName
  slackUserId
  slackUserName
  linkedAt
}
fragment UserFields on User {
  id
  kind
  stateReason
  stateChangedAt
  stateCheckedAt
  provider
  name
  email
  role
  state
  createdAt
  version
  groups {
    id
    name
    provider
  }
  owned {
    kind
    count
  }
  accessTokens {
    ...AccessTokenFields
  }
  slackLinks {
    ...SlackLinkFields
  }
}`) as unknown as TypedDocumentString<EditUserMutation, EditUserMutationVariables>;
export const ErrorCatalogDocument = new TypedDocumentString(`
    query ErrorCatalog {
  errorCatalog {
    code
    meaning
    advice
    retryable
    httpStatus
  }
}
    `) as unknown as TypedDocumentString<ErrorCatalogQuery, ErrorCatalogQueryVariables>;
export const ExcludeNamespacesFromScheduleDocument = new TypedDocumentString(`
    mutation ExcludeNamespacesFromSchedule($input: ExcludeNamespacesFromScheduleInput!, $idempotencyKey: String) {
  excludeNamespacesFromSchedule(input: $input, idempotencyKey: $idempotencyKey) {
    backupSchedule {
      ...BackupScheduleFields
    }
    changed
    namespaces
    by {
      ...ScheduleEditFields
    }
  }
}
    fragment AllowedOperationFields on AllowedOperation {
  operation
  label
  allowed
  code
  reason
  advice
}
fragment BackupScheduleFields on BackupSchedule {
  ...BackupScheduleRow
  stateChangedAt
  createdSingle
  timing {
    kind
    minutes
    at
    weekdays
    monthDays
    expression
    description
  }
  anchor
  graceMinutes
  retention {
    keep
    maxAgeDays
    hourly
    daily
    weekly
    monthly
  }
  upcoming(first: 5)
  departures {
    namespace
    leftAt
  }
  releasedNamespaces
  barrenCycles
  alertRecipients
  verifyEveryDays
  allowedOperations {
    ...AllowedOperationFields
  }
  labels {
    key
    value
  }
  owner {
    name
  }
  updatedAt
  preRule {
    id
    name
  }
  postRule {
    id
    name
  }
  filter {
    includeResources
    excludeResources
    labelSelector
  }
  volumeSettings {
    mode
    acceptSkipped
    snapshotClasses {
      driver
      snapshotClass
    }
  }
}
fragment BackupScheduleRow on BackupSchedule {
  id
  name
  state
  stateReason
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  timing {
    description
  }
  timeZone
  nextDueAt
  missingNamespaces
  openCycle {
    id
    trigger
    startedAt
  }
  alerts {
    id
    kind
    count
  }
  version
  selectionVersion
  createdAt
}
fragment ScheduleEditFields on ScheduleEdit {
  id
  kind
  at
  actor {
    kind
    id
    name
  }
  namespaces
  changes {
    field
    before
    after
  }
  selectionVersion
  revertedAt
}`) as unknown as TypedDocumentString<ExcludeNamespacesFromScheduleMutation, ExcludeNamespacesFromScheduleMutationVariables>;
export const ExclusionChoicesDocument = new TypedDocumentString(`
    query ExclusionChoices($scheduleId: ID!, $search: String, $first: Int!) {
  exclusionChoices(scheduleId: $scheduleId, search: $search, first: $first) {
    total
    missingTotal
    observedAt
    choices {
      name
      isBack
      heldUntil
      lastBackup {
        id
        name
        at
      }
    }
    backupSchedule {
      ...SlackSchedule
    }
  }
}
    fragment SlackSchedule on BackupSchedule {
  id
  name
  state
  stateReason
  nextDueAt
  createdSingle
  selectionVersion
  timing {
    description
  }
  timeZone
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  missingNamespaces
  cluster {
    id
    name
    state
  }
  location {
    id
    name
    state
  }
  allowedOperations {
    operation
    label
    allowed
    code
    reason
    advice
  }
}`) as unknown as TypedDocumentString<ExclusionChoicesQuery, ExclusionChoicesQueryVariables>;
export const ExecRuleDocument = new TypedDocumentString(`
    query ExecRule($id: ID!) {
  execRule(id: $id) {
    ...ExecRuleFields
  }
}
    fragment ExecRuleFields on ExecRule {
  id
  name
  kind
  actions {
    podSelector
    podName
    namespaces
    container
    command
    timeoutSeconds
    onePodOnly
    onFailure
  }
  usedBy(first: 10) {
    total
    users {
      resource
      id
      name
    }
  }
  version
  createdAt
  updatedAt
  owner {
    id
    name
  }
}`) as unknown as TypedDocumentString<ExecRuleQuery, ExecRuleQueryVariables>;
export const ExecRulesDocument = new TypedDocumentString(`
    query ExecRules($first: Int!, $after: String, $kind: RuleKind, $nameContains: String) {
  execRules(
    first: $first
    after: $after
    kind: $kind
    nameContains: $nameContains
  ) {
    edges {
      node {
        ...ExecRuleFields
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
    totalCount
  }
}
    fragment ExecRuleFields on ExecRule {
  id
  name
  kind
  actions {
    podSelector
    podName
    namespaces
    container
    command
    timeoutSeconds
    onePodOnly
    onFailure
  }
  usedBy(first: 10) {
    total
    users {
      resource
      id
      name
    }
  }
  version
  createdAt
  updatedAt
  owner {
    id
    name
  }
}`) as unknown as TypedDocumentString<ExecRulesQuery, ExecRulesQueryVariables>;
export const ForceDeleteBackupDocument = new TypedDocumentString(`
    mutation ForceDeleteBackup($input: ForceDeleteBackupInput!, $idempotencyKey: String) {
  forceDeleteBackup(input: $input, idempotencyKey: $idempotencyKey) {
    id
    orphanedPath
  }
}
    `) as unknown as TypedDocumentString<ForceDeleteBackupMutation, ForceDeleteBackupMutationVariables>;
export const HeldBackupsDocument = new TypedDocumentString(`
    query HeldBackups($id: ID!) {
  backupSchedule(id: $id) {
    id
    name
    heldBackups {
      backup {
        id
        name
        state
        createdAt
      }
      heldFor {
        namespace
        virtualMachine
        reason
        until
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HeldBackupsQuery, HeldBackupsQueryVariables>;
export const ImportVeleroBackupDocument = new TypedDocumentString(`
    mutation ImportVeleroBackup($input: ImportVeleroBackupInput!, $idempotencyKey: String) {
  importVeleroBackup(input: $input, idempotencyKey: $idempotencyKey) {
    backup {
      ...BackupFields
    }
  }
}
    fragment BackupFields on Backup {
  ...BackupRow
  mode
  engine
  layout
  listedBySync
  vanishedAt
  attempt
  stateChangedAt
  cancelRequestedAt
  requestedNamespaces
  namespaces {
    name
    fate
    reason
    uid
    objects
    bytes
  }
  issues {
    code
    effect
    meaning
    message
    subject {
      kind
      name
    }
  }
  virtualMachines {
    namespace
    name
    fate
    state
    quiesced
    outcome
    volumes
    volumesBackedUp
    objects
    message
  }
  labels {
    key
    value
  }
  owner {
    name
  }
  heldFor {
    namespace
    virtualMachine
    reason
    until
  }
  importedFrom {
    locationId
    name
  }
  encryption {
    state
    keyIds
  }
  verification
  verifiedAt
  preRule {
    id
    name
  }
  postRule {
    id
    name
  }
  filter {
    includeResources
    excludeResources
    labelSelector
  }
  lastVerification {
    ...BackupVerificationFields
  }
  lockedUntil
}
fragment BackupRow on Backup {
  id
  name
  state
  stateReason
  stage
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  schedule {
    id
    name
  }
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  vanishedAt
  createdAt
  startedAt
  finishedAt
  deletion {
    startedAt
    attempts
    step
    lastError
    nextTryAt
  }
  version
}
fragment BackupVerificationFields on BackupVerification {
  state
  trigger
  attempt
  frames
  objects
  bytes
  damages
  error
  tryRestore
  trial {
    restorable
    clusterName
    objects
    unchecked
    refused
    reasons
    at
  }
  requestedAt
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<ImportVeleroBackupMutation, ImportVeleroBackupMutationVariables>;
export const LocationConnectionDocument = new TypedDocumentString(`
    query LocationConnection($id: ID!) {
  locationConnection(id: $id) {
    ...LocationConnectionFields
  }
}
    fragment LocationConnectionFields on LocationConnection {
  id
  state
  stateReason
  stateMessage
  stateChangedAt
  stateCheckedAt
  validatedAt
  isUnverified
  cluster {
    id
    name
  }
  location {
    id
    name
  }
}`) as unknown as TypedDocumentString<LocationConnectionQuery, LocationConnectionQueryVariables>;
export const LocationConnectionsDocument = new TypedDocumentString(`
    query LocationConnections($first: Int!, $after: String, $filter: LocationConnectionFilterInput) {
  locationConnections(first: $first, after: $after, filter: $filter) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        ...LocationConnectionFields
      }
    }
  }
}
    fragment LocationConnectionFields on LocationConnection {
  id
  state
  stateReason
  stateMessage
  stateChangedAt
  stateCheckedAt
  validatedAt
  isUnverified
  cluster {
    id
    name
  }
  location {
    id
    name
  }
}`) as unknown as TypedDocumentString<LocationConnectionsQuery, LocationConnectionsQueryVariables>;
export const PlanBackupDocument = new TypedDocumentString(`
    query PlanBackup($input: PlanBackupInput!) {
  planBackup(input: $input) {
    ...BackupPlanFields
  }
}
    fragment BackupPlanFields on BackupPlan {
  included {
    name
    uid
  }
  missing {
    name
    reason
  }
  unlisted
  virtualMachines {
    included {
      namespace
      name
      state
    }
    missing {
      namespace
      name
    }
    served
  }
}`) as unknown as TypedDocumentString<PlanBackupQuery, PlanBackupQueryVariables>;
export const PlanResourcesDocument = new TypedDocumentString(`
    query PlanResources($input: PlanBackupInput!) {
  planBackup(input: $input) {
    ...BackupPlanFields
    resources {
      kinds {
        resource
        kept
        leftOut {
          rule
          reason
          objects
        }
      }
      leftOutKinds {
        resource
        rule
        reason
      }
      unknownKinds
      unreadable {
        resource
        message
      }
      complete
    }
  }
}
    fragment BackupPlanFields on BackupPlan {
  included {
    name
    uid
  }
  missing {
    name
    reason
  }
  unlisted
  virtualMachines {
    included {
      namespace
      name
      state
    }
    missing {
      namespace
      name
    }
    served
  }
}`) as unknown as TypedDocumentString<PlanResourcesQuery, PlanResourcesQueryVariables>;
export const PreviewRestoreDocument = new TypedDocumentString(`
    query PreviewRestore($input: PreviewRestoreInput!) {
  previewRestore(input: $input) {
    counts {
      created
      updated
      replaced
      unchanged
      kept
      skipped
      failed
    }
    newNamespaces
    unchecked
    conflicts {
      object {
        resource
        namespace
        name
      }
      target {
        namespace
        name
      }
      outcome
      code
      message
    }
    conflictsTotal
    issues {
      code
      effect
      object {
        resource
        namespace
        name
      }
      message
    }
  }
}
    `) as unknown as TypedDocumentString<PreviewRestoreQuery, PreviewRestoreQueryVariables>;
export const ReassignOwnershipDocument = new TypedDocumentString(`
    mutation ReassignOwnership($input: ReassignOwnershipInput!, $idempotencyKey: String) {
  reassignOwnership(input: $input, idempotencyKey: $idempotencyKey) {
    changed
    moved {
      kind
      count
    }
  }
}
    `) as unknown as TypedDocumentString<ReassignOwnershipMutation, ReassignOwnershipMutationVariables>;
export const RefreshClusterDiscoveryDocument = new TypedDocumentString(`
    mutation RefreshClusterDiscovery($input: RefreshClusterDiscoveryInput!, $idempotencyKey: String) {
  refreshClusterDiscovery(input: $input, idempotencyKey: $idempotencyKey) {
    clusterDiscovery {
      ...ClusterDiscoveryFields
    }
  }
}
    fragment ClusterDiscoveryFields on ClusterDiscovery {
  id
  name
  project
  labelSelector
  intervalMinutes
  server
  credentialExpiresAt
  state
  stateReason
  stateMessage
  stateChangedAt
  run
  requestedAt
  startedAt
  endedAt
  nextDueAt
  lastSucceededAt
  processed
  total
  counts {
    found
    registered
    updated
    unchanged
    hibernated
    skipped
    failed
    unmanaged
    remanaged
    renewed
  }
  problems {
    shoot
    message
  }
  clusters {
    managed
    hibernated
  }
  owner {
    id
    name
  }
  version
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<RefreshClusterDiscoveryMutation, RefreshClusterDiscoveryMutationVariables>;
export const RegisterClusterDocument = new TypedDocumentString(`
    mutation RegisterCluster($input: RegisterClusterInput!, $idempotencyKey: String) {
  registerCluster(input: $input, idempotencyKey: $idempotencyKey) {
    cluster {
      ...ClusterFields
    }
  }
}
    fragment ClusterFields on Cluster {
  id
  name
  mode
  state
  stateReason
  stateMessage
  stateChangedAt
  stateCheckedAt
  server
  kubernetesVersion
  stork {
    version
    adminNamespace
    prerequisites {
      name
      requiredVersion
      met
    }
    unverified
  }
  clusterUid
  credentialExpiresAt
  lastReachedAt
  missingRights {
    resource
    verb
  }
  labels {
    key
    value
  }
  shoot {
    uid
    project
    name
    region
    provider
    hibernated
    managed
    unmanagedReason
    kubeconfigExpiresAt
    renewAt
    renewError
    discoveries {
      id
      name
    }
  }
  owner {
    name
  }
  createdAt
  updatedAt
  version
}`) as unknown as TypedDocumentString<RegisterClusterMutation, RegisterClusterMutationVariables>;
export const ReleaseHeldBackupsDocument = new TypedDocumentString(`
    mutation ReleaseHeldBackups($input: ReleaseHeldBackupsInput!, $idempotencyKey: String) {
  releaseHeldBackups(input: $input, idempotencyKey: $idempotencyKey) {
    backupSchedule {
      ...BackupScheduleFields
    }
  }
}
    fragment AllowedOperationFields on AllowedOperation {
  operation
  label
  allowed
  code
  reason
  advice
}
fragment BackupScheduleFields on BackupSchedule {
  ...BackupScheduleRow
  stateChangedAt
  createdSingle
  timing {
    kind
    minutes
    at
    weekdays
    monthDays
    expression
    description
  }
  anchor
  graceMinutes
  retention {
    keep
    maxAgeDays
    hourly
    daily
    weekly
    monthly
  }
  upcoming(first: 5)
  departures {
    namespace
    leftAt
  }
  releasedNamespaces
  barrenCycles
  alertRecipients
  verifyEveryDays
  allowedOperations {
    ...AllowedOperationFields
  }
  labels {
    key
    value
  }
  owner {
    name
  }
  updatedAt
  preRule {
    id
    name
  }
  postRule {
    id
    name
  }
  filter {
    includeResources
    excludeResources
    labelSelector
  }
  volumeSettings {
    mode
    acceptSkipped
    snapshotClasses {
      driver
      snapshotClass
    }
  }
}
fragment BackupScheduleRow on BackupSchedule {
  id
  name
  state
  stateReason
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  timing {
    description
  }
  timeZone
  nextDueAt
  missingNamespaces
  openCycle {
    id
    trigger
    startedAt
  }
  alerts {
    id
    kind
    count
  }
  version
  selectionVersion
  createdAt
}`) as unknown as TypedDocumentString<ReleaseHeldBackupsMutation, ReleaseHeldBackupsMutationVariables>;
export const RemoveSlackLinkDocument = new TypedDocumentString(`
    mutation RemoveSlackLink($input: RemoveSlackLinkInput!, $idempotencyKey: String) {
  removeSlackLink(input: $input, idempotencyKey: $idempotencyKey) {
    id
  }
}
    `) as unknown as TypedDocumentString<RemoveSlackLinkMutation, RemoveSlackLinkMutationVariables>;
export const RescanBackupLocationDocument = new TypedDocumentString(`
    mutation RescanBackupLocation($input: RescanBackupLocationInput!, $idempotencyKey: String) {
  rescanBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {
    backupLocation {
      ...BackupLocationFields
    }
    found {
      ...BackupRow
    }
    damaged {
      key
      message
    }
    locked {
      key
      message
    }
    skipped
  }
}
    fragment BackupLocationFields on BackupLocation {
  id
  name
  kind
  access
  path
  encrypted
  s3 {
    endpoint
    region
    bucket
    prefix
    forcePathStyle
    storageClass
    sse {
      mode
      kmsKeyId
    }
    caBundle
    allowHttp
    checksums
    credentials
  }
  capabilities {
    probedAt
    checksums
    conditionalWrites
    versioning
    objectLock
    defaultRetention {
      mode
      days
    }
  }
  state
  stateReason
  stateMessage
  stateChangedAt
  stateCheckedAt
  labels {
    key
    value
  }
  owner {
    name
  }
  createdAt
  updatedAt
  version
}
fragment BackupRow on Backup {
  id
  name
  state
  stateReason
  stage
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  schedule {
    id
    name
  }
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  vanishedAt
  createdAt
  startedAt
  finishedAt
  deletion {
    startedAt
    attempts
    step
    lastError
    nextTryAt
  }
  version
}`) as unknown as TypedDocumentString<RescanBackupLocationMutation, RescanBackupLocationMutationVariables>;
export const ResendDeliveryDocument = new TypedDocumentString(`
    mutation ResendDelivery($input: ResendDeliveryInput!, $idempotencyKey: String) {
  resendDelivery(input: $input, idempotencyKey: $idempotencyKey) {
    delivery {
      ...DeliveryFields
    }
  }
}
    fragment DeliveryFields on Delivery {
  id
  kind
  medium
  state
  target
  attempts
  createdAt
  notBefore
  deliveredAt
  errorCode
  error
  route {
    id
    name
  }
  alert {
    id
    kind
  }
  backup {
    id
    name
  }
}`) as unknown as TypedDocumentString<ResendDeliveryMutation, ResendDeliveryMutationVariables>;
export const ResourceStateChangedDocument = new TypedDocumentString(`
    subscription ResourceStateChanged($resource: Resource, $id: ID, $after: String) {
  resourceStateChanged(resource: $resource, id: $id, after: $after) {
    eventId
    isPresent
    at
    resource
    subjectId
    name
    from
    to
    reason
    message
    observer
    observerName
  }
}
    `) as unknown as TypedDocumentString<ResourceStateChangedSubscription, ResourceStateChangedSubscriptionVariables>;
export const RestoreIssuesDocument = new TypedDocumentString(`
    query RestoreIssues($id: ID!, $first: Int!, $after: String) {
  restore(id: $id) {
    id
    issues(first: $first, after: $after) {
      edges {
        node {
          code
          effect
          object {
            resource
            namespace
            name
          }
          message
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
      totalCount
    }
  }
}
    `) as unknown as TypedDocumentString<RestoreIssuesQuery, RestoreIssuesQueryVariables>;
export const RestoreNamesDocument = new TypedDocumentString(`
    query RestoreNames($first: Int!, $after: String, $filter: RestoreFilterInput) {
  restores(first: $first, after: $after, filter: $filter) {
    edges {
      node {
        id
        name
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<RestoreNamesQuery, RestoreNamesQueryVariables>;
export const RestoreUpdatedDocument = new TypedDocumentString(`
    subscription RestoreUpdated($id: ID, $after: String) {
  restoreUpdated(id: $id, after: $after) {
    eventId
    type
    at
    restoreId
    state
    stage
    attempt
    done
    total
    restore {
      ...RestoreRow
    }
  }
}
    fragment RestoreRow on Restore {
  id
  name
  state
  stateReason
  stage
  attempt
  backupName
  sourceClusterName
  clusterName
  targetNamespaces
  progress {
    done
    total
    counts {
      created
      updated
      replaced
      unchanged
      kept
      skipped
      failed
    }
  }
  createdAt
  startedAt
  finishedAt
}`) as unknown as TypedDocumentString<RestoreUpdatedSubscription, RestoreUpdatedSubscriptionVariables>;
export const RestoreDocument = new TypedDocumentString(`
    query Restore($id: ID!) {
  restore(id: $id) {
    ...RestoreFields
  }
}
    fragment AllowedOperationFields on AllowedOperation {
  operation
  label
  allowed
  code
  reason
  advice
}
fragment RestoreFields on Restore {
  ...RestoreRow
  backupCreatedAt
  cancelRequestedAt
  stateChangedAt
  owner {
    id
    name
  }
  options {
    scope {
      namespaces
      objects {
        resource
        namespace
        name
      }
      filter {
        includeResources
        excludeResources
        labelSelector
      }
      clusterScoped
    }
    namespaceMapping {
      from
      to
    }
    storageClassMapping {
      from
      to
    }
    existing
    restoreStatus
    preserveNodePorts
    volumes
  }
  allowedOperations {
    ...AllowedOperationFields
  }
}
fragment RestoreRow on Restore {
  id
  name
  state
  stateReason
  stage
  attempt
  backupName
  sourceClusterName
  clusterName
  targetNamespaces
  progress {
    done
    total
    counts {
      created
      updated
      replaced
      unchanged
      kept
      skipped
      failed
    }
  }
  createdAt
  startedAt
  finishedAt
}`) as unknown as TypedDocumentString<RestoreQuery, RestoreQueryVariables>;
export const RestoresLiveDocument = new TypedDocumentString(`
    subscription RestoresLive($after: String) {
  restoreUpdated(after: $after) {
    eventId
    type
    at
    restoreId
    state
    stateReason
    stage
    attempt
    done
    total
    restore {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<RestoresLiveSubscription, RestoresLiveSubscriptionVariables>;
export const RestoresDocument = new TypedDocumentString(`
    query Restores($first: Int!, $after: String, $filter: RestoreFilterInput, $sort: RestoreSortInput) {
  restores(first: $first, after: $after, filter: $filter, sort: $sort) {
    edges {
      node {
        ...RestoreRow
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
    totalCount
  }
}
    fragment RestoreRow on Restore {
  id
  name
  state
  stateReason
  stage
  attempt
  backupName
  sourceClusterName
  clusterName
  targetNamespaces
  progress {
    done
    total
    counts {
      created
      updated
      replaced
      unchanged
      kept
      skipped
      failed
    }
  }
  createdAt
  startedAt
  finishedAt
}`) as unknown as TypedDocumentString<RestoresQuery, RestoresQueryVariables>;
export const ResumeBackupScheduleDocument = new TypedDocumentString(`
    mutation ResumeBackupSchedule($input: ResumeBackupScheduleInput!, $idempotencyKey: String) {
  resumeBackupSchedule(input: $input, idempotencyKey: $idempotencyKey) {
    backupSchedule {
      ...BackupScheduleFields
    }
  }
}
    fragment AllowedOperationFields on AllowedOperation {
  operation
  label
  allowed
  code
  reason
  advice
}
fragment BackupScheduleFields on BackupSchedule {
  ...BackupScheduleRow
  stateChangedAt
  createdSingle
  timing {
    kind
    minutes
    at
    weekdays
    monthDays
    expression
    description
  }
  anchor
  graceMinutes
  retention {
    keep
    maxAgeDays
    hourly
    daily
    weekly
    monthly
  }
  upcoming(first: 5)
  departures {
    namespace
    leftAt
  }
  releasedNamespaces
  barrenCycles
  alertRecipients
  verifyEveryDays
  allowedOperations {
    ...AllowedOperationFields
  }
  labels {
    key
    value
  }
  owner {
    name
  }
  updatedAt
  preRule {
    id
    name
  }
  postRule {
    id
    name
  }
  filter {
    includeResources
    excludeResources
    labelSelector
  }
  volumeSettings {
    mode
    acceptSkipped
    snapshotClasses {
      driver
      snapshotClass
    }
  }
}
fragment BackupScheduleRow on BackupSchedule {
  id
  name
  state
  stateReason
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  timing {
    description
  }
  timeZone
  nextDueAt
  missingNamespaces
  openCycle {
    id
    trigger
    startedAt
  }
  alerts {
    id
    kind
    count
  }
  version
  selectionVersion
  createdAt
}`) as unknown as TypedDocumentString<ResumeBackupScheduleMutation, ResumeBackupScheduleMutationVariables>;
export const RetentionPreviewDocument = new TypedDocumentString(`
    query RetentionPreview($scheduleId: ID!, $retention: RetentionInput) {
  retentionPreview(scheduleId: $scheduleId, retention: $retention) {
    remove {
      id
      name
      state
      createdAt
      storedBytes
    }
    kept {
      backup {
        id
        name
        state
        createdAt
      }
      heldFor {
        namespace
        virtualMachine
        reason
        until
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RetentionPreviewQuery, RetentionPreviewQueryVariables>;
export const RevealBackupSecretDocument = new TypedDocumentString(`
    mutation RevealBackupSecret($input: RevealBackupSecretInput!, $idempotencyKey: String) {
  revealBackupSecret(input: $input, idempotencyKey: $idempotencyKey) {
    object {
      json
      masked
    }
  }
}
    `) as unknown as TypedDocumentString<RevealBackupSecretMutation, RevealBackupSecretMutationVariables>;
export const RevertScheduleEditDocument = new TypedDocumentString(`
    mutation RevertScheduleEdit($input: RevertScheduleEditInput!, $idempotencyKey: String) {
  revertScheduleEdit(input: $input, idempotencyKey: $idempotencyKey) {
    backupSchedule {
      ...BackupScheduleFields
    }
    changed
    namespaces
    by {
      ...ScheduleEditFields
    }
  }
}
    fragment AllowedOperationFields on AllowedOperation {
  operation
  label
  allowed
  code
  reason
  advice
}
fragment BackupScheduleFields on BackupSchedule {
  ...BackupScheduleRow
  stateChangedAt
  createdSingle
  timing {
    kind
    minutes
    at
    weekdays
    monthDays
    expression
    description
  }
  anchor
  graceMinutes
  retention {
    keep
    maxAgeDays
    hourly
    daily
    weekly
    monthly
  }
  upcoming(first: 5)
  departures {
    namespace
    leftAt
  }
  releasedNamespaces
  barrenCycles
  alertRecipients
  verifyEveryDays
  allowedOperations {
    ...AllowedOperationFields
  }
  labels {
    key
    value
  }
  owner {
    name
  }
  updatedAt
  preRule {
    id
    name
  }
  postRule {
    id
    name
  }
  filter {
    includeResources
    excludeResources
    labelSelector
  }
  volumeSettings {
    mode
    acceptSkipped
    snapshotClasses {
      driver
      snapshotClass
    }
  }
}
fragment BackupScheduleRow on BackupSchedule {
  id
  name
  state
  stateReason
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  timing {
    description
  }
  timeZone
  nextDueAt
  missingNamespaces
  openCycle {
    id
    trigger
    startedAt
  }
  alerts {
    id
    kind
    count
  }
  version
  selectionVersion
  createdAt
}
fragment ScheduleEditFields on ScheduleEdit {
  id
  kind
  at
  actor {
    kind
    id
    name
  }
  namespaces
  changes {
    field
    before
    after
  }
  selectionVersion
  revertedAt
}`) as unknown as TypedDocumentString<RevertScheduleEditMutation, RevertScheduleEditMutationVariables>;
export const RevokeAccessTokenDocument = new TypedDocumentString(`
    mutation RevokeAccessToken($input: RevokeAccessTokenInput!, $idempotencyKey: String) {
  revokeAccessToken(input: $input, idempotencyKey: $idempotencyKey) {
    accessToken {
      ...AccessTokenFields
    }
  }
}
    fragment AccessTokenFields on AccessToken {
  id
  name
  access
  operations
  createdAt
  expiresAt
  revokedAt
  lastUsedAt
}`) as unknown as TypedDocumentString<RevokeAccessTokenMutation, RevokeAccessTokenMutationVariables>;
export const RewrapBackupsDocument = new TypedDocumentString(`
    mutation RewrapBackups($input: RewrapBackupsInput!, $idempotencyKey: String) {
  rewrapBackups(input: $input, idempotencyKey: $idempotencyKey) {
    rewrapped
    unchanged
    refused {
      backup {
        id
        name
      }
      message
    }
    next
  }
}
    `) as unknown as TypedDocumentString<RewrapBackupsMutation, RewrapBackupsMutationVariables>;
export const RunClusterDiscoveryDocument = new TypedDocumentString(`
    mutation RunClusterDiscovery($input: RunClusterDiscoveryInput!, $idempotencyKey: String) {
  runClusterDiscovery(input: $input, idempotencyKey: $idempotencyKey) {
    clusterDiscovery {
      ...ClusterDiscoveryFields
    }
  }
}
    fragment ClusterDiscoveryFields on ClusterDiscovery {
  id
  name
  project
  labelSelector
  intervalMinutes
  server
  credentialExpiresAt
  state
  stateReason
  stateMessage
  stateChangedAt
  run
  requestedAt
  startedAt
  endedAt
  nextDueAt
  lastSucceededAt
  processed
  total
  counts {
    found
    registered
    updated
    unchanged
    hibernated
    skipped
    failed
    unmanaged
    remanaged
    renewed
  }
  problems {
    shoot
    message
  }
  clusters {
    managed
    hibernated
  }
  owner {
    id
    name
  }
  version
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<RunClusterDiscoveryMutation, RunClusterDiscoveryMutationVariables>;
export const SchedulesLiveDocument = new TypedDocumentString(`
    subscription SchedulesLive($id: ID, $after: String) {
  backupScheduleChanged(id: $id, after: $after) {
    eventId
    type
    at
    scheduleId
    state
    stateReason
    cycleId
    backupId
    backupState
    backupSchedule {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<SchedulesLiveSubscription, SchedulesLiveSubscriptionVariables>;
export const SearchDocument = new TypedDocumentString(`
    query Search($text: String!, $kinds: [SearchKind!], $first: Int!, $after: String) {
  search(text: $text, kinds: $kinds, first: $first, after: $after) {
    edges {
      node {
        kind
        id
        name
        match
        label
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<SearchQuery, SearchQueryVariables>;
export const SharesDocument = new TypedDocumentString(`
    query Shares($resource: SharedResource!, $id: ID!, $first: Int!, $after: String) {
  shares(resource: $resource, id: $id, first: $first, after: $after) {
    edges {
      node {
        ...ShareFields
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
    totalCount
  }
}
    fragment ShareFields on Share {
  id
  resource
  resourceId
  user {
    id
    name
  }
  group {
    id
    name
  }
  access
  namespaces
  version
  createdAt
  sharedBy {
    name
  }
}`) as unknown as TypedDocumentString<SharesQuery, SharesQueryVariables>;
export const SlackAcknowledgeDocument = new TypedDocumentString(`
    mutation SlackAcknowledge($input: AcknowledgeAlertInput!, $idempotencyKey: String) {
  acknowledgeAlert(input: $input, idempotencyKey: $idempotencyKey) {
    alert {
      id
      acknowledgedAt
      acknowledgedBy
    }
  }
}
    `) as unknown as TypedDocumentString<SlackAcknowledgeMutation, SlackAcknowledgeMutationVariables>;
export const SlackAddDocument = new TypedDocumentString(`
    mutation SlackAdd($input: AddNamespacesToScheduleInput!, $idempotencyKey: String) {
  addNamespacesToSchedule(input: $input, idempotencyKey: $idempotencyKey) {
    changed
    namespaces
    by {
      at
      kind
      actor {
        name
      }
    }
    backupSchedule {
      ...SlackSchedule
    }
  }
}
    fragment SlackSchedule on BackupSchedule {
  id
  name
  state
  stateReason
  nextDueAt
  createdSingle
  selectionVersion
  timing {
    description
  }
  timeZone
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  missingNamespaces
  cluster {
    id
    name
    state
  }
  location {
    id
    name
    state
  }
  allowedOperations {
    operation
    label
    allowed
    code
    reason
    advice
  }
}`) as unknown as TypedDocumentString<SlackAddMutation, SlackAddMutationVariables>;
export const SlackAlertNamesDocument = new TypedDocumentString(`
    query SlackAlertNames($id: ID!) {
  alert(id: $id) {
    id
    namespaces
  }
}
    `) as unknown as TypedDocumentString<SlackAlertNamesQuery, SlackAlertNamesQueryVariables>;
export const SlackAlertByIdDocument = new TypedDocumentString(`
    query SlackAlertById($id: ID!) {
  alert(id: $id) {
    ...SlackAlert
  }
}
    fragment SlackAlert on Alert {
  id
  kind
  meaning
  isOpen
  standing
  message
  count
  openedAt
  changedAt
  lastSeenAt
  acknowledgedAt
  acknowledgedBy
  closedAt
  closedReason
  namespaceCount
  names(first: 25) {
    name
    onSchedule
    isBack
  }
  snooze {
    until
    by
    at
  }
  schedule {
    ...SlackSchedule
  }
  cluster {
    id
    name
    state
  }
  discovery {
    id
    name
  }
  location {
    id
    name
    state
  }
  backup {
    id
    name
    state
    createdAt
  }
  edits(first: 3) {
    kind
    at
    namespaces
    revertedAt
    selectionVersion
    actor {
      name
    }
  }
}
fragment SlackSchedule on BackupSchedule {
  id
  name
  state
  stateReason
  nextDueAt
  createdSingle
  selectionVersion
  timing {
    description
  }
  timeZone
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  missingNamespaces
  cluster {
    id
    name
    state
  }
  location {
    id
    name
    state
  }
  allowedOperations {
    operation
    label
    allowed
    code
    reason
    advice
  }
}`) as unknown as TypedDocumentString<SlackAlertByIdQuery, SlackAlertByIdQueryVariables>;
export const SlackAlertsDocument = new TypedDocumentString(`
    query SlackAlerts($first: Int!, $mine: Boolean, $scheduleId: ID) {
  alerts(open: true, first: $first, mine: $mine, scheduleId: $scheduleId) {
    totalCount
    edges {
      node {
        ...SlackAlert
      }
    }
  }
}
    fragment SlackAlert on Alert {
  id
  kind
  meaning
  isOpen
  standing
  message
  count
  openedAt
  changedAt
  lastSeenAt
  acknowledgedAt
  acknowledgedBy
  closedAt
  closedReason
  namespaceCount
  names(first: 25) {
    name
    onSchedule
    isBack
  }
  snooze {
    until
    by
    at
  }
  schedule {
    ...SlackSchedule
  }
  cluster {
    id
    name
    state
  }
  discovery {
    id
    name
  }
  location {
    id
    name
    state
  }
  backup {
    id
    name
    state
    createdAt
  }
  edits(first: 3) {
    kind
    at
    namespaces
    revertedAt
    selectionVersion
    actor {
      name
    }
  }
}
fragment SlackSchedule on BackupSchedule {
  id
  name
  state
  stateReason
  nextDueAt
  createdSingle
  selectionVersion
  timing {
    description
  }
  timeZone
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  missingNamespaces
  cluster {
    id
    name
    state
  }
  location {
    id
    name
    state
  }
  allowedOperations {
    operation
    label
    allowed
    code
    reason
    advice
  }
}`) as unknown as TypedDocumentString<SlackAlertsQuery, SlackAlertsQueryVariables>;
export const SlackClustersDocument = new TypedDocumentString(`
    query SlackClusters($nameContains: String) {
  clusters(first: 200, filter: {nameContains: $nameContains}) {
    edges {
      node {
        ...SlackCluster
      }
    }
  }
}
    fragment SlackCluster on Cluster {
  id
  name
  state
  stateMessage
  stateChangedAt
  mode
  stork {
    version
    prerequisites {
      name
      requiredVersion
      met
    }
  }
  allowedOperations {
    label
    code
  }
}`) as unknown as TypedDocumentString<SlackClustersQuery, SlackClustersQueryVariables>;
export const SlackExcludeDocument = new TypedDocumentString(`
    mutation SlackExclude($input: ExcludeNamespacesFromScheduleInput!, $idempotencyKey: String) {
  excludeNamespacesFromSchedule(input: $input, idempotencyKey: $idempotencyKey) {
    changed
    namespaces
    by {
      at
      kind
      actor {
        name
      }
    }
    backupSchedule {
      ...SlackSchedule
    }
  }
}
    fragment SlackSchedule on BackupSchedule {
  id
  name
  state
  stateReason
  nextDueAt
  createdSingle
  selectionVersion
  timing {
    description
  }
  timeZone
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  missingNamespaces
  cluster {
    id
    name
    state
  }
  location {
    id
    name
    state
  }
  allowedOperations {
    operation
    label
    allowed
    code
    reason
    advice
  }
}`) as unknown as TypedDocumentString<SlackExcludeMutation, SlackExcludeMutationVariables>;
export const SlackHomeDocument = new TypedDocumentString(`
    query SlackHome {
  viewer {
    id
    name
    role
    slackLinks {
      teamId
      slackUserId
      linkedAt
    }
  }
  server {
    version
  }
  alerts(open: true, mine: true, first: 50) {
    totalCount
    edges {
      node {
        id
        kind
        standing
        openedAt
        snooze {
          until
          by
        }
        schedule {
          id
          name
        }
        cluster {
          id
          name
        }
        location {
          id
          name
        }
        discovery {
          id
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SlackHomeQuery, SlackHomeQueryVariables>;
export const SlackLinkRequestDocument = new TypedDocumentString(`
    query SlackLinkRequest($code: String!) {
  slackLinkRequest(code: $code) {
    teamId
    teamName
    slackUserId
    slackUserName
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<SlackLinkRequestQuery, SlackLinkRequestQueryVariables>;
export const SlackScheduleNamesDocument = new TypedDocumentString(`
    query SlackScheduleNames($nameContains: String, $clusterId: ID, $first: Int!, $after: String) {
  backupSchedules(
    filter: {nameContains: $nameContains, clusterId: $clusterId}
    first: $first
    after: $after
  ) {
    totalCount
    edges {
      node {
        id
        name
        cluster {
          id
          name
        }
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<SlackScheduleNamesQuery, SlackScheduleNamesQueryVariables>;
export const SlackScheduleByIdDocument = new TypedDocumentString(`
    query SlackScheduleById($id: ID!) {
  backupSchedule(id: $id) {
    ...SlackSchedule
    upcoming(first: 3)
    openCycle {
      id
      startedAt
      backup {
        ...SlackBackup
      }
    }
    alerts {
      id
      kind
      message
      standing
      openedAt
    }
    backups(first: 3) {
      edges {
        node {
          ...SlackBackup
        }
      }
    }
    history(first: 3) {
      edges {
        node {
          kind
          at
          namespaces
          actor {
            name
          }
        }
      }
    }
  }
}
    fragment SlackBackup on Backup {
  id
  name
  state
  stateReason
  stage
  attempt
  objects
  bytes
  createdAt
  startedAt
  finishedAt
  missingNamespaces
  lostNamespaces
  includedNamespaces
  schedule {
    id
    name
  }
  cluster {
    id
    name
  }
}
fragment SlackSchedule on BackupSchedule {
  id
  name
  state
  stateReason
  nextDueAt
  createdSingle
  selectionVersion
  timing {
    description
  }
  timeZone
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  missingNamespaces
  cluster {
    id
    name
    state
  }
  location {
    id
    name
    state
  }
  allowedOperations {
    operation
    label
    allowed
    code
    reason
    advice
  }
}`) as unknown as TypedDocumentString<SlackScheduleByIdQuery, SlackScheduleByIdQueryVariables>;
export const SlackStatusDocument = new TypedDocumentString(`
    query SlackStatus($clusterId: ID, $first: Int!) {
  stateMatrix {
    resource
    label
    states {
      state
      label
      count
    }
  }
  clusters(first: 50) {
    totalCount
    edges {
      node {
        ...SlackCluster
      }
    }
  }
  clustersInTrouble: clusters(
    filter: {states: [DISCONNECTED, NOT_AVAILABLE, UNCHECKED]}
    first: 20
  ) {
    edges {
      node {
        ...SlackCluster
      }
    }
  }
  locationConnections(filter: {clusterId: $clusterId}, first: 1) {
    totalCount
  }
  connectionsValid: locationConnections(
    filter: {clusterId: $clusterId, states: [VALID]}
    first: 5
  ) {
    edges {
      node {
        ...SlackConnection
      }
    }
  }
  connectionsInTrouble: locationConnections(
    filter: {clusterId: $clusterId, states: [INVALID, UNCHECKED]}
    first: 20
  ) {
    totalCount
    edges {
      node {
        ...SlackConnection
      }
    }
  }
  clusterDiscoveries(first: 50) {
    totalCount
    edges {
      node {
        id
        name
        state
        stateMessage
        stateChangedAt
        allowedOperations {
          label
          code
        }
        clusters {
          managed
          hibernated
        }
      }
    }
  }
  backupLocations(first: 50) {
    totalCount
    edges {
      node {
        id
        name
        state
        stateMessage
        stateChangedAt
        allowedOperations {
          label
          code
        }
        lastSync {
          id
          state
          stateMessage
          stateChangedAt
        }
      }
    }
  }
  backupSchedules(filter: {clusterId: $clusterId}, first: $first) {
    totalCount
    edges {
      node {
        id
        name
        state
        stateReason
        nextDueAt
        missingNamespaces
        allowedOperations {
          operation
          code
          reason
        }
        cluster {
          id
          name
        }
        backups(first: 1) {
          edges {
            node {
              id
              name
              state
              finishedAt
            }
          }
        }
      }
    }
  }
  virtualMachines(filter: {clusterId: $clusterId}, first: 1) {
    totalCount
  }
  machinesRunning: virtualMachines(
    filter: {clusterId: $clusterId, states: [RUNNING]}
    first: 5
  ) {
    edges {
      node {
        ...SlackMachine
      }
    }
  }
  machinesAtRest: virtualMachines(
    filter: {clusterId: $clusterId, states: [PAUSED, STOPPED, OTHER, UNCHECKED]}
    first: 20
    sort: {by: STATE_CHANGED_AT}
  ) {
    totalCount
    edges {
      node {
        ...SlackMachine
      }
    }
  }
  backupsUnderWay: backups(
    filter: {clusterId: $clusterId, states: [IN_PROGRESS, DELETING]}
    first: 10
  ) {
    ...SlackBackupsAtAGlance
  }
  backupsNotGood: backups(
    filter: {clusterId: $clusterId, states: [PARTIAL_SUCCESS, FAILURE], createdWithin: LAST_DAY}
    first: 10
  ) {
    ...SlackBackupsAtAGlance
  }
  backupsGood: backups(
    filter: {clusterId: $clusterId, states: [SUCCESS], createdWithin: LAST_DAY}
    first: 5
  ) {
    ...SlackBackupsAtAGlance
  }
  restoresUnderWay: restores(
    filter: {clusterId: $clusterId, states: [IN_PROGRESS]}
    first: 10
  ) {
    ...SlackRestoresAtAGlance
  }
  restoresNotGood: restores(
    filter: {clusterId: $clusterId, states: [PARTIAL_SUCCESS, FAILURE], createdWithin: LAST_DAY}
    first: 10
  ) {
    ...SlackRestoresAtAGlance
  }
  restoresGood: restores(
    filter: {clusterId: $clusterId, states: [SUCCESS], createdWithin: LAST_DAY}
    first: 5
  ) {
    ...SlackRestoresAtAGlance
  }
  alerts(open: true, first: 10) {
    totalCount
    edges {
      node {
        id
        kind
        message
        standing
        openedAt
        schedule {
          id
          name
        }
        cluster {
          id
          name
        }
        location {
          id
          name
        }
        discovery {
          id
          name
        }
      }
    }
  }
}
    fragment SlackBackupsAtAGlance on BackupConnection {
  totalCount
  edges {
    node {
      id
      name
      state
      stateChangedAt
      vanishedAt
    }
  }
}
fragment SlackCluster on Cluster {
  id
  name
  state
  stateMessage
  stateChangedAt
  mode
  stork {
    version
    prerequisites {
      name
      requiredVersion
      met
    }
  }
  allowedOperations {
    label
    code
  }
}
fragment SlackConnection on LocationConnection {
  id
  state
  stateMessage
  stateChangedAt
  cluster {
    id
    name
  }
  location {
    id
    name
  }
}
fragment SlackMachine on VirtualMachine {
  id
  namespace
  name
  state
  stateReason
  stateChangedAt
}
fragment SlackRestoresAtAGlance on RestoreConnection {
  totalCount
  edges {
    node {
      id
      name
      state
      stateChangedAt
    }
  }
}`) as unknown as TypedDocumentString<SlackStatusQuery, SlackStatusQueryVariables>;
export const SlackUndoDocument = new TypedDocumentString(`
    mutation SlackUndo($input: RevertScheduleEditInput!, $idempotencyKey: String) {
  revertScheduleEdit(input: $input, idempotencyKey: $idempotencyKey) {
    changed
    namespaces
    by {
      at
      kind
      actor {
        name
      }
    }
    backupSchedule {
      ...SlackSchedule
    }
  }
}
    fragment SlackSchedule on BackupSchedule {
  id
  name
  state
  stateReason
  nextDueAt
  createdSingle
  selectionVersion
  timing {
    description
  }
  timeZone
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  missingNamespaces
  cluster {
    id
    name
    state
  }
  location {
    id
    name
    state
  }
  allowedOperations {
    operation
    label
    allowed
    code
    reason
    advice
  }
}`) as unknown as TypedDocumentString<SlackUndoMutation, SlackUndoMutationVariables>;
export const SnoozeAlertsDocument = new TypedDocumentString(`
    mutation SnoozeAlerts($input: SnoozeAlertsInput!, $idempotencyKey: String) {
  snoozeAlerts(input: $input, idempotencyKey: $idempotencyKey) {
    changed
    alerts {
      id
      standing
      snooze {
        until
        by
        at
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SnoozeAlertsMutation, SnoozeAlertsMutationVariables>;
export const StateHistoryDocument = new TypedDocumentString(`
    query StateHistory($first: Int!, $after: String, $resource: Resource, $id: ID, $to: String, $observer: StateObserver, $since: DateTime, $until: DateTime) {
  stateHistory(
    first: $first
    after: $after
    resource: $resource
    id: $id
    to: $to
    observer: $observer
    since: $since
    until: $until
  ) {
    edges {
      node {
        id
        at
        resource
        subjectId
        name
        from
        to
        reason
        message
        observer
        observerName
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<StateHistoryQuery, StateHistoryQueryVariables>;
export const StateMatrixDocument = new TypedDocumentString(`
    query StateMatrix($mode: OperationMode, $resource: Resource) {
  stateMatrix(mode: $mode, resource: $resource) {
    resource
    label
    kind
    initial
    modes
    modeNotes {
      mode
      note
    }
    states {
      state
      label
      meaning
      documented
      transitions
      operations {
        operation
        label
        built
      }
      count
    }
  }
}
    `) as unknown as TypedDocumentString<StateMatrixQuery, StateMatrixQueryVariables>;
export const SuspendBackupScheduleDocument = new TypedDocumentString(`
    mutation SuspendBackupSchedule($input: SuspendBackupScheduleInput!, $idempotencyKey: String) {
  suspendBackupSchedule(input: $input, idempotencyKey: $idempotencyKey) {
    backupSchedule {
      ...BackupScheduleFields
    }
  }
}
    fragment AllowedOperationFields on AllowedOperation {
  operation
  label
  allowed
  code
  reason
  advice
}
fragment BackupScheduleFields on BackupSchedule {
  ...BackupScheduleRow
  stateChangedAt
  createdSingle
  timing {
    kind
    minutes
    at
    weekdays
    monthDays
    expression
    description
  }
  anchor
  graceMinutes
  retention {
    keep
    maxAgeDays
    hourly
    daily
    weekly
    monthly
  }
  upcoming(first: 5)
  departures {
    namespace
    leftAt
  }
  releasedNamespaces
  barrenCycles
  alertRecipients
  verifyEveryDays
  allowedOperations {
    ...AllowedOperationFields
  }
  labels {
    key
    value
  }
  owner {
    name
  }
  updatedAt
  preRule {
    id
    name
  }
  postRule {
    id
    name
  }
  filter {
    includeResources
    excludeResources
    labelSelector
  }
  volumeSettings {
    mode
    acceptSkipped
    snapshotClasses {
      driver
      snapshotClass
    }
  }
}
fragment BackupScheduleRow on BackupSchedule {
  id
  name
  state
  stateReason
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  selection {
    kind
    names
    selector
    virtualMachines {
      machines {
        namespace
        name
      }
      namespaces
      selector
      freeze
    }
  }
  timing {
    description
  }
  timeZone
  nextDueAt
  missingNamespaces
  openCycle {
    id
    trigger
    startedAt
  }
  alerts {
    id
    kind
    count
  }
  version
  selectionVersion
  createdAt
}`) as unknown as TypedDocumentString<SuspendBackupScheduleMutation, SuspendBackupScheduleMutationVariables>;
export const SyncBackupLocationDocument = new TypedDocumentString(`
    mutation SyncBackupLocation($input: SyncBackupLocationInput!, $idempotencyKey: String) {
  syncBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {
    backupSync {
      ...BackupSyncFields
    }
  }
}
    fragment BackupSyncFields on BackupSync {
  id
  state
  stateReason
  stateMessage
  stateChangedAt
  createdAt
  startedAt
  finishedAt
  counts {
    listed
    added
    vanished
    returned
    unreadable
  }
  cluster {
    name
  }
  location {
    id
    name
  }
}`) as unknown as TypedDocumentString<SyncBackupLocationMutation, SyncBackupLocationMutationVariables>;
export const TestAlertRouteDocument = new TypedDocumentString(`
    mutation TestAlertRoute($input: TestAlertRouteInput!, $idempotencyKey: String) {
  testAlertRoute(input: $input, idempotencyKey: $idempotencyKey) {
    delivery {
      ...DeliveryFields
    }
  }
}
    fragment DeliveryFields on Delivery {
  id
  kind
  medium
  state
  target
  attempts
  createdAt
  notBefore
  deliveredAt
  errorCode
  error
  route {
    id
    name
  }
  alert {
    id
    kind
  }
  backup {
    id
    name
  }
}`) as unknown as TypedDocumentString<TestAlertRouteMutation, TestAlertRouteMutationVariables>;
export const UnsnoozeAlertsDocument = new TypedDocumentString(`
    mutation UnsnoozeAlerts($input: UnsnoozeAlertsInput!, $idempotencyKey: String) {
  unsnoozeAlerts(input: $input, idempotencyKey: $idempotencyKey) {
    changed
    alerts {
      id
      standing
    }
  }
}
    `) as unknown as TypedDocumentString<UnsnoozeAlertsMutation, UnsnoozeAlertsMutationVariables>;
export const UserGroupMembersDocument = new TypedDocumentString(`
    query UserGroupMembers($id: ID!, $first: Int!, $after: String) {
  userGroup(id: $id) {
    members(first: $first, after: $after) {
      edges {
        node {
          id
          name
          role
          state
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
}
    `) as unknown as TypedDocumentString<UserGroupMembersQuery, UserGroupMembersQueryVariables>;
export const UserGroupDocument = new TypedDocumentString(`
    query UserGroup($id: ID!) {
  userGroup(id: $id) {
    ...UserGroupFields
    allowedOperations {
      ...AllowedOperationFields
    }
  }
}
    fragment AllowedOperationFields on AllowedOperation {
  operation
  label
  allowed
  code
  reason
  advice
}
fragment UserGroupFields on UserGroup {
  id
  name
  provider
  state
  stateReason
  stateChangedAt
  stateCheckedAt
  createdAt
  version
  members(first: 1) {
    totalCount
  }
}`) as unknown as TypedDocumentString<UserGroupQuery, UserGroupQueryVariables>;
export const UserGroupsDocument = new TypedDocumentString(`
    query UserGroups($first: Int!, $after: String, $nameContains: String, $states: [UserState!]) {
  userGroups(
    first: $first
    after: $after
    nameContains: $nameContains
    states: $states
  ) {
    edges {
      node {
        ...UserGroupFields
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
    totalCount
  }
}
    fragment UserGroupFields on UserGroup {
  id
  name
  provider
  state
  stateReason
  stateChangedAt
  stateCheckedAt
  createdAt
  version
  members(first: 1) {
    totalCount
  }
}`) as unknown as TypedDocumentString<UserGroupsQuery, UserGroupsQueryVariables>;
export const UserNamesDocument = new TypedDocumentString(`
    query UserNames($first: Int!, $after: String) {
  users(first: $first, after: $after) {
    edges {
      node {
        id
        name
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<UserNamesQuery, UserNamesQueryVariables>;
export const UserDocument = new TypedDocumentString(`
    query User($id: ID!) {
  user(id: $id) {
    ...UserFields
    allowedOperations {
      ...AllowedOperationFields
    }
  }
}
    fragment AccessTokenFields on AccessToken {
  id
  name
  access
  operations
  createdAt
  expiresAt
  revokedAt
  lastUsedAt
}
fragment AllowedOperationFields on AllowedOperation {
  operation
  label
  allowed
  code
  reason
  advice
}
fragment SlackLinkFields on SlackLink {
  id
  teamId
  teamName
  slackUserId
  slackUserName
  linkedAt
}
fragment UserFields on User {
  id
  kind
  stateReason
  stateChangedAt
  stateCheckedAt
  provider
  name
  email
  role
  state
  createdAt
  version
  groups {
    id
    name
    provider
  }
  owned {
    kind
    count
  }
  accessTokens {
    ...AccessTokenFields
  }
  slackLinks {
    ...SlackLinkFields
  }
}`) as unknown as TypedDocumentString<UserQuery, UserQueryVariables>;
export const UsersDocument = new TypedDocumentString(`
    query Users($first: Int!, $after: String, $kind: UserKind, $nameContains: String, $roles: [Role!], $states: [UserState!]) {
  users(
    first: $first
    after: $after
    kind: $kind
    nameContains: $nameContains
    roles: $roles
    states: $states
  ) {
    edges {
      node {
        id
        kind
        stateReason
        provider
        name
        email
        role
        state
        stateChangedAt
        createdAt
        slackLinks {
          slackUserName
          teamName
        }
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
    totalCount
  }
}
    `) as unknown as TypedDocumentString<UsersQuery, UsersQueryVariables>;
export const ValidateBackupLocationDocument = new TypedDocumentString(`
    mutation ValidateBackupLocation($input: ValidateBackupLocationInput!, $idempotencyKey: String) {
  validateBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {
    backupLocation {
      ...BackupLocationFields
    }
  }
}
    fragment BackupLocationFields on BackupLocation {
  id
  name
  kind
  access
  path
  encrypted
  s3 {
    endpoint
    region
    bucket
    prefix
    forcePathStyle
    storageClass
    sse {
      mode
      kmsKeyId
    }
    caBundle
    allowHttp
    checksums
    credentials
  }
  capabilities {
    probedAt
    checksums
    conditionalWrites
    versioning
    objectLock
    defaultRetention {
      mode
      days
    }
  }
  state
  stateReason
  stateMessage
  stateChangedAt
  stateCheckedAt
  labels {
    key
    value
  }
  owner {
    name
  }
  createdAt
  updatedAt
  version
}`) as unknown as TypedDocumentString<ValidateBackupLocationMutation, ValidateBackupLocationMutationVariables>;
export const ValidateClusterDocument = new TypedDocumentString(`
    mutation ValidateCluster($input: ValidateClusterInput!, $idempotencyKey: String) {
  validateCluster(input: $input, idempotencyKey: $idempotencyKey) {
    cluster {
      ...ClusterFields
    }
  }
}
    fragment ClusterFields on Cluster {
  id
  name
  mode
  state
  stateReason
  stateMessage
  stateChangedAt
  stateCheckedAt
  server
  kubernetesVersion
  stork {
    version
    adminNamespace
    prerequisites {
      name
      requiredVersion
      met
    }
    unverified
  }
  clusterUid
  credentialExpiresAt
  lastReachedAt
  missingRights {
    resource
    verb
  }
  labels {
    key
    value
  }
  shoot {
    uid
    project
    name
    region
    provider
    hibernated
    managed
    unmanagedReason
    kubeconfigExpiresAt
    renewAt
    renewError
    discoveries {
      id
      name
    }
  }
  owner {
    name
  }
  createdAt
  updatedAt
  version
}`) as unknown as TypedDocumentString<ValidateClusterMutation, ValidateClusterMutationVariables>;
export const ValidateLocationConnectionDocument = new TypedDocumentString(`
    mutation ValidateLocationConnection($input: ValidateLocationConnectionInput!, $idempotencyKey: String) {
  validateLocationConnection(input: $input, idempotencyKey: $idempotencyKey) {
    locationConnection {
      ...LocationConnectionFields
    }
  }
}
    fragment LocationConnectionFields on LocationConnection {
  id
  state
  stateReason
  stateMessage
  stateChangedAt
  stateCheckedAt
  validatedAt
  isUnverified
  cluster {
    id
    name
  }
  location {
    id
    name
  }
}`) as unknown as TypedDocumentString<ValidateLocationConnectionMutation, ValidateLocationConnectionMutationVariables>;
export const VeleroBackupsDocument = new TypedDocumentString(`
    query VeleroBackups($locationId: ID!) {
  veleroBackups(locationId: $locationId) {
    backups {
      name
      phase
      startedAt
      finishedAt
      includedNamespaces
      errors
      warnings
      items
      kubernetesVersion
      schedule
      importable
    }
    unreadable {
      name
      message
    }
  }
}
    `) as unknown as TypedDocumentString<VeleroBackupsQuery, VeleroBackupsQueryVariables>;
export const VerifyBackupDocument = new TypedDocumentString(`
    mutation VerifyBackup($input: VerifyBackupInput!, $idempotencyKey: String) {
  verifyBackup(input: $input, idempotencyKey: $idempotencyKey) {
    backup {
      ...BackupFields
    }
    verification {
      ...BackupVerificationFields
    }
  }
}
    fragment BackupFields on Backup {
  ...BackupRow
  mode
  engine
  layout
  listedBySync
  vanishedAt
  attempt
  stateChangedAt
  cancelRequestedAt
  requestedNamespaces
  namespaces {
    name
    fate
    reason
    uid
    objects
    bytes
  }
  issues {
    code
    effect
    meaning
    message
    subject {
      kind
      name
    }
  }
  virtualMachines {
    namespace
    name
    fate
    state
    quiesced
    outcome
    volumes
    volumesBackedUp
    objects
    message
  }
  labels {
    key
    value
  }
  owner {
    name
  }
  heldFor {
    namespace
    virtualMachine
    reason
    until
  }
  importedFrom {
    locationId
    name
  }
  encryption {
    state
    keyIds
  }
  verification
  verifiedAt
  preRule {
    id
    name
  }
  postRule {
    id
    name
  }
  filter {
    includeResources
    excludeResources
    labelSelector
  }
  lastVerification {
    ...BackupVerificationFields
  }
  lockedUntil
}
fragment BackupRow on Backup {
  id
  name
  state
  stateReason
  stage
  cluster {
    id
    name
  }
  location {
    id
    name
  }
  schedule {
    id
    name
  }
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  vanishedAt
  createdAt
  startedAt
  finishedAt
  deletion {
    startedAt
    attempts
    step
    lastError
    nextTryAt
  }
  version
}
fragment BackupVerificationFields on BackupVerification {
  state
  trigger
  attempt
  frames
  objects
  bytes
  damages
  error
  tryRestore
  trial {
    restorable
    clusterName
    objects
    unchecked
    refused
    reasons
    at
  }
  requestedAt
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<VerifyBackupMutation, VerifyBackupMutationVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    id
    name
    role
    groups {
      id
      name
    }
  }
  server {
    version
    notices {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const VirtualMachineDocument = new TypedDocumentString(`
    query VirtualMachine($id: ID!) {
  virtualMachine(id: $id) {
    ...VirtualMachineFields
    allowedOperations {
      operation
      allowed
      reason
    }
  }
}
    fragment VirtualMachineFields on VirtualMachine {
  id
  namespace
  name
  uid
  state
  stateReason
  stateMessage
  stateChangedAt
  stateCheckedAt
  printableStatus
  runStrategy
  agentConnected
  createdAt
  labels {
    key
    value
  }
  cluster {
    id
    name
  }
}`) as unknown as TypedDocumentString<VirtualMachineQuery, VirtualMachineQueryVariables>;
export const VirtualMachinesDocument = new TypedDocumentString(`
    query VirtualMachines($first: Int!, $after: String, $filter: VirtualMachineFilterInput, $sort: VirtualMachineSortInput) {
  virtualMachines(first: $first, after: $after, filter: $filter, sort: $sort) {
    edges {
      node {
        ...VirtualMachineFields
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
    totalCount
  }
}
    fragment VirtualMachineFields on VirtualMachine {
  id
  namespace
  name
  uid
  state
  stateReason
  stateMessage
  stateChangedAt
  stateCheckedAt
  printableStatus
  runStrategy
  agentConnected
  createdAt
  labels {
    key
    value
  }
  cluster {
    id
    name
  }
}`) as unknown as TypedDocumentString<VirtualMachinesQuery, VirtualMachinesQueryVariables>;
export const WatchBackupDocument = new TypedDocumentString(`
    mutation WatchBackup($input: WatchBackupInput!, $idempotencyKey: String) {
  watchBackup(input: $input, idempotencyKey: $idempotencyKey) {
    delivery {
      id
      state
    }
  }
}
    `) as unknown as TypedDocumentString<WatchBackupMutation, WatchBackupMutationVariables>;
export const WhoamiDocument = new TypedDocumentString(`
    query Whoami {
  viewer {
    id
    name
    role
    email
    slackLinks {
      id
      teamId
      teamName
      slackUserId
      slackUserName
      linkedAt
    }
  }
}
    `) as unknown as TypedDocumentString<WhoamiQuery, WhoamiQueryVariables>;