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
    "mutation AcknowledgeAlert($input: AcknowledgeAlertInput!, $idempotencyKey: String) {\n  acknowledgeAlert(input: $input, idempotencyKey: $idempotencyKey) {\n    alert {\n      ...AlertFields\n    }\n  }\n}": typeof types.AcknowledgeAlertDocument,
    "mutation AcknowledgeDelivery($input: AcknowledgeDeliveryInput!) {\n  acknowledgeDelivery(input: $input) {\n    delivery {\n      id\n      state\n      notBefore\n    }\n  }\n}": typeof types.AcknowledgeDeliveryDocument,
    "mutation AddNamespacesToSchedule($input: AddNamespacesToScheduleInput!, $idempotencyKey: String) {\n  addNamespacesToSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n    changed\n    namespaces\n    by {\n      ...ScheduleEditFields\n    }\n  }\n}": typeof types.AddNamespacesToScheduleDocument,
    "query AdditionChoices($scheduleId: ID!, $search: String, $first: Int!) {\n  additionChoices(scheduleId: $scheduleId, search: $search, first: $first) {\n    total\n    observedAt\n    names\n    backupSchedule {\n      ...SlackSchedule\n    }\n  }\n}": typeof types.AdditionChoicesDocument,
    "mutation AdoptMessage($input: AdoptMessageInput!) {\n  adoptMessage(input: $input) {\n    adopted\n  }\n}": typeof types.AdoptMessageDocument,
    "subscription AlertChanged($scheduleId: ID, $after: String) {\n  alertChanged(scheduleId: $scheduleId, after: $after) {\n    eventId\n    type\n    at\n    alertId\n    alert {\n      ...AlertFields\n    }\n  }\n}": typeof types.AlertChangedDocument,
    "query AlertNames($first: Int!, $after: String, $open: Boolean, $scheduleId: ID) {\n  alerts(first: $first, after: $after, open: $open, scheduleId: $scheduleId) {\n    edges {\n      node {\n        id\n        kind\n        subjectType\n        subjectId\n        isOpen\n        schedule {\n          id\n          name\n        }\n        cluster {\n          id\n          name\n        }\n        location {\n          id\n          name\n        }\n        discovery {\n          id\n          name\n        }\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": typeof types.AlertNamesDocument,
    "query AlertRoute($id: ID!) {\n  alertRoute(id: $id) {\n    ...AlertRouteFields\n  }\n}": typeof types.AlertRouteDocument,
    "query AlertRoutes($first: Int!, $after: String) {\n  alertRoutes(first: $first, after: $after) {\n    edges {\n      node {\n        ...AlertRouteFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": typeof types.AlertRoutesDocument,
    "query Alert($id: ID!) {\n  alert(id: $id) {\n    ...AlertFields\n  }\n}": typeof types.AlertDocument,
    "query Alerts($first: Int!, $after: String, $open: Boolean, $kinds: [AlertKind!], $scheduleId: ID) {\n  alerts(\n    first: $first\n    after: $after\n    open: $open\n    kinds: $kinds\n    scheduleId: $scheduleId\n  ) {\n    edges {\n      node {\n        ...AlertFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": typeof types.AlertsDocument,
    "query AuditTrail($first: Int!, $after: String, $door: AuditDoor, $outcome: AuditOutcome, $subjectId: ID, $userId: ID, $operation: String, $code: String, $subjectType: String, $actorName: String, $tokenId: ID, $from: DateTime, $to: DateTime) {\n  auditTrail(\n    first: $first\n    after: $after\n    door: $door\n    outcome: $outcome\n    subjectId: $subjectId\n    userId: $userId\n    operation: $operation\n    code: $code\n    subjectType: $subjectType\n    actorName: $actorName\n    tokenId: $tokenId\n    from: $from\n    to: $to\n  ) {\n    edges {\n      node {\n        id\n        at\n        door\n        actorKind\n        actorName\n        operation\n        subjectType\n        subjectId\n        subjectName\n        before\n        after\n        tokenId\n        tokenName\n        remoteAddress\n        clientName\n        outcome\n        code\n        message\n        user {\n          id\n          name\n        }\n        slack {\n          teamId\n          slackUserId\n          slackUserName\n          channelId\n          messageTs\n          action\n        }\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": typeof types.AuditTrailDocument,
    "mutation BackUpScheduleNow($input: BackUpScheduleNowInput!, $idempotencyKey: String) {\n  backUpScheduleNow(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      ...BackupFields\n    }\n  }\n}": typeof types.BackUpScheduleNowDocument,
    "query BackupContents($id: ID!, $first: Int!) {\n  backup(id: $id) {\n    id\n    contents(first: $first) {\n      total\n      entries {\n        namespace\n        resource\n        objects\n        bytes\n      }\n    }\n  }\n}": typeof types.BackupContentsDocument,
    "query BackupKeys {\n  server {\n    encryption {\n      state\n      keys {\n        keyId\n        kind\n        current\n      }\n    }\n  }\n}": typeof types.BackupKeysDocument,
    "query BackupLocationNames($first: Int!, $after: String) {\n  backupLocations(first: $first, after: $after) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": typeof types.BackupLocationNamesDocument,
    "query BackupLocation($id: ID!) {\n  backupLocation(id: $id) {\n    ...BackupLocationFields\n    allowedOperations {\n      ...AllowedOperationFields\n    }\n  }\n}": typeof types.BackupLocationDocument,
    "query BackupLocations($first: Int!, $after: String, $filter: BackupLocationFilterInput, $sort: BackupLocationSortInput) {\n  backupLocations(first: $first, after: $after, filter: $filter, sort: $sort) {\n    edges {\n      node {\n        ...BackupLocationFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": typeof types.BackupLocationsDocument,
    "query BackupMissing($id: ID!) {\n  backup(id: $id) {\n    id\n    name\n    state\n    schedule {\n      id\n      name\n      selectionVersion\n    }\n    missing {\n      name\n      reason\n      isBack\n      isOnSchedule\n    }\n    allowedOperations {\n      operation\n      label\n      allowed\n      reason\n      advice\n    }\n  }\n}": typeof types.BackupMissingDocument,
    "query BackupNames($first: Int!, $after: String, $filter: BackupFilterInput) {\n  backups(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": typeof types.BackupNamesDocument,
    "query BackupObject($input: BackupObjectInput!) {\n  backupObject(input: $input) {\n    json\n    masked\n  }\n}": typeof types.BackupObjectDocument,
    "query BackupObjects($backupId: ID!, $resource: String!, $namespace: String!, $nameContains: String, $first: Int!, $after: String) {\n  backupObjects(\n    backupId: $backupId\n    resource: $resource\n    namespace: $namespace\n    nameContains: $nameContains\n    first: $first\n    after: $after\n  ) {\n    names\n    total\n    hasNext\n  }\n}": typeof types.BackupObjectsDocument,
    "query BackupRules($id: ID!) {\n  backup(id: $id) {\n    ruleResults {\n      id\n      attempt\n      kind\n      ruleName\n      action\n      namespace\n      pod\n      container\n      state\n      exitCode\n      message\n      startedAt\n      durationMs\n      output {\n        stdout\n        stderr\n      }\n    }\n  }\n}": typeof types.BackupRulesDocument,
    "query BackupScheduleBackups($id: ID!, $first: Int!, $after: String) {\n  backupSchedule(id: $id) {\n    id\n    name\n    backups(first: $first, after: $after) {\n      edges {\n        node {\n          ...BackupRow\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n}": typeof types.BackupScheduleBackupsDocument,
    "subscription BackupScheduleChanged($id: ID, $after: String) {\n  backupScheduleChanged(id: $id, after: $after) {\n    eventId\n    type\n    at\n    scheduleId\n    cycleId\n    backupSchedule {\n      ...BackupScheduleRow\n    }\n  }\n}": typeof types.BackupScheduleChangedDocument,
    "query BackupScheduleCycles($id: ID!, $first: Int!, $after: String) {\n  backupSchedule(id: $id) {\n    id\n    name\n    cycles(first: $first, after: $after) {\n      edges {\n        node {\n          ...CycleFields\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n}": typeof types.BackupScheduleCyclesDocument,
    "query BackupScheduleHistory($id: ID!, $first: Int!, $after: String) {\n  backupSchedule(id: $id) {\n    id\n    name\n    history(first: $first, after: $after) {\n      edges {\n        node {\n          ...ScheduleEditFields\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n}": typeof types.BackupScheduleHistoryDocument,
    "query BackupScheduleNames($first: Int!, $after: String, $nameContains: String) {\n  backupSchedules(\n    first: $first\n    after: $after\n    filter: {nameContains: $nameContains}\n  ) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": typeof types.BackupScheduleNamesDocument,
    "query BackupScheduleOverview($id: ID!, $cycles: Int!) {\n  backupSchedule(id: $id) {\n    ...BackupScheduleFields\n    alerts {\n      message\n      meaning\n      openedAt\n      acknowledgedAt\n      acknowledgedBy\n    }\n    cycles(first: $cycles) {\n      edges {\n        node {\n          ...CycleFields\n        }\n      }\n    }\n    heldBackups {\n      backup {\n        id\n        name\n        state\n        createdAt\n      }\n      heldFor {\n        namespace\n        reason\n        until\n      }\n    }\n  }\n}": typeof types.BackupScheduleOverviewDocument,
    "query BackupSchedulePreview($id: ID!) {\n  backupSchedule(id: $id) {\n    id\n    name\n    preview {\n      at\n      included {\n        name\n        uid\n      }\n      missing {\n        name\n        reason\n      }\n      unlisted\n    }\n  }\n}": typeof types.BackupSchedulePreviewDocument,
    "query BackupScheduleUpcoming($id: ID!, $first: Int!) {\n  backupSchedule(id: $id) {\n    id\n    name\n    timing {\n      description\n    }\n    timeZone\n    upcoming(first: $first)\n  }\n}": typeof types.BackupScheduleUpcomingDocument,
    "query BackupSchedule($id: ID!) {\n  backupSchedule(id: $id) {\n    ...BackupScheduleFields\n  }\n}": typeof types.BackupScheduleDocument,
    "query BackupSchedules($first: Int!, $after: String, $filter: BackupScheduleFilterInput, $sort: BackupScheduleSortInput) {\n  backupSchedules(first: $first, after: $after, filter: $filter, sort: $sort) {\n    edges {\n      node {\n        ...BackupScheduleRow\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": typeof types.BackupSchedulesDocument,
    "subscription BackupSyncUpdated($locationId: ID, $after: String) {\n  backupSyncUpdated(locationId: $locationId, after: $after) {\n    eventId\n    at\n    backupSyncId\n    locationId\n    state\n    message\n  }\n}": typeof types.BackupSyncUpdatedDocument,
    "query BackupSync($id: ID!) {\n  backupSync(id: $id) {\n    ...BackupSyncFields\n  }\n}": typeof types.BackupSyncDocument,
    "query BackupSyncs($first: Int!, $after: String, $filter: BackupSyncFilterInput) {\n  backupSyncs(first: $first, after: $after, filter: $filter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      node {\n        ...BackupSyncFields\n      }\n    }\n  }\n}": typeof types.BackupSyncsDocument,
    "subscription BackupUpdated($id: ID, $after: String) {\n  backupUpdated(id: $id, after: $after) {\n    eventId\n    type\n    at\n    backupId\n    state\n    stage\n    attempt\n    objects\n    bytes\n    backup {\n      ...BackupRow\n    }\n  }\n}": typeof types.BackupUpdatedDocument,
    "query BackupVerification($id: ID!) {\n  backup(id: $id) {\n    id\n    name\n    storedBytes\n    lastVerification {\n      ...BackupVerificationFields\n    }\n  }\n}": typeof types.BackupVerificationDocument,
    "query BackupVolumes($id: ID!, $first: Int!) {\n  backup(id: $id) {\n    volumeSettings {\n      mode\n      acceptSkipped\n    }\n    volumes(first: $first) {\n      total\n      ready\n      items {\n        namespace\n        claim\n        driver\n        snapshotClass\n        state\n        reason\n        message\n        copy\n        restoreSize\n        cutAt\n        readyAt\n      }\n    }\n  }\n}": typeof types.BackupVolumesDocument,
    "query Backup($id: ID!) {\n  backup(id: $id) {\n    ...BackupFields\n    allowedOperations {\n      ...AllowedOperationFields\n    }\n  }\n}": typeof types.BackupDocument,
    "subscription BackupsLive($scheduleId: ID, $after: String) {\n  backupUpdated(scheduleId: $scheduleId, after: $after) {\n    eventId\n    type\n    at\n    backupId\n    scheduleId\n    state\n    stateReason\n    stage\n    attempt\n    objects\n    bytes\n    backup {\n      name\n    }\n  }\n}": typeof types.BackupsLiveDocument,
    "query Backups($first: Int!, $after: String, $filter: BackupFilterInput, $sort: BackupSortInput) {\n  backups(first: $first, after: $after, filter: $filter, sort: $sort) {\n    edges {\n      node {\n        ...BackupRow\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": typeof types.BackupsDocument,
    "mutation BeginInteraction($input: BeginInteractionInput!) {\n  beginInteraction(input: $input) {\n    outcome\n    interactionId\n    token\n    expiresAt\n    user {\n      id\n      name\n      role\n    }\n  }\n}": typeof types.BeginInteractionDocument,
    "mutation BeginSlackLink($input: BeginSlackLinkInput!, $idempotencyKey: String) {\n  beginSlackLink(input: $input, idempotencyKey: $idempotencyKey) {\n    code\n    expiresAt\n  }\n}": typeof types.BeginSlackLinkDocument,
    "mutation CancelBackupVerification($input: CancelBackupVerificationInput!, $idempotencyKey: String) {\n  cancelBackupVerification(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      id\n      name\n    }\n    verification {\n      ...BackupVerificationFields\n    }\n  }\n}": typeof types.CancelBackupVerificationDocument,
    "mutation CancelBackup($input: CancelBackupInput!, $idempotencyKey: String) {\n  cancelBackup(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      ...BackupFields\n    }\n  }\n}": typeof types.CancelBackupDocument,
    "mutation CancelRestore($input: CancelRestoreInput!, $idempotencyKey: String) {\n  cancelRestore(input: $input, idempotencyKey: $idempotencyKey) {\n    restore {\n      ...RestoreFields\n    }\n  }\n}": typeof types.CancelRestoreDocument,
    "mutation ChangeLabels($input: ChangeLabelsInput!, $idempotencyKey: String) {\n  changeLabels(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n    version\n    labels {\n      key\n      value\n    }\n  }\n}": typeof types.ChangeLabelsDocument,
    "mutation ClaimDeliveries($input: ClaimDeliveriesInput!) {\n  claimDeliveries(input: $input) {\n    nextAt\n    claimed {\n      claim\n      target\n      teamId\n      detail\n      buttons\n      delivery {\n        id\n        kind\n        attempts\n      }\n      message {\n        channelId\n        ts\n      }\n      alert {\n        ...SlackAlert\n      }\n      change {\n        kind\n        at\n        by\n        added\n        addedCount\n        removed\n        removedCount\n        reason\n      }\n      backup {\n        ...SlackBackup\n      }\n      notice {\n        kind\n        userName\n        at\n      }\n      digest {\n        since\n        until\n        openCount\n        openAlerts {\n          id\n          kind\n          message\n          standing\n          openedAt\n          schedule {\n            id\n            name\n          }\n          cluster {\n            id\n            name\n          }\n          location {\n            id\n            name\n          }\n          discovery {\n            id\n            name\n          }\n        }\n        edits {\n          scheduleName\n          kind\n          by\n          at\n          namespaces\n          namespaceCount\n        }\n        uncoveredCount\n        uncovered {\n          clusterName\n          name\n          scheduleName\n          leftAt\n          by\n        }\n      }\n    }\n  }\n}": typeof types.ClaimDeliveriesDocument,
    "query ClusterAccessManifest($namespace: String!, $name: String!, $exec: Boolean!, $stork: Boolean!) {\n  clusterAccessManifest(\n    namespace: $namespace\n    name: $name\n    exec: $exec\n    stork: $stork\n  )\n}": typeof types.ClusterAccessManifestDocument,
    "query ClusterDiscoveries($first: Int!, $after: String, $states: [ClusterDiscoveryState!]) {\n  clusterDiscoveries(first: $first, after: $after, states: $states) {\n    edges {\n      node {\n        ...ClusterDiscoveryFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": typeof types.ClusterDiscoveriesDocument,
    "query ClusterDiscovery($id: ID!) {\n  clusterDiscovery(id: $id) {\n    ...ClusterDiscoveryFields\n    allowedOperations {\n      operation\n      allowed\n      reason\n    }\n  }\n}": typeof types.ClusterDiscoveryDocument,
    "query ClusterNames($first: Int!, $after: String) {\n  clusters(first: $first, after: $after) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": typeof types.ClusterNamesDocument,
    "query ClusterNamespaces($id: ID!) {\n  cluster(id: $id) {\n    id\n    name\n    namespaces {\n      name\n      uid\n      terminating\n      createdAt\n      labels {\n        key\n        value\n      }\n    }\n  }\n}": typeof types.ClusterNamespacesDocument,
    "query Cluster($id: ID!) {\n  cluster(id: $id) {\n    ...ClusterFields\n    allowedOperations {\n      ...AllowedOperationFields\n    }\n  }\n}": typeof types.ClusterDocument,
    "query Clusters($first: Int!, $after: String, $filter: ClusterFilterInput, $sort: ClusterSortInput) {\n  clusters(first: $first, after: $after, filter: $filter, sort: $sort) {\n    edges {\n      node {\n        ...ClusterFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": typeof types.ClustersDocument,
    "query CompareBackup($input: CompareBackupInput!) {\n  compareBackup(input: $input) {\n    added\n    removed\n    changed\n    unchanged\n    differences {\n      object {\n        resource\n        namespace\n        name\n      }\n      change\n      fields {\n        path\n        before\n        after\n        masked\n      }\n      fieldsTotal\n    }\n    unread\n  }\n}": typeof types.CompareBackupDocument,
    "query ConfigurationSchedules($first: Int!, $after: String) {\n  backupSchedules(first: $first, after: $after) {\n    edges {\n      node {\n        id\n        name\n        state\n        cluster {\n          name\n        }\n        location {\n          name\n        }\n        selection {\n          kind\n          names\n          selector\n          virtualMachines {\n            machines {\n              namespace\n              name\n            }\n            namespaces\n            selector\n            freeze\n          }\n        }\n        timing {\n          kind\n          minutes\n          at\n          weekdays\n          monthDays\n          expression\n        }\n        timeZone\n        graceMinutes\n        retention {\n          keep\n          maxAgeDays\n          hourly\n          daily\n          weekly\n          monthly\n        }\n        alertRecipients\n        verifyEveryDays\n        labels {\n          key\n          value\n        }\n        preRule {\n          name\n        }\n        postRule {\n          name\n        }\n        filter {\n          includeResources\n          excludeResources\n          labelSelector\n        }\n        volumeSettings {\n          mode\n          acceptSkipped\n          snapshotClasses {\n            driver\n            snapshotClass\n          }\n        }\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": typeof types.ConfigurationSchedulesDocument,
    "mutation ConfirmSlackLink($input: ConfirmSlackLinkInput!, $idempotencyKey: String) {\n  confirmSlackLink(input: $input, idempotencyKey: $idempotencyKey) {\n    slackLink {\n      id\n      teamName\n      slackUserName\n      linkedAt\n      user {\n        name\n      }\n    }\n  }\n}": typeof types.ConfirmSlackLinkDocument,
    "mutation CreateAccessToken($input: CreateAccessTokenInput!, $idempotencyKey: String) {\n  createAccessToken(input: $input, idempotencyKey: $idempotencyKey) {\n    token\n    accessToken {\n      ...AccessTokenFields\n    }\n  }\n}": typeof types.CreateAccessTokenDocument,
    "mutation CreateAlertRoute($input: CreateAlertRouteInput!, $idempotencyKey: String) {\n  createAlertRoute(input: $input, idempotencyKey: $idempotencyKey) {\n    alertRoute {\n      ...AlertRouteFields\n    }\n  }\n}": typeof types.CreateAlertRouteDocument,
    "mutation CreateBackupLocation($input: CreateBackupLocationInput!, $idempotencyKey: String) {\n  createBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n  }\n}": typeof types.CreateBackupLocationDocument,
    "mutation CreateBackupSchedule($input: CreateBackupScheduleInput!, $idempotencyKey: String) {\n  createBackupSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n  }\n}": typeof types.CreateBackupScheduleDocument,
    "mutation CreateBackup($input: CreateBackupInput!, $idempotencyKey: String) {\n  createBackup(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      ...BackupFields\n    }\n  }\n}": typeof types.CreateBackupDocument,
    "mutation CreateClusterDiscovery($input: CreateClusterDiscoveryInput!, $idempotencyKey: String) {\n  createClusterDiscovery(input: $input, idempotencyKey: $idempotencyKey) {\n    clusterDiscovery {\n      ...ClusterDiscoveryFields\n    }\n  }\n}": typeof types.CreateClusterDiscoveryDocument,
    "mutation CreateExecRule($input: CreateExecRuleInput!, $idempotencyKey: String) {\n  createExecRule(input: $input, idempotencyKey: $idempotencyKey) {\n    execRule {\n      ...ExecRuleFields\n    }\n  }\n}": typeof types.CreateExecRuleDocument,
    "mutation CreateLocationConnection($input: CreateLocationConnectionInput!, $idempotencyKey: String) {\n  createLocationConnection(input: $input, idempotencyKey: $idempotencyKey) {\n    locationConnection {\n      ...LocationConnectionFields\n    }\n  }\n}": typeof types.CreateLocationConnectionDocument,
    "mutation CreateRestore($input: CreateRestoreInput!, $idempotencyKey: String) {\n  createRestore(input: $input, idempotencyKey: $idempotencyKey) {\n    restore {\n      ...RestoreFields\n    }\n  }\n}": typeof types.CreateRestoreDocument,
    "mutation CreateShare($input: CreateShareInput!, $idempotencyKey: String) {\n  createShare(input: $input, idempotencyKey: $idempotencyKey) {\n    share {\n      ...ShareFields\n    }\n  }\n}": typeof types.CreateShareDocument,
    "mutation CreateUserGroup($input: CreateUserGroupInput!, $idempotencyKey: String) {\n  createUserGroup(input: $input, idempotencyKey: $idempotencyKey) {\n    userGroup {\n      ...UserGroupFields\n    }\n  }\n}": typeof types.CreateUserGroupDocument,
    "mutation CreateUser($input: CreateUserInput!, $idempotencyKey: String) {\n  createUser(input: $input, idempotencyKey: $idempotencyKey) {\n    user {\n      ...UserFields\n    }\n  }\n}": typeof types.CreateUserDocument,
    "mutation DeleteAlertRoute($input: DeleteAlertRouteInput!, $idempotencyKey: String) {\n  deleteAlertRoute(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}": typeof types.DeleteAlertRouteDocument,
    "mutation DeleteBackupLocation($input: DeleteBackupLocationInput!, $idempotencyKey: String) {\n  deleteBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}": typeof types.DeleteBackupLocationDocument,
    "mutation DeleteBackupSchedule($input: DeleteBackupScheduleInput!, $idempotencyKey: String) {\n  deleteBackupSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}": typeof types.DeleteBackupScheduleDocument,
    "mutation DeleteBackup($input: DeleteBackupInput!, $idempotencyKey: String) {\n  deleteBackup(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      ...BackupFields\n    }\n  }\n}": typeof types.DeleteBackupDocument,
    "mutation DeleteClusterDiscovery($input: DeleteClusterDiscoveryInput!, $idempotencyKey: String) {\n  deleteClusterDiscovery(input: $input, idempotencyKey: $idempotencyKey) {\n    clusterDiscovery {\n      ...ClusterDiscoveryFields\n    }\n  }\n}": typeof types.DeleteClusterDiscoveryDocument,
    "mutation DeleteCluster($input: DeleteClusterInput!, $idempotencyKey: String) {\n  deleteCluster(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}": typeof types.DeleteClusterDocument,
    "mutation DeleteExecRule($input: DeleteExecRuleInput!, $idempotencyKey: String) {\n  deleteExecRule(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}": typeof types.DeleteExecRuleDocument,
    "mutation DeleteLocationConnection($input: DeleteLocationConnectionInput!, $idempotencyKey: String) {\n  deleteLocationConnection(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}": typeof types.DeleteLocationConnectionDocument,
    "mutation DeleteRestore($input: DeleteRestoreInput!, $idempotencyKey: String) {\n  deleteRestore(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}": typeof types.DeleteRestoreDocument,
    "mutation DeleteShare($input: DeleteShareInput!, $idempotencyKey: String) {\n  deleteShare(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}": typeof types.DeleteShareDocument,
    "mutation DeleteUserGroup($input: DeleteUserGroupInput!, $idempotencyKey: String) {\n  deleteUserGroup(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}": typeof types.DeleteUserGroupDocument,
    "subscription DeliveriesDue {\n  deliveriesDue {\n    at\n  }\n}": typeof types.DeliveriesDueDocument,
    "query Deliveries($first: Int!, $after: String, $states: [DeliveryState!], $medium: DeliveryMedium, $alertId: ID) {\n  deliveries(\n    first: $first\n    after: $after\n    states: $states\n    medium: $medium\n    alertId: $alertId\n  ) {\n    edges {\n      node {\n        ...DeliveryFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": typeof types.DeliveriesDocument,
    "mutation EditAlertRoute($input: EditAlertRouteInput!, $idempotencyKey: String) {\n  editAlertRoute(input: $input, idempotencyKey: $idempotencyKey) {\n    alertRoute {\n      ...AlertRouteFields\n    }\n  }\n}": typeof types.EditAlertRouteDocument,
    "mutation EditBackupLocation($input: EditBackupLocationInput!, $idempotencyKey: String) {\n  editBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n  }\n}": typeof types.EditBackupLocationDocument,
    "mutation EditBackupSchedule($input: EditBackupScheduleInput!, $idempotencyKey: String) {\n  editBackupSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n  }\n}": typeof types.EditBackupScheduleDocument,
    "mutation EditBackup($input: EditBackupInput!, $idempotencyKey: String) {\n  editBackup(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      ...BackupFields\n    }\n  }\n}": typeof types.EditBackupDocument,
    "mutation EditClusterDiscovery($input: EditClusterDiscoveryInput!, $idempotencyKey: String) {\n  editClusterDiscovery(input: $input, idempotencyKey: $idempotencyKey) {\n    clusterDiscovery {\n      ...ClusterDiscoveryFields\n    }\n  }\n}": typeof types.EditClusterDiscoveryDocument,
    "mutation EditCluster($input: EditClusterInput!, $idempotencyKey: String) {\n  editCluster(input: $input, idempotencyKey: $idempotencyKey) {\n    cluster {\n      ...ClusterFields\n    }\n  }\n}": typeof types.EditClusterDocument,
    "mutation EditExecRule($input: EditExecRuleInput!, $idempotencyKey: String) {\n  editExecRule(input: $input, idempotencyKey: $idempotencyKey) {\n    execRule {\n      ...ExecRuleFields\n    }\n  }\n}": typeof types.EditExecRuleDocument,
    "mutation EditShare($input: EditShareInput!, $idempotencyKey: String) {\n  editShare(input: $input, idempotencyKey: $idempotencyKey) {\n    share {\n      ...ShareFields\n    }\n  }\n}": typeof types.EditShareDocument,
    "mutation EditUserGroup($input: EditUserGroupInput!, $idempotencyKey: String) {\n  editUserGroup(input: $input, idempotencyKey: $idempotencyKey) {\n    userGroup {\n      ...UserGroupFields\n    }\n  }\n}": typeof types.EditUserGroupDocument,
    "mutation EditUser($input: EditUserInput!, $idempotencyKey: String) {\n  editUser(input: $input, idempotencyKey: $idempotencyKey) {\n    user {\n      ...UserFields\n    }\n  }\n}": typeof types.EditUserDocument,
    "query ErrorCatalog {\n  errorCatalog {\n    code\n    meaning\n    advice\n    retryable\n    httpStatus\n  }\n}": typeof types.ErrorCatalogDocument,
    "mutation ExcludeNamespacesFromSchedule($input: ExcludeNamespacesFromScheduleInput!, $idempotencyKey: String) {\n  excludeNamespacesFromSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n    changed\n    namespaces\n    by {\n      ...ScheduleEditFields\n    }\n  }\n}": typeof types.ExcludeNamespacesFromScheduleDocument,
    "query ExclusionChoices($scheduleId: ID!, $search: String, $first: Int!) {\n  exclusionChoices(scheduleId: $scheduleId, search: $search, first: $first) {\n    total\n    missingTotal\n    observedAt\n    choices {\n      name\n      isBack\n      heldUntil\n      lastBackup {\n        id\n        name\n        at\n      }\n    }\n    backupSchedule {\n      ...SlackSchedule\n    }\n  }\n}": typeof types.ExclusionChoicesDocument,
    "query ExecRule($id: ID!) {\n  execRule(id: $id) {\n    ...ExecRuleFields\n  }\n}": typeof types.ExecRuleDocument,
    "query ExecRules($first: Int!, $after: String, $kind: RuleKind, $nameContains: String) {\n  execRules(\n    first: $first\n    after: $after\n    kind: $kind\n    nameContains: $nameContains\n  ) {\n    edges {\n      node {\n        ...ExecRuleFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": typeof types.ExecRulesDocument,
    "fragment AccessTokenFields on AccessToken {\n  id\n  name\n  access\n  operations\n  createdAt\n  expiresAt\n  revokedAt\n  lastUsedAt\n}": typeof types.AccessTokenFieldsFragmentDoc,
    "fragment AlertFields on Alert {\n  id\n  kind\n  meaning\n  isOpen\n  message\n  namespaces\n  count\n  subjectType\n  subjectId\n  openedAt\n  changedAt\n  lastSeenAt\n  acknowledgedAt\n  acknowledgedBy\n  closedAt\n  closedReason\n  schedule {\n    id\n    name\n    selectionVersion\n  }\n  cluster {\n    id\n    name\n  }\n  discovery {\n    id\n    name\n  }\n  location {\n    id\n    name\n  }\n  backup {\n    id\n    name\n    state\n  }\n}": typeof types.AlertFieldsFragmentDoc,
    "fragment AlertRouteFields on AlertRoute {\n  id\n  name\n  channelId\n  isDefault\n  cluster {\n    id\n    name\n  }\n  schedule {\n    id\n    name\n  }\n  labelSelector\n  detail\n  buttons\n  digestAt\n  timeZone\n  state\n  stateReason\n  stateChangedAt\n  version\n  owner {\n    id\n    name\n  }\n}": typeof types.AlertRouteFieldsFragmentDoc,
    "fragment AllowedOperationFields on AllowedOperation {\n  operation\n  label\n  allowed\n  code\n  reason\n  advice\n}": typeof types.AllowedOperationFieldsFragmentDoc,
    "fragment BackupFields on Backup {\n  ...BackupRow\n  mode\n  engine\n  layout\n  listedBySync\n  vanishedAt\n  attempt\n  stateChangedAt\n  cancelRequestedAt\n  requestedNamespaces\n  namespaces {\n    name\n    fate\n    reason\n    uid\n    objects\n    bytes\n  }\n  issues {\n    code\n    effect\n    meaning\n    message\n    subject {\n      kind\n      name\n    }\n  }\n  virtualMachines {\n    namespace\n    name\n    fate\n    state\n    quiesced\n    outcome\n    volumes\n    volumesBackedUp\n    objects\n    message\n  }\n  labels {\n    key\n    value\n  }\n  owner {\n    name\n  }\n  heldFor {\n    namespace\n    reason\n    until\n  }\n  importedFrom {\n    locationId\n    name\n  }\n  encryption {\n    state\n    keyIds\n  }\n  verification\n  verifiedAt\n  preRule {\n    id\n    name\n  }\n  postRule {\n    id\n    name\n  }\n  filter {\n    includeResources\n    excludeResources\n    labelSelector\n  }\n  lastVerification {\n    ...BackupVerificationFields\n  }\n  lockedUntil\n}": typeof types.BackupFieldsFragmentDoc,
    "fragment BackupLocationFields on BackupLocation {\n  id\n  name\n  kind\n  access\n  path\n  encrypted\n  s3 {\n    endpoint\n    region\n    bucket\n    prefix\n    forcePathStyle\n    storageClass\n    sse {\n      mode\n      kmsKeyId\n    }\n    caBundle\n    allowHttp\n    checksums\n    credentials\n  }\n  capabilities {\n    probedAt\n    checksums\n    conditionalWrites\n    versioning\n    objectLock\n    defaultRetention {\n      mode\n      days\n    }\n  }\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  stateCheckedAt\n  labels {\n    key\n    value\n  }\n  owner {\n    name\n  }\n  createdAt\n  updatedAt\n  version\n}": typeof types.BackupLocationFieldsFragmentDoc,
    "fragment BackupRow on Backup {\n  id\n  name\n  state\n  stateReason\n  stage\n  cluster {\n    id\n    name\n  }\n  location {\n    id\n    name\n  }\n  schedule {\n    id\n    name\n  }\n  includedNamespaces\n  missingNamespaces\n  lostNamespaces\n  objects\n  bytes\n  storedBytes\n  createdAt\n  startedAt\n  finishedAt\n  deletion {\n    startedAt\n    attempts\n    step\n    lastError\n    nextTryAt\n  }\n  version\n}": typeof types.BackupRowFragmentDoc,
    "fragment BackupScheduleFields on BackupSchedule {\n  ...BackupScheduleRow\n  stateChangedAt\n  createdSingle\n  timing {\n    kind\n    minutes\n    at\n    weekdays\n    monthDays\n    expression\n    description\n  }\n  anchor\n  graceMinutes\n  retention {\n    keep\n    maxAgeDays\n    hourly\n    daily\n    weekly\n    monthly\n  }\n  upcoming(first: 5)\n  departures {\n    namespace\n    leftAt\n  }\n  releasedNamespaces\n  barrenCycles\n  alertRecipients\n  verifyEveryDays\n  allowedOperations {\n    ...AllowedOperationFields\n  }\n  labels {\n    key\n    value\n  }\n  owner {\n    name\n  }\n  updatedAt\n  preRule {\n    id\n    name\n  }\n  postRule {\n    id\n    name\n  }\n  filter {\n    includeResources\n    excludeResources\n    labelSelector\n  }\n  volumeSettings {\n    mode\n    acceptSkipped\n    snapshotClasses {\n      driver\n      snapshotClass\n    }\n  }\n}": typeof types.BackupScheduleFieldsFragmentDoc,
    "fragment BackupScheduleRow on BackupSchedule {\n  id\n  name\n  state\n  stateReason\n  cluster {\n    id\n    name\n  }\n  location {\n    id\n    name\n  }\n  selection {\n    kind\n    names\n    selector\n    virtualMachines {\n      machines {\n        namespace\n        name\n      }\n      namespaces\n      selector\n      freeze\n    }\n  }\n  timing {\n    description\n  }\n  timeZone\n  nextDueAt\n  missingNamespaces\n  openCycle {\n    id\n    trigger\n    startedAt\n  }\n  alerts {\n    id\n    kind\n    count\n  }\n  version\n  selectionVersion\n  createdAt\n}": typeof types.BackupScheduleRowFragmentDoc,
    "fragment BackupSyncFields on BackupSync {\n  id\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  createdAt\n  startedAt\n  finishedAt\n  counts {\n    listed\n    added\n    vanished\n    returned\n    unreadable\n  }\n  cluster {\n    name\n  }\n  location {\n    id\n    name\n  }\n}": typeof types.BackupSyncFieldsFragmentDoc,
    "fragment BackupVerificationFields on BackupVerification {\n  state\n  trigger\n  attempt\n  frames\n  objects\n  bytes\n  damages\n  error\n  tryRestore\n  trial {\n    restorable\n    clusterName\n    objects\n    unchecked\n    refused\n    reasons\n    at\n  }\n  requestedAt\n  startedAt\n  endedAt\n}": typeof types.BackupVerificationFieldsFragmentDoc,
    "fragment ClusterDiscoveryFields on ClusterDiscovery {\n  id\n  name\n  project\n  labelSelector\n  intervalMinutes\n  server\n  credentialExpiresAt\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  run\n  requestedAt\n  startedAt\n  endedAt\n  nextDueAt\n  lastSucceededAt\n  processed\n  total\n  counts {\n    found\n    registered\n    updated\n    unchanged\n    hibernated\n    skipped\n    failed\n    unmanaged\n    remanaged\n    renewed\n  }\n  problems {\n    shoot\n    message\n  }\n  clusters {\n    managed\n    hibernated\n  }\n  owner {\n    id\n    name\n  }\n  version\n  createdAt\n  updatedAt\n}": typeof types.ClusterDiscoveryFieldsFragmentDoc,
    "fragment ClusterFields on Cluster {\n  id\n  name\n  mode\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  stateCheckedAt\n  server\n  kubernetesVersion\n  stork {\n    version\n    adminNamespace\n    prerequisites {\n      name\n      requiredVersion\n      met\n    }\n    unverified\n  }\n  clusterUid\n  credentialExpiresAt\n  lastReachedAt\n  missingRights {\n    resource\n    verb\n  }\n  labels {\n    key\n    value\n  }\n  shoot {\n    uid\n    project\n    name\n    region\n    provider\n    hibernated\n    managed\n    unmanagedReason\n    kubeconfigExpiresAt\n    renewAt\n    renewError\n    discoveries {\n      id\n      name\n    }\n  }\n  owner {\n    name\n  }\n  createdAt\n  updatedAt\n  version\n}": typeof types.ClusterFieldsFragmentDoc,
    "fragment CycleFields on Cycle {\n  id\n  plannedAt\n  trigger\n  outcome\n  reasons {\n    code\n    meaning\n  }\n  selection {\n    kind\n    names\n    selector\n    virtualMachines {\n      machines {\n        namespace\n        name\n      }\n      namespaces\n      selector\n      freeze\n    }\n  }\n  startedAt\n  endedAt\n  backup {\n    id\n    name\n    state\n    missingNamespaces\n    lostNamespaces\n  }\n}": typeof types.CycleFieldsFragmentDoc,
    "fragment DeliveryFields on Delivery {\n  id\n  kind\n  medium\n  state\n  target\n  attempts\n  createdAt\n  notBefore\n  deliveredAt\n  errorCode\n  error\n  route {\n    id\n    name\n  }\n  alert {\n    id\n    kind\n  }\n  backup {\n    id\n    name\n  }\n}": typeof types.DeliveryFieldsFragmentDoc,
    "fragment ExecRuleFields on ExecRule {\n  id\n  name\n  kind\n  actions {\n    podSelector\n    podName\n    namespaces\n    container\n    command\n    timeoutSeconds\n    onePodOnly\n    onFailure\n  }\n  usedBy(first: 10) {\n    total\n    users {\n      resource\n      id\n      name\n    }\n  }\n  version\n  createdAt\n  updatedAt\n  owner {\n    id\n    name\n  }\n}": typeof types.ExecRuleFieldsFragmentDoc,
    "fragment LocationConnectionFields on LocationConnection {\n  id\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  stateCheckedAt\n  validatedAt\n  isUnverified\n  cluster {\n    id\n    name\n  }\n  location {\n    id\n    name\n  }\n}": typeof types.LocationConnectionFieldsFragmentDoc,
    "fragment RestoreFields on Restore {\n  ...RestoreRow\n  backupCreatedAt\n  cancelRequestedAt\n  stateChangedAt\n  owner {\n    id\n    name\n  }\n  options {\n    scope {\n      namespaces\n      objects {\n        resource\n        namespace\n        name\n      }\n      filter {\n        includeResources\n        excludeResources\n        labelSelector\n      }\n      clusterScoped\n    }\n    namespaceMapping {\n      from\n      to\n    }\n    storageClassMapping {\n      from\n      to\n    }\n    existing\n    restoreStatus\n    preserveNodePorts\n    volumes\n  }\n  allowedOperations {\n    ...AllowedOperationFields\n  }\n}": typeof types.RestoreFieldsFragmentDoc,
    "fragment RestoreRow on Restore {\n  id\n  name\n  state\n  stateReason\n  stage\n  attempt\n  backupName\n  sourceClusterName\n  clusterName\n  targetNamespaces\n  progress {\n    done\n    total\n    counts {\n      created\n      updated\n      replaced\n      unchanged\n      kept\n      skipped\n      failed\n    }\n  }\n  createdAt\n  startedAt\n  finishedAt\n}": typeof types.RestoreRowFragmentDoc,
    "fragment ScheduleEditFields on ScheduleEdit {\n  id\n  kind\n  at\n  actor {\n    kind\n    id\n    name\n  }\n  namespaces\n  changes {\n    field\n    before\n    after\n  }\n  selectionVersion\n  revertedAt\n}": typeof types.ScheduleEditFieldsFragmentDoc,
    "fragment ShareFields on Share {\n  id\n  resource\n  resourceId\n  user {\n    id\n    name\n  }\n  group {\n    id\n    name\n  }\n  access\n  namespaces\n  version\n  createdAt\n  sharedBy {\n    name\n  }\n}": typeof types.ShareFieldsFragmentDoc,
    "fragment SlackAlert on Alert {\n  id\n  kind\n  meaning\n  isOpen\n  standing\n  message\n  count\n  openedAt\n  changedAt\n  lastSeenAt\n  acknowledgedAt\n  acknowledgedBy\n  closedAt\n  closedReason\n  namespaceCount\n  names(first: 25) {\n    name\n    onSchedule\n    isBack\n  }\n  snooze {\n    until\n    by\n    at\n  }\n  schedule {\n    ...SlackSchedule\n  }\n  cluster {\n    id\n    name\n    state\n  }\n  discovery {\n    id\n    name\n  }\n  location {\n    id\n    name\n    state\n  }\n  backup {\n    id\n    name\n    state\n    createdAt\n  }\n  edits(first: 3) {\n    kind\n    at\n    namespaces\n    revertedAt\n    selectionVersion\n    actor {\n      name\n    }\n  }\n}": typeof types.SlackAlertFragmentDoc,
    "fragment SlackBackup on Backup {\n  id\n  name\n  state\n  stateReason\n  stage\n  attempt\n  objects\n  bytes\n  createdAt\n  startedAt\n  finishedAt\n  missingNamespaces\n  lostNamespaces\n  includedNamespaces\n  schedule {\n    id\n    name\n  }\n  cluster {\n    id\n    name\n  }\n}": typeof types.SlackBackupFragmentDoc,
    "fragment SlackLinkFields on SlackLink {\n  id\n  teamId\n  teamName\n  slackUserId\n  slackUserName\n  linkedAt\n}": typeof types.SlackLinkFieldsFragmentDoc,
    "fragment SlackSchedule on BackupSchedule {\n  id\n  name\n  state\n  stateReason\n  nextDueAt\n  createdSingle\n  selectionVersion\n  timing {\n    description\n  }\n  timeZone\n  selection {\n    kind\n    names\n    selector\n    virtualMachines {\n      machines {\n        namespace\n        name\n      }\n      namespaces\n      selector\n      freeze\n    }\n  }\n  missingNamespaces\n  cluster {\n    id\n    name\n    state\n  }\n  location {\n    id\n    name\n    state\n  }\n  allowedOperations {\n    operation\n    label\n    allowed\n    code\n    reason\n    advice\n  }\n}": typeof types.SlackScheduleFragmentDoc,
    "fragment UserFields on User {\n  id\n  kind\n  stateReason\n  stateChangedAt\n  stateCheckedAt\n  provider\n  name\n  email\n  role\n  state\n  createdAt\n  version\n  groups {\n    id\n    name\n    provider\n  }\n  owned {\n    kind\n    count\n  }\n  accessTokens {\n    ...AccessTokenFields\n  }\n  slackLinks {\n    ...SlackLinkFields\n  }\n}": typeof types.UserFieldsFragmentDoc,
    "fragment UserGroupFields on UserGroup {\n  id\n  name\n  provider\n  createdAt\n  version\n  members(first: 1) {\n    totalCount\n  }\n}": typeof types.UserGroupFieldsFragmentDoc,
    "fragment VirtualMachineFields on VirtualMachine {\n  id\n  namespace\n  name\n  uid\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  stateCheckedAt\n  printableStatus\n  runStrategy\n  agentConnected\n  createdAt\n  labels {\n    key\n    value\n  }\n  cluster {\n    id\n    name\n  }\n}": typeof types.VirtualMachineFieldsFragmentDoc,
    "query HeldBackups($id: ID!) {\n  backupSchedule(id: $id) {\n    id\n    name\n    heldBackups {\n      backup {\n        id\n        name\n        state\n        createdAt\n      }\n      heldFor {\n        namespace\n        reason\n        until\n      }\n    }\n  }\n}": typeof types.HeldBackupsDocument,
    "mutation ImportVeleroBackup($input: ImportVeleroBackupInput!, $idempotencyKey: String) {\n  importVeleroBackup(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      ...BackupFields\n    }\n  }\n}": typeof types.ImportVeleroBackupDocument,
    "query LocationConnection($id: ID!) {\n  locationConnection(id: $id) {\n    ...LocationConnectionFields\n  }\n}": typeof types.LocationConnectionDocument,
    "query LocationConnections($first: Int!, $after: String, $filter: LocationConnectionFilterInput) {\n  locationConnections(first: $first, after: $after, filter: $filter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      node {\n        ...LocationConnectionFields\n      }\n    }\n  }\n}": typeof types.LocationConnectionsDocument,
    "query PlanBackup($input: PlanBackupInput!) {\n  planBackup(input: $input) {\n    included {\n      name\n      uid\n    }\n    missing {\n      name\n      reason\n    }\n    unlisted\n  }\n}": typeof types.PlanBackupDocument,
    "query PlanResources($input: PlanBackupInput!) {\n  planBackup(input: $input) {\n    included {\n      name\n      uid\n    }\n    missing {\n      name\n      reason\n    }\n    unlisted\n    resources {\n      kinds {\n        resource\n        kept\n        leftOut {\n          rule\n          reason\n          objects\n        }\n      }\n      leftOutKinds {\n        resource\n        rule\n        reason\n      }\n      unknownKinds\n      unreadable {\n        resource\n        message\n      }\n      complete\n    }\n  }\n}": typeof types.PlanResourcesDocument,
    "query PreviewRestore($input: PreviewRestoreInput!) {\n  previewRestore(input: $input) {\n    counts {\n      created\n      updated\n      replaced\n      unchanged\n      kept\n      skipped\n      failed\n    }\n    newNamespaces\n    unchecked\n    conflicts {\n      object {\n        resource\n        namespace\n        name\n      }\n      target {\n        namespace\n        name\n      }\n      outcome\n      code\n      message\n    }\n    conflictsTotal\n    issues {\n      code\n      effect\n      object {\n        resource\n        namespace\n        name\n      }\n      message\n    }\n  }\n}": typeof types.PreviewRestoreDocument,
    "mutation ReassignOwnership($input: ReassignOwnershipInput!, $idempotencyKey: String) {\n  reassignOwnership(input: $input, idempotencyKey: $idempotencyKey) {\n    changed\n    moved {\n      kind\n      count\n    }\n  }\n}": typeof types.ReassignOwnershipDocument,
    "mutation RefreshClusterDiscovery($input: RefreshClusterDiscoveryInput!, $idempotencyKey: String) {\n  refreshClusterDiscovery(input: $input, idempotencyKey: $idempotencyKey) {\n    clusterDiscovery {\n      ...ClusterDiscoveryFields\n    }\n  }\n}": typeof types.RefreshClusterDiscoveryDocument,
    "mutation RegisterCluster($input: RegisterClusterInput!, $idempotencyKey: String) {\n  registerCluster(input: $input, idempotencyKey: $idempotencyKey) {\n    cluster {\n      ...ClusterFields\n    }\n  }\n}": typeof types.RegisterClusterDocument,
    "mutation ReleaseHeldBackups($input: ReleaseHeldBackupsInput!, $idempotencyKey: String) {\n  releaseHeldBackups(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n  }\n}": typeof types.ReleaseHeldBackupsDocument,
    "mutation RemoveSlackLink($input: RemoveSlackLinkInput!, $idempotencyKey: String) {\n  removeSlackLink(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}": typeof types.RemoveSlackLinkDocument,
    "mutation RescanBackupLocation($input: RescanBackupLocationInput!, $idempotencyKey: String) {\n  rescanBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n    found {\n      ...BackupRow\n    }\n    damaged {\n      key\n      message\n    }\n    locked {\n      key\n      message\n    }\n    skipped\n  }\n}": typeof types.RescanBackupLocationDocument,
    "mutation ResendDelivery($input: ResendDeliveryInput!, $idempotencyKey: String) {\n  resendDelivery(input: $input, idempotencyKey: $idempotencyKey) {\n    delivery {\n      ...DeliveryFields\n    }\n  }\n}": typeof types.ResendDeliveryDocument,
    "subscription ResourceStateChanged($resource: Resource, $id: ID, $after: String) {\n  resourceStateChanged(resource: $resource, id: $id, after: $after) {\n    eventId\n    isPresent\n    at\n    resource\n    subjectId\n    name\n    from\n    to\n    reason\n    message\n    observer\n    observerName\n  }\n}": typeof types.ResourceStateChangedDocument,
    "query RestoreIssues($id: ID!, $first: Int!, $after: String) {\n  restore(id: $id) {\n    id\n    issues(first: $first, after: $after) {\n      edges {\n        node {\n          code\n          effect\n          object {\n            resource\n            namespace\n            name\n          }\n          message\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n}": typeof types.RestoreIssuesDocument,
    "query RestoreNames($first: Int!, $after: String, $filter: RestoreFilterInput) {\n  restores(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": typeof types.RestoreNamesDocument,
    "subscription RestoreUpdated($id: ID, $after: String) {\n  restoreUpdated(id: $id, after: $after) {\n    eventId\n    type\n    at\n    restoreId\n    state\n    stage\n    attempt\n    done\n    total\n    restore {\n      ...RestoreRow\n    }\n  }\n}": typeof types.RestoreUpdatedDocument,
    "query Restore($id: ID!) {\n  restore(id: $id) {\n    ...RestoreFields\n  }\n}": typeof types.RestoreDocument,
    "subscription RestoresLive($after: String) {\n  restoreUpdated(after: $after) {\n    eventId\n    type\n    at\n    restoreId\n    state\n    stateReason\n    stage\n    attempt\n    done\n    total\n    restore {\n      name\n    }\n  }\n}": typeof types.RestoresLiveDocument,
    "query Restores($first: Int!, $after: String, $filter: RestoreFilterInput, $sort: RestoreSortInput) {\n  restores(first: $first, after: $after, filter: $filter, sort: $sort) {\n    edges {\n      node {\n        ...RestoreRow\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": typeof types.RestoresDocument,
    "mutation ResumeBackupSchedule($input: ResumeBackupScheduleInput!, $idempotencyKey: String) {\n  resumeBackupSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n  }\n}": typeof types.ResumeBackupScheduleDocument,
    "query RetentionPreview($scheduleId: ID!, $retention: RetentionInput) {\n  retentionPreview(scheduleId: $scheduleId, retention: $retention) {\n    remove {\n      id\n      name\n      state\n      createdAt\n      storedBytes\n    }\n    kept {\n      backup {\n        id\n        name\n        state\n        createdAt\n      }\n      heldFor {\n        namespace\n        reason\n        until\n      }\n    }\n  }\n}": typeof types.RetentionPreviewDocument,
    "mutation RevealBackupSecret($input: RevealBackupSecretInput!, $idempotencyKey: String) {\n  revealBackupSecret(input: $input, idempotencyKey: $idempotencyKey) {\n    object {\n      json\n      masked\n    }\n  }\n}": typeof types.RevealBackupSecretDocument,
    "mutation RevertScheduleEdit($input: RevertScheduleEditInput!, $idempotencyKey: String) {\n  revertScheduleEdit(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n    changed\n    namespaces\n    by {\n      ...ScheduleEditFields\n    }\n  }\n}": typeof types.RevertScheduleEditDocument,
    "mutation RevokeAccessToken($input: RevokeAccessTokenInput!, $idempotencyKey: String) {\n  revokeAccessToken(input: $input, idempotencyKey: $idempotencyKey) {\n    accessToken {\n      ...AccessTokenFields\n    }\n  }\n}": typeof types.RevokeAccessTokenDocument,
    "mutation RewrapBackups($input: RewrapBackupsInput!, $idempotencyKey: String) {\n  rewrapBackups(input: $input, idempotencyKey: $idempotencyKey) {\n    rewrapped\n    unchanged\n    refused {\n      backup {\n        id\n        name\n      }\n      message\n    }\n    next\n  }\n}": typeof types.RewrapBackupsDocument,
    "mutation RunClusterDiscovery($input: RunClusterDiscoveryInput!, $idempotencyKey: String) {\n  runClusterDiscovery(input: $input, idempotencyKey: $idempotencyKey) {\n    clusterDiscovery {\n      ...ClusterDiscoveryFields\n    }\n  }\n}": typeof types.RunClusterDiscoveryDocument,
    "subscription SchedulesLive($id: ID, $after: String) {\n  backupScheduleChanged(id: $id, after: $after) {\n    eventId\n    type\n    at\n    scheduleId\n    state\n    stateReason\n    cycleId\n    backupId\n    backupState\n    backupSchedule {\n      name\n    }\n  }\n}": typeof types.SchedulesLiveDocument,
    "query Search($text: String!, $kinds: [SearchKind!], $first: Int!, $after: String) {\n  search(text: $text, kinds: $kinds, first: $first, after: $after) {\n    edges {\n      node {\n        kind\n        id\n        name\n        match\n        label\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": typeof types.SearchDocument,
    "query Shares($resource: SharedResource!, $id: ID!, $first: Int!, $after: String) {\n  shares(resource: $resource, id: $id, first: $first, after: $after) {\n    edges {\n      node {\n        ...ShareFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": typeof types.SharesDocument,
    "mutation SlackAcknowledge($input: AcknowledgeAlertInput!, $idempotencyKey: String) {\n  acknowledgeAlert(input: $input, idempotencyKey: $idempotencyKey) {\n    alert {\n      id\n      acknowledgedAt\n      acknowledgedBy\n    }\n  }\n}": typeof types.SlackAcknowledgeDocument,
    "mutation SlackAdd($input: AddNamespacesToScheduleInput!, $idempotencyKey: String) {\n  addNamespacesToSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    changed\n    namespaces\n    by {\n      at\n      kind\n      actor {\n        name\n      }\n    }\n    backupSchedule {\n      ...SlackSchedule\n    }\n  }\n}": typeof types.SlackAddDocument,
    "query SlackAlertNames($id: ID!) {\n  alert(id: $id) {\n    id\n    namespaces\n  }\n}": typeof types.SlackAlertNamesDocument,
    "query SlackAlertById($id: ID!) {\n  alert(id: $id) {\n    ...SlackAlert\n  }\n}": typeof types.SlackAlertByIdDocument,
    "query SlackAlerts($first: Int!, $mine: Boolean, $scheduleId: ID) {\n  alerts(open: true, first: $first, mine: $mine, scheduleId: $scheduleId) {\n    totalCount\n    edges {\n      node {\n        ...SlackAlert\n      }\n    }\n  }\n}": typeof types.SlackAlertsDocument,
    "mutation SlackExclude($input: ExcludeNamespacesFromScheduleInput!, $idempotencyKey: String) {\n  excludeNamespacesFromSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    changed\n    namespaces\n    by {\n      at\n      kind\n      actor {\n        name\n      }\n    }\n    backupSchedule {\n      ...SlackSchedule\n    }\n  }\n}": typeof types.SlackExcludeDocument,
    "query SlackHome {\n  viewer {\n    id\n    name\n    role\n    slackLinks {\n      teamId\n      slackUserId\n      linkedAt\n    }\n  }\n  server {\n    version\n  }\n  alerts(open: true, mine: true, first: 50) {\n    totalCount\n    edges {\n      node {\n        id\n        kind\n        standing\n        openedAt\n        snooze {\n          until\n          by\n        }\n        schedule {\n          id\n          name\n        }\n        cluster {\n          id\n          name\n        }\n        location {\n          id\n          name\n        }\n        discovery {\n          id\n          name\n        }\n      }\n    }\n  }\n}": typeof types.SlackHomeDocument,
    "query SlackLinkRequest($code: String!) {\n  slackLinkRequest(code: $code) {\n    teamId\n    teamName\n    slackUserId\n    slackUserName\n    expiresAt\n  }\n}": typeof types.SlackLinkRequestDocument,
    "query SlackScheduleNames($nameContains: String, $clusterId: ID, $first: Int!, $after: String) {\n  backupSchedules(\n    filter: {nameContains: $nameContains, clusterId: $clusterId}\n    first: $first\n    after: $after\n  ) {\n    totalCount\n    edges {\n      node {\n        id\n        name\n        cluster {\n          id\n          name\n        }\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": typeof types.SlackScheduleNamesDocument,
    "query SlackScheduleById($id: ID!) {\n  backupSchedule(id: $id) {\n    ...SlackSchedule\n    upcoming(first: 3)\n    openCycle {\n      id\n      startedAt\n      backup {\n        ...SlackBackup\n      }\n    }\n    alerts {\n      id\n      kind\n      message\n      standing\n      openedAt\n    }\n    backups(first: 3) {\n      edges {\n        node {\n          ...SlackBackup\n        }\n      }\n    }\n    history(first: 3) {\n      edges {\n        node {\n          kind\n          at\n          namespaces\n          actor {\n            name\n          }\n        }\n      }\n    }\n  }\n}": typeof types.SlackScheduleByIdDocument,
    "query SlackStatus($clusterId: ID, $first: Int!) {\n  clusters(first: 50) {\n    totalCount\n    edges {\n      node {\n        id\n        name\n        state\n        stateMessage\n        stateChangedAt\n        allowedOperations {\n          label\n          code\n        }\n      }\n    }\n  }\n  clusterDiscoveries(first: 50) {\n    totalCount\n    edges {\n      node {\n        id\n        name\n        state\n        stateMessage\n        stateChangedAt\n        allowedOperations {\n          label\n          code\n        }\n        clusters {\n          managed\n          hibernated\n        }\n      }\n    }\n  }\n  backupLocations(first: 50) {\n    totalCount\n    edges {\n      node {\n        id\n        name\n        state\n        stateMessage\n        stateChangedAt\n        allowedOperations {\n          label\n          code\n        }\n      }\n    }\n  }\n  backupSchedules(filter: {clusterId: $clusterId}, first: $first) {\n    totalCount\n    edges {\n      node {\n        id\n        name\n        state\n        stateReason\n        nextDueAt\n        missingNamespaces\n        allowedOperations {\n          operation\n          code\n          reason\n        }\n        cluster {\n          id\n          name\n        }\n        backups(first: 1) {\n          edges {\n            node {\n              id\n              name\n              state\n              finishedAt\n            }\n          }\n        }\n      }\n    }\n  }\n  virtualMachines(filter: {clusterId: $clusterId}, first: 1) {\n    totalCount\n  }\n  machinesAtRest: virtualMachines(\n    filter: {clusterId: $clusterId, states: [PAUSED, STOPPED, OTHER, UNCHECKED]}\n    first: 20\n    sort: {by: STATE_CHANGED_AT}\n  ) {\n    totalCount\n    edges {\n      node {\n        id\n        namespace\n        name\n        state\n        stateReason\n        stateChangedAt\n      }\n    }\n  }\n  alerts(open: true, first: 10) {\n    totalCount\n    edges {\n      node {\n        id\n        kind\n        message\n        standing\n        openedAt\n        schedule {\n          id\n          name\n        }\n        cluster {\n          id\n          name\n        }\n        location {\n          id\n          name\n        }\n        discovery {\n          id\n          name\n        }\n      }\n    }\n  }\n}": typeof types.SlackStatusDocument,
    "mutation SlackUndo($input: RevertScheduleEditInput!, $idempotencyKey: String) {\n  revertScheduleEdit(input: $input, idempotencyKey: $idempotencyKey) {\n    changed\n    namespaces\n    by {\n      at\n      kind\n      actor {\n        name\n      }\n    }\n    backupSchedule {\n      ...SlackSchedule\n    }\n  }\n}": typeof types.SlackUndoDocument,
    "mutation SnoozeAlerts($input: SnoozeAlertsInput!, $idempotencyKey: String) {\n  snoozeAlerts(input: $input, idempotencyKey: $idempotencyKey) {\n    changed\n    alerts {\n      id\n      standing\n      snooze {\n        until\n        by\n        at\n      }\n    }\n  }\n}": typeof types.SnoozeAlertsDocument,
    "query StateHistory($first: Int!, $after: String, $resource: Resource, $id: ID, $to: String, $observer: StateObserver, $since: DateTime, $until: DateTime) {\n  stateHistory(\n    first: $first\n    after: $after\n    resource: $resource\n    id: $id\n    to: $to\n    observer: $observer\n    since: $since\n    until: $until\n  ) {\n    edges {\n      node {\n        id\n        at\n        resource\n        subjectId\n        name\n        from\n        to\n        reason\n        message\n        observer\n        observerName\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": typeof types.StateHistoryDocument,
    "query StateMatrix($mode: OperationMode, $resource: Resource) {\n  stateMatrix(mode: $mode, resource: $resource) {\n    resource\n    label\n    kind\n    initial\n    modes\n    modeNotes {\n      mode\n      note\n    }\n    states {\n      state\n      label\n      meaning\n      documented\n      transitions\n      operations {\n        operation\n        label\n        built\n      }\n      count\n    }\n  }\n}": typeof types.StateMatrixDocument,
    "mutation SuspendBackupSchedule($input: SuspendBackupScheduleInput!, $idempotencyKey: String) {\n  suspendBackupSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n  }\n}": typeof types.SuspendBackupScheduleDocument,
    "mutation SyncBackupLocation($input: SyncBackupLocationInput!, $idempotencyKey: String) {\n  syncBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSync {\n      ...BackupSyncFields\n    }\n  }\n}": typeof types.SyncBackupLocationDocument,
    "mutation TestAlertRoute($input: TestAlertRouteInput!, $idempotencyKey: String) {\n  testAlertRoute(input: $input, idempotencyKey: $idempotencyKey) {\n    delivery {\n      ...DeliveryFields\n    }\n  }\n}": typeof types.TestAlertRouteDocument,
    "mutation UnsnoozeAlerts($input: UnsnoozeAlertsInput!, $idempotencyKey: String) {\n  unsnoozeAlerts(input: $input, idempotencyKey: $idempotencyKey) {\n    changed\n    alerts {\n      id\n      standing\n    }\n  }\n}": typeof types.UnsnoozeAlertsDocument,
    "query UserGroupMembers($id: ID!, $first: Int!, $after: String) {\n  userGroup(id: $id) {\n    members(first: $first, after: $after) {\n      edges {\n        node {\n          id\n          name\n          role\n          state\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n}": typeof types.UserGroupMembersDocument,
    "query UserGroup($id: ID!) {\n  userGroup(id: $id) {\n    ...UserGroupFields\n  }\n}": typeof types.UserGroupDocument,
    "query UserGroups($first: Int!, $after: String, $nameContains: String) {\n  userGroups(first: $first, after: $after, nameContains: $nameContains) {\n    edges {\n      node {\n        ...UserGroupFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": typeof types.UserGroupsDocument,
    "query UserNames($first: Int!, $after: String) {\n  users(first: $first, after: $after) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": typeof types.UserNamesDocument,
    "query User($id: ID!) {\n  user(id: $id) {\n    ...UserFields\n    allowedOperations {\n      ...AllowedOperationFields\n    }\n  }\n}": typeof types.UserDocument,
    "query Users($first: Int!, $after: String, $kind: UserKind, $nameContains: String, $roles: [Role!], $states: [UserState!]) {\n  users(\n    first: $first\n    after: $after\n    kind: $kind\n    nameContains: $nameContains\n    roles: $roles\n    states: $states\n  ) {\n    edges {\n      node {\n        id\n        kind\n        stateReason\n        provider\n        name\n        email\n        role\n        state\n        createdAt\n        slackLinks {\n          slackUserName\n          teamName\n        }\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": typeof types.UsersDocument,
    "mutation ValidateBackupLocation($input: ValidateBackupLocationInput!, $idempotencyKey: String) {\n  validateBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n  }\n}": typeof types.ValidateBackupLocationDocument,
    "mutation ValidateCluster($input: ValidateClusterInput!, $idempotencyKey: String) {\n  validateCluster(input: $input, idempotencyKey: $idempotencyKey) {\n    cluster {\n      ...ClusterFields\n    }\n  }\n}": typeof types.ValidateClusterDocument,
    "mutation ValidateLocationConnection($input: ValidateLocationConnectionInput!, $idempotencyKey: String) {\n  validateLocationConnection(input: $input, idempotencyKey: $idempotencyKey) {\n    locationConnection {\n      ...LocationConnectionFields\n    }\n  }\n}": typeof types.ValidateLocationConnectionDocument,
    "query VeleroBackups($locationId: ID!) {\n  veleroBackups(locationId: $locationId) {\n    backups {\n      name\n      phase\n      startedAt\n      finishedAt\n      includedNamespaces\n      errors\n      warnings\n      items\n      kubernetesVersion\n      schedule\n      importable\n    }\n    unreadable {\n      name\n      message\n    }\n  }\n}": typeof types.VeleroBackupsDocument,
    "mutation VerifyBackup($input: VerifyBackupInput!, $idempotencyKey: String) {\n  verifyBackup(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      ...BackupFields\n    }\n    verification {\n      ...BackupVerificationFields\n    }\n  }\n}": typeof types.VerifyBackupDocument,
    "query Viewer {\n  viewer {\n    id\n    name\n    role\n    groups {\n      id\n      name\n    }\n  }\n  server {\n    version\n    notices {\n      code\n      message\n    }\n  }\n}": typeof types.ViewerDocument,
    "query VirtualMachine($id: ID!) {\n  virtualMachine(id: $id) {\n    ...VirtualMachineFields\n    allowedOperations {\n      operation\n      allowed\n      reason\n    }\n  }\n}": typeof types.VirtualMachineDocument,
    "query VirtualMachines($first: Int!, $after: String, $filter: VirtualMachineFilterInput, $sort: VirtualMachineSortInput) {\n  virtualMachines(first: $first, after: $after, filter: $filter, sort: $sort) {\n    edges {\n      node {\n        ...VirtualMachineFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": typeof types.VirtualMachinesDocument,
    "mutation WatchBackup($input: WatchBackupInput!, $idempotencyKey: String) {\n  watchBackup(input: $input, idempotencyKey: $idempotencyKey) {\n    delivery {\n      id\n      state\n    }\n  }\n}": typeof types.WatchBackupDocument,
    "query Whoami {\n  viewer {\n    id\n    name\n    role\n    email\n    slackLinks {\n      id\n      teamId\n      teamName\n      slackUserId\n      slackUserName\n      linkedAt\n    }\n  }\n}": typeof types.WhoamiDocument,
};
const documents: Documents = {
    "mutation AcknowledgeAlert($input: AcknowledgeAlertInput!, $idempotencyKey: String) {\n  acknowledgeAlert(input: $input, idempotencyKey: $idempotencyKey) {\n    alert {\n      ...AlertFields\n    }\n  }\n}": types.AcknowledgeAlertDocument,
    "mutation AcknowledgeDelivery($input: AcknowledgeDeliveryInput!) {\n  acknowledgeDelivery(input: $input) {\n    delivery {\n      id\n      state\n      notBefore\n    }\n  }\n}": types.AcknowledgeDeliveryDocument,
    "mutation AddNamespacesToSchedule($input: AddNamespacesToScheduleInput!, $idempotencyKey: String) {\n  addNamespacesToSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n    changed\n    namespaces\n    by {\n      ...ScheduleEditFields\n    }\n  }\n}": types.AddNamespacesToScheduleDocument,
    "query AdditionChoices($scheduleId: ID!, $search: String, $first: Int!) {\n  additionChoices(scheduleId: $scheduleId, search: $search, first: $first) {\n    total\n    observedAt\n    names\n    backupSchedule {\n      ...SlackSchedule\n    }\n  }\n}": types.AdditionChoicesDocument,
    "mutation AdoptMessage($input: AdoptMessageInput!) {\n  adoptMessage(input: $input) {\n    adopted\n  }\n}": types.AdoptMessageDocument,
    "subscription AlertChanged($scheduleId: ID, $after: String) {\n  alertChanged(scheduleId: $scheduleId, after: $after) {\n    eventId\n    type\n    at\n    alertId\n    alert {\n      ...AlertFields\n    }\n  }\n}": types.AlertChangedDocument,
    "query AlertNames($first: Int!, $after: String, $open: Boolean, $scheduleId: ID) {\n  alerts(first: $first, after: $after, open: $open, scheduleId: $scheduleId) {\n    edges {\n      node {\n        id\n        kind\n        subjectType\n        subjectId\n        isOpen\n        schedule {\n          id\n          name\n        }\n        cluster {\n          id\n          name\n        }\n        location {\n          id\n          name\n        }\n        discovery {\n          id\n          name\n        }\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": types.AlertNamesDocument,
    "query AlertRoute($id: ID!) {\n  alertRoute(id: $id) {\n    ...AlertRouteFields\n  }\n}": types.AlertRouteDocument,
    "query AlertRoutes($first: Int!, $after: String) {\n  alertRoutes(first: $first, after: $after) {\n    edges {\n      node {\n        ...AlertRouteFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": types.AlertRoutesDocument,
    "query Alert($id: ID!) {\n  alert(id: $id) {\n    ...AlertFields\n  }\n}": types.AlertDocument,
    "query Alerts($first: Int!, $after: String, $open: Boolean, $kinds: [AlertKind!], $scheduleId: ID) {\n  alerts(\n    first: $first\n    after: $after\n    open: $open\n    kinds: $kinds\n    scheduleId: $scheduleId\n  ) {\n    edges {\n      node {\n        ...AlertFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": types.AlertsDocument,
    "query AuditTrail($first: Int!, $after: String, $door: AuditDoor, $outcome: AuditOutcome, $subjectId: ID, $userId: ID, $operation: String, $code: String, $subjectType: String, $actorName: String, $tokenId: ID, $from: DateTime, $to: DateTime) {\n  auditTrail(\n    first: $first\n    after: $after\n    door: $door\n    outcome: $outcome\n    subjectId: $subjectId\n    userId: $userId\n    operation: $operation\n    code: $code\n    subjectType: $subjectType\n    actorName: $actorName\n    tokenId: $tokenId\n    from: $from\n    to: $to\n  ) {\n    edges {\n      node {\n        id\n        at\n        door\n        actorKind\n        actorName\n        operation\n        subjectType\n        subjectId\n        subjectName\n        before\n        after\n        tokenId\n        tokenName\n        remoteAddress\n        clientName\n        outcome\n        code\n        message\n        user {\n          id\n          name\n        }\n        slack {\n          teamId\n          slackUserId\n          slackUserName\n          channelId\n          messageTs\n          action\n        }\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": types.AuditTrailDocument,
    "mutation BackUpScheduleNow($input: BackUpScheduleNowInput!, $idempotencyKey: String) {\n  backUpScheduleNow(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      ...BackupFields\n    }\n  }\n}": types.BackUpScheduleNowDocument,
    "query BackupContents($id: ID!, $first: Int!) {\n  backup(id: $id) {\n    id\n    contents(first: $first) {\n      total\n      entries {\n        namespace\n        resource\n        objects\n        bytes\n      }\n    }\n  }\n}": types.BackupContentsDocument,
    "query BackupKeys {\n  server {\n    encryption {\n      state\n      keys {\n        keyId\n        kind\n        current\n      }\n    }\n  }\n}": types.BackupKeysDocument,
    "query BackupLocationNames($first: Int!, $after: String) {\n  backupLocations(first: $first, after: $after) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": types.BackupLocationNamesDocument,
    "query BackupLocation($id: ID!) {\n  backupLocation(id: $id) {\n    ...BackupLocationFields\n    allowedOperations {\n      ...AllowedOperationFields\n    }\n  }\n}": types.BackupLocationDocument,
    "query BackupLocations($first: Int!, $after: String, $filter: BackupLocationFilterInput, $sort: BackupLocationSortInput) {\n  backupLocations(first: $first, after: $after, filter: $filter, sort: $sort) {\n    edges {\n      node {\n        ...BackupLocationFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": types.BackupLocationsDocument,
    "query BackupMissing($id: ID!) {\n  backup(id: $id) {\n    id\n    name\n    state\n    schedule {\n      id\n      name\n      selectionVersion\n    }\n    missing {\n      name\n      reason\n      isBack\n      isOnSchedule\n    }\n    allowedOperations {\n      operation\n      label\n      allowed\n      reason\n      advice\n    }\n  }\n}": types.BackupMissingDocument,
    "query BackupNames($first: Int!, $after: String, $filter: BackupFilterInput) {\n  backups(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": types.BackupNamesDocument,
    "query BackupObject($input: BackupObjectInput!) {\n  backupObject(input: $input) {\n    json\n    masked\n  }\n}": types.BackupObjectDocument,
    "query BackupObjects($backupId: ID!, $resource: String!, $namespace: String!, $nameContains: String, $first: Int!, $after: String) {\n  backupObjects(\n    backupId: $backupId\n    resource: $resource\n    namespace: $namespace\n    nameContains: $nameContains\n    first: $first\n    after: $after\n  ) {\n    names\n    total\n    hasNext\n  }\n}": types.BackupObjectsDocument,
    "query BackupRules($id: ID!) {\n  backup(id: $id) {\n    ruleResults {\n      id\n      attempt\n      kind\n      ruleName\n      action\n      namespace\n      pod\n      container\n      state\n      exitCode\n      message\n      startedAt\n      durationMs\n      output {\n        stdout\n        stderr\n      }\n    }\n  }\n}": types.BackupRulesDocument,
    "query BackupScheduleBackups($id: ID!, $first: Int!, $after: String) {\n  backupSchedule(id: $id) {\n    id\n    name\n    backups(first: $first, after: $after) {\n      edges {\n        node {\n          ...BackupRow\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n}": types.BackupScheduleBackupsDocument,
    "subscription BackupScheduleChanged($id: ID, $after: String) {\n  backupScheduleChanged(id: $id, after: $after) {\n    eventId\n    type\n    at\n    scheduleId\n    cycleId\n    backupSchedule {\n      ...BackupScheduleRow\n    }\n  }\n}": types.BackupScheduleChangedDocument,
    "query BackupScheduleCycles($id: ID!, $first: Int!, $after: String) {\n  backupSchedule(id: $id) {\n    id\n    name\n    cycles(first: $first, after: $after) {\n      edges {\n        node {\n          ...CycleFields\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n}": types.BackupScheduleCyclesDocument,
    "query BackupScheduleHistory($id: ID!, $first: Int!, $after: String) {\n  backupSchedule(id: $id) {\n    id\n    name\n    history(first: $first, after: $after) {\n      edges {\n        node {\n          ...ScheduleEditFields\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n}": types.BackupScheduleHistoryDocument,
    "query BackupScheduleNames($first: Int!, $after: String, $nameContains: String) {\n  backupSchedules(\n    first: $first\n    after: $after\n    filter: {nameContains: $nameContains}\n  ) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": types.BackupScheduleNamesDocument,
    "query BackupScheduleOverview($id: ID!, $cycles: Int!) {\n  backupSchedule(id: $id) {\n    ...BackupScheduleFields\n    alerts {\n      message\n      meaning\n      openedAt\n      acknowledgedAt\n      acknowledgedBy\n    }\n    cycles(first: $cycles) {\n      edges {\n        node {\n          ...CycleFields\n        }\n      }\n    }\n    heldBackups {\n      backup {\n        id\n        name\n        state\n        createdAt\n      }\n      heldFor {\n        namespace\n        reason\n        until\n      }\n    }\n  }\n}": types.BackupScheduleOverviewDocument,
    "query BackupSchedulePreview($id: ID!) {\n  backupSchedule(id: $id) {\n    id\n    name\n    preview {\n      at\n      included {\n        name\n        uid\n      }\n      missing {\n        name\n        reason\n      }\n      unlisted\n    }\n  }\n}": types.BackupSchedulePreviewDocument,
    "query BackupScheduleUpcoming($id: ID!, $first: Int!) {\n  backupSchedule(id: $id) {\n    id\n    name\n    timing {\n      description\n    }\n    timeZone\n    upcoming(first: $first)\n  }\n}": types.BackupScheduleUpcomingDocument,
    "query BackupSchedule($id: ID!) {\n  backupSchedule(id: $id) {\n    ...BackupScheduleFields\n  }\n}": types.BackupScheduleDocument,
    "query BackupSchedules($first: Int!, $after: String, $filter: BackupScheduleFilterInput, $sort: BackupScheduleSortInput) {\n  backupSchedules(first: $first, after: $after, filter: $filter, sort: $sort) {\n    edges {\n      node {\n        ...BackupScheduleRow\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": types.BackupSchedulesDocument,
    "subscription BackupSyncUpdated($locationId: ID, $after: String) {\n  backupSyncUpdated(locationId: $locationId, after: $after) {\n    eventId\n    at\n    backupSyncId\n    locationId\n    state\n    message\n  }\n}": types.BackupSyncUpdatedDocument,
    "query BackupSync($id: ID!) {\n  backupSync(id: $id) {\n    ...BackupSyncFields\n  }\n}": types.BackupSyncDocument,
    "query BackupSyncs($first: Int!, $after: String, $filter: BackupSyncFilterInput) {\n  backupSyncs(first: $first, after: $after, filter: $filter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      node {\n        ...BackupSyncFields\n      }\n    }\n  }\n}": types.BackupSyncsDocument,
    "subscription BackupUpdated($id: ID, $after: String) {\n  backupUpdated(id: $id, after: $after) {\n    eventId\n    type\n    at\n    backupId\n    state\n    stage\n    attempt\n    objects\n    bytes\n    backup {\n      ...BackupRow\n    }\n  }\n}": types.BackupUpdatedDocument,
    "query BackupVerification($id: ID!) {\n  backup(id: $id) {\n    id\n    name\n    storedBytes\n    lastVerification {\n      ...BackupVerificationFields\n    }\n  }\n}": types.BackupVerificationDocument,
    "query BackupVolumes($id: ID!, $first: Int!) {\n  backup(id: $id) {\n    volumeSettings {\n      mode\n      acceptSkipped\n    }\n    volumes(first: $first) {\n      total\n      ready\n      items {\n        namespace\n        claim\n        driver\n        snapshotClass\n        state\n        reason\n        message\n        copy\n        restoreSize\n        cutAt\n        readyAt\n      }\n    }\n  }\n}": types.BackupVolumesDocument,
    "query Backup($id: ID!) {\n  backup(id: $id) {\n    ...BackupFields\n    allowedOperations {\n      ...AllowedOperationFields\n    }\n  }\n}": types.BackupDocument,
    "subscription BackupsLive($scheduleId: ID, $after: String) {\n  backupUpdated(scheduleId: $scheduleId, after: $after) {\n    eventId\n    type\n    at\n    backupId\n    scheduleId\n    state\n    stateReason\n    stage\n    attempt\n    objects\n    bytes\n    backup {\n      name\n    }\n  }\n}": types.BackupsLiveDocument,
    "query Backups($first: Int!, $after: String, $filter: BackupFilterInput, $sort: BackupSortInput) {\n  backups(first: $first, after: $after, filter: $filter, sort: $sort) {\n    edges {\n      node {\n        ...BackupRow\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": types.BackupsDocument,
    "mutation BeginInteraction($input: BeginInteractionInput!) {\n  beginInteraction(input: $input) {\n    outcome\n    interactionId\n    token\n    expiresAt\n    user {\n      id\n      name\n      role\n    }\n  }\n}": types.BeginInteractionDocument,
    "mutation BeginSlackLink($input: BeginSlackLinkInput!, $idempotencyKey: String) {\n  beginSlackLink(input: $input, idempotencyKey: $idempotencyKey) {\n    code\n    expiresAt\n  }\n}": types.BeginSlackLinkDocument,
    "mutation CancelBackupVerification($input: CancelBackupVerificationInput!, $idempotencyKey: String) {\n  cancelBackupVerification(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      id\n      name\n    }\n    verification {\n      ...BackupVerificationFields\n    }\n  }\n}": types.CancelBackupVerificationDocument,
    "mutation CancelBackup($input: CancelBackupInput!, $idempotencyKey: String) {\n  cancelBackup(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      ...BackupFields\n    }\n  }\n}": types.CancelBackupDocument,
    "mutation CancelRestore($input: CancelRestoreInput!, $idempotencyKey: String) {\n  cancelRestore(input: $input, idempotencyKey: $idempotencyKey) {\n    restore {\n      ...RestoreFields\n    }\n  }\n}": types.CancelRestoreDocument,
    "mutation ChangeLabels($input: ChangeLabelsInput!, $idempotencyKey: String) {\n  changeLabels(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n    version\n    labels {\n      key\n      value\n    }\n  }\n}": types.ChangeLabelsDocument,
    "mutation ClaimDeliveries($input: ClaimDeliveriesInput!) {\n  claimDeliveries(input: $input) {\n    nextAt\n    claimed {\n      claim\n      target\n      teamId\n      detail\n      buttons\n      delivery {\n        id\n        kind\n        attempts\n      }\n      message {\n        channelId\n        ts\n      }\n      alert {\n        ...SlackAlert\n      }\n      change {\n        kind\n        at\n        by\n        added\n        addedCount\n        removed\n        removedCount\n        reason\n      }\n      backup {\n        ...SlackBackup\n      }\n      notice {\n        kind\n        userName\n        at\n      }\n      digest {\n        since\n        until\n        openCount\n        openAlerts {\n          id\n          kind\n          message\n          standing\n          openedAt\n          schedule {\n            id\n            name\n          }\n          cluster {\n            id\n            name\n          }\n          location {\n            id\n            name\n          }\n          discovery {\n            id\n            name\n          }\n        }\n        edits {\n          scheduleName\n          kind\n          by\n          at\n          namespaces\n          namespaceCount\n        }\n        uncoveredCount\n        uncovered {\n          clusterName\n          name\n          scheduleName\n          leftAt\n          by\n        }\n      }\n    }\n  }\n}": types.ClaimDeliveriesDocument,
    "query ClusterAccessManifest($namespace: String!, $name: String!, $exec: Boolean!, $stork: Boolean!) {\n  clusterAccessManifest(\n    namespace: $namespace\n    name: $name\n    exec: $exec\n    stork: $stork\n  )\n}": types.ClusterAccessManifestDocument,
    "query ClusterDiscoveries($first: Int!, $after: String, $states: [ClusterDiscoveryState!]) {\n  clusterDiscoveries(first: $first, after: $after, states: $states) {\n    edges {\n      node {\n        ...ClusterDiscoveryFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": types.ClusterDiscoveriesDocument,
    "query ClusterDiscovery($id: ID!) {\n  clusterDiscovery(id: $id) {\n    ...ClusterDiscoveryFields\n    allowedOperations {\n      operation\n      allowed\n      reason\n    }\n  }\n}": types.ClusterDiscoveryDocument,
    "query ClusterNames($first: Int!, $after: String) {\n  clusters(first: $first, after: $after) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": types.ClusterNamesDocument,
    "query ClusterNamespaces($id: ID!) {\n  cluster(id: $id) {\n    id\n    name\n    namespaces {\n      name\n      uid\n      terminating\n      createdAt\n      labels {\n        key\n        value\n      }\n    }\n  }\n}": types.ClusterNamespacesDocument,
    "query Cluster($id: ID!) {\n  cluster(id: $id) {\n    ...ClusterFields\n    allowedOperations {\n      ...AllowedOperationFields\n    }\n  }\n}": types.ClusterDocument,
    "query Clusters($first: Int!, $after: String, $filter: ClusterFilterInput, $sort: ClusterSortInput) {\n  clusters(first: $first, after: $after, filter: $filter, sort: $sort) {\n    edges {\n      node {\n        ...ClusterFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": types.ClustersDocument,
    "query CompareBackup($input: CompareBackupInput!) {\n  compareBackup(input: $input) {\n    added\n    removed\n    changed\n    unchanged\n    differences {\n      object {\n        resource\n        namespace\n        name\n      }\n      change\n      fields {\n        path\n        before\n        after\n        masked\n      }\n      fieldsTotal\n    }\n    unread\n  }\n}": types.CompareBackupDocument,
    "query ConfigurationSchedules($first: Int!, $after: String) {\n  backupSchedules(first: $first, after: $after) {\n    edges {\n      node {\n        id\n        name\n        state\n        cluster {\n          name\n        }\n        location {\n          name\n        }\n        selection {\n          kind\n          names\n          selector\n          virtualMachines {\n            machines {\n              namespace\n              name\n            }\n            namespaces\n            selector\n            freeze\n          }\n        }\n        timing {\n          kind\n          minutes\n          at\n          weekdays\n          monthDays\n          expression\n        }\n        timeZone\n        graceMinutes\n        retention {\n          keep\n          maxAgeDays\n          hourly\n          daily\n          weekly\n          monthly\n        }\n        alertRecipients\n        verifyEveryDays\n        labels {\n          key\n          value\n        }\n        preRule {\n          name\n        }\n        postRule {\n          name\n        }\n        filter {\n          includeResources\n          excludeResources\n          labelSelector\n        }\n        volumeSettings {\n          mode\n          acceptSkipped\n          snapshotClasses {\n            driver\n            snapshotClass\n          }\n        }\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": types.ConfigurationSchedulesDocument,
    "mutation ConfirmSlackLink($input: ConfirmSlackLinkInput!, $idempotencyKey: String) {\n  confirmSlackLink(input: $input, idempotencyKey: $idempotencyKey) {\n    slackLink {\n      id\n      teamName\n      slackUserName\n      linkedAt\n      user {\n        name\n      }\n    }\n  }\n}": types.ConfirmSlackLinkDocument,
    "mutation CreateAccessToken($input: CreateAccessTokenInput!, $idempotencyKey: String) {\n  createAccessToken(input: $input, idempotencyKey: $idempotencyKey) {\n    token\n    accessToken {\n      ...AccessTokenFields\n    }\n  }\n}": types.CreateAccessTokenDocument,
    "mutation CreateAlertRoute($input: CreateAlertRouteInput!, $idempotencyKey: String) {\n  createAlertRoute(input: $input, idempotencyKey: $idempotencyKey) {\n    alertRoute {\n      ...AlertRouteFields\n    }\n  }\n}": types.CreateAlertRouteDocument,
    "mutation CreateBackupLocation($input: CreateBackupLocationInput!, $idempotencyKey: String) {\n  createBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n  }\n}": types.CreateBackupLocationDocument,
    "mutation CreateBackupSchedule($input: CreateBackupScheduleInput!, $idempotencyKey: String) {\n  createBackupSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n  }\n}": types.CreateBackupScheduleDocument,
    "mutation CreateBackup($input: CreateBackupInput!, $idempotencyKey: String) {\n  createBackup(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      ...BackupFields\n    }\n  }\n}": types.CreateBackupDocument,
    "mutation CreateClusterDiscovery($input: CreateClusterDiscoveryInput!, $idempotencyKey: String) {\n  createClusterDiscovery(input: $input, idempotencyKey: $idempotencyKey) {\n    clusterDiscovery {\n      ...ClusterDiscoveryFields\n    }\n  }\n}": types.CreateClusterDiscoveryDocument,
    "mutation CreateExecRule($input: CreateExecRuleInput!, $idempotencyKey: String) {\n  createExecRule(input: $input, idempotencyKey: $idempotencyKey) {\n    execRule {\n      ...ExecRuleFields\n    }\n  }\n}": types.CreateExecRuleDocument,
    "mutation CreateLocationConnection($input: CreateLocationConnectionInput!, $idempotencyKey: String) {\n  createLocationConnection(input: $input, idempotencyKey: $idempotencyKey) {\n    locationConnection {\n      ...LocationConnectionFields\n    }\n  }\n}": types.CreateLocationConnectionDocument,
    "mutation CreateRestore($input: CreateRestoreInput!, $idempotencyKey: String) {\n  createRestore(input: $input, idempotencyKey: $idempotencyKey) {\n    restore {\n      ...RestoreFields\n    }\n  }\n}": types.CreateRestoreDocument,
    "mutation CreateShare($input: CreateShareInput!, $idempotencyKey: String) {\n  createShare(input: $input, idempotencyKey: $idempotencyKey) {\n    share {\n      ...ShareFields\n    }\n  }\n}": types.CreateShareDocument,
    "mutation CreateUserGroup($input: CreateUserGroupInput!, $idempotencyKey: String) {\n  createUserGroup(input: $input, idempotencyKey: $idempotencyKey) {\n    userGroup {\n      ...UserGroupFields\n    }\n  }\n}": types.CreateUserGroupDocument,
    "mutation CreateUser($input: CreateUserInput!, $idempotencyKey: String) {\n  createUser(input: $input, idempotencyKey: $idempotencyKey) {\n    user {\n      ...UserFields\n    }\n  }\n}": types.CreateUserDocument,
    "mutation DeleteAlertRoute($input: DeleteAlertRouteInput!, $idempotencyKey: String) {\n  deleteAlertRoute(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}": types.DeleteAlertRouteDocument,
    "mutation DeleteBackupLocation($input: DeleteBackupLocationInput!, $idempotencyKey: String) {\n  deleteBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}": types.DeleteBackupLocationDocument,
    "mutation DeleteBackupSchedule($input: DeleteBackupScheduleInput!, $idempotencyKey: String) {\n  deleteBackupSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}": types.DeleteBackupScheduleDocument,
    "mutation DeleteBackup($input: DeleteBackupInput!, $idempotencyKey: String) {\n  deleteBackup(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      ...BackupFields\n    }\n  }\n}": types.DeleteBackupDocument,
    "mutation DeleteClusterDiscovery($input: DeleteClusterDiscoveryInput!, $idempotencyKey: String) {\n  deleteClusterDiscovery(input: $input, idempotencyKey: $idempotencyKey) {\n    clusterDiscovery {\n      ...ClusterDiscoveryFields\n    }\n  }\n}": types.DeleteClusterDiscoveryDocument,
    "mutation DeleteCluster($input: DeleteClusterInput!, $idempotencyKey: String) {\n  deleteCluster(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}": types.DeleteClusterDocument,
    "mutation DeleteExecRule($input: DeleteExecRuleInput!, $idempotencyKey: String) {\n  deleteExecRule(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}": types.DeleteExecRuleDocument,
    "mutation DeleteLocationConnection($input: DeleteLocationConnectionInput!, $idempotencyKey: String) {\n  deleteLocationConnection(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}": types.DeleteLocationConnectionDocument,
    "mutation DeleteRestore($input: DeleteRestoreInput!, $idempotencyKey: String) {\n  deleteRestore(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}": types.DeleteRestoreDocument,
    "mutation DeleteShare($input: DeleteShareInput!, $idempotencyKey: String) {\n  deleteShare(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}": types.DeleteShareDocument,
    "mutation DeleteUserGroup($input: DeleteUserGroupInput!, $idempotencyKey: String) {\n  deleteUserGroup(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}": types.DeleteUserGroupDocument,
    "subscription DeliveriesDue {\n  deliveriesDue {\n    at\n  }\n}": types.DeliveriesDueDocument,
    "query Deliveries($first: Int!, $after: String, $states: [DeliveryState!], $medium: DeliveryMedium, $alertId: ID) {\n  deliveries(\n    first: $first\n    after: $after\n    states: $states\n    medium: $medium\n    alertId: $alertId\n  ) {\n    edges {\n      node {\n        ...DeliveryFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": types.DeliveriesDocument,
    "mutation EditAlertRoute($input: EditAlertRouteInput!, $idempotencyKey: String) {\n  editAlertRoute(input: $input, idempotencyKey: $idempotencyKey) {\n    alertRoute {\n      ...AlertRouteFields\n    }\n  }\n}": types.EditAlertRouteDocument,
    "mutation EditBackupLocation($input: EditBackupLocationInput!, $idempotencyKey: String) {\n  editBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n  }\n}": types.EditBackupLocationDocument,
    "mutation EditBackupSchedule($input: EditBackupScheduleInput!, $idempotencyKey: String) {\n  editBackupSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n  }\n}": types.EditBackupScheduleDocument,
    "mutation EditBackup($input: EditBackupInput!, $idempotencyKey: String) {\n  editBackup(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      ...BackupFields\n    }\n  }\n}": types.EditBackupDocument,
    "mutation EditClusterDiscovery($input: EditClusterDiscoveryInput!, $idempotencyKey: String) {\n  editClusterDiscovery(input: $input, idempotencyKey: $idempotencyKey) {\n    clusterDiscovery {\n      ...ClusterDiscoveryFields\n    }\n  }\n}": types.EditClusterDiscoveryDocument,
    "mutation EditCluster($input: EditClusterInput!, $idempotencyKey: String) {\n  editCluster(input: $input, idempotencyKey: $idempotencyKey) {\n    cluster {\n      ...ClusterFields\n    }\n  }\n}": types.EditClusterDocument,
    "mutation EditExecRule($input: EditExecRuleInput!, $idempotencyKey: String) {\n  editExecRule(input: $input, idempotencyKey: $idempotencyKey) {\n    execRule {\n      ...ExecRuleFields\n    }\n  }\n}": types.EditExecRuleDocument,
    "mutation EditShare($input: EditShareInput!, $idempotencyKey: String) {\n  editShare(input: $input, idempotencyKey: $idempotencyKey) {\n    share {\n      ...ShareFields\n    }\n  }\n}": types.EditShareDocument,
    "mutation EditUserGroup($input: EditUserGroupInput!, $idempotencyKey: String) {\n  editUserGroup(input: $input, idempotencyKey: $idempotencyKey) {\n    userGroup {\n      ...UserGroupFields\n    }\n  }\n}": types.EditUserGroupDocument,
    "mutation EditUser($input: EditUserInput!, $idempotencyKey: String) {\n  editUser(input: $input, idempotencyKey: $idempotencyKey) {\n    user {\n      ...UserFields\n    }\n  }\n}": types.EditUserDocument,
    "query ErrorCatalog {\n  errorCatalog {\n    code\n    meaning\n    advice\n    retryable\n    httpStatus\n  }\n}": types.ErrorCatalogDocument,
    "mutation ExcludeNamespacesFromSchedule($input: ExcludeNamespacesFromScheduleInput!, $idempotencyKey: String) {\n  excludeNamespacesFromSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n    changed\n    namespaces\n    by {\n      ...ScheduleEditFields\n    }\n  }\n}": types.ExcludeNamespacesFromScheduleDocument,
    "query ExclusionChoices($scheduleId: ID!, $search: String, $first: Int!) {\n  exclusionChoices(scheduleId: $scheduleId, search: $search, first: $first) {\n    total\n    missingTotal\n    observedAt\n    choices {\n      name\n      isBack\n      heldUntil\n      lastBackup {\n        id\n        name\n        at\n      }\n    }\n    backupSchedule {\n      ...SlackSchedule\n    }\n  }\n}": types.ExclusionChoicesDocument,
    "query ExecRule($id: ID!) {\n  execRule(id: $id) {\n    ...ExecRuleFields\n  }\n}": types.ExecRuleDocument,
    "query ExecRules($first: Int!, $after: String, $kind: RuleKind, $nameContains: String) {\n  execRules(\n    first: $first\n    after: $after\n    kind: $kind\n    nameContains: $nameContains\n  ) {\n    edges {\n      node {\n        ...ExecRuleFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": types.ExecRulesDocument,
    "fragment AccessTokenFields on AccessToken {\n  id\n  name\n  access\n  operations\n  createdAt\n  expiresAt\n  revokedAt\n  lastUsedAt\n}": types.AccessTokenFieldsFragmentDoc,
    "fragment AlertFields on Alert {\n  id\n  kind\n  meaning\n  isOpen\n  message\n  namespaces\n  count\n  subjectType\n  subjectId\n  openedAt\n  changedAt\n  lastSeenAt\n  acknowledgedAt\n  acknowledgedBy\n  closedAt\n  closedReason\n  schedule {\n    id\n    name\n    selectionVersion\n  }\n  cluster {\n    id\n    name\n  }\n  discovery {\n    id\n    name\n  }\n  location {\n    id\n    name\n  }\n  backup {\n    id\n    name\n    state\n  }\n}": types.AlertFieldsFragmentDoc,
    "fragment AlertRouteFields on AlertRoute {\n  id\n  name\n  channelId\n  isDefault\n  cluster {\n    id\n    name\n  }\n  schedule {\n    id\n    name\n  }\n  labelSelector\n  detail\n  buttons\n  digestAt\n  timeZone\n  state\n  stateReason\n  stateChangedAt\n  version\n  owner {\n    id\n    name\n  }\n}": types.AlertRouteFieldsFragmentDoc,
    "fragment AllowedOperationFields on AllowedOperation {\n  operation\n  label\n  allowed\n  code\n  reason\n  advice\n}": types.AllowedOperationFieldsFragmentDoc,
    "fragment BackupFields on Backup {\n  ...BackupRow\n  mode\n  engine\n  layout\n  listedBySync\n  vanishedAt\n  attempt\n  stateChangedAt\n  cancelRequestedAt\n  requestedNamespaces\n  namespaces {\n    name\n    fate\n    reason\n    uid\n    objects\n    bytes\n  }\n  issues {\n    code\n    effect\n    meaning\n    message\n    subject {\n      kind\n      name\n    }\n  }\n  virtualMachines {\n    namespace\n    name\n    fate\n    state\n    quiesced\n    outcome\n    volumes\n    volumesBackedUp\n    objects\n    message\n  }\n  labels {\n    key\n    value\n  }\n  owner {\n    name\n  }\n  heldFor {\n    namespace\n    reason\n    until\n  }\n  importedFrom {\n    locationId\n    name\n  }\n  encryption {\n    state\n    keyIds\n  }\n  verification\n  verifiedAt\n  preRule {\n    id\n    name\n  }\n  postRule {\n    id\n    name\n  }\n  filter {\n    includeResources\n    excludeResources\n    labelSelector\n  }\n  lastVerification {\n    ...BackupVerificationFields\n  }\n  lockedUntil\n}": types.BackupFieldsFragmentDoc,
    "fragment BackupLocationFields on BackupLocation {\n  id\n  name\n  kind\n  access\n  path\n  encrypted\n  s3 {\n    endpoint\n    region\n    bucket\n    prefix\n    forcePathStyle\n    storageClass\n    sse {\n      mode\n      kmsKeyId\n    }\n    caBundle\n    allowHttp\n    checksums\n    credentials\n  }\n  capabilities {\n    probedAt\n    checksums\n    conditionalWrites\n    versioning\n    objectLock\n    defaultRetention {\n      mode\n      days\n    }\n  }\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  stateCheckedAt\n  labels {\n    key\n    value\n  }\n  owner {\n    name\n  }\n  createdAt\n  updatedAt\n  version\n}": types.BackupLocationFieldsFragmentDoc,
    "fragment BackupRow on Backup {\n  id\n  name\n  state\n  stateReason\n  stage\n  cluster {\n    id\n    name\n  }\n  location {\n    id\n    name\n  }\n  schedule {\n    id\n    name\n  }\n  includedNamespaces\n  missingNamespaces\n  lostNamespaces\n  objects\n  bytes\n  storedBytes\n  createdAt\n  startedAt\n  finishedAt\n  deletion {\n    startedAt\n    attempts\n    step\n    lastError\n    nextTryAt\n  }\n  version\n}": types.BackupRowFragmentDoc,
    "fragment BackupScheduleFields on BackupSchedule {\n  ...BackupScheduleRow\n  stateChangedAt\n  createdSingle\n  timing {\n    kind\n    minutes\n    at\n    weekdays\n    monthDays\n    expression\n    description\n  }\n  anchor\n  graceMinutes\n  retention {\n    keep\n    maxAgeDays\n    hourly\n    daily\n    weekly\n    monthly\n  }\n  upcoming(first: 5)\n  departures {\n    namespace\n    leftAt\n  }\n  releasedNamespaces\n  barrenCycles\n  alertRecipients\n  verifyEveryDays\n  allowedOperations {\n    ...AllowedOperationFields\n  }\n  labels {\n    key\n    value\n  }\n  owner {\n    name\n  }\n  updatedAt\n  preRule {\n    id\n    name\n  }\n  postRule {\n    id\n    name\n  }\n  filter {\n    includeResources\n    excludeResources\n    labelSelector\n  }\n  volumeSettings {\n    mode\n    acceptSkipped\n    snapshotClasses {\n      driver\n      snapshotClass\n    }\n  }\n}": types.BackupScheduleFieldsFragmentDoc,
    "fragment BackupScheduleRow on BackupSchedule {\n  id\n  name\n  state\n  stateReason\n  cluster {\n    id\n    name\n  }\n  location {\n    id\n    name\n  }\n  selection {\n    kind\n    names\n    selector\n    virtualMachines {\n      machines {\n        namespace\n        name\n      }\n      namespaces\n      selector\n      freeze\n    }\n  }\n  timing {\n    description\n  }\n  timeZone\n  nextDueAt\n  missingNamespaces\n  openCycle {\n    id\n    trigger\n    startedAt\n  }\n  alerts {\n    id\n    kind\n    count\n  }\n  version\n  selectionVersion\n  createdAt\n}": types.BackupScheduleRowFragmentDoc,
    "fragment BackupSyncFields on BackupSync {\n  id\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  createdAt\n  startedAt\n  finishedAt\n  counts {\n    listed\n    added\n    vanished\n    returned\n    unreadable\n  }\n  cluster {\n    name\n  }\n  location {\n    id\n    name\n  }\n}": types.BackupSyncFieldsFragmentDoc,
    "fragment BackupVerificationFields on BackupVerification {\n  state\n  trigger\n  attempt\n  frames\n  objects\n  bytes\n  damages\n  error\n  tryRestore\n  trial {\n    restorable\n    clusterName\n    objects\n    unchecked\n    refused\n    reasons\n    at\n  }\n  requestedAt\n  startedAt\n  endedAt\n}": types.BackupVerificationFieldsFragmentDoc,
    "fragment ClusterDiscoveryFields on ClusterDiscovery {\n  id\n  name\n  project\n  labelSelector\n  intervalMinutes\n  server\n  credentialExpiresAt\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  run\n  requestedAt\n  startedAt\n  endedAt\n  nextDueAt\n  lastSucceededAt\n  processed\n  total\n  counts {\n    found\n    registered\n    updated\n    unchanged\n    hibernated\n    skipped\n    failed\n    unmanaged\n    remanaged\n    renewed\n  }\n  problems {\n    shoot\n    message\n  }\n  clusters {\n    managed\n    hibernated\n  }\n  owner {\n    id\n    name\n  }\n  version\n  createdAt\n  updatedAt\n}": types.ClusterDiscoveryFieldsFragmentDoc,
    "fragment ClusterFields on Cluster {\n  id\n  name\n  mode\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  stateCheckedAt\n  server\n  kubernetesVersion\n  stork {\n    version\n    adminNamespace\n    prerequisites {\n      name\n      requiredVersion\n      met\n    }\n    unverified\n  }\n  clusterUid\n  credentialExpiresAt\n  lastReachedAt\n  missingRights {\n    resource\n    verb\n  }\n  labels {\n    key\n    value\n  }\n  shoot {\n    uid\n    project\n    name\n    region\n    provider\n    hibernated\n    managed\n    unmanagedReason\n    kubeconfigExpiresAt\n    renewAt\n    renewError\n    discoveries {\n      id\n      name\n    }\n  }\n  owner {\n    name\n  }\n  createdAt\n  updatedAt\n  version\n}": types.ClusterFieldsFragmentDoc,
    "fragment CycleFields on Cycle {\n  id\n  plannedAt\n  trigger\n  outcome\n  reasons {\n    code\n    meaning\n  }\n  selection {\n    kind\n    names\n    selector\n    virtualMachines {\n      machines {\n        namespace\n        name\n      }\n      namespaces\n      selector\n      freeze\n    }\n  }\n  startedAt\n  endedAt\n  backup {\n    id\n    name\n    state\n    missingNamespaces\n    lostNamespaces\n  }\n}": types.CycleFieldsFragmentDoc,
    "fragment DeliveryFields on Delivery {\n  id\n  kind\n  medium\n  state\n  target\n  attempts\n  createdAt\n  notBefore\n  deliveredAt\n  errorCode\n  error\n  route {\n    id\n    name\n  }\n  alert {\n    id\n    kind\n  }\n  backup {\n    id\n    name\n  }\n}": types.DeliveryFieldsFragmentDoc,
    "fragment ExecRuleFields on ExecRule {\n  id\n  name\n  kind\n  actions {\n    podSelector\n    podName\n    namespaces\n    container\n    command\n    timeoutSeconds\n    onePodOnly\n    onFailure\n  }\n  usedBy(first: 10) {\n    total\n    users {\n      resource\n      id\n      name\n    }\n  }\n  version\n  createdAt\n  updatedAt\n  owner {\n    id\n    name\n  }\n}": types.ExecRuleFieldsFragmentDoc,
    "fragment LocationConnectionFields on LocationConnection {\n  id\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  stateCheckedAt\n  validatedAt\n  isUnverified\n  cluster {\n    id\n    name\n  }\n  location {\n    id\n    name\n  }\n}": types.LocationConnectionFieldsFragmentDoc,
    "fragment RestoreFields on Restore {\n  ...RestoreRow\n  backupCreatedAt\n  cancelRequestedAt\n  stateChangedAt\n  owner {\n    id\n    name\n  }\n  options {\n    scope {\n      namespaces\n      objects {\n        resource\n        namespace\n        name\n      }\n      filter {\n        includeResources\n        excludeResources\n        labelSelector\n      }\n      clusterScoped\n    }\n    namespaceMapping {\n      from\n      to\n    }\n    storageClassMapping {\n      from\n      to\n    }\n    existing\n    restoreStatus\n    preserveNodePorts\n    volumes\n  }\n  allowedOperations {\n    ...AllowedOperationFields\n  }\n}": types.RestoreFieldsFragmentDoc,
    "fragment RestoreRow on Restore {\n  id\n  name\n  state\n  stateReason\n  stage\n  attempt\n  backupName\n  sourceClusterName\n  clusterName\n  targetNamespaces\n  progress {\n    done\n    total\n    counts {\n      created\n      updated\n      replaced\n      unchanged\n      kept\n      skipped\n      failed\n    }\n  }\n  createdAt\n  startedAt\n  finishedAt\n}": types.RestoreRowFragmentDoc,
    "fragment ScheduleEditFields on ScheduleEdit {\n  id\n  kind\n  at\n  actor {\n    kind\n    id\n    name\n  }\n  namespaces\n  changes {\n    field\n    before\n    after\n  }\n  selectionVersion\n  revertedAt\n}": types.ScheduleEditFieldsFragmentDoc,
    "fragment ShareFields on Share {\n  id\n  resource\n  resourceId\n  user {\n    id\n    name\n  }\n  group {\n    id\n    name\n  }\n  access\n  namespaces\n  version\n  createdAt\n  sharedBy {\n    name\n  }\n}": types.ShareFieldsFragmentDoc,
    "fragment SlackAlert on Alert {\n  id\n  kind\n  meaning\n  isOpen\n  standing\n  message\n  count\n  openedAt\n  changedAt\n  lastSeenAt\n  acknowledgedAt\n  acknowledgedBy\n  closedAt\n  closedReason\n  namespaceCount\n  names(first: 25) {\n    name\n    onSchedule\n    isBack\n  }\n  snooze {\n    until\n    by\n    at\n  }\n  schedule {\n    ...SlackSchedule\n  }\n  cluster {\n    id\n    name\n    state\n  }\n  discovery {\n    id\n    name\n  }\n  location {\n    id\n    name\n    state\n  }\n  backup {\n    id\n    name\n    state\n    createdAt\n  }\n  edits(first: 3) {\n    kind\n    at\n    namespaces\n    revertedAt\n    selectionVersion\n    actor {\n      name\n    }\n  }\n}": types.SlackAlertFragmentDoc,
    "fragment SlackBackup on Backup {\n  id\n  name\n  state\n  stateReason\n  stage\n  attempt\n  objects\n  bytes\n  createdAt\n  startedAt\n  finishedAt\n  missingNamespaces\n  lostNamespaces\n  includedNamespaces\n  schedule {\n    id\n    name\n  }\n  cluster {\n    id\n    name\n  }\n}": types.SlackBackupFragmentDoc,
    "fragment SlackLinkFields on SlackLink {\n  id\n  teamId\n  teamName\n  slackUserId\n  slackUserName\n  linkedAt\n}": types.SlackLinkFieldsFragmentDoc,
    "fragment SlackSchedule on BackupSchedule {\n  id\n  name\n  state\n  stateReason\n  nextDueAt\n  createdSingle\n  selectionVersion\n  timing {\n    description\n  }\n  timeZone\n  selection {\n    kind\n    names\n    selector\n    virtualMachines {\n      machines {\n        namespace\n        name\n      }\n      namespaces\n      selector\n      freeze\n    }\n  }\n  missingNamespaces\n  cluster {\n    id\n    name\n    state\n  }\n  location {\n    id\n    name\n    state\n  }\n  allowedOperations {\n    operation\n    label\n    allowed\n    code\n    reason\n    advice\n  }\n}": types.SlackScheduleFragmentDoc,
    "fragment UserFields on User {\n  id\n  kind\n  stateReason\n  stateChangedAt\n  stateCheckedAt\n  provider\n  name\n  email\n  role\n  state\n  createdAt\n  version\n  groups {\n    id\n    name\n    provider\n  }\n  owned {\n    kind\n    count\n  }\n  accessTokens {\n    ...AccessTokenFields\n  }\n  slackLinks {\n    ...SlackLinkFields\n  }\n}": types.UserFieldsFragmentDoc,
    "fragment UserGroupFields on UserGroup {\n  id\n  name\n  provider\n  createdAt\n  version\n  members(first: 1) {\n    totalCount\n  }\n}": types.UserGroupFieldsFragmentDoc,
    "fragment VirtualMachineFields on VirtualMachine {\n  id\n  namespace\n  name\n  uid\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  stateCheckedAt\n  printableStatus\n  runStrategy\n  agentConnected\n  createdAt\n  labels {\n    key\n    value\n  }\n  cluster {\n    id\n    name\n  }\n}": types.VirtualMachineFieldsFragmentDoc,
    "query HeldBackups($id: ID!) {\n  backupSchedule(id: $id) {\n    id\n    name\n    heldBackups {\n      backup {\n        id\n        name\n        state\n        createdAt\n      }\n      heldFor {\n        namespace\n        reason\n        until\n      }\n    }\n  }\n}": types.HeldBackupsDocument,
    "mutation ImportVeleroBackup($input: ImportVeleroBackupInput!, $idempotencyKey: String) {\n  importVeleroBackup(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      ...BackupFields\n    }\n  }\n}": types.ImportVeleroBackupDocument,
    "query LocationConnection($id: ID!) {\n  locationConnection(id: $id) {\n    ...LocationConnectionFields\n  }\n}": types.LocationConnectionDocument,
    "query LocationConnections($first: Int!, $after: String, $filter: LocationConnectionFilterInput) {\n  locationConnections(first: $first, after: $after, filter: $filter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      node {\n        ...LocationConnectionFields\n      }\n    }\n  }\n}": types.LocationConnectionsDocument,
    "query PlanBackup($input: PlanBackupInput!) {\n  planBackup(input: $input) {\n    included {\n      name\n      uid\n    }\n    missing {\n      name\n      reason\n    }\n    unlisted\n  }\n}": types.PlanBackupDocument,
    "query PlanResources($input: PlanBackupInput!) {\n  planBackup(input: $input) {\n    included {\n      name\n      uid\n    }\n    missing {\n      name\n      reason\n    }\n    unlisted\n    resources {\n      kinds {\n        resource\n        kept\n        leftOut {\n          rule\n          reason\n          objects\n        }\n      }\n      leftOutKinds {\n        resource\n        rule\n        reason\n      }\n      unknownKinds\n      unreadable {\n        resource\n        message\n      }\n      complete\n    }\n  }\n}": types.PlanResourcesDocument,
    "query PreviewRestore($input: PreviewRestoreInput!) {\n  previewRestore(input: $input) {\n    counts {\n      created\n      updated\n      replaced\n      unchanged\n      kept\n      skipped\n      failed\n    }\n    newNamespaces\n    unchecked\n    conflicts {\n      object {\n        resource\n        namespace\n        name\n      }\n      target {\n        namespace\n        name\n      }\n      outcome\n      code\n      message\n    }\n    conflictsTotal\n    issues {\n      code\n      effect\n      object {\n        resource\n        namespace\n        name\n      }\n      message\n    }\n  }\n}": types.PreviewRestoreDocument,
    "mutation ReassignOwnership($input: ReassignOwnershipInput!, $idempotencyKey: String) {\n  reassignOwnership(input: $input, idempotencyKey: $idempotencyKey) {\n    changed\n    moved {\n      kind\n      count\n    }\n  }\n}": types.ReassignOwnershipDocument,
    "mutation RefreshClusterDiscovery($input: RefreshClusterDiscoveryInput!, $idempotencyKey: String) {\n  refreshClusterDiscovery(input: $input, idempotencyKey: $idempotencyKey) {\n    clusterDiscovery {\n      ...ClusterDiscoveryFields\n    }\n  }\n}": types.RefreshClusterDiscoveryDocument,
    "mutation RegisterCluster($input: RegisterClusterInput!, $idempotencyKey: String) {\n  registerCluster(input: $input, idempotencyKey: $idempotencyKey) {\n    cluster {\n      ...ClusterFields\n    }\n  }\n}": types.RegisterClusterDocument,
    "mutation ReleaseHeldBackups($input: ReleaseHeldBackupsInput!, $idempotencyKey: String) {\n  releaseHeldBackups(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n  }\n}": types.ReleaseHeldBackupsDocument,
    "mutation RemoveSlackLink($input: RemoveSlackLinkInput!, $idempotencyKey: String) {\n  removeSlackLink(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}": types.RemoveSlackLinkDocument,
    "mutation RescanBackupLocation($input: RescanBackupLocationInput!, $idempotencyKey: String) {\n  rescanBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n    found {\n      ...BackupRow\n    }\n    damaged {\n      key\n      message\n    }\n    locked {\n      key\n      message\n    }\n    skipped\n  }\n}": types.RescanBackupLocationDocument,
    "mutation ResendDelivery($input: ResendDeliveryInput!, $idempotencyKey: String) {\n  resendDelivery(input: $input, idempotencyKey: $idempotencyKey) {\n    delivery {\n      ...DeliveryFields\n    }\n  }\n}": types.ResendDeliveryDocument,
    "subscription ResourceStateChanged($resource: Resource, $id: ID, $after: String) {\n  resourceStateChanged(resource: $resource, id: $id, after: $after) {\n    eventId\n    isPresent\n    at\n    resource\n    subjectId\n    name\n    from\n    to\n    reason\n    message\n    observer\n    observerName\n  }\n}": types.ResourceStateChangedDocument,
    "query RestoreIssues($id: ID!, $first: Int!, $after: String) {\n  restore(id: $id) {\n    id\n    issues(first: $first, after: $after) {\n      edges {\n        node {\n          code\n          effect\n          object {\n            resource\n            namespace\n            name\n          }\n          message\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n}": types.RestoreIssuesDocument,
    "query RestoreNames($first: Int!, $after: String, $filter: RestoreFilterInput) {\n  restores(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": types.RestoreNamesDocument,
    "subscription RestoreUpdated($id: ID, $after: String) {\n  restoreUpdated(id: $id, after: $after) {\n    eventId\n    type\n    at\n    restoreId\n    state\n    stage\n    attempt\n    done\n    total\n    restore {\n      ...RestoreRow\n    }\n  }\n}": types.RestoreUpdatedDocument,
    "query Restore($id: ID!) {\n  restore(id: $id) {\n    ...RestoreFields\n  }\n}": types.RestoreDocument,
    "subscription RestoresLive($after: String) {\n  restoreUpdated(after: $after) {\n    eventId\n    type\n    at\n    restoreId\n    state\n    stateReason\n    stage\n    attempt\n    done\n    total\n    restore {\n      name\n    }\n  }\n}": types.RestoresLiveDocument,
    "query Restores($first: Int!, $after: String, $filter: RestoreFilterInput, $sort: RestoreSortInput) {\n  restores(first: $first, after: $after, filter: $filter, sort: $sort) {\n    edges {\n      node {\n        ...RestoreRow\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": types.RestoresDocument,
    "mutation ResumeBackupSchedule($input: ResumeBackupScheduleInput!, $idempotencyKey: String) {\n  resumeBackupSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n  }\n}": types.ResumeBackupScheduleDocument,
    "query RetentionPreview($scheduleId: ID!, $retention: RetentionInput) {\n  retentionPreview(scheduleId: $scheduleId, retention: $retention) {\n    remove {\n      id\n      name\n      state\n      createdAt\n      storedBytes\n    }\n    kept {\n      backup {\n        id\n        name\n        state\n        createdAt\n      }\n      heldFor {\n        namespace\n        reason\n        until\n      }\n    }\n  }\n}": types.RetentionPreviewDocument,
    "mutation RevealBackupSecret($input: RevealBackupSecretInput!, $idempotencyKey: String) {\n  revealBackupSecret(input: $input, idempotencyKey: $idempotencyKey) {\n    object {\n      json\n      masked\n    }\n  }\n}": types.RevealBackupSecretDocument,
    "mutation RevertScheduleEdit($input: RevertScheduleEditInput!, $idempotencyKey: String) {\n  revertScheduleEdit(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n    changed\n    namespaces\n    by {\n      ...ScheduleEditFields\n    }\n  }\n}": types.RevertScheduleEditDocument,
    "mutation RevokeAccessToken($input: RevokeAccessTokenInput!, $idempotencyKey: String) {\n  revokeAccessToken(input: $input, idempotencyKey: $idempotencyKey) {\n    accessToken {\n      ...AccessTokenFields\n    }\n  }\n}": types.RevokeAccessTokenDocument,
    "mutation RewrapBackups($input: RewrapBackupsInput!, $idempotencyKey: String) {\n  rewrapBackups(input: $input, idempotencyKey: $idempotencyKey) {\n    rewrapped\n    unchanged\n    refused {\n      backup {\n        id\n        name\n      }\n      message\n    }\n    next\n  }\n}": types.RewrapBackupsDocument,
    "mutation RunClusterDiscovery($input: RunClusterDiscoveryInput!, $idempotencyKey: String) {\n  runClusterDiscovery(input: $input, idempotencyKey: $idempotencyKey) {\n    clusterDiscovery {\n      ...ClusterDiscoveryFields\n    }\n  }\n}": types.RunClusterDiscoveryDocument,
    "subscription SchedulesLive($id: ID, $after: String) {\n  backupScheduleChanged(id: $id, after: $after) {\n    eventId\n    type\n    at\n    scheduleId\n    state\n    stateReason\n    cycleId\n    backupId\n    backupState\n    backupSchedule {\n      name\n    }\n  }\n}": types.SchedulesLiveDocument,
    "query Search($text: String!, $kinds: [SearchKind!], $first: Int!, $after: String) {\n  search(text: $text, kinds: $kinds, first: $first, after: $after) {\n    edges {\n      node {\n        kind\n        id\n        name\n        match\n        label\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": types.SearchDocument,
    "query Shares($resource: SharedResource!, $id: ID!, $first: Int!, $after: String) {\n  shares(resource: $resource, id: $id, first: $first, after: $after) {\n    edges {\n      node {\n        ...ShareFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": types.SharesDocument,
    "mutation SlackAcknowledge($input: AcknowledgeAlertInput!, $idempotencyKey: String) {\n  acknowledgeAlert(input: $input, idempotencyKey: $idempotencyKey) {\n    alert {\n      id\n      acknowledgedAt\n      acknowledgedBy\n    }\n  }\n}": types.SlackAcknowledgeDocument,
    "mutation SlackAdd($input: AddNamespacesToScheduleInput!, $idempotencyKey: String) {\n  addNamespacesToSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    changed\n    namespaces\n    by {\n      at\n      kind\n      actor {\n        name\n      }\n    }\n    backupSchedule {\n      ...SlackSchedule\n    }\n  }\n}": types.SlackAddDocument,
    "query SlackAlertNames($id: ID!) {\n  alert(id: $id) {\n    id\n    namespaces\n  }\n}": types.SlackAlertNamesDocument,
    "query SlackAlertById($id: ID!) {\n  alert(id: $id) {\n    ...SlackAlert\n  }\n}": types.SlackAlertByIdDocument,
    "query SlackAlerts($first: Int!, $mine: Boolean, $scheduleId: ID) {\n  alerts(open: true, first: $first, mine: $mine, scheduleId: $scheduleId) {\n    totalCount\n    edges {\n      node {\n        ...SlackAlert\n      }\n    }\n  }\n}": types.SlackAlertsDocument,
    "mutation SlackExclude($input: ExcludeNamespacesFromScheduleInput!, $idempotencyKey: String) {\n  excludeNamespacesFromSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    changed\n    namespaces\n    by {\n      at\n      kind\n      actor {\n        name\n      }\n    }\n    backupSchedule {\n      ...SlackSchedule\n    }\n  }\n}": types.SlackExcludeDocument,
    "query SlackHome {\n  viewer {\n    id\n    name\n    role\n    slackLinks {\n      teamId\n      slackUserId\n      linkedAt\n    }\n  }\n  server {\n    version\n  }\n  alerts(open: true, mine: true, first: 50) {\n    totalCount\n    edges {\n      node {\n        id\n        kind\n        standing\n        openedAt\n        snooze {\n          until\n          by\n        }\n        schedule {\n          id\n          name\n        }\n        cluster {\n          id\n          name\n        }\n        location {\n          id\n          name\n        }\n        discovery {\n          id\n          name\n        }\n      }\n    }\n  }\n}": types.SlackHomeDocument,
    "query SlackLinkRequest($code: String!) {\n  slackLinkRequest(code: $code) {\n    teamId\n    teamName\n    slackUserId\n    slackUserName\n    expiresAt\n  }\n}": types.SlackLinkRequestDocument,
    "query SlackScheduleNames($nameContains: String, $clusterId: ID, $first: Int!, $after: String) {\n  backupSchedules(\n    filter: {nameContains: $nameContains, clusterId: $clusterId}\n    first: $first\n    after: $after\n  ) {\n    totalCount\n    edges {\n      node {\n        id\n        name\n        cluster {\n          id\n          name\n        }\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": types.SlackScheduleNamesDocument,
    "query SlackScheduleById($id: ID!) {\n  backupSchedule(id: $id) {\n    ...SlackSchedule\n    upcoming(first: 3)\n    openCycle {\n      id\n      startedAt\n      backup {\n        ...SlackBackup\n      }\n    }\n    alerts {\n      id\n      kind\n      message\n      standing\n      openedAt\n    }\n    backups(first: 3) {\n      edges {\n        node {\n          ...SlackBackup\n        }\n      }\n    }\n    history(first: 3) {\n      edges {\n        node {\n          kind\n          at\n          namespaces\n          actor {\n            name\n          }\n        }\n      }\n    }\n  }\n}": types.SlackScheduleByIdDocument,
    "query SlackStatus($clusterId: ID, $first: Int!) {\n  clusters(first: 50) {\n    totalCount\n    edges {\n      node {\n        id\n        name\n        state\n        stateMessage\n        stateChangedAt\n        allowedOperations {\n          label\n          code\n        }\n      }\n    }\n  }\n  clusterDiscoveries(first: 50) {\n    totalCount\n    edges {\n      node {\n        id\n        name\n        state\n        stateMessage\n        stateChangedAt\n        allowedOperations {\n          label\n          code\n        }\n        clusters {\n          managed\n          hibernated\n        }\n      }\n    }\n  }\n  backupLocations(first: 50) {\n    totalCount\n    edges {\n      node {\n        id\n        name\n        state\n        stateMessage\n        stateChangedAt\n        allowedOperations {\n          label\n          code\n        }\n      }\n    }\n  }\n  backupSchedules(filter: {clusterId: $clusterId}, first: $first) {\n    totalCount\n    edges {\n      node {\n        id\n        name\n        state\n        stateReason\n        nextDueAt\n        missingNamespaces\n        allowedOperations {\n          operation\n          code\n          reason\n        }\n        cluster {\n          id\n          name\n        }\n        backups(first: 1) {\n          edges {\n            node {\n              id\n              name\n              state\n              finishedAt\n            }\n          }\n        }\n      }\n    }\n  }\n  virtualMachines(filter: {clusterId: $clusterId}, first: 1) {\n    totalCount\n  }\n  machinesAtRest: virtualMachines(\n    filter: {clusterId: $clusterId, states: [PAUSED, STOPPED, OTHER, UNCHECKED]}\n    first: 20\n    sort: {by: STATE_CHANGED_AT}\n  ) {\n    totalCount\n    edges {\n      node {\n        id\n        namespace\n        name\n        state\n        stateReason\n        stateChangedAt\n      }\n    }\n  }\n  alerts(open: true, first: 10) {\n    totalCount\n    edges {\n      node {\n        id\n        kind\n        message\n        standing\n        openedAt\n        schedule {\n          id\n          name\n        }\n        cluster {\n          id\n          name\n        }\n        location {\n          id\n          name\n        }\n        discovery {\n          id\n          name\n        }\n      }\n    }\n  }\n}": types.SlackStatusDocument,
    "mutation SlackUndo($input: RevertScheduleEditInput!, $idempotencyKey: String) {\n  revertScheduleEdit(input: $input, idempotencyKey: $idempotencyKey) {\n    changed\n    namespaces\n    by {\n      at\n      kind\n      actor {\n        name\n      }\n    }\n    backupSchedule {\n      ...SlackSchedule\n    }\n  }\n}": types.SlackUndoDocument,
    "mutation SnoozeAlerts($input: SnoozeAlertsInput!, $idempotencyKey: String) {\n  snoozeAlerts(input: $input, idempotencyKey: $idempotencyKey) {\n    changed\n    alerts {\n      id\n      standing\n      snooze {\n        until\n        by\n        at\n      }\n    }\n  }\n}": types.SnoozeAlertsDocument,
    "query StateHistory($first: Int!, $after: String, $resource: Resource, $id: ID, $to: String, $observer: StateObserver, $since: DateTime, $until: DateTime) {\n  stateHistory(\n    first: $first\n    after: $after\n    resource: $resource\n    id: $id\n    to: $to\n    observer: $observer\n    since: $since\n    until: $until\n  ) {\n    edges {\n      node {\n        id\n        at\n        resource\n        subjectId\n        name\n        from\n        to\n        reason\n        message\n        observer\n        observerName\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": types.StateHistoryDocument,
    "query StateMatrix($mode: OperationMode, $resource: Resource) {\n  stateMatrix(mode: $mode, resource: $resource) {\n    resource\n    label\n    kind\n    initial\n    modes\n    modeNotes {\n      mode\n      note\n    }\n    states {\n      state\n      label\n      meaning\n      documented\n      transitions\n      operations {\n        operation\n        label\n        built\n      }\n      count\n    }\n  }\n}": types.StateMatrixDocument,
    "mutation SuspendBackupSchedule($input: SuspendBackupScheduleInput!, $idempotencyKey: String) {\n  suspendBackupSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n  }\n}": types.SuspendBackupScheduleDocument,
    "mutation SyncBackupLocation($input: SyncBackupLocationInput!, $idempotencyKey: String) {\n  syncBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSync {\n      ...BackupSyncFields\n    }\n  }\n}": types.SyncBackupLocationDocument,
    "mutation TestAlertRoute($input: TestAlertRouteInput!, $idempotencyKey: String) {\n  testAlertRoute(input: $input, idempotencyKey: $idempotencyKey) {\n    delivery {\n      ...DeliveryFields\n    }\n  }\n}": types.TestAlertRouteDocument,
    "mutation UnsnoozeAlerts($input: UnsnoozeAlertsInput!, $idempotencyKey: String) {\n  unsnoozeAlerts(input: $input, idempotencyKey: $idempotencyKey) {\n    changed\n    alerts {\n      id\n      standing\n    }\n  }\n}": types.UnsnoozeAlertsDocument,
    "query UserGroupMembers($id: ID!, $first: Int!, $after: String) {\n  userGroup(id: $id) {\n    members(first: $first, after: $after) {\n      edges {\n        node {\n          id\n          name\n          role\n          state\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n}": types.UserGroupMembersDocument,
    "query UserGroup($id: ID!) {\n  userGroup(id: $id) {\n    ...UserGroupFields\n  }\n}": types.UserGroupDocument,
    "query UserGroups($first: Int!, $after: String, $nameContains: String) {\n  userGroups(first: $first, after: $after, nameContains: $nameContains) {\n    edges {\n      node {\n        ...UserGroupFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": types.UserGroupsDocument,
    "query UserNames($first: Int!, $after: String) {\n  users(first: $first, after: $after) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}": types.UserNamesDocument,
    "query User($id: ID!) {\n  user(id: $id) {\n    ...UserFields\n    allowedOperations {\n      ...AllowedOperationFields\n    }\n  }\n}": types.UserDocument,
    "query Users($first: Int!, $after: String, $kind: UserKind, $nameContains: String, $roles: [Role!], $states: [UserState!]) {\n  users(\n    first: $first\n    after: $after\n    kind: $kind\n    nameContains: $nameContains\n    roles: $roles\n    states: $states\n  ) {\n    edges {\n      node {\n        id\n        kind\n        stateReason\n        provider\n        name\n        email\n        role\n        state\n        createdAt\n        slackLinks {\n          slackUserName\n          teamName\n        }\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": types.UsersDocument,
    "mutation ValidateBackupLocation($input: ValidateBackupLocationInput!, $idempotencyKey: String) {\n  validateBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n  }\n}": types.ValidateBackupLocationDocument,
    "mutation ValidateCluster($input: ValidateClusterInput!, $idempotencyKey: String) {\n  validateCluster(input: $input, idempotencyKey: $idempotencyKey) {\n    cluster {\n      ...ClusterFields\n    }\n  }\n}": types.ValidateClusterDocument,
    "mutation ValidateLocationConnection($input: ValidateLocationConnectionInput!, $idempotencyKey: String) {\n  validateLocationConnection(input: $input, idempotencyKey: $idempotencyKey) {\n    locationConnection {\n      ...LocationConnectionFields\n    }\n  }\n}": types.ValidateLocationConnectionDocument,
    "query VeleroBackups($locationId: ID!) {\n  veleroBackups(locationId: $locationId) {\n    backups {\n      name\n      phase\n      startedAt\n      finishedAt\n      includedNamespaces\n      errors\n      warnings\n      items\n      kubernetesVersion\n      schedule\n      importable\n    }\n    unreadable {\n      name\n      message\n    }\n  }\n}": types.VeleroBackupsDocument,
    "mutation VerifyBackup($input: VerifyBackupInput!, $idempotencyKey: String) {\n  verifyBackup(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      ...BackupFields\n    }\n    verification {\n      ...BackupVerificationFields\n    }\n  }\n}": types.VerifyBackupDocument,
    "query Viewer {\n  viewer {\n    id\n    name\n    role\n    groups {\n      id\n      name\n    }\n  }\n  server {\n    version\n    notices {\n      code\n      message\n    }\n  }\n}": types.ViewerDocument,
    "query VirtualMachine($id: ID!) {\n  virtualMachine(id: $id) {\n    ...VirtualMachineFields\n    allowedOperations {\n      operation\n      allowed\n      reason\n    }\n  }\n}": types.VirtualMachineDocument,
    "query VirtualMachines($first: Int!, $after: String, $filter: VirtualMachineFilterInput, $sort: VirtualMachineSortInput) {\n  virtualMachines(first: $first, after: $after, filter: $filter, sort: $sort) {\n    edges {\n      node {\n        ...VirtualMachineFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}": types.VirtualMachinesDocument,
    "mutation WatchBackup($input: WatchBackupInput!, $idempotencyKey: String) {\n  watchBackup(input: $input, idempotencyKey: $idempotencyKey) {\n    delivery {\n      id\n      state\n    }\n  }\n}": types.WatchBackupDocument,
    "query Whoami {\n  viewer {\n    id\n    name\n    role\n    email\n    slackLinks {\n      id\n      teamId\n      teamName\n      slackUserId\n      slackUserName\n      linkedAt\n    }\n  }\n}": types.WhoamiDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AcknowledgeAlert($input: AcknowledgeAlertInput!, $idempotencyKey: String) {\n  acknowledgeAlert(input: $input, idempotencyKey: $idempotencyKey) {\n    alert {\n      ...AlertFields\n    }\n  }\n}"): typeof import('./graphql.js').AcknowledgeAlertDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AcknowledgeDelivery($input: AcknowledgeDeliveryInput!) {\n  acknowledgeDelivery(input: $input) {\n    delivery {\n      id\n      state\n      notBefore\n    }\n  }\n}"): typeof import('./graphql.js').AcknowledgeDeliveryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AddNamespacesToSchedule($input: AddNamespacesToScheduleInput!, $idempotencyKey: String) {\n  addNamespacesToSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n    changed\n    namespaces\n    by {\n      ...ScheduleEditFields\n    }\n  }\n}"): typeof import('./graphql.js').AddNamespacesToScheduleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AdditionChoices($scheduleId: ID!, $search: String, $first: Int!) {\n  additionChoices(scheduleId: $scheduleId, search: $search, first: $first) {\n    total\n    observedAt\n    names\n    backupSchedule {\n      ...SlackSchedule\n    }\n  }\n}"): typeof import('./graphql.js').AdditionChoicesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AdoptMessage($input: AdoptMessageInput!) {\n  adoptMessage(input: $input) {\n    adopted\n  }\n}"): typeof import('./graphql.js').AdoptMessageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription AlertChanged($scheduleId: ID, $after: String) {\n  alertChanged(scheduleId: $scheduleId, after: $after) {\n    eventId\n    type\n    at\n    alertId\n    alert {\n      ...AlertFields\n    }\n  }\n}"): typeof import('./graphql.js').AlertChangedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AlertNames($first: Int!, $after: String, $open: Boolean, $scheduleId: ID) {\n  alerts(first: $first, after: $after, open: $open, scheduleId: $scheduleId) {\n    edges {\n      node {\n        id\n        kind\n        subjectType\n        subjectId\n        isOpen\n        schedule {\n          id\n          name\n        }\n        cluster {\n          id\n          name\n        }\n        location {\n          id\n          name\n        }\n        discovery {\n          id\n          name\n        }\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}"): typeof import('./graphql.js').AlertNamesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AlertRoute($id: ID!) {\n  alertRoute(id: $id) {\n    ...AlertRouteFields\n  }\n}"): typeof import('./graphql.js').AlertRouteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AlertRoutes($first: Int!, $after: String) {\n  alertRoutes(first: $first, after: $after) {\n    edges {\n      node {\n        ...AlertRouteFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}"): typeof import('./graphql.js').AlertRoutesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Alert($id: ID!) {\n  alert(id: $id) {\n    ...AlertFields\n  }\n}"): typeof import('./graphql.js').AlertDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Alerts($first: Int!, $after: String, $open: Boolean, $kinds: [AlertKind!], $scheduleId: ID) {\n  alerts(\n    first: $first\n    after: $after\n    open: $open\n    kinds: $kinds\n    scheduleId: $scheduleId\n  ) {\n    edges {\n      node {\n        ...AlertFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}"): typeof import('./graphql.js').AlertsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AuditTrail($first: Int!, $after: String, $door: AuditDoor, $outcome: AuditOutcome, $subjectId: ID, $userId: ID, $operation: String, $code: String, $subjectType: String, $actorName: String, $tokenId: ID, $from: DateTime, $to: DateTime) {\n  auditTrail(\n    first: $first\n    after: $after\n    door: $door\n    outcome: $outcome\n    subjectId: $subjectId\n    userId: $userId\n    operation: $operation\n    code: $code\n    subjectType: $subjectType\n    actorName: $actorName\n    tokenId: $tokenId\n    from: $from\n    to: $to\n  ) {\n    edges {\n      node {\n        id\n        at\n        door\n        actorKind\n        actorName\n        operation\n        subjectType\n        subjectId\n        subjectName\n        before\n        after\n        tokenId\n        tokenName\n        remoteAddress\n        clientName\n        outcome\n        code\n        message\n        user {\n          id\n          name\n        }\n        slack {\n          teamId\n          slackUserId\n          slackUserName\n          channelId\n          messageTs\n          action\n        }\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}"): typeof import('./graphql.js').AuditTrailDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation BackUpScheduleNow($input: BackUpScheduleNowInput!, $idempotencyKey: String) {\n  backUpScheduleNow(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      ...BackupFields\n    }\n  }\n}"): typeof import('./graphql.js').BackUpScheduleNowDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupContents($id: ID!, $first: Int!) {\n  backup(id: $id) {\n    id\n    contents(first: $first) {\n      total\n      entries {\n        namespace\n        resource\n        objects\n        bytes\n      }\n    }\n  }\n}"): typeof import('./graphql.js').BackupContentsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupKeys {\n  server {\n    encryption {\n      state\n      keys {\n        keyId\n        kind\n        current\n      }\n    }\n  }\n}"): typeof import('./graphql.js').BackupKeysDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupLocationNames($first: Int!, $after: String) {\n  backupLocations(first: $first, after: $after) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}"): typeof import('./graphql.js').BackupLocationNamesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupLocation($id: ID!) {\n  backupLocation(id: $id) {\n    ...BackupLocationFields\n    allowedOperations {\n      ...AllowedOperationFields\n    }\n  }\n}"): typeof import('./graphql.js').BackupLocationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupLocations($first: Int!, $after: String, $filter: BackupLocationFilterInput, $sort: BackupLocationSortInput) {\n  backupLocations(first: $first, after: $after, filter: $filter, sort: $sort) {\n    edges {\n      node {\n        ...BackupLocationFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}"): typeof import('./graphql.js').BackupLocationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupMissing($id: ID!) {\n  backup(id: $id) {\n    id\n    name\n    state\n    schedule {\n      id\n      name\n      selectionVersion\n    }\n    missing {\n      name\n      reason\n      isBack\n      isOnSchedule\n    }\n    allowedOperations {\n      operation\n      label\n      allowed\n      reason\n      advice\n    }\n  }\n}"): typeof import('./graphql.js').BackupMissingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupNames($first: Int!, $after: String, $filter: BackupFilterInput) {\n  backups(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}"): typeof import('./graphql.js').BackupNamesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupObject($input: BackupObjectInput!) {\n  backupObject(input: $input) {\n    json\n    masked\n  }\n}"): typeof import('./graphql.js').BackupObjectDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupObjects($backupId: ID!, $resource: String!, $namespace: String!, $nameContains: String, $first: Int!, $after: String) {\n  backupObjects(\n    backupId: $backupId\n    resource: $resource\n    namespace: $namespace\n    nameContains: $nameContains\n    first: $first\n    after: $after\n  ) {\n    names\n    total\n    hasNext\n  }\n}"): typeof import('./graphql.js').BackupObjectsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupRules($id: ID!) {\n  backup(id: $id) {\n    ruleResults {\n      id\n      attempt\n      kind\n      ruleName\n      action\n      namespace\n      pod\n      container\n      state\n      exitCode\n      message\n      startedAt\n      durationMs\n      output {\n        stdout\n        stderr\n      }\n    }\n  }\n}"): typeof import('./graphql.js').BackupRulesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupScheduleBackups($id: ID!, $first: Int!, $after: String) {\n  backupSchedule(id: $id) {\n    id\n    name\n    backups(first: $first, after: $after) {\n      edges {\n        node {\n          ...BackupRow\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n}"): typeof import('./graphql.js').BackupScheduleBackupsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription BackupScheduleChanged($id: ID, $after: String) {\n  backupScheduleChanged(id: $id, after: $after) {\n    eventId\n    type\n    at\n    scheduleId\n    cycleId\n    backupSchedule {\n      ...BackupScheduleRow\n    }\n  }\n}"): typeof import('./graphql.js').BackupScheduleChangedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupScheduleCycles($id: ID!, $first: Int!, $after: String) {\n  backupSchedule(id: $id) {\n    id\n    name\n    cycles(first: $first, after: $after) {\n      edges {\n        node {\n          ...CycleFields\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n}"): typeof import('./graphql.js').BackupScheduleCyclesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupScheduleHistory($id: ID!, $first: Int!, $after: String) {\n  backupSchedule(id: $id) {\n    id\n    name\n    history(first: $first, after: $after) {\n      edges {\n        node {\n          ...ScheduleEditFields\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n}"): typeof import('./graphql.js').BackupScheduleHistoryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupScheduleNames($first: Int!, $after: String, $nameContains: String) {\n  backupSchedules(\n    first: $first\n    after: $after\n    filter: {nameContains: $nameContains}\n  ) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}"): typeof import('./graphql.js').BackupScheduleNamesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupScheduleOverview($id: ID!, $cycles: Int!) {\n  backupSchedule(id: $id) {\n    ...BackupScheduleFields\n    alerts {\n      message\n      meaning\n      openedAt\n      acknowledgedAt\n      acknowledgedBy\n    }\n    cycles(first: $cycles) {\n      edges {\n        node {\n          ...CycleFields\n        }\n      }\n    }\n    heldBackups {\n      backup {\n        id\n        name\n        state\n        createdAt\n      }\n      heldFor {\n        namespace\n        reason\n        until\n      }\n    }\n  }\n}"): typeof import('./graphql.js').BackupScheduleOverviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupSchedulePreview($id: ID!) {\n  backupSchedule(id: $id) {\n    id\n    name\n    preview {\n      at\n      included {\n        name\n        uid\n      }\n      missing {\n        name\n        reason\n      }\n      unlisted\n    }\n  }\n}"): typeof import('./graphql.js').BackupSchedulePreviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupScheduleUpcoming($id: ID!, $first: Int!) {\n  backupSchedule(id: $id) {\n    id\n    name\n    timing {\n      description\n    }\n    timeZone\n    upcoming(first: $first)\n  }\n}"): typeof import('./graphql.js').BackupScheduleUpcomingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupSchedule($id: ID!) {\n  backupSchedule(id: $id) {\n    ...BackupScheduleFields\n  }\n}"): typeof import('./graphql.js').BackupScheduleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupSchedules($first: Int!, $after: String, $filter: BackupScheduleFilterInput, $sort: BackupScheduleSortInput) {\n  backupSchedules(first: $first, after: $after, filter: $filter, sort: $sort) {\n    edges {\n      node {\n        ...BackupScheduleRow\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}"): typeof import('./graphql.js').BackupSchedulesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription BackupSyncUpdated($locationId: ID, $after: String) {\n  backupSyncUpdated(locationId: $locationId, after: $after) {\n    eventId\n    at\n    backupSyncId\n    locationId\n    state\n    message\n  }\n}"): typeof import('./graphql.js').BackupSyncUpdatedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupSync($id: ID!) {\n  backupSync(id: $id) {\n    ...BackupSyncFields\n  }\n}"): typeof import('./graphql.js').BackupSyncDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupSyncs($first: Int!, $after: String, $filter: BackupSyncFilterInput) {\n  backupSyncs(first: $first, after: $after, filter: $filter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      node {\n        ...BackupSyncFields\n      }\n    }\n  }\n}"): typeof import('./graphql.js').BackupSyncsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription BackupUpdated($id: ID, $after: String) {\n  backupUpdated(id: $id, after: $after) {\n    eventId\n    type\n    at\n    backupId\n    state\n    stage\n    attempt\n    objects\n    bytes\n    backup {\n      ...BackupRow\n    }\n  }\n}"): typeof import('./graphql.js').BackupUpdatedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupVerification($id: ID!) {\n  backup(id: $id) {\n    id\n    name\n    storedBytes\n    lastVerification {\n      ...BackupVerificationFields\n    }\n  }\n}"): typeof import('./graphql.js').BackupVerificationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BackupVolumes($id: ID!, $first: Int!) {\n  backup(id: $id) {\n    volumeSettings {\n      mode\n      acceptSkipped\n    }\n    volumes(first: $first) {\n      total\n      ready\n      items {\n        namespace\n        claim\n        driver\n        snapshotClass\n        state\n        reason\n        message\n        copy\n        restoreSize\n        cutAt\n        readyAt\n      }\n    }\n  }\n}"): typeof import('./graphql.js').BackupVolumesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Backup($id: ID!) {\n  backup(id: $id) {\n    ...BackupFields\n    allowedOperations {\n      ...AllowedOperationFields\n    }\n  }\n}"): typeof import('./graphql.js').BackupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription BackupsLive($scheduleId: ID, $after: String) {\n  backupUpdated(scheduleId: $scheduleId, after: $after) {\n    eventId\n    type\n    at\n    backupId\n    scheduleId\n    state\n    stateReason\n    stage\n    attempt\n    objects\n    bytes\n    backup {\n      name\n    }\n  }\n}"): typeof import('./graphql.js').BackupsLiveDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Backups($first: Int!, $after: String, $filter: BackupFilterInput, $sort: BackupSortInput) {\n  backups(first: $first, after: $after, filter: $filter, sort: $sort) {\n    edges {\n      node {\n        ...BackupRow\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}"): typeof import('./graphql.js').BackupsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation BeginInteraction($input: BeginInteractionInput!) {\n  beginInteraction(input: $input) {\n    outcome\n    interactionId\n    token\n    expiresAt\n    user {\n      id\n      name\n      role\n    }\n  }\n}"): typeof import('./graphql.js').BeginInteractionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation BeginSlackLink($input: BeginSlackLinkInput!, $idempotencyKey: String) {\n  beginSlackLink(input: $input, idempotencyKey: $idempotencyKey) {\n    code\n    expiresAt\n  }\n}"): typeof import('./graphql.js').BeginSlackLinkDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CancelBackupVerification($input: CancelBackupVerificationInput!, $idempotencyKey: String) {\n  cancelBackupVerification(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      id\n      name\n    }\n    verification {\n      ...BackupVerificationFields\n    }\n  }\n}"): typeof import('./graphql.js').CancelBackupVerificationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CancelBackup($input: CancelBackupInput!, $idempotencyKey: String) {\n  cancelBackup(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      ...BackupFields\n    }\n  }\n}"): typeof import('./graphql.js').CancelBackupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CancelRestore($input: CancelRestoreInput!, $idempotencyKey: String) {\n  cancelRestore(input: $input, idempotencyKey: $idempotencyKey) {\n    restore {\n      ...RestoreFields\n    }\n  }\n}"): typeof import('./graphql.js').CancelRestoreDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ChangeLabels($input: ChangeLabelsInput!, $idempotencyKey: String) {\n  changeLabels(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n    version\n    labels {\n      key\n      value\n    }\n  }\n}"): typeof import('./graphql.js').ChangeLabelsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ClaimDeliveries($input: ClaimDeliveriesInput!) {\n  claimDeliveries(input: $input) {\n    nextAt\n    claimed {\n      claim\n      target\n      teamId\n      detail\n      buttons\n      delivery {\n        id\n        kind\n        attempts\n      }\n      message {\n        channelId\n        ts\n      }\n      alert {\n        ...SlackAlert\n      }\n      change {\n        kind\n        at\n        by\n        added\n        addedCount\n        removed\n        removedCount\n        reason\n      }\n      backup {\n        ...SlackBackup\n      }\n      notice {\n        kind\n        userName\n        at\n      }\n      digest {\n        since\n        until\n        openCount\n        openAlerts {\n          id\n          kind\n          message\n          standing\n          openedAt\n          schedule {\n            id\n            name\n          }\n          cluster {\n            id\n            name\n          }\n          location {\n            id\n            name\n          }\n          discovery {\n            id\n            name\n          }\n        }\n        edits {\n          scheduleName\n          kind\n          by\n          at\n          namespaces\n          namespaceCount\n        }\n        uncoveredCount\n        uncovered {\n          clusterName\n          name\n          scheduleName\n          leftAt\n          by\n        }\n      }\n    }\n  }\n}"): typeof import('./graphql.js').ClaimDeliveriesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ClusterAccessManifest($namespace: String!, $name: String!, $exec: Boolean!, $stork: Boolean!) {\n  clusterAccessManifest(\n    namespace: $namespace\n    name: $name\n    exec: $exec\n    stork: $stork\n  )\n}"): typeof import('./graphql.js').ClusterAccessManifestDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ClusterDiscoveries($first: Int!, $after: String, $states: [ClusterDiscoveryState!]) {\n  clusterDiscoveries(first: $first, after: $after, states: $states) {\n    edges {\n      node {\n        ...ClusterDiscoveryFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}"): typeof import('./graphql.js').ClusterDiscoveriesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ClusterDiscovery($id: ID!) {\n  clusterDiscovery(id: $id) {\n    ...ClusterDiscoveryFields\n    allowedOperations {\n      operation\n      allowed\n      reason\n    }\n  }\n}"): typeof import('./graphql.js').ClusterDiscoveryDocument;
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
export function graphql(source: "query Cluster($id: ID!) {\n  cluster(id: $id) {\n    ...ClusterFields\n    allowedOperations {\n      ...AllowedOperationFields\n    }\n  }\n}"): typeof import('./graphql.js').ClusterDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Clusters($first: Int!, $after: String, $filter: ClusterFilterInput, $sort: ClusterSortInput) {\n  clusters(first: $first, after: $after, filter: $filter, sort: $sort) {\n    edges {\n      node {\n        ...ClusterFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}"): typeof import('./graphql.js').ClustersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CompareBackup($input: CompareBackupInput!) {\n  compareBackup(input: $input) {\n    added\n    removed\n    changed\n    unchanged\n    differences {\n      object {\n        resource\n        namespace\n        name\n      }\n      change\n      fields {\n        path\n        before\n        after\n        masked\n      }\n      fieldsTotal\n    }\n    unread\n  }\n}"): typeof import('./graphql.js').CompareBackupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ConfigurationSchedules($first: Int!, $after: String) {\n  backupSchedules(first: $first, after: $after) {\n    edges {\n      node {\n        id\n        name\n        state\n        cluster {\n          name\n        }\n        location {\n          name\n        }\n        selection {\n          kind\n          names\n          selector\n          virtualMachines {\n            machines {\n              namespace\n              name\n            }\n            namespaces\n            selector\n            freeze\n          }\n        }\n        timing {\n          kind\n          minutes\n          at\n          weekdays\n          monthDays\n          expression\n        }\n        timeZone\n        graceMinutes\n        retention {\n          keep\n          maxAgeDays\n          hourly\n          daily\n          weekly\n          monthly\n        }\n        alertRecipients\n        verifyEveryDays\n        labels {\n          key\n          value\n        }\n        preRule {\n          name\n        }\n        postRule {\n          name\n        }\n        filter {\n          includeResources\n          excludeResources\n          labelSelector\n        }\n        volumeSettings {\n          mode\n          acceptSkipped\n          snapshotClasses {\n            driver\n            snapshotClass\n          }\n        }\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}"): typeof import('./graphql.js').ConfigurationSchedulesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ConfirmSlackLink($input: ConfirmSlackLinkInput!, $idempotencyKey: String) {\n  confirmSlackLink(input: $input, idempotencyKey: $idempotencyKey) {\n    slackLink {\n      id\n      teamName\n      slackUserName\n      linkedAt\n      user {\n        name\n      }\n    }\n  }\n}"): typeof import('./graphql.js').ConfirmSlackLinkDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateAccessToken($input: CreateAccessTokenInput!, $idempotencyKey: String) {\n  createAccessToken(input: $input, idempotencyKey: $idempotencyKey) {\n    token\n    accessToken {\n      ...AccessTokenFields\n    }\n  }\n}"): typeof import('./graphql.js').CreateAccessTokenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateAlertRoute($input: CreateAlertRouteInput!, $idempotencyKey: String) {\n  createAlertRoute(input: $input, idempotencyKey: $idempotencyKey) {\n    alertRoute {\n      ...AlertRouteFields\n    }\n  }\n}"): typeof import('./graphql.js').CreateAlertRouteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateBackupLocation($input: CreateBackupLocationInput!, $idempotencyKey: String) {\n  createBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n  }\n}"): typeof import('./graphql.js').CreateBackupLocationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateBackupSchedule($input: CreateBackupScheduleInput!, $idempotencyKey: String) {\n  createBackupSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n  }\n}"): typeof import('./graphql.js').CreateBackupScheduleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateBackup($input: CreateBackupInput!, $idempotencyKey: String) {\n  createBackup(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      ...BackupFields\n    }\n  }\n}"): typeof import('./graphql.js').CreateBackupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateClusterDiscovery($input: CreateClusterDiscoveryInput!, $idempotencyKey: String) {\n  createClusterDiscovery(input: $input, idempotencyKey: $idempotencyKey) {\n    clusterDiscovery {\n      ...ClusterDiscoveryFields\n    }\n  }\n}"): typeof import('./graphql.js').CreateClusterDiscoveryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateExecRule($input: CreateExecRuleInput!, $idempotencyKey: String) {\n  createExecRule(input: $input, idempotencyKey: $idempotencyKey) {\n    execRule {\n      ...ExecRuleFields\n    }\n  }\n}"): typeof import('./graphql.js').CreateExecRuleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateLocationConnection($input: CreateLocationConnectionInput!, $idempotencyKey: String) {\n  createLocationConnection(input: $input, idempotencyKey: $idempotencyKey) {\n    locationConnection {\n      ...LocationConnectionFields\n    }\n  }\n}"): typeof import('./graphql.js').CreateLocationConnectionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateRestore($input: CreateRestoreInput!, $idempotencyKey: String) {\n  createRestore(input: $input, idempotencyKey: $idempotencyKey) {\n    restore {\n      ...RestoreFields\n    }\n  }\n}"): typeof import('./graphql.js').CreateRestoreDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateShare($input: CreateShareInput!, $idempotencyKey: String) {\n  createShare(input: $input, idempotencyKey: $idempotencyKey) {\n    share {\n      ...ShareFields\n    }\n  }\n}"): typeof import('./graphql.js').CreateShareDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateUserGroup($input: CreateUserGroupInput!, $idempotencyKey: String) {\n  createUserGroup(input: $input, idempotencyKey: $idempotencyKey) {\n    userGroup {\n      ...UserGroupFields\n    }\n  }\n}"): typeof import('./graphql.js').CreateUserGroupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateUser($input: CreateUserInput!, $idempotencyKey: String) {\n  createUser(input: $input, idempotencyKey: $idempotencyKey) {\n    user {\n      ...UserFields\n    }\n  }\n}"): typeof import('./graphql.js').CreateUserDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteAlertRoute($input: DeleteAlertRouteInput!, $idempotencyKey: String) {\n  deleteAlertRoute(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}"): typeof import('./graphql.js').DeleteAlertRouteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteBackupLocation($input: DeleteBackupLocationInput!, $idempotencyKey: String) {\n  deleteBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}"): typeof import('./graphql.js').DeleteBackupLocationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteBackupSchedule($input: DeleteBackupScheduleInput!, $idempotencyKey: String) {\n  deleteBackupSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}"): typeof import('./graphql.js').DeleteBackupScheduleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteBackup($input: DeleteBackupInput!, $idempotencyKey: String) {\n  deleteBackup(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      ...BackupFields\n    }\n  }\n}"): typeof import('./graphql.js').DeleteBackupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteClusterDiscovery($input: DeleteClusterDiscoveryInput!, $idempotencyKey: String) {\n  deleteClusterDiscovery(input: $input, idempotencyKey: $idempotencyKey) {\n    clusterDiscovery {\n      ...ClusterDiscoveryFields\n    }\n  }\n}"): typeof import('./graphql.js').DeleteClusterDiscoveryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteCluster($input: DeleteClusterInput!, $idempotencyKey: String) {\n  deleteCluster(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}"): typeof import('./graphql.js').DeleteClusterDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteExecRule($input: DeleteExecRuleInput!, $idempotencyKey: String) {\n  deleteExecRule(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}"): typeof import('./graphql.js').DeleteExecRuleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteLocationConnection($input: DeleteLocationConnectionInput!, $idempotencyKey: String) {\n  deleteLocationConnection(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}"): typeof import('./graphql.js').DeleteLocationConnectionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteRestore($input: DeleteRestoreInput!, $idempotencyKey: String) {\n  deleteRestore(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}"): typeof import('./graphql.js').DeleteRestoreDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteShare($input: DeleteShareInput!, $idempotencyKey: String) {\n  deleteShare(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}"): typeof import('./graphql.js').DeleteShareDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteUserGroup($input: DeleteUserGroupInput!, $idempotencyKey: String) {\n  deleteUserGroup(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}"): typeof import('./graphql.js').DeleteUserGroupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription DeliveriesDue {\n  deliveriesDue {\n    at\n  }\n}"): typeof import('./graphql.js').DeliveriesDueDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Deliveries($first: Int!, $after: String, $states: [DeliveryState!], $medium: DeliveryMedium, $alertId: ID) {\n  deliveries(\n    first: $first\n    after: $after\n    states: $states\n    medium: $medium\n    alertId: $alertId\n  ) {\n    edges {\n      node {\n        ...DeliveryFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}"): typeof import('./graphql.js').DeliveriesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EditAlertRoute($input: EditAlertRouteInput!, $idempotencyKey: String) {\n  editAlertRoute(input: $input, idempotencyKey: $idempotencyKey) {\n    alertRoute {\n      ...AlertRouteFields\n    }\n  }\n}"): typeof import('./graphql.js').EditAlertRouteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EditBackupLocation($input: EditBackupLocationInput!, $idempotencyKey: String) {\n  editBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n  }\n}"): typeof import('./graphql.js').EditBackupLocationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EditBackupSchedule($input: EditBackupScheduleInput!, $idempotencyKey: String) {\n  editBackupSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n  }\n}"): typeof import('./graphql.js').EditBackupScheduleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EditBackup($input: EditBackupInput!, $idempotencyKey: String) {\n  editBackup(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      ...BackupFields\n    }\n  }\n}"): typeof import('./graphql.js').EditBackupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EditClusterDiscovery($input: EditClusterDiscoveryInput!, $idempotencyKey: String) {\n  editClusterDiscovery(input: $input, idempotencyKey: $idempotencyKey) {\n    clusterDiscovery {\n      ...ClusterDiscoveryFields\n    }\n  }\n}"): typeof import('./graphql.js').EditClusterDiscoveryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EditCluster($input: EditClusterInput!, $idempotencyKey: String) {\n  editCluster(input: $input, idempotencyKey: $idempotencyKey) {\n    cluster {\n      ...ClusterFields\n    }\n  }\n}"): typeof import('./graphql.js').EditClusterDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EditExecRule($input: EditExecRuleInput!, $idempotencyKey: String) {\n  editExecRule(input: $input, idempotencyKey: $idempotencyKey) {\n    execRule {\n      ...ExecRuleFields\n    }\n  }\n}"): typeof import('./graphql.js').EditExecRuleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EditShare($input: EditShareInput!, $idempotencyKey: String) {\n  editShare(input: $input, idempotencyKey: $idempotencyKey) {\n    share {\n      ...ShareFields\n    }\n  }\n}"): typeof import('./graphql.js').EditShareDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EditUserGroup($input: EditUserGroupInput!, $idempotencyKey: String) {\n  editUserGroup(input: $input, idempotencyKey: $idempotencyKey) {\n    userGroup {\n      ...UserGroupFields\n    }\n  }\n}"): typeof import('./graphql.js').EditUserGroupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EditUser($input: EditUserInput!, $idempotencyKey: String) {\n  editUser(input: $input, idempotencyKey: $idempotencyKey) {\n    user {\n      ...UserFields\n    }\n  }\n}"): typeof import('./graphql.js').EditUserDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ErrorCatalog {\n  errorCatalog {\n    code\n    meaning\n    advice\n    retryable\n    httpStatus\n  }\n}"): typeof import('./graphql.js').ErrorCatalogDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ExcludeNamespacesFromSchedule($input: ExcludeNamespacesFromScheduleInput!, $idempotencyKey: String) {\n  excludeNamespacesFromSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n    changed\n    namespaces\n    by {\n      ...ScheduleEditFields\n    }\n  }\n}"): typeof import('./graphql.js').ExcludeNamespacesFromScheduleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ExclusionChoices($scheduleId: ID!, $search: String, $first: Int!) {\n  exclusionChoices(scheduleId: $scheduleId, search: $search, first: $first) {\n    total\n    missingTotal\n    observedAt\n    choices {\n      name\n      isBack\n      heldUntil\n      lastBackup {\n        id\n        name\n        at\n      }\n    }\n    backupSchedule {\n      ...SlackSchedule\n    }\n  }\n}"): typeof import('./graphql.js').ExclusionChoicesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ExecRule($id: ID!) {\n  execRule(id: $id) {\n    ...ExecRuleFields\n  }\n}"): typeof import('./graphql.js').ExecRuleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ExecRules($first: Int!, $after: String, $kind: RuleKind, $nameContains: String) {\n  execRules(\n    first: $first\n    after: $after\n    kind: $kind\n    nameContains: $nameContains\n  ) {\n    edges {\n      node {\n        ...ExecRuleFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}"): typeof import('./graphql.js').ExecRulesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment AccessTokenFields on AccessToken {\n  id\n  name\n  access\n  operations\n  createdAt\n  expiresAt\n  revokedAt\n  lastUsedAt\n}"): typeof import('./graphql.js').AccessTokenFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment AlertFields on Alert {\n  id\n  kind\n  meaning\n  isOpen\n  message\n  namespaces\n  count\n  subjectType\n  subjectId\n  openedAt\n  changedAt\n  lastSeenAt\n  acknowledgedAt\n  acknowledgedBy\n  closedAt\n  closedReason\n  schedule {\n    id\n    name\n    selectionVersion\n  }\n  cluster {\n    id\n    name\n  }\n  discovery {\n    id\n    name\n  }\n  location {\n    id\n    name\n  }\n  backup {\n    id\n    name\n    state\n  }\n}"): typeof import('./graphql.js').AlertFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment AlertRouteFields on AlertRoute {\n  id\n  name\n  channelId\n  isDefault\n  cluster {\n    id\n    name\n  }\n  schedule {\n    id\n    name\n  }\n  labelSelector\n  detail\n  buttons\n  digestAt\n  timeZone\n  state\n  stateReason\n  stateChangedAt\n  version\n  owner {\n    id\n    name\n  }\n}"): typeof import('./graphql.js').AlertRouteFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment AllowedOperationFields on AllowedOperation {\n  operation\n  label\n  allowed\n  code\n  reason\n  advice\n}"): typeof import('./graphql.js').AllowedOperationFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment BackupFields on Backup {\n  ...BackupRow\n  mode\n  engine\n  layout\n  listedBySync\n  vanishedAt\n  attempt\n  stateChangedAt\n  cancelRequestedAt\n  requestedNamespaces\n  namespaces {\n    name\n    fate\n    reason\n    uid\n    objects\n    bytes\n  }\n  issues {\n    code\n    effect\n    meaning\n    message\n    subject {\n      kind\n      name\n    }\n  }\n  virtualMachines {\n    namespace\n    name\n    fate\n    state\n    quiesced\n    outcome\n    volumes\n    volumesBackedUp\n    objects\n    message\n  }\n  labels {\n    key\n    value\n  }\n  owner {\n    name\n  }\n  heldFor {\n    namespace\n    reason\n    until\n  }\n  importedFrom {\n    locationId\n    name\n  }\n  encryption {\n    state\n    keyIds\n  }\n  verification\n  verifiedAt\n  preRule {\n    id\n    name\n  }\n  postRule {\n    id\n    name\n  }\n  filter {\n    includeResources\n    excludeResources\n    labelSelector\n  }\n  lastVerification {\n    ...BackupVerificationFields\n  }\n  lockedUntil\n}"): typeof import('./graphql.js').BackupFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment BackupLocationFields on BackupLocation {\n  id\n  name\n  kind\n  access\n  path\n  encrypted\n  s3 {\n    endpoint\n    region\n    bucket\n    prefix\n    forcePathStyle\n    storageClass\n    sse {\n      mode\n      kmsKeyId\n    }\n    caBundle\n    allowHttp\n    checksums\n    credentials\n  }\n  capabilities {\n    probedAt\n    checksums\n    conditionalWrites\n    versioning\n    objectLock\n    defaultRetention {\n      mode\n      days\n    }\n  }\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  stateCheckedAt\n  labels {\n    key\n    value\n  }\n  owner {\n    name\n  }\n  createdAt\n  updatedAt\n  version\n}"): typeof import('./graphql.js').BackupLocationFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment BackupRow on Backup {\n  id\n  name\n  state\n  stateReason\n  stage\n  cluster {\n    id\n    name\n  }\n  location {\n    id\n    name\n  }\n  schedule {\n    id\n    name\n  }\n  includedNamespaces\n  missingNamespaces\n  lostNamespaces\n  objects\n  bytes\n  storedBytes\n  createdAt\n  startedAt\n  finishedAt\n  deletion {\n    startedAt\n    attempts\n    step\n    lastError\n    nextTryAt\n  }\n  version\n}"): typeof import('./graphql.js').BackupRowFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment BackupScheduleFields on BackupSchedule {\n  ...BackupScheduleRow\n  stateChangedAt\n  createdSingle\n  timing {\n    kind\n    minutes\n    at\n    weekdays\n    monthDays\n    expression\n    description\n  }\n  anchor\n  graceMinutes\n  retention {\n    keep\n    maxAgeDays\n    hourly\n    daily\n    weekly\n    monthly\n  }\n  upcoming(first: 5)\n  departures {\n    namespace\n    leftAt\n  }\n  releasedNamespaces\n  barrenCycles\n  alertRecipients\n  verifyEveryDays\n  allowedOperations {\n    ...AllowedOperationFields\n  }\n  labels {\n    key\n    value\n  }\n  owner {\n    name\n  }\n  updatedAt\n  preRule {\n    id\n    name\n  }\n  postRule {\n    id\n    name\n  }\n  filter {\n    includeResources\n    excludeResources\n    labelSelector\n  }\n  volumeSettings {\n    mode\n    acceptSkipped\n    snapshotClasses {\n      driver\n      snapshotClass\n    }\n  }\n}"): typeof import('./graphql.js').BackupScheduleFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment BackupScheduleRow on BackupSchedule {\n  id\n  name\n  state\n  stateReason\n  cluster {\n    id\n    name\n  }\n  location {\n    id\n    name\n  }\n  selection {\n    kind\n    names\n    selector\n    virtualMachines {\n      machines {\n        namespace\n        name\n      }\n      namespaces\n      selector\n      freeze\n    }\n  }\n  timing {\n    description\n  }\n  timeZone\n  nextDueAt\n  missingNamespaces\n  openCycle {\n    id\n    trigger\n    startedAt\n  }\n  alerts {\n    id\n    kind\n    count\n  }\n  version\n  selectionVersion\n  createdAt\n}"): typeof import('./graphql.js').BackupScheduleRowFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment BackupSyncFields on BackupSync {\n  id\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  createdAt\n  startedAt\n  finishedAt\n  counts {\n    listed\n    added\n    vanished\n    returned\n    unreadable\n  }\n  cluster {\n    name\n  }\n  location {\n    id\n    name\n  }\n}"): typeof import('./graphql.js').BackupSyncFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment BackupVerificationFields on BackupVerification {\n  state\n  trigger\n  attempt\n  frames\n  objects\n  bytes\n  damages\n  error\n  tryRestore\n  trial {\n    restorable\n    clusterName\n    objects\n    unchecked\n    refused\n    reasons\n    at\n  }\n  requestedAt\n  startedAt\n  endedAt\n}"): typeof import('./graphql.js').BackupVerificationFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment ClusterDiscoveryFields on ClusterDiscovery {\n  id\n  name\n  project\n  labelSelector\n  intervalMinutes\n  server\n  credentialExpiresAt\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  run\n  requestedAt\n  startedAt\n  endedAt\n  nextDueAt\n  lastSucceededAt\n  processed\n  total\n  counts {\n    found\n    registered\n    updated\n    unchanged\n    hibernated\n    skipped\n    failed\n    unmanaged\n    remanaged\n    renewed\n  }\n  problems {\n    shoot\n    message\n  }\n  clusters {\n    managed\n    hibernated\n  }\n  owner {\n    id\n    name\n  }\n  version\n  createdAt\n  updatedAt\n}"): typeof import('./graphql.js').ClusterDiscoveryFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment ClusterFields on Cluster {\n  id\n  name\n  mode\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  stateCheckedAt\n  server\n  kubernetesVersion\n  stork {\n    version\n    adminNamespace\n    prerequisites {\n      name\n      requiredVersion\n      met\n    }\n    unverified\n  }\n  clusterUid\n  credentialExpiresAt\n  lastReachedAt\n  missingRights {\n    resource\n    verb\n  }\n  labels {\n    key\n    value\n  }\n  shoot {\n    uid\n    project\n    name\n    region\n    provider\n    hibernated\n    managed\n    unmanagedReason\n    kubeconfigExpiresAt\n    renewAt\n    renewError\n    discoveries {\n      id\n      name\n    }\n  }\n  owner {\n    name\n  }\n  createdAt\n  updatedAt\n  version\n}"): typeof import('./graphql.js').ClusterFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment CycleFields on Cycle {\n  id\n  plannedAt\n  trigger\n  outcome\n  reasons {\n    code\n    meaning\n  }\n  selection {\n    kind\n    names\n    selector\n    virtualMachines {\n      machines {\n        namespace\n        name\n      }\n      namespaces\n      selector\n      freeze\n    }\n  }\n  startedAt\n  endedAt\n  backup {\n    id\n    name\n    state\n    missingNamespaces\n    lostNamespaces\n  }\n}"): typeof import('./graphql.js').CycleFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment DeliveryFields on Delivery {\n  id\n  kind\n  medium\n  state\n  target\n  attempts\n  createdAt\n  notBefore\n  deliveredAt\n  errorCode\n  error\n  route {\n    id\n    name\n  }\n  alert {\n    id\n    kind\n  }\n  backup {\n    id\n    name\n  }\n}"): typeof import('./graphql.js').DeliveryFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment ExecRuleFields on ExecRule {\n  id\n  name\n  kind\n  actions {\n    podSelector\n    podName\n    namespaces\n    container\n    command\n    timeoutSeconds\n    onePodOnly\n    onFailure\n  }\n  usedBy(first: 10) {\n    total\n    users {\n      resource\n      id\n      name\n    }\n  }\n  version\n  createdAt\n  updatedAt\n  owner {\n    id\n    name\n  }\n}"): typeof import('./graphql.js').ExecRuleFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment LocationConnectionFields on LocationConnection {\n  id\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  stateCheckedAt\n  validatedAt\n  isUnverified\n  cluster {\n    id\n    name\n  }\n  location {\n    id\n    name\n  }\n}"): typeof import('./graphql.js').LocationConnectionFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment RestoreFields on Restore {\n  ...RestoreRow\n  backupCreatedAt\n  cancelRequestedAt\n  stateChangedAt\n  owner {\n    id\n    name\n  }\n  options {\n    scope {\n      namespaces\n      objects {\n        resource\n        namespace\n        name\n      }\n      filter {\n        includeResources\n        excludeResources\n        labelSelector\n      }\n      clusterScoped\n    }\n    namespaceMapping {\n      from\n      to\n    }\n    storageClassMapping {\n      from\n      to\n    }\n    existing\n    restoreStatus\n    preserveNodePorts\n    volumes\n  }\n  allowedOperations {\n    ...AllowedOperationFields\n  }\n}"): typeof import('./graphql.js').RestoreFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment RestoreRow on Restore {\n  id\n  name\n  state\n  stateReason\n  stage\n  attempt\n  backupName\n  sourceClusterName\n  clusterName\n  targetNamespaces\n  progress {\n    done\n    total\n    counts {\n      created\n      updated\n      replaced\n      unchanged\n      kept\n      skipped\n      failed\n    }\n  }\n  createdAt\n  startedAt\n  finishedAt\n}"): typeof import('./graphql.js').RestoreRowFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment ScheduleEditFields on ScheduleEdit {\n  id\n  kind\n  at\n  actor {\n    kind\n    id\n    name\n  }\n  namespaces\n  changes {\n    field\n    before\n    after\n  }\n  selectionVersion\n  revertedAt\n}"): typeof import('./graphql.js').ScheduleEditFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment ShareFields on Share {\n  id\n  resource\n  resourceId\n  user {\n    id\n    name\n  }\n  group {\n    id\n    name\n  }\n  access\n  namespaces\n  version\n  createdAt\n  sharedBy {\n    name\n  }\n}"): typeof import('./graphql.js').ShareFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment SlackAlert on Alert {\n  id\n  kind\n  meaning\n  isOpen\n  standing\n  message\n  count\n  openedAt\n  changedAt\n  lastSeenAt\n  acknowledgedAt\n  acknowledgedBy\n  closedAt\n  closedReason\n  namespaceCount\n  names(first: 25) {\n    name\n    onSchedule\n    isBack\n  }\n  snooze {\n    until\n    by\n    at\n  }\n  schedule {\n    ...SlackSchedule\n  }\n  cluster {\n    id\n    name\n    state\n  }\n  discovery {\n    id\n    name\n  }\n  location {\n    id\n    name\n    state\n  }\n  backup {\n    id\n    name\n    state\n    createdAt\n  }\n  edits(first: 3) {\n    kind\n    at\n    namespaces\n    revertedAt\n    selectionVersion\n    actor {\n      name\n    }\n  }\n}"): typeof import('./graphql.js').SlackAlertFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment SlackBackup on Backup {\n  id\n  name\n  state\n  stateReason\n  stage\n  attempt\n  objects\n  bytes\n  createdAt\n  startedAt\n  finishedAt\n  missingNamespaces\n  lostNamespaces\n  includedNamespaces\n  schedule {\n    id\n    name\n  }\n  cluster {\n    id\n    name\n  }\n}"): typeof import('./graphql.js').SlackBackupFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment SlackLinkFields on SlackLink {\n  id\n  teamId\n  teamName\n  slackUserId\n  slackUserName\n  linkedAt\n}"): typeof import('./graphql.js').SlackLinkFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment SlackSchedule on BackupSchedule {\n  id\n  name\n  state\n  stateReason\n  nextDueAt\n  createdSingle\n  selectionVersion\n  timing {\n    description\n  }\n  timeZone\n  selection {\n    kind\n    names\n    selector\n    virtualMachines {\n      machines {\n        namespace\n        name\n      }\n      namespaces\n      selector\n      freeze\n    }\n  }\n  missingNamespaces\n  cluster {\n    id\n    name\n    state\n  }\n  location {\n    id\n    name\n    state\n  }\n  allowedOperations {\n    operation\n    label\n    allowed\n    code\n    reason\n    advice\n  }\n}"): typeof import('./graphql.js').SlackScheduleFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment UserFields on User {\n  id\n  kind\n  stateReason\n  stateChangedAt\n  stateCheckedAt\n  provider\n  name\n  email\n  role\n  state\n  createdAt\n  version\n  groups {\n    id\n    name\n    provider\n  }\n  owned {\n    kind\n    count\n  }\n  accessTokens {\n    ...AccessTokenFields\n  }\n  slackLinks {\n    ...SlackLinkFields\n  }\n}"): typeof import('./graphql.js').UserFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment UserGroupFields on UserGroup {\n  id\n  name\n  provider\n  createdAt\n  version\n  members(first: 1) {\n    totalCount\n  }\n}"): typeof import('./graphql.js').UserGroupFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment VirtualMachineFields on VirtualMachine {\n  id\n  namespace\n  name\n  uid\n  state\n  stateReason\n  stateMessage\n  stateChangedAt\n  stateCheckedAt\n  printableStatus\n  runStrategy\n  agentConnected\n  createdAt\n  labels {\n    key\n    value\n  }\n  cluster {\n    id\n    name\n  }\n}"): typeof import('./graphql.js').VirtualMachineFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query HeldBackups($id: ID!) {\n  backupSchedule(id: $id) {\n    id\n    name\n    heldBackups {\n      backup {\n        id\n        name\n        state\n        createdAt\n      }\n      heldFor {\n        namespace\n        reason\n        until\n      }\n    }\n  }\n}"): typeof import('./graphql.js').HeldBackupsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ImportVeleroBackup($input: ImportVeleroBackupInput!, $idempotencyKey: String) {\n  importVeleroBackup(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      ...BackupFields\n    }\n  }\n}"): typeof import('./graphql.js').ImportVeleroBackupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query LocationConnection($id: ID!) {\n  locationConnection(id: $id) {\n    ...LocationConnectionFields\n  }\n}"): typeof import('./graphql.js').LocationConnectionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query LocationConnections($first: Int!, $after: String, $filter: LocationConnectionFilterInput) {\n  locationConnections(first: $first, after: $after, filter: $filter) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      node {\n        ...LocationConnectionFields\n      }\n    }\n  }\n}"): typeof import('./graphql.js').LocationConnectionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PlanBackup($input: PlanBackupInput!) {\n  planBackup(input: $input) {\n    included {\n      name\n      uid\n    }\n    missing {\n      name\n      reason\n    }\n    unlisted\n  }\n}"): typeof import('./graphql.js').PlanBackupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PlanResources($input: PlanBackupInput!) {\n  planBackup(input: $input) {\n    included {\n      name\n      uid\n    }\n    missing {\n      name\n      reason\n    }\n    unlisted\n    resources {\n      kinds {\n        resource\n        kept\n        leftOut {\n          rule\n          reason\n          objects\n        }\n      }\n      leftOutKinds {\n        resource\n        rule\n        reason\n      }\n      unknownKinds\n      unreadable {\n        resource\n        message\n      }\n      complete\n    }\n  }\n}"): typeof import('./graphql.js').PlanResourcesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PreviewRestore($input: PreviewRestoreInput!) {\n  previewRestore(input: $input) {\n    counts {\n      created\n      updated\n      replaced\n      unchanged\n      kept\n      skipped\n      failed\n    }\n    newNamespaces\n    unchecked\n    conflicts {\n      object {\n        resource\n        namespace\n        name\n      }\n      target {\n        namespace\n        name\n      }\n      outcome\n      code\n      message\n    }\n    conflictsTotal\n    issues {\n      code\n      effect\n      object {\n        resource\n        namespace\n        name\n      }\n      message\n    }\n  }\n}"): typeof import('./graphql.js').PreviewRestoreDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ReassignOwnership($input: ReassignOwnershipInput!, $idempotencyKey: String) {\n  reassignOwnership(input: $input, idempotencyKey: $idempotencyKey) {\n    changed\n    moved {\n      kind\n      count\n    }\n  }\n}"): typeof import('./graphql.js').ReassignOwnershipDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RefreshClusterDiscovery($input: RefreshClusterDiscoveryInput!, $idempotencyKey: String) {\n  refreshClusterDiscovery(input: $input, idempotencyKey: $idempotencyKey) {\n    clusterDiscovery {\n      ...ClusterDiscoveryFields\n    }\n  }\n}"): typeof import('./graphql.js').RefreshClusterDiscoveryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RegisterCluster($input: RegisterClusterInput!, $idempotencyKey: String) {\n  registerCluster(input: $input, idempotencyKey: $idempotencyKey) {\n    cluster {\n      ...ClusterFields\n    }\n  }\n}"): typeof import('./graphql.js').RegisterClusterDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ReleaseHeldBackups($input: ReleaseHeldBackupsInput!, $idempotencyKey: String) {\n  releaseHeldBackups(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n  }\n}"): typeof import('./graphql.js').ReleaseHeldBackupsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RemoveSlackLink($input: RemoveSlackLinkInput!, $idempotencyKey: String) {\n  removeSlackLink(input: $input, idempotencyKey: $idempotencyKey) {\n    id\n  }\n}"): typeof import('./graphql.js').RemoveSlackLinkDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RescanBackupLocation($input: RescanBackupLocationInput!, $idempotencyKey: String) {\n  rescanBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n    found {\n      ...BackupRow\n    }\n    damaged {\n      key\n      message\n    }\n    locked {\n      key\n      message\n    }\n    skipped\n  }\n}"): typeof import('./graphql.js').RescanBackupLocationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ResendDelivery($input: ResendDeliveryInput!, $idempotencyKey: String) {\n  resendDelivery(input: $input, idempotencyKey: $idempotencyKey) {\n    delivery {\n      ...DeliveryFields\n    }\n  }\n}"): typeof import('./graphql.js').ResendDeliveryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription ResourceStateChanged($resource: Resource, $id: ID, $after: String) {\n  resourceStateChanged(resource: $resource, id: $id, after: $after) {\n    eventId\n    isPresent\n    at\n    resource\n    subjectId\n    name\n    from\n    to\n    reason\n    message\n    observer\n    observerName\n  }\n}"): typeof import('./graphql.js').ResourceStateChangedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query RestoreIssues($id: ID!, $first: Int!, $after: String) {\n  restore(id: $id) {\n    id\n    issues(first: $first, after: $after) {\n      edges {\n        node {\n          code\n          effect\n          object {\n            resource\n            namespace\n            name\n          }\n          message\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n      totalCount\n    }\n  }\n}"): typeof import('./graphql.js').RestoreIssuesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query RestoreNames($first: Int!, $after: String, $filter: RestoreFilterInput) {\n  restores(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}"): typeof import('./graphql.js').RestoreNamesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription RestoreUpdated($id: ID, $after: String) {\n  restoreUpdated(id: $id, after: $after) {\n    eventId\n    type\n    at\n    restoreId\n    state\n    stage\n    attempt\n    done\n    total\n    restore {\n      ...RestoreRow\n    }\n  }\n}"): typeof import('./graphql.js').RestoreUpdatedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Restore($id: ID!) {\n  restore(id: $id) {\n    ...RestoreFields\n  }\n}"): typeof import('./graphql.js').RestoreDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription RestoresLive($after: String) {\n  restoreUpdated(after: $after) {\n    eventId\n    type\n    at\n    restoreId\n    state\n    stateReason\n    stage\n    attempt\n    done\n    total\n    restore {\n      name\n    }\n  }\n}"): typeof import('./graphql.js').RestoresLiveDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Restores($first: Int!, $after: String, $filter: RestoreFilterInput, $sort: RestoreSortInput) {\n  restores(first: $first, after: $after, filter: $filter, sort: $sort) {\n    edges {\n      node {\n        ...RestoreRow\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}"): typeof import('./graphql.js').RestoresDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ResumeBackupSchedule($input: ResumeBackupScheduleInput!, $idempotencyKey: String) {\n  resumeBackupSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n  }\n}"): typeof import('./graphql.js').ResumeBackupScheduleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query RetentionPreview($scheduleId: ID!, $retention: RetentionInput) {\n  retentionPreview(scheduleId: $scheduleId, retention: $retention) {\n    remove {\n      id\n      name\n      state\n      createdAt\n      storedBytes\n    }\n    kept {\n      backup {\n        id\n        name\n        state\n        createdAt\n      }\n      heldFor {\n        namespace\n        reason\n        until\n      }\n    }\n  }\n}"): typeof import('./graphql.js').RetentionPreviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RevealBackupSecret($input: RevealBackupSecretInput!, $idempotencyKey: String) {\n  revealBackupSecret(input: $input, idempotencyKey: $idempotencyKey) {\n    object {\n      json\n      masked\n    }\n  }\n}"): typeof import('./graphql.js').RevealBackupSecretDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RevertScheduleEdit($input: RevertScheduleEditInput!, $idempotencyKey: String) {\n  revertScheduleEdit(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n    changed\n    namespaces\n    by {\n      ...ScheduleEditFields\n    }\n  }\n}"): typeof import('./graphql.js').RevertScheduleEditDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RevokeAccessToken($input: RevokeAccessTokenInput!, $idempotencyKey: String) {\n  revokeAccessToken(input: $input, idempotencyKey: $idempotencyKey) {\n    accessToken {\n      ...AccessTokenFields\n    }\n  }\n}"): typeof import('./graphql.js').RevokeAccessTokenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RewrapBackups($input: RewrapBackupsInput!, $idempotencyKey: String) {\n  rewrapBackups(input: $input, idempotencyKey: $idempotencyKey) {\n    rewrapped\n    unchanged\n    refused {\n      backup {\n        id\n        name\n      }\n      message\n    }\n    next\n  }\n}"): typeof import('./graphql.js').RewrapBackupsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RunClusterDiscovery($input: RunClusterDiscoveryInput!, $idempotencyKey: String) {\n  runClusterDiscovery(input: $input, idempotencyKey: $idempotencyKey) {\n    clusterDiscovery {\n      ...ClusterDiscoveryFields\n    }\n  }\n}"): typeof import('./graphql.js').RunClusterDiscoveryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription SchedulesLive($id: ID, $after: String) {\n  backupScheduleChanged(id: $id, after: $after) {\n    eventId\n    type\n    at\n    scheduleId\n    state\n    stateReason\n    cycleId\n    backupId\n    backupState\n    backupSchedule {\n      name\n    }\n  }\n}"): typeof import('./graphql.js').SchedulesLiveDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Search($text: String!, $kinds: [SearchKind!], $first: Int!, $after: String) {\n  search(text: $text, kinds: $kinds, first: $first, after: $after) {\n    edges {\n      node {\n        kind\n        id\n        name\n        match\n        label\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}"): typeof import('./graphql.js').SearchDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Shares($resource: SharedResource!, $id: ID!, $first: Int!, $after: String) {\n  shares(resource: $resource, id: $id, first: $first, after: $after) {\n    edges {\n      node {\n        ...ShareFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}"): typeof import('./graphql.js').SharesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SlackAcknowledge($input: AcknowledgeAlertInput!, $idempotencyKey: String) {\n  acknowledgeAlert(input: $input, idempotencyKey: $idempotencyKey) {\n    alert {\n      id\n      acknowledgedAt\n      acknowledgedBy\n    }\n  }\n}"): typeof import('./graphql.js').SlackAcknowledgeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SlackAdd($input: AddNamespacesToScheduleInput!, $idempotencyKey: String) {\n  addNamespacesToSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    changed\n    namespaces\n    by {\n      at\n      kind\n      actor {\n        name\n      }\n    }\n    backupSchedule {\n      ...SlackSchedule\n    }\n  }\n}"): typeof import('./graphql.js').SlackAddDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query SlackAlertNames($id: ID!) {\n  alert(id: $id) {\n    id\n    namespaces\n  }\n}"): typeof import('./graphql.js').SlackAlertNamesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query SlackAlertById($id: ID!) {\n  alert(id: $id) {\n    ...SlackAlert\n  }\n}"): typeof import('./graphql.js').SlackAlertByIdDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query SlackAlerts($first: Int!, $mine: Boolean, $scheduleId: ID) {\n  alerts(open: true, first: $first, mine: $mine, scheduleId: $scheduleId) {\n    totalCount\n    edges {\n      node {\n        ...SlackAlert\n      }\n    }\n  }\n}"): typeof import('./graphql.js').SlackAlertsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SlackExclude($input: ExcludeNamespacesFromScheduleInput!, $idempotencyKey: String) {\n  excludeNamespacesFromSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    changed\n    namespaces\n    by {\n      at\n      kind\n      actor {\n        name\n      }\n    }\n    backupSchedule {\n      ...SlackSchedule\n    }\n  }\n}"): typeof import('./graphql.js').SlackExcludeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query SlackHome {\n  viewer {\n    id\n    name\n    role\n    slackLinks {\n      teamId\n      slackUserId\n      linkedAt\n    }\n  }\n  server {\n    version\n  }\n  alerts(open: true, mine: true, first: 50) {\n    totalCount\n    edges {\n      node {\n        id\n        kind\n        standing\n        openedAt\n        snooze {\n          until\n          by\n        }\n        schedule {\n          id\n          name\n        }\n        cluster {\n          id\n          name\n        }\n        location {\n          id\n          name\n        }\n        discovery {\n          id\n          name\n        }\n      }\n    }\n  }\n}"): typeof import('./graphql.js').SlackHomeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query SlackLinkRequest($code: String!) {\n  slackLinkRequest(code: $code) {\n    teamId\n    teamName\n    slackUserId\n    slackUserName\n    expiresAt\n  }\n}"): typeof import('./graphql.js').SlackLinkRequestDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query SlackScheduleNames($nameContains: String, $clusterId: ID, $first: Int!, $after: String) {\n  backupSchedules(\n    filter: {nameContains: $nameContains, clusterId: $clusterId}\n    first: $first\n    after: $after\n  ) {\n    totalCount\n    edges {\n      node {\n        id\n        name\n        cluster {\n          id\n          name\n        }\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}"): typeof import('./graphql.js').SlackScheduleNamesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query SlackScheduleById($id: ID!) {\n  backupSchedule(id: $id) {\n    ...SlackSchedule\n    upcoming(first: 3)\n    openCycle {\n      id\n      startedAt\n      backup {\n        ...SlackBackup\n      }\n    }\n    alerts {\n      id\n      kind\n      message\n      standing\n      openedAt\n    }\n    backups(first: 3) {\n      edges {\n        node {\n          ...SlackBackup\n        }\n      }\n    }\n    history(first: 3) {\n      edges {\n        node {\n          kind\n          at\n          namespaces\n          actor {\n            name\n          }\n        }\n      }\n    }\n  }\n}"): typeof import('./graphql.js').SlackScheduleByIdDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query SlackStatus($clusterId: ID, $first: Int!) {\n  clusters(first: 50) {\n    totalCount\n    edges {\n      node {\n        id\n        name\n        state\n        stateMessage\n        stateChangedAt\n        allowedOperations {\n          label\n          code\n        }\n      }\n    }\n  }\n  clusterDiscoveries(first: 50) {\n    totalCount\n    edges {\n      node {\n        id\n        name\n        state\n        stateMessage\n        stateChangedAt\n        allowedOperations {\n          label\n          code\n        }\n        clusters {\n          managed\n          hibernated\n        }\n      }\n    }\n  }\n  backupLocations(first: 50) {\n    totalCount\n    edges {\n      node {\n        id\n        name\n        state\n        stateMessage\n        stateChangedAt\n        allowedOperations {\n          label\n          code\n        }\n      }\n    }\n  }\n  backupSchedules(filter: {clusterId: $clusterId}, first: $first) {\n    totalCount\n    edges {\n      node {\n        id\n        name\n        state\n        stateReason\n        nextDueAt\n        missingNamespaces\n        allowedOperations {\n          operation\n          code\n          reason\n        }\n        cluster {\n          id\n          name\n        }\n        backups(first: 1) {\n          edges {\n            node {\n              id\n              name\n              state\n              finishedAt\n            }\n          }\n        }\n      }\n    }\n  }\n  virtualMachines(filter: {clusterId: $clusterId}, first: 1) {\n    totalCount\n  }\n  machinesAtRest: virtualMachines(\n    filter: {clusterId: $clusterId, states: [PAUSED, STOPPED, OTHER, UNCHECKED]}\n    first: 20\n    sort: {by: STATE_CHANGED_AT}\n  ) {\n    totalCount\n    edges {\n      node {\n        id\n        namespace\n        name\n        state\n        stateReason\n        stateChangedAt\n      }\n    }\n  }\n  alerts(open: true, first: 10) {\n    totalCount\n    edges {\n      node {\n        id\n        kind\n        message\n        standing\n        openedAt\n        schedule {\n          id\n          name\n        }\n        cluster {\n          id\n          name\n        }\n        location {\n          id\n          name\n        }\n        discovery {\n          id\n          name\n        }\n      }\n    }\n  }\n}"): typeof import('./graphql.js').SlackStatusDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SlackUndo($input: RevertScheduleEditInput!, $idempotencyKey: String) {\n  revertScheduleEdit(input: $input, idempotencyKey: $idempotencyKey) {\n    changed\n    namespaces\n    by {\n      at\n      kind\n      actor {\n        name\n      }\n    }\n    backupSchedule {\n      ...SlackSchedule\n    }\n  }\n}"): typeof import('./graphql.js').SlackUndoDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SnoozeAlerts($input: SnoozeAlertsInput!, $idempotencyKey: String) {\n  snoozeAlerts(input: $input, idempotencyKey: $idempotencyKey) {\n    changed\n    alerts {\n      id\n      standing\n      snooze {\n        until\n        by\n        at\n      }\n    }\n  }\n}"): typeof import('./graphql.js').SnoozeAlertsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query StateHistory($first: Int!, $after: String, $resource: Resource, $id: ID, $to: String, $observer: StateObserver, $since: DateTime, $until: DateTime) {\n  stateHistory(\n    first: $first\n    after: $after\n    resource: $resource\n    id: $id\n    to: $to\n    observer: $observer\n    since: $since\n    until: $until\n  ) {\n    edges {\n      node {\n        id\n        at\n        resource\n        subjectId\n        name\n        from\n        to\n        reason\n        message\n        observer\n        observerName\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}"): typeof import('./graphql.js').StateHistoryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query StateMatrix($mode: OperationMode, $resource: Resource) {\n  stateMatrix(mode: $mode, resource: $resource) {\n    resource\n    label\n    kind\n    initial\n    modes\n    modeNotes {\n      mode\n      note\n    }\n    states {\n      state\n      label\n      meaning\n      documented\n      transitions\n      operations {\n        operation\n        label\n        built\n      }\n      count\n    }\n  }\n}"): typeof import('./graphql.js').StateMatrixDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SuspendBackupSchedule($input: SuspendBackupScheduleInput!, $idempotencyKey: String) {\n  suspendBackupSchedule(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSchedule {\n      ...BackupScheduleFields\n    }\n  }\n}"): typeof import('./graphql.js').SuspendBackupScheduleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SyncBackupLocation($input: SyncBackupLocationInput!, $idempotencyKey: String) {\n  syncBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {\n    backupSync {\n      ...BackupSyncFields\n    }\n  }\n}"): typeof import('./graphql.js').SyncBackupLocationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation TestAlertRoute($input: TestAlertRouteInput!, $idempotencyKey: String) {\n  testAlertRoute(input: $input, idempotencyKey: $idempotencyKey) {\n    delivery {\n      ...DeliveryFields\n    }\n  }\n}"): typeof import('./graphql.js').TestAlertRouteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation UnsnoozeAlerts($input: UnsnoozeAlertsInput!, $idempotencyKey: String) {\n  unsnoozeAlerts(input: $input, idempotencyKey: $idempotencyKey) {\n    changed\n    alerts {\n      id\n      standing\n    }\n  }\n}"): typeof import('./graphql.js').UnsnoozeAlertsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query UserGroupMembers($id: ID!, $first: Int!, $after: String) {\n  userGroup(id: $id) {\n    members(first: $first, after: $after) {\n      edges {\n        node {\n          id\n          name\n          role\n          state\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n}"): typeof import('./graphql.js').UserGroupMembersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query UserGroup($id: ID!) {\n  userGroup(id: $id) {\n    ...UserGroupFields\n  }\n}"): typeof import('./graphql.js').UserGroupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query UserGroups($first: Int!, $after: String, $nameContains: String) {\n  userGroups(first: $first, after: $after, nameContains: $nameContains) {\n    edges {\n      node {\n        ...UserGroupFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}"): typeof import('./graphql.js').UserGroupsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query UserNames($first: Int!, $after: String) {\n  users(first: $first, after: $after) {\n    edges {\n      node {\n        id\n        name\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}"): typeof import('./graphql.js').UserNamesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query User($id: ID!) {\n  user(id: $id) {\n    ...UserFields\n    allowedOperations {\n      ...AllowedOperationFields\n    }\n  }\n}"): typeof import('./graphql.js').UserDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Users($first: Int!, $after: String, $kind: UserKind, $nameContains: String, $roles: [Role!], $states: [UserState!]) {\n  users(\n    first: $first\n    after: $after\n    kind: $kind\n    nameContains: $nameContains\n    roles: $roles\n    states: $states\n  ) {\n    edges {\n      node {\n        id\n        kind\n        stateReason\n        provider\n        name\n        email\n        role\n        state\n        createdAt\n        slackLinks {\n          slackUserName\n          teamName\n        }\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}"): typeof import('./graphql.js').UsersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ValidateBackupLocation($input: ValidateBackupLocationInput!, $idempotencyKey: String) {\n  validateBackupLocation(input: $input, idempotencyKey: $idempotencyKey) {\n    backupLocation {\n      ...BackupLocationFields\n    }\n  }\n}"): typeof import('./graphql.js').ValidateBackupLocationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ValidateCluster($input: ValidateClusterInput!, $idempotencyKey: String) {\n  validateCluster(input: $input, idempotencyKey: $idempotencyKey) {\n    cluster {\n      ...ClusterFields\n    }\n  }\n}"): typeof import('./graphql.js').ValidateClusterDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ValidateLocationConnection($input: ValidateLocationConnectionInput!, $idempotencyKey: String) {\n  validateLocationConnection(input: $input, idempotencyKey: $idempotencyKey) {\n    locationConnection {\n      ...LocationConnectionFields\n    }\n  }\n}"): typeof import('./graphql.js').ValidateLocationConnectionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query VeleroBackups($locationId: ID!) {\n  veleroBackups(locationId: $locationId) {\n    backups {\n      name\n      phase\n      startedAt\n      finishedAt\n      includedNamespaces\n      errors\n      warnings\n      items\n      kubernetesVersion\n      schedule\n      importable\n    }\n    unreadable {\n      name\n      message\n    }\n  }\n}"): typeof import('./graphql.js').VeleroBackupsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation VerifyBackup($input: VerifyBackupInput!, $idempotencyKey: String) {\n  verifyBackup(input: $input, idempotencyKey: $idempotencyKey) {\n    backup {\n      ...BackupFields\n    }\n    verification {\n      ...BackupVerificationFields\n    }\n  }\n}"): typeof import('./graphql.js').VerifyBackupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Viewer {\n  viewer {\n    id\n    name\n    role\n    groups {\n      id\n      name\n    }\n  }\n  server {\n    version\n    notices {\n      code\n      message\n    }\n  }\n}"): typeof import('./graphql.js').ViewerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query VirtualMachine($id: ID!) {\n  virtualMachine(id: $id) {\n    ...VirtualMachineFields\n    allowedOperations {\n      operation\n      allowed\n      reason\n    }\n  }\n}"): typeof import('./graphql.js').VirtualMachineDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query VirtualMachines($first: Int!, $after: String, $filter: VirtualMachineFilterInput, $sort: VirtualMachineSortInput) {\n  virtualMachines(first: $first, after: $after, filter: $filter, sort: $sort) {\n    edges {\n      node {\n        ...VirtualMachineFields\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n    totalCount\n  }\n}"): typeof import('./graphql.js').VirtualMachinesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation WatchBackup($input: WatchBackupInput!, $idempotencyKey: String) {\n  watchBackup(input: $input, idempotencyKey: $idempotencyKey) {\n    delivery {\n      id\n      state\n    }\n  }\n}"): typeof import('./graphql.js').WatchBackupDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Whoami {\n  viewer {\n    id\n    name\n    role\n    email\n    slackLinks {\n      id\n      teamId\n      teamName\n      slackUserId\n      slackUserName\n      linkedAt\n    }\n  }\n}"): typeof import('./graphql.js').WhoamiDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
