import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Cluster, ClusterReason, ClusterRight } from '../../domain/cluster.js';
import type { Labels } from '../../domain/names.js';
import type { ClusterState, OperationMode } from '../../domain/state-matrix.js';
import { ClusterReasonEnum, ClusterStateEnum, OperationModeEnum } from '../enums.js';
import { DateTime } from '../scalars.js';
import { connectionOf } from './connection.type.js';

@ObjectType('ClusterRight', {
  description: 'A right of a credential, as Kubernetes names it.',
  simpleResolvers: true,
})
export class ClusterRightType implements ClusterRight {
  @Field(() => String, { description: '`get`, `list`, ... or `*`.' })
  readonly verb: string;

  @Field(() => String, { description: '`resource` or `resource.group`; `*.*` for everything.' })
  readonly resource: string;
}

@ObjectType('ClusterNamespace', {
  description: 'A namespace as the cluster shows it now.',
  simpleResolvers: true,
})
export class ClusterNamespaceType {
  @Field(() => String, { description: 'Name.' })
  readonly name: string;

  @Field(() => String, { description: 'UID: another one under the same name is another namespace.' })
  readonly uid: string;

  @Field(() => Boolean, { description: 'Whether it is being deleted: a backup counts it as missing.' })
  readonly terminating: boolean;

  @Field(() => Boolean, {
    description:
      'Whether a selection by labels or of all leaves it out: by its name, or because Portworx or Stork runs in it.',
  })
  readonly system: boolean;

  @Field(() => DateTime, { description: 'When it was created.' })
  readonly createdAt: Date;

  readonly labels: Labels;
}

@ObjectType('Cluster', { description: 'A registered application cluster.', simpleResolvers: true })
export class ClusterType
  implements Omit<Cluster, 'ownerId' | 'labels' | 'credentialVersion' | 'looks' | 'missingRights' | 'stork'>
{
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => String, { description: 'Name, unique among clusters.' })
  readonly name: string;

  @Field(() => OperationModeEnum, { description: 'Fixed when the cluster is registered.' })
  readonly mode: OperationMode;

  @Field(() => String, {
    nullable: true,
    description: '`https://host:port` of the API server; null while the kubeconfig cannot be read.',
  })
  readonly server: string | null;

  @Field(() => ClusterStateEnum, { description: 'State, by the state matrix.' })
  readonly state: ClusterState;

  @Field(() => ClusterReasonEnum, { description: 'Why it is in this state.' })
  readonly stateReason: ClusterReason;

  @Field(() => String, { description: 'What exactly was seen, in one sentence.' })
  readonly stateMessage: string;

  @Field(() => DateTime, { description: 'Since when it is in this state.' })
  readonly stateChangedAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was last looked at; null: never.' })
  readonly stateCheckedAt: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the credential ends by its own word; null where it does not say.',
  })
  readonly credentialExpiresAt: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the present credential worked last; null: never.',
  })
  readonly lastReachedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Version of Kubernetes; null while unknown.' })
  readonly kubernetesVersion: string | null;

  @Field(() => String, {
    nullable: true,
    description: "UID of the namespace kube-system, the cluster's identity; null while unknown.",
  })
  readonly clusterUid: string | null;

  @Field(() => [ClusterRightType], { description: 'Rights that backups need and the credential lacks.' })
  readonly missingRights: ClusterRightType[];

  @Field(() => Int, { description: 'Rises with every edit: hand it back as `expectedVersion`.' })
  readonly version: number;

  @Field(() => DateTime, { description: 'When it was registered.' })
  readonly createdAt: Date;

  @Field(() => DateTime, { description: 'When it was last edited.' })
  readonly updatedAt: Date;
}

export const ClusterConnectionType = connectionOf('Cluster', () => ClusterType);
