import { Field, ObjectType } from 'type-graphql';
import type { MissingNamespace, PlannedNamespace } from '../../domain/backup.js';
import type { ResourceFilter } from '../../domain/resource-filter.js';

@ObjectType('PlannedNamespace', {
  description: 'A namespace that would be backed up.',
  simpleResolvers: true,
})
export class PlannedNamespaceType implements PlannedNamespace {
  @Field(() => String, { description: 'Name.' })
  readonly name: string;

  @Field(() => String, { description: 'UID now.' })
  readonly uid: string;
}

@ObjectType('MissingNamespace', {
  description: 'A namespace that was asked for and would be missing.',
  simpleResolvers: true,
})
export class MissingNamespaceType implements Omit<MissingNamespace, 'reason'> {
  @Field(() => String, { description: 'Name.' })
  readonly name: string;

  @Field(() => String, { description: '`not found` or `Terminating`.' })
  readonly reason: string;
}

@ObjectType('BackupPlan', {
  description: 'What a backup would include and miss if it began now.',
  simpleResolvers: true,
})
export class BackupPlanType {
  /** What it was asked for: its resources are looked at only where they are wanted. */
  readonly asked: {
    readonly clusterId: string;
    readonly namespaces: readonly string[];
    readonly filter?: ResourceFilter;
  };

  @Field(() => [PlannedNamespaceType], { description: 'What would be backed up.' })
  readonly included: readonly PlannedNamespaceType[];

  @Field(() => [MissingNamespaceType], { description: 'What was asked for and is not there.' })
  readonly missing: readonly MissingNamespaceType[];

  @Field(() => [String], { description: 'What is in the cluster and was not asked for.' })
  readonly unlisted: readonly string[];
}
