import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { LABELLED_RESOURCES, type LabelledResource } from '../../domain/label-change.js';
import { idOf, labelsOf } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { enumOf } from '../enum-of.js';
import { LabelInput } from '../inputs/label.input.js';
import { LabelType, labelList } from '../types/label.type.js';

const LabelledResourceEnum = enumOf('LabelledResource', 'What has labels.', LABELLED_RESOURCES);

@InputType('ChangeLabelsInput', { description: 'Labels to set and to take away; all others stay.' })
class ChangeLabelsInput {
  @Field(() => LabelledResourceEnum, { description: 'What it is.' })
  readonly resource: LabelledResource;

  @Field(() => ID, { description: 'Its UUID.' })
  readonly id: string;

  @Field(() => Int, { description: 'The `version` that the change is based on.' })
  readonly expectedVersion: number;

  @Field(() => [LabelInput], { nullable: true, description: 'Labels to set, whether they are there or not.' })
  readonly set?: LabelInput[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Keys of labels to take away; one that is not there is no fault.',
  })
  readonly remove?: string[] | null;
}

@ObjectType('ChangeLabelsPayload', { description: 'The labels as they are now.', simpleResolvers: true })
class ChangeLabelsPayload {
  @Field(() => ID, { description: 'UUID of what has them.' })
  readonly id: string;

  @Field(() => Int, { description: 'Its version now.' })
  readonly version: number;

  @Field(() => [LabelType], { description: 'All its labels, by key.' })
  readonly labels: readonly LabelType[];
}

@Resolver()
export class LabelResolver {
  @Mutation(() => ChangeLabelsPayload, {
    description: 'Sets and takes away labels of a cluster, a location, a schedule or a backup.',
  })
  async changeLabels(
    @Arg('input', () => ChangeLabelsInput, { description: 'The change.' })
    { resource, id, expectedVersion, set, remove }: ChangeLabelsInput,
    @Ctx() context: ApiContext,
  ): Promise<ChangeLabelsPayload> {
    const viewer = viewerOf(context);
    const request = {
      resource,
      id: idOf(resource, id),
      expectedVersion,
      set: labelsOf(set ?? [], 'set'),
      remove: remove ?? [],
    };
    const { version, labels, ...rest } = await context.services.labels.change(request, viewer);
    return { id: rest.id, version, labels: labelList(labels) };
  }
}
