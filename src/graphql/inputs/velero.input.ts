import { Field, ID, InputType } from 'type-graphql';

@InputType('ImportVeleroBackupInput', { description: 'A backup of Velero to take over.' })
export class ImportVeleroBackupInput {
  @Field(() => ID, { description: "UUID of the location that holds Velero's `backups` folder." })
  readonly locationId: string;

  @Field(() => String, { description: 'What Velero calls it.' })
  readonly veleroName: string;

  @Field(() => ID, {
    description: 'UUID of the cluster that it is of: restores go there unless told otherwise.',
  })
  readonly clusterId: string;

  @Field(() => ID, {
    nullable: true,
    description: 'UUID of the location that it goes to; the same one when not given.',
  })
  readonly targetLocationId?: string | null;

  @Field(() => String, { nullable: true, description: 'Name; `velero-<name>` when not given.' })
  readonly name?: string | null;
}
