import { Field, ObjectType } from 'type-graphql';
import type { ExistingPolicy, RestoreOptions, RestoreScope } from '../../domain/restore.js';
import { ExistingPolicyEnum } from '../restore-enums.js';
import { ObjectNameType } from './backup-object.type.js';
import { ResourceFilterType } from './resource-filter.type.js';

@ObjectType('RestoreScope', { description: 'What of a backup is restored.', simpleResolvers: true })
export class RestoreScopeType implements RestoreScope {
  @Field(() => [String], {
    nullable: true,
    description: 'Namespaces by their names in the backup; null: every one that it holds.',
  })
  readonly namespaces: readonly string[] | null;

  @Field(() => [ObjectNameType], {
    nullable: true,
    description: 'Only these objects; null: all that the filter lets through.',
  })
  readonly objects: readonly ObjectNameType[] | null;

  @Field(() => ResourceFilterType, { description: 'Which objects of the namespaces.' })
  readonly filter: ResourceFilterType;

  @Field(() => Boolean, {
    description: 'Whether cluster-scoped objects that the namespaces use come along, where they are missing.',
  })
  readonly clusterScoped: boolean;
}

@ObjectType('NameMapping', { description: 'One name becomes another.', simpleResolvers: true })
export class NameMappingType {
  @Field(() => String, { description: 'Name in the backup.' })
  readonly from: string;

  @Field(() => String, { description: 'Name in the cluster.' })
  readonly to: string;
}

@ObjectType('RestoreOptions', { description: 'How a restore was asked for.', simpleResolvers: true })
export class RestoreOptionsType implements Omit<RestoreOptions, 'namespaceMapping' | 'storageClassMapping'> {
  @Field(() => RestoreScopeType, { description: 'What of the backup.' })
  readonly scope: RestoreScopeType;

  @Field(() => [NameMappingType], { description: 'Namespaces that get another name; others keep theirs.' })
  readonly namespaceMapping: readonly NameMappingType[];

  @Field(() => [NameMappingType], { description: 'Storage classes that are exchanged.' })
  readonly storageClassMapping: readonly NameMappingType[];

  @Field(() => ExistingPolicyEnum, { description: 'What happens to what is there already and differs.' })
  readonly existing: ExistingPolicy;

  @Field(() => [String], { description: 'Kinds whose status is written back too.' })
  readonly restoreStatus: readonly string[];

  @Field(() => Boolean, { description: 'Whether Services keep their node ports.' })
  readonly preserveNodePorts: boolean;

  @Field(() => Boolean, {
    description: 'Whether volumes come from their snapshots; else claims are made empty.',
  })
  readonly volumes: boolean;

  @Field(() => Boolean, { description: 'Whether virtual machines come back stopped.' })
  readonly haltMachines: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether virtual machines keep firmware UUID, serial and MAC addresses; null: where their namespace keeps its name.',
  })
  readonly keepMachineIdentity: boolean | null;
}

export function optionsOf(options: RestoreOptions): RestoreOptionsType {
  return {
    ...options,
    haltMachines: options.haltMachines ?? false,
    keepMachineIdentity: options.keepMachineIdentity ?? null,
    namespaceMapping: pairsOf(options.namespaceMapping),
    storageClassMapping: pairsOf(options.storageClassMapping),
  };
}

function pairsOf(mapping: Readonly<Record<string, string>>): readonly NameMappingType[] {
  return Object.entries(mapping).map(([from, to]) => ({ from, to }));
}
