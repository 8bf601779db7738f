import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { BackupLocation } from '../../domain/backup-location.js';
import type { LocationSort } from '../../domain/listing.js';
import { modeOfAccess } from '../../domain/operation-mode.js';
import type { BackupLocationState } from '../../domain/state-matrix.js';
import { operationsNow } from '../allowed-operations.js';
import { given, idOf, labelsOf, PAGE_DEFAULT } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { BackupLocationStateEnum } from '../enums.js';
import {
  CreateBackupLocationInput,
  DeleteBackupLocationInput,
  EditBackupLocationInput,
  RescanBackupLocationInput,
  ValidateBackupLocationInput,
} from '../inputs/backup-location.input.js';
import { BackupLocationSortInput, type SortInput } from '../inputs/list-filter.input.js';
import { BackupLocationFilterInput } from '../inputs/resource-list.input.js';
import { s3Of } from '../inputs/s3.input.js';
import { listRequest } from '../list-arguments.js';
import { AllowedOperationType } from '../types/allowed-operation.type.js';
import { BackupLocationConnectionType, BackupLocationType } from '../types/backup-location.type.js';
import { connection } from '../types/connection.type.js';
import { LabelType, labelList } from '../types/label.type.js';
import {
  CreateBackupLocationPayload,
  DeleteBackupLocationPayload,
  EditBackupLocationPayload,
  RescanBackupLocationPayload,
  ValidateBackupLocationPayload,
} from '../types/payloads.type.js';
import { UserType } from '../types/user.type.js';

@Resolver(() => BackupLocationType)
export class BackupLocationResolver {
  @Query(() => BackupLocationType, {
    nullable: true,
    description: 'One backup location. NOT_FOUND when there is none.',
  })
  backupLocation(
    @Arg('id', () => ID, { description: 'UUID of the location.' }) id: string,
    @Ctx() context: ApiContext,
  ) {
    viewerOf(context);
    return context.services.locations.get(idOf('BackupLocation', id));
  }

  @Query(() => BackupLocationConnectionType, { description: 'The backup locations.' })
  async backupLocations(
    @Arg('first', () => Int, {
      defaultValue: PAGE_DEFAULT,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Arg('states', () => [BackupLocationStateEnum], {
      nullable: true,
      description: 'Only those in one of these states.',
      deprecationReason: 'Use `filter`. (since 2026-11-21, removed after 2027-06-30)',
    })
    states: readonly BackupLocationState[] | null,
    @Arg('filter', () => BackupLocationFilterInput, {
      nullable: true,
      description: 'Which ones; all when not given.',
    })
    filter: BackupLocationFilterInput | null,
    @Arg('sort', () => BackupLocationSortInput, {
      nullable: true,
      description: 'The order; newest first when not given.',
    })
    sort: SortInput<LocationSort> | null,
    @Ctx() context: ApiContext,
  ) {
    viewerOf(context);
    const asked = listRequest({ first, listMax: context.listMax, after, filter, sort, older: { states } });
    const page = await context.services.locations.page(asked.request, asked.filter);
    return connection(page, asked.request.after, () => context.services.locations.count(asked.filter));
  }

  @Mutation(() => CreateBackupLocationPayload, {
    description: 'Creates a backup location and looks at it once.',
  })
  async createBackupLocation(
    @Arg('input', () => CreateBackupLocationInput, { description: 'The location.' })
    { name, access, path, s3, labels, adopt }: CreateBackupLocationInput,
    @Ctx() context: ApiContext,
  ) {
    const request = {
      name,
      ...given({ access, path, adopt }),
      ...(s3 && { s3: { ...s3Of(s3), bucket: s3.bucket } }),
      ...(labels && { labels: labelsOf(labels) }),
    };
    return { backupLocation: await context.services.locations.create(request, viewerOf(context)) };
  }

  @Mutation(() => EditBackupLocationPayload, { description: 'Changes a backup location.' })
  async editBackupLocation(
    @Arg('input', () => EditBackupLocationInput, { description: 'The changes.' })
    { id, expectedVersion, name, labels, s3 }: EditBackupLocationInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const change = {
      expectedVersion,
      ...given({ name }),
      ...(labels && { labels: labelsOf(labels) }),
      ...(s3 && { s3: s3Of(s3) }),
    };
    const backupLocation = await context.services.locations.edit(idOf('BackupLocation', id), change, viewer);
    return { backupLocation };
  }

  @Mutation(() => DeleteBackupLocationPayload, {
    description:
      'Removes a backup location. Refused while Holdfast knows backups in it; the folder or bucket stays.',
  })
  async deleteBackupLocation(
    @Arg('input', () => DeleteBackupLocationInput, { description: 'The location.' })
    { id }: DeleteBackupLocationInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    await context.services.locations.remove(idOf('BackupLocation', id), viewer);
    return { id };
  }

  @Mutation(() => ValidateBackupLocationPayload, {
    description:
      'Lists, writes, reads back and deletes a file or object in the location now, and notes what it sees.',
  })
  async validateBackupLocation(
    @Arg('input', () => ValidateBackupLocationInput, { description: 'The location.' })
    { id }: ValidateBackupLocationInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return { backupLocation: await context.services.locations.validate(idOf('BackupLocation', id), viewer) };
  }

  @Mutation(() => RescanBackupLocationPayload, {
    description: 'Finds backups in a location that Holdfast does not know, from their manifests.',
  })
  async rescanBackupLocation(
    @Arg('input', () => RescanBackupLocationInput, { description: 'The location.' })
    input: RescanBackupLocationInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const id = idOf('BackupLocation', input.id);
    const report = await context.services.rescan.run(id, viewer);
    return { backupLocation: await context.services.locations.get(id), ...report };
  }

  @FieldResolver(() => [LabelType], { description: 'Labels, by key.' })
  labels(@Root() location: BackupLocation) {
    return labelList(location.labels);
  }

  @FieldResolver(() => UserType, {
    nullable: true,
    description: 'Who created it; null when that person is gone.',
  })
  owner(@Root() location: BackupLocation, @Ctx() context: ApiContext) {
    return context.loaders.users.load(location.ownerId);
  }

  @FieldResolver(() => [AllowedOperationType], { description: 'What may be asked of it now.' })
  async allowedOperations(@Root() location: BackupLocation, @Ctx() context: ApiContext) {
    const own = (await context.loaders.obstacles.BackupLocation.load(location)) ?? {};
    const mode = modeOfAccess(location.access);
    return operationsNow('BackupLocation', location, { viewer: viewerOf(context), mode, own });
  }
}
