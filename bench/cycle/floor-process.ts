import { join } from 'node:path';
import { Child, ROOT } from '../support/child.js';
import type { FloorRun } from './floor.js';

export interface FloorMeasurement extends FloorRun {
  readonly cpuSeconds: number;
  readonly peakRssBytes: number;
}

export interface FloorScript {
  /** Below bench/; says `floor is up`, answers `prepare` and then `run`. */
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

/** One run of a backup's floor in a fresh process; its imports and the discovery do not count. */
export function measureFloor(kubeconfigFile: string, cwd: string): Promise<FloorMeasurement> {
  return measureScript({ file: 'cycle/floor.ts', args: [kubeconfigFile], cwd });
}

/** One run of a floor in a fresh process; its imports and what it prepares do not count. */
export async function measureScript({ file, args, cwd }: FloorScript): Promise<FloorMeasurement> {
  const child = new Child({
    name: 'the floor',
    args: ['--import', import.meta.resolve('tsx'), join(ROOT, 'bench', file), ...args],
    cwd,
  });
  try {
    await child.line(/floor is up/);
    await child.ask('prepare');
    const before = await child.usage();
    const run = await child.ask<FloorRun>('run');
    const { cpuSeconds, peakRssBytes } = await child.usage();
    return { ...run, cpuSeconds: cpuSeconds - before.cpuSeconds, peakRssBytes };
  } finally {
    await child.stop();
  }
}
