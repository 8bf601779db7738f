/**
 * What the history of states is made of: each event that moves a state, read in one way for the stream, the history and the
 * metrics. An event type that moves a state and has no line here is found by test/domain/state-change.test.ts. Pure.
 */
import type { EventType, NewEvent } from './event.js';
import { PROVIDER_NAME, type RecordedActor } from './identity.js';
import type { Resource } from './state-matrix.js';

/**
 * Who saw it or did it. PERSON: by a change or a look that they asked for. SERVICE: a program of ours. PROBER: a look that comes
 * by itself. WORKER: the run of a backup or restore. IDENTITY_PROVIDER: what it says of its people. JOB: Holdfast by itself.
 */
export const STATE_OBSERVERS = ['PERSON', 'SERVICE', 'PROBER', 'WORKER', 'IDENTITY_PROVIDER', 'JOB'] as const;
export type StateObserver = (typeof STATE_OBSERVERS)[number];

/** A resource went from one state to another, or stayed in it for another reason: then `from` and `to` are the same. */
export interface StateMove {
  readonly resource: Resource;
  readonly subjectId: string;
  /** Where the event says it. */
  readonly name: string | null;
  /** Null: it is new, or nobody knows. */
  readonly from: string | null;
  /** Null: it is gone. */
  readonly to: string | null;
  readonly reason: string | null;
  /** What was seen, in one sentence. */
  readonly message: string | null;
  readonly observer: StateObserver;
  /** The person, or the part of Holdfast. */
  readonly observerName: string;
}

/** A move as it is kept. */
export interface StateChange extends StateMove {
  readonly id: string;
  readonly at: Date;
}

interface MoveRow {
  readonly resource: Resource;
  /** The state after, where the event's own data does not say it; null: it is gone. */
  readonly to?: string | null;
  /** Who it was when no person and no service did it. */
  readonly by: Exclude<StateObserver, 'PERSON' | 'SERVICE'>;
  /** Most events of this type move nothing: only one that names another state does. */
  readonly sometimes?: true;
}

export const STATE_MOVES: Readonly<Partial<Record<EventType, MoveRow>>> = {
  CLUSTER_REGISTERED: { resource: 'Cluster', to: 'UNCHECKED', by: 'JOB' },
  CLUSTER_EDITED: { resource: 'Cluster', by: 'JOB', sometimes: true },
  CLUSTER_STATE_CHANGED: { resource: 'Cluster', by: 'PROBER' },
  CLUSTER_DELETED: { resource: 'Cluster', to: null, by: 'JOB' },
  LOCATION_CREATED: { resource: 'BackupLocation', to: 'UNCHECKED', by: 'JOB' },
  LOCATION_EDITED: { resource: 'BackupLocation', by: 'JOB', sometimes: true },
  LOCATION_STATE_CHANGED: { resource: 'BackupLocation', by: 'PROBER' },
  LOCATION_DELETED: { resource: 'BackupLocation', to: null, by: 'JOB' },
  SCHEDULE_CREATED: { resource: 'BackupSchedule', to: 'ACTIVE', by: 'JOB' },
  SCHEDULE_STATE_CHANGED: { resource: 'BackupSchedule', by: 'JOB' },
  SCHEDULE_DELETED: { resource: 'BackupSchedule', to: null, by: 'JOB' },
  BACKUP_REQUESTED: { resource: 'Backup', to: 'IN_PROGRESS', by: 'JOB' },
  BACKUP_FOUND: { resource: 'Backup', by: 'JOB' },
  BACKUP_FINISHED: { resource: 'Backup', by: 'WORKER' },
  BACKUP_DELETING: { resource: 'Backup', to: 'DELETING', by: 'JOB' },
  BACKUP_DELETED: { resource: 'Backup', to: null, by: 'JOB' },
  BACKUP_FORCE_DELETED: { resource: 'Backup', to: null, by: 'JOB' },
  VIRTUAL_MACHINE_FOUND: { resource: 'VirtualMachine', by: 'PROBER' },
  VIRTUAL_MACHINE_STATE_CHANGED: { resource: 'VirtualMachine', by: 'PROBER' },
  VIRTUAL_MACHINE_GONE: { resource: 'VirtualMachine', to: null, by: 'PROBER' },
  RESTORE_REQUESTED: { resource: 'Restore', to: 'IN_PROGRESS', by: 'JOB' },
  RESTORE_FINISHED: { resource: 'Restore', by: 'WORKER' },
  RESTORE_DELETED: { resource: 'Restore', to: null, by: 'JOB' },
  DISCOVERY_CREATED: { resource: 'ClusterDiscovery', to: 'IN_PROGRESS', by: 'JOB' },
  DISCOVERY_STATE_CHANGED: { resource: 'ClusterDiscovery', by: 'WORKER' },
  DISCOVERY_DELETED: { resource: 'ClusterDiscovery', to: null, by: 'WORKER' },
  CONNECTION_CREATED: { resource: 'LocationConnection', to: 'UNCHECKED', by: 'JOB' },
  CONNECTION_STATE_CHANGED: { resource: 'LocationConnection', by: 'PROBER' },
  CONNECTION_DELETED: { resource: 'LocationConnection', to: null, by: 'JOB' },
  SYNC_REQUESTED: { resource: 'BackupSync', to: 'PENDING', by: 'JOB' },
  SYNC_STARTED: { resource: 'BackupSync', to: 'IN_PROGRESS', by: 'WORKER' },
  SYNC_ENDED: { resource: 'BackupSync', by: 'WORKER' },
  SYNC_REMOVED: { resource: 'BackupSync', to: null, by: 'JOB' },
  USER_CREATED: { resource: 'User', to: 'ACTIVE', by: 'JOB' },
  USER_EDITED: { resource: 'User', by: 'JOB', sometimes: true },
  USER_STATE_CHANGED: { resource: 'User', by: 'IDENTITY_PROVIDER' },
  // One row of the matrix: users and user groups.
  GROUP_CREATED: { resource: 'User', to: 'ACTIVE', by: 'JOB' },
  GROUP_DELETED: { resource: 'User', to: null, by: 'JOB' },
  GROUP_STATE_CHANGED: { resource: 'User', by: 'IDENTITY_PROVIDER' },
};

/** @returns undefined for an event that moves no state */
export function stateMoveOf(
  event: Pick<NewEvent, 'type' | 'subjectId' | 'data'> & { readonly actor: RecordedActor },
): StateMove | undefined {
  const row = STATE_MOVES[event.type];
  if (row === undefined) return undefined;
  const { from, to, reason, name } = wordsOf(event.data, row);
  if (to === undefined || (row.sometimes && (from === to || from === null))) return undefined;
  return {
    resource: row.resource,
    subjectId: event.subjectId,
    name,
    from,
    to,
    reason,
    message: textIn(event.data.message),
    observer: observerOf(event.actor, row),
    observerName: event.actor.name,
  };
}

function wordsOf(data: NewEvent['data'], row: MoveRow) {
  const [before, after] = [objectIn(data.before), objectIn(data.after)];
  const told = textIn(data.to) ?? textIn(after.state) ?? textIn(data.state);
  return {
    from: textIn(data.from) ?? textIn(before.state) ?? (row.to === null ? told : null),
    to: row.to === null ? null : (told ?? row.to),
    reason: textIn(data.reason) ?? textIn(after.stateReason),
    name: textIn(data.name) ?? textIn(after.name),
  };
}

function observerOf({ kind, name }: RecordedActor, { by }: MoveRow): StateObserver {
  if (kind === 'USER') return 'PERSON';
  if (name === PROVIDER_NAME) return 'IDENTITY_PROVIDER';
  return kind === 'SERVICE' ? 'SERVICE' : by;
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
