import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { EditKind, ScheduleEdit } from '../../domain/backup-schedule.js';
import { DateTime, JSONValue } from '../scalars.js';
import { ActorKindEnum, EditKindEnum } from '../schedule-enums.js';
import { uncountedConnectionOf } from './connection.type.js';

@ObjectType('ScheduleEditActor', { description: 'Who edited a schedule.', simpleResolvers: true })
export class ScheduleEditActorType {
  @Field(() => ActorKindEnum, { description: 'A person, or a part of Holdfast.' })
  readonly kind: 'USER' | 'SYSTEM';

  @Field(() => ID, { nullable: true, description: 'UUID of the person; null for a part of Holdfast.' })
  readonly id: string | null;

  @Field(() => String, { description: 'The name that they had then.' })
  readonly name: string;
}

@ObjectType('ScheduleEditChange', {
  description: 'One field that an edit changed.',
  simpleResolvers: true,
})
export class ScheduleEditChangeType {
  @Field(() => String, { description: 'Name of the field.' })
  readonly field: string;

  @Field(() => JSONValue, { nullable: true, description: 'What it was; null: nothing.' })
  readonly before: unknown;

  @Field(() => JSONValue, { nullable: true, description: 'What it became; null: nothing.' })
  readonly after: unknown;
}

@ObjectType('ScheduleEdit', {
  description: "One line of a schedule's history: who changed what, when.",
  simpleResolvers: true,
})
export class ScheduleEditType implements Omit<ScheduleEdit, 'scheduleId' | 'before' | 'after'> {
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => EditKindEnum, { description: 'What it did.' })
  readonly kind: EditKind;

  @Field(() => DateTime, { description: 'When.' })
  readonly at: Date;

  @Field(() => ScheduleEditActorType, { description: 'Who.' })
  readonly actor: ScheduleEditActorType;

  @Field(() => [String], { description: 'The namespaces that it excluded or added; empty for other kinds.' })
  readonly namespaces: readonly string[];

  @Field(() => Int, { description: 'The `selectionVersion` of the schedule after it.' })
  readonly selectionVersion: number;

  @Field(() => DateTime, { nullable: true, description: 'When it was taken back; null: it stands.' })
  readonly revertedAt: Date | null;
}

export const ScheduleEditConnectionType = uncountedConnectionOf('ScheduleEdit', () => ScheduleEditType);
