/** What the command says by its exit code. The table of docs/command-line.md says the same. */
export const EXIT = {
  /** Done as asked. */
  done: 0,
  /** Holdfast refused: the message has its code. */
  refused: 1,
  /** Bad arguments, or something on this machine that they name. */
  usage: 2,
  /** The backup or the restore is a Partial Success. */
  partialSuccess: 3,
  /** Done, with a bad outcome: the backup or the restore failed, the backup is damaged, the cluster or location does not work. */
  failure: 4,
  /** Holdfast cannot be reached. */
  unreachable: 5,
  /** The person said no, or nobody was there to say yes. */
  declined: 6,
  /** A fault of this command itself. */
  fault: 70,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
