/** What a restore costs: all of a backup, a tenth of its namespaces, and the floor, into one cluster that is emptied in between. */
import { join } from 'node:path';
import type { Backup } from '../../src/domain/backup.js';
import { type FloorMeasurement, measureScript } from '../cycle/floor-process.js';
import type { Installation } from '../cycle/installation.js';
import { type BenchOptions, seconds } from '../support/bench.js';
import { StandInProcess } from '../support/stand-in-process.js';
import { writePlainWrites } from './plain-writes.js';
import { measureRestore, type RestoreMeasurement } from './restores.js';

const TENTH = 1 / 10;

export interface RestoreCosts {
  readonly whole: readonly RestoreMeasurement[];
  readonly tenth: readonly RestoreMeasurement[];
  readonly floor: readonly FloorMeasurement[];
}

/** An empty cluster that the installation knows. */
export interface Target {
  readonly standIn: StandInProcess;
  readonly clusterId: string;
}

export async function startTarget(installation: Installation, folder: string): Promise<Target> {
  const standIn = await StandInProcess.start('empty', folder);
  const { id: clusterId } = await installation.register('target', standIn.kubeconfigFile);
  return { standIn, clusterId };
}

/** Product and floor take turns. @param names the namespaces that the backup holds */
export async function measureRestores(
  { folder: cwd, say, runs, profileTo }: BenchOptions,
  installation: Installation,
  of: { readonly backup: Backup; readonly names: readonly string[]; readonly target: Target },
): Promise<RestoreCosts> {
  const { backup, names, target } = of;
  const { standIn, clusterId } = target;
  const writes = join(cwd, 'plain-writes.json');
  await writePlainWrites(installation, { backup, clusterId, namespaces: null }, writes);
  const emptied = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work;
    for (const name of names) await standIn.deleteNamespace(name);
    return done;
  };
  const args = [standIn.kubeconfigFile, writes];
  const floor = () => emptied(measureScript({ file: 'engine/restore-floor.ts', args, cwd }));
  const restore = (namespaces: readonly string[] | null) =>
    emptied(measureRestore({ installation, cwd, profileTo }, { backup, clusterId, namespaces }, standIn));
  const measured = {
    whole: [] as RestoreMeasurement[],
    tenth: [] as RestoreMeasurement[],
    floor: [] as FloorMeasurement[],
  };
  // The first writes to a fresh stand-in are slow: they warm its code and count for nobody.
  await floor();
  for (let run = 1; run <= runs; run++) {
    measured.floor.push(await floor());
    measured.whole.push(await restore(null));
    measured.tenth.push(await restore(names.slice(0, Math.ceil(names.length * TENTH))));
    const last = ([name, all]: readonly [string, readonly { readonly seconds: number }[]]) =>
      `${name} ${seconds(all.at(-1)?.seconds ?? 0)}`;
    say(`engine: restore ${run} of ${runs}: ${Object.entries(measured).map(last).join(', ')}`);
  }
  return measured;
}
