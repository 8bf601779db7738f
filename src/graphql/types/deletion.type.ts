import { Field, Int, ObjectType } from 'type-graphql';
import type { Deletion, DeletionStep } from '../../domain/deletion.js';
import { DeletionStepEnum } from '../keeping-enums.js';
import { DateTime } from '../scalars.js';

@ObjectType('Deletion', {
  description: 'How the deletion of a backup stands: it is tried again until it is done.',
  simpleResolvers: true,
})
export class DeletionType implements Deletion {
  @Field(() => DateTime, { description: 'When it began.' })
  readonly startedAt: Date;

  @Field(() => Int, { description: 'How often it was taken up.' })
  readonly attempts: number;

  @Field(() => DeletionStepEnum, {
    nullable: true,
    description: 'How far an attempt has come; null: none has begun.',
  })
  readonly step: DeletionStep | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the last attempt did not come to its end; null: there was none, or it is under way.',
  })
  readonly lastError: string | null;

  @Field(() => DateTime, {
    description:
      'When the next attempt is made; while one is under way: when another worker would take it for dead.',
  })
  readonly nextTryAt: Date;
}
