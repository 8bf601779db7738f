import { Field, Int, ObjectType } from 'type-graphql';
import type {
  ObjectOutcome,
  RestoreConflict,
  RestoreIssueCode,
  RestorePreview,
} from '../../domain/restore.js';
import { ObjectOutcomeEnum, RestoreIssueCodeEnum } from '../restore-enums.js';
import { ObjectNameType } from './backup-object.type.js';
import { countsOf, RestoreCountsType, RestoreIssueType } from './restore-parts.type.js';

@ObjectType('RestoreTarget', { description: 'Where an object goes in the cluster.', simpleResolvers: true })
export class RestoreTargetType {
  @Field(() => String, { description: 'Namespace; empty for what is cluster-scoped.' })
  readonly namespace: string;

  @Field(() => String, { description: 'Name.' })
  readonly name: string;
}

@ObjectType('RestoreConflict', {
  description: 'What a dry run found about one object that would not simply be created.',
  simpleResolvers: true,
})
export class RestoreConflictType implements RestoreConflict {
  @Field(() => ObjectNameType, { description: 'The object, as the backup names it.' })
  readonly object: ObjectNameType;

  @Field(() => RestoreTargetType, { description: 'Where it would go.' })
  readonly target: RestoreTargetType;

  @Field(() => ObjectOutcomeEnum, { description: 'What would become of it.' })
  readonly outcome: Exclude<ObjectOutcome, 'CREATED' | 'UNCHANGED'>;

  @Field(() => RestoreIssueCodeEnum, {
    nullable: true,
    description: 'The issue that it would leave; null: none.',
  })
  readonly code: RestoreIssueCode | null;

  @Field(() => String, { description: 'Why, or which fields differ. Never values of Secrets.' })
  readonly message: string;
}

@ObjectType('RestorePreview', {
  description: 'What a restore would do now, by dry runs of the cluster. Nothing was changed.',
  simpleResolvers: true,
})
export class RestorePreviewType {
  @Field(() => RestoreCountsType, { description: 'How many objects would meet each end.' })
  readonly counts: RestoreCountsType;

  @Field(() => [String], { description: 'Namespaces that would be made.' })
  readonly newNamespaces: readonly string[];

  @Field(() => Int, {
    description:
      'How many of `counts.created` the cluster could not be asked about: their namespace or kind is not there yet.',
  })
  readonly unchecked: number;

  @Field(() => [RestoreConflictType], { description: 'The first 1,000, in the order of the restore.' })
  readonly conflicts: readonly RestoreConflictType[];

  @Field(() => Int, { description: 'How many conflicts there are.' })
  readonly conflictsTotal: number;

  @Field(() => [RestoreIssueType], { description: 'What concerns more than one object.' })
  readonly issues: readonly RestoreIssueType[];
}

export function previewOf(preview: RestorePreview): RestorePreviewType {
  return { ...preview, counts: countsOf(preview.counts) };
}
