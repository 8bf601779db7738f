/** Enums about volumes, made from the tables of the domain. */
import { VOLUME_REASONS } from '../domain/backup-volume.js';
import { enumOf, mapValues } from './enum-of.js';

export const VolumeStateEnum = enumOf('VolumeState', 'What became of the snapshot of a volume.', {
  PENDING: 'It is not cut yet.',
  CUT: 'The storage has the moment of the snapshot; it is not usable yet.',
  READY: 'The snapshot is usable.',
  SKIPPED: 'None was tried, for the reason given.',
  FAILED: 'It was tried and failed, for the reason given.',
});
export const VolumeReasonEnum = enumOf(
  'VolumeReason',
  'Why a volume has no usable snapshot.',
  mapValues(VOLUME_REASONS, (meaning: string) => `${meaning[0]?.toUpperCase()}${meaning.slice(1)}.`),
);
export const VolumeCopyEnum = enumOf('VolumeCopy', "Where the copy of a volume's data lies.", {
  IN_CLUSTER:
    'In the storage system of the cluster, as a snapshot: it is lost with that storage, and is no copy in the backup location.',
  OFF_SITE: 'In the backup location.',
});
export const VolumeModeEnum = enumOf('VolumeMode', 'Whether volumes are snapshotted.', {
  SNAPSHOT: 'A snapshot of each volume that can have one.',
  NONE: 'No snapshots: claims are kept as resources, without their data.',
});
