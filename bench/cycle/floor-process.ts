import { join } from 'node:path';
import { Child, ROOT } from '../support/child.js';
import type { FloorRun } from './floor.js';

export interface FloorMeasurement extends FloorRun {
  readonly cpuSeconds: number;
  readonly peakRssBytes: number;
}

/** One run of the floor in a fresh process; its imports and the discovery do not count. */
export async function measureFloor(kubeconfigFile: string, cwd: string): Promise<FloorMeasurement> {
  const file = join(ROOT, 'bench', 'cycle', 'floor.ts');
  const child = new Child({
    name: 'the floor',
    args: ['--import', import.meta.resolve('tsx'), file, kubeconfigFile],
    cwd,
  });
  try {
    await child.line(/floor is up/);
    await child.ask('prepare');
    const before = await child.usage();
    const run = await child.ask<FloorRun>('fetch');
    const { cpuSeconds, peakRssBytes } = await child.usage();
    return { ...run, cpuSeconds: cpuSeconds - before.cpuSeconds, peakRssBytes };
  } finally {
    await child.stop();
  }
}
