import { Field, ID, InputType, Int } from 'type-graphql';
import {
  DEFAULT_ACTION_TIMEOUT_SECONDS,
  type ExecAction,
  type FailureMode,
  MAX_ACTION_TIMEOUT_SECONDS,
  type RuleKind,
} from '../../domain/exec-rule.js';
import { FailureModeEnum, RuleKindEnum } from '../rule-enums.js';

@InputType('ExecActionInput', {
  description: 'One command of a rule: exactly one of podSelector and podName.',
})
export class ExecActionInput {
  @Field(() => String, { nullable: true, description: 'Label selector of the pods: `app=db,tier in (a,b)`.' })
  readonly podSelector?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of one pod.' })
  readonly podName?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only in these of the namespaces that a backup includes; in all when not given.',
  })
  readonly namespaces?: string[] | null;

  @Field(() => String, { nullable: true, description: 'The container; the first of the pod when not given.' })
  readonly container?: string | null;

  @Field(() => [String], {
    description:
      'The program and its arguments. No shell is between: for one write `["sh", "-c", "…"]`. Everybody who signs in can read it: no secrets.',
  })
  readonly command: string[];

  @Field(() => Int, {
    nullable: true,
    description: `How long it may take in seconds, 1 to ${MAX_ACTION_TIMEOUT_SECONDS}; ${DEFAULT_ACTION_TIMEOUT_SECONDS} when not given.`,
  })
  readonly timeoutSeconds?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'In one pod of each namespace only; in all that match when not given.',
  })
  readonly onePodOnly?: boolean | null;

  @Field(() => FailureModeEnum, {
    nullable: true,
    description: 'What becomes of the backup when it fails; FAIL when not given.',
  })
  readonly onFailure?: FailureMode | null;
}

@InputType('CreateExecRuleInput', { description: 'A rule to create.' })
export class CreateExecRuleInput {
  @Field(() => String, { description: 'Name, unique among rules.' })
  readonly name: string;

  @Field(() => RuleKindEnum, { description: 'When it is run.' })
  readonly kind: RuleKind;

  @Field(() => [ExecActionInput], { description: 'Run one after the other: 1 to 20.' })
  readonly actions: ExecActionInput[];
}

@InputType('EditExecRuleInput', { description: 'Changes of a rule. What is not given stays as it is.' })
export class EditExecRuleInput {
  @Field(() => ID, { description: 'UUID of the rule.' })
  readonly id: string;

  @Field(() => Int, { description: 'The `version` that the change is based on.' })
  readonly expectedVersion: number;

  @Field(() => String, { nullable: true, description: 'New name.' })
  readonly name?: string | null;

  @Field(() => [ExecActionInput], { nullable: true, description: 'All actions from now on.' })
  readonly actions?: ExecActionInput[] | null;
}

@InputType('DeleteExecRuleInput', { description: 'A rule to delete.' })
export class DeleteExecRuleInput {
  @Field(() => ID, { description: 'UUID of the rule.' })
  readonly id: string;
}

export function actionsOf(actions: readonly ExecActionInput[]): readonly ExecAction[] {
  return actions.map((action) => ({
    podSelector: action.podSelector ?? null,
    podName: action.podName ?? null,
    namespaces: action.namespaces ?? null,
    container: action.container ?? null,
    command: action.command,
    timeoutSeconds: action.timeoutSeconds ?? DEFAULT_ACTION_TIMEOUT_SECONDS,
    onePodOnly: action.onePodOnly ?? false,
    onFailure: action.onFailure ?? 'FAIL',
  }));
}
