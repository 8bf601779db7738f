import { FieldResolver, Resolver, Root } from 'type-graphql';
import { effectOf, ISSUE_CATALOG, type Issue } from '../../domain/issue.js';
import { IssueEffectEnum } from '../enums.js';
import { IssueType } from '../types/issue.type.js';

@Resolver(() => IssueType)
export class IssueResolver {
  @FieldResolver(() => IssueEffectEnum, { description: 'What it does to the state of the backup.' })
  effect(@Root() issue: Issue) {
    return effectOf(issue);
  }

  @FieldResolver(() => String, { description: 'What the code means.' })
  meaning(@Root() issue: Issue) {
    return ISSUE_CATALOG[issue.code].meaning;
  }
}
