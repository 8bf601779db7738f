import { Field, ID, InputType } from 'type-graphql';
import type { OwnedKind } from '../../domain/ownership.js';
import { OwnedKindEnum } from '../types/ownership.type.js';

@InputType('ReassignOwnershipInput', { description: 'Whose things become whose.' })
export class ReassignOwnershipInput {
  @Field(() => ID, { description: 'UUID of the user who owns them now, whatever their state.' })
  readonly fromUserId: string;

  @Field(() => ID, { description: 'UUID of the user who will: ACTIVE.' })
  readonly toUserId: string;

  @Field(() => [OwnedKindEnum], { nullable: true, description: 'Only these kinds; all when not given.' })
  readonly kinds?: readonly OwnedKind[] | null;
}
