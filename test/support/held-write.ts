/** Makes a write of the product wait in PostgreSQL, so that its process can be killed or frozen in exactly that moment. */
import { vi } from 'vitest';
import type { TestDatabase } from './database.js';

export interface HeldWrite {
  /** Resolves when a process waits. @param patienceMs where much comes before it */
  reached(patienceMs?: number): Promise<void>;
  release(): Promise<void>;
  /** Takes the trap away. After `release`. */
  remove(): Promise<void>;
}

/** @param when looks at OLD and NEW of the table's row; of an INSERT at NEW alone */
export async function holdWrite(
  database: TestDatabase,
  table: string,
  when: string,
  on: 'UPDATE' | 'INSERT' = 'UPDATE',
): Promise<HeldWrite> {
  const source = await database.dataSource({ poolSize: 1 });
  await source.query(`
    CREATE OR REPLACE FUNCTION wait_for_the_test() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_advisory_xact_lock(1);
      RETURN NEW;
    END $$;
    CREATE TRIGGER wait_for_the_test BEFORE ${on} ON ${table} FOR EACH ROW
      WHEN (${when}) EXECUTE FUNCTION wait_for_the_test()`);
  await source.query('SELECT pg_advisory_lock(1)');
  return {
    async reached(patienceMs = 20_000) {
      await vi.waitFor(
        async () => {
          const waiting = await source.query<unknown[]>(
            `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
          );
          if (waiting.length === 0) throw new Error('no process waits yet');
        },
        { timeout: patienceMs, interval: 20 },
      );
    },
    async release() {
      await source.query('SELECT pg_advisory_unlock(1)');
    },
    async remove() {
      await source.query(`DROP TRIGGER wait_for_the_test ON ${table}`);
      await source.destroy();
    },
  };
}
