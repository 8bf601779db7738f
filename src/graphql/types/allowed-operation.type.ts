import { Field, ObjectType } from 'type-graphql';
import type { ErrorCode } from '../../domain/errors/error-catalog.js';
import type { Operation } from '../../domain/state-matrix.js';
import { ErrorCodeEnum, OperationEnum } from '../enums.js';

@ObjectType('AllowedOperation', {
  description: 'An operation of a resource and whether it may be asked for now.',
  simpleResolvers: true,
})
export class AllowedOperationType {
  @Field(() => OperationEnum, { description: 'The operation.' })
  readonly operation: Operation;

  @Field(() => String, { description: 'What to write on its button.' })
  readonly label: string;

  @Field(() => Boolean, {
    description:
      'Whether the state, the rights of the caller and what else depends on it allow it. Its mutation asks the same again.',
  })
  readonly allowed: boolean;

  @Field(() => ErrorCodeEnum, {
    nullable: true,
    description: 'Code of the error that asking for it answers with; null when it is allowed.',
  })
  readonly code: ErrorCode | null;

  @Field(() => String, { nullable: true, description: 'Why it is not allowed; null when it is.' })
  readonly reason: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What to do instead; null when it is allowed, or when there is nothing to advise.',
  })
  readonly advice: string | null;
}
