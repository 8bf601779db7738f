/** A backup that Velero left in its bucket, as its own record tells. Source: facts of Velero 1.2, 1.4. */

export interface VeleroBackup {
  readonly name: string;
  /** Velero's own word: `Completed`, `PartiallyFailed`, `Failed`, … */
  readonly phase: string;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** As they were asked for; `['*']` or empty: every namespace. */
  readonly includedNamespaces: readonly string[];
  readonly errors: number;
  readonly warnings: number;
  readonly items: number;
  readonly kubernetesVersion: string | null;
  readonly schedule: string | null;
}

/** Phases after which Velero writes nothing more and the contents are there. */
const IMPORTABLE: ReadonlySet<string> = new Set(['Completed', 'PartiallyFailed']);

export function isImportable({ phase }: Pick<VeleroBackup, 'phase'>): boolean {
  return IMPORTABLE.has(phase);
}

/** What Velero keeps beside `backups` in its bucket; any other folder there makes its own location unavailable. */
export const VELERO_FOLDERS = ['restores', 'restic', 'kopia', 'metadata', 'plugins'] as const;
