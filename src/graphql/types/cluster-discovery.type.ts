import { Field, ID, Int, ObjectType } from 'type-graphql';
import type {
  ClusterDiscovery,
  ClusterDiscoveryState,
  DiscoveryCounts,
  DiscoveryProblem,
  DiscoveryReason,
  DiscoveryRun,
} from '../../domain/cluster-discovery.js';
import type { DiscoveredShoot } from '../../domain/shoot.js';
import { ClusterDiscoveryStateEnum, DiscoveryReasonEnum, DiscoveryRunEnum } from '../discovery-enums.js';
import { DateTime } from '../scalars.js';
import { connectionOf } from './connection.type.js';

@ObjectType('DiscoveryCounts', { description: 'What a run of a discovery did.', simpleResolvers: true })
export class DiscoveryCountsType implements DiscoveryCounts {
  @Field(() => Int, { description: 'Shoots that match.' })
  readonly found: number;

  @Field(() => Int, { description: 'Clusters that are new.' })
  readonly registered: number;

  @Field(() => Int, {
    description: 'Clusters that were changed: name, labels, endpoint, or awake and asleep.',
  })
  readonly updated: number;

  @Field(() => Int, { description: 'Clusters that were as they are.' })
  readonly unchanged: number;

  @Field(() => Int, { description: 'Shoots that sleep, of those that match.' })
  readonly hibernated: number;

  @Field(() => Int, { description: 'Shoots that are being created, deleted or moved, and were left alone.' })
  readonly skipped: number;

  @Field(() => Int, { description: 'Shoots that could not be registered or updated.' })
  readonly failed: number;

  @Field(() => Int, { description: 'Clusters that no discovery finds any more.' })
  readonly unmanaged: number;

  @Field(() => Int, { description: 'Clusters that were unmanaged and were found again.' })
  readonly remanaged: number;

  @Field(() => Int, { description: 'Kubeconfigs that were fetched.' })
  readonly renewed: number;
}

@ObjectType('DiscoveryProblem', {
  description: 'A shoot that a discovery could not work with.',
  simpleResolvers: true,
})
export class DiscoveryProblemType implements DiscoveryProblem {
  @Field(() => String, { description: '`<namespace>/<name>` of the shoot, or a namespace of the garden.' })
  readonly shoot: string;

  @Field(() => String, { description: 'Why, in one sentence.' })
  readonly message: string;
}

@ObjectType('DiscoveredClusters', { description: 'The clusters of a discovery.', simpleResolvers: true })
export class DiscoveredClustersType {
  @Field(() => Int, { description: 'How many it finds.' })
  readonly managed: number;

  @Field(() => Int, { description: 'How many of them sleep.' })
  readonly hibernated: number;
}

type Shown = Omit<ClusterDiscovery, 'ownerId' | 'attempt' | 'handedBack' | 'leaseOwner' | 'leaseUntil'>;

@ObjectType('ClusterDiscovery', {
  description: 'Registers the shoots of a Gardener garden as clusters and keeps them up. Federated mode.',
  simpleResolvers: true,
})
export class ClusterDiscoveryType implements Shown {
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => String, { description: 'Name, unique among cluster discoveries.' })
  readonly name: string;

  @Field(() => String, { nullable: true, description: 'The project whose shoots are wanted; null: of all.' })
  readonly project: string | null;

  @Field(() => String, { nullable: true, description: 'Label selector of the shoots; null: all.' })
  readonly labelSelector: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How often it runs by itself, in minutes; null: only when somebody asks.',
  })
  readonly intervalMinutes: number | null;

  @Field(() => String, { description: '`https://host:port` of the garden; never changes.' })
  readonly server: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the credential for the garden ends by its own word; null where it does not say.',
  })
  readonly credentialExpiresAt: Date | null;

  @Field(() => ClusterDiscoveryStateEnum, { description: 'State, by the state matrix.' })
  readonly state: ClusterDiscoveryState;

  @Field(() => DiscoveryReasonEnum, { description: 'Why it is in this state.' })
  readonly stateReason: DiscoveryReason;

  @Field(() => String, { description: 'What exactly was seen, in one sentence.' })
  readonly stateMessage: string;

  @Field(() => DateTime, { description: 'Since when it is in this state.' })
  readonly stateChangedAt: Date;

  @Field(() => DiscoveryRunEnum, { description: 'What the run does that is under way, or the last one did.' })
  readonly run: DiscoveryRun;

  @Field(() => DateTime, { description: 'When that run was asked for.' })
  readonly requestedAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'When a worker took it up; null: none has yet.' })
  readonly startedAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ended; null: it has not.' })
  readonly endedAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it runs by itself next; null: it does not.' })
  readonly nextDueAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When a run last succeeded; null: never.' })
  readonly lastSucceededAt: Date | null;

  @Field(() => Int, { description: 'Shoots that the run is through with.' })
  readonly processed: number;

  @Field(() => Int, { nullable: true, description: 'Of so many; null: it does not know yet.' })
  readonly total: number | null;

  @Field(() => DiscoveryCountsType, {
    description: 'What the last run did; of one that is under way nothing.',
  })
  readonly counts: DiscoveryCountsType;

  @Field(() => [DiscoveryProblemType], { description: 'The first 20 shoots that it could not work with.' })
  readonly problems: readonly DiscoveryProblemType[];

  @Field(() => Int, { description: 'Rises with every edit: hand it back as `expectedVersion`.' })
  readonly version: number;

  @Field(() => DateTime, { description: 'When it was created.' })
  readonly createdAt: Date;

  @Field(() => DateTime, { description: 'When it was last edited.' })
  readonly updatedAt: Date;
}

export const ClusterDiscoveryConnectionType = connectionOf('ClusterDiscovery', () => ClusterDiscoveryType);

type ShownShoot = Omit<
  DiscoveredShoot,
  'id' | 'endpoint' | 'givenName' | 'givenLabels' | 'renewFailures' | 'hibernationCheckedAt'
>;

@ObjectType('ClusterShoot', {
  description: 'The Gardener shoot behind a cluster that a discovery registered.',
  simpleResolvers: true,
})
export class ClusterShootType implements ShownShoot {
  readonly id: string;

  @Field(() => String, { description: 'UID of the shoot: another one of the same name is another cluster.' })
  readonly uid: string;

  @Field(() => String, { description: 'Its namespace in the garden.' })
  readonly namespace: string;

  @Field(() => String, { description: 'Its name in the garden.' })
  readonly name: string;

  @Field(() => String, { nullable: true, description: 'Region; null: not told.' })
  readonly region: string | null;

  @Field(() => String, { nullable: true, description: 'Provider of its infrastructure; null: not told.' })
  readonly provider: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Seed that its control plane runs on; null: not told.',
  })
  readonly seed: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Version of Kubernetes that it asks for; null: not told.',
  })
  readonly kubernetesVersion: string | null;

  @Field(() => Boolean, { description: 'Whether it sleeps: its cycles are skipped, and nothing alarms.' })
  readonly hibernated: boolean;

  @Field(() => Boolean, { description: 'Whether a discovery finds it and keeps it up.' })
  readonly managed: boolean;

  @Field(() => DateTime, { nullable: true, description: 'Since when none does; null: one does.' })
  readonly unmanagedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why none does; null: one does.' })
  readonly unmanagedReason: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When its kubeconfig was fetched; null: never.' })
  readonly kubeconfigObtainedAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When that ends; null: there is none.' })
  readonly kubeconfigExpiresAt: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the next one is fetched; null: while it sleeps, or is unmanaged.',
  })
  readonly renewAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why the last try failed; null: it did not.' })
  readonly renewError: string | null;

  @Field(() => DateTime, { description: 'When a run last saw it.' })
  readonly seenAt: Date;
}

function discoveryPayload(name: string) {
  @ObjectType(name, { description: 'Answer of the mutation.', simpleResolvers: true })
  class Payload {
    @Field(() => ClusterDiscoveryType, { description: 'The discovery as it is now.' })
    readonly clusterDiscovery: object;
  }
  return Payload;
}

export const CreateClusterDiscoveryPayload = discoveryPayload('CreateClusterDiscoveryPayload');
export const EditClusterDiscoveryPayload = discoveryPayload('EditClusterDiscoveryPayload');
export const RunClusterDiscoveryPayload = discoveryPayload('RunClusterDiscoveryPayload');
export const RefreshClusterDiscoveryPayload = discoveryPayload('RefreshClusterDiscoveryPayload');
export const DeleteClusterDiscoveryPayload = discoveryPayload('DeleteClusterDiscoveryPayload');
