/** Rings the bell for work that stands in our own tables. Losing a ring loses no work: a sweep finds it. */
export interface JobBell {
  runBackup(backupId: string): Promise<void>;
  startCycle(cycleId: string): Promise<void>;
  pruneSchedule(scheduleId: string): Promise<void>;
  deleteBackup(backupId: string): Promise<void>;
}
