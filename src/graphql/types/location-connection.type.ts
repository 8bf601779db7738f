import { Field, ID, ObjectType } from 'type-graphql';
import type {
  ConnectionReason,
  ConnectionState,
  LocationConnection,
} from '../../domain/location-connection.js';
import { ConnectionReasonEnum, ConnectionStateEnum } from '../federation-enums.js';
import { DateTime } from '../scalars.js';
import { connectionOf } from './connection.type.js';
import { deletedPayload } from './payloads.type.js';

@ObjectType('LocationConnection', {
  description: "One federated cluster's own access to one backup location.",
  simpleResolvers: true,
})
export class LocationConnectionType
  implements Omit<LocationConnection, 'locationId' | 'clusterId' | 'looks'>
{
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => ConnectionStateEnum, { description: 'State, by the state matrix.' })
  readonly state: ConnectionState;

  @Field(() => ConnectionReasonEnum, { description: 'Why it is in this state.' })
  readonly stateReason: ConnectionReason;

  @Field(() => String, { description: 'What exactly was seen, in one sentence.' })
  readonly stateMessage: string;

  @Field(() => DateTime, { description: 'Since when it is in this state.' })
  readonly stateChangedAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'When the cluster was last asked; null: never.' })
  readonly stateCheckedAt: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the cluster itself last looked, by its own word; null: it did not say.',
  })
  readonly validatedAt: Date | null;

  @Field(() => DateTime, { description: 'When the cluster was connected.' })
  readonly createdAt: Date;
}

export const LocationConnectionConnectionType = connectionOf(
  'LocationConnection',
  () => LocationConnectionType,
);

@ObjectType('CreateLocationConnectionPayload', {
  description: 'Answer of the mutation.',
  simpleResolvers: true,
})
export class CreateLocationConnectionPayload {
  @Field(() => LocationConnectionType, { description: 'The connection, already looked at once.' })
  readonly locationConnection: object;
}

@ObjectType('ValidateLocationConnectionPayload', {
  description: 'Answer of the mutation.',
  simpleResolvers: true,
})
export class ValidateLocationConnectionPayload {
  @Field(() => LocationConnectionType, { description: 'The connection, as the cluster just said.' })
  readonly locationConnection: object;
}

export const DeleteLocationConnectionPayload = deletedPayload('DeleteLocationConnectionPayload');
