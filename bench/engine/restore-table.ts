import { atLeast, atMost, type BenchTable, type Goal, mebibytes, seconds, times } from '../support/bench.js';
import type { WorldSize } from '../support/stand-in-process.js';
import { median } from '../support/statistics.js';
import type { OneNamespace } from './one-namespace.js';
import type { RestoreCosts } from './restore-costs.js';

type Field = 'seconds' | 'cpuSeconds' | 'peakRssBytes' | 'requests';
type Runs = readonly Readonly<Record<Field, number>>[];

const mid = (runs: Runs, field: Field) => median(runs.map((each) => each[field]));
const perSecond = (value: number) => `${value.toFixed(0)} /s`;
const percent = (value: number) => `${(value * 100).toFixed(1)} %`;

/** Objects of the first run: every run restores the same. */
const objectsOf = (runs: RestoreCosts['whole']) => runs[0]?.objects ?? 0;
const rateOf = (runs: RestoreCosts['whole']) => objectsOf(runs) / mid(runs, 'seconds');

export function restoreTable({ whole, tenth, floor }: RestoreCosts): BenchTable {
  const row = (name: string, field: Field, show: (value: number) => string) => [
    name,
    show(mid(floor, field)),
    show(mid(whole, field)),
    times(mid(whole, field) / mid(floor, field)),
    show(mid(tenth, field)),
  ];
  const floorRate = mid(floor, 'requests') / mid(floor, 'seconds');
  return {
    title: `a restore of ${objectsOf(whole)} objects from a folder into an empty cluster, medians of ${whole.length} runs`,
    head: ['', 'floor', 'worker', 'worker / floor', 'worker, a tenth of the namespaces'],
    rows: [
      [
        'objects',
        perSecond(floorRate),
        perSecond(rateOf(whole)),
        times(rateOf(whole) / floorRate),
        perSecond(rateOf(tenth)),
      ],
      row('time', 'seconds', seconds),
      row('CPU', 'cpuSeconds', seconds),
      // The floor holds all that it sends: its memory says nothing.
      ['peak RSS', '', mebibytes(mid(whole, 'peakRssBytes')), '', mebibytes(mid(tenth, 'peakRssBytes'))],
      row('requests', 'requests', (value) => String(Math.round(value))),
    ],
  };
}

export function oneNamespaceTable(
  { objects, readBytes, storedBytes }: OneNamespace,
  { namespaces, objects: all }: WorldSize,
): BenchTable {
  const kibibytes = (bytes: number) => `${(bytes / 1024).toFixed(0)} KiB`;
  return {
    title: `one of ${namespaces} namespaces restored from a backup of ${all} objects`,
    head: ['objects restored', 'read', 'of the backup', 'share'],
    rows: [[String(objects), kibibytes(readBytes), kibibytes(storedBytes), percent(readBytes / storedBytes)]],
  };
}

export function restoreGoals(
  { whole, tenth }: RestoreCosts,
  { readBytes, storedBytes }: OneNamespace,
): readonly Goal[] {
  return [
    atLeast('a restore brings at least 300 objects per second back', {
      value: rateOf(whole),
      limit: 300,
      show: perSecond,
    }),
    atMost('its peak RSS is at most 1.2 × that of a restore of a tenth', {
      value: mid(whole, 'peakRssBytes') / mid(tenth, 'peakRssBytes'),
      limit: 1.2,
      show: times,
    }),
    atMost('one namespace restored from a large backup reads at most 10 % of its bytes', {
      value: readBytes / storedBytes,
      limit: 0.1,
      show: percent,
    }),
  ];
}
