import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ShareAccess, SharedResource } from '../../domain/access.js';
import { DateTime } from '../scalars.js';
import { ShareAccessEnum, SharedResourceEnum } from '../share-enums.js';
import { connectionOf } from './connection.type.js';

@ObjectType('Share', {
  description: 'That somebody beside the owner may reach a thing.',
  simpleResolvers: true,
})
export class ShareType {
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => SharedResourceEnum, { description: 'What kind of thing is shared.' })
  readonly resource: SharedResource;

  @Field(() => ID, { description: 'UUID of the thing.' })
  readonly resourceId: string;

  @Field(() => ShareAccessEnum, { description: 'How far they reach.' })
  readonly access: ShareAccess;

  @Field(() => [String], {
    description: 'Of a cluster: patterns of the namespaces that may be backed up and restored to.',
  })
  readonly namespaces: readonly string[];

  @Field(() => Int, { description: 'Raised by every edit: hand it back as `expectedVersion`.' })
  readonly version: number;

  @Field(() => DateTime, { description: 'Since when it is shared.' })
  readonly createdAt: Date;

  @Field(() => DateTime, { description: 'When it was last edited.' })
  readonly updatedAt: Date;
}

export const ShareConnectionType = connectionOf('Share', () => ShareType);

@ObjectType('CreateSharePayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class CreateSharePayload {
  @Field(() => ShareType, { description: 'The share.' })
  readonly share: object;
}

@ObjectType('EditSharePayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class EditSharePayload {
  @Field(() => ShareType, { description: 'The share as it is now.' })
  readonly share: object;
}

@ObjectType('DeleteSharePayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class DeleteSharePayload {
  @Field(() => ID, { description: 'UUID of the share that was taken back.' })
  readonly id: string;
}
