/** The verdict over a run: the worst effect among its issues. Pure; the only place that decides a backup's state. */
import type { BackupVerdict, CyclePlan, LostNamespace } from '../domain/backup.js';
import { effectOf, type Issue, type IssueEffect, issue } from '../domain/issue.js';

import { missingMachines } from './machine-results.js';
import type { MachinePlan } from './plan-machines.js';

const SEVERITY: Record<IssueEffect, number> = { NOTE: 0, PARTIAL_SUCCESS: 1, FAILURE: 2 };

export function decide(issues: readonly Issue[]): BackupVerdict {
  const worst = worstOf(issues, effectOf);
  const effect = worst === undefined ? 'NOTE' : effectOf(worst);
  return {
    state: effect === 'NOTE' ? 'SUCCESS' : effect,
    reason: worst === undefined || effect === 'NOTE' ? null : worst.code,
    issues,
  };
}

/** The first of those with the worst effect. */
export function worstOf<I>(issues: readonly I[], effectOf: (each: I) => IssueEffect): I | undefined {
  return issues.reduce<I | undefined>(
    (found, each) => (found && SEVERITY[effectOf(found)] >= SEVERITY[effectOf(each)] ? found : each),
    undefined,
  );
}

/** seed: "deleted before backup creation" → go on with the rest; nothing left → FAILURE, never an empty backup that looks good. */
export function planIssues(plan: CyclePlan, machines?: MachinePlan): readonly Issue[] {
  const missing = plan.missing.map(({ name, reason }) =>
    issue('NAMESPACE_MISSING', { kind: 'NAMESPACE', name }, `${name} was ${reason} when the backup began.`),
  );
  const without = machines === undefined ? [] : missingMachines(machines);
  if (plan.included.length > 0) return [...missing, ...without];
  if (machines !== undefined) return [noMachines(machines), ...missing, ...without];
  const nothing = issue(
    'NOTHING_PRESENT',
    { kind: 'BACKUP', name: 'namespaces' },
    plan.missing.length > 0
      ? `None of the ${plan.missing.length} requested namespaces exists: nothing was uploaded.`
      : 'No namespace of the cluster matches the selection: nothing was uploaded.',
  );
  return [nothing, ...missing];
}

function noMachines({ missing, served }: MachinePlan): Issue {
  const why = served
    ? missing.length > 0
      ? `None of the ${missing.length} requested virtual machines exists`
      : 'No virtual machine of the cluster matches the selection'
    : 'The cluster serves no virtual machines (kubevirt.io/v1)';
  const subject = { kind: 'BACKUP', name: 'virtual machines' } as const;
  return issue('NOTHING_PRESENT', subject, `${why}: nothing was uploaded.`);
}

/** seed: limitation 1. */
export function lostIssues(lost: readonly LostNamespace[]): readonly Issue[] {
  return lost.map(({ name, reason }) =>
    issue(
      'NAMESPACE_LOST',
      { kind: 'NAMESPACE', name },
      `${name} was ${reason} before the backup had ended.`,
    ),
  );
}
