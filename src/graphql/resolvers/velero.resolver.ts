import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { isImportable, type VeleroBackup } from '../../domain/velero.js';
import { given, idOf } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { ImportVeleroBackupInput } from '../inputs/velero.input.js';
import { ImportVeleroBackupPayload, VeleroBackupsType, VeleroBackupType } from '../types/velero.type.js';

@Resolver(() => VeleroBackupType)
export class VeleroResolver {
  @Query(() => VeleroBackupsType, { description: 'What Velero left in a location, read from it now.' })
  veleroBackups(
    @Arg('locationId', () => ID, { description: 'UUID of the location.' }) locationId: string,
    @Ctx() context: ApiContext,
  ) {
    return context.services.veleroImports.list(idOf('BackupLocation', locationId), viewerOf(context));
  }

  @Mutation(() => ImportVeleroBackupPayload, {
    description:
      "Takes a backup of Velero over: its objects are written anew in Holdfast's layout. Nothing of Velero's is changed.",
  })
  async importVeleroBackup(
    @Arg('input', () => ImportVeleroBackupInput, { description: 'The backup.' })
    input: ImportVeleroBackupInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const { locationId, clusterId, targetLocationId, veleroName, name } = input;
    const request = {
      veleroName,
      locationId: idOf('BackupLocation', locationId),
      clusterId: idOf('Cluster', clusterId),
      ...given({ name }),
      ...(targetLocationId != null && { targetLocationId: idOf('BackupLocation', targetLocationId) }),
    };
    return { backup: await context.services.veleroImports.import(request, viewer) };
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether it can be imported: Velero ended it and left its contents.',
  })
  importable(@Root() backup: VeleroBackup) {
    return isImportable(backup);
  }
}
