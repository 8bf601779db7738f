import { Field, ObjectType } from 'type-graphql';
import type { HeldFor } from '../../domain/retention.js';
import { DateTime } from '../scalars.js';
import { HeldReasonEnum } from '../schedule-enums.js';
import { BackupType } from './backup.type.js';

@ObjectType('HeldFor', {
  description: 'What keeps a backup beyond the `keep` of its schedule.',
  simpleResolvers: true,
})
export class HeldForType implements HeldFor {
  @Field(() => String, {
    nullable: true,
    description: 'Name of the namespace whose last copy it holds; null: kept for another reason.',
  })
  readonly namespace: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Name of the virtual machine of that namespace whose last copy it holds; null: it holds the last copy of the whole namespace, or is kept for another reason.',
  })
  readonly virtualMachine?: string;

  @Field(() => HeldReasonEnum, { description: 'Why it is kept.' })
  readonly reason: HeldFor['reason'];

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Until when; null: until the namespace is back, excluded or released; for a tier: until enough newer ones are there.',
  })
  readonly until: Date | null;
}

@ObjectType('HeldBackup', {
  description: 'A backup that is kept beyond the retention of its schedule.',
  simpleResolvers: true,
})
export class HeldBackupType {
  readonly backupId: string;

  @Field(() => [HeldForType], { description: 'What for.' })
  readonly heldFor: readonly HeldForType[];
}

@ObjectType('RetentionPreview', {
  description: 'What a retention would remove now, and what it keeps beyond `keep`.',
  simpleResolvers: true,
})
export class RetentionPreviewType {
  @Field(() => [BackupType], { description: 'What would be removed, oldest first.' })
  readonly remove: readonly object[];

  @Field(() => [HeldBackupType], { description: 'What is kept beyond `keep`, and why.' })
  readonly kept: readonly HeldBackupType[];
}
