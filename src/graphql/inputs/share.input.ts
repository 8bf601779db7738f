import { Field, ID, InputType, Int } from 'type-graphql';
import type { ShareAccess, SharedResource } from '../../domain/access.js';
import { ShareAccessEnum, SharedResourceEnum } from '../share-enums.js';

const NAMESPACES =
  'Of a cluster: patterns of the namespaces that may be backed up and restored to: `shop-*`, `*` for all. At most 200.';

@InputType('CreateShareInput', { description: 'What is shared with whom.' })
export class CreateShareInput {
  @Field(() => SharedResourceEnum, { description: 'What kind of thing it is.' })
  readonly resource: SharedResource;

  @Field(() => ID, { description: 'UUID of the thing.' })
  readonly id: string;

  @Field(() => ID, {
    nullable: true,
    description: 'UUID of the person. One of `userId`, `groupId`, `user` and `group`.',
  })
  readonly userId?: string | null;

  @Field(() => ID, { nullable: true, description: 'UUID of the group.' })
  readonly groupId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The person by name or e-mail address. Who has never been here is found where Holdfast may read the directory of the identity provider.',
  })
  readonly user?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The group by its name; one of the identity provider by its path.',
  })
  readonly group?: string | null;

  @Field(() => ShareAccessEnum, { description: 'How far they reach.' })
  readonly access: ShareAccess;

  @Field(() => [String], { nullable: true, description: NAMESPACES })
  readonly namespaces?: readonly string[] | null;
}

@InputType('EditShareInput', { description: 'Changes of a share. What is not given stays as it is.' })
export class EditShareInput {
  @Field(() => ID, { description: 'UUID of the share.' })
  readonly id: string;

  @Field(() => Int, { description: 'The `version` that the change is based on.' })
  readonly expectedVersion: number;

  @Field(() => ShareAccessEnum, { nullable: true, description: 'How far they reach from now on.' })
  readonly access?: ShareAccess | null;

  @Field(() => [String], { nullable: true, description: NAMESPACES })
  readonly namespaces?: readonly string[] | null;
}

@InputType('DeleteShareInput', { description: 'The share to take back.' })
export class DeleteShareInput {
  @Field(() => ID, { description: 'UUID of the share.' })
  readonly id: string;
}
