import { describe, expect, it } from 'vitest';
import { decide, lostIssues, planIssues } from '../../src/cycle/decide.js';
import { ISSUE_CATALOG, type IssueCode, issue } from '../../src/domain/issue.js';

const of = (code: IssueCode) => issue(code, { kind: 'BACKUP', name: 'x' }, code);

describe('the verdict', () => {
  it('is SUCCESS without issues, and with notes alone', () => {
    expect(decide([])).toEqual({ state: 'SUCCESS', reason: null, issues: [] });
    expect(decide([of('VOLUME_NOT_COPIED'), of('API_GROUP_BROKEN')]).state).toBe('SUCCESS');
  });

  it('is the worst effect among the issues, whatever their order', () => {
    expect(decide([of('VOLUME_NOT_COPIED'), of('NAMESPACE_MISSING')])).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      reason: 'NAMESPACE_MISSING',
    });
    expect(decide([of('NAMESPACE_LOST'), of('NAMESPACE_MISSING')])).toMatchObject({
      state: 'FAILURE',
      reason: 'NAMESPACE_LOST',
    });
    expect(decide([of('NAMESPACE_MISSING'), of('UPLOAD_FAILED')])).toMatchObject({
      state: 'FAILURE',
      reason: 'UPLOAD_FAILED',
    });
  });

  it.each(Object.entries(ISSUE_CATALOG))(
    '%s alone has the effect that the catalogue gives it',
    (code, { effect }) => {
      const { state } = decide([of(code as IssueCode)]);
      expect(state).toBe(effect === 'NOTE' ? 'SUCCESS' : effect);
    },
  );
});

describe('the issues of a plan', () => {
  it('name each missing namespace', () => {
    const issues = planIssues({
      included: [{ name: 'shop', uid: 'u' }],
      missing: [{ name: 'billing', reason: 'not found' }],
    });
    expect(issues.map((each) => [each.code, each.subject.name])).toEqual([['NAMESPACE_MISSING', 'billing']]);
  });

  it('S16: nothing present is a failure that lists all that is missing', () => {
    const missing = [
      { name: 'a', reason: 'not found' },
      { name: 'b', reason: 'Terminating' },
    ] as const;
    const issues = planIssues({ included: [], missing });
    expect(decide(issues)).toMatchObject({ state: 'FAILURE', reason: 'NOTHING_PRESENT' });
    expect(
      issues.filter((each) => each.code === 'NAMESPACE_MISSING').map((each) => each.subject.name),
    ).toEqual(['a', 'b']);
  });
});

it('a lost namespace fails the backup and is named (seed: limitation 1)', () => {
  const [lost] = lostIssues([{ name: 'blog', reason: 'Terminating' }]);
  expect(lost).toMatchObject({ code: 'NAMESPACE_LOST', subject: { kind: 'NAMESPACE', name: 'blog' } });
  expect(lost?.message).toContain('Terminating');
});
