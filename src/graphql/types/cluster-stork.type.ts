import { Field, ObjectType, registerEnumType } from 'type-graphql';
import {
  prerequisitesOf,
  STORK_PREREQUISITES,
  STORK_UNVERIFIED,
  type StorkInstallation,
  type StorkPrerequisite,
  type StorkPrerequisiteName,
} from '../../domain/stork.js';

const StorkPrerequisiteNameEnum = Object.fromEntries(
  STORK_PREREQUISITES.map(({ name }) => [name, name]),
) as Record<StorkPrerequisiteName, StorkPrerequisiteName>;
registerEnumType(StorkPrerequisiteNameEnum, {
  name: 'StorkPrerequisiteName',
  description: 'What a Stork must be new enough for.',
  valuesConfig: Object.fromEntries(
    STORK_PREREQUISITES.map(({ name, meaning }) => [name, { description: `${meaning}.` }]),
  ),
});

@ObjectType('StorkPrerequisite', { description: 'Whether a Stork is new enough.', simpleResolvers: true })
export class StorkPrerequisiteType implements StorkPrerequisite {
  @Field(() => StorkPrerequisiteNameEnum, { description: 'For what.' })
  readonly name: StorkPrerequisiteName;

  @Field(() => String, { description: 'The first version that is: `26.3.0`.' })
  readonly requiredVersion: string;

  @Field(() => String, { description: 'What it is about, in one sentence.' })
  readonly meaning: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Compared number by number; null: the version is not known.',
  })
  readonly met: boolean | null;
}

@ObjectType('ClusterStork', {
  description: 'The Stork that does the work on a federated cluster.',
  simpleResolvers: true,
})
export class ClusterStorkType implements StorkInstallation {
  @Field(() => String, {
    nullable: true,
    description:
      'Version, of the tag of its image; null: the image is pinned by digest or its tag is no version.',
  })
  readonly version: string | null;

  @Field(() => String, { description: 'Namespace of its Deployment.' })
  readonly namespace: string;

  @Field(() => String, { description: 'Where Holdfast writes what it tells Stork.' })
  readonly adminNamespace: string;

  @Field(() => [StorkPrerequisiteType], { description: 'What it must be new enough for.' })
  readonly prerequisites: StorkPrerequisiteType[];

  @Field(() => [String], {
    description:
      'What Holdfast takes for granted of Stork 25 and 26 though no source of them is public: one sentence each, unverified.',
  })
  readonly unverified: readonly string[];
}

export function clusterStork(stork: StorkInstallation): ClusterStorkType {
  return { ...stork, prerequisites: [...prerequisitesOf(stork)], unverified: STORK_UNVERIFIED };
}
