import { Field, InputType } from 'type-graphql';
import type { VolumeSettings } from '../../domain/backup-volume.js';
import { InvalidInput } from '../../domain/errors/request-errors.js';
import { given } from '../arguments.js';
import { VolumeModeEnum } from '../volume-enums.js';

@InputType('SnapshotClassChoiceInput', {
  description: 'Which VolumeSnapshotClass the volumes of a CSI driver get.',
})
export class SnapshotClassChoiceInput {
  @Field(() => String, { description: 'Name of the CSI driver.' })
  readonly driver: string;

  @Field(() => String, { description: 'Name of the VolumeSnapshotClass.' })
  readonly snapshotClass: string;
}

@InputType('VolumeSettingsInput', {
  description:
    'How to treat volumes. What is not given is SNAPSHOT, no classes by name, and nothing accepted.',
})
export class VolumeSettingsInput {
  @Field(() => VolumeModeEnum, { nullable: true, description: 'Whether volumes are snapshotted.' })
  readonly mode?: VolumeSettings['mode'] | null;

  @Field(() => [SnapshotClassChoiceInput], {
    nullable: true,
    description: 'Classes by driver; a driver that is not named gets its default class, or its only one.',
  })
  readonly snapshotClasses?: SnapshotClassChoiceInput[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether volumes that can have no snapshot leave a backup a Success; without it they make it a Partial Success.',
  })
  readonly acceptSkipped?: boolean | null;
}

/** @throws InvalidInput for a driver that is named twice */
export function volumeSettingsOf(input: VolumeSettingsInput): Partial<VolumeSettings> {
  const { mode, acceptSkipped, snapshotClasses } = input;
  const settings = given({ mode, acceptSkipped });
  if (snapshotClasses == null) return settings;
  const classes = new Map(snapshotClasses.map(({ driver, snapshotClass }) => [driver, snapshotClass]));
  if (classes.size < snapshotClasses.length) {
    throw new InvalidInput([{ path: 'volumes.snapshotClasses', message: 'names a driver twice' }]);
  }
  return { ...settings, snapshotClasses: Object.fromEntries(classes) };
}
