import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ExecAction, FailureMode, RuleKind } from '../../domain/exec-rule.js';
import type { ResultState } from '../../domain/rule-result.js';
import { FailureModeEnum, RuleKindEnum, RuleResultStateEnum } from '../rule-enums.js';
import { DateTime } from '../scalars.js';
import { connectionOf } from './connection.type.js';

@ObjectType('ExecAction', {
  description: 'One command of a rule, and the pods that it is run in.',
  simpleResolvers: true,
})
export class ExecActionType implements ExecAction {
  @Field(() => String, { nullable: true, description: 'Label selector of the pods; null: one pod by name.' })
  readonly podSelector: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the pod; null: pods by their labels.' })
  readonly podName: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only in these of the namespaces that a backup includes; null: in all of them.',
  })
  readonly namespaces: readonly string[] | null;

  @Field(() => String, { nullable: true, description: 'The container; null: the first of the pod.' })
  readonly container: string | null;

  @Field(() => [String], { description: 'The program and its arguments; no shell is between.' })
  readonly command: readonly string[];

  @Field(() => Int, { description: 'How long it may take, in seconds.' })
  readonly timeoutSeconds: number;

  @Field(() => Boolean, { description: 'In one pod of each namespace only; else in all that match.' })
  readonly onePodOnly: boolean;

  @Field(() => FailureModeEnum, { description: 'What becomes of the backup when it fails.' })
  readonly onFailure: FailureMode;
}

@ObjectType('ExecRuleUser', { description: 'Who uses a rule.', simpleResolvers: true })
export class ExecRuleUserType {
  @Field(() => String, { description: '`BackupSchedule`, or `Backup` for one that has not ended.' })
  readonly resource: string;

  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => String, { description: 'Name.' })
  readonly name: string;
}

@ObjectType('ExecRuleUsers', {
  description: 'Who uses a rule: it is not deleted meanwhile.',
  simpleResolvers: true,
})
export class ExecRuleUsersType {
  @Field(() => Int, { description: 'How many there are.' })
  readonly total: number;

  @Field(() => [ExecRuleUserType], { description: 'The first of them: schedules, by name, then backups.' })
  readonly users: readonly ExecRuleUserType[];
}

@ObjectType('ExecRule', {
  description:
    'Commands that are run in pods around a backup: what quiets an application, or lets it go on. Of the whole installation.',
  simpleResolvers: true,
})
export class ExecRuleType {
  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => String, { description: 'Name, unique among rules.' })
  readonly name: string;

  @Field(() => RuleKindEnum, { description: 'When it is run; never changes.' })
  readonly kind: RuleKind;

  @Field(() => [ExecActionType], { description: 'Run one after the other, each in all its pods at once.' })
  readonly actions: readonly ExecActionType[];

  @Field(() => Int, { description: 'Rises with every edit: hand it back as `expectedVersion`.' })
  readonly version: number;

  @Field(() => DateTime, { description: 'When it was created.' })
  readonly createdAt: Date;

  @Field(() => DateTime, { description: 'When it was last edited.' })
  readonly updatedAt: Date;
}

export const ExecRuleConnectionType = connectionOf('ExecRule', () => ExecRuleType);

@ObjectType('RuleOutput', { description: 'What a command wrote.', simpleResolvers: true })
export class RuleOutputType {
  @Field(() => String, { description: 'Beginning and end of its output, without what looks like a secret.' })
  readonly stdout: string;

  @Field(() => String, { description: 'The same of its errors.' })
  readonly stderr: string;
}

@ObjectType('RuleResult', {
  description: 'What became of one command of a rule in one pod.',
  simpleResolvers: true,
})
export class RuleResultType {
  readonly backupId: string;

  @Field(() => ID, { description: 'UUID.' })
  readonly id: string;

  @Field(() => Int, { description: 'Which run of the backup began it.' })
  readonly attempt: number;

  @Field(() => RuleKindEnum, { description: 'When it was run.' })
  readonly kind: RuleKind;

  @Field(() => String, { description: 'Name of the rule as it was then.' })
  readonly ruleName: string;

  @Field(() => Int, { description: 'Which of its actions, from 0.' })
  readonly action: number;

  @Field(() => String, { description: 'Namespace of the pod.' })
  readonly namespace: string;

  @Field(() => String, { description: 'Name of the pod.' })
  readonly pod: string;

  @Field(() => String, { description: 'Name of the container.' })
  readonly container: string;

  @Field(() => RuleResultStateEnum, { description: 'How it ended.' })
  readonly state: ResultState;

  @Field(() => Int, { nullable: true, description: 'Exit code; null when it did not exit by itself.' })
  readonly exitCode: number | null;

  @Field(() => String, { nullable: true, description: 'Why it did not end well; null when it did.' })
  readonly message: string | null;

  @Field(() => DateTime, { description: 'When it was begun.' })
  readonly startedAt: Date;

  @Field(() => Int, { nullable: true, description: 'How long it took, in milliseconds; null: not known.' })
  readonly durationMs: number | null;
}

function rulePayload(name: string) {
  @ObjectType(name, { description: 'Answer of the mutation.', simpleResolvers: true })
  class Payload {
    @Field(() => ExecRuleType, { description: 'The rule as it is now.' })
    readonly execRule: object;
  }
  return Payload;
}

export const CreateExecRulePayload = rulePayload('CreateExecRulePayload');
export const EditExecRulePayload = rulePayload('EditExecRulePayload');

@ObjectType('DeleteExecRulePayload', { description: 'Answer of the mutation.', simpleResolvers: true })
export class DeleteExecRulePayload {
  @Field(() => ID, { description: 'UUID of what is gone.' })
  readonly id: string;
}
