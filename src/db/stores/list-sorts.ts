/** What each list can be sorted by, and the index that serves it: the expressions are those of the indexes. */
import type { Alert } from '../../domain/alert.js';
import type { Backup } from '../../domain/backup.js';
import type { BackupLocation } from '../../domain/backup-location.js';
import type { BackupSchedule } from '../../domain/backup-schedule.js';
import type { Cluster } from '../../domain/cluster.js';
import type {
  AlertSort,
  BackupSort,
  ClusterSort,
  LocationSort,
  RestoreSort,
  ScheduleSort,
  VirtualMachineSort,
} from '../../domain/listing.js';
import type { Restore } from '../../domain/restore.js';
import type { VirtualMachine } from '../../domain/virtual-machine.js';
import type { KeyType } from './cursor.js';

export interface SortKey<T> {
  readonly sql: string;
  readonly type: KeyType;
  /** The property of the row that `sql` is made of; null counts as later than every moment. */
  readonly property: keyof T & string;
  /** No two rows share it: it needs no id beside it. */
  readonly unique?: true;
}
type Sorts<T, By extends string> = Readonly<Record<By, SortKey<T>>>;

const CREATED_AT = { sql: 'created_at', type: 'moment', property: 'createdAt' } as const;
const NAME = { sql: 'name', type: 'text', property: 'name', unique: true } as const;
export const FINISHED_AT = {
  sql: `coalesce(finished_at, 'infinity'::timestamptz)`,
  type: 'moment',
  property: 'finishedAt',
} as const;

export const NEWEST_FIRST = { by: 'CREATED_AT', direction: 'DESC' } as const;

/** Of what has no other order than that in which it was made. */
export const CREATED_KEYS = { CREATED_AT } as const;

export const CLUSTER_KEYS: Sorts<Cluster, ClusterSort> = { CREATED_AT, NAME };
export const LOCATION_KEYS: Sorts<BackupLocation, LocationSort> = { CREATED_AT, NAME };
export const SCHEDULE_KEYS: Sorts<BackupSchedule, ScheduleSort> = {
  CREATED_AT,
  NAME,
  NEXT_DUE_AT: {
    sql: `coalesce(next_due_at, 'infinity'::timestamptz)`,
    type: 'moment',
    property: 'nextDueAt',
  },
};
export const BACKUP_KEYS: Sorts<Backup, BackupSort> = {
  CREATED_AT,
  NAME,
  FINISHED_AT,
  SIZE: { sql: 'bytes', type: 'whole', property: 'bytes' },
};
export const RESTORE_KEYS: Sorts<Restore, RestoreSort> = { CREATED_AT, NAME, FINISHED_AT };
export const ALERT_KEYS: Sorts<Alert, AlertSort> = {
  OPENED_AT: { sql: 'opened_at', type: 'moment', property: 'openedAt' },
  CHANGED_AT: { sql: 'changed_at', type: 'moment', property: 'changedAt' },
  LAST_SEEN_AT: { sql: 'last_seen_at', type: 'moment', property: 'lastSeenAt' },
  COUNT: { sql: 'count', type: 'whole', property: 'count' },
};
export const VIRTUAL_MACHINE_KEYS: Sorts<VirtualMachine, VirtualMachineSort> = {
  CREATED_AT,
  // Two namespaces may each have one of the same name.
  NAME: { sql: 'name', type: 'text', property: 'name' },
  STATE_CHANGED_AT: { sql: 'state_changed_at', type: 'moment', property: 'stateChangedAt' },
};
