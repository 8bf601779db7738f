/** What an ApplicationRestore says, in Holdfast's words: one table, pure. Source: facts 1.4, 2.4, 2.9. */
import {
  NO_OBJECTS,
  type ObjectOutcome,
  type RestoreCounts,
  type RestoreIssue,
  type RestoreIssueCode,
} from '../../domain/restore.js';
import { countAt, type JsonObject, objectAt, objectsAt, spokenAt, textAt } from './json.js';

/** Status of one object → what became of it. Unknown: it did not come back. */
export const OUTCOME_OF: Readonly<Record<string, ObjectOutcome>> = {
  Successful: 'CREATED',
  Retained: 'KEPT',
  Failed: 'FAILED',
};

const ISSUE_OF: Readonly<Partial<Record<ObjectOutcome, RestoreIssueCode>>> = {
  KEPT: 'CONFLICT_KEPT',
  FAILED: 'REFUSED',
};

const ENDS = new Set(['Successful', 'PartialSuccess', 'Failed', 'Retained']);
/** Retained: what was there was kept, so that not all came back. */
const PARTIAL = new Set(['PartialSuccess', 'Retained']);
/** One per object; more are counted. */
const MOST_ISSUES = 1_000;

export interface SaidOfRestore {
  readonly stage: 'VOLUMES' | 'RESOURCES' | null;
  readonly over: boolean;
  readonly failed: boolean;
  /** It says so of the whole; why, it may leave to objects and volumes. */
  readonly partial: boolean;
  readonly reason: string | null;
  readonly counts: RestoreCounts;
  readonly total: number | null;
  readonly issues: readonly RestoreIssue[];
  readonly standing: string;
}

/** @param sources name in the cluster → name in the backup */
export function saidOfRestore(restore: JsonObject, sources: ReadonlyMap<string, string>): SaidOfRestore {
  const status = objectAt(restore, 'status');
  const stage = textAt(status, 'stage');
  const end = textAt(status, 'status') ?? '';
  const over = stage === 'Final';
  const resources = objectsAt(status, 'resources');
  const outcomes = resources.map((each) => OUTCOME_OF[textAt(each, 'status') ?? ''] ?? 'FAILED');
  return {
    stage: stage === 'Volumes' ? 'VOLUMES' : stage === 'Applications' ? 'RESOURCES' : null,
    over,
    failed: over && (end === 'Failed' || !ENDS.has(end)),
    partial: over && PARTIAL.has(end),
    reason: spokenAt(status, 'reason'),
    counts: over ? counted(status, outcomes) : NO_OBJECTS,
    total: countAt(status, 'resourceCount') || null,
    issues: over ? issuesIn(status, { resources, outcomes, sources }) : [],
    standing: JSON.stringify(status),
  };
}

/** A list that is too long for the CR leaves two numbers (facts 1.4). */
function counted(status: JsonObject, outcomes: readonly ObjectOutcome[]): RestoreCounts {
  if (outcomes.length === 0) {
    const CREATED = countAt(status, 'restoredresourceCount');
    return { ...NO_OBJECTS, CREATED, KEPT: Math.max(0, countAt(status, 'resourceCount') - CREATED) };
  }
  const counts: Record<ObjectOutcome, number> = { ...NO_OBJECTS };
  for (const each of outcomes) counts[each] += 1;
  return counts;
}

function issuesIn(
  status: JsonObject,
  {
    resources,
    outcomes,
    sources,
  }: {
    readonly resources: readonly JsonObject[];
    readonly outcomes: readonly ObjectOutcome[];
    readonly sources: ReadonlyMap<string, string>;
  },
): readonly RestoreIssue[] {
  const volumes = objectsAt(status, 'volumes')
    .filter((each) => textAt(each, 'status') === 'Failed')
    .map((each): RestoreIssue => {
      const name = textAt(each, 'persistentVolumeClaim') ?? '';
      const namespace = textAt(each, 'sourceNamespace') ?? '';
      const message = spokenAt(each, 'reason') ?? 'Stork does not say why.';
      return {
        code: 'VOLUME_NOT_RESTORED',
        object: { resource: 'persistentvolumeclaims', namespace, name },
        message,
      };
    });
  const objects = resources.flatMap((each, index): RestoreIssue[] => {
    const code = ISSUE_OF[outcomes[index] ?? 'CREATED'];
    if (code === undefined) return [];
    const target = textAt(each, 'namespace') ?? '';
    const object = {
      resource: resourceOf(each),
      namespace: sources.get(target) ?? target,
      name: textAt(each, 'name') ?? '',
    };
    return [{ code, object, message: spokenAt(each, 'reason') ?? 'Stork does not say why.' }];
  });
  return [...volumes, ...objects].slice(0, MOST_ISSUES);
}

/** Stork names kinds, not resources: `deployment.apps` is the nearest that kubectl understands. */
function resourceOf(object: JsonObject): string {
  const kind = (textAt(object, 'kind') ?? 'object').toLowerCase();
  const group = textAt(object, 'group');
  return group === null || group === 'core' ? kind : `${kind}.${group}`;
}
