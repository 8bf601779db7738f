/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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
  /** Its name or labels were changed. */
  | 'BACKUP_EDITED'
  /** The run ended: the state says how. */
  | 'BACKUP_FINISHED'
  /** A rescan found it in its location. */
  | 'BACKUP_FOUND'
  /** More objects were read. */
  | 'BACKUP_PROGRESSED'
  /** Somebody asked for the backup. */
  | 'BACKUP_REQUESTED'
  /** A stage of the run began. */
  | 'BACKUP_STAGE_ENTERED'
  /** It was read back whole. */
  | 'BACKUP_VERIFIED';

/** Which backups to list: all conditions together. */
export type BackupFilterInput = {
  /** Only those of this cluster. */
  readonly clusterId?: string | null | undefined;
  /** Only those in this location. */
  readonly locationId?: string | null | undefined;
  /** Only those whose name contains this. */
  readonly nameContains?: string | null | undefined;
  /** Only those in one of these states. */
  readonly states?: ReadonlyArray<BackupState> | null | undefined;
};

/** State of a backup location, by the state matrix. */
export type BackupLocationState =
  /** Invalid: validation of the backup location failed, so it can neither be accessed nor restored from */
  | 'INVALID'
  /** Unchecked: the location has not been looked at yet */
  | 'UNCHECKED'
  /** Valid: suitable for creating manual or scheduled backups */
  | 'VALID';

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

/** A running backup to cancel. */
export type CancelBackupInput = {
  /** UUID of the backup. */
  readonly id: string;
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
  /** the cluster did not answer in time */
  | 'TIMEOUT'
  /** the cluster's certificate is not the one that the kubeconfig vouches for */
  | 'TLS_MISMATCH'
  /** the server answered something that no Kubernetes API answers */
  | 'UNEXPECTED_ANSWER';

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

/** A backup to make now. */
export type CreateBackupInput = {
  /** UUID of the cluster, which must be ACTIVE. */
  readonly clusterId: string;
  /** Labels; none when not given. */
  readonly labels?: ReadonlyArray<LabelInput> | null | undefined;
  /** UUID of the location, which must be VALID. */
  readonly locationId: string;
  /** Name, unique among backups; made of the cluster and the time when not given. */
  readonly name?: string | null | undefined;
  /** Names of namespaces. One that is absent makes the backup a Partial Success and is listed as missing. */
  readonly namespaces: ReadonlyArray<string>;
};

/** A backup location to create. */
export type CreateBackupLocationInput = {
  /** Take over a folder whose location this Holdfast does not know, because the database that knew it is lost. A rescan then finds the backups in it. */
  readonly adopt?: boolean | null | undefined;
  /** Labels; none when not given. */
  readonly labels?: ReadonlyArray<LabelInput> | null | undefined;
  /** Name, unique among backup locations: lower case letters, digits, "-" and ".". */
  readonly name: string;
  /** Absolute folder below a configured parent folder; `<first parent>/<name>` when not given. It is created where needed. */
  readonly path?: string | null | undefined;
};

/** A backup to delete, with its data in the location. */
export type DeleteBackupInput = {
  /** UUID of the backup. */
  readonly id: string;
};

/** A backup location to remove. Its backups must be gone from Holdfast first; the folder stays. */
export type DeleteBackupLocationInput = {
  /** UUID of the location. */
  readonly id: string;
};

/** A cluster to remove. Its backups must be gone first. */
export type DeleteClusterInput = {
  /** UUID of the cluster. */
  readonly id: string;
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

/** Who does the work of a backup. */
export type EngineName =
  /** The built-in engine: reads the Kubernetes API and writes to the location. */
  | 'DIRECT';

/** Codes of `errors[].extensions.code`. */
export type ErrorCode =
  /** The name or place is taken. */
  | 'ALREADY_EXISTS'
  /** The backup location failed its validation. */
  | 'BACKUP_LOCATION_INVALID'
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
  /** Other resources need this one. */
  | 'HAS_DEPENDENTS'
  /** A fault of Holdfast itself. */
  | 'INTERNAL_SERVER_ERROR'
  /** The operation does not exist in the operation mode of this cluster. */
  | 'MODE_NOT_SUPPORTED'
  /** Nothing with this id exists, or the caller may not see it. */
  | 'NOT_FOUND'
  /** The same thing is already under way. */
  | 'OPERATION_IN_PROGRESS'
  /** The state of the resource forbids the operation. */
  | 'OPERATION_NOT_ALLOWED'
  /** The request carries no token, or one that is unknown, expired or revoked. */
  | 'UNAUTHENTICATED';

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
  /** the cluster could not be reached or refused its credential */
  | 'CLUSTER_UNAVAILABLE'
  /** a fault of Holdfast itself: the log has the cause */
  | 'INTERNAL_ERROR'
  /** a kind of resource could not be read */
  | 'KIND_UNREADABLE'
  /** a list was continued after its snapshot had expired */
  | 'LIST_INCONSISTENT'
  /** the backup location could not be used */
  | 'LOCATION_INVALID'
  /** vanished, began to terminate or was re-created during the backup */
  | 'NAMESPACE_LOST'
  /** requested, but absent or Terminating when the backup began */
  | 'NAMESPACE_MISSING'
  /** nothing could be read from the namespaces that exist */
  | 'NOTHING_CAPTURED'
  /** none of the requested namespaces exists: nothing was uploaded */
  | 'NOTHING_PRESENT'
  /** the backup could not be written to its location */
  | 'UPLOAD_FAILED'
  /** the volume claim is stored as a resource; the data in the volume is not */
  | 'VOLUME_NOT_COPIED';

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
  /** A namespace, by its name. */
  | 'NAMESPACE'
  /** A kind of resource, as kubectl names it. */
  | 'RESOURCE_KIND'
  /** A volume claim: `<namespace>/<name>`. */
  | 'VOLUME';

/** One label: a key and its value. */
export type LabelInput = {
  /** Key: letters, digits, ".", "_", "-" and "/". */
  readonly key: string;
  /** Value: up to 63 letters, digits, ".", "_" and "-"; may be empty. */
  readonly value: string;
};

/** How a backup location is reached. */
export type LocationAccess =
  /** By Holdfast, with credentials of its own or the rights of its process. */
  | 'CREDENTIALS'
  /** By each cluster with its Workload Identity (federated mode). */
  | 'WORKLOAD_IDENTITY';

/** What a backup location is. */
export type LocationKind =
  /** A folder that the workers can write to. */
  | 'FILESYSTEM';

/** Why a backup location is in its state. */
export type LocationReason =
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
  /** the storage did not answer in time */
  | 'TIMEOUT';

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

/** What may be asked of a resource. */
export type Operation =
  /** Add namespaces: not offered yet. */
  | 'addNamespaces'
  /** Back up. */
  | 'backUp'
  /** Back up now: not offered yet. */
  | 'backUpNow'
  /** Cancel. */
  | 'cancel'
  /** Create a schedule: not offered yet. */
  | 'createSchedule'
  /** Delete. */
  | 'delete'
  /** Discover now: not offered yet. */
  | 'discover'
  /** Edit. */
  | 'edit'
  /** Exclude from Schedule: not offered yet. */
  | 'excludeNamespaces'
  /** Force delete: not offered yet. */
  | 'forceDelete'
  /** Reassign what the user owns: not offered yet. */
  | 'reassign'
  /** Rescan. */
  | 'rescan'
  /** Restore: not offered yet. */
  | 'restore'
  /** Resume: not offered yet. */
  | 'resume'
  /** Suspend: not offered yet. */
  | 'suspend'
  /** Sync: not offered yet. */
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

/** What a backup would be asked to hold. */
export type PlanBackupInput = {
  /** UUID of the cluster. */
  readonly clusterId: string;
  /** Names of namespaces, whether they exist or not. */
  readonly namespaces: ReadonlyArray<string>;
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

/** A backup location to search for backups that Holdfast does not know. */
export type RescanBackupLocationInput = {
  /** UUID of the location. */
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

/** Who moves the state of a resource. */
export type ResourceKind =
  /** Holdfast moves it; a move that the table forbids never happens. */
  | 'LIFECYCLE'
  /** The world moves it; Holdfast looks and writes down what it sees. */
  | 'OBSERVED';

/** What a person may do. */
export type Role =
  /** Everything. */
  | 'SUPER_ADMIN';

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

/** What reading a backup back whole found. */
export type VerificationResult =
  /** Something is missing or is not what was written. */
  | 'DAMAGED'
  /** Every digest is right and every object parses. */
  | 'INTACT';

/** A backup to read back whole. */
export type VerifyBackupInput = {
  /** UUID of the backup. */
  readonly id: string;
};

export type BackupContentsQueryVariables = Exact<{
  id: string;
  first: number;
}>;


export type BackupContentsQuery = { readonly backup: { readonly id: string, readonly contents: { readonly total: number, readonly entries: ReadonlyArray<{ readonly namespace: string, readonly resource: string, readonly objects: number, readonly bytes: number }> } | null } | null };

export type BackupLocationNamesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type BackupLocationNamesQuery = { readonly backupLocations: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type BackupLocationQueryVariables = Exact<{
  id: string;
}>;


export type BackupLocationQuery = { readonly backupLocation: { readonly id: string, readonly name: string, readonly kind: LocationKind, readonly access: LocationAccess, readonly path: string, readonly state: BackupLocationState, readonly stateReason: LocationReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null } | null };

export type BackupLocationsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  states?: ReadonlyArray<BackupLocationState> | BackupLocationState | null | undefined;
}>;


export type BackupLocationsQuery = { readonly backupLocations: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly kind: LocationKind, readonly access: LocationAccess, readonly path: string, readonly state: BackupLocationState, readonly stateReason: LocationReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type BackupNamesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: BackupFilterInput | null | undefined;
}>;


export type BackupNamesQuery = { readonly backups: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type BackupUpdatedSubscriptionVariables = Exact<{
  id?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type BackupUpdatedSubscription = { readonly backupUpdated: { readonly eventId: string | null, readonly type: BackupEventType | null, readonly at: string, readonly backupId: string, readonly state: BackupState | null, readonly stage: Stage | null, readonly attempt: number | null, readonly objects: number | null, readonly bytes: number | null, readonly backup: { readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null } | null } };

export type BackupQueryVariables = Exact<{
  id: string;
}>;


export type BackupQuery = { readonly backup: { readonly mode: OperationMode, readonly engine: EngineName, readonly attempt: number, readonly stateChangedAt: string, readonly cancelRequestedAt: string | null, readonly requestedNamespaces: ReadonlyArray<string>, readonly verification: VerificationResult | null, readonly verifiedAt: string | null, readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly namespaces: ReadonlyArray<{ readonly name: string, readonly fate: NamespaceFate, readonly reason: string | null, readonly uid: string | null, readonly objects: number, readonly bytes: number }>, readonly issues: ReadonlyArray<{ readonly code: IssueCode, readonly effect: IssueEffect, readonly meaning: string, readonly message: string, readonly subject: { readonly kind: IssueSubjectKind, readonly name: string } }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null } | null };

export type BackupsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: BackupFilterInput | null | undefined;
}>;


export type BackupsQuery = { readonly backups: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type CancelBackupMutationVariables = Exact<{
  input: CancelBackupInput;
}>;


export type CancelBackupMutation = { readonly cancelBackup: { readonly backup: { readonly mode: OperationMode, readonly engine: EngineName, readonly attempt: number, readonly stateChangedAt: string, readonly cancelRequestedAt: string | null, readonly requestedNamespaces: ReadonlyArray<string>, readonly verification: VerificationResult | null, readonly verifiedAt: string | null, readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly namespaces: ReadonlyArray<{ readonly name: string, readonly fate: NamespaceFate, readonly reason: string | null, readonly uid: string | null, readonly objects: number, readonly bytes: number }>, readonly issues: ReadonlyArray<{ readonly code: IssueCode, readonly effect: IssueEffect, readonly meaning: string, readonly message: string, readonly subject: { readonly kind: IssueSubjectKind, readonly name: string } }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null } } };

export type ClusterAccessManifestQueryVariables = Exact<{
  namespace: string;
  name: string;
}>;


export type ClusterAccessManifestQuery = { readonly clusterAccessManifest: string };

export type ClusterNamesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type ClusterNamesQuery = { readonly clusters: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type ClusterNamespacesQueryVariables = Exact<{
  id: string;
}>;


export type ClusterNamespacesQuery = { readonly cluster: { readonly id: string, readonly name: string, readonly namespaces: ReadonlyArray<{ readonly name: string, readonly uid: string, readonly terminating: boolean, readonly createdAt: string, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }> }> | null } | null };

export type ClusterQueryVariables = Exact<{
  id: string;
}>;


export type ClusterQuery = { readonly cluster: { readonly id: string, readonly name: string, readonly mode: OperationMode, readonly state: ClusterState, readonly stateReason: ClusterReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly server: string | null, readonly kubernetesVersion: string | null, readonly clusterUid: string | null, readonly credentialExpiresAt: string | null, readonly lastReachedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly missingRights: ReadonlyArray<{ readonly resource: string, readonly verb: string }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null } | null };

export type ClustersQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  states?: ReadonlyArray<ClusterState> | ClusterState | null | undefined;
}>;


export type ClustersQuery = { readonly clusters: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly mode: OperationMode, readonly state: ClusterState, readonly stateReason: ClusterReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly server: string | null, readonly kubernetesVersion: string | null, readonly clusterUid: string | null, readonly credentialExpiresAt: string | null, readonly lastReachedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly missingRights: ReadonlyArray<{ readonly resource: string, readonly verb: string }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null } }>, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type CreateBackupLocationMutationVariables = Exact<{
  input: CreateBackupLocationInput;
}>;


export type CreateBackupLocationMutation = { readonly createBackupLocation: { readonly backupLocation: { readonly id: string, readonly name: string, readonly kind: LocationKind, readonly access: LocationAccess, readonly path: string, readonly state: BackupLocationState, readonly stateReason: LocationReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null } } };

export type CreateBackupMutationVariables = Exact<{
  input: CreateBackupInput;
}>;


export type CreateBackupMutation = { readonly createBackup: { readonly backup: { readonly mode: OperationMode, readonly engine: EngineName, readonly attempt: number, readonly stateChangedAt: string, readonly cancelRequestedAt: string | null, readonly requestedNamespaces: ReadonlyArray<string>, readonly verification: VerificationResult | null, readonly verifiedAt: string | null, readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly namespaces: ReadonlyArray<{ readonly name: string, readonly fate: NamespaceFate, readonly reason: string | null, readonly uid: string | null, readonly objects: number, readonly bytes: number }>, readonly issues: ReadonlyArray<{ readonly code: IssueCode, readonly effect: IssueEffect, readonly meaning: string, readonly message: string, readonly subject: { readonly kind: IssueSubjectKind, readonly name: string } }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null } } };

export type DeleteBackupLocationMutationVariables = Exact<{
  input: DeleteBackupLocationInput;
}>;


export type DeleteBackupLocationMutation = { readonly deleteBackupLocation: { readonly id: string } };

export type DeleteBackupMutationVariables = Exact<{
  input: DeleteBackupInput;
}>;


export type DeleteBackupMutation = { readonly deleteBackup: { readonly backup: { readonly mode: OperationMode, readonly engine: EngineName, readonly attempt: number, readonly stateChangedAt: string, readonly cancelRequestedAt: string | null, readonly requestedNamespaces: ReadonlyArray<string>, readonly verification: VerificationResult | null, readonly verifiedAt: string | null, readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly namespaces: ReadonlyArray<{ readonly name: string, readonly fate: NamespaceFate, readonly reason: string | null, readonly uid: string | null, readonly objects: number, readonly bytes: number }>, readonly issues: ReadonlyArray<{ readonly code: IssueCode, readonly effect: IssueEffect, readonly meaning: string, readonly message: string, readonly subject: { readonly kind: IssueSubjectKind, readonly name: string } }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null } } };

export type DeleteClusterMutationVariables = Exact<{
  input: DeleteClusterInput;
}>;


export type DeleteClusterMutation = { readonly deleteCluster: { readonly id: string } };

export type EditBackupLocationMutationVariables = Exact<{
  input: EditBackupLocationInput;
}>;


export type EditBackupLocationMutation = { readonly editBackupLocation: { readonly backupLocation: { readonly id: string, readonly name: string, readonly kind: LocationKind, readonly access: LocationAccess, readonly path: string, readonly state: BackupLocationState, readonly stateReason: LocationReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null } } };

export type EditBackupMutationVariables = Exact<{
  input: EditBackupInput;
}>;


export type EditBackupMutation = { readonly editBackup: { readonly backup: { readonly mode: OperationMode, readonly engine: EngineName, readonly attempt: number, readonly stateChangedAt: string, readonly cancelRequestedAt: string | null, readonly requestedNamespaces: ReadonlyArray<string>, readonly verification: VerificationResult | null, readonly verifiedAt: string | null, readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly namespaces: ReadonlyArray<{ readonly name: string, readonly fate: NamespaceFate, readonly reason: string | null, readonly uid: string | null, readonly objects: number, readonly bytes: number }>, readonly issues: ReadonlyArray<{ readonly code: IssueCode, readonly effect: IssueEffect, readonly meaning: string, readonly message: string, readonly subject: { readonly kind: IssueSubjectKind, readonly name: string } }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null } } };

export type EditClusterMutationVariables = Exact<{
  input: EditClusterInput;
}>;


export type EditClusterMutation = { readonly editCluster: { readonly cluster: { readonly id: string, readonly name: string, readonly mode: OperationMode, readonly state: ClusterState, readonly stateReason: ClusterReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly server: string | null, readonly kubernetesVersion: string | null, readonly clusterUid: string | null, readonly credentialExpiresAt: string | null, readonly lastReachedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly missingRights: ReadonlyArray<{ readonly resource: string, readonly verb: string }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null } } };

export type ErrorCatalogQueryVariables = Exact<{ [key: string]: never; }>;


export type ErrorCatalogQuery = { readonly errorCatalog: ReadonlyArray<{ readonly code: ErrorCode, readonly meaning: string, readonly advice: string }> };

export type BackupFieldsFragment = { readonly mode: OperationMode, readonly engine: EngineName, readonly attempt: number, readonly stateChangedAt: string, readonly cancelRequestedAt: string | null, readonly requestedNamespaces: ReadonlyArray<string>, readonly verification: VerificationResult | null, readonly verifiedAt: string | null, readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly namespaces: ReadonlyArray<{ readonly name: string, readonly fate: NamespaceFate, readonly reason: string | null, readonly uid: string | null, readonly objects: number, readonly bytes: number }>, readonly issues: ReadonlyArray<{ readonly code: IssueCode, readonly effect: IssueEffect, readonly meaning: string, readonly message: string, readonly subject: { readonly kind: IssueSubjectKind, readonly name: string } }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null };

export type BackupLocationFieldsFragment = { readonly id: string, readonly name: string, readonly kind: LocationKind, readonly access: LocationAccess, readonly path: string, readonly state: BackupLocationState, readonly stateReason: LocationReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null };

export type BackupRowFragment = { readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null };

export type ClusterFieldsFragment = { readonly id: string, readonly name: string, readonly mode: OperationMode, readonly state: ClusterState, readonly stateReason: ClusterReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly server: string | null, readonly kubernetesVersion: string | null, readonly clusterUid: string | null, readonly credentialExpiresAt: string | null, readonly lastReachedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly missingRights: ReadonlyArray<{ readonly resource: string, readonly verb: string }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null };

export type PlanBackupQueryVariables = Exact<{
  input: PlanBackupInput;
}>;


export type PlanBackupQuery = { readonly planBackup: { readonly unlisted: ReadonlyArray<string>, readonly included: ReadonlyArray<{ readonly name: string, readonly uid: string }>, readonly missing: ReadonlyArray<{ readonly name: string, readonly reason: string }> } };

export type RegisterClusterMutationVariables = Exact<{
  input: RegisterClusterInput;
}>;


export type RegisterClusterMutation = { readonly registerCluster: { readonly cluster: { readonly id: string, readonly name: string, readonly mode: OperationMode, readonly state: ClusterState, readonly stateReason: ClusterReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly server: string | null, readonly kubernetesVersion: string | null, readonly clusterUid: string | null, readonly credentialExpiresAt: string | null, readonly lastReachedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly missingRights: ReadonlyArray<{ readonly resource: string, readonly verb: string }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null } } };

export type RescanBackupLocationMutationVariables = Exact<{
  input: RescanBackupLocationInput;
}>;


export type RescanBackupLocationMutation = { readonly rescanBackupLocation: { readonly skipped: number, readonly backupLocation: { readonly id: string, readonly name: string, readonly kind: LocationKind, readonly access: LocationAccess, readonly path: string, readonly state: BackupLocationState, readonly stateReason: LocationReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null }, readonly found: ReadonlyArray<{ readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null }>, readonly damaged: ReadonlyArray<{ readonly key: string, readonly message: string }> } };

export type ResourceStateChangedSubscriptionVariables = Exact<{
  resource?: Resource | null | undefined;
  id?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type ResourceStateChangedSubscription = { readonly resourceStateChanged: { readonly eventId: string, readonly at: string, readonly resource: Resource, readonly subjectId: string, readonly from: string | null, readonly to: string, readonly reason: string | null, readonly message: string | null } };

export type StateMatrixQueryVariables = Exact<{
  mode?: OperationMode | null | undefined;
  resource?: Resource | null | undefined;
}>;


export type StateMatrixQuery = { readonly stateMatrix: ReadonlyArray<{ readonly resource: Resource, readonly label: string, readonly kind: ResourceKind, readonly initial: string, readonly modes: ReadonlyArray<OperationMode>, readonly modeNotes: ReadonlyArray<{ readonly mode: OperationMode, readonly note: string }>, readonly states: ReadonlyArray<{ readonly state: string, readonly label: string, readonly meaning: string, readonly documented: boolean, readonly transitions: ReadonlyArray<string>, readonly count: number | null, readonly operations: ReadonlyArray<{ readonly operation: Operation, readonly label: string, readonly built: boolean }> }> }> };

export type ValidateBackupLocationMutationVariables = Exact<{
  input: ValidateBackupLocationInput;
}>;


export type ValidateBackupLocationMutation = { readonly validateBackupLocation: { readonly backupLocation: { readonly id: string, readonly name: string, readonly kind: LocationKind, readonly access: LocationAccess, readonly path: string, readonly state: BackupLocationState, readonly stateReason: LocationReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null } } };

export type ValidateClusterMutationVariables = Exact<{
  input: ValidateClusterInput;
}>;


export type ValidateClusterMutation = { readonly validateCluster: { readonly cluster: { readonly id: string, readonly name: string, readonly mode: OperationMode, readonly state: ClusterState, readonly stateReason: ClusterReason, readonly stateMessage: string, readonly stateChangedAt: string, readonly stateCheckedAt: string | null, readonly server: string | null, readonly kubernetesVersion: string | null, readonly clusterUid: string | null, readonly credentialExpiresAt: string | null, readonly lastReachedAt: string | null, readonly createdAt: string, readonly updatedAt: string, readonly version: number, readonly missingRights: ReadonlyArray<{ readonly resource: string, readonly verb: string }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null } } };

export type VerifyBackupMutationVariables = Exact<{
  input: VerifyBackupInput;
}>;


export type VerifyBackupMutation = { readonly verifyBackup: { readonly backup: { readonly mode: OperationMode, readonly engine: EngineName, readonly attempt: number, readonly stateChangedAt: string, readonly cancelRequestedAt: string | null, readonly requestedNamespaces: ReadonlyArray<string>, readonly verification: VerificationResult | null, readonly verifiedAt: string | null, readonly id: string, readonly name: string, readonly state: BackupState, readonly stateReason: string | null, readonly stage: Stage | null, readonly includedNamespaces: ReadonlyArray<string>, readonly missingNamespaces: ReadonlyArray<string>, readonly lostNamespaces: ReadonlyArray<string>, readonly objects: number, readonly bytes: number, readonly storedBytes: number, readonly createdAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly version: number, readonly namespaces: ReadonlyArray<{ readonly name: string, readonly fate: NamespaceFate, readonly reason: string | null, readonly uid: string | null, readonly objects: number, readonly bytes: number }>, readonly issues: ReadonlyArray<{ readonly code: IssueCode, readonly effect: IssueEffect, readonly meaning: string, readonly message: string, readonly subject: { readonly kind: IssueSubjectKind, readonly name: string } }>, readonly labels: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly owner: { readonly name: string } | null, readonly cluster: { readonly id: string, readonly name: string } | null, readonly location: { readonly id: string, readonly name: string } | null }, readonly verification: { readonly intact: boolean, readonly frames: number, readonly objects: number, readonly damages: ReadonlyArray<string> } } };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { readonly viewer: { readonly id: string | null, readonly name: string, readonly role: Role | null }, readonly server: { readonly version: string, readonly notices: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

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
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  createdAt
  startedAt
  finishedAt
  version
}
    `, {"fragmentName":"BackupRow"}) as unknown as TypedDocumentString<BackupRowFragment, unknown>;
export const BackupFieldsFragmentDoc = new TypedDocumentString(`
    fragment BackupFields on Backup {
  ...BackupRow
  mode
  engine
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
  labels {
    key
    value
  }
  owner {
    name
  }
  verification
  verifiedAt
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
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  createdAt
  startedAt
  finishedAt
  version
}`, {"fragmentName":"BackupFields"}) as unknown as TypedDocumentString<BackupFieldsFragment, unknown>;
export const BackupLocationFieldsFragmentDoc = new TypedDocumentString(`
    fragment BackupLocationFields on BackupLocation {
  id
  name
  kind
  access
  path
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
  owner {
    name
  }
  createdAt
  updatedAt
  version
}
    `, {"fragmentName":"ClusterFields"}) as unknown as TypedDocumentString<ClusterFieldsFragment, unknown>;
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
  }
}
    fragment BackupLocationFields on BackupLocation {
  id
  name
  kind
  access
  path
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
    query BackupLocations($first: Int!, $after: String, $states: [BackupLocationState!]) {
  backupLocations(first: $first, after: $after, states: $states) {
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
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  createdAt
  startedAt
  finishedAt
  version
}`) as unknown as TypedDocumentString<BackupUpdatedSubscription, BackupUpdatedSubscriptionVariables>;
export const BackupDocument = new TypedDocumentString(`
    query Backup($id: ID!) {
  backup(id: $id) {
    ...BackupFields
  }
}
    fragment BackupFields on Backup {
  ...BackupRow
  mode
  engine
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
  labels {
    key
    value
  }
  owner {
    name
  }
  verification
  verifiedAt
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
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  createdAt
  startedAt
  finishedAt
  version
}`) as unknown as TypedDocumentString<BackupQuery, BackupQueryVariables>;
export const BackupsDocument = new TypedDocumentString(`
    query Backups($first: Int!, $after: String, $filter: BackupFilterInput) {
  backups(first: $first, after: $after, filter: $filter) {
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
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  createdAt
  startedAt
  finishedAt
  version
}`) as unknown as TypedDocumentString<BackupsQuery, BackupsQueryVariables>;
export const CancelBackupDocument = new TypedDocumentString(`
    mutation CancelBackup($input: CancelBackupInput!) {
  cancelBackup(input: $input) {
    backup {
      ...BackupFields
    }
  }
}
    fragment BackupFields on Backup {
  ...BackupRow
  mode
  engine
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
  labels {
    key
    value
  }
  owner {
    name
  }
  verification
  verifiedAt
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
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  createdAt
  startedAt
  finishedAt
  version
}`) as unknown as TypedDocumentString<CancelBackupMutation, CancelBackupMutationVariables>;
export const ClusterAccessManifestDocument = new TypedDocumentString(`
    query ClusterAccessManifest($namespace: String!, $name: String!) {
  clusterAccessManifest(namespace: $namespace, name: $name)
}
    `) as unknown as TypedDocumentString<ClusterAccessManifestQuery, ClusterAccessManifestQueryVariables>;
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
  owner {
    name
  }
  createdAt
  updatedAt
  version
}`) as unknown as TypedDocumentString<ClusterQuery, ClusterQueryVariables>;
export const ClustersDocument = new TypedDocumentString(`
    query Clusters($first: Int!, $after: String, $states: [ClusterState!]) {
  clusters(first: $first, after: $after, states: $states) {
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
  owner {
    name
  }
  createdAt
  updatedAt
  version
}`) as unknown as TypedDocumentString<ClustersQuery, ClustersQueryVariables>;
export const CreateBackupLocationDocument = new TypedDocumentString(`
    mutation CreateBackupLocation($input: CreateBackupLocationInput!) {
  createBackupLocation(input: $input) {
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
export const CreateBackupDocument = new TypedDocumentString(`
    mutation CreateBackup($input: CreateBackupInput!) {
  createBackup(input: $input) {
    backup {
      ...BackupFields
    }
  }
}
    fragment BackupFields on Backup {
  ...BackupRow
  mode
  engine
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
  labels {
    key
    value
  }
  owner {
    name
  }
  verification
  verifiedAt
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
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  createdAt
  startedAt
  finishedAt
  version
}`) as unknown as TypedDocumentString<CreateBackupMutation, CreateBackupMutationVariables>;
export const DeleteBackupLocationDocument = new TypedDocumentString(`
    mutation DeleteBackupLocation($input: DeleteBackupLocationInput!) {
  deleteBackupLocation(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteBackupLocationMutation, DeleteBackupLocationMutationVariables>;
export const DeleteBackupDocument = new TypedDocumentString(`
    mutation DeleteBackup($input: DeleteBackupInput!) {
  deleteBackup(input: $input) {
    backup {
      ...BackupFields
    }
  }
}
    fragment BackupFields on Backup {
  ...BackupRow
  mode
  engine
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
  labels {
    key
    value
  }
  owner {
    name
  }
  verification
  verifiedAt
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
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  createdAt
  startedAt
  finishedAt
  version
}`) as unknown as TypedDocumentString<DeleteBackupMutation, DeleteBackupMutationVariables>;
export const DeleteClusterDocument = new TypedDocumentString(`
    mutation DeleteCluster($input: DeleteClusterInput!) {
  deleteCluster(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteClusterMutation, DeleteClusterMutationVariables>;
export const EditBackupLocationDocument = new TypedDocumentString(`
    mutation EditBackupLocation($input: EditBackupLocationInput!) {
  editBackupLocation(input: $input) {
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
export const EditBackupDocument = new TypedDocumentString(`
    mutation EditBackup($input: EditBackupInput!) {
  editBackup(input: $input) {
    backup {
      ...BackupFields
    }
  }
}
    fragment BackupFields on Backup {
  ...BackupRow
  mode
  engine
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
  labels {
    key
    value
  }
  owner {
    name
  }
  verification
  verifiedAt
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
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  createdAt
  startedAt
  finishedAt
  version
}`) as unknown as TypedDocumentString<EditBackupMutation, EditBackupMutationVariables>;
export const EditClusterDocument = new TypedDocumentString(`
    mutation EditCluster($input: EditClusterInput!) {
  editCluster(input: $input) {
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
  owner {
    name
  }
  createdAt
  updatedAt
  version
}`) as unknown as TypedDocumentString<EditClusterMutation, EditClusterMutationVariables>;
export const ErrorCatalogDocument = new TypedDocumentString(`
    query ErrorCatalog {
  errorCatalog {
    code
    meaning
    advice
  }
}
    `) as unknown as TypedDocumentString<ErrorCatalogQuery, ErrorCatalogQueryVariables>;
export const PlanBackupDocument = new TypedDocumentString(`
    query PlanBackup($input: PlanBackupInput!) {
  planBackup(input: $input) {
    included {
      name
      uid
    }
    missing {
      name
      reason
    }
    unlisted
  }
}
    `) as unknown as TypedDocumentString<PlanBackupQuery, PlanBackupQueryVariables>;
export const RegisterClusterDocument = new TypedDocumentString(`
    mutation RegisterCluster($input: RegisterClusterInput!) {
  registerCluster(input: $input) {
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
  owner {
    name
  }
  createdAt
  updatedAt
  version
}`) as unknown as TypedDocumentString<RegisterClusterMutation, RegisterClusterMutationVariables>;
export const RescanBackupLocationDocument = new TypedDocumentString(`
    mutation RescanBackupLocation($input: RescanBackupLocationInput!) {
  rescanBackupLocation(input: $input) {
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
    skipped
  }
}
    fragment BackupLocationFields on BackupLocation {
  id
  name
  kind
  access
  path
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
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  createdAt
  startedAt
  finishedAt
  version
}`) as unknown as TypedDocumentString<RescanBackupLocationMutation, RescanBackupLocationMutationVariables>;
export const ResourceStateChangedDocument = new TypedDocumentString(`
    subscription ResourceStateChanged($resource: Resource, $id: ID, $after: String) {
  resourceStateChanged(resource: $resource, id: $id, after: $after) {
    eventId
    at
    resource
    subjectId
    from
    to
    reason
    message
  }
}
    `) as unknown as TypedDocumentString<ResourceStateChangedSubscription, ResourceStateChangedSubscriptionVariables>;
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
export const ValidateBackupLocationDocument = new TypedDocumentString(`
    mutation ValidateBackupLocation($input: ValidateBackupLocationInput!) {
  validateBackupLocation(input: $input) {
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
    mutation ValidateCluster($input: ValidateClusterInput!) {
  validateCluster(input: $input) {
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
  owner {
    name
  }
  createdAt
  updatedAt
  version
}`) as unknown as TypedDocumentString<ValidateClusterMutation, ValidateClusterMutationVariables>;
export const VerifyBackupDocument = new TypedDocumentString(`
    mutation VerifyBackup($input: VerifyBackupInput!) {
  verifyBackup(input: $input) {
    backup {
      ...BackupFields
    }
    verification {
      intact
      frames
      objects
      damages
    }
  }
}
    fragment BackupFields on Backup {
  ...BackupRow
  mode
  engine
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
  labels {
    key
    value
  }
  owner {
    name
  }
  verification
  verifiedAt
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
  includedNamespaces
  missingNamespaces
  lostNamespaces
  objects
  bytes
  storedBytes
  createdAt
  startedAt
  finishedAt
  version
}`) as unknown as TypedDocumentString<VerifyBackupMutation, VerifyBackupMutationVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    id
    name
    role
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