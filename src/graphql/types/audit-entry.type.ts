import { Field, ID, ObjectType } from 'type-graphql';
import type { AuditDoor, AuditEntry, AuditOutcome, AuditSlack } from '../../domain/audit.js';
import { AuditDoorEnum, AuditOutcomeEnum } from '../people-enums.js';
import { DateTime, JSONValue } from '../scalars.js';
import { ActorKindEnum } from '../schedule-enums.js';
import { connectionOf } from './connection.type.js';

@ObjectType('AuditSlack', { description: 'Where in Slack it was asked, and by whom.', simpleResolvers: true })
export class AuditSlackType implements AuditSlack {
  @Field(() => String, { description: 'Id of the workspace.' })
  readonly teamId: string;

  @Field(() => String, { description: 'Id of the Slack user.' })
  readonly slackUserId: string;

  @Field(() => String, { description: 'Name of the Slack user then.' })
  readonly slackUserName: string;

  @Field(() => String, { nullable: true, description: 'The channel; null outside of one.' })
  readonly channelId: string | null;

  @Field(() => String, { nullable: true, description: 'The message; null where none was clicked.' })
  readonly messageTs: string | null;

  @Field(() => String, { description: 'What was done there: `exclude`, `/backup status`.' })
  readonly action: string;
}

@ObjectType('AuditEntry', {
  description: 'Who asked for which change through which door, and what came of it.',
  simpleResolvers: true,
})
export class AuditEntryType implements Omit<AuditEntry, 'userId' | 'interactionId'> {
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => DateTime, { description: 'When.' })
  readonly at: Date;

  @Field(() => AuditDoorEnum, { description: 'Through which door.' })
  readonly door: AuditDoor;

  @Field(() => ActorKindEnum, { description: 'What kind of actor.' })
  readonly actorKind: AuditEntry['actorKind'];

  @Field(() => String, { description: 'The name that they had then.' })
  readonly actorName: string;

  @Field(() => String, { description: 'The root field that was asked.' })
  readonly operation: string;

  @Field(() => ID, {
    nullable: true,
    description: 'UUID of what it was asked of, or of what it made; null: of nothing that exists.',
  })
  readonly subjectId: string | null;

  @Field(() => String, { nullable: true, description: 'What kind of thing that is: `Cluster`.' })
  readonly subjectType: string | null;

  @Field(() => String, { nullable: true, description: 'The name that it had then.' })
  readonly subjectName: string | null;

  @Field(() => JSONValue, {
    nullable: true,
    description:
      'The changed fields as they were, never a secret; of a list what left it. Null: nothing was there, or nothing changed.',
  })
  readonly before: AuditEntry['before'];

  @Field(() => JSONValue, {
    nullable: true,
    description:
      'The same fields afterwards; of a list what was added. Null: nothing is there any more, or nothing changed.',
  })
  readonly after: AuditEntry['after'];

  @Field(() => ID, {
    nullable: true,
    description: 'The access token that was sent; null: it was none of a person.',
  })
  readonly tokenId: string | null;

  @Field(() => String, { nullable: true, description: 'The name of that token then.' })
  readonly tokenName: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Address that the request came from; behind a proxy what the proxy says. Null for jobs.',
  })
  readonly remoteAddress: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the client calls itself. Nobody checks it: anybody can call themselves anything.',
  })
  readonly clientName: string | null;

  @Field(() => AuditOutcomeEnum, { description: 'What came of it.' })
  readonly outcome: AuditOutcome;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the error, or why an interaction in Slack was refused; null when it was done.',
  })
  readonly code: string | null;

  @Field(() => String, { nullable: true, description: 'The error in a sentence, as the caller got it.' })
  readonly message: string | null;

  @Field(() => AuditSlackType, { nullable: true, description: 'Where in Slack; null for another door.' })
  readonly slack: AuditSlackType | null;
}

export const AuditEntryConnectionType = connectionOf('AuditEntry', () => AuditEntryType);
