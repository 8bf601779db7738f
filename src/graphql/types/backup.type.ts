import { Field, ID, Int, ObjectType } from 'type-graphql';
import type {
  Backup,
  BackupLayout,
  BackupNamespace,
  EngineName,
  NamespaceFate,
  Stage,
} from '../../domain/backup.js';
import type { DeletionFields } from '../../domain/deletion.js';
import type { ContentEntry } from '../../domain/ports/backup-engine.js';
import type { BackupState, OperationMode } from '../../domain/state-matrix.js';
import {
  BackupLayoutEnum,
  BackupStateEnum,
  EngineNameEnum,
  NamespaceFateEnum,
  OperationModeEnum,
  StageEnum,
  VerificationResultEnum,
} from '../enums.js';
import { DateTime, SafeInt } from '../scalars.js';
import { connectionOf } from './connection.type.js';
import { NamespaceSelectionType } from './namespace-selection.type.js';
import { ResourceFilterType } from './resource-filter.type.js';

@ObjectType('BackupNamespace', {
  description: 'What became of one requested namespace.',
  simpleResolvers: true,
})
export class BackupNamespaceType implements BackupNamespace {
  @Field(() => String, { description: 'Name.' })
  readonly name: string;

  @Field(() => NamespaceFateEnum, { description: 'What became of it.' })
  readonly fate: NamespaceFate;

  @Field(() => String, { nullable: true, description: 'UID at the plan; null while unplanned, or missing.' })
  readonly uid: string | null;

  @Field(() => String, { nullable: true, description: 'Why it is missing or lost; null when it is not.' })
  readonly reason: string | null;

  @Field(() => SafeInt, { description: 'Objects read of it so far.' })
  readonly objects: number;

  @Field(() => SafeInt, { description: 'Bytes read of it so far, before compression.' })
  readonly bytes: number;
}

@ObjectType('BackupMissingNamespace', {
  description: 'A namespace that a backup found missing, and how it stands now.',
  simpleResolvers: true,
})
export class BackupMissingNamespaceType {
  readonly clusterId: string;
  readonly scheduleId: string | null;

  @Field(() => String, { description: 'Name.' })
  readonly name: string;

  @Field(() => String, { nullable: true, description: 'Why it was missing: `not found` or `Terminating`.' })
  readonly reason: string | null;
}

@ObjectType('BackupContentEntry', {
  description: 'One line of what a backup holds.',
  simpleResolvers: true,
})
export class BackupContentEntryType implements ContentEntry {
  @Field(() => String, { description: '`resource` or `resource.group`, as kubectl names it.' })
  readonly resource: string;

  @Field(() => String, { description: 'Namespace; empty for what is cluster-scoped.' })
  readonly namespace: string;

  @Field(() => SafeInt, { description: 'Number of objects.' })
  readonly objects: number;

  @Field(() => SafeInt, { description: 'Bytes before compression.' })
  readonly bytes: number;
}

@ObjectType('BackupContents', {
  description: 'What a backup holds, by resource and namespace, read from its index in the location.',
  simpleResolvers: true,
})
export class BackupContentsType {
  @Field(() => Int, { description: 'How many entries there are.' })
  readonly total: number;

  @Field(() => [BackupContentEntryType], { description: 'The first of them.' })
  readonly entries: readonly BackupContentEntryType[];
}

@ObjectType('Backup', {
  description: 'A backup: the record and the artefact that a request leaves.',
  simpleResolvers: true,
})
export class BackupType
  implements
    Omit<
      Backup,
      | 'ownerId'
      | 'handedBack'
      | 'clusterId'
      | 'locationId'
      | 'cycleId'
      | 'scheduleId'
      | 'selection'
      | 'labels'
      | 'leaseOwner'
      | 'leaseUntil'
      | 'manifestKey'
      | 'encryptionKeyIds'
      | 'importedFrom'
      | 'preRuleId'
      | 'postRuleId'
      | keyof DeletionFields
      | 'volumeSettings'
    >
{
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => String, { description: 'Name, unique among backups.' })
  readonly name: string;

  @Field(() => EngineNameEnum, { description: 'Who does the work.' })
  readonly engine: EngineName;

  @Field(() => BackupLayoutEnum, { description: 'How it lies in its location.' })
  readonly layout: BackupLayout;

  @Field(() => Boolean, {
    description:
      'Whether a sync found it in its location: nothing here made it, and no retention touches it.',
  })
  readonly listedBySync: boolean;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when a sync does not find it in its location any more; null: nothing says so.',
  })
  readonly vanishedAt: Date | null;

  @Field(() => OperationModeEnum, { description: 'Mode of its cluster.' })
  readonly mode: OperationMode;

  @Field(() => BackupStateEnum, { description: 'State, by the state matrix.' })
  readonly state: BackupState;

  @Field(() => String, { nullable: true, description: 'Code of the worst issue; null when there is none.' })
  readonly stateReason: string | null;

  @Field(() => DateTime, { description: 'Since when it is in this state.' })
  readonly stateChangedAt: Date;

  @Field(() => StageEnum, {
    nullable: true,
    description: 'Where the run stands; null before it began and after its end.',
  })
  readonly stage: Stage | null;

  @Field(() => Int, { description: 'Which run of the work this is; 0 until a worker has taken it up.' })
  readonly attempt: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When somebody asked to cancel it; null: nobody did.',
  })
  readonly cancelRequestedAt: Date | null;

  @Field(() => NamespaceSelectionType, { description: 'What was asked for.' })
  readonly selection: NamespaceSelectionType;

  @Field(() => [String], { description: 'The namespaces that were asked for.' })
  readonly requestedNamespaces: readonly string[];

  @Field(() => SafeInt, { description: 'Objects read so far.' })
  readonly objects: number;

  @Field(() => SafeInt, { description: 'Bytes read so far, before compression.' })
  readonly bytes: number;

  @Field(() => SafeInt, { description: 'Bytes in the location.' })
  readonly storedBytes: number;

  @Field(() => DateTime, { nullable: true, description: 'When it was last read back whole; null: never.' })
  readonly verifiedAt: Date | null;

  @Field(() => VerificationResultEnum, { nullable: true, description: 'What that found; null: never done.' })
  readonly verification: 'INTACT' | 'DAMAGED' | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when its location refuses to delete it (object lock); null: it does not.',
  })
  readonly lockedUntil: Date | null;

  @Field(() => Int, { description: 'Rises with every edit: hand it back as `expectedVersion`.' })
  readonly version: number;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  readonly createdAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'When a worker first took it up; null: not yet.' })
  readonly startedAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ended; null: not yet.' })
  readonly finishedAt: Date | null;

  @Field(() => ResourceFilterType, {
    nullable: true,
    description: 'What it is limited to; null: nothing is filtered.',
  })
  readonly filter: ResourceFilterType | null;
}

export const BackupConnectionType = connectionOf('Backup', () => BackupType);
