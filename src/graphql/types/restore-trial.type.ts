import { Field, Int, ObjectType } from 'type-graphql';
import type { Restorable, RestoreTrial } from '../../domain/restore-trial.js';
import { RestorableEnum } from '../keeping-enums.js';
import { DateTime } from '../scalars.js';

@ObjectType('RestoreTrial', {
  description:
    'All of a backup, restored under new names of its namespaces by dry runs of its cluster: nothing is written there.',
  simpleResolvers: true,
})
export class RestoreTrialType implements Omit<RestoreTrial, 'clusterId'> {
  @Field(() => RestorableEnum, { description: 'What came of it.' })
  readonly restorable: Restorable;

  @Field(() => String, { description: 'The cluster that was asked, as it was named then.' })
  readonly clusterName: string;

  @Field(() => Int, { description: 'Objects that would be there after the restore.' })
  readonly objects: number;

  @Field(() => Int, {
    description:
      'Of `objects`, those that the cluster could not be asked about, for example for want of rights.',
  })
  readonly unchecked: number;

  @Field(() => Int, { description: 'Objects that the cluster would refuse.' })
  readonly refused: number;

  @Field(() => [String], { description: 'Why it is not YES: one sentence each, 20 at most.' })
  readonly reasons: readonly string[];

  @Field(() => DateTime, { description: 'When it was tried.' })
  readonly at: Date;
}
