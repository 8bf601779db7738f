import { Field, ID, InputType, Int } from 'type-graphql';
import type { LocationAccess } from '../../domain/backup-location.js';
import { LocationAccessEnum } from '../enums.js';
import { LabelInput } from './label.input.js';
import { CreateS3Input, EditS3Input } from './s3.input.js';

@InputType('CreateBackupLocationInput', { description: 'A backup location to create.' })
export class CreateBackupLocationInput {
  @Field(() => String, {
    description: 'Name, unique among backup locations: lower case letters, digits, "-" and ".".',
  })
  readonly name: string;

  @Field(() => LocationAccessEnum, {
    nullable: true,
    description:
      'How it is reached; CREDENTIALS when not given. WORKLOAD_IDENTITY is a bucket without keys for FEDERATED clusters, which Holdfast never touches.',
  })
  readonly access?: LocationAccess | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Absolute folder below a configured parent folder; `<first parent>/<name>` when not given. It is created where needed.',
  })
  readonly path?: string | null;

  @Field(() => CreateS3Input, { nullable: true, description: 'A bucket instead of a folder.' })
  readonly s3?: CreateS3Input | null;

  @Field(() => [LabelInput], { nullable: true, description: 'Labels; none when not given.' })
  readonly labels?: LabelInput[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Take over a folder or prefix whose location this Holdfast does not know, because the database that knew it is lost. A rescan then finds the backups in it.',
  })
  readonly adopt?: boolean | null;
}

@InputType('EditBackupLocationInput', {
  description: 'Changes of a backup location. What is not given stays as it is.',
})
export class EditBackupLocationInput {
  @Field(() => ID, { description: 'UUID of the location.' })
  readonly id: string;

  @Field(() => Int, { description: 'The `version` that the change is based on.' })
  readonly expectedVersion: number;

  @Field(() => String, { nullable: true, description: 'New name.' })
  readonly name?: string | null;

  @Field(() => [LabelInput], { nullable: true, description: 'All labels from now on.' })
  readonly labels?: LabelInput[] | null;

  @Field(() => EditS3Input, {
    nullable: true,
    description: 'Changes of a bucket: it is UNCHECKED then, and looked at afresh at once.',
  })
  readonly s3?: EditS3Input | null;
}

@InputType('DeleteBackupLocationInput', {
  description:
    'A backup location to remove. Its backups must be gone from Holdfast first; the folder or bucket stays.',
})
export class DeleteBackupLocationInput {
  @Field(() => ID, { description: 'UUID of the location.' })
  readonly id: string;
}

@InputType('ValidateBackupLocationInput', { description: 'A backup location to look at now.' })
export class ValidateBackupLocationInput {
  @Field(() => ID, { description: 'UUID of the location.' })
  readonly id: string;
}

@InputType('RescanBackupLocationInput', {
  description: 'A backup location to search for backups that Holdfast does not know.',
})
export class RescanBackupLocationInput {
  @Field(() => ID, { description: 'UUID of the location.' })
  readonly id: string;
}
