/** Rings the bell for work that stands in our own tables. Losing a ring loses no work: a sweep finds it. */
export interface JobBell {
  runBackup(backupId: string): Promise<void>;
  /** Wakes workers for many: who is awake takes up what waits, so not each of them needs a ring. */
  runBackups(backupIds: readonly string[]): Promise<void>;
  startCycles(cycleIds: readonly string[]): Promise<void>;
  pruneSchedule(scheduleId: string): Promise<void>;
  deleteBackup(backupId: string): Promise<void>;
  runRestore(restoreId: string): Promise<void>;
  verifyBackup(backupId: string): Promise<void>;
  runDiscovery(discoveryId: string): Promise<void>;
  syncLocation(syncId: string): Promise<void>;
}
