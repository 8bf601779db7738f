/** Things as the API shows them. */
import type {
  AllowedOperationFieldsFragment,
  BackupFieldsFragment,
  BackupLocationFieldsFragment,
  BackupUpdatedSubscription,
  BackupVerificationFieldsFragment,
  ClusterFieldsFragment,
} from '../../src/client/generated/graphql.js';

const AT = '2026-11-20T12:00:00.000Z';

/** A UUID for a number. */
export function uuid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** As `show` asks for it: the lists do without. */
interface WithOperations {
  readonly allowedOperations: AllowedOperationFieldsFragment[];
}

export function apiCluster(
  given: Partial<ClusterFieldsFragment & WithOperations> = {},
): ClusterFieldsFragment & WithOperations {
  return {
    allowedOperations: [],
    id: uuid(1),
    name: 'prod',
    mode: 'CLASSIC',
    state: 'ACTIVE',
    stateReason: 'OK',
    stateMessage: 'answers, and grants every right that backups need',
    stateChangedAt: AT,
    stateCheckedAt: AT,
    server: 'https://10.0.0.1:6443',
    stork: null,
    kubernetesVersion: 'v1.36.1',
    clusterUid: uuid(90),
    credentialExpiresAt: null,
    lastReachedAt: AT,
    missingRights: [],
    labels: [{ key: 'env', value: 'live' }],
    shoot: null,
    owner: { name: 'admin' },
    createdAt: AT,
    updatedAt: AT,
    version: 3,
    ...given,
  };
}

export function apiLocation(
  given: Partial<BackupLocationFieldsFragment & WithOperations> = {},
): BackupLocationFieldsFragment & WithOperations {
  return {
    allowedOperations: [],
    id: uuid(2),
    name: 'main',
    kind: 'FILESYSTEM',
    access: 'CREDENTIALS',
    path: '/backups/main',
    encrypted: true,
    s3: null,
    capabilities: null,
    state: 'VALID',
    stateReason: 'OK',
    stateMessage: 'listed, wrote, read back and deleted a file',
    stateChangedAt: AT,
    stateCheckedAt: AT,
    labels: [],
    owner: { name: 'admin' },
    createdAt: AT,
    updatedAt: AT,
    version: 1,
    ...given,
  };
}

export function apiBackup(
  given: Partial<BackupFieldsFragment & WithOperations> = {},
): BackupFieldsFragment & WithOperations {
  return {
    allowedOperations: [],
    id: uuid(3),
    name: 'nightly',
    state: 'SUCCESS',
    stateReason: null,
    stage: null,
    cluster: { id: uuid(1), name: 'prod' },
    location: { id: uuid(2), name: 'main' },
    schedule: null,
    includedNamespaces: ['shop', 'blog'],
    missingNamespaces: [],
    lostNamespaces: [],
    objects: 1234,
    bytes: 5_000_000,
    storedBytes: 1_048_576,
    createdAt: AT,
    startedAt: AT,
    finishedAt: '2026-11-20T12:01:15.000Z',
    version: 2,
    mode: 'CLASSIC',
    engine: 'DIRECT',
    layout: 'HOLDFAST',
    listedBySync: false,
    vanishedAt: null,
    attempt: 1,
    stateChangedAt: AT,
    cancelRequestedAt: null,
    requestedNamespaces: ['shop', 'blog'],
    namespaces: [],
    virtualMachines: [],
    issues: [],
    labels: [],
    owner: { name: 'admin' },
    heldFor: [],
    importedFrom: null,
    encryption: { state: 'NONE', keyIds: [] },
    verification: null,
    lastVerification: null,
    lockedUntil: null,
    deletion: null,
    verifiedAt: null,
    preRule: null,
    postRule: null,
    filter: null,
    ...given,
  };
}

/** A backup as `backup show` asks for it: with its volumes and what the commands of its rules did. */
export function apiShownBackup(given: Partial<BackupFieldsFragment> = {}) {
  return {
    ...apiBackup(given),
    contents: null,
    ruleResults: [],
    volumeSettings: { mode: 'NONE', acceptSkipped: false },
    volumes: { total: 0, ready: 0, items: [] },
  };
}

/** `billing` was gone when it began. */
export function apiPartialBackup(): BackupFieldsFragment {
  return apiBackup({
    state: 'PARTIAL_SUCCESS',
    stateReason: 'NAMESPACE_MISSING',
    missingNamespaces: ['billing'],
    requestedNamespaces: ['shop', 'blog', 'billing'],
    namespaces: [
      { name: 'billing', fate: 'MISSING', reason: 'not found', uid: null, objects: 0, bytes: 0 },
      { name: 'shop', fate: 'INCLUDED', reason: null, uid: uuid(70), objects: 1234, bytes: 5_000_000 },
    ],
    issues: [
      {
        code: 'NAMESPACE_MISSING',
        effect: 'PARTIAL_SUCCESS',
        meaning: 'requested, but absent or Terminating when the backup began',
        message: 'Namespace billing was not found.',
        subject: { kind: 'NAMESPACE', name: 'billing' },
      },
    ],
  });
}

type Update = BackupUpdatedSubscription['backupUpdated'];

/** What happened to the backup of `apiBackup`, as a subscription's event. */
export function apiUpdate(given: Partial<Update> = {}): { backupUpdated: Update } {
  const backup = apiBackup({ state: 'IN_PROGRESS', stage: 'RESOURCES', finishedAt: null });
  return {
    backupUpdated: {
      eventId: '1',
      type: 'BACKUP_PROGRESSED',
      at: AT,
      backupId: backup.id,
      state: 'IN_PROGRESS',
      stage: 'RESOURCES',
      attempt: 1,
      objects: 10,
      bytes: 2048,
      message: null,
      backup,
      ...given,
    },
  };
}

/** A page of a list with everything on it. */
export function apiPage<Node>(nodes: readonly Node[], { hasNextPage = false, total = nodes.length } = {}) {
  return {
    edges: nodes.map((node, index) => ({ cursor: String(index), node })),
    pageInfo: {
      endCursor: nodes.length === 0 ? null : 'end',
      hasNextPage,
      hasPreviousPage: false,
      startCursor: null,
    },
    totalCount: total,
  };
}

/** Asked for and not taken up yet. */
export function apiVerification(
  given: Partial<BackupVerificationFieldsFragment> = {},
): BackupVerificationFieldsFragment {
  return {
    state: 'IN_PROGRESS',
    trigger: 'MANUAL',
    attempt: 0,
    frames: 0,
    objects: 0,
    bytes: 0,
    damages: [],
    error: null,
    tryRestore: false,
    trial: null,
    requestedAt: AT,
    startedAt: null,
    endedAt: null,
    ...given,
  };
}
