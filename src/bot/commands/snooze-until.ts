/** How long a snooze lasts, from the words of the command, of the menu and of the modal. */
import ms, { type StringValue } from 'ms';
import { SNOOZES } from '../views/references.js';

const MINUTE_MS = 60_000;
const LONGEST_MS = 366 * 24 * 60 * MINUTE_MS;
const DURATION = /^\d+(?:\.\d+)?\s?(?:m|min|mins|minutes?|h|hrs?|hours?|d|days?|w|weeks?)$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** `until`: ISO time; null: until it changes. */
export type SnoozeEnd = { readonly until: string | null } | { readonly fault: string };

/** `1d`, `90m`, `2 weeks`, `2026-12-01` (its beginning, in UTC), `until-change`. `now`: ISO time. */
export function snoozeEnd(words: string, now: string): SnoozeEnd {
  const text = words.trim().toLowerCase();
  if (text === SNOOZES.untilChange || text === 'until change') return { until: null };
  const at = Date.parse(now);
  const end = DATE.test(text)
    ? startOf(text)
    : DURATION.test(text)
      ? at + ms(text as StringValue)
      : Number.NaN;
  if (Number.isNaN(end))
    return { fault: 'Say `1d`, `12h`, `7d`, a date like `2026-12-01`, or `until-change`.' };
  if (end < at + MINUTE_MS) return { fault: 'That is over already: choose a time that is still to come.' };
  if (end > at + LONGEST_MS)
    return { fault: 'A snooze lasts a year at most; choose `until-change` for longer.' };
  return { until: new Date(end).toISOString() };
}

/** NaN for a day that no calendar has. */
function startOf(date: string): number {
  const at = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date) ? at : Number.NaN;
}
