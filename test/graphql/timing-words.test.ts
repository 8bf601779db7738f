import { describe, expect, it } from 'vitest';
import type { ScheduleTiming } from '../../src/domain/schedule-timing.js';
import { describedTiming, timingWords } from '../../src/graphql/timing-words.js';

const WORDS: readonly (readonly [ScheduleTiming, string])[] = [
  [{ kind: 'INTERVAL', minutes: 5 }, 'every 5 minutes'],
  [{ kind: 'INTERVAL', minutes: 60 }, 'every hour'],
  [{ kind: 'INTERVAL', minutes: 90 }, 'every 90 minutes'],
  [{ kind: 'INTERVAL', minutes: 360 }, 'every 6 hours'],
  [{ kind: 'INTERVAL', minutes: 1_440 }, 'every day'],
  [{ kind: 'INTERVAL', minutes: 20_160 }, 'every 2 weeks'],
  [{ kind: 'DAILY', at: '02:30' }, 'daily at 02:30 (Europe/Berlin)'],
  [{ kind: 'WEEKLY', days: ['MONDAY'], at: '23:00' }, 'every Monday at 23:00 (Europe/Berlin)'],
  [
    { kind: 'WEEKLY', days: ['MONDAY', 'WEDNESDAY', 'FRIDAY'], at: '23:00' },
    'every Monday, Wednesday and Friday at 23:00 (Europe/Berlin)',
  ],
  [
    { kind: 'MONTHLY', days: [1, 31], at: '00:00' },
    'on day 1 and 31 of every month at 00:00 (Europe/Berlin)',
  ],
  [{ kind: 'CRON', expression: '0 2 * * 1-5' }, 'by cron 0 2 * * 1-5 (Europe/Berlin)'],
];

describe('a timing', () => {
  it.each(WORDS)('%o is said as %s', (timing, words) => {
    expect(timingWords(timing, 'Europe/Berlin')).toBe(words);
  });

  it('has the fields of its kind, and null for those of other kinds', () => {
    expect(describedTiming({ kind: 'MONTHLY', days: [1, 15], at: '04:00' }, 'UTC')).toEqual({
      kind: 'MONTHLY',
      minutes: null,
      at: '04:00',
      weekdays: null,
      monthDays: [1, 15],
      expression: null,
      description: 'on day 1 and 15 of every month at 04:00 (UTC)',
    });
  });
});
