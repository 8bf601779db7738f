import { Field, Int, ObjectType } from 'type-graphql';
import type { Operation, OperationMode, Resource } from '../../domain/state-matrix.js';
import { OperationEnum, OperationModeEnum, ResourceEnum, ResourceKindEnum } from '../enums.js';

@ObjectType('StateMatrixOperation', {
  description: 'An operation that a state allows.',
  simpleResolvers: true,
})
export class StateMatrixOperationType {
  @Field(() => OperationEnum, { description: 'The operation.' })
  readonly operation: Operation;

  @Field(() => String, { description: 'What to write on its button.' })
  readonly label: string;

  @Field(() => Boolean, {
    description: 'Whether this version can do it: what is not built is never offered.',
  })
  readonly built: boolean;
}

@ObjectType('StateMatrixState', { description: 'One state of a resource.', simpleResolvers: true })
export class StateMatrixStateType {
  @Field(() => String, { description: 'The word of the API.' })
  readonly state: string;

  @Field(() => String, { description: 'The word for people.' })
  readonly label: string;

  @Field(() => String, { description: 'What the state means.' })
  readonly meaning: string;

  @Field(() => Boolean, { description: 'Whether the published matrix has it; false: a state of our own.' })
  readonly documented: boolean;

  @Field(() => [String], { description: 'The states it may go to.' })
  readonly transitions: readonly string[];

  @Field(() => [StateMatrixOperationType], { description: 'What may be asked for in this state.' })
  readonly operations: readonly StateMatrixOperationType[];

  @Field(() => Int, {
    nullable: true,
    description: 'How many are in this state now; null while this version has nothing of the resource.',
  })
  readonly count: number | null;
}

@ObjectType('StateMatrixModeNote', {
  description: 'What holds in one operation mode only.',
  simpleResolvers: true,
})
export class StateMatrixModeNoteType {
  @Field(() => OperationModeEnum, { description: 'The mode.' })
  readonly mode: OperationMode;

  @Field(() => String, { description: 'What holds in it.' })
  readonly note: string;
}

@ObjectType('StateMatrixResource', { description: 'One row of the state matrix.', simpleResolvers: true })
export class StateMatrixResourceType {
  @Field(() => ResourceEnum, { description: 'The resource.' })
  readonly resource: Resource;

  @Field(() => String, { description: 'The word for people.' })
  readonly label: string;

  @Field(() => ResourceKindEnum, { description: 'Who moves its state.' })
  readonly kind: 'LIFECYCLE' | 'OBSERVED';

  @Field(() => [OperationModeEnum], { description: 'The modes in which the resource exists.' })
  readonly modes: readonly OperationMode[];

  @Field(() => [StateMatrixModeNoteType], { description: 'What holds in one mode only.' })
  readonly modeNotes: readonly StateMatrixModeNoteType[];

  @Field(() => String, { description: 'The state it begins in.' })
  readonly initial: string;

  @Field(() => [StateMatrixStateType], { description: 'Its states, in the order of the matrix.' })
  readonly states: readonly StateMatrixStateType[];
}
