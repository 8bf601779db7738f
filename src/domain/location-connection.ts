/** One federated cluster's own access to one backup location, and what a look at it means for its state. Pure. */
import type { BackupLocation, LocationReason } from './backup-location.js';
import type { Cluster } from './cluster.js';
import { reasonsOf } from './counted-reasons.js';
import type { BackupLocationState, StateOf } from './state-matrix.js';
import { afterLook, type LookMemory, NO_LOOK, type Standing } from './steadiness.js';

export type ConnectionState = StateOf<'LocationConnection'>;

/** Why a connection is in its state. */
export const CONNECTION_REASONS = {
  NOT_CHECKED: 'not looked at yet',
  OK: 'the cluster says that it reaches the location with its workload identity',
  ACCESS_DENIED: 'the workload identity of the cluster may not use the bucket',
  BUCKET_MISSING: 'the cluster finds no such bucket',
  UNREACHABLE: 'the store does not answer the cluster, or asks it to wait',
  REFUSED: 'the cluster says that it cannot use the location',
  NO_ANSWER: 'the cluster did not say in time whether it reaches the location',
  STORK_MISSING: 'the cluster knows no backup locations: Stork is not there',
  STORK_TOO_OLD: 'the Stork on the cluster does not say whether it reaches a location',
  FOREIGN: 'the cluster has a BackupLocation of the same name that Holdfast did not make',
  CLUSTER_NOT_ACTIVE: 'the cluster itself cannot be used',
  CLUSTER_HIBERNATED: 'the cluster sleeps: nothing is wrong, and nobody there could look',
  CLUSTER_FAILED: 'the cluster could not be asked',
} as const;
export type ConnectionReason = keyof typeof CONNECTION_REASONS;
export type ConnectionFailure = Exclude<ConnectionReason, 'NOT_CHECKED' | 'OK'>;

export interface LocationConnection {
  readonly id: string;
  readonly locationId: string;
  readonly clusterId: string;
  readonly state: ConnectionState;
  readonly stateReason: ConnectionReason;
  /** What exactly was seen, in a sentence without secrets. */
  readonly stateMessage: string;
  readonly stateChangedAt: Date;
  readonly stateCheckedAt: Date | null;
  /** When the cluster itself last looked, by its own word; null: it did not say. */
  readonly validatedAt: Date | null;
  readonly looks: LookMemory;
  readonly createdAt: Date;
}

export type ConnectionCheck =
  | {
      readonly ok: true;
      readonly validatedAt: Date | null;
      /** What people should know all the same. */
      readonly message?: string;
    }
  | {
      readonly ok: false;
      readonly reason: ConnectionFailure;
      readonly message: string;
      readonly validatedAt: Date | null;
    };

/** What may well pass by itself. REFUSED is among them: nobody knows what is behind words that nobody knows. */
const SOFT: ReadonlySet<ConnectionFailure> = new Set([
  'NO_ANSWER',
  'CLUSTER_FAILED',
  'UNREACHABLE',
  'REFUSED',
]);

/** @param asked a person asked for this look, so that it counts at once */
export function judgeConnection(
  check: ConnectionCheck,
  { state, stateReason, looks }: Pick<LocationConnection, 'state' | 'stateReason' | 'looks'>,
  asked: boolean,
): Standing<ConnectionState, ConnectionReason> {
  const reason = check.ok ? 'OK' : check.reason;
  // Nobody looked at the location; the cluster's own state is steady, and the first look after it counts at once.
  if (isForCluster({ stateReason: reason })) return { state: 'INVALID', reason, looks: NO_LOOK };
  return afterLook<ConnectionState, ConnectionReason>(
    {
      state: check.ok ? 'VALID' : 'INVALID',
      reason,
      ok: check.ok,
      mayPass: !check.ok && SOFT.has(check.reason),
    },
    { state, reason: stateReason, looks },
    { good: 'VALID', asked },
  );
}

/** What a cluster that is not ACTIVE is worth: nobody asks it. */
export function awayCheck({ name, state, stateReason }: Cluster): ConnectionCheck {
  return {
    ok: false,
    reason: stateReason === 'HIBERNATED' ? 'CLUSTER_HIBERNATED' : 'CLUSTER_NOT_ACTIVE',
    message: `the cluster ${name} is ${state} (${stateReason})`,
    validatedAt: null,
  };
}

/** It says of the cluster that it was away, and nothing of the location. */
export function isForCluster({ stateReason }: Pick<LocationConnection, 'stateReason'>): boolean {
  return stateReason === 'CLUSTER_NOT_ACTIVE' || stateReason === 'CLUSTER_HIBERNATED';
}

export interface DerivedState {
  readonly state: BackupLocationState;
  readonly stateReason: LocationReason;
  readonly stateMessage: string;
}

/**
 * The state of a location that only clusters reach: VALID where one of them does, INVALID where none does, UNCHECKED where none said. Everybody sees
 * it, and not every cluster: it counts, and the connections tell which and why.
 */
export function stateOfConnections(
  connections: readonly Pick<LocationConnection, 'state' | 'stateReason'>[],
): DerivedState {
  const looked = connections.filter(({ state }) => state !== 'UNCHECKED');
  const valid = looked.filter(({ state }) => state === 'VALID');
  const of = `${valid.length} of ${connections.length} connected clusters`;
  if (valid.length > 0) return { state: 'VALID', stateReason: 'CONNECTED', stateMessage: `${of} reach it` };
  if (looked.length === 0) {
    const none =
      connections.length === 0 ? 'no cluster is connected to it' : 'no cluster has looked at it yet';
    return { state: 'UNCHECKED', stateReason: 'NOT_CHECKED', stateMessage: none };
  }
  const asleep = looked.every(({ stateReason }) => stateReason === 'CLUSTER_HIBERNATED');
  return {
    state: 'INVALID',
    stateReason: asleep ? 'CLUSTERS_HIBERNATED' : 'NO_VALID_CONNECTION',
    stateMessage: `${of} reach it: ${reasonsOf(looked.map(({ stateReason }) => stateReason))}`,
  };
}

/** How a connection is called where it needs a name. */
export function connectionName(
  cluster: Pick<Cluster, 'name'> | undefined,
  location: Pick<BackupLocation, 'name'> | undefined,
): string {
  return `${cluster?.name ?? 'unknown'} – ${location?.name ?? 'unknown'}`;
}
