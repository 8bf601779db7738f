import { describe, expect, it } from 'vitest';
import { decideRestore } from '../../src/cycle/restore/decide-restore.js';
import {
  MAX_RESTORE_ISSUES,
  RESTORE_ISSUES,
  type RestoreIssue,
  type RestoreIssueCode,
} from '../../src/domain/restore.js';
import { restoreCounts } from '../factories/restores.js';

const about = (code: RestoreIssueCode, name = 'settings'): RestoreIssue => ({
  code,
  object: { resource: 'configmaps', namespace: 'shop', name },
  message: `${code} of ${name}`,
});
const whole = (code: RestoreIssueCode): RestoreIssue => ({ code, object: null, message: code });
const SOME = restoreCounts({ CREATED: 2, FAILED: 1 });

describe('the state of a restore', () => {
  it.each(Object.entries(RESTORE_ISSUES))('%s alone has its own effect', (code, { effect }) => {
    const found = about(code as RestoreIssueCode);
    const state = effect === 'NOTE' ? 'SUCCESS' : effect;
    expect(decideRestore([found], restoreCounts({ CREATED: 2 }))).toMatchObject({
      state,
      reason: effect === 'NOTE' ? null : code,
    });
  });

  it('is that of the worst issue, wherever it stands', () => {
    const issues = [about('FIELD_DROPPED'), about('REFUSED'), whole('CANCELLED'), about('QUOTA_EXCEEDED')];
    expect(decideRestore(issues, SOME)).toMatchObject({ state: 'FAILURE', reason: 'CANCELLED' });
    expect(decideRestore(issues.slice(0, 2), SOME)).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      reason: 'REFUSED',
    });
  });

  it('is FAILURE when nothing came back, whatever nobody complained about', () => {
    const none = decideRestore([], restoreCounts());
    expect(none).toMatchObject({ state: 'FAILURE', reason: 'NOTHING_RESTORED' });
    const failed = decideRestore([about('REFUSED')], restoreCounts({ FAILED: 4, SKIPPED: 1 }));
    expect(failed).toMatchObject({ state: 'FAILURE', reason: 'NOTHING_RESTORED' });
    expect(failed.issues[0]?.message).toBe('None of the 5 objects came back: 4 failed, 1 were skipped.');
  });

  it('is no failure when everything was there already', () => {
    expect(decideRestore([], restoreCounts({ UNCHANGED: 3 }))).toMatchObject({
      state: 'SUCCESS',
      reason: null,
    });
    expect(decideRestore([about('CONFLICT_KEPT')], restoreCounts({ KEPT: 3 }))).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      reason: 'CONFLICT_KEPT',
    });
  });

  it('believes the counts where an issue is lacking', () => {
    expect(decideRestore([], SOME).state).toBe('PARTIAL_SUCCESS');
  });

  it('says nothing of NOTHING_RESTORED beside what ended it', () => {
    const { issues } = decideRestore([whole('CLUSTER_UNAVAILABLE')], restoreCounts());
    expect(issues.map((each) => each.code)).toEqual(['CLUSTER_UNAVAILABLE']);
  });
});

describe('the issues of a restore', () => {
  it('keep their order, what concerns the whole first, and are bounded', () => {
    const many = Array.from({ length: 2_000 }, (_, n) => about('REFUSED', `c${n}`));
    const { issues } = decideRestore([...many, whole('BACKUP_UNREADABLE')], SOME);
    expect(issues).toHaveLength(MAX_RESTORE_ISSUES);
    expect(issues.slice(0, 3).map((each) => each.object?.name ?? each.code)).toEqual([
      'BACKUP_UNREADABLE',
      'c0',
      'c1',
    ]);
  });
});
