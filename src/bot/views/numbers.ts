/** Counts, sizes and moments as people read them. */
import { prose } from './text.js';

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

/** 90_000 → `1 min 30 s` */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** An ISO time in the zone and the words of the reader; a client that cannot show it shows UTC. For mrkdwn. */
export function moment(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return prose(iso, 40);
  return `<!date^${Math.floor(at.getTime() / 1000)}^{date_short_pretty} at {time}|${utc(iso)}>`;
}

/** The same where no token is read: `2026-11-20 12:00 UTC`. */
export function utc(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return 'an unknown time';
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Only its day: `2026-11-20`. */
export function day(iso: string): string {
  return utc(iso).slice(0, 10);
}
