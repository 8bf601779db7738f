import type { Resource } from '../state-matrix.js';

/** What is not removed while something needs it. */
export type NeededResource = 'Cluster' | 'BackupLocation' | 'BackupSchedule' | 'LocationConnection';
/** What can need it: a resource of the state matrix, or a route of alerts. */
export type DependentKind =
  | Extract<Resource, 'BackupSchedule' | 'Backup' | 'Restore' | 'LocationConnection' | 'BackupSync'>
  | 'AlertRoute';

export interface DependentsStore {
  /** What kinds of things keep each from being removed; those that nothing needs are left out. */
  kindsOf(
    resource: NeededResource,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly DependentKind[]>>;
  /** Those of the backups that a running restore reads. */
  restoredNow(backupIds: readonly string[]): Promise<ReadonlySet<string>>;
}
