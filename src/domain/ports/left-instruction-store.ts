/**
 * Instructions of runs that have ended, which their cluster may still have: it is told of a restore until it was told once, of a backup until
 * nothing of it is left there. Times are the database's.
 */
export const INSTRUCTED = ['Backup', 'Restore'] as const;

export interface LeftInstruction {
  readonly resource: (typeof INSTRUCTED)[number];
  /** Of the backup or the restore, whose record may be gone by now. */
  readonly subjectId: string;
  readonly clusterId: string;
}

export interface LeftInstructionStore {
  /** In the transaction that records the run's end. The run tells the cluster itself within `forMs`. */
  leave(left: LeftInstruction, forMs: number): Promise<void>;
  /** The cluster was told, and has done what is waited for. */
  takenBack(subjectId: string): Promise<void>;
  /** One that is due, of a cluster that is ACTIVE, restores first: what nobody wants any more goes on changing the cluster. Nobody else gets it within the time. */
  claimDue(forMs: number): Promise<(LeftInstruction & { readonly tries: number }) | undefined>;
  /** It was told, and takes its time. */
  delay(subjectId: string, pauseMs: number): Promise<void>;
  /** Backups that the cluster is clearing away in the location, for as long as it is ACTIVE and reaches it: elsewhere nothing is lost with the connection. */
  clearedAt(place: {
    readonly clusterId: string;
    readonly locationId: string;
  }): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** A cluster that could not be told of one is told of none before. */
  delayAllOn(clusterId: string, pauseMs: number): Promise<void>;
}
