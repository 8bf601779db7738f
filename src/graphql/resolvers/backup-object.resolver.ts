import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { InvalidInput } from '../../domain/errors/request-errors.js';
import type { ObjectName } from '../../domain/restore.js';
import { idFilter, idOf, PAGE_DEFAULT, pageRequest } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import {
  BackupObjectInput,
  CompareBackupInput,
  RevealBackupSecretInput,
} from '../inputs/backup-object.input.js';
import { namespaceMappingOf } from '../inputs/restore-request.js';
import {
  BackupComparisonType,
  BackupObjectNamesType,
  BackupObjectType,
} from '../types/backup-object.type.js';
import { RevealBackupSecretPayload } from '../types/payloads.type.js';

@Resolver()
export class BackupObjectResolver {
  @Query(() => BackupObjectNamesType, {
    description: 'Names of the objects of one kind in one namespace of a backup, read from its location.',
  })
  backupObjects(
    @Arg('backupId', () => ID, { description: 'UUID of the backup.' }) backupId: string,
    @Arg('resource', () => String, { description: '`resource` or `resource.group`, as kubectl names it.' })
    resource: string,
    @Arg('namespace', () => String, {
      defaultValue: '',
      description: 'Namespace; empty for what is cluster-scoped.',
    })
    namespace: string,
    @Arg('nameContains', () => String, { nullable: true, description: 'Part of a name.' })
    nameContains: string | null,
    @Arg('first', () => Int, {
      defaultValue: PAGE_DEFAULT,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'The last name seen.' })
    after: string | null,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return context.services.browsing.names(
      idOf('Backup', backupId),
      {
        resource,
        namespace,
        contains: nameContains ?? '',
        ...pageRequest(first, after, context.listMax),
      },
      viewer,
    );
  }

  @Query(() => BackupObjectType, {
    description:
      'One object of a backup; the values of a Secret are masked. NOT_FOUND when it holds none of that name.',
  })
  backupObject(
    @Arg('input', () => BackupObjectInput, { description: 'The object.' }) input: BackupObjectInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return context.services.browsing.object(idOf('Backup', input.backupId), objectOf(input), viewer);
  }

  @Query(() => BackupComparisonType, {
    description:
      'What differs in a later backup, or in a cluster now, from a backup. The cluster is read as a backup reads it.',
  })
  compareBackup(
    @Arg('input', () => CompareBackupInput, { description: 'What is compared.' }) input: CompareBackupInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const { withBackupId = null, withClusterId = null, namespaces = null, resources = null } = input;
    const id = idOf('Backup', input.backupId);
    if (withBackupId !== null && withClusterId !== null) {
      const message = 'is given beside withBackupId: compare with one of them';
      throw new InvalidInput([{ path: 'withClusterId', message }]);
    }
    const namespaceMapping = namespaceMappingOf(input.namespaceMapping);
    const scope = { namespaces, resources, namespaceMapping };
    const { browsing } = context.services;
    return withBackupId === null
      ? browsing.compareWithCluster(
          id,
          withClusterId === null ? null : idFilter('withClusterId', withClusterId),
          scope,
          viewer,
        )
      : browsing.compare(id, idFilter('withBackupId', withBackupId), scope, viewer);
  }

  @Mutation(() => RevealBackupSecretPayload, {
    description:
      'A Secret of a backup with its values. A mutation, for the audit trail tells who has seen it.',
  })
  async revealBackupSecret(
    @Arg('input', () => RevealBackupSecretInput, { description: 'The Secret.' })
    input: RevealBackupSecretInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const id = idOf('Backup', input.backupId);
    return { object: await context.services.browsing.reveal(id, objectOf(input), viewer) };
  }
}

function objectOf({ resource, namespace, name }: BackupObjectInput): ObjectName {
  return { resource, namespace: namespace ?? '', name };
}
