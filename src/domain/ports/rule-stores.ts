/** What the rules need kept: the rules themselves, what is owed to applications that were quieted, and what commands left. */
import type { Lease } from '../backup.js';
import type { ExecRule, FrozenRule, RuleKind } from '../exec-rule.js';
import type { ResultEnd, RuleResult } from '../rule-result.js';
import type { MachineName } from '../virtual-machine.js';
import type { Page, PageRequest } from './stores.js';

export interface RuleFilter {
  readonly kind?: RuleKind;
  /** In any case. */
  readonly nameContains?: string;
}

export interface RuleUser {
  readonly resource: 'BackupSchedule' | 'Backup';
  readonly id: string;
  readonly name: string;
}

export interface ExecRuleStore {
  insert(rule: ExecRule): Promise<void>;
  find(id: string): Promise<ExecRule | undefined>;
  findMany(ids: readonly string[]): Promise<readonly ExecRule[]>;
  /** Locks the row: nobody begins to use it until the transaction ends. */
  lock(id: string): Promise<ExecRule | undefined>;
  page(request: PageRequest, filter?: RuleFilter): Promise<Page<ExecRule>>;
  count(filter?: RuleFilter): Promise<number>;
  edit(id: string, expectedVersion: number, change: Partial<ExecRule>): Promise<boolean>;
  remove(id: string): Promise<void>;
  /** Schedules that name it, and backups that have not ended, by name; the first of them and how many there are. */
  usersOf(
    id: string,
    first: number,
  ): Promise<{ readonly users: readonly RuleUser[]; readonly total: number }>;
}

/** A backup whose rules have begun and whose post rule is still owed. */
export interface OpenRules {
  readonly backupId: string;
  readonly clusterId: string;
  /** Of the run that began them. */
  readonly attempt: number;
  /** What the backup included then. */
  readonly namespaces: readonly string[];
  readonly post: FrozenRule | null;
  /** Virtual machines that may be frozen: they are thawed before the post rule is run. */
  readonly machines: readonly MachineName[];
  readonly openedAt: Date;
  /** How often it was tried after the backup's end. */
  readonly tries: number;
}

export interface RuleRunStore {
  /** From now on the post rule is owed; guarded by the lease. False when that is not held. */
  open(lease: Lease, rules: Omit<OpenRules, 'openedAt' | 'tries' | 'attempt' | 'backupId'>): Promise<boolean>;
  find(backupId: string): Promise<OpenRules | undefined>;
  /** The post rule of this attempt has been run. */
  close(backupId: string, attempt: number): Promise<void>;
  /**
   * One that no run will see to, for its backup has ended or is gone; nobody else gets it within the time. Database time.
   * What a running backup owes is left to the worker that takes it up.
   */
  claimOwed(forMs: number): Promise<OpenRules | undefined>;
  /** When it is tried again. */
  postpone(backupId: string, delayMs: number): Promise<void>;

  /** Results of a backup that is gone are not kept. */
  begin(results: readonly RuleResult[]): Promise<void>;
  end(id: string, end: ResultEnd): Promise<void>;
  /** What is still RUNNING of the backup was begun by a worker that died: its end is UNKNOWN. */
  abandon(backupId: string): Promise<void>;
  /** In the order in which they began. */
  resultsOf(backupIds: readonly string[]): Promise<ReadonlyMap<string, readonly RuleResult[]>>;
}
