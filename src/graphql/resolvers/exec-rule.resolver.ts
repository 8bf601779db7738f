import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { ExecRule, RuleKind } from '../../domain/exec-rule.js';
import { mayWith } from '../../domain/rights.js';
import type { RuleResult } from '../../domain/rule-result.js';
import { callerOf } from '../allowed-operations.js';
import { firstOf, given, idOf, PAGE_DEFAULT, pageRequest, partFaults } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import {
  actionsOf,
  CreateExecRuleInput,
  DeleteExecRuleInput,
  EditExecRuleInput,
} from '../inputs/exec-rule.input.js';
import { RuleKindEnum } from '../rule-enums.js';
import { connection } from '../types/connection.type.js';
import {
  CreateExecRulePayload,
  DeleteExecRulePayload,
  EditExecRulePayload,
  ExecRuleConnectionType,
  ExecRuleType,
  ExecRuleUsersType,
  RuleOutputType,
  RuleResultType,
} from '../types/exec-rule.type.js';
import { UserType } from '../types/user.type.js';

@Resolver(() => ExecRuleType)
export class ExecRuleResolver {
  @Query(() => ExecRuleType, { nullable: true, description: 'One rule. NOT_FOUND when there is none.' })
  execRule(
    @Arg('id', () => ID, { description: 'UUID of the rule.' }) id: string,
    @Ctx() context: ApiContext,
  ) {
    viewerOf(context);
    return context.services.execRules.get(idOf('ExecRule', id));
  }

  @Query(() => ExecRuleConnectionType, { description: 'Commands around backups, newest first.' })
  async execRules(
    @Arg('first', () => Int, {
      defaultValue: PAGE_DEFAULT,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Arg('kind', () => RuleKindEnum, { nullable: true, description: 'Only those of this kind.' })
    kind: RuleKind | null,
    @Arg('nameContains', () => String, {
      nullable: true,
      description: 'Only those whose name contains this, in any case: 128 characters at most.',
    })
    nameContains: string | null,
    @Ctx() context: ApiContext,
  ) {
    viewerOf(context);
    const request = pageRequest(first, after, context.listMax, partFaults(nameContains));
    const filter = given({ kind, nameContains });
    const page = await context.services.execRules.page(request, filter);
    return connection(page, request.after, () => context.services.execRules.count(filter));
  }

  @Mutation(() => CreateExecRulePayload, { description: 'Creates a rule.' })
  async createExecRule(
    @Arg('input', () => CreateExecRuleInput, { description: 'The rule.' })
    { name, kind, actions }: CreateExecRuleInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const rule = { name, kind, actions: actionsOf(actions) };
    return { execRule: await context.services.execRules.create(rule, viewer) };
  }

  @Mutation(() => EditExecRulePayload, {
    description: 'Changes a rule: backups that begin from now on run it so.',
  })
  async editExecRule(
    @Arg('input', () => EditExecRuleInput, { description: 'The changes.' })
    { id, expectedVersion, name, actions }: EditExecRuleInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const change = { expectedVersion, ...given({ name }), ...(actions && { actions: actionsOf(actions) }) };
    return { execRule: await context.services.execRules.edit(idOf('ExecRule', id), change, viewer) };
  }

  @Mutation(() => DeleteExecRulePayload, {
    description: 'Deletes a rule; refused while a schedule, or a backup that has not ended, uses it.',
  })
  async deleteExecRule(
    @Arg('input', () => DeleteExecRuleInput, { description: 'The rule.' }) { id }: DeleteExecRuleInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    await context.services.execRules.remove(idOf('ExecRule', id), viewer);
    return { id };
  }

  @FieldResolver(() => ExecRuleUsersType, { description: 'Who uses it.' })
  usedBy(
    @Root() { id }: ExecRule,
    @Arg('first', () => Int, { defaultValue: 10, description: 'How many: 1 to 200.' }) first: number,
    @Ctx() context: ApiContext,
  ) {
    return context.services.execRules.usersOf(id, firstOf(first));
  }

  @FieldResolver(() => UserType, {
    nullable: true,
    description: 'Who created it; null when that person is gone.',
  })
  owner(@Root() { ownerId }: ExecRule, @Ctx() context: ApiContext) {
    return context.loaders.users.load(ownerId);
  }
}

@Resolver(() => RuleResultType)
export class RuleResultFieldsResolver {
  @FieldResolver(() => RuleOutputType, {
    nullable: true,
    description: 'What it wrote; null for a caller who may not read it: output is of the application.',
  })
  async output(@Root() { backupId, stdout, stderr }: RuleResult, @Ctx() context: ApiContext) {
    const backup = await context.loaders.backups.load(backupId);
    if (backup === undefined) return null;
    const { viewer, access } = await callerOf(context, 'Backup', backup);
    return mayWith(viewer, 'Backup.readOutput', access) ? { stdout, stderr } : null;
  }
}
