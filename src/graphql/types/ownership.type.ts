import { Field, Int, ObjectType } from 'type-graphql';
import type { OWNED_KINDS, OwnedCount, OwnedKind } from '../../domain/ownership.js';
import { enumOf } from '../enum-of.js';

const MEANINGS = {
  Cluster: 'Clusters.',
  BackupLocation: 'Backup locations.',
  BackupSchedule: 'Backup schedules; the backups that they make from now on too.',
  Backup: 'Backups that are there.',
  Restore: 'Records of restores.',
  ExecRule: 'Rules of commands around backups.',
  AlertRoute: 'Alert routes.',
  ClusterDiscovery: 'Cluster discoveries; the clusters that they register from now on too.',
} as const satisfies Record<(typeof OWNED_KINDS)[number], string>;

export const OwnedKindEnum = enumOf('OwnedKind', 'Kinds of things that have an owner.', MEANINGS);

@ObjectType('OwnedCount', { description: 'How many things of a kind somebody owns.', simpleResolvers: true })
export class OwnedCountType implements OwnedCount {
  @Field(() => OwnedKindEnum, { description: 'The kind.' })
  readonly kind: OwnedKind;

  @Field(() => Int, { description: 'How many.' })
  readonly count: number;
}

@ObjectType('ReassignOwnershipPayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class ReassignOwnershipPayload {
  @Field(() => [OwnedCountType], { description: 'What has another owner now, by kind.' })
  readonly moved: readonly OwnedCountType[];

  @Field(() => Boolean, { description: 'False: there was nothing to hand over.' })
  readonly changed: boolean;
}
