import type { FieldFault } from './errors/request-errors.js';

/** A persistent volume of a backup: what became of its snapshot. Source: facts 7.3. */

/**
 * PENDING: not cut yet. CUT: the storage has the snapshot's moment, post rules may run. READY: usable. SKIPPED: never tried, with the
 * reason. FAILED: tried.
 */
export const VOLUME_STATES = ['PENDING', 'CUT', 'READY', 'SKIPPED', 'FAILED'] as const;
export type VolumeState = (typeof VOLUME_STATES)[number];

export const VOLUME_REASONS = {
  NOT_BOUND: 'the claim is bound to no volume',
  NOT_CSI: 'the volume is of no CSI driver, so it has no snapshots',
  NO_SNAPSHOT_API: 'the cluster does not serve snapshot.storage.k8s.io/v1',
  NO_SNAPSHOT_CLASS: "no VolumeSnapshotClass is of the volume's driver",
  SNAPSHOTS_OFF: 'the schedule or the request asks for no snapshots',
  NOT_ALLOWED: 'the credential may not make snapshots',
  SNAPSHOT_ERROR: 'the storage answered with an error until the time was up',
  TIMEOUT: 'the snapshot was not ready in time',
  FOREIGN_COPY: 'another program holds its data in a form that Holdfast does not read',
  STORK_ERROR: 'Stork could not back the volume up',
  CLAIM_GONE: 'the claim vanished while its snapshot was made',
  BACKUP_FAILED: 'the backup failed, so its snapshots were not kept',
} as const;
export type VolumeReason = keyof typeof VOLUME_REASONS;

/** IN_CLUSTER: a snapshot in the storage system of the cluster, which dies with it. OFF_SITE: copied to the backup location by a data mover. */
export const VOLUME_COPIES = ['IN_CLUSTER', 'OFF_SITE'] as const;
export type VolumeCopy = (typeof VOLUME_COPIES)[number];

export interface BackupVolume {
  readonly namespace: string;
  /** The PersistentVolumeClaim. */
  readonly claim: string;
  /** Name of the PersistentVolume; null while the claim is not bound. */
  readonly volume: string | null;
  readonly driver: string | null;
  readonly storageClass: string | null;
  readonly snapshotClass: string | null;
  readonly state: VolumeState;
  readonly reason: VolumeReason | null;
  /** What the storage or the cluster said, without secrets. */
  readonly message: string | null;
  /** Where the data lies; null without a snapshot. */
  readonly copy: VolumeCopy | null;
  /** Names of the VolumeSnapshot and its VolumeSnapshotContent, and the storage's own handle. */
  readonly snapshot: string | null;
  readonly content: string | null;
  readonly handle: string | null;
  /** Bytes that a volume restored from it needs, as decimal digits: 64 bits. */
  readonly restoreSize: string | null;
  /** The storage's own time of the cut: RFC 3339. */
  readonly cutAt: string | null;
  readonly readyAt: string | null;
}

/** How a run treats volumes. */
export interface VolumeSettings {
  /** SNAPSHOT: cut one of each that can be; NONE: none, each volume is SKIPPED. */
  readonly mode: 'SNAPSHOT' | 'NONE';
  /** CSI driver → VolumeSnapshotClass; the class that is the driver's default, or its only one, where a driver is not named. */
  readonly snapshotClasses: Readonly<Record<string, string>>;
  /** Volumes that were skipped leave the backup a SUCCESS. */
  readonly acceptSkipped: boolean;
}

/** Names of the snapshots that volumes of a backup stand on. */
export function keptSnapshots(volumes: readonly BackupVolume[]): readonly string[] {
  return volumes.flatMap(({ copy, snapshot }) =>
    copy === 'IN_CLUSTER' && snapshot !== null ? [snapshot] : [],
  );
}

const DRIVER = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const MOST_CLASSES = 50;

/** Source: names of CSI drivers (63 characters) and of Kubernetes objects (253). */
export function volumeFaults(
  path: string,
  { snapshotClasses = {}, mode, acceptSkipped }: Partial<VolumeSettings>,
): readonly FieldFault[] {
  const named = Object.entries(snapshotClasses);
  const faults: FieldFault[] = named.flatMap(([driver, name]) => [
    ...(driver.length <= 63 && DRIVER.test(driver)
      ? []
      : [
          {
            path: `${path}.snapshotClasses`,
            message: 'a driver is named as in its CSIDriver: csi.example.com',
          },
        ]),
    ...(isObjectName(name)
      ? []
      : [{ path: `${path}.snapshotClasses`, message: 'a class is named as its VolumeSnapshotClass is' }]),
  ]);
  if (named.length > MOST_CLASSES) {
    faults.push({ path: `${path}.snapshotClasses`, message: `names at most ${MOST_CLASSES} drivers` });
  }
  if (mode === 'NONE' && (named.length > 0 || acceptSkipped === true)) {
    faults.push({
      path: `${path}.mode`,
      message: 'is NONE: then there are no classes, and nothing to accept',
    });
  }
  return faults;
}

/** What storage classes and most other objects may be called. */
export function isObjectName(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name);
}

export const SNAPSHOT_VOLUMES: VolumeSettings = {
  mode: 'SNAPSHOT',
  snapshotClasses: {},
  acceptSkipped: false,
};
