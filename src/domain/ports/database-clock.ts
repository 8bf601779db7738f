/** What time the database has: one for all workers, and none that a worker's own clock can lead astray. */
export interface DatabaseClock {
  /** @throws DependencyFailure */
  now(): Promise<Date>;
}
