import { Field, ID, ObjectType } from 'type-graphql';
import type { StateChange, StateObserver } from '../../domain/state-change.js';
import type { Resource } from '../../domain/state-matrix.js';
import { ResourceEnum, StateObserverEnum } from '../enums.js';
import { DateTime } from '../scalars.js';
import { uncountedConnectionOf } from './connection.type.js';

@ObjectType('StateChange', {
  description: 'One line of the history of states: what went from which state to which, why, and who saw it.',
  simpleResolvers: true,
})
export class StateChangeType implements StateChange {
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => DateTime, { description: 'When.' })
  readonly at: Date;

  @Field(() => ResourceEnum, { description: 'Which resource.' })
  readonly resource: Resource;

  @Field(() => ID, { description: 'UUID of the one that changed, which may be gone by now.' })
  readonly subjectId: string;

  @Field(() => String, { nullable: true, description: 'The name that it had then; null: it is not known.' })
  readonly name: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'State before; null: it was new. The same as `to`: the state stayed and its reason changed.',
  })
  readonly from: string | null;

  @Field(() => String, { nullable: true, description: 'State after; null: it is gone.' })
  readonly to: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the reason; null: there is none.',
  })
  readonly reason: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What was seen, in one sentence; null: there is nothing to say, or it is not for you.',
  })
  readonly message: string | null;

  @Field(() => StateObserverEnum, { description: 'Who saw it or did it.' })
  readonly observer: StateObserver;

  @Field(() => String, { description: 'The person, or the part of Holdfast, by name.' })
  readonly observerName: string;
}

export const StateChangeConnectionType = uncountedConnectionOf('StateChange', () => StateChangeType);
