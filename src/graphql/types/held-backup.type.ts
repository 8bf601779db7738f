import { Field, ObjectType } from 'type-graphql';
import type { HeldFor } from '../../domain/retention.js';
import { DateTime } from '../scalars.js';
import { HeldReasonEnum } from '../schedule-enums.js';

@ObjectType('HeldFor', {
  description: 'A namespace whose last copy keeps a backup beyond its retention.',
  simpleResolvers: true,
})
export class HeldForType implements HeldFor {
  @Field(() => String, { description: 'Name of the namespace.' })
  readonly namespace: string;

  @Field(() => HeldReasonEnum, { description: 'Why its last copy is kept.' })
  readonly reason: HeldFor['reason'];

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when; null: until it is back, or excluded, or released.',
  })
  readonly until: Date | null;
}

@ObjectType('HeldBackup', {
  description: 'A backup that is kept beyond the retention of its schedule.',
  simpleResolvers: true,
})
export class HeldBackupType {
  readonly backupId: string;

  @Field(() => [HeldForType], { description: 'For which namespaces, and why.' })
  readonly heldFor: readonly HeldForType[];
}
