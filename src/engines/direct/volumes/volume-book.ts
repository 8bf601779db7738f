import type { BackupVolume } from '../../../domain/backup-volume.js';
import type { VolumeReport } from '../../../domain/ports/backup-engine.js';

/** Every volume of a run as it stands, by `<namespace>/<claim>`; tells of each change. */
export class VolumeBook {
  readonly #volumes: Map<string, BackupVolume>;

  constructor(
    volumes: readonly BackupVolume[],
    private readonly report: VolumeReport,
  ) {
    this.#volumes = new Map(volumes.map((each) => [volumeKey(each), each]));
    this.report(this.all());
  }

  all(): readonly BackupVolume[] {
    return [...this.#volumes.values()];
  }

  /** @param key of a volume that is in the book */
  change(key: string, change: Partial<BackupVolume>): void {
    const volume = this.#volumes.get(key);
    if (volume === undefined) return;
    this.#volumes.set(key, { ...volume, ...change });
    this.report(this.all());
  }
}

export function volumeKey({ namespace, claim }: Pick<BackupVolume, 'namespace' | 'claim'>): string {
  return `${namespace}/${claim}`;
}
