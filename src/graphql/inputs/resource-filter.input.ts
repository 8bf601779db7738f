import { Field, InputType } from 'type-graphql';
import type { ResourceFilter } from '../../domain/resource-filter.js';

@InputType('ResourceFilterInput', {
  description:
    'Which objects of the namespaces to keep. What kept objects use of the cluster (volumes, classes, definitions) comes along.',
})
export class ResourceFilterInput {
  @Field(() => [String], {
    nullable: true,
    description:
      'Only these kinds, as kubectl names them: `deployments.apps`, `pods`, `*.example.com`; every kind when not given.',
  })
  readonly includeResources?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Not these kinds, in the same words; what stands in both is left out.',
  })
  readonly excludeResources?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only objects with such labels: `app=web,tier in (a,b)`; all when not given.',
  })
  readonly labelSelector?: string | null;
}

export function filterOf(input: ResourceFilterInput): ResourceFilter {
  const { includeResources, excludeResources, labelSelector } = input;
  return {
    includeResources: includeResources ?? null,
    excludeResources: excludeResources ?? [],
    labelSelector: labelSelector ?? null,
  };
}
