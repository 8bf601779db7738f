import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import type { Backup, NamespaceFate } from '../../domain/backup.js';
import type { BackupSchedule } from '../../domain/backup-schedule.js';
import { InvalidInput } from '../../domain/errors/request-errors.js';
import { refusalsOfBackup } from '../../domain/namespace-refusals.js';
import { callerOf, operationsNow } from '../allowed-operations.js';
import { type ApiContext, viewerOf } from '../context.js';
import { onlyNamed } from '../selected-fields.js';
import { AllowedOperationType } from '../types/allowed-operation.type.js';
import {
  BackupContentsType,
  BackupMissingNamespaceType,
  BackupNamespaceType,
  BackupType,
} from '../types/backup.type.js';
import { BackupLocationType } from '../types/backup-location.type.js';
import { BackupMachineType } from '../types/backup-machine.type.js';
import { BackupScheduleType } from '../types/backup-schedule.type.js';
import { BackupVolumesType, VolumeSettingsType, volumeSettingsType } from '../types/backup-volume.type.js';
import { ClusterType } from '../types/cluster.type.js';
import { ExecRuleType, RuleResultType } from '../types/exec-rule.type.js';
import { HeldForType } from '../types/held-backup.type.js';
import { IssueType } from '../types/issue.type.js';
import { LabelType, labelList } from '../types/label.type.js';
import { UserType } from '../types/user.type.js';
import { ImportSourceType } from '../types/velero.type.js';

const CONTENTS_MAX = 10_000;

@Resolver(() => BackupType)
export class BackupFieldsResolver {
  @FieldResolver(() => [LabelType], { description: 'Labels, by key.' })
  labels(@Root() backup: Backup) {
    return labelList(backup.labels);
  }

  @FieldResolver(() => UserType, {
    nullable: true,
    description: 'Who asked for it; null when that person is gone.',
  })
  owner(@Root() backup: Backup, @Ctx() context: ApiContext) {
    return context.loaders.users.load(backup.ownerId);
  }

  @FieldResolver(() => ClusterType, {
    nullable: true,
    description: 'The cluster it is of; null when Holdfast does not know it any more.',
  })
  cluster(@Root() backup: Backup, @Ctx() context: ApiContext, @Info() info: GraphQLResolveInfo) {
    const { namesAround } = context.loaders;
    if (namesAround && onlyNamed(info)) return namesAround.load({ kind: 'clusters', id: backup.clusterId });
    return context.loaders.clusters.load(backup.clusterId);
  }

  @FieldResolver(() => BackupLocationType, {
    nullable: true,
    description: 'The location it is in; null when Holdfast does not know it any more.',
  })
  location(@Root() backup: Backup, @Ctx() context: ApiContext, @Info() info: GraphQLResolveInfo) {
    const { namesAround } = context.loaders;
    if (namesAround && onlyNamed(info)) return namesAround.load({ kind: 'locations', id: backup.locationId });
    return context.loaders.locations.load(backup.locationId);
  }

  @FieldResolver(() => [BackupNamespaceType], {
    description: 'Every requested namespace, what became of it, and how far it is.',
  })
  namespaces(@Root() backup: Backup, @Ctx() context: ApiContext) {
    return context.loaders.namespaces.load(backup.id);
  }

  @FieldResolver(() => [String], { description: 'Names of the namespaces that are part of it.' })
  includedNamespaces(@Root() backup: Backup, @Ctx() context: ApiContext) {
    return namesWithFate(backup, 'INCLUDED', context);
  }

  @FieldResolver(() => [String], { description: 'Names of those that were absent when it began.' })
  missingNamespaces(@Root() backup: Backup, @Ctx() context: ApiContext) {
    return namesWithFate(backup, 'MISSING', context);
  }

  @FieldResolver(() => [String], { description: 'Names of those that vanished during the run.' })
  lostNamespaces(@Root() backup: Backup, @Ctx() context: ApiContext) {
    return namesWithFate(backup, 'LOST', context);
  }

  @FieldResolver(() => [IssueType], { description: 'What went wrong: the state is decided from these.' })
  issues(@Root() backup: Backup, @Ctx() context: ApiContext) {
    return context.loaders.issues.load(backup.id);
  }

  @FieldResolver(() => BackupScheduleType, {
    nullable: true,
    description: 'The schedule whose cycle made it; null when none did, or it is gone.',
  })
  schedule(@Root() backup: Backup, @Ctx() context: ApiContext, @Info() info: GraphQLResolveInfo) {
    const { namesAround, scheduleNames } = context.loaders;
    if (backup.scheduleId !== null && onlyNamed(info))
      return namesAround
        ? namesAround.load({ kind: 'schedules', id: backup.scheduleId })
        : scheduleNames.load(backup.scheduleId);
    return scheduleOf(backup, context);
  }

  @FieldResolver(() => [BackupMissingNamespaceType], {
    description: 'The namespaces that were absent when it began, and how they stand now.',
  })
  async missing(@Root() backup: Backup, @Ctx() context: ApiContext): Promise<BackupMissingNamespaceType[]> {
    const { clusterId, scheduleId } = backup;
    const missing = await withFate(backup, 'MISSING', context);
    return missing.map(({ name, reason }) => ({ name, reason, clusterId, scheduleId }));
  }

  @FieldResolver(() => [HeldForType], {
    description: 'Why it is kept beyond the retention of its schedule; empty when it is not.',
  })
  async heldFor(@Root() backup: Backup, @Ctx() context: ApiContext) {
    if (backup.scheduleId === null) return [];
    return (await context.loaders.held.load(backup.scheduleId)).get(backup.id) ?? [];
  }

  @FieldResolver(() => [AllowedOperationType], { description: 'What may be asked of it now.' })
  async allowedOperations(@Root() backup: Backup, @Ctx() context: ApiContext) {
    const { mode } = backup;
    const [caller, obstacles] = await Promise.all([
      callerOf(context, 'Backup', backup),
      context.loaders.obstacles.Backup.load(backup),
    ]);
    if (backup.state !== 'PARTIAL_SUCCESS')
      return operationsNow('Backup', backup, { ...caller, mode, own: obstacles ?? {} });
    const [schedule, missing] = await Promise.all([
      scheduleOf(backup, context),
      namesWithFate(backup, 'MISSING', context),
    ]);
    const own = { ...obstacles, ...refusalsOfBackup(schedule, missing) };
    return operationsNow('Backup', backup, { ...caller, mode, own });
  }

  @FieldResolver(() => BackupContentsType, {
    nullable: true,
    description: 'What it holds, read from its location now; null with an error when that cannot be read.',
  })
  async contents(
    @Root() backup: Backup,
    @Arg('first', () => Int, { defaultValue: 1_000, description: 'How many entries: 1 to 10000.' })
    first: number,
    @Ctx() context: ApiContext,
  ) {
    if (first < 1 || first > CONTENTS_MAX) {
      throw new InvalidInput([{ path: 'first', message: `${first} is not between 1 and ${CONTENTS_MAX}` }]);
    }
    const entries = await context.services.backups.contents(backup.id, viewerOf(context));
    return { total: entries.length, entries: entries.slice(0, first) };
  }

  @FieldResolver(() => ExecRuleType, {
    nullable: true,
    description:
      'Commands that are run before its volumes are looked at; null: none, or the rule is deleted.',
  })
  preRule(@Root() backup: Backup, @Ctx() context: ApiContext) {
    return ruleOf(backup.preRuleId, context);
  }

  @FieldResolver(() => ExecRuleType, {
    nullable: true,
    description:
      'Commands that are run when the snapshots of its volumes are cut; null: none, or the rule is deleted.',
  })
  postRule(@Root() backup: Backup, @Ctx() context: ApiContext) {
    return ruleOf(backup.postRuleId, context);
  }

  @FieldResolver(() => [RuleResultType], {
    description: 'What became of the commands of its rules, in the order in which they began.',
  })
  ruleResults(@Root() backup: Backup, @Ctx() context: ApiContext) {
    return context.loaders.ruleResults.load(backup.id);
  }

  @FieldResolver(() => ImportSourceType, {
    nullable: true,
    description: 'The backup of Velero that it was made of; null: read from its cluster.',
  })
  importedFrom(@Root() backup: Backup) {
    return backup.importedFrom;
  }

  @FieldResolver(() => VolumeSettingsType, { description: 'How it treats volumes.' })
  volumeSettings(@Root() backup: Backup) {
    return volumeSettingsType(backup.volumeSettings);
  }

  @FieldResolver(() => [BackupMachineType], {
    description: 'The virtual machines, where they are what was asked for: what became of each.',
  })
  virtualMachines(@Root() backup: Backup, @Ctx() context: ApiContext) {
    return context.loaders.machinesOfBackups.load(backup.id);
  }

  @FieldResolver(() => BackupVolumesType, {
    description: 'Its volumes, and what became of their snapshots; live while it runs.',
  })
  async volumes(
    @Root() backup: Backup,
    @Arg('first', () => Int, { defaultValue: 1_000, description: 'How many volumes: 1 to 10000.' })
    first: number,
    @Ctx() context: ApiContext,
  ) {
    if (first < 1 || first > CONTENTS_MAX) {
      throw new InvalidInput([{ path: 'first', message: `${first} is not between 1 and ${CONTENTS_MAX}` }]);
    }
    const volumes = await context.loaders.volumes.load(backup.id);
    return {
      total: volumes.length,
      ready: volumes.filter(({ state }) => state === 'READY').length,
      items: volumes.slice(0, first).map(({ cutAt, readyAt, ...same }) => ({
        ...same,
        cutAt: cutAt === null ? null : new Date(cutAt),
        readyAt: readyAt === null ? null : new Date(readyAt),
      })),
    };
  }
}

async function scheduleOf(backup: Backup, context: ApiContext): Promise<BackupSchedule | undefined> {
  return backup.scheduleId === null ? undefined : context.loaders.schedules.load(backup.scheduleId);
}

function withFate(backup: Backup, fate: NamespaceFate, context: ApiContext) {
  return context.loaders.namespaces
    .load(backup.id)
    .then((namespaces) => namespaces.filter((each) => each.fate === fate));
}

/** One promise and one pass: a list asks for it three times a row. */
function namesWithFate(backup: Backup, fate: NamespaceFate, context: ApiContext): Promise<string[]> {
  return context.loaders.namespaces
    .load(backup.id)
    .then((namespaces) => namespaces.flatMap((each) => (each.fate === fate ? [each.name] : [])));
}

function ruleOf(id: string | null, context: ApiContext) {
  return id === null ? null : context.loaders.execRules.load(id);
}
