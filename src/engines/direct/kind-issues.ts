import { type Issue, issue } from '../../domain/issue.js';
import { reasonOf } from './failure-rules.js';
import type { KindOutcome } from './kind-reader.js';

const MAX_NAMES = 5;

/** KIND_UNREADABLE and LIST_INCONSISTENT, at most one of each per kind. */
export function kindIssues(outcome: KindOutcome, requested: number): Issue[] {
  const { summary, failures } = outcome;
  const subject = { kind: 'RESOURCE_KIND', name: summary.resource } as const;
  const issues: Issue[] = [];
  const [first] = failures;
  if (first !== undefined) {
    const message = `${summary.resource} ${whatIsMissing(outcome, requested)}: ${reasonOf(first.error)}.`;
    issues.push(issue('KIND_UNREADABLE', subject, message));
  }
  if (!summary.consistent) {
    const message = `The list of ${summary.resource} expired while it was read and shows more than one moment.`;
    issues.push(issue('LIST_INCONSISTENT', subject, message));
  }
  return issues;
}

function whatIsMissing({ summary, failures }: KindOutcome, requested: number): string {
  const names = failures.flatMap(({ namespace }) => namespace ?? []);
  if (names.length === failures.length && names.length < requested) {
    return `could not be read in ${names.length} of ${requested} namespaces (${listed(names)})`;
  }
  if (summary.objects === 0) return 'could not be read';
  return `could only be read in part (${summary.objects} objects are in the backup)`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).join(', ');
  return names.length > MAX_NAMES ? `${shown} and ${names.length - MAX_NAMES} more` : shown;
}
