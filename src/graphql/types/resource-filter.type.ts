import { Field, Int, ObjectType } from 'type-graphql';
import type { KindPreview, LeftOut, ResourcePreview } from '../../domain/ports/backup-engine.js';
import type { ResourceFilter } from '../../domain/resource-filter.js';

@ObjectType('ResourceFilter', { description: 'Which objects a backup is limited to.', simpleResolvers: true })
export class ResourceFilterType implements ResourceFilter {
  @Field(() => [String], {
    nullable: true,
    description: 'Only these kinds: `deployments.apps`, `pods`, `*.example.com`; null: every kind.',
  })
  readonly includeResources: readonly string[] | null;

  @Field(() => [String], { description: 'Not these kinds, in the same words.' })
  readonly excludeResources: readonly string[];

  @Field(() => String, { nullable: true, description: 'Only objects with such labels; null: all.' })
  readonly labelSelector: string | null;
}

@ObjectType('LeftOutObjects', { description: 'Objects that a rule leaves out.', simpleResolvers: true })
export class LeftOutObjectsType implements LeftOut {
  @Field(() => String, { description: 'Word of the rule: `OWNED_BY_CONTROLLER`.' })
  readonly rule: string;

  @Field(() => String, { description: 'What it leaves out and why nothing is lost.' })
  readonly reason: string;

  @Field(() => Int, { description: 'How many objects.' })
  readonly objects: number;
}

@ObjectType('KindPreview', { description: 'What a backup would keep of one kind.', simpleResolvers: true })
export class KindPreviewType implements KindPreview {
  @Field(() => String, { description: '`resource` or `resource.group`, as kubectl names it.' })
  readonly resource: string;

  @Field(() => Int, { description: 'How many objects would be kept.' })
  readonly kept: number;

  @Field(() => [LeftOutObjectsType], { description: 'Those that would not, by the rule that says so.' })
  readonly leftOut: readonly LeftOutObjectsType[];
}

@ObjectType('LeftOutKind', { description: 'A kind that would not be read at all.', simpleResolvers: true })
export class LeftOutKindType {
  @Field(() => String, { description: '`resource` or `resource.group`, as kubectl names it.' })
  readonly resource: string;

  @Field(() => String, { description: 'Word of the rule; `FILTER`: the filter that was given.' })
  readonly rule: string;

  @Field(() => String, { description: 'What it leaves out and why.' })
  readonly reason: string;
}

@ObjectType('UnreadableKind', { description: 'A kind that could not be counted.', simpleResolvers: true })
export class UnreadableKindType {
  @Field(() => String, { description: '`resource` or `resource.group`, as kubectl names it.' })
  readonly resource: string;

  @Field(() => String, { description: 'Why.' })
  readonly message: string;
}

@ObjectType('ResourcePreview', {
  description: 'What a backup would keep of the namespaces that are there, and why not the rest.',
  simpleResolvers: true,
})
export class ResourcePreviewType implements ResourcePreview {
  @Field(() => [KindPreviewType], {
    description: 'Kinds with objects, by name. What they use of the cluster comes along and is not counted.',
  })
  readonly kinds: readonly KindPreviewType[];

  @Field(() => [LeftOutKindType], { description: 'Kinds that would not be read at all.' })
  readonly leftOutKinds: readonly LeftOutKindType[];

  @Field(() => [String], { description: 'Words of the filter that name no kind of the cluster.' })
  readonly unknownKinds: readonly string[];

  @Field(() => [UnreadableKindType], { description: 'Kinds that could not be read, or not to their end.' })
  readonly unreadable: readonly UnreadableKindType[];

  @Field(() => Boolean, {
    description: 'False: there is more than is looked at; the counts are of what was.',
  })
  readonly complete: boolean;
}
