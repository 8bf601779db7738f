import { describe, expect, it } from 'vitest';
import {
  MAX_INTERVAL_MINUTES,
  MIN_INTERVAL_MINUTES,
  type ScheduleTiming,
} from '../../src/domain/schedule-timing.js';
import { CronerTimetable } from '../../src/timetables/croner-timetable.js';

const timetable = new CronerTimetable();
const ANCHOR = new Date('2026-11-20T10:07:13.250Z');

function at(timing: ScheduleTiming, timeZone = 'UTC') {
  return { timing, timeZone, anchor: ANCHOR };
}

function faults(timing: ScheduleTiming, timeZone = 'UTC') {
  return timetable.faults('input', { timing, timeZone });
}

function cron(expression: string): ScheduleTiming {
  return { kind: 'CRON', expression };
}

function upcoming(timing: ScheduleTiming, { after = ANCHOR, count = 3, zone = 'UTC' } = {}): string[] {
  return timetable.upcoming(at(timing, zone), after, count).map((each) => each.toISOString());
}

describe('an interval', () => {
  const everyHalfHour = { kind: 'INTERVAL', minutes: 30 } as const;

  it('counts from its anchor to the millisecond, and begins one interval after it', () => {
    expect(upcoming(everyHalfHour)).toEqual([
      '2026-11-20T10:37:13.250Z',
      '2026-11-20T11:07:13.250Z',
      '2026-11-20T11:37:13.250Z',
    ]);
    expect(upcoming(everyHalfHour, { after: new Date(0), count: 1 })).toEqual(['2026-11-20T10:37:13.250Z']);
  });

  it('is not moved by changes of clocks', () => {
    const daily = { kind: 'INTERVAL', minutes: 1_440 } as const;
    const entry = { timing: daily, timeZone: 'Europe/Berlin', anchor: new Date('2026-03-28T01:30:00Z') };
    const due = timetable.upcoming(entry, entry.anchor, 3).map((each) => each.toISOString());
    expect(due).toEqual(['2026-03-29T01:30:00.000Z', '2026-03-30T01:30:00.000Z', '2026-03-31T01:30:00.000Z']);
  });

  it('has nothing to make up for before its first due time, and nothing twice', () => {
    const last = (moment: string, after: Date) =>
      timetable.lastUpTo(at(everyHalfHour), new Date(moment), after)?.toISOString() ?? null;
    expect(last('2026-11-20T10:37:13.249Z', new Date(0))).toBeNull();
    expect(last('2026-11-20T10:37:13.250Z', new Date(0))).toBe('2026-11-20T10:37:13.250Z');
    expect(last('2026-11-20T11:00:00Z', new Date('2026-11-20T10:37:13.250Z'))).toBeNull();
    expect(last('2033-01-01T00:00:00Z', ANCHOR)).toBe('2032-12-31T23:37:13.250Z');
  });
});

describe('days', () => {
  it('of a week come in the order of the week', () => {
    const timing = { kind: 'WEEKLY', days: ['SUNDAY', 'MONDAY'], at: '08:05' } as const;
    expect(upcoming(timing, { zone: 'Asia/Kathmandu' })).toEqual([
      '2026-11-22T02:20:00.000Z',
      '2026-11-23T02:20:00.000Z',
      '2026-11-29T02:20:00.000Z',
    ]);
  });

  it('that a month lacks are skipped', () => {
    const timing = { kind: 'MONTHLY', days: [31, 30], at: '00:00' } as const;
    expect(upcoming(timing, { after: new Date('2026-12-31T12:00:00Z'), count: 4 })).toEqual([
      '2027-01-30T00:00:00.000Z',
      '2027-01-31T00:00:00.000Z',
      '2027-03-30T00:00:00.000Z',
      '2027-03-31T00:00:00.000Z',
    ]);
  });

  it('every day has its time', () => {
    expect(upcoming({ kind: 'DAILY', at: '23:59' }, { zone: 'America/New_York', count: 2 })).toEqual([
      '2026-11-21T04:59:00.000Z',
      '2026-11-22T04:59:00.000Z',
    ]);
  });

  it('given twice are due once', () => {
    expect(upcoming({ kind: 'MONTHLY', days: [1, 1], at: '00:00' }, { count: 2 })).toEqual([
      '2026-12-01T00:00:00.000Z',
      '2027-01-01T00:00:00.000Z',
    ]);
  });
});

describe('a cron expression', () => {
  it.each([
    ['@daily', '2026-11-21T00:00:00.000Z'],
    ['@Weekly', '2026-11-22T00:00:00.000Z'],
    ['@yearly', '2027-01-01T00:00:00.000Z'],
    ['0 0 29 2 *', '2028-02-29T00:00:00.000Z'],
    ['  15\t4 * * MON-FRI ', '2026-11-23T04:15:00.000Z'],
    ['0 0 L * *', '2026-11-30T00:00:00.000Z'],
    ['0 0 * * 7', '2026-11-22T00:00:00.000Z'],
  ])('%s is next due at %s', (expression, due) => {
    expect(faults(cron(expression))).toEqual([]);
    expect(upcoming(cron(expression), { count: 1 })).toEqual([due]);
  });

  it('with a day of the month and a day of the week is due on either, and on both when one begins with a star', () => {
    const after = new Date('2026-01-01T00:00:00Z');
    expect(upcoming(cron('0 0 13 * 5'), { after })).toEqual([
      '2026-01-02T00:00:00.000Z',
      '2026-01-09T00:00:00.000Z',
      '2026-01-13T00:00:00.000Z',
    ]);
    expect(upcoming(cron('0 0 */2 * 1'), { after })).toEqual([
      '2026-01-05T00:00:00.000Z',
      '2026-01-19T00:00:00.000Z',
      '2026-02-09T00:00:00.000Z',
    ]);
  });

  it.each(['0 0 31 2 *', '0 0 30 2 *', '0 0 31 4,6,9,11 *', '0 0 31 FEB ?'])(
    '%s never fires, which is a fault',
    (expression) => {
      expect(faults(cron(expression))).toEqual([
        { path: 'input.timing.expression', message: expect.stringContaining('never fires: no month') },
      ]);
    },
  );

  it.each([
    ['0 0 0 * * *', 'does not have five fields'],
    ['0 0 1 1 * 2027', 'does not have five fields'],
    ['* * * *', 'does not have five fields'],
    ['', 'does not have five fields'],
    ['   ', 'does not have five fields'],
    ['2026-01-01T00:00:00', 'has a character'],
    ['*\n* * * *', 'has a character'],
    ['0 0 * * *\u0000', 'has a character'],
    ['٠ ٠ * * *', 'has a character'],
    ['60 * * * *', 'minute: 60'],
    ['* 24 * * *', 'hour: 24'],
    ['0 0 0 * *', 'cannot be read'],
    ['0 0 * 13 *', 'month'],
    ['0 0 * * 8', 'dayOfWeek: 8'],
    ['*/0 * * * *', 'stepping'],
    ['10-5 * * * *', "'10-5'"],
    ['1,,2 * * * *', 'cannot be read'],
    ['@reboot', 'no nickname'],
    ['@every 5m', 'no nickname'],
    ['__proto__', 'has a character'],
    ['@constructor', 'no nickname'],
    ['*'.repeat(10_240), 'has 10240 characters'],
    [`${'1-5,'.repeat(2_560)}1 * * * *`, 'characters: 200 at most'],
  ])('%j is a fault', (expression, reason) => {
    const found = faults(cron(expression));
    expect(found).toEqual([{ path: 'input.timing.expression', message: expect.stringContaining(reason) }]);
    expect(found[0]?.message.length).toBeLessThan(400);
  });
});

describe('faults', () => {
  it('of a good entry are none, in any zone that there is', () => {
    for (const zone of ['UTC', 'Etc/GMT+5', 'Asia/Kathmandu', 'Asia/Katmandu', 'America/Argentina/Ushuaia'])
      expect(faults({ kind: 'DAILY', at: '00:00' }, zone)).toEqual([]);
  });

  it.each([
    'Mars/Olympus',
    '',
    'CET+1',
    '+01:00',
    'Europe/Berlin\n',
    ' UTC',
    '../etc/passwd',
    'x'.repeat(10_240),
  ])('the zone %j is none', (zone) => {
    const found = faults({ kind: 'DAILY', at: '00:00' }, zone);
    expect(found).toEqual([{ path: 'input.timeZone', message: expect.stringContaining('no time zone') }]);
    expect(found[0]?.message.length).toBeLessThan(250);
  });

  it.each(['24:00', '7:30', '07:60', '07:30:00', '', '07:3०', '07:30\n', '-1:00'])(
    'the time %j is none',
    (time) => {
      expect(faults({ kind: 'DAILY', at: time })).toEqual([
        { path: 'input.timing.at', message: expect.stringContaining('no time of day') },
      ]);
    },
  );

  it.each([
    MIN_INTERVAL_MINUTES - 1,
    MAX_INTERVAL_MINUTES + 1,
    0,
    -30,
    7.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ])('an interval of %d minutes is out of range', (minutes) => {
    expect(faults({ kind: 'INTERVAL', minutes })).toEqual([
      { path: 'input.timing.minutes', message: expect.stringContaining('no interval') },
    ]);
  });

  it('stand at every day that is none, and all are told at once', () => {
    expect(
      timetable.faults('', {
        timing: { kind: 'MONTHLY', days: [1, 0, 32, 1.5], at: 'noon' },
        timeZone: 'no',
      }),
    ).toEqual(
      ['timing.days.1', 'timing.days.2', 'timing.days.3', 'timing.at', 'timeZone'].map((path) => ({
        path,
        message: expect.any(String),
      })),
    );
    expect(faults({ kind: 'WEEKLY', days: [], at: '00:00' }).map((each) => each.path)).toEqual([
      'input.timing.days',
    ]);
    expect(faults({ kind: 'WEEKLY', days: ['FUNDAY' as never], at: '00:00' })[0]?.message).toContain(
      '"FUNDAY"',
    );
    expect(faults({ kind: 'MONTHLY', days: Array<number>(32).fill(1), at: '00:00' })).toHaveLength(1);
  });
});

describe('a gap', () => {
  it.each<{ timing: ScheduleTiming; until: string; due: string }>([
    {
      timing: { kind: 'INTERVAL', minutes: 5 },
      until: '2046-01-01T00:00:00Z',
      due: '2045-12-31T23:57:13.250Z',
    },
    {
      timing: { kind: 'DAILY', at: '02:30' },
      until: '2046-01-01T00:00:00Z',
      due: '2045-12-31T01:30:00.000Z',
    },
    {
      timing: { kind: 'MONTHLY', days: [29], at: '12:00' },
      until: '2046-01-01T00:00:00Z',
      due: '2045-12-29T11:00:00.000Z',
    },
    { timing: cron('0 0 29 2 *'), until: '2046-01-01T00:00:00Z', due: '2044-02-28T23:00:00.000Z' },
    { timing: cron('* * * * *'), until: '2046-01-01T00:00:00Z', due: '2046-01-01T00:00:00.000Z' },
    { timing: cron('* 0-22 * * *'), until: '2045-12-31T22:30:00Z', due: '2045-12-31T21:59:00.000Z' },
  ])('of years has one last due time: $timing', ({ timing, until, due }) => {
    const last = timetable.lastUpTo(at(timing, 'Europe/Berlin'), new Date(until), ANCHOR);
    expect(last?.toISOString()).toBe(due);
  });

  it('without a due time has none', () => {
    const entry = at({ kind: 'DAILY', at: '02:30' });
    const due = new Date('2026-11-21T02:30:00Z');
    expect(timetable.lastUpTo(entry, new Date('2026-11-21T02:29:59.999Z'), ANCHOR)).toBeNull();
    expect(timetable.lastUpTo(entry, due, ANCHOR)).toEqual(due);
    expect(timetable.lastUpTo(entry, due, due)).toBeNull();
  });
});

describe('upcoming', () => {
  it('gives as many as asked for, and 100 at most', () => {
    expect(upcoming(cron('* * * * *'), { count: 0 })).toEqual([]);
    expect(upcoming(cron('* * * * *'), { count: 1_000 })).toHaveLength(100);
    expect(upcoming({ kind: 'DAILY', at: '02:30' }, { count: 100, zone: 'America/Nuuk' })).toHaveLength(100);
  });
});
