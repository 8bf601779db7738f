/** What clocks show, minute by minute and from nothing but Intl's printed text: the measure for the timetable's arithmetic. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** `2026-03-29 03:00` */
function shown(zone: string): (moment: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return (moment) => format.format(moment);
}

/** The moments of a span at which a zone changes its clocks, to the hour. */
export function changes(zone: string, { from, to }: Span): number[] {
  const print = shown(zone);
  const minutesAhead = (moment: number) => (Date.parse(`${print(moment)}Z`) - moment) / MINUTE_MS;
  const found: number[] = [];
  let before = minutesAhead(from);
  for (let moment = from + HOUR_MS; moment < to + HOUR_MS; moment += HOUR_MS) {
    const now = minutesAhead(moment);
    if (now !== before) found.push(moment);
    before = now;
  }
  return found;
}

/** What a zone's clock shows at every minute of a span. */
export interface Reading {
  readonly moments: readonly { readonly moment: number; readonly text: string }[];
  /** The first moment of each text, and the texts in order. */
  readonly first: ReadonlyMap<string, number>;
  readonly texts: readonly string[];
}

export function read(zone: string, { from, to }: Span): Reading {
  const print = shown(zone);
  const moments: { moment: number; text: string }[] = [];
  const first = new Map<string, number>();
  for (let moment = from; moment <= to; moment += MINUTE_MS) {
    const text = print(moment);
    moments.push({ moment, text });
    if (!first.has(text)) first.set(text, moment);
  }
  return { moments, first, texts: [...first.keys()].sort() };
}

/** Due moments of times of a clock: the first that shows each, or the first after the gap that swallows it. */
export function dueByClock({ first, texts }: Reading, times: readonly string[]): number[] {
  const [oldest = '', newest = ''] = [texts[0], texts.at(-1)];
  const due = new Set<number>();
  for (const date of datesFrom(oldest, newest)) {
    for (const time of times) {
      const wanted = `${date} ${time}`;
      if (wanted < oldest || wanted > newest) continue;
      const next = texts.find((text) => text >= wanted) ?? '';
      due.add(first.get(next) ?? Number.NaN);
    }
  }
  return [...due].sort((a, b) => a - b);
}

/** Due moments of a rhythm: every one that shows one of these minutes of an hour. */
export function dueByRhythm({ moments }: Reading, minutes: readonly string[]): number[] {
  return moments.filter(({ text }) => minutes.includes(text.slice(-2))).map(({ moment }) => moment);
}

function datesFrom(oldest: string, newest: string): string[] {
  const dates: string[] = [];
  for (let day = Date.parse(`${oldest.slice(0, 10)}Z`); day <= Date.parse(`${newest}Z`); day += 24 * HOUR_MS)
    dates.push(new Date(day).toISOString().slice(0, 10));
  return dates;
}
