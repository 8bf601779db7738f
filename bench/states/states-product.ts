/** The product of this bench: everything in one process, on the database of the world. */
import { join } from 'node:path';
import { Child, ROOT, serverOptions } from '../support/child.js';
import type { Populated } from '../support/populated.js';

export const PATIENCE_MS = 600_000;

interface ProductOptions {
  readonly folder: string;
  readonly profileTo: string | undefined;
  readonly probeSeconds: number;
}

export function startProduct(world: Populated, { folder, profileTo, probeSeconds }: ProductOptions): Child {
  const profiling = profileTo === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profileTo];
  return new Child({
    name: 'holdfast start',
    args: [...serverOptions('start'), ...profiling, join(ROOT, 'dist', 'main.js'), 'start'],
    env: {
      DATABASE_URL: world.databaseUrl,
      HOLDFAST_SECRET_KEY: world.secretKey,
      HOLDFAST_LOCATION_PARENTS: world.locations,
      HOLDFAST_DATA_DIR: join(folder, 'data'),
      HOLDFAST_PORT: '0',
      HOLDFAST_RATE_POINTS: '0',
      HOLDFAST_PROBE_SECONDS: String(probeSeconds),
      HOLDFAST_LOG_FORMAT: 'json',
    },
    cwd: folder,
  });
}
