import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { BackupSort } from '../../domain/listing.js';
import { given, idOf, labelsOf, PAGE_DEFAULT } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import {
  BackupFilterInput,
  CancelBackupInput,
  CreateBackupInput,
  DeleteBackupInput,
  EditBackupInput,
  ForceDeleteBackupInput,
  PlanBackupInput,
} from '../inputs/backup.input.js';
import { BackupSortInput, type SortInput } from '../inputs/list-filter.input.js';
import { machineSelectionOf } from '../inputs/machine-selection.input.js';
import { filterOf } from '../inputs/resource-filter.input.js';
import { volumeSettingsOf } from '../inputs/volume-settings.input.js';
import { listRequest } from '../list-arguments.js';
import { readOfBackups } from '../selected-fields.js';
import { BackupConnectionType, BackupType } from '../types/backup.type.js';
import { BackupPlanType } from '../types/backup-plan.type.js';
import { connection } from '../types/connection.type.js';
import {
  CancelBackupPayload,
  CreateBackupPayload,
  DeleteBackupPayload,
  EditBackupPayload,
  ForceDeleteBackupPayload,
} from '../types/payloads.type.js';

@Resolver(() => BackupType)
export class BackupResolver {
  @Query(() => BackupType, { nullable: true, description: 'One backup. NOT_FOUND when there is none.' })
  backup(
    @Arg('id', () => ID, { description: 'UUID of the backup.' }) id: string,
    @Ctx() context: ApiContext,
  ) {
    return context.services.backups.get(idOf('Backup', id), viewerOf(context));
  }

  @Query(() => BackupConnectionType, { description: 'The backups.' })
  async backups(
    @Arg('first', () => Int, {
      defaultValue: PAGE_DEFAULT,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Arg('filter', () => BackupFilterInput, {
      nullable: true,
      description: 'Which ones; all when not given.',
    })
    filter: BackupFilterInput | null,
    @Arg('sort', () => BackupSortInput, {
      nullable: true,
      description: 'The order; newest first when not given.',
    })
    sort: SortInput<BackupSort> | null,
    @Ctx() context: ApiContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const viewer = viewerOf(context);
    const asked = listRequest({ first, listMax: context.listMax, after, filter, sort });
    const request = { ...asked.request, ...given({ parts: readOfBackups(info) }) };
    const page = await context.services.backups.page(request, asked.filter, viewer);
    return connection(page, request.after, () => context.services.backups.count(asked.filter, viewer));
  }

  @Query(() => BackupPlanType, { description: 'What a backup would include and miss if it began now.' })
  async planBackup(
    @Arg('input', () => PlanBackupInput, { description: 'What would be asked for.' }) input: PlanBackupInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const clusterId = idOf('Cluster', input.clusterId);
    const { namespaces, virtualMachines, filter } = input;
    const asked = {
      clusterId,
      ...(namespaces != null && { namespaces }),
      ...(virtualMachines != null && { virtualMachines: machineSelectionOf(virtualMachines) }),
      ...(filter != null && { filter: filterOf(filter) }),
    };
    return { ...(await context.services.backups.plan(asked, viewer)), asked };
  }

  @Mutation(() => CreateBackupPayload, { description: 'Begins a backup.' })
  async createBackup(
    @Arg('input', () => CreateBackupInput, { description: 'The backup.' })
    input: CreateBackupInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const { name, clusterId, locationId, namespaces, virtualMachines, labels } = input;
    const { preRuleId, postRuleId, filter, volumes } = input;
    const request = {
      clusterId: idOf('Cluster', clusterId),
      locationId: idOf('BackupLocation', locationId),
      ...(namespaces != null && { namespaces }),
      ...(virtualMachines != null && { virtualMachines: machineSelectionOf(virtualMachines) }),
      ...given({ name }),
      ...(labels && { labels: labelsOf(labels) }),
      ...(preRuleId != null && { preRuleId: idOf('ExecRule', preRuleId) }),
      ...(postRuleId != null && { postRuleId: idOf('ExecRule', postRuleId) }),
      ...(filter != null && { filter: filterOf(filter) }),
      ...(volumes && { volumes: volumeSettingsOf(volumes) }),
    };
    return { backup: await context.services.backups.create(request, viewer) };
  }

  @Mutation(() => CancelBackupPayload, { description: 'Asks a running backup to stop: it ends in Failure.' })
  async cancelBackup(
    @Arg('input', () => CancelBackupInput, { description: 'The backup.' }) { id }: CancelBackupInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return { backup: await context.services.backups.cancel(idOf('Backup', id), viewer) };
  }

  @Mutation(() => EditBackupPayload, { description: 'Changes name or labels of a backup.' })
  async editBackup(
    @Arg('input', () => EditBackupInput, { description: 'The changes.' })
    { id, expectedVersion, name, labels }: EditBackupInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const change = { expectedVersion, ...given({ name }), ...(labels && { labels: labelsOf(labels) }) };
    return { backup: await context.services.backups.edit(idOf('Backup', id), change, viewer) };
  }

  @Mutation(() => DeleteBackupPayload, {
    description:
      'Deletes a backup with its data in the location: a job does it, and `deletion` shows how it goes. LAST_COPY when it holds the only intact copy of namespaces or virtual machines, OBJECT_LOCKED while its location holds it.',
  })
  async deleteBackup(
    @Arg('input', () => DeleteBackupInput, { description: 'The backup.' })
    { id, confirmLastCopy }: DeleteBackupInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const confirmed = { confirmLastCopy: confirmLastCopy === true };
    return { backup: await context.services.backups.remove(idOf('Backup', id), confirmed, viewer) };
  }

  @Mutation(() => ForceDeleteBackupPayload, {
    description:
      'Removes the record of a backup whose data no cluster can delete. Refused while one can. The path of the data stays in the audit trail.',
  })
  async forceDeleteBackup(
    @Arg('input', () => ForceDeleteBackupInput, { description: 'The backup, and that it is meant.' })
    { id, acknowledgeOrphanedData }: ForceDeleteBackupInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return context.services.backups.forceDelete(idOf('Backup', id), { acknowledgeOrphanedData }, viewer);
  }
}
