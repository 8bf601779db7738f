import { describe, expect, it } from 'vitest';
import type { TimetableEntry } from '../../src/domain/ports/timetable.js';
import { CronerTimetable } from '../../src/timetables/croner-timetable.js';
import { changes, dueByClock, dueByRhythm, read, type Span } from './clock.js';

const HOUR_MS = 3_600_000;
const timetable = new CronerTimetable();

interface Place {
  readonly zone: string;
  readonly from: string;
  readonly to: string;
  /** How many changes of clocks the time has. */
  readonly changes: number;
}

const PLACES: readonly Place[] = [
  { zone: 'Europe/Berlin', from: '2026-01-01', to: '2028-01-01', changes: 4 },
  { zone: 'America/New_York', from: '2026-01-01', to: '2028-01-01', changes: 4 },
  // Half an hour of summer time.
  { zone: 'Australia/Lord_Howe', from: '2026-01-01', to: '2028-01-01', changes: 4 },
  // The gap ends its day: 23:00 to 24:00 on a Saturday.
  { zone: 'America/Nuuk', from: '2026-01-01', to: '2028-01-01', changes: 4 },
  // The gap begins its day.
  { zone: 'Africa/Cairo', from: '2026-01-01', to: '2028-01-01', changes: 4 },
  { zone: 'America/Sao_Paulo', from: '2018-01-01', to: '2019-03-01', changes: 3 },
  // A whole day was left out, then summer time came and went.
  { zone: 'Pacific/Apia', from: '2011-12-01', to: '2012-12-01', changes: 3 },
];

const CLOCKS: readonly { expression: string; times: readonly string[] }[] = [
  { expression: '30 2 * * *', times: ['02:30'] },
  { expression: '0 2 * * *', times: ['02:00'] },
  { expression: '45 1 * * *', times: ['01:45'] },
  { expression: '0 0 * * *', times: ['00:00'] },
  { expression: '30 0,23 * * *', times: ['00:30', '23:30'] },
  { expression: '10,20 2 * * *', times: ['02:10', '02:20'] },
  { expression: '*/30 2-3 * * *', times: ['02:00', '02:30', '03:00', '03:30'] },
  { expression: '15 */12 * * *', times: ['00:15', '12:15'] },
];
const RHYTHMS: readonly { expression: string; minutes: readonly string[] }[] = [
  { expression: '*/30 * * * *', minutes: ['00', '30'] },
  { expression: '15 0-23 * * *', minutes: ['15'] },
  { expression: '@hourly', minutes: ['00'] },
];

function entry(expression: string, timeZone: string): TimetableEntry {
  return { timing: { kind: 'CRON', expression }, timeZone, anchor: new Date(0) };
}

/** Asks from many moments around the change, forward and back, and holds every answer against the list. */
function holdAgainst(due: readonly number[], asked: TimetableEntry, span: Span): void {
  const moments = [...due.flatMap((each) => [each - 1, each, each + 1]), ...everyOtherHour(span)];
  const first = due[0] ?? Number.NaN;
  const last = due.at(-1) ?? Number.NaN;
  const within = moments.filter((each) => each >= first && each < last);
  const wanted = within.map((moment) => ({
    at: new Date(moment),
    next: new Date(due.find((each) => each > moment) ?? 0),
    last: new Date(due.findLast((each) => each <= moment) ?? 0),
  }));
  const answers = wanted.map(({ at }) => ({
    at,
    next: timetable.nextAfter(asked, at),
    last: timetable.lastUpTo(asked, at, new Date(first - 1)),
  }));
  expect(wanted.length).toBeGreaterThan(0);
  expect(answers).toEqual(wanted);
}

function everyOtherHour({ from, to }: Span): number[] {
  return Array.from({ length: (to - from) / (2 * HOUR_MS) }, (_, index) => from + index * 2 * HOUR_MS + 1);
}

/** @param hours before and after a change: times of a day need its neighbours, rhythms only the hours around it */
function spansOf({ zone, from, to }: Place, hours: readonly [before: number, after: number]): Span[] {
  return changes(zone, { from: Date.parse(from), to: Date.parse(to) }).map((change) => ({
    from: change - hours[0] * HOUR_MS,
    to: change + hours[1] * HOUR_MS,
  }));
}

describe.each(PLACES)('at every change of clocks in $zone', (place) => {
  const spans = spansOf(place, [26, 30]);

  it('there are as many as there were', () => {
    expect(spans).toHaveLength(place.changes);
  });

  it('times of a clock are due once: the first of two, or right after the gap', () => {
    for (const span of spans) {
      const reading = read(place.zone, span);
      for (const { expression, times } of CLOCKS)
        holdAgainst(dueByClock(reading, times), entry(expression, place.zone), span);
    }
  });

  it('rhythms keep their steps through both changes', () => {
    for (const span of spansOf(place, [6, 8])) {
      const reading = read(place.zone, span);
      for (const { expression, minutes } of RHYTHMS)
        holdAgainst(dueByRhythm(reading, minutes), entry(expression, place.zone), span);
    }
  });
});

describe.each(['UTC', 'Asia/Kathmandu'])('in %s, where clocks never change', (zone) => {
  const span = { from: Date.parse('2026-03-28'), to: Date.parse('2026-03-31') };

  it('times and rhythms are what the clock shows', () => {
    const reading = read(zone, span);
    for (const { expression, times } of CLOCKS)
      holdAgainst(dueByClock(reading, times), entry(expression, zone), span);
    for (const { expression, minutes } of RHYTHMS)
      holdAgainst(dueByRhythm(reading, minutes), entry(expression, zone), span);
  });
});

describe('in words', () => {
  const upcoming = (expression: string, zone: string, after: string) =>
    timetable.upcoming(entry(expression, zone), new Date(after), 3).map((each) => each.toISOString());

  it('02:30 in Berlin is due at 03:00 on the day that has no 02:30', () => {
    expect(upcoming('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z')).toEqual([
      '2026-03-29T01:00:00.000Z',
      '2026-03-30T00:30:00.000Z',
      '2026-03-31T00:30:00.000Z',
    ]);
  });

  it('02:30 in Berlin is due once on the day that has two', () => {
    expect(upcoming('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z')).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
      '2026-10-27T01:30:00.000Z',
    ]);
  });

  it('23:30 in Nuuk is due at midnight when the gap ends its day, also on Saturdays only', () => {
    expect(upcoming('30 23 * * 6', 'America/Nuuk', '2026-03-28T12:00:00Z').slice(0, 2)).toEqual([
      '2026-03-29T01:00:00.000Z',
      '2026-04-05T00:30:00.000Z',
    ]);
  });

  it('half hours in Berlin are 30 minutes apart over both changes', () => {
    for (const day of ['2026-03-28T22:00:00Z', '2026-10-24T22:00:00Z']) {
      const due = timetable.upcoming(entry('*/30 * * * *', 'Europe/Berlin'), new Date(day), 20);
      const steps = due.slice(1).map((each, index) => each.getTime() - (due[index]?.getTime() ?? 0));
      expect(new Set(steps)).toEqual(new Set([30 * 60_000]));
    }
  });
});
