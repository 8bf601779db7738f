import {
  Arg,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { BackupLocation } from '../../domain/backup-location.js';
import type { BackupSync } from '../../domain/backup-sync.js';
import { InvalidInput } from '../../domain/errors/request-errors.js';
import { operationsNow } from '../allowed-operations.js';
import {
  cursorArgument,
  type Given,
  given,
  idFaults,
  idFilter,
  idOf,
  PAGE_DEFAULT,
  pageRequest,
} from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { BackupSyncFilterInput, SyncBackupLocationInput } from '../inputs/location-connection.input.js';
import { type Delivery, received } from '../subscriptions/stream.js';
import { type BackupSyncUpdate, updatesOfSyncs } from '../subscriptions/sync-updates.js';
import { AllowedOperationType } from '../types/allowed-operation.type.js';
import { BackupLocationType } from '../types/backup-location.type.js';
import {
  BackupSyncConnectionType,
  BackupSyncType,
  BackupSyncUpdateType,
  SyncBackupLocationPayload,
} from '../types/backup-sync.type.js';
import { ClusterType } from '../types/cluster.type.js';
import { connection } from '../types/connection.type.js';

@Resolver(() => BackupSyncType)
export class BackupSyncResolver {
  @Query(() => BackupSyncType, { nullable: true, description: 'One sync. NOT_FOUND when there is none.' })
  backupSync(
    @Arg('id', () => ID, { description: 'UUID of the sync.' }) id: string,
    @Ctx() context: ApiContext,
  ) {
    viewerOf(context);
    return context.services.syncs.get(idOf('BackupSync', id));
  }

  @Query(() => BackupSyncConnectionType, { description: 'The syncs, newest first.' })
  async backupSyncs(
    @Arg('first', () => Int, {
      defaultValue: PAGE_DEFAULT,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Arg('filter', () => BackupSyncFilterInput, {
      nullable: true,
      description: 'Which ones; all when not given.',
    })
    filter: BackupSyncFilterInput | null,
    @Ctx() context: ApiContext,
  ) {
    viewerOf(context);
    const asked = given({ ...filter }) as Given<BackupSyncFilterInput>;
    const faults = idFaults('filter.', asked);
    if (faults.length > 0) throw new InvalidInput(faults);
    const request = pageRequest(first, after);
    const page = await context.services.syncs.page(request, asked);
    return connection(page, request.after, () => context.services.syncs.count(asked));
  }

  @Mutation(() => SyncBackupLocationPayload, {
    description:
      'Has a cluster list what lies in the bucket of a location. What Holdfast does not know is listed as backups outside its retention; what is gone is marked. OPERATION_IN_PROGRESS while another sync of the bucket has not ended, NO_ELIGIBLE_CLUSTER where no cluster can do it.',
  })
  async syncBackupLocation(
    @Arg('input', () => SyncBackupLocationInput, { description: 'The location.' })
    { id }: SyncBackupLocationInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return { backupSync: await context.services.syncs.request(idOf('BackupLocation', id), viewer) };
  }

  @Subscription(() => BackupSyncUpdateType, {
    description:
      'What becomes of the syncs, of one location or of all. First those that have not ended; then every move of one, in order.',
    subscribe: ({
      args,
      context,
    }: {
      args: { locationId?: string | null; after?: string | null };
      context: ApiContext;
    }) => {
      viewerOf(context);
      const locationId = args.locationId == null ? undefined : idFilter('locationId', args.locationId);
      return updatesOfSyncs(context, locationId, cursorArgument(args.after));
    },
  })
  backupSyncUpdated(
    @Root() delivery: Delivery<BackupSyncUpdate>,
    @Arg('locationId', () => ID, {
      nullable: true,
      description: 'Only syncs of the location with this UUID.',
    })
    _locationId: string | null,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The last `eventId` seen: goes on from there.',
    })
    _after: string | null,
  ): BackupSyncUpdateType {
    return received(delivery) as BackupSyncUpdateType;
  }

  @FieldResolver(() => BackupLocationType, {
    nullable: true,
    description: 'The location; null when it is gone.',
  })
  location(@Root() { locationId }: BackupSync, @Ctx() context: ApiContext) {
    return context.loaders.locations.load(locationId);
  }

  @FieldResolver(() => ClusterType, {
    nullable: true,
    description:
      'The cluster that does it; null before it runs, when the cluster is gone, or is none that you see.',
  })
  cluster(@Root() { clusterId }: BackupSync, @Ctx() context: ApiContext) {
    return clusterId === null ? null : context.loaders.clusters.load(clusterId);
  }

  @FieldResolver(() => [AllowedOperationType], { description: 'What may be asked of it now: nothing.' })
  allowedOperations(@Root() { state, requestedBy }: BackupSync, @Ctx() context: ApiContext) {
    return operationsNow('BackupSync', { state, ownerId: requestedBy }, { viewer: viewerOf(context) });
  }
}

@Resolver(() => BackupLocationType)
export class LastSyncResolver {
  @FieldResolver(() => BackupSyncType, {
    nullable: true,
    description: 'The newest sync of it; null: there was none.',
  })
  async lastSync(@Root() { id }: BackupLocation, @Ctx() context: ApiContext) {
    return (await context.services.syncs.lastOf([id])).get(id) ?? null;
  }
}

@Resolver(() => BackupSyncUpdateType)
export class BackupSyncUpdateResolver {
  @FieldResolver(() => BackupSyncType, {
    nullable: true,
    description: 'The sync as it is now, which may be later than the event; null when it is gone.',
  })
  async backupSync(@Root() { backupSyncId }: BackupSyncUpdate, @Ctx() context: ApiContext) {
    return context.services.syncs.get(backupSyncId).catch(() => null);
  }
}
