/** Whether a backup could be restored, by what dry runs of a restore found. Pure. */
import { RESTORE_ISSUES, type RestoreIssue, type RestoreIssueCode, type RestorePreview } from './restore.js';

export const RESTORABLE_ANSWERS = ['YES', 'PARTLY', 'NO', 'NOT_TRIED'] as const;
export type Restorable = (typeof RESTORABLE_ANSWERS)[number];

export const RESTORABLE_MEANINGS: Record<Restorable, string> = {
  YES: 'The cluster would take every object that it could be asked about.',
  PARTLY: 'The cluster would refuse some of the objects.',
  NO: 'The cluster would refuse every object, or the backup cannot be restored at all.',
  NOT_TRIED: 'It could not be tried: nothing is known that was not known before.',
};

/** A restore of all of a backup into new namespaces of its own cluster, tried by dry runs: nothing is written there. */
export interface RestoreTrial {
  readonly restorable: Restorable;
  /** Null: Holdfast does not know the cluster any more. */
  readonly clusterId: string | null;
  readonly clusterName: string;
  /** Objects that would be there after the restore, those among them that are there already included. */
  readonly objects: number;
  /** Of `objects`: those that the cluster could not be asked about, for example for want of rights. */
  readonly unchecked: number;
  /** Objects that the cluster would refuse. */
  readonly refused: number;
  /** Why it is not YES: one sentence each without secrets, at most 20. */
  readonly reasons: readonly string[];
  readonly at: Date;
}

export type TrialFinding = Pick<RestoreTrial, 'restorable' | 'objects' | 'unchecked' | 'refused' | 'reasons'>;

const MAX_REASONS = 20;

/** @param reasons why nothing could be asked, one sentence each */
export function notTried(reasons: readonly string[]): TrialFinding {
  return { restorable: 'NOT_TRIED', objects: 0, unchecked: 0, refused: 0, reasons };
}

/** What a dry run into new namespaces says of the backup. */
export function judgeTrial({ counts, unchecked, issues }: RestorePreview): TrialFinding {
  const { CREATED, UPDATED, REPLACED, UNCHANGED, KEPT, FAILED: refused } = counts;
  const objects = CREATED + UPDATED + REPLACED + UNCHANGED + KEPT;
  const bad = issues.filter(standsInTheWay);
  const found = { objects, unchecked, refused };
  const reasons = bad.map(told);
  if (saysNothing(found, bad)) {
    const why = `The cluster could be asked about none of the objects${lacksRights(bad) ? ': the credential lacks the rights of a restore' : ''}.`;
    return { ...found, restorable: 'NOT_TRIED', reasons: [why, ...reasons].slice(0, MAX_REASONS) };
  }
  return { ...found, restorable: answerOf(objects, bad), reasons: reasons.slice(0, MAX_REASONS) };
}

/** Nothing was asked with an answer: of a backup whose objects are all left out that would be too much said. */
function saysNothing(
  { objects, unchecked }: Pick<TrialFinding, 'objects' | 'unchecked'>,
  bad: readonly RestoreIssue[],
): boolean {
  return (
    unchecked === objects &&
    (unchecked > 0 || lacksRights(bad)) &&
    bad.every(({ code }) => OF_THE_CREDENTIAL.has(code))
  );
}

function lacksRights(bad: readonly RestoreIssue[]): boolean {
  return bad.some(({ code }) => code === 'FORBIDDEN');
}

function answerOf(objects: number, bad: readonly RestoreIssue[]): Restorable {
  if (objects === 0 || bad.some(({ code }) => RESTORE_ISSUES[code].effect === 'FAILURE')) return 'NO';
  return bad.length === 0 ? 'YES' : 'PARTLY';
}

/** What a credential that may not write meets: it says nothing of the backup. */
const OF_THE_CREDENTIAL: ReadonlySet<RestoreIssueCode> = new Set(['FORBIDDEN', 'NOTHING_RESTORED']);

/** What is there already and differs is the life of a cluster. */
function standsInTheWay({ code }: RestoreIssue): boolean {
  return RESTORE_ISSUES[code].effect !== 'NOTE' && code !== 'CONFLICT_KEPT';
}

function told({ object, message }: RestoreIssue): string {
  if (object === null) return message;
  const place = object.namespace === '' ? object.name : `${object.namespace}/${object.name}`;
  return `${object.resource} ${place}: ${message}`;
}
