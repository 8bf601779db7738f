import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Backup } from '../../domain/backup.js';
import { idFilter } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { RewrapBackupsInput } from '../inputs/encryption.input.js';
import { BackupType } from '../types/backup.type.js';
import { BackupLocationType } from '../types/backup-location.type.js';
import {
  BackupEncryptionType,
  BackupKeyType,
  RewrapBackupsPayload,
  ServerEncryptionType,
} from '../types/encryption.type.js';
import { ServerType } from '../types/server.type.js';

@Resolver(() => BackupType)
export class BackupEncryptionResolver {
  @Mutation(() => RewrapBackupsPayload, {
    description:
      'Wraps the data keys of encrypted backups by the present keys and no others, some backups at a time: after a change of keys, until `next` is null.',
  })
  rewrapBackups(
    @Arg('input', () => RewrapBackupsInput, { description: 'Which backups.' })
    { first, after }: RewrapBackupsInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const from = after == null ? null : idFilter('input.after', after);
    return context.services.encryption.rewrap({ first, after: from }, viewer);
  }

  @FieldResolver(() => BackupEncryptionType, {
    nullable: true,
    description: 'Whether it is encrypted; null while nothing of it is stored.',
  })
  encryption(@Root() { manifestKey, encryptionKeyIds }: Backup): BackupEncryptionType | null {
    if (manifestKey === null) return null;
    return { state: encryptionKeyIds === null ? 'NONE' : 'ENCRYPTED', keyIds: encryptionKeyIds ?? [] };
  }
}

@Resolver(() => BackupLocationType)
export class LocationEncryptionResolver {
  @FieldResolver(() => Boolean, {
    description: 'Whether new backups in it are encrypted; false: whoever can read it reads their Secrets.',
  })
  encrypted(@Ctx() { services }: ApiContext): boolean {
    return services.encryption.encrypts;
  }
}

@Resolver(() => ServerType)
export class ServerFieldsResolver {
  @FieldResolver(() => ServerEncryptionType, { description: 'Whether new backups are encrypted.' })
  encryption(@Ctx() { services }: ApiContext): ServerEncryptionType {
    return { state: services.encryption.encrypts ? 'ENCRYPTED' : 'NONE' };
  }
}

@Resolver(() => ServerEncryptionType)
export class ServerEncryptionResolver {
  /** Asked for alone: what a passphrase becomes takes half a second, once. */
  @FieldResolver(() => [BackupKeyType], {
    description: 'The configured keys: those that new backups are encrypted with first.',
  })
  keys(@Ctx() { services }: ApiContext) {
    return services.encryption.keys();
  }
}
