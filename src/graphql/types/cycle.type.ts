import { Field, ID, ObjectType } from 'type-graphql';
import type { Cycle, CycleOutcome, CycleTrigger } from '../../domain/cycle.js';
import { DateTime } from '../scalars.js';
import { CycleOutcomeEnum, CycleTriggerEnum } from '../schedule-enums.js';
import { uncountedConnectionOf } from './connection.type.js';
import { NamespaceSelectionType } from './namespace-selection.type.js';

@ObjectType('CycleReason', { description: 'Why a cycle ended as it did.', simpleResolvers: true })
export class CycleReasonType {
  @Field(() => String, {
    description: "Why it was skipped, or the code of its backup's worst issue.",
  })
  readonly code: string;

  @Field(() => String, { description: 'What the code means.' })
  readonly meaning: string;
}

@ObjectType('Cycle', {
  description: 'One run of a schedule: due by the clock, or asked for by a person.',
  simpleResolvers: true,
})
export class CycleType implements Omit<Cycle, 'scheduleId' | 'reasons' | 'selection' | 'selectionVersion'> {
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was due; null when a person asked for it.' })
  readonly plannedAt: Date | null;

  @Field(() => CycleTriggerEnum, { description: 'Why there is a cycle.' })
  readonly trigger: CycleTrigger;

  @Field(() => NamespaceSelectionType, {
    description: 'What was asked for when it began: edits made later wait for the next one.',
  })
  readonly selection: NamespaceSelectionType;

  @Field(() => CycleOutcomeEnum, { description: 'What became of it.' })
  readonly outcome: CycleOutcome;

  @Field(() => DateTime, { description: 'When it began.' })
  readonly startedAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it ended; null while it is under way.' })
  readonly endedAt: Date | null;
}

export const CycleConnectionType = uncountedConnectionOf('Cycle', () => CycleType);
