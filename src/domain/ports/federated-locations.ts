import type { MissingNamespace } from '../backup.js';
import type { BackupLocation } from '../backup-location.js';
import type { BackupVolume } from '../backup-volume.js';
import type { Cluster } from '../cluster.js';
import type { ConnectionCheck } from '../location-connection.js';
import type { NamespaceProgress } from './backup-engine.js';

/** A location as one cluster reaches it. */
export interface RemotePlace {
  readonly cluster: Cluster;
  readonly location: BackupLocation;
}

/** A backup as a cluster lists it of a bucket. */
export interface ListedBackup {
  /** Where its manifest lies in the bucket: the same on every cluster that lists it, and what our own backups record. */
  readonly manifestKey: string;
  readonly name: string;
  /** Of the backup that Holdfast knows it by; null: somebody else made it. */
  readonly backupId: string | null;
  /** UID of the cluster that made it; null: it does not say. */
  readonly clusterUid: string | null;
  /** Whose cycle it was; null: nobody's, or it does not say. */
  readonly scheduleName: string | null;
  /** As the cluster says; what is missing or failed may make less of it. */
  readonly state: 'SUCCESS' | 'PARTIAL_SUCCESS';
  /** Those that are in it. */
  readonly namespaces: readonly string[];
  /** Those that were asked for and are not. */
  readonly missing: readonly MissingNamespace[];
  /** How many more of them were too many to be named. */
  readonly missingMore: number;
  readonly byNamespace: ReadonlyMap<string, NamespaceProgress>;
  readonly volumes: readonly BackupVolume[];
  /** Why the cluster calls it partial; null: it does not say. */
  readonly reason: string | null;
  readonly objects: number;
  readonly bytes: number;
  readonly createdAt: Date;
  readonly finishedAt: Date;
}

export interface Listing {
  readonly backups: readonly ListedBackup[];
  /** Entries that could not be read: what they are is not known. */
  readonly unreadable: number;
  /** Of `backups` those that stood in the cluster before it looked: Stork compares names alone, so nothing says that they still lie there. */
  readonly unproven: number;
  /** Manifest keys of backups that the cluster knows, and not where they lie. */
  readonly homeless: readonly string[];
}

/** Locations that Holdfast never touches: clusters are told of them, and asked. */
export interface FederatedLocations {
  /**
   * Tells the cluster of the location and reads what the cluster says of it. Never throws for what the cluster does.
   * @param asked the cluster is to look anew, and is waited for
   */
  check(
    place: RemotePlace,
    options: { readonly asked: boolean; readonly signal?: AbortSignal },
  ): Promise<ConnectionCheck>;
  /** The cluster forgets the location; what lies in it stays. One that never knew it is no fault. @throws ClusterCallFailed */
  forget(place: RemotePlace, signal?: AbortSignal): Promise<void>;
  /**
   * Has the cluster list everything that lies in the location. Comes back with a whole listing or throws.
   * @param report how many are listed so far
   * @throws ClusterCallFailed, DependencyFailure where the cluster refuses the location or does not come to an end
   */
  list(
    place: RemotePlace,
    options: {
      /** The locations of the same bucket, this one among them: what was made for one of them lies in all. */
      readonly siblings: readonly BackupLocation[];
      readonly signal: AbortSignal;
      readonly report?: (listed: number) => void;
    },
  ): Promise<Listing>;
}
