/** A cluster discovery: where a garden is, which of its shoots are wanted, and what became of the last run. */
import type { FieldFault } from './errors/request-errors.js';
import { labelSelectorFaults } from './label-selector.js';
import { isNamespaceName, nameFaults } from './names.js';
import type { StateOf } from './state-matrix.js';

export type ClusterDiscoveryState = StateOf<'ClusterDiscovery'>;

/** Why a discovery is in its state. */
export const DISCOVERY_REASONS = {
  RUNNING: 'the garden is being looked through',
  REFRESHING: 'the kubeconfigs of its clusters are being renewed',
  OK: 'every shoot that matches is registered',
  BEING_DELETED: 'the configuration is being removed',
  BAD_KUBECONFIG: 'the kubeconfig of the garden cannot be used',
  CREDENTIAL_REFUSED: 'the garden refused the credential (401)',
  CREDENTIAL_EXPIRED: 'the credential for the garden has expired',
  MISSING_RIGHTS: 'the credential lacks rights in the garden',
  TLS_MISMATCH: "the garden's certificate is not the one that the kubeconfig vouches for",
  TIMEOUT: 'the garden did not answer in time',
  CONNECTION_REFUSED: 'the garden refused or dropped the connection',
  NAME_NOT_RESOLVED: "the name of the garden's server could not be resolved",
  SERVER_ERROR: 'the garden answered with a server error',
  UNEXPECTED_ANSWER: 'the server answered something that no garden answers',
  NO_GARDEN: 'the server is a cluster without the API of Gardener',
  PROJECT_NOT_FOUND: 'the garden has no such project',
  SHOOTS_FAILED: 'some shoots could not be registered or updated',
  ATTEMPTS_EXHAUSTED: 'every worker that took the run up stopped before its end',
  INTERNAL_ERROR: 'a fault of Holdfast itself: the log has the cause',
} as const;
export type DiscoveryReason = keyof typeof DISCOVERY_REASONS;

/** DISCOVER: the garden is listed. REFRESH: only the kubeconfigs of its clusters are renewed. */
export const DISCOVERY_RUNS = ['DISCOVER', 'REFRESH'] as const;
export type DiscoveryRun = (typeof DISCOVERY_RUNS)[number];

/** What the last run did. */
export interface DiscoveryCounts {
  /** Shoots that match. */
  readonly found: number;
  readonly registered: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Of those that match. */
  readonly hibernated: number;
  /** Being created, deleted or moved: left as they are. */
  readonly skipped: number;
  readonly failed: number;
  /** Clusters that no discovery finds any more. */
  readonly unmanaged: number;
  /** Clusters that were unmanaged and were found again. */
  readonly remanaged: number;
  /** Kubeconfigs that were fetched. */
  readonly renewed: number;
}

export const NO_COUNTS: DiscoveryCounts = {
  found: 0,
  registered: 0,
  updated: 0,
  unchanged: 0,
  hibernated: 0,
  skipped: 0,
  failed: 0,
  unmanaged: 0,
  remanaged: 0,
  renewed: 0,
};

/** One shoot that could not be worked with. */
export interface DiscoveryProblem {
  /** `<namespace>/<name>`, or a namespace. */
  readonly shoot: string;
  /** One sentence without secrets. */
  readonly message: string;
}
/** So many problems of a run are kept; the counts tell of all. */
export const PROBLEMS_KEPT = 20;

export interface ClusterDiscovery {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  /** Name of the project whose shoots are wanted; null: of every project. */
  readonly project: string | null;
  /** Of the shoots, as Kubernetes has it; null: all. */
  readonly labelSelector: string | null;
  /** How often it runs by itself; null: only when somebody asks. */
  readonly intervalMinutes: number | null;
  /** `https://host:port` of the garden; never changes. */
  readonly server: string;
  readonly credentialExpiresAt: Date | null;
  readonly state: ClusterDiscoveryState;
  readonly stateReason: DiscoveryReason;
  /** What exactly was seen, one sentence without secrets. */
  readonly stateMessage: string;
  readonly stateChangedAt: Date;
  /** Of the run that is under way, or of the last one. */
  readonly run: DiscoveryRun;
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** When it runs by itself next; null: it does not. */
  readonly nextDueAt: Date | null;
  /** When a run last saw every shoot. */
  readonly lastSucceededAt: Date | null;
  /** Shoots that the run is through with, of so many; null: it does not know yet. */
  readonly processed: number;
  readonly total: number | null;
  readonly counts: DiscoveryCounts;
  readonly problems: readonly DiscoveryProblem[];
  readonly attempt: number;
  readonly handedBack: number;
  readonly leaseOwner: string | null;
  readonly leaseUntil: Date | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** How a run ended. */
export interface DiscoveryEnd {
  readonly state: Extract<ClusterDiscoveryState, 'SUCCESS' | 'FAILED'>;
  readonly reason: DiscoveryReason;
  readonly message: string;
  readonly counts: DiscoveryCounts;
  readonly problems: readonly DiscoveryProblem[];
  readonly nextDueAt: Date | null;
  readonly at: Date;
}

/** Source: the product's own minimum. */
export const SHORTEST_INTERVAL_MINUTES = 15;
const LONGEST_INTERVAL_MINUTES = 31 * 24 * 60;

export interface DiscoveryFields {
  readonly name?: string;
  readonly project?: string | null;
  readonly labelSelector?: string | null;
  readonly intervalMinutes?: number | null;
}

/** All faults of what is given. */
export function discoveryFaults(fields: DiscoveryFields): readonly FieldFault[] {
  const { name, project, labelSelector, intervalMinutes } = fields;
  return [
    ...(name === undefined ? [] : nameFaults('name', name)),
    ...(project == null || isNamespaceName(project)
      ? []
      : [
          {
            path: 'project',
            message: 'is no name of a Gardener project: give `dev`, not its namespace with a path',
          },
        ]),
    ...(labelSelector == null ? [] : labelSelectorFaults('labelSelector', labelSelector, 'shoot')),
    ...(intervalMinutes == null ? [] : intervalFaults(intervalMinutes)),
  ];
}

function intervalFaults(minutes: number): readonly FieldFault[] {
  if (
    Number.isInteger(minutes) &&
    minutes >= SHORTEST_INTERVAL_MINUTES &&
    minutes <= LONGEST_INTERVAL_MINUTES
  )
    return [];
  const message = `must be a whole number from ${SHORTEST_INTERVAL_MINUTES} to ${LONGEST_INTERVAL_MINUTES} (31 days): a garden is not asked more often than every ${SHORTEST_INTERVAL_MINUTES} minutes`;
  return [{ path: 'intervalMinutes', message }];
}

export function dueAfter(at: Date, intervalMinutes: number | null): Date | null {
  return intervalMinutes === null ? null : new Date(at.getTime() + intervalMinutes * 60_000);
}

/** What becomes of the clusters when a discovery is deleted. KEEP: they stay, unmanaged. REFUSE: it is not deleted while it has any. */
export const CLUSTERS_ON_DELETION = ['KEEP', 'REFUSE'] as const;
export type ClustersOnDeletion = (typeof CLUSTERS_ON_DELETION)[number];
