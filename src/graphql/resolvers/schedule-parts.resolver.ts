/** Fields of the smaller things that belong to schedules and their backups. */
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { BackupSchedule, ScheduleEdit } from '../../domain/backup-schedule.js';
import { type Cycle, SKIP_REASONS } from '../../domain/cycle.js';
import { ISSUE_CATALOG } from '../../domain/issue.js';
import { type ApiContext, viewerOf } from '../context.js';
import { BackupMissingNamespaceType, BackupType } from '../types/backup.type.js';
import { BackupPlanType } from '../types/backup-plan.type.js';
import { BackupScheduleType } from '../types/backup-schedule.type.js';
import { CycleReasonType, CycleType } from '../types/cycle.type.js';
import { ExecRuleType } from '../types/exec-rule.type.js';
import { HeldBackupType } from '../types/held-backup.type.js';
import { ResourcePreviewType } from '../types/resource-filter.type.js';
import { ScheduleEditChangeType, ScheduleEditType } from '../types/schedule-edit.type.js';

const MEANINGS: Readonly<Record<string, string>> = {
  ...SKIP_REASONS,
  ...Object.fromEntries(Object.entries(ISSUE_CATALOG).map(([code, { meaning }]) => [code, meaning])),
};

@Resolver(() => CycleType)
export class CycleFieldsResolver {
  @FieldResolver(() => [CycleReasonType], { description: 'Why it ended as it did; empty when all is well.' })
  reasons(@Root() cycle: Cycle): CycleReasonType[] {
    return cycle.reasons.map((code) => ({ code, meaning: MEANINGS[code] ?? code }));
  }

  @FieldResolver(() => BackupType, {
    nullable: true,
    description: 'The backup that it left; null when it left none, or that is deleted.',
  })
  backup(@Root() cycle: Cycle, @Ctx() context: ApiContext) {
    return context.loaders.backupsOfCycles.load(cycle.id);
  }
}

@Resolver(() => ScheduleEditType)
export class ScheduleEditFieldsResolver {
  @FieldResolver(() => [ScheduleEditChangeType], { description: 'The fields that it changed, by name.' })
  changes(@Root() { before, after }: ScheduleEdit): ScheduleEditChangeType[] {
    const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return fields.map((field) => ({
      field,
      before: before[field] ?? null,
      after: after[field] ?? null,
    }));
  }
}

@Resolver(() => HeldBackupType)
export class HeldBackupFieldsResolver {
  @FieldResolver(() => BackupType, { nullable: true, description: 'The backup; null when it is just gone.' })
  backup(@Root() held: HeldBackupType, @Ctx() context: ApiContext) {
    return context.loaders.backups.load(held.backupId);
  }
}

@Resolver(() => BackupMissingNamespaceType)
export class BackupMissingNamespaceResolver {
  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether the cluster has it again, asked of the cluster now; null with an error when it does not say.',
  })
  async isBack(@Root() missing: BackupMissingNamespaceType, @Ctx() context: ApiContext) {
    return (await context.loaders.namespacesNow.load(missing.clusterId)).has(missing.name);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether its schedule still names it; null when there is no schedule, or none with a list.',
  })
  async isOnSchedule(@Root() missing: BackupMissingNamespaceType, @Ctx() context: ApiContext) {
    const { scheduleId, name } = missing;
    const schedule = scheduleId === null ? undefined : await context.loaders.schedules.load(scheduleId);
    return schedule?.selection.kind === 'NAMED' ? schedule.selection.names.includes(name) : null;
  }
}

@Resolver(() => BackupScheduleType)
export class BackupScheduleRulesResolver {
  @FieldResolver(() => ExecRuleType, {
    nullable: true,
    description: 'Commands that are run before the volumes of each backup are looked at; null: none.',
  })
  preRule(@Root() schedule: BackupSchedule, @Ctx() context: ApiContext) {
    return ruleOf(schedule.preRuleId, context);
  }

  @FieldResolver(() => ExecRuleType, {
    nullable: true,
    description: 'Commands that are run when the snapshots of its volumes are cut; null: none.',
  })
  postRule(@Root() schedule: BackupSchedule, @Ctx() context: ApiContext) {
    return ruleOf(schedule.postRuleId, context);
  }
}

function ruleOf(id: string | null, context: ApiContext) {
  return id === null ? null : context.loaders.execRules.load(id);
}

@Resolver(() => BackupPlanType)
export class BackupPlanFieldsResolver {
  @FieldResolver(() => ResourcePreviewType, {
    nullable: true,
    description:
      'What would be kept of the namespaces that are there, and why not the rest: asked of the cluster now, at most 200000 objects. Null: virtual machines are asked for, which are kept whole.',
  })
  resources(@Root() { asked }: BackupPlanType, @Ctx() context: ApiContext) {
    const { virtualMachines, ...request } = asked;
    return virtualMachines === undefined
      ? context.services.backups.preview(request, viewerOf(context))
      : null;
  }
}
