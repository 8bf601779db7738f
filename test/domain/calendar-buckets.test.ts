import { describe, expect, it } from 'vitest';
import { bucketOf } from '../../src/domain/calendar-buckets.js';

const at = (text: string) => new Date(text);

describe('an hour of a wall clock', () => {
  it('begins and ends with the clock of the zone, also half an hour off', () => {
    const india = (text: string) => bucketOf('hourly', 'Asia/Kolkata', at(text));
    expect(india('2026-11-20T10:29:59.999Z')).not.toBe(india('2026-11-20T10:30:00Z'));
    expect(india('2026-11-20T10:30:00Z')).toBe(india('2026-11-20T11:29:59.999Z'));
  });

  it('that the clock shows twice in autumn is two hours', () => {
    const berlin = (text: string) => bucketOf('hourly', 'Europe/Berlin', at(text));
    const [summer, winter] = [berlin('2026-10-25T00:30:00Z'), berlin('2026-10-25T01:30:00Z')];
    expect(summer).not.toBe(winter);
    expect(summer.slice(0, 13)).toBe(winter.slice(0, 13));
  });

  it('that the clock leaves out in spring is none: neighbours stay neighbours', () => {
    const berlin = (text: string) => bucketOf('hourly', 'Europe/Berlin', at(text));
    expect(berlin('2026-03-29T00:59:59Z').slice(0, 13)).toBe('2026-03-29T01');
    expect(berlin('2026-03-29T01:00:00Z').slice(0, 13)).toBe('2026-03-29T03');
  });
});

describe('a day of a wall clock', () => {
  it.each([
    ['Europe/Berlin', '2026-11-19T22:59:59Z', '2026-11-19T23:00:00Z'],
    ['America/New_York', '2026-11-20T04:59:59Z', '2026-11-20T05:00:00Z'],
    ['Pacific/Kiritimati', '2026-11-20T09:59:59Z', '2026-11-20T10:00:00Z'],
    ['UTC', '2026-11-19T23:59:59Z', '2026-11-20T00:00:00Z'],
    // The day of the change has 25 hours and its end is an hour later in UTC than its beginning was.
    ['Europe/Berlin', '2026-10-25T22:59:59Z', '2026-10-25T23:00:00Z'],
    ['Europe/Berlin', '2026-03-29T21:59:59Z', '2026-03-29T22:00:00Z'],
  ])('in %s ends after %s', (zone, last, next) => {
    expect(bucketOf('daily', zone, at(last))).not.toBe(bucketOf('daily', zone, at(next)));
    expect(bucketOf('daily', zone, new Date(at(last).getTime() - 20 * 3_600_000))).toBe(
      bucketOf('daily', zone, at(last)),
    );
  });
});

describe('an ISO week', () => {
  it('begins on Monday, also over the end of a year', () => {
    const week = (text: string) => bucketOf('weekly', 'UTC', at(text));
    expect(week('2026-12-27T23:59:59Z')).not.toBe(week('2026-12-28T00:00:00Z'));
    expect(week('2026-12-28T00:00:00Z')).toBe(week('2027-01-03T23:59:59Z'));
    expect(week('2027-01-04T00:00:00Z')).not.toBe(week('2027-01-03T23:59:59Z'));
  });

  it('goes by the day of the zone', () => {
    const [sunday, monday] = [at('2026-11-22T22:59:59Z'), at('2026-11-22T23:00:00Z')];
    expect(bucketOf('weekly', 'Europe/Berlin', sunday)).not.toBe(bucketOf('weekly', 'Europe/Berlin', monday));
    expect(bucketOf('weekly', 'UTC', sunday)).toBe(bucketOf('weekly', 'UTC', monday));
  });
});

describe('a month', () => {
  it.each([
    ['2026-01-31T22:59:59Z', '2026-01-31T23:00:00Z'],
    ['2026-02-28T22:59:59Z', '2026-02-28T23:00:00Z'],
    ['2028-02-29T22:59:59Z', '2028-02-29T23:00:00Z'],
    ['2026-03-31T21:59:59Z', '2026-03-31T22:00:00Z'],
  ])('of 28 to 31 days ends with the clock in Berlin: %s', (last, next) => {
    const month = (text: string) => bucketOf('monthly', 'Europe/Berlin', at(text));
    expect(month(last)).not.toBe(month(next));
  });
});
