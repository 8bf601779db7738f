import { describe, expect, it } from 'vitest';
import { NO_TIERS, type RetentionTiers } from '../../src/domain/backup-schedule.js';
import {
  planRetention,
  type RetainedBackup,
  type RetentionPlan,
  type RetentionRules,
} from '../../src/domain/retention.js';

const HOUR_MS = 3_600_000;
const NOW = new Date('2026-11-20T12:00:00Z');

interface Given extends Partial<RetentionTiers> {
  readonly keep?: number;
  readonly maxAgeDays?: number | null;
  readonly timeZone?: string;
  readonly missing?: readonly string[];
}

function rules({
  keep = 1,
  maxAgeDays = null,
  timeZone = 'UTC',
  missing = [],
  ...tiers
}: Given): RetentionRules {
  const retention = { keep, maxAgeDays, ...NO_TIERS, ...tiers };
  return { retention, timeZone, selection: { kind: 'ALL' }, missing, departures: [], released: [] };
}

/** By their time: `2026-11-20T11:00`. Newest first, as the database gives them. */
function at(...times: readonly (string | (Partial<RetainedBackup> & { readonly time: string }))[]) {
  return times.map((each): RetainedBackup => {
    const { time, ...change } = typeof each === 'string' ? { time: each } : each;
    return {
      id: time,
      state: 'SUCCESS',
      createdAt: new Date(`${time}Z`),
      unusable: false,
      lockedUntil: null,
      included: ['a'],
      machines: null,
      ...change,
    };
  });
}

/** One every so many hours, newest first, the newest at NOW. */
function every(hours: number, count: number): RetainedBackup[] {
  return Array.from({ length: count }, (_, index) => {
    const createdAt = new Date(NOW.getTime() - index * hours * HOUR_MS);
    return { ...at(createdAt.toISOString().slice(0, 16))[0]!, createdAt };
  });
}

const left = (backups: readonly RetainedBackup[], { remove }: RetentionPlan) =>
  backups.map(({ id }) => id).filter((id) => !remove.includes(id));
const kept = (given: Given, backups: readonly RetainedBackup[]) =>
  left(backups, planRetention(rules(given), backups, NOW));

describe('a tier', () => {
  it('keeps the newest good one of each of the last so many', () => {
    expect(kept({ daily: 3 }, every(6, 20))).toEqual([
      '2026-11-20T12:00',
      '2026-11-19T18:00',
      '2026-11-18T18:00',
    ]);
    expect(kept({ hourly: 3 }, every(0.5, 20))).toEqual([
      '2026-11-20T12:00',
      '2026-11-20T11:30',
      '2026-11-20T10:30',
    ]);
    expect(kept({ weekly: 3 }, every(24, 40))).toEqual([
      '2026-11-20T12:00',
      '2026-11-15T12:00',
      '2026-11-08T12:00',
    ]);
  });

  it('of months keeps the last day of each, however long it is', () => {
    expect(kept({ monthly: 10 }, every(24, 330))).toEqual([
      '2026-11-20T12:00',
      '2026-10-31T12:00',
      '2026-09-30T12:00',
      '2026-08-31T12:00',
      '2026-07-31T12:00',
      '2026-06-30T12:00',
      '2026-05-31T12:00',
      '2026-04-30T12:00',
      '2026-03-31T12:00',
      '2026-02-28T12:00',
    ]);
  });

  it('uses none up for what has no backup: gaps reach further back', () => {
    const gaps = at('2026-11-20T10:00', '2026-11-11T10:00', '2026-09-01T10:00', '2024-02-29T10:00');
    expect(kept({ daily: 3 }, gaps)).toEqual(['2026-11-20T10:00', '2026-11-11T10:00', '2026-09-01T10:00']);
  });

  it('of none keeps nothing by itself', () => {
    expect(kept({}, every(24, 5))).toEqual(['2026-11-20T12:00']);
  });

  it.each(['hourly', 'daily', 'weekly', 'monthly'] as const)(
    '%s: one more never keeps less, and no tier keeps more than it counts',
    (tier) => {
      const backups = every(7, 400);
      let before: readonly string[] = [];
      for (let count = 0; count < 30; count += 1) {
        const now = kept({ [tier]: count }, backups);
        expect(now).toEqual(expect.arrayContaining([...before]));
        expect(now.length).toBeLessThanOrEqual(Math.max(1, count));
        before = now;
      }
    },
  );

  it('goes by the clock of the schedule: midnight in Berlin is the evening before in UTC', () => {
    const backups = at('2026-11-20T10:00', '2026-11-19T23:30', '2026-11-19T22:30', '2026-11-18T23:30');
    expect(kept({ daily: 2, timeZone: 'UTC' }, backups)).toEqual(['2026-11-20T10:00', '2026-11-19T23:30']);
    expect(kept({ daily: 2, timeZone: 'Europe/Berlin' }, backups)).toEqual([
      '2026-11-20T10:00',
      '2026-11-19T22:30',
    ]);
  });

  it('keeps both of the hours that the clock shows twice', () => {
    const autumn = at('2026-10-25T02:10', '2026-10-25T01:10', '2026-10-25T00:10', '2026-10-24T23:10');
    expect(kept({ hourly: 3, timeZone: 'Europe/Berlin' }, autumn)).toEqual([
      '2026-10-25T02:10',
      '2026-10-25T01:10',
      '2026-10-25T00:10',
    ]);
  });

  it('a day of 25 or 23 hours is one day', () => {
    const autumn = at('2026-10-26T10:00', '2026-10-25T22:30', '2026-10-24T22:30', '2026-10-24T21:30');
    expect(kept({ daily: 3, timeZone: 'Europe/Berlin' }, autumn)).toEqual([
      '2026-10-26T10:00',
      '2026-10-25T22:30',
      '2026-10-24T21:30',
    ]);
  });

  it('keeps one of two of the same moment: the one that comes first in the list', () => {
    const twins = at('2026-11-20T10:00', { time: '2026-11-19T10:00', id: 'first' }, '2026-11-19T10:00');
    expect(kept({ daily: 2 }, twins)).toEqual(['2026-11-20T10:00', 'first']);
  });

  it('passes over damaged ones: the newest intact one stands for the day', () => {
    const backups = at(
      '2026-11-20T10:00',
      { time: '2026-11-19T20:00', unusable: true },
      '2026-11-19T10:00',
      '2026-11-18T10:00',
    );
    expect(kept({ daily: 2 }, backups)).toEqual(['2026-11-20T10:00', '2026-11-19T10:00']);
  });

  it('keeps no failed ones', () => {
    const backups = at(
      '2026-11-20T10:00',
      { time: '2026-11-19T10:00', state: 'FAILURE' },
      '2026-11-18T10:00',
    );
    expect(kept({ daily: 2 }, backups)).toEqual(backups.map(({ id }) => id));
    const more = at(
      ...Array.from({ length: 5 }, (_, day) => ({
        time: `2026-11-1${5 - day}T10:00`,
        state: 'FAILURE' as const,
      })),
    );
    expect(kept({ daily: 9 }, more)).toEqual(['2026-11-15T10:00']);
  });
});

describe('tiers together', () => {
  it('a backup stays when any of them keeps it, and says which do', () => {
    const backups = every(24, 70);
    const plan = planRetention(rules({ keep: 2, daily: 4, weekly: 3, monthly: 3 }), backups, NOW);
    expect(left(backups, plan)).toEqual([
      '2026-11-20T12:00',
      '2026-11-19T12:00',
      '2026-11-18T12:00',
      '2026-11-17T12:00',
      '2026-11-15T12:00',
      '2026-11-08T12:00',
      '2026-10-31T12:00',
      '2026-09-30T12:00',
    ]);
    expect([...plan.held].map(([id, held]) => [id, held.map((each) => each.reason)])).toEqual([
      ['2026-11-18T12:00', ['DAILY']],
      ['2026-11-17T12:00', ['DAILY']],
      ['2026-11-15T12:00', ['WEEKLY']],
      ['2026-11-08T12:00', ['WEEKLY']],
      ['2026-10-31T12:00', ['MONTHLY']],
      ['2026-09-30T12:00', ['MONTHLY']],
    ]);
  });

  it('keep what is older than the age, which is of the newest ones alone', () => {
    expect(kept({ keep: 5, maxAgeDays: 2, monthly: 2 }, every(24, 40))).toEqual([
      '2026-11-20T12:00',
      '2026-11-19T12:00',
      '2026-11-18T12:00',
      '2026-10-31T12:00',
    ]);
  });

  it('what a tier keeps is a copy: an older one is not held for the same namespace', () => {
    const backups = at(
      '2026-11-20T10:00',
      { time: '2026-11-19T10:00', included: ['a', 'b'] },
      {
        time: '2026-11-18T10:00',
        included: ['a', 'b'],
      },
    );
    const plan = planRetention(rules({ daily: 2, missing: ['b'] }), backups, NOW);
    expect(plan.remove).toEqual(['2026-11-18T10:00']);
    expect(plan.held.get('2026-11-19T10:00')).toEqual([
      { namespace: null, reason: 'DAILY', until: null },
      { namespace: 'b', reason: 'MISSING', until: null },
    ]);
  });

  it('are stable: what was removed is not missed by the next plan', () => {
    const given = { keep: 2, hourly: 5, daily: 5, weekly: 4, monthly: 3 };
    const all = every(1, 2_000);
    const once = left(all, planRetention(rules(given), all, NOW));
    const again = all.filter(({ id }) => once.includes(id));
    expect(planRetention(rules(given), again, NOW).remove).toEqual([]);
  });
});

describe('a locked copy', () => {
  const locked = new Date('2026-11-25T00:00:00Z');

  it('stays until then, whatever the rule says, and says until when', () => {
    const backups = at(
      '2026-11-20T10:00',
      { time: '2026-11-19T10:00', lockedUntil: locked },
      '2026-11-18T10:00',
    );
    const plan = planRetention(rules({}), backups, NOW);
    expect(plan.remove).toEqual(['2026-11-18T10:00']);
    expect([...plan.held]).toEqual([
      ['2026-11-19T10:00', [{ namespace: null, reason: 'OBJECT_LOCKED', until: locked }]],
    ]);
    expect(planRetention(rules({}), backups, locked).remove).toEqual([
      '2026-11-18T10:00',
      '2026-11-19T10:00',
    ]);
  });

  it('a failed one too', () => {
    const failed = (time: string) => ({ time, state: 'FAILURE' as const, lockedUntil: locked });
    const backups = at(failed('2026-11-20T10:00'), failed('2026-11-19T10:00'));
    expect(planRetention(rules({}), backups, NOW).remove).toEqual([]);
  });
});

/** Repeatable: a failure shows its seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

describe('whatever the rules and the backups are', () => {
  it.each(Array.from({ length: 200 }, (_, seed) => seed))(
    'the newest good one and the newest intact one stay, and every removed one is none of a tier (seed %i)',
    (seed) => {
      const next = random(seed + 1);
      const count = (most: number) => Math.floor(next() * (most + 1));
      const states = ['SUCCESS', 'SUCCESS', 'PARTIAL_SUCCESS', 'FAILURE', 'IN_PROGRESS', 'DELETING'] as const;
      let moment = NOW.getTime();
      const backups = Array.from({ length: count(120) }, (_, index): RetainedBackup => {
        moment -= count(3 * 24) * HOUR_MS * next();
        return {
          id: `b${index}`,
          state: states[count(5)] ?? 'SUCCESS',
          createdAt: new Date(moment),
          unusable: next() < 0.2,
          lockedUntil: next() < 0.1 ? new Date(NOW.getTime() + HOUR_MS) : null,
          included: ['a', 'b', 'c'].filter(() => next() < 0.6),
          machines: null,
        };
      });
      const given = {
        keep: 1 + count(5),
        maxAgeDays: next() < 0.5 ? null : 1 + count(20),
        hourly: count(5),
        daily: count(5),
        weekly: count(5),
        monthly: count(5),
        timeZone: ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'][count(3)] ?? 'UTC',
        missing: ['b'],
      };
      const { remove, held } = planRetention(rules(given), backups, NOW);
      const good = backups.filter(({ state }) => state === 'SUCCESS' || state === 'PARTIAL_SUCCESS');
      const removed = new Set(remove);
      expect(removed.has(good[0]?.id ?? '')).toBe(false);
      expect(removed.has(good.find(({ unusable }) => !unusable)?.id ?? '')).toBe(false);
      expect(remove.filter((id) => held.has(id))).toEqual([]);
      const gone = backups.filter(({ id }) => removed.has(id));
      expect(gone.filter(({ state }) => state === 'IN_PROGRESS' || state === 'DELETING')).toEqual([]);
      expect(gone.filter(({ lockedUntil }) => lockedUntil !== null)).toEqual([]);
      // Oldest first.
      expect(remove).toEqual(gone.map(({ id }) => id).toReversed());
    },
  );
});
