import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/db/embedded/embedded-postgres.js';
import { migrateUp } from '../../src/db/migrate.js';
import { silentLog } from '../../test/support/silent-log.js';
import { ROOT } from './child.js';
import { postgresCpuSeconds } from './postgres-usage.js';

export interface BenchDatabase {
  readonly url: string;
  /** Processor time of all its processes so far. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

/** The product's own PostgreSQL with its own settings, migrated, in a folder that goes with the bench. */
export async function startDatabase(folder: string): Promise<BenchDatabase> {
  const dataDir = join(folder, 'postgres');
  mkdirSync(dataDir);
  // Root's PostgreSQL runs as another user, who must get to it.
  for (const each of [folder, dataDir]) chmodSync(each, 0o755);
  const guard = join(ROOT, 'test', 'support', 'end-with-parent.mjs');
  const ending = spawn(process.execPath, [guard, dataDir], {
    cwd: tmpdir(),
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  ending.unref();
  const postgres = await startEmbeddedPostgres({
    dataDir,
    log: silentLog,
    programPlaces: [join(tmpdir(), `holdfast-programs-${process.getuid?.()}`)],
  });
  await migrateUp({ url: postgres.url, log: silentLog });
  return {
    url: postgres.url,
    cpuSeconds: () => postgresCpuSeconds(join(dataDir, 'cluster')),
    stop: async () => {
      await postgres.stop();
      ending.stdin.end();
    },
  };
}
