import { Field, ID, InputType, Int } from 'type-graphql';
import type { ClustersOnDeletion } from '../../domain/cluster-discovery.js';
import { ClustersOnDeletionEnum } from '../discovery-enums.js';

const KUBECONFIG =
  'as YAML or JSON, 64 KiB at most: server, certificate authority, and a token or client certificate, all inline. Best of a ServiceAccount of the project. It is kept encrypted and never shown again.';

@InputType('CreateClusterDiscoveryInput', { description: 'A cluster discovery to create.' })
export class CreateClusterDiscoveryInput {
  @Field(() => String, { description: 'Name, unique among cluster discoveries.' })
  readonly name: string;

  @Field(() => String, { description: `The kubeconfig of the garden, ${KUBECONFIG}` })
  readonly kubeconfig: string;

  @Field(() => String, {
    nullable: true,
    description: 'Which context of the kubeconfig; needed when it has several.',
  })
  readonly context?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the project whose shoots are wanted; every project when not given.',
  })
  readonly project?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Label selector of the shoots: `env=prod,team in (shop,pay)`; all when not given.',
  })
  readonly labelSelector?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How often it runs by itself, in minutes: 15 at least. Only when somebody asks when not given.',
  })
  readonly intervalMinutes?: number | null;
}

@InputType('EditClusterDiscoveryInput', {
  description: 'Changes of a cluster discovery. What is not given stays as it is; null takes a choice away.',
})
export class EditClusterDiscoveryInput {
  @Field(() => ID, { description: 'UUID of the discovery.' })
  readonly id: string;

  @Field(() => Int, { description: 'The `version` that the change is based on.' })
  readonly expectedVersion: number;

  @Field(() => String, { nullable: true, description: 'New name.' })
  readonly name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `New kubeconfig of the same garden, ${KUBECONFIG} It is tried at once, by a run.`,
  })
  readonly kubeconfig?: string | null;

  @Field(() => String, { nullable: true, description: 'Which context of the new kubeconfig.' })
  readonly context?: string | null;

  @Field(() => String, { nullable: true, description: 'Project; null: every one.' })
  readonly project?: string | null;

  @Field(() => String, { nullable: true, description: 'Label selector of the shoots; null: all.' })
  readonly labelSelector?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How often it runs by itself, in minutes: 15 at least; null: only when somebody asks.',
  })
  readonly intervalMinutes?: number | null;
}

@InputType('RunClusterDiscoveryInput', { description: 'A cluster discovery to run now.' })
export class RunClusterDiscoveryInput {
  @Field(() => ID, { description: 'UUID of the discovery.' })
  readonly id: string;
}

@InputType('RefreshClusterDiscoveryInput', {
  description: 'A cluster discovery whose kubeconfigs are to be renewed now.',
})
export class RefreshClusterDiscoveryInput {
  @Field(() => ID, { description: 'UUID of the discovery.' })
  readonly id: string;
}

@InputType('DeleteClusterDiscoveryInput', { description: 'A cluster discovery to delete.' })
export class DeleteClusterDiscoveryInput {
  @Field(() => ID, { description: 'UUID of the discovery.' })
  readonly id: string;

  @Field(() => ClustersOnDeletionEnum, {
    nullable: true,
    description: 'What becomes of its clusters; REFUSE when not given.',
  })
  readonly clusters?: ClustersOnDeletion | null;
}
