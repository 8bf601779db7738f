/** A registered application cluster, and what a probe of it means for its state. */

import type { Labels } from './names.js';
import type { ClusterState, OperationMode } from './state-matrix.js';
import { afterLook, type LookMemory, NO_LOOK } from './steadiness.js';
import type { StorkInstallation } from './stork.js';

/** Why a cluster is in its state. Each failed one is a `ProbeFailureReason`. */
export const CLUSTER_REASONS = {
  NOT_CHECKED: 'not looked at yet',
  OK: 'reachable, and the credential has the rights it needs',
  BAD_KUBECONFIG: 'the kubeconfig cannot be used',
  CREDENTIAL_REFUSED: 'the cluster refused the credential (401)',
  CREDENTIAL_EXPIRED: 'the credential has expired',
  MISSING_RIGHTS: 'the credential lacks rights that backups need',
  TLS_MISMATCH: "the cluster's certificate is not the one that the kubeconfig vouches for",
  STORK_MISSING: 'Stork was not found on the cluster',
  STORK_NOT_READY: 'Stork is on the cluster, and none of its pods is ready: nobody acts',
  TIMEOUT: 'the cluster did not answer in time',
  CONNECTION_REFUSED: 'the cluster refused or dropped the connection',
  NAME_NOT_RESOLVED: "the name of the cluster's server could not be resolved",
  SERVER_ERROR: 'the cluster answered with a server error',
  UNEXPECTED_ANSWER: 'the server answered something that no Kubernetes API answers',
  HIBERNATED: 'the Gardener shoot sleeps: its API server is down on purpose, and nothing is wrong',
} as const;
export type ClusterReason = keyof typeof CLUSTER_REASONS;
export type ProbeFailureReason = Exclude<ClusterReason, 'NOT_CHECKED' | 'OK'>;

/** One right of the credential, as SelfSubjectAccessReview names it. */
export interface ClusterRight {
  readonly verb: string;
  /** `resource` or `resource.group`; `*.*` for everything. */
  readonly resource: string;
}

export interface Cluster {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  /** Fixed when the cluster is registered. */
  readonly mode: OperationMode;
  readonly labels: Labels;
  /** `https://host:port` of the API server; null while the kubeconfig cannot be read. Not a secret. */
  readonly server: string | null;
  readonly state: ClusterState;
  readonly stateReason: ClusterReason;
  /** What exactly was seen, in a sentence without secrets. */
  readonly stateMessage: string;
  readonly stateChangedAt: Date;
  readonly stateCheckedAt: Date | null;
  /** Rises with each new kubeconfig: a probe that began with an older one writes nothing. */
  readonly credentialVersion: number;
  /** When the credential itself says that it ends (client certificate, JWT); null where it does not say. */
  readonly credentialExpiresAt: Date | null;
  /** When this credential worked last; null: never. */
  readonly lastReachedAt: Date | null;
  readonly looks: LookMemory;
  readonly kubernetesVersion: string | null;
  /** UID of the namespace kube-system: the cluster's identity. */
  readonly clusterUid: string | null;
  readonly missingRights: readonly ClusterRight[];
  /** FEDERATED: the Stork that was last found; null: none yet, or not needed. */
  readonly stork: StorkInstallation | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type ClusterProbe =
  | {
      readonly ok: true;
      readonly kubernetesVersion: string;
      readonly clusterUid: string;
      /** Rights that are wanted and lacking, though the cluster can be worked with: kinds that will be told as unreadable. */
      readonly missingRights: readonly ClusterRight[];
    }
  | {
      readonly ok: false;
      readonly reason: ProbeFailureReason;
      readonly message: string;
      readonly missingRights: readonly ClusterRight[];
    };

/** What a prober remembers of a cluster between two looks. */
export type ProbeMemory = Pick<
  Cluster,
  'state' | 'stateReason' | 'lastReachedAt' | 'looks' | 'credentialExpiresAt'
>;

/** Failures that pass by themselves: steadiness.ts says how many in a row take ACTIVE away. */
const SOFT: ReadonlySet<ProbeFailureReason> = new Set([
  'STORK_NOT_READY',
  'TIMEOUT',
  'CONNECTION_REFUSED',
  'NAME_NOT_RESOLVED',
  'SERVER_ERROR',
  'UNEXPECTED_ANSWER',
]);

/** Whether a failed look may well succeed a moment later, without anybody doing anything. */
export function mayPass(reason: ProbeFailureReason): boolean {
  return SOFT.has(reason);
}

export interface ProbeVerdict {
  readonly state: ClusterState;
  readonly reason: ClusterReason;
  readonly looks: LookMemory;
}

/**
 * The design's table of reasons. `asked`: a person asked for this look, so it counts at once.
 * Never reached since the credential was given → DISCONNECTED whatever the failure; worked before and now silent or
 * failing → NOT_AVAILABLE; a credential whose own end has passed after it had worked → NOT_AVAILABLE.
 */
export function judgeProbe(probe: ClusterProbe, memory: ProbeMemory, at: Date, asked = false): ProbeVerdict {
  // Nothing failed: whoever put it to sleep wakes it, and the first look then counts at once.
  if (!probe.ok && probe.reason === 'HIBERNATED')
    return { state: 'NOT_AVAILABLE', reason: 'HIBERNATED', looks: NO_LOOK };
  const look = {
    ...meaningOf(probe, memory, at),
    ok: probe.ok,
    mayPass: !probe.ok && SOFT.has(probe.reason),
  };
  const before = { state: memory.state, reason: memory.stateReason, looks: memory.looks };
  return afterLook<ClusterState, ClusterReason>(look, before, { good: 'ACTIVE', asked });
}

function meaningOf(
  probe: ClusterProbe,
  { lastReachedAt, credentialExpiresAt }: ProbeMemory,
  at: Date,
): { readonly state: ClusterState; readonly reason: ClusterReason } {
  if (probe.ok) return { state: 'ACTIVE', reason: 'OK' };
  const worked = lastReachedAt !== null;
  const ended = credentialExpiresAt !== null && credentialExpiresAt <= at;
  const reason = probe.reason === 'CREDENTIAL_REFUSED' && ended ? 'CREDENTIAL_EXPIRED' : probe.reason;
  const away = worked && (SOFT.has(probe.reason) || (reason === 'CREDENTIAL_EXPIRED' && ended));
  return { state: away ? 'NOT_AVAILABLE' : 'DISCONNECTED', reason };
}
