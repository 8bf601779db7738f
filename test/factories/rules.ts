/** Rules of commands, whole and valid; a test names only what matters to it. */
import { randomUUID } from 'node:crypto';
import type { ExecAction, ExecRule } from '../../src/domain/exec-rule.js';
import type { RuleResult } from '../../src/domain/rule-result.js';

const AT = new Date('2026-11-20T09:00:00.123Z');

/** In all pods that carry `app=db`, for 5 seconds at most; a failure fails the backup. */
export function anAction(change: Partial<ExecAction> = {}): ExecAction {
  return {
    podSelector: 'app=db',
    podName: null,
    namespaces: null,
    container: null,
    command: ['freeze'],
    timeoutSeconds: 5,
    onePodOnly: false,
    onFailure: 'FAIL',
    ...change,
  };
}

export function anExecRule(change: Partial<ExecRule> = {}): ExecRule {
  const id = randomUUID();
  return {
    id,
    name: `rule-${id}`,
    ownerId: randomUUID(),
    kind: 'PRE',
    actions: [anAction()],
    version: 1,
    createdAt: AT,
    updatedAt: AT,
    ...change,
  };
}

export function aRuleResult(change: Partial<RuleResult> = {}): RuleResult {
  return {
    id: randomUUID(),
    backupId: randomUUID(),
    attempt: 1,
    kind: 'PRE',
    ruleName: 'freeze-db',
    action: 0,
    namespace: 'shop',
    pod: 'db-0',
    container: 'main',
    state: 'SUCCEEDED',
    exitCode: 0,
    message: null,
    stdout: 'frozen',
    stderr: '',
    startedAt: AT,
    durationMs: 120,
    ...change,
  };
}
