/** The verdict over a restore, from its issues and what came back. Pure; the only place that decides a restore's state. */
import {
  MAX_RESTORE_ISSUES,
  objectsBack,
  RESTORE_ISSUES,
  type RestoreCounts,
  type RestoreIssue,
  type RestoreVerdict,
} from '../../domain/restore.js';
import { worstOf } from '../decide.js';

/** What concerns the restore as a whole goes first: it says most. */
export function decideRestore(found: readonly RestoreIssue[], counts: RestoreCounts): RestoreVerdict {
  const issues = [...withNothing(found, counts)]
    .sort((a, b) => Number(a.object !== null) - Number(b.object !== null))
    .slice(0, MAX_RESTORE_ISSUES);
  const worst = worstOf(issues, effectOf);
  const effect = worst === undefined ? 'NOTE' : effectOf(worst);
  if (worst !== undefined && effect !== 'NOTE') return { state: effect, reason: worst.code, issues };
  // Whoever counted an object as failed or kept must say why; the counts alone are believed all the same.
  const whole = counts.FAILED + counts.KEPT === 0;
  return { state: whole ? 'SUCCESS' : 'PARTIAL_SUCCESS', reason: null, issues };
}

/** Never a restore that looks good and left nothing in the cluster. What was there and was kept, as was asked, is something. */
function withNothing(found: readonly RestoreIssue[], counts: RestoreCounts): readonly RestoreIssue[] {
  const failed = found.some((each) => effectOf(each) === 'FAILURE');
  if (failed || objectsBack(counts) + counts.KEPT > 0) return found;
  const left = counts.FAILED + counts.SKIPPED;
  const message =
    left === 0
      ? 'The backup holds nothing of what was asked for.'
      : `None of the ${left} objects came back: ${counts.FAILED} failed, ${counts.SKIPPED} were skipped.`;
  return [{ code: 'NOTHING_RESTORED', object: null, message }, ...found];
}

function effectOf({ code }: RestoreIssue) {
  return RESTORE_ISSUES[code].effect;
}
