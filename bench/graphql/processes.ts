/** The processes that are measured, and what a measurement is. */
import { join } from 'node:path';
import { Child, ROOT, serverOptions } from '../support/child.js';
import type { Populated } from '../support/populated.js';
import { type Load, load, type Target } from './load.js';

/** `cpuMs`: processor time of the process for one request; what it leaves to PostgreSQL is not in it. */
export type Measured = Load & { readonly cpuMs: number };

export async function measure(process: Child, target: Target): Promise<Measured> {
  const before = (await process.usage()).cpuSeconds;
  const loaded = await load(target);
  const used = (await process.usage()).cpuSeconds - before;
  return { ...loaded, cpuMs: (used * 1_000) / loaded.answered };
}

/** @param env what is another than usual in its configuration */
export function apiProcess(
  world: Populated,
  folder: string,
  profileTo: string | undefined,
  env: Readonly<Record<string, string>> = {},
): Child {
  const profiling = profileTo === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profileTo];
  return new Child({
    name: 'holdfast api',
    args: [...serverOptions('api'), ...profiling, join(ROOT, 'dist', 'main.js'), 'api'],
    env: {
      DATABASE_URL: world.databaseUrl,
      HOLDFAST_SECRET_KEY: world.secretKey,
      HOLDFAST_DATA_DIR: join(folder, 'data'),
      HOLDFAST_LOCATION_PARENTS: world.locations,
      HOLDFAST_LOG_FORMAT: 'json',
      HOLDFAST_PORT: '0',
      HOLDFAST_RATE_POINTS: '0',
      ...env,
    },
    cwd: folder,
  });
}

/** @param script of the floor: it takes the URL of the database */
export function floorProcess(world: Populated, folder: string, script: string): Child {
  return new Child({
    name: 'the floor of the API',
    args: ['--import', import.meta.resolve('tsx'), script, world.databaseUrl],
    cwd: folder,
  });
}
