import { describe, expect, it } from 'vitest';
import {
  type AlertStanding,
  AWAKE,
  isSnoozed,
  needsReminder,
  snoozeFaults,
  standingOf,
} from '../../src/domain/alert-standing.js';
import { anAlert } from '../factories/resources.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const HOUR_MS = 60 * 60_000;
const at = (hours: number) => new Date(NOW.getTime() + hours * HOUR_MS);
const schedule = (...names: readonly string[]) => ({ selection: { kind: 'NAMED' as const, names } });
const timed = (hours: number) => ({
  snoozedAt: at(-48),
  snoozedUntil: at(hours),
  snoozedUntilChange: false,
  snoozedBy: 'ada',
});
const untilChange = { snoozedAt: at(-48), snoozedUntil: null, snoozedUntilChange: true, snoozedBy: 'ada' };
const closed = { closedAt: NOW, closedReason: 'no namespace is missing any more' };
const missing = ['billing', 'blog'];

describe('the standing of an alert', () => {
  it.each<[string, Parameters<typeof anAlert>[0], ReturnType<typeof schedule> | undefined, AlertStanding]>([
    ['nobody has done anything', {}, schedule('billing', 'blog', 'shop'), 'OPEN'],
    ['some of its names are off the schedule', {}, schedule('blog', 'shop'), 'PARTLY_HANDLED'],
    ['all of its names are off', {}, schedule('shop'), 'WAITING_FOR_NEXT_CYCLE'],
    ['an exclusion was taken back', {}, schedule('billing', 'blog'), 'OPEN'],
    ['it is closed', closed, schedule('shop'), 'CLOSED'],
    ['it is closed and was snoozed', { ...closed, ...untilChange }, schedule('billing', 'blog'), 'CLOSED'],
    ['snoozed until it changes', untilChange, schedule('billing', 'blog'), 'SNOOZED'],
    ['snoozed until tomorrow', timed(24), schedule('billing', 'blog'), 'SNOOZED'],
    ['a timed snooze is over', timed(-1), schedule('billing', 'blog'), 'OPEN'],
    ['a timed snooze is over at its very moment', timed(0), schedule('billing', 'blog'), 'OPEN'],
    ['snoozed and handled by halves', timed(24), schedule('blog'), 'SNOOZED'],
    ['snoozed and handled in full', timed(24), schedule('shop'), 'WAITING_FOR_NEXT_CYCLE'],
    ['it is about no namespaces', { namespaces: [], kind: 'BACKUP_FAILED' }, schedule('shop'), 'OPEN'],
    ['it is about a cluster', { namespaces: [], kind: 'CLUSTER_BAD' }, undefined, 'OPEN'],
  ])('when %s', (_when, change, listing, standing) => {
    expect(standingOf(anAlert({ namespaces: missing, ...change }), listing, NOW)).toBe(standing);
  });

  it('of a schedule by labels or of all never says that names were taken off', () => {
    const alert = anAlert({ namespaces: missing });
    expect(standingOf(alert, { selection: { kind: 'ALL' } }, NOW)).toBe('OPEN');
    expect(standingOf(alert, { selection: { kind: 'LABELS', selector: 'team=shop' } }, NOW)).toBe('OPEN');
  });

  it('is found out for 5,000 names', () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `tenant-${index}`);
    const alert = anAlert({ namespaces: names });
    expect(standingOf(alert, schedule(...names), NOW)).toBe('OPEN');
    expect(standingOf(alert, schedule('shop'), NOW)).toBe('WAITING_FOR_NEXT_CYCLE');
  });
});

describe('a snooze', () => {
  it('is in effect as long as it says', () => {
    expect(isSnoozed(AWAKE, NOW)).toBe(false);
    expect(isSnoozed(timed(1), NOW)).toBe(true);
    expect(isSnoozed(timed(1), at(1))).toBe(false);
    expect(isSnoozed(untilChange, at(24 * 3_650))).toBe(true);
  });

  it('ends some day to come, within a year', () => {
    expect(snoozeFaults('until', null, NOW)).toEqual([]);
    expect(snoozeFaults('until', at(1), NOW)).toEqual([]);
    expect(snoozeFaults('until', at(24 * 366), NOW)).toEqual([]);
    expect(snoozeFaults('until', at(24 * 367), NOW)).toMatchObject([{ path: 'until' }]);
    expect(snoozeFaults('until', NOW, NOW)).toMatchObject([{ path: 'until' }]);
    expect(snoozeFaults('until', new Date(Number.NaN), NOW)).toMatchObject([{ path: 'until' }]);
  });
});

describe('a reminder', () => {
  const afterMs = 24 * HOUR_MS;
  const listing = schedule('billing', 'blog', 'shop');
  const needs = (change: Parameters<typeof anAlert>[0], on = listing, after = afterMs) =>
    needsReminder(anAlert({ namespaces: missing, changedAt: at(-24), ...change }), on, {
      now: NOW,
      afterMs: after,
    });

  it('is due so long after the last time that the alert asked for attention', () => {
    expect(needs({})).toBe(true);
    expect(needs({ changedAt: at(-23) })).toBe(false);
    expect(needs({ changedAt: at(-72), remindedAt: at(-23) })).toBe(false);
    expect(needs({ changedAt: at(-72), remindedAt: at(-24) })).toBe(true);
  });

  it('is due when a snooze is over, and not before', () => {
    expect(needs(timed(1))).toBe(false);
    expect(needs(untilChange)).toBe(false);
    expect(needs(timed(0))).toBe(true);
  });

  it('does not come for what somebody sees to, what waits for the next cycle, and what is over', () => {
    expect(needs({ acknowledgedAt: at(-72), acknowledgedBy: 'ada' })).toBe(false);
    expect(needs({}, schedule('shop'))).toBe(false);
    expect(needs({}, schedule('blog', 'shop'))).toBe(true);
    expect(needs(closed)).toBe(false);
  });

  it('never comes where there shall be none', () => {
    expect(needs({}, listing, 0)).toBe(false);
  });
});
