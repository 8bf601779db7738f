import { describe, expect, it } from 'vitest';
import {
  NO_OBJECTS,
  type RestoreCounts,
  type RestoreIssue,
  type RestoreIssueCode,
} from '../../src/domain/restore.js';
import { judgeTrial } from '../../src/domain/restore-trial.js';

function anIssue(code: RestoreIssueCode, name = 'web'): RestoreIssue {
  return { code, object: { resource: 'services', namespace: 'shop', name }, message: `${code}.` };
}

function judged(
  counts: Partial<RestoreCounts>,
  { unchecked = 0, issues = [] }: { unchecked?: number; issues?: readonly RestoreIssue[] } = {},
) {
  return judgeTrial({
    counts: { ...NO_OBJECTS, ...counts },
    newNamespaces: [],
    unchecked,
    conflicts: [],
    conflictsTotal: 0,
    issues,
  });
}

describe('a backup', () => {
  it('can be restored when nothing is refused, whatever is there already or left out with a note', () => {
    const issues = [anIssue('CONFLICT_KEPT'), anIssue('FIELD_DROPPED')];
    expect(judged({ CREATED: 3, KEPT: 1, UNCHANGED: 1 }, { issues })).toEqual({
      restorable: 'YES',
      objects: 5,
      unchecked: 0,
      refused: 0,
      reasons: [],
    });
  });

  it('can be restored in part when some of it is refused, with the object and the reason', () => {
    const found = judged({ CREATED: 3, FAILED: 1 }, { issues: [anIssue('REFUSED')] });
    expect(found).toMatchObject({
      restorable: 'PARTLY',
      refused: 1,
      reasons: ['services shop/web: REFUSED.'],
    });
  });

  it('cannot be restored when nothing of it would come back', () => {
    const nothing = { code: 'NOTHING_RESTORED', object: null, message: 'Not one.' } as const;
    const found = judged({ FAILED: 1 }, { issues: [anIssue('REFUSED'), nothing] });
    expect(found).toMatchObject({ restorable: 'NO', reasons: ['services shop/web: REFUSED.', 'Not one.'] });
  });

  it('was not tried where every object met a credential that may not write', () => {
    const forbidden = judged({ FAILED: 2 }, { issues: [anIssue('FORBIDDEN'), anIssue('NOTHING_RESTORED')] });
    expect(forbidden.restorable).toBe('NOT_TRIED');
    expect(judged({ CREATED: 2 }, { unchecked: 2 }).restorable).toBe('NOT_TRIED');
    expect(judged({ CREATED: 2 }, { unchecked: 1 }).restorable).toBe('YES');
  });

  it('cannot be restored when all of it is left out: nobody was asked and no right was missing', () => {
    const nothing = { code: 'NOTHING_RESTORED', object: null, message: 'All left out.' } as const;
    const found = judged({ SKIPPED: 3 }, { issues: [nothing] });
    expect(found).toMatchObject({ restorable: 'NO', reasons: ['All left out.'] });
  });

  it('names missing rights only where one was refused', () => {
    expect(judged({ CREATED: 2 }, { unchecked: 2 }).reasons).toEqual([
      'The cluster could be asked about none of the objects.',
    ]);
    const forbidden = judged({ FAILED: 2 }, { issues: [anIssue('FORBIDDEN')] });
    expect(forbidden.reasons[0]).toContain('lacks the rights');
  });

  it('has twenty reasons at most', () => {
    const issues = Array.from({ length: 30 }, (_, index) => anIssue('REFUSED', `web-${index}`));
    expect(judged({ CREATED: 1, FAILED: 30 }, { issues }).reasons).toHaveLength(20);
  });
});
