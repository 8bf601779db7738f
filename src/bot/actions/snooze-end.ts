import { SNOOZES } from '../views/references.js';

const DAY_MS = 24 * 60 * 60_000;
const MOST_DAYS = 366;

/** `3d`, `2w`, `2026-12-01`, `until-change` → when it ends; null: when the alert changes. Undefined: none of these, or not ahead. */
export function snoozeEnd(words: string, now: Date): Date | null | undefined {
  if (words === SNOOZES.untilChange) return null;
  const [, amount, unit] = /^(\d{1,3})(h|d|w)$/.exec(words) ?? [];
  if (amount !== undefined) {
    const ms = Number(amount) * (unit === 'h' ? DAY_MS / 24 : unit === 'w' ? 7 * DAY_MS : DAY_MS);
    return ahead(new Date(now.getTime() + ms), now);
  }
  return /^\d{4}-\d{2}-\d{2}$/.test(words) ? ahead(new Date(`${words}T00:00:00Z`), now) : undefined;
}

function ahead(end: Date, now: Date): Date | undefined {
  const ms = end.getTime() - now.getTime();
  return ms > 0 && ms <= MOST_DAYS * DAY_MS ? end : undefined;
}
