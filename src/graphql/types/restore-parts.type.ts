/** What restores and their previews are made of. */
import { Field, Int, ObjectType } from 'type-graphql';
import type { RestoreCounts, RestoreIssue, RestoreIssueCode } from '../../domain/restore.js';
import { RestoreIssueCodeEnum } from '../restore-enums.js';
import { ObjectNameType } from './backup-object.type.js';
import { connectionOf } from './connection.type.js';

@ObjectType('RestoreIssue', {
  description: 'One thing that did not come back as it was. The state of a restore is decided from these.',
  simpleResolvers: true,
})
export class RestoreIssueType implements RestoreIssue {
  @Field(() => RestoreIssueCodeEnum, { description: 'What went wrong.' })
  readonly code: RestoreIssueCode;

  @Field(() => ObjectNameType, {
    nullable: true,
    description: 'The object; null: about the restore as a whole.',
  })
  readonly object: ObjectNameType | null;

  @Field(() => String, { description: 'What exactly happened, in one sentence.' })
  readonly message: string;
}

export const RestoreIssueConnectionType = connectionOf('RestoreIssue', () => RestoreIssueType);

@ObjectType('RestoreCounts', { description: 'How many objects met each end.', simpleResolvers: true })
export class RestoreCountsType {
  @Field(() => Int, { description: 'Were not there and are now.' })
  readonly created: number;

  @Field(() => Int, { description: 'Were there and are now as in the backup.' })
  readonly updated: number;

  @Field(() => Int, { description: 'Were deleted and made again.' })
  readonly replaced: number;

  @Field(() => Int, { description: 'Were there already, the same.' })
  readonly unchanged: number;

  @Field(() => Int, { description: 'Were there already, different, and were left alone.' })
  readonly kept: number;

  @Field(() => Int, { description: 'Are not restored: something else makes them.' })
  readonly skipped: number;

  @Field(() => Int, { description: 'Are not as in the backup: the issues say why.' })
  readonly failed: number;
}

export function countsOf(counts: RestoreCounts): RestoreCountsType {
  return {
    created: counts.CREATED,
    updated: counts.UPDATED,
    replaced: counts.REPLACED,
    unchanged: counts.UNCHANGED,
    kept: counts.KEPT,
    skipped: counts.SKIPPED,
    failed: counts.FAILED,
  };
}
