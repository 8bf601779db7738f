import { describe, expect, it } from 'vitest';
import { type AlertKind, alertsAfter, BARREN_CYCLES, type CycleEnd } from '../../src/domain/alert.js';
import { type IssueCode, issue } from '../../src/domain/issue.js';

const problem = (code: IssueCode) => issue(code, { kind: 'BACKUP', name: 'x' }, `it was ${code}`);
const anEnd = (change: Partial<CycleEnd>): CycleEnd => ({
  scheduleId: 'the schedule',
  clusterId: 'the cluster',
  locationId: 'the location',
  backupId: 'the backup',
  at: new Date('2026-11-20T12:00:00Z'),
  outcome: 'SUCCESS',
  missing: [],
  issues: [],
  barrenCycles: 0,
  ...change,
});
const meaningOf = (change: Partial<CycleEnd>) => {
  const { raise, settle } = alertsAfter(anEnd(change));
  return { raised: raise.map((each) => each.kind), settled: settle.map((each) => each.kind), raise, settle };
};

const PRODUCED: readonly AlertKind[] = [
  'BACKUP_FAILED',
  'ONLY_NAMESPACE_GONE',
  'NOTHING_PRODUCED',
  'CLUSTER_BAD',
  'LOCATION_BAD',
];
interface Row {
  readonly raised: readonly AlertKind[];
  readonly settled: readonly AlertKind[];
}
const MISSING = {
  outcome: 'PARTIAL_SUCCESS',
  missing: ['b'],
  issues: [problem('NAMESPACE_MISSING')],
} as const;
const TABLE: readonly (readonly [string, Partial<CycleEnd>, Row])[] = [
  ['a Success', {}, { raised: [], settled: [...PRODUCED, 'MISSING_NAMESPACES', 'INCOMPLETE_BACKUP'] }],
  [
    'a Partial Success that misses namespaces',
    MISSING,
    { raised: ['MISSING_NAMESPACES'], settled: [...PRODUCED, 'INCOMPLETE_BACKUP'] },
  ],
  [
    'a Partial Success with a kind that could not be read',
    { outcome: 'PARTIAL_SUCCESS', issues: [problem('KIND_UNREADABLE')] },
    { raised: ['INCOMPLETE_BACKUP'], settled: [...PRODUCED, 'MISSING_NAMESPACES'] },
  ],
  [
    'a Partial Success for both',
    { ...MISSING, issues: [problem('NAMESPACE_MISSING'), problem('KIND_UNREADABLE')] },
    { raised: ['MISSING_NAMESPACES', 'INCOMPLETE_BACKUP'], settled: PRODUCED },
  ],
  [
    'a Failure that lost a namespace',
    { outcome: 'FAILURE', issues: [problem('NAMESPACE_LOST')] },
    { raised: ['BACKUP_FAILED'], settled: [] },
  ],
  [
    'a Failure with nothing present',
    { outcome: 'FAILURE', missing: ['a', 'b'], issues: [problem('NOTHING_PRESENT')] },
    { raised: ['BACKUP_FAILED'], settled: [] },
  ],
  [
    'a Failure for the cluster',
    { outcome: 'FAILURE', issues: [problem('CLUSTER_UNAVAILABLE')] },
    { raised: ['CLUSTER_BAD'], settled: [] },
  ],
  [
    'a Failure for the location',
    { outcome: 'FAILURE', issues: [problem('LOCATION_INVALID')] },
    { raised: ['LOCATION_BAD'], settled: [] },
  ],
  [
    'a Failure to write to the location',
    { outcome: 'FAILURE', issues: [problem('UPLOAD_FAILED')] },
    { raised: ['LOCATION_BAD'], settled: [] },
  ],
  [
    'a Failure for both cluster and location',
    { outcome: 'FAILURE', issues: [problem('CLUSTER_UNAVAILABLE'), problem('LOCATION_INVALID')] },
    { raised: ['CLUSTER_BAD', 'LOCATION_BAD'], settled: [] },
  ],
  [
    'the only namespace gone',
    { outcome: 'ONLY_NAMESPACE_GONE', backupId: null },
    { raised: ['ONLY_NAMESPACE_GONE'], settled: [] },
  ],
  ['a skipped cycle', { outcome: 'SKIPPED', backupId: null }, { raised: [], settled: [] }],
];

describe('what the end of a cycle means for the open alerts', () => {
  it.each(TABLE)('%s', (_what, end, row) => {
    const { raised, settled } = meaningOf(end);
    expect({ raised, settled }).toEqual(row);
  });

  it.each(TABLE)('%s: no kind is both raised and settled', (_what, end) => {
    const { raised, settled } = meaningOf(end);
    expect(raised.filter((kind) => settled.includes(kind))).toEqual([]);
  });

  it.each(TABLE)('%s, so often that nothing was produced', (_what, end, { raised, settled }) => {
    const good = settled.length > 0;
    const barren = meaningOf({ ...end, barrenCycles: good ? 0 : BARREN_CYCLES });
    // A namespace that is gone has its own alert, and one is enough.
    const more = good || raised.includes('ONLY_NAMESPACE_GONE') ? [] : ['NOTHING_PRODUCED'];
    expect(barren.raised).toEqual([...raised, ...more]);
  });

  it('one due time less than that raises nothing more', () => {
    expect(meaningOf({ outcome: 'SKIPPED', barrenCycles: BARREN_CYCLES - 1 }).raised).toEqual([]);
  });
});

describe('an alert', () => {
  it('is about the schedule, the cluster or the location, whichever is at fault', () => {
    const { raise } = meaningOf({
      outcome: 'FAILURE',
      issues: [problem('CLUSTER_UNAVAILABLE'), problem('UPLOAD_FAILED')],
    });
    expect(raise).toMatchObject([
      { subjectType: 'Cluster', subjectId: 'the cluster', message: 'it was CLUSTER_UNAVAILABLE' },
      { subjectType: 'BackupLocation', subjectId: 'the location', message: 'it was UPLOAD_FAILED' },
    ]);
  });

  it('names the missing namespaces in the order of the alphabet, and others name none', () => {
    const { raise } = meaningOf({
      outcome: 'PARTIAL_SUCCESS',
      missing: ['c', 'a'],
      issues: [problem('NAMESPACE_MISSING'), problem('KIND_UNREADABLE')],
    });
    expect(raise.map((each) => each.namespaces)).toEqual([['a', 'c'], []]);
  });

  it('says in its own words why it was closed', () => {
    const words = Object.fromEntries(meaningOf({}).settle.map((each) => [each.kind, each.reason]));
    expect(words).toMatchObject({
      BACKUP_FAILED: 'the next backup was a Success',
      MISSING_NAMESPACES: 'no namespace is missing any more',
      CLUSTER_BAD: 'the cluster was read again',
    });
    expect(meaningOf(MISSING).settle[0]?.reason).toBe('a backup was made again');
  });
});

describe('the alert about a location that clusters reach', () => {
  it('names no cluster: who sees the location need not see it', () => {
    const issues = [
      issue('LOCATION_INVALID', { kind: 'LOCATION', name: 'x' }, 'The connection harbour – vault is INVALID'),
    ];
    const messages = (byConnection: boolean) =>
      meaningOf({ outcome: 'FAILURE', issues, byConnection }).raise.map(({ message }) => message);
    expect(messages(true)).toEqual([
      'A cluster that backs up to it cannot use it; its connections say which and why.',
    ]);
    expect(messages(false)).toEqual(['The connection harbour – vault is INVALID']);
  });
});
