/** The storage system behind the stand-in's CSI driver, and how it behaves. */
export interface StorageSnapshot {
  /** The storage's own name. */
  readonly handle: string;
  readonly driver: string;
  /** `spec.csi.volumeHandle` of the volume that was cut. */
  readonly volume: string;
  /** Nanoseconds since 1970: beyond 2^53. */
  readonly cutAt: bigint;
  readonly bytes: bigint;
}

/** What happens to snapshots of volumes of one storage class. */
export interface SnapshotBehaviour {
  /** How long the cut takes, and from there until the snapshot can be used. Default 0. */
  readonly cutMs?: number;
  readonly readyMs?: number;
  /** It can be used from then on, however long that is. */
  readonly readyWhen?: Promise<unknown>;
  /** The storage answers with this error, for ever. */
  readonly fails?: string;
  /** It answers so many times with an error before it cuts. */
  readonly failsFirst?: number;
  /** Nothing is ever heard of it: before the cut, or after it. */
  readonly never?: 'cut' | 'ready';
  readonly bytes?: bigint;
}

export class CsiStorage {
  /** Everything that lies in the storage: what nobody deletes stays here. */
  readonly snapshots = new Map<string, StorageSnapshot>();
  /** Claims that were filled from a snapshot. */
  readonly restored: { readonly namespace: string; readonly claim: string; readonly handle: string }[] = [];
  readonly #behaviours = new Map<string, SnapshotBehaviour>();
  #made = 0;
  /** The most snapshots that were asked for and not cut yet, at one moment. */
  mostAtOnce = 0;
  #underWay = 0;

  behave(storageClass: string, behaviour: SnapshotBehaviour): void {
    this.#behaviours.set(storageClass, behaviour);
  }

  behaviourOf(storageClass: string): SnapshotBehaviour {
    return this.#behaviours.get(storageClass) ?? {};
  }

  begin(): void {
    this.#underWay += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#underWay);
  }

  cut(of: { readonly driver: string; readonly volume: string; readonly bytes: bigint }): StorageSnapshot {
    this.#underWay -= 1;
    this.#made += 1;
    const cutAt = BigInt(Date.now()) * 1_000_000n + 123_457n;
    const snapshot = { ...of, handle: `snap-${this.#made}`, cutAt };
    this.snapshots.set(snapshot.handle, snapshot);
    return snapshot;
  }
}
