/** A PostgreSQL of a test's own, migrated, that may be knocked down: the one of the run belongs to every test. */
import { chmodSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { startEmbeddedPostgres } from '../../src/db/embedded/embedded-postgres.js';
import { migrateUp } from '../../src/db/migrate.js';
import { guardPostgres } from './postgres-guard.js';
import { silentLog } from './silent-log.js';
import { execute } from './test-server.js';

export interface OwnPostgres {
  readonly url: string;
  /** Ends it in the middle of everything (SIGQUIT: no goodbye, recovery at the next start), and waits until it answers again. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'holdfast-own-pg-'));
  // Root's PostgreSQL runs as another user, who must get to the socket here.
  chmodSync(dataDir, 0o755);
  const guard = guardPostgres(dataDir);
  const postgres = await startEmbeddedPostgres({
    dataDir,
    log: silentLog,
    programPlaces: [join(tmpdir(), `holdfast-programs-${process.getuid?.()}`)],
    // It is killed and not cut from power: what was written out survives, but only what was written out.
    settings: { fsync: 'off', synchronous_commit: 'on', logging_collector: 'off' },
  });
  await migrateUp({ url: postgres.url, log: silentLog });
  const postmaster = async () =>
    Number.parseInt(await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8'), 10);
  return {
    url: postgres.url,
    async crash() {
      const before = await postmaster();
      process.kill(before, 'SIGQUIT');
      const isAnother = async () => {
        if ((await postmaster()) === before) throw new Error('It has not ended yet.');
        await execute(postgres.url, 'SELECT 1');
      };
      await vi.waitFor(isAnother, { timeout: 20_000, interval: 50 });
    },
    async stop() {
      await postgres.stop();
      await guard.end();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
