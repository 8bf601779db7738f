import { Field, ObjectType } from 'type-graphql';
import type { Issue, IssueCode, IssueSubject } from '../../domain/issue.js';
import { IssueCodeEnum, IssueSubjectKindEnum } from '../enums.js';

@ObjectType('IssueSubject', { description: 'What an issue is about.', simpleResolvers: true })
export class IssueSubjectType implements IssueSubject {
  @Field(() => IssueSubjectKindEnum, { description: 'What kind of thing it is.' })
  readonly kind: IssueSubject['kind'];

  @Field(() => String, { description: 'Its name, or its id.' })
  readonly name: string;
}

@ObjectType('Issue', {
  description: 'One thing that went wrong in a backup. The state is decided from these.',
  simpleResolvers: true,
})
export class IssueType implements Issue {
  @Field(() => IssueCodeEnum, { description: 'What went wrong.' })
  readonly code: IssueCode;

  @Field(() => IssueSubjectType, { description: 'What it is about.' })
  readonly subject: IssueSubjectType;

  @Field(() => String, { description: 'What exactly happened, in one sentence.' })
  readonly message: string;
}
