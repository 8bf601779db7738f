/** Numbers and times as people read them. */

const COUNT = new Intl.NumberFormat('en-US');
const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

export function count(value: number): string {
  return COUNT.format(value);
}

/** `1 namespace`, `2 namespaces` */
export function counted(value: number, singular: string): string {
  return `${count(value)} ${singular}${value === 1 ? '' : 's'}`;
}

/** 1536 → `1.5 KiB` */
export function bytes(value: number): string {
  const power = value < 1024 ? 0 : Math.min(Math.floor(Math.log2(value) / 10), UNITS.length - 1);
  const scaled = value / 1024 ** power;
  return `${power === 0 ? count(scaled) : scaled.toFixed(1)} ${UNITS[power]}`;
}

/** An ISO time as `2026-11-20 12:00:03Z`; "never" for null. */
export function time(value: string | null): string {
  if (value === null) return 'never';
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? value : `${date.toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

/** Time of the day of an ISO time. */
export function clock(value: string): string {
  return time(value).slice(11);
}

/** 75 → `1 min 15 s` */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  if (whole < 48 * 3600) return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
  return `${Math.floor(whole / 86_400)} days`;
}

export function list(names: readonly string[]): string {
  return names.length === 0 ? '-' : names.join(', ');
}

/** The first few names of a list that may be long. */
export function someNames(names: readonly string[], most = 20): string {
  return names.length <= most
    ? list(names)
    : `${names.slice(0, most).join(', ')} and ${count(names.length - most)} more`;
}

/** A moment as everywhere, and as the clock of a zone shows it: `2026-11-21 01:30:00Z (Sat 02:30 in Europe/Berlin)`. */
export function zonedTime(value: string, timeZone: string): string {
  const format = clockOf(timeZone);
  const shown = format === undefined ? '' : ` (${format.format(new Date(value))} in ${timeZone})`;
  return `${time(value)}${shown}`;
}

/** Undefined for a zone that this machine does not know. */
function clockOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
    });
  } catch {
    return undefined;
  }
}

export function labels(all: readonly { readonly key: string; readonly value: string }[]): string {
  return list(all.map(({ key, value }) => `${key}=${value}`));
}
