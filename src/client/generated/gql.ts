/* eslint-disable */
import * as types from './graphql.js';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query BackupContents($id: ID!, $first: Int!) {\n  backup(id: $id) {\n    id\n    contents(first: $first) {\n      total\n      entries {\n        namespace\n        resource\n        objects\n        bytes\n      }\n    }\n  }\n}": typeof types.BackupContentsDocument,
    "query BackupLocationNames($first: Int!, $after: String) {\n  backupLocations(first: $first, after: $after) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": typeof types.BackupLocationNamesDocument,
    "query BackupLocation($id: ID!) {\n  backupLocation(id: $id) {\n    ...BackupLocationFields\n  }\n}": typeof types.BackupLocationDocument,
    "query BackupLocations($first: Int!, $after: String, $states: [BackupLocationState!]) {\n  backupLocations(first: $first, after: $after, states: $states) {\n    edges {\n      node {\n        ...BackupLocationFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": typeof types.BackupLocationsDocument,
    "query BackupNames($first: Int!, $after: String, $filter: BackupFilterInput) {\n  backups(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": typeof types.BackupNamesDocument,
    "subscription BackupUpdated($id: ID, $after: String) {\n  backupUpdated(id: $id, after: $after) {\n    eventId\n    type\n    at\n    backupId\n    state\n    stage\n    attempt\n    objects\n    bytes\n    backup {\n      ...BackupRow\n    }\n  }\n}": typeof types.BackupUpdatedDocument,
    "query Backup($id: ID!) {\n  backup(id: $id) {\n    ...BackupFields\n  }\n}": typeof types.BackupDocument,
    "query Backups($first: Int!, $after: String, $filter: BackupFilterInput) {\n  backups(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        ...BackupRow\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": typeof types.BackupsDocument,
    "mutation CancelBackup($input: CancelBackupInput!) {\n  cancelBackup(input: $input) {\n    backup {\n      ...BackupFields\n    }\n  }\n}": typeof types.CancelBackupDocument,
    "query ClusterAccessManifest($namespace: String!, $name: String!) {\n  clusterAccessManifest(namespace: $namespace, name: $name)\n}": typeof types.ClusterAccessManifestDocument,
    "query ClusterNames($first: Int!, $after: String) {\n  clusters(first: $first, after: $after) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": typeof types.ClusterNamesDocument,
    "query ClusterNamespaces($id: ID!) {\n  cluster(id: $id) {\n    id\n    name\n    namespaces {\n      name\n      uid\n      terminating\n      createdAt\n      labels {\n        key\n        value\n      }\n    }\n  }\n}": typeof types.ClusterNamespacesDocument,
    "query Cluster($id: ID!) {\n  cluster(id: $id) {\n    ...ClusterFields\n  }\n}": typeof types.ClusterDocument,
    "query Clusters($first: Int!, $after: String, $states: [ClusterState!]) {\n  clusters(first: $first, after: $after, states: $states) {\n    edges {\n      node {\n        ...ClusterFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": typeof types.ClustersDocument,
    "mutation CreateBackupLocation($input: CreateBackupLocationInput!) {\n  createBackupLocation(input: $input) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n  }\n}": typeof types.CreateBackupLocationDocument,
    "mutation CreateBackup($input: CreateBackupInput!) {\n  createBackup(input: $input) {\n    backup {\n      ...BackupFields\n    }\n  }\n}": typeof types.CreateBackupDocument,
    "mutation DeleteBackupLocation($input: DeleteBackupLocationInput!) {\n  deleteBackupLocation(input: $input) {\n    id\n  }\n}": typeof types.DeleteBackupLocationDocument,
    "mutation DeleteBackup($input: DeleteBackupInput!) {\n  deleteBackup(input: $input) {\n    backup {\n      ...BackupFields\n    }\n  }\n}": typeof types.DeleteBackupDocument,
    "mutation DeleteCluster($input: DeleteClusterInput!) {\n  deleteCluster(input: $input) {\n    id\n  }\n}": typeof types.DeleteClusterDocument,
    "mutation EditBackupLocation($input: EditBackupLocationInput!) {\n  editBackupLocation(input: $input) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n  }\n}": typeof types.EditBackupLocationDocument,
    "mutation EditBackup($input: EditBackupInput!) {\n  editBackup(input: $input) {\n    backup {\n      ...BackupFields\n    }\n  }\n}": typeof types.EditBackupDocument,
    "mutation EditCluster($input: EditClusterInput!) {\n  editCluster(input: $input) {\n    cluster {\n      ...ClusterFields\n    }\n  }\n}": typeof types.EditClusterDocument,
    "query ErrorCatalog {\n  errorCatalog {\n    code\n    meaning\n    advice\n  }\n}": typeof types.ErrorCatalogDocument,
    "fragment BackupFields on Backup {\n  ...BackupRow\n  mode\n  engine\n  attempt\n  stateChangedAt\n  cancelRequestedAt\n  requestedNamespaces\n  namespaces {\n    name\n    fate\n    reason\n    uid\n    objects\n    bytes\n  }\n  issues {\n    code\n    effect\n    meaning\n    message\n    subject {\n      kind\n      name\n    }\n  }\n  labels {\n    key\n    value\n  }\n  owner {\n    name\n  }\n  verification\n  verifiedAt\n}": typeof types.BackupFieldsFragmentDoc,
    "fragment BackupLocationFields on BackupLocation {\n  id\n  name\n  kind\n  access\n  path\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  stateCheckedAt\n  labels {\n    key\n    value\n  }\n  owner {\n    name\n  }\n  createdAt\n  updatedAt\n  version\n}": typeof types.BackupLocationFieldsFragmentDoc,
    "fragment BackupRow on Backup {\n  id\n  name\n  state\n  stateReason\n  stage\n  cluster {\n    id\n    name\n  }\n  location {\n    id\n    name\n  }\n  includedNamespaces\n  missingNamespaces\n  lostNamespaces\n  objects\n  bytes\n  storedBytes\n  createdAt\n  startedAt\n  finishedAt\n  version\n}": typeof types.BackupRowFragmentDoc,
    "fragment ClusterFields on Cluster {\n  id\n  name\n  mode\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  stateCheckedAt\n  server\n  kubernetesVersion\n  clusterUid\n  credentialExpiresAt\n  lastReachedAt\n  missingRights {\n    resource\n    verb\n  }\n  labels {\n    key\n    value\n  }\n  owner {\n    name\n  }\n  createdAt\n  updatedAt\n  version\n}": typeof types.ClusterFieldsFragmentDoc,
    "query PlanBackup($input: PlanBackupInput!) {\n  planBackup(input: $input) {\n    included {\n      name\n      uid\n    }\n    missing {\n      name\n      reason\n    }\n    unlisted\n  }\n}": typeof types.PlanBackupDocument,
    "mutation RegisterCluster($input: RegisterClusterInput!) {\n  registerCluster(input: $input) {\n    cluster {\n      ...ClusterFields\n    }\n  }\n}": typeof types.RegisterClusterDocument,
    "mutation RescanBackupLocation($input: RescanBackupLocationInput!) {\n  rescanBackupLocation(input: $input) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n    found {\n      ...BackupRow\n    }\n    damaged {\n      key\n      message\n    }\n    skipped\n  }\n}": typeof types.RescanBackupLocationDocument,
    "subscription ResourceStateChanged($resource: Resource, $id: ID, $after: String) {\n  resourceStateChanged(resource: $resource, id: $id, after: $after) {\n    eventId\n    at\n    resource\n    subjectId\n    from\n    to\n    reason\n    message\n  }\n}": typeof types.ResourceStateChangedDocument,
    "query StateMatrix($mode: OperationMode, $resource: Resource) {\n  stateMatrix(mode: $mode, resource: $resource) {\n    resource\n    label\n    kind\n    initial\n    modes\n    modeNotes {\n      mode\n      note\n    }\n    states {\n      state\n      label\n      meaning\n      documented\n      transitions\n      operations {\n        operation\n        label\n        built\n      }\n      count\n    }\n  }\n}": typeof types.StateMatrixDocument,
    "mutation ValidateBackupLocation($input: ValidateBackupLocationInput!) {\n  validateBackupLocation(input: $input) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n  }\n}": typeof types.ValidateBackupLocationDocument,
    "mutation ValidateCluster($input: ValidateClusterInput!) {\n  validateCluster(input: $input) {\n    cluster {\n      ...ClusterFields\n    }\n  }\n}": typeof types.ValidateClusterDocument,
    "mutation VerifyBackup($input: VerifyBackupInput!) {\n  verifyBackup(input: $input) {\n    backup {\n      ...BackupFields\n    }\n    verification {\n      intact\n      frames\n      objects\n      damages\n    }\n  }\n}": typeof types.VerifyBackupDocument,
    "query Viewer {\n  viewer {\n    id\n    name\n    role\n  }\n  server {\n    version\n    notices {\n      code\n      message\n    }\n  }\n}": typeof types.ViewerDocument,
};
const documents: Documents = {
    "query BackupContents($id: ID!, $first: Int!) {\n  backup(id: $id) {\n    id\n    contents(first: $first) {\n      total\n      entries {\n        namespace\n        resource\n        objects\n        bytes\n      }\n    }\n  }\n}": types.BackupContentsDocument,
    "query BackupLocationNames($first: Int!, $after: String) {\n  backupLocations(first: $first, after: $after) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": types.BackupLocationNamesDocument,
    "query BackupLocation($id: ID!) {\n  backupLocation(id: $id) {\n    ...BackupLocationFields\n  }\n}": types.BackupLocationDocument,
    "query BackupLocations($first: Int!, $after: String, $states: [BackupLocationState!]) {\n  backupLocations(first: $first, after: $after, states: $states) {\n    edges {\n      node {\n        ...BackupLocationFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": types.BackupLocationsDocument,
    "query BackupNames($first: Int!, $after: String, $filter: BackupFilterInput) {\n  backups(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": types.BackupNamesDocument,
    "subscription BackupUpdated($id: ID, $after: String) {\n  backupUpdated(id: $id, after: $after) {\n    eventId\n    type\n    at\n    backupId\n    state\n    stage\n    attempt\n    objects\n    bytes\n    backup {\n      ...BackupRow\n    }\n  }\n}": types.BackupUpdatedDocument,
    "query Backup($id: ID!) {\n  backup(id: $id) {\n    ...BackupFields\n  }\n}": types.BackupDocument,
    "query Backups($first: Int!, $after: String, $filter: BackupFilterInput) {\n  backups(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        ...BackupRow\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": types.BackupsDocument,
    "mutation CancelBackup($input: CancelBackupInput!) {\n  cancelBackup(input: $input) {\n    backup {\n      ...BackupFields\n    }\n  }\n}": types.CancelBackupDocument,
    "query ClusterAccessManifest($namespace: String!, $name: String!) {\n  clusterAccessManifest(namespace: $namespace, name: $name)\n}": types.ClusterAccessManifestDocument,
    "query ClusterNames($first: Int!, $after: String) {\n  clusters(first: $first, after: $after) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": types.ClusterNamesDocument,
    "query ClusterNamespaces($id: ID!) {\n  cluster(id: $id) {\n    id\n    name\n    namespaces {\n      name\n      uid\n      terminating\n      createdAt\n      labels {\n        key\n        value\n      }\n    }\n  }\n}": types.ClusterNamespacesDocument,
    "query Cluster($id: ID!) {\n  cluster(id: $id) {\n    ...ClusterFields\n  }\n}": types.ClusterDocument,
    "query Clusters($first: Int!, $after: String, $states: [ClusterState!]) {\n  clusters(first: $first, after: $after, states: $states) {\n    edges {\n      node {\n        ...ClusterFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": types.ClustersDocument,
    "mutation CreateBackupLocation($input: CreateBackupLocationInput!) {\n  createBackupLocation(input: $input) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n  }\n}": types.CreateBackupLocationDocument,
    "mutation CreateBackup($input: CreateBackupInput!) {\n  createBackup(input: $input) {\n    backup {\n      ...BackupFields\n    }\n  }\n}": types.CreateBackupDocument,
    "mutation DeleteBackupLocation($input: DeleteBackupLocationInput!) {\n  deleteBackupLocation(input: $input) {\n    id\n  }\n}": types.DeleteBackupLocationDocument,
    "mutation DeleteBackup($input: DeleteBackupInput!) {\n  deleteBackup(input: $input) {\n    backup {\n      ...BackupFields\n    }\n  }\n}": types.DeleteBackupDocument,
    "mutation DeleteCluster($input: DeleteClusterInput!) {\n  deleteCluster(input: $input) {\n    id\n  }\n}": types.DeleteClusterDocument,
    "mutation EditBackupLocation($input: EditBackupLocationInput!) {\n  editBackupLocation(input: $input) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n  }\n}": types.EditBackupLocationDocument,
    "mutation EditBackup($input: EditBackupInput!) {\n  editBackup(input: $input) {\n    backup {\n      ...BackupFields\n    }\n  }\n}": types.EditBackupDocument,
    "mutation EditCluster($input: EditClusterInput!) {\n  editCluster(input: $input) {\n    cluster {\n      ...ClusterFields\n    }\n  }\n}": types.EditClusterDocument,
    "query ErrorCatalog {\n  errorCatalog {\n    code\n    meaning\n    advice\n  }\n}": types.ErrorCatalogDocument,
    "fragment BackupFields on Backup {\n  ...BackupRow\n  mode\n  engine\n  attempt\n  stateChangedAt\n  cancelRequestedAt\n  requestedNamespaces\n  namespaces {\n    name\n    fate\n    reason\n    uid\n    objects\n    bytes\n  }\n  issues {\n    code\n    effect\n    meaning\n    message\n    subject {\n      kind\n      name\n    }\n  }\n  labels {\n    key\n    value\n  }\n  owner {\n    name\n  }\n  verification\n  verifiedAt\n}": types.BackupFieldsFragmentDoc,
    "fragment BackupLocationFields on BackupLocation {\n  id\n  name\n  kind\n  access\n  path\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  stateCheckedAt\n  labels {\n    key\n    value\n  }\n  owner {\n    name\n  }\n  createdAt\n  updatedAt\n  version\n}": types.BackupLocationFieldsFragmentDoc,
    "fragment BackupRow on Backup {\n  id\n  name\n  state\n  stateReason\n  stage\n  cluster {\n    id\n    name\n  }\n  location {\n    id\n    name\n  }\n  includedNamespaces\n  missingNamespaces\n  lostNamespaces\n  objects\n  bytes\n  storedBytes\n  createdAt\n  startedAt\n  finishedAt\n  version\n}": types.BackupRowFragmentDoc,
    "fragment ClusterFields on Cluster {\n  id\n  name\n  mode\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  stateCheckedAt\n  server\n  kubernetesVersion\n  clusterUid\n  credentialExpiresAt\n  lastReachedAt\n  missingRights {\n    resource\n    verb\n  }\n  labels {\n    key\n    value\n  }\n  owner {\n    name\n  }\n  createdAt\n  updatedAt\n  version\n}": types.ClusterFieldsFragmentDoc,
    "query PlanBackup($input: PlanBackupInput!) {\n  planBackup(input: $input) {\n    included {\n      name\n      uid\n    }\n    missing {\n      name\n      reason\n    }\n    unlisted\n  }\n}": types.PlanBackupDocument,
    "mutation RegisterCluster($input: RegisterClusterInput!) {\n  registerCluster(input: $input) {\n    cluster {\n      ...ClusterFields\n    }\n  }\n}": types.RegisterClusterDocument,
    "mutation RescanBackupLocation($input: RescanBackupLocationInput!) {\n  rescanBackupLocation(input: $input) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n    found {\n      ...BackupRow\n    }\n    damaged {\n      key\n      message\n    }\n    skipped\n  }\n}": types.RescanBackupLocationDocument,
    "subscription ResourceStateChanged($resource: Resource, $id: ID, $after: String) {\n  resourceStateChanged(resource: $resource, id: $id, after: $after) {\n    eventId\n    at\n    resource\n    subjectId\n    from\n    to\n    reason\n    message\n  }\n}": types.ResourceStateChangedDocument,
    "query StateMatrix($mode: OperationMode, $resource: Resource) {\n  stateMatrix(mode: $mode, resource: $resource) {\n    resource\n    label\n    kind\n    initial\n    modes\n    modeNotes {\n      mode\n      note\n    }\n    states {\n      state\n      label\n      meaning\n      documented\n      transitions\n      operations {\n        operation\n        label\n        built\n      }\n      count\n    }\n  }\n}": types.StateMatrixDocument,
    "mutation ValidateBackupLocation($input: ValidateBackupLocationInput!) {\n  validateBackupLocation(input: $input) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n  }\n}": types.ValidateBackupLocationDocument,
    "mutation ValidateCluster($input: ValidateClusterInput!) {\n  validateCluster(input: $input) {\n    cluster {\n      ...ClusterFields\n    }\n  }\n}": types.ValidateClusterDocument,
    "mutation VerifyBackup($input: VerifyBackupInput!) {\n  verifyBackup(input: $input) {\n    backup {\n      ...BackupFields\n    }\n    verification {\n      intact\n      frames\n      objects\n      damages\n    }\n  }\n}": types.VerifyBackupDocument,
    "query Viewer {\n  viewer {\n    id\n    name\n    role\n  }\n  server {\n    version\n    notices {\n      code\n      message\n    }\n  }\n}": types.ViewerDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupContents($id: ID!, $first: Int!) {\n  backup(id: $id) {\n    id\n    contents(first: $first) {\n      total\n      entries {\n        namespace\n        resource\n        objects\n        bytes\n      }\n    }\n  }\n}"): typeof import('./graphql.js').BackupContentsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupLocationNames($first: Int!, $after: String) {\n  backupLocations(first: $first, after: $after) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}"): typeof import('./graphql.js').BackupLocationNamesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupLocation($id: ID!) {\n  backupLocation(id: $id) {\n    ...BackupLocationFields\n  }\n}"): typeof import('./graphql.js').BackupLocationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupLocations($first: Int!, $after: String, $states: [BackupLocationState!]) {\n  backupLocations(first: $first, after: $after, states: $states) {\n    edges {\n      node {\n        ...BackupLocationFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}"): typeof import('./graphql.js').BackupLocationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupNames($first: Int!, $after: String, $filter: BackupFilterInput) {\n  backups(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}"): typeof import('./graphql.js').BackupNamesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription BackupUpdated($id: ID, $after: String) {\n  backupUpdated(id: $id, after: $after) {\n    eventId\n    type\n    at\n    backupId\n    state\n    stage\n    attempt\n    objects\n    bytes\n    backup {\n      ...BackupRow\n    }\n  }\n}"): typeof import('./graphql.js').BackupUpdatedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Backup($id: ID!) {\n  backup(id: $id) {\n    ...BackupFields\n  }\n}"): typeof import('./graphql.js').BackupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Backups($first: Int!, $after: String, $filter: BackupFilterInput) {\n  backups(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        ...BackupRow\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}"): typeof import('./graphql.js').BackupsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CancelBackup($input: CancelBackupInput!) {\n  cancelBackup(input: $input) {\n    backup {\n      ...BackupFields\n    }\n  }\n}"): typeof import('./graphql.js').CancelBackupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ClusterAccessManifest($namespace: String!, $name: String!) {\n  clusterAccessManifest(namespace: $namespace, name: $name)\n}"): typeof import('./graphql.js').ClusterAccessManifestDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ClusterNames($first: Int!, $after: String) {\n  clusters(first: $first, after: $after) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}"): typeof import('./graphql.js').ClusterNamesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ClusterNamespaces($id: ID!) {\n  cluster(id: $id) {\n    id\n    name\n    namespaces {\n      name\n      uid\n      terminating\n      createdAt\n      labels {\n        key\n        value\n      }\n    }\n  }\n}"): typeof import('./graphql.js').ClusterNamespacesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Cluster($id: ID!) {\n  cluster(id: $id) {\n    ...ClusterFields\n  }\n}"): typeof import('./graphql.js').ClusterDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Clusters($first: Int!, $after: String, $states: [ClusterState!]) {\n  clusters(first: $first, after: $after, states: $states) {\n    edges {\n      node {\n        ...ClusterFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}"): typeof import('./graphql.js').ClustersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateBackupLocation($input: CreateBackupLocationInput!) {\n  createBackupLocation(input: $input) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n  }\n}"): typeof import('./graphql.js').CreateBackupLocationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateBackup($input: CreateBackupInput!) {\n  createBackup(input: $input) {\n    backup {\n      ...BackupFields\n    }\n  }\n}"): typeof import('./graphql.js').CreateBackupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteBackupLocation($input: DeleteBackupLocationInput!) {\n  deleteBackupLocation(input: $input) {\n    id\n  }\n}"): typeof import('./graphql.js').DeleteBackupLocationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteBackup($input: DeleteBackupInput!) {\n  deleteBackup(input: $input) {\n    backup {\n      ...BackupFields\n    }\n  }\n}"): typeof import('./graphql.js').DeleteBackupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteCluster($input: DeleteClusterInput!) {\n  deleteCluster(input: $input) {\n    id\n  }\n}"): typeof import('./graphql.js').DeleteClusterDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EditBackupLocation($input: EditBackupLocationInput!) {\n  editBackupLocation(input: $input) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n  }\n}"): typeof import('./graphql.js').EditBackupLocationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EditBackup($input: EditBackupInput!) {\n  editBackup(input: $input) {\n    backup {\n      ...BackupFields\n    }\n  }\n}"): typeof import('./graphql.js').EditBackupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EditCluster($input: EditClusterInput!) {\n  editCluster(input: $input) {\n    cluster {\n      ...ClusterFields\n    }\n  }\n}"): typeof import('./graphql.js').EditClusterDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ErrorCatalog {\n  errorCatalog {\n    code\n    meaning\n    advice\n  }\n}"): typeof import('./graphql.js').ErrorCatalogDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment BackupFields on Backup {\n  ...BackupRow\n  mode\n  engine\n  attempt\n  stateChangedAt\n  cancelRequestedAt\n  requestedNamespaces\n  namespaces {\n    name\n    fate\n    reason\n    uid\n    objects\n    bytes\n  }\n  issues {\n    code\n    effect\n    meaning\n    message\n    subject {\n      kind\n      name\n    }\n  }\n  labels {\n    key\n    value\n  }\n  owner {\n    name\n  }\n  verification\n  verifiedAt\n}"): typeof import('./graphql.js').BackupFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment BackupLocationFields on BackupLocation {\n  id\n  name\n  kind\n  access\n  path\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  stateCheckedAt\n  labels {\n    key\n    value\n  }\n  owner {\n    name\n  }\n  createdAt\n  updatedAt\n  version\n}"): typeof import('./graphql.js').BackupLocationFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment BackupRow on Backup {\n  id\n  name\n  state\n  stateReason\n  stage\n  cluster {\n    id\n    name\n  }\n  location {\n    id\n    name\n  }\n  includedNamespaces\n  missingNamespaces\n  lostNamespaces\n  objects\n  bytes\n  storedBytes\n  createdAt\n  startedAt\n  finishedAt\n  version\n}"): typeof import('./graphql.js').BackupRowFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment ClusterFields on Cluster {\n  id\n  name\n  mode\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  stateCheckedAt\n  server\n  kubernetesVersion\n  clusterUid\n  credentialExpiresAt\n  lastReachedAt\n  missingRights {\n    resource\n    verb\n  }\n  labels {\n    key\n    value\n  }\n  owner {\n    name\n  }\n  createdAt\n  updatedAt\n  version\n}"): typeof import('./graphql.js').ClusterFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PlanBackup($input: PlanBackupInput!) {\n  planBackup(input: $input) {\n    included {\n      name\n      uid\n    }\n    missing {\n      name\n      reason\n    }\n    unlisted\n  }\n}"): typeof import('./graphql.js').PlanBackupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RegisterCluster($input: RegisterClusterInput!) {\n  registerCluster(input: $input) {\n    cluster {\n      ...ClusterFields\n    }\n  }\n}"): typeof import('./graphql.js').RegisterClusterDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RescanBackupLocation($input: RescanBackupLocationInput!) {\n  rescanBackupLocation(input: $input) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n    found {\n      ...BackupRow\n    }\n    damaged {\n      key\n      message\n    }\n    skipped\n  }\n}"): typeof import('./graphql.js').RescanBackupLocationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription ResourceStateChanged($resource: Resource, $id: ID, $after: String) {\n  resourceStateChanged(resource: $resource, id: $id, after: $after) {\n    eventId\n    at\n    resource\n    subjectId\n    from\n    to\n    reason\n    message\n  }\n}"): typeof import('./graphql.js').ResourceStateChangedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query StateMatrix($mode: OperationMode, $resource: Resource) {\n  stateMatrix(mode: $mode, resource: $resource) {\n    resource\n    label\n    kind\n    initial\n    modes\n    modeNotes {\n      mode\n      note\n    }\n    states {\n      state\n      label\n      meaning\n      documented\n      transitions\n      operations {\n        operation\n        label\n        built\n      }\n      count\n    }\n  }\n}"): typeof import('./graphql.js').StateMatrixDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ValidateBackupLocation($input: ValidateBackupLocationInput!) {\n  validateBackupLocation(input: $input) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n  }\n}"): typeof import('./graphql.js').ValidateBackupLocationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ValidateCluster($input: ValidateClusterInput!) {\n  validateCluster(input: $input) {\n    cluster {\n      ...ClusterFields\n    }\n  }\n}"): typeof import('./graphql.js').ValidateClusterDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation VerifyBackup($input: VerifyBackupInput!) {\n  verifyBackup(input: $input) {\n    backup {\n      ...BackupFields\n    }\n    verification {\n      intact\n      frames\n      objects\n      damages\n    }\n  }\n}"): typeof import('./graphql.js').VerifyBackupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Viewer {\n  viewer {\n    id\n    name\n    role\n  }\n  server {\n    version\n    notices {\n      code\n      message\n    }\n  }\n}"): typeof import('./graphql.js').ViewerDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
