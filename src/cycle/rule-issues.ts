/** What the faults of a rule mean for the backup: at most one issue for what fails it and one for what it goes on from. Pure. */
import { type Issue, issue } from '../domain/issue.js';
import type { RuleFault, RuleRun } from './run-rule.js';

const MOST_TOLD = 3;

export function ruleIssues(
  { kind, rule, backupId }: Pick<RuleRun, 'kind' | 'rule' | 'backupId'>,
  faults: readonly RuleFault[],
): readonly Issue[] {
  const subject = { kind: 'BACKUP', name: backupId } as const;
  const failed = faults.filter(({ mode }) => mode === 'FAIL');
  const passed = faults.filter(({ mode }) => mode === 'CONTINUE');
  const code = kind === 'PRE' ? 'PRE_RULE_FAILED' : 'POST_RULE_FAILED';
  return [
    ...(failed.length === 0 ? [] : [issue(code, subject, sentence(rule.name, failed))]),
    ...(passed.length === 0 ? [] : [issue('RULE_CONTINUED', subject, sentence(rule.name, passed))]),
  ];
}

function sentence(name: string, faults: readonly RuleFault[]): string {
  const told = faults.slice(0, MOST_TOLD).map(({ action, pod, message }) => {
    const where = pod === null ? '' : ` in ${pod}`;
    return `action ${action + 1}${where}: ${message}`;
  });
  const more = faults.length - told.length;
  return `Rule ${name}, ${told.join(' ')}${more > 0 ? ` And ${more} more.` : ''}`;
}
