import { Field, Int, ObjectType } from 'type-graphql';
import type {
  BackupVolume,
  VolumeCopy,
  VolumeReason,
  VolumeSettings,
  VolumeState,
} from '../../domain/backup-volume.js';
import { DateTime } from '../scalars.js';
import { VolumeCopyEnum, VolumeModeEnum, VolumeReasonEnum, VolumeStateEnum } from '../volume-enums.js';

@ObjectType('SnapshotClassChoice', {
  description: 'Which VolumeSnapshotClass the volumes of a CSI driver get.',
  simpleResolvers: true,
})
export class SnapshotClassChoiceType {
  @Field(() => String, { description: 'Name of the CSI driver.' })
  readonly driver: string;

  @Field(() => String, { description: 'Name of the VolumeSnapshotClass.' })
  readonly snapshotClass: string;
}

@ObjectType('VolumeSettings', { description: 'How backups treat volumes.', simpleResolvers: true })
export class VolumeSettingsType implements Omit<VolumeSettings, 'snapshotClasses'> {
  @Field(() => VolumeModeEnum, { description: 'Whether volumes are snapshotted.' })
  readonly mode: VolumeSettings['mode'];

  @Field(() => Boolean, {
    description:
      'Whether volumes that can have no snapshot leave a backup a Success; without it they make it a Partial Success.',
  })
  readonly acceptSkipped: boolean;

  @Field(() => [SnapshotClassChoiceType], {
    description: 'Classes by driver; a driver that is not named gets its default class, or its only one.',
  })
  readonly snapshotClasses: readonly SnapshotClassChoiceType[];
}

export function volumeSettingsType({
  mode,
  acceptSkipped,
  snapshotClasses,
}: VolumeSettings): VolumeSettingsType {
  const choices = Object.entries(snapshotClasses).map(([driver, snapshotClass]) => ({
    driver,
    snapshotClass,
  }));
  const byDriver = choices.sort((a, b) => (a.driver < b.driver ? -1 : 1));
  return { mode, acceptSkipped, snapshotClasses: byDriver };
}

@ObjectType('BackupVolume', {
  description:
    'A volume of a backup: what became of its snapshot. A snapshot stays in the storage system of the cluster; it is no off-site copy.',
  simpleResolvers: true,
})
export class BackupVolumeType
  implements Omit<BackupVolume, 'cutAt' | 'readyAt' | 'handle' | 'snapshot' | 'content'>
{
  @Field(() => String, { description: 'Namespace of the claim.' })
  readonly namespace: string;

  @Field(() => String, { description: 'Name of the PersistentVolumeClaim.' })
  readonly claim: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the PersistentVolume; null: the claim is bound to none.',
  })
  readonly volume: string | null;

  @Field(() => String, { nullable: true, description: 'CSI driver; null: none, or not known.' })
  readonly driver: string | null;

  @Field(() => String, { nullable: true, description: 'StorageClass of the claim.' })
  readonly storageClass: string | null;

  @Field(() => String, { nullable: true, description: 'VolumeSnapshotClass; null: none was chosen.' })
  readonly snapshotClass: string | null;

  @Field(() => VolumeStateEnum, { description: 'What became of its snapshot.' })
  readonly state: VolumeState;

  @Field(() => VolumeReasonEnum, { nullable: true, description: 'Why there is none; null when there is.' })
  readonly reason: VolumeReason | null;

  @Field(() => String, { nullable: true, description: 'What the storage or the cluster said.' })
  readonly message: string | null;

  @Field(() => VolumeCopyEnum, {
    nullable: true,
    description: 'Where its data lies; null: nowhere, there is no copy.',
  })
  readonly copy: VolumeCopy | null;

  @Field(() => String, {
    nullable: true,
    description: 'Bytes that a volume restored from it needs, as decimal digits: 64 bits.',
  })
  readonly restoreSize: string | null;

  @Field(() => DateTime, { nullable: true, description: "The storage's own time of the cut; null: not cut." })
  readonly cutAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was seen to be usable; null: not yet.' })
  readonly readyAt: Date | null;
}

@ObjectType('BackupVolumes', {
  description: 'The volumes of a backup, by namespace and claim.',
  simpleResolvers: true,
})
export class BackupVolumesType {
  @Field(() => Int, { description: 'How many there are.' })
  readonly total: number;

  @Field(() => Int, { description: 'How many of them have a usable snapshot.' })
  readonly ready: number;

  @Field(() => [BackupVolumeType], { description: 'The first of them.' })
  readonly items: readonly BackupVolumeType[];
}
