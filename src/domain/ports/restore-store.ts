import type { Sight } from '../access.js';
import type { Lease } from '../backup.js';
import type { NewEvent } from '../event.js';
import type { ListFilter, RestoreSort } from '../listing.js';
import type { Restore, RestoreCounts, RestoreIssue, RestoreStage, RestoreVerdict } from '../restore.js';
import type { RestoreState } from '../state-matrix.js';
import type { LeasedStore } from './leased-store.js';
import type { Page, PageRequest, SeenBy, SortedRequest } from './stores.js';

export interface RestoreFilter extends ListFilter<RestoreState>, SeenBy {
  readonly backupId?: string;
  /** The cluster that is restored to. */
  readonly clusterId?: string;
}

/** What a run has done so far. */
export interface RestoreStanding {
  readonly stage: RestoreStage;
  readonly counts: RestoreCounts;
  readonly total: number | null;
}

export interface RestoreEnd extends RestoreVerdict {
  readonly at: Date;
  readonly counts: RestoreCounts;
  readonly total: number | null;
}

export interface RestoreStore extends LeasedStore<Restore> {
  insert(restore: Restore): Promise<void>;
  find(id: string): Promise<Restore | undefined>;
  findMany(ids: readonly string[]): Promise<readonly Restore[]>;
  page(request: SortedRequest<RestoreSort>, filter?: RestoreFilter): Promise<Page<Restore>>;
  count(filter?: RestoreFilter): Promise<number>;
  countByState(seenBy?: Sight): Promise<ReadonlyMap<RestoreState, number>>;
  /** How many restores of each backup there are that the viewer sees; one without any is left out. */
  countOfBackups(backupIds: readonly string[], seenBy?: Sight): Promise<ReadonlyMap<string, number>>;
  /** In the order in which the run found them; the cursor is good for this list alone. */
  issuesOf(restoreId: string, request: PageRequest): Promise<Page<RestoreIssue>>;
  countIssues(restoreId: string): Promise<number>;

  /** The oldest running restore of the backup. */
  runningOf(backupId: string): Promise<Restore | undefined>;
  /**
   * The running restore that writes to one of the namespaces of the cluster. Until the transaction ends no other one asks the
   * same of this cluster: of two that begin at once one sees the other.
   */
  rivalOf(clusterId: string, namespaces: readonly string[]): Promise<Restore | undefined>;

  /** The following write only while the lease is held, and tell it; each returns false when it is not. */
  recordStanding(lease: Lease, standing: RestoreStanding, event: NewEvent): Promise<boolean>;
  /** The guarded last move out of IN_PROGRESS, with the issues. */
  finish(lease: Lease, end: RestoreEnd): Promise<boolean>;
  /** Ends a restore that no worker has taken up yet. False when one has. */
  finishUnclaimed(restoreId: string, end: RestoreEnd): Promise<boolean>;
  /** False when it is running. */
  remove(id: string): Promise<boolean>;
}
