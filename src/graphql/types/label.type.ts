import { Field, ObjectType } from 'type-graphql';
import type { Labels } from '../../domain/names.js';

@ObjectType('Label', { description: 'One label: a key and its value.', simpleResolvers: true })
export class LabelType {
  @Field(() => String, { description: 'Key, unique among the labels of one thing.' })
  readonly key: string;

  @Field(() => String, { description: 'Value, which may be empty.' })
  readonly value: string;
}

export function labelList(labels: Labels): LabelType[] {
  return Object.entries(labels)
    .map(([key, value]) => ({ key, value }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}
