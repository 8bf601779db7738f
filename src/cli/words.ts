/** Words of the schema that options take, in any case and with "-" or "_". */
import { InvalidArgumentError } from 'commander';
import type {
  AlertKind,
  AlertSortField,
  AuditDoor,
  AuditOutcome,
  BackupLocationSortField,
  BackupLocationState,
  BackupScheduleSortField,
  BackupScheduleState,
  BackupSortField,
  BackupState,
  ClusterDiscoveryState,
  ClusterSortField,
  ClusterState,
  ClustersOnDeletion,
  DeliveryMedium,
  DeliveryState,
  ExistingPolicy,
  LocationAccess,
  OperationMode,
  Resource,
  RestoreSortField,
  RestoreState,
  Role,
  StateObserver,
  UserState,
  VirtualMachineSortField,
  VirtualMachineState,
} from '../client/generated/graphql.js';
import { isPlain } from './output/plain.js';

export const CLUSTER_STATES = wordsOf<ClusterState>({
  ACTIVE: true,
  DISCONNECTED: true,
  NOT_AVAILABLE: true,
  UNCHECKED: true,
});
export const LOCATION_STATES = wordsOf<BackupLocationState>({ VALID: true, INVALID: true, UNCHECKED: true });
export const BACKUP_STATES = wordsOf<BackupState>({
  IN_PROGRESS: true,
  SUCCESS: true,
  PARTIAL_SUCCESS: true,
  FAILURE: true,
  DELETING: true,
});
export const RESTORE_STATES = wordsOf<RestoreState>({
  IN_PROGRESS: true,
  SUCCESS: true,
  PARTIAL_SUCCESS: true,
  FAILURE: true,
});
export const STATE_OBSERVERS = wordsOf<StateObserver>({
  PERSON: true,
  SERVICE: true,
  PROBER: true,
  WORKER: true,
  IDENTITY_PROVIDER: true,
  JOB: true,
});
export const CLUSTER_SORTS = wordsOf<ClusterSortField>({ CREATED_AT: true, NAME: true });
export const LOCATION_SORTS = wordsOf<BackupLocationSortField>({ CREATED_AT: true, NAME: true });
export const SCHEDULE_SORTS = wordsOf<BackupScheduleSortField>({
  CREATED_AT: true,
  NAME: true,
  NEXT_DUE_AT: true,
});
export const BACKUP_SORTS = wordsOf<BackupSortField>({
  CREATED_AT: true,
  NAME: true,
  FINISHED_AT: true,
  SIZE: true,
});
export const RESTORE_SORTS = wordsOf<RestoreSortField>({ CREATED_AT: true, NAME: true, FINISHED_AT: true });
export const VIRTUAL_MACHINE_STATES = wordsOf<VirtualMachineState>({
  RUNNING: true,
  PAUSED: true,
  STOPPED: true,
  OTHER: true,
  UNCHECKED: true,
});
export const VIRTUAL_MACHINE_SORTS = wordsOf<VirtualMachineSortField>({
  CREATED_AT: true,
  NAME: true,
  STATE_CHANGED_AT: true,
});
export const EXISTING_POLICIES = wordsOf<ExistingPolicy>({ KEEP: true, UPDATE: true, REPLACE: true });
export const SCHEDULE_STATES = wordsOf<BackupScheduleState>({ ACTIVE: true, SUSPENDED: true });
export const ALERT_SORTS = wordsOf<AlertSortField>({
  OPENED_AT: true,
  CHANGED_AT: true,
  LAST_SEEN_AT: true,
  COUNT: true,
});
export const ALERT_KINDS = wordsOf<AlertKind>({
  MISSING_NAMESPACES: true,
  INCOMPLETE_BACKUP: true,
  BACKUP_FAILED: true,
  ONLY_NAMESPACE_GONE: true,
  CLUSTER_BAD: true,
  LOCATION_BAD: true,
  NOTHING_PRODUCED: true,
  BACKUP_DAMAGED: true,
  CLUSTER_DISCOVERY_CONFIG_FAILED: true,
  SYNC_FAILED: true,
});
export const DELIVERY_STATES = wordsOf<DeliveryState>({
  PENDING: true,
  CLAIMED: true,
  DELIVERED: true,
  AMBIGUOUS: true,
  DEAD: true,
  SUPERSEDED: true,
});
export const DELIVERY_MEDIA = wordsOf<DeliveryMedium>({ SLACK: true, EMAIL: true });
export const DISCOVERY_STATES = wordsOf<ClusterDiscoveryState>({
  IN_PROGRESS: true,
  SUCCESS: true,
  FAILED: true,
  DELETING: true,
});
export const CLUSTERS_ON_DELETION = wordsOf<ClustersOnDeletion>({ KEEP: true, REFUSE: true });
export const MODES = wordsOf<OperationMode>({ CLASSIC: true, FEDERATED: true });
export const ACCESS = wordsOf<LocationAccess>({ CREDENTIALS: true, WORKLOAD_IDENTITY: true });
export const RESOURCES = wordsOf<Resource>({
  Backup: true,
  BackupLocation: true,
  BackupSchedule: true,
  BackupSync: true,
  Cluster: true,
  ClusterDiscovery: true,
  LocationConnection: true,
  Restore: true,
  User: true,
  VirtualMachine: true,
});

export const ROLES = wordsOf<Role>({
  SUPER_ADMIN: true,
  INFRA_ADMIN: true,
  APP_ADMIN: true,
  APP_USER: true,
  AUDITOR: true,
});
export const USER_STATES = wordsOf<UserState>({ ACTIVE: true, INACTIVE: true, UNKNOWN: true });
/** What an administrator can make of it: UNKNOWN is found out, never set. */
export const GIVEN_USER_STATES = wordsOf<Exclude<UserState, 'UNKNOWN'>>({ ACTIVE: true, INACTIVE: true });
export const GROUP_STATES = wordsOf<Exclude<UserState, 'INACTIVE'>>({ ACTIVE: true, UNKNOWN: true });
export const AUDIT_DOORS = wordsOf<AuditDoor>({ API: true, COMMAND_LINE: true, SLACK: true, JOB: true });
export const AUDIT_OUTCOMES = wordsOf<AuditOutcome>({
  APPLIED: true,
  UNCHANGED: true,
  REFUSED: true,
  FAILED: true,
});

/** A record, so that a word the schema gains and this list lacks does not compile. */
export function wordsOf<Word extends string>(words: Readonly<Record<Word, true>>): readonly Word[] {
  return Object.keys(words) as Word[];
}

/** Reads one word. @throws InvalidArgumentError naming all */
export function wordOption<Word extends string>(words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const found = words.find((word) => bare(word) === bare(text));
    if (found === undefined) throw new InvalidArgumentError(`Use one of ${words.join(', ')}.`);
    return found;
  };
}

/** Reads words with commas between them; the option may be repeated. @throws InvalidArgumentError */
export function wordsOption<Word extends string>(
  words: readonly Word[],
): (text: string, before: readonly Word[] | undefined) => readonly Word[] {
  const read = wordOption(words);
  return (text, before = []) => [...new Set([...before, ...parts(text).map(read)])];
}

/** Names with commas between them; the option may be repeated. */
export function namesOption(text: string, before: readonly string[] = []): readonly string[] {
  const names = [...before, ...parts(text)];
  if (names.length === 0) throw new InvalidArgumentError('Give at least one name.');
  return names;
}

/** What Kubernetes lets a namespace be called: a label of DNS. */
const NAMESPACE = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Names that namespaces can have, with commas between them, each once; the option may be repeated. */
export function namespacesOption(text: string, before?: readonly string[]): readonly string[] {
  const names = [...new Set(namesOption(text, before))];
  const wrong = names.find((name) => !NAMESPACE.test(name));
  if (wrong === undefined) return names;
  throw new InvalidArgumentError(`No namespace can be called ${JSON.stringify(wrong)}.`);
}

/** One line of text without anything that a terminal would not show. */
export function textOption(most: number): (text: string) => string {
  return (text) => {
    const trimmed = text.trim();
    if (trimmed !== '' && trimmed.length <= most && isPlain(trimmed)) return trimmed;
    throw new InvalidArgumentError(`Use 1 to ${most} characters of plain text.`);
  };
}

export interface LabelPair {
  readonly key: string;
  readonly value: string;
}

/** `key=value`; the option may be repeated. */
export function labelOption(text: string, before: readonly LabelPair[] = []): readonly LabelPair[] {
  const at = text.indexOf('=');
  if (at < 1 || !isPlain(text)) throw new InvalidArgumentError('Write it as key=value.');
  return [...before, { key: text.slice(0, at).trim(), value: text.slice(at + 1).trim() }];
}

export function textsOption(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** A whole number from 1 to `most`. */
export function numberOption(most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= 1 && value <= most) return value;
    throw new InvalidArgumentError(`Use a whole number from 1 to ${most}.`);
  };
}

/** A whole number from 0 to `most`. */
export function countOption(most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value <= most) return value;
    throw new InvalidArgumentError(`Use a whole number from 0 to ${most}.`);
  };
}

function parts(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function bare(word: string): string {
  return word.toLowerCase().replace(/[\s_-]/g, '');
}
