import { Field, ID, InputType, Int } from 'type-graphql';

@InputType('ExcludeNamespacesFromScheduleInput', {
  description: 'Namespaces to take off the list of a schedule, from its next cycle on.',
})
export class ExcludeNamespacesFromScheduleInput {
  @Field(() => ID, { description: 'UUID of the schedule.' })
  readonly scheduleId: string;

  @Field(() => [String], { description: 'Names of namespaces, whether they exist or not.' })
  readonly namespaces: string[];

  @Field(() => Int, { description: 'The `selectionVersion` that the change is based on.' })
  readonly selectionVersion: number;

  @Field(() => ID, {
    nullable: true,
    description: 'UUID of the backup that found them missing: then only names that it lists are taken.',
  })
  readonly backupId?: string | null;
}

@InputType('AddNamespacesToScheduleInput', {
  description: 'Namespaces to put on the list of a schedule, from its next cycle on.',
})
export class AddNamespacesToScheduleInput {
  @Field(() => ID, { description: 'UUID of the schedule.' })
  readonly scheduleId: string;

  @Field(() => [String], { description: 'Names of namespaces that exist in the cluster.' })
  readonly namespaces: string[];

  @Field(() => Int, { description: 'The `selectionVersion` that the change is based on.' })
  readonly selectionVersion: number;
}

@InputType('RevertScheduleEditInput', {
  description: 'A schedule whose last exclude or add to take back.',
})
export class RevertScheduleEditInput {
  @Field(() => ID, { description: 'UUID of the schedule.' })
  readonly scheduleId: string;
}

@InputType('ReleaseHeldBackupsInput', {
  description: 'Namespaces whose last copy in the backups of a schedule nobody needs any more.',
})
export class ReleaseHeldBackupsInput {
  @Field(() => ID, { description: 'UUID of the schedule.' })
  readonly scheduleId: string;

  @Field(() => [String], { description: 'Names of namespaces.' })
  readonly namespaces: string[];
}

@InputType('AcknowledgeAlertInput', { description: 'An alert to take note of.' })
export class AcknowledgeAlertInput {
  @Field(() => ID, { description: 'UUID of the alert.' })
  readonly id: string;
}
