import { Field, Int, ObjectType } from 'type-graphql';
import type { Comparison, FieldDifference, ObjectChange, ObjectDifference } from '../../domain/comparison.js';
import type { StoredObjectText } from '../../domain/ports/backup-browser.js';
import type { ObjectName } from '../../domain/restore.js';
import { ObjectChangeEnum } from '../enums.js';

@ObjectType('BackupObjectNames', {
  description: 'Names of the objects of one kind in one namespace of a backup.',
  simpleResolvers: true,
})
export class BackupObjectNamesType {
  @Field(() => [String], { description: 'In the order of their code units.' })
  readonly names: readonly string[];

  @Field(() => Int, { description: 'How many match.' })
  readonly total: number;

  @Field(() => Boolean, { description: 'Whether more follow: ask again with `after` the last name.' })
  readonly hasNext: boolean;
}

@ObjectType('BackupObject', { description: 'One object of a backup.', simpleResolvers: true })
export class BackupObjectType implements StoredObjectText {
  @Field(() => String, { description: 'The object as it was stored: JSON.' })
  readonly json: string;

  @Field(() => Boolean, { description: 'Whether values of a Secret were masked.' })
  readonly masked: boolean;
}

@ObjectType('ObjectName', { description: 'An object of a cluster or a backup.', simpleResolvers: true })
export class ObjectNameType implements ObjectName {
  @Field(() => String, { description: '`resource` or `resource.group`, as kubectl names it.' })
  readonly resource: string;

  @Field(() => String, { description: 'Namespace; empty for what is cluster-scoped.' })
  readonly namespace: string;

  @Field(() => String, { description: 'Name.' })
  readonly name: string;
}

@ObjectType('FieldDifference', { description: 'One field that differs.', simpleResolvers: true })
export class FieldDifferenceType implements FieldDifference {
  @Field(() => String, {
    description: '`spec.template.spec.containers[web].image`: members of lists by name where all have one.',
  })
  readonly path: string;

  @Field(() => String, {
    nullable: true,
    description: 'JSON before, cut after 200 characters; null: not there, or masked.',
  })
  readonly before: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'JSON after, cut after 200 characters; null: not there, or masked.',
  })
  readonly after: string | null;

  @Field(() => Boolean, { description: 'The values belong to a Secret: only that they differ is told.' })
  readonly masked: boolean;
}

@ObjectType('ObjectDifference', { description: 'One object that differs.', simpleResolvers: true })
export class ObjectDifferenceType implements ObjectDifference {
  @Field(() => ObjectNameType, { description: 'The object.' })
  readonly object: ObjectName;

  @Field(() => ObjectChangeEnum, { description: 'How it differs.' })
  readonly change: ObjectChange;

  @Field(() => [FieldDifferenceType], {
    description: 'The fields that differ, when it was CHANGED; at most 50.',
  })
  readonly fields: readonly FieldDifference[];

  @Field(() => Int, { description: 'How many fields differ.' })
  readonly fieldsTotal: number;
}

@ObjectType('BackupComparison', {
  description:
    'What differs between a backup and a later one, or a cluster now. Status and what the server counts is left out.',
  simpleResolvers: true,
})
export class BackupComparisonType implements Comparison {
  @Field(() => Int, { description: 'Objects that only the later side has.' })
  readonly added: number;

  @Field(() => Int, { description: 'Objects that only the backup has.' })
  readonly removed: number;

  @Field(() => Int, { description: 'Objects that differ.' })
  readonly changed: number;

  @Field(() => Int, { description: 'Objects that are the same.' })
  readonly unchanged: number;

  @Field(() => [ObjectDifferenceType], { description: 'By resource, namespace and name; at most 1,000.' })
  readonly differences: readonly ObjectDifference[];

  @Field(() => [String], {
    description: 'What could not be read of the cluster, so that nothing is said of it.',
  })
  readonly unread: readonly string[];
}
