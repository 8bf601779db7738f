import { Field, ID, InputType, Int } from 'type-graphql';

@InputType('RewrapBackupsInput', { description: 'Backups whose keys are to be wrapped anew, by their ids.' })
export class RewrapBackupsInput {
  @Field(() => Int, { defaultValue: 100, description: 'How many are looked at: 1 to 500.' })
  readonly first: number;

  @Field(() => ID, {
    nullable: true,
    description: '`next` of the answer before; from the beginning when not given.',
  })
  readonly after?: string | null;
}
