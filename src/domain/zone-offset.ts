/** How far a time zone is ahead of UTC. Pure; the rules come with the runtime (Intl). */

/** More than there are zones: only spellings in other cases could fill it. */
const KEPT_FORMATS = 1_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** @param moment Unix milliseconds @returns milliseconds. @throws RangeError for a zone that the runtime does not know */
export function offsetAt(zone: string, moment: number): number {
  const whole = Math.floor(moment / 1_000) * 1_000;
  const fields: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(whole)) fields[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields;
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole;
}

/** Making one costs a hundred times what using it does. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  if (formats.size >= KEPT_FORMATS) formats.clear();
  formats.set(zone, made);
  return made;
}
