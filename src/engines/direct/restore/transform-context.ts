/** What the rules know beside the object. */
export interface TransformContext {
  /** Name in the backup → name in the cluster. */
  readonly namespace: (name: string) => string;
  /** Whether any namespace gets another name. */
  readonly renames: boolean;
  readonly storageClass: (name: string) => string;
  /** Namespaces that are restored, by their names in the backup; null: an object of the cluster is looked at, nothing is narrowed. */
  readonly restored: ReadonlySet<string> | null;
  readonly preserveNodePorts: boolean;
  /** Of virtual machines; absent: an object of the cluster is looked at, nothing is changed. */
  readonly machines?: {
    /** They come back stopped. */
    readonly halt: boolean;
    /** Firmware UUID and MAC addresses; null: kept where the namespace keeps its name. */
    readonly keepIdentity: boolean | null;
  };
  /** The backup is of another cluster, or the object gets another namespace: addresses of the outside are not taken along. */
  readonly elsewhere: boolean;
  /** Uid in the backup → uid in the cluster, of owners that are there by now. */
  readonly ownerUid: (uid: string) => string | undefined;
  /** Told of each finalizer that is left out though nobody adds it again. */
  readonly finalizerDropped: (finalizer: string) => void;
}

/** For an object of the cluster that is compared with what a restore would send. */
export function contextOfLive(preserveNodePorts: boolean): TransformContext {
  return {
    namespace: (name) => name,
    renames: false,
    storageClass: (name) => name,
    restored: null,
    preserveNodePorts,
    elsewhere: false,
    ownerUid: () => undefined,
    finalizerDropped: () => {},
  };
}
