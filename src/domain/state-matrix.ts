/**
 * THE table: every resource, its states, what each means, in which operation modes it applies, where it may go and what
 * a person may ask of it. Data only. The GraphQL enums, `allowedOperations`, the query `stateMatrix`, the docs page and
 * the tests are made from it.
 *
 * Source: the seed "Backup Resources State Matrix", row by row. A state that the seed does not publish carries
 * `documented: false`.
 */

export const OPERATION_MODES = ['CLASSIC', 'FEDERATED'] as const;
export type OperationMode = (typeof OPERATION_MODES)[number];

/** What a person may ask of a resource. `built: false` is known to the design but not offered yet. */
export const OPERATIONS = {
  validate: { label: 'Validate now', built: true },
  edit: { label: 'Edit', built: true },
  delete: { label: 'Delete', built: true },
  forceDelete: { label: 'Force delete', built: true },
  backUp: { label: 'Back up', built: true },
  createSchedule: { label: 'Create a schedule', built: true },
  restore: { label: 'Restore', built: true },
  sync: { label: 'Sync', built: true },
  rescan: { label: 'Rescan', built: true },
  verify: { label: 'Verify', built: true },
  cancel: { label: 'Cancel', built: true },
  suspend: { label: 'Suspend', built: true },
  resume: { label: 'Resume', built: true },
  backUpNow: { label: 'Back up now', built: true },
  excludeNamespaces: { label: 'Exclude from Schedule', built: true },
  addNamespaces: { label: 'Add namespaces', built: true },
  reassign: { label: 'Reassign what the user owns', built: true },
  discover: { label: 'Discover now', built: true },
  refresh: { label: 'Refresh kubeconfigs', built: true },
} as const satisfies Record<string, { label: string; built: boolean }>;
export type Operation = keyof typeof OPERATIONS;

export interface StateRow<S extends string = string, O extends Operation = Operation> {
  readonly label: string;
  /** One sentence: what the state means and what a person may rely on. */
  readonly meaning: string;
  readonly documented: boolean;
  /** Where it may go. For an observed resource the world decides: every other state, written out by `observed`. */
  readonly to: readonly S[];
  readonly allows: readonly O[];
}

export interface ResourceRow<S extends string = string, O extends Operation = Operation> {
  readonly label: string;
  /** lifecycle: Holdfast moves it and a move that is not in the table throws. observed: the world moves it, a prober writes it down. */
  readonly kind: 'lifecycle' | 'observed';
  readonly modes: readonly OperationMode[];
  /** What the seed says about one mode only. */
  readonly modeNotes: Partial<Record<OperationMode, string>>;
  readonly initial: S;
  readonly states: Readonly<Record<S, StateRow<S, O>>>;
}

type Draft<S extends string, O extends Operation> = Omit<StateRow<S, O>, 'documented' | 'to'> & {
  documented?: false;
  to?: readonly NoInfer<S>[];
};

function lifecycle<S extends string, O extends Operation>(
  row: Omit<ResourceRow<S>, 'kind' | 'states' | 'initial'> & {
    initial: NoInfer<S>;
    states: Record<S, Draft<S, O>>;
  },
): ResourceRow<S, O> {
  return { ...row, kind: 'lifecycle', states: complete(row.states, (_state, draft) => draft.to ?? []) };
}

/** Any state may follow any other, but nothing that was checked goes back to "not checked" by itself: a new credential does that. */
function observed<S extends string, O extends Operation>(
  row: Omit<ResourceRow<S>, 'kind' | 'states' | 'initial'> & {
    initial: NoInfer<S>;
    states: Record<S, Draft<S, O>>;
  },
): ResourceRow<S, O> {
  const all = Object.keys(row.states) as S[];
  return {
    ...row,
    kind: 'observed',
    states: complete(row.states, (state) => all.filter((other) => other !== state)),
  };
}

function complete<S extends string, O extends Operation>(
  drafts: Record<S, Draft<S, O>>,
  targets: (state: S, draft: Draft<S, O>) => readonly S[],
): Record<S, StateRow<S, O>> {
  const rows = {} as Record<S, StateRow<S, O>>;
  for (const [state, draft] of Object.entries(drafts) as [S, Draft<S, O>][]) {
    rows[state] = { ...draft, documented: draft.documented ?? true, to: targets(state, draft) };
  }
  return rows;
}

const BOTH: readonly OperationMode[] = OPERATION_MODES;
const unchecked = <const O extends Operation>(what: string, allows: readonly O[]) =>
  ({ label: 'Unchecked', meaning: `${what} has not been looked at yet`, documented: false, allows }) as const;

export const STATE_MATRIX = {
  BackupLocation: observed({
    label: 'Backup location',
    modes: BOTH,
    modeNotes: {
      FEDERATED:
        'Validation is performed by Stork on each application cluster using Workload Identity: a location may be valid for one cluster and invalid for another',
    },
    initial: 'UNCHECKED',
    states: {
      UNCHECKED: unchecked('the location', ['validate', 'edit', 'delete']),
      VALID: {
        label: 'Valid',
        meaning: 'suitable for creating manual or scheduled backups',
        allows: ['backUp', 'createSchedule', 'restore', 'sync', 'rescan', 'validate', 'edit', 'delete'],
      },
      INVALID: {
        label: 'Invalid',
        meaning: 'validation of the backup location failed, so it can neither be accessed nor restored from',
        allows: ['validate', 'edit', 'delete'],
      },
    },
  }),
  User: observed({
    label: 'Users and user groups',
    modes: BOTH,
    modeNotes: {},
    initial: 'ACTIVE',
    states: {
      ACTIVE: {
        label: 'Active',
        meaning: 'known to the identity provider and able to sign in',
        documented: false,
        allows: ['edit', 'reassign'],
      },
      INACTIVE: {
        label: 'Inactive',
        meaning: 'known but disabled: cannot sign in',
        documented: false,
        allows: ['edit', 'reassign'],
      },
      UNKNOWN: {
        label: 'Unknown',
        meaning:
          'deleted from the identity provider, or not cached because the API was used without the console',
        allows: ['edit', 'reassign'],
      },
    },
  }),
  Cluster: observed({
    label: 'Clusters',
    modes: BOTH,
    modeNotes: {
      FEDERATED:
        'Gardener shoot clusters or other application clusters managed by Stork: Holdfast sends instructions to each cluster and never touches its backup locations',
    },
    initial: 'UNCHECKED',
    states: {
      UNCHECKED: unchecked('the cluster', ['validate', 'edit', 'delete']),
      ACTIVE: {
        label: 'Active',
        meaning: 'fully operational and accessible: backups, restores and schedules can be created',
        allows: ['backUp', 'createSchedule', 'restore', 'validate', 'edit', 'delete'],
      },
      DISCONNECTED: {
        label: 'Disconnected',
        meaning:
          'incorrect kubeconfig, missing Stork installation (federated), expired or refused token, missing rights, or never reached since its credential was given',
        allows: ['validate', 'edit', 'delete'],
      },
      NOT_AVAILABLE: {
        label: 'Not Available',
        meaning: 'worked before and is now inaccessible (possibly down), or its kubeconfig has expired',
        allows: ['validate', 'edit', 'delete'],
      },
    },
  }),
  VirtualMachine: observed({
    label: 'Virtual Machines',
    modes: ['CLASSIC'],
    modeNotes: { FEDERATED: 'KubeVirt virtual machine backup is not supported in Federated mode' },
    initial: 'UNCHECKED',
    states: {
      UNCHECKED: unchecked('the virtual machine', []),
      PAUSED: { label: 'Paused', meaning: 'pre-exec and post-exec rules fail', allows: ['backUp'] },
      RUNNING: { label: 'Running', meaning: 'the virtual machine is operational', allows: ['backUp'] },
      STOPPED: { label: 'Stopped', meaning: 'pre-exec and post-exec rules fail', allows: ['backUp'] },
      OTHER: {
        label: 'Other',
        meaning:
          'neither of these: `printableStatus` says in the words of KubeVirt how it is (docs/adr/0033)',
        documented: false,
        allows: ['backUp'],
      },
    },
  }),
  BackupSchedule: lifecycle({
    label: 'Backup schedules',
    modes: BOTH,
    modeNotes: {},
    initial: 'ACTIVE',
    states: {
      ACTIVE: {
        label: 'Active',
        meaning: 'backups are created at the specified times',
        to: ['SUSPENDED'],
        allows: ['suspend', 'backUpNow', 'excludeNamespaces', 'addNamespaces', 'edit', 'delete'],
      },
      SUSPENDED: {
        label: 'Suspended',
        meaning: 'paused: no backups are created',
        to: ['ACTIVE'],
        allows: ['resume', 'excludeNamespaces', 'addNamespaces', 'edit', 'delete'],
      },
    },
  }),
  Backup: lifecycle({
    label: 'Backups',
    modes: BOTH,
    modeNotes: {
      FEDERATED:
        'Backup operations are handled by Stork on each application cluster. A deletion that no valid cluster can process is rejected: an explicit force delete removes the record',
    },
    initial: 'IN_PROGRESS',
    states: {
      IN_PROGRESS: {
        label: 'In-Progress',
        meaning: 'the backup operation is ongoing',
        to: ['SUCCESS', 'PARTIAL_SUCCESS', 'FAILURE'],
        allows: ['cancel'],
      },
      SUCCESS: {
        label: 'Success',
        meaning: 'all associated resources are successfully backed up',
        to: ['DELETING'],
        allows: ['restore', 'verify', 'edit', 'delete', 'forceDelete'],
      },
      PARTIAL_SUCCESS: {
        label: 'Partial Success',
        meaning:
          'only some volumes or namespaces are backed up: what is missing is listed and the rest can be restored',
        to: ['DELETING'],
        allows: ['restore', 'verify', 'excludeNamespaces', 'edit', 'delete', 'forceDelete'],
      },
      FAILURE: {
        label: 'Failure',
        meaning:
          'none of the volumes or resources are backed up successfully, or a namespace vanished during the run: nothing can be restored from it',
        to: ['DELETING'],
        allows: ['edit', 'delete'],
      },
      DELETING: {
        label: 'Deleting',
        meaning: 'its data is being removed from the location',
        documented: false,
        to: [],
        allows: ['forceDelete'],
      },
    },
  }),
  Restore: lifecycle({
    label: 'Restores',
    modes: BOTH,
    modeNotes: {},
    initial: 'IN_PROGRESS',
    states: {
      IN_PROGRESS: {
        label: 'In-Progress',
        meaning: 'the restore operation is ongoing',
        to: ['SUCCESS', 'PARTIAL_SUCCESS', 'FAILURE'],
        allows: ['cancel'],
      },
      SUCCESS: {
        label: 'Success',
        meaning: 'the restore operation completed successfully',
        allows: ['delete'],
      },
      PARTIAL_SUCCESS: {
        label: 'Partial Success',
        meaning: 'only some resources were restored',
        allows: ['delete'],
      },
      FAILURE: { label: 'Failure', meaning: 'the restore operation failed', allows: ['delete'] },
    },
  }),
  ClusterDiscovery: lifecycle({
    label: 'Cluster Discovery Configuration',
    modes: ['FEDERATED'],
    modeNotes: {},
    initial: 'IN_PROGRESS',
    states: {
      IN_PROGRESS: {
        label: 'In Progress',
        meaning:
          'discovery is scanning the Gardener API for shoot clusters that match the label selector: no manual discovery and no editing meanwhile',
        to: ['SUCCESS', 'FAILED'],
        allows: [],
      },
      SUCCESS: {
        label: 'Success',
        meaning: 'discovery completed: all matching shoot clusters are registered or updated',
        to: ['IN_PROGRESS', 'DELETING'],
        allows: ['discover', 'refresh', 'edit', 'delete'],
      },
      FAILED: {
        label: 'Failed',
        meaning:
          'discovery met an error, such as a Gardener API connectivity failure or an expired token: the alert ClusterDiscoveryConfigFailed fires',
        to: ['IN_PROGRESS', 'DELETING'],
        allows: ['discover', 'refresh', 'edit', 'delete'],
      },
      DELETING: {
        label: 'Deleting',
        meaning: 'the configuration is being removed: no editing and no further deletion',
        to: [],
        allows: [],
      },
    },
  }),
  LocationConnection: observed({
    label: 'Backup location – cluster connection',
    modes: ['FEDERATED'],
    modeNotes: {
      FEDERATED: 'Each cluster associated with a backup location is validated independently',
    },
    initial: 'UNCHECKED',
    states: {
      UNCHECKED: unchecked('the connection', ['validate', 'delete']),
      VALID: {
        label: 'Valid',
        meaning:
          'the cluster can reach the location with its Workload Identity and is eligible for backup, restore and sync',
        allows: ['backUp', 'restore', 'sync', 'validate', 'delete'],
      },
      INVALID: {
        label: 'Invalid',
        meaning:
          'the cluster cannot reach the location, typically for missing or misconfigured Workload Identity permissions',
        allows: ['validate', 'delete'],
      },
    },
  }),
  BackupSync: lifecycle({
    label: 'Backup sync',
    modes: ['FEDERATED'],
    modeNotes: { FEDERATED: 'Only one sync operation can run at a time for a given storage bucket' },
    initial: 'PENDING',
    states: {
      PENDING: {
        label: 'Pending',
        meaning: 'triggered and not yet started',
        to: ['IN_PROGRESS'],
        allows: [],
      },
      IN_PROGRESS: {
        label: 'In Progress',
        meaning: 'running: no other sync can start for the same bucket until it ends',
        to: ['COMPLETED', 'FAILED'],
        allows: [],
      },
      COMPLETED: {
        label: 'Completed',
        meaning: 'ended: the list of backups shows the location as it is',
        documented: false,
        allows: [],
      },
      FAILED: {
        label: 'Failed',
        meaning: 'ended with an error: nothing was removed',
        documented: false,
        allows: [],
      },
    },
  }),
} as const satisfies Record<string, ResourceRow>;

export type Resource = keyof typeof STATE_MATRIX;
export type StateOf<R extends Resource> = Extract<keyof (typeof STATE_MATRIX)[R]['states'], string>;
/** What may be asked of the resource in at least one of its states. */
export type OperationOf<R extends Resource> =
  (typeof STATE_MATRIX)[R]['states'][keyof (typeof STATE_MATRIX)[R]['states']] extends StateRow<
    string,
    infer O
  >
    ? O
    : never;
export type ClusterState = StateOf<'Cluster'>;
export type BackupLocationState = StateOf<'BackupLocation'>;
export type BackupState = StateOf<'Backup'>;
export type BackupScheduleState = StateOf<'BackupSchedule'>;
export type RestoreState = StateOf<'Restore'>;
export type VirtualMachineState = StateOf<'VirtualMachine'>;

export const RESOURCES = Object.keys(STATE_MATRIX) as readonly Resource[];

/** One resource's row with its states as plain strings, for code that walks the whole table. */
export function resourceRow(resource: Resource): ResourceRow {
  return STATE_MATRIX[resource];
}
