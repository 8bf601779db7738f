/** One backup of a whole cluster: what the worker uses, beside the floor, and beside a cluster ten times smaller. */
import {
  atMost,
  type BenchOptions,
  type BenchResult,
  type Goal,
  mebibytes,
  seconds,
  times,
} from '../support/bench.js';
import { StandInProcess } from '../support/stand-in-process.js';
import { median, span } from '../support/statistics.js';
import { type FloorMeasurement, measureFloor } from './floor-process.js';
import { Installation } from './installation.js';
import { measureWorker, type WorkerMeasurement } from './worker-process.js';

const LARGE = { namespaces: 200, objects: 40_000 };
const SMALL = { namespaces: 20, objects: 4_000 };
const MIB = 1024 * 1024;

interface Measured {
  readonly large: readonly WorkerMeasurement[];
  readonly small: readonly WorkerMeasurement[];
  readonly floor: readonly FloorMeasurement[];
}

export async function cycleBench(options: BenchOptions): Promise<BenchResult> {
  const { folder, say } = options;
  say('cycle: starting PostgreSQL and two stand-in clusters');
  await using stack = new AsyncDisposableStack();
  const installation = stack.adopt(await Installation.start(folder), (each) => each.stop());
  const large = stack.adopt(await StandInProcess.start(LARGE, folder), (each) => each.stop());
  const small = stack.adopt(await StandInProcess.start(SMALL, folder), (each) => each.stop());
  const measured = await measureAll(options, { installation, large, small });
  return resultOf(measured, { large: large.objects, small: small.objects });
}

interface Parts {
  readonly installation: Installation;
  readonly large: StandInProcess;
  readonly small: StandInProcess;
}

/** Product and floor take turns, so that what else the machine does meets both. */
async function measureAll(
  { runs, folder, profileTo, say }: BenchOptions,
  { installation, large, small }: Parts,
): Promise<Measured> {
  const measureOn = async (name: string, standIn: StandInProcess) => {
    const { id: clusterId } = await installation.register(name, standIn.kubeconfigFile);
    return () => measureWorker({ installation, clusterId, standIn, cwd: folder, profileTo });
  };
  const backUpLarge = await measureOn('large', large);
  const backUpSmall = await measureOn('small', small);
  // The first lists of a fresh stand-in are slow: they warm its code and count for nobody.
  for (const { kubeconfigFile } of [large, small]) await measureFloor(kubeconfigFile, folder);
  const measured = {
    large: [] as WorkerMeasurement[],
    small: [] as WorkerMeasurement[],
    floor: [] as FloorMeasurement[],
  };
  for (let run = 1; run <= runs; run++) {
    measured.floor.push(await measureFloor(large.kubeconfigFile, folder));
    measured.large.push(await backUpLarge());
    measured.small.push(await backUpSmall());
    say(`cycle: run ${run} of ${runs}: ${lastOf(measured)}`);
  }
  return measured;
}

function lastOf({ large, floor, small }: Measured): string {
  const told = ([name, each]: readonly [string, WorkerMeasurement | FloorMeasurement | undefined]) =>
    each &&
    `${name} ${seconds(each.seconds)}, CPU ${seconds(each.cpuSeconds)}, ${mebibytes(each.peakRssBytes)}`;
  const all = [
    ['worker', large.at(-1)],
    ['floor', floor.at(-1)],
    ['small', small.at(-1)],
  ] as const;
  return all.map(told).join('; ');
}

type Field = 'seconds' | 'cpuSeconds' | 'peakRssBytes' | 'requests';

function resultOf(
  measured: Measured,
  objects: { readonly large: number; readonly small: number },
): BenchResult {
  const { large, small, floor } = measured;
  const of = (from: readonly Readonly<Record<Field, number>>[], field: Field) =>
    from.map((each) => each[field]);
  const mid = (from: readonly Readonly<Record<Field, number>>[], field: Field) => median(of(from, field));
  const row = (name: string, field: Field, show: (value: number) => string) => [
    name,
    show(mid(large, field)),
    show(mid(floor, field)),
    times(mid(large, field) / mid(floor, field)),
    show(mid(small, field)),
  ];
  const perSecond = (count: number, from: readonly Readonly<Record<Field, number>>[]) =>
    Math.round(count / mid(from, 'seconds')).toLocaleString('en');
  const whole = (value: number) => String(Math.round(value));
  return {
    title: `a backup of ${LARGE.namespaces} namespaces with ${LARGE.objects} objects, medians of ${large.length} runs`,
    head: ['', 'worker', 'floor', 'worker / floor', 'worker, a tenth of the cluster'],
    rows: [
      row('time', 'seconds', seconds),
      ['  least to greatest', ...[large, floor].map((each) => span(of(each, 'seconds'), 2)), '', ''],
      row('CPU', 'cpuSeconds', seconds),
      ['  least to greatest', ...[large, floor].map((each) => span(of(each, 'cpuSeconds'), 2)), '', ''],
      row('peak RSS', 'peakRssBytes', mebibytes),
      row('requests', 'requests', whole),
      [
        'objects read per second',
        perSecond(objects.large, large),
        perSecond(objects.large, floor),
        '',
        perSecond(objects.small, small),
      ],
    ],
    goals: goalsOf(mid, measured),
    measurements: { objects, large, small, floor },
  };
}

function goalsOf(
  mid: (from: readonly Readonly<Record<Field, number>>[], field: Field) => number,
  { large, small, floor }: Measured,
): readonly Goal[] {
  const ratio = (field: Field, to: readonly Readonly<Record<Field, number>>[]) =>
    mid(large, field) / mid(to, field);
  return [
    atMost("CPU at most 2.5 × the floor's", { value: ratio('cpuSeconds', floor), limit: 2.5, show: times }),
    atMost("time at most 1.7 × the floor's", { value: ratio('seconds', floor), limit: 1.7, show: times }),
    atMost('peak RSS under 220 MiB', {
      value: mid(large, 'peakRssBytes'),
      limit: 220 * MIB,
      show: mebibytes,
    }),
    atMost('peak RSS at most 1.2 × that of a tenth of the cluster', {
      value: ratio('peakRssBytes', small),
      limit: 1.2,
      show: times,
    }),
  ];
}
