import { Field, ObjectType } from 'type-graphql';
import type { SelectionKind } from '../../domain/namespace-selection.js';
import { SelectionKindEnum } from '../schedule-enums.js';

@ObjectType('NamespaceSelection', {
  description: 'Which namespaces are asked for.',
  simpleResolvers: true,
})
export class NamespaceSelectionType {
  @Field(() => SelectionKindEnum, { description: 'How they are chosen.' })
  readonly kind: SelectionKind;

  @Field(() => [String], { nullable: true, description: 'The names, sorted (NAMED); null for other kinds.' })
  readonly names?: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: 'The Kubernetes label selector (LABELS); null for other kinds.',
  })
  readonly selector?: string;
}
