/** Started by postgres-process.ts: the built-in PostgreSQL in a process that may be killed. */
import pg from 'pg';
import { startEmbeddedPostgres } from '../../../src/db/embedded/embedded-postgres.js';
import { EmbeddedPostgresError } from '../../../src/db/embedded/embedded-postgres-error.js';
import { silentLog } from '../../support/silent-log.js';
import type { HoldfastOptions } from './postgres-process.js';

const say = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

try {
  const options = JSON.parse(process.argv[2] ?? '') as HoldfastOptions;
  const postgres = await startEmbeddedPostgres({
    ...options,
    log: silentLog,
    settings: { fsync: 'off' },
    attachPatienceMs: 5_000,
  });
  const end = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    const { rows } = await client.query("SELECT 'still there' AS answer");
    await client.end();
    say({ drained: rows[0].answer });
    await postgres.stop();
    process.exit(0);
  };
  process.once('SIGINT', () => void end());
  process.once('SIGTERM', () => void end());
  process.stdin.resume().on('end', () => void end());
  say({ url: postgres.url, role: postgres.role });
} catch (error) {
  if (!(error instanceof EmbeddedPostgresError)) throw error;
  say({ fault: error.fault, message: error.message });
}
