export type BackupStage = 'Initial' | 'PreExecRule' | 'Volumes' | 'PostExecRule' | 'Applications' | 'Final';

export interface Hold {
  /** Resolves when Stork stands there. */
  readonly reached: Promise<void>;
  release(): void;
}

interface Held {
  readonly reached: () => void;
  readonly waiting: (() => void)[];
}

/** What goes wrong in Stork, and when. */
export class StorkFaults {
  readonly #held = new Map<string, Held>();
  readonly #volumes = new Map<string, string>();
  readonly #stages = new Map<string, string>();
  readonly #locations = new Map<string, string>();
  readonly #objects = new Map<string, string>();
  /** Deleted CRs keep their finalizer. */
  keepsFinalizers = false;
  /** BackupLocations say what is so and when, and not of which generation. Assumed either way. */
  saysNoGeneration = false;
  /** A backup whose namespaces are all missing ends well, and holds nothing. Assumed: no source says what a later Stork does there. */
  passesEmptyBackups = false;

  /** Why backups and restores that are whole end as partial; undefined: they do not. */
  endsPartially: string | undefined;
  /** What is restored is counted, and not listed in the CR. */
  leavesListsOut = false;

  /** Stork stands still before the stage, of backups or restores, until it is released. */
  holdBefore(stage: BackupStage, what: 'backup' | 'restore' = 'backup'): Hold {
    const { promise: reached, resolve } = Promise.withResolvers<void>();
    const held: Held = { reached: resolve, waiting: [] };
    const key = `${what} ${stage}`;
    this.#held.set(key, held);
    return {
      reached,
      release: () => {
        this.#held.delete(key);
        for (const go of held.waiting.splice(0)) go();
      },
    };
  }

  /** @returns whether it stands still; `go` is called when it may go on */
  stands(what: 'backup' | 'restore', stage: string, go: () => void): boolean {
    const held = this.#held.get(`${what} ${stage}`);
    if (held === undefined) return false;
    held.waiting.push(go);
    held.reached();
    return true;
  }

  /** `shop/data` of every later backup and restore fails; a reason as Stork's drivers give it. */
  failVolume(claim: string, reason: string): void {
    this.#volumes.set(claim, reason);
  }

  healVolumes(): void {
    this.#volumes.clear();
  }

  /** Nothing goes wrong with backups and restores any more. Locations, and who stands still, are as they were. */
  healRuns(): void {
    for (const each of [this.#volumes, this.#stages, this.#objects]) each.clear();
    this.endsPartially = undefined;
    this.leavesListsOut = false;
  }

  volume(claim: string): string | undefined {
    return this.#volumes.get(claim);
  }

  /** Every later backup ends in Failed in this stage. */
  failStage(stage: BackupStage, reason: string): void {
    this.#stages.set(stage, reason);
  }

  stage(stage: BackupStage): string | undefined {
    return this.#stages.get(stage);
  }

  /** The cluster's own identity may not use the bucket. */
  refuseLocation(name: string, reason: string): void {
    this.#locations.set(name, reason);
  }

  admitLocation(name: string): void {
    this.#locations.delete(name);
  }

  location(name: string): string | undefined {
    return this.#locations.get(name);
  }

  /** `configmaps shop/settings` cannot be restored. */
  failObject(which: string, reason: string): void {
    this.#objects.set(which, reason);
  }

  object(which: string): string | undefined {
    return this.#objects.get(which);
  }
}
