import { describe, expect, it } from 'vitest';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { planRetention, type RetainedBackup } from '../../src/domain/retention.js';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-20T12:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

type Rules = Parameters<typeof planRetention>[0];
const rules = (change: Partial<Rules> = {}): Rules => ({
  retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
  timeZone: 'UTC',
  selection: { kind: 'ALL' },
  missing: [],
  departures: [],
  released: [],
  ...change,
});

/** `b1` is the oldest; one a day, the newest a day old. */
function backups(...each: readonly (readonly [state: RetainedBackup['state'], ...names: string[]])[]) {
  return each.map(
    ([state, ...included], index): RetainedBackup => ({
      id: `b${index + 1}`,
      state,
      createdAt: daysAgo(each.length - index),
      unusable: false,
      lockedUntil: null,
      included,
      machines: null,
    }),
  );
}
const many = (count: number, of: readonly [RetainedBackup['state'], ...string[]]) =>
  Array.from({ length: count }, () => of);
const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => `b${from + at}`);

describe('a copy that was found damaged', () => {
  const damage = (whole: readonly RetainedBackup[], ...damaged: readonly string[]) =>
    whole.map((each) => ({ ...each, unusable: damaged.includes(each.id) }));

  it('does not count as good: the ones before it are kept in its place', () => {
    const whole = damage(backups(...many(5, ['SUCCESS', 'a'])), 'b5', 'b4');
    expect(planRetention(rules(), whole, NOW).remove).toEqual([]);
    expect(
      planRetention(rules({ retention: { keep: 2, maxAgeDays: null, ...NO_TIERS } }), whole, NOW).remove,
    ).toEqual(['b1']);
  });

  it('is no last copy of a namespace: the newest one that is intact is held', () => {
    const whole = backups(['SUCCESS', 'a', 'b'], ['SUCCESS', 'a', 'b'], ...many(3, ['PARTIAL_SUCCESS', 'a']));
    const missing = rules({ missing: ['b'] });
    expect(planRetention(missing, whole, NOW).remove).toEqual(['b1']);
    const plan = planRetention(missing, damage(whole, 'b2'), NOW);
    expect(plan.remove).toEqual([]);
    expect([...plan.held.keys()].toSorted()).toEqual(['b1', 'b2']);
  });

  it('does not let the last intact one be removed for its age', () => {
    const whole = damage(backups(...many(3, ['SUCCESS', 'a'])), 'b3', 'b2');
    const aged = rules({ retention: { keep: 3, maxAgeDays: 1, ...NO_TIERS } });
    expect(planRetention(aged, whole, new Date(NOW.getTime() + 9 * DAY_MS)).remove).toEqual([]);
  });

  it('goes when enough intact ones are newer', () => {
    const whole = damage(backups(...many(4, ['SUCCESS', 'a'])), 'b1');
    expect(planRetention(rules(), whole, NOW).remove).toEqual(['b1']);
  });
});

describe('retention by count', () => {
  it('S25: Partial Successes count as good: of ten three are kept, and what holds the last copy of a missing namespace', () => {
    const whole = backups(['SUCCESS', 'a', 'b'], ...many(10, ['PARTIAL_SUCCESS', 'a']));
    const plan = planRetention(rules({ missing: ['b'] }), whole, NOW);
    expect(plan.remove).toEqual(ids(2, 8));
    expect([...plan.held]).toEqual([['b1', [{ namespace: 'b', reason: 'MISSING', until: null }]]]);
  });

  it('removes nothing while there are no more than are kept, and begins with the oldest', () => {
    expect(planRetention(rules(), backups(...many(3, ['SUCCESS', 'a'])), NOW).remove).toEqual([]);
    expect(planRetention(rules(), backups(...many(5, ['SUCCESS', 'a'])), NOW).remove).toEqual(['b1', 'b2']);
  });

  it('failures neither count as good nor hold anything: as many of them as are kept stay as a record', () => {
    const all = backups(['SUCCESS', 'a', 'b'], ...many(5, ['FAILURE', 'b']), ['SUCCESS', 'a']);
    const plan = planRetention(rules({ missing: ['b'] }), all, NOW);
    expect(plan.remove).toEqual(['b2', 'b3']);
    expect(plan.held.size).toBe(0);
  });

  it('what is still running or on its way out is left alone', () => {
    const all = backups(['IN_PROGRESS', 'a'], ['DELETING', 'a'], ...many(4, ['SUCCESS', 'a']));
    expect(planRetention(rules(), all, NOW).remove).toEqual(['b3']);
  });
});

describe('the last copy of a namespace', () => {
  const lastCopy = backups(['SUCCESS', 'a', 'b'], ...many(4, ['PARTIAL_SUCCESS', 'a']));
  const heldIn = (change: Partial<Rules>, of = lastCopy) => planRetention(rules(change), of, NOW);

  it('that is missing is held without an end: only in its newest backup', () => {
    const twice = backups(['SUCCESS', 'a', 'b'], ['SUCCESS', 'a', 'b'], ...many(4, ['PARTIAL_SUCCESS', 'a']));
    const plan = heldIn({ missing: ['b'] }, twice);
    expect([...plan.held.keys()]).toEqual(['b2']);
    expect(plan.remove).toEqual(['b1', 'b3']);
  });

  it('is held no longer when a newer backup holds one', () => {
    const back = [...lastCopy, ...backups(['SUCCESS', 'a', 'b'])].map((each, index) => ({
      ...each,
      id: `b${index + 1}`,
      createdAt: daysAgo(10 - index),
    }));
    const plan = heldIn({ missing: ['b'] }, back);
    expect(plan.held.size).toBe(0);
    expect(plan.remove).toContain('b1');
  });

  it('is held no longer when a person has released it', () => {
    const plan = heldIn({ missing: ['b'], released: ['b'] });
    expect(plan).toMatchObject({ remove: ['b1', 'b2'] });
    expect(plan.held.size).toBe(0);
  });

  it.each([
    [29, ['b2'], 1],
    [30, ['b1', 'b2'], 0],
    [31, ['b1', 'b2'], 0],
  ])('that left the schedule %i days ago: removed are %j', (days, remove, held) => {
    const plan = heldIn({ departures: [{ namespace: 'b', leftAt: daysAgo(days) }] });
    expect(plan.remove).toEqual(remove);
    expect(plan.held.size).toBe(held);
    if (held === 0) return;
    expect(plan.held.get('b1')).toEqual([
      { namespace: 'b', reason: 'LEFT_SCHEDULE', until: new Date(daysAgo(days).getTime() + 30 * DAY_MS) },
    ]);
  });

  it('that was missing when it left is held as one that left', () => {
    const plan = heldIn({ missing: ['b'], departures: [{ namespace: 'b', leftAt: daysAgo(31) }] });
    expect(plan.remove).toEqual(['b1', 'b2']);
  });

  it('a backup that is held for one namespace is the newer copy of all that it holds', () => {
    const all = backups(
      ['SUCCESS', 'b', 'c'],
      ['SUCCESS', 'a', 'b', 'c'],
      ...many(3, ['PARTIAL_SUCCESS', 'a']),
    );
    const plan = planRetention(rules({ missing: ['b', 'c'] }), all, NOW);
    expect(plan.remove).toEqual(['b1']);
    expect(plan.held.get('b2')?.map((each) => each.namespace)).toEqual(['b', 'c']);
  });

  it('a backup within the rule is kept by it and held for nothing', () => {
    expect(heldIn({ retention: { keep: 5, maxAgeDays: null, ...NO_TIERS }, missing: ['b'] }).held.size).toBe(
      0,
    );
  });
});

describe('retention by age', () => {
  const aged = (maxAgeDays: number, keep = 10) => rules({ retention: { keep, maxAgeDays, ...NO_TIERS } });

  it('removes what is older, and never the newest good one', () => {
    const old = backups(...many(6, ['SUCCESS', 'a']));
    expect(planRetention(aged(3), old, NOW).remove).toEqual(['b1', 'b2', 'b3']);
    const later = new Date(NOW.getTime() + 400 * DAY_MS);
    expect(planRetention(aged(3), old, later).remove).toEqual(ids(1, 5));
  });

  it('a failure that is newer does not make the newest good one go', () => {
    const all = backups(['SUCCESS', 'a'], ['FAILURE', 'a']);
    const later = new Date(NOW.getTime() + 400 * DAY_MS);
    expect(planRetention(aged(3), all, later).remove).toEqual(['b2']);
  });

  it('does not touch the last copy of a missing namespace', () => {
    const all = backups(['SUCCESS', 'a', 'b'], ...many(5, ['PARTIAL_SUCCESS', 'a']));
    const plan = planRetention({ ...aged(3), missing: ['b'] }, all, NOW);
    expect(plan.remove).toEqual(['b2', 'b3']);
    expect([...plan.held.keys()]).toEqual(['b1']);
  });
});

describe('a name on the list', () => {
  const onList = { selection: { kind: 'NAMED', names: ['a', 'b'] } } as const;

  it('whose last copy is old is held, whatever the last look said of it: it may be back and not be backed up yet', () => {
    const all = backups(['SUCCESS', 'a', 'b'], ...many(3, ['PARTIAL_SUCCESS', 'a']));
    const plan = planRetention(rules({ ...onList, missing: [] }), all, NOW);
    expect(plan.remove).toEqual([]);
    expect(plan.held.get('b1')).toEqual([{ namespace: 'b', reason: 'MISSING', until: null }]);
  });

  it('that was excluded once and is on it again is held as on the list, not by its old departure', () => {
    const all = backups(['SUCCESS', 'a', 'b'], ...many(3, ['SUCCESS', 'a']));
    const plan = planRetention(
      rules({ ...onList, departures: [{ namespace: 'b', leftAt: daysAgo(40) }] }),
      all,
      NOW,
    );
    expect(plan.remove).toEqual([]);
  });

  it('with a newer copy holds nothing', () => {
    const all = backups(...many(5, ['SUCCESS', 'a', 'b']));
    expect(planRetention(rules(onList), all, NOW).remove).toEqual(['b1', 'b2']);
  });
});
