import { PostgresBackend } from '@agendajs/postgres-backend';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("the job store's tables in our migration are what its package would make", async () => {
  const ours = await schemaOfJobs();
  await database.query('DROP TABLE agenda_jobs, agenda_logs; DROP FUNCTION update_agenda_jobs_updated_at()');
  expect(await schemaOfJobs()).toEqual([]);
  const backend = new PostgresBackend({ connectionString: database.url, ensureSchema: true });
  await backend.connect();
  await backend.disconnect();
  expect(await schemaOfJobs()).toEqual(ours);
});

function schemaOfJobs(): Promise<Record<string, unknown>[]> {
  return database.query(
    `SELECT table_name || '.' || column_name AS thing, concat_ws(' ', data_type, character_maximum_length,
       datetime_precision, is_nullable, column_default) AS definition
     FROM information_schema.columns WHERE table_name LIKE 'agenda%'
     UNION SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid::regclass::text LIKE 'agenda%'
     UNION SELECT indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'agenda%'
     UNION SELECT proname, regexp_replace(lower(prosrc), '\\s+', ' ', 'g') FROM pg_proc WHERE proname LIKE '%agenda%'
     UNION SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger
     WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'agenda%'
     ORDER BY 1, 2`,
  );
}
