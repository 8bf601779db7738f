/** Reads the text format of Prometheus as strictly as it is written down, so that a scrape that would be refused fails here, too. */

export interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const HELP = /^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/;
const TYPE = /^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary)$/;
const SERIES = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/y;

/** @throws Error naming the line */
export function readScrape(text: string): {
  readonly series: readonly Series[];
  readonly types: ReadonlyMap<string, string>;
} {
  const types = new Map<string, string>();
  const helped = new Set<string>();
  const seen = new Set<string>();
  const series: Series[] = [];
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [help, type, one] = [HELP.exec(line), TYPE.exec(line), SERIES.exec(line)];
    if (help?.[1] !== undefined) once(helped, help[1], line);
    else if (type?.[1] !== undefined && type[2] !== undefined) {
      if (types.has(type[1])) throw new Error(`twice: ${line}`);
      types.set(type[1], type[2]);
    } else if (one?.[1] !== undefined && one[3] !== undefined) {
      const labels = labelsOf(one[2] ?? '', line);
      once(seen, JSON.stringify([one[1], Object.entries(labels).sort()]), line);
      const family = one[1].replace(/_(bucket|sum|count)$/, '');
      if (!types.has(one[1]) && !types.has(family)) throw new Error(`of no type: ${line}`);
      series.push({ name: one[1], labels, value: numberOf(one[3], line) });
    } else throw new Error(`is no line of a scrape: ${line}`);
  }
  return { series, types };
}

function labelsOf(text: string, line: string): Record<string, string> {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.length) {
    const match = LABEL.exec(text);
    if (match?.[1] === undefined || match[2] === undefined) throw new Error(`bad labels: ${line}`);
    labels[match[1]] = match[2].replaceAll(/\\(.)/g, (_all, mark: string) => (mark === 'n' ? '\n' : mark));
  }
  return labels;
}

function numberOf(text: string, line: string): number {
  const value = { '+Inf': Infinity, '-Inf': -Infinity, Nan: Number.NaN }[text] ?? Number(text);
  if (text === '' || (Number.isNaN(value) && text !== 'Nan')) throw new Error(`no number: ${line}`);
  return value;
}

function once(known: Set<string>, key: string, line: string): void {
  if (known.has(key)) throw new Error(`twice: ${line}`);
  known.add(key);
}
