import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Alert, AlertKind, AlertSubject } from '../../domain/alert.js';
import type { Snooze } from '../../domain/alert-standing.js';
import { AlertKindEnum, AlertSubjectEnum } from '../enums.js';
import { DateTime } from '../scalars.js';
import { connectionOf } from './connection.type.js';

@ObjectType('Alert', {
  description:
    'An incident about one thing: opened once, counted each time it happens again, closed when it is over.',
  simpleResolvers: true,
})
export class AlertType implements Omit<Alert, 'scheduleId' | 'backupId' | keyof Snooze | 'remindedAt'> {
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => AlertKindEnum, { description: 'What it is about.' })
  readonly kind: AlertKind;

  @Field(() => AlertSubjectEnum, { description: 'What kind of thing it is raised on.' })
  readonly subjectType: AlertSubject;

  @Field(() => ID, { description: 'UUID of that thing.' })
  readonly subjectId: string;

  @Field(() => DateTime, { description: 'When it happened first.' })
  readonly openedAt: Date;

  @Field(() => DateTime, { description: 'When its namespaces or its message changed last.' })
  readonly changedAt: Date;

  @Field(() => DateTime, { description: 'When it happened last.' })
  readonly lastSeenAt: Date;

  @Field(() => Int, { description: 'How often it has happened.' })
  readonly count: number;

  @Field(() => [String], { description: 'The missing namespaces that it is about, sorted.' })
  readonly namespaces: readonly string[];

  @Field(() => String, { description: 'What exactly was seen, in one sentence.' })
  readonly message: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When somebody took note of it; null: nobody, or not of what it is now.',
  })
  readonly acknowledgedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Who took note of it; null: nobody.' })
  readonly acknowledgedBy: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was closed; null: it is open.' })
  readonly closedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was closed; null: it is open.' })
  readonly closedReason: string | null;
}

export const AlertConnectionType = connectionOf('Alert', () => AlertType);
